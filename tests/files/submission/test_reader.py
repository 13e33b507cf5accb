"""submissions: faults with whole messages at their places, every form and encoding alike, and nothing that crashes."""

import subprocess
import sys
import warnings
import zipfile
from datetime import date
from fractions import Fraction
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils.exceptions import IllegalCharacterError
from support.excerpts import whole_plan

from civtarget.files.paths import File, SourceError
from civtarget.files.plan.reader import parse_plan
from civtarget.files.submission.books import open_book
from civtarget.files.submission.cells import place_text
from civtarget.files.submission.reader import named_plans, read_submission
from civtarget.files.submission.xlsx_reader import XLSX
from civtarget.notation.quantity import exact, plain
from civtarget.notation.task_states import TaskState

PLAN = """
same_units: [[个, 家]]
districts:
  甲区: {en: North District, code: "320401", aliases: [甲]}
  乙区: {en: South District}
  丙新区: {en: New District}
parties: {市本级: {en: City level}}
indicators:
  beds: {name: {zh: 养老床位, en: Beds}, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 180, 丙新区: --}}
  homes: {name: {zh: 养老机构, en: Homes}, kind: stock, unit: 家, target: 20}
  people: {name: {zh: 培训人数, en: People}, kind: count, unit: 人, target: 500}
  sales: {name: {zh: 销售额, en: Sales}, kind: amount, unit: 元, target: 5亿}
  graded: {name: {zh: 等级率, en: Graded}, kind: rate, target: 92%}
  per-head: {name: {zh: 每千人床位, en: Beds per head}, kind: density, unit: 张/千人, target: 40}
  set-up:
    name: {zh: 组建, en: Set up}
    kind: task
    districts: all
    steps: [{by: 3月底, do: {zh: 方案, en: Draft}}, {by: 6月底, do: {zh: 挂牌, en: Open}}]
"""


def plan_of(excerpt):
    plan = parse_plan(File("plan.yaml", whole_plan(excerpt), "")).plan
    assert plan is not None
    return plan


THE_PLAN = plan_of(PLAN)
LONG = "指标,辖区,期间,数值,步骤,分子,分母,单位,报送日期,备注\n"


def read(text, name="x.csv", encoding=None, plan=THE_PLAN):
    return read_submission(text if isinstance(text, bytes) else text.encode(), name, plan, encoding)


def faults(submission):
    return [
        f"{place_text(fault.place)} {fault.rule}: {fault.message.en} / {fault.message.zh}"
        for fault in submission.faults
    ]


def values(submission):
    """Return what was read as `indicator district period value`."""
    return [
        f"{seen.subject.indicator} {seen.subject.district} {seen.period.text} {seen.state or said(seen)}"
        for seen in submission.observations
    ]


def said(seen):
    if seen.value is None and seen.readable:
        return f"{plain(seen.part)}/{plain(seen.whole)}"
    return "?" if seen.value is None else plain(seen.value)


def workbook(*sheets):
    """Return the bytes of a workbook: pairs of a title and a function that fills the sheet."""
    book = Workbook()
    book.remove(book.active)
    for title, fill in sheets:
        fill(book.create_sheet(title))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def rows(*lines):
    def fill(sheet):
        for line in lines:
            sheet.append(line)

    return fill


# --- one cell at a time -----------------------------------------------------------------------------------------------

PERIODS = (
    "write 2025-06, 2025年6月, 2025-Q2, 2025-H1 or 2025",
    "请写如 2025-06、2025年6月、2025-Q2、2025年上半年 或 2025",
)


@pytest.mark.parametrize(
    ("line", "place", "rule", "en", "zh"),
    [
        pytest.param(
            "beds,甲区,2025-06,若干",
            "x.csv:2:17",
            "cell-unreadable",
            'expected a number such as 353 or 三百五十三, not "若干"',
            "“若干”处应为数，如 353 或 三百五十三",
            id="no-number",
        ),
        pytest.param(
            "beds,甲区,2025-06,1e400",
            "x.csv:2:17",
            "cell-unreadable",
            'scientific notation "e400" is not read: write out all digits',
            "不读科学记数法“e400”：请写出全部数字",
            id="scientific",
        ),
        pytest.param(
            "beds,甲区,2025-06,30—40",
            "x.csv:2:17",
            "cell-unreadable",
            '"30—40" is not one number: write the one reached',
            "“30—40”不是一个数：请写实际达到的数",
            id="range",
        ),
        pytest.param(
            "beds,甲区,2025-06,2025-06-30",
            "x.csv:2:17",
            "cell-unreadable",
            '"2025-06-30" is a date, not a number: look at the format of the cell',
            "“2025-06-30”是日期，不是数：请检查单元格格式",
            id="date-for-a-number",
        ),
        pytest.param(
            "sales,甲区,2025-06,2.5万,,,,万元",
            "x.csv:2:18",
            "cell-unreadable",
            '"2.5万" and its unit 万元 are both multiples: it is not clear whether both are meant',
            "“2.5万”和单位“万元”都带有倍数：不知是否要乘两次",
            id="scaled-twice",
        ),
        pytest.param(
            "set-up,甲区,2025-06,未完成",
            "x.csv:2:19",
            "cell-unreadable",
            '"未完成" does not say how far the task is: '
            "write done, in-progress, not-started or the day it was done, such as 2025-03-28",
            "“未完成”没有说明任务进展：请写 完成、进行中、未启动，或完成的日期，如 2025-03-28",
            id="task-state",
        ),
        pytest.param(
            "graded,甲区,2025-06,,,46,0",
            "x.csv:2:21",
            "cell-unreadable",
            "the denominator is 0: there is no rate",
            "分母是 0，算不出比率",
            id="denominator-0",
        ),
        pytest.param(
            "graded,甲区,2025-06,,,46",
            "x.csv:2:21",
            "cell-unreadable",
            "no value is written, and one of its two parts is missing",
            "没有写数值，分子和分母也缺一个",
            id="half-a-rate",
        ),
        pytest.param(
            "per-head,甲区,2025-06,,,46,50",
            "x.csv:2:23",
            "cell-unreadable",
            "no value is written",
            "没有写数值",
            id="parts-of-no-rate",
        ),
        pytest.param(
            "graded,甲区,2025-06,92%,,46%,50",
            "x.csv:2:24",
            "cell-unreadable",
            '"46%" is a rate: a number belongs here',
            "“46%”是比率：这里要写数量",
            id="rate-as-a-part",
        ),
        pytest.param(
            "beds,甲区,2025-06,3,,,,,7月5日",
            "x.csv:2:23",
            "cell-unreadable",
            '"7月5日" is no date: write 2025-03-28',
            "“7月5日”不是日期：请写如 2025-03-28",
            id="submitted",
        ),
        pytest.param(
            "beds,甲区,2025-06,353户",
            "x.csv:2:17",
            "unit-differs",
            'the unit is 户: "Beds" is counted in 张',
            "单位写的是“户”：“养老床位”以“张”计",
            id="unit-in-the-cell",
        ),
        pytest.param(
            "people,甲区,2025-06,353,,,,户",
            "x.csv:2:26",
            "unit-differs",
            'the unit is 户: "People" is counted in 人',
            "单位写的是“户”：“培训人数”以“人”计",
            id="unit-in-its-column",
        ),
        pytest.param(
            "beds,甲区,2025-06,353,,,,张张",
            "x.csv:2:24",
            "unit-unknown",
            '"张" is left over: a number has one unit and nothing else',
            "多出“张”：一个数之后只写一个单位",
            id="unit-unknown",
        ),
        pytest.param(
            "bed,甲区,2025-06,3",
            "x.csv:2:1",
            "unknown-indicator",
            'the plan has no indicator called "bed": is "beds" meant?',
            "规划中没有名为“bed”的指标：是否应为“beds”？",
            id="unknown-indicator",
        ),
        pytest.param(
            ",甲区,2025-06,3",
            "x.csv:2:2",
            "unknown-indicator",
            "this row names no indicator",
            "这一行没有写指标",
            id="no-indicator",
        ),
        pytest.param(
            "合计,甲区,2025-06,3",
            "x.csv:2:1",
            "total-row",
            'the row "合计" adds up different indicators, which means nothing: it is left out',
            "“合计”行把不同的指标加在一起，没有意义：没有读取",
            id="total-row",
        ),
        pytest.param(
            "beds,丙区,2025-06,3",
            "x.csv:2:6",
            "unknown-district",
            'the plan has no district called "丙区": is "丙新区" meant?',
            "规划中没有名为“丙区”的辖区：是否应为“丙新区”？",
            id="unknown-district",
        ),
        pytest.param(
            "beds,\x07江北,2025-06,3",
            "x.csv:2:6",
            "unknown-district",
            'the plan has no district called "<U+0007>江北"',
            "规划中没有名为“<U+0007>江北”的辖区",
            id="control-character",
        ),
        pytest.param(
            "beds,甲区,六月底前,3",
            "x.csv:2:9",
            "unknown-period",
            f'"六月底前" is no period: {PERIODS[0]}',
            f"“六月底前”不是期间：{PERIODS[1]}",
            id="unknown-period",
        ),
        pytest.param(
            "beds,甲区,,3",
            "x.csv:2:1",
            "unknown-period",
            "this row names no period",
            "这一行没有写期间",
            id="no-period",
        ),
        pytest.param(
            "beds,甲区,2024-12,3",
            "x.csv:2:9",
            "period-outside-plan",
            "the period 2024-12 is not within the plan's, 2025",
            "期间 2024-12 不在规划期 2025 之内",
            id="outside",
        ),
        pytest.param(
            "set-up,甲区,2025-06,完成,方按书",
            "x.csv:2:22",
            "unknown-step",
            'the plan has no step called "方按书"',
            "规划中没有名为“方按书”的步骤",
            id="unknown-step",
        ),
        pytest.param(
            "beds,市本级,2025-06,3",
            "x.csv:2:18",
            "district-not-in-split",
            '市本级 has no share of "Beds"',
            "“养老床位”没有分解到市本级",
            id="not-in-split",
        ),
        pytest.param(
            "beds,丙新区,2025-06,3",
            "x.csv:2:18",
            "district-not-in-split",
            '丙新区 has no share of "Beds"',
            "“养老床位”没有分解到丙新区",
            id="not-applicable-in-split",
        ),
    ],
)
def test_a_fault_and_the_rows_around_it(line, place, rule, en, zh):
    submission = read(f"{LONG}{line}\nhomes,乙区,2025-06,7家\n")
    assert faults(submission) == [f"{place} {rule}: {en} / {zh}"]
    assert values(submission)[-1] == "homes 乙区 2025-06 7"


@pytest.mark.parametrize(
    "line",
    [
        *("beds,甲区,2025-06,若干", "beds,甲区,2025-06,353户", "beds,甲区,2025-06,353,,,,户"),
        *("beds,甲区,2025-06,353,,,,张张", "set-up,甲区,2025-06,未完成", "graded,甲区,2025-06,,,若干,50"),
    ],
)
def test_what_cannot_be_read_is_unreadable_and_not_missing(line):
    (seen,) = read(LONG + line).observations
    assert (seen.value, seen.state, seen.readable) == (None, None, False)


def test_every_bad_cell_of_a_row_has_its_fault():
    submission = read(f"{LONG}x,y,z,1,,,,,w\n")
    assert [(fault.place.column, fault.rule.value) for fault in submission.faults] == [
        (13, "cell-unreadable"),
        (1, "unknown-indicator"),
        (3, "unknown-district"),
        (5, "unknown-period"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("beds,甲区,2025-06,353", "beds 甲区 2025-06 353"),
        ("Beds,North district,2025年6月,353张", "beds 甲区 2025-06 353"),
        ("养老床位,320401,6月,三百五十三", "beds 甲区 2025-06 353"),
        ('养老床位（张）,甲,上半年,"1,300"', "beds 甲区 2025-H1 1300"),
        ("people,乙区,2025-Q2,2.5万人", "people 乙区 2025-Q2 25000"),
        ("people,乙区,2025-Q2,2.5万", "people 乙区 2025-Q2 25000"),
        ("people,乙区,2025-Q2,４千", "people 乙区 2025-Q2 4000"),
        ("people,乙区,2025-Q2,2.5,,,,万人", "people 乙区 2025-Q2 25000"),
        ("homes,乙区,2025-06,7个", "homes 乙区 2025-06 7"),
        ("homes,乙区,2025-06,7,,,,个", "homes 乙区 2025-06 7"),
        ("sales,合计,2025-06,11.5亿元", "sales None 2025-06 1150000000"),
        ("sales,,2025-06,2.5,,,,亿元", "sales None 2025-06 250000000"),
        ("sales,全市,2025-06,5元,,,,万元", "sales None 2025-06 5"),
        ("graded,乙区,2025-06,92%", "graded 乙区 2025-06 92"),
        ("graded,乙区,2025-06,92", "graded 乙区 2025-06 92"),
        ("graded,乙区,2025-06,,,11,12", "graded 乙区 2025-06 11/12"),
        ("graded,乙区,2025-06,91.7%,,11家,12家", "graded 乙区 2025-06 91.7"),
        ("set-up,乙区,2025-06,已完成", "set-up 乙区 2025-06 done"),
        ("set-up,乙区,2025-06,in-progress,2", "set-up 乙区 2025-06 in-progress"),
        ("set-up,乙区,2025-06,3月28日,方案", "set-up 乙区 2025-06 done"),
        ("beds,市本级,2025-06,0", "beds 市本级 2025-06 0"),
        ("beds,甲区,2025-06,-3", "beds 甲区 2025-06 -3"),
    ],
)
def test_reads(line, expected):
    submission = read(LONG + line)
    assert (values(submission), faults(submission)) == ([expected], [])


@pytest.mark.parametrize("line", ["beds,甲区,2025-06,", "beds,甲区,2025-06,--", "beds,x,y,　", "graded,甲区,z,,,--,—"])
def test_blank_and_not_applicable_are_no_observation(line):
    submission = read(LONG + line)
    assert (submission.observations, submission.faults) == ((), ())


def test_everything_of_an_observation():
    (seen,) = read(f"{LONG}graded,甲区,2025-06,91.7%,,11,12,,2025/7/5,好").observations
    assert (seen.value, seen.part, seen.whole, seen.submitted) == (Fraction(917, 10), 11, 12, date(2025, 7, 5))
    assert (seen.place.file, seen.place.line, seen.place.column) == ("x.csv", 2, 19)
    (seen,) = read(f"{LONG}set-up,甲区,2025-06,3月28日,挂牌").observations
    assert (seen.subject.step, seen.state, seen.done_on) == ("2", TaskState.DONE, date(2025, 3, 28))


def test_a_floor_is_taken_by_its_figure_with_a_note():
    submission = read(f"{LONG}homes,甲区,2025-06,20个以上\nhomes,乙区,2025-06,约30家")
    assert values(submission) == ["homes 甲区 2025-06 20", "homes 乙区 2025-06 30"]
    assert [(note.en, note.zh) for note in submission.notes] == [
        ('x.csv:2:18: "20个以上" is taken as 20', "x.csv:2:18：“20个以上”按 20 计"),
        ('x.csv:3:18: "约30家" is taken as 30', "x.csv:3:18：“约30家”按 30 计"),
    ]


def test_headers_in_any_order_and_spelling():
    submission = read("Note, VALUE ,Ｐｅｒｉｏｄ,District,indicator\nx,3,2025-06,甲区,beds\n")
    assert values(submission) == ["beds 甲区 2025-06 3"]


def test_lines_are_physical_lines():
    submission = read(f'{LONG}"beds","甲\n区",2025-06,3,,,,,,"a\nb"\n\nbeds,乙区,2025-06,若干')
    assert values(submission) == ["beds 甲区 2025-06 3", "beds 乙区 2025-06 ?"]
    assert submission.faults[0].place.line == 6


def test_a_repeated_header():
    submission = read("指标,辖区,期间,数值,数值\nbeds,甲区,2025-06,3,4\n")
    assert values(submission) == ["beds 甲区 2025-06 3"]
    assert faults(submission) == [
        (
            'x.csv:1:13 header-repeated: the header "数值" stands there twice: only the first column is read'
            " / 表头“数值”出现了两次：只读取前一列"
        )
    ]


def test_a_long_table_without_districts():
    submission = read("指标,期间,数值\nbeds,2025-06,3\n")
    assert values(submission) == []
    assert faults(submission) == [
        (
            "x.csv:1:1 header-missing: there is no column district: add it, and leave it blank for the whole area"
            " / 没有“辖区”列：请加上这一列，全市的数值留空"
        )
    ]


def test_no_period_anywhere_is_one_fault():
    expected = [
        (
            "x.csv:1:1 unknown-period: no period is named: add a column period, "
            "or name it in a title or in the name of the sheet, such as 2025年6月"
            " / 没有写明期间：请加“期间”列，或在标题或工作表名中写明，如 2025年6月"
        )
    ]
    assert faults(read("指标,甲区,乙区\nbeds,1,2\nhomes,3,4\n")) == expected
    assert faults(read("指标,辖区,数值\nbeds,甲区,2\nhomes,乙区,4\n")) == expected


def test_rows_for_another_plan_are_left_out():
    submission = read("指标,辖区,期间,数值,plan\nbeds,甲区,2025-06,3,example\nbeds,甲区,2025-06,4,other\n")
    assert values(submission) == ["beds 甲区 2025-06 3"]
    assert [(note.en, note.zh) for note in submission.notes] == [
        ("x.csv: rows that are for other plans are left out: 1", "x.csv：1 行属于其他规划，没有读取")
    ]


def test_units_that_may_stand_for_each_other_are_the_plans_to_say():
    strict = plan_of(PLAN.replace("same_units: [[个, 家]]", ""))
    assert values(read(f"{LONG}homes,甲区,2025-06,7个")) == ["homes 甲区 2025-06 7"]
    assert values(read(f"{LONG}homes,甲区,2025-06,7个", plan=strict)) == ["homes 甲区 2025-06 ?"]


def test_a_plan_that_cannot_be_read_in_part():
    broken = plan_of("same_units: x\nindicators: {beds: {name: {zh: 床}, kind: x, split: y}, homes: 3}")
    assert values(read(f"{LONG}beds,甲区,2025-06,7个\nhomes,,2025-06,3", plan=broken)) == [
        "beds 甲区 2025-06 7",
        "homes None 2025-06 3",
    ]


# --- wide tables ------------------------------------------------------------------------------------------------------

WIDE = """常州市民政重点工作进展（2025年6月）,,,,,,
,,,,,填报日期：2025-07-05,
序号,指标,单位,甲区,南 区,South District,合　计,责任单位
,一、养老,,,,,,
1,养老床位,张,100,,150张,250,民政局
2,销售额,万元,1,,2.5,3.5,
3,等级率,,92%,,--,91.5%,
4,组建,,完成,,进行中,,
,合计,,1,,2,3,
注：以上为累计数,,,,,,,
"""


def test_a_wide_table():
    submission = read(WIDE)
    assert values(submission) == [
        "beds 甲区 2025-06 100",
        "beds 乙区 2025-06 150",
        "beds None 2025-06 250",
        "sales 甲区 2025-06 10000",
        "sales 乙区 2025-06 25000",
        "sales None 2025-06 35000",
        "graded 甲区 2025-06 92",
        "graded None 2025-06 91.5",
        "set-up 甲区 2025-06 done",
        "set-up 乙区 2025-06 in-progress",
    ]
    assert faults(submission) == [
        'x.csv:3:13 unknown-district: the plan has no district called "南 区" / 规划中没有名为“南 区”的辖区',
        (
            'x.csv:9:2 total-row: the row "合计" adds up different indicators, which means nothing: it is left out'
            " / “合计”行把不同的指标加在一起，没有意义：没有读取"
        ),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("指标,期间,甲区\nbeds,2025-06,3", ["beds 甲区 2025-06 3"], id="period-column"),
        pytest.param("2025年上半年\n指标,甲区\nbeds,3", ["beds 甲区 2025-H1 3"], id="title"),
        pytest.param("2025年\n指标,甲区（张）\nbeds,3", [], id="a-bare-year-is-no-period"),
        pytest.param("6月\n单位：万元\n指标,甲区\nsales,3", ["sales 甲区 2025-06 30000"], id="title-unit"),
        pytest.param("6月\n单位：万元\n指标,甲区\ngraded,3", ["graded 甲区 2025-06 3"], id="not-of-rates"),
        pytest.param("6月\n填报单位：家\n指标,甲区\nsales,3", ["sales 甲区 2025-06 3"], id="who-filled-it-in"),
        pytest.param("6月\n指标,甲区,乙区\n单位,万元,元\nsales,3,4",
                     ["sales 甲区 2025-06 30000", "sales 乙区 2025-06 4"], id="unit-row"),
        pytest.param("6月\n指标,甲区（万元）\nsales,3", ["sales 甲区 2025-06 30000"], id="unit-in-the-heading"),
        pytest.param("6月\n销售\n指标,甲区\n销售额（万元）,3\n", ["sales 甲区 2025-06 30000"], id="behind-the-name"),
        pytest.param(",5月,6月\n指标,甲区,甲区\nbeds,3,4", ["beds 甲区 2025-05 3", "beds 甲区 2025-06 4"], id="band"),
        pytest.param("指标,甲区,甲区\n,5月,6月\nbeds,3,4", ["beds 甲区 2025-05 3", "beds 甲区 2025-06 4"], id="below"),
        pytest.param("6月\n指标,甲区,甲区\n,目标,完成\nbeds,3,4", ["beds 甲区 2025-06 4"], id="target-and-value"),
        pytest.param("6月\n指标,甲区\nbeds,3\n指标,甲区\nhomes,4", ["beds 甲区 2025-06 3", "homes 甲区 2025-06 4"],
                     id="header-again"),
        pytest.param("6月\n指标,步骤,全区\n组建,2,done", ["set-up None 2025-06 done"], id="step"),
    ],
)  # fmt: skip
def test_wide_forms(text, expected):
    assert values(read(text)) == expected


def test_a_unit_that_is_wrong_for_a_whole_row_is_one_fault():
    submission = read("6月,,,\n指标,单位,甲区,乙区\nbeds,户,3,4\n")
    assert values(submission) == ["beds 甲区 2025-06 ?", "beds 乙区 2025-06 ?"]
    assert [fault.rule.value for fault in submission.faults] == ["unit-differs"]


def test_columns_for_a_period_outside_the_plan_are_one_fault():
    submission = read(",2024年6月,2024年6月,2025年6月\n指标,甲区,乙区,甲区\nbeds,3,4,5\nhomes,3,4,5\n")
    assert values(submission) == ["beds 甲区 2025-06 5", "homes 甲区 2025-06 5"]
    assert [fault.rule.value for fault in submission.faults] == ["period-outside-plan"]


def test_columns_that_mean_nothing_here_are_told():
    submission = read("6月\n指标,甲区,责任单位,天气\nbeds,3,x,晴\n")
    assert [(note.en, note.zh) for note in submission.notes] == [
        ('x.csv: columns that are not read: "天气"', "x.csv：没有读取这些列：“天气”")
    ]


# --- workbooks --------------------------------------------------------------------------------------------------------


def fill_official_form(sheet):
    """Write a form with merged headings, percentages, dates, an error, an uncomputed formula and a hidden row."""
    sheet["A1"] = "2025年6月进展"
    sheet.merge_cells("A1:G1")
    for cell, text in {"A2": "指标", "C2": "甲区", "E2": "乙区", "G2": "合计"}.items():
        sheet[cell] = text
    for stretch in ("A2:B3", "C2:D2", "E2:F2", "G2:G3"):
        sheet.merge_cells(stretch)
    for cell in ("C3", "E3"):
        sheet[cell] = "目标"
    for cell in ("D3", "F3"):
        sheet[cell] = "完成"
    sheet.append(["养老", "养老床位", 120, 100.0, 180, "150张", 250])
    sheet.append([None, "等级率", None, 0.92, None, 0.915, 0.5])
    sheet["D5"].number_format, sheet["F5"].number_format, sheet["G5"].number_format = "0%", "0.0%", '0"%"'
    sheet.append([None, "组建", None, date(2025, 3, 28), None, "未启动"])
    sheet.append([None, "养老机构", 1, "=SUM(1,2)", 2, "#N/A", 3])
    sheet["F7"].data_type = "e"
    sheet.append([None, "养老机构", 1, 4])
    sheet.row_dimensions[8].hidden = True


def test_a_workbook_with_its_traps():
    def hide(sheet):
        rows(["指标", "辖区", "期间", "数值"], ["beds", "甲区", "2025-06", 1])(sheet)
        sheet.sheet_state = "hidden"

    submission = read(
        workbook(("汇总", fill_official_form), ("暗", hide), ("说明", rows(["读我"])), ("坏", rows(["养老床位", 3]))),
        "x.xlsx",
    )
    assert (submission.form, submission.encoding) == (XLSX, None)
    assert values(submission) == [
        "beds 甲区 2025-06 100",
        "beds 乙区 2025-06 150",
        "beds None 2025-06 250",
        "graded 甲区 2025-06 92",
        "graded 乙区 2025-06 91.5",
        "graded None 2025-06 0.5",
        "set-up 甲区 2025-06 done",
        "set-up 乙区 2025-06 not-started",
        "homes 甲区 2025-06 ?",
        "homes 乙区 2025-06 ?",
        "homes None 2025-06 3",
    ]
    assert faults(submission) == [
        (
            "x.xlsx!汇总!D7 cell-unreadable: the formula has no stored result: "
            "open the file in Excel or WPS and save it / 公式没有算出结果：请在 Excel 或 WPS 中打开并保存"
        ),
        "x.xlsx!汇总!F7 cell-unreadable: the cell holds the error #N/A / 单元格是错误值 #N/A",
        (
            "x.xlsx!坏!A1 header-missing: no header is found: a long table has the columns indicator, district, period "
            "and value; a wide one has a column indicator and one for each district"
            " / 找不到表头：长表要有 指标、辖区、期间、数值 各列；宽表要有“指标”列，每个辖区一列"
        ),
    ]
    assert [(note.en, note.zh) for note in submission.notes] == [
        ('x.xlsx: hidden rows of the sheet "汇总" are left out: 8', "x.xlsx：工作表“汇总”中隐藏的第 8 行没有读取"),
        ('x.xlsx: the hidden sheet "暗" is left out', "x.xlsx：隐藏的工作表“暗”没有读取"),
        ('x.xlsx: the sheet "说明" has no table and is left out', "x.xlsx：工作表“说明”中没有报表，没有读取"),
    ]


def test_the_name_of_a_sheet_names_period_or_district():
    submission = read(
        workbook(
            ("2025年9月", rows(["指标", "甲区"], ["beds", 3])),
            ("乙区", rows(["指标", "期间", "数值"], ["beds", date(2025, 9, 30), 4])),
        )
    )
    assert values(submission) == ["beds 甲区 2025-09 3", "beds 乙区 2025-09 4"]


def test_months_that_excel_has_made_days_of():
    def fill(sheet):
        rows(["指标", "甲区", None], [None, date(2025, 5, 1), date(2025, 6, 1)], ["beds", 3, 4])(sheet)
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    assert values(read(workbook(("x", fill)))) == ["beds 甲区 2025-05 3", "beds 甲区 2025-06 4"]


def test_districts_under_one_heading():
    def fill(sheet):
        rows(["指标", "6月完成情况", None], [None, "甲区", "乙区"], ["beds", 3, 4])(sheet)
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    assert values(read(workbook(("x", fill)))) == ["beds 甲区 2025-06 3", "beds 乙区 2025-06 4"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.1, "0.1"), (0.29, "0.29"), (1e16, "10000000000000000"), (12.0, "12"), ("353", "353"), (-0.0, "0"), (7, "7")],
)
def test_numbers_of_a_workbook_are_exact(value, expected):
    book = workbook(("x", rows(["指标", "辖区", "期间", "数值"], ["beds", "甲区", "2025-06", value])))
    assert values(read(book)) == [f"beds 甲区 2025-06 {expected}"]


def test_a_formula_with_its_result_stored():
    book = workbook(("x", rows(["指标", "辖区", "期间", "数值"], ["beds", "甲区", "2025-06", "=1+2"])))
    source, target = zipfile.ZipFile(BytesIO(book)), BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = source.read(name).replace(b"<v></v>", b"<v>3</v>").replace(b"<v />", b"<v>3</v>")
            archive.writestr(name, data.replace(b"<v/>", b"<v>3</v>"))
    assert values(read(target.getvalue())) == ["beds 甲区 2025-06 3"]


def test_a_cell_at_the_far_end_costs_nothing():
    def fill(sheet):
        rows(["指标", "辖区", "期间", "数值"], ["beds", "甲区", "2025-06", 3])(sheet)
        sheet["XFD1048576"] = "x"

    assert values(read(workbook(("x", fill)))) == ["beds 甲区 2025-06 3"]


def test_merged_cells_over_a_whole_sheet_are_refused():
    book = workbook(("x", rows(["指标"])))
    source, target = zipfile.ZipFile(BytesIO(book)), BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            merged = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            archive.writestr(name, source.read(name).replace(b"</sheetData>", merged))
    with pytest.raises(SourceError) as caught:
        read(target.getvalue(), "x.xlsx")
    assert caught.value.text.en == "x.xlsx is too large once unpacked: keep only the cells that are reported"
    assert caught.value.text.zh == "x.xlsx 解开后过大，不像一张报表：请只保留要上报的单元格"


def test_plans_that_a_file_names():
    book = load_workbook(BytesIO(workbook(("x", rows(["指标", "规划"], ["beds", "b"], ["beds", "c"], ["beds", "b"])))))
    book.custom_doc_props.append(StringProperty(name="civtarget-plan", value="a"))
    target = BytesIO()
    book.save(target)
    assert named_plans(open_book(target.getvalue(), "x.xlsx")) == ("a", "b", "c")
    assert named_plans(open_book(LONG.encode(), "x.csv")) == ()


# --- what a file is ---------------------------------------------------------------------------------------------------


def archive(*names):
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return target.getvalue()


SAVE = "open it in Excel or WPS and save it as .xlsx or CSV", "请在 Excel 或 WPS 中打开并另存为 .xlsx 或 CSV"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "en", "zh"),
    [
        (OLE, "an old workbook (.xls or .et)", "旧式工作簿（.xls 或 .et）"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a workbook with a password", "加了密码的工作簿"),
        (b"PK\x03\x04", "a damaged workbook or archive", "损坏的工作簿或压缩包"),
        (archive("xl/workbook.bin"), "a binary workbook (.xlsb)", "二进制工作簿（.xlsb）"),
        (archive("mimetype", "content.xml"), "an OpenDocument file (.ods)", "OpenDocument 文件（.ods）"),
        (archive("word/document.xml"), "a Word document", "Word 文档"),
        (archive("a.csv"), "an archive", "压缩包"),
        ("<html><table>指标</table>".encode("gbk"), "a web page or XML file", "网页或 XML 文件"),
        (b'<?xml version="1.0"?><Workbook/>', "a web page or XML file", "网页或 XML 文件"),
    ],
)
def test_other_files_are_named_as_what_they_are(data, en, zh):
    with pytest.raises(SourceError) as caught:
        read(data, "x.xlsx")
    assert caught.value.text.en == f"x.xlsx is {en} and is not read: {SAVE[0]}"
    assert caught.value.text.zh == f"x.xlsx 是{zh}，不能读取：{SAVE[1]}"


@pytest.mark.parametrize(
    ("data", "en", "zh"),
    [
        (b"%PDF-1.7", "a PDF file", "PDF 文件"),
        (b"PAR1", "a Parquet file", "Parquet 文件"),
        (b"\x89PNG\r\n", "an image", "图片"),
        (b"\xff\xd8\xff\xe0", "an image", "图片"),
        (b"Rar!\x1a\x07", "an archive", "压缩包"),
    ],
)
def test_what_no_spreadsheet_opens_is_asked_for_in_another_form(data, en, zh):
    with pytest.raises(SourceError) as caught:
        read(data, "x.csv")
    assert caught.value.text.en == f"x.csv is {en} and is not read: send it as .xlsx or CSV"
    assert caught.value.text.zh == f"x.csv 是{zh}，不能读取：请提供 .xlsx 或 CSV"


def test_a_damaged_workbook():
    with pytest.raises(SourceError) as caught:
        read(archive("xl/workbook.xml"), "x.xlsx")
    assert caught.value.text.en == "x.xlsx is a damaged XLSX workbook: open it in Excel or WPS and save it as .xlsx"
    assert caught.value.text.zh == "x.xlsx 是损坏的 XLSX 工作簿：请在 Excel 或 WPS 中打开并另存为 .xlsx"


NEEDS = (
    (
        "no header is found: a long table has the columns indicator, district, period and value; "
        "a wide one has a column indicator and one for each district"
    ),
    "找不到表头：长表要有 指标、辖区、期间、数值 各列；宽表要有“指标”列，每个辖区一列",
)
READ_AS = (
    " (read as utf-8: if that garbles it, name its encoding with --encoding)",
    "（按 utf-8 编码读取；如有乱码，请用 --encoding 指明编码）",
)


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        ("", ": nothing is in it", "：没有内容"),
        (" \n,,\n", ": nothing is in it", "：没有内容"),
        ("a,b\n1,2\n", f": {NEEDS[0]}{READ_AS[0]}", f"：{NEEDS[1]}{READ_AS[1]}"),
        (
            "x\nindicator,district,period,vaule\nbeds,甲区,6月,3",
            f': {NEEDS[0]}; line 2 has no column value: is "value" meant by "vaule"?{READ_AS[0]}',
            f"：{NEEDS[1]}。第 2 行没有“数值”列：“vaule”是否应为“value”？{READ_AS[1]}",
        ),
        (
            "甲区,乙区\n3,4",
            f": {NEEDS[0]}; line 1 has no column indicator{READ_AS[0]}",
            f"：{NEEDS[1]}。第 1 行没有“指标”列{READ_AS[1]}",
        ),
    ],
)
def test_no_header(text, en, zh):
    with pytest.raises(SourceError) as caught:
        read(text)
    assert (caught.value.text.en, caught.value.text.zh) == (f"x.csv{en}", f"x.csv{zh}")


@pytest.mark.parametrize(
    ("data", "name", "en", "zh"),
    [
        (LONG.encode(), "x.xlsx", "x.xlsx is CSV text, not .xlsx: read as that",
         "x.xlsx 的内容是CSV 文本，不是 .xlsx：已按内容读取"),
        (LONG.replace(",", "\t").encode(), "x.XLS", "x.XLS is tab-separated text, not .xls: read as that",
         "x.XLS 的内容是制表符分隔的文本，不是 .xls：已按内容读取"),
        (workbook(("x", rows(["指标", "甲区"]))), "x.csv", "x.csv is an XLSX workbook, not .csv: read as that",
         "x.csv 的内容是XLSX 工作簿，不是 .csv：已按内容读取"),
    ],
)  # fmt: skip
def test_content_goes_before_the_name(data, name, en, zh):
    assert [(note.en, note.zh) for note in read(data, name).notes] == [(en, zh)]


def test_reading_text_does_not_import_openpyxl():
    code = "import sys, civtarget.files.submission.reader; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- properties -------------------------------------------------------------------------------------------------------

NUMBERED = ("beds", "people", "sales", "graded", "homes")
AREAS = {"甲区": "甲区", "乙区": "乙区", "市本级": "市本级", "合计": None}
numbers = st.one_of(
    st.integers(-(10**6), 10**9), st.integers(-(10**9), 10**9).map(lambda cents: exact(Fraction(cents, 100)))
)
reports = st.dictionaries(
    st.tuples(st.sampled_from(NUMBERED), st.sampled_from(list(AREAS))), numbers, min_size=1, max_size=12
)
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")


def seen_in(submission):
    return {
        (seen.subject.indicator, seen.subject.district, seen.period.text, seen.value)
        for seen in submission.observations
    }


def long_lines(report):
    header = ["指标", "辖区", "期间", "数值"]
    return [header, *([indicator, area, "2025年6月", value] for (indicator, area), value in report.items())]


def wide_lines(report):
    indicators = dict.fromkeys(indicator for indicator, _ in report)
    return [
        ["2025年6月进展"],
        ["指标", *AREAS],
        *([indicator, *(report.get((indicator, area)) for area in AREAS)] for indicator in indicators),
    ]


def as_text(lines, delimiter, ending):
    return ending.join(
        delimiter.join("" if value is None else value if isinstance(value, str) else plain(value) for value in line)
        for line in lines
    )


def as_sheet(lines):
    return workbook(
        ("x", rows(*([float(each) if isinstance(each, Fraction) else each for each in line] for line in lines)))
    )


@given(report=reports, ending=st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_form_and_encoding_gives_the_same(report, ending):
    expected = {(indicator, AREAS[area], "2025-06", value) for (indicator, area), value in report.items()}
    for lines in (long_lines(report), wide_lines(report)):
        for delimiter in (",", ";", "\t"):
            for encoding in ENCODINGS:
                submission = read(as_text(lines, delimiter, ending).encode(encoding))
                assert seen_in(submission) == expected
                assert submission.encoding == encoding
        assert seen_in(read(as_sheet(lines), "x.xlsx")) == expected


@given(report=reports, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_does_not_matter(report, order):
    lines = [list(column) for column in zip(*long_lines(report), strict=True)]
    order.shuffle(lines)
    header, *rest = [list(row) for row in zip(*lines, strict=True)]
    order.shuffle(rest)
    assert seen_in(read(as_text([header, *rest], ",", "\n"))) == seen_in(read(as_text(wide_lines(report), ",", "\n")))


@given(
    report=reports,
    bad=st.sampled_from(["若干", "1e400", "nan", "=1+1", "3户户", "\x01", "1,2", "#REF!"]),
    data=st.data(),
)
def test_a_bad_cell_loses_no_other(report, bad, data):
    spoilt = data.draw(st.sampled_from(list(report)))
    lines = [[*line[:3], f'"{bad}"' if tuple(line[:2]) == spoilt else line[3]] for line in long_lines(report)]

    submission = read(as_text(lines, ",", "\n"))

    good = {(one, AREAS[area], "2025-06", value) for (one, area), value in report.items() if (one, area) != spoilt}
    assert seen_in(submission) - good == {(spoilt[0], AREAS[spoilt[1]], "2025-06", None)}
    assert good <= seen_in(submission)
    assert len([fault for fault in submission.faults if fault.rule.value == "cell-unreadable"]) == 1


# --- what merged cells leave behind -----------------------------------------------------------------------------------


def test_a_label_merged_over_rows_names_all_of_them():
    def fill(sheet):
        for line in (
            ["辖区", "期间", "指标", "数值"],
            ["甲区", "2025-06", "养老床位", 80],
            [None, None, "养老机构", 5],
            ["乙区", "2025-06", "养老床位", 90],
            [None, None, "养老机构", 6],
        ):
            sheet.append(line)
        for stretch in ("A2:A3", "B2:B3", "A4:A5", "B4:B5"):
            sheet.merge_cells(stretch)

    submission = read(workbook(("x", fill)), "x.xlsx")
    assert faults(submission) == []
    assert values(submission) == [
        "beds 甲区 2025-06 80",
        "homes 甲区 2025-06 5",
        "beds 乙区 2025-06 90",
        "homes 乙区 2025-06 6",
    ]


@pytest.mark.parametrize("below", [",3月,6月,3月,6月", ",一季度,二季度,一季度,二季度"], ids=["months", "quarters"])
def test_a_merged_heading_saved_as_text_still_stands_over_its_columns(below):
    submission = read(f"指标,甲区,,乙区,\n{below}\nbeds,10,20,30,40\n")
    assert faults(submission) == []
    assert [each.split()[1:2] + each.split()[3:] for each in values(submission)] == [
        ["甲区", "10"], ["甲区", "20"], ["乙区", "30"], ["乙区", "40"]
    ]  # fmt: skip


def test_only_what_is_done_is_read_under_a_heading_saved_as_text():
    submission = read("2025年6月\n指标,甲区,,乙区,\n,目标,完成,目标,完成\nbeds,100,20,200,40\n")
    assert values(submission) == ["beds 甲区 2025-06 20", "beds 乙区 2025-06 40"]


def test_a_second_table_below_the_first_is_for_its_own_period():
    submission = read(
        "2025年3月进展\n指标,甲区,乙区\nbeds,10,20\n2025年6月进展\n指标,甲区,乙区\nbeds,30,40\nhomes,5,6\n"
    )
    assert faults(submission) == []
    assert values(submission) == [
        "beds 甲区 2025-03 10",
        "beds 乙区 2025-03 20",
        "beds 甲区 2025-06 30",
        "beds 乙区 2025-06 40",
        "homes 甲区 2025-06 5",
        "homes 乙区 2025-06 6",
    ]


# --- whatever is thrown at it -----------------------------------------------------------------------------------------

words = st.sampled_from(
    [
        *("2025-02-30", "2025-06-01", "单位：万元", "甲区（张）"),
        *(
            "指标",
            "辖区",
            "期间",
            "数值",
            "步骤",
            "分子",
            "分母",
            "单位",
            "报送日期",
            "plan",
            "目标",
            "合计",
            "甲区",
            "乙区",
        ),
        *("beds", "graded", "组建", "2025年6月", "张", "万元", "完成", "3", "92%", "--"),
        *("1e400", "nan", "=A1", "\x00", "\x1b[31m", '"', "\u202e"),
    ]
)
cells = st.one_of(words, st.text(max_size=5), st.integers(-9, 10**30).map(str))
tables = st.lists(st.lists(cells, max_size=7), max_size=7)


def survives(data, name):
    try:
        submission = read(data, name)
    except SourceError as error:
        assert error.text.zh
    else:
        for fault in submission.faults:
            assert fault.message.zh.isprintable()
            assert fault.message.en.isprintable()


@given(st.one_of(st.binary(), st.binary().map(lambda data: LONG.encode() + data), st.text().map(str.encode)))
def test_any_bytes(data):
    survives(data, "x.csv")


@given(tables, st.sampled_from([",", ";", "\t"]), st.sampled_from([LONG, ""]))
def test_any_cells(table, delimiter, header):
    text = header.replace(",", delimiter) + "\n".join(map(delimiter.join, table))
    survives(text.encode("utf-8", "replace"), "x.csv")


any_value = st.one_of(
    st.none(),
    words,
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(),
    st.dates(min_value=date(1900, 1, 1)),
    st.times(),
    st.timedeltas(),
    st.text(max_size=5),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.lists(st.tuples(any_value, st.sampled_from(["General", "0%", "@", "yyyy-mm", "x"])), max_size=7)))
def test_any_workbook(table):
    book = Workbook()
    sheet = book.active
    sheet.append(["指标", "辖区", "期间", "数值", "分子", "分母", "单位"])
    for line, row in enumerate(table, start=2):
        for column, (value, number_format) in enumerate(row, start=1):
            try:
                sheet.cell(line, column, value).number_format = number_format
            except (ValueError, IllegalCharacterError):
                continue  # openpyxl writes no control characters
    target = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book.save(target)
        except (ValueError, OverflowError):
            return  # nor every number
    survives(target.getvalue(), "x.xlsx")


BOOK = workbook(("汇总", fill_official_form))


@given(st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), max_size=8), st.integers(0, len(BOOK)))
def test_any_damaged_workbook(changes, length):
    data = bytearray(BOOK)
    for at, byte in changes:
        data[at] = byte
    survives(bytes(data), "x.xlsx")
    survives(bytes(data[:length]), "x.xlsx")


PARTS = tuple(name for name in zipfile.ZipFile(BytesIO(BOOK)).namelist() if name.endswith(".xml"))


@given(st.sampled_from(PARTS), st.integers(0, 3000), st.binary(max_size=4), st.integers(0, 4))
def test_any_damaged_part_of_a_workbook(name, at, put, cut):
    source, target = zipfile.ZipFile(BytesIO(BOOK)), BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for each in source.namelist():
            data = source.read(each)
            file.writestr(each, data[:at] + put + data[at + cut :] if each == name else data)
    survives(target.getvalue(), "x.xlsx")
