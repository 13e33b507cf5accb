"""JUnit: a case for each finding and each rule without any, read back by a library that others read JUnit with."""

from xml.etree import ElementTree as ET

import pytest
from junitparser import JUnitXml
from support.report_samples import HOSTILE, everything, finding, report

from civtarget.checking.report import CheckedPlan, Report, RuleRun
from civtarget.language import Language
from civtarget.model.findings import Outcome, Severity
from civtarget.reports.formats import junit
from civtarget.reports.style import Style

# The elements and attributes of junit-10.xsd of Jenkins' xUnit plugin (src/main/resources/org/jenkinsci/plugins/xunit/
# types/model/xsd/ in jenkinsci/xunit-plugin, as of 031e285), as far as they are used here. `testcase/@file` is none of
# them: GitLab reads it, and so do the schemas of pytest and of testmoapp/junitxml.
JENKINS = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "time", "skipped", "timestamp", "hostname", "id", "package"},
    "properties": set(),
    "property": {"name", "value"},
    "testcase": {"name", "time", "classname", "group"},
    "failure": {"type", "message"},
    "skipped": {"type", "message"},
    "system-out": set(),
}
REQUIRED = {
    "testsuite": {"name", "tests", "failures", "errors"},
    "property": {"name", "value"},
    "testcase": {"name"},
}


def plan(identifier, *runs):
    return CheckedPlan(identifier, f"plans/{identifier}.yaml", "0" * 64, tuple(RuleRun(*run) for run in runs))


def suite(given):
    text = junit.render(given, Style(Language.EN))
    [only] = JUnitXml.fromstring(text.encode())
    return only


def test_a_failure():
    [case] = suite(report(finding(message="one\ntwo", district="甲区", step="2")))

    assert (case.classname, case.name) == ("example", "district-sum beds 甲区 step 2")
    assert 'file="规划 2025/年度 要点.yaml" time="0">' in case.tostring().decode()
    [failure] = case.result
    assert (failure.type, failure.message) == ("error", "Beds: one; two")
    assert failure.text == "规划 2025/年度 要点.yaml:7:5\nBeds: one\ntwo"


@pytest.mark.parametrize(
    ("severity", "outcome", "expected"),
    [
        (Severity.ERROR, Outcome.BROKEN, ["Failure"]),
        (Severity.WARNING, Outcome.BROKEN, ["Failure"]),
        (Severity.NOTE, Outcome.BROKEN, []),
        (Severity.NOTE, Outcome.UNCHECKED, ["Skipped"]),
        (Severity.ERROR, Outcome.WAIVED, ["Skipped"]),
    ],
)
def test_what_becomes_of_a_case(severity, outcome, expected):
    [case] = suite(report(finding(severity=severity, outcome=outcome, waiver="agreed")))

    assert [type(each).__name__ for each in case.result] == expected


def test_a_waiver_is_the_reason_for_skipping():
    [case] = suite(report(finding(message="x", outcome=Outcome.WAIVED, waiver="agreed")))

    assert case.result[0].message == "Beds: x (waived: agreed)"


def test_a_note_passes_and_says_why():
    [case] = suite(report(finding(message="x", severity=Severity.NOTE)))

    assert case.is_passed
    assert case.system_out == "规划 2025/年度 要点.yaml:7:5\nBeds: x"


def test_counts_and_properties():
    whole = suite(everything())

    assert (whole.tests, whole.failures, whole.errors, whole.skipped) == (36, 8, 0, 24)
    assert sum(1 for _ in whole) == 36
    assert {each.name: each.value for each in whole.properties()} == {
        "checked": "27",
        "held": "3",
        "broken": "12",
        "unchecked": "12",
        "waived": "12",
    }


def test_names_are_unique():
    names = [case.name for case in suite(everything())]

    assert len(set(names)) == 36
    assert names[:3] == ["district-sum beds 甲区", "district-sum beds", "district-sum beds 甲区 (2)"]


def test_a_rule_without_a_finding_passes_in_each_plan():
    given = Report("validate", (plan("a", ("district-sum", 3, 0)), plan("b", ("district-sum", 0, 0))), (), held=3)

    assert [(case.classname, case.name, case.is_passed, case.system_out) for case in suite(given)] == [
        ("a", "district-sum", True, "checks that hold: 3"),
        ("b", "district-sum", True, "checks that hold: 0"),
    ]


def test_a_rule_with_findings_passes_only_where_it_also_holds():
    findings = (finding(), finding(rule="unknown-key", indicator=None))
    runs = (("district-sum", 3, 1), ("unknown-key", 0, 1), ("unit-matches", 0, 0))
    whole = suite(Report("validate", (plan("example", *runs),), findings, held=3))

    assert [(case.name, case.is_passed) for case in whole] == [
        ("district-sum beds", False),
        ("unknown-key indicators.beds.split", False),
        ("district-sum", True),
        ("unit-matches", True),
    ]
    assert (whole.tests, whole.failures, whole.skipped) == (4, 2, 0)


def test_names_do_not_depend_on_other_plans():
    names = [case.name for case in suite(report(finding(), finding(plan="other"), finding()))]

    assert names == ["district-sum beds", "district-sum beds", "district-sum beds (2)"]


def test_the_day_is_told_only_where_there_is_one():
    [with_day] = [each for each in suite(Report("check", (), (), 0, "2025-06-30")).properties() if each.name == "as_of"]

    assert with_day.value == "2025-06-30"


def test_the_attributes_are_those_of_jenkins():
    given = Report("validate", (plan("a", ("district-sum", 3, 0)),), everything().findings, 3, "2025-06-30")
    root = ET.fromstring(junit.render(given, Style(Language.EN)))  # noqa: S314  # written here

    seen = {element.tag for element in root.iter()}
    assert seen == JENKINS.keys()
    for element in root.iter():
        allowed = JENKINS[element.tag] | ({"file"} if element.tag == "testcase" else set())
        assert REQUIRED.get(element.tag, set()) <= element.attrib.keys() <= allowed


def test_any_text_is_well_formed():
    cases = list(suite(report(*(finding(message=text, district=text, plan=text) for text in HOSTILE))))

    assert len(cases) == len(HOSTILE)
    assert "<script>" in cases[8].result[0].message
    assert "\\x0b\\x00\\ufffe\\ud800\\x85" in cases[9].result[0].message
