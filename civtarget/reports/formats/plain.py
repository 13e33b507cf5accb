"""Sheets and reports as plain text, for pipes and files: no colour, no width, nothing wrapped, a line a row."""

from collections.abc import Sequence

from tabulate import tabulate

from civtarget.checking.report import Report
from civtarget.reports.sheet import Sheet, visible
from civtarget.reports.style import Style
from civtarget.reports.views.findings import lines, summary_line


def render(report: Report, style: Style) -> str:
    """Write the scorecard, if there is one, a line for each finding, its place first, and the summary last."""
    rows = [[visible(cell).replace("\n", " ") for cell in line] for line in lines(report, style)]
    summary = style.say(summary_line(report))
    return "\n".join((*_scorecard(report, style), *_table(rows, (), "plain"), summary, ""))


def _scorecard(report: Report, style: Style) -> list[str]:
    if report.assessment is None:
        return []
    from civtarget.reports.views import scorecard as scorecard_sheets  # noqa: PLC0415  # what checking a plan does without

    return [write(scorecard_sheets.sheets(report, style)), *map(visible, scorecard_sheets.lines(report, style)), ""]


def write(sheets: Sequence[Sheet]) -> str:
    """Write sheets below each other."""
    written: list[str] = []
    for sheet in sheets:
        rows = [[visible(cell.text).replace("\n", "; ") for cell in row] for row in sheet.rows]
        alignment = ["right" if column.right else "left" for column in sheet.columns]
        titles = [visible(column.title) for column in sheet.columns]
        written += [visible(sheet.title)] if sheet.title else []
        written += [*_table(rows, titles, "simple", alignment), ""]
    return "\n".join(written)


def _table(
    rows: Sequence[Sequence[str]], titles: Sequence[str], form: str, alignment: Sequence[str] | None = None
) -> list[str]:
    if not rows:
        return []
    # disable_numparse: a table must show 2.50 as it is written, not as 2.5
    text = tabulate(rows, titles, tablefmt=form, disable_numparse=True, colalign=alignment)
    return [line.rstrip() for line in text.splitlines()]
