"""
Whole scorecards by brute force: a second reading of the design's words, day by day and step by step.

It knows nothing of the package but what rows and verdicts look like. A plan is a plain description (`Described`), from
which `as_plan` writes the YAML that the package reads.
"""

import json
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import Any

from civtarget.model.actuals import Observation
from civtarget.notation.task_states import TaskState

Bound = tuple[str, int | None, int | None]
"""A sign, a low end and a high end."""

UNITS = {"count": "张", "amount": "元", "stock": "家", "rate": "%", "density": "名/万名老年人", "standard": "元/月"}
SCALES = {"rate": 100, "density": 10000}
DASHES = "--"


@dataclass
class DescribedStep:
    """A step; its amount is in percent of the target if `percent`."""

    by: tuple[int, int]
    do: bool
    amount: int | None = None
    percent: bool = False
    districts: str | list[str] | None = None
    recurring: bool = False


@dataclass
class DescribedIndicator:
    """An indicator; months are (year, month)."""

    kind: str
    target: Bound | None = None
    split: dict[str, Any] | None = None
    each: Bound | None = None
    districts: str | list[str] | None = None
    start: tuple[int, int] | None = None
    by: tuple[int, int] | None = None
    pace: str | None = None
    reported: str = "year-to-date"
    steps: list[DescribedStep] = field(default_factory=list)
    of: tuple[str, str] | None = None


@dataclass
class Described:
    """A plan; `report_due` is how many months later, and on which day."""

    years: tuple[int, int]
    districts: list[str]
    parties: list[str]
    report_due: tuple[int, int] | None
    indicators: dict[str, DescribedIndicator]


# --- the plan as YAML -------------------------------------------------------------------------------------------------


def as_plan(plan: Described) -> str:
    """Write the plan that is described; JSON is YAML."""
    text: dict[str, Any] = {
        "civtarget": 1,
        "id": "example",
        "title": "示例",
        "period": f"{plan.years[0]}..{plan.years[1]}",
        "districts": {district: {} for district in plan.districts},
        "parties": {party: {} for party in plan.parties},
        "indicators": {name: _indicator(indicator) for name, indicator in plan.indicators.items()},
    }
    if plan.report_due:
        text["report_due"] = f"{('当月', '次月')[plan.report_due[0]]}{plan.report_due[1]}日"
    return json.dumps(text, ensure_ascii=False)


def _indicator(indicator: DescribedIndicator) -> dict[str, Any]:
    unit = UNITS.get(indicator.kind)
    text = {
        "name": "名称",
        "kind": indicator.kind,
        "unit": unit if unit != "%" else None,
        "target": _bound(indicator.target),
        "each": _bound(indicator.each),
        "districts": indicator.districts,
        "start": _month(indicator.start),
        "by": _month(indicator.by),
        "pace": indicator.pace,
        "reported": indicator.reported,
        "of": {"part": indicator.of[0], "whole": indicator.of[1]} if indicator.of else None,
        "steps": [_step(step, unit) for step in indicator.steps] or None,
    }
    text = {key: value for key, value in text.items() if value is not None}
    if indicator.split is not None:
        text["split"] = {
            name: share if share in (None, DASHES) else _bound(share) for name, share in indicator.split.items()
        }
    return text


def _step(step: DescribedStep, unit: str | None) -> dict[str, Any]:
    text: dict[str, Any] = {"by": _month(step.by)}
    if step.do:
        text["do"] = "事项"
    if step.amount is not None:
        text["target"] = f"{step.amount}%" if step.percent or unit == "%" else str(step.amount)
    if step.districts is not None:
        text["districts"] = step.districts
    if step.recurring:
        text["every"] = "month"
    return text


def _bound(bound: Bound | None) -> str | None:
    if bound is None:
        return None
    sign, low, high = bound
    return {"=": f"{low}", ">=": f">= {low}", "<=": f"<= {high}", "..": f"{low}..{high}"}[sign]


def _month(month: tuple[int, int] | None) -> str | None:
    return None if month is None else f"{month[0]}-{month[1]:02}"


# --- days -------------------------------------------------------------------------------------------------------------


def last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@cache
def days(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(number) for number in range((last - first).days + 1))


def is_quarter_end(day: date) -> bool:
    return day.month % 3 == 0 and (day + timedelta(1)).day == 1


@cache
def linear(pace: str, first: date, last: date, day: date) -> Fraction:
    """Return the share of a window that is past, by weighing every one of its days."""
    window = days(first, last)
    if pace == "months":  # every month weighs the same, and in it every day
        weight = {each: Fraction(1, monthrange(each.year, each.month)[1]) for each in window}
    elif pace == "days":
        weight = dict.fromkeys(window, Fraction(1))
    else:
        weight = {each: Fraction(is_quarter_end(each) or each == last) for each in window}
    return sum((weight[each] for each in window if each <= day), Fraction(0)) / sum(weight.values())


# --- rows -------------------------------------------------------------------------------------------------------------


def is_printed_as(exactly: Fraction, value: int | Fraction) -> bool:
    places = next(places for places in range(50) if (value * 10**places) % 1 == 0)
    half = Fraction(1, 2) / 10**places
    return value - half <= exactly < value + half


def belies(one: Observation, other: Observation, scale: int) -> bool:
    """Whether the two numbers of one row cannot be what another row gives as their rate."""
    if one.value is not None or one.state is not None or one.part is None or one.whole is None or other.value is None:
        return False
    part, whole = one.part, one.whole
    if (part, whole) == (0, 0):
        return False
    if whole <= 0 or part < 0 or (scale == 100 and part > whole):
        return True
    return not is_printed_as(Fraction(part) / whole * scale, other.value)


def agree(rows: list[Observation], scale: int | None) -> bool:
    if scale is not None and any(belies(one, other, scale) for one in rows for other in rows):
        return False
    if any(one.readable != other.readable for one in rows for other in rows):
        return False
    return not any(
        getattr(one, name) is not None
        and getattr(other, name) is not None
        and getattr(one, name) != getattr(other, name)
        for name in ("value", "state", "done_on", "part", "whole")
        for one in rows
        for other in rows
    )


def said(rows: list[Observation], scale: int | None) -> dict[str, Any] | None:
    """Return what rows for one thing and period say together, None if that is unreadable or contradictory."""
    if not agree(rows, scale):
        rows = [
            row
            for row in rows
            if not any(row.submitted and other.submitted and other.submitted > row.submitted for other in rows)
        ]
    if not agree(rows, scale) or not rows[0].readable:
        return None
    names = ("value", "state", "done_on", "part", "whole")
    return {name: next((getattr(row, name) for row in rows if getattr(row, name) is not None), None) for name in names}


@dataclass
class AreaValue:
    """What is known of a value: nothing but that something was reported (`number` is None), all of it, or a floor."""

    end: date
    text: str
    number: int | Fraction | None = None
    is_floor: bool = False
    ratio: tuple[Any, Any] | None = None


class Oracle:
    """Judges the rows on a plan as at the end of a day."""

    def __init__(self, plan: Described, rows: Iterable[Observation], as_of: date) -> None:
        self.plan = plan
        self.as_of = as_of
        self.first, self.last = date(plan.years[0], 1, 1), date(plan.years[1], 12, 31)
        self.rows = [row for row in rows if self.first <= row.period.start and row.period.end <= self.last]

    def cells(self) -> dict[tuple[str, str | None, str | None], tuple[Any, ...]]:
        cells = {}
        for name, indicator in self.plan.indicators.items():
            for step in (None, *range(1, len(indicator.steps) + 1)):
                if step is not None and not self.is_milestone(indicator, indicator.steps[step - 1]):
                    continue
                number = None if step is None else str(step)
                for district in (None, *self.plan.districts, *self.plan.parties):
                    has_share = district in (indicator.split or {})
                    if district in self.plan.parties and not has_share and not self.said_of(name, number, district):
                        continue
                    cells[name, number, district] = self.cell(name, number, district)
        return cells

    def is_milestone(self, indicator: DescribedIndicator, step: DescribedStep) -> bool:
        return step.do and not step.recurring and (indicator.kind == "task" or step.amount is None)

    # --- what was reported of one thing

    def said_of(self, name: str, step: str | None, district: str | None) -> list[Observation]:
        return [
            row
            for row in self.rows
            if (row.subject.indicator, row.subject.step, row.subject.district) == (name, step, district)
        ]

    def reported(self, name: str, step: str | None, district: str | None) -> AreaValue | None:
        indicator = self.plan.indicators[name]
        rows = [row for row in self.said_of(name, step, district) if row.period.end <= self.as_of]
        if not rows:
            return None
        end = max(row.period.end for row in rows)
        text = max((row.period.start, row.period.text) for row in rows if row.period.end == end)[1]
        adds = step is None and indicator.kind in ("count", "amount")
        in_period = adds and indicator.reported == "in-period"
        groups: dict[Any, list[Observation]] = {}
        for row in rows:
            groups.setdefault((row.period.start if in_period else None, row.period.end), []).append(row)
        says = {key: said(group, SCALES.get(indicator.kind)) for key, group in groups.items()}
        nothing = AreaValue(end, text)
        if any(saying is None for key, saying in says.items() if key[1] == end):
            return nothing
        (latest, *_) = sorted((key for key in says if key[1] == end), key=lambda key: key[0] or end, reverse=True)
        if step is not None or indicator.kind == "task":
            return self.task(says[latest], nothing)
        if indicator.kind in SCALES:
            return self.rate(says[latest], nothing, SCALES[indicator.kind])
        if says[latest]["value"] is None:
            return nothing
        if not adds or indicator.reported == "plan-to-date":
            return AreaValue(end, text, says[latest]["value"])
        values = {key: saying["value"] for key, saying in says.items() if saying and saying["value"] is not None}
        begin = date(*indicator.start, 1) if indicator.start else self.first
        return self.added(values, begin, nothing) if in_period else self.over_years(values, begin, nothing)

    def task(self, saying: dict[str, Any], nothing: AreaValue) -> AreaValue:
        state, day = saying["state"], saying["done_on"]
        if state is None and day is None:
            return nothing
        if state is not None and state is not TaskState.DONE and day is not None:
            return nothing
        is_done = state in (TaskState.DONE, None) and (day is None or day <= self.as_of)
        return AreaValue(nothing.end, nothing.text, 1 if is_done else 0)

    def rate(self, saying: dict[str, Any], nothing: AreaValue, scale: int) -> AreaValue:
        value, part, whole = saying["value"], saying["part"], saying["whole"]
        if part is None or whole is None:
            return AreaValue(nothing.end, nothing.text, value)
        if (part, whole) == (0, 0):
            return AreaValue(nothing.end, nothing.text, None, ratio=(0, 0))
        if whole <= 0 or part < 0 or (scale == 100 and part > whole):
            return nothing
        exactly = Fraction(part) / whole * scale
        if value is not None and not is_printed_as(exactly, value):
            return nothing
        return AreaValue(nothing.end, nothing.text, exactly, ratio=(part, whole))

    def over_years(self, values: dict[Any, Any], begin: date, nothing: AreaValue) -> AreaValue:
        total, complete, lowest = Fraction(0), True, Fraction(0)
        for year in range(self.first.year, nothing.end.year + 1):
            ends = [key for key in values if key[1].year == year]
            if ends:
                key = max(ends, key=lambda key: key[1])
                total += values[key]
                lowest = min(lowest, values[key])
            if begin.year <= year < nothing.end.year and (not ends or key[1] != date(year, 12, 31)):
                complete = False
        return self.in_part(total, lowest, nothing, complete=complete)

    def added(self, values: dict[Any, Any], begin: date, nothing: AreaValue) -> AreaValue:
        months = {key: frozenset((day.year, day.month) for day in days(key[0], key[1])) for key in values}
        for whole, value in values.items():
            inner = [key for key in values if months[key] < months[whole]]
            for size in range(1, len(inner) + 1):
                for parts in combinations(inner, size):
                    is_tiling = sorted(m for part in parts for m in months[part]) == sorted(months[whole])
                    if is_tiling and sum(values[part] for part in parts) != value:
                        return nothing
        outer = [key for key in values if not any(months[key] < months[other] for other in values)]
        needed = {(day.year, day.month) for day in days(begin, nothing.end)} if begin <= nothing.end else set()
        complete = needed <= {month for key in outer for month in months[key]}
        total = sum((Fraction(values[key]) for key in outer), Fraction(0))
        return self.in_part(total, min(values[key] for key in outer), nothing, complete=complete)

    def in_part(self, total: Fraction, lowest: Any, nothing: AreaValue, *, complete: bool) -> AreaValue:
        if complete:
            return AreaValue(nothing.end, nothing.text, total)
        return nothing if lowest < 0 else AreaValue(nothing.end, nothing.text, total, is_floor=True)

    # --- the value of a cell

    def duties(self, name: str, step: str | None) -> list[str]:
        indicator = self.plan.indicators[name]
        own = indicator.steps[int(step) - 1].districts if step else None
        named = indicator.districts if own is None else own
        if named is None:
            return []
        return [
            each
            for each in (self.plan.districts if named == "all" else named)
            if (indicator.split or {}).get(each) != DASHES
        ]

    def expected(self, name: str, step: str | None) -> list[str]:
        indicator = self.plan.indicators[name]
        if step is not None or indicator.kind == "task":
            return self.duties(name, step)
        if indicator.split is not None:
            return [each for each, share in indicator.split.items() if share not in (None, DASHES)]
        if any(self.reported(name, None, district) for district in self.plan.districts):
            made_of = [self.plan.indicators[term] for term in indicator.of or ()]
            everyone = self.duties(name, None) or list(self.plan.districts)
            return [one for one in everyone if all((term.split or {}).get(one) != DASHES for term in made_of)]
        return []

    def value(self, name: str, step: str | None, district: str | None) -> tuple[AreaValue | None, Any, Any]:
        """Return what is known of a cell, with how many of how many reported, and who did not."""
        indicator = self.plan.indicators[name]
        if district is not None:
            known = self.reported(name, step, district)
            return (known or self.computed(name, district) if step is None else known), None, ()
        expected = self.expected(name, step)
        everyone = [*self.plan.districts, *self.plan.parties]
        parts = {
            each: known
            for each in everyone
            if (indicator.split or {}).get(each) != DASHES and (known := self.reported(name, step, each))
        }
        own = self.reported(name, step, None)
        if step is not None or indicator.kind == "task":
            if not expected:
                return own, None, ()
            parts = {each: known for each, known in parts.items() if each in expected}
            return self.counted(expected, parts, own)
        ends = [known.end for known in (*parts.values(), own) if known]
        earlier = {}
        if ends:
            if indicator.kind in ("count", "amount"):
                earlier = {each: known for each, known in parts.items() if known.end < max(ends)}
            parts = {each: known for each, known in parts.items() if known.end == max(ends)}
        current = own if own and own.end == max(ends) else None
        if indicator.kind in ("count", "amount", "stock"):
            return self.summed(expected, parts, current, earlier)
        return self.pooled(name, expected, parts, current, is_own_reported=own is not None)

    def counted(
        self, expected: list[str], parts: dict[str, AreaValue], own: AreaValue | None
    ) -> tuple[AreaValue | None, Any, Any]:
        silent = tuple(each for each in expected if each not in parts or parts[each].number is None)
        about = (len(expected) - len(silent), len(expected)), silent
        heard = [known for known in parts.values() if known.number is not None]
        done = sum(known.number == 1 for known in heard)
        everything = [*parts.values(), *([own] if own else [])]
        if not everything:
            return None, *about
        if not silent:
            latest = max(parts.values(), key=lambda known: (known.end, self.start_of(known.text), known.text))
            return AreaValue(latest.end, latest.text, done), *about
        if own and own.number is not None:
            if own.number == 1 and done < len(heard):
                return AreaValue(own.end, own.text, done, is_floor=True), *about
            return AreaValue(own.end, own.text, len(expected) if own.number == 1 else done), *about
        latest = max(everything, key=lambda known: (known.end, self.start_of(known.text), known.text))
        return AreaValue(latest.end, latest.text, done if heard else None, is_floor=bool(heard)), *about

    def summed(
        self, expected: list[str], parts: dict[str, AreaValue], own: AreaValue | None, earlier: dict[str, AreaValue]
    ) -> tuple[AreaValue | None, Any, Any]:
        silent = tuple(
            each for each in expected if each not in parts or parts[each].number is None or parts[each].is_floor
        )
        about = (len(expected) - len(silent), len(expected)) if expected else None, silent
        if not parts and own is None:
            return None, *about
        latest = self.latest(parts, own)
        is_whole = all(known.number is not None and not known.is_floor for known in parts.values())
        numbers = [known.number for known in parts.values() if known.number is not None]
        if expected and not silent and is_whole:
            return AreaValue(latest.end, latest.text, sum(numbers)), *about
        if own and own.number is not None and not own.is_floor:
            return own, *about
        numbers += [known.number for known in earlier.values() if known.number is not None]
        if own and own.number is not None and (not numbers or own.number >= sum(numbers)):
            return own, *about
        if not numbers or min(numbers) < 0:
            return latest, *about
        return AreaValue(latest.end, latest.text, sum(numbers), is_floor=True), *about

    def pooled(
        self,
        name: str,
        expected: list[str],
        parts: dict[str, AreaValue],
        own: AreaValue | None,
        *,
        is_own_reported: bool,
    ) -> tuple[AreaValue | None, Any, Any]:
        silent = tuple(
            each for each in expected if each not in parts or (parts[each].number is None and parts[each].ratio is None)
        )
        about = (len(expected) - len(silent), len(expected)) if expected else None, silent
        ratios = [known.ratio for known in parts.values()]
        can_pool = expected and set(expected) <= set(parts) and all(ratios) and sum(ratio[1] for ratio in ratios)
        if can_pool:
            latest = self.latest(parts, own)
            scale = SCALES[self.plan.indicators[name].kind]
            share = Fraction(sum(ratio[0] for ratio in ratios)) / sum(ratio[1] for ratio in ratios)
            return AreaValue(latest.end, latest.text, share * scale), *about
        if own:
            return own, *about
        computed = None if is_own_reported else self.computed(name, None)
        if computed and (computed.number is not None or not parts):
            return computed, *about
        return (self.latest(parts, None) if parts else None), *about

    def latest(self, parts: dict[str, AreaValue], own: AreaValue | None) -> AreaValue:
        each = max((*parts.values(), *([own] if own else [])), key=lambda one: (self.start_of(one.text), one.text))
        return AreaValue(each.end, each.text)

    def start_of(self, text: str) -> date:
        return next(row.period.start for row in self.rows if row.period.text == text)

    def computed(self, name: str, district: str | None) -> AreaValue | None:
        indicator = self.plan.indicators[name]
        if indicator.of is None or indicator.kind not in SCALES:
            return None
        part, whole = (self.value(each, None, district)[0] for each in indicator.of)
        if part is None or whole is None:
            return None
        unknown = AreaValue(part.end, part.text)
        if part.end != whole.end or part.number is None or whole.number is None or part.is_floor or whole.is_floor:
            return unknown
        if whole.number <= 0 or part.number < 0 or (indicator.kind == "rate" and part.number > whole.number):
            return unknown
        return AreaValue(part.end, part.text, Fraction(part.number) / whole.number * SCALES[indicator.kind])

    # --- what a cell is held against

    def bound(self, name: str, step: str | None, district: str | None) -> Any:
        indicator = self.plan.indicators[name]
        share = (indicator.split or {}).get(district) if district else None
        if share == DASHES:
            return DASHES
        if step is not None or indicator.kind == "task":
            duties = self.duties(name, step)
            if district is not None:
                return ("=", 1, 1) if district in duties else None
            return ("=", len(duties) or 1, len(duties) or 1)
        if district is None:
            return indicator.target
        return share or (indicator.each if district in self.plan.districts else None)

    def deadline(self, name: str, step: str | None) -> date:
        indicator = self.plan.indicators[name]
        by = indicator.steps[int(step) - 1].by if step else indicator.by
        return last_of(*by) if by else self.last

    def due(self, name: str, step: str | None, district: str | None, bound: Bound, day: date) -> Any:
        indicator = self.plan.indicators[name]
        _, low, _ = bound
        end = self.deadline(name, step)
        if low is None:
            return None
        if day >= end:
            return low
        if step is not None or indicator.kind == "task":
            return None
        stepped = [each for each in indicator.steps if each.amount is not None and not each.recurring]
        default = "months" if indicator.kind in ("count", "amount") else "none"
        pace = indicator.pace or ("steps" if stepped else default)
        if pace == "none":
            return None
        if pace == "steps":
            return self.stepped(indicator, stepped, district, low, day)
        begin = date(*indicator.start, 1) if indicator.start else self.first
        return 0 if day < begin else low * linear(pace, begin, end, day)

    def stepped(
        self, indicator: DescribedIndicator, stepped: list[DescribedStep], district: str | None, low: int, day: date
    ) -> Any:
        mine = []
        for step in stepped:
            is_share = step.percent and indicator.kind != "rate"
            if step.districts is None:
                applies = district is None or is_share
            else:
                applies = district is not None and (step.districts == "all" or district in step.districts)
            if applies:
                mine.append((last_of(*step.by), Fraction(low * step.amount, 100) if is_share else step.amount))
        if not mine:
            return None
        return max((each for each in mine if each[0] <= day), default=(None, 0))[1]

    # --- the ten steps

    def cell(self, name: str, step: str | None, district: str | None) -> tuple[Any, ...]:
        known, count, silent = self.value(name, step, district)
        bound = self.bound(name, step, district)
        due = None
        if isinstance(bound, tuple):
            due = self.due(name, step, district, bound, known.end if known else self.as_of)
        verdict = self.verdict(name, step, district, known, bound)
        number, is_floor, text = (known.number, known.is_floor, known.text) if known else (None, False, None)
        return verdict, number, is_floor, due, text, count, silent

    def verdict(self, name: str, step: str | None, district: str | None, known: AreaValue | None, bound: Any) -> str:
        if bound == DASHES:
            return "not-applicable"
        if bound is None:
            return "no-target"
        if known is not None and known.number is None:
            return "unchecked"
        sign, low, high = bound
        passed = self.as_of >= self.deadline(name, step)
        if known is None:
            return "not-reported" if self.is_overdue(name, step, district, bound) else "not-due"
        is_exact_standard = self.plan.indicators[name].kind == "standard" and sign == "="
        if known.is_floor:
            if sign in ("<=", "..") and known.number > high:
                return "exceeded"
            return "met" if sign in ("=", ">=") and known.number >= low else "unchecked"
        if sign == "<=":
            if known.number > high:
                return "exceeded"
            return "met" if passed else "on-pace"
        if sign == ".." and known.number > high:
            return "exceeded"
        if known.number == low if is_exact_standard else known.number >= low:
            return "met"
        if passed:
            return "missed"
        due = self.due(name, step, district, bound, known.end)
        if due is None:
            return "not-due"
        return "on-pace" if known.number >= due else "behind"

    def is_overdue(self, name: str, step: str | None, district: str | None, bound: Bound) -> bool:
        end = self.deadline(name, step)
        if self.plan.report_due is None:
            return self.as_of >= end or (self.due(name, step, district, bound, self.as_of) or 0) > 0
        start = None if step else self.plan.indicators[name].start
        begin = date(*start, 1) if start else self.first
        quarters = [day for day in days(begin, end) if is_quarter_end(day)] if begin <= end else []
        owing = [day for day in quarters if (self.due(name, step, district, bound, day) or 0) > 0]
        period = min((*owing, end))
        months, day = self.plan.report_due
        year, month = divmod(period.year * 12 + period.month - 1 + months, 12)
        return self.as_of >= min(date(year, month + 1, 1) + timedelta(day - 1), last_of(year, month + 1))
