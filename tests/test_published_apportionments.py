"""
Published apportionments come out to the last seat, and the paradox that they are known for is there.

`data/published/apportionments.csv` holds weights and seats. Its sources:

- us-house-1792-bill: Hamilton's bill of 120 seats, vetoed on 5 April 1792 (text in Founders Online, Adams 99-02-02-1334);
  us-house-1792: the act that followed it (1 Stat. 253), by Jefferson's method, 105 seats. Populations: census of 1790.
- us-house-1882: the act of 25 February 1882, 325 seats, a number at which the methods of Webster and of Vinton agreed.
  Populations: census of 1880, as in C. Gibson and K. Jung, Census Bureau Working Paper 81 (2006), table 14.
- us-house-1911: Public Law 62-5, 433 seats, by major fractions. Populations: census of 1910 without Indians not taxed.
- us-house-2010, us-house-2020: Census Bureau, apportionment population and number of representatives, 435 seats.
- bundestag-2025: Zweitstimmen of the parties that take part (Bundeswahlleiterin, kerg2.csv), 630 seats.
"""

import csv
from fractions import Fraction
from pathlib import Path

import pytest
from support.allocation_oracle import DIVISOR_METHODS

from civtarget.allocation import Claim, Method, allocate

FIGURES = Path(__file__).parent / "data" / "published" / "apportionments.csv"


def published(apportionment: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return weights and seats of an apportionment."""
    with FIGURES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["apportionment"] == apportionment]
    return {row["name"]: int(row["weight"]) for row in rows}, {row["name"]: int(row["seats"]) for row in rows}


@pytest.mark.parametrize(
    ("apportionment", "total", "method", "minimum"),
    [
        pytest.param("us-house-1792-bill", 120, Method.LARGEST_REMAINDER, 1, id="hamilton-1792"),
        pytest.param("us-house-1792", 105, Method.JEFFERSON, 1, id="jefferson-1792"),
        pytest.param("us-house-1882", 325, Method.WEBSTER, 1, id="webster-1882"),
        pytest.param("us-house-1911", 433, Method.WEBSTER, 1, id="webster-1911"),
        pytest.param("us-house-2010", 435, Method.HUNTINGTON_HILL, 1, id="huntington-hill-2010"),
        pytest.param("us-house-2020", 435, Method.HUNTINGTON_HILL, 1, id="huntington-hill-2020"),
        pytest.param("bundestag-2025", 630, Method.WEBSTER, 0, id="sainte-lague-2025"),
    ],
)
def test_published_apportionments(apportionment, total, method, minimum):
    weights, seats = published(apportionment)
    allocation = allocate(total, {name: Claim(weight, minimum) for name, weight in weights.items()}, method)
    assert allocation.shares == seats
    assert allocation.tie is None


@pytest.mark.parametrize("apportionment", ["us-house-2010", "us-house-2020"])
def test_no_other_divisor_method_gives_the_same_house(apportionment):
    weights, seats = published(apportionment)
    claims = {name: Claim(weight, minimum=1) for name, weight in weights.items()}
    alike = [method for method in DIVISOR_METHODS if allocate(435, claims, method).shares == seats]
    assert alike == [Method.HUNTINGTON_HILL]


def test_a_larger_house_can_take_a_seat_away_by_largest_remainder():
    """With the states of 1880, the 299th seat goes to Illinois and takes one more from Florida for Alabama."""
    weights, _ = published("us-house-1882")
    claims = {name: Claim(weight) for name, weight in weights.items()}
    smaller, larger = (allocate(seats, claims, Method.LARGEST_REMAINDER).shares for seats in (298, 299))
    changes = {name: larger[name] - smaller[name] for name in claims if larger[name] != smaller[name]}
    assert changes == {"Alabama": 1, "Florida": -1, "Illinois": 1}


def vinton(weights: dict[str, int], seats: int) -> dict[str, int]:
    """
    Return the seats of each state as the Census Office computed them under Vinton's act of 1850.

    A state whose quota is below 1 has the one seat that the Constitution guarantees it, and the quotas of the others
    stay as they are. So only what is left after all whole seats is split, by the fractions of the quotas.
    """
    quotas = {name: Fraction(seats * weight, sum(weights.values())) for name, weight in weights.items()}
    whole = {name: max(1, quota.numerator // quota.denominator) for name, quota in quotas.items()}
    claims = {name: Claim(max(quota - whole[name], Fraction()), maximum=1) for name, quota in quotas.items()}
    last = allocate(seats - sum(whole.values()), claims, Method.LARGEST_REMAINDER)
    return {name: whole[name] + last.shares[name] for name in weights}


def test_the_house_of_1882_by_vintons_rule():
    weights, seats = published("us-house-1882")
    assert vinton(weights, 325) == seats


@pytest.mark.parametrize(
    ("seats", "expected"),
    [
        pytest.param(299, {"Alabama": 8, "Illinois": 18, "Texas": 9}, id="299"),
        pytest.param(300, {"Alabama": 7, "Illinois": 19, "Texas": 10}, id="300"),
    ],
)
def test_the_alabama_paradox_as_it_was_found(seats, expected):
    """By C. W. Seaton, chief clerk of the Census Office: 8 seats of 299, but 7 of 300."""
    weights, _ = published("us-house-1882")
    assert {name: vinton(weights, seats)[name] for name in expected} == expected
