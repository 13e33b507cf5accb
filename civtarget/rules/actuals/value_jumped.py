"""
A value is not ten, a hundred or ten thousand times what the values around it lead to expect.

数值不会是前后、左右各数的十倍、百倍或万倍。

A slipped digit multiplies a value by 10, a rate written as a number by 100, a forgotten or repeated 万 by 10,000. Each
value is compared with its own past: one that accumulates with the value before, extrapolated by months; one that stands
for a period by itself with the one before, by length; a stock, rate, density or standard with the one before as it is.
Where the value before is itself suspect, the last one that is not has to differ as well. Counts, amounts and stocks
with a target are also compared with how far the other districts are at the same time, by their median, if at least 3
others (`others`) have begun and the most advanced is at most 4 times (`spread`) as far as the least.

To raise no false alarms, only factors of 10, 100 and 10,000 are looked for, from 2/3 to 3/2 of the first two and from
half to twice the last, near which nothing comes that merely grows. A rise by 10 or 100 counts only if the value also
exceeds what is asked for (of a rate in %, all of it), since work that starts late catches up fast; what is done in a
single period and has no target may well rise by 10. What accumulates and falls is told by `value-fell`; a fall by 10 or
100 is nothing strange under a cap, nor in a period by itself, and one by 10 not beside other districts. Small numbers
multiply easily: less than 10 (`least`) to expect says nothing of a rise, less than 50 (`least_before_fall`) nothing of
a fall, less than 1,000 (`least_beside_others`) nothing of one beside others.

写错一位相差十倍，把比率写成数相差百倍，漏写或多写“万”相差万倍。每个数先与自己的过去比：累计数与前一期按月推算的数
比，当期数与前一期按时间长短折算的数比，存量、比率、密度和标准与前一期的数直接比；前一期本身可疑的，还要与最近一个不
可疑的数也相差才算。有目标的数量、金额和存量，还与同期其他辖区进度的中位数比，条件是至少 3 个其他辖区（others）已有
进展，并且最快的不超过最慢的 4 倍（spread）。

为避免误报，只找 10 倍、100 倍（在其三分之二至一倍半之间）和 10000 倍（在其一半至两倍之间，正常增长远到不了）。上升
10 倍或 100 倍的，还要超过所要求的数才算（百分率则为超过 100%），因为起步晚的工作追赶得快；没有目标的当期数升 10 倍
也属平常。累计数的下降由 `value-fell` 指出；有上限的指标和当期数降 10 倍、100 倍不足为奇，与其他辖区相比降 10 倍也不
算。小的数容易成倍变化：预期不到 10（least）的不看上升，不到 50（least_before_fall）的不看下降，与其他辖区相比预期不
到 1000（least_beside_others）的不看下降。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 500}

    指标,辖区,期间,数值
    beds,,2025-05,40
    beds,,2025-06,480

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 500}

    指标,辖区,期间,数值
    beds,,2025-05,80
    beds,,2025-06,960

Remedy: look for a slipped digit, or a 万 or a unit too many or too few; if the value is right, nothing is to be done.

补救：检查是否写错一位，是否多写或漏写“万”或单位；数值无误的，不必处理。
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from civtarget.language import Text
from civtarget.model.actuals import Observation, Subject
from civtarget.model.findings import Severity
from civtarget.model.phrases import quantity_text
from civtarget.model.plan import Identifier, Indicator, Kind, Plan, Reporting
from civtarget.model.results import Problem, Result, RuleOptions
from civtarget.notation.periods import ReportingPeriod
from civtarget.notation.quantity import Exact, Op, Quantity, exact
from civtarget.notation.units import PERCENT, TIMES
from civtarget.rules.actuals._cells import held, problem, related, value_text
from civtarget.rules.actuals._histories import (
    SLIPS,
    Moment,
    Value,
    bounds,
    by_moment,
    histories_of,
    is_cumulative,
    is_in_period,
    known,
    moment,
    number_of,
    slip_between,
    stretches,
)
from civtarget.scorecard.assessment import Assessment

ID = "value-jumped"
FAMILY = "plausibility"
SEVERITY = Severity.WARNING

_ONE_DIGIT, _, _TEN_THOUSAND = SLIPS


@dataclass(frozen=True, slots=True)
class Thresholds(RuleOptions):
    """The `least` to expect that says something; how many `others` it takes, and how far apart they may be."""

    least: int = 10
    least_before_fall: int = 50
    least_beside_others: int = 1000
    others: int = 3
    spread: int = 4


Options: type[RuleOptions] = Thresholds


class _Doubt(NamedTuple):
    """A reason to doubt a value: the value expected, the evidence for it, and the value that it follows from."""

    expected: Exact
    evidence: Text
    base: Observation | None = None


_Compared = Mapping[tuple[Subject, Moment], _Doubt | None]
"""Of each value that could be compared, whether it is in doubt."""


class _Measure(NamedTuple):
    """The comparison of values of one indicator, by their kind and the thresholds for it."""

    indicator: Indicator
    plan: Plan
    options: Thresholds

    @property
    def unit(self) -> str:
        return self.indicator.unit_name

    def months(self, period: ReportingPeriod) -> int:
        """Return the number of months that a value holds: those of its period, or all since its base."""
        since = period.start
        if is_cumulative(self.indicator):
            by_year = self.indicator.reported is Reporting.YEAR_TO_DATE
            since = date(period.end.year, 1, 1) if by_year else self.plan.period.start
        return 12 * (period.end.year - since.year) + period.end.month - since.month + 1

    def expected(self, base: Value, period: ReportingPeriod) -> Exact:
        """Return the value that follows from `base` for another period."""
        if not self.indicator.kind.accumulates:
            return base.number
        return exact(Fraction(base.number) * self.months(period) / self.months(base.period))

    def exceeds(self, number: Exact, bound: Quantity | None) -> bool | None:
        """Whether a value is more than its target, or than it can be; None if neither is known."""
        limits = [] if bound is None else [bound.figure if bound.high is None else bound.high]
        limits += [100] if self.unit == PERCENT else []
        return number > max(limits) if limits else None


def check_actuals(identifier: Identifier, assessment: Assessment, options: Thresholds) -> Iterator[Result]:
    """Compare every value with its own past, and with the other districts."""
    plan = assessment.plan
    indicator = plan.indicators[identifier]
    if indicator.kind is Kind.TASK:
        return
    measure = _Measure(indicator, plan, options)
    past = _against_past(identifier, measure, assessment)
    others = _against_others(identifier, measure, assessment) if indicator.kind.adds_up else {}
    for subject, history in histories_of(identifier, assessment):
        compared = False
        doubts: list[Problem] = []
        for value in known(history):
            key = subject, moment(value.period, indicator)
            compared = compared or key in past or key in others
            slips = [slip for found in (past, others) if (slip := found.get(key)) is not None]
            if slips:
                doubts.append(_problem(value, slips, assessment))
        yield from doubts
        if compared and not doubts:
            yield held(subject, plan)


# --- its own past -----------------------------------------------------------------------------------------------------


def _against_past(identifier: Identifier, measure: _Measure, assessment: Assessment) -> _Compared:
    bound_of = bounds(identifier, assessment)
    compared: dict[tuple[Subject, Moment], _Doubt | None] = {}
    for subject, history in histories_of(identifier, assessment):
        look = partial(_from_past, bound=bound_of.get(subject), measure=measure)
        for stretch in stretches(history, measure.indicator):
            trusted = stretch[0]
            for before, value in pairwise(stretch):
                bases = (before,) if before is trusted else (before, trusted)
                slips = [look(base, value) for base in bases]
                doubted = all(slip is not None for slip in slips)
                compared[subject, moment(value.period, measure.indicator)] = slips[-1] if doubted else None
                trusted = trusted if doubted else value
    return compared


def _from_past(base: Value, value: Value, bound: Quantity | None, measure: _Measure) -> _Doubt | None:
    """Return the doubt that an earlier value throws on a later one."""
    expected = measure.expected(base, value.period)
    rises = value.number > expected
    factor = slip_between(*sorted((expected, value.number)))
    if factor is None or not (_rise_counts if rises else _fall_counts)(factor, expected, value, bound, measure):
        return None
    number, times = quantity_text(base.number, measure.unit), _times(factor, rises=rises)
    period = base.period.text
    if expected == base.number:
        words = Text(
            "约为 {period} 的 {number}的{times}",
            "about {times} {number} for {period}",
            period=period,
            number=number,
            times=times,
        )
    else:
        follows = value_text(expected, measure.unit)
        words = Text(
            "由 {period} 的 {number}推算约为 {follows}，报送数约为其{times}",
            "about {times} the {follows} that {number} for {period} would lead to",
            period=period,
            number=number,
            follows=follows,
            times=times,
        )
    return _Doubt(expected, words, base.observation)


def _rise_counts(factor: int, expected: Exact, value: Value, bound: Quantity | None, measure: _Measure) -> bool:
    if expected < measure.options.least:
        return False
    if factor == _TEN_THOUSAND:
        return True
    exceeds = measure.exceeds(value.number, bound)
    if exceeds is None:
        return not (factor == _ONE_DIGIT and is_in_period(measure.indicator))
    return exceeds


def _fall_counts(factor: int, expected: Exact, value: Value, bound: Quantity | None, measure: _Measure) -> bool:
    if is_cumulative(measure.indicator) or expected < measure.options.least_before_fall:
        return False
    is_asked = bound is not None and bound.op is Op.AT_MOST
    return factor == _TEN_THOUSAND or not (is_asked or is_in_period(measure.indicator))


# --- the other districts ----------------------------------------------------------------------------------------------


class _Others(NamedTuple):
    """The progress of all districts but the one at `place`, in order; there may be thousands, so none is copied."""

    ranked: Sequence[Fraction]
    place: int

    @property
    def size(self) -> int:
        return len(self.ranked) - 1

    @property
    def least(self) -> Fraction:
        return self.at(0)

    @property
    def most(self) -> Fraction:
        return self.at(self.size - 1)

    @property
    def median(self) -> Fraction:
        half, is_odd = divmod(self.size, 2)
        return self.at(half) if is_odd else (self.at(half - 1) + self.at(half)) / 2

    def at(self, number: int) -> Fraction:
        return self.ranked[number + (number >= self.place)]


def _against_others(identifier: Identifier, measure: _Measure, assessment: Assessment) -> _Compared:
    bound_of = {
        subject: bound
        for subject, bound in bounds(identifier, assessment).items()
        if subject.district is not None and bound.low is not None and bound.low > 0
    }
    compared: dict[tuple[Subject, Moment], _Doubt | None] = {}
    for key, reports in by_moment(identifier, assessment).items():
        begun = [
            (Fraction(number) / bound_of[report.subject].figure, number, report.subject)
            for report in reports.values()
            if report.subject in bound_of and (number := number_of(report)) is not None and number > 0
        ]
        begun.sort(key=itemgetter(0))
        ranked, options = [progress for progress, _, _ in begun], measure.options
        for place, (_, number, subject) in enumerate(begun):
            others = _Others(ranked, place)
            if others.size >= options.others and others.most <= options.spread * others.least:
                compared[subject, key] = _beside(others, number, bound_of[subject], measure)
    return compared


def _beside(others: _Others, number: Exact, bound: Quantity, measure: _Measure) -> _Doubt | None:
    """Return the doubt that the progress of the others, in order, throws on a value."""
    expected = exact(others.median * bound.figure)
    rises = number > expected
    factor = slip_between(*sorted((expected, number)))
    if factor is None:
        return None
    if rises:
        counts = expected >= measure.options.least and bool(measure.exceeds(number, bound))
    else:
        is_large = expected >= measure.options.least_beside_others
        counts = is_large and factor != _ONE_DIGIT and not is_in_period(measure.indicator)
    if not counts:
        return None
    low, high, own = (
        value_text(exact(share * 100), PERCENT)
        for share in (others.least, others.most, Fraction(number) / bound.figure)
    )
    times, count = _times(factor, rises=rises), others.size
    words = Text(
        "进度 {own}，约为其他辖区的{times}：其他 {count} 个辖区为 {low} 至 {high}",
        "at {own} of its target, about {times} the others: {count} other districts stand at {low} to {high}",
        own=own,
        times=times,
        count=count,
        low=low,
        high=high,
    )
    return _Doubt(expected, words)


def _times(factor: int, *, rises: bool) -> Text:
    if not rises:
        return Text(" 1/{factor}", "1/{quantity_text} of", factor=factor, quantity_text=quantity_text(factor, ""))
    times = quantity_text(factor, TIMES)
    return Text(" {times}", "{times}", times=times)


def _problem(value: Value, slips: Sequence[_Doubt], assessment: Assessment) -> Problem:
    subject, plan = value.observation.subject, assessment.plan
    unit, period = plan.indicators[subject.indicator].unit_name, value.period.text
    number = quantity_text(value.number, unit)
    message = Text(
        f"{period} 的 {number.zh}疑似笔误：{'；'.join(slip.evidence.zh for slip in slips)}",
        f"{number.en} for {period} looks like a slip: {'; '.join(slip.evidence.en for slip in slips)}",
    )
    stands = Text("据以比较的数值在此", "the value that it is compared with stands here")
    return problem(
        subject,
        plan,
        message,
        place=value.observation.place,
        expected=slips[0].expected,
        actual=value.number,
        unit=unit,
        related=tuple(related(slip.base, plan, stands) for slip in slips if slip.base is not None),
    )
