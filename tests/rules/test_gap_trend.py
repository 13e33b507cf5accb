"""gap-trend: how far two targets are apart, against how far the indicators were."""

import pytest

from civtarget.language import Language
from civtarget.rules import gap_trend

PLAN = """
indicators:
  homes: {{name: 集中, kind: standard, unit: 元/人/月, baselines: [{{period: 2024, value: 2431}}], {other}}}
  x:
    name: 散居
    kind: standard
    unit: 元/人/月
    baselines: [{{period: 2024, value: 1945}}, {{period: 2023, value: 5}}]
    {rest}
"""
AT = "indicators.x.target"
BY = "1 yuan per person per month"


@pytest.mark.parametrize(
    ("rest", "other", "expected"),
    [
        pytest.param("{target: 2036, gap: {to: homes, trend: narrow}}", "target: 2522", [], id="as-it-was"),
        pytest.param("{target: 2037, gap: {to: homes, trend: narrow}}", "target: 2522", [], id="closer"),
        pytest.param(
            "{target: 2035, gap: {to: homes, trend: narrow}}",
            "target: 2522",
            [
                f"{AT}: the gap is to narrow but widens by {BY}: from 486 (2,431 - 1,945) in 2024 to 487 (2,522 - 2,035) in 2025"
            ],
            id="wider",
        ),
        pytest.param(
            "{target: 2037, gap: {to: homes, trend: widen}}",
            "target: 2522",
            [
                f"{AT}: the gap is to widen but narrows by {BY}: from 486 (2,431 - 1,945) in 2024 to 485 (2,522 - 2,037) in 2025"
            ],
            id="narrower",
        ),
        pytest.param(
            "{target: '>= 2035', gap: {to: homes, trend: narrow}}",
            "target: 2522",
            ["? indicators.x.gap: open: a target is a floor, a cap or a range, and so is the gap"],
            id="a-floor",
        ),
        pytest.param("{gap: {to: homes, trend: narrow}}", "target: 2522", [], id="no-target"),
        pytest.param(
            "{target: 约2035, gap: {to: homes, trend: narrow}}",
            "target: 2522",
            [f"? {AT}: indicators.x.target is about 2,035: only an exact figure can be compared"],
            id="about",
        ),
    ],
)
def test_targets(messages, rest, other, expected):
    keys = rest.strip("{}").replace(", gap", "\n    gap") + ("}" if "gap" in rest else "")
    assert messages(gap_trend, PLAN.format(rest=keys, other=other)) == expected


def test_in_chinese(messages):
    text = PLAN.format(rest="target: 2035\n    gap: {to: homes, trend: narrow}", other="target: 2522")
    assert messages(gap_trend, text, Language.ZH) == [
        f"{AT}: 差距应缩小却扩大 1元/人/月：2024 年 486（2431 - 1945），2025 年 487（2522 - 2035）"
    ]
