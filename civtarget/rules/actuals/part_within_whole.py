"""
A reported part is not larger than its whole.

报送的部分不大于整体。

Of 12 homes 13 cannot be graded: the numerator of a rate in % is at most its denominator. And where the plan says that
one indicator lies `within` another, no district can report more of it than of the other for the same period; the same
goes for the whole area. That is compared where both add up, in one unit, and count from the same day.

机构共 12 家，达标的不可能有 13 家：百分率的分子不大于分母。规划写明一项指标属于另一项（within）的，
同一辖区同一期报送的也不可能比另一项多，合计也一样。两项都能相加、单位相同并且起算口径一致的，才作比较。

Passes:

    indicators:
      homes: {name: 机构, kind: stock, unit: 家}
      graded: {name: 达标机构, kind: stock, unit: 家, within: homes}

    指标,辖区,期间,数值
    homes,甲区,2025-06,12
    graded,甲区,2025-06,12

Fails:

    indicators:
      homes: {name: 机构, kind: stock, unit: 家}
      graded: {name: 达标机构, kind: stock, unit: 家, within: homes}

    指标,辖区,期间,数值
    homes,甲区,2025-06,12
    graded,甲区,2025-06,13

Remedy: correct the value that is wrong; the two may have changed places.

补救：更正有误的数值；也可能是两个数填反了。
"""

from collections.abc import Iterator

from civtarget.language import Text
from civtarget.model.actuals import Observation
from civtarget.model.findings import Severity
from civtarget.model.phrases import gap_text, quantity_text
from civtarget.model.plan import Identifier, Indicator, Kind
from civtarget.model.results import Result, RuleOptions
from civtarget.notation.units import PERCENT
from civtarget.rules.actuals._cells import held, problem, related, unchecked
from civtarget.rules.actuals._histories import by_moment, histories_of, moment, number_of, once_held
from civtarget.scorecard.assessment import Assessment

ID = "part-within-whole"
FAMILY = "plausibility"
SEVERITY = Severity.ERROR
Options = RuleOptions


def check_actuals(identifier: Identifier, assessment: Assessment, options: RuleOptions) -> Iterator[Result]:
    """Compare what a rate is made of, or an indicator with the one that it lies within."""
    indicator = assessment.plan.indicators[identifier]
    if indicator.kind is Kind.RATE and indicator.unit_name == PERCENT:
        yield from _of_rates(identifier, assessment)
    elif indicator.whole is not None and indicator.whole in assessment.plan.indicators:
        whole = assessment.plan.indicators[indicator.whole]
        if _are_comparable(indicator, whole):
            yield from _within(identifier, indicator.whole, assessment)


def _of_rates(identifier: Identifier, assessment: Assessment) -> Iterator[Result]:
    for _, history in histories_of(identifier, assessment):
        yield from once_held(_of_rate(each, assessment) for each in history)


def _of_rate(observation: Observation, assessment: Assessment) -> Result | None:
    part, whole, period = observation.part, observation.whole, observation.period.text
    if not observation.readable or part is None or whole is None:
        return None
    if part <= whole:
        return held(observation.subject, assessment.plan)
    top, bottom = quantity_text(part, ""), quantity_text(whole, "")
    message = Text(
        "{period} 的分子 {top} 大于分母 {bottom}",
        "the part {top} is larger than the whole {bottom} for {period}",
        period=period,
        top=top,
        bottom=bottom,
    )
    return problem(observation.subject, assessment.plan, message, place=observation.place, expected=whole, actual=part)


def _are_comparable(part: Indicator, whole: Indicator) -> bool:
    """Whether both add up, in one unit, and a value of each counts from the same day."""
    if not (part.kind.adds_up and whole.kind.adds_up) or part.kind.accumulates != whole.kind.accumulates:
        return False
    units = {part.unit_name, whole.unit_name} - {""}
    return len(units) <= 1 and (not part.kind.accumulates or part.reported is whole.reported)


def _within(identifier: Identifier, whole_id: Identifier, assessment: Assessment) -> Iterator[Result]:
    indicator, wholes = assessment.plan.indicators[identifier], by_moment(whole_id, assessment)
    for subject, history in histories_of(identifier, assessment):
        results = []
        for part in history:
            whole = wholes.get(moment(part.period, indicator), {}).get(subject.district)
            if whole is not None:
                results.append(_compare(part, whole, assessment))
        yield from once_held(results)


def _compare(part: Observation, whole: Observation, assessment: Assessment) -> Result | None:
    subject, plan, period = part.subject, assessment.plan, part.period.text
    (value, limit), indicators = (number_of(part), number_of(whole)), assessment.plan.indicators
    names = indicators[subject.indicator].name.text, indicators[whole.subject.indicator].name.text
    if value is None:
        return None
    if limit is None:
        message = Text(
            "{period} 的“{name}”未能读取，无法比较",
            'cannot be compared: "{name}" could not be read for {period}',
            period=period,
            name=names[1],
        )
        return unchecked(subject, plan, message, needs=(whole.subject.indicator,), place=part.place)
    if value <= limit:
        return held(subject, plan)
    unit = indicators[subject.indicator].unit_name or indicators[whole.subject.indicator].unit_name
    actual, most, over = quantity_text(value, unit), quantity_text(limit, unit), gap_text(value - limit, unit)
    message = Text(
        "{period} 其中“{name}” {actual} > “{second_name}” {most}：多 {over}",
        'for {period} the subset "{name}" {actual} > "{second_name}" {most}: {over} over',
        period=period,
        name=names[0],
        actual=actual,
        second_name=names[1],
        most=most,
        over=over,
    )
    stands = related(whole, plan, Text("整体在此", "the whole stands here"))
    return problem(subject, plan, message, place=part.place, expected=limit, actual=value, unit=unit, related=(stands,))
