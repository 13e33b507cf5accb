"""What is enforced while a submission is read: every fault with its whole message, in both languages, at its place."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook
from support.excerpts import whole_plan

from civtarget.checking import actuals as actuals_engine
from civtarget.checking.settings import Settings
from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.files.submission.reader import read_submission
from civtarget.model.findings import SubmissionRule
from civtarget.scorecard.verdicts import Verdict

PLAN = """
districts: {武进区: {en: Wujin}, 金坛区: {en: Jintan}}
indicators:
  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 100, split: {武进区: 40, 金坛区: 60}}
  homes: {name: {zh: 机构, en: Homes}, kind: stock, unit: 家, target: 2, split: {武进区: 2, 金坛区: --}}
  rooms: {name: {zh: 房间, en: Rooms}, kind: count, unit: 间, target: 5, split: {武进区: 5}, partial: true}
  graded: {name: {zh: 等级率, en: Graded}, kind: rate, target: 92%}
  set-up:
    name: {zh: 组建, en: Set up}
    kind: task
    districts: all
    steps: [{by: 3月底, do: {zh: 制定方案, en: Draft}}, {by: 6月底, do: {zh: 挂牌运行, en: Open}}]
"""
LONG = "指标,辖区,期间,数值,步骤,分子,分母,单位,报送日期\n"
PERIODS = (
    "write 2025-06, 2025年6月, 2025-Q2, 2025-H1 or 2025",
    "请写如 2025-06、2025年6月、2025-Q2、2025年上半年 或 2025",
)
STATES = (
    "write done, in-progress, not-started or the day it was done, such as 2025-03-28",
    "请写 完成、进行中、未启动，或完成的日期，如 2025-03-28",
)


@pytest.mark.parametrize(
    ("line", "finding", "en", "zh"),
    [
        pytest.param(
            "beds,武进区,2025-06,若干",
            "3:18 error cell-unreadable",
            'expected a number such as 353 or 三百五十三, not "若干"',
            "“若干”处应为数，如 353 或 三百五十三",
            id="no-number",
        ),
        pytest.param(
            "set-up,武进区,2025-06,未完成",
            "3:20 error cell-unreadable",
            f'"未完成" does not say how far the task is: {STATES[0]}',
            f"“未完成”没有说明任务进展：{STATES[1]}",
            id="no-state",
        ),
        pytest.param(
            "beds,武进区,2025-06,20,,,,,7月5日",
            "3:25 error cell-unreadable",
            '"7月5日" is no date: write 2025-03-28',
            "“7月5日”不是日期：请写如 2025-03-28",
            id="no-day-of-submission",
        ),
        pytest.param(
            "beds,武进区,2025-06,20户",
            "3:18 error unit-differs",
            'the unit is 户: "Beds" is counted in 张',
            "单位写的是“户”：“床位”以“张”计",
            id="other-unit-in-the-cell",
        ),
        pytest.param(
            "homes,武进区,2025-06,2,,,,张",
            "3:24 error unit-differs",
            'the unit is 张: "Homes" is counted in 家',
            "单位写的是“张”：“机构”以“家”计",
            id="other-unit-in-its-column",
        ),
        pytest.param(
            "beds,武进区,2025-06,20,,,,张次",
            "3:24 error unit-unknown",
            '"次" is left over: a number has one unit and nothing else',
            "多出“次”：一个数之后只写一个单位",
            id="half-of-it-is-a-unit",
        ),
        pytest.param(
            "beds,武进区,2025-06,20,,,,栋",
            "3:24 error unit-unknown",
            'unknown unit "栋"',
            "不认识单位“栋”",
            id="unknown-unit",
        ),
        pytest.param(
            "bed,武进区,2025-06,20",
            "3:1 error unknown-indicator",
            'the plan has no indicator called "bed": is "beds" meant?',
            "规划中没有名为“bed”的指标：是否应为“beds”？",
            id="indicator-misspelt",
        ),
        pytest.param(
            ",武进区,2025-06,20",
            "3:2 error unknown-indicator",
            "this row names no indicator",
            "这一行没有写指标",
            id="no-indicator",
        ),
        pytest.param(
            "beds,武进,2025-06,20",
            "3:6 error unknown-district",
            'the plan has no district called "武进": is "武进区" meant?',
            "规划中没有名为“武进”的辖区：是否应为“武进区”？",
            id="district-cut-short",
        ),
        pytest.param(
            "beds,溧阳市,2025-06,20",
            "3:6 error unknown-district",
            'the plan has no district called "溧阳市"',
            "规划中没有名为“溧阳市”的辖区",
            id="district-of-another-plan",
        ),
        pytest.param(
            "set-up,武进区,2025-06,完成,制订方案",
            "3:23 error unknown-step",
            'the plan has no step called "制订方案": is "制定方案" meant?',
            "规划中没有名为“制订方案”的步骤：是否应为“制定方案”？",
            id="step-misspelt",
        ),
        pytest.param(
            "set-up,武进区,2025-06,完成,3",
            "3:23 error unknown-step",
            'the plan has no step called "3"',
            "规划中没有名为“3”的步骤",
            id="a-third-of-two-steps",
        ),
        pytest.param(
            "beds,武进区,近期,20",
            "3:10 error unknown-period",
            f'"近期" is no period: {PERIODS[0]}',
            f"“近期”不是期间：{PERIODS[1]}",
            id="no-period-known",
        ),
        pytest.param(
            "beds,武进区,,20",
            "3:1 error unknown-period",
            "this row names no period",
            "这一行没有写期间",
            id="no-period-written",
        ),
        pytest.param(
            "beds,武进区,2024-06,20",
            "3:10 error period-outside-plan",
            "the period 2024-06 is not within the plan's, 2025",
            "期间 2024-06 不在规划期 2025 之内",
            id="year-before",
        ),
        pytest.param(
            "beds,武进区,2026年一季度,20",
            "3:10 error period-outside-plan",
            "the period 2026-Q1 is not within the plan's, 2025",
            "期间 2026-Q1 不在规划期 2025 之内",
            id="year-after",
        ),
        pytest.param(
            "homes,金坛区,2025-06,1",
            "3:19 warning district-not-in-split",
            '金坛区 has no share of "Homes"',
            "“机构”没有分解到金坛区",
            id="marked-as-taking-no-part",
        ),
        pytest.param(
            "rooms,金坛区,2025-06,1",
            "3:19 warning district-not-in-split",
            '金坛区 has no share of "Rooms"',
            "“房间”没有分解到金坛区",
            id="left-out-of-the-split",
        ),
        pytest.param(
            "合计,武进区,2025-06,22",
            "3:1 warning total-row",
            'the row "合计" adds up different indicators, which means nothing: it is left out',
            "“合计”行把不同的指标加在一起，没有意义：没有读取",
            id="total-of-a-district",
        ),
        pytest.param(
            "总 计,,2025-06,55",
            "3:1 warning total-row",
            'the row "总 计" adds up different indicators, which means nothing: it is left out',
            "“总 计”行把不同的指标加在一起，没有意义：没有读取",
            id="grand-total",
        ),
    ],
)
def test_a_row(check_actuals, line, finding, en, zh):
    """The rows before and after it are judged all the same: 30 of 60 are due by the middle of the year."""
    rows = f"{LONG}beds,金坛区,2025-06,30\n{line}\ngraded,金坛区,2025-06,92%\n"
    report = check_actuals(PLAN, rows)
    assert faults(report) == [(finding, en, zh)]
    assert (value(report, "beds", "金坛区"), value(report, "graded", "金坛区")) == (30, 92)
    assert cell(report, "beds", "金坛区").verdict is Verdict.ON_PACE


@pytest.mark.parametrize(
    ("line", "subject", "counts"),
    [
        pytest.param("beds,武进区,2025-06,若干", ("beds", "武进区"), None, id="cannot-be-read"),
        pytest.param("beds,武进区,2025-06,20,,,,,7月5日", ("beds", "武进区"), 20, id="submitted-on-an-unreadable-day"),
        pytest.param("rooms,金坛区,2025-06,1", ("rooms", "金坛区"), 1, id="without-a-share"),
        pytest.param("rooms,金坛区,2025-06,1", ("rooms", None), 1, id="without-a-share-but-in-the-sum"),
        pytest.param("homes,金坛区,2025-06,1", ("homes", None), 2, id="in-no-sum-where-it-takes-no-part"),
    ],
)
def test_what_still_counts(check_actuals, line, subject, counts):
    report = check_actuals(PLAN, f"{LONG}{line}\nrooms,武进区,2025-06,0\nhomes,武进区,2025-06,2\n")
    assert value(report, *subject) == counts


@pytest.mark.parametrize(
    ("rows", "finding", "en", "zh"),
    [
        pytest.param(
            "指标,期间,数值\nbeds,2025-06,30\n",
            "1:1 error header-missing",
            "there is no column district: add it, and leave it blank for the whole area",
            "没有“辖区”列：请加上这一列，全市的数值留空",
            id="no-district",
        ),
        pytest.param(
            "常州市养老服务报表\n期间,指标,分子,分母\n2025-06,graded,46,50\n",
            "2:4 error header-missing",
            "there is no column district: add it, and leave it blank for the whole area",
            "没有“辖区”列：请加上这一列，全市的数值留空",
            id="no-district-below-a-title",
        ),
        pytest.param(
            "指标,辖区,期间,数值,数值\nbeds,金坛区,2025-06,30,35\n",
            "1:13 warning header-repeated",
            'the header "数值" stands there twice: only the first column is read',
            "表头“数值”出现了两次：只读取前一列",
            id="two-values",
        ),
        pytest.param(
            "指标,期间,期间,武进区,金坛区\nbeds,2025-06,2025-03,20,30\n",
            "1:7 warning header-repeated",
            'the header "期间" stands there twice: only the first column is read',
            "表头“期间”出现了两次：只读取前一列",
            id="two-periods",
        ),
        pytest.param(
            "指标,期间,武进,金坛区\nbeds,2025-06,20,30\n",
            "1:7 error unknown-district",
            'the plan has no district called "武进": is "武进区" meant?',
            "规划中没有名为“武进”的辖区：是否应为“武进区”？",
            id="column-of-no-district",
        ),
        pytest.param(
            "指标,期间,武进区,金坛区\nbeds,2025-06,20,30\n合计,2025-06,22,33\n",
            "3:1 warning total-row",
            'the row "合计" adds up different indicators, which means nothing: it is left out',
            "“合计”行把不同的指标加在一起，没有意义：没有读取",
            id="total-below-the-columns",
        ),
    ],
)
def test_a_header_or_table(check_actuals, rows, finding, en, zh):
    """Without its districts a table is left out; of all others the columns that are known are read."""
    report = check_actuals(PLAN, rows, as_of=date(2025, 6, 30))
    assert faults(report) == [(finding, en, zh)]
    assert value(report, "beds", "金坛区") == (None if finding.endswith("header-missing") else 30)


def test_a_sheet_without_a_header():
    book = Workbook()
    book.active.title = "一季度"
    book.active.append(["床位", "武进区", 10])
    book.active.append(["机构", "武进区", 2])
    sheet = book.create_sheet("二季度")
    sheet.append(["指标", "辖区", "数值"])
    sheet.append(["床位", "金坛区", 30])
    target = BytesIO()
    book.save(target)

    plan_file = parse_plan(File("plan.yaml", whole_plan(PLAN), ""))
    assert plan_file.plan is not None
    submission = read_submission(target.getvalue(), "rows.xlsx", plan_file.plan)
    report = actuals_engine.check(plan_file, [submission], Settings(), date(2025, 6, 30))

    ((finding, en, zh),) = faults(report)
    assert finding == "一季度!A1 error header-missing"
    assert en == (
        "no header is found: a long table has the columns indicator, district, period and value; a wide one has a "
        "column indicator and one for each district; line 1 has no column indicator"
    )
    assert zh == (
        "找不到表头：长表要有 指标、辖区、期间、数值 各列；宽表要有“指标”列，每个辖区一列。第 1 行没有“指标”列"
    )
    assert value(report, "beds", "金坛区") == 30


def faults(report):
    """Return place, severity and rule, and both messages, of every fault of reading."""
    return [
        (f"{place(each.location)} {each.severity} {each.rule}", each.message.en, each.message.zh)
        for each in report.findings
        if each.rule in set(SubmissionRule)
    ]


def place(location):
    return f"{location.sheet}!{location.cell}" if location.sheet else f"{location.span.line}:{location.span.column}"


def cell(report, indicator, district):
    (found,) = (
        each for each in report.cells if (each.indicator, each.step, each.district) == (indicator, None, district)
    )
    return found


def value(report, indicator, district):
    return cell(report, indicator, district).actual if report.cells else None
