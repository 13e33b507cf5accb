"""reported: who has not reported what is due, or not the latest period; missing is never zero."""

from datetime import date

import pytest

from civtarget.language import Language
from civtarget.rules.actuals import reported

PLAN = """
districts: {甲区: {en: North}, 乙区: {en: South}}
indicators:
  beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}
  part: {name: 其他, kind: count, unit: 张, split: {甲区: 40, 乙区: --}}
  open: {name: 挂牌, kind: task, districts: all, by: 12月底, steps: [{by: 3月底, do: 方案}]}
"""
DUE = f"report_due: 次月20日{PLAN}"
LONG = "指标,辖区,期间,数值,步骤\n"
DONE = ["open,甲区,2025-03,完成,1", "open,乙区,2025-03,完成,1", "part,甲区,2025-06,30"]
NOTHING = "nothing is reported, and a report is due"


@pytest.mark.parametrize(
    ("plan", "rows", "as_of", "expected"),
    [
        pytest.param(PLAN, ["beds,甲区,2025-06,20", "beds,乙区,2025-06,0", *DONE], None, [], id="zero-is-a-report"),
        pytest.param(
            PLAN,
            ["beds,甲区,2025-06,20", *DONE],
            None,
            [f"indicators.beds.split.乙区 乙区: {NOTHING}"],
            id="one-is-missing",
        ),
        pytest.param(
            PLAN,
            ["beds,甲区,2025-06,20", "beds,乙区,2025-03,20", *DONE],
            None,
            ["indicators.beds.split.乙区 乙区: nothing is reported for 2025-06: the last report is for 2025-03"],
            id="only-an-earlier-period",
        ),
        pytest.param(
            PLAN,
            ["beds,甲区,2025-03,20", "beds,乙区,2025-03,20", "part,甲区,2025-03,30"],
            None,
            [f"indicators.open.steps.0 甲区, step 1: {NOTHING}", f"indicators.open.steps.0 乙区, step 1: {NOTHING}"],
            id="a-milestone-has-passed",
        ),
        pytest.param(
            DUE,
            ["beds,甲区,2025-06,20", "beds,乙区,2025-03,20", *DONE],
            date(2025, 7, 19),
            [],
            id="the-day-for-the-report-has-not-come",
        ),
        pytest.param(
            DUE,
            ["beds,甲区,2025-06,20", "beds,乙区,2025-03,20", *DONE],
            date(2025, 7, 20),
            ["indicators.beds.split.乙区 乙区: nothing is reported for 2025-06: the last report is for 2025-03"],
            id="the-day-for-the-report-has-come",
        ),
        pytest.param(
            DUE,
            ["beds,甲区,2025-04,14", "beds,甲区,2025-05,17", "beds,乙区,2025-05,25", *DONE],
            date(2025, 7, 19),
            [],
            id="the-next-report-is-not-due",
        ),
        pytest.param(
            DUE,
            ["beds,甲区,2025-04,14", "beds,甲区,2025-05,17", "beds,乙区,2025-05,25", *DONE],
            date(2025, 8, 20),
            [
                "indicators.beds.split.甲区 甲区: nothing is reported for 2025-07: the last report is for 2025-05",
                "indicators.beds.split.乙区 乙区: nothing is reported for 2025-07: the last report is for 2025-05",
            ],
            id="all-have-stopped",
        ),
    ],
)
def test_messages(actuals_messages, plan, rows, as_of, expected):
    assert actuals_messages(reported, plan, LONG + "\n".join(rows), as_of) == expected


def test_in_chinese(actuals_messages):
    rows = ["beds,甲区,2025-06,20", "beds,乙区,2025-03,20", *DONE[:2]]
    assert actuals_messages(reported, PLAN, LONG + "\n".join(rows), language=Language.ZH) == [
        "indicators.beds.split.乙区 乙区：没有报送 2025-06（最近报送的是 2025-03）",
        "indicators.part.split.甲区 甲区：已到报送时间，没有报送",
    ]
