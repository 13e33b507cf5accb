"""Phrases of messages in both languages: numbers with their units, bounds, lists of names."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from fractions import Fraction
from math import floor

from civtarget.language import Language, Text
from civtarget.model.plan import Body, District, Path, Plan, Relative, Unread, readable
from civtarget.model.workspace import Linked
from civtarget.notation.quantity import Exact, Quantity, exact, write_bound, write_number, write_quantity
from civtarget.notation.units import PERCENT, POINTS


def name_of(linked: Linked, seen_from: Plan) -> Text:
    """Write the name of an indicator, with its district if it is a share, and its plan if that is another one."""
    name, district = linked.indicator.name.text, linked.district
    area = Text(f"（{district}）", f" ({district})") if district is not None else Text("", "")
    plan = Text(f"{linked.plan.id} 的", f" in {linked.plan.id}") if linked.plan is not seen_from else Text("", "")
    return Text(f"{plan.zh}“{name.zh}”{area.zh}", f'"{name.en}"{area.en}{plan.en}')


MOST_NAMES = 10
"""How many names a message lists; a plan may have thousands."""


_PLACES, _MOST_PLACES = 2, 40
"""Decimals of a rounded number, and how many it gets at most to be told from its neighbours."""


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


def quantity_text(value: Exact, unit: str, *, approximate: bool = False) -> Text:
    """Write a value in the base unit `unit`: 3.7万人次, 37,000 person-times; 约100张 where it is no exact figure."""
    zh, en = write_quantity(value, unit, Language.ZH), write_quantity(value, unit, Language.EN)
    return Text(f"约{zh}", f"about {en}") if approximate else Text(zh, en)


def gap_text(gap: Exact, unit: str) -> Text:
    """Write the distance between two values in `unit`: percentages are percentage points apart."""
    return quantity_text(max(gap, -gap), POINTS if unit == PERCENT else unit)


def gap_between(actual: Exact, expected: Exact, unit: str) -> Text:
    """Write the distance between two values that are themselves written with their unit."""
    gap = actual - expected if actual > expected else expected - actual
    text = gap_text(gap, unit)
    return text if unit == PERCENT else Text(text.zh, write_number(gap, Language.EN))


def bare_text(value: Exact, unit: str) -> Text:
    """Write a value next to another one in the same unit: in English without the unit, but for the sign %."""
    if unit == PERCENT:
        return quantity_text(value, unit)
    return Text(quantity_text(value, unit).zh, write_number(value, Language.EN))


def bound_text(quantity: Quantity) -> Text:
    """Write a bound in the notation of plans."""
    return Text(write_bound(quantity, Language.ZH), write_bound(quantity, Language.EN))


def relative_text(relative: Relative, name: Text) -> Text:
    """Write a bound relative to the indicator called `name`: at least 1.3 times "…", 30%-40% of last year's "…"."""
    factor = relative.factor
    share = factor.figure < 1
    bound = bound_text(factor.times(100, PERCENT) if share else factor)
    of = " of " if share else " times "
    year = Text("上年", "last year's ") if relative.previous else Text("", "")
    times = "" if share else "倍"
    return Text(f"{year.zh}“{name.zh}”的 {bound.zh}{times}", f'{bound.en}{of}{year.en}"{name.en}"')


def listed(names: Iterable[str], *, most: int | None = None) -> Text:
    """Join names as each language does: all of them, or the first `most` and how many there are."""
    names = tuple(names)
    shown = names[:most]
    text = Text("、".join(shown), ", ".join(shown))
    rest = len(names) - len(shown)
    return Text(f"{text.zh}等 {len(names)} 个", f"{text.en} and {rest} more") if rest else text


def dotted(path: Path) -> str:
    """Write a path of keys as it is shown to people: `indicators.beds.split`."""
    return ".".join(path)


def area_name(name: str | None, plan: Plan | None) -> Text:
    """Return the name of a district or party; None is the whole area."""
    if name is None:
        return Text("全域", "whole area")
    return Text(name, readable(_entries(plan).get(name), "en") or name)


def areas_listed(names: Iterable[str], plan: Plan | None) -> Text:
    """Join the names of districts and parties, as each language does."""
    texts = [area_name(name, plan) for name in names]
    return Text(listed(text.zh for text in texts).zh, listed(text.en for text in texts).en)


def with_english_names(text: str, plan: Plan | None) -> str:
    """
    Replace districts and parties by their English names: messages name them as the plan does, for scripts.

    A path such as `indicators.beds.split.武进区` stays as it is: it is an address in the file.
    """
    for name in sorted(_entries(plan), key=len, reverse=True):
        if name in text:
            text = area_name(name, plan).en.join(re.split(rf"(?<!\.){re.escape(name)}", text))
    return text


def english_names(*plans: Plan) -> list[tuple[str, str]]:
    """Return the names of districts and parties with their English ones, for several plans, the longest names first."""
    names = {name: area_name(name, plan).en for plan in plans for name in _entries(plan)}
    return sorted(((name, en) for name, en in names.items() if en != name), key=lambda each: len(each[0]), reverse=True)


def _entries(plan: Plan | None) -> Mapping[str, District | Body]:
    with suppress(Unread):  # its finding says so
        return {**plan.districts, **plan.parties} if plan is not None else {}
    return {}
