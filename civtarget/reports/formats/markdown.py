"""
A report as Markdown, for job summaries and comments: the scorecard, if there is one, the findings, the summary.

A job summary takes 1 MiB, and is refused as a whole above it; rows that do not fit are counted instead.
"""

import re
from collections.abc import Iterable, Sequence

from civtarget.checking.report import Report
from civtarget.language import Text
from civtarget.reports.sheet import Sheet, visible
from civtarget.reports.style import Style
from civtarget.reports.views.findings import LONGEST_MESSAGE, lines, shortened, summary_line

MOST_BYTES = 1024 * 1024
"""What GitHub takes as the summary of a step."""

_FOR_THE_REST = 16 * 1024
_MARKUP = re.compile(r"[\\`*_~\[\]|]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;", "\n": "<br>"}


def render(report: Report, style: Style, most: int = MOST_BYTES) -> str:
    """Write the report in at most so many bytes, as far as that is more than what its head and its summary take."""
    room = most - _FOR_THE_REST
    parts = [f"### civtarget {report.command}"]
    if report.assessment is not None:
        from civtarget.reports.views import scorecard as scorecard_sheets  # noqa: PLC0415  # what checking a plan does without

        for sheet in scorecard_sheets.sheets(report, style):
            parts += [f"**{_text(shortened(sheet.title))}**", _sheet(sheet, room // 2, style)]
        parts += (_text(shortened(line, LONGEST_MESSAGE)) for line in scorecard_sheets.lines(report, style))
    room -= sum(_size(part) for part in parts)
    titles = [style.say(each) for each in (Text("位置", "place"), Text("级别", "level"), Text("规则", "rule"))]
    rows = [
        # In <code> GitHub makes no emoji of `:100:`, as in `plan.yaml:100:5`.
        (f"<code>{_text(place)}</code>", _text(level), f"<code>{rule}</code>", _text(message))
        for place, level, rule, message in lines(report, style)
    ]
    if rows:
        parts.append(_table([*titles, style.say(Text("说明", "message"))], ["---"] * 4, rows, room, style))
    parts += [f"**{_text(style.say(summary_line(report)))}**", ""]
    return "\n\n".join(parts[:-1]) + "\n"


def _sheet(sheet: Sheet, room: int, style: Style) -> str:
    titles = [_text(column.title) for column in sheet.columns]
    marks = ["---:" if column.right else "---" for column in sheet.columns]
    return _table(titles, marks, [[_text(cell.text) for cell in row] for row in sheet.rows], room, style)


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
    left_out = style.say(Text(f"另有 {rest} 行放不下，没有列出", f"{rest} more rows do not fit and are left out"))
    return "\n".join((*written, "", left_out)) if len(written) > 2 else left_out


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    """Return `text` as it is to be read: no character of it is markup, HTML or the end of a cell."""
    escaped = "".join(_ENTITIES.get(each, each) for each in visible(text))
    return _MARKUP.sub(r"\\\g<0>", escaped)


def _size(text: str) -> int:
    return len(text.encode()) + 2
