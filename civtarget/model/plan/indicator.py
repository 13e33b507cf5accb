"""Indicators, with the records below one: name, offices, minimum for each, ratio, baselines, gap, steps."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import ClassVar

from civtarget.language import Text
from civtarget.model.plan.choices import Commitment, Kind, Pace, Per, Recurrence, Reporting, Trend
from civtarget.model.plan.record import Comparison, Record, Unread, key, record
from civtarget.model.plan.values import Duties, Identifier, Reference, Share, Target, Term, Unit
from civtarget.notation.dates import Period, When
from civtarget.notation.quantity import Quantity

# Keys that several records have.
_START = partial(
    key,
    Text("开始", "start"),
    Text("从何时起：月、旬、季度或日期。", "From when on: a month, a third of one, a quarter or a day."),
    "3月",
    "5月中旬",
    "2025-03-01",
    label=Text("开始时间", "the start"),
    default=None,
)
_BY = partial(
    key,
    Text("时限", "by"),
    Text(
        "最迟何时完成；“6月前”指 5 月底前。规划期跨年时写明年份。",
        "By when; 6月前 ends with 31 May. Over several years, name the year.",
    ),
    "3月底",
    "三季度",
    "2025-03-31",
    label=Text("期限", "the deadline"),
    default=None,
)
_EVERY = partial(
    key,
    Text("周期", "every"),
    Text("多久做一次或报一次。", "How often it is due again."),
    label=Text("频次", "the recurrence"),
    default=None,
)
_DISTRICTS = partial(
    key,
    Text("承担地区", "districts"),
    Text(
        "哪些辖市区要做：all、列表，或各自的角色 {武进区: lead}。",
        "Who has to do it: all, a list, or each with its role, {武进区: lead}.",
    ),
    "all",
    "[溧阳市, 金坛区]",
    "{武进区: lead, 钟楼区: support}",
    label=Text("承担任务的辖区", "district"),
    default=None,
)
_OFFICES = partial(
    key,
    Text("责任单位", "offices"),
    Text(
        "列表；分牵头和配合时写 {lead: […], support: […]}。",
        "A list, or {lead: […], support: […]} where roles are stated.",
    ),
    "[市民政局]",
    "{lead: [市民政局], support: [市财政局]}",
    label=Text("责任单位", "office"),
    default=None,
)


@record(Text("名称", "name"), Text("中文名，可加英文名。", "A name in Chinese and, if there is one, in English."))
class Name(Record):
    """A short name in Chinese and, unless it is still to be translated, in English."""

    SHORTHAND: ClassVar[str] = "zh"

    zh: str = key(
        Text("中文名", "Chinese name"),
        Text("简短的中文名称。", "A short name in Chinese."),
        comparison=Comparison.WHOLE,
    )
    en: str | None = key(
        Text("英文名", "English name"),
        Text("简短的英文名称，可以暂缺。", "A short name in English; it may come later."),
        comparison=Comparison.WHOLE,
        default=None,
    )

    @property
    def text(self) -> Text:
        """The name as text; Chinese stands in for an English name that is not there."""
        return Text(self.zh, self.en or self.zh)


@record(Text("责任单位", "offices"), Text("谁负责、谁牵头、谁配合。", "Who answers, who leads, who supports."))
class Offices(Record):
    """The offices that answer for an indicator: `responsible` without stated roles, else `lead` and `support`."""

    SHORTHAND: ClassVar[str] = "responsible"

    responsible: tuple[str, ...] = key(
        Text("责任单位", "responsible"),
        Text("文件没有分牵头和配合时。", "Where the document states no roles."),
        comparison=Comparison.WHOLE,
        default=(),
    )
    lead: tuple[str, ...] = key(
        Text("牵头单位", "lead"),
        Text("牵头的单位。", "The offices that lead."),
        comparison=Comparison.WHOLE,
        default=(),
    )
    support: tuple[str, ...] = key(
        Text("配合单位", "support"),
        Text("配合的单位。", "The offices that support."),
        comparison=Comparison.WHOLE,
        default=(),
    )

    @property
    def everyone(self) -> tuple[str, ...]:
        """All offices, leaders first."""
        return self.lead + self.responsible + self.support


@record(Text("每个至少", "for each"), Text("每一个各自要达到的数。", "What each one has to reach by itself."))
class Each(Record):
    """A bound that holds for each district, community, … by itself; `only` says for which of them, if not for all."""

    SHORTHAND: ClassVar[str] = "target"

    target: Quantity = key(
        Text("每个的目标", "target for each"),
        Text("每一个都要达到的数。", "What each one has to come to."),
        "≥ 1",
        "1个",
        comparison=Comparison.TARGET,
        label=Text("每个单位的任务", "what is due for each"),
    )
    per: Per = key(
        Text("按什么计", "per"),
        Text("每个什么；不写即每个辖市区。", "Each of what; a district, if not said."),
        label=Text("任务所对的单位", "what it is due for"),
        default=Per.DISTRICT,
    )
    only: Name | None = key(
        Text("仅限", "only"),
        Text("只对其中哪些适用，用文字写。", "Which of them it holds for, in words."),
        label=Text("限于", "the restriction"),
        default=None,
    )


@record(Text("比率构成", "ratio"), Text("分子和分母。", "The part and the whole of a rate."))
class Ratio(Record):
    """The two sides of a rate, `part` of `whole`, so far as the document states them."""

    part: Term | None = key(
        Text("分子", "part"),
        Text("分子：指标标识，或文件写明的数。", "An indicator, or a number that is stated."),
        "graded-homes",
        comparison=Comparison.WHOLE,
        label=Text("分子", "the numerator"),
        default=None,
    )
    whole: Term | None = key(
        Text("分母", "whole"),
        Text("分母：指标标识，或文件写明的数。", "An indicator, or a number that is stated."),
        "care-homes",
        comparison=Comparison.WHOLE,
        label=Text("分母", "the denominator"),
        default=None,
    )


@record(Text("基数", "baseline"), Text("以前年度的数。", "What it came to before the plan."))
class Baseline(Record):
    """The value of an indicator in a year or years before the plan: a fact that the document states, no target."""

    period: Period = key(
        Text("年份", "period"),
        Text("基数是哪一年（或哪几年）的。", "The year or years it is of."),
        "2020",
        comparison=Comparison.WHOLE,
    )
    value: Quantity = key(
        Text("数值", "value"),
        Text("当时达到的数。", "What it came to then."),
        "119家",
        "83.2%",
        comparison=Comparison.WHOLE,
    )


@record(Text("差距", "gap"), Text("与另一指标的差距。", "How far it is from another indicator."))
class Gap(Record):
    """The distance of an indicator to another one (`to`), and the direction in which it is to move."""

    to: Identifier = key(
        Text("与谁比", "to"),
        Text("另一指标的标识。", "The other indicator."),
        "institution-orphan-standard",
        comparison=Comparison.WHOLE,
    )
    trend: Trend = key(
        Text("方向", "trend"),
        Text("差距应缩小还是扩大。", "Whether the gap is to narrow or to widen."),
        comparison=Comparison.WHOLE,
    )


@record(Text("步骤", "step"), Text("要做的事或阶段目标，及时限。", "Something to do or to reach, and by when."))
class Step(Record):
    """
    One step of an indicator: something to `do` or a `target` to reach; `by` a day, from a `start` on, `every` so often.

    A target in % on an indicator that adds up is a share of the indicator's target. `districts` and `offices` are
    stated where they differ from the indicator's own.
    """

    do: Name | None = key(
        Text("事项", "do"),
        Text("这一步做什么，用自己的话简短写。", "What is to be done, in short."),
        comparison=Comparison.NAME,
        label=Text("内容", "the wording"),
        default=None,
    )
    start: When | None = _START()
    by: When | None = _BY()
    every: Recurrence | None = _EVERY()
    target: Quantity | None = key(
        Text("阶段目标", "target"),
        Text(
            "到时应达到的数；能相加的指标写 % 即占总目标的比例。",
            "What is due by then; a % of an indicator that adds up is a share of its target.",
        ),
        "150张",
        "30%",
        "≥ 80%",
        label=Text("目标", "the target"),
        default=None,
    )
    districts: Duties | None = _DISTRICTS()
    offices: Offices | None = _OFFICES()


@record(Text("指标", "indicator"), Text("一项要计量或要做的事。", "One thing measured or done."))
class Indicator(Record):
    """
    One thing measured or done.

    It is worked off from `start` to `by`, where the plan's own period does not say so, at the stated `pace`. `within`
    marks a subset (其中), `coverage` the duty to reach everyone entitled (应纳尽纳) where no figure is stated, and
    `assigned_by` a figure set from above (省定任务).
    """

    name: Name = key(
        Text("名称", "name"),
        Text("简短名称，不照抄文件整句。", "A short name in your own words."),
        "家庭养老床位",
        "{zh: 家庭养老床位, en: Family care beds}",
        comparison=Comparison.NAME,
        label=Text("名称", "the name"),
    )
    kind: Kind = key(
        Text("类型", "kind"),
        Text("是哪一类数；决定能否相加。", "What sort of number it is: this decides what may be added."),
        label=Text("类型", "the kind"),
    )
    item: str | None = key(
        Text("序号", "item"),
        Text("在来源文件中的序号，要加引号。", "Its place in the source, in quotes."),
        '"2.1"',
        comparison=Comparison.EQUALITY,
        label=Text("序号", "the item"),
        default=None,
    )
    unit: Unit | None = key(
        Text("计量单位", "unit"),
        Text(
            "基本单位，不带“万”；比率不写即 %。", "The base unit, without 万; a rate's is % unless you say otherwise."
        ),
        "张",
        "人次",
        "元/人/月",
        label=Text("单位", "the unit"),
        default=None,
    )
    offices: Offices | None = _OFFICES()
    target: Target | None = key(
        Text("目标", "target"),
        Text(
            "全域目标：4万、≥ 92%、不超过3个、30%..40%，或另一指标的倍数：≥ 1.3 × 标识（上年：× previous 标识）。",
            "For the whole area: a number, a bound, a range, or a multiple of another indicator (previous: last year).",
        ),
        "4万人次",
        "≥ 92%",
        "≥ 1.3 × minimum-living-standard",
        comparison=Comparison.TARGET,
        label=Text("目标", "the target"),
        default=None,
    )
    baselines: tuple[Baseline, ...] = key(
        Text("基数", "baselines"),
        Text("以前年度的数，是事实不是目标。", "What it came to before the plan: facts, no targets."),
        "[{period: 2020, value: 119家}]",
        label=Text("{period}年的基数", "the baseline of {period}"),
        default=(),
    )
    baseline: Reference | None = key(
        Text("基数所在", "baseline"),
        Text("基数写在哪个指标。", "The indicator that has the baselines."),
        "2021-2025-city/beds",
        comparison=Comparison.LINK,
        label=Text("基数引用（baseline）", "the link to past figures (baseline)"),
        default=None,
    )
    split: Mapping[str, Share] | None = key(
        Text("分解", "split"),
        Text(
            "{辖市区: 份额}；-- 不适用，留空是尚未确定。", "{district: share}; -- takes no part, blank is still open."
        ),
        "{溧阳市: 120, 金坛区: ≥ 20, 新北区: --}",
        label=Text("分解", "the split"),
        default=None,
    )
    partial: bool = key(
        Text("部分分解", "partial"),
        Text("true：有意只分给部分辖市区。", "true: the split leaves districts out on purpose."),
        comparison=Comparison.CONCESSION,
        label=Text("分解不覆盖全部辖区", "leaving districts out of the split"),
        default=False,
    )
    each: Each | None = key(
        Text("每个至少", "each"),
        Text(
            "每个辖市区（镇、社区……）各自要达到的数。", "What each district, town, community… has to reach by itself."
        ),
        "≥ 1",
        "{target: ≥ 1, per: community}",
        label=Text("每个单位的任务", "what is due for each"),
        default=None,
    )
    of: Ratio | None = key(
        Text("比率构成", "of"),
        Text("比率的分子和分母，可以只写一个。", "The part and the whole of a rate, or one of them."),
        "{part: graded-homes, whole: care-homes}",
        default=None,
    )
    within: Reference | None = key(
        Text("属于（其中）", "within"),
        Text("是哪个指标的其中数。", "The indicator that this one is a subset of."),
        "care-beds",
        comparison=Comparison.LINK,
        label=Text("其中数引用（within）", "the link to its whole (within)"),
        default=None,
    )
    follows: Reference | None = key(
        Text("落实上位规划", "follows"),
        Text("落实哪份规划的哪个指标：规划/指标。", "What it carries out of a higher plan: plan/indicator."),
        "2021-2025-changzhou/home-retrofits",
        comparison=Comparison.LINK,
        label=Text("落实上级规划的引用（follows）", "the link to a higher plan (follows)"),
        default=None,
    )
    splits_from: Reference | None = key(
        Text("分解自", "splits_from"),
        Text(
            "目标是上级分解给本地的哪个份额：规划/指标.辖市区。",
            "The share of a higher plan that its target is: plan/indicator.district.",
        ),
        "2025-changzhou/meal-points.武进区",
        comparison=Comparison.LINK,
        label=Text("上级分解的引用（splits_from）", "the link to a higher split (splits_from)"),
        default=None,
    )
    same_as: Reference | None = key(
        Text("同一个数", "same_as"),
        Text("与哪里写的是同一个数。", "What states the same figure."),
        "2025-changzhou/meal-points",
        comparison=Comparison.LINK,
        label=Text("同一数的引用（same_as）", "the link to the same figure (same_as)"),
        default=None,
    )
    gap: Gap | None = key(
        Text("差距", "gap"),
        Text(
            "与另一指标的差距，及应缩小还是扩大。",
            "How far it is from another indicator, and which way that is to move.",
        ),
        "{to: institution-orphan-standard, trend: narrow}",
        label=Text("差距要求", "the gap to another indicator"),
        default=None,
    )
    districts: Duties | None = _DISTRICTS()
    coverage: bool = key(
        Text("应保尽保", "coverage"),
        Text(
            "true：要覆盖所有符合条件的人，文件没有写数。",
            "true: everyone entitled is to be reached, without a figure.",
        ),
        comparison=Comparison.OBLIGATION,
        label=Text("应纳尽纳的要求", "the duty to reach everyone entitled"),
        default=False,
    )
    every: Recurrence | None = _EVERY()
    commitment: Commitment | None = key(
        Text("承诺程度", "commitment"),
        Text("不是直接承诺时才写。", "How firm it is, where it is not simply promised."),
        label=Text("承诺程度", "the commitment"),
        default=None,
    )
    assigned_by: Name | None = key(
        Text("下达单位", "assigned_by"),
        Text("任务数由谁下达。", "Who set the figure."),
        "省民政厅",
        comparison=Comparison.NAME,
        label=Text("任务来源", "who assigned it"),
        default=None,
    )
    steps: tuple[Step, ...] = key(
        Text("步骤", "steps"),
        Text("按时间排列的步骤或阶段目标。", "Steps or targets on the way, in order."),
        "[{by: 6月底, target: 60%}, {do: 验收, by: 年底}]",
        default=(),
    )
    start: When | None = _START()
    by: When | None = _BY()
    pace: Pace | None = key(
        Text("进度", "pace"),
        Text("时限之前按什么进度计。", "How it falls due before its deadline."),
        label=Text("序时方式", "the pace"),
        default=None,
    )
    reported: Reporting = key(
        Text("报送口径", "reported"),
        Text("报送的数从何时起累计。", "What reported values count from; year-to-date, if not said."),
        comparison=Comparison.UNORDERED,
        label=Text("报送口径", "the way of reporting"),
        default=Reporting.YEAR_TO_DATE,
    )
    note: Name | None = key(
        Text("备注", "note"),
        Text("给读规划的人的说明。", "A note for those who read the plan."),
        comparison=Comparison.NAME,
        label=Text("说明", "the note"),
        default=None,
    )

    @property
    def unit_name(self) -> str:
        """The unit of its numbers, in the canonical spelling: a rate's is `%` unless the plan says otherwise."""
        return self.unit or ("%" if self.kind is Kind.RATE else "")

    @property
    def bound(self) -> Quantity | None:
        """The target, unless it is relative to another indicator: its amount is then not known from the plan."""
        return self.target if isinstance(self.target, Quantity) else None

    @property
    def whole(self) -> Identifier | None:
        """The indicator of the same plan that this one is a subset of in every district, if it is."""
        within = self.within
        return within.indicator if within is not None and within.plan is None and within.district is None else None

    def stated(self) -> Iterator[tuple[str, Quantity]]:
        """
        Yield every share of the split that is a number, with its district.

        Raises `Unread` after the last one if some cell could not be read.
        """
        unread: Unread | None = None
        for district, share in (self.split or {}).items():
            if isinstance(share, Quantity):
                yield district, share
            elif isinstance(share, Unread):
                unread = share
        if unread is not None:
            raise unread

    def blank(self) -> tuple[str, ...]:
        """Return the districts whose cell of the split is blank."""
        return tuple(district for district, share in (self.split or {}).items() if share is None)
