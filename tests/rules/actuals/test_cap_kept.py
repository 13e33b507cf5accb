"""cap-kept: what exceeds a cap does so at once, in a district and in all."""

import pytest

from civtarget.language import Language
from civtarget.rules.actuals import cap_kept

PLAN = """
districts: {甲区: {en: North}, 乙区: {en: South}}
indicators:
  homes: {name: 机构, kind: stock, unit: 家, target: <= 3, split: {甲区: <= 1, 乙区: <= 2}}
  share: {name: 占比, kind: rate, target: 30%..40%}
  floor: {name: 下限, kind: stock, unit: 家, target: ">= 3"}
"""
LONG = "指标,辖区,期间,数值,分子,分母\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(["homes,甲区,2025-03,1", "homes,乙区,2025-03,2"], [], id="kept"),
        pytest.param(
            ["homes,甲区,2025-03,2", "homes,乙区,2025-03,1"],
            ["2:18 甲区: exceeded: 2 for 2025-03, the cap is 1, 1 over"],
            id="in-one-district",
        ),
        pytest.param(
            ["homes,乙区,2025-03,4"],
            [
                "indicators.homes.target whole area: exceeded: at least 4 for 2025-03, the cap is 3, 1 over",
                "2:18 乙区: exceeded: 4 for 2025-03, the cap is 2, 2 over",
            ],
            id="in-all-by-one-district-alone",
        ),
        pytest.param(
            ["homes,甲区,2025-03,1"],
            ["? indicators.homes.target whole area: at least 1: 1 of 2 reported, South missing"],
            id="who-has-not-reported-may-exceed-it",
        ),
        pytest.param(["share,,2025-03,40%"], [], id="at-the-end-of-a-range"),
        pytest.param(
            ["share,,2025-03,40.01%"],
            ["2:16 whole area: exceeded: 40.01% for 2025-03, the cap is 40%, 0.01 percentage points over"],
            id="above-a-range",
        ),
        pytest.param(["floor,,2025-03,99"], [], id="a-floor-is-no-cap"),
    ],
)
def test_messages(actuals_messages, rows, expected):
    assert actuals_messages(cap_kept, PLAN, LONG + "\n".join(rows)) == expected


def test_in_chinese(actuals_messages):
    assert actuals_messages(cap_kept, PLAN, f"{LONG}homes,乙区,2025-03,4", language=Language.ZH) == [
        "indicators.homes.target 全域：超过上限：2025-03 至少 4家，上限 3家，多 1家",
        "2:18 乙区：超过上限：2025-03 为 4家，上限 2家，多 2家",
    ]
