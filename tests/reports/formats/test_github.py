"""Annotations: one workflow command a finding, the worst first, at most ten of a level."""

import pytest
from support.report_samples import HOSTILE, everything, finding, report

from civtarget.language import Language
from civtarget.model.findings import Outcome, Severity
from civtarget.reports.formats import github
from civtarget.reports.style import Style


def lines(given, **style):
    return github.render(given, Style(Language.EN, **style)).splitlines()


def test_a_finding_is_a_command_with_its_place_and_its_rule():
    properties = "file=规划 2025/年度 要点.yaml,line=7,endLine=7,col=5,endColumn=9,title=district-sum"
    assert lines(report(finding(message="92% of a, b: c\nwho"))) == [
        f"::error {properties}::Beds: 92%25 of a, b: c%0Awho",
        "1 plan: 4 checks, 3 held, 1 broken (1 error)",
    ]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("lines", "file=plans/a.yaml,line=7,endLine=9,title=district-sum::Beds: x"),
        ("cell", "file=报送/汇总 表.xlsx,title=district-sum::Sheet 1!C7: Beds: x"),
        ("file", "file=报送/空.csv,title=district-sum::Beds: x"),
    ],
)
def test_a_place_is_said_as_far_as_it_is_known(place, expected):
    assert lines(report(finding(place, "x")))[0] == f"::error {expected}"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "::error "),
        ({"severity": Severity.WARNING}, "::warning "),
        ({"severity": Severity.NOTE}, "::notice "),
        ({"severity": Severity.NOTE, "outcome": Outcome.UNCHECKED}, "::notice "),
        ({"outcome": Outcome.WAIVED, "waiver": "agreed"}, "::notice "),
    ],
)
def test_the_level_is_the_severity_of_what_is_broken(changes, expected):
    assert lines(report(finding(**changes)))[0].startswith(expected)


def test_what_is_not_simply_broken_says_so():
    waived, unchecked = (
        lines(report(finding(message="x", **changes)))[0]
        for changes in ({"outcome": Outcome.WAIVED, "waiver": "agreed"}, {"outcome": Outcome.UNCHECKED})
    )

    assert waived.endswith("::Beds: x (waived: agreed)")
    assert unchecked.endswith("::unchecked: Beds: x")


def test_paths_are_those_of_the_repository():
    first = lines(report(finding("lines")), folder="/repo/sub", root="/repo")[0]

    assert first.startswith("::error file=sub/plans/a.yaml,")


def test_ten_of_a_level_and_how_many_did_not_fit():
    findings = [finding(message=f"{severity} {n}", severity=severity) for severity in Severity for n in range(12)]

    written = lines(report(*reversed(findings)))

    levels = [line.split(" ")[0] for line in written[:-1]]
    assert levels == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert written[-2] == "::notice title=civtarget::7 more are not annotated: GitHub shows 10 of a level"


def test_what_was_waived_comes_last():
    outcomes = (Outcome.WAIVED, Outcome.UNCHECKED, Outcome.BROKEN)
    findings = (finding(message=outcome, outcome=outcome, severity=Severity.NOTE) for outcome in outcomes)

    assert [line.rpartition(" ")[2] for line in lines(report(*findings))[:-1]] == ["broken", "unchecked", "waived"]


def test_as_many_as_fit_need_no_notice():
    findings = [finding(message=f"{n}", severity=severity) for severity in Severity for n in range(10)]

    assert len(lines(report(*findings))) == 31


def test_no_text_is_a_command_of_its_own():
    hostile = [finding(message=f"x{text}", district=text, severity=Severity.ERROR) for text in HOSTILE[:10]]

    written = lines(report(*hostile))

    assert [line.startswith("::error file=") for line in written] == [True] * 10 + [False]
    assert all(line.count("::") == 2 for line in written[:-1])


def test_every_kind_of_finding():
    assert sum(line.startswith("::") for line in lines(everything())) == 4 + 4 + 10
