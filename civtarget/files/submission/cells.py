"""What a submitted file of any form is made of: named sheets of cells, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from civtarget.files.paths import SourceError
from civtarget.language import Text
from civtarget.model.actuals import Place

MOST_COLUMNS = 16_384
"""The widest sheet that Excel can make; a text is held to the same."""

_LETTERS = 26
_EDGES = " \t\r\n\f\v\u00a0\u3000\u200b\ufeff"
_LONGEST_SHOWN = 40


class FileForm(StrEnum):
    """What a file is, whatever its name ends in."""

    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"


class Cell(NamedTuple):
    """One cell that is not blank: its text as a person sees it; `problem` says why that cannot be known."""

    text: str
    line: int
    column: int
    """Of a sheet, the number of the column; of a text file, the character in the line."""
    problem: Text | None = None


Row = Mapping[int, Cell]
"""The cells of a row that are not blank, by the number of their column, from 1."""


def refuse_too_wide(columns: int, name: str) -> None:
    """Raise `SourceError` for a row of too many cells: each is looked at as a heading, and a million are none."""
    if columns > MOST_COLUMNS:
        raise SourceError(
            name,
            Text(
                f"{name} 有 {columns:,} 列：一张表最多 {MOST_COLUMNS:,} 列",
                f"{name} has {columns:,} columns: a table has at most {MOST_COLUMNS:,}",
            ),
        )


class Merged(NamedTuple):
    """A stretch of merged cells, both ends included."""

    first_line: int
    first_column: int
    last_line: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of cells: a sheet of a workbook, or all of a text file, which has no `name`; blank rows are left out."""

    file: str
    name: str | None
    rows: tuple[Row, ...]
    merged: tuple[Merged, ...] = ()

    def place(self, cell: Cell) -> Place:
        """Return where `cell` stands."""
        if self.name is None:
            return Place(self.file, cell.line, cell.column)
        return Place(self.file, sheet=self.name, cell=f"{column_letters(cell.column)}{cell.line}")

    def with_merged(self, number: int) -> Row:
        """Return row `number` of `rows` as a heading: what stands in merged cells stands in each of them."""
        row = self.rows[number]
        if not self.merged:
            return row
        line = next(iter(row.values())).line
        widest = max(max(each) for each in self.rows)
        anchors = {
            next(iter(each.values())).line: each for each in self.rows[: number + 1]
        }  # a merged stretch hangs from its first row
        filled = dict(row)
        for stretch in self.merged:
            anchor = anchors.get(stretch.first_line, {}).get(stretch.first_column)
            if anchor is not None and stretch.first_line <= line <= stretch.last_line:
                for column in range(stretch.first_column, min(stretch.last_column, widest) + 1):
                    filled.setdefault(column, anchor)
        return filled


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A submitted file, opened: `encoding` of a text file, and the `plan` that a workbook's properties name."""

    name: str
    sha256: str
    form: FileForm
    encoding: str | None
    sheets: tuple[Sheet, ...]
    plan: str | None = None
    notes: tuple[Text, ...] = ()


def trimmed(text: str) -> str:
    """Return `text` without white space, visible or not, around it."""
    return text.strip(_EDGES).strip()


def column_letters(column: int) -> str:
    """Return what a sheet calls its `column`: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def shown(text: str) -> str:
    """Return `text` for a message: not too long, and nothing in it invisible."""
    text = text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
    return "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in text)


def place_text(place: Place) -> str:
    """Write a place as people look it up: `file:line:column`, or `file!sheet!cell`."""
    parts = (place.sheet, place.cell) if place.sheet is not None else (place.line, place.column)
    mark = "!" if place.sheet is not None else ":"
    return mark.join((place.file, *(str(part) for part in parts if part is not None)))
