"""The table of formats: each has its module, and each writes what it can show."""

import json
from pathlib import Path

import pytest
from support.report_samples import finding, report

from civtarget.reports import formats
from civtarget.reports.document import Document, Line, Lines, Page, Summary
from civtarget.reports.rendering import DocumentFormat, Format, Trait, render
from civtarget.reports.sheet import Cell, Column, Sheet, display_width
from civtarget.reports.style import Style
from civtarget.reports.views import findings

ALIKE = {"common", "line_breaks", "__init__"}
"""Modules that formats share."""


def test_every_module_of_formats_is_a_format_and_every_format_a_module():
    (folder,) = formats.__path__

    assert {each.stem for each in Path(folder).glob("*.py")} - ALIKE == {each.module for each in Format}


def test_a_format_goes_by_its_name():
    assert [Format(each.value) for each in Format] == list(Format)
    assert [str(each) for each in Format] == [
        *("table", "plain", "markdown", "json", "github", "gitlab", "sarif", "junit", "csv"),
    ]


def test_formats_of_documents_are_those_that_need_no_findings():
    assert [str(each) for each in DocumentFormat] == ["table", "plain", "json"]
    assert {each for each in Format if Trait.CONSOLE in each.traits} == {Format.TABLE, Format.PLAIN}
    assert {each for each in Format if Trait.BYTE_ORDER_MARK in each.traits} == {Format.CSV}


SHEET = Sheet("题", [Column("名称"), Column("数", right=True)], [[Cell("床位"), Cell("1,300")]])
BLOCKS = (
    SHEET,
    SHEET,
    Lines([Line("one, two and three", "# - ", "#   ")], "+raw\x00\n"),
    SHEET,
    Summary("in all"),
)


def of(*blocks):
    return Document(blocks=lambda _: blocks, content=lambda: {"a": ["甲"]})


def test_plain():
    table = "题\n名称       数\n------  -----\n床位    1,300\n"

    assert render(Format.PLAIN, of(*BLOCKS), Style()) == (
        f"{table}\n{table}\n# - one, two and three\n+raw\x00\n\n{table}in all\n"
    )
    assert render(Format.PLAIN, of(Page("# a\n\nb\n")), Style()) == "# a\n\nb\n"
    assert render(Format.PLAIN, of(), Style()) == ""


def test_table():
    drawn = render(Format.TABLE, of(*BLOCKS), Style(width=15, ascii_only=True))

    pieces = "# - one, two\n#   and three\n+raw\x00\n"
    assert drawn.count("1,300") == 3
    assert pieces in drawn
    assert drawn.endswith("1,300\n\nin all\n")
    assert render(Format.TABLE, of(SHEET), Style()).endswith("1,300\n\n")
    assert render(Format.TABLE, of(Page("# a\n\n    b\n")), Style()) == "a\n\n    b\n"
    assert render(Format.TABLE, of(Sheet("", (), ()), Summary("in all")), Style()) == "in all\n"


def test_a_sheet_that_does_not_fit_gives_way_to_a_narrower_one_that_does():
    narrow = Sheet("", [Column("n")], [[Cell("7")]])
    wide = Sheet("", [Column("n")], [[Cell("7 of 1,000,000,000")]], narrower=lambda: narrow)

    assert "of" not in render(Format.TABLE, of(wide), Style(width=10))
    assert "7 of 1,000,000,000" in render(Format.TABLE, of(wide), Style(width=20))
    too_wide = Sheet("", [Column("n")], [[Cell("7 of 1,000,000,000")]], narrower=lambda: wide)
    assert "of" in render(Format.TABLE, of(too_wide), Style(width=10))


def test_json_is_the_content():
    assert json.loads(render(Format.JSON, of(*BLOCKS), Style())) == {"a": ["甲"]}


def test_rows_stand_below_their_file_on_a_page_and_name_it_in_a_log():
    document = findings.document(report(finding()))

    grouped, log = (next(iter(document.blocks(Style(grouped=each)))) for each in (True, False))

    assert (grouped.title, grouped.rows[0][0].text) == ("规划 2025/年度 要点.yaml", "7:5")
    assert (log.title, log.rows[0][0].text) == ("", "规划 2025/年度 要点.yaml:7:5")


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("ab", 2), ("床位", 4), ("（1）", 5), ("é", 1), ("e\u0301", 1), ("≥1", 2), ("“甲”", 4)]
)
def test_display_width(text, width):
    assert display_width(text) == width
