"""
The scorecard: plan × actuals × as-of date → cells, each with its verdict.

There is a cell for every indicator, and for every milestone (a step with `do` and `by`), in every district and for the
whole area. The as-of date speaks for the end of that day. All is pure and exact, and missing is never zero.

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
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from civtarget.actuals import Actuals, Place, ReportingPeriod, Subject, TaskState
from civtarget.language import Text
from civtarget.model import Duties, Identifier, Indicator, Kind, Mark, Pace, Per, Plan, Ratio, Step, Term, Unread
from civtarget.pace import Schedule, Undated, schedule_of, window_of
from civtarget.quantity import Exact, Op, Quantity, exact
from civtarget.reduction import Standing, ratio_of, standing
from civtarget.units import ratio_scale
from civtarget.wording import dotted, listed, quantity_text


class Verdict(StrEnum):
    """What a cell comes to."""

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
"""What verdicts are called: short enough for a column of a table."""


class Reported(NamedTuple):
    """How many of the expected parts of the whole area have reported a value."""

    number: int
    expected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
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
    reported: Reported | None = None
    missing: tuple[str, ...] = ()
    place: Place | None = None
    reason: Text | None = None

    @property
    def subject(self) -> Subject:
        """Whose value it is."""
        return Subject(self.indicator, self.step, self.district)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All cells: by indicator and step in the order of the plan, the whole area first, then districts and parties."""

    plan: Identifier
    as_of: date
    cells: tuple[Cell, ...]


def score(plan: Plan, actuals: Actuals, as_of: date) -> Scorecard:
    """Judge every cell of `plan` by the reduced `actuals`, as at the end of `as_of`."""
    return Scorecard(plan.id, as_of, tuple(_Scorer(plan, actuals, as_of).cells()))


class _Item(NamedTuple):
    """What a row of the scorecard is about: an indicator, or one of its milestones."""

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

    @property
    def duties(self) -> Duties | None:
        own = None if self.step is None else self.step.districts
        return self.indicator.districts if own is None else own

    def subject(self, district: str | None) -> Subject:
        return Subject(self.identifier, self.number, district)


class _Value(NamedTuple):
    """
    What is known of the value of a cell.

    Without a `period` nothing was reported. Without a `number`, or with one that is only the least that it can be, the
    `reason` says what is lacking.
    """

    period: ReportingPeriod | None = None
    number: Exact | None = None
    at_least: bool = False
    reason: Text | None = None
    state: TaskState | None = None
    place: Place | None = None
    ratio: tuple[Exact, Exact] | None = None
    reported: Reported | None = None
    missing: tuple[str, ...] = ()


class _Incomparable(Exception):  # noqa: N818  # it names a state of the plan, not a mistake of the caller
    """A bound is stated in another unit than the values of its indicator."""

    def __init__(self, bound: Quantity, unit: str) -> None:
        super().__init__(bound.unit)
        self.text = Text(
            f"目标的单位是“{bound.unit}”，不是“{unit}”，因此无法检查",
            f"cannot be checked: the bound is in {bound.unit}, not in {unit}",
        )


class _Judgement(NamedTuple):
    verdict: Verdict
    bound: Quantity | None = None
    due: Exact | None = None
    reason: Text | None = None


class _Scorer:
    def __init__(self, plan: Plan, actuals: Actuals, as_of: date) -> None:
        self.plan = plan
        self.actuals = actuals
        self.as_of = as_of
        self.reporting: defaultdict[tuple[Identifier, str | None], set[str]] = defaultdict(set)
        for subject in actuals:
            if subject.district is not None:
                self.reporting[subject.indicator, subject.step].add(subject.district)
        self.standings: dict[Subject, Standing | None] = {}

    def cells(self) -> Iterator[Cell]:
        for identifier, indicator in self.plan.indicators.items():
            for item in _items(identifier, indicator):
                for district in (None, *self.columns(item)):
                    yield self.cell(item, district)

    def columns(self, item: _Item) -> tuple[str, ...]:
        """Return the districts, and whoever else has a share or has reported."""
        reporting = self.reporting[item.identifier, item.number]
        parties = (party for party in _unless_unread(lambda: self.plan.parties) if party in reporting)
        split = _unless_unread(lambda: item.indicator.split)
        return tuple(dict.fromkeys((*_unless_unread(lambda: self.plan.districts), *split, *parties)))

    def cell(self, item: _Item, district: str | None) -> Cell:
        try:
            value = self.area(item) if district is None else self.in_district(item, district)
            obstacle = None
        except (Unread, Undated) as found:
            value, obstacle = _Value(), _Judgement(Verdict.UNCHECKED, reason=_obstacle(found))
        judgement = obstacle or self.judge(item, district, value)
        return Cell(
            indicator=item.identifier,
            step=item.number,
            district=district,
            unit=_unit(item),
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

    def judge(self, item: _Item, district: str | None, value: _Value) -> _Judgement:
        """Hold a value against what binds its cell; what of that cannot be read leaves it unchecked."""
        bound, due = None, None
        try:
            binding = self.bound(item, district)
            if not isinstance(binding, Quantity):
                return _Judgement(Verdict.NO_TARGET if binding is None else Verdict.NOT_APPLICABLE)
            bound, schedule = binding, self.schedule(item, district)
            due = schedule.due(bound, value.period.end if value.period else self.as_of)
            if bound.unit not in ("", item.unit):
                raise _Incomparable(bound, item.unit)
            verdict = self.verdict(value, bound, schedule, item)
        except (Unread, Undated, _Incomparable) as obstacle:
            return _Judgement(Verdict.UNCHECKED, bound, due, _obstacle(obstacle))
        return _Judgement(verdict, bound, due, value.reason if verdict is Verdict.UNCHECKED else None)

    # --- what binds a cell --------------------------------------------------------------------------------------------

    def bound(self, item: _Item, district: str | None) -> Quantity | Mark | None:
        """Return what binds a cell, `--` where it takes no part, or None."""
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

    def duty(self, item: _Item, district: str | None) -> Quantity | None:
        bound_to_it = self.expected(item)
        if district is None:
            return _times(len(bound_to_it) or 1)
        return _times(1) if district in bound_to_it else None

    def expected(self, item: _Item) -> tuple[str, ...]:
        """Return the parts without which the value of the whole area is not known."""
        split, duties = item.indicator.split, item.duties
        bound_to_it = () if duties is None else tuple(self.plan.districts if duties.named is None else duties.named)
        if item.is_task:
            return tuple(district for district in bound_to_it if (split or {}).get(district) is not Mark.NOT_APPLICABLE)
        if split is not None:
            return tuple(name for name, share in split.items() if isinstance(share, Quantity | Unread))
        if any(self.standing(item, district) for district in self.plan.districts):
            without = self.without_terms(item)
            return tuple(district for district in bound_to_it or self.plan.districts if district not in without)
        return ()

    def without_terms(self, item: _Item) -> frozenset[str]:
        """Return the districts that have no part in what a rate is made of: they have no rate to report."""
        of = item.indicator.of
        terms = (of.part, of.whole) if of is not None else ()
        indicators = [
            self.plan.indicators[term] for term in terms if isinstance(term, str) and term in self.plan.indicators
        ]
        splits = [indicator.split or {} for indicator in indicators]
        return frozenset(name for split in splits for name, share in split.items() if share is Mark.NOT_APPLICABLE)

    def schedule(self, item: _Item, district: str | None) -> Schedule:
        if item.step is not None:
            _is_milestone(item.step, item.indicator)  # raises where that could not be read
            return Schedule(window_of(item.step, self.plan), Pace.NONE)
        return schedule_of(item.indicator, self.plan, district)

    # --- what is known of its value -----------------------------------------------------------------------------------

    def standing(self, item: _Item, district: str | None) -> Standing | None:
        subject = item.subject(district)
        if subject not in self.standings:
            history = self.actuals.get(subject, ())
            self.standings[subject] = standing(history, item.indicator, self.plan, self.as_of)
        return self.standings[subject]

    def in_district(self, item: _Item, district: str) -> _Value:
        reported = self.standing(item, district)
        if reported is None:
            return self.computed(item, district)
        return _as_reported(reported, item.unit)

    def area(self, item: _Item) -> _Value:
        """Return the value of the whole area: that of its parts together, else its own, else what is known in part."""
        split, expected = item.indicator.split or {}, self.expected(item)
        parts = {
            name: part
            for name in (expected if item.is_task else self.columns(item))
            if split.get(name) is not Mark.NOT_APPLICABLE and (part := self.standing(item, name)) is not None
        }
        reported = _Area(item.unit, expected, parts, self.standing(item, None))
        if item.is_task:
            return _area_of_task(reported)
        if item.indicator.kind.adds_up:
            return _area_of_sum(_of_latest_period(reported))
        value = _area_of_rate(_of_latest_period(reported), item.indicator)
        if value.number is not None or reported.own is not None:
            return value
        computed = self.computed(item, None)
        is_better = computed.number is not None or (value.period is None and computed.period is not None)
        return computed._replace(reported=value.reported, missing=value.missing) if is_better else value

    def computed(self, item: _Item, district: str | None) -> _Value:
        """Return what a rate comes to by the two indicators that it is made of, if it is and both are reported."""
        of = item.indicator.of
        if item.is_task or item.indicator.kind not in (Kind.RATE, Kind.DENSITY) or of is None:
            return _Value()
        part, whole = self.term(of.part, district), self.term(of.whole, district)
        return _divided(part, whole, of, ratio_scale(item.indicator.unit_name))

    def term(self, term: Term | None, district: str | None) -> _Value:
        """Return the value of what a rate is made of, where that is an indicator whose values add up."""
        indicator = self.plan.indicators.get(term) if isinstance(term, str) else None
        if indicator is None or not isinstance(term, str) or not indicator.kind.adds_up:
            return _Value()
        item = _Item(term, indicator)
        return self.area(item) if district is None else self.in_district(item, district)

    # --- what it comes to ---------------------------------------------------------------------------------------------

    def verdict(self, value: _Value, bound: Quantity, schedule: Schedule, item: _Item) -> Verdict:
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


# --- the value of the whole area --------------------------------------------------------------------------------------


class _Area(NamedTuple):
    """What was reported of a whole area: by its parts, those that are `expected` and others, and of itself."""

    unit: str
    expected: tuple[str, ...]
    parts: Mapping[str, Standing]
    own: Standing | None

    @property
    def period(self) -> ReportingPeriod | None:
        """The latest period; of several names of it the shortest."""
        standings = [*self.parts.values(), *([self.own] if self.own else [])]
        periods = [each.latest.period for each in standings]
        return max(periods, key=lambda period: (period.end, period.start, period.text), default=None)

    def value_without(self, known: Container[str]) -> _Value:
        """Return a value that has yet no number, where of all expected parts only those in `known` are known."""
        missing = tuple(name for name in self.expected if name not in known)
        count = Reported(len(self.expected) - len(missing), len(self.expected)) if self.expected else None
        return _Value(self.period, reported=count, missing=missing)


def _of_latest_period(area: _Area) -> _Area:
    if area.period is None:
        return area
    end = area.period.end
    parts = {name: part for name, part in area.parts.items() if part.latest.period.end == end}
    return area._replace(parts=parts, own=area.own if area.own and area.own.latest.period.end == end else None)


def _area_of_sum(area: _Area) -> _Value:
    known = {name: part.value for name, part in area.parts.items() if part.value is not None and not part.missing}
    value = area.value_without(known)
    if area.expected and not value.missing and len(known) == len(area.parts):
        return value._replace(number=exact(sum(known.values())))
    if area.own is not None and area.own.value is not None and not area.own.missing:
        return _as_reported(area.own, area.unit)._replace(reported=value.reported, missing=value.missing)
    return _in_part(area, value)


def _in_part(area: _Area, value: _Value) -> _Value:
    """Return the least that the whole can be, by what is known of its parts, or of itself."""
    of_parts = [part.value for part in area.parts.values() if part.value is not None]
    least = exact(sum(of_parts)) if of_parts else None
    if area.own is not None and area.own.value is not None and (least is None or area.own.value >= least):
        return _as_reported(area.own, area.unit)._replace(reported=value.reported, missing=value.missing)
    if any(number < 0 for number in of_parts):
        reason = Text("部分数值为负，其余未报，合计无从判断", "values below zero say nothing of a sum that lacks parts")
        return value._replace(reason=reason)
    if least is None:
        reasons = (each.reason for each in (area.own, *area.parts.values()) if each is not None)
        return value._replace(reason=next((reason for reason in reasons if reason), None))
    return value._replace(number=least, at_least=True, reason=_least_text(least, value, area.unit))


def _least_text(least: Exact, value: _Value, unit: str) -> Text:
    amount, names = quantity_text(least, unit), listed(value.missing)
    if value.reported is None or not value.missing:
        return Text(f"至少 {amount.zh}，其余未知", f"at least {amount.en}, the rest is not known")
    count, expected = value.reported
    return Text(
        f"至少 {amount.zh}：应报 {expected}，已报 {count}，缺 {names.zh}",
        f"at least {amount.en}: {count} of {expected} reported, {names.en} missing",
    )


def _least_done_text(done: Exact, area: _Area, value: _Value) -> Text:
    number, of_all, names = quantity_text(done, ""), len(area.expected), listed(value.missing)
    return Text(
        f"{of_all} 个辖区中至少 {number.zh} 个完成，缺 {names.zh}",
        f"done in at least {number.en} of {of_all} districts, {names.en} missing",
    )


def _area_of_rate(area: _Area, indicator: Indicator) -> _Value:
    """Pool part and whole of the parts, else take the value of the area; a mean is never taken."""
    ratios = {name: part.ratio for name, part in area.parts.items() if part.ratio is not None}
    known = {name for name, part in area.parts.items() if part.value is not None or part.ratio is not None}
    scale, value = ratio_scale(indicator.unit_name), area.value_without(known)
    lacking = tuple(name for name in dict.fromkeys((*area.expected, *area.parts)) if name not in ratios)
    part, whole = sum(ratio[0] for ratio in ratios.values()), sum(ratio[1] for ratio in ratios.values())
    if area.expected and not lacking and scale is not None and whole:
        return value._replace(number=exact(Fraction(part) * scale / whole), ratio=(exact(part), exact(whole)))
    if area.own is not None:
        return _as_reported(area.own, area.unit)._replace(reported=value.reported, missing=value.missing)
    return value._replace(reason=_not_pooled(lacking, indicator.kind))


def _divided(part: _Value, whole: _Value, of: Ratio, scale: int | None) -> _Value:
    """Return `part` over `whole` where both are known completely and for the same period."""
    if part.period is None or whole.period is None or scale is None:
        return _Value()
    if part.period.end != whole.period.end:
        reason = Text(f"{of.part} 和 {of.whole} 不是同一期的", f"{of.part} and {of.whole} are not of one period")
        return _Value(part.period, reason=reason)
    for name, value in ((of.part, part), (of.whole, whole)):
        if value.number is None or value.at_least:
            reason = Text(f"{name} 没有完整的数值", f"{name} has no complete value")
            return _Value(part.period, reason=reason)
    assert part.number is not None and whole.number is not None, "both were looked at"
    number, impossible = ratio_of(part.number, whole.number, scale)
    return _Value(part.period, number, reason=impossible, ratio=(part.number, whole.number))


def _not_pooled(missing: Iterable[str], kind: Kind) -> Text:
    if kind is Kind.STANDARD:
        return Text("各地标准不能相加，缺全域的数值", "standards do not add up, and the whole area's own is missing")
    names = listed(missing)
    if not names.zh:
        return Text("各地的分子、分母合不成比率", "the parts and wholes of the districts make no rate")
    return Text(
        f"无法合并计算：缺 {names.zh} 的分子和分母", f"cannot be pooled: the part and whole of {names.en} are missing"
    )


def _area_of_task(area: _Area) -> _Value:
    """Count the districts that have it done."""
    if not area.expected:
        return _Value() if area.own is None else _as_reported(area.own, area.unit)
    known = {name: part.value for name, part in area.parts.items() if part.value is not None}
    value, done = area.value_without(known), exact(sum(known.values()))
    if not value.missing:
        return value._replace(period=area._replace(own=None).period, number=done)
    if area.own is not None and area.own.value is not None:
        number = len(area.expected) if area.own.value else done
        own = _as_reported(area.own, area.unit)
        return own._replace(number=number, reported=value.reported, missing=value.missing)
    in_part = _in_part(area, value)
    return in_part._replace(reason=_least_done_text(done, area, in_part)) if in_part.at_least else in_part


# --- cells ------------------------------------------------------------------------------------------------------------


def _items(identifier: Identifier, indicator: Indicator) -> Iterator[_Item]:
    yield _Item(identifier, indicator)
    try:
        steps = indicator.steps
    except Unread:
        return  # its finding says so; how many there are is not known
    for number, step in enumerate(steps, start=1):
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


def _as_reported(reported: Standing, unit: str) -> _Value:
    reason, number = reported.reason, reported.value
    if reported.missing and number is not None:
        least, periods = quantity_text(number, unit), listed(_stretches(reported.missing))
        reason = Text(f"至少 {least.zh}：缺 {periods.zh}", f"at least {least.en}: {periods.en} missing")
    return _Value(
        reported.latest.period,
        number,
        at_least=bool(reported.missing) and number is not None,
        reason=reason,
        state=reported.latest.state,
        place=reported.latest.place,
        ratio=reported.ratio,
    )


def _stretches(months: Iterable[str]) -> Iterator[str]:
    """Join months that follow each other, as `2025-01..2025-03`."""
    runs: list[list[str]] = []
    for month in months:
        if runs and _number(month) == _number(runs[-1][-1]) + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    for run in runs:
        yield run[0] if len(run) == 1 else f"{run[0]}..{run[-1]}"


def _number(month: str) -> int:
    year, _, number = month.partition("-")
    return 12 * int(year) + int(number)


def _times(count: int) -> Quantity:
    return Quantity(Op.EXACTLY, count, count, "", 1)


def _is_reached(number: Exact, low: Exact, *, must_equal: bool) -> bool:
    return number == low if must_equal else number >= low


def _progress(number: Exact | None, bound: Quantity | Mark | None) -> Exact | None:
    if number is None or not isinstance(bound, Quantity) or bound.figure == 0:
        return None
    return exact(Fraction(number) / bound.figure)


def _unit(item: _Item) -> str:
    with suppress(Unread):  # its finding says so
        return item.unit
    return ""


def _unless_unread(read: Callable[[], Mapping[str, object] | None]) -> Iterable[str]:
    """Return the keys of what `read` returns; none where it could not be read, which the cells say."""
    with suppress(Unread):
        return tuple(read() or ())
    return ()


def _obstacle(found: Unread | Undated | _Incomparable) -> Text:
    if not isinstance(found, Unread):
        return found.text
    path = dotted(found.path)
    return Text(f"{path} 未能读取，因此无法检查", f"cannot be checked: {path} could not be read")
