"""floors-suffice: every district reached its own floor, and all together did not reach the target."""

import pytest

from civtarget.language import Language
from civtarget.rules.actuals import floors_suffice

PLAN = """
districts: {甲区: {en: North}, 乙区: {en: South}}
indicators:
  points: {name: 服务点, kind: stock, unit: 个, target: ">= 10", split: {甲区: ">= 4", 乙区: ">= 4"}}
  beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}
"""
LONG = "指标,辖区,期间,数值\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(["points,甲区,2025-12,5", "points,乙区,2025-12,5"], [], id="together-enough"),
        pytest.param(
            ["points,甲区,2025-12,5", "points,乙区,2025-12,4"],
            [
                (
                    "indicators.points.target whole area: all 2 parts reached their own figures, together 9, "
                    "and the target is 10: nobody is asked for the 1 that are missing"
                )
            ],
            id="one-is-missing",
        ),
        pytest.param(
            ["points,甲区,2025-06,4", "points,乙区,2025-06,4"],
            [
                (
                    "indicators.points.target whole area: all 2 parts reached their own figures, together 8, "
                    "and the target is 10: nobody is asked for the 2 that are missing"
                )
            ],
            id="said-before-the-deadline-too",
        ),
        pytest.param(["points,甲区,2025-12,9", "points,乙区,2025-12,0"], [], id="a-district-did-not-reach-its-floor"),
        pytest.param(["points,甲区,2025-12,9"], [], id="a-district-did-not-report"),
    ],
)
def test_messages(actuals_messages, rows, expected):
    assert actuals_messages(floors_suffice, PLAN, LONG + "\n".join(rows)) == expected


def test_in_chinese(actuals_messages):
    rows = f"{LONG}points,甲区,2025-12,5\npoints,乙区,2025-12,4"
    assert actuals_messages(floors_suffice, PLAN, rows, language=Language.ZH) == [
        "indicators.points.target 全域：2 个辖区都达到了各自的数，合计 9个，总目标 10个：差的 1个没有分给任何辖区"
    ]
