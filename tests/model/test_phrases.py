"""Tests for the pieces of messages: rounding that keeps a number on its own side of others."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.model.phrases import rounded

THIRD, SIXTH = Fraction(1, 3), Fraction(250, 3)
numbers = st.fractions(max_denominator=1000) | st.integers()


@pytest.mark.parametrize(
    ("value", "apart", "expected"),
    [
        (SIXTH, (), Fraction(8333, 100)),
        (SIXTH, (Fraction(8333, 100),), Fraction(83333, 1000)),
        (Fraction(74996, 1000), (75,), Fraction(74996, 1000)),
        (Fraction(1, 8), (Fraction(1, 8),), Fraction(1, 8)),
        # No decimal is on the same side of a third as itself, so it is left as it is.
        (SIXTH, (SIXTH,), SIXTH),
        (THIRD, (THIRD - Fraction(1, 10**4000),), THIRD),
    ],
)
def test_rounds_as_far_as_it_keeps_its_side(value, apart, expected):
    assert rounded(value, apart) == expected


@given(numbers, st.lists(numbers, max_size=3))
def test_stays_on_its_own_side(value, apart):
    short = rounded(value, [*apart, value])
    assert all((short > each, short < each) == (value > each, value < each) for each in apart)
