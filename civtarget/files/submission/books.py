"""
Bytes to a book of sheets, by the form of the bytes: the ending of a file's name is only compared with it.

The forms that are read are registered here, in `READERS`: a reader is a module with the members of `Reader`.
"""

import os
from dataclasses import replace
from typing import Protocol

from civtarget.files.paths import FileKind
from civtarget.files.submission import csv_reader, refused_forms, xlsx_reader
from civtarget.files.submission.cells import Book, FileForm, refuse_too_wide
from civtarget.language import Text


class Reader(Protocol):
    """A module that reads one form of file, or several that are read alike."""

    FORMS: tuple[FileForm, ...]

    def recognises(self, data: bytes, /) -> bool:
        """Tell whether the bytes of a file are of this form."""

    def read(self, data: bytes, name: str, encoding: str | None, /) -> Book:
        """
        Return the sheets of the file `name`, whose text is in `encoding` where one is given.

        Raises
        ------
        SourceError
            The bytes cannot be read after all.
        """


READERS: tuple[Reader, ...] = (
    xlsx_reader,
    csv_reader,  # the last: it recognises any bytes
)
"""Every form that is read; the first reader that recognises the bytes of a file reads it."""


def _is_no_lock(path: str) -> bool:
    """Whether a file is more than the trace that an office program leaves beside an open workbook."""
    return not os.path.basename(path).startswith(("~$", ".~", "."))


SUBMISSIONS = FileKind(
    (*(suffix for reader in READERS for form in reader.FORMS for suffix in form.suffixes), *refused_forms.SUFFIXES),
    _is_no_lock,
)
"""Files that districts send; one of a form that is not read is refused when it is opened, not passed over."""


def open_book(data: bytes, name: str, encoding: str | None = None) -> Book:
    """
    Return the sheets of a submitted file; `name` is its name on the command line, `-` for standard input.

    Raises
    ------
    SourceError
        The bytes are of no form that is read, or cannot be decoded.
    """
    reader = next(each for each in READERS if each.recognises(data))
    book = reader.read(data, name, encoding)
    refuse_too_wide(max((len(row) for sheet in book.sheets for row in sheet.rows), default=0), name)
    return replace(book, notes=(*_named_otherwise(book), *book.notes))


def _named_otherwise(book: Book) -> tuple[Text, ...]:
    """Return a note where the name of a file promises another form."""
    suffix = os.path.splitext(book.name)[1].lower()
    if book.name == "-" or suffix in ("", *book.form.suffixes):
        return ()
    name, what = book.name, book.form.text
    return (
        Text(
            "{name} 的内容是{what}，不是 {suffix}：已按内容读取",
            "{name} is {what}, not {suffix}: read as that",
            name=name,
            what=what,
            suffix=suffix,
        ),
    )
