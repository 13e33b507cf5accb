"""threshold-range: ranges that run backwards, rates beyond the whole, bounds that ask for nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.language import Language
from civtarget.model.plan import Identifier, Indicator, Kind, Name, Plan
from civtarget.model.results import Held, Problem
from civtarget.model.workspace import workspace_of
from civtarget.notation.dates import Period
from civtarget.notation.quantity import Exact, Op, Quantity
from civtarget.rules import threshold_range

PLAN = "indicators: {{it: {{name: 某事, {rest}}}}}"
AT = "indicators.it"
BACKWARDS = "write the smaller end first"
EMPTY = "always holds: it asks for nothing"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        # ranges
        pytest.param("kind: rate, target: 30%..40%", [], id="range"),
        pytest.param("kind: count, unit: 个, target: 3..4", [], id="narrowest"),
        pytest.param(
            "kind: rate, target: 40%..30%",
            [f"target: the range runs backwards, from 40% to 30%: {BACKWARDS}"],
            id="backwards",
        ),
        pytest.param(
            "kind: count, unit: 人, target: 4万..3万",
            [f"target: the range runs backwards, from 40,000 people to 30,000 people: {BACKWARDS}"],
            id="backwards-count",
        ),
        pytest.param(
            "kind: count, unit: 个, target: 3..3",
            ["target: both ends of the range are 3: write one number, or two that differ"],
            id="one-number",
        ),
        pytest.param(
            "kind: count, unit: 个, target: 9, split: {甲区: 5..4, 乙区: 4..5}",
            [f"split.甲区: the range runs backwards, from 5 to 4: {BACKWARDS}"],
            id="share",
        ),
        # rates
        pytest.param("kind: rate, target: 100%", [], id="everything"),
        pytest.param("kind: rate, target: 0%", [], id="nothing"),
        pytest.param("kind: rate, target: '>= 100%'", [], id="all-of-it"),
        pytest.param("kind: rate, target: '<= 0%'", [], id="none-of-it"),
        pytest.param("kind: rate, target: '>= 0.1%'", [], id="hardly-any"),
        pytest.param("kind: rate, target: '<= 99.9%'", [], id="nearly-all"),
        pytest.param(
            "kind: rate, target: 100.5%",
            ["target: 100.5% is above 100%, more than the whole: 0.5 percentage points over"],
            id="above",
        ),
        pytest.param(
            "kind: rate, target: 约105%",
            ["target: about 105% is above 100%, more than the whole: 5 percentage points over"],
            id="about",
        ),
        pytest.param(
            "kind: rate, target: '920'",
            ["target: 920% is above 100%, more than the whole: 820 percentage points over"],
            id="without-a-sign",
        ),
        pytest.param(
            "kind: rate, target: 90%..101%",
            ["target: 101% is above 100%, more than the whole: 1 percentage point over"],
            id="range-above",
        ),
        pytest.param(
            "kind: rate, target: '<= 120%'",
            ["target: 120% is above 100%, more than the whole: 20 percentage points over"],
            id="cap-above",
        ),
        pytest.param(
            "kind: rate, each: '>= 101%', steps: [{by: 5月底, target: 30%}, {by: 6月底, target: 600%}]",
            [
                "each.target: 101% is above 100%, more than the whole: 1 percentage point over",
                "steps.1.target: 600% is above 100%, more than the whole: 500 percentage points over",
            ],
            id="each-and-step",
        ),
        pytest.param("kind: rate, target: '>= 0%'", [f"target: >= 0% {EMPTY}"], id="floor-of-nothing"),
        pytest.param("kind: rate, target: '<= 100'", [f"target: <= 100% {EMPTY}"], id="cap-of-everything"),
        pytest.param("kind: rate, target: 0..100%", [f"target: 0% to 100% {EMPTY}"], id="any-rate"),
        pytest.param("kind: rate, target: -5%", [], id="below-zero-is-for-another-rule"),
        pytest.param("kind: rate, target: 1000‰", [], id="per-mille"),
        pytest.param(
            "kind: rate, target: 1001‰",
            ["target: 100.1% is above 100%, more than the whole: 0.1 percentage points over"],
            id="per-mille-above",
        ),
        # what is no rate in per cent
        pytest.param("kind: rate, unit: 倍, target: 1.3倍", [], id="times"),
        pytest.param("kind: rate, unit: 倍, target: 130", [], id="other-unit"),
        pytest.param("kind: standard, unit: '%', target: 130%", [], id="standard-in-per-cent"),
        pytest.param("kind: count, unit: 个, target: '>= 0'", [], id="count-from-nothing"),
        pytest.param("kind: count, unit: 个, target: 120", [], id="count"),
    ],
)
def test_messages(messages, rest, expected):
    found = [line.replace(f"{AT}.", "", 1) for line in messages(threshold_range, PLAN.format(rest=rest))]
    assert found == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param("40%..30%", "区间颠倒，从 40% 到 30%：小的一端写在前面", id="backwards"),
        pytest.param("30%..30%", "区间两端都是 30%：请写一个数，或两个不同的数", id="one-number"),
        pytest.param("120%", "120% 超过 100%，比率不能多于整体：多 20个百分点", id="above"),
        pytest.param("'>= 0%'", "≥0% 总是成立：等于没有要求", id="floor-of-nothing"),
    ],
)
def test_in_chinese(messages, target, expected):
    plan = PLAN.format(rest=f"kind: rate, target: {target}")
    assert messages(threshold_range, plan, Language.ZH) == [f"{AT}.target: {expected}"]


@pytest.mark.parametrize(
    ("target", "numbers"),
    [
        pytest.param("40%..30%", (30, 40, 10, "%"), id="backwards"),
        pytest.param("120%", (100, 120, 20, "%"), id="above"),
        pytest.param("'>= 0%'", (None, None, None, None), id="nothing-compared"),
    ],
)
def test_a_problem_carries_its_numbers(check, target, numbers):
    (finding,) = check(PLAN.format(rest=f"kind: rate, target: {target}"), threshold_range).findings
    assert (finding.expected, finding.actual, finding.gap, finding.unit) == numbers


@pytest.mark.parametrize(
    ("rest", "held"),
    [
        pytest.param("kind: rate, target: 90%, steps: [{by: 5月底, target: 30%}]", 2, id="numbers-of-a-rate"),
        pytest.param("kind: count, unit: 个, target: 9, split: {甲区: 4..5, 乙区: 4}", 1, id="ranges-of-a-count"),
    ],
)
def test_what_is_a_check(check, rest, held):
    assert check(PLAN.format(rest=rest), threshold_range).held == held


percent = st.one_of(st.integers(0, 150), st.fractions(0, 150, max_denominator=20))


def meets(target: Quantity, rate: Exact) -> bool:
    return (target.low is None or rate >= target.low) and (target.high is None or rate <= target.high)


@given(op=st.sampled_from(Op), low=percent, high=percent)
def test_a_rate_holds_where_some_rates_meet_its_bound_and_some_do_not(op, low, high):
    """A bound within 0..100 % that holds is met by a rate and missed by another one."""
    high = low if op is Op.EXACTLY else high
    target = Quantity(op, None if op is Op.AT_MOST else low, None if op is Op.AT_LEAST else high, "%", 1)
    identifier = Identifier("it")
    plan = Plan(
        civtarget=1,
        id=identifier,
        title=Name(zh="示例"),
        period=Period(2025, 2025),
        indicators={identifier: Indicator(name=Name(zh="某事"), kind=Kind.RATE, target=target)},
    )

    (result,) = threshold_range.check_indicator(identifier, plan, workspace_of([plan]), threshold_range.Options())

    ends = [end for end in (target.low, target.high) if end is not None]
    met = {rate for rate in (0, *ends, 100) if meets(target, rate)}
    sound = max(ends) <= 100 and bool(met) and met != {0, *ends, 100} and not (op is Op.BETWEEN and low == high)
    assert isinstance(result, Held if sound else Problem)
