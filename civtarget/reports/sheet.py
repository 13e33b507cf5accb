"""
A sheet: titled columns and rows of text. Every table that civtarget shows is one, drawn for a terminal by `table` or
written plainly by `plain`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a cell's colour stands for; the cell's words say it too."""

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
    """A column's title; `right` aligns its cells to the right, `flexible` lets them wrap."""

    title: str
    right: bool = False
    flexible: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A title, columns, and rows with a cell for each column; a line is drawn below the rows numbered in `ends`."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    ends: frozenset[int] = frozenset()


_KEPT = frozenset("\n\u00a0\u3000")  # the spaces of Chinese typesetting are no control characters
_COMMAND = re.compile(r":(?=:)|#(?=#\w*\[)")
"""What a line of a log may not hold: a CI runner takes `::name::` and `##[name]` for commands to itself."""


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
