"""A file of weights: a table with the names of districts in one column and a number for each in another."""

import os
from collections.abc import Iterator

from civtarget.errors import CivtargetError
from civtarget.language import Text
from civtarget.matching import Directory, Names, is_whole_area, squeezed
from civtarget.model import Plan
from civtarget.quantity import Exact, Op, read_quantity
from civtarget.sources.books import open_book
from civtarget.sources.files import SUBMISSIONS, SourceError, read_bytes
from civtarget.sources.grids import Cell, Row, Sheet, place_text
from civtarget.weighting import Weighting
from civtarget.wording import listed


def names_a_file(wanted: str) -> bool:
    """Tell whether weights are asked for by the name of a file: of one that is there, or that ends like one."""
    path = wanted.partition("#")[0]
    return os.path.isfile(path) or path.lower().endswith(SUBMISSIONS.suffixes)


def read_weights(wanted: str, plan: Plan) -> Weighting:
    """
    Read `FILE`, or of a file with several columns of numbers `FILE#COLUMN`.

    Rows whose first known name is no district or party of the plan are passed over if they are headings or totals.

    Raises
    ------
    SourceError
        The file cannot be opened, or has no such column, two numbers for a district, or what is no number.
    """
    path, _, column = wanted.partition("#")
    book = open_book(read_bytes(path), path)
    areas = Names(plan).areas
    for sheet in book.sheets:
        named = [(row, name) for row in sheet.rows if (name := _area(row, areas)) is not None]
        if named:
            number, title = _column_of_numbers(sheet, [row for row, _ in named], column, path)
            values = dict(_values(sheet, named, number))
            return Weighting(wanted, Text(title, title), "", values)
    raise SourceError(path, Text(f"{path}：没有一行是本规划的辖市区", f"{path}: no row is for a district of the plan"))


def _area(row: Row, areas: Directory[str]) -> str | None:
    """Return the district that a row is for: what its first cell names."""
    first = row[min(row)]
    return None if is_whole_area(first.text) else areas.find(first.text)


def _column_of_numbers(sheet: Sheet, rows: list[Row], wanted: str, path: str) -> tuple[int, str]:
    """Return the column of the weights and its title."""
    numbers = dict.fromkeys(column for row in rows for column in list(row)[1:])
    heading = next((row for row in sheet.rows if row not in rows), {})
    titles = {column: heading[column].text if column in heading else path for column in numbers}
    if wanted:
        titles = {column: title for column, title in titles.items() if squeezed(title) == squeezed(wanted)}
    if len(titles) == 1:
        ((column, title),) = titles.items()
        return column, title
    there = listed(heading[column].text for column in numbers if column in heading)
    raise SourceError(
        path,
        Text(
            f"{path}：应指明一列数，写作 {path}#列名（有：{there.zh}）",
            f"{path}: name one column of numbers, as {path}#COLUMN (there are: {there.en})",
        ),
    )


def _values(sheet: Sheet, named: list[tuple[Row, str]], column: int) -> Iterator[tuple[str, Exact]]:
    seen: set[str] = set()
    for row, name in named:
        if name in seen:
            text = Text(f"{name} 有两行", f"there are two rows for {name}")
            raise _wrong(sheet, row[min(row)], text)
        seen.add(name)
        if column in row:
            yield name, _number(sheet, row[column])


def _number(sheet: Sheet, cell: Cell) -> Exact:
    try:
        if cell.problem is not None:
            raise CivtargetError(cell.problem)
        quantity = read_quantity(cell.text)
    except CivtargetError as error:
        raise _wrong(sheet, cell, error.text) from None
    if quantity.op is not Op.EXACTLY or quantity.approximate:
        raise _wrong(sheet, cell, Text(f"“{cell.text}”不是确切的数", f'"{cell.text}" is no exact number'))
    return quantity.figure


def _wrong(sheet: Sheet, cell: Cell, text: Text) -> SourceError:
    place = place_text(sheet.place(cell))
    return SourceError(sheet.file, Text(f"{place}：{text.zh}", f"{place}: {text.en}"))
