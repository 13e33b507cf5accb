"""What a report says, in sheets and lines: the words that the terminal and the plain format share."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from civtarget.findings import Finding, Outcome, Report, Severity
from civtarget.language import Text
from civtarget.reports.sheet import Cell, Column, Sheet, Tone
from civtarget.reports.style import Style

SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.NOTE: Text("提示", "note"),
}
_LONGEST_NAME, _LONGEST_MESSAGE = 80, 2000
"""Characters; nothing that people write is longer. The JSON report holds all."""
_UNCHECKED = Text("未能检查", "unchecked")
_WAIVED = Text("已豁免", "waived")
_TONES = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING, Severity.NOTE: Tone.NOTE}


def sheets(report: Report, style: Style) -> list[Sheet]:
    """Return a sheet for each file that something is said about."""
    columns = [
        Column(style.say(Text("行:列", "place")), right=True),
        Column(style.say(Text("级别", "level"))),
        Column(style.say(Text("规则", "rule"))),
        Column(style.say(Text("说明", "message")), flexible=True),
    ]
    return [
        Sheet(file, columns, [_row(same, style) for same in _alike(findings)])
        for file, findings in groupby(report.findings, key=lambda finding: finding.location.file)
    ]


def lines(report: Report, style: Style) -> list[tuple[str, str, str, str]]:
    """Return for each finding its place, level, rule and message."""
    return [
        (_full_place(same[0]), style.say(level(same[0])), _rules(same), message(same[0], style))
        for same in _alike(report.findings)
    ]


def _alike(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Put together what several rules say alike of one place: one unreadable value keeps many of them from checking."""
    for _, same in groupby(findings, key=lambda each: (each.location, each.outcome, each.message)):
        yield list(same)


def _rules(same: Sequence[Finding]) -> str:
    return same[0].rule if len(same) == 1 else f"{same[0].rule} +{len(same) - 1}"


def level(finding: Finding) -> Text:
    """Return how bad a finding is, in a word; what was not checked is never called by a severity."""
    if finding.outcome is Outcome.UNCHECKED:
        return _UNCHECKED
    return _WAIVED if finding.outcome is Outcome.WAIVED else SEVERITIES[finding.severity]


def message(finding: Finding, style: Style) -> str:
    """Return what a finding says, behind the name of the indicator that it speaks of."""
    name = f"{_shortened(style.say(finding.indicator_name))}: " if finding.indicator_name else ""
    reason = (
        style.say(Text(f"（豁免理由：{finding.waiver}）", f" (waived: {finding.waiver})")) if finding.waiver else ""
    )
    return _shortened(f"{name}{style.say(finding.message)}{reason}", _LONGEST_MESSAGE)


def _shortened(text: str, most: int = _LONGEST_NAME) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def summary_line(report: Report) -> Text:
    """Return the one line that sums a report up."""
    summary = report.summary
    plans = len(report.plans)
    zh = [f"{plans} 份规划：{summary.checked} 项检查，{summary.held} 项成立"]
    en = [f"{_count(plans, 'plan')}: {_count(summary.checked, 'check')}, {summary.held} held"]
    if summary.broken:
        severities = _severities_of_broken(report)
        zh.append(f"{summary.broken} 项不成立（{severities.zh}）")
        en.append(f"{summary.broken} broken ({severities.en})")
    if summary.waived:
        zh.append(f"{summary.waived} 项豁免")
        en.append(f"{summary.waived} waived")
    if summary.unchecked:
        zh.append(f"另有 {summary.unchecked} 项未能检查")
        en.append(f"{summary.unchecked} more could not be made")
    return Text("，".join(zh), ", ".join(en))


def _severities_of_broken(report: Report) -> Text:
    broken = [finding.severity for finding in report.findings if finding.outcome is Outcome.BROKEN]
    counts = [(severity, broken.count(severity)) for severity in Severity if severity in broken]
    return Text(
        "、".join(f"{SEVERITIES[severity].zh} {count}" for severity, count in counts),
        ", ".join(_count(count, SEVERITIES[severity].en) for severity, count in counts),
    )


def _row(same: Sequence[Finding], style: Style) -> Sequence[Cell]:
    finding = same[0]
    tone = Tone.QUIET if finding.outcome is not Outcome.BROKEN else _TONES[finding.severity]
    return (
        Cell(_place(finding), Tone.QUIET),
        Cell(style.say(level(finding)), tone),
        Cell(_rules(same)),
        Cell(message(finding, style)),
    )


def _place(finding: Finding) -> str:
    location = finding.location
    if location.span is not None:
        return f"{location.span.line}:{location.span.column}"
    return "!".join(part for part in (location.sheet, location.cell) if part is not None)


def _full_place(finding: Finding) -> str:
    mark = "!" if finding.location.span is None else ":"
    return f"{finding.location.file}{mark}{_place(finding)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
