"""
The findings of a report as CSV, a row each, for spreadsheets; the JSON report has the verdict of each district.

The header is English and stays as it is. No cell can be taken for a formula: one that looks like it begins with `'`.
"""

import csv
import io
import re

from civtarget.checking.report import Report
from civtarget.model.findings import Finding
from civtarget.notation.quantity import Exact, plain
from civtarget.reports.sheet import visible
from civtarget.reports.style import Style
from civtarget.reports.views.findings import in_a_line, message

COLUMNS = (
    *("file", "line", "column", "sheet", "cell", "severity", "outcome", "rule", "plan", "indicator", "district"),
    *("step", "message", "expected", "actual", "gap", "unit", "waiver", "fingerprint", "new"),
)

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r\n]")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def render(report: Report, style: Style) -> str:
    """Write a header and a row for each finding."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for finding in report.findings:
        writer.writerow([_safe(each, style) for each in _row(finding, report, style)])
    return target.getvalue()


def _row(finding: Finding, report: Report, style: Style) -> tuple[str | int | Exact | None, ...]:
    location = finding.location
    line, column = (location.span.line, location.span.column) if location.span is not None else (None, None)
    return (
        *(location.file, line, column, location.sheet, location.cell, finding.severity, finding.outcome, finding.rule),
        *(finding.plan, finding.indicator, finding.district, finding.step, message([finding], report, style)),
        *(finding.expected, finding.actual, finding.gap, finding.unit, finding.waiver, finding.fingerprint),
        {None: None, True: "yes", False: "no"}[finding.is_new],
    )


def _safe(value: str | Exact | None, style: Style) -> str:
    """Return the text of a cell in one line."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else plain(value)
    if isinstance(value, str) or not _NUMBER.fullmatch(text):  # a gap of -3000 is a number, -1/3 is a formula
        text = f"'{text}" if _FORMULA.match(text) else text
    return in_a_line(visible(text), style)
