"""
Look-up of the indicators, districts, parties and steps of a plan by their names in a submission.

An entry is matched by its ID, its name in either language, a code or an alias, whatever their width, case and spaces. A
name that matches nothing is never guessed: the nearest known spelling is suggested. One that two share means neither.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from civtarget.model.plan import Identifier, Plan, readable
from civtarget.notation.chinese import DIGITS, UP_TO_TWELVE
from civtarget.spelling import nearest

Owner = TypeVar("Owner")

_LONGEST = 100
_INVISIBLE = dict.fromkeys((8203, 8204, 8205, 8288, 65279))
_WHOLE_AREA = frozenset(
    ("全市", "全区", "全县", "全域", "合计", "总计", "全市合计", "全区合计", "全县合计", "全市总计", "全区总计")
) | {"total", "wholearea", "city", "citytotal", "grandtotal"}
_NUMBER = re.compile(rf"(?:第|步骤|step|no\.?)?(\d{{1,3}}|[{DIGITS[1:]}十])(?:步|[.、])?", re.ASCII)


def folded(text: str) -> str:
    """Return `text` in one width and case, with every stretch of white space as one space."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_INVISIBLE).casefold().split())


def squeezed(text: str) -> str:
    """Return `text` folded and without spaces: 合　计 is 合计."""
    return folded(text).replace(" ", "")


def is_whole_area(text: str) -> bool:
    """Tell whether `text` means the whole area: 全市, 全区, 合计, or an empty cell."""
    name = squeezed(text[:_LONGEST])
    return not name or name in _WHOLE_AREA


class NameIndex(Generic[Owner]):
    """An index from spellings to their owners; where spellings are the same, those given first go before later ones."""

    def __init__(self, *ranks: Iterable[tuple[str, Owner]]) -> None:
        self._ranks = tuple(_index(rank) for rank in ranks)
        self._spellings = {key: text for _, spellings in reversed(self._ranks) for key, text in spellings.items()}
        self._owners: dict[str, tuple[Owner, ...]] = {}
        self._nearest: dict[str, str | None] = {}

    def matches(self, text: str) -> tuple[Owner, ...]:
        """Return all owners of the name `text`: none, one, or several that share it."""
        if text not in self._owners:
            self._owners[text] = self._look_up(text)
        return self._owners[text]

    def _look_up(self, text: str) -> tuple[Owner, ...]:
        if len(text) > 2 * _LONGEST:
            return ()
        for key in (folded(text), squeezed(text)):
            for index, _ in self._ranks:
                if key in index:
                    return tuple(index[key])
        return ()

    def find(self, text: str) -> Owner | None:
        """Return the only owner of the name `text`, or None."""
        matches = self.matches(text)
        return matches[0] if len(matches) == 1 else None

    def suggestion(self, text: str) -> str | None:
        """Return the known spelling that is most like `text`, or None if none is near."""
        key = folded(text[: _LONGEST + 1])
        if len(key) > _LONGEST:
            return None
        if key not in self._nearest:
            near = nearest(key, self._spellings)
            self._nearest[key] = None if near is None else self._spellings[near]
        return self._nearest[key]


class PlanNames:
    """The name indexes of one plan, without the entries that could not be read."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._indicators: Mapping[Identifier, Any] = readable(plan, "indicators") or {}
        self.indicators: NameIndex[Identifier] = NameIndex(
            ((each, each) for each in self._indicators), _indicator_names(self._indicators)
        )
        areas = {**(readable(plan, "districts") or {}), **(readable(plan, "parties") or {})}
        self.areas: NameIndex[str] = NameIndex(((name, name) for name in areas), _area_names(areas))
        self._steps: dict[Identifier, NameIndex[int]] = {}

    def step(self, indicator: Identifier, text: str) -> int | None:
        """Return the number, from 1, of the step that `text` names: by number, by its task, or by its day."""
        steps = readable(self._indicators[indicator], "steps") or ()
        match = _NUMBER.fullmatch(squeezed(text[:_LONGEST]))
        if match:
            number = UP_TO_TWELVE.get(match[1]) or int(match[1])
            return number if 1 <= number <= len(steps) else None
        return self.steps(indicator).find(text)

    def steps(self, indicator: Identifier) -> NameIndex[int]:
        """Return the names of the steps of an indicator."""
        if indicator not in self._steps:
            steps = readable(self._indicators[indicator], "steps") or ()
            self._steps[indicator] = NameIndex(_step_names(steps), _step_days(steps))
        return self._steps[indicator]


def _index(entries: Iterable[tuple[str, Owner]]) -> tuple[dict[str, dict[Owner, None]], dict[str, str]]:
    """Return owners by every folding of their spellings, and the spellings by their first folding."""
    matches: dict[str, dict[Owner, None]] = {}
    loose: dict[str, dict[Owner, None]] = {}
    spellings: dict[str, str] = {}
    for text, owner in entries:
        key = folded(text)
        if key:
            matches.setdefault(key, {})[owner] = None
            loose.setdefault(squeezed(text), {})[owner] = None
            spellings.setdefault(key, text)
    return {**loose, **matches}, spellings


def _indicator_names(indicators: Mapping[Identifier, Any]) -> Iterator[tuple[str, Identifier]]:
    for identifier, indicator in indicators.items():
        yield from ((text, identifier) for text in _both(readable(indicator, "name")))


def _area_names(areas: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, entry in areas.items():
        spellings = (readable(entry, "en"), readable(entry, "code"))
        yield from ((text, name) for text in (*spellings, *(readable(entry, "aliases") or ())) if text)


def _step_names(steps: Iterable[Any]) -> Iterator[tuple[str, int]]:
    for number, step in enumerate(steps, start=1):
        yield from ((text, number) for text in _both(readable(step, "do")))


def _step_days(steps: Iterable[Any]) -> Iterator[tuple[str, int]]:
    for number, step in enumerate(steps, start=1):
        by = readable(step, "by")
        if by is not None:
            yield by.text, number


def _both(name: Any) -> Iterator[str]:
    for language in ("zh", "en"):
        text = name and readable(name, language)
        if text:
            yield text
