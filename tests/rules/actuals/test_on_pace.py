"""on-pace: values held against what is due by the pace, at the end of the period that they were reported for."""

from datetime import date

import pytest

from civtarget.language import Language
from civtarget.rules.actuals import on_pace

PLAN = """
districts: {甲区: {en: North}, 乙区: {en: South}}
indicators:
  beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}
  sales: {name: 销售额, kind: amount, unit: 元, target: 5亿}
  stepped: {name: 改造, kind: count, unit: 户, target: 1800, steps: [{by: 8月底, target: 30%}, {by: 11月底, target: 60%}]}
  graded: {name: 评定率, kind: rate, target: 92%, steps: [{by: 6月底, target: 80%}]}
  points: {name: 服务点, kind: stock, unit: 个, target: 10}
"""
LONG = "指标,辖区,期间,数值,分子,分母\n"


@pytest.mark.parametrize(
    ("rows", "as_of", "expected"),
    [
        pytest.param(["beds,甲区,2025-06,20", "beds,乙区,2025-06,30"], None, [], id="exactly-on-pace"),
        pytest.param(
            ["beds,甲区,2025-06,20", "beds,乙区,2025-06,29"],
            None,
            [
                "indicators.beds.target whole area: behind: 49 (49% of the target) for 2025-06, due by then: 50, 1 short",
                "3:17 乙区: behind: 29 (48.33% of the target) for 2025-06, due by then: 30, 1 short",
            ],
            id="one-behind",
        ),
        pytest.param(
            ["beds,甲区,2025-07,23"],
            None,
            [
                "? indicators.beds.target whole area: at least 23: 1 of 2 reported, South missing",
                "2:17 甲区: behind: 23 (57.5% of the target) for 2025-07, due by then: 24, 1 short",
            ],
            id="beds-are-whole-numbers",
        ),
        pytest.param(
            ["beds,甲区,2025-06,20", "beds,乙区,2025-06,30"], date(2025, 7, 25), [], id="not-late-by-the-days-since"
        ),
        pytest.param(
            ["sales,,2025-04,1.66亿元"],
            None,
            [
                "2:16 whole area: behind: 166,000,000 yuan (33.2% of the target) for 2025-04, due by then: 166,666,666.67 yuan, 666,666.67 yuan short"
            ],
            id="money-is-rounded-to-its-own-side",
        ),
        pytest.param(["stepped,,2025-07,0"], None, [], id="before-the-first-step"),
        pytest.param(
            ["stepped,,2025-08,539户"],
            None,
            [
                "2:18 whole area: behind: 539 households (29.94% of the target) for 2025-08, due by then: 540 households, 1 household short"
            ],
            id="at-the-first-step",
        ),
        pytest.param(
            ["graded,,2025-06,,79,99"],
            None,
            ["2:18 whole area: behind: 79.8% (79/99) for 2025-06, due by then: 80%, 1 more of the part would reach it"],
            id="a-rate-by-its-step",
        ),
        pytest.param(["points,,2025-06,0"], None, [], id="a-state-has-no-pace"),
        pytest.param(["beds,甲区,2025-12,1", "beds,乙区,2025-12,1"], None, [], id="after-the-deadline-it-is-missed"),
    ],
)
def test_messages(actuals_messages, rows, as_of, expected):
    assert actuals_messages(on_pace, PLAN, LONG + "\n".join(rows), as_of) == expected


def test_in_chinese(actuals_messages):
    assert actuals_messages(on_pace, PLAN, f"{LONG}beds,乙区,2025-06,29", language=Language.ZH) == [
        "? indicators.beds.target 全域：至少 29张：应报 2，已报 1，缺 甲区",
        "2:17 乙区：滞后：2025-06 为 29张（进度 48.33%），序时应达 30张，差 1张",
    ]
