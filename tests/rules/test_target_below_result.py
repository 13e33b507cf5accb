"""target-below-result: a target against the latest number before it."""

import pytest

from civtarget.language import Language
from civtarget.rules import target_below_result

PLAN = """
period: {period}
indicators:
  x: {{name: {{zh: 适老化改造, en: Retrofits}}, {rest}}}
"""
COUNT, STOCK = "kind: count, unit: 户, ", "kind: stock, unit: 户, "
X = "indicators.x"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param(COUNT + "target: 2274, baselines: [{period: 2024, value: 2274}]", [], id="the-same"),
        pytest.param(
            COUNT + "target: 2220, baselines: [{period: 2024, value: 2274}]",
            [f"{X}.target: the target of 2,220 is below the result of 2024, 2,274 households: 54 less"],
            id="below",
        ),
        pytest.param(
            COUNT + "target: '>= 2220', baselines: [{period: 2023, value: 9}, {period: 2024, value: 2274}]",
            [f"{X}.target: the target of 2,220 is below the result of 2024, 2,274 households: 54 less"],
            id="the-latest-counts",
        ),
        pytest.param(COUNT + "target: 1, baselines: [{period: 2023, value: 9}]", [], id="not-the-year-just-before"),
        pytest.param(COUNT + "target: 1, baselines: [{period: 2020..2024, value: 9}]", [], id="five-years-of-a-count"),
        pytest.param(
            STOCK + "target: 1, baselines: [{period: 2020..2023, value: 9}]",
            [f"{X}.target: the target of 1 is below the result of 2020..2023, 9 households: 8 less"],
            id="a-state-stays",
        ),
        pytest.param(STOCK + "target: '<= 1', baselines: [{period: 2024, value: 9}]", [], id="a-cap"),
        pytest.param(STOCK + "target: 1..9, baselines: [{period: 2024, value: 1}]", [], id="a-range"),
        pytest.param(
            "kind: rate, target: 72%, baselines: [{period: 2024, value: 73%}]",
            [f"{X}.target: the target of 72% is below the result of 2024, 73%: 1 percentage point less"],
            id="a-rate",
        ),
        pytest.param(STOCK + "target: 1, baselines: [{period: 2025, value: 9}]", [], id="of-the-same-time"),
        pytest.param(
            COUNT + "target: 20余, baselines: [{period: 2024, value: 20}]",
            [f"? {X}.target: indicators.x.target is about 20: only an exact figure can be compared"],
            id="about",
        ),
        pytest.param(COUNT + "baselines: [{period: 2024, value: 9}]", [], id="no-target"),
        pytest.param(
            COUNT + "target: 12, baselines: [{period: 2024, value: 10..15}]",
            [f"? {X}.target: open: what it came to is only 10 to 15"],
            id="within-what-it-may-have-been",
        ),
        pytest.param(
            COUNT + "target: 15, baselines: [{period: 2024, value: 10..15}]", [], id="as-much-as-it-may-have-been"
        ),
        pytest.param(
            COUNT + "target: 9, baselines: [{period: 2024, value: 10..15}]",
            [f"{X}.target: the target of 9 is below the result of 2024, 10 households: 1 less"],
            id="surely-below",
        ),
        pytest.param(
            COUNT + "target: 12, baselines: [{period: 2024, value: '<= 15'}]",
            [f"? {X}.target: open: what it came to is only <= 15"],
            id="a-result-that-is-a-cap",
        ),
    ],
)
def test_targets(messages, rest, expected):
    assert messages(target_below_result, PLAN.format(rest=rest, period=2025)) == expected


def test_in_chinese(messages):
    text = PLAN.format(rest=COUNT + "target: 2220, baselines: [{period: 2024, value: 2274}]", period=2025)
    assert messages(target_below_result, text, Language.ZH) == [
        f"{X}.target: 目标 2220户低于 2024 年的结果 2274户：少 54户"
    ]


def test_five_years_are_compared_with_five(messages):
    text = PLAN.format(rest=COUNT + "target: 8, baselines: [{period: 2016..2020, value: 9}]", period="2021..2025")
    assert messages(target_below_result, text) == [
        f"{X}.target: the target of 8 is below the result of 2016..2020, 9 households: 1 less"
    ]


def test_a_baseline_in_another_unit_is_not_compared(messages):
    here = PLAN.format(rest="kind: standard, unit: 元/人/月, target: 1000, baseline: before/y", period=2025)
    there = "id: before\nindicators: {y: {name: 户, kind: standard, unit: 元/人/年, baselines: [{period: 2024, value: 10800}]}}"
    assert messages(target_below_result, here, beside=[there]) == [f"? {X}: cannot be checked until link-fits holds"]


def test_baselines_of_another_plan(check):
    here = PLAN.format(rest=STOCK + "target: 8, baseline: before/y", period=2025)
    there = "id: before\nindicators: {y: {name: 户, kind: stock, unit: 户, baselines: [{period: 2020, value: 9}]}}"
    (finding,) = check(here, target_below_result, beside=[there]).findings
    assert finding.message.en == "the target of 8 is below the result of 2020, 9 households: 1 less"
    (related,) = finding.related
    assert (related.plan, ".".join(related.location.path)) == ("before", "indicators.y.baselines.0.value")
