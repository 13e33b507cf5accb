"""
What each key of a plan is called, means and looks like, in both languages: what an editor shows of it.

A key of the file is a field of `civtarget.model`; its words stand here under the same class and the same name, in the
same order. The tests hold that nothing is missing or left over, and that every example is read where it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from civtarget.language import Text
from civtarget.model import plan as model


@dataclass(frozen=True, slots=True)
class KeyDoc:
    """What a key or a record is called (`name`) and means, and how its value may be written, so far as it is text."""

    name: Text
    meaning: Text
    examples: tuple[str, ...] = ()


def _words(zh: str, en: str, zh_meaning: str, en_meaning: str, *examples: str) -> KeyDoc:
    return KeyDoc(Text(zh, en), Text(zh_meaning, en_meaning), examples)


_ZH = _words("中文名", "Chinese name", "简短的中文名称。", "A short name in Chinese.")
_EN = _words("英文名", "English name", "简短的英文名称，可以暂缺。", "A short name in English; it may come later.")
_ALIASES = _words(
    "别名", "aliases", "报送表中可能出现的其他叫法。", "Other names that reports may use.", "[溧阳, 溧阳市民政局]"
)
_PERIOD_OF_BASELINE = _words("年份", "period", "基数是哪一年（或哪几年）的。", "The year or years it is of.", "2020")
_START = _words(
    "开始",
    "start",
    "从何时起：月、旬、季度或日期。",
    "From when on: a month, a third of one, a quarter or a day.",
    "3月",
    "5月中旬",
    "2025-03-01",
)
_BY = _words(
    "时限",
    "by",
    "最迟何时完成；“6月前”指 5 月底前。规划期跨年时写明年份。",
    "By when; 6月前 ends with 31 May. Over several years, name the year.",
    "3月底",
    "三季度",
    "2025-03-31",
)
_EVERY = _words("周期", "every", "多久做一次或报一次。", "How often it is due again.")
_DISTRICTS_WITH_A_DUTY = _words(
    "承担地区",
    "districts",
    "哪些辖市区要做：all、列表，或各自的角色 {武进区: lead}。",
    "Who has to do it: all, a list, or each with its role, {武进区: lead}.",
    "all",
    "[溧阳市, 金坛区]",
    "{武进区: lead, 钟楼区: support}",
)
_OFFICES_OF = _words(
    "责任单位",
    "offices",
    "列表；分牵头和配合时写 {lead: […], support: […]}。",
    "A list, or {lead: […], support: […]} where roles are stated.",
    "[市民政局]",
    "{lead: [市民政局], support: [市财政局]}",
)

FIELDS: Mapping[type, Mapping[str, KeyDoc]] = {
    model.Name: {"zh": _ZH, "en": _EN},
    model.District: {
        "code": _words(
            "行政区划代码",
            "division code",
            "六位代码，要加引号。没有代码的功能区不写。",
            "Six digits in quotes. Zones that have no code leave it out.",
            '"320481"',
        ),
        "en": _EN,
        "aliases": _ALIASES,
    },
    model.Body: {"en": _EN, "aliases": _ALIASES},
    model.Source: {
        "document": _words("文件", "document", "来源文件的名称或文件名。", "The name of the document or its file."),
        "published": _words("公布日期", "published", "文件公布的日期。", "The day it was published.", "2025-03-21"),
        "numbering": _words(
            "序号含义", "numbering", "指标的 item 数的是文件中的什么。", "What `item` counts in the document.", "行次"
        ),
    },
    model.Offices: {
        "responsible": _words(
            "责任单位", "responsible", "文件没有分牵头和配合时。", "Where the document states no roles."
        ),
        "lead": _words("牵头单位", "lead", "牵头的单位。", "The offices that lead."),
        "support": _words("配合单位", "support", "配合的单位。", "The offices that support."),
    },
    model.Each: {
        "target": _words(
            "每个的目标", "target for each", "每一个都要达到的数。", "What each one has to come to.", "≥ 1", "1个"
        ),
        "per": _words("按什么计", "per", "每个什么；不写即每个辖市区。", "Each of what; a district, if not said."),
        "only": _words("仅限", "only", "只对其中哪些适用，用文字写。", "Which of them it holds for, in words."),
    },
    model.Ratio: {
        "part": _words(
            "分子",
            "part",
            "分子：指标标识，或文件写明的数。",
            "An indicator, or a number that is stated.",
            "graded-homes",
        ),
        "whole": _words(
            "分母",
            "whole",
            "分母：指标标识，或文件写明的数。",
            "An indicator, or a number that is stated.",
            "care-homes",
        ),
    },
    model.Baseline: {
        "period": _PERIOD_OF_BASELINE,
        "value": _words("数值", "value", "当时达到的数。", "What it came to then.", "119家", "83.2%"),
    },
    model.Gap: {
        "to": _words("与谁比", "to", "另一指标的标识。", "The other indicator.", "institution-orphan-standard"),
        "trend": _words("方向", "trend", "差距应缩小还是扩大。", "Whether the gap is to narrow or to widen."),
    },
    model.Constraint: {
        "sum": _words(
            "各项之和",
            "sum",
            "各项乘系数后相加：{指标或指标.辖市区: 系数}，系数如 1、-1、0.5；至少一项。",
            "Terms by their factors: {indicator or indicator.district: factor}; at least one.",
            "{meal-points.乙区: 1, meal-points.甲区: -1}",
        ),
        "message": _words("说明", "message", "不成立时显示的话。", "What is said where it does not hold."),
        "at_least": _words("至少", "at least", "下限：一个数或引用。", "A number or a reference.", "0", "meal-points"),
        "at_most": _words(
            "至多", "at most", "上限：一个数或引用。", "A number or a reference.", "100", "care-beds.甲区"
        ),
        "equals": _words("等于", "equals", "应等于：一个数或引用。", "A number or a reference.", "300", "care-beds"),
    },
    model.Step: {
        "do": _words("事项", "do", "这一步做什么，用自己的话简短写。", "What is to be done, in short."),
        "start": _START,
        "by": _BY,
        "every": _EVERY,
        "target": _words(
            "阶段目标",
            "target",
            "到时应达到的数；能相加的指标写 % 即占总目标的比例。",
            "What is due by then; a % of an indicator that adds up is a share of its target.",
            "150张",
            "30%",
            "≥ 80%",
        ),
        "districts": _DISTRICTS_WITH_A_DUTY,
        "offices": _OFFICES_OF,
    },
    model.Indicator: {
        "name": _words(
            "名称",
            "name",
            "简短名称，不照抄文件整句。",
            "A short name in your own words.",
            "家庭养老床位",
            "{zh: 家庭养老床位, en: Family care beds}",
        ),
        "kind": _words(
            "类型", "kind", "是哪一类数；决定能否相加。", "What sort of number it is: this decides what may be added."
        ),
        "item": _words(
            "序号", "item", "在来源文件中的序号，要加引号。", "Its place in the source, in quotes.", '"2.1"'
        ),
        "unit": _words(
            "计量单位",
            "unit",
            "基本单位，不带“万”；比率不写即 %。",
            "The base unit, without 万; a rate's is % unless you say otherwise.",
            "张",
            "人次",
            "元/人/月",
        ),
        "offices": _OFFICES_OF,
        "target": _words(
            "目标",
            "target",
            "全域目标：4万、≥ 92%、不超过3个、30%..40%，或另一指标的倍数：≥ 1.3 × 标识（上年：× previous 标识）。",
            "For the whole area: a number, a bound, a range, or a multiple of another indicator (previous: last year).",
            "4万人次",
            "≥ 92%",
            "≥ 1.3 × minimum-living-standard",
        ),
        "baselines": _words(
            "基数",
            "baselines",
            "以前年度的数，是事实不是目标。",
            "What it came to before the plan: facts, no targets.",
            "[{period: 2020, value: 119家}]",
        ),
        "baseline": _words(
            "基数所在", "baseline", "基数写在哪个指标。", "The indicator that has the baselines.", "2021-2025-city/beds"
        ),
        "split": _words(
            "分解",
            "split",
            "{辖市区: 份额}；-- 不适用，留空是尚未确定。",
            "{district: share}; -- takes no part, blank is still open.",
            "{溧阳市: 120, 金坛区: ≥ 20, 新北区: --}",
        ),
        "partial": _words(
            "部分分解", "partial", "true：有意只分给部分辖市区。", "true: the split leaves districts out on purpose."
        ),
        "each": _words(
            "每个至少",
            "each",
            "每个辖市区（镇、社区……）各自要达到的数。",
            "What each district, town, community… has to reach by itself.",
            "≥ 1",
            "{target: ≥ 1, per: community}",
        ),
        "of": _words(
            "比率构成",
            "of",
            "比率的分子和分母，可以只写一个。",
            "The part and the whole of a rate, or one of them.",
            "{part: graded-homes, whole: care-homes}",
        ),
        "within": _words(
            "属于（其中）", "within", "是哪个指标的其中数。", "The indicator that this one is a subset of.", "care-beds"
        ),
        "follows": _words(
            "落实上位规划",
            "follows",
            "落实哪份规划的哪个指标：规划/指标。",
            "What it carries out of a higher plan: plan/indicator.",
            "2021-2025-changzhou/home-retrofits",
        ),
        "splits_from": _words(
            "分解自",
            "splits_from",
            "目标是上级分解给本地的哪个份额：规划/指标.辖市区。",
            "The share of a higher plan that its target is: plan/indicator.district.",
            "2025-changzhou/meal-points.武进区",
        ),
        "same_as": _words(
            "同一个数",
            "same_as",
            "与哪里写的是同一个数。",
            "What states the same figure.",
            "2025-changzhou/meal-points",
        ),
        "gap": _words(
            "差距",
            "gap",
            "与另一指标的差距，及应缩小还是扩大。",
            "How far it is from another indicator, and which way that is to move.",
            "{to: institution-orphan-standard, trend: narrow}",
        ),
        "districts": _DISTRICTS_WITH_A_DUTY,
        "coverage": _words(
            "应保尽保",
            "coverage",
            "true：要覆盖所有符合条件的人，文件没有写数。",
            "true: everyone entitled is to be reached, without a figure.",
        ),
        "every": _EVERY,
        "commitment": _words(
            "承诺程度", "commitment", "不是直接承诺时才写。", "How firm it is, where it is not simply promised."
        ),
        "assigned_by": _words("下达单位", "assigned_by", "任务数由谁下达。", "Who set the figure.", "省民政厅"),
        "steps": _words(
            "步骤",
            "steps",
            "按时间排列的步骤或阶段目标。",
            "Steps or targets on the way, in order.",
            "[{by: 6月底, target: 60%}, {do: 验收, by: 年底}]",
        ),
        "start": _START,
        "by": _BY,
        "pace": _words("进度", "pace", "时限之前按什么进度计。", "How it falls due before its deadline."),
        "reported": _words(
            "报送口径",
            "reported",
            "报送的数从何时起累计。",
            "What reported values count from; year-to-date, if not said.",
        ),
        "note": _words("备注", "note", "给读规划的人的说明。", "A note for those who read the plan."),
    },
    model.Weights: {
        "name": _words("名称", "name", "权重的名称，如 60 岁以上人口。", "What is weighed by, such as people over 60."),
        "values": _words(
            "各地数值", "values", "{辖市区: 数}。", "{district: number}.", "{溧阳市: 20.5万, 金坛区: 15.1万}"
        ),
        "unit": _words("计量单位", "unit", "各数的单位。", "The unit of the numbers.", "人"),
        "source": _words("来源", "source", "数从哪里来。", "Where the numbers are from."),
    },
    model.Waiver: {
        "rule": _words("规则", "rule", "放过哪条规则。", "The rule that is waived.", "district-sum"),
        "reason": _words("理由", "reason", "为什么可以放过。", "Why it is accepted."),
        "until": _words(
            "有效期至", "until", "此日之后重新报告。", "After this day it is reported again.", "2025-12-31"
        ),
        "indicator": _words("指标", "indicator", "只对这个指标。", "Only for this indicator.", "care-beds"),
        "district": _words("辖市区", "district", "只对这个辖市区。", "Only for this district.", "溧阳市"),
    },
    model.ChangeNote: {
        "what": _words(
            "改了什么",
            "what",
            "指标、指标的某一部分或规划的某一部分。",
            "An indicator, a part of one, or a part of the plan.",
            "care-beds.target",
            "care-beds.溧阳市",
            "districts.溧阳市",
        ),
        "why": _words("为什么改", "why", "改动的缘由。", "The reason of the change."),
        "decision": _words("依据", "decision", "依据哪一项决定。", "The decision by which it was changed."),
    },
    model.Plan: {
        "civtarget": _words("格式版本", "format version", "规划格式的版本，现为 1。", "The plan format: 1.", "1"),
        "id": _words(
            "规划标识",
            "plan ID",
            "小写字母、数字和连字符；其他规划用它引用本规划。",
            "a-z, 0-9 and dashes; other plans refer to it by this.",
            "2025-changzhou",
        ),
        "title": _words(
            "标题", "title", "规划的简短标题。", "A short title.", "{zh: 2025年要点, en: Work points 2025}"
        ),
        "period": _words(
            "规划期", "period", "一年或起止年份。", "A year, or the first and the last.", "2025", "2021..2025"
        ),
        "indicators": _words("指标", "indicators", "{标识: 指标}。", "{identifier: indicator}."),
        "issuer": _words("发文单位", "issuer", "谁发布的。", "Who issued it.", "常州市民政局"),
        "source": _words("来源", "source", "所依据的文件。", "The published document."),
        "districts": _words(
            "辖市区",
            "districts",
            "任务分解到的地区；没有更多信息时写 {}。",
            "The units that the plan allocates to; {} where there is no more to say.",
            '{溧阳市: {code: "320481", en: Liyang}}',
        ),
        "parties": _words(
            "其他承担方",
            "parties",
            "分任务但不是辖市区的，如市本级。",
            "Who takes a share but is no district, such as the city level.",
            "{市本级: {en: City level}}",
        ),
        "offices": _words(
            "部门",
            "offices",
            "规划中出现的部门。",
            "The offices that the plan names.",
            "{市民政局: {en: Civil Affairs}}",
        ),
        "responsible": _words(
            "默认责任单位",
            "responsible",
            "指标没有写责任单位时由谁负责。",
            "Who answers for indicators that name no office.",
            "[市民政局]",
        ),
        "report_due": _words(
            "报送日", "report_due", "每期数最迟何时报。", "By when a period is to be reported.", "次月20日", "当月25日"
        ),
        "same_units": _words(
            "同义单位",
            "same_units",
            "报送时可以互换的单位，一组一个列表。",
            "Units that may stand for each other in reports, a list a group.",
            "[[个, 家]]",
        ),
        "constraints": _words(
            "约束", "constraints", "目标和份额之间要保持的关系。", "Relations that targets and shares are to keep."
        ),
        "weights": _words("权重", "weights", "分解任务用的权重。", "What totals may be split by."),
        "waivers": _words(
            "豁免", "waivers", "有意放过的发现，要写理由和期限。", "Findings accepted on purpose, with reason and end."
        ),
        "changes": _words(
            "调整记录",
            "changes",
            "降低要求的改动：改了什么、为什么、依据什么。",
            "What was made weaker on purpose: what, why, and by which decision.",
        ),
    },
}

RECORDS: Mapping[type, KeyDoc] = {
    model.Name: _words("名称", "name", "中文名，可加英文名。", "A name in Chinese and, if there is one, in English."),
    model.District: _words("辖市区", "district", "规划分解任务的地区。", "A unit that the plan allocates to."),
    model.Body: _words(
        "单位", "office or party", "部门，或不是辖市区的承担方。", "An office, or a party that is no district."
    ),
    model.Source: _words("来源", "source", "所依据的文件。", "The published document."),
    model.Offices: _words("责任单位", "offices", "谁负责、谁牵头、谁配合。", "Who answers, who leads, who supports."),
    model.Each: _words("每个至少", "for each", "每一个各自要达到的数。", "What each one has to reach by itself."),
    model.Ratio: _words("比率构成", "ratio", "分子和分母。", "The part and the whole of a rate."),
    model.Baseline: _words("基数", "baseline", "以前年度的数。", "What it came to before the plan."),
    model.Gap: _words("差距", "gap", "与另一指标的差距。", "How far it is from another indicator."),
    model.Constraint: _words(
        "约束",
        "constraint",
        "各项之和的界限：写 at_least、at_most 或 equals。",
        "A sum and its bound: at_least, at_most or equals.",
    ),
    model.Step: _words("步骤", "step", "要做的事或阶段目标，及时限。", "Something to do or to reach, and by when."),
    model.Indicator: _words("指标", "indicator", "一项要计量或要做的事。", "One thing measured or done."),
    model.Weights: _words("权重", "weights", "每个辖市区一个数。", "A number for each district."),
    model.Waiver: _words("豁免", "waiver", "有意放过的一条发现。", "A finding accepted on purpose."),
    model.ChangeNote: _words("调整", "change", "一次有依据的改动。", "A change that was decided on."),
    model.Plan: _words("规划", "plan", "一份带目标的年度或五年规划。", "A document of targets for a period."),
}

SHARE = _words(
    "份额", "share", "数、-- 或留空：120、≥ 20、--。", "A number, -- (takes no part) or blank: 120, ≥ 20, --."
)
"""What stands at a district in a split."""

VALUES: Mapping[type[StrEnum], Mapping[Any, Text]] = {
    model.Kind: {
        model.Kind.COUNT: Text("数量：可按地区、按期相加", "a number of things; adds up over districts and periods"),
        model.Kind.AMOUNT: Text("金额：可按地区、按期相加", "money; adds up over districts and periods"),
        model.Kind.STOCK: Text("存量：某时点的数，按地区相加", "how many there are at a date; adds up over districts"),
        model.Kind.RATE: Text(
            "比率：不能相加，由分子分母合算", "a share in %; never added, pooled from part and whole"
        ),
        model.Kind.DENSITY: Text("密度：每万人几名等，不能相加", "so many per 10,000 people; never added"),
        model.Kind.STANDARD: Text("标准：每人每月几元等，不能相加", "so many yuan a month; never added"),
        model.Kind.TASK: Text("任务：完成或未完成", "something done or not done"),
    },
    model.Per: {
        model.Per.DISTRICT: Text("每个辖市区", "each district"),
        model.Per.TOWN: Text("每个镇（街道）", "each town or sub-district"),
        model.Per.AREA: Text("每个片区", "each area"),
        model.Per.COMMUNITY: Text("每个社区", "each community"),
        model.Per.INSTITUTION: Text("每家机构", "each institution"),
    },
    model.Role: {
        model.Role.LEAD: Text("牵头", "leads"),
        model.Role.SUPPORT: Text("配合", "supports"),
    },
    model.Recurrence: model.RECURRENCE_NAMES,
    model.Commitment: {
        model.Commitment.EXPECTED: Text("预计，不是承诺", "foreseen, not promised"),
        model.Commitment.APPLICATION: Text("申报、争创：只承诺申请", "the promise is to apply, not to obtain"),
        model.Commitment.DIRECTION: Text("只有方向，没有数", "a direction without a figure"),
        model.Commitment.ON_DEMAND: Text("按需，没有定额", "as much as is asked for, without a quota"),
    },
    model.Reporting: {
        model.Reporting.YEAR_TO_DATE: Text("年初以来累计", "from the start of the year"),
        model.Reporting.PLAN_TO_DATE: Text("规划期初以来累计", "from the start of the plan"),
        model.Reporting.IN_PERIOD: Text("当期数", "of the period alone"),
    },
    model.Pace: {
        model.Pace.MONTHS: Text("按月均分", "evenly by months"),
        model.Pace.DAYS: Text("按日均分", "evenly by days"),
        model.Pace.QUARTERS: Text("按季均分，季末计", "in equal parts at the ends of the quarters"),
        model.Pace.STEPS: Text("按步骤的阶段目标", "by the targets of the steps"),
        model.Pace.NONE: Text("时限之前不计进度", "nothing before the deadline"),
    },
    model.Trend: {
        model.Trend.NARROW: Text("缩小", "is to narrow"),
        model.Trend.WIDEN: Text("扩大", "is to widen"),
    },
}
