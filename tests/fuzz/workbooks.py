"""Workbooks that nobody would save: a submission's rows under odd formats, merged, hidden, and in broken archives."""

import io
import zipfile
from collections.abc import Callable
from random import Random

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

FORMATS = (
    "General",
    "0%",
    "0.00",
    "0.0%",
    "#,##0",
    "yyyy-mm-dd",
    'yyyy"年"m"月"',
    "@",
    '0"万"',
    "0!.0,",
    "[>1]0;x",
    ";;;",
)
CELLS = (0.92, 46022, 1e300, -1, True, "=1/0", "=B2", "#N/A", "#DIV/0!", " ", "甲区", "9" * 400)


def workbook(rows: bytes, rng: Random, mutated: Callable[[bytes, Random], bytes]) -> bytes:
    """Return a workbook of the rows of a CSV; one of three has parts that are `mutated`, or is so itself."""
    book = Workbook()
    for number, line in enumerate(rows.decode("utf-8", "replace").splitlines()):
        sheet = book.worksheets[-1]
        if number and rng.random() < 0.03:
            sheet = book.create_sheet()
        sheet.append([_cell(text, rng) for text in line.split(",")[:30]])
        for cell in sheet[sheet.max_row]:
            if rng.random() < 0.2:
                cell.number_format = rng.choice(FORMATS)
        sheet.row_dimensions[sheet.max_row].hidden = rng.random() < 0.1
    for sheet in book.worksheets[: rng.randrange(3)]:
        row, column = rng.randint(1, 8), rng.randint(1, 5)
        sheet.merge_cells(
            start_row=row,
            end_row=row + rng.randrange(4),
            start_column=column,
            end_column=column + rng.choice((0, 0, 1, 3)),
        )
        sheet.column_dimensions["B"].hidden = rng.random() < 0.2
    for sheet in book.worksheets[1:]:
        sheet.sheet_state = rng.choice(("visible", "hidden", "veryHidden"))
    stream = io.BytesIO()
    book.save(stream)
    data = stream.getvalue()
    match rng.randrange(6):
        case 0:
            return mutated(data, rng)
        case 1:
            return _with_broken_parts(data, rng, mutated)
    return data


def _cell(text: str, rng: Random) -> object:
    if rng.random() < 0.1:
        return rng.choice(CELLS)
    if text.isdigit() and len(text) < 15 and rng.random() < 0.7:
        return int(text)
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:1000]


def _with_broken_parts(data: bytes, rng: Random, mutated: Callable[[bytes, Random], bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if rng.random() < 0.1:
                continue
            after.writestr(name, mutated(part, rng) if rng.random() < 0.3 else part)
    return stream.getvalue()
