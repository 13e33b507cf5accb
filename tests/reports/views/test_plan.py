"""A plan as officials tabulate it, whole."""

import re

import pytest
from support.excerpts import whole_plan

from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.language import Language
from civtarget.reports.rendering import Format, render
from civtarget.reports.style import Style
from civtarget.reports.views.plan import document

PLAN = whole_plan(
    """
title: {zh: 示例, en: Example}
districts: {甲区: {en: North, aliases: [甲]}, 乙区: {en: South Bank}, 丙区: {}}
parties: {市本级: {en: City}}
offices: {民政局: {en: Civil Affairs}, 卫健委: {}}
indicators:
  beds: {item: "1", name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 9, split: {甲区: 1, 乙区: , 丙区: "--"}}
  fund: {item: "2", name: {zh: 资金, en: Fund}, kind: amount, unit: 元, target: 1.5亿,
    split: {甲区: 1亿, 市本级: 0.6亿}, partial: true}
  grant: {item: "3", name: {zh: 补助, en: Grants}, kind: amount, unit: 元, split: {甲区: 2万, 乙区: 3.5万, 丙区: 0}}
  sites: {item: "4", name: {zh: 站点, en: Sites}, kind: count, unit: 个, target: "<= 3",
    split: {甲区: "<= 1", 乙区: 1-2, 丙区: ">= 0"}}
  homes: {item: "5", name: {zh: 机构, en: Homes}, kind: stock, unit: 家, target: "3个以内", commitment: expected}
  rate: {item: "6", name: {zh: 比率, en: Rate}, kind: rate, target: 30%—40%, every: month,
    steps: [{by: 6月底, target: 10%}, {start: 7月, by: 年底, do: {zh: 收尾, en: Finish}}, {every: quarter, do: 上报}]}
  pilots: {item: "7", name: {zh: 试点, en: Pilots}, kind: count, unit: 个,
    each: {target: 1, per: town, only: {zh: 建制镇, en: towns proper}}}
  duty: {item: "8", name: {zh: 联检, en: Inspection}, kind: task, offices: {lead: [卫健委], support: [民政局]},
    districts: {甲区: lead, 丙区: support}}
  reach: {item: "9", name: {zh: 全员, en: Everyone}, kind: task, coverage: true, districts: all, commitment: on-demand}
""".lstrip()
)

ZH = """\
示例
序号 指标 甲 乙区 丙区 市本级 合计 目标 差额
1 床位（张） 1 空 -- 1 9 待定
2 资金（亿元） 1 0.6 1.6 1.5 +0.1
3 补助（万元） 2 3.5 0 5.5
4 站点（个） ≤1 1-2 ≥0 ≥1 ≤3

序号 指标 类别 要求 步骤 责任单位
1 床位 数量 9张 民政局
2 资金 金额 1.5亿元 民政局
3 补助 金额 见分解 民政局
4 站点 数量 ≤3个 民政局
5 机构 存量 ≤3个; 预计 民政局
6 比率 比率 30%—40%; 每月 6月底 10%; 7月 – 年底 收尾; 每季度 上报 民政局
7 试点 数量 每个镇（街道） 1个（建制镇） 民政局
8 联检 任务 甲区（牵头）、丙区（配合） 牵头: 卫健委; 配合: 民政局
9 全员 任务 全覆盖; 按需，无指标; 各辖市区 民政局
"""


DATED = whole_plan(
    """
title: {zh: 示例, en: Example}
offices: {民政局: {en: Civil Affairs}}
responsible: [民政局]
indicators:
  survey: {item: "1", name: {zh: 摸底, en: Survey}, kind: task, start: 6月, by: 6月}
  rounds: {item: "2", name: {zh: 检查, en: Inspection}, kind: count, unit: 轮, target: 7, start: 2月, by: 5月,
    baselines: [{period: 2016..2020, value: 1}, {period: 2024, value: 6}],
    steps: [{start: 3月, by: 3月份, target: 1}, {by: 5月, target: ">= 50%"}, {start: 6月上旬, do: 总结}]}
  report: {item: "3", name: {zh: 上报, en: Report}, kind: task, by: 3月底, steps: [{start: 4月, by: 4月中旬, do: 修改}]}
  watch: {item: "4", name: {zh: 值守, en: Watch}, kind: task, start: 7月}
""".lstrip()
)


def shown(language: Language, text: str = PLAN, form: Format = Format.PLAIN, width: int | None = None) -> str:
    file = parse_plan(File("plan.yaml", text, ""))
    assert file.plan is not None
    assert file.faults == ()
    return render(form, document(file.plan), Style(language, width) if width else Style(language))


def test_in_chinese():
    rows = [line.split() for line in shown(Language.ZH).splitlines() if not line.startswith("---")]

    assert rows == [line.split() for line in ZH.splitlines()]


def test_in_english():
    lines = shown(Language.EN).splitlines()

    assert lines[1].split("  ")[0] == "item"
    assert [line.split() for line in lines if line[:1] in set("268")] == [
        ["2", "Fund", "(100m", "yuan)", "1", "0.6", "1.6", "1.5", "+0.1"],
        ["2", "Fund", "amount", "150,000,000", "yuan", "Civil", "Affairs"],
        ["6", "Rate", "rate", "30%", "to", "40%;", "every", "month", "6月底", "10%;", "7月", "–", "年底", "Finish;",
         "every", "quarter", "上报", "Civil", "Affairs"],
        ["8", "Inspection", "task", "North", "(lead),", "丙区", "(support)", "lead:", "卫健委;", "support:", "Civil",
         "Affairs"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "due"),
    [
        (
            Language.ZH,
            [
                ["6月"],
                ["7轮; 2月 – 5月; 2016–2020 年 1轮; 2024 年 6轮", "3月 1轮; 5月 ≥50%; 6月上旬起 总结"],
                ["期限：3月底", "4月 – 4月中旬 修改"],
                ["7月起"],
            ],
        ),
        (
            Language.EN,
            [
                ["6月"],
                [
                    "7 rounds; 2月 – 5月; 2016–2020: 1 round; 2024: 6 rounds",
                    "3月 1 round; 5月 >= 50%; from 6月上旬 总结",
                ],
                ["by 3月底", "4月 – 4月中旬 修改"],
                ["from 7月"],
            ],
        ),
    ],
)
def test_an_indicator_and_its_steps_say_when_they_are_due_and_in_what_unit(language, due):
    """One month from and to is that month; a step's number is in the unit of its indicator, or the share it says."""
    columns = [re.split(r"\s{2,}", line) for line in shown(language, DATED).splitlines()]

    assert [each[3:-1] for each in columns if each[0] in set("1234")] == due


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("language", list(Language))
def test_drawn_it_says_when_everything_is_due(language, width):
    drawn = shown(language, DATED, Format.TABLE, width)

    for days in ("2月 – 5月", "6月上旬", "3月底", "4月中旬", "7月"):
        assert days in drawn
    assert "6月 – 6月" not in drawn


@pytest.mark.parametrize("width", [30, 60, 80, 120, 200])
@pytest.mark.parametrize("language", list(Language))
def test_drawn_at_any_width_it_keeps_every_number(language, width):
    file = parse_plan(File("plan.yaml", PLAN, ""))
    assert file.plan is not None

    drawn = render(Format.TABLE, document(file.plan), Style(language, width)).split()

    for number in ("9", "1.6", "1.5", "+0.1", "≤3", "≥0", "≤1", "1-2"):
        assert any(number in word for word in drawn)
