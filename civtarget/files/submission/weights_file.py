"""A file of weights: a table with the names of districts in one column and a number for each in another."""

import os
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from civtarget.errors import CivtargetError
from civtarget.files.paths import SourceError, read_bytes
from civtarget.files.submission.books import SUBMISSIONS, open_book
from civtarget.files.submission.cells import Grid, GridCell, Row, place_text
from civtarget.language import Text
from civtarget.model.lookup import NameIndex, PlanNames, is_whole_area, squeezed
from civtarget.model.phrases import area_name, listed
from civtarget.model.plan import Plan
from civtarget.notation.quantity import Exact, Op, Quantity, read_quantity
from civtarget.splits.weights import Weighting


def names_a_file(wanted: str) -> bool:
    """Tell whether an argument names a file of weights: one that exists, or whose name ends like one."""
    path = wanted.partition("#")[0]
    return os.path.isfile(path) or path.lower().endswith(SUBMISSIONS.suffixes)


def read_weights(wanted: str, plan: Plan) -> Weighting:
    """
    Read `FILE`, or of a file with several columns of numbers `FILE#COLUMN`.

    The rows are those that name a district or party of the plan; rows above them are headings, and totals are passed
    over. Numbers are all written alike: either all plain, or all with the same unit or 万.

    Raises
    ------
    SourceError
        The file cannot be opened, or has no such column, two numbers for a district, or a value that is no number.
    """
    path, _, column = wanted.partition("#")
    book = open_book(read_bytes(path), path)
    areas = PlanNames(plan).areas
    for sheet in book.sheets:
        named = [each for row in sheet.rows if (each := _named(row, areas)) is not None]
        if named:
            number, title = _column_of_numbers(sheet, named, column, path)
            values = dict(_values(sheet, named, number, plan))
            return Weighting(wanted, Text(title, title), "", values)
    raise SourceError(
        path, Text("{path}：没有一行是本规划的辖市区", "{path}: no row is for a district of the plan", path=path)
    )


class _Named(NamedTuple):
    """A row that is for a district, and the column of the district's name."""

    row: Row
    column: int
    district: str


def _named(row: Row, areas: NameIndex[str]) -> _Named | None:
    """Return the district that a row is for, which its first cell with a name names."""
    for column in sorted(row):
        if not is_whole_area(row[column].text) and (district := areas.find(row[column].text)) is not None:
            return _Named(row, column, district)
    return None


def _column_of_numbers(sheet: Grid, named: list[_Named], wanted: str, path: str) -> tuple[int, str]:
    """Return the column of the weights and its title."""
    columns = dict.fromkeys(column for each in named for column in sorted(each.row) if column > each.column)
    above = [row for row in reversed(_above(sheet, named)) if any(column in row for column in columns)]
    titles = {column: [row[column].text for row in above if column in row] for column in columns}
    meant = list(columns) if not wanted else _titled(titles, wanted)
    if len(meant) == 1:
        return meant[0], wanted or next(iter(titles[meant[0]]), path)
    there = listed(texts[0] for texts in titles.values() if texts)
    if not there.zh:
        text = Text(
            "{path}：有几列数，没有列名：请加上表头，或只留一列",
            "{path}: there are several columns of numbers without a heading: add one, or leave one column",
            path=path,
        )
        raise SourceError(path, text)
    raise SourceError(
        path,
        Text(
            "{path}：应指明一列数，写作 {path}#列名（有：{there}）",
            "{path}: name one column of numbers, as {path}#COLUMN (there are: {there})",
            path=path,
            there=there,
        ),
    )


def _titled(titles: Mapping[int, list[str]], wanted: str) -> list[int]:
    """Return the columns with a title: by their nearest heading, else by any above it."""
    name = squeezed(wanted)
    nearest = [column for column, texts in titles.items() if texts and squeezed(texts[0]) == name]
    return nearest or [column for column, texts in titles.items() if name in map(squeezed, texts)]


def _values(sheet: Grid, named: list[_Named], column: int, plan: Plan) -> Iterator[tuple[str, Exact]]:
    seen: set[str] = set()
    styles: set[tuple[str, bool]] = set()
    is_scaled = any(scale in cell.text for row in _above(sheet, named) for cell in row.values() for scale in "万亿千")
    for each in named:
        if each.district in seen:
            district = area_name(each.district, plan)
            text = Text("{district} 有两行", "there are two rows for {district}", district=district)
            raise _wrong(sheet, each.row[each.column], text)
        seen.add(each.district)
        if column in each.row:
            cell = each.row[column]
            quantity = _number(sheet, cell)
            # Under 单位：万人 a plain 10 is 100,000, and beside 3万人 nobody can tell.
            styles.add((quantity.unit, is_scaled and any(scale in cell.text for scale in "万亿千")))
            if len(styles) > 1:
                text = Text(
                    "各数的写法不一：单位和万要么都写，要么都不写",
                    "the numbers are not written alike: all of them with the same unit or 万, or none",
                )
                raise _wrong(sheet, cell, text)
            yield each.district, quantity.figure


def _above(sheet: Grid, named: list[_Named]) -> tuple[Row, ...]:
    """Return the rows above those of districts: headings."""
    return sheet.rows[: sheet.rows.index(named[0].row)]


def _number(sheet: Grid, cell: GridCell) -> Quantity:
    try:
        if cell.problem is not None:
            raise CivtargetError(cell.problem)
        quantity = read_quantity(cell.text)
    except CivtargetError as error:
        raise _wrong(sheet, cell, error.text) from None
    if quantity.op is not Op.EXACTLY or quantity.approximate:
        raise _wrong(sheet, cell, Text("“{cell}”不是确切的数", '"{cell}" is no exact number', cell=cell.text))
    return quantity


def _wrong(sheet: Grid, cell: GridCell, text: Text) -> SourceError:
    place = place_text(sheet.place(cell))
    return SourceError(sheet.file, Text("{place}：{text}", "{place}: {text}", place=place, text=text))
