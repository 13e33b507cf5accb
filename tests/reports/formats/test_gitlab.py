"""Code quality: one record a finding, none lost to an equal fingerprint."""

import json

import pytest
from support.report_samples import everything, finding, report

from civtarget.language import Language
from civtarget.model.findings import Outcome, Severity
from civtarget.reports.formats import gitlab
from civtarget.reports.style import Style


def records(given):
    return json.loads(gitlab.render(given, Style(Language.EN)))


def test_a_record():
    assert records(report(finding("cell", "one\ntwo", fingerprint="abc"))) == [
        {
            "description": "district-sum: Sheet 1!C7: Beds: one; two",
            "check_name": "district-sum",
            "fingerprint": "abc",
            "severity": "major",
            "location": {"path": "报送/汇总 表.xlsx", "lines": {"begin": 1}},
        }
    ]


@pytest.mark.parametrize(
    ("severity", "outcome", "expected"),
    [
        (Severity.ERROR, Outcome.BROKEN, "major"),
        (Severity.WARNING, Outcome.BROKEN, "minor"),
        (Severity.NOTE, Outcome.BROKEN, "info"),
        (Severity.NOTE, Outcome.UNCHECKED, "info"),
        (Severity.ERROR, Outcome.WAIVED, "info"),
    ],
)
def test_severities(severity, outcome, expected):
    assert records(report(finding(severity=severity, outcome=outcome)))[0]["severity"] == expected


def test_equal_fingerprints_are_told_apart():
    findings = (finding(fingerprint=text) for text in ("a", "a", "a-2", "a"))

    assert [each["fingerprint"] for each in records(report(*findings))] == ["a", "a-2", "a-2-2", "a-3"]


def test_every_kind_of_finding_and_no_mark():
    text = gitlab.render(everything(), Style())

    assert text.startswith("[\n")
    assert len({each["fingerprint"] for each in json.loads(text)}) == 36


def test_nothing_found_is_an_empty_list():
    assert records(report()) == []
