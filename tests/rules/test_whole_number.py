"""whole-number: countable units and the others."""

import pytest

from civtarget.language import Language
from civtarget.notation.units import UNITS, is_countable
from civtarget.rules import whole_number

PLAN = "indicators: {{it: {{name: 某事, {rest}}}}}"
AT = "indicators.it"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("kind: count, unit: 张, target: 300", [], id="whole"),
        pytest.param("kind: count, unit: 人次, target: 2.5万", [], id="decimal-with-a-scale-word"),
        pytest.param("kind: count, unit: 户, target: 3.0", [], id="decimal-of-a-whole-number"),
        pytest.param(
            "kind: count, unit: 人次, target: 2.5", ["target: not a whole number: 2.5 person-times"], id="target"
        ),
        pytest.param(
            "kind: count, unit: 张, target: 0.00003万", ["target: not a whole number: 0.3"], id="scaled-too-fine"
        ),
        pytest.param(
            "kind: count, unit: 户, target: 3, split: {甲区: 1.5户, 乙区: 1.5}",
            ["split.甲区: not a whole number: 1.5 households", "split.乙区: not a whole number: 1.5 households"],
            id="shares",
        ),
        pytest.param(
            "kind: count, unit: 场, each: '>= 0.5'", ["each.target: not a whole number: 0.5 sessions"], id="each"
        ),
        pytest.param(
            "kind: count, unit: 个, steps: [{by: 5月底, target: 1.5}]",
            ["steps.0.target: not a whole number: 1.5"],
            id="step",
        ),
        pytest.param("kind: count, unit: 个, target: 1..2.5", ["target: not a whole number: 2.5"], id="upper-end"),
        pytest.param("kind: count, unit: 个, target: 不超过2.5", ["target: not a whole number: 2.5"], id="cap"),
        pytest.param("kind: amount, unit: 元, target: 1.5", [], id="money"),
        pytest.param("kind: rate, target: 92.5%", [], id="rate"),
        pytest.param(
            "kind: count, unit: 户, target: 约2.5", ["target: not a whole number: about 2.5 households"], id="about"
        ),
        pytest.param(
            "kind: rate, of: {part: 2.5户, whole: 10.5, }",
            ["of.part: not a whole number: 2.5 households"],
            id="terms-by-the-unit-they-are-written-in",
        ),
        pytest.param("kind: rate, of: {part: 2.5公里, whole: 7户}", [], id="terms"),
        pytest.param("kind: density, unit: 名/万名老年人, target: 11.2", [], id="density"),
        pytest.param("kind: stock, unit: 平方米, target: 0.5", [], id="measure"),
        pytest.param("kind: count, target: 2.5", [], id="no-unit"),
        pytest.param("kind: count, target: 2.5张", ["target: not a whole number: 2.5"], id="unit-only-in-the-value"),
        pytest.param(
            "kind: count, unit: 元, target: 2.5户", ["target: not a whole number: 2.5 households"], id="other-unit"
        ),
        pytest.param("kind: count, unit: 户, target: 2.5元", [], id="other-unit-that-is-measured"),
    ],
)
def test_messages(messages, rest, expected):
    found = [line.replace(f"{AT}.", "", 1) for line in messages(whole_number, PLAN.format(rest=rest))]
    assert found == expected


def test_in_chinese(messages):
    plan = PLAN.format(rest="kind: count, unit: 户, target: 2.5")
    assert messages(whole_number, plan, Language.ZH) == [f"{AT}.target: 不是整数：2.5户"]


def test_a_problem_carries_its_number(check):
    (finding,) = check(PLAN.format(rest="kind: count, unit: 户, target: 2.5"), whole_number).findings
    assert (finding.actual * 2, finding.expected, finding.gap, finding.unit) == (5, None, None, "户")


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit(check, unit):
    """What is counted is checked; what is measured is no subject of this rule at all."""
    countable = int(is_countable(unit))
    half = check(PLAN.format(rest=f"kind: count, unit: '{unit}', target: 0.5"), whole_number)
    assert (len(half.findings), half.held) == (countable, 0)
    one = check(PLAN.format(rest=f"kind: count, unit: '{unit}', target: 1"), whole_number)
    assert (len(one.findings), one.held) == (0, countable)


def test_a_density_is_no_count_however_it_is_written(messages):
    plan = "indicators: {d: {name: 密度, kind: density, unit: 名/万人, target: 18.5名}}"

    assert messages(whole_number, plan) == []
