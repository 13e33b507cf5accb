"""gap-moved: two reported values, as far apart as they were or otherwise."""

import pytest

from civtarget.language import Language
from civtarget.rules.actuals import gap_moved

PLAN = """
period: 2021
indicators:
  homes: {name: {zh: 集中, en: In homes}, kind: standard, unit: 元/月, baselines: [{period: 2020, value: 2431}]}
  x:
    name: 散居
    kind: standard
    unit: 元/月
    baselines: [{period: 2020, value: 1945}]
    gap: {to: homes, trend: narrow}
"""
LONG = "指标,辖区,期间,数值\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(["homes,,2021,2522", "x,,2021,2036"], [], id="as-it-was"),
        pytest.param(
            ["homes,,2021,2522", "x,,2021,2018"],
            [
                "3:9 whole area: the gap is to narrow but widens by 18 yuan per month: from 486 (2,431 - 1,945) in 2020 to 504 (2,522 - 2,018) in 2021"
            ],
            id="wider",
        ),
        pytest.param(
            ["x,,2021,2018"],
            ['? 2:9 whole area: the gap is open: nothing is known of "In homes" for 2021'],
            id="one-of-the-two",
        ),
        pytest.param(
            ["homes,,2021-06,2522", "x,,2021,2018"],
            ['? 3:9 whole area: the gap is open: nothing is known of "In homes" for 2021'],
            id="at-two-times",
        ),
        pytest.param(["homes,,2021,2522"], [], id="only-the-other"),
    ],
)
def test_values(actuals_messages, rows, expected):
    assert actuals_messages(gap_moved, PLAN, LONG + "\n".join(rows)) == expected


def test_in_chinese(actuals_messages):
    rows = LONG + "homes,,2021,2522\nx,,2021,2018"
    assert actuals_messages(gap_moved, PLAN, rows, language=Language.ZH) == [
        "3:9 全域：差距应缩小却扩大 18元/月：2020 年 486（2431 - 1945），2021 年 504（2522 - 2018）"
    ]


def test_nothing_to_compare_with(actuals_messages):
    plan = PLAN.replace("baselines: [{period: 2020, value: 2431}]", "baselines: [{period: 2019, value: 2431}]")
    assert actuals_messages(gap_moved, plan, LONG + "homes,,2021,2522\nx,,2021,2018") == []
