"""
Comma-, semicolon- and tab-separated text to a sheet; every cell knows its physical line and the character it starts at.

The standard library counts lines only at the end of a record, and lets a stray quotation mark swallow what follows.
Here a quotation mark that is never properly closed is a character like any other, so the next line is read.
"""

import re
from collections import Counter
from collections.abc import Iterator

from civtarget.files.paths import digest
from civtarget.files.submission.cells import Book, FileForm, Grid, GridCell, Row, refuse_too_wide, trimmed
from civtarget.files.submission.encoding import decode
from civtarget.files.submission.refused_forms import refuse_binary, refuse_markup
from civtarget.language import Text

CSV = FileForm("csv", Text("CSV 文本", "CSV text"), (".csv", ".txt"))
TSV = FileForm("tsv", Text("制表符分隔的文本", "tab-separated text"), (".tsv", ".tab", ".csv", ".txt"))
FORMS: tuple[FileForm, ...] = (CSV, TSV)

_DELIMITERS = (",", ";", "\t")
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_SAMPLE = 40  # lines that are looked at for the delimiter
_LONGEST_CELL = 200  # lines

_Field = tuple[str, int, int]


def recognises(data: bytes) -> bool:  # noqa: ARG001  # every reader is asked alike
    """Tell that any bytes may be text: whether they are is seen when they are decoded."""
    return True


def read(data: bytes, name: str, encoding: str | None) -> Book:
    """
    Return the one table of the text file `name`; `encoding` overrides the one that its bytes suggest.

    Raises
    ------
    SourceError
        The bytes are of a form that is not read, cannot be decoded, or are a web page.
    """
    refuse_binary(data, name)
    decoded = decode(data, name, encoding)
    refuse_markup(decoded.text, name)
    grid, form = read_csv(decoded.text, name)
    return Book(name=name, sha256=digest(data), form=form, encoding=decoded.encoding, sheets=(grid,))


def read_csv(text: str, name: str) -> tuple[Grid, FileForm]:
    """Return the cells of `text`, and the form by its delimiter; any text is some table, unless it is too wide."""
    lines = _LINE_BREAK.split(text)
    delimiter = sniffed(lines)
    refuse_too_wide(max(line.count(delimiter) for line in lines) + 1, name)
    rows = (_row(fields) for fields in _records(lines, delimiter))
    return Grid(name, None, tuple(row for row in rows if row)), TSV if delimiter == "\t" else CSV


def sniffed(lines: list[str]) -> str:
    """Return the delimiter in most of the first lines; among equals, the one that makes most columns alike."""
    sample = _QUOTED.sub("", "\n".join(line[:10_000] for line in lines[:_SAMPLE])).split("\n")

    def likelihood(delimiter: str) -> tuple[int, int]:
        counts = Counter(number for line in sample if (number := line.count(delimiter)))
        return counts.total(), max((number * times for number, times in counts.items()), default=0)

    return max(_DELIMITERS, key=likelihood)


def _row(fields: list[_Field]) -> Row:
    cells = ((number, GridCell(trimmed(text), line, at)) for number, (text, line, at) in enumerate(fields, start=1))
    return {number: cell for number, cell in cells if cell.text}


def _records(lines: list[str], delimiter: str) -> Iterator[list[_Field]]:
    number = 0
    while number < len(lines):
        quoted = _quoted(lines, number, delimiter) if '"' in lines[number] else None
        if quoted is None:
            yield _plain(lines[number], number, delimiter)
            number += 1
        else:
            fields, number = quoted
            yield fields


def _plain(line: str, number: int, delimiter: str) -> list[_Field]:
    fields, at = [], 1
    for text in line.split(delimiter):
        fields.append((text, number + 1, at))
        at += len(text) + 1
    return fields


def _quoted(lines: list[str], number: int, delimiter: str) -> tuple[list[_Field], int] | None:
    """Return the record that starts at line `number`, and the next line; None if its quotation marks do not pair."""
    fields: list[_Field] = []
    at = 0
    while True:
        line, start = number + 1, at + 1
        if lines[number].startswith('"', at):
            closed = _closed(lines, number, at + 1)
            if closed is None:
                return None
            text, number, at = closed
            at += len(lines[number]) - at - len(lines[number][at:].lstrip(" "))
            if lines[number][at : at + 1] not in ("", delimiter):
                return None
        else:
            end = lines[number].find(delimiter, at)
            end = len(lines[number]) if end < 0 else end
            text, at = lines[number][at:end], end
        fields.append((text, line, start))
        if at >= len(lines[number]):
            return fields, number + 1
        at += 1


def _closed(lines: list[str], number: int, at: int) -> tuple[str, int, int] | None:
    """Return the text up to the closing quotation mark, and the line and place after it."""
    pieces: list[str] = []
    for current in range(number, min(number + _LONGEST_CELL, len(lines))):
        line = lines[current]
        while (end := line.find('"', at)) >= 0:
            if not line.startswith('""', end):
                return "".join((*pieces, line[at:end])), current, end + 1
            pieces.append(line[at : end + 1])
            at = end + 2
        pieces.append(f"{line[at:]}\n")
        at = 0
    return None
