"""
Phrases of messages in both languages: numbers with their units, bounds, names and lists of names.

They are values of messages (`language.Text`): what they are made of can be compared, and is written at the very end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from civtarget.language import NOTHING, Language, Text, Value, joined
from civtarget.model.plan import Body, District, Path, Plan, Relative, readable
from civtarget.model.workspace import Linked
from civtarget.notation.quantity import Exact, Quantity, exact, write_bound, write_number, write_quantity
from civtarget.notation.units import PERCENT, POINTS

MOST_NAMES = 10
"""The most names that a message lists; a plan may have thousands."""

_PLACES, _MOST_PLACES = 2, 40
"""Decimals of a rounded number, and how many it gets at most to be told from its neighbours."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact number in a message, in the base unit `unit`; a `bare` one has its unit in Chinese only."""

    number: Exact
    unit: str = ""
    bare: bool = False

    def in_language(self, language: Language) -> str:
        """Write the number with its unit."""
        if self.bare and language is Language.EN:
            return write_number(self.number, language)
        return write_quantity(self.number, self.unit, language)


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound in a message, in the notation of plans."""

    quantity: Quantity

    def in_language(self, language: Language) -> str:
        """Write the bound."""
        return write_bound(self.quantity, language)


def name_of(linked: Linked, seen_from: Plan) -> Text:
    """Write the name of an indicator, with its district if it is a share, and its plan if that is another one."""
    name, district = Text("“{name}”", '"{name}"', name=linked.indicator.name.text), linked.district
    if district is not None:
        name = Text("{name}（{district}）", "{name} ({district})", name=name, district=area_name(district, linked.plan))
    if linked.plan is not seen_from:
        name = Text("{plan} 的{name}", "{name} in {plan}", name=name, plan=linked.plan.id)
    return name


def rounded(value: Exact, apart: Iterable[Exact] = ()) -> Exact:
    """
    Round `value` half up to two decimals, or to as many as keep it on its own side of each number in `apart`.

    It stays as it is where no finite number of decimals does that (a third beside the same third), or only very many.
    """
    apart = tuple(apart)
    for places in range(_PLACES, _MOST_PLACES + 1):
        size = 10**places
        short = exact(Fraction(floor(value * size + Fraction(1, 2)), size))
        if all((short > each) == (value > each) and (short < each) == (value < each) for each in apart):
            return short
    return value


def quantity_text(value: Exact, unit: str = "", *, approximate: bool = False) -> Text:
    """Write a value in the base unit `unit`: 3.7万人次, 37,000 person-times; 约100张 where it is no exact figure."""
    amount = Amount(value, unit)
    if approximate:
        return Text("约{amount}", "about {amount}", amount=amount)
    return Text("{amount}", "{amount}", amount=amount)


def gap_text(gap: Exact, unit: str) -> Text:
    """Write the distance between two values in `unit`: percentages are percentage points apart."""
    return quantity_text(max(gap, -gap), POINTS if unit == PERCENT else unit)


def gap_between(actual: Exact, expected: Exact, unit: str) -> Text:
    """Write the distance between two values that are themselves written with their unit."""
    gap = max(actual - expected, expected - actual)
    return gap_text(gap, unit) if unit == PERCENT else bare_text(gap, unit)


def bare_text(value: Exact, unit: str) -> Text:
    """Write a value next to another one in the same unit: in English without the unit, but for the sign %."""
    return Text("{amount}", "{amount}", amount=Amount(value, unit, bare=unit != PERCENT))


def bound_text(quantity: Quantity) -> Text:
    """Write a bound in the notation of plans."""
    return Text("{bound}", "{bound}", bound=Bound(quantity))


def relative_text(relative: Relative, name: Text) -> Text:
    """Write a bound relative to the indicator called `name`: at least 1.3 times "…", 30%-40% of last year's "…"."""
    factor = relative.factor
    year = Text("上年", "last year's ") if relative.previous else NOTHING
    if factor.figure < 1:
        bound = Bound(factor.times(100, PERCENT))
        return Text("{year}“{name}”的 {bound}", '{bound} of {year}"{name}"', year=year, name=name, bound=bound)
    return Text("{year}“{name}”的 {bound}倍", '{bound} times {year}"{name}"', year=year, name=name, bound=Bound(factor))


def listed(names: Iterable[Value], *, most: int | None = None) -> Text:
    """Join names as each language does: all of them, or the first `most` and how many there are."""
    names = tuple(names)
    text, rest = joined(names[:most]), len(names[most:]) if most is not None else 0
    if not rest:
        return text
    return Text("{names}等 {number} 个", "{names} and {rest} more", names=text, number=len(names), rest=rest)


def dotted(path: Path) -> str:
    """Write a path of keys as it is shown to people: `indicators.beds.split`."""
    return ".".join(path)


def area_name(name: str | None, plan: Plan | None) -> Text:
    """Return the name of a district or party in either language; None is the whole area."""
    if name is None:
        return Text("全域", "whole area")
    return Text(name, _english(name, plan, "districts", "parties"))


def areas_listed(names: Iterable[str], plan: Plan | None, *, most: int | None = None) -> Text:
    """Join the names of districts and parties, as each language does."""
    return listed((area_name(name, plan) for name in names), most=most)


def office_name(name: str, plan: Plan | None) -> Text:
    """Return the name of an office in either language."""
    return Text(name, _english(name, plan, "offices"))


def _english(name: str, plan: Plan | None, *sections: str) -> str:
    """Return the English name of an entry in one of these sections, or else its own: then there is no other."""
    for section in sections:
        entries: Mapping[str, District | Body] = readable(plan, section) or {}
        if name in entries:
            return readable(entries[name], "en") or name
    return name
