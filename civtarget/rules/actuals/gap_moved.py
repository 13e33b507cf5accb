"""
A gap between two indicators moves as the plan wants it.

两项指标的差距按规划的要求变化。

The plan wants the gap to narrow, or to widen, and says what both came to before: so the values reported of both for one
period show whether it did. While only one of them is reported, that is open.

规划要求差距缩小或扩大，并写有两项此前的数：同一期间两项都报了，就能看出差距是否按要求变化；只报一项则无从判断。

Passes:

    indicators:
      in-homes: {name: 集中标准, kind: standard, unit: 元/人/月, baselines: [{period: 2024, value: 2431}]}
      in-families:
        name: 散居标准
        kind: standard
        unit: 元/人/月
        baselines: [{period: 2024, value: 1945}]
        gap: {to: in-homes, trend: narrow}

    指标,辖区,期间,数值
    in-homes,,2025-06,2500
    in-families,,2025-06,2014

Fails:

    indicators:
      in-homes: {name: 集中标准, kind: standard, unit: 元/人/月, baselines: [{period: 2024, value: 2431}]}
      in-families:
        name: 散居标准
        kind: standard
        unit: 元/人/月
        baselines: [{period: 2024, value: 1945}]
        gap: {to: in-homes, trend: narrow}

    指标,辖区,期间,数值
    in-homes,,2025-06,2522
    in-families,,2025-06,2018

Remedy: correct a value that is wrong; if both are right, the next adjustment has to bring them closer.

补救：数值有误就更正；数值无误，下次调整时应使差距按要求变化。
"""

from collections.abc import Iterator

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import dotted
from civtarget.model.plan import Identifier
from civtarget.model.results import Related, Result, RuleOptions
from civtarget.rules._gaps import Distance, is_wrong, last_distance, moved
from civtarget.rules._values import past_figure
from civtarget.rules.actuals._cells import held, problem, unchecked
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.verdicts import ScorecardCell

ID = "gap-moved"
FAMILY = "progress"
SEVERITY = Severity.WARNING
Options = RuleOptions


def check_actuals(identifier: Identifier, assessment: Assessment, options: RuleOptions) -> Iterator[Result]:
    """Compare how far two values for the whole area are apart with how far they were before the plan."""
    plan = assessment.plan
    indicator = plan.indicators[identifier]
    gap = indicator.gap
    if gap is None or gap.to not in plan.indicators:
        return
    before = last_distance(identifier, gap.to, plan, assessment.workspace)
    ours, theirs = _whole_area(identifier, assessment), _whole_area(gap.to, assessment)
    if ours.actual is None or ours.at_least:
        return
    if isinstance(before, Text):
        yield unchecked(
            ours.subject, plan, before, needs=(dotted(("indicators", identifier, "baselines")),), place=ours.place
        )
        return
    if theirs.actual is None or theirs.at_least or theirs.period_end != ours.period_end:
        name = plan.indicators[gap.to].name.text
        message = Text(
            "差距无从判断：“{name}”没有 {period} 的数",
            'the gap is open: nothing is known of "{name}" for {period}',
            name=name,
            period=str(ours.period),
        )
        yield unchecked(ours.subject, plan, message, needs=(dotted(("indicators", gap.to)),), place=ours.place)
        return
    after = Distance(ours.period or "", ours.actual, theirs.actual)
    if not is_wrong(gap.trend, before, after):
        yield held(ours.subject, plan)
        return
    past = (past_figure(each) for each in before.places)
    other = Text("另一项在此", "the other value stands here")
    yield problem(
        ours.subject,
        plan,
        moved(gap.trend, before, after, indicator.unit_name),
        place=ours.place,
        expected=before.size,
        actual=after.size,
        unit=indicator.unit_name,
        related=(Related(("indicators", gap.to), other, theirs.place), *past),
    )


def _whole_area(identifier: Identifier, assessment: Assessment) -> ScorecardCell:
    return next(cell for cell in assessment.cells[identifier] if cell.district is None and cell.step is None)
