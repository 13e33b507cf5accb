"""A sheet: titled columns and rows of text. Every table that civtarget shows is one."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """The meaning of a cell's colour; its text has the same meaning without."""

    NONE = ""
    ERROR = "bold red"
    WARNING = "yellow"
    NOTE = "cyan"
    GOOD = "green"
    QUIET = "dim"
    STRONG = "bold"


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, lines separated by line breaks, and its tone."""

    text: str
    tone: Tone = Tone.NONE


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column's title. `right` aligns its cells to the right, and `flexible` lets them wrap. `code` marks names and
    places in files, which no format may take for prose.
    """

    title: str
    right: bool = False
    flexible: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    A title, columns, and rows with a cell for each column; a line is drawn below the rows numbered in `ends`.

    A `log` has rows that need no titles above them. `narrower` makes a sheet of fewer words, for a width that this one
    does not fit.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    ends: frozenset[int] = frozenset()
    log: bool = False
    narrower: "Callable[[], Sheet] | None" = None


_WIDE = frozenset("WF")
_KEPT = frozenset("\n\u00a0\u3000")  # the spaces of Chinese typesetting are no control characters
_COMMAND = re.compile(r":(?=:)|#(?=#\w*\[)")
"""Workflow commands: a CI runner that reads `::name::` or `##[name]` in a log obeys."""


def visible(text: str) -> str:
    """
    Return `text` with control characters spelt out, so that nothing in a plan can steer a terminal.

    Nor can it steer a CI runner that reads the log: `::` and `##[` are set apart.
    """
    return _COMMAND.sub(r"\g<0> ", printable(text))


def printable(text: str) -> str:
    """Return `text` with control characters spelt out; line breaks stay."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() or each in _KEPT else repr(each)[1:-1] for each in text)


def display_width(text: str) -> int:
    """Return the number of terminal columns of `text`: two for each wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(each) in _WIDE else not unicodedata.combining(each) for each in text)
