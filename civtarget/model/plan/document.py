"""Plans, with the records of all sections but indicators: districts, offices, constraints, weights, waivers."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import ClassVar

from civtarget.language import Text
from civtarget.model.plan.indicator import Indicator, Name
from civtarget.model.plan.record import Comparison, Record, key, record
from civtarget.model.plan.values import Identifier, Operand, Reference, Unit
from civtarget.notation.dates import DueDay, Period
from civtarget.notation.quantity import Quantity

# Keys that several records have.
_EN = partial(
    key,
    Text("英文名", "English name"),
    Text("简短的英文名称，可以暂缺。", "A short name in English; it may come later."),
    comparison=Comparison.EQUALITY,
    label=Text("英文名", "the English name"),
    default=None,
)
_ALIASES = partial(
    key,
    Text("别名", "aliases"),
    Text("报送表中可能出现的其他叫法。", "Other names that reports may use."),
    "[溧阳, 溧阳市民政局]",
    label=Text("别名", "the list of aliases"),
    default=(),
)


@record(Text("辖市区", "district"), Text("规划分解任务的地区。", "A unit that the plan allocates to."))
class District(Record):
    """A reporting unit that the plan allocates to; `code` is its division code (GB/T 2260)."""

    code: str | None = key(
        Text("行政区划代码", "division code"),
        Text(
            "六位代码，要加引号。没有代码的功能区不写。", "Six digits in quotes. Zones that have no code leave it out."
        ),
        '"320481"',
        comparison=Comparison.EQUALITY,
        label=Text("区划代码", "the division code"),
        default=None,
    )
    en: str | None = _EN()
    aliases: tuple[str, ...] = _ALIASES()


@record(
    Text("单位", "office or party"), Text("部门，或不是辖市区的承担方。", "An office, or a party that is no district.")
)
class Body(Record):
    """An office, or a party that takes a share without being a district."""

    en: str | None = _EN()
    aliases: tuple[str, ...] = _ALIASES()


@record(Text("来源", "source"), Text("所依据的文件。", "The published document."))
class Source(Record):
    """The published document of a plan."""

    document: str = key(
        Text("文件", "document"),
        Text("来源文件的名称或文件名。", "The name of the document or its file."),
        comparison=Comparison.EQUALITY,
        label=Text("来源文件", "the source document"),
    )
    published: date | None = key(
        Text("公布日期", "published"),
        Text("文件公布的日期。", "The day it was published."),
        "2025-03-21",
        comparison=Comparison.EQUALITY,
        label=Text("公布日期", "the day of publication"),
        default=None,
    )
    numbering: Name | None = key(
        Text("序号含义", "numbering"),
        Text("指标的 item 数的是文件中的什么。", "What `item` counts in the document."),
        "行次",
        comparison=Comparison.NAME,
        label=Text("编号说明", "the note on numbering"),
        default=None,
    )


@record(
    Text("约束", "constraint"),
    Text("各项之和的界限：写 at_least、at_most 或 equals。", "A sum and its bound: at_least, at_most or equals."),
)
class Constraint(Record):
    """
    A linear relation that the plan is to keep: the `sum` of targets and shares, each times its factor, has a bound.

    `message` is shown where it is not kept.
    """

    BOUNDS: ClassVar[tuple[str, ...]] = ("at_least", "at_most", "equals")

    sum: Mapping[Reference, Quantity] = key(
        Text("各项之和", "sum"),
        Text(
            "各项乘系数后相加：{指标或指标.辖市区: 系数}，系数如 1、-1、0.5；至少一项。",
            "Terms by their factors: {indicator or indicator.district: factor}; at least one.",
        ),
        "{meal-points.乙区: 1, meal-points.甲区: -1}",
        label=Text("算式", "the sum"),
    )
    message: Name = key(
        Text("说明", "message"),
        Text("不成立时显示的话。", "What is said where it does not hold."),
        comparison=Comparison.NAME,
        label=Text("说明", "the message"),
    )
    at_least: Operand | None = key(
        Text("至少", "at least"),
        Text("下限：一个数或引用。", "A number or a reference."),
        "0",
        "meal-points",
        label=Text("下限", "the minimum"),
        default=None,
    )
    at_most: Operand | None = key(
        Text("至多", "at most"),
        Text("上限：一个数或引用。", "A number or a reference."),
        "100",
        "care-beds.甲区",
        label=Text("上限", "the maximum"),
        default=None,
    )
    equals: Operand | None = key(
        Text("等于", "equals"),
        Text("应等于：一个数或引用。", "A number or a reference."),
        "300",
        "care-beds",
        label=Text("应等于的数", "the number to equal"),
        default=None,
    )

    @property
    def bounds(self) -> dict[str, Operand | None]:
        """Every bound that it may have, by its key; at least one of them is stated."""
        return {name: getattr(self, name) for name in self.BOUNDS}


@record(Text("权重", "weights"), Text("每个辖市区一个数。", "A number for each district."))
class Weights(Record):
    """A weight for each district by which totals may be split, such as people aged 60 and over."""

    name: Name = key(
        Text("名称", "name"),
        Text("权重的名称，如 60 岁以上人口。", "What is weighed by, such as people over 60."),
        comparison=Comparison.NAME,
        label=Text("名称", "the name"),
    )
    values: Mapping[str, Quantity] = key(
        Text("各地数值", "values"), Text("{辖市区: 数}。", "{district: number}."), "{溧阳市: 20.5万, 金坛区: 15.1万}"
    )
    unit: Unit | None = key(
        Text("计量单位", "unit"),
        Text("各数的单位。", "The unit of the numbers."),
        "人",
        comparison=Comparison.EQUALITY,
        label=Text("单位", "the unit"),
        default=None,
    )
    source: str | None = key(
        Text("来源", "source"),
        Text("数从哪里来。", "Where the numbers are from."),
        comparison=Comparison.EQUALITY,
        label=Text("来源", "the source"),
        default=None,
    )


@record(Text("豁免", "waiver"), Text("有意放过的一条发现。", "A finding accepted on purpose."))
class Waiver(Record):
    """A finding accepted on purpose until some day: of a rule, on one indicator and district or on all."""

    rule: Identifier = key(
        Text("规则", "rule"),
        Text("放过哪条规则。", "The rule that is waived."),
        "district-sum",
        comparison=Comparison.IDENTITY,
    )
    reason: str = key(
        Text("理由", "reason"),
        Text("为什么可以放过。", "Why it is accepted."),
        comparison=Comparison.EQUALITY,
        label=Text("理由", "the reason"),
    )
    until: date = key(
        Text("有效期至", "until"),
        Text("此日之后重新报告。", "After this day it is reported again."),
        "2025-12-31",
        label=Text("期限", "the end"),
    )
    indicator: Identifier | None = key(
        Text("指标", "indicator"),
        Text("只对这个指标。", "Only for this indicator."),
        "care-beds",
        comparison=Comparison.IDENTITY,
        default=None,
    )
    district: str | None = key(
        Text("辖市区", "district"),
        Text("只对这个辖市区。", "Only for this district."),
        "溧阳市",
        comparison=Comparison.IDENTITY,
        default=None,
    )


@record(Text("调整", "change"), Text("一次有依据的改动。", "A change that was decided on."))
class ChangeNote(Record):
    """
    A change of the plan that was decided on, with its subject (`what`), its reason and the `decision`.

    `what` is an indicator or something in it (`beds`, `beds.target`, `beds.武进区` for a share), or a part of the plan
    (`districts.武进区`, `waivers`). It stays in the plan as a record; what it names may be gone by then.
    """

    what: str = key(
        Text("改了什么", "what"),
        Text("指标、指标的某一部分或规划的某一部分。", "An indicator, a part of one, or a part of the plan."),
        "care-beds.target",
        "care-beds.溧阳市",
        "districts.溧阳市",
        comparison=Comparison.IDENTITY,
    )
    why: str = key(
        Text("为什么改", "why"),
        Text("改动的缘由。", "The reason of the change."),
        comparison=Comparison.EQUALITY,
        label=Text("理由", "the reason"),
    )
    decision: str = key(
        Text("依据", "decision"),
        Text("依据哪一项决定。", "The decision by which it was changed."),
        comparison=Comparison.EQUALITY,
        label=Text("依据", "the decision"),
    )


@record(Text("规划", "plan"), Text("一份带目标的年度或五年规划。", "A document of targets for a period."))
class Plan(Record):
    """
    A document of targets for a period.

    Units in one list of `same_units` count as one unit, in submissions and wherever figures are compared or added up.
    """

    civtarget: int = key(
        Text("格式版本", "format version"),
        Text("规划格式的版本，现为 1。", "The plan format: 1."),
        "1",
        comparison=Comparison.IDENTITY,
    )
    id: Identifier = key(
        Text("规划标识", "plan ID"),
        Text(
            "小写字母、数字和连字符；其他规划用它引用本规划。", "a-z, 0-9 and dashes; other plans refer to it by this."
        ),
        "2025-changzhou",
        comparison=Comparison.EQUALITY,
        label=Text("规划标识", "the plan's ID"),
    )
    title: Name = key(
        Text("标题", "title"),
        Text("规划的简短标题。", "A short title."),
        "{zh: 2025年要点, en: Work points 2025}",
        comparison=Comparison.NAME,
        label=Text("标题", "the title"),
    )
    period: Period = key(
        Text("规划期", "period"),
        Text("一年或起止年份。", "A year, or the first and the last."),
        "2025",
        "2021..2025",
        label=Text("规划期", "the period"),
    )
    indicators: Mapping[Identifier, Indicator] = key(
        Text("指标", "indicators"), Text("{标识: 指标}。", "{identifier: indicator}.")
    )
    issuer: Name | None = key(
        Text("发文单位", "issuer"),
        Text("谁发布的。", "Who issued it."),
        "常州市民政局",
        comparison=Comparison.NAME,
        label=Text("发文单位", "the issuer"),
        default=None,
    )
    source: Source | None = key(
        Text("来源", "source"),
        Text("所依据的文件。", "The published document."),
        label=Text("来源", "the source"),
        default=None,
    )
    districts: Mapping[str, District] = key(
        Text("辖市区", "districts"),
        Text(
            "任务分解到的地区；没有更多信息时写 {}。",
            "The units that the plan allocates to; {} where there is no more to say.",
        ),
        '{溧阳市: {code: "320481", en: Liyang}}',
        label=Text("辖市区", "district"),
        default_factory=dict,
    )
    parties: Mapping[str, Body] = key(
        Text("其他承担方", "parties"),
        Text("分任务但不是辖市区的，如市本级。", "Who takes a share but is no district, such as the city level."),
        "{市本级: {en: City level}}",
        label=Text("参与方", "party"),
        default_factory=dict,
    )
    offices: Mapping[str, Body] = key(
        Text("部门", "offices"),
        Text("规划中出现的部门。", "The offices that the plan names."),
        "{市民政局: {en: Civil Affairs}}",
        label=Text("单位", "office"),
        default_factory=dict,
    )
    responsible: tuple[str, ...] = key(
        Text("默认责任单位", "responsible"),
        Text("指标没有写责任单位时由谁负责。", "Who answers for indicators that name no office."),
        "[市民政局]",
        label=Text("全规划的责任单位", "plan's office"),
        default=(),
    )
    report_due: DueDay | None = key(
        Text("报送日", "report_due"),
        Text("每期数最迟何时报。", "By when a period is to be reported."),
        "次月20日",
        "当月25日",
        label=Text("报送日", "the day for reports"),
        default=None,
    )
    same_units: tuple[tuple[Unit, ...], ...] = key(
        Text("同义单位", "same_units"),
        Text("报送时可以互换的单位，一组一个列表。", "Units that may stand for each other in reports, a list a group."),
        "[[个, 家]]",
        label=Text("通用单位", "the list of units that stand for each other"),
        default=(),
    )
    constraints: tuple[Constraint, ...] = key(
        Text("约束", "constraints"),
        Text("目标和份额之间要保持的关系。", "Relations that targets and shares are to keep."),
        label=Text("约束", "the constraint"),
        default=(),
    )
    weights: Mapping[Identifier, Weights] = key(
        Text("权重", "weights"),
        Text("分解任务用的权重。", "What totals may be split by."),
        label=Text("权重", "a set of weights"),
        default_factory=dict,
    )
    waivers: tuple[Waiver, ...] = key(
        Text("豁免", "waivers"),
        Text("有意放过的发现，要写理由和期限。", "Findings accepted on purpose, with reason and end."),
        label=Text("豁免", "the waiver"),
        default=(),
    )
    changes: tuple[ChangeNote, ...] = key(
        Text("调整记录", "changes"),
        Text(
            "降低要求的改动：改了什么、为什么、依据什么。",
            "What was made weaker on purpose: what, why, and by which decision.",
        ),
        label=Text("调整记录", "the entry in changes"),
        default=(),
    )
