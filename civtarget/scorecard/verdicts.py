"""
The scorecard: plan × observations × as-of date → cells, each with its verdict.

There is a cell for every indicator, and for every milestone (a step with `do` and `by`), in every district and for the
whole area. The as-of date means the end of that day. All is pure and exact, and missing is never zero.

*Bounds.* A district is bound by its share; else, unless that is `--`, by what is due from `each` district. The whole
area is bound by the target. A task binds the districts that have the duty, each to have it done, and the whole area to
have it done by all of them, or just to have it done where no district is named.

*Expected parts* of the whole area are the districts and parties with a share; without a split, all districts that the
indicator is for, once one of them has reported, but those of a rate that are `--` in what it is made of; of a task, the
districts that have the duty. What else is reported counts too, but for `--`.

*The value of the whole area* is that of the latest period for which anything was reported of it or of its parts, and a
part counts as reported if it was for that period. A task stays as it was last reported.

*Not reported.* A cell without a value is `not-reported` once its first report is overdue. Where the plan has a day for
reports, that is the one for the first calendar quarter at whose end something is due by the pace, or for the deadline
if that comes first. Where it has none, it is the first day at whose end something is due, or the deadline.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from civtarget.language import Text
from civtarget.model.actuals import Place, Subject
from civtarget.model.phrases import dotted
from civtarget.model.plan import (
    Identifier,
    Indicator,
    Kind,
    Mark,
    Pace,
    Per,
    Plan,
    Relative,
    Step,
    Target,
    Term,
    Unread,
    readable,
)
from civtarget.model.schedule import Schedule, Undated, schedule_of, window_of
from civtarget.model.workspace import Workspace, workspace_of
from civtarget.notation.periods import ReportingPeriod
from civtarget.notation.quantity import Exact, Op, Quantity, exact
from civtarget.notation.task_states import TaskState
from civtarget.notation.units import conversion, ratio_scale
from civtarget.scorecard.aggregation import (
    Area,
    AreaValue,
    ReportedCount,
    as_reported,
    divided,
    expected_reporters,
    of_latest_period,
    pooled_rate,
    sum_of_parts,
    tasks_done,
)
from civtarget.scorecard.observations import Observations
from civtarget.scorecard.reduction import ValueToDate, value_to_date


class Verdict(StrEnum):
    """The verdict on a cell."""

    NOT_APPLICABLE = "not-applicable"
    NO_TARGET = "no-target"
    UNCHECKED = "unchecked"
    NOT_REPORTED = "not-reported"
    NOT_DUE = "not-due"
    EXCEEDED = "exceeded"
    MET = "met"
    MISSED = "missed"
    ON_PACE = "on-pace"
    BEHIND = "behind"


VERDICT_NAMES: Mapping[Verdict, Text] = {
    Verdict.NOT_APPLICABLE: Text("不适用", "not applicable"),
    Verdict.NO_TARGET: Text("无目标", "no target"),
    Verdict.UNCHECKED: Text("待核", "unchecked"),
    Verdict.NOT_REPORTED: Text("未报", "no report"),
    Verdict.NOT_DUE: Text("未到期", "not due"),
    Verdict.EXCEEDED: Text("超限", "exceeded"),
    Verdict.MET: Text("完成", "met"),
    Verdict.MISSED: Text("逾期", "missed"),
    Verdict.ON_PACE: Text("正常", "on pace"),
    Verdict.BEHIND: Text("滞后", "behind"),
}
"""The names of verdicts, short enough for a column of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardCell:
    """
    An indicator, or a `step` of it (numbered from 1), in a `district`, or None for the whole area.

    `actual` is the value for the judged `period` (its name, and its last day), None where there is none; with
    `at_least` it is known only in part, and not less. A task is done 1 or 0 times, and of the whole area by so many
    districts; `state` is what was reported.
    `due` is for the end of the period, or for the as-of date where nothing was reported. `progress` is actual over the
    bound's figure. `ratio` is the part and the whole that a rate was made of, so far as they are known. `reported`
    counts the expected parts of the whole area, `missing` names those without a value. `place` is where the value was
    submitted, unless it was computed. `reason` says why the verdict is `unchecked`.
    """

    indicator: Identifier
    step: str | None
    district: str | None
    unit: str
    is_task: bool = False
    verdict: Verdict
    bound: Quantity | None = None
    period: str | None = None
    period_end: date | None = None
    actual: Exact | None = None
    at_least: bool = False
    state: TaskState | None = None
    due: Exact | None = None
    progress: Exact | None = None
    ratio: tuple[Exact, Exact] | None = None
    reported: ReportedCount | None = None
    missing: tuple[str, ...] = ()
    place: Place | None = None
    reason: Text | None = None

    @property
    def subject(self) -> Subject:
        """The subject of the value."""
        return Subject(self.indicator, self.step, self.district)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All cells: by indicator and step in the order of the plan, the whole area first, then districts and parties."""

    plan: Identifier
    as_of: date
    cells: tuple[ScorecardCell, ...]


def score(plan: Plan, observations: Observations, as_of: date, workspace: Workspace | None = None) -> Scorecard:
    """Judge every cell of `plan` by `observations`, as at the end of `as_of`; it may refer to a `workspace`."""
    scorer = _Scorer(plan, observations, as_of, workspace or workspace_of([plan]))
    return Scorecard(plan.id, as_of, tuple(scorer.cells()))


class _Item(NamedTuple):
    """The item of a row of the scorecard: an indicator, or one of its milestones."""

    identifier: Identifier
    indicator: Indicator
    number: str | None = None
    step: Step | None = None

    @property
    def is_task(self) -> bool:
        return self.step is not None or self.indicator.kind is Kind.TASK

    @property
    def unit(self) -> str:
        return "" if self.is_task else self.indicator.unit_name

    def subject(self, district: str | None) -> Subject:
        return Subject(self.identifier, self.number, district)


class _Incomparable(Exception):  # noqa: N818  # it names a state of the plan, not a mistake of the caller
    """A bound is stated in another unit than the values of its indicator."""

    def __init__(self, bound: Quantity, unit: str) -> None:
        super().__init__(bound.unit)
        self.text = Text(
            "目标的单位是“{unit}”，不是“{unit_2}”，因此无法检查",
            "cannot be checked: the bound is in {unit}, not in {unit_2}",
            unit=bound.unit,
            unit_2=unit,
        )


class _Unknown(Exception):  # noqa: N818  # it names a state of what was reported, not a mistake of the caller
    """The value that a bound is relative to is not known; `text` names it."""

    def __init__(self, relative: Relative, name: Text, period: str) -> None:
        super().__init__(relative.of)
        self.text = Text(
            "目标取决于“{name}”，没有其 {period} 的数，因此无法检查",
            'cannot be checked: the target depends on "{name}", which is not known for {period_2}',
            name=name,
            period=_zh(period),
            period_2=period,
        )


def _zh(period: str) -> str:
    return f"{period} 年" if period.isdigit() else period


class _Judgement(NamedTuple):
    verdict: Verdict
    bound: Quantity | None = None
    due: Exact | None = None
    reason: Text | None = None


class _Scorer:
    def __init__(self, plan: Plan, observations: Observations, as_of: date, workspace: Workspace) -> None:
        self.plan = plan
        self.workspace = workspace
        self.observations = observations
        self.as_of = as_of
        self.reporting: defaultdict[tuple[Identifier, str | None], set[str]] = defaultdict(set)
        for subject in chain.from_iterable(map(observations.histories, plan.indicators)):
            if subject.district is not None:
                self.reporting[subject.indicator, subject.step].add(subject.district)
        self.values_to_date: dict[Subject, ValueToDate | None] = {}

    def cells(self) -> Iterator[ScorecardCell]:
        for identifier, indicator in self.plan.indicators.items():
            for item in _items(identifier, indicator):
                for district in (None, *self.columns(item)):
                    yield self.cell(item, district)

    def columns(self, item: _Item) -> tuple[str, ...]:
        """Return the districts, and whoever else has a share or has reported."""
        reporting = self.reporting[item.identifier, item.number]
        districts, split = readable(self.plan, "districts") or (), readable(item.indicator, "split") or ()
        parties = (party for party in readable(self.plan, "parties") or () if party in reporting)
        return tuple(dict.fromkeys((*districts, *split, *parties)))

    def cell(self, item: _Item, district: str | None) -> ScorecardCell:
        try:
            value = self.area(item) if district is None else self.in_district(item, district)
            obstacle = None
        except (Unread, Undated) as found:
            value, obstacle = AreaValue(), _Judgement(Verdict.UNCHECKED, reason=_obstacle(found))
        judgement = obstacle or self.judge(item, district, value)
        return ScorecardCell(
            indicator=item.identifier,
            step=item.number,
            district=district,
            unit=readable(item, "unit") or "",  # its finding says so
            is_task=readable(item, "is_task") or False,
            verdict=judgement.verdict,
            bound=judgement.bound,
            period=value.period.text if value.period else None,
            period_end=value.period.end if value.period else None,
            actual=value.number,
            at_least=value.at_least,
            state=value.state,
            due=judgement.due,
            progress=_progress(value.number, judgement.bound),
            ratio=value.ratio,
            reported=value.reported,
            missing=value.missing,
            place=value.place,
            reason=judgement.reason,
        )

    def judge(self, item: _Item, district: str | None, value: AreaValue) -> _Judgement:
        """Hold a value against the bound of its cell; one that cannot be read leaves it unchecked."""
        bound, due = None, None
        try:
            binding = self.bound(item, district)
            if binding is None or binding is Mark.NOT_APPLICABLE:
                return _Judgement(Verdict.NO_TARGET if binding is None else Verdict.NOT_APPLICABLE)
            schedule = self.schedule(item, district)
            if isinstance(binding, Relative):
                if value.period is None:  # what it comes to is not asked before there is a value
                    return _Judgement(self.verdict(value, binding.factor, schedule, item))
                binding = self.resolved(binding, item, value)
            bound = binding
            due = schedule.due(bound, value.period.end if value.period else self.as_of)
            if bound.unit not in ("", item.unit):
                raise _Incomparable(bound, item.unit)
            verdict = self.verdict(value, bound, schedule, item)
        except (Unread, Undated, _Incomparable, _Unknown) as obstacle:
            return _Judgement(Verdict.UNCHECKED, bound, due, _obstacle(obstacle))
        return _Judgement(verdict, bound, due, value.reason if verdict is Verdict.UNCHECKED else None)

    # --- the bound of a cell ------------------------------------------------------------------------------------------

    def bound(self, item: _Item, district: str | None) -> Target | Mark | None:
        """Return the bound of a cell, `--` where it takes no part, or None."""
        split = item.indicator.split or {}
        if district is not None and split.get(district) is Mark.NOT_APPLICABLE:
            return Mark.NOT_APPLICABLE
        if item.is_task:
            return self.duty(item, district)
        if district is None:
            return item.indicator.target
        share = split.get(district)
        if isinstance(share, Unread):
            raise share
        if isinstance(share, Quantity):
            return share
        each = item.indicator.each
        if each is not None and each.per is Per.DISTRICT and each.only is None and district in self.plan.districts:
            return each.target
        return None

    def resolved(self, relative: Relative, item: _Item, value: AreaValue) -> Quantity:
        """
        Return a relative bound for the period of `value`: a multiple of the other indicator's value.

        Raises
        ------
        _Unknown
            The other's value is not known, not for the same period, or not in a unit that makes this one.
        """
        base = self.plan.indicators.get(relative.of)
        if base is None or value.period is None:
            raise _Unknown(relative, Text(relative.of, relative.of), "")
        name = base.name.text
        number = (
            self.year_before(relative.of, base, value.period)
            if relative.previous
            else self.same_period(relative.of, base, value.period)
        )
        if number is None:
            raise _Unknown(relative, name, str(value.period.end.year - 1) if relative.previous else value.period.text)
        factor = conversion(base.unit_name, item.unit)
        if factor is None:
            raise _Incomparable(replace(relative.factor, unit=base.unit_name), item.unit)
        return relative.factor.times(exact(factor * number), item.unit)

    def same_period(self, identifier: Identifier, base: Indicator, period: ReportingPeriod) -> Exact | None:
        """Return the value of the whole area, if it is known for a period that ends on the same day."""
        known = self.area(_Item(identifier, base))
        is_known = known.period is not None and known.period.end == period.end and not known.at_least
        return known.number if is_known else None

    def year_before(self, identifier: Identifier, base: Indicator, period: ReportingPeriod) -> Exact | None:
        """Return the value for the calendar year before a period: as reported, else as the plan states it."""
        year = period.end.year - 1
        before = _Scorer(self.plan, self.observations, date(year, 12, 31), self.workspace).area(_Item(identifier, base))
        if before.period is not None and before.period.end == date(year, 12, 31) and not before.at_least:
            return before.number
        stated = (
            each.baseline for each in self.workspace.baselines(identifier, self.plan) if each.unit == base.unit_name
        )
        values = (each.value for each in stated if each.period.first == each.period.last == year)
        return next((value.figure for value in values if value.op is Op.EXACTLY and not value.approximate), None)

    def duty(self, item: _Item, district: str | None) -> Quantity | None:
        bound_to_it = self.expected(item)
        if district is None:
            return _times(len(bound_to_it) or 1)
        return _times(1) if district in bound_to_it else None

    def expected(self, item: _Item) -> tuple[str, ...]:
        """Return the parts without which the value of the whole area is not known; without a split, if one reports."""
        parts = expected_reporters(item.indicator, self.plan, item.step)
        if item.is_task or item.indicator.split is not None:
            return parts
        return parts if any(self.value_to_date(item, district) for district in self.plan.districts) else ()

    def schedule(self, item: _Item, district: str | None) -> Schedule:
        if item.step is not None:
            _is_milestone(item.step, item.indicator)  # raises where that could not be read
            return Schedule(window_of(item.step, self.plan), Pace.NONE)
        return schedule_of(item.indicator, self.plan, district)

    # --- its value ----------------------------------------------------------------------------------------------------

    def value_to_date(self, item: _Item, district: str | None) -> ValueToDate | None:
        subject = item.subject(district)
        if subject not in self.values_to_date:
            history = self.observations.histories(item.identifier).get(subject, ())
            self.values_to_date[subject] = value_to_date(history, item.indicator, self.plan, self.as_of)
        return self.values_to_date[subject]

    def in_district(self, item: _Item, district: str) -> AreaValue:
        reported = self.value_to_date(item, district)
        if reported is None:
            return self.computed(item, district)
        return as_reported(reported, item.unit)

    def area(self, item: _Item) -> AreaValue:
        """Return the value of the whole area: that of its parts together, else its own, else a lower bound."""
        split, expected = item.indicator.split or {}, self.expected(item)
        parts = {
            name: part
            for name in (expected if item.is_task else self.columns(item))
            if split.get(name) is not Mark.NOT_APPLICABLE and (part := self.value_to_date(item, name)) is not None
        }
        reported = Area(self.plan, item.unit, expected, parts, self.value_to_date(item, None))
        if item.is_task:
            return tasks_done(reported)
        if item.indicator.kind.adds_up:
            return sum_of_parts(of_latest_period(reported), accumulates=item.indicator.kind.accumulates)
        value = pooled_rate(of_latest_period(reported), item.indicator)
        if value.number is not None or reported.own is not None:
            return value
        computed = self.computed(item, None)
        is_better = computed.number is not None or (value.period is None and computed.period is not None)
        return computed._replace(reported=value.reported, missing=value.missing) if is_better else value

    def computed(self, item: _Item, district: str | None) -> AreaValue:
        """Return a rate from the two indicators that it is made of, if it is and both are reported."""
        of = item.indicator.of
        if item.is_task or item.indicator.kind not in (Kind.RATE, Kind.DENSITY) or of is None:
            return AreaValue()
        part, whole = self.term(of.part, district), self.term(of.whole, district)
        return divided(part, whole, of, ratio_scale(item.indicator.unit_name))

    def term(self, term: Term | None, district: str | None) -> AreaValue:
        """Return the value of a term of a rate, where that is an indicator whose values add up."""
        indicator = self.plan.indicators.get(term) if isinstance(term, str) else None
        if indicator is None or not isinstance(term, str) or not indicator.kind.adds_up:
            return AreaValue()
        item = _Item(term, indicator)
        return self.area(item) if district is None else self.in_district(item, district)

    # --- its verdict --------------------------------------------------------------------------------------------------

    def verdict(self, value: AreaValue, bound: Quantity, schedule: Schedule, item: _Item) -> Verdict:
        """Return the verdict on a cell that is bound: the first that applies."""
        passed = self.as_of >= schedule.window.end
        if value.period is None:
            return Verdict.NOT_REPORTED if self.is_overdue(bound, schedule) else Verdict.NOT_DUE
        if value.number is None:
            return Verdict.UNCHECKED
        if bound.high is not None and bound.op in (Op.AT_MOST, Op.BETWEEN) and value.number > bound.high:
            return Verdict.EXCEEDED
        if value.at_least:  # what is yet to come may still exceed a high end
            surely = bound.op in (Op.AT_LEAST, Op.EXACTLY) and bound.low is not None and value.number >= bound.low
            return Verdict.MET if surely else Verdict.UNCHECKED
        if bound.low is None:
            return Verdict.MET if passed else Verdict.ON_PACE
        if _is_reached(
            value.number, bound.low, must_equal=item.indicator.kind is Kind.STANDARD and bound.op is Op.EXACTLY
        ):
            return Verdict.MET
        if passed:
            return Verdict.MISSED
        due = schedule.due(bound, value.period.end)
        if due is None:
            return Verdict.NOT_DUE
        return Verdict.ON_PACE if value.number >= due else Verdict.BEHIND

    def is_overdue(self, bound: Quantity, schedule: Schedule) -> bool:
        """Whether the first report on a cell should be there."""
        if self.plan.report_due is not None:
            return self.as_of >= self.plan.report_due.for_period_ending(schedule.first_due(bound))
        owed = schedule.due(bound, self.as_of)
        return self.as_of >= schedule.window.end or (owed is not None and owed > 0)


# --- cells ------------------------------------------------------------------------------------------------------------


def _items(identifier: Identifier, indicator: Indicator) -> Iterator[_Item]:
    yield _Item(identifier, indicator)
    for number, step in enumerate(readable(indicator, "steps") or (), start=1):
        is_milestone = True  # what cannot be read leaves its cells unchecked
        with suppress(Unread):
            is_milestone = _is_milestone(step, indicator)
        if is_milestone:
            yield _Item(identifier, indicator, str(number), step)


def _is_milestone(step: Step, indicator: Indicator) -> bool:
    """Whether a step is something to do by a day, once; a target to reach by then is a matter of pace."""
    if step.do is None or step.by is None or step.every is not None:
        return False
    return indicator.kind is Kind.TASK or step.target is None


def _times(count: int) -> Quantity:
    return Quantity(Op.EXACTLY, count, count, "", 1)


def _is_reached(number: Exact, low: Exact, *, must_equal: bool) -> bool:
    return number == low if must_equal else number >= low


def _progress(number: Exact | None, bound: Quantity | Mark | None) -> Exact | None:
    if number is None or not isinstance(bound, Quantity) or bound.figure == 0:
        return None
    return exact(Fraction(number) / bound.figure)


def _obstacle(found: Unread | Undated | _Incomparable | _Unknown) -> Text:
    if not isinstance(found, Unread):
        return found.text
    path = dotted(found.path)
    return Text("{path} 未能读取，因此无法检查", "cannot be checked: {path} could not be read", path=path)
