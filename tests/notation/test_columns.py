"""Column letters of spreadsheets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.notation.columns import column_letters, column_number


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (16384, "XFD")]
)
def test_columns(column, letters):
    assert (column_letters(column), column_number(letters)) == (letters, column)


@given(st.integers(1, 10**6))
def test_letters_read_back(column):
    assert column_number(column_letters(column)) == column
