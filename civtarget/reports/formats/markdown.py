"""
A report as Markdown, for job summaries and comments: the scorecard, if there is one, the findings, the summary.

A job summary takes 1 MiB, and is refused as a whole above it; rows that do not fit are counted instead.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from civtarget.checking.report import Report
from civtarget.language import Text
from civtarget.reports.document import Lines, Summary
from civtarget.reports.sheet import Sheet, visible
from civtarget.reports.style import Style
from civtarget.reports.views.findings import LONGEST_MESSAGE, blocks, shortened

MOST_BYTES = 1024 * 1024
"""The size up to which GitHub takes the summary of a step."""

_FOR_THE_REST = 16 * 1024
_MARKUP = re.compile(r"[\\`*_~\[\]|]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;", "\n": "<br>"}


def render(report: Report, style: Style, most: int = MOST_BYTES) -> str:
    """Write the report in at most `most` bytes; head, scorecard lines and summary are never left out."""
    room = most - _FOR_THE_REST
    parts = [f"### civtarget {report.command}"]
    for block in blocks(report, style):
        match block:
            case Sheet(log=True):
                parts += _sheet(block, room - sum(map(_size, parts)), style)
            case Sheet():
                parts += _sheet(block, room // 2, style)
            case Lines():
                parts += (_text(shortened(line.text, LONGEST_MESSAGE)) for line in block.lines)
            case Summary():
                parts.append(f"**{_text(block.text)}**")
            case _:
                assert_never(block)
    return "\n\n".join(parts) + "\n"


def _sheet(sheet: Sheet, room: int, style: Style) -> Iterator[str]:
    """Yield title and table; a sheet without rows is left out."""
    if not sheet.rows:
        return
    if sheet.title:
        yield f"**{_text(shortened(sheet.title))}**"
    titles = [_text(column.title) for column in sheet.columns]
    marks = ["---:" if column.right else "---" for column in sheet.columns]
    rows = [
        [_code(cell.text) if column.code else _text(cell.text) for column, cell in zip(sheet.columns, row, strict=True)]
        for row in sheet.rows
    ]
    yield _table(titles, marks, rows, room, style)


def _table(titles: Sequence[str], marks: Sequence[str], rows: Sequence[Sequence[str]], room: int, style: Style) -> str:
    """Write as many rows as there is room for, and how many there are beyond."""
    written = [_row(titles), _row(marks)]
    room -= sum(map(_size, written))
    for row in map(_row, rows):
        room -= _size(row)
        if room < 0:
            break
        written.append(row)
    rest = len(rows) - (len(written) - 2)
    if not rest:
        return "\n".join(written)
    left_out = style.say(
        Text("另有 {rest} 行放不下，没有列出", "{rest} more rows do not fit and are left out", rest=rest)
    )
    return "\n".join((*written, "", left_out)) if len(written) > 2 else left_out


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _code(text: str) -> str:
    """Return `text` as code, in which GitHub makes no emoji of `:100:`, as in `plan.yaml:100:5`."""
    return f"<code>{_text(text)}</code>"


def _text(text: str) -> str:
    """Escape `text`: no character of it is markup, HTML or the end of a cell."""
    escaped = "".join(_ENTITIES.get(each, each) for each in visible(text))
    return _MARKUP.sub(r"\\\g<0>", escaped)


def _size(text: str) -> int:
    return len(text.encode()) + 2
