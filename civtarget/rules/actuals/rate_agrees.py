"""
A reported rate agrees with its own numerator and denominator.

报送的比率与其分子、分母相符。

A printed rate stands for all that is rounded to it: 92% for anything from 91.5% up to, but without, 92.5%, and 91.67%
for anything from 91.665% up to 91.675%. So 11 of 12 may be reported as 92% or as 91.67%, but not as 91% or 91.6%. The
same is asked of a rate `of` two indicators whose values add up, where a district reports all three for one period; of
values that count from another day than the start of the plan it is not.

写出来的比率代表舍入后等于它的一切数：92% 代表 91.5% 以上、不到 92.5% 的数，91.67% 代表 91.665% 以上、不到 91.675%
的数。因此 12 家中的 11 家可以报 92% 或 91.67%，不能报 91% 或 91.6%。比率由两项可以相加的指标构成（of）、同一辖区同一期
三个数都报了的，也同样核对；不从规划期初起算的不核对。

Passes:

    indicators:
      rate: {name: 达标率, kind: rate}

    指标,辖区,期间,数值,分子,分母
    rate,甲区,2025-06,92%,11,12

Fails:

    indicators:
      rate: {name: 达标率, kind: rate}

    指标,辖区,期间,数值,分子,分母
    rate,甲区,2025-06,91%,11,12

Remedy: correct the one of the three numbers that is wrong.

补救：更正三个数中有误的那个。
"""

from collections.abc import Iterator
from typing import NamedTuple

from civtarget.language import Text
from civtarget.model.actuals import Observation
from civtarget.model.findings import Severity
from civtarget.model.phrases import gap_text, quantity_text, rounded
from civtarget.model.plan import Identifier, Kind, Plan, Term
from civtarget.model.results import Result, RuleOptions
from civtarget.notation.quantity import Exact
from civtarget.notation.units import ratio_scale
from civtarget.rules.actuals._cells import held, problem, related, unchecked, value_text
from civtarget.rules.actuals._histories import (
    by_moment,
    histories_of,
    moment,
    number_of,
    once_held,
    speaks_for_itself,
    stated,
)
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.reduction import prints_as, ratio_of

ID = "rate-agrees"
FAMILY = "plausibility"
SEVERITY = Severity.ERROR
Options = RuleOptions


class _Made(NamedTuple):
    """The part and whole of a rate, and their name; `sources` are the values of other indicators."""

    part: Exact
    whole: Exact
    words: Text
    sources: tuple[Observation, ...] = ()

    @property
    def needs(self) -> tuple[str, ...]:
        return tuple(each.subject.indicator for each in self.sources)


def check_actuals(identifier: Identifier, assessment: Assessment, options: RuleOptions) -> Iterator[Result]:
    """Compare every rate with the two numbers beside it, and with the two indicators that it is of."""
    indicator = assessment.plan.indicators[identifier]
    if indicator.kind not in (Kind.RATE, Kind.DENSITY) or ratio_scale(indicator.unit_name) is None:
        return
    for _, history in histories_of(identifier, assessment):
        yield from once_held(_own(each, assessment) for each in history)
    yield from _of(identifier, assessment)


def _own(rate: Observation, assessment: Assessment) -> Result | None:
    """Compare a rate with the numerator and denominator that were reported with it."""
    printed, part, whole = number_of(rate), rate.part, rate.whole
    if printed is None or part is None or whole is None:
        return None
    top, bottom = quantity_text(part, ""), quantity_text(whole, "")
    made = _Made(part, whole, Text(" {top}/{bottom}", "{top}/{bottom}", top=top, bottom=bottom))
    return _compare(printed, made, rate, assessment)


def _of(identifier: Identifier, assessment: Assessment) -> Iterator[Result]:
    """Compare rates with what was reported of the two indicators that they are of, where their values make one."""
    indicator, plan = assessment.plan.indicators[identifier], assessment.plan
    if indicator.of is None:
        return
    part, whole = _term(indicator.of.part, plan), _term(indicator.of.whole, plan)
    if part is None or whole is None:
        return
    parts, wholes = by_moment(part, assessment), by_moment(whole, assessment)
    for subject, history in histories_of(identifier, assessment):
        results = []
        for rate in history:
            key = moment(rate.period, indicator)
            top, bottom = (reports.get(key, {}).get(subject.district) for reports in (parts, wholes))
            if top is not None and bottom is not None:
                results.append(_compare_with_terms(rate, top, bottom, assessment))
        yield from once_held(results)


def _term(term: Term | None, plan: Plan) -> Identifier | None:
    indicator = plan.indicators.get(term) if isinstance(term, str) else None
    if indicator is None or not isinstance(term, str):
        return None
    return term if indicator.kind.adds_up and speaks_for_itself(indicator, plan) else None


def _compare_with_terms(
    rate: Observation, part: Observation, whole: Observation, assessment: Assessment
) -> Result | None:
    indicator = assessment.plan.indicators[rate.subject.indicator]
    printed, top, bottom = stated(rate, indicator), number_of(part), number_of(whole)
    if printed is None:
        return None
    names = [assessment.plan.indicators[each.subject.indicator].name.text for each in (part, whole)]
    zh, en = [f"“{name.zh}”" for name in names], [f'"{name.en}"' for name in names]
    if top is None or bottom is None:
        lost = [number for number, value in enumerate((top, bottom)) if value is None]
        message = Text(
            "{period} 的{value}未能读取，无法核对",
            "cannot be compared: {join} could not be read for {period}",
            period=rate.period.text,
            value="和".join(zh[number] for number in lost),
            join=" and ".join(en[number] for number in lost),
        )
        needs = tuple((part, whole)[number].subject.indicator for number in lost)
        return unchecked(rate.subject, assessment.plan, message, needs=needs, place=rate.place)
    texts = quantity_text(top, ""), quantity_text(bottom, "")
    words = Text(
        "{zh} {text} / {second_zh} {second_text}",
        "{en} {text} / {second_en} {second_text}",
        zh=zh[0],
        text=texts[0],
        second_zh=zh[1],
        second_text=texts[1],
        en=en[0],
        second_en=en[1],
    )
    return _compare(printed, _Made(top, bottom, words, (part, whole)), rate, assessment)


def _compare(printed: Exact, made: _Made, rate: Observation, assessment: Assessment) -> Result:
    subject, plan, period = rate.subject, assessment.plan, rate.period.text
    unit = plan.indicators[subject.indicator].unit_name
    scale = ratio_scale(unit)
    assert scale is not None, "only what makes a ratio is compared"
    computed, impossible = ratio_of(made.part, made.whole, scale)
    if computed is None:
        reason = impossible or Text("无法核对", "cannot be compared")
        message = Text("{period}：{reason}", "{reason}, for {period}", period=period, reason=reason)
        needs = made.needs or (subject.indicator,)
        return unchecked(subject, plan, message, needs=needs, place=rate.place)
    if prints_as(computed, printed) if rate.value is not None else computed == printed:
        return held(subject, plan)
    value, exactly = value_text(printed, unit, computed), value_text(computed, unit, printed)
    sign = "=" if rounded(computed, (printed,)) == computed else "≈"
    gap = gap_text(rounded(max(printed - computed, computed - printed), (0,)), unit)
    message = Text(
        "{period} 报 {value}，而{words} {sign} {exactly}，相差 {gap}",
        "{value} is reported for {period}, but {words} {sign} {exactly}: {gap} apart",
        period=period,
        value=value,
        words=made.words,
        sign=sign,
        exactly=exactly,
        gap=gap,
    )
    stands = Text("据以计算的数在此", "what it is computed from stands here")
    return problem(
        subject,
        plan,
        message,
        place=rate.place,
        expected=computed,
        actual=printed,
        unit=unit,
        related=tuple(related(each, plan, stands) for each in made.sources),
    )
