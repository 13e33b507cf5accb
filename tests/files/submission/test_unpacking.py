"""Workbooks and texts that unpack to more than a table can be meant to hold are refused before they are read."""

import time
import zipfile
from io import BytesIO

import pytest

from civtarget.files.paths import SourceError
from civtarget.files.submission.books import open_book
from civtarget.files.submission.cells import MOST_COLUMNS
from civtarget.files.submission.unpacking import MOST_BYTES, MOST_TAGS

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(rows, *, part="xl/worksheets/sheet1.xml", others=()):
    """Return an XLSX with a sheet of `rows`, which are pieces of its XML; it is kept under the name `part`."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/{part}" ContentType="{SHEET_TYPE}.worksheet+xml"/></Types>',
        )
        relation = f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}'
        book.writestr("_rels/.rels", f'{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        target_part = part.removeprefix("xl/")
        book.writestr("xl/_rels/workbook.xml.rels", f'{relation}/worksheet" Target="{target_part}"/></Relationships>')
        sheets = '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>'
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheets}</workbook>')
        with book.open(part, "w") as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for row in rows:
                sheet.write(row)
            sheet.write(b"</sheetData></worksheet>")
        for name, content in others:
            book.writestr(name, content)
    return target.getvalue()


CELL = b'<c t="inlineStr"><is><t>x</t></is></c>'
ROW = b"<row>" + CELL * 10 + b"</row>"
MANY = [b"<row>" + CELL * 1000 + b"</row>"] * (MOST_TAGS // 6000 + 1)


def test_the_builder_makes_workbooks():
    (sheet,) = open_book(workbook([ROW] * 3), "x.xlsx").sheets
    assert [[cell.text for cell in row.values()] for row in sheet.rows] == [["x"] * 10] * 3


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(lambda: workbook(MANY), id="cells"),
        pytest.param(lambda: workbook(MANY, part="xl/other.bin"), id="cells-under-another-name"),
        pytest.param(lambda: workbook([b"<row/>" * 100_000] * (MOST_TAGS // 100_000)), id="rows"),
        pytest.param(
            lambda: workbook([ROW], others=[("xl/sharedStrings.xml", b"<si/>" * MOST_TAGS)]), id="shared-strings"
        ),
        pytest.param(lambda: workbook([ROW], others=[("xl/media/a.png", bytes(MOST_BYTES))]), id="bytes"),
        pytest.param(lambda: workbook([b"<a>" * MOST_TAGS]), id="depth"),
    ],
)
def test_what_unpacks_to_too_much_is_refused_at_once(data):
    book = data()
    assert len(book) < 1_000_000
    began = time.process_time()
    with pytest.raises(SourceError) as caught:
        open_book(book, "x.xlsx")
    assert time.process_time() - began < 2
    assert caught.value.text.en == "x.xlsx is too large once unpacked: keep only the cells that are reported"


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_text_with_too_many_columns_is_refused(delimiter):
    with pytest.raises(SourceError) as caught:
        open_book(delimiter.join(["x"] * (MOST_COLUMNS + 1)).encode(), "x.csv")
    assert caught.value.text.en == "x.csv has 16,385 columns: a table has at most 16,384"
    assert caught.value.text.zh == "x.csv 有 16,385 列：一张表最多 16,384 列"


def test_a_workbook_with_too_many_columns_is_refused():
    with pytest.raises(SourceError) as caught:
        open_book(workbook([b"<row>", CELL * (MOST_COLUMNS + 1), b"</row>"]), "x.xlsx")
    assert caught.value.text.en == "x.xlsx has 16,385 columns: a table has at most 16,384"
