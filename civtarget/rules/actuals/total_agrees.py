"""
What is reported for the whole area is what its parts come to.

报送的合计等于各部分之和。

The total of counts, amounts and stocks is the sum of all who have a share; without a split, of all districts, once one
of them has reported for the period. Who has a blank share counts if he reports, `--` takes no part. A rate of the whole
area is compared with the pooled one, all numerators over all denominators, within what it may have been rounded from: a
mean of rates is no rate. If parts are missing, their sum can only tell that a total is too small; else it is unchecked.

数量、金额和存量的合计，等于有任务的各方之和；没有分解的，只要有辖区报了这一期，就等于全部辖区之和。空格对应的辖区报了
就计入，“--”不参与。全域的比率与合并计算的比率（分子之和除以分母之和）核对，允许四舍五入的差别；比率的平均数不是比率。
有部分未报的，其余之和只能说明合计过小，否则无法核对。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,合计,2025-06,50
    beds,甲区,2025-06,20
    beds,乙区,2025-06,30

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,合计,2025-06,50
    beds,甲区,2025-06,20
    beds,乙区,2025-06,31

Remedy: correct the total, or the part that is wrong.

补救：更正合计，或更正有误的部分。
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from civtarget.language import Text
from civtarget.model.actuals import Observation
from civtarget.model.findings import Severity
from civtarget.model.phrases import MOST_NAMES, area_name, areas_listed, gap_text, quantity_text, rounded
from civtarget.model.plan import Identifier, Indicator, Kind, Mark, Plan
from civtarget.model.results import Problem, Result, RuleOptions, Unchecked
from civtarget.notation.quantity import Exact, exact
from civtarget.notation.units import ratio_scale
from civtarget.rules.actuals._cells import held, problem, related, unchecked, value_text
from civtarget.rules.actuals._histories import by_moment, number_of, once_held, stated
from civtarget.scorecard.aggregation import expected_reporters
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.reduction import prints_as, ratio_of

ID = "total-agrees"
FAMILY = "plausibility"
SEVERITY = Severity.ERROR
Options = RuleOptions


class _ReportedArea(NamedTuple):
    """The reports for the whole area and its parts, for one period; `absent` are expected parts without one.

    `blank` are those with a blank share that have not reported: they may have something, or nothing.
    """

    total: Exact
    own: Observation
    parts: Mapping[str, Observation]
    absent: tuple[str, ...]
    blank: tuple[str, ...]


def check_actuals(identifier: Identifier, assessment: Assessment, options: RuleOptions) -> Iterator[Result]:
    """Compare the whole area with its parts, period by period."""
    indicator = assessment.plan.indicators[identifier]
    if indicator.kind.adds_up:
        yield from once_held(_compare_sum(area, assessment) for area in _areas(identifier, assessment))
    elif indicator.kind in (Kind.RATE, Kind.DENSITY) and ratio_scale(indicator.unit_name) is not None:
        yield from once_held(_compare_rate(area, assessment) for area in _areas(identifier, assessment))


def _areas(identifier: Identifier, assessment: Assessment) -> Iterator[_ReportedArea]:
    """Yield the periods for which both the whole area and some part of it were reported."""
    indicator = assessment.plan.indicators[identifier]
    expected, blank = _expected(indicator, assessment.plan)
    split = indicator.split or {}
    for reports in by_moment(identifier, assessment).values():
        own = reports.get(None)
        total = None if own is None else stated(own, indicator)
        parts = {
            name: report
            for name, report in reports.items()
            if name is not None and split.get(name) is not Mark.NOT_APPLICABLE
        }
        if own is not None and total is not None and parts:
            absent, silent = (tuple(each for each in names if each not in parts) for names in (expected, blank))
            yield _ReportedArea(total, own, parts, absent, silent)


def _expected(indicator: Indicator, plan: Plan) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return those without whom the whole is not known, and those with a blank share."""
    return expected_reporters(indicator, plan), indicator.blank()


# --- sums -------------------------------------------------------------------------------------------------------------


def _compare_sum(area: _ReportedArea, assessment: Assessment) -> Result:
    numbers = {name: number for name, part in area.parts.items() if (number := number_of(part)) is not None}
    lacking = (*area.absent, *(name for name in area.parts if name not in numbers))
    together = exact(sum(numbers.values()))
    if together == area.total and not lacking:
        return held(area.own.subject, assessment.plan)
    missing = (*lacking, *area.blank)
    if not missing:
        return _differs(area, together, assessment)
    if numbers and together > area.total and min(numbers.values()) >= 0:
        return _exceeds(area, together, missing, assessment)
    return _unknown(area, missing, assessment)


def _differs(area: _ReportedArea, together: Exact, assessment: Assessment) -> Problem:
    unit = assessment.plan.indicators[area.own.subject.indicator].unit_name
    total, parts = value_text(area.total, unit, together), value_text(together, unit, area.total)
    gap, count, period = _gap(area.total, together, unit), len(area.parts), area.own.period.text
    message = Text(
        "{period} 报 {total}，而 {count} 个辖区相加为 {parts}，{gap}",
        "{total} is reported for {period}, but its {come} to {parts}: {gap}",
        period=period,
        total=total,
        count=count,
        parts=parts,
        gap=gap,
        come=_come(count),
    )
    return _problem(area, message, together, assessment)


def _exceeds(area: _ReportedArea, together: Exact, missing: tuple[str, ...], assessment: Assessment) -> Problem:
    unit = assessment.plan.indicators[area.own.subject.indicator].unit_name
    total, parts = value_text(area.total, unit, together), value_text(together, unit, area.total)
    gap, names, period = (
        _gap(area.total, together, unit),
        areas_listed(missing, assessment.plan, most=MOST_NAMES),
        area.own.period.text,
    )
    count = sum(number_of(part) is not None for part in area.parts.values())
    message = Text(
        "{period} 报 {total}，而已报的 {count} 个辖区相加已有 {parts}，{gap}，还缺 {names}",
        "{total} is reported for {period}, but {come} to {parts} already: {gap}, with {names} missing",
        period=period,
        total=total,
        count=count,
        parts=parts,
        gap=gap,
        names=names,
        come=_come(count),
    )
    return _problem(area, message, together, assessment)


def _come(count: int) -> str:
    return "1 part comes" if count == 1 else f"{count} parts come"


def _gap(total: Exact, together: Exact, unit: str) -> Text:
    gap = gap_text(rounded(max(total - together, together - total), (0,)), unit)
    if total > together:
        return Text("合计多 {gap}", "the total is {gap} over", gap=gap)
    return Text("合计少 {gap}", "the total is {gap} short", gap=gap)


def _unknown(area: _ReportedArea, missing: tuple[str, ...], assessment: Assessment) -> Unchecked:
    names, period = areas_listed(missing, assessment.plan, most=MOST_NAMES), area.own.period.text
    message = Text(
        "{period} 的合计无法核对：缺 {names}",
        "the total for {period} cannot be compared with its parts: {names} missing",
        period=period,
        names=names,
    )
    return unchecked(area.own.subject, assessment.plan, message, needs=missing, place=area.own.place)


# --- rates ------------------------------------------------------------------------------------------------------------


def _compare_rate(area: _ReportedArea, assessment: Assessment) -> Result | None:
    ratios = {
        name: (part.part, part.whole)
        for name, part in area.parts.items()
        if part.readable and part.part is not None and part.whole is not None
    }
    if not ratios:
        return None  # nobody says what a rate is made of
    missing = (*area.absent, *(name for name in area.parts if name not in ratios), *area.blank)
    if missing:
        return _not_pooled(area, missing, assessment)
    part = exact(sum(ratio[0] for ratio in ratios.values()))
    whole = exact(sum(ratio[1] for ratio in ratios.values()))
    return _compare_pooled(area, part, whole, assessment)


def _not_pooled(area: _ReportedArea, missing: tuple[str, ...], assessment: Assessment) -> Unchecked:
    names, period = areas_listed(missing, assessment.plan, most=MOST_NAMES), area.own.period.text
    message = Text(
        "{period} 的合计无法核对：缺 {names} 的分子和分母",
        "the rate for {period} cannot be compared with its parts: the part and whole of {names} are missing",
        period=period,
        names=names,
    )
    return unchecked(area.own.subject, assessment.plan, message, needs=missing, place=area.own.place)


def _compare_pooled(area: _ReportedArea, part: Exact, whole: Exact, assessment: Assessment) -> Result:
    plan, subject, period = assessment.plan, area.own.subject, area.own.period.text
    unit = plan.indicators[subject.indicator].unit_name
    scale = ratio_scale(unit)
    assert scale is not None, "only what makes a ratio is pooled"
    pooled, impossible = ratio_of(part, whole, scale)
    if pooled is None:
        reason = impossible or Text("无法核对", "cannot be compared")
        message = Text(
            "{period} 各部分合并：{reason}", "the parts for {period} together: {reason}", period=period, reason=reason
        )
        return unchecked(subject, plan, message, needs=tuple(area.parts), place=area.own.place)
    if prints_as(pooled, area.total) if area.own.value is not None else pooled == area.total:
        return held(subject, plan)
    top, bottom = quantity_text(part, ""), quantity_text(whole, "")
    value, exactly = value_text(area.total, unit, pooled), value_text(pooled, unit, area.total)
    sign = "=" if rounded(pooled, (area.total,)) == pooled else "≈"
    message = Text(
        "{period} 报 {value}，而 {number} 个辖区合并为 {top}/{bottom} {sign} {exactly}",
        "{value} is reported for {period}, but what its districts report makes {top}/{bottom} {sign} {exactly}",
        period=period,
        value=value,
        number=len(area.parts),
        top=top,
        bottom=bottom,
        sign=sign,
        exactly=exactly,
    )
    return _problem(area, message, pooled, assessment)


def _problem(area: _ReportedArea, message: Text, together: Exact, assessment: Assessment) -> Problem:
    plan, subject = assessment.plan, area.own.subject
    unit = plan.indicators[subject.indicator].unit_name
    beside = list(area.parts.items())[:MOST_NAMES]
    stands = {
        name: Text("{name}的数值在此", "the value of {name} stands here", name=area_name(name, plan))
        for name, _ in beside
    }
    return problem(
        subject,
        plan,
        message,
        place=area.own.place,
        expected=together,
        actual=area.total,
        unit=unit,
        related=tuple(related(part, plan, stands[name]) for name, part in beside),
    )
