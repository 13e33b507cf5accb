"""target-met: values held against their bounds once the deadline has passed; how many more of a rate's part it takes."""

from datetime import date

import pytest

from civtarget.language import Language
from civtarget.rules.actuals import target_met

PLAN = """
districts: {甲区: {en: North}, 乙区: {en: South}}
indicators:
  beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}
  sales: {name: 销售额, kind: amount, unit: 元, target: 5亿}
  homes: {name: 养老机构, kind: stock, unit: 家, target: 108}
  graded: {name: 评定率, kind: rate, target: ">= 92%", of: {part: 5家, whole: homes}}
  pay: {name: 标准, kind: standard, unit: 元/月, target: 940, each: 940}
  open: {name: 挂牌, kind: task, districts: all}
  draft: {name: 方案, kind: task}
  cap: {name: 上限, kind: stock, unit: 家, target: <= 3}
"""
LONG = "指标,辖区,期间,数值,分子,分母\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(["beds,甲区,2025-12,40", "beds,乙区,2025-12,60"], [], id="met"),
        pytest.param(
            ["beds,甲区,2025-12,40", "beds,乙区,2025-12,59"],
            [
                "indicators.beds.target whole area: missed: 99 for 2025-12, the target is 100, 1 short",
                "3:17 乙区: missed: 59 for 2025-12, the target is 60, 1 short",
            ],
            id="one-short",
        ),
        pytest.param(
            ["beds,甲区,2025-12,45", "beds,乙区,2025-12,59"],
            ["3:17 乙区: missed: 59 for 2025-12, the target is 60, 1 short"],
            id="another-makes-up-for-it",
        ),
        pytest.param(
            ["beds,甲区,2025-11,40", "beds,乙区,2025-11,60", "beds,甲区,2025-12,41"],
            [],
            id="one-reports-later-than-the-others-what-was-reached-stays-reached",
        ),
        pytest.param(
            ["open,全市,2025-12,完成", "open,甲区,2025-12,进行中"],
            [
                "? 2:17 whole area: reported as done for the whole area, but North has not done it",
                "3:17 甲区: missed: in progress as reported for 2025-12",
            ],
            id="the-city-says-done-and-a-district-does-not",
        ),
        pytest.param(
            ["beds,甲区,2025-12,40"],
            ["? indicators.beds.target whole area: at least 40: 1 of 2 reported, South missing"],
            id="a-part-is-missing",
        ),
        pytest.param(["beds,甲区,2025-06,10", "beds,乙区,2025-06,60"], [], id="before-the-deadline-only-what-is-met"),
        pytest.param(
            ["sales,,2025-12,4.9999亿元"],
            [
                "2:16 whole area: missed: 499,990,000 yuan for 2025-12, the target is 500,000,000 yuan, 10,000 yuan short"
            ],
            id="money",
        ),
        pytest.param(
            ["graded,,2025-12,,99,108"],
            [
                "2:18 whole area: missed: 91.67% (99/108) for 2025-12, the target is 92%, 1 more of the part would reach it"
            ],
            id="rate-with-its-parts",
        ),
        pytest.param(["graded,,2025-12,,100,108"], [], id="rate-reached"),
        pytest.param(
            ["graded,,2025-12,91.99%"],
            ["2:17 whole area: missed: 91.99% for 2025-12, the target is 92%, 0.01 percentage points short"],
            id="rate-without-its-parts",
        ),
        pytest.param(
            ["graded,甲区,2025-12,,1,2", "graded,乙区,2025-12,,98,106"],
            [
                "indicators.graded.target whole area: missed: 91.67% (99/108) for 2025-12, the target is 92%, 1 more of the part would reach it"
            ],
            id="rate-pooled",
        ),
        pytest.param(
            ["pay,甲区,2025-12,941", "pay,乙区,2025-12,939.5"],
            [
                "? indicators.pay.target whole area: standards do not add up, and the whole area's own is missing",
                "2:16 甲区: missed: 941 yuan per month for 2025-12, the target is 940 yuan per month, 1 yuan per month above it",
                "3:16 乙区: missed: 939.5 yuan per month for 2025-12, the target is 940 yuan per month, 0.5 yuan per month short",
            ],
            id="standard-is-kept-exactly",
        ),
        pytest.param(
            ["open,甲区,2025-12,完成", "open,乙区,2025-12,进行中"],
            [
                "indicators.open whole area: missed: 1 of 2 districts have it done",
                "3:17 乙区: missed: in progress as reported for 2025-12",
            ],
            id="task-of-every-district",
        ),
        pytest.param(
            ["draft,,2025-12,未启动"],
            ["2:16 whole area: missed: not started as reported for 2025-12"],
            id="task-of-the-city",
        ),
        pytest.param(
            ["draft,,2025-12,2026-01-05"],
            ["2:16 whole area: missed: done only after 2025-12-31, as reported for 2025-12"],
            id="task-done-after-the-date",
        ),
        pytest.param(["cap,,2025-12,9"], [], id="a-cap-is-another-rule's"),
    ],
)
def test_messages(actuals_messages, rows, expected):
    assert (
        actuals_messages(target_met, PLAN, LONG + "\n".join(rows), date(2025, 12, 31) if "2025-12" in rows[0] else None)
        == expected
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("beds,甲区,2025-12,39", "2:17 甲区：逾期未完成：2025-12 为 39张，目标 40张，差 1张"),
        (
            "graded,,2025-12,,99,108",
            "2:18 全域：逾期未完成：2025-12 为 91.67%（99/108），目标 92%，分子再增加 1家 即可达到",
        ),
        ("open,甲区,2025-12,进行中", "2:17 甲区：逾期未完成：2025-12 报送为“进行中”"),
        ("pay,甲区,2025-12,941", "2:16 甲区：逾期未完成：2025-12 为 941元/月，目标 940元/月，高出 1元/月"),
    ],
)
def test_in_chinese(actuals_messages, row, expected):
    assert expected in actuals_messages(target_met, PLAN, LONG + row, language=Language.ZH)


def test_a_count_without_a_unit_is_no_task(actuals_messages):
    plan = "indicators: {n: {name: 数, kind: count, target: 100, split: {甲区: 40, 乙区: 60}}}"
    assert actuals_messages(target_met, plan, f"{LONG}n,甲区,2025-12,39\nn,乙区,2025-12,60") == [
        "indicators.n.target whole area: missed: 99 for 2025-12, the target is 100, 1 short",
        "2:14 甲区: missed: 39 for 2025-12, the target is 40, 1 short",
    ]


def test_a_target_that_cannot_be_read_is_neither_met_nor_missed(actuals_messages):
    plan = "indicators: {beds: {name: 床位, kind: count, unit: 张, target: 许多}}"
    assert actuals_messages(target_met, plan, f"{LONG}beds,,2025-12,100") == [
        "? 2:15 whole area: cannot be checked: indicators.beds.target could not be read"
    ]
