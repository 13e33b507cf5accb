"""When something is due: periods, days, deadlines and starts, and how often it is due again."""

from collections.abc import Iterator
from datetime import date

from civtarget.changes.change import Both, Change, Direction, by_order, presence
from civtarget.changes.pairs import Pair
from civtarget.changes.phrases import both_written, explained, replaced, same, text_of
from civtarget.changes.values import words
from civtarget.dates import DueDay, Period, When
from civtarget.language import Text
from civtarget.model import RECURRENCE_NAMES, Recurrence


def period(pair: Pair, field: str) -> Iterator[Change]:
    """Compare the years of a plan: within one plan, more time is weaker; the plan of the next year is another one."""
    is_same_plan = pair.plans.old.id == pair.plans.new.id

    def direct(old: Period, new: Period) -> Direction:
        return by_order(old.last, new.last, more=Direction.WEAKER) if is_same_plan else Direction.NEUTRAL

    yield from words(pair, field, Text("规划期", "the period"), text_of, direct)


def due_day(pair: Pair, field: str) -> Iterator[Change]:
    """Compare the day by which a period has to be reported: later is weaker."""

    def direct(old: DueDay | None, new: DueDay | None) -> Direction:
        if old is None or new is None:
            return presence(old, new)
        return by_order((old.months, old.day), (new.months, new.day), more=Direction.WEAKER)

    yield from words(pair, field, Text("报送日", "the day for reports"), _due_day_text, direct)


def _due_day_text(day: DueDay) -> Text:
    return Text(f"{'次' if day.months else '当'}月{day.day}日", f"the {day.day}th of the month{' after' * day.months}")


def every(pair: Pair, field: str) -> Iterator[Change]:
    """Compare how often something is due again: seldomer is weaker."""
    often = list(reversed(Recurrence))

    def direct(old: Recurrence | None, new: Recurrence | None) -> Direction:
        return by_order(*(-1 if each is None else often.index(each) for each in (old, new)))

    yield from words(pair, field, Text("频次", "the recurrence"), lambda each: RECURRENCE_NAMES[each], direct)


def until(pair: Pair, field: str) -> Iterator[Change]:
    """Compare the last days of waivers: later is weaker."""
    old, new = pair.values(field)
    if old != new:
        texts = Both(text_of(old), text_of(new))
        name = pair.label(Text("期限", "the end"))
        later = new > old
        message = _moved(name, texts, "延长到" if later else "缩短到", (new - old).days, later=later)
        yield pair.change(field, by_order(old, new, more=Direction.WEAKER), message, texts)


def days(pair: Pair, field: str, label: Text, *, first: bool = False) -> Iterator[Change]:
    """
    Compare deadlines (by their last day) or starts (`first`): later is weaker.

    A day counts from the beginning of its plan: the end of June is the same in the plan of next year.
    """
    old, new = pair.values(field)
    if old is None and new is None:
        return
    name = pair.label(label)
    if old is None or new is None:
        texts = both_written((old, new), lambda each: same(each.text))
        yield pair.change(field, presence(old, new), replaced(name, *texts), texts)
        return
    when = Both(same(old.text), same(new.text))
    keys = [_day_in(each, plan.period, first=first) for each, plan in zip((old, new), pair.plans, strict=True)]
    if keys[0] == keys[1]:
        return
    if (keys[0][0] is None) != (keys[1][0] is None):
        reason = Text("一处没有写明年份，无法比较", "one of them names no year, so they cannot be compared")
        yield pair.change(field, Direction.UNCHECKED, explained(replaced(name, *when), reason), when)
        return
    later = keys[1] > keys[0]
    old_day, new_day = (_date_of(key, pair.plans.new.period) for key in keys)
    message = _moved(name, when, "推迟到" if later else "提前到", (new_day - old_day).days, later=later)
    yield pair.change(field, Direction.WEAKER if later else Direction.STRONGER, message, when)


def _moved(name: Text, when: Both[Text], verb: str, days: int, *, later: bool) -> Text:
    """Say that a day was moved, and by how many days; `verb` says so in Chinese."""
    number = abs(days)
    return Text(
        f"{name.zh}由 {when.old.zh} {verb} {when.new.zh}：{'晚' if later else '早'} {number} 天",
        f"{name.en} is {'put off' if later else 'brought forward'} from {when.old.en} to {when.new.en}: "
        f"{number} {'day' if number == 1 else 'days'} {'later' if later else 'earlier'}",
    )


_DayKey = tuple[int | None, int, int]


def _day_in(when: When, period: Period, *, first: bool) -> _DayKey:
    """Return the day as the number of the plan's year, month and day; without a number where the year is open."""
    month, day = when.first if first else when.last
    year = when.year_in(period)
    if year is None:
        return None, month, day
    if when.exists_in(year):
        exact_day = when.first_day(year) if first else when.last_day(year)
        month, day = exact_day.month, exact_day.day
        if not first and (month, day) == (2, 29):
            day = 28 if when.last != (2, 29) else day  # the end of February is one day in every year
    return year - period.first, month, day


def _date_of(key: _DayKey, period: Period) -> date:
    year, month, day = key
    whole = period.first + (year or 0)
    try:
        return date(whole, month, day)
    except ValueError:
        return date(whole, month, 28)
