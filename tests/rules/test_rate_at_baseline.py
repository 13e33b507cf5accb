"""rate-at-baseline: a planned part against the last known whole."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.language import Language
from civtarget.rules import rate_at_baseline

PLAN = """
indicators:
  homes: {{name: 养老机构, kind: stock, unit: 家, {whole}}}
  graded: {{name: 已评, kind: stock, unit: 家, {part}}}
  rate: {{name: 评定率, kind: rate, of: {{part: graded, whole: homes}}, target: "{target}"}}
"""
AT = "indicators.rate.target"
IN_2020 = "baselines: [{period: 2020, value: 119}]"


@pytest.mark.parametrize(
    ("part", "whole", "target", "expected"),
    [
        pytest.param(
            "target: 99",
            IN_2020,
            ">= 92%",
            [f"{AT}: 92% takes a whole of 107 at most, and in 2020 there were 119 (99/119 ≈ 83.19%)"],
            id="too-many-then",
        ),
        pytest.param("target: 110", IN_2020, ">= 92%", [], id="enough-for-all-of-them"),
        pytest.param("target: 99", "baselines: [{period: 2020, value: 107}]", ">= 92%", [], id="just-enough"),
        pytest.param(
            "target: 99",
            "baselines: [{period: 2020, value: 108}]",
            ">= 92%",
            [f"{AT}: 92% takes a whole of 107 at most, and in 2020 there were 108 (99/108 ≈ 91.67%)"],
            id="one-too-many",
        ),
        pytest.param(
            "target: 99",
            "baselines: [{period: 2020, value: 50}, {period: 2023, value: 108}]",
            ">= 92%",
            [f"{AT}: 92% takes a whole of 107 at most, and in 2023 there were 108 (99/108 ≈ 91.67%)"],
            id="the-latest",
        ),
        pytest.param("target: 99", f"target: 107, {IN_2020}", ">= 92%", [], id="the-plan-says-what-it-will-be"),
        pytest.param("target: '>= 99'", IN_2020, ">= 92%", [], id="more-than-the-floor-may-come"),
        pytest.param(
            "target: 99",
            "baselines: [{period: 2020, value: 百余}]",
            ">= 92%",
            [f"? {AT}: indicators.homes.baselines.0.value is about 100: only an exact figure can be compared"],
            id="about",
        ),
        pytest.param(
            "target: 99",
            "baselines: [{period: 2010, value: 100}, {period: 2024, value: '>= 500'}]",
            ">= 92%",
            [f"? {AT}: cannot be checked: indicators.homes.baselines.1.value is >= 500, no exact number"],
            id="the-latest-is-no-number",
        ),
        pytest.param("target: 99", IN_2020, "<= 92%", [], id="a-cap"),
    ],
)
def test_rates(messages, part, whole, target, expected):
    assert messages(rate_at_baseline, PLAN.format(part=part, whole=whole, target=target)) == expected


def test_in_chinese(messages):
    text = PLAN.format(part="target: 99", whole=IN_2020, target=">= 92%")
    assert messages(rate_at_baseline, text, Language.ZH) == [
        f"{AT}: 分母不超过 107家才够得上 92%，2020 年已有 119家（99/119≈83.19%）"
    ]


@given(st.integers(1, 300), st.integers(1, 300), st.integers(1, 100))
def test_told_exactly_when_it_is_below(messages, part, whole, percent):
    text = PLAN.format(
        part=f"target: {part}", whole=f"baselines: [{{period: 2020, value: {whole}}}]", target=f">= {percent}%"
    )
    assert bool(messages(rate_at_baseline, text)) == (Fraction(part, whole) < Fraction(percent, 100))
