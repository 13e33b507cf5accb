"""Whatever stands in a file, it is read, checked and reported in every form; nothing in it ends in an exception."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from civtarget.checking import engine
from civtarget.checking.report import Report
from civtarget.checking.settings import Settings
from civtarget.errors import CivtargetError
from civtarget.files.paths import File, read_file
from civtarget.files.plan.reader import parse_plan
from civtarget.language import Language
from civtarget.model.findings import Finding
from civtarget.reports.rendering import DocumentFormat, Format, render
from civtarget.reports.style import Style
from civtarget.reports.views import findings, plan

PLANS = sorted((Path(__file__).parents[1] / "plans").glob("*.yaml"))
HEAD = "civtarget: 1\nid: example\ntitle: 示例\nperiod: 2025\nindicators:\n"
STYLES = [Style(language, width, ascii_only=width == 80) for language in Language for width in (30, 80, 120)]
# What breaks YAML, numbers, dates, references and tables, at one place or another.
SCRAPS = [
    *(
        "",
        " ",
        "  ",
        "\n",
        "\t",
        "\r\n",
        "\ufeff",
        "\x00",
        "\x1b[2J",
        "\u202e",
        "\u2028",
        "\x85",
        "𠮷",
        "e\u0301",
        "👩‍👩‍👧",
    ),
    *(
        ":",
        ": ",
        "- ",
        "? ",
        "#",
        " #",
        ",",
        "{",
        "}",
        "[",
        "]",
        "'",
        '"',
        "\\",
        "|",
        ">",
        ">-",
        "%",
        "@",
        "`",
        "!",
        "!!str ",
    ),
    *(
        "&a ",
        "*a",
        "<<: *a",
        "---\n",
        "...\n",
        "~",
        "null",
        "yes",
        "012",
        "1_300",
        "12:30",
        "1e999",
        "-0",
        "--",
        "——",
        "..",
        "=",
    ),
    *(
        ">= 3",
        '">= 3"',
        "30%",
        '"30..40"',
        "4万",
        "三百五十三",
        "1/3",
        "0",
        "9" * 300,
        "a" * 300,
        "床" * 300,
        "[bold]",
        "${x}",
    ),
    *(
        "2025-02-29",
        "13月",
        "0月底",
        "年底",
        "all",
        "rate",
        "task",
        "standard",
        "甲区",
        "武进区",
        "beds",
        "part: x",
        "zh: 甲",
    ),
    *("steps: {a: 1}", "split: [1]", "[[[[" * 9, "target: 1", "kind: rate", "waivers: [{rule: x}]", "indicators: []"),
]


@given(text=st.text())
@example(text="")
@example(text="\ud800")
@example(text="indicators:\n  - a: 1\n    a: 2\n")
@example(text=f"{HEAD}  a: [1]\n")
@example(text=f"{HEAD}  a: {{steps: {{x: {{y: 1, y: 2}}}}, split: {{甲: {{z: 1, z: 2}}}}}}\n")
@example(text=f"{HEAD}  a: {{name: 甲, kind: count, each: {{only: no}}, of: {{part: a}}, within: a, target: a}}\n")
def test_any_text(text):
    survives(text)


@given(content=st.binary())
@example(content=b"\xff\xfea\x00")
@example(content=b"\xef\xbb\xbf\xef\xbb\xbfa: 1")
def test_any_bytes(content, tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_bytes(content)
    try:
        file = read_file(str(path))
    except CivtargetError as error:
        assert error.text.zh
        assert error.text.en
    else:
        survives(file.text)


@given(
    text=st.lists(st.sampled_from([*SCRAPS, *HEAD.splitlines(keepends=True), "\n  ", "\n    "]), max_size=30).map(
        "".join
    )
)
def test_any_scraps_of_plans(text):
    survives(text)


@given(data=st.data())
def test_any_change_to_a_real_plan(data):
    text = data.draw(st.sampled_from([small_plan(path) for path in PLANS]))
    for _ in range(data.draw(st.integers(1, 4))):
        text = data.draw(st.sampled_from([with_other_characters, with_other_lines, with_other_values]))(data, text)
    survives(text)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_no_change_to_a_real_plan(path):
    survives(path.read_text(encoding="utf-8"))


def with_other_characters(data, text):
    """Return `text` with a stretch of it replaced by something else or nothing, or with something put in."""
    start = data.draw(st.integers(0, len(text)))
    end = min(len(text), start + data.draw(st.sampled_from([0, 1, 2, 10, 100])))
    return text[:start] + data.draw(st.sampled_from(SCRAPS) | st.text(max_size=3)) + text[end:]


def with_other_lines(data, text):
    """Return `text` with a line dropped, doubled, indented otherwise, or swapped with another."""
    lines = text.splitlines(keepends=True) or [""]
    first, second = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    match data.draw(st.sampled_from(["drop", "double", "indent", "unindent", "swap"])):
        case "drop":
            del lines[first]
        case "double":
            lines.insert(second, lines[first])
        case "indent":
            lines[first] = "  " + lines[first]
        case "unindent":
            lines[first] = lines[first].removeprefix("  ")
        case _:
            lines[first], lines[second] = lines[second], lines[first]
    return "".join(lines)


def with_other_values(data, text):
    """Return `text` with one of its values replaced by a scrap, or by another of its values."""
    values = list(re.finditer(r"(?<=: )[^\s,{}\[\]][^,{}\[\]\n]*", text))
    if not values:
        return text
    first, second = (data.draw(st.sampled_from(values)) for _ in range(2))
    other = second[0] if data.draw(st.booleans()) else data.draw(st.sampled_from(SCRAPS))
    return text[: first.start()] + other + text[first.end() :]


@cache
def small_plan(path):
    """Return the head of a real plan and every fifth of its indicators, as text."""
    head, indicators = path.read_text(encoding="utf-8").split("\nindicators:\n")
    blocks = re.split(r"\n(?=  [a-z0-9-]+:\n)", indicators)
    return head + "\nindicators:\n" + "\n".join(blocks[1::5])


def survives(text: str) -> None:
    """Read, check and report `text` in every form; hold what comes out to what every report promises."""
    file = parse_plan(File("plan.yaml", text, "0" * 64))
    report = engine.check("validate", [file], Settings(), date(2025, 6, 30))
    lines = len(re.split("\r\n|[\n\r\x85\u2028\u2029]", text))
    for finding in report.findings:
        holds_together(finding, lines)
    assert file.plan is not None or report.findings
    assert len({finding.fingerprint for finding in report.findings}) == len(report.findings)
    reports_in_every_form(report)
    if file.plan is not None and not file.faults:
        for style in STYLES[::2]:
            for form in DocumentFormat:
                assert render(Format(form), plan.document(file.plan), style).endswith("\n")


def holds_together(finding: Finding, lines: int) -> None:
    """Check what every finding promises, in a file of so many lines."""
    assert finding.message.zh.strip()
    assert finding.message.en.strip()
    for span in (finding.location.span, *(related.location.span for related in finding.related)):
        assert 1 <= span.line <= span.end_line <= lines + 1
        assert span.column >= 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)


def reports_in_every_form(report: Report) -> None:
    """Render `report` for all readers; JSON says how many findings there are."""
    document = findings.document(report)
    for style in STYLES:
        for form in (Format.TABLE, Format.PLAIN, Format.MARKDOWN, Format.GITHUB):
            text = render(form, document, style)
            assert text.endswith("\n")
            assert all(character.isprintable() or character == "\n" for character in text)
    assert render(Format.TABLE, document, Style(colour=True)).endswith("\n")
    for form in Format:
        assert render(form, document, Style())
    assert len(json.loads(render(Format.JSON, document, Style()))["findings"]) == len(report.findings)
