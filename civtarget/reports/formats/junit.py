"""
A report as JUnit XML: a test case for each finding.

A broken check is a failure whose type is its severity; a note passes, with its message as output. An unchecked or
waived one is skipped with the reason. Checks that hold are a count among the properties.
"""

from collections import Counter
from xml.etree import ElementTree as ET

from civtarget.checking.report import Report
from civtarget.model.findings import Finding, Outcome, Severity
from civtarget.model.phrases import dotted
from civtarget.reports.formats.common import distinct, full_message, repository_path
from civtarget.reports.sheet import visible
from civtarget.reports.style import Style
from civtarget.reports.views.findings import in_a_line, spot

_FAILURE, _SKIPPED, _OUTPUT = "failure", "skipped", "system-out"


def render(report: Report, style: Style) -> str:
    """Write the document; the text ends with a line break."""
    kinds = Counter(map(_kind, report.findings))
    counts = {
        "tests": str(len(report.findings)),
        "failures": str(kinds[_FAILURE]),
        "errors": "0",
        "skipped": str(kinds[_SKIPPED]),
    }
    suites = ET.Element("testsuites", {"name": "civtarget", **counts})
    suite = ET.SubElement(suites, "testsuite", {"name": f"civtarget {report.command}", **counts, "time": "0"})
    properties = ET.SubElement(suite, "properties")
    for name, value in _properties(report).items():
        ET.SubElement(properties, "property", {"name": name, "value": _attribute(value)})
    for finding, name in zip(report.findings, distinct(map(_name, report.findings)), strict=True):
        _add_case(suite, finding, name, report, style)
    ET.indent(suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(suites, encoding="unicode")}\n'


def _properties(report: Report) -> dict[str, str]:
    summary = report.summary
    counts = {
        "checked": summary.checked,
        "held": summary.held,
        "broken": summary.broken,
        "unchecked": summary.unchecked,
        "waived": summary.waived,
    }
    return {"as_of": report.as_of or "", **{name: str(count) for name, count in counts.items()}}


def _kind(finding: Finding) -> str:
    if finding.outcome is not Outcome.BROKEN:
        return _SKIPPED
    return _OUTPUT if finding.severity is Severity.NOTE else _FAILURE


def _name(finding: Finding) -> str:
    """Return a name that is the same in the next run: rule, subject, district and step."""
    subject = finding.indicator or dotted(finding.location.path)
    step = f"step {finding.step}" if finding.step is not None else None
    return _attribute(" ".join(part for part in (finding.rule, subject, finding.district, step) if part))


def _add_case(suite: ET.Element, finding: Finding, name: str, report: Report, style: Style) -> None:
    path = _attribute(repository_path(finding.location.file, style))
    case = ET.SubElement(suite, "testcase", {"classname": _attribute(finding.plan) or path, "name": name})
    case.attrib |= {"file": path, "time": "0"}
    if finding.location.span is not None:
        case.set("line", str(finding.location.span.line))
    text = full_message(finding, report, style)
    kind = _kind(finding)
    result = ET.SubElement(case, kind)
    if kind != _OUTPUT:
        result.set("message", in_a_line(text, style))
    if kind == _FAILURE:
        result.set("type", finding.severity)
    place = ":".join(part for part in (finding.location.file, spot(finding)) if part)
    result.text = visible(f"{place}\n{text}")


def _attribute(text: str) -> str:
    return visible(text).replace("\n", " ")
