"""Words in messages: quoted whatever they contain, and with the known word that a misspelt one may mean."""

from collections.abc import Iterable

from civtarget.language import Text

_CANDIDATES = 5
_MOST = 20
"""The most unknown words of one plan or table that get a suggestion; a pasted table may have thousands."""


def quotation(text: str, most: int) -> str:
    """Return `text` for a message: at most `most` characters, and those that cannot be printed as `<U+200B>`."""
    text = text if len(text) <= most else f"{text[: most - 1]}…"
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text)


def did_you_mean(word: str) -> Text:
    """Return the question whether `word` was meant."""
    return Text("是否应为“{word}”？", 'is "{word}" meant?', word=word)


def did_you_mean_after_colon(word: str | None) -> Text:
    """Return the same question for the end of a message, behind a colon; empty if there is no such word."""
    return Text("", "") if word is None else Text("：{word}", ": {word}", word=did_you_mean(word))


class Suggestions:
    """Suggestions for the first few unknown words, and none for the rest: the time stays bounded."""

    def __init__(self) -> None:
        self._left = _MOST

    def nearest(self, word: str, known: Iterable[str]) -> str | None:
        """Return the result of `nearest`, or None after too many calls."""
        if not self._left:
            return None
        self._left -= 1
        return nearest(word, known)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """
    Return the one of `known` that was probably meant by `word`, or None if none is near.

    Candidates are similar words (Ratcliff/Obershelp); of those, the one that takes the fewest edits (Levenshtein) wins,
    then the most similar one. Of two that are equal in both, such as 6月底 and 8月底 for 7月底, none is suggested.
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
