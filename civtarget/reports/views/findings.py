"""The document of a report: its scorecard, findings and summary, and the wording that all formats share."""

import os
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from civtarget.checking.report import Report, Since
from civtarget.language import NOTHING, Text, joined
from civtarget.model.findings import Finding, Outcome, Severity
from civtarget.model.phrases import MOST_NAMES, area_name, listed
from civtarget.model.plan import Plan
from civtarget.reports.document import Document, Lines, Summary
from civtarget.reports.sheet import Cell, Column, Sheet, Tone, visible
from civtarget.reports.style import Style
from civtarget.reports.views.findings_json import content

SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.NOTE: Text("提示", "note"),
}
_LONGEST_NAME, LONGEST_MESSAGE = 80, 2000
"""Characters; nothing that people write is longer. The JSON report holds all."""
_MOST_EDITS = 3
"""Changes that are named under one finding."""
_OUTCOMES = {Outcome.UNCHECKED: Text("未能检查", "unchecked"), Outcome.WAIVED: Text("已豁免", "waived")}
_BY_EDIT = {
    None: NOTHING,
    True: Text("（本次改动带来的）", " (brought by this edit)"),
    False: Text("（原有的）", " (there before)"),
}
"""The word for new and old findings; none without an edit."""
_TONES = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING, Severity.NOTE: Tone.NOTE}


def document(report: Report) -> Document:
    """Return the document of a report."""
    return Document(blocks=partial(blocks, report), content=partial(content, report), report=report)


def blocks(report: Report, style: Style) -> Iterator[Sheet | Lines | Summary]:
    """Yield the scorecard, if there is one, the findings and the summary."""
    if report.assessment is not None:
        from civtarget.reports.views import scorecard  # noqa: PLC0415  # a plan is checked without it

        yield from scorecard.blocks(report, style)
    yield from _grouped(report, style) if style.grouped else [_log(report, style)]
    yield Summary(style.say(summary_line(report)))


def _grouped(report: Report, style: Style) -> list[Sheet]:
    """Return a sheet for each file that has findings; of submissions one sheet, the worst first."""
    if report.submissions:
        return _sheet_of_submissions(report, style)
    place, level_column, rule, text = _columns(Text("行:列", "place"), style)
    columns = [replace(place, right=True), level_column, rule, replace(text, flexible=True)]
    return [
        Sheet(
            file + style.say(_BY_EDIT[is_new]),
            columns,
            [_row(same, report, style) for same in _alike(findings, report)],
        )
        for (is_new, file), findings in groupby(report.findings, key=lambda each: (each.is_new, each.location.file))
    ]


def _columns(place: Text, style: Style) -> list[Column]:
    return [
        Column(style.say(place), code=True),
        Column(style.say(Text("级别", "level"))),
        Column(style.say(Text("规则", "rule")), code=True),
        Column(style.say(Text("说明", "message"))),
    ]


def _sheet_of_submissions(report: Report, style: Style) -> list[Sheet]:
    """Return the findings with their places below the messages: names of files and sheets leave no room beside them."""
    _, level_column, _, text = _columns(Text("", ""), style)
    columns = [level_column, replace(text, flexible=True)]
    names = _short_names(finding.location.file for finding in report.findings)
    rows = [
        [_level_cell(same[0], style), Cell(f"{message(same, report, style)}\n{_place(same[0], names)} {_rules(same)}")]
        for same in _alike(worst_first(report.findings), report)
    ]
    return [Sheet("", columns, rows)] if rows else []


def _log(report: Report, style: Style) -> Sheet:
    """Return a row for each finding that names its file; of submissions the worst first."""
    findings = worst_first(report.findings) if report.submissions else report.findings
    rows = [
        [
            Cell(_place(same[0], {})),
            _level_cell(same[0], style),
            Cell(_rules(same)),
            Cell(in_a_line(message(same, report, style), style)),
        ]
        for same in _alike(findings, report)
    ]
    return Sheet("", _columns(Text("位置", "place"), style), rows, log=True)


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings: new before old, then broken, unchecked and waived, then by severity."""
    outcomes, severities = list(Outcome), list(Severity)
    return sorted(
        findings, key=lambda each: (not each.is_new, outcomes.index(each.outcome), severities.index(each.severity))
    )


def _short_names(files: Iterable[str]) -> dict[str, str]:
    """Return for each file its name without folders, where no other file has the same."""
    names = {file: os.path.basename(file) for file in dict.fromkeys(files)}
    counts = Counter(names.values())
    return {file: name for file, name in names.items() if counts[name] == 1}


def _alike(findings: Iterable[Finding], report: Report) -> Iterator[list[Finding]]:
    """
    Group findings with the same message.

    Several rules may have one message for one place: an unreadable value keeps many of them from checking. And one rule
    may have one message for several districts without a place in any submission: that they have not reported.
    """
    plans = frozenset(plan.path for plan in report.plans)
    alike: dict[Hashable, list[Finding]] = {}
    for each in findings:
        is_unreported = each.is_of_value and each.location.file in plans
        where = (each.rule, each.indicator, each.step) if is_unreported else (each.location, each.district)
        alike.setdefault((where, each.outcome, each.waiver, each.message, each.is_new), []).append(each)
    yield from alike.values()


def _rules(same: Sequence[Finding]) -> str:
    rules = list(dict.fromkeys(each.rule for each in same))
    return rules[0] if len(rules) == 1 else f"{rules[0]} +{len(rules) - 1}"


def subject_text(same: Sequence[Finding], plan: Plan | None) -> Text:
    """Return districts and step as a prefix of the message; empty for findings that are not about reported values."""
    finding = same[0]
    if not finding.is_of_value:
        return NOTHING
    subject = joined(area_name(name, plan) for name in dict.fromkeys(each.district for each in same))
    if finding.step is not None:
        subject = Text("{subject}，步骤 {step}", "{subject}, step {step}", subject=subject, step=finding.step)
    return Text("{subject}：", "{subject}: ", subject=subject)


def level(finding: Finding) -> Text:
    """Return the word for outcome or severity; an unchecked or waived finding never goes by its severity."""
    text = _OUTCOMES.get(finding.outcome) or SEVERITIES[finding.severity]
    return Text("新增{text}", "new {text}", text=text) if finding.is_new else text


def message(same: Sequence[Finding], report: Report, style: Style) -> str:
    """
    Return the message that findings share, after the names of the indicator and the districts.

    The suspects, and the causes in an edit, follow on lines of their own.
    """
    plan = report.assessment.plan if report.assessment is not None else None
    finding = same[0]
    name = ""
    if finding.indicator_name is not None:
        name = shortened(style.say(finding.indicator_name)) + style.say(Text("：", ": "))
    reason = (
        style.say(Text("（豁免理由：{waiver}）", " (waived: {waiver})", waiver=finding.waiver))
        if finding.waiver
        else ""
    )
    subject = style.say(subject_text(same, plan))
    return (
        shortened(f"{name}{subject}{style.say(finding.message)}", LONGEST_MESSAGE)
        + _elsewhere(finding, style)
        + reason
        + _blame(finding, style)
        + _edits(finding, style)
    )


def _blame(finding: Finding, style: Style) -> str:
    if finding.diagnosis is None or finding.outcome is Outcome.WAIVED:
        return ""
    return "\n" + shortened(style.say(finding.diagnosis), LONGEST_MESSAGE)


def _edits(finding: Finding, style: Style) -> str:
    if not finding.edits or finding.outcome is Outcome.WAIVED:
        return ""
    said = [style.say(each.message) for each in finding.edits]
    rest = len(said) - _MOST_EDITS
    more = style.say(Text("；另有 {rest} 处", "; and {rest} more", rest=rest)) if rest > 0 else ""
    told = style.say(Text("；", "; ")).join(said[:_MOST_EDITS]) + more
    return "\n" + shortened(style.say(Text("本次改动：{told}", "this edit: {told}", told=told)), LONGEST_MESSAGE)


def in_a_line(text: str, style: Style) -> str:
    """Return `text` without line breaks."""
    return text.replace("\n", style.say(Text("；", "; ")))


def _elsewhere(finding: Finding, style: Style) -> str:
    """Return the places of related records in other files, in brackets; empty for findings about reported values."""
    places = dict.fromkeys(
        f"{each.location.file}:{each.location.span.line}"
        for each in finding.related
        if each.location.file != finding.location.file and each.location.span is not None
    )
    if not places or finding.is_of_value:
        return ""
    names = listed(places, most=MOST_NAMES)
    return style.say(Text("（另见 {names}）", " (see {names})", names=names))


def shortened(text: str, most: int = _LONGEST_NAME) -> str:
    """Cut `text` where nothing that people write goes on."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def summary_line(report: Report) -> Text:
    """Return the line that sums a report up."""
    if report.headline is not None:
        return report.headline
    summary = report.summary
    number, noun = (len(report.submissions), "submission") if report.submissions else (len(report.plans), "plan")
    what = "份报送文件" if report.submissions else "份规划"
    zh = [f"{number} {what}：{summary.checked} 项检查，{summary.held} 项成立"]
    en = [f"{_count(number, noun)}: {_count(summary.checked, 'check')}, {summary.held} held"]
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
    text = Text("，".join(zh), ", ".join(en))
    if report.since is None:
        return text
    new = _new_line(report.since)
    return Text("{text}；{new}", "{text}; {new}", text=text, new=new)


def _new_line(since: Since) -> Text:
    revision = shortened(visible(since.revision).replace("\n", " "))
    name = Text("{revision}（{commit}）", "{revision} ({commit})", revision=revision, commit=since.commit)
    zh = [f"{since.broken} 项不成立"] * bool(since.broken) + [f"{since.unchecked} 项未能检查"] * bool(since.unchecked)
    en = [f"{since.broken} broken"] * bool(since.broken) + [f"{since.unchecked} not made"] * bool(since.unchecked)
    if not zh:
        return Text("{name}之后没有新问题", "nothing new since {name}", name=name)
    return Text("{name}之后新增：{zh}", "new since {name}: {en}", name=name, zh="、".join(zh), en=", ".join(en))


def _severities_of_broken(report: Report) -> Text:
    broken = [finding.severity for finding in report.findings if finding.outcome is Outcome.BROKEN]
    counts = [(severity, broken.count(severity)) for severity in Severity if severity in broken]
    return Text(
        "、".join(f"{SEVERITIES[severity].zh} {count}" for severity, count in counts),
        ", ".join(_count(count, SEVERITIES[severity].en) for severity, count in counts),
    )


def _row(same: Sequence[Finding], report: Report, style: Style) -> Sequence[Cell]:
    return (
        Cell(spot(same[0]), Tone.QUIET),
        _level_cell(same[0], style),
        Cell(_rules(same)),
        Cell(message(same, report, style)),
    )


def _level_cell(finding: Finding, style: Style) -> Cell:
    tone = Tone.QUIET if finding.outcome is not Outcome.BROKEN else _TONES[finding.severity]
    return Cell(style.say(level(finding)), tone)


def spot(finding: Finding) -> str:
    """Return the place of a finding within its file: `line:column`, `sheet!cell`, or nothing."""
    location = finding.location
    if location.span is not None:
        return f"{location.span.line}:{location.span.column}"
    return "!".join(part for part in (location.sheet, location.cell) if part is not None)


def _place(finding: Finding, names: Mapping[str, str]) -> str:
    """Return file and spot; `names` are shorter names of files."""
    file = finding.location.file
    mark = "!" if finding.location.span is None else ":"
    return f"{names.get(file, file)}{mark}{spot(finding)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
