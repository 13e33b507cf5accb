"""Which part of a scorecard somebody asked for: some districts, offices, indicators, verdicts."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from civtarget.errors import CivtargetError
from civtarget.language import Text
from civtarget.model.lookup import NameIndex, PlanNames, is_whole_area
from civtarget.model.phrases import listed
from civtarget.model.plan import Body, Identifier, Indicator, Plan, Unread, readable
from civtarget.scorecard.verdicts import VERDICT_NAMES, Cell, Verdict

Owner = TypeVar("Owner")


class NarrowingError(CivtargetError):
    """What was asked for is not in the plan."""


@dataclass(frozen=True, slots=True)
class CellFilter:
    """The cells that are asked for: None where all are; among `districts`, None stands for the whole area."""

    indicators: frozenset[Identifier] | None = None
    districts: frozenset[str | None] | None = None
    verdicts: frozenset[Verdict] | None = None

    def shows(self, cell: Cell) -> bool:
        """Whether `cell` is asked for."""
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
    Return what the options of a command line ask for, each entry one name or several with commas between.

    Names are matched as in submissions; an office asks for the indicators that it answers for.

    Raises
    ------
    NarrowingError
        The plan, or the list of verdicts, has no such name.
    """
    names = PlanNames(plan)
    asked_offices = _found("--office", offices, NameIndex(_office_names(plan)))
    asked_indicators = _found("--indicator", indicators, names.indicators)
    if asked_offices is not None:
        theirs = frozenset(_indicators_of(asked_offices, plan))
        asked_indicators = theirs if asked_indicators is None else theirs & asked_indicators
    return CellFilter(
        indicators=asked_indicators,
        districts=_found_districts(districts, names.areas),
        verdicts=_found("--only", verdicts, NameIndex(_verdict_names())),
    )


def _found_districts(entries: Iterable[str], directory: NameIndex[str]) -> frozenset[str | None] | None:
    asked = tuple(_split(entries))
    whole_area: frozenset[str | None] = frozenset([None]) if any(map(is_whole_area, asked)) else frozenset()
    districts = _found("--district", (name for name in asked if not is_whole_area(name)), directory)
    return whole_area | (districts or frozenset()) if asked else None


def _found(option: str, entries: Iterable[str], directory: NameIndex[Owner]) -> frozenset[Owner] | None:
    found: set[Owner] = set()
    for name in _split(entries):
        owner = directory.find(name)
        if owner is None:
            raise NarrowingError(_unknown(option, name, directory.suggestion(name)))
        found.add(owner)
    return frozenset(found) or None


def _split(entries: Iterable[str]) -> Iterator[str]:
    for entry in entries:
        yield from (name for part in entry.replace("，", ",").split(",") if (name := part.strip()))


def _unknown(option: str, name: str, suggestion: str | None) -> Text:
    hint = Text(f"：是否应为“{suggestion}”？", f': is "{suggestion}" meant?') if suggestion else Text("", "")
    if option == "--only" and not suggestion:
        names = listed(text.zh for text in VERDICT_NAMES.values())
        hint = Text(f"（有：{names.zh}）", f" (there are: {', '.join(VERDICT_NAMES)})")
    return Text(f"{option}：没有“{name}”{hint.zh}", f'{option}: there is no "{name}"{hint.en}')


def _office_names(plan: Plan) -> Iterator[tuple[str, str]]:
    offices: Mapping[str, Body] = readable(plan, "offices") or {}
    for name, office in offices.items():
        yield name, name
        with suppress(Unread):
            yield from ((text, name) for text in (office.en, *office.aliases) if text)


def _indicators_of(offices: frozenset[str], plan: Plan) -> Iterator[Identifier]:
    """Yield the indicators that one of `offices` answers for, and those of which that could not be read."""
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
"""What offices call verdicts, too."""


def _verdict_names() -> Iterator[tuple[str, Verdict]]:
    yield from _OTHER_NAMES.items()
    for verdict, text in VERDICT_NAMES.items():
        yield from ((name, verdict) for name in (verdict, text.zh, text.en))
