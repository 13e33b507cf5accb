"""cells: typed values as cells, and tables in memory as grids."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.files.submission.cells import grid_of_rows, place_text, typed_cell
from civtarget.notation.quantity import QuantityError, read_quantity


@pytest.mark.parametrize(
    ("value", "text", "stored"),
    [
        (40, "40", 40),
        (-3, "-3", -3),
        (0.1, "0.1", Fraction(1, 10)),
        (4.0, "4", 4),
        (1e22, "10000000000000000000000", 10**22),
        (10**200, f"1{'0' * 200}", None),  # no number of a city: it is refused as text of that length is
        (Decimal("0.920"), "0.92", Fraction(23, 25)),
        (Decimal("NaN"), "NaN", None),
        (float("nan"), "nan", None),
        (float("inf"), "inf", None),
        (Fraction(1, 3), "1/3", Fraction(1, 3)),
        (True, "TRUE", None),
        (" 4万\u3000", "4万", None),
        (date(2025, 6, 30), "2025-06-30", date(2025, 6, 30)),
        (datetime.fromisoformat("2025-06-30"), "2025-06-30", date(2025, 6, 30)),
        (datetime.fromisoformat("2025-06-30 09:05"), "2025-06-30 09:05:00", None),
    ],
)
def test_typed_values(value, text, stored):
    cell = typed_cell(value, 2, 3)
    assert cell == (text, 2, 3, None, stored)


@pytest.mark.parametrize("value", [None, "", " \u3000\u200b"])
def test_blank(value):
    assert typed_cell(value, 1, 1) is None


@pytest.mark.parametrize(("value", "text"), [(0.92, "92%"), (1, "100%"), (0.005, "0.5%")])
def test_a_percentage_is_known_by_its_text(value, text):
    assert typed_cell(value, 1, 1, is_percentage=True) == (text, 1, 1, None, None)


@given(
    st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.decimals(allow_nan=False, allow_infinity=False)
)
def test_the_number_stored_is_the_number_shown(value):
    cell = typed_cell(value, 1, 1)
    try:
        shown = read_quantity(cell.text)
    except QuantityError:
        shown = None
    assert cell.value == (shown.figure if shown else None)
    assert shown is None or shown.unit == ""


def test_a_table_in_memory_has_the_places_of_the_csv_that_it_would_make():
    grid = grid_of_rows(
        "frame", ["指标", "辖区", "数值"], [["beds", None, 40], [None, None, None], ["beds", "甲区", 2.5]]
    )

    assert [[(cell.text, place_text(grid.place(cell))) for cell in row.values()] for row in grid.rows] == [
        [("指标", "frame:1:1"), ("辖区", "frame:1:2"), ("数值", "frame:1:3")],
        [("beds", "frame:2:1"), ("40", "frame:2:3")],
        [("beds", "frame:4:1"), ("甲区", "frame:4:2"), ("2.5", "frame:4:3")],
    ]
