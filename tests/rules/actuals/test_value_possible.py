"""value-possible: no count below zero, no half a bed, no share above all of it."""

import pytest

from civtarget.language import Language
from civtarget.rules.actuals import value_possible

PLAN = """
districts: {甲区: {en: North}, 乙区: {en: South}}
indicators:
  beds: {name: 床位, kind: count, unit: 张, target: 100}
  sales: {name: 销售额, kind: amount, unit: 元, target: 5亿}
  graded: {name: 评定率, kind: rate, target: 92%}
  nurses: {name: 护理员, kind: density, unit: 人/万人, target: 25}
"""
LONG = "指标,辖区,期间,数值,分子,分母\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(["beds,甲区,2025-06,0", "beds,乙区,2025-06,50"], [], id="possible"),
        pytest.param(
            ["beds,甲区,2025-06,-3"],
            ["2:17 甲区: -3 is reported for 2025-06: it cannot be below zero"],
            id="below-zero",
        ),
        pytest.param(
            ["beds,甲区,2025-03,0.5", "beds,甲区,2025-06,1"],
            ["2:17 甲区: 0.5 is reported for 2025-03: it has to be a whole number"],
            id="half-a-bed-in-an-earlier-period",
        ),
        pytest.param(["sales,,2025-06,0.5"], [], id="half-a-yuan"),
        pytest.param(["nurses,,2025-06,20.5"], [], id="a-density"),
        pytest.param(["graded,甲区,2025-06,100%"], [], id="all-of-it"),
        pytest.param(
            ["graded,甲区,2025-06,100.1%"],
            ["2:19 甲区: 100.1% is reported for 2025-06: a share cannot be above 100%"],
            id="more-than-all",
        ),
        pytest.param(["beds,甲区,2025-06,若干"], [], id="unreadable"),
    ],
)
def test_messages(actuals_messages, rows, expected):
    assert actuals_messages(value_possible, PLAN, LONG + "\n".join(rows)) == expected


def test_in_chinese(actuals_messages):
    assert actuals_messages(value_possible, PLAN, f"{LONG}beds,甲区,2025-06,-3", language=Language.ZH) == [
        "2:17 甲区：2025-06 报 -3张：不会是负数"
    ]
