"""Tables in memory: the text of each kind of value, headings, and what is no table."""

import sys
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.files.submission.cells import GridCell
from civtarget.files.submission.table_reader import TABLE, TableError, cell_text, is_table, read_table
from civtarget.notation.quantity import read_quantity
from civtarget.notation.quantity.reading import LONGEST, is_readable


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(None, "", id="none"),
        pytest.param(float("nan"), "", id="nan"),
        pytest.param(Decimal("NaN"), "", id="decimal-nan"),
        pytest.param(float("-inf"), "-inf", id="infinite"),
        pytest.param(True, "TRUE", id="truth"),
        pytest.param(353, "353", id="int"),
        pytest.param(80.0, "80", id="whole-float"),
        pytest.param(-0.0, "0", id="negative-zero"),
        pytest.param(0.1, "0.1", id="shortest-decimal"),
        pytest.param(1e23, "1" + "0" * 23, id="no-digit-of-the-binary-number"),
        pytest.param(1e-7, "0.0000001", id="no-exponent"),
        pytest.param(Decimal("92.50"), "92.50", id="decimal-as-it-is"),
        pytest.param(Decimal("1E+3"), "1000", id="decimal-with-exponent"),
        pytest.param(Fraction(1, 8), "0.125", id="finite-fraction"),
        pytest.param(Fraction(80, 149), "80/149", id="other-fraction"),
        pytest.param(date(2025, 6, 30), "2025-06-30", id="day"),
        pytest.param(datetime(2025, 6, 30), "2025-06-30", id="midnight"),  # noqa: DTZ001  # a cell has no zone
        pytest.param(datetime(2025, 6, 30, 8, 5), "2025-06-30 08:05:00", id="time"),  # noqa: DTZ001  # as above
        pytest.param("4万", "4万", id="text"),
    ],
)
def test_the_text_of_a_value(value, text):
    assert cell_text(value) == text


@given(
    st.integers(-(10**18), 10**18) | st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12)
)
def test_a_number_is_read_back_as_it_is(number):
    text = cell_text(number)

    assert Fraction(text) == Fraction(str(number))
    assert "e" not in text.lower()
    if number >= 0 and len(text) <= LONGEST and is_readable(Fraction(text)):
        assert read_quantity(text).figure == Fraction(str(number))


@pytest.mark.parametrize("library", ["pandas", "numpy", "polars"])
def test_the_values_of_a_library(library):
    module = pytest.importorskip(library)
    missing = {"pandas": ("NA", "NaT"), "numpy": ("nan",), "polars": ()}[library]

    assert [cell_text(getattr(module, name)) for name in missing] == [""] * len(missing)
    if library == "numpy":
        values = [module.float32(0.1), module.int64(7), module.float64(1e23)]
        assert list(map(cell_text, values)) == ["0.1", "7", "1" + "0" * 23]


def test_a_table_is_a_book_of_one_sheet_below_its_headings():
    book = read_table([{"指标": "beds", "数值": 353}, {"指标": " ", "备注": None}, {"数值": 2.5, "备注": "x"}], "rows")

    (sheet,) = book.sheets
    assert sheet.rows == (
        {1: GridCell("指标", 1, 1), 2: GridCell("数值", 1, 2), 3: GridCell("备注", 1, 3)},
        {1: GridCell("beds", 2, 1), 2: GridCell("353", 2, 2, value=353)},
        {2: GridCell("2.5", 4, 2, value=Fraction(5, 2)), 3: GridCell("x", 4, 3)},
    )
    assert (book.name, book.form, book.encoding, sheet.name) == ("rows", TABLE, None, None)
    assert (
        book.sha256 == read_table(iter([{"指标": "beds", "数值": "353"}, {}, {"数值": "2.5", "备注": "x"}]), "r").sha256
    )


def test_a_named_index_is_a_column():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"district": ["甲区", "乙区"], "value": [1, None]})

    plain, indexed = (read_table(each, "rows").sheets for each in (frame, frame.set_index("district")))

    assert plain == indexed
    assert plain[0].rows[1:] == (
        {1: GridCell("甲区", 2, 1), 2: GridCell("1", 2, 2, value=1)},
        {1: GridCell("乙区", 3, 1)},
    )


class Stream:
    """A table of which nothing is known but that Arrow can take it over."""

    def __init__(self, table):
        self.table = table

    def __arrow_c_stream__(self, requested_schema=None):
        return self.table.__arrow_c_stream__(requested_schema)


def test_whatever_arrow_can_take_over_is_a_table(monkeypatch):
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table({"value": [1, None], "day": [date(2025, 6, 30), None]})

    assert is_table(Stream(table))
    assert read_table(Stream(table), "rows").sheets == read_table(table, "rows").sheets
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(TableError, match="a table of this kind is read with pyarrow: install it"):
        read_table(Stream(table), "rows")


@pytest.mark.filterwarnings("error")
def test_columns_of_one_name_stay_apart():
    pandas, pyarrow = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    frame = pandas.DataFrame([["甲区", 1, 2]], columns=["district", "value", "value"])
    arrow = pyarrow.Table.from_arrays([["甲区"], [1], [2]], names=["district", "value", "value"])

    for table in (frame, arrow):
        (grid,) = read_table(table, "rows").sheets
        assert [[cell.text for cell in row.values()] for row in grid.rows] == [
            ["district", "value", "value"],
            ["甲区", "1", "2"],
        ]


def test_a_column_alone_is_no_table():
    with pytest.raises(TableError, match="Series is no table"):
        read_table(pytest.importorskip("polars").Series([1]), "rows")


def test_a_number_that_nobody_means_is_refused_at_its_place():
    assert cell_text(10**5000) == "1.000000E+5000"


@pytest.mark.parametrize(
    ("table", "kind"),
    [pytest.param(3, "int", id="number"), pytest.param([(1, 2)], "tuple", id="rows-without-headings")],
)
def test_what_is_no_table_is_refused(table, kind):
    with pytest.raises(TableError) as refused:
        read_table(table, "rows")

    assert refused.value.text.en == (
        f"{kind} is no table: give paths, a table of pandas, polars or Arrow, or rows that are mappings"
    )
    assert refused.value.text.zh == f"{kind} 不是表：请提供路径、pandas/polars/Arrow 表，或由映射组成的行"
