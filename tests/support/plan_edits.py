"""A plan, and edits of it with whole messages: what became of each key of the format."""

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
                "the share of South is lowered from 400 to 380: 20 less",
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
                "shares move between districts and add up to the same: North from 600 to 550 (50 less), South from 400 to 450 (50 more)",
            ),
        ],
    ),
    (
        "乙区: 400,",
        "乙区: ,",
        [
            ("weaker", "split", "乙区的份额由 400张 改为 空白", "the share of South changes from 400 to blank"),
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
                "the share of South changes from 400 to -- (no part)",
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
                "shares move between districts and add up to the same: South from 400 to 450 (50 more), West from 300 to 250 (50 less)",
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
                "the share of South is raised from 400 to 700: 300 more",
            ),
            (
                "weaker",
                "split",
                "丙区的份额由 300张 改为 没有列出",
                "the share of West changes from 300 to not listed",
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
            ("weaker", "offices", "责任单位去掉 财政局", "the office Finance Bureau is taken out"),
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
                "the role of Civil Affairs Bureau changes from lead to support",
            ),
            (
                "stronger",
                "offices",
                "责任单位 财政局 由 配合 改为 牵头",
                "the role of Finance Bureau changes from support to lead",
            ),
        ],
    ),
    (
        "responsible: [民政局]\nreport",
        "responsible: [民政局, 财政局]\nreport",
        [
            ("stronger", "responsible", "全规划的责任单位增加 财政局", "the plan's office Finance Bureau is added"),
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
            ("weaker", "districts", "承担任务的辖区去掉 乙区", "the district South is taken out"),
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
                "the role of South changes from support to lead",
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
                "the role of North changes from lead to responsible",
            ),
            (
                "stronger",
                "districts",
                "承担任务的辖区 乙区 由 配合 改为 责任单位",
                "the role of South changes from support to responsible",
            ),
            ("stronger", "districts", "承担任务的辖区增加 丙区", "the district West is added"),
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
            ("weaker", "districts", "取消辖市区 丙区", "the district West is dropped"),
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
