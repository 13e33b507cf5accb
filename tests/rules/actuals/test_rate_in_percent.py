"""rate-in-percent: 0.92 where 92 % is asked for."""

import pytest

from civtarget.language import Language
from civtarget.rules.actuals import rate_in_percent

PLAN = """
districts: {甲区: {en: North}, 乙区: {en: South}}
indicators:
  graded: {name: 评定率, kind: rate, target: 92%}
  small: {name: 抽查率, kind: rate, target: 8%}
  each: {name: 达标率, kind: rate, each: 80%}
  beds: {name: 床位, kind: count, unit: 张, target: 100}
"""
LONG = "指标,辖区,期间,数值,分子,分母\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(["graded,,2025-06,92%", "graded,甲区,2025-06,1.1%"], [], id="in-percent"),
        pytest.param(
            ["graded,,2025-06,0.92"],
            ["2:17 whole area: 0.92% is reported for 2025-06, where 92% is asked for: is 92% meant?"],
            id="a-fraction",
        ),
        pytest.param(
            ["each,甲区,2025-06,1"],
            ["2:17 甲区: 1% is reported for 2025-06, where 80% is asked for: is 100% meant?"],
            id="all-of-it-asked-of-each",
        ),
        pytest.param(["graded,,2025-06,0"], [], id="nothing-yet"),
        pytest.param(["graded,,2025-06,0.92%,92,10000"], [], id="its-parts-make-it"),
        pytest.param(["small,,2025-06,0.5"], [], id="little-is-asked-for"),
        pytest.param(["beds,,2025-06,1"], [], id="no-rate"),
    ],
)
def test_messages(actuals_messages, rows, expected):
    assert actuals_messages(rate_in_percent, PLAN, LONG + "\n".join(rows)) == expected


def test_in_chinese(actuals_messages):
    assert actuals_messages(rate_in_percent, PLAN, f"{LONG}graded,,2025-06,0.92", language=Language.ZH) == [
        "2:17 全域：2025-06 报 0.92%，要求为 92%：是否应为 92%？"
    ]
