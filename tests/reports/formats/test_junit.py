"""JUnit: a test case a finding, read back by a library that others read JUnit with."""

import pytest
from junitparser import JUnitXml
from support.report_samples import HOSTILE, everything, finding, report

from civtarget.language import Language
from civtarget.model.findings import Outcome, Severity
from civtarget.reports.formats import junit
from civtarget.reports.style import Style


def suite(given):
    text = junit.render(given, Style(Language.EN))
    [only] = JUnitXml.fromstring(text.encode())
    return only


def test_a_failure():
    [case] = suite(report(finding(message="one\ntwo", district="甲区", step="2")))

    assert (case.classname, case.name) == ("example", "district-sum beds 甲区 step 2")
    assert 'file="规划 2025/年度 要点.yaml" time="0" line="7"' in case.tostring().decode()
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
        "as_of": "",
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


def test_any_text_is_well_formed():
    cases = list(suite(report(*(finding(message=text, district=text, plan=text) for text in HOSTILE))))

    assert len(cases) == len(HOSTILE)
    assert "<script>" in cases[8].result[0].message
    assert "\\x0b\\x00\\ufffe\\ud800\\x85" in cases[9].result[0].message
