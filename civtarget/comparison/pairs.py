"""
Pairs of an old and a new record with their places: the argument of every comparison, and the maker of its changes.

An `Aspect` is the comparison of one key of such a pair.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from civtarget.comparison.change import Change, Direction, Side, Versions
from civtarget.comparison.phrases import NOTHING
from civtarget.language import Text
from civtarget.model.phrases import area_name, office_name
from civtarget.model.plan import Identifier, Indicator, Path, Plan, Reference
from civtarget.notation.quantity import Exact, exact


def places(old: Path, new: Path) -> Versions[Path]:
    """Return the places of something in the old plan and in the new one."""
    return Versions(old, new)


@dataclass(frozen=True)
class Renamed:
    """
    The names in the new plan of indicators, districts, parties and offices of the old one; those left out are gone.

    With `is_one_plan` they are versions of one plan, else the plans may be of different years. `others` has the new
    names of other plans and of their parts: by the side, 0 for the old one, and their identifier there.
    """

    indicators: Mapping[str, str]
    areas: Mapping[str, str]
    offices: Mapping[str, str]
    is_one_plan: bool = True
    others: "Others" = field(default_factory=dict)

    def indicator(self, name: str, side: int) -> str:
        """Return the name in both plans of an indicator that one calls `name`; `?name` where the other has none."""
        return _known(self.indicators, self._indicators_now, name, side)

    def area(self, name: str, side: int) -> str:
        """Return the name in both plans of a district or party, likewise."""
        return _known(self.areas, self._areas_now, name, side)

    @cached_property
    def _indicators_now(self) -> frozenset[str]:
        return frozenset(self.indicators.values())

    @cached_property
    def _areas_now(self) -> frozenset[str]:
        return frozenset(self.areas.values())

    def reference(self, reference: Reference | None, plans: Versions[Plan], side: int) -> object:
        """Return a reference by its meaning in both plans; the plan's own ID may be left out."""
        if reference is None:
            return None
        plan, there = None, self
        if reference.plan is not None and reference.plan != plans[side].id:
            if (side, reference.plan) not in self.others:
                return reference
            plan, there = self.others[side, reference.plan]
        district = reference.district
        known = None if district is None else there.area(district, side)
        return plan, there.indicator(reference.indicator, side), known


Others = Mapping[tuple[int, str], tuple[str, Renamed]]


def _known(renamed: Mapping[str, str], now: frozenset[str], name: str, side: int) -> str:
    """Return the new name of something that is in both plans, or `?name`."""
    if side == 0:
        return renamed.get(name, f"?{name}")
    return name if name in now else f"?{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPair:
    """
    Two versions of one record, at `paths`.

    `within` is their name in a message, such as 步骤“审批”的: nothing for the indicator itself, whose name comes before
    the message.
    """

    plans: Versions[Plan]
    renamed: Renamed
    records: Versions[Any]
    paths: Versions[Path]
    indicators: Versions[Indicator] | None = None
    within: Text = NOTHING
    indicator: Identifier | None = None
    indicator_name: Text | None = None
    step: str | None = None

    def label(self, text: Text) -> Text:
        """Return the label of a value together with that of the record that it belongs to."""
        return Text("{within}{text}", "{text}{within}", within=self.within, text=text)

    def area(self, name: str) -> Text:
        """Return the name of a district or party of either plan."""
        return _name_in(self.plans, area_name, name)

    def office(self, name: str) -> Text:
        """Return the name of an office of either plan."""
        return _name_in(self.plans, office_name, name)

    def values(self, field: str) -> Versions[Any]:
        """
        Return a field of both records.

        Raises
        ------
        Unread
            One of the two could not be read.
        """
        return Versions(getattr(self.records.old, field), getattr(self.records.new, field))

    @property
    def units(self) -> Versions[str]:
        """The units in which the numbers of both indicators are."""
        if self.indicators is None:
            return Versions("", "")
        return Versions(self.indicators.old.unit_name, self.indicators.new.unit_name)

    def part(self, keys: Versions[Path], records: Versions[Any], within: Text = NOTHING) -> "RecordPair":
        """Return the pair of two records below these."""
        paths = Versions(self.paths.old + keys.old, self.paths.new + keys.new)
        return replace(self, records=records, paths=paths, within=self.label(within) if within.zh else self.within)

    def change(
        self,
        keys: str | Versions[Path],
        direction: Direction,
        message: Text,
        texts: tuple[Text | None, Text | None],
        *,
        numbers: tuple[Exact | None, Exact | None] = (None, None),
        unit: str | None = None,
        district: str | None = None,
    ) -> Change:
        """Make a change of the parts under `keys` in these records."""
        below = Versions((keys,), (keys,)) if isinstance(keys, str) else keys
        paths = Versions(self.paths.old + below.old, self.paths.new + below.new)
        old, new = numbers
        return Change(
            aspect=_aspect(paths.new),
            direction=direction,
            message=message,
            old=Side(paths.old, texts[0], old),
            new=Side(paths.new, texts[1], new),
            indicator=self.indicator,
            indicator_name=self.indicator_name,
            district=district,
            step=self.step,
            gap=None if old is None or new is None else exact(Fraction(new) - old),
            unit=unit or None,
        )


def _name_in(plans: Versions[Plan], name_in: Callable[[str, Plan], Text], name: str) -> Text:
    """Return a name as the new plan has it, or else the old one."""
    now = name_in(name, plans.new)
    return now if now.en != name else name_in(name, plans.old)


_DEPTH_OF_INDICATOR = 2


def _aspect(path: Path) -> str:
    """Return the keys of a path without the names and numbers that differ from plan to plan."""
    if path[0] != "indicators":
        return path[0]
    keys = [each for each in path[_DEPTH_OF_INDICATOR:] if not each.isdecimal()]
    if not keys:
        return "indicators"
    return keys[0] if keys[0] in ("split", "baselines", "offices", "districts") else ".".join(keys[:2])


Comparer = Callable[[RecordPair, str, Text], Iterator[Change]]
"""Yields the changes of a key of two records, which messages call by a label."""


class Aspect(NamedTuple):
    """The comparison of one key of a record, and the label of the key."""

    compare: Comparer
    label: Text
