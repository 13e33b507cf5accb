"""Markdown: tables whose cells say what was found, and nothing else, in no more than a job summary takes."""

import re

import pytest
from support.report_samples import HOSTILE, everything, finding, report

from civtarget.language import Language
from civtarget.reports.formats import markdown
from civtarget.reports.style import Style

ROWS = "指标,辖区,期间,数值\nbeds,甲区,2025-06,5\n"
PLAN = """districts: {甲区: {en: East}, 乙区: {en: West}}
indicators:
  beds: {name: {zh: 床|位, en: Beds}, kind: count, unit: 张, target: 30, split: {甲区: 10, 乙区: 20}}
"""


def test_a_table():
    assert markdown.render(report(finding(message="one\ntwo")), Style(Language.EN)) == (
        "### civtarget validate\n"
        "\n"
        "| place | level | rule | message |\n"
        "| --- | --- | --- | --- |\n"
        "| <code>规划 2025/年度 要点.yaml:7:5</code> | error | <code>district-sum</code> | Beds: one; two |\n"
        "\n"
        "**1 plan: 4 checks, 3 held, 1 broken (1 error)**\n"
    )


def test_nothing_found_is_no_table():
    assert "|" not in markdown.render(report(), Style())


def test_a_row_for_each_finding():
    text = markdown.render(everything(), Style())

    assert sum(line.startswith("| <code>") for line in text.splitlines()) == 36


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_is_markup(hostile):
    text = markdown.render(report(finding(message=hostile)), Style(Language.EN))

    row = text.splitlines()[4]
    cell = re.split(r"(?<!\\) \| ", row)
    assert len(cell) == 4
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]]", cell[3])
    assert not re.search(r"<(?!br>)|&(?!amp;|lt;|gt;|#36;)", cell[3])


def test_the_scorecard(check_actuals):
    given = check_actuals(PLAN, ROWS)

    lines = markdown.render(given, Style(Language.ZH)).splitlines()

    assert lines[0] == "### civtarget check"
    assert lines[4].startswith("| 指标 | 全域 | 甲区 | 乙区 |")
    assert lines[5] == "| --- | ---: | ---: | ---: |"
    assert lines[6].startswith("| 床\\|位")


@pytest.mark.parametrize("room", [20_000, 30_000, 100_000])
def test_rows_that_do_not_fit_are_counted(room):
    given = report(*(finding(message=f"{number} " + "长" * 100) for number in range(1000)))

    text = markdown.render(given, Style(Language.EN), room)

    assert len(text.encode()) <= room
    shown = text.count("<code>district-sum</code>")
    assert shown > 0
    assert f"\n{1000 - shown} more rows do not fit and are left out\n" in text
    assert text.endswith("(1000 errors)**\n")


def test_no_room_at_all():
    text = markdown.render(everything(), Style(Language.EN), 0)

    assert "36 more rows do not fit" in text
    assert len(text) < 200
