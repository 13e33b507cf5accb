"""
A report as SARIF 2.1.0, for code scanning.

A waived finding is a suppressed result; an unchecked one is `open`, and its level has to be `none`. Every
result has a line, the first one where a finding has none: GitHub refuses a whole file for one result without. Of more
than 5000 findings the worst are kept, as GitHub keeps no more, and a notification counts the others.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from civtarget import __version__
from civtarget.checking.report import Report
from civtarget.json_text import dumps
from civtarget.language import Language, Text
from civtarget.model.findings import Finding, Outcome, RelatedPlace, Span
from civtarget.model.phrases import dotted
from civtarget.reports.formats.common import full_message, repository_path
from civtarget.reports.style import Style
from civtarget.reports.views.findings import spot, worst_first
from civtarget.reports.views.rules import claim, page
from civtarget.rules import Rule
from civtarget.rules.catalogue import RULES

MOST = 5000
"""Results that GitHub keeps of a run."""

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ARGUMENT = re.compile(r"\{([0-9]+)\}")
_DRIVE = re.compile("[A-Za-z]:/")


def render(report: Report, style: Style) -> str:
    """Write the log of one run; the text ends with a line break."""
    findings = report.findings
    if len(findings) > MOST:
        kept = {id(finding) for finding in worst_first(findings)[:MOST]}
        findings = tuple(finding for finding in findings if id(finding) in kept)
    found = {finding.rule for finding in findings}
    rules = [rule for rule in RULES if rule.ID in found]
    indexes = {rule.ID: index for index, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "civtarget",
                "version": __version__,
                "rules": [_rule(rule, style) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(len(report.findings) - len(findings), style)],
        "results": [_result(finding, indexes[finding.rule], report, style) for finding in findings],
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule, style: Style) -> dict[str, Any]:
    languages = sorted(Language, key=lambda each: each is not style.language)
    pages = "\n".join(page(rule, Style(language)) for language in languages)
    return {
        "id": rule.ID,
        # A name that is the ID once more is none.
        **({"name": "".join(word.capitalize() for word in rule.ID.split("-"))} if "-" in rule.ID else {}),
        "shortDescription": {"text": claim(rule, style.language)},
        "fullDescription": {"text": "\n".join(claim(rule, language) for language in languages)},
        "help": {"text": pages, "markdown": pages},
        "defaultConfiguration": {"level": rule.SEVERITY.value},
        "properties": {"tags": [rule.FAMILY]},
    }


def _invocation(left_out: int, style: Style) -> dict[str, Any]:
    text = Text(
        "另有 {left_out} 条未列入：至多 {most} 条",
        "{left_out} more are left out: {most} are the most",
        left_out=left_out,
        most=MOST,
    )
    notifications = [{"level": "warning", "message": {"text": style.say(text)}}] if left_out else []
    return {"executionSuccessful": True, "toolExecutionNotifications": notifications}


def _result(finding: Finding, index: int, report: Report, style: Style) -> dict[str, Any]:
    is_open = finding.outcome is Outcome.UNCHECKED
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "kind": "open" if is_open else "fail",
        "level": "none" if is_open else finding.severity.value,
        "message": {"text": _message(full_message(finding, report, style))},
        "locations": [_location(finding, style)],
        "relatedLocations": [
            {
                "id": number,
                "physicalLocation": _place(each.location.file, each.location.span, style),
                "message": {"text": _message(style.say(each.message))},
            }
            for number, each in enumerate(_in_files(finding, report), 1)
        ],
        "partialFingerprints": {"civtarget/v1": finding.fingerprint},
        **({} if finding.is_new is None else {"baselineState": "new" if finding.is_new else "unchanged"}),
        # Either every result says whether it is suppressed, or none does.
        "suppressions": [_suppression(finding, report)] if finding.outcome is Outcome.WAIVED else [],
    }


def _in_files(finding: Finding, report: Report) -> Iterator[RelatedPlace]:
    """Yield the other places of a finding but for those in a commit: a URI can only lead to files."""
    commit = f"{report.since.commit}:" if report.since is not None else None
    yield from (each for each in finding.related if commit is None or not each.location.file.startswith(commit))


def _location(finding: Finding, style: Style) -> dict[str, Any]:
    location = finding.location
    content: dict[str, Any] = {"physicalLocation": _place(location.file, location.span, style)}
    names = [spot(finding)] if location.span is None and spot(finding) else []
    names += [dotted(location.path)] if location.path else []
    if names:
        content["logicalLocations"] = [{"fullyQualifiedName": name} for name in names]
    return content


def _place(file: str, span: Span | None, style: Style) -> dict[str, Any]:
    region: dict[str, int] = {"startLine": 1}
    if span is not None:
        region = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
    return {"artifactLocation": {"uri": uri(repository_path(file, style))}, "region": region}


def uri(path: str) -> str:
    """Return a reference to a file: its path, percent-encoded, behind `file:` where it is absolute."""
    drive = _DRIVE.match(path)
    scheme = "file:///" + drive[0] if drive else "file://" if path.startswith("/") else ""
    rest = path[drive.end() :] if drive else path
    try:
        encoded = rest.encode("utf-8", "surrogateescape")  # a name that is no UTF-8
    except UnicodeEncodeError:
        encoded = rest.encode("utf-8", "surrogatepass")
    return scheme + quote(encoded, safe="/")


def _suppression(finding: Finding, report: Report) -> dict[str, Any]:
    """Return a waiver: in source if the finding is in a plan, as waivers are; external if it is in a submission."""
    is_in_plan = any(plan.path == finding.location.file for plan in report.plans)
    return {
        "kind": "inSource" if is_in_plan else "external",
        "status": "accepted",
        "justification": finding.waiver or "",
    }


def _message(text: str) -> str:
    """Return a text in which nothing is a link or an argument: both are part of SARIF's messages."""
    return _ARGUMENT.sub(r"{{\1}}", text.replace("](", "] ("))
