"""Renames: indicators of the same name or the same content, districts of the same code or alias."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from civtarget.comparison.change import Versions
from civtarget.comparison.indicators import INDICATOR_ASPECTS, indicator_pair
from civtarget.comparison.pairs import Renamed
from civtarget.comparison.records import compared
from civtarget.model.plan import Identifier, Indicator, Plan, Unread, readable
from civtarget.notation.quantity import Quantity

_MOST_CANDIDATES = 20
"""With more indicators of one content none can be matched by it."""
_CONTENT = {field: each for field, each in INDICATOR_ASPECTS.items() if field not in ("name", "item", "note")}


def renamed_between(old_plan: Plan, new_plan: Plan) -> Renamed:
    """Return the names in the new plan of the parts of the old one."""
    plans = Versions(old_plan, new_plan)
    districts, parties, offices = (
        _entries_renamed(*_sections(plans, section)) for section in ("districts", "parties", "offices")
    )
    known = Renamed({}, districts | parties, offices, is_one_plan=_have_one_identifier(plans))
    return replace(known, indicators=_indicators_renamed(plans, known))


def _have_one_identifier(plans: Versions[Plan]) -> bool:
    with suppress(Unread):
        return plans.old.id == plans.new.id
    return True


def _sections(plans: Versions[Plan], section: str) -> Versions[Mapping[Any, Any]]:
    """Return a section of both plans; one that could not be read is empty, so that nothing in it is matched."""
    return Versions(*(readable(plan, section) or {} for plan in plans))


def _indicators_renamed(plans: Versions[Plan], known: Renamed) -> Mapping[str, str]:
    old, new = _sections(plans, "indicators")
    found: dict[str, str] = {each: each for each in old if each in new}
    for olds, news in _candidates(old, new, found, _name_key):
        if len(olds) == len(news) == 1:
            found[olds[0]] = news[0]
    for olds, news in _candidates(old, new, found, _content_key):
        found.update(_same_content(plans, replace(known, indicators=dict(found)), olds, news))
    return found


def _candidates(
    old: Mapping[str, Indicator],
    new: Mapping[str, Indicator],
    found: Mapping[str, str],
    key: Callable[[Indicator], Hashable],
) -> list[tuple[Sequence[str], Sequence[str]]]:
    """Return the old and the new indicators that share a key, of those that are not matched yet."""
    now = frozenset(found.values())
    gone = _by_key({each: value for each, value in old.items() if each not in found}, key)
    come = _by_key({each: value for each, value in new.items() if each not in now}, key)
    return [(gone[shared], come[shared]) for shared in gone if shared in come]


def _by_key(indicators: Mapping[str, Indicator], key: Callable[[Indicator], Hashable]) -> dict[Hashable, list[str]]:
    found: dict[Hashable, list[str]] = defaultdict(list)
    for name, indicator in indicators.items():
        with suppress(Unread):
            shared = key(indicator)
            if shared is not None:
                found[shared].append(name)
    return found


def _name_key(indicator: Indicator) -> Hashable:
    return "".join(indicator.name.zh.split())


def _content_key(indicator: Indicator) -> Hashable:
    """Return a key that indicators of the same content share, or None where there is too little content."""
    target = indicator.target
    figure = (target.op, target.low, target.high) if isinstance(target, Quantity) else target is None
    split = None if indicator.split is None else len(indicator.split)
    if target is None and split is None and indicator.each is None and not indicator.steps:
        return None
    return indicator.kind, indicator.unit_name, figure, split


def _same_content(
    plans: Versions[Plan], renamed: Renamed, olds: Sequence[str], news: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield the pairs of an old and a new indicator, where exactly one of each has the same content."""
    if len(olds) > _MOST_CANDIDATES or len(news) > _MOST_CANDIDATES:
        return
    alike = [
        (old, new)
        for old in olds
        for new in news
        if next(compared(indicator_pair(plans, renamed, Identifier(old), Identifier(new)), _CONTENT), None) is None
    ]
    for old, new in alike:
        if sum(old == each for each, _ in alike) == sum(new == each for _, each in alike) == 1:
            yield old, new


def _entries_renamed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """Pair districts, parties or offices: by name, by code, by an alias that is or was the other's name."""
    found = {each: each for each in old if each in new}
    gone = {each: value for each, value in old.items() if each not in found}
    come = {each: value for each, value in new.items() if each not in found}
    answering: dict[str, list[str]] = defaultdict(list)
    for other, entry in come.items():
        for spelling in _spellings(other, entry):
            answering[spelling].append(other)
    pairs = {
        (one, other)
        for one, entry in gone.items()
        for spelling in _spellings(one, entry)
        for other in answering[spelling]
        if _same_entry((one, entry), (other, come[other]))
    }
    olds, news = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    return found | {one: other for one, other in pairs if olds[one] == news[other] == 1}


def _spellings(name: str, entry: Any) -> frozenset[str]:
    """Return the names, aliases and code of a district, party or office."""
    with suppress(Unread):
        return frozenset(each for each in (name, getattr(entry, "code", None), *entry.aliases) if each is not None)
    return frozenset((name,))


def _same_entry(one: tuple[str, Any], other: tuple[str, Any]) -> bool:
    with suppress(Unread):
        codes = [getattr(entry, "code", None) for _, entry in (one, other)]
        if codes[0] is not None and codes[1] is not None:
            return bool(codes[0] == codes[1])
        return one[0] in other[1].aliases or other[0] in one[1].aliases
    return False
