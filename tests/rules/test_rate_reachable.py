"""rate-reachable: how many of the whole a rate takes, exactly, beside how many are planned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.excerpts import whole_plan

from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.language import Language
from civtarget.model.plan import Identifier
from civtarget.model.results import Held, Problem, RuleOptions, Unchecked
from civtarget.model.workspace import workspace_of
from civtarget.rules import rate_reachable

PLAN = "indicators: {{r: {{name: 率, kind: {kind}, {rest}}}, homes: {{name: 机构, kind: stock, unit: 家, {homes}}}}}"
R = "indicators.r:"
REALLY = "the part really reaches"
AT = "indicators.r.target:"


def plan(rest, *, kind="rate", homes="target: 108"):
    return PLAN.format(kind=kind, rest=rest, homes=homes)


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("target: '>= 92%'", [], id="no-of"),
        pytest.param("of: {whole: 108}, target: '>= 92%'", [], id="nothing-planned"),
        pytest.param("of: {part: 99, whole: 108}, target: '<= 92%'", [], id="cap"),
        pytest.param("of: {part: 99, whole: 107}, target: '>= 92%'", [], id="enough"),
        pytest.param("of: {part: 100, whole: 108}, target: '>= 92%'", [], id="just-enough"),
        pytest.param(
            "of: {part: 99, whole: 108}, target: '>= 92%'",
            [f"{AT} 99/108 ≈ 91.67%, below 92%: that takes 100, 1 more"],
            id="one-short",
        ),
        pytest.param(
            "of: {part: 11, whole: 12}, target: 92%",
            [f"{AT} 11/12 ≈ 91.67%, below 92%: that takes 12, 1 more"],
            id="11-of-12-is-not-92-percent",
        ),
        pytest.param("of: {part: 23, whole: 25}, target: 92%", [], id="exactly-it"),
        pytest.param("of: {part: 108, whole: 108}, target: 100%", [], id="all"),
        pytest.param(
            "of: {part: 999, whole: 1000}, target: 100%",
            [f"{AT} 999/1,000 = 99.9%, below 100%: that takes 1,000, 1 more"],
            id="all-but-one",
        ),
        pytest.param(
            "of: {part: 296, whole: 1000}, target: 30%..40%",
            [f"{AT} 296/1,000 = 29.6%, below 30%: that takes 300, 4 more"],
            id="low-end-of-range",
        ),
        pytest.param(
            "of: {part: '<= 99', whole: homes}, target: '>= 92%'",
            [f"{AT} at most 99/108 ≈ 91.67%, below 92%: that takes 100, 1 more"],
            id="cap-on-the-part",
        ),
        pytest.param("of: {part: '<= 100', whole: homes}, target: '>= 92%'", [], id="cap-leaves-room"),
        pytest.param(
            "of: {part: '>= 99', whole: homes}, target: '>= 92%'",
            [f"? {AT} the floor of the part is not enough: 99/108 ≈ 91.67%, and 92% takes 100, 1 more"],
            id="floor-may-grow",
        ),
        pytest.param("of: {part: '>= 100', whole: homes}, target: '>= 92%'", [], id="floor-is-enough"),
        pytest.param(
            "of: {part: 99}, target: '>= 92%'",
            [f"? {AT} no definite whole: up to 107 {REALLY} 92%, unrounded (99/107 ≈ 92.52%, 99/108 ≈ 91.67%)"],
            id="whole-missing",
        ),
        pytest.param(
            "of: {part: 21}, target: '>= 90%'",
            [f"? {AT} no definite whole: up to 23 {REALLY} 90%, unrounded (21/23 ≈ 91.3%, 21/24 = 87.5%)"],
            id="whole-missing-small",
        ),
        pytest.param(
            "of: {part: 23}, target: '>= 92%'",
            [f"? {AT} no definite whole: up to 25 {REALLY} 92%, unrounded (23/25 = 92%, 23/26 ≈ 88.46%)"],
            id="largest-whole-is-reached-exactly",
        ),
        pytest.param(
            "of: {part: 99, whole: '>= 100'}, target: '>= 92%'",
            [f"? {AT} no definite whole: up to 107 {REALLY} 92%, unrounded (99/107 ≈ 92.52%, 99/108 ≈ 91.67%)"],
            id="whole-may-grow",
        ),
        pytest.param(
            "of: {part: 99, whole: '>= 108'}, target: '>= 92%'",
            [f"{AT} at most 99/108 ≈ 91.67%, below 92%: that takes 100, 1 more"],
            id="least-whole-is-too-large",
        ),
        pytest.param("of: {part: 99, whole: 100..107}, target: '>= 92%'", [], id="largest-whole-is-small-enough"),
        pytest.param(
            "of: {part: 0}, target: '>= 92%'",
            [f"? {R} cannot be checked until rate-consistent holds"],
            id="nothing-of-anything",
        ),
        pytest.param("of: {part: 0, whole: 0}, target: '>= 92%'", [], id="nothing-of-nothing"),
        pytest.param(
            "of: {part: 7.35亿元, whole: 8亿元}, target: 92%",
            [f"{AT} 735,000,000/800,000,000 ≈ 91.88%, below 92%: that takes 736,000,000 yuan, 1,000,000 yuan more"],
            id="money-is-not-rounded-up",
        ),
        pytest.param(
            "of: {part: 7.3亿元}, target: 92%",
            [f"? {AT} no definite whole: whether the part reaches 92% is open"],
            id="money-of-unknown-whole",
        ),
        pytest.param(
            "of: {part: 99, whole: 108}, target: 约92%",
            [f"? {AT} indicators.r.target is about 92%: only an exact figure can be compared"],
            id="about",
        ),
        pytest.param(
            "of: {part: 2200余, whole: 2400}, target: '>= 92%'",
            [f"? {AT} indicators.r.of.part is about 2,200: only an exact figure can be compared"],
            id="about-so-many",
        ),
        pytest.param(
            "of: {part: 99, whole: 120}, target: '>= 92%'",
            [f"? {R} cannot be checked until rate-consistent holds"],
            id="off-by-more-than-rounding-is-said-once",
        ),
        pytest.param(
            "of: {part: 99, whole: hoems}, target: 92%",
            ["? indicators.r: cannot be checked until reference-known holds"],
            id="unknown-whole",
        ),
        pytest.param(
            "of: {part: 99, whole: 108}, target: '>= 920%'",
            ["? indicators.r: cannot be checked until threshold-range holds"],
            id="rate-beyond-the-whole",
        ),
    ],
)
def test_messages(messages, rest, expected):
    assert messages(rate_reachable, plan(rest)) == expected


def test_a_density_counts_by_its_own_unit(messages):
    rest = "unit: 名/万名老年人, of: {part: 248名, whole: 10万}, target: '>= 25'"
    expected = (
        f"{AT} 248/100,000 = 24.8 people per 10,000 older people, below 25 people per 10,000 older people: "
        "that takes 250 people, 2 people more"
    )
    assert messages(rate_reachable, plan(rest, kind="density")) == [expected]


def test_figures_and_needs(check):
    (short,) = check(plan("of: {part: 99家, whole: homes}, target: '>= 92%'"), rate_reachable).findings
    assert (short.expected, short.actual, short.gap, short.unit) == (100, 99, -1, "家")
    (open_whole,) = check(plan("of: {part: 99, whole: homes}, target: 92%", homes="item: '1'"), rate_reachable).findings
    assert open_whole.needs == ("indicators.homes.target",)
    (floor,) = check(plan("of: {part: '>= 99', whole: homes}, target: 92%"), rate_reachable).findings
    assert floor.needs == ("indicators.r.of.part",)


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("of: {part: 99家, whole: 108}, target: '>= 92%'", f"{AT} 99/108≈91.67%，低于 92%：需要 100家，还差 1家"),
        (
            "of: {part: 99}, target: '>= 92%'",
            f"? {AT} 分母没有确定的数：不超过 107 时，不经四舍五入也确实达到 92%（99/107≈92.52%，99/108≈91.67%）",
        ),
        (
            "of: {part: '>= 99', whole: 108}, target: '>= 92%'",
            f"? {AT} 分子的下限不够：99/108≈91.67%，达到 92% 需要 100，比下限多 1",
        ),
        ("of: {part: 7.3亿元}, target: 92%", f"? {AT} 分母没有确定的数，不知分子够不够 92%"),
    ],
)
def test_in_chinese(messages, rest, expected):
    assert messages(rate_reachable, plan(rest), Language.ZH) == [expected]


@pytest.mark.parametrize(
    ("rest", "names"),
    [
        ("of: {part: -5, whole: '<= 9'}, target: '>= 10%'", "indicators.r.of.part"),  # its whole may be 0
        ("of: {part: 5, whole: '>= -9'}, target: '>= 10%'", "indicators.r.of.whole"),
        (
            "of: {part: -5, whole: '>= -9'}, target: '-10%'",
            "indicators.r.target, indicators.r.of.part, indicators.r.of.whole",
        ),
    ],
)
def test_nothing_is_concluded_from_what_is_below_zero(rest, names):
    result = outcome(rest)
    assert isinstance(result, Unchecked)
    assert result.message.en == f"cannot be checked: below zero: {names}"
    assert result.needs == tuple(names.split(", "))


def outcome(rest):
    """Return what the rule yields for a rate, without the engine."""
    read = parse_plan(File("plan.yaml", whole_plan(plan(rest)), "")).plan
    assert read is not None
    (result,) = rate_reachable.check_indicator(Identifier("r"), read, workspace_of([read]), RuleOptions())
    return result


@given(st.integers(1, 300), st.integers(0, 300), st.integers(1, 1000))
def test_needed_is_the_first_part_that_reaches_the_rate(whole, part, per_mille):
    part = min(part, whole)
    result = outcome(f"of: {{part: {part}, whole: {whole}}}, target: '>= {per_mille / 10}%'")
    needed = next(count for count in range(whole + 1) if 1000 * count >= per_mille * whole)
    if part >= needed:
        assert isinstance(result, Held)
    else:
        assert isinstance(result, Problem)
        assert (result.expected, result.actual, result.gap) == (needed, part, part - needed)


@given(st.integers(1, 300), st.integers(1, 100))
def test_the_largest_whole_is_the_last_at_which_the_part_is_enough(part, percent):
    result = outcome(f"of: {{part: {part}}}, target: '>= {percent}%'")
    largest = max(whole for whole in range(part, 100 * part + 1) if 100 * part >= percent * whole)
    assert isinstance(result, Unchecked)
    assert result.message.en.startswith(
        f"no definite whole: up to {largest:,} the part really reaches {percent}%, unrounded ("
    )
