"""
One value per cell: complete, a lower bound, or unknown.

The value of the whole area comes from its parts: sums where values add up, one pooled rate where each part has its own
part and whole, a count of districts where a task is done. Only where parts are missing does the value count that was
reported for the whole area itself; a mean is never taken.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from civtarget.language import Text, joined
from civtarget.model.actuals import Place
from civtarget.model.phrases import areas_listed, listed, quantity_text
from civtarget.model.plan import Indicator, Kind, Mark, Plan, Ratio, Step, Unread
from civtarget.notation.periods import ReportingPeriod
from civtarget.notation.quantity import Exact, Quantity, exact
from civtarget.notation.task_states import TaskState
from civtarget.notation.units import ratio_scale
from civtarget.scorecard.reduction import ValueToDate, ratio_of


class ReportedCount(NamedTuple):
    """The number of parts of the whole area that have reported a value, and of those expected to."""

    number: int
    expected: int


class AreaValue(NamedTuple):
    """
    The value of a cell, so far as it is known.

    Without a `period` nothing was reported. Without a `number`, or with a lower bound (`at_least`), the `reason` names
    what is lacking.
    """

    period: ReportingPeriod | None = None
    number: Exact | None = None
    at_least: bool = False
    reason: Text | None = None
    state: TaskState | None = None
    place: Place | None = None
    ratio: tuple[Exact, Exact] | None = None
    reported: ReportedCount | None = None
    missing: tuple[str, ...] = ()


# --- who is expected to report ----------------------------------------------------------------------------------------


def expected_reporters(indicator: Indicator, plan: Plan, step: Step | None = None) -> tuple[str, ...]:
    """
    Return the districts and parties without which the value of an indicator, or of a milestone, is not known.

    These are the ones with a share; of a task the districts that have the duty; without a split all districts that the
    indicator is for, but those that are `--` in what a rate is made of: they have no rate to report.
    """
    duties = indicator.districts if step is None or step.districts is None else step.districts
    named = () if duties is None else tuple(plan.districts if duties.named is None else duties.named)
    split = indicator.split
    if step is not None or indicator.kind is Kind.TASK:
        return tuple(name for name in named if (split or {}).get(name) is not Mark.NOT_APPLICABLE)
    if split is not None:
        return tuple(name for name, share in split.items() if isinstance(share, Quantity | Unread))
    without = frozenset(_without_terms(indicator, plan))
    return tuple(name for name in named or plan.districts if name not in without)


def _without_terms(indicator: Indicator, plan: Plan) -> Iterator[str]:
    """Yield the districts that take no part in what a rate is made of."""
    for term in (indicator.of.part, indicator.of.whole) if indicator.of is not None else ():
        made_of = plan.indicators.get(term) if isinstance(term, str) else None
        for name, share in ((made_of.split or {}) if made_of is not None else {}).items():
            if share is Mark.NOT_APPLICABLE:
                yield name


# --- one value as it was reported -------------------------------------------------------------------------------------


def as_reported(reported: ValueToDate, unit: str) -> AreaValue:
    """Return a value as it was reported; one that lacks periods is a lower bound."""
    reason, number = reported.reason, reported.value
    if reported.missing and number is not None:
        least, periods = quantity_text(number, unit), listed(_stretches(reported.missing))
        reason = Text("至少 {least}：缺 {periods}", "at least {least}: {periods} missing", least=least, periods=periods)
    return AreaValue(
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


# --- the value of the whole area --------------------------------------------------------------------------------------


class Area(NamedTuple):
    """
    The values to date of a whole area: of its parts, the `expected` ones and others, and its `own`.

    `earlier` are those of parts that did not report the latest period.
    """

    plan: Plan
    unit: str
    expected: tuple[str, ...]
    parts: Mapping[str, ValueToDate]
    own: ValueToDate | None
    earlier: Mapping[str, ValueToDate] = {}  # nothing changes it

    @property
    def period(self) -> ReportingPeriod | None:
        """The latest period; of several names of it the shortest."""
        values = [*self.parts.values(), *([self.own] if self.own else [])]
        periods = [each.latest.period for each in values]
        return max(periods, key=lambda period: (period.end, period.start, period.text), default=None)

    def names(self, parts: Iterable[str]) -> Text:
        """List parts by their names."""
        return areas_listed(parts, self.plan)

    def value_without(self, known: Container[str]) -> AreaValue:
        """Return a value that has no number yet; of all expected parts only those in `known` have one."""
        missing = tuple(name for name in self.expected if name not in known)
        count = ReportedCount(len(self.expected) - len(missing), len(self.expected)) if self.expected else None
        return AreaValue(self.period, reported=count, missing=missing)


def of_latest_period(area: Area) -> Area:
    """Return the area without values that are not for the latest period."""
    if area.period is None:
        return area
    end = area.period.end
    parts = {name: part for name, part in area.parts.items() if part.latest.period.end == end}
    earlier = {name: part for name, part in area.parts.items() if name not in parts}
    own = area.own if area.own and area.own.latest.period.end == end else None
    return area._replace(parts=parts, own=own, earlier=earlier)


def sum_of_parts(area: Area, *, accumulates: bool) -> AreaValue:
    """
    Return the sum of the parts; else the value of the whole area; else a lower bound.

    A value that accumulates does not fall: then the values of parts for earlier periods are lower bounds, too.
    """
    known = {name: part.value for name, part in area.parts.items() if part.value is not None and not part.missing}
    value = area.value_without(known)
    if area.expected and not value.missing and len(known) == len(area.parts):
        return value._replace(number=exact(sum(known.values())))
    if area.own is not None and area.own.value is not None and not area.own.missing:
        return as_reported(area.own, area.unit)._replace(reported=value.reported, missing=value.missing)
    return _in_part(area, value, area.earlier if accumulates else {})


def _in_part(area: Area, value: AreaValue, earlier: Mapping[str, ValueToDate]) -> AreaValue:
    """Return a lower bound of the whole, from the values of its parts or its own."""
    of_parts = [part.value for part in (*area.parts.values(), *earlier.values()) if part.value is not None]
    least = exact(sum(of_parts)) if of_parts else None
    if area.own is not None and area.own.value is not None and (least is None or area.own.value >= least):
        return as_reported(area.own, area.unit)._replace(reported=value.reported, missing=value.missing)
    if any(number < 0 for number in of_parts):
        reason = Text("部分数值为负，其余未报，合计无从判断", "values below zero say nothing of a sum that lacks parts")
        return value._replace(reason=reason)
    if least is None:
        reasons = (each.reason for each in (area.own, *area.parts.values()) if each is not None)
        return value._replace(reason=next((reason for reason in reasons if reason), None))
    return value._replace(number=least, at_least=True, reason=_least_text(least, value, area))


def _least_text(least: Exact, value: AreaValue, area: Area) -> Text:
    amount = quantity_text(least, area.unit)
    if value.reported is None or not value.missing:
        return Text("至少 {amount}，其余未知", "at least {amount}, the rest is not known", amount=amount)
    absent = area.names(name for name in value.missing if name not in area.parts)
    partly = area.names(name for name in value.missing if name in area.parts)
    expected = value.reported.expected
    count = value.reported.number + sum(name in area.parts for name in value.missing)
    parts = [Text("应报 {expected}，已报 {count}", "{count} of {expected} reported", expected=expected, count=count)]
    if absent.zh:
        parts.append(Text("缺 {names}", "{names} missing", names=absent))
    if partly.zh:
        parts.append(Text("{names} 不全", "not all of {names} known", names=partly))
    return Text("至少 {amount}：{parts}", "at least {amount}: {parts}", amount=amount, parts=joined(parts, "，"))


def _least_done_text(done: Exact, area: Area, value: AreaValue) -> Text:
    number, of_all, names = quantity_text(done), len(area.expected), area.names(value.missing)
    return Text(
        "{of_all} 个辖区中至少 {number} 个完成，缺 {names}",
        "done in at least {number} of {of_all} districts, {names} missing",
        of_all=of_all,
        number=number,
        names=names,
    )


def _not_done_text(undone: Text) -> Text:
    return Text(
        "全域报送为完成，而 {undone} 没有完成",
        "reported as done for the whole area, but {undone} has not done it",
        undone=undone,
    )


def pooled_rate(area: Area, indicator: Indicator) -> AreaValue:
    """Return the rate of the sums of part and whole over the parts, else the value of the area; never a mean."""
    ratios = {name: part.ratio for name, part in area.parts.items() if part.ratio is not None}
    known = {name for name, part in area.parts.items() if part.value is not None or part.ratio is not None}
    scale, value = ratio_scale(indicator.unit_name), area.value_without(known)
    lacking = tuple(name for name in dict.fromkeys((*area.expected, *area.parts)) if name not in ratios)
    part, whole = sum(ratio[0] for ratio in ratios.values()), sum(ratio[1] for ratio in ratios.values())
    if area.expected and not lacking and scale is not None and whole:
        return value._replace(number=exact(Fraction(part) * scale / whole), ratio=(exact(part), exact(whole)))
    if area.own is not None:
        return as_reported(area.own, area.unit)._replace(reported=value.reported, missing=value.missing)
    return value._replace(reason=_not_pooled(area.names(lacking), indicator.kind))


def divided(part: AreaValue, whole: AreaValue, of: Ratio, scale: int | None) -> AreaValue:
    """Return the rate of `part` to `whole` where both are complete and for the same period."""
    if part.period is None or whole.period is None or scale is None:
        return AreaValue()
    if part.period.end != whole.period.end:
        reason = Text(
            "{part} 和 {whole} 不是同一期的",
            "{part} and {whole} are not of one period",
            part=str(of.part),
            whole=str(of.whole),
        )
        return AreaValue(part.period, reason=reason)
    for name, value in ((of.part, part), (of.whole, whole)):
        if value.number is None or value.at_least:
            reason = Text("{name} 没有完整的数值", "{name} has no complete value", name=str(name))
            return AreaValue(part.period, reason=reason)
    assert part.number is not None and whole.number is not None, "both were looked at"
    number, impossible = ratio_of(part.number, whole.number, scale)
    return AreaValue(part.period, number, reason=impossible, ratio=(part.number, whole.number))


def _not_pooled(missing: Text, kind: Kind) -> Text:
    if kind is Kind.STANDARD:
        return Text("各地标准不能相加，缺全域的数值", "standards do not add up, and the whole area's own is missing")
    if not missing.zh:
        return Text("各地的分子、分母合不成比率", "the parts and wholes of the districts make no rate")
    return Text(
        "无法合并计算：缺 {missing} 的分子和分母",
        "cannot be pooled: the part and whole of {missing} are missing",
        missing=missing,
    )


def tasks_done(area: Area) -> AreaValue:
    """Return the number of districts that have a task done."""
    if not area.expected:
        return AreaValue() if area.own is None else as_reported(area.own, area.unit)
    known = {name: part.value for name, part in area.parts.items() if part.value is not None}
    value, done = area.value_without(known), exact(sum(known.values()))
    if not value.missing:
        return value._replace(period=area._replace(own=None).period, number=done)
    if area.own is not None and area.own.value is not None:
        own = as_reported(area.own, area.unit)._replace(reported=value.reported, missing=value.missing)
        undone = [name for name, number in known.items() if not number]
        if area.own.value and undone:
            return own._replace(number=done, at_least=True, reason=_not_done_text(area.names(undone)))
        return own._replace(number=len(area.expected) if area.own.value else done)
    in_part = _in_part(area, value, {})
    return in_part._replace(reason=_least_done_text(done, area, in_part)) if in_part.at_least else in_part
