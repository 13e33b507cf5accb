"""submitted-late: the first row for a period against the day by which its period was to be reported."""

import pytest

from civtarget.language import Language
from civtarget.rules.actuals import submitted_late

PLAN = """
report_due: 次月20日
indicators:
  homes: {name: 住户, kind: stock, unit: 户, target: 20}
  people: {name: 培训, kind: count, unit: 人, target: 5000, reported: in-period}
  graded: {name: 等级率, kind: rate, target: 92%}
  set-up: {name: 组建, kind: task, districts: all, steps: [{by: 3月底, do: 方案}, {by: 6月底, do: 挂牌}]}
"""
ROWS = "指标,辖区,期间,数值,报送日期,步骤,分子,分母\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(["homes,甲区,2025-06,7"], [], id="no-day-stated"),
        pytest.param(["homes,甲区,2025-06,7,2025-06-15"], [], id="before-the-period-ends"),
        pytest.param(["homes,甲区,2025-06,7,2025-07-20"], [], id="on-the-day"),
        pytest.param(
            ["homes,甲区,2025-06,7,2025-07-21"],
            ["2:18 甲区: submitted on 2025-07-21 for 2025-06, due by 2025-07-20: 1 day late"],
            id="the-day-after",
        ),
        pytest.param(
            ["homes,,2025-06,7,2025/8/1"],
            ["2:16 whole area: submitted on 2025-08-01 for 2025-06, due by 2025-07-20: 12 days late"],
            id="whole-area",
        ),
        pytest.param(
            ["people,甲区,2025-Q2,20,2025-07-21", "people,甲区,2025-05,6,2025-07-20"],
            [
                "2:19 甲区: submitted on 2025-07-21 for 2025-Q2, due by 2025-07-20: 1 day late",
                "3:19 甲区: submitted on 2025-07-20 for 2025-05, due by 2025-06-20: 30 days late",
            ],
            id="in-period",
        ),
        pytest.param(
            ["homes,甲区,2025-12,7,2026-01-20", "homes,乙区,2025,7,2026-01-22"],
            ["3:15 乙区: submitted on 2026-01-22 for 2025, due by 2026-01-20: 2 days late"],
            id="due-in-the-next-year",
        ),
        pytest.param(
            ["graded,甲区,2025-06,,2025-07-22,,11,12"],
            ["2:32 甲区: submitted on 2025-07-22 for 2025-06, due by 2025-07-20: 2 days late"],
            id="rate",
        ),
        pytest.param(
            ["set-up,甲区,2025-06,完成,2025-07-22,2", "set-up,甲区,2025-06,完成,2025-07-19"],
            ["2:19 甲区, step 2: submitted on 2025-07-22 for 2025-06, due by 2025-07-20: 2 days late"],
            id="task-and-step",
        ),
        pytest.param(
            ["homes,甲区,2025-06,7,2025-07-20", "homes,甲区,2025-06,8,2025-07-21", "homes,甲区,2025-06,8,2025-07-22"],
            [],
            id="corrected-after-it-came-in-time",
        ),
        pytest.param(
            ["homes,甲区,2025-06,若干,2025-07-21"],
            ["2:18 甲区: submitted on 2025-07-21 for 2025-06, due by 2025-07-20: 1 day late"],
            id="late-and-unreadable",
        ),
    ],
)
def test_messages(actuals_messages, rows, expected):
    assert actuals_messages(submitted_late, PLAN, ROWS + "\n".join(rows)) == expected


def test_in_chinese(actuals_messages):
    rows = f"{ROWS}homes,甲区,2025-06,7,2025-07-21"
    assert actuals_messages(submitted_late, PLAN, rows, language=Language.ZH) == [
        "2:18 甲区：2025-06 于 2025-07-21 报送，期限为 2025-07-20，迟 1 天"
    ]


def test_a_day_of_the_same_month(actuals_messages):
    rows = f"{ROWS}homes,甲区,2025-02,7,2025-02-28\nhomes,乙区,2025-02,7,2025-03-01"
    assert actuals_messages(submitted_late, PLAN.replace("次月20日", "当月31日"), rows) == [
        "3:18 乙区: submitted on 2025-03-01 for 2025-02, due by 2025-02-28: 1 day late"
    ]


@pytest.mark.parametrize(
    ("plan", "rows", "held"),
    [
        pytest.param(PLAN, ["homes,甲区,2025-06,7,2025-07-20", "homes,乙区,2025-06,7,2025-07-21"], 1, id="in-time"),
        pytest.param(PLAN, ["homes,甲区,2025-06,7"], 0, id="no-day-stated"),
        pytest.param(PLAN.replace("report_due: 次月20日", ""), ["homes,甲区,2025-06,7,2025-09-01"], 0, id="none-due"),
    ],
)
def test_what_holds(check_actuals, plan, rows, held):
    report = check_actuals(plan, ROWS + "\n".join(rows), submitted_late)
    assert report.held == held
    assert len(report.findings) == (len(rows) - held if "2025-07-21" in rows[-1] else 0)


def test_a_day_for_reports_that_cannot_be_read(actuals_messages):
    plan = "report_due: 次月2\nindicators: {homes: {name: 住户, kind: stock, unit: 户, target: 20}}"
    assert actuals_messages(submitted_late, plan, f"{ROWS}homes,甲区,2025-06,7,2025-09-01") == [
        "? indicators.homes cannot be checked: report_due could not be read"
    ]
