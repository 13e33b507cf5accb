"""Which known word a misspelt one was probably meant to be."""

from collections.abc import Iterable

_CANDIDATES = 5
_MOST = 20
"""How many unknown words of one place get a suggestion; a table pasted from elsewhere may have thousands."""


class Suggestions:
    """Suggests words for the first few unknown ones that it is asked about, then none: its time stays bounded."""

    def __init__(self) -> None:
        self._left = _MOST

    def nearest(self, word: str, known: Iterable[str]) -> str | None:
        """Return what `nearest` does, or None after too many questions."""
        if not self._left:
            return None
        self._left -= 1
        return nearest(word, known)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """
    Return the one of `known` that was probably meant by `word`, or None if none is near.

    Near is what is similar (Ratcliff/Obershelp); of those, the one that takes the fewest edits (Levenshtein), and of
    those the most similar one. Between two that are alike in both, such as 6月底 and 8月底 for 7月底, none is named.
    """
    from difflib import SequenceMatcher, get_close_matches  # noqa: PLC0415  # only a run with something misspelt pays

    near = get_close_matches(word, list(known), n=_CANDIDATES)
    ranked = sorted((_edits(word, each), -SequenceMatcher(None, word, each).ratio(), each) for each in near)
    if len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]:
        return None
    return ranked[0][2] if ranked else None


def _edits(one: str, other: str) -> int:
    """Count the characters to insert, delete or replace to make `other` of `one` (Levenshtein)."""
    row = list(range(len(other) + 1))
    for number, left in enumerate(one, 1):
        above, row = row, [number]
        for place, right in enumerate(other):
            row.append(min(above[place] + (left != right), above[place + 1] + 1, row[place] + 1))
    return row[-1]
