"""Grids of cells, each with its place: the common shape of every submitted file, whatever its form."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from civtarget.files.paths import SourceError
from civtarget.language import Text
from civtarget.model.actuals import Place
from civtarget.notation.columns import column_letters
from civtarget.notation.quantity import Exact, exact, is_readable, plain
from civtarget.spelling import quotation

MOST_COLUMNS = 16_384
"""The widest sheet that Excel can make; a text is held to the same."""

_MOST_PLACES = 400
_EDGES = " \t\r\n\f\v\u00a0\u3000\u200b\ufeff"
_LONGEST_SHOWN = 40


class FileForm(NamedTuple):
    """A form of submitted file, such as CSV."""

    identifier: str
    """Its name in reports that machines read."""
    text: Text
    """Its name in messages, as in "x.txt is CSV text"."""
    suffixes: tuple[str, ...]
    """Endings of file names that promise it, in lower case; the first are its own."""


class GridCell(NamedTuple):
    """One cell that is not blank: its text as a person sees it; `problem` is the reason why that cannot be known."""

    text: str
    line: int
    column: int
    """In a sheet, the number of the column; in a text file, the number of the character in the line."""
    problem: Text | None = None
    value: Exact | date | None = None
    """The number or day that a form with types stores: None for text, and for a percentage, whose text has its %."""


Row = Mapping[int, GridCell]
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
    """A rectangle of merged cells, both ends included."""

    first_line: int
    first_column: int
    last_line: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of cells: a sheet of a workbook, or all of a text file, which has no `name`; blank rows are left out."""

    file: str
    name: str | None
    rows: tuple[Row, ...]
    merged: tuple[Merged, ...] = ()

    def place(self, cell: GridCell) -> Place:
        """Return the place of `cell` in its file."""
        if self.name is None:
            return Place(self.file, cell.line, cell.column)
        return Place(self.file, sheet=self.name, cell=f"{column_letters(cell.column)}{cell.line}")

    def with_merged(self, number: int) -> Row:
        """Return row `number` of `rows` as a heading: the content of merged cells is in each of them."""
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
    """A submitted file, opened: `encoding` of a text file, and the `plan` named in the properties of a workbook."""

    name: str
    sha256: str
    form: FileForm
    encoding: str | None
    sheets: tuple[Grid, ...]
    plan: str | None = None
    notes: tuple[Text, ...] = ()


def typed_cell(value: object, line: int, column: int, *, is_percentage: bool = False) -> GridCell | None:
    """
    Return the cell of a typed value, or None if it is blank: None, or text of nothing but white space.

    A number is shown with all its digits, and a float as the shortest decimal that means it, as it was typed;
    one that `is_percentage` is shown multiplied by 100, with a % (0.92 as 92%). A day is shown as an ISO date.
    """
    number = _number(value)
    if number is not None and is_percentage:
        return GridCell(f"{plain(exact(Fraction(number) * 100))}%", line, column)
    if number is not None:
        text = plain(number)
        # A number too long to be meant is left to be refused, as text is.
        return GridCell(text, line, column, value=number if is_readable(number) else None)
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return GridCell(value.isoformat(), line, column, value=value)
    text = "" if value is None else trimmed(str(value).upper() if isinstance(value, bool) else str(value))
    return GridCell(text, line, column) if text else None


def _number(value: object) -> Exact | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return exact(Fraction(repr(float(value)))) if math.isfinite(value) else None
    if isinstance(value, Decimal):  # 1E+999999 is left to be refused as it is written
        return exact(Fraction(value)) if value.is_finite() and abs(value.adjusted()) < _MOST_PLACES else None
    return exact(value) if isinstance(value, int | Fraction) else None


def grid_of_rows(name: str, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> Grid:
    """
    Return the grid of a table in memory: `rows` of typed values under a `heading`; `name` is its name in messages.

    None is a blank cell; a `nan` is none, but a value that cannot be read.
    Lines and columns count from 1 and the heading is line 1, as in the CSV file that the table would make.
    """
    cells = (
        (typed_cell(value, line, column) for column, value in enumerate(row, start=1))
        for line, row in enumerate((heading, *rows), start=1)
    )
    filled = ({cell.column: cell for cell in row if cell is not None} for row in cells)
    return Grid(name, None, tuple(row for row in filled if row))


def trimmed(text: str) -> str:
    """Return `text` without white space, quotation or not, around it."""
    return text.strip(_EDGES).strip()


def shown(text: str) -> str:
    """Return `text` for a message: not too long, and nothing in it invisible."""
    return quotation(text, _LONGEST_SHOWN)


def place_text(place: Place) -> str:
    """Write a place as people look it up: `file:line:column`, or `file!sheet!cell`."""
    parts = (place.sheet, place.cell) if place.sheet is not None else (place.line, place.column)
    mark = "!" if place.sheet is not None else ":"
    return mark.join((place.file, *(str(part) for part in parts if part is not None)))
