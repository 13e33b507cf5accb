"""
A report as GitHub annotations: workflow commands in the log of a step, which GitHub shows beside the lines of a file.

GitHub keeps ten annotations a level and step and drops the others without a word. So the worst come first, and where
some do not fit, the last notice counts them. A waived or unchecked finding is a notice.
"""

from civtarget.checking.report import Report
from civtarget.language import Text
from civtarget.model.findings import Finding, Outcome, Severity
from civtarget.reports.formats.common import full_message, repository_path
from civtarget.reports.sheet import printable
from civtarget.reports.style import Style
from civtarget.reports.views.findings import summary_line, worst_first

MOST = 10
"""Annotations of a level that GitHub shows of a step."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report, style: Style) -> str:
    """Write a workflow command for each finding that GitHub will show, and the summary."""
    levels: dict[str, list[Finding]] = {command: [] for command in _COMMANDS.values()}
    for finding in worst_first(report.findings):
        broken = finding.outcome is Outcome.BROKEN
        levels[_COMMANDS[finding.severity if broken else Severity.NOTE]].append(finding)
    is_too_much = any(len(findings) > MOST for findings in levels.values())
    shown = [
        (command, finding)
        for command, findings in levels.items()
        for finding in findings[: MOST - (is_too_much and command == "notice")]
    ]
    lines = [_command(command, finding, report, style) for command, finding in shown]
    if is_too_much:
        rest = len(report.findings) - len(shown)
        text = Text(
            "另有 {rest} 条没有标注：GitHub 每级至多显示 {most} 条",
            "{rest} more are not annotated: GitHub shows {most} of a level",
            rest=rest,
            most=MOST,
        )
        lines.append(f"::notice title=civtarget::{_data(style.say(text))}")
    return "\n".join((*lines, style.say(summary_line(report)), ""))


def _command(command: str, finding: Finding, report: Report, style: Style) -> str:
    properties = {"file": repository_path(finding.location.file, style)}
    span = finding.location.span
    if span is not None:
        properties |= {"line": str(span.line), "endLine": str(span.end_line)}
        if span.line == span.end_line:  # GitHub refuses columns of a range of lines
            properties |= {"col": str(span.column), "endColumn": str(max(span.column, span.end_column - 1))}
    properties["title"] = finding.rule
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{command} {written}::{_data(full_message(finding, report, style))}"


def _data(text: str) -> str:
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
