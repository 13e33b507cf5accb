"""Differences between two versions of a plan: whole messages in both languages, renames, and laws that hold of all."""

from collections import Counter
from dataclasses import fields, replace

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from civtarget import model
from civtarget.changes import Both, Direction, changes_between, opposite, renamed_between, unread_changes
from civtarget.changes.amendments import AMENDMENT_ASPECTS
from civtarget.changes.bodies import BODY_ASPECTS, DISTRICT_ASPECTS
from civtarget.changes.constraints import CONSTRAINT_ASPECTS
from civtarget.changes.indicators import EACH_ASPECTS, INDICATOR_ASPECTS
from civtarget.changes.plans import PLAN_ASPECTS, SOURCE_ASPECTS
from civtarget.changes.steps import STEP_ASPECTS
from civtarget.changes.waivers import WAIVER_ASPECTS
from civtarget.changes.weights import WEIGHTS_ASPECTS
from civtarget.plan_words import FIELDS
from civtarget.sources.files import File, read_file
from civtarget.sources.plan_file import parse_plan

PLANS = sorted((ROOT / "plans").glob("*.yaml"))
PLAN = """\
civtarget: 1
id: example
title: {zh: 示例, en: Example}
period: 2025
districts: {甲区: {code: "320401", en: North}, 乙区: {en: South}, 丙区: {en: West}}
parties: {市本级: {en: City level}}
offices: {民政局: {en: Civil Affairs Bureau}, 财政局: {en: Finance Bureau}}
responsible: [民政局]
report_due: 次月20日
indicators:
  beds:
    name: {zh: 床位, en: Beds}
    kind: count
    unit: 张
    target: 1300
    split: {甲区: 600, 乙区: 400, 丙区: 300}
  homes:
    name: {zh: 机构, en: Homes}
    kind: stock
    unit: 家
    offices: {lead: [民政局], support: [财政局]}
    target: "<= 3"
    follows: upper/homes
    within: beds
    by: 6月底
  rate:
    name: {zh: 评定率, en: Share graded}
    kind: rate
    target: 30%..40%
    of: {whole: 108}
    baselines: [{period: 2024, value: 25%}]
    partial: true
  standard:
    name: {zh: 低保标准, en: Minimum standard}
    kind: standard
    unit: 元/人/月
    target: 940
  relative:
    name: {zh: 特困标准, en: Destitute standard}
    kind: standard
    unit: 元/人/月
    target: ">= 1.3 × standard"
  events:
    name: {zh: 活动, en: Events}
    kind: count
    unit: 场
    each: {target: ">= 2", per: town}
    every: quarter
  approvals:
    name: {zh: 审批, en: Approvals}
    kind: task
    districts: {甲区: lead, 乙区: support}
    coverage: true
    gap: {to: rate, trend: narrow}
    steps:
      - {do: {zh: 选址, en: Siting}, by: 3月底}
      - {do: {zh: 审批, en: Approving}, by: 6月底}
constraints:
  - sum: {beds.甲区: 1, beds.乙区: -1}
    at_most: 200
    message: {zh: 两区相差, en: the districts are apart}
waivers:
  - {rule: district-sum, indicator: beds, reason: 已知, until: 2025-06-30}
changes:
  - {what: beds.target, why: 财力, decision: 第3号}
"""

# What is replaced in the plan by what, and what is said of it: direction, aspect, message in Chinese and in English.
EDITS = [
    (
        "target: 1300",
        "target: 1200",
        [
            (
                "weaker",
                "target",
                "目标由 1300张 降为 1200张：少 100张",
                "the target is lowered from 1,300 to 1,200: 100 less",
            ),
        ],
    ),
    (
        "target: 1300",
        "target: 1500",
        [
            (
                "stronger",
                "target",
                "目标由 1300张 升为 1500张：多 200张",
                "the target is raised from 1,300 to 1,500: 200 more",
            ),
        ],
    ),
    (
        "target: 1300",
        'target: ">= 1300"',
        [
            ("neutral", "target", "目标由 1300张 改为 ≥1300张", "the target changes from 1,300 to >= 1,300"),
        ],
    ),
    (
        "target: 1300",
        "target: 约1300",
        [
            ("weaker", "target", "目标由 1300张 改为 约1300张", "the target changes from 1,300 to about 1,300"),
        ],
    ),
    (
        "target: 1300",
        "target: 约1200",
        [
            (
                "unchecked",
                "target",
                "目标由 1300张 改为 约1200张：约数与确数无法比较",
                "the target changes from 1,300 to about 1,200: an approximate figure cannot be compared with an exact one",
            ),
        ],
    ),
    (
        "    target: 1300\n",
        "",
        [
            ("weaker", "target", "取消目标：原为 1300张", "the target is dropped: it was 1,300"),
        ],
    ),
    (
        '"<= 3"',
        '"<= 5"',
        [
            ("weaker", "target", "目标由 ≤3家 放宽为 ≤5家：多 2家", "the target is relaxed from <= 3 to <= 5: 2 more"),
        ],
    ),
    (
        '"<= 3"',
        '">= 2"',
        [
            (
                "stronger",
                "target",
                "目标由 ≤3家 收紧为 ≥2家：新增下限 2家",
                "the target is tightened from <= 3 to >= 2: the lower end of 2 is added",
            ),
            (
                "weaker",
                "target",
                "目标由 ≤3家 放宽为 ≥2家：取消上限 3家",
                "the target is relaxed from <= 3 to >= 2: the upper end of 3 is dropped",
            ),
        ],
    ),
    (
        "30%..40%",
        "35%..40%",
        [
            (
                "stronger",
                "target",
                "目标由 30%—40% 收紧为 35%—40%：下限提高 5个百分点",
                "the target is tightened from 30% to 40% to 35% to 40%: the lower end rises by 5 percentage points",
            ),
        ],
    ),
    (
        "30%..40%",
        "25%..45%",
        [
            (
                "weaker",
                "target",
                "目标由 30%—40% 放宽为 25%—45%：下限降低 5个百分点，上限提高 5个百分点",
                "the target is relaxed from 30% to 40% to 25% to 45%: the lower end falls by 5 percentage points, the upper end rises by 5 percentage points",
            ),
        ],
    ),
    (
        "30%..40%",
        "35%..45%",
        [
            (
                "stronger",
                "target",
                "目标由 30%—40% 收紧为 35%—45%：下限提高 5个百分点",
                "the target is tightened from 30% to 40% to 35% to 45%: the lower end rises by 5 percentage points",
            ),
            (
                "weaker",
                "target",
                "目标由 30%—40% 放宽为 35%—45%：上限提高 5个百分点",
                "the target is relaxed from 30% to 40% to 35% to 45%: the upper end rises by 5 percentage points",
            ),
        ],
    ),
    (
        "30%..40%",
        '">= 30%"',
        [
            (
                "weaker",
                "target",
                "目标由 30%—40% 放宽为 ≥30%：取消上限 40%",
                "the target is relaxed from 30% to 40% to >= 30%: the upper end of 40% is dropped",
            ),
        ],
    ),
    (
        "target: 940",
        "target: 900",
        [
            (
                "weaker",
                "target",
                "目标由 940元/人/月 降为 900元/人/月：少 40元/人/月",
                "the target is lowered from 940 to 900 yuan per person per month: 40 less",
            ),
        ],
    ),
    (
        "target: 940",
        'target: ">= 900"',
        [
            (
                "weaker",
                "target",
                "目标由 940元/人/月 降为 ≥900元/人/月：少 40元/人/月",
                "the target is lowered from 940 yuan per person per month to >= 900 yuan per person per month: 40 less",
            ),
        ],
    ),
    (
        "1.3 × standard",
        "1.2 × standard",
        [
            (
                "weaker",
                "target",
                "目标由 ≥130% 降为 ≥120%：少 10个百分点",
                "the target is lowered from >= 130% to >= 120%: 10 percentage points less",
            ),
        ],
    ),
    (
        '">= 1.3 × standard"',
        "1200",
        [
            (
                "unchecked",
                "target",
                "目标由 “低保标准”的 ≥1.3倍 改为 1200元/人/月：不是同一项的倍数，无法比较",
                'the target changes from >= 1.3 times "Minimum standard" to 1,200 yuan per person per month: they are no multiples of the same thing, so they cannot be compared',
            ),
        ],
    ),
    (
        "1.3 × standard",
        "1.3 × beds",
        [
            (
                "unchecked",
                "target",
                "目标由 “低保标准”的 ≥1.3倍 改为 “床位”的 ≥1.3倍：不是同一项的倍数，无法比较",
                'the target changes from >= 1.3 times "Minimum standard" to >= 1.3 times "Beds": they are no multiples of the same thing, so they cannot be compared',
            ),
        ],
    ),
    (
        "乙区: 400,",
        "乙区: 380,",
        [
            (
                "weaker",
                "split",
                "乙区的份额由 400张 降为 380张：少 20张",
                "the share of 乙区 is lowered from 400 to 380: 20 less",
            ),
        ],
    ),
    (
        "甲区: 600, 乙区: 400",
        "甲区: 550, 乙区: 450",
        [
            (
                "neutral",
                "split",
                "份额在辖区之间移动，合计不变：甲区由 600张 减为 550张（少 50张）、乙区由 400张 增为 450张（多 50张）",
                "shares move between districts and add up to the same: 甲区 from 600 to 550 (50 less), 乙区 from 400 to 450 (50 more)",
            ),
        ],
    ),
    (
        "乙区: 400,",
        "乙区: ,",
        [
            ("weaker", "split", "乙区的份额由 400张 改为 空白", "the share of 乙区 changes from 400 to blank"),
        ],
    ),
    (
        "乙区: 400,",
        '乙区: "--",',
        [
            (
                "weaker",
                "split",
                "乙区的份额由 400张 改为 不参与（--）",
                "the share of 乙区 changes from 400 to -- (no part)",
            ),
        ],
    ),
    (
        "    split: {甲区: 600, 乙区: 400, 丙区: 300}\n",
        "",
        [
            ("weaker", "split", "取消分解：原为 3 个份额", "the split is dropped: it was 3 shares"),
        ],
    ),
    (
        "600, 乙区: 400, 丙区: 300",
        "600, 乙区: 450, 丙区: 250",
        [
            (
                "neutral",
                "split",
                "份额在辖区之间移动，合计不变：乙区由 400张 增为 450张（多 50张）、丙区由 300张 减为 250张（少 50张）",
                "shares move between districts and add up to the same: 乙区 from 400 to 450 (50 more), 丙区 from 300 to 250 (50 less)",
            ),
        ],
    ),
    (
        "600, 乙区: 400, 丙区: 300",
        "600, 乙区: 700",
        [
            (
                "stronger",
                "split",
                "乙区的份额由 400张 升为 700张：多 300张",
                "the share of 乙区 is raised from 400 to 700: 300 more",
            ),
            (
                "weaker",
                "split",
                "丙区的份额由 300张 改为 没有列出",
                "the share of 丙区 changes from 300 to not listed",
            ),
        ],
    ),
    (
        "    by: 6月底\n  rate",
        "    by: 9月底\n  rate",
        [
            (
                "weaker",
                "by",
                "期限由 6月底 推迟到 9月底：晚 92 天",
                "the deadline is put off from 6月底 to 9月底: 92 days later",
            ),
        ],
    ),
    (
        "    by: 6月底\n  rate",
        "    by: 3月31日\n  rate",
        [
            (
                "stronger",
                "by",
                "期限由 6月底 提前到 3月31日：早 91 天",
                "the deadline is brought forward from 6月底 to 3月31日: 91 days earlier",
            ),
        ],
    ),
    (
        "    by: 6月底\n  rate",
        "  rate",
        [
            (
                "weaker",
                "by",
                "期限由 6月底 推迟到 规划期末：晚 184 天",
                "the deadline is put off from 6月底 to the end of the period: 184 days later",
            ),
        ],
    ),
    (
        "unit: 张",
        "unit: 个",
        [
            (
                "unchecked",
                "unit",
                "单位由 “张” 改为 “个”：无法判断强弱",
                'the unit changes from "张" to "个": whether that is weaker cannot be told',
            ),
        ],
    ),
    (
        "kind: count\n    unit: 张",
        "kind: stock\n    unit: 张",
        [
            (
                "unchecked",
                "kind",
                "类型由 数量 改为 存量：无法判断强弱",
                "the kind changes from count to stock: whether that is weaker cannot be told",
            ),
        ],
    ),
    (
        "en: Beds",
        "en: Family beds",
        [
            (
                "neutral",
                "name.en",
                "名称的英文由 “Beds” 改为 “Family beds”",
                'the English of the name changes from "Beds" to "Family beds"',
            ),
        ],
    ),
    (
        "zh: 床位, en: Beds",
        "zh: 养老床位, en: Care beds",
        [
            ("neutral", "name", "名称由 “床位” 改为 “养老床位”", 'the name changes from "Beds" to "Care beds"'),
        ],
    ),
    (
        "support: [财政局]",
        "support: []",
        [
            ("weaker", "offices", "责任单位去掉 财政局", "the office 财政局 is taken out"),
        ],
    ),
    (
        "{lead: [民政局], support: [财政局]}",
        "{lead: [财政局], support: [民政局]}",
        [
            (
                "weaker",
                "offices",
                "责任单位 民政局 由 牵头 改为 配合",
                "the role of 民政局 changes from lead to support",
            ),
            (
                "stronger",
                "offices",
                "责任单位 财政局 由 配合 改为 牵头",
                "the role of 财政局 changes from support to lead",
            ),
        ],
    ),
    (
        "responsible: [民政局]\nreport",
        "responsible: [民政局, 财政局]\nreport",
        [
            ("stronger", "responsible", "全规划的责任单位增加 财政局", "the plan's office 财政局 is added"),
        ],
    ),
    (
        "follows: upper/homes",
        "follows: upper/care-homes",
        [
            (
                "unchecked",
                "follows",
                "落实上级规划的引用（follows）由 upper/homes 改为 upper/care-homes：无法判断强弱",
                "the link to a higher plan (follows) changes from upper/homes to upper/care-homes: whether that is weaker cannot be told",
            ),
        ],
    ),
    (
        "    within: beds\n",
        "",
        [
            (
                "weaker",
                "within",
                "取消其中数引用（within）：原为 beds",
                "the link to its whole (within) is dropped: it was beds",
            ),
        ],
    ),
    (
        "whole: 108",
        "whole: 109",
        [
            (
                "unchecked",
                "of.whole",
                "分母由 108 改为 109：无法判断强弱",
                "the denominator changes from 108 to 109: whether that is weaker cannot be told",
            ),
        ],
    ),
    (
        "value: 25%",
        "value: 26%",
        [
            (
                "neutral",
                "baselines",
                "2024年的基数由 25% 升为 26%：多 1个百分点",
                "the baseline of 2024 is raised from 25% to 26%: 1 percentage point more",
            ),
        ],
    ),
    (
        "2024, value",
        "2023, value",
        [
            ("stronger", "baselines", "新增2023年的基数：25%", "the baseline of 2023 is added: 25%"),
            ("weaker", "baselines", "取消2024年的基数：原为 25%", "the baseline of 2024 is dropped: it was 25%"),
        ],
    ),
    (
        "    partial: true\n",
        "",
        [
            (
                "stronger",
                "partial",
                "分解不覆盖全部辖区由 是 改为 否",
                "leaving districts out of the split changes from yes to no",
            ),
        ],
    ),
    (
        "    coverage: true\n",
        "",
        [
            (
                "weaker",
                "coverage",
                "应纳尽纳的要求由 是 改为 否",
                "the duty to reach everyone entitled changes from yes to no",
            ),
        ],
    ),
    (
        "    coverage: true\n",
        "    coverage: true\n    commitment: expected\n",
        [
            ("weaker", "commitment", "承诺程度由 承诺 改为 预计", "the commitment changes from promise to expected"),
        ],
    ),
    (
        "per: town",
        "per: community",
        [
            (
                "stronger",
                "each.per",
                "任务所对的单位由 每个镇（街道） 改为 每个社区",
                "what it is due for changes from each town or sub-district to each community",
            ),
        ],
    ),
    (
        "per: town",
        "per: institution",
        [
            (
                "unchecked",
                "each.per",
                "任务所对的单位由 每个镇（街道） 改为 每个机构：无法判断强弱",
                "what it is due for changes from each town or sub-district to each institution: whether that is weaker cannot be told",
            ),
        ],
    ),
    (
        'target: ">= 2"',
        'target: ">= 1"',
        [
            (
                "weaker",
                "each.target",
                "每个单位的任务由 ≥2场 降为 ≥1场：少 1场",
                "what is due for each is lowered from >= 2 sessions to >= 1 session: 1 less",
            ),
        ],
    ),
    (
        '{target: ">= 2", per: town}',
        '{target: ">= 2", per: town, only: 城区}',
        [
            ("weaker", "each.only", "新增限于：“城区”", 'the restriction is added: "城区"'),
        ],
    ),
    (
        '    each: {target: ">= 2", per: town}\n',
        "",
        [
            (
                "weaker",
                "each",
                "取消每个单位的任务：原为 每个镇（街道） ≥2场",
                "what is due for each is dropped: it was >= 2 sessions per town or sub-district",
            ),
        ],
    ),
    (
        "every: quarter",
        "every: year",
        [
            ("weaker", "every", "频次由 每季度 改为 每年", "the recurrence changes from every quarter to every year"),
        ],
    ),
    (
        "trend: narrow",
        "trend: widen",
        [
            (
                "unchecked",
                "gap",
                "差距要求由 与 rate 的差距缩小 改为 与 rate 的差距扩大：无法判断强弱",
                "the gap to another indicator changes from narrow against rate to widen against rate: whether that is weaker cannot be told",
            ),
        ],
    ),
    (
        "districts: {甲区: lead, 乙区: support}",
        "districts: {甲区: lead}",
        [
            ("weaker", "districts", "承担任务的辖区去掉 乙区", "the district 乙区 is taken out"),
        ],
    ),
    (
        "乙区: support",
        "乙区: lead",
        [
            (
                "stronger",
                "districts",
                "承担任务的辖区 乙区 由 配合 改为 牵头",
                "the role of 乙区 changes from support to lead",
            ),
        ],
    ),
    (
        "districts: {甲区: lead, 乙区: support}",
        "districts: all",
        [
            (
                "neutral",
                "districts",
                "承担任务的辖区 甲区 由 牵头 改为 责任单位",
                "the role of 甲区 changes from lead to responsible",
            ),
            (
                "stronger",
                "districts",
                "承担任务的辖区 乙区 由 配合 改为 责任单位",
                "the role of 乙区 changes from support to responsible",
            ),
            ("stronger", "districts", "承担任务的辖区增加 丙区", "the district 丙区 is added"),
        ],
    ),
    (
        "by: 3月底",
        "by: 4月底",
        [
            (
                "weaker",
                "steps.by",
                "步骤“选址”的期限由 3月底 推迟到 4月底：晚 30 天",
                'the deadline of the step "Siting" is put off from 3月底 to 4月底: 30 days later',
            ),
        ],
    ),
    (
        "      - {do: {zh: 选址, en: Siting}, by: 3月底}\n",
        "",
        [
            ("weaker", "steps", "取消步骤“选址”（3月底）", 'the step "Siting" (3月底) is dropped'),
        ],
    ),
    (
        "      - {do: {zh: 选址, en: Siting}, by: 3月底}\n      - {do: {zh: 审批, en: Approving}, by: 6月底}\n",
        "      - {do: {zh: 审批, en: Approving}, by: 6月底}\n      - {do: {zh: 选址, en: Siting}, by: 3月底}\n",
        [
            ("neutral", "steps", "步骤的先后次序改变", "the steps stand in another order"),
        ],
    ),
    (
        "zh: 选址, en: Siting",
        "zh: 定址, en: Settling",
        [
            (
                "neutral",
                "steps.do",
                "步骤“定址”的内容由 “选址” 改为 “定址”",
                'the wording of the step "Settling" changes from "Siting" to "Settling"',
            ),
        ],
    ),
    (
        "at_most: 200",
        "at_most: 250",
        [
            (
                "weaker",
                "constraints",
                "约束“两区相差”的上限由 ≤200 放宽为 ≤250：多 50",
                'the maximum of the constraint "the districts are apart" is relaxed from <= 200 to <= 250: 50 more',
            ),
        ],
    ),
    (
        "beds.乙区: -1",
        "beds.乙区: -2",
        [
            (
                "unchecked",
                "constraints",
                "约束“两区相差”的算式由 1 × beds.甲区 + -1 × beds.乙区 改为 1 × beds.甲区 + -2 × beds.乙区：无法判断强弱",
                'the sum of the constraint "the districts are apart" changes from 1 × beds.甲区 + -1 × beds.乙区 to 1 × beds.甲区 + -2 × beds.乙区: whether that is weaker cannot be told',
            ),
        ],
    ),
    (
        "until: 2025-06-30",
        "until: 2025-12-31",
        [
            (
                "weaker",
                "waivers",
                "豁免 district-sum 的期限由 2025-06-30 延长到 2025-12-31：晚 184 天",
                "the end of the waiver of district-sum is put off from 2025-06-30 to 2025-12-31: 184 days later",
            ),
        ],
    ),
    (
        "reason: 已知",
        "reason: 已核",
        [
            (
                "neutral",
                "waivers",
                "豁免 district-sum 的理由由 已知 改为 已核",
                "the reason of the waiver of district-sum changes from 已知 to 已核",
            ),
        ],
    ),
    (
        "waivers:\n  - {rule: district-sum, indicator: beds, reason: 已知, until: 2025-06-30}\n",
        "",
        [
            (
                "stronger",
                "waivers",
                "取消豁免：原为 district-sum (beds)，至 2025-06-30",
                "the waiver is dropped: it was district-sum (beds), until 2025-06-30",
            ),
        ],
    ),
    (
        ", 丙区: {en: West}",
        "",
        [
            ("weaker", "districts", "取消辖市区 丙区", "the district 丙区 is dropped"),
        ],
    ),
    (
        "period: 2025",
        "period: 2026",
        [
            ("weaker", "period", "规划期由 2025 改为 2026", "the period changes from 2025 to 2026"),
        ],
    ),
    (
        "period: 2025",
        "period: 2024",
        [
            ("stronger", "period", "规划期由 2025 改为 2024", "the period changes from 2025 to 2024"),
        ],
    ),
    (
        "changes:\n",
        "changes:\n  - {what: homes, why: 并入, decision: 第4号}\n",
        [
            (
                "neutral",
                "changes",
                "新增调整记录：homes (第4号)",
                "the entry in changes is added: homes (第4号)",
            ),
        ],
    ),
    (
        "changes:\n  - {what: beds.target, why: 财力, decision: 第3号}\n",
        "",
        [
            (
                "neutral",
                "changes",
                "取消调整记录：原为 beds.target (第3号)",
                "the entry in changes is dropped: it was beds.target (第3号)",
            ),
        ],
    ),
    (
        "why: 财力",
        "why: 财力不足",
        [
            (
                "neutral",
                "changes",
                "beds.target 的调整记录的理由由 财力 改为 财力不足",
                "the reason of the entry in changes on beds.target changes from 财力 to 财力不足",
            ),
        ],
    ),
    (
        "次月20日",
        "次月25日",
        [
            (
                "weaker",
                "report_due",
                "报送日由 次月20日 改为 次月25日",
                "the day for reports changes from the 20th of the month after to the 25th of the month after",
            ),
        ],
    ),
    (
        "title: {zh: 示例,",
        "title: {zh: 样例,",
        [
            ("neutral", "title", "标题由 “示例” 改为 “样例”", 'the title changes from "示例" to "样例"'),
        ],
    ),
    (
        "target: 1300",
        "target: 1300多多",
        [
            (
                "unchecked",
                "target",
                "新稿的 indicators.beds.target 未能读取，没有比较",
                "indicators.beds.target of the new plan could not be read and was not compared",
            ),
        ],
    ),
    (
        "乙区: 400,",
        "乙区: 很多,",
        [
            (
                "unchecked",
                "split",
                "新稿的 indicators.beds.split.乙区 未能读取，没有比较",
                "indicators.beds.split.乙区 of the new plan could not be read and was not compared",
            ),
        ],
    ),
]


def read(text):
    return parse_plan(File("plan.yaml", text, "")).plan


def edited(*edits):
    text = PLAN
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return text


def said(old, new):
    return [(each.direction.value, each.message.en) for each in changes_between(read(old), read(new))]


@pytest.mark.parametrize(("old", "new", "expected"), EDITS, ids=[f"{number}" for number in range(len(EDITS))])
def test_messages(old, new, expected):
    found = changes_between(read(PLAN), read(edited((old, new))))

    assert [(each.direction.value, each.aspect, each.message.zh, each.message.en) for each in found] == expected


@pytest.mark.parametrize(("old", "new", "expected"), EDITS, ids=[f"{number}" for number in range(len(EDITS))])
def test_going_back_is_the_opposite(old, new, expected):
    back = changes_between(read(edited((old, new))), read(PLAN))

    there = Counter((opposite(Direction(direction)), aspect) for direction, aspect, _, _ in expected)
    assert Counter((each.direction, each.aspect) for each in back) == there


def test_a_plan_does_not_differ_from_itself():
    assert said(PLAN, PLAN) == []


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_no_published_plan_differs_from_itself(path):
    file = read_file(str(path))

    assert changes_between(parse_plan(file).plan, parse_plan(file).plan) == ()


@pytest.mark.parametrize("one", PLANS, ids=lambda path: path.stem)
@pytest.mark.parametrize("other", PLANS, ids=lambda path: path.stem)
def test_whatever_differs_is_the_opposite_backwards(one, other):
    """The plans of other years and cities share little: everything comes and goes."""
    old, new = (parse_plan(read_file(str(path))).plan for path in (one, other))

    there, back = changes_between(old, new), changes_between(new, old)

    assert Counter((opposite(each.direction), each.aspect) for each in there) == Counter(
        (each.direction, each.aspect) for each in back
    )


SPELLINGS = [
    ("target: 1300", "target: 1,300张  # as published"),
    ("target: 1300", "target: 0.13万"),
    ('"<= 3"', "不超过3家"),
    ("30%..40%", "30%—40%"),
    ("by: 6月底\n  rate", "by: 2025-06-30\n  rate"),
    ("{甲区: 600, 乙区: 400, 丙区: 300}", "{丙区: 300, 乙区: 四百, 甲区: 600}"),
    ("    kind: count\n    unit: 张\n", "    unit: 张\n    kind: count\n"),
    ("follows: upper/homes", "follows: upper/homes  # see there"),
    ("within: beds", "within: example/beds"),
    ("{beds.甲区: 1, beds.乙区: -1}", "{beds.乙区: -1, example/beds.甲区: 1}"),
    ('{target: ">= 2", per: town}', "{per: town, target: 2场以上}"),
    ("{lead: [民政局], support: [财政局]}", "{support: [财政局], lead: [民政局]}"),
]


@given(chosen=st.lists(st.sampled_from(SPELLINGS), unique_by=lambda each: each[0]))
def test_spelling_order_and_comments_are_no_difference(chosen):
    assert said(PLAN, edited(*chosen)) == []


KNOWN_BY = frozenset({"by: 3月底", "zh: 选址, en: Siting"})
"""All by which one of the steps is known again; where both change, it is another step."""


def separate(edits):
    """Whether no edit undoes the place of another, or takes away what the other is known again by."""
    if {old for old, _, _ in edits} >= KNOWN_BY:
        return False
    text = PLAN
    for old, _, _ in edits:
        if old not in text:
            return False
        text = text.replace(old, "")
    return True


ALONE = [
    each
    for each in EDITS
    if not each[0].startswith(
        ("period", "    kind", "unit", "kind", "    split", "waivers", "changes", ", 丙区", "    each")
    )
]


@given(chosen=st.lists(st.sampled_from(ALONE), min_size=1, max_size=5, unique_by=lambda each: each[0]).filter(separate))
def test_every_edit_is_told_and_nothing_else(chosen):
    text = PLAN
    for old, new, _ in chosen:
        if text.count(old) != PLAN.count(old):  # another edit wrote the same
            return
        text = text.replace(old, new)

    found = changes_between(read(PLAN), read(text))

    expected = Counter((direction, aspect) for *_, told in chosen for direction, aspect, _, _ in told)
    assert Counter((each.direction.value, each.aspect) for each in found) == expected


def test_a_step_with_other_words_and_another_day_is_another_step():
    assert said(PLAN, edited(("by: 3月底", "by: 4月底"), ("zh: 选址, en: Siting", "zh: 定址, en: Settling"))) == [
        ("stronger", 'the step "Settling" (4月底) is added'),
        ("weaker", 'the step "Siting" (3月底) is dropped'),
    ]


targets = st.integers(0, 10**7)


@given(
    old=targets,
    new=targets,
    bound=st.sampled_from(["=", ">=", "<="]),
    kind=st.sampled_from(["count", "stock", "amount"]),
)
def test_the_direction_of_a_target(old, new, bound, kind):
    """More is stronger, but for a cap; the gap is exact."""
    texts = [
        f'{{civtarget: 1, id: p, title: 甲, period: 2025, indicators: {{a: {{name: 甲, kind: {kind}, target: "{bound} {n}"}}}}}}'
        for n in (old, new)
    ]

    found = changes_between(read(texts[0]), read(texts[1]))

    if old == new:
        assert found == ()
        return
    (change,) = found
    assert (change.direction is Direction.STRONGER) == ((new > old) != (bound == "<="))
    assert change.gap == new - old


def test_an_indicator_is_known_by_its_name():
    renamed = PLAN.replace("  beds:\n", "  care-beds:\n").replace("within: beds", "within: care-beds")
    renamed = renamed.replace("beds.甲区", "care-beds.甲区").replace("beds.乙区", "care-beds.乙区")
    renamed = renamed.replace("indicator: beds", "indicator: care-beds").replace("target: 1300", "target: 1200")

    assert said(PLAN, renamed) == [
        ("neutral", "the identifier changes from beds to care-beds"),
        ("weaker", "the target is lowered from 1,300 to 1,200: 100 less"),
    ]


def test_an_indicator_is_known_by_its_content():
    renamed = edited(
        (
            "  standard:\n    name: {zh: 低保标准, en: Minimum standard}",
            "  low:\n    name: {zh: 最低标准, en: Lowest standard}",
        ),
        ("× standard", "× low"),
    )

    assert said(PLAN, renamed) == [
        ("neutral", "the identifier changes from standard to low"),
        ("neutral", 'the name changes from "Minimum standard" to "Lowest standard"'),
    ]


def test_another_name_and_another_target_is_another_indicator():
    assert said(
        PLAN, edited(("  events:\n    name: {zh: 活动, en: Events}", "  fairs:\n    name: 集市"), ('">= 2"', '">= 9"'))
    ) == [
        ("stronger", "the indicator is added"),
        ("weaker", "the indicator is dropped"),
    ]


def test_a_district_is_known_by_its_code():
    assert said(PLAN, PLAN.replace("甲区", "北区").replace("600", "500")) == [
        ("neutral", "the district 甲区 is now called 北区"),
        ("weaker", "the share of 北区 is lowered from 600 to 500: 100 less"),
    ]


def test_a_district_is_known_by_an_alias():
    assert said(PLAN, PLAN.replace("丙区", "西区").replace("{en: West}", "{en: West, aliases: [丙区]}")) == [
        ("neutral", "the district 丙区 is now called 西区"),
        ("neutral", "the list of aliases of 西区 is added: 丙区"),
    ]


def test_an_office_is_known_by_an_alias():
    renamed = PLAN.replace("民政局", "民政部").replace(
        "{en: Civil Affairs Bureau}", "{en: Civil Affairs Bureau, aliases: [民政局]}"
    )

    assert said(PLAN, renamed) == [
        ("neutral", "the office 民政局 is now called 民政部"),
        ("neutral", "the list of aliases of 民政部 is added: 民政局"),
    ]


@pytest.mark.parametrize(("number", "expected"), [(20, {"neutral"}), (21, {"stronger", "weaker"})])
def test_of_many_indicators_that_are_much_alike_none_is_known_by_its_content(number, expected):
    """They have one kind, unit and target; what each became is told apart by its deadline."""

    def plan(prefix):
        head = "civtarget: 1\nid: p\ntitle: 甲\nperiod: 2021..2025\nindicators:\n"
        return head + "".join(
            f"  {prefix}-{n}: {{name: {prefix}{n}, kind: count, target: 5, by: {2021 + n // 12}-{n % 12 + 1:02}}}\n"
            for n in range(number)
        )

    assert {direction for direction, _ in said(plan("old"), plan("new"))} == expected


@pytest.mark.parametrize(
    ("commitment", "zh", "en"),
    [
        ("expected", "预计", "expected"),
        ("application", "申报", "application"),
        ("direction", "方向", "direction"),
        ("on-demand", "按需", "on demand"),
    ],
)
def test_what_is_less_than_a_promise(commitment, zh, en):
    text = edited(("    coverage: true\n", f"    coverage: true\n    commitment: {commitment}\n"))

    (change,) = changes_between(read(PLAN), read(text))

    assert change.message.zh == f"承诺程度由 承诺 改为 {zh}"
    assert change.message.en == f"the commitment changes from promise to {en}"


def test_a_share_that_cannot_be_read_is_one_of_its_district():
    (change,) = changes_between(read(PLAN), read(edited(("乙区: 400,", "乙区: 很多,"))))

    assert (change.aspect, change.indicator, change.district) == ("split", "beds", "乙区")


def test_a_step_without_offices_is_its_indicators():
    own = "by: 3月底, offices: [民政局]}"
    assert said(PLAN, edited(("by: 3月底}", own))) == []
    assert said(PLAN, edited(("by: 3月底}", own.replace("民政局", "财政局")))) == [
        ("stronger", 'the office 财政局 of the step "Siting" is added'),
        ("weaker", 'the office 民政局 of the step "Siting" is taken out'),
    ]


def test_the_end_of_june_is_the_same_in_the_plan_of_next_year():
    assert said(
        PLAN,
        PLAN.replace("period: 2025", "period: 2026")
        .replace("id: example", "id: next")
        .replace("by: 6月底", "by: 2026-06-30"),
    ) == [
        ("neutral", "the plan's ID changes from example to next"),
        ("neutral", "the period changes from 2025 to 2026"),
    ]


def test_what_cannot_be_read_on_both_sides_is_unchecked_too():
    broken = edited(("target: 1300", "target: 很多"))

    assert [direction for direction, _ in said(broken, broken)] == ["unchecked"]


def test_a_section_that_cannot_be_read_is_one_line():
    text = PLAN[: PLAN.index("indicators:")] + "indicators: none of them\n" + PLAN[PLAN.index("constraints:") :]

    assert said(PLAN, text) == [("unchecked", "indicators of the new plan could not be read and was not compared")]


def test_a_misspelt_key_is_no_silence():
    old, new = (
        parse_plan(File("plan.yaml", text, "")) for text in (PLAN, edited(("unit: 家\n", "unit: 家\n    bogus: 1\n")))
    )

    faults = Both(*([(each.path, each.message) for each in file.faults] for file in (old, new)))
    (told,) = unread_changes(changes_between(old.plan, new.plan), faults)

    assert told.direction is Direction.UNCHECKED
    assert told.message.en.startswith('the new plan could not be read in full: no key is called "bogus"')


TABLES = {
    model.Plan: PLAN_ASPECTS,
    model.Indicator: INDICATOR_ASPECTS,
    model.Step: STEP_ASPECTS,
    model.Each: EACH_ASPECTS,
    model.District: DISTRICT_ASPECTS,
    model.Body: BODY_ASPECTS,
    model.Source: SOURCE_ASPECTS,
    model.Weights: WEIGHTS_ASPECTS,
    model.Constraint: CONSTRAINT_ASPECTS,
    model.Waiver: WAIVER_ASPECTS,
    model.Amendment: AMENDMENT_ASPECTS,
}
EDITS_OF_KEYS = {
    model.Name: {"zh": ("zh: 床位", "zh: 养老床位"), "en": ("en: Beds", "en: Family beds")},
    model.Offices: {
        "responsible": ("{lead: [民政局], support", "{lead: [民政局], responsible: [教育局], support"),
        "lead": ("{lead: [民政局], support", "{lead: [教育局], support"),
        "support": ("support: [财政局]", "support: [教育局]"),
    },
    model.Ratio: {"part": ("{whole: 108}", "{part: 50, whole: 108}"), "whole": ("whole: 108", "whole: 109")},
    model.Baseline: {"period": ("period: 2024", "period: 2023"), "value": ("value: 25%", "value: 26%")},
    model.Gap: {"to": ("to: rate", "to: beds"), "trend": ("trend: narrow", "trend: widen")},
}
"""For each key of the records that are compared as a whole, an edit of it."""


def test_every_record_of_the_format_is_compared():
    assert {*TABLES, *EDITS_OF_KEYS} == set(FIELDS)


@pytest.mark.parametrize("record", [*TABLES, *EDITS_OF_KEYS])
def test_no_key_of_the_format_is_left_out(record):
    compared = TABLES.get(record) or EDITS_OF_KEYS[record]

    assert set(compared) == {each.name for each in fields(record)}


@pytest.mark.parametrize(
    "edit", [pytest.param(edit, id=key) for edits in EDITS_OF_KEYS.values() for key, edit in edits.items()]
)
def test_every_key_of_what_is_compared_as_a_whole_is_told(edit):
    assert said(PLAN, edited(edit)) != []


SMALL = """\
civtarget: 1
id: example
title: {zh: 示例, en: Example}
period: PERIOD
districts: {甲区: {en: North}, 乙区: {en: South}}
indicators:
  beds:
    name: {zh: 床位, en: Beds}
    kind: count
    unit: 张
    target: 300
REST"""
UNKNOWN = "whether that is weaker cannot be told"


def small(rest="", period="2025"):
    return SMALL.replace("PERIOD", period).replace("REST", "".join(f"    {line}\n" for line in rest.splitlines()))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("", "by: 年底", [], id="the end of the period is its end"),
        pytest.param("start: 1月", "", [], id="and its start its start"),
        pytest.param("", "by: 2025-12-31", [], id="in figures"),
        pytest.param(
            "",
            "by: 6月底",
            [("stronger", "the deadline is brought forward from the end of the period to 6月底: 184 days earlier")],
            id="a deadline",
        ),
        pytest.param(
            "",
            "start: 12月",
            [("weaker", "the start is put off from the start of the period to 12月: 334 days later")],
            id="a start",
        ),
        pytest.param(
            "steps: [{do: {zh: 选址, en: Siting}, by: 6月底}]",
            "steps: [{do: {zh: 选址, en: Siting}, by: 6月底, start: 3月}]",
            [("neutral", 'the start of the step "Siting" is added: 3月')],
            id="the start of a step",
        ),
        pytest.param(
            "of: {part: 3, whole: 100}",
            "",
            [("weaker", "the numerator is dropped: it was 3"), ("weaker", "the denominator is dropped: it was 100")],
            id="what it is the share of",
        ),
        pytest.param(
            "commitment: expected",
            "commitment: direction",
            [("unchecked", f"the commitment changes from expected to direction: {UNKNOWN}")],
            id="another commitment",
        ),
        pytest.param(
            "each: {target: 3, only: {zh: 城区, en: Urban}}",
            "each: {target: 3, only: {zh: 示范区, en: Model}}",
            [("unchecked", f'the restriction changes from "Urban" to "Model": {UNKNOWN}')],
            id="another restriction",
        ),
        pytest.param(
            "reported: in-period",
            "reported: plan-to-date",
            [("unchecked", f"the way of reporting changes from in-period to plan-to-date: {UNKNOWN}")],
            id="another way of reporting",
        ),
        pytest.param(
            "split: {甲区: 120, 乙区: 180}",
            "split: {甲区: 0, 乙区: 300}",
            [
                ("weaker", "the share of 甲区 is lowered from 120 to 0: 120 less"),
                ("stronger", "the share of 乙区 is raised from 180 to 300: 120 more"),
            ],
            id="a share that moves away whole",
        ),
        pytest.param(
            "split: {甲区: 100, 乙区: 100, 丙区: 约100}",
            "split: {甲区: 90, 乙区: 110, 丙区: 约100}",
            [
                (
                    "neutral",
                    "shares move between districts and add up to the same: 甲区 from 100 to 90 (10 less), 乙区 from 100 to 110 (10 more)",
                )
            ],
            id="shares that move beside one that is approximate",
        ),
        pytest.param("steps: [{by: 6月底, target: 50%}]", "steps: [{by: 6月底, target: 150}]", [], id="half of 300"),
        pytest.param(
            "steps: [{by: 6月底, target: 50%}]",
            "steps: [{by: 6月底, target: 100}]",
            [("weaker", "the target of the step 1 is lowered from 150 to 100: 50 less")],
            id="less than half",
        ),
        pytest.param(
            "by: 2月28日",
            "by: 2月底",
            [],
            id="the end of February in a year without a 29th",
        ),
        pytest.param(
            "steps: [{do: {zh: 验收, en: Accept}, by: 6月底}, {do: {zh: 验收, en: Accept}, by: 年底}]",
            "steps: [{do: {zh: 验收, en: Accept}, by: 年底}]",
            [("weaker", 'the step "Accept" (6月底) is dropped')],
            id="the first of two steps alike",
        ),
    ],
)
def test_what_is_implied_what_cannot_be_told_and_what_is_alike(old, new, expected):
    assert said(small(old), small(new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(("by: 2024-06-30", "2021..2025"), ("by: 2024-06-30", "2020..2025"), [], id="earlier"),
        pytest.param(
            ("by: 2024-06-30", "2021..2025"),
            ("by: 2025-06-30", "2022..2025"),
            [("weaker", "the deadline is put off from 2024-06-30 to 2025-06-30: 365 days later")],
            id="a day with its year",
        ),
        pytest.param(("by: 6月底", "2025"), ("by: 6月底", "2026"), [], id="goes with the period"),
        pytest.param(
            ("by: 2月28日", "2024"),
            ("by: 2月底", "2024"),
            [("weaker", "the deadline is put off from 2月28日 to 2月底: 1 day later")],
            id="in a leap year",
        ),
        pytest.param(("by: 2月底", "2024"), ("by: 2024-02-29", "2024"), [], id="the last day of it"),
        pytest.param(
            ("by: 6月底", "2025"),
            ("by: 9月底", "2026"),
            [("weaker", "the deadline is put off from 6月底 to 9月底: 92 days later")],
            id="moves in the period",
        ),
        pytest.param(
            ("by: 2025-06-30", "2025"),
            ("by: 6月底", "2026"),
            [("weaker", "the deadline is put off from 2025-06-30 to 6月底: 365 days later")],
            id="with a year and without",
        ),
    ],
)
def test_days_within_one_plan_whose_period_changes(old, new, expected):
    found = said(small(*old), small(*new))

    assert [each for each in found if "the period changes" not in each[1]] == expected


CONSTRAINTS = """\
constraints:
  - {sum: {beds: 1}, at_least: 100, message: {zh: 太少, en: too few}}
  - {sum: {beds: 1}, at_most: 900, message: {zh: 太多, en: too many}}
  - {sum: {beds: 1}, equals: 300, message: {zh: 不等, en: not equal}}
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("1}, equals: 300",
            "1}, equals: 200",
            [
                (
                    "unchecked",
                    f'the number to equal of the constraint "not equal" is lowered from 300 to 200: 100 less: {UNKNOWN}',
                )
            ],
        ),
        (
            "constraints:\n",
            "constraints:\n  - {sum: {beds: 1}, at_least: 5, message: {zh: 更少, en: fewer}}\n",
            [("stronger", 'the constraint is added: "fewer"')],
        ),
    ],
)  # fmt: skip
def test_constraints_of_one_sum(old, new, expected):
    found = said(small() + CONSTRAINTS, small() + CONSTRAINTS.replace(old, new))

    assert found == expected


def test_lists_in_another_order_are_the_same():
    lines = CONSTRAINTS.splitlines(keepends=True)
    waivers = [f"  - {{rule: district-sum, reason: {reason}, until: 2025-12-31}}\n" for reason in ("甲", "乙")]

    assert said(small() + CONSTRAINTS, small() + "".join([lines[0], *reversed(lines[1:])])) == []
    assert said(small() + "waivers:\n" + "".join(waivers), small() + "waivers:\n" + "".join(reversed(waivers))) == []


def test_the_end_of_february_is_one_day_in_the_plans_of_two_years():
    def plan(year, day):
        return small(f"start: {day}\nby: {day}", year).replace("id: example", f"id: plan-{year}")

    for years in (("2023", "2024"), ("2024", "2025")):
        found = said(*(plan(year, "2月底") for year in years))
        assert [text for _, text in found if "start" in text or "deadline" in text] == []


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        ("2025", "2026", "weaker"),
        ("2021..2025", "2023..2025", "weaker"),
        ("2021..2025", "2020..2025", "stronger"),
        ("2021..2025", "2021..2024", "stronger"),
        ("2021..2025", "2020..2026", "weaker"),
    ],
)
def test_a_period_that_ends_or_begins_later_is_weaker(old, new, direction):
    assert said(small(period=old), small(period=new)) == [(direction, f"the period changes from {old} to {new}")]


def test_versions_of_one_plan_stay_so_under_another_identifier():
    old, new = (read(small("by: 2025-06-30", period)) for period in ("2025", "2026"))
    other = read(small("by: 2026-06-30", "2026").replace("id: example", "id: other"))

    same_plan = replace(renamed_between(old, other), is_one_plan=True)
    found = {each.aspect: each.direction.value for each in changes_between(old, other, same_plan)}
    assert found == {"id": "neutral", "period": "weaker", "by": "weaker"}
    assert {each.direction.value for each in changes_between(old, other)} == {"neutral"}
    assert [each.aspect for each in changes_between(old, new)] == ["period"]
