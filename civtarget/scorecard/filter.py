"""Filters over the cells of a scorecard: districts, offices, indicators, verdicts."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from civtarget.errors import Argument, CivtargetError
from civtarget.language import Text, Value
from civtarget.model.lookup import NameIndex, PlanNames, is_whole_area
from civtarget.model.phrases import listed
from civtarget.model.plan import Body, Identifier, Indicator, Plan, Unread, readable
from civtarget.scorecard.verdicts import VERDICT_NAMES, ScorecardCell, Verdict
from civtarget.spelling import did_you_mean_after_colon

Owner = TypeVar("Owner")


class FilterError(CivtargetError):
    """A filter names something that the plan, or the list of verdicts, does not have."""


@dataclass(frozen=True, slots=True)
class CellFilter:
    """A filter over cells, by three sets, each None where all pass; among `districts`, None is the whole area."""

    indicators: frozenset[Identifier] | None = None
    districts: frozenset[str | None] | None = None
    verdicts: frozenset[Verdict] | None = None

    def shows(self, cell: ScorecardCell) -> bool:
        """Tell whether `cell` passes."""
        return (
            (self.indicators is None or cell.indicator in self.indicators)
            and (self.districts is None or cell.district in self.districts)
            and (self.verdicts is None or cell.verdict in self.verdicts)
        )


EVERY_CELL = CellFilter()


def read_filter(
    plan: Plan, *, districts: Iterable[str], offices: Iterable[str], indicators: Iterable[str], verdicts: Iterable[str]
) -> CellFilter:
    """
    Return a filter by names, each entry one name or several with commas between.

    Names are matched as in submissions; an office lets through the indicators that it answers for.

    Raises
    ------
    FilterError
        The plan, or the list of verdicts, has no such name.
    """
    names = PlanNames(plan)
    found_offices = _found(Argument("offices"), offices, NameIndex(_office_names(plan)))
    found_indicators = _found(Argument("indicators"), indicators, names.indicators)
    if found_offices is not None:
        theirs = frozenset(_indicators_of(found_offices, plan))
        found_indicators = theirs if found_indicators is None else theirs & found_indicators
    return CellFilter(
        indicators=found_indicators,
        districts=_found_districts(districts, names.areas),
        verdicts=_found(Argument("verdicts"), verdicts, NameIndex(_verdict_names())),
    )


def _found_districts(entries: Iterable[str], index: NameIndex[str]) -> frozenset[str | None] | None:
    asked = tuple(_split(entries))
    whole_area: frozenset[str | None] = frozenset([None]) if any(map(is_whole_area, asked)) else frozenset()
    districts = _found(Argument("districts"), (name for name in asked if not is_whole_area(name)), index)
    return whole_area | (districts or frozenset()) if asked else None


def _found(option: Value, entries: Iterable[str], index: NameIndex[Owner]) -> frozenset[Owner] | None:
    found: set[Owner] = set()
    for name in _split(entries):
        owner = index.find(name)
        if owner is None:
            raise FilterError(_unknown(option, name, index.suggestion(name)))
        found.add(owner)
    return frozenset(found) or None


def _split(entries: Iterable[str]) -> Iterator[str]:
    for entry in entries:
        yield from (name for part in entry.replace("，", ",").split(",") if (name := part.strip()))


def _unknown(option: Value, name: str, suggestion: str | None) -> Text:
    hint = did_you_mean_after_colon(suggestion)
    if option == Argument("verdicts") and not suggestion:
        names = listed(text.zh for text in VERDICT_NAMES.values())
        hint = Text(
            "（有：{names}）", " (there are: {verdict_names})", names=names, verdict_names=", ".join(VERDICT_NAMES)
        )
    return Text(
        "{option}：没有“{name}”{hint}", '{option}: there is no "{name}"{hint}', option=option, name=name, hint=hint
    )


def _office_names(plan: Plan) -> Iterator[tuple[str, str]]:
    offices: Mapping[str, Body] = readable(plan, "offices") or {}
    for name, office in offices.items():
        yield name, name
        with suppress(Unread):
            yield from ((text, name) for text in (office.en, *office.aliases) if text)


def _indicators_of(offices: frozenset[str], plan: Plan) -> Iterator[Identifier]:
    """Yield the indicators that one of `offices` answers for, and those whose offices could not be read."""
    for identifier, indicator in plan.indicators.items():
        try:
            if offices & set(_offices_of(indicator, plan)):
                yield identifier
        except Unread:
            yield identifier


def _offices_of(indicator: Indicator, plan: Plan) -> Iterator[str]:
    yield from plan.responsible if indicator.offices is None else indicator.offices.everyone
    for step in indicator.steps:
        yield from step.offices.everyone if step.offices is not None else ()


_OTHER_NAMES = {
    "已完成": Verdict.MET,
    "未完成": Verdict.MISSED,
    "达序时": Verdict.ON_PACE,
    "未报送": Verdict.NOT_REPORTED,
    "超上限": Verdict.EXCEEDED,
    "无法核对": Verdict.UNCHECKED,
}
"""Other names that offices use for verdicts."""


def _verdict_names() -> Iterator[tuple[str, Verdict]]:
    yield from _OTHER_NAMES.items()
    for verdict, text in VERDICT_NAMES.items():
        yield from ((name, verdict) for name in (verdict, text.zh, text.en))
