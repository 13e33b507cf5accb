"""fairness: measures by hand on a small split, and each method best by its own measure among all splits."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.allocation_oracle import splits

from civtarget.allocation import Claim, Method, allocate
from civtarget.splits.fairness import Fairness, fairness_of


def measured(shares: dict[str, int], weights: dict[str, int]) -> Fairness:
    fairness = fairness_of(shares, weights)
    assert fairness is not None
    return fairness


def test_measures():
    """Of 10 units by weights 1 : 4 : 5, 2, 3 and 5: shares are 0.2, 0.3, 0.5 of all, weights 0.1, 0.4, 0.5."""
    assert fairness_of({"a": 2, "b": 3, "c": 5}, {"a": 100, "b": 400, "c": 500}) == Fairness(
        largest_deviation=Fraction(1, 10),
        loosemore_hanby=Fraction(1, 10),
        gallagher_squared=Fraction(1, 100),
        sainte_lague=Fraction(1, 10) + Fraction(1, 40),
        dhondt=Fraction(2),
        min_max_ratio=Fraction(3, 8),
    )


def test_weight_zero_without_a_share_is_no_unfairness():
    fairness = measured({"a": 3, "b": 0}, {"a": 1, "b": 0})
    assert (fairness.largest_deviation, fairness.sainte_lague, fairness.dhondt, fairness.min_max_ratio) == (0, 0, 1, 1)


def test_weight_zero_with_a_share_is_infinite_unfairness():
    fairness = measured({"a": 3, "b": 1}, {"a": 1, "b": 0})
    assert fairness.loosemore_hanby == Fraction(1, 4)
    assert (fairness.sainte_lague, fairness.dhondt, fairness.min_max_ratio) == (None, None, 0)


@pytest.mark.parametrize(
    ("shares", "weights"),
    [
        pytest.param({"a": 0, "b": 0}, {"a": 1, "b": 2}, id="no-shares"),
        pytest.param({"a": 1, "b": 2}, {"a": 0, "b": 0}, id="no-weights"),
        pytest.param({}, {}, id="no-districts"),
    ],
)
def test_nothing_to_be_in_proportion(shares, weights):
    assert fairness_of(shares, weights) is None


def test_what_is_proportional_is_perfect():
    fairness = measured({"a": 2, "b": 6}, {"a": 5, "b": 15})
    assert {fairness.largest_deviation, fairness.loosemore_hanby, fairness.gallagher_squared} == {0}
    assert (fairness.sainte_lague, fairness.dhondt, fairness.min_max_ratio) == (0, 1, 1)


@pytest.mark.parametrize(
    ("method", "measure"),
    [
        pytest.param(Method.LARGEST_REMAINDER, lambda fairness: fairness.largest_deviation, id="largest-deviation"),
        pytest.param(Method.LARGEST_REMAINDER, lambda fairness: fairness.loosemore_hanby, id="loosemore-hanby"),
        pytest.param(Method.LARGEST_REMAINDER, lambda fairness: fairness.gallagher_squared, id="gallagher"),
        pytest.param(Method.WEBSTER, lambda fairness: fairness.sainte_lague, id="sainte-lague"),
        pytest.param(Method.JEFFERSON, lambda fairness: fairness.dhondt, id="dhondt"),
    ],
)
@given(total=st.integers(1, 9), weights=st.lists(st.integers(1, 60), min_size=1, max_size=4))
def test_each_method_is_best_by_its_own_measure(
    method: Method, measure: Callable[[Fairness], Fraction], total: int, weights: list[int]
):
    named = {f"d{place}": weight for place, weight in enumerate(weights)}
    shares = allocate(total, {name: Claim(weight) for name, weight in named.items()}, method).shares
    everything = splits(total, dict.fromkeys(named, (0, total)), 1)
    assert measure(measured(shares, named)) == min(measure(measured(split, named)) for split in everything)
