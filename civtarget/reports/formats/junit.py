"""
A report as JUnit XML: a test case for each finding, and one that passes for each rule of a plan that has none.

A broken check is a failure whose type is its severity; a note passes, with its message as output. An unchecked or
waived one is skipped with the reason. A rule with findings that also holds elsewhere in the plan has a passed case,
too; how many of its checks hold is the output of that case. The attributes are those of the schemas of Jenkins, besides
`testcase/@file`, which GitLab reads.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from civtarget.checking.report import CheckedPlan, Report, RuleRun
from civtarget.language import Text
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
    passed = list(_passed(report))
    counts = {
        "tests": str(len(report.findings) + len(passed)),
        "failures": str(kinds[_FAILURE]),
        "errors": "0",
    }
    suites = ET.Element("testsuites", {"name": "civtarget", **counts})
    suite = ET.SubElement(
        suites,
        "testsuite",
        {"name": f"civtarget {report.command}", **counts, "skipped": str(kinds[_SKIPPED]), "time": "0"},
    )
    properties = ET.SubElement(suite, "properties")
    for name, value in _properties(report).items():
        ET.SubElement(properties, "property", {"name": name, "value": _attribute(value)})
    for finding in report.findings:
        _add_finding(suite, finding, report, style)
    for plan, run in passed:
        _add_passed(suite, plan, run, style)
    _make_distinct(suite)
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
    day = {"as_of": report.as_of} if report.as_of is not None else {}
    return {**day, **{name: str(count) for name, count in counts.items()}}


def _passed(report: Report) -> Iterator[tuple[CheckedPlan, RuleRun]]:
    """Yield the rules that have no finding in a plan, and those that hold elsewhere in it."""
    for plan in report.plans:
        for run in plan.runs:
            if run.held or not run.findings:
                yield plan, run


def _kind(finding: Finding) -> str:
    if finding.outcome is not Outcome.BROKEN:
        return _SKIPPED
    return _OUTPUT if finding.severity is Severity.NOTE else _FAILURE


def _name(finding: Finding) -> str:
    """Return a name that is the same in the next run: rule, subject, district and step."""
    subject = finding.indicator or dotted(finding.location.path)
    step = f"step {finding.step}" if finding.step is not None else None
    return " ".join(part for part in (finding.rule, subject, finding.district, step) if part)


def _add_case(suite: ET.Element, plan: str, name: str, file: str, style: Style) -> ET.Element:
    path = _attribute(repository_path(file, style))
    case = {"classname": _attribute(plan) or path, "name": _attribute(name), "file": path, "time": "0"}
    return ET.SubElement(suite, "testcase", case)


def _add_passed(suite: ET.Element, plan: CheckedPlan, run: RuleRun, style: Style) -> None:
    case = _add_case(suite, plan.id, run.rule, plan.path, style)
    held = Text(f"成立的检查：{run.held}", f"checks that hold: {run.held}")
    ET.SubElement(case, _OUTPUT).text = style.say(held)


def _make_distinct(suite: ET.Element) -> None:
    """Number the cases of one plan that are called alike; what another plan holds changes no name."""
    by_class: dict[str, list[ET.Element]] = defaultdict(list)
    for case in suite.iter("testcase"):
        by_class[case.attrib["classname"]].append(case)
    for cases in by_class.values():
        names = distinct([case.attrib["name"] for case in cases])
        for case, name in zip(cases, names, strict=True):
            case.set("name", name)


def _add_finding(suite: ET.Element, finding: Finding, report: Report, style: Style) -> None:
    case = _add_case(suite, finding.plan, _name(finding), finding.location.file, style)
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
