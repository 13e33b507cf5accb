"""Sheets drawn for a terminal: nothing is lost or cut at any width."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from civtarget.language import Language
from civtarget.reports.document import Document
from civtarget.reports.formats import terminal
from civtarget.reports.formats.terminal import wrap
from civtarget.reports.sheet import Cell, Column, Sheet, Tone, visible
from civtarget.reports.style import Style


def drawn_sheet(sheet, style):
    return terminal.render(Document(blocks=lambda _: [sheet], content=dict), style)


words = st.text(st.sampled_from("分解合计少多应为，。（）“”张人次万亿 ab-.,%≥0123456789\n"), max_size=60)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        pytest.param("", 5, [""], id="empty"),
        pytest.param("the floors add up", 10, ["the floors", "add up"], id="words"),
        pytest.param("分解合计少三千", 8, ["分解合计", "少三千"], id="two-columns-a-character"),
        pytest.param(
            "合计 3.7万人次，少", 12, ["合计", "3.7万人次，", "少"], id="number-stays-with-scale-unit-and-comma"
        ),
        pytest.param("少（3000人）", 8, ["少", "（3000人", "）"], id="only-what-is-wider-than-the-line-is-cut"),
        pytest.param("a\nb", 5, ["a", "b"], id="lines-are-kept"),
        pytest.param("abcdefgh", 3, ["abc", "def", "gh"], id="a-word-wider-than-the-line"),
        pytest.param("\x1b[2J", 20, ["\\x1b[2J"], id="control-characters-are-spelt-out"),
    ],
)
def test_wrap(text, width, expected):
    assert wrap(text, width) == expected


@given(text=words, width=st.integers(2, 30))
def test_wrapping_keeps_every_character_and_fits(text, width):
    lines = wrap(text, width)

    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert all(cell_len(line) <= width for line in lines)


@given(numbers=st.lists(st.integers(0, 10**7), min_size=1, max_size=8), width=st.integers(12, 40))
def test_no_number_is_ever_cut(numbers, width):
    text = "、".join(f"某地{number:,}人次" for number in numbers)

    lines = wrap(text, width)

    assert [int(found.replace(",", "")) for line in lines for found in re.findall(r"[\d,]+", line)] == numbers


rows = st.lists(st.tuples(words, words, st.integers(0, 10**9).map(str)), min_size=1, max_size=4)


@given(rows=rows, width=st.integers(30, 120), language=st.sampled_from(Language), ascii_only=st.booleans())
def test_a_drawn_sheet_fits_and_shows_every_cell(rows, width, language, ascii_only):
    columns = [Column("说明", flexible=True), Column("更多", flexible=True), Column("数", right=True)]
    sheet = Sheet("题", columns, [[Cell(text, Tone.NOTE) for text in row] for row in rows])

    drawn = drawn_sheet(sheet, Style(language, width, ascii_only=ascii_only))

    assert all(cell_len(line.rstrip()) <= width for line in drawn.splitlines())
    for *_, number in rows:
        assert number in drawn
    shown = re.sub(r"\s", "", drawn)
    for character in {each for row in rows for text in row for each in visible(text) if not each.isspace()}:
        assert shown.count(character) >= sum(visible(text).count(character) for row in rows for text in row)


def test_ascii_only_draws_no_line_that_a_gbk_console_widens():
    sheet = Sheet("t", [Column("a"), Column("b", right=True)], [[Cell("x"), Cell("1")]])

    assert drawn_sheet(sheet, Style(ascii_only=True)).isascii()
    assert not drawn_sheet(sheet, Style()).isascii()


def test_what_does_not_fit_becomes_records():
    columns = [Column("indicator", flexible=True), *(Column(f"District {number}", right=True) for number in range(9))]
    sheet = Sheet("", columns, [[Cell("Beds"), *(Cell(str(1000000 + number)) for number in range(9))]])

    assert drawn_sheet(sheet, Style(width=62)).splitlines() == [
        "indicator: Beds",
        "District 0: 1000000  District 1: 1000001",
        "  District 2: 1000002  District 3: 1000003",
        "  District 4: 1000004  District 5: 1000005",
        "  District 6: 1000006  District 7: 1000007",
        "  District 8: 1000008",
        "",
    ]


def test_markup_in_data_is_data():
    sheet = Sheet("[bold]t[/]", [Column("a")], [[Cell("[red]x[/red]")]])

    assert "[bold]t[/]" in drawn_sheet(sheet, Style())
    assert "[red]x[/red]" in drawn_sheet(sheet, Style())
