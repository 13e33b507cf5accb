"""not-negative: every place of a number, every end of a bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.language import Language
from civtarget.model.plan import Identifier, Indicator, Kind, Name, Plan, Unit
from civtarget.model.results import Held, Problem
from civtarget.model.workspace import workspace_of
from civtarget.notation.dates import Period
from civtarget.notation.quantity import Op, Quantity
from civtarget.rules import not_negative

PLAN = "indicators: {{it: {{name: 某事, kind: count, unit: 人, {rest}}}}}"
AT = "indicators.it"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("target: 0", [], id="zero"),
        pytest.param("target: 300, split: {甲区: 300, 乙区: 0}, each: 0", [], id="none-below"),
        pytest.param("coverage: true", [], id="no-number"),
        pytest.param("target: -1", ["target: -1 people is below zero"], id="target"),
        pytest.param("target: -0.5", ["target: -0.5 people is below zero"], id="just-below"),
        pytest.param("target: 不少于-5", ["target: -5 people is below zero"], id="floor"),
        pytest.param("target: 不超过-5", ["target: -5 people is below zero"], id="cap"),
        pytest.param("target: -5..5", ["target: -5 people is below zero"], id="range"),
        pytest.param("target: 5..-5", ["target: -5 people is below zero"], id="range-backwards"),
        pytest.param(
            "target: 3, split: {甲区: 5, 乙区: -2}", ["split.乙区: -2 people is below zero"], id="share-that-adds-up"
        ),
        pytest.param("each: '>= -1'", ["each.target: -1 people is below zero"], id="each"),
        pytest.param(
            "steps: [{by: 5月底, target: 1}, {by: 6月底, target: -1}]",
            ["steps.1.target: -1 people is below zero"],
            id="step",
        ),
        pytest.param("target: -2元", ["target: -2 yuan is below zero"], id="in-the-unit-it-is-written-in"),
        pytest.param("target: 约-5", ["target: about -5 people is below zero"], id="about"),
        pytest.param("of: {part: 5, whole: 10家}", [], id="terms"),
        pytest.param(
            "of: {part: -5, whole: -10家..3家}",
            ["of.part: -5 is below zero", "of.whole: -10 is below zero"],
            id="terms-below-zero",
        ),
        pytest.param(
            "target: 若干, split: {甲区: 若干, 乙区: -2}",
            [
                "? target: cannot be checked: indicators.it.target could not be read",
                "split.乙区: -2 people is below zero",
            ],
            id="what-can-be-read-is-checked",
        ),
    ],
)
def test_messages(messages, rest, expected):
    found = [line.replace(f"{AT}.", "", 1) for line in messages(not_negative, PLAN.format(rest=rest))]
    assert found == expected


def test_in_chinese(messages):
    assert messages(not_negative, PLAN.format(rest="target: -2万"), Language.ZH) == [f"{AT}.target: -2万人 小于零"]


def test_a_problem_carries_its_numbers(check):
    (finding,) = check(PLAN.format(rest="target: -5..5"), not_negative).findings
    assert (finding.expected, finding.actual, finding.gap, finding.unit) == (0, -5, -5, "人")


@given(
    op=st.sampled_from(Op), low=st.one_of(st.integers(), st.fractions()), high=st.one_of(st.integers(), st.fractions())
)
def test_it_holds_exactly_where_no_end_is_below_zero(op, low, high):
    target = Quantity(op, None if op is Op.AT_MOST else low, None if op is Op.AT_LEAST else high, "", 1)
    identifier = Identifier("it")
    indicator = Indicator(name=Name(zh="某事"), kind=Kind.COUNT, unit=Unit("人"), target=target)
    plan = Plan(
        civtarget=1, id=identifier, title=Name(zh="示例"), period=Period(2025, 2025), indicators={identifier: indicator}
    )

    (result,) = not_negative.check_indicator(identifier, plan, workspace_of([plan]), not_negative.Options())

    below = [end for end in (target.low, target.high) if end is not None and end < 0]
    assert isinstance(result, Problem if below else Held)


def test_weights(messages):
    weights = "weights: {people: {name: 人口, unit: 人, values: {甲区: 5, 乙区: -2, 丙区: 若干}}}"
    assert messages(not_negative, f"indicators: {{}}\n{weights}") == [
        "weights.people.values.乙区: -2 people is below zero",
        "? weights.people.values.丙区: cannot be checked: weights.people.values.丙区 could not be read",
    ]
