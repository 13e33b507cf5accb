"""Forms of file that are recognised and not read: each is refused under its own name, with a remedy."""

import io
import zipfile
from collections.abc import Container

from civtarget.files.paths import SourceError
from civtarget.language import Text

SUFFIXES = (".xls", ".xlsb", ".et", ".ods", ".parquet")
"""Endings of file names that promise such a form of table."""

ZIP = b"PK\x03\x04"
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
_ARCHIVES = {
    "xl/workbook.bin": Text("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"),
    "content.xml": Text("OpenDocument 文件（.ods）", "an OpenDocument file (.ods)"),
    "word/document.xml": Text("Word 文档", "a Word document"),
}
"""A ZIP archive by a member that only its form has."""


def refuse_binary(data: bytes, name: str) -> None:
    """
    Refuse the bytes of the file `name` where they begin like a form that is no text.

    Raises
    ------
    SourceError
        They do.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise _refusal(name, Text("加了密码的工作簿", "a workbook with a password"))
        raise _refusal(name, Text("旧式工作簿（.xls 或 .et）", "an old workbook (.xls or .et)"))
    for signature, form in _SIGNATURES.items():
        if data.startswith(signature):
            raise _refusal(name, form, _WRITE_AS)
    if data.startswith(ZIP):
        members = archive_members(data)
        if members is None:
            raise _refusal(name, Text("损坏的工作簿或压缩包", "a damaged workbook or archive"))
        raise _refusal(name, archive_form(members) or Text("压缩包", "an archive"))


def refuse_markup(text: str, name: str) -> None:
    """
    Refuse the decoded file `name` where it is no table in text but a web page or XML.

    Raises
    ------
    SourceError
        It is.
    """
    head = text[:_HEAD].lstrip().lower()
    if head.startswith(("<!doctype", "<html", "<?xml", "<table", "<meta", "<head", "mime-version:")) or (
        head.startswith("<") and "<table" in head
    ):
        raise _refusal(name, Text("网页或 XML 文件", "a web page or XML file"))


def archive_members(data: bytes) -> frozenset[str] | None:
    """Return the names of the members of a ZIP archive, or None if it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except Exception:  # noqa: BLE001  # a damaged archive raises anything
        return None


def archive_form(members: Container[str]) -> Text | None:
    """Return the name of the refused form that an archive with these members is, or None."""
    return next((form for member, form in _ARCHIVES.items() if member in members), None)


def _refusal(name: str, what: Text, remedy: Text = _SAVE_AS) -> SourceError:
    return SourceError(
        name,
        Text(
            "{name} 是{what}，不能读取：{remedy}",
            "{name} is {what} and is not read: {remedy}",
            name=name,
            what=what,
            remedy=remedy,
        ),
    )
