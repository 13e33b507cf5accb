"""
Observations to histories: the one place where several reports of one value become the one that is judged.

`reduce_observations` settles, for each subject and period, which value counts. It looks at one subject and period at a
time, whatever the order of the rows, so an engine over millions of rows can do the same behind `Observations`.
`value_to_date` then gives the value of a history at a day: values that accumulate are added up over periods and years.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any

from civtarget.language import Text
from civtarget.model.actuals import History, Observation, Subject
from civtarget.model.phrases import quantity_text
from civtarget.model.plan import Indicator, Kind, Plan, Reporting, Unread, readable
from civtarget.model.schedule import window_of
from civtarget.notation.periods import ReportingPeriod
from civtarget.notation.quantity import Exact, exact, plain
from civtarget.notation.task_states import TaskState
from civtarget.notation.units import ratio_scale

_CONTENT = ("value", "state", "done_on", "part", "whole")
_UNREADABLE = Text(
    "报送的数值未能读取，或互相矛盾", "what was reported could not be read, or contradicts what else was reported"
)


# --- one observation for each subject and period ----------------------------------------------------------------------


class RowMergeKind(StrEnum):
    """The outcome of rows that report the same subject for the same period."""

    DUPLICATE = "duplicate"
    """All agree; they count once."""
    REVISED = "revised"
    """They differ, and the one submitted last counts."""
    CONFLICT = "conflict"
    """They differ, and none is later than all others: nothing counts."""


@dataclass(frozen=True, slots=True)
class RowMerge:
    """Rows for one subject and period, in the order of the files; after a revision first those that count."""

    kind: RowMergeKind
    subject: Subject
    period: ReportingPeriod
    observations: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class Reduction:
    """Rows, reduced: the history of each subject, and the merges of several rows in the order of their places."""

    histories: Mapping[Subject, History]
    row_merges: tuple[RowMerge, ...]


def reduce_observations(observations: Iterable[Observation], plan: Plan) -> Reduction:
    """
    Reduce rows, all of them for periods within the plan's, to one observation for each subject and period.

    Values that accumulate in the period itself (`reported: in-period`, counts and amounts) belong to exactly their
    period. All others speak of its end, so that `2025-06`, `2025-Q2` and `2025-H1` are one period, named by the
    shortest; 1-9月 is September. Rows agree if no field differs that more than one of them states; what one leaves out,
    another may fill in. A row is revised by any that was submitted later; one without that date is neither later nor
    earlier than another. Of rows that still differ none counts: the observation stays, not `readable`, at the first of
    their places.
    """
    rows: defaultdict[tuple[Subject, date | None, date], list[Observation]] = defaultdict(list)
    row_merges: list[RowMerge] = []
    for row in observations:
        if _is_in_period(row.subject, plan):
            rows[row.subject, row.period.start, row.period.end].append(row)
        else:
            rows[row.subject, None, row.period.end].append(replace(row, period=_speaking_of_its_end(row.period)))
    histories: defaultdict[Subject, list[Observation]] = defaultdict(list)
    for (subject, _, _), group in rows.items():
        scale = ratio_scale(readable(plan.indicators[subject.indicator], "unit_name") or "")
        kept, merge = _settle(sorted(group, key=_order), scale) if len(group) > 1 else (group[0], None)
        histories[subject].append(kept)
        if merge is not None:
            row_merges.append(merge)
    row_merges.sort(key=lambda merge: (_order(merge.observations[0]), merge.kind))
    return Reduction({subject: tuple(sorted(rows, key=_age)) for subject, rows in histories.items()}, tuple(row_merges))


def _is_in_period(subject: Subject, plan: Plan) -> bool:
    indicator = plan.indicators[subject.indicator]
    with suppress(Unread):  # its cells are unchecked
        return subject.step is None and indicator.kind.accumulates and indicator.reported is Reporting.IN_PERIOD
    return False


def _speaking_of_its_end(period: ReportingPeriod) -> ReportingPeriod:
    """Return a period under the name by which a value at its end is known: a stretch of months by its last month."""
    if ".." not in period.text:
        return period
    end = period.end
    return ReportingPeriod(f"{end.year:04}-{end.month:02}", date(end.year, end.month, 1), end)


def _settle(rows: Sequence[Observation], scale: int | None) -> tuple[Observation, RowMerge | None]:
    """Return the observation that counts of `rows`, and their merge, unless all were unreadable."""
    period = max((row.period for row in rows), key=lambda period: (period.start, period.text))
    merged = _merged(rows, period, scale)
    if merged is not None:
        told = merged.readable  # what cannot be read is told already
        return merged, RowMerge(RowMergeKind.DUPLICATE, rows[0].subject, period, tuple(rows)) if told else None
    current = not_superseded(rows)
    merged = _merged(current, period, scale)
    if merged is not None:
        in_order = (*current, *(row for row in rows if row not in current))
        return merged, RowMerge(RowMergeKind.REVISED, rows[0].subject, period, in_order)
    nothing = Observation(subject=rows[0].subject, period=period, value=None, place=current[0].place, readable=False)
    return nothing, RowMerge(RowMergeKind.CONFLICT, rows[0].subject, period, tuple(rows))


def not_superseded(rows: Sequence[Observation]) -> list[Observation]:
    """Return the rows of which none is known to be earlier than another: without a day, nobody knows."""
    latest = max((row.submitted for row in rows if row.submitted is not None), default=None)
    return [row for row in rows if row.submitted in (None, latest)]


def _merged(rows: Sequence[Observation], period: ReportingPeriod, scale: int | None) -> Observation | None:
    """Return the common content of `rows`, at the place of the first, or None if they do not agree."""
    if len({row.readable for row in rows}) > 1:
        return None
    content: dict[str, Any] = {}
    for field in _CONTENT:
        stated = {getattr(row, field) for row in rows} - {None}
        if len(stated) > 1:
            return None
        content[field] = next(iter(stated), None)
    if scale is not None and _contradict_each_other(rows, scale):
        return None
    submitted = min((row.submitted for row in rows if row.submitted is not None), default=None)
    return replace(rows[0], period=period, submitted=submitted, **content)


def _contradict_each_other(rows: Sequence[Observation], scale: int) -> bool:
    """Whether some rows state a rate and others only a part and a whole that do not make it; 0 of 0 makes none."""
    ratios = {(row.part, row.whole) for row in rows if row.value is None and row.state is None}
    for part, whole in ratios:
        if part is None or whole is None or part == whole == 0:
            continue
        rate, _ = ratio_of(part, whole, scale)
        if any(row.value is not None and (rate is None or not prints_as(rate, row.value)) for row in rows):
            return True
    return False


def _order(row: Observation) -> tuple[str, str, int, int]:
    return row.place.order


def _age(row: Observation) -> tuple[date, date]:
    return row.period.end, row.period.start


# --- the value of a history -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueToDate:
    """
    The value of a history: `value` for the period of the `latest` observation, or the `reason` why there is none.

    `missing` names the periods that the value lacks; then it is a floor. `ratio` is the part and the whole that a rate
    was reported with. Of a task the value is 1 if it is done, else 0.
    """

    latest: Observation
    value: Exact | None = None
    missing: tuple[str, ...] = ()
    ratio: tuple[Exact, Exact] | None = None
    reason: Text | None = None


def value_to_date(history: Sequence[Observation], indicator: Indicator, plan: Plan, day: date) -> ValueToDate | None:
    """
    Return the value of a reduced history in the latest of its periods that has ended by `day`; None if none has.

    Counts and amounts accumulate from the start of the plan. `year-to-date` values are added to those at the ends of
    the years before, `in-period` values to those of all periods before, `plan-to-date` values are taken as they are.
    The periods needed are those from the indicator's `start` on; if one is missing or unreadable, the value is a floor.
    Of a period that is reported both as a whole and in parts the whole counts; parts that make up another sum
    contradict it. All other kinds take the last value.
    """
    ended = [row for row in history if row.period.end <= day]
    if not ended:
        return None
    latest = ended[-1]
    if not all(row.readable for row in ended if row.period.end == latest.period.end):
        return ValueToDate(latest=latest, reason=_UNREADABLE)
    if latest.subject.step is not None or indicator.kind is Kind.TASK:
        return _of_task(latest, day)
    if indicator.kind in (Kind.RATE, Kind.DENSITY):
        return _of_rate(latest, ratio_scale(indicator.unit_name))
    if latest.value is None:
        return ValueToDate(latest=latest, reason=_UNREADABLE)
    if not indicator.kind.accumulates or indicator.reported is Reporting.PLAN_TO_DATE:
        return ValueToDate(latest=latest, value=latest.value)
    readable = [row for row in ended if row.readable and row.value is not None]
    if indicator.reported is Reporting.IN_PERIOD:
        return _added_periods(readable, latest, window_of(indicator, plan).start)
    return _added_years(readable, latest, window_of(indicator, plan).start)


def ratio_of(part: Exact, whole: Exact, scale: int) -> tuple[Exact | None, Text | None]:
    """Return `scale` times `part` over `whole`, or None and why they make no rate."""
    if part == whole == 0:
        return None, Text("分母为 0，谈不上比率", "the whole is 0, so there is no rate")
    if whole <= 0 or part < 0 or (scale == 100 and part > whole):
        top, bottom = quantity_text(part, ""), quantity_text(whole, "")
        return None, Text(
            "分子 {top}、分母 {bottom} 不成比率",
            "a part of {top} and a whole of {bottom} make no rate",
            top=top,
            bottom=bottom,
        )
    return exact(Fraction(part) * scale / whole), None


def _of_task(latest: Observation, day: date) -> ValueToDate:
    if latest.state in (TaskState.IN_PROGRESS, TaskState.NOT_STARTED):
        if latest.done_on is None:
            return ValueToDate(latest=latest, value=0)
    elif latest.state is TaskState.DONE or latest.done_on is not None:
        return ValueToDate(latest=latest, value=int(latest.done_on is None or latest.done_on <= day))
    return ValueToDate(latest=latest, reason=_UNREADABLE)


def _of_rate(latest: Observation, scale: int | None) -> ValueToDate:
    """Take a rate exactly, from part and whole where both are reported; the reported figure has to agree with them."""
    part, whole = latest.part, latest.whole
    if part is None or whole is None or scale is None:
        return ValueToDate(latest=latest, value=latest.value, reason=_UNREADABLE if latest.value is None else None)
    value, reason = ratio_of(part, whole, scale)
    if value is None:
        nothing = (part, whole) if part == whole == 0 else None
        return ValueToDate(latest=latest, ratio=nothing, reason=reason)
    if latest.value is not None and not prints_as(value, latest.value):
        reason = Text("报送的比率与分子、分母不符", "the reported rate does not agree with its part and whole")
        return ValueToDate(latest=latest, reason=reason)
    return ValueToDate(latest=latest, value=value, ratio=(part, whole))


def prints_as(value: Exact, printed: Exact) -> bool:
    """Whether `value`, rounded to as many decimals as `printed` has, may be printed so: 11/12 as 92 % or 91.67 %."""
    figure = plain(printed)
    if "/" in figure:
        return value == printed
    half = Fraction(1, 2 * 10 ** len(figure.partition(".")[2]))
    return printed - half <= value < printed + half


def _added_years(readable: Sequence[Observation], latest: Observation, start: date) -> ValueToDate:
    """Add the values at the ends of the years before to the latest one."""
    last_of_year = {row.period.end.year: row for row in readable}
    rows = list(last_of_year.values())
    missing = [
        f"{year}-12"
        for year in range(start.year, latest.period.end.year)
        if year not in last_of_year or last_of_year[year].period.end != date(year, 12, 31)
    ]
    return _added(rows, latest, missing)


def _added_periods(readable: Sequence[Observation], latest: Observation, start: date) -> ValueToDate:
    """Add the values of the periods, each month once."""
    outer = [row for row in readable if not any(_lies_within(row, other) for other in readable)]
    if any(before.period.end >= after.period.start for before, after in pairwise(outer)):
        reason = Text("各期互相重叠，不能相加", "periods overlap, so their values cannot be added up")
        return ValueToDate(latest=latest, reason=reason)
    if any(_contradicts_its_parts(row, readable) for row in readable):
        reason = Text("合计期与其中各期的数值不符", "the value of a period and those of the periods in it do not agree")
        return ValueToDate(latest=latest, reason=reason)
    reported = {month for row in outer for month in _months(row.period.start, row.period.end)}
    missing = [month for month in _months(start, latest.period.end) if month not in reported]
    return _added(outer, latest, missing)


def _added(rows: Sequence[Observation], latest: Observation, missing: Sequence[str]) -> ValueToDate:
    values = [row.value for row in rows if row.value is not None]
    if missing and min(values) < 0:
        reason = Text("期间不全，又有负数", "periods are missing, and values below zero say nothing of the rest")
        return ValueToDate(latest=latest, missing=tuple(missing), reason=reason)
    return ValueToDate(latest=latest, value=exact(sum(values)), missing=tuple(missing))


def _contradicts_its_parts(row: Observation, rows: Sequence[Observation]) -> bool:
    """Whether other periods make up the whole of the one of `row`, but with another sum."""
    within = [other for other in rows if _lies_within(other, row)]
    parts = [part for part in within if not any(_lies_within(part, other) for other in within)]
    covered = sorted(month for part in parts for month in _months(part.period.start, part.period.end))
    whole = list(_months(row.period.start, row.period.end))
    return covered == whole and sum(part.value for part in parts if part.value is not None) != row.value


def _lies_within(row: Observation, other: Observation) -> bool:
    (start, end), (outer_start, outer_end) = (row.period.start, row.period.end), (other.period.start, other.period.end)
    return outer_start <= start and end <= outer_end and (start, end) != (outer_start, outer_end)


def _months(start: date, end: date) -> Iterator[str]:
    """Yield the months from that of `start` to that of `end`, as `2025-06`."""
    for number in range(12 * start.year + start.month - 1, 12 * end.year + end.month):
        yield f"{number // 12:04}-{number % 12 + 1:02}"
