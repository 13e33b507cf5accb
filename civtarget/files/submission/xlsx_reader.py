"""
XLSX to sheets, with its traps met.

A cell formatted as a percentage is read as the percentage that it shows (0.92 as 92%), a date as an ISO day. A formula
that was never computed and an error value are no blanks: their cells have a problem. Hidden sheets and rows are left
out, and a note says so. A float becomes the shortest decimal that means it.
"""

import re
import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from civtarget.files.paths import SourceError, digest
from civtarget.files.submission.cells import (
    Book,
    FileForm,
    Grid,
    GridCell,
    Merged,
    Row,
    shown,
    trimmed,
    typed_cell,
)
from civtarget.files.submission.refused_forms import ZIP, archive_form, archive_members
from civtarget.files.submission.unpacking import is_too_large
from civtarget.language import Text
from civtarget.notation.columns import column_number

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

XLSX = FileForm("xlsx", Text("XLSX 工作簿", "an XLSX workbook"), (".xlsx", ".xlsm"))
FORMS: tuple[FileForm, ...] = (XLSX,)

_MOST_MERGED = 1_000_000  # cells: openpyxl makes an object of each
_DEEPEST_HEADER = 100  # only what hangs from these lines can be a heading
_CHUNK = 1 << 20
_MARKUP = re.compile(rb'<(?:\w+:)?(?:mergeCell\s[^>]*?ref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"|f[\s>/])')
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_PLAN_PROPERTIES = ("civtarget-plan", "plan")
_MOST_LISTED = 5


def recognises(data: bytes) -> bool:
    """Tell whether `data` is an archive with the parts of a workbook."""
    members = archive_members(data) if data.startswith(ZIP) else None
    if members is None:
        return False
    # Some programs name the parts of a workbook otherwise; openpyxl follows the list of contents.
    return "xl/workbook.xml" in members or ("[Content_Types].xml" in members and archive_form(members) is None)


def read(data: bytes, name: str, encoding: str | None) -> Book:  # noqa: ARG001  # a workbook states its encoding
    """
    Read the visible cells of the workbook `name`.

    Raises
    ------
    SourceError
        The workbook is damaged, or so large that no table of targets can be meant.
    """
    try:
        if is_too_large(data):
            raise _too_large(name)
        has_formulas = _inspect(data, name)
        with warnings.catch_warnings():
            # openpyxl warns of drawings and extensions that it does not keep.
            warnings.simplefilter("ignore")
            values = _load(data, computed=True)
            formulas = _load(data, computed=False) if has_formulas else None
            sheets, notes = _visible_sheets(values, formulas, name)
            plan = _plan(values)
    except SourceError:
        raise
    except Exception as error:  # a damaged workbook raises anything
        raise SourceError(
            name,
            Text(
                "{name} 是损坏的 XLSX 工作簿：请在 Excel 或 WPS 中打开并另存为 .xlsx",
                "{name} is a damaged XLSX workbook: open it in Excel or WPS and save it as .xlsx",
                name=name,
            ),
        ) from error
    return Book(name=name, sha256=digest(data), form=XLSX, encoding=None, sheets=sheets, plan=plan, notes=notes)


def _load(data: bytes, *, computed: bool) -> "Workbook":
    from openpyxl import load_workbook  # noqa: PLC0415  # only who reads an XLSX waits for it

    return load_workbook(BytesIO(data), data_only=computed, keep_links=False)


def _inspect(data: bytes, name: str) -> bool:
    """Refuse a workbook that openpyxl could not hold; return whether there are formulas."""
    merged, has_formulas = 0, False
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for info in archive.infolist():
            if not (info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml")):
                continue
            for match in _matches(archive, info):
                if match[1] is None:
                    has_formulas = True
                else:
                    merged += _area(match)
                    if merged > _MOST_MERGED:
                        raise _too_large(name)
    return has_formulas


def _matches(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[re.Match[bytes]]:
    tail = b""
    with archive.open(info) as file:
        while chunk := file.read(_CHUNK):
            piece = tail + chunk
            last = 0
            for match in _MARKUP.finditer(piece):
                last = match.end()
                yield match
            tail = piece[max(last, len(piece) - 200) :]


def _area(match: re.Match[bytes]) -> int:
    first, last = (column_number(letters[:4].decode("ascii")) for letters in (match[1], match[3]))
    columns = last - first + 1
    return max(columns, 1) * max(int(match[4][:9]) - int(match[2][:9]) + 1, 1)


def _too_large(name: str) -> SourceError:
    return SourceError(
        name,
        Text(
            "{name} 解开后过大，不像一张报表：请只保留要上报的单元格",
            "{name} is too large once unpacked: keep only the cells that are reported",
            name=name,
        ),
    )


def _visible_sheets(
    values: "Workbook", formulas: "Workbook | None", name: str
) -> tuple[tuple[Grid, ...], tuple[Text, ...]]:
    """Return the sheets that a person sees, and notes on what is hidden."""
    sheets: list[Grid] = []
    notes: list[Text] = []
    for sheet in values.worksheets:
        title = shown(sheet.title)
        if sheet.sheet_state != "visible":
            notes.append(
                Text(
                    "{name}：隐藏的工作表“{title}”没有读取",
                    '{name}: the hidden sheet "{title}" is left out',
                    name=name,
                    title=title,
                )
            )
            continue
        uncomputed = formulas[sheet.title] if formulas is not None else None
        read, hidden = _sheet(sheet, uncomputed, name)
        sheets.append(read)
        if hidden:
            rows = _listed(hidden)
            notes.append(
                Text(
                    "{name}：工作表“{title}”中隐藏的第 {rows} 行没有读取",
                    '{name}: hidden rows of the sheet "{title}" are left out: {rows}',
                    name=name,
                    title=title,
                    rows=rows,
                )
            )
    return tuple(sheets), tuple(notes)


def _listed(rows: list[int]) -> Text:
    first = [str(row) for row in rows[:_MOST_LISTED]]
    more = len(rows) - len(first)
    zh, en = "、".join(first), ", ".join(first)
    return (
        Text("{zh} 等 {number}", "{en} and {more} more", zh=zh, number=len(rows), en=en, more=more)
        if more
        else Text(zh, en)
    )


def _plan(workbook: "Workbook") -> str | None:
    for wanted in _PLAN_PROPERTIES:
        for prop in workbook.custom_doc_props.props:  # type: ignore[attr-defined]  # newer than the stubs
            if prop.name == wanted and isinstance(prop.value, str):
                return trimmed(prop.value) or None
    return None


def _sheet(sheet: "Worksheet", formulas: Any, name: str) -> tuple[Grid, list[int]]:
    """Return the visible cells of one sheet, and the hidden rows that are not blank."""
    rows: dict[int, dict[int, GridCell]] = {}
    hidden: dict[int, None] = {}
    invisible = {line for line, row in sheet.row_dimensions.items() if row.hidden}
    # iter_rows would walk to the last cell ever used, which may be XFD1048576.
    cells: dict[tuple[int, int], Any] = sheet._cells  # noqa: SLF001  # iter_rows makes a cell for every blank one
    if formulas is not None:
        cells = {**formulas._cells, **cells}  # noqa: SLF001  # as above
    for (line, column), cell in sorted(cells.items()):
        formula = None if formulas is None else formulas._cells.get((line, column))  # noqa: SLF001  # as above
        read = _cell(cell, formula, line, column)
        if read is None:
            continue
        if line in invisible:
            hidden[line] = None
        else:
            rows.setdefault(line, {})[column] = read
    merged = tuple(
        Merged(each.min_row, each.min_col, each.max_row, each.max_col)
        for each in sheet.merged_cells.ranges
        if each.min_row <= _DEEPEST_HEADER
    )
    ordered: tuple[Row, ...] = tuple(rows.values())
    return Grid(name, sheet.title, ordered, merged), list(hidden)


def _cell(cell: Any, formula: Any, line: int, column: int) -> GridCell | None:
    value = cell.value
    if cell.data_type == "e":
        return GridCell(shown(str(value)), line, column, _error(str(value)))
    if value is None:
        # A formula whose result is the empty text says so; one that was never computed says nothing.
        if formula is None or formula.data_type != "f" or cell.data_type != "n":
            return None
        return GridCell("", line, column, _UNCOMPUTED)
    return typed_cell(value, line, column, is_percentage="%" in _LITERAL.sub("", cell.number_format))


_UNCOMPUTED = Text(
    "公式没有算出结果：请在 Excel 或 WPS 中打开并保存",
    "the formula has no stored result: open the file in Excel or WPS and save it",
)


def _error(value: str) -> Text:
    return Text("单元格是错误值 {value}", "the cell holds the error {value}", value=shown(value))
