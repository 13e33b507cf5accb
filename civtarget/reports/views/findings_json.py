"""
A report as JSON, `civtarget-report/1`: what scripts read.

The shape is a contract of its own, not a dump of internal values. Numbers are strings and exact; keys stand in this
order; fields may be added within `/1`, none is removed or changes its meaning.
"""

from typing import Any

from civtarget import __version__
from civtarget.checking.report import Report
from civtarget.model.findings import Finding, Location, RelatedPlace, Severity
from civtarget.model.phrases import dotted
from civtarget.model.results import SuspectCell
from civtarget.reports.views.json_values import number_content, text_content

FORMAT = "civtarget-report/1"


def content(report: Report) -> dict[str, Any]:
    """Return the JSON content of `report`."""
    summary = report.summary
    written: dict[str, Any] = {
        "format": FORMAT,
        "tool": {"name": "civtarget", "version": __version__},
        "command": report.command,
        "plans": [{"id": plan.id, "path": plan.path, "sha256": plan.sha256} for plan in report.plans],
        "as_of": report.as_of,
        "summary": {
            "checked": summary.checked,
            "held": summary.held,
            "broken": summary.broken,
            "unchecked": summary.unchecked,
            "waived": summary.waived,
            "errors": summary.by_severity[Severity.ERROR],
            "warnings": summary.by_severity[Severity.WARNING],
            "notes": summary.by_severity[Severity.NOTE],
        },
        "findings": [_finding(finding) for finding in report.findings],
        "cells": [],
        "submissions": [
            {
                "path": each.path,
                "sha256": each.sha256,
                "form": each.form,
                "encoding": each.encoding,
                "notes": [text_content(note) for note in each.notes],
            }
            for each in report.submissions
        ],
        "coverage": [],
        "since": report.since
        and {
            "revision": report.since.revision,
            "commit": report.since.commit,
            "broken": report.since.broken,
            "unchecked": report.since.unchecked,
        },
    }
    if report.assessment is not None:
        from civtarget.reports.views import scorecard_json  # noqa: PLC0415  # a plan is checked without it

        written |= scorecard_json.content(report.assessment, report.cells, report.lights)
    return written


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "outcome": finding.outcome,
        "plan": finding.plan,
        "indicator": finding.indicator,
        "district": finding.district,
        "step": finding.step,
        "message": text_content(finding.message),
        **_location(finding.location),
        "path": dotted(finding.location.path),
        "expected": number_content(finding.expected),
        "actual": number_content(finding.actual),
        "gap": number_content(finding.gap),
        "unit": finding.unit,
        "needs": list(finding.needs),
        "related": [_related(each) for each in finding.related],
        "suspects": [_suspect(each) for each in finding.suspects],
        "diagnosis": text_content(finding.diagnosis) if finding.diagnosis is not None else None,
        "fix": None,
        "waiver": finding.waiver,
        "new": finding.is_new,
        "edits": [_related(each) for each in finding.edits],
        "fingerprint": finding.fingerprint,
    }


def _location(location: Location) -> dict[str, Any]:
    span = location.span
    return {
        "file": location.file,
        "line": span and span.line,
        "column": span and span.column,
        "end_line": span and span.end_line,
        "end_column": span and span.end_column,
        "sheet": location.sheet,
        "cell": location.cell,
    }


def _related(related: RelatedPlace) -> dict[str, Any]:
    span = related.location.span
    return {
        "plan": related.plan,
        "file": related.location.file,
        "line": span and span.line,
        "column": span and span.column,
        "path": dotted(related.location.path),
        "message": text_content(related.message),
    }


def _suspect(cell: SuspectCell) -> dict[str, Any]:
    suspect = cell.suspect
    return {
        "district": suspect.cell,
        "path": dotted(cell.where),
        "value": number_content(suspect.value),
        "would_be": number_content(suspect.would_be),
        "slip": suspect.slip,
        "likely": cell.is_likely,
        "evidence": [text_content(each) for each in suspect.evidence],
    }
