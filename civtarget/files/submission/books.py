"""Bytes to a book of sheets, by what the bytes are: what a file's name ends in is only compared with it."""

import hashlib
import io
import os
import zipfile

from civtarget.files.paths import SourceError
from civtarget.files.submission.cells import Book, FileForm, Sheet, refuse_too_wide
from civtarget.files.submission.csv_reader import read_csv
from civtarget.files.submission.encoding import decode
from civtarget.language import Text

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 4096
_SAVE_AS = Text("请在 Excel 或 WPS 中打开并另存为 .xlsx 或 CSV", "open it in Excel or WPS and save it as .xlsx or CSV")
_WRITE_AS = Text("请提供 .xlsx 或 CSV", "send it as .xlsx or CSV")
_SIGNATURES = {
    b"%PDF": Text("PDF 文件", "a PDF file"),
    b"PAR1": Text("Parquet 文件", "a Parquet file"),
    b"\x89PNG": Text("图片", "an image"),
    b"\xff\xd8\xff": Text("图片", "an image"),
    b"GIF8": Text("图片", "an image"),
    b"Rar!": Text("压缩包", "an archive"),
    b"7z\xbc\xaf": Text("压缩包", "an archive"),
    b"\x1f\x8b": Text("压缩包", "an archive"),
}
_SUFFIXES = {
    FileForm.CSV: frozenset((".csv", ".txt", "")),
    FileForm.TSV: frozenset((".tsv", ".tab", ".csv", ".txt", "")),
    FileForm.XLSX: frozenset((".xlsx", ".xlsm", "")),
}
_FORM_NAMES = {
    FileForm.CSV: Text("CSV 文本", "CSV text"),
    FileForm.TSV: Text("制表符分隔的文本", "tab-separated text"),
    FileForm.XLSX: Text("XLSX 工作簿", "an XLSX workbook"),
}


def open_book(data: bytes, name: str, encoding: str | None = None) -> Book:
    """
    Return the sheets of a submitted file; `name` is how it was named, `-` for standard input.

    Raises
    ------
    SourceError
        The bytes are no CSV, TSV or XLSX, or cannot be decoded.
    """
    _refuse_other_forms(data, name)
    sha256 = hashlib.sha256(data).hexdigest()
    if data.startswith(_ZIP):
        from civtarget.files.submission.xlsx_reader import read_xlsx  # noqa: PLC0415  # what only a workbook needs

        read = read_xlsx(data, name)
        refuse_too_wide(max((len(row) for sheet in read.sheets for row in sheet.rows), default=0), name)
        notes = (*_named_otherwise(name, FileForm.XLSX), *read.notes)
        return Book(
            name=name,
            sha256=sha256,
            form=FileForm.XLSX,
            encoding=None,
            sheets=read.sheets,
            plan=read.plan,
            notes=notes,
        )
    decoded = decode(data, name, encoding)
    if _is_markup(decoded.text):
        raise _refusal(name, Text("网页或 XML 文件", "a web page or XML file"))
    sheet, form = read_csv(decoded.text, name)
    return _text_book(sheet, sha256, form, decoded.encoding)


def _text_book(sheet: Sheet, sha256: str, form: FileForm, encoding: str) -> Book:
    return Book(
        name=sheet.file,
        sha256=sha256,
        form=form,
        encoding=encoding,
        sheets=(sheet,),
        notes=_named_otherwise(sheet.file, form),
    )


def _named_otherwise(name: str, form: FileForm) -> tuple[Text, ...]:
    """Say so where the name of a file promises another form."""
    suffix = os.path.splitext(name)[1].lower()
    if name == "-" or suffix in _SUFFIXES[form]:
        return ()
    what = _FORM_NAMES[form]
    return (
        Text(
            f"{name} 的内容是{what.zh}，不是 {suffix}：已按内容读取", f"{name} is {what.en}, not {suffix}: read as that"
        ),
    )


def _refuse_other_forms(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise _refusal(name, Text("加了密码的工作簿", "a workbook with a password"))
        raise _refusal(name, Text("旧式工作簿（.xls 或 .et）", "an old workbook (.xls or .et)"))
    for signature, form in _SIGNATURES.items():
        if data.startswith(signature):
            raise _refusal(name, form, _WRITE_AS)
    if data.startswith(_ZIP):
        what = _other_archive(data, name)
        if what is not None:
            raise _refusal(name, what)


def _other_archive(data: bytes, name: str) -> Text | None:
    """Return what a ZIP archive is if it is no XLSX workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except Exception:  # noqa: BLE001  # a damaged archive raises anything
        raise _refusal(name, Text("损坏的工作簿或压缩包", "a damaged workbook or archive")) from None
    if "xl/workbook.xml" in names:
        return None
    if "xl/workbook.bin" in names:
        return Text("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)")
    if "content.xml" in names:
        return Text("OpenDocument 文件（.ods）", "an OpenDocument file (.ods)")
    if "word/document.xml" in names:
        return Text("Word 文档", "a Word document")
    # Some programs name the parts of a workbook otherwise; openpyxl follows the list of contents.
    return None if "[Content_Types].xml" in names else Text("压缩包", "an archive")


def _is_markup(text: str) -> bool:
    head = text[:_HEAD].lstrip().lower()
    return head.startswith(("<!doctype", "<html", "<?xml", "<table", "<meta", "<head", "mime-version:")) or (
        head.startswith("<") and "<table" in head
    )


def _refusal(name: str, what: Text, remedy: Text = _SAVE_AS) -> SourceError:
    return SourceError(
        name,
        Text(f"{name} 是{what.zh}，不能读取：{remedy.zh}", f"{name} is {what.en} and is not read: {remedy.en}"),
    )
