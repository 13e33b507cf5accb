"""rate-agrees: a reported rate beside the numbers that it is made of."""

from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.language import Language
from civtarget.notation.quantity import exact
from civtarget.rules.actuals import rate_agrees
from civtarget.scorecard.reduction import prints_as

PLAN = """
indicators:
  homes: {name: {zh: 机构, en: Homes}, kind: stock, unit: 家}
  graded: {name: {zh: 达标机构, en: Graded homes}, kind: stock, unit: 家}
  rate: {name: 达标率, kind: rate, of: {part: graded, whole: homes}}
  density: {name: 密度, kind: density, unit: 名/万名老年人}
"""
HEADER = "指标,辖区,期间,数值,分子,分母\n"


def rows(*texts: str) -> str:
    """Return CSV rows, the first of them in line 2: `rate 甲区 2025-06 92% 11 12`, with `-` for an empty cell."""
    lines = (",".join("" if word == "-" else word for word in text.split()) for text in texts)
    return HEADER + "".join(f"{line}\n" for line in lines)


def apart(value: str, division: str, gap: str) -> str:
    return f"{value} is reported for 2025-06, but {division}: {gap} percentage points apart"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(["rate 甲区 2025-06 92% 11 12"], [], id="rounded"),
        pytest.param(["rate 甲区 2025-06 91.67% 11 12"], [], id="rounded-to-two-decimals"),
        pytest.param(
            ["rate 甲区 2025-06 91% 11 12"], [f"2:17 甲区: {apart('91%', '11/12 ≈ 91.67%', '0.67')}"], id="cut-off"
        ),
        pytest.param(
            ["rate 甲区 2025-06 91.6% 11 12"],
            [f"2:17 甲区: {apart('91.6%', '11/12 ≈ 91.67%', '0.07')}"],
            id="cut-off-later",
        ),
        pytest.param(["rate 甲区 2025-06 92% 183 200"], [], id="at-the-lower-end"),
        pytest.param(
            ["rate 甲区 2025-06 92% 185 200"],
            [f"2:17 甲区: {apart('92%', '185/200 = 92.5%', '0.5')}"],
            id="at-the-upper-end",
        ),
        pytest.param(
            ["rate 甲区 2025-06 92% 91499 100000"],
            [f"2:17 甲区: {apart('92%', '91,499/100,000 ≈ 91.5%', '0.5')}"],
            id="just-below-the-lower-end",
        ),
        pytest.param(["rate 甲区 2025-06 - 11 12"], [], id="no-rate-is-reported"),
        pytest.param(
            ["rate 甲区 2025-06 - 11 12", "graded 甲区 2025-06 11", "homes 甲区 2025-06 12"],
            [],
            id="its-two-numbers-are-those-of-the-indicators",
        ),
        pytest.param(
            ["rate 甲区 2025-06 - 11 12", "graded 甲区 2025-06 10", "homes 甲区 2025-06 12"],
            ["2:18 甲区: " + apart("91.67%", '"Graded homes" 10 / "Homes" 12 ≈ 83.33%', "8.33")],
            id="its-two-numbers-are-not-those-of-the-indicators",
        ),
        pytest.param(["rate 甲区 2025-06 92%"], [], id="nothing-beside-it"),
        pytest.param(["rate 甲区 2025-06 好 11 12"], [], id="unreadable"),
        pytest.param(["rate 甲区 2025-06 91% 十几 12"], [], id="an-unreadable-part"),
        pytest.param(
            ["rate 甲区 2025-06 100% 0 0"],
            ["? 2:17 甲区: the whole is 0, so there is no rate, for 2025-06"],
            id="of-nothing",
        ),
        pytest.param(
            ["rate 甲区 2025-06 108% 13 12"],
            ["? 2:17 甲区: a part of 13 and a whole of 12 make no rate, for 2025-06"],
            id="no-rate",
        ),
        pytest.param(
            ["rate 甲区 2025-05 91% 11 12", "rate 甲区 2025-06 92% 11 12", "rate - 2025-06 90% 11 12"],
            [
                "2:17 甲区: 91% is reported for 2025-05, but 11/12 ≈ 91.67%: 0.67 percentage points apart",
                f"4:15 whole area: {apart('90%', '11/12 ≈ 91.67%', '1.67')}",
            ],
            id="every-period-and-area",
        ),
        pytest.param(["density 甲区 2025-06 25 30 12000"], [], id="a-density"),
        pytest.param(
            ["density 甲区 2025-06 26 30 12000"],
            [
                (
                    "2:20 甲区: 26 people per 10,000 older people is reported for 2025-06, "
                    "but 30/12,000 = 25 people per 10,000 older people: 1 person per 10,000 older people apart"
                )
            ],
            id="a-density-that-does-not-agree",
        ),
    ],
)
def test_numerators_and_denominators(actuals_messages, texts, expected):
    assert actuals_messages(rate_agrees, PLAN, rows(*texts)) == expected


TERMS = ["homes 甲区 2025-06 12", "graded 甲区 2025-06 11"]
DIVISION = '"Graded homes" 11 / "Homes" 12 ≈ 91.67%'


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param([*TERMS, "rate 甲区 2025-06 92%"], [], id="agrees"),
        pytest.param(
            [*TERMS, "rate 甲区 2025-06 91%"], [f"4:17 甲区: {apart('91%', DIVISION, '0.67')}"], id="does-not-agree"
        ),
        pytest.param(
            [*TERMS, "rate 甲区 2025-H1 91%"],
            [f"4:17 甲区: {apart('91%', DIVISION, '0.67')}".replace("2025-06", "2025-H1")],
            id="periods-that-end-together",
        ),
        pytest.param([*TERMS, "rate 甲区 2025-05 91%"], [], id="of-another-period"),
        pytest.param([*TERMS, "rate 乙区 2025-06 91%"], [], id="of-another-district"),
        pytest.param([TERMS[0], "rate 甲区 2025-06 91%"], [], id="one-is-not-reported"),
        pytest.param([*TERMS, "rate 甲区 2025-06 好"], [], id="unreadable"),
        pytest.param(
            ["homes 甲区 2025-06 很多", "graded 甲区 2025-06 不少", "rate 甲区 2025-06 91%"],
            ['? 4:17 甲区: cannot be compared: "Graded homes" and "Homes" could not be read for 2025-06'],
            id="both-terms-are-unreadable",
        ),
        pytest.param(
            [TERMS[0], "graded 甲区 2025-06 不少", "rate 甲区 2025-06 91%"],
            ['? 4:17 甲区: cannot be compared: "Graded homes" could not be read for 2025-06'],
            id="one-is-unreadable",
        ),
        pytest.param(
            [*TERMS, "rate 甲区 2025-06 91% 10 12"],
            [
                f"4:17 甲区: {apart('91%', DIVISION, '0.67')}",
                f"4:17 甲区: {apart('91%', '10/12 ≈ 83.33%', '7.67')}",
            ],
            id="neither-agrees",
        ),
    ],
)
def test_the_indicators_that_it_is_of(actuals_messages, texts, expected):
    assert actuals_messages(rate_agrees, PLAN, rows(*texts)) == expected


@pytest.mark.parametrize(
    ("period", "part", "whole", "compared"),
    [
        pytest.param("2025", "kind: count", "kind: count", True, id="counts-of-one-year"),
        pytest.param("2025", "kind: count", "kind: stock", True, id="count-and-stock"),
        pytest.param("2021..2025", "kind: count", "kind: stock", False, id="a-count-of-one-year-of-several"),
        pytest.param("2021..2025", "kind: count, reported: plan-to-date", "kind: stock", True, id="since-the-start"),
        pytest.param("2025", "kind: count, reported: in-period", "kind: stock", False, id="in-period"),
        pytest.param("2025", "kind: stock", "kind: standard, unit: 元/月", False, id="a-standard"),
    ],
)
def test_which_indicators_make_a_rate(check_actuals, period, part, whole, compared):
    excerpt = (
        f"period: {period}\nindicators:\n  a: {{name: 分子, {part}}}\n  b: {{name: 分母, {whole}}}\n"
        "  c: {name: 比率, kind: rate, of: {part: a, whole: b}}\n"
    )
    text = rows("a 甲区 2025-06 11", "b 甲区 2025-06 12", "c 甲区 2025-06 91%")
    assert len(check_actuals(excerpt, text, rate_agrees).findings) == compared


@pytest.mark.parametrize("of", ["{part: 11, whole: 12}", "{part: homes}"])
def test_stated_terms_are_the_plans_own(actuals_messages, of):
    excerpt = PLAN.replace("{part: graded, whole: homes}", of)
    assert actuals_messages(rate_agrees, excerpt, rows(*TERMS, "rate 甲区 2025-06 91%")) == []


def test_chinese(actuals_messages):
    text = rows(*TERMS, "rate 甲区 2025-06 91% 10 12")
    assert actuals_messages(rate_agrees, PLAN, text, language=Language.ZH) == [
        "4:17 甲区：2025-06 报 91%，而“达标机构” 11 / “机构” 12 ≈ 91.67%，相差 0.67个百分点",
        "4:17 甲区：2025-06 报 91%，而 10/12 ≈ 83.33%，相差 7.67个百分点",
    ]
    text = rows(TERMS[0], "graded 甲区 2025-06 不少", "rate 甲区 2025-06 91%", "rate 乙区 2025-06 1% 0 0")
    assert actuals_messages(rate_agrees, PLAN, text, language=Language.ZH) == [
        "? 4:17 甲区：2025-06 的“达标机构”未能读取，无法核对",
        "? 5:17 乙区：2025-06：分母为 0，谈不上比率",
    ]


def test_what_it_is_computed_from(check_actuals):
    (finding,) = check_actuals(PLAN, rows(*TERMS, "rate 甲区 2025-06 91%"), rate_agrees).findings
    assert [each.location.span.line for each in finding.related] == [3, 2]
    assert (finding.expected, finding.actual, finding.unit) == (Fraction(275, 3), 91, "%")


def rounded(value: Fraction, places: int) -> Decimal:
    """Round half up by decimal arithmetic."""
    size = 10**places
    doubled = Decimal(2 * value.numerator * size + value.denominator) / Decimal(2 * value.denominator)
    whole = doubled.to_integral_value(rounding=ROUND_FLOOR)
    return whole.scaleb(-places)


@given(part=st.integers(0, 2000), whole=st.integers(1, 2000), places=st.integers(0, 3), nudge=st.integers(-2, 2))
def test_a_value_prints_as_what_it_is_rounded_to_and_as_nothing_else(part, whole, places, nudge):
    value = Fraction(100 * part, whole)
    nearest = rounded(value, places)
    printed = nearest + Decimal(nudge).scaleb(-places)
    decimals = max(0, -printed.normalize().as_tuple().exponent)  # 92.50 is read as 92.5
    expected = rounded(value, decimals) == printed
    assert prints_as(exact(value), exact(Fraction(printed))) == expected
