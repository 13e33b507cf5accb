"""
Pace (序时进度): what of a target is due by a day.

All shares are exact. Linear pace runs by months, as officials reckon it: at the end of the m-th of n months exactly m/n
is due, whatever the length of the months; inside a month it runs by the month's days.

The window in which a target is worked off is the indicator's own `start` and `by`, else the plan's period. Its pace is
the stated one; else `STEPS` if a step has a target, `MONTHS` for counts and amounts, `NONE` for all others. A task has
none, whatever is stated: it is done or not.

Stepped targets: a step that names districts is due from each of them, as it stands; one that names none is due from the
whole area. A percentage of something that is not itself measured in percent is a percentage of the target, and then it
is due from every share in the same proportion. Caps and recurring steps make nothing due.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import assert_never

from civtarget.language import Text
from civtarget.model.plan import Indicator, Kind, Pace, Plan, Step
from civtarget.notation.dates import Period, When
from civtarget.notation.quantity import Exact, Quantity, exact
from civtarget.notation.units import PERCENT

_QUARTER = 3


class Undated(Exception):  # noqa: N818  # it names a state of the plan, not a mistake of the caller
    """A time of the plan names no year where the plan is for several, so it is no day."""

    def __init__(self, when: When, period: Period) -> None:
        super().__init__(when.text)
        self.text = Text(
            "规划期为 {period}，“{when}”没有写明年份，因此无法检查",
            'cannot be checked: "{when}" names no year of {period}',
            period=str(period),
            when=when.text,
        )


@dataclass(frozen=True, slots=True)
class Window:
    """The days in which a target is worked off, both ends included; `end` is its deadline."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Schedule:
    """The due dates of one indicator, for the whole area or for one district; `steps` are for `STEPS` only."""

    window: Window
    pace: Pace
    steps: tuple[tuple[date, Quantity], ...] = ()
    unit: str = ""

    def due(self, bound: Quantity, day: date) -> Exact | None:
        """
        Return the amount of `bound` that is due at the end of `day`, in its unit.

        None where that is open: for a cap, and before the deadline where there is no pace. From the deadline on all of
        it is due, of a range its low end.
        """
        if bound.low is None:
            return None
        if day >= self.window.end:
            return bound.low
        if self.pace is Pace.STEPS:
            return stepped_due([(by, self._amount(target, bound.low)) for by, target in self.steps], day)
        share = share_due(self.pace, self.window, day)
        return None if share is None else exact(bound.low * share)

    def first_due(self, bound: Quantity) -> date:
        """Return the first end of a calendar quarter at which something of `bound` is due, at most the deadline."""
        for day in quarter_ends(self.window.start, self.window.end):
            owed = self.due(bound, day)
            if owed is not None and owed > 0:
                return day
        return self.window.end

    def _amount(self, target: Quantity, whole: Exact) -> Exact:
        if _is_percentage_of_target(target, self.unit):
            return exact(Fraction(whole) * target.figure / 100)
        return target.figure


def schedule_of(indicator: Indicator, plan: Plan, district: str | None = None) -> Schedule:
    """
    Return the schedule of an indicator for the whole area, or for one district.

    Raises
    ------
    Undated
        A start or deadline that is needed names no year of a plan for several.
    """
    window = window_of(indicator, plan)
    pace = pace_of(indicator)
    if pace is not Pace.STEPS:
        return Schedule(window, pace)
    steps = tuple(
        (day_of(step.by, plan), step.target)
        for step in stepped_targets(indicator)
        if step.target is not None and step.by is not None and _is_due_from(step, district, indicator)
    )
    # A district that no step is about has until the deadline.
    return Schedule(window, Pace.STEPS, steps, indicator.unit_name) if steps else Schedule(window, Pace.NONE)


def window_of(item: Indicator | Step, plan: Plan) -> Window:
    """Return the window of an indicator or a step: its own `start` and `by`, else the ends of the plan's period."""
    start = plan.period.start if item.start is None else day_of(item.start, plan, first=True)
    return Window(start, plan.period.end if item.by is None else day_of(item.by, plan))


def day_of(when: When, plan: Plan, *, first: bool = False) -> date:
    """Return the last day of `when`, or its first, under `plan`; raise `Undated` where the year is open."""
    year = when.year_in(plan.period)
    if year is None:
        raise Undated(when, plan.period)
    return when.first_day(year) if first else when.last_day(year)


def pace_of(indicator: Indicator) -> Pace:
    """Return the pace of an indicator: the stated one, else that of its steps or of its kind."""
    if indicator.kind is Kind.TASK:
        return Pace.NONE
    if indicator.pace is not None:
        return indicator.pace
    if next(stepped_targets(indicator), None) is not None:
        return Pace.STEPS
    return Pace.MONTHS if indicator.kind in (Kind.COUNT, Kind.AMOUNT) else Pace.NONE


def stepped_targets(indicator: Indicator) -> Iterator[Step]:
    """Yield the steps by which something of the target is due: with a deadline and a target that is no cap."""
    for step in indicator.steps:
        if step.every is None and step.by is not None and step.target is not None and step.target.low is not None:
            yield step


def share_due(pace: Pace, window: Window, day: date) -> Exact | None:
    """
    Return the share of a target, from 0 to 1, that is due at the end of `day`; None if the pace has no shares.

    By `MONTHS` it grows from month to month evenly, by `DAYS` from day to day, by `QUARTERS` it jumps at each quarter's
    end within the window and at the window's own end. `STEPS` state amounts, not shares, and `NONE` neither.
    """
    if pace in (Pace.STEPS, Pace.NONE):
        return None
    if day >= window.end:
        return 1
    if day < window.start:
        return 0
    match pace:
        case Pace.MONTHS:
            begin = _months(window.start) - Fraction(1, monthrange(window.start.year, window.start.month)[1])
            return exact((_months(day) - begin) / (_months(window.end) - begin))
        case Pace.DAYS:
            return exact(Fraction((day - window.start).days + 1, (window.end - window.start).days + 1))
        case Pace.QUARTERS:
            jumps = {*quarter_ends(window.start, window.end), window.end}
            return exact(Fraction(sum(jump <= day for jump in jumps), len(jumps)))
        case _:
            assert_never(pace)


def stepped_due(steps: Sequence[tuple[date, Exact]], day: date) -> Exact:
    """Return the amount of the latest of `steps` (deadline, amount) whose deadline has come by `day`; 0 before all."""
    reached = [(deadline, amount) for deadline, amount in steps if deadline <= day]
    return max(reached)[1] if reached else 0


def quarter_ends(start: date, end: date) -> Iterator[date]:
    """Yield the last days of the calendar quarters from `start` to `end`."""
    for year in range(start.year, end.year + 1):
        for month in range(_QUARTER, 13, _QUARTER):
            day = date(year, month, monthrange(year, month)[1])
            if start <= day <= end:
                yield day


def _is_due_from(step: Step, district: str | None, indicator: Indicator) -> bool:
    if step.districts is not None:
        return district is not None and (step.districts.named is None or district in step.districts.named)
    return district is None or (step.target is not None and _is_percentage_of_target(step.target, indicator.unit_name))


def step_target(target: Quantity, indicator: Indicator) -> Quantity:
    """Return a step's target in the indicator's unit: a percentage of what adds up is that share of its target."""
    if target.unit != PERCENT or not indicator.kind.adds_up or indicator.bound is None:
        return target
    return target.times(Fraction(indicator.bound.figure) / 100, indicator.unit_name)


def _is_percentage_of_target(target: Quantity, unit: str) -> bool:
    return target.unit == PERCENT and unit != PERCENT


def _months(day: date) -> Fraction:
    """Return the number of months from the year 0 to the end of `day`, a part of a month by its days."""
    return 12 * day.year + day.month - 1 + Fraction(day.day, monthrange(day.year, day.month)[1])
