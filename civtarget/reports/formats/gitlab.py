"""
A report for GitLab's code quality: a JSON list with a record for each finding.

GitLab does not show the check of a record, so its description begins with the rule. It knows no waivers: a waived
finding is an `info` with that word, and so is an unchecked one.
"""

from typing import Any

from civtarget.checking.report import Report
from civtarget.json_text import dumps
from civtarget.model.findings import Finding, Outcome, Severity
from civtarget.reports.formats.common import distinct, full_message, repository_path
from civtarget.reports.style import Style
from civtarget.reports.views.findings import in_a_line

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(report: Report, style: Style) -> str:
    """Write the list; the text ends with a line break."""
    # Two plans may claim one identifier; of findings with the same fingerprint GitLab keeps one.
    fingerprints = distinct((finding.fingerprint for finding in report.findings), "{}-{}")
    records = zip(report.findings, fingerprints, strict=True)
    return dumps([_record(finding, fingerprint, report, style) for finding, fingerprint in records])


def _record(finding: Finding, fingerprint: str, report: Report, style: Style) -> dict[str, Any]:
    span = finding.location.span
    return {
        "description": f"{finding.rule}: {in_a_line(full_message(finding, report, style), style)}",
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity] if finding.outcome is Outcome.BROKEN else "info",
        "location": {
            "path": repository_path(finding.location.file, style),
            "lines": {"begin": span.line if span is not None else 1},
        },
    }
