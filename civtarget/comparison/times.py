"""Times: periods, starts and deadlines, days for reports, ends of waivers, recurrences."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from civtarget.comparison.change import Change, Direction, Versions, by_order, presence
from civtarget.comparison.pairs import RecordPair
from civtarget.comparison.phrases import both_written, describe_change, same, text_of, with_reason
from civtarget.comparison.values import Direct, equality, neutrally
from civtarget.language import Text
from civtarget.model.plan import RECURRENCE_NAMES, Recurrence
from civtarget.notation.dates import DueDay, Period, When


def period(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """
    Compare the years of a plan: within one plan, a later end is weaker, or else a later start.

    The plan of the next year is another one.
    """

    def direct(old: Period, new: Period) -> Direction:
        if not pair.renamed.is_one_plan:
            return Direction.NEUTRAL
        return by_order((old.last, old.first), (new.last, new.first), more=Direction.WEAKER)

    yield from equality(pair, field, label, direct=direct)


def due_day(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare the day by which a period has to be reported: later is weaker."""

    def direct(old: DueDay | None, new: DueDay | None) -> Direction:
        if old is None or new is None:
            return presence(old, new)
        return by_order((old.months, old.day), (new.months, new.day), more=Direction.WEAKER)

    yield from equality(pair, field, label, write=_due_day_text, direct=direct)


def _due_day_text(day: DueDay) -> Text:
    return Text(f"{'次' if day.months else '当'}月{day.day}日", f"the {day.day}th of the month{' after' * day.months}")


def every(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare recurrences: seldomer is weaker."""
    often = list(reversed(Recurrence))

    def direct(old: Recurrence | None, new: Recurrence | None) -> Direction:
        return by_order(*(-1 if each is None else often.index(each) for each in (old, new)))

    yield from equality(pair, field, label, write=lambda each: RECURRENCE_NAMES[each], direct=direct)


def until(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare the last days of waivers: later is weaker."""
    old, new = pair.values(field)
    if old != new:
        texts = Versions(text_of(old), text_of(new))
        name = pair.label(label)
        later = new > old
        message = _moved(name, texts, "延长到" if later else "缩短到", (new - old).days, later=later)
        yield pair.change(field, by_order(old, new, more=Direction.WEAKER), message, texts)


@dataclass(frozen=True, slots=True)
class _Day:
    """A day as a plan means it: its spelling, whether that has the year, and year (None: open), month and day."""

    text: Text
    has_year: bool
    year: int | None
    month: int
    day: int

    @classmethod
    def first_of(cls, when: When | None, period: Period) -> "_Day":
        """Return the first day of a time, or of a period."""
        if when is None:
            return cls(Text("规划期初", "the start of the period"), has_year=False, year=period.first, month=1, day=1)
        year, (month, day) = when.year_in(period), when.first
        if year is not None and when.exists_in(year):
            exact_day = when.first_day(year)
            month, day = exact_day.month, exact_day.day
        return cls(same(when.text), when.year is not None, year, month, day)

    @classmethod
    def last_of(cls, when: When | None, period: Period) -> "_Day":
        """Return the last day of a time, or of a period."""
        if when is None:
            return cls(Text("规划期末", "the end of the period"), has_year=False, year=period.last, month=12, day=31)
        year, (month, day) = when.year_in(period), when.last
        if year is not None and when.exists_in(year):
            exact_day = when.last_day(year)
            month, day = exact_day.month, exact_day.day
        return cls(same(when.text), when.year is not None, year, month, day)

    def date_in(self, year: int) -> date:
        """Return the date in some year; of a 29 February that it has not, the day before."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month, 28)


def _days(pair: RecordPair, field: str, label: Text, days: Versions[_Day]) -> Iterator[Change]:
    """
    Compare two days.

    In the plan of another period a day counts from the beginning of its plan: the end of June is the same in the plan
    of next year. Within one plan only a day without a year does, since it goes with the period.
    """
    is_another_plan = not pair.renamed.is_one_plan
    is_relative = is_another_plan or not (days.old.has_year or days.new.has_year)
    firsts = [plan.period.first if is_relative else 0 for plan in pair.plans]
    years = [None if day.year is None else day.year - first for day, first in zip(days, firsts, strict=True)]
    texts, name = Versions(days.old.text, days.new.text), pair.label(label)
    if (years[0] is None) != (years[1] is None):
        reason = Text("一处没有写明年份，无法比较", "one of them names no year, so they cannot be compared")
        yield pair.change(field, Direction.UNCHECKED, with_reason(describe_change(name, *texts), reason), texts)
        return
    start = pair.plans.new.period.first if is_relative else 0
    before, now = (day.date_in(start + (year or 0)) for day, year in zip(days, years, strict=True))
    if is_another_plan:  # the end of February is one day in every year
        before, now = (each.replace(day=28) if (each.month, each.day) == (2, 29) else each for each in (before, now))
    if before != now:
        later = now > before
        message = _moved(name, texts, "推迟到" if later else "提前到", (now - before).days, later=later)
        yield pair.change(field, Direction.WEAKER if later else Direction.STRONGER, message, texts)


def _moved(name: Text, when: Versions[Text], verb: str, days: int, *, later: bool) -> Text:
    """Return the statement that a day was moved, and by how many days; `verb` is the Chinese one."""
    number = abs(days)
    return Text(
        f"{name.zh}由 {when.old.zh} {verb} {when.new.zh}：{'晚' if later else '早'} {number} 天",
        f"{name.en} is {'put off' if later else 'brought forward'} from {when.old.en} to {when.new.en}: "
        f"{number} {'day' if number == 1 else 'days'} {'later' if later else 'earlier'}",
    )


_DayOf = Callable[[When | None, Period], _Day]


def _of_work(pair: RecordPair, field: str, label: Text, day_of: _DayOf) -> Iterator[Change]:
    """Compare a day of an indicator: later is weaker; without one it is that of the period."""
    old, new = pair.values(field)
    if old is not new:
        days = Versions(*(day_of(each, plan.period) for each, plan in zip((old, new), pair.plans, strict=True)))
        yield from _days(pair, field, label, days)


def _of_step(pair: RecordPair, field: str, label: Text, day_of: _DayOf, direct: Direct) -> Iterator[Change]:
    """Compare a day of a step: later is weaker; `direct` gives the direction where one side has none."""
    old, new = pair.values(field)
    if old is not None and new is not None:
        yield from _of_work(pair, field, label, day_of)
    elif old is not new:
        texts = both_written((old, new), lambda each: same(each.text))
        yield pair.change(field, direct(old, new), describe_change(pair.label(label), *texts), texts)


start_of_work = partial(_of_work, day_of=_Day.first_of)
end_of_work = partial(_of_work, day_of=_Day.last_of)
start_of_step = partial(_of_step, day_of=_Day.first_of, direct=neutrally)
"""That a step begins some day binds nobody."""
end_of_step = partial(_of_step, day_of=_Day.last_of, direct=presence)
