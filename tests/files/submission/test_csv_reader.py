"""csv_grid: cells, their physical lines and columns, in agreement with the standard library where that is strict."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.files.submission.csv_reader import CSV, TSV, read_csv


def cells(text):
    sheet, _ = read_csv(text, "x.csv")
    return [(cell.text, cell.line, cell.column) for row in sheet.rows for cell in row.values()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a,b\nc,d", [("a", 1, 1), ("b", 1, 3), ("c", 2, 1), ("d", 2, 3)], id="plain"),
        pytest.param("a,b\r\nc,d\r\n", [("a", 1, 1), ("b", 1, 3), ("c", 2, 1), ("d", 2, 3)], id="crlf"),
        pytest.param("a,b\rc,d\r", [("a", 1, 1), ("b", 1, 3), ("c", 2, 1), ("d", 2, 3)], id="cr"),
        pytest.param("a,,b\n,,\n\nc,,d", [("a", 1, 1), ("b", 1, 4), ("c", 4, 1), ("d", 4, 4)], id="blanks"),
        pytest.param('a,"1,300"\n"b""c",d', [("a", 1, 1), ("1,300", 1, 3), ('b"c', 2, 1), ("d", 2, 8)], id="quoted"),
        pytest.param(
            '"a\nb",c\nd,"e\r\nf"\ng,h',
            [("a\nb", 1, 1), ("c", 2, 4), ("d", 3, 1), ("e\nf", 3, 3), ("g", 5, 1), ("h", 5, 3)],
            id="quoted-line-breaks",
        ),
        pytest.param('a,"b\nc,d', [("a", 1, 1), ('"b', 1, 3), ("c", 2, 1), ("d", 2, 3)], id="never-closed"),
        pytest.param(
            'a,"b\nc,d\n"e",f',
            [("a", 1, 1), ('"b', 1, 3), ("c", 2, 1), ("d", 2, 3), ("e", 3, 1), ("f", 3, 5)],
            id="not-closed-by-the-next-mark",
        ),
        pytest.param('a,"b"c', [("a", 1, 1), ('"b"c', 1, 3)], id="text-after-the-mark"),
        pytest.param('a,b"c"', [("a", 1, 1), ('b"c"', 1, 3)], id="mark-within"),
        pytest.param("a\u2028b,c\x85d", [("a\u2028b", 1, 1), ("c\x85d", 1, 5)], id="only-line-breaks-break-lines"),
        pytest.param("　a ,\u00a0b\u200b", [("a", 1, 1), ("b", 1, 5)], id="trimmed"),
        pytest.param("", [], id="empty"),
    ],
)
def test_cells(text, expected):
    assert cells(text) == expected


@pytest.mark.parametrize(
    ("text", "form", "columns"),
    [
        ("a,b,c\n1,2,3", CSV, 3),
        ("a;b;c\n1;2;3", CSV, 3),
        ("a\tb\tc\n1,300\t2,300\t3,300", TSV, 3),
        ("a;b\n1,300;2,300", CSV, 2),
        ("标题\n\na,b,c\n1,2,x;y;z;w\n1,2,3", CSV, 3),
        ('a,b\n"1;2;3;4;5",x', CSV, 2),
    ],
)
def test_delimiters(text, form, columns):
    sheet, found = read_csv(text, "x.csv")
    assert (found, max(len(row) for row in sheet.rows)) == (form, columns)


texts = st.text(alphabet='ab,;\t"\n 张', max_size=6)


@given(st.lists(st.lists(texts, min_size=2, max_size=4), min_size=1, max_size=6), st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_the_standard_library_writes_reads_back(table, ending):
    target = io.StringIO()
    csv.writer(target, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows([["x", "y"], *table])
    sheet, _ = read_csv(target.getvalue(), "x.csv")
    expected = [{n: text.strip() for n, text in enumerate(row, start=1) if text.strip()} for row in table]

    found = [{n: cell.text for n, cell in row.items()} for row in sheet.rows]

    assert found == [{1: "x", 2: "y"}, *(row for row in expected if row)]


@given(st.text(alphabet='a,"\n\r;\t'))
def test_any_text_is_a_table_whose_cells_stand_somewhere_in_it(text):
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for cell, line, column in cells(text):
        assert cell
        assert 1 <= column <= len(lines[line - 1])
