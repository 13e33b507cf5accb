"""rate-below-threshold: rates that are not yet due and still too low, with how many more it takes."""

import pytest

from civtarget.language import Language
from civtarget.rules.actuals import rate_below_threshold

PLAN = """
districts: {甲区: {en: North}, 乙区: {en: South}}
indicators:
  graded: {name: 评定率, kind: rate, target: ">= 92%"}
  nurses: {name: 护理员, kind: density, unit: 人/万人, target: 25}
  homes: {name: 机构, kind: stock, unit: 家, target: 100}
"""
LONG = "指标,辖区,期间,数值,分子,分母\n"
LACK = "more of the part would reach it"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(["graded,,2025-06,,100,108"], [], id="reached"),
        pytest.param(
            ["graded,,2025-06,,11,12"],
            [f"2:18 whole area: not yet reached: 91.67% (11/12) for 2025-06, the target is 92%, 1 {LACK}"],
            id="eleven-of-twelve-is-not-92",
        ),
        pytest.param(
            ["graded,,2025-06,,50,100"],
            [f"2:18 whole area: not yet reached: 50% (50/100) for 2025-06, the target is 92%, 42 {LACK}"],
            id="how-many-more",
        ),
        pytest.param(
            ["graded,,2025-06,91.996%"],
            ["2:17 whole area: not yet reached: 91.996% for 2025-06, the target is 92%, 0.004 percentage points short"],
            id="never-rounded-up-to-its-threshold",
        ),
        pytest.param(["graded,,2025-12,50%"], [], id="after-the-deadline-it-is-missed"),
        pytest.param(
            ["nurses,,2025-06,24"],
            [
                "2:17 whole area: not yet reached: 24 people per 10,000 people for 2025-06, the target is 25 people per 10,000 people, 1 person per 10,000 people short"
            ],
            id="density",
        ),
        pytest.param(["homes,,2025-06,1"], [], id="no-rate"),
    ],
)
def test_messages(actuals_messages, rows, expected):
    assert actuals_messages(rate_below_threshold, PLAN, LONG + "\n".join(rows)) == expected


def test_in_chinese(actuals_messages):
    assert actuals_messages(rate_below_threshold, PLAN, f"{LONG}graded,,2025-06,,11,12", language=Language.ZH) == [
        "2:18 全域：尚未达标：2025-06 为 91.67%（11/12），目标 92%，分子再增加 1 即可达到"
    ]
