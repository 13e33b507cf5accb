"""
A target is not reached to the unit in the last period, from half of it or less.

不在最后一期从不足一半恰好补足到目标数。

Work that was half done a quarter before the deadline seldom ends at exactly what was asked: the number may have been
filled in, not counted. This is a note, not an accusation. It looks at counts and amounts that accumulate, at the first
period that ends at or after the deadline, and at the one before, at most three months earlier; over longer, work may
well double. Targets below 50 (`least`) are passed over, since small ones are often reached exactly, and so is what was
reported for fewer than three periods (`periods`).

期限前一个季度还只完成一半的工作，很少恰好以目标数收尾：这个数可能是填上去的，而不是数出来的。这只是提示，不是指责。
只看累计的数量和金额，看期限届满的那一期和此前不超过三个月的前一期；间隔更长的，翻一番并不奇怪。
目标低于 50（least）的不看，因为小的数常常恰好完成；报送不足三期（periods）的也不看。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100}

    指标,辖区,期间,数值
    beds,,2025-10,45
    beds,,2025-11,50
    beds,,2025-12,101

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100}

    指标,辖区,期间,数值
    beds,,2025-10,45
    beds,,2025-11,50
    beds,,2025-12,100

Remedy: ask what the last value was counted from.

补救：核实最后一期的数是依据什么统计的。
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from civtarget.language import Text
from civtarget.model.actuals import Observation
from civtarget.model.findings import Severity
from civtarget.model.plan import Identifier
from civtarget.model.results import Problem, Result, RuleOptions
from civtarget.notation.quantity import Exact, exact
from civtarget.notation.units import PERCENT
from civtarget.rules.actuals._cells import held, problem, related, value_text
from civtarget.rules.actuals._histories import (
    Value,
    bounds,
    deadline,
    is_cumulative,
    known,
    number_of,
    speaks_for_itself,
)
from civtarget.scorecard.assessment import Assessment

ID = "exact-finish"
FAMILY = "plausibility"
SEVERITY = Severity.NOTE


@dataclass(frozen=True, slots=True)
class Thresholds(RuleOptions):
    """The `least` target that is looked at, how many `periods` it takes, and the `months` between the last two."""

    least: int = 50
    periods: int = 3
    months: int = 3


Options: type[RuleOptions] = Thresholds


def check_actuals(identifier: Identifier, assessment: Assessment, options: Thresholds) -> Iterator[Result]:
    """Look at the last leg of everything that has a floor to reach."""
    indicator, plan = assessment.plan.indicators[identifier], assessment.plan
    is_told = is_cumulative(indicator) and speaks_for_itself(indicator, plan)
    end = deadline(identifier, assessment) if is_told else None
    if end is None:
        return
    histories = assessment.histories(identifier)
    for subject, bound in bounds(identifier, assessment).items():
        if bound.low is None or bound.low < options.least:
            continue
        leg = _last_leg(histories.get(subject, ()), end, options)
        if leg is None:
            continue
        before, last = leg
        if last.number == bound.low and 2 * before.number <= bound.low:
            yield _filled_up(before, last, bound.low, assessment)
        else:
            yield held(subject, plan)


def _last_leg(history: Sequence[Observation], end: date, options: Thresholds) -> tuple[Value, Value] | None:
    """Return the value for the period in which the deadline falls and the one before, where both could be read."""
    number = next((number for number, each in enumerate(history) if each.period.end >= end), 0)
    if number == 0 or len(known(history[: number + 1])) < options.periods:
        return None
    before, last = history[number - 1], history[number]
    (former, latter), values = (before.period.end, last.period.end), (number_of(before), number_of(last))
    months = 12 * (latter.year - former.year) + latter.month - former.month
    if values[0] is None or values[1] is None or months > options.months:
        return None
    return Value(values[0], before), Value(values[1], last)


def _filled_up(before: Value, last: Value, target: Exact, assessment: Assessment) -> Problem:
    subject = last.observation.subject
    unit = assessment.plan.indicators[subject.indicator].unit_name
    value, earlier = value_text(last.number, unit), value_text(before.number, unit, target)
    progress = value_text(exact(Fraction(before.number) * 100 / target), PERCENT)
    message = Text(
        "恰好完成：{period} 为 {value}，正好是目标数，而 {before_period} 只有 {earlier}（{progress}）",
        "exactly its target: {value} for {period}, after {earlier} ({progress}) for {before_period}",
        period=last.period.text,
        value=value,
        before_period=before.period.text,
        earlier=earlier,
        progress=progress,
    )
    note = Text("此前的数值在此", "the value before stands here")
    return problem(
        subject,
        assessment.plan,
        message,
        place=last.observation.place,
        actual=last.number,
        unit=unit,
        related=(related(before.observation, assessment.plan, note),),
    )
