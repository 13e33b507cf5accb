"""
What a plan says, as frozen values: plan, districts, offices, indicators, targets, splits, steps, waivers.

These types are the one truth about the plan format: the reader (`sources.plan_file`) and the JSON Schema (`schema`) are
both driven by them. A key of the YAML file is a field here, of the same name.

What a file says but could not be read is not there: asking for it raises `Unread`. So no rule can take an unreadable
value for a missing one, and the engine turns the exception into *could not be checked*.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import Any, ClassVar, NewType

from civtarget.language import Text
from civtarget.notation.dates import DueDay, Period, When
from civtarget.notation.quantity import Quantity


def readable(record: Any, field: str) -> Any:
    """Return a field of a record, or None where either could not be read."""
    try:
        return getattr(record, field, None)
    except Unread:
        return None


Path = tuple[str, ...]
"""Where something stands in a plan: the keys from the top, e.g. `("indicators", "beds", "split", "武进区")`."""

Identifier = NewType("Identifier", str)
"""A lower-case ASCII name with dashes that starts with a letter or digit: `family-care-beds`."""

Unit = NewType("Unit", str)
"""The canonical spelling of a unit of `civtarget.quantity`."""


def at(identifier: Identifier, *keys: str) -> Path:
    """Return the path of an indicator, or of what stands under `keys` in it."""
    return ("indicators", identifier, *keys)


class Unread(Exception):  # noqa: N818  # it names a state of the plan, not a mistake of the caller
    """What stands at `path` of the plan called `plan` could not be read, so nothing can be concluded from it."""

    def __init__(self, path: Path) -> None:
        super().__init__(".".join(path))
        self.path = path
        self.plan = ""


class Record:
    """Base of the plan's values: a field that could not be read raises its `Unread` when it is asked for."""

    __slots__ = ("_unread",)
    _unread: Mapping[str, Unread]

    def __getattr__(self, name: str) -> Any:
        # Reached only for attributes that were never set.
        if name != "_unread" and name in getattr(self, "_unread", ()):
            raise self._unread[name]
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")


class Kind(StrEnum):
    """What sort of number an indicator is; it decides what may be added up."""

    COUNT = "count"
    AMOUNT = "amount"
    STOCK = "stock"
    RATE = "rate"
    DENSITY = "density"
    STANDARD = "standard"
    TASK = "task"

    @property
    def adds_up(self) -> bool:
        """Whether the values of districts may be added to make the value of the whole area."""
        return self in (Kind.COUNT, Kind.AMOUNT, Kind.STOCK)

    @property
    def accumulates(self) -> bool:
        """Whether the values of periods may be added to make the value of a longer one."""
        return self in (Kind.COUNT, Kind.AMOUNT)


KIND_NAMES: Mapping[Kind, Text] = {
    Kind.COUNT: Text("数量", "count"),
    Kind.AMOUNT: Text("金额", "amount"),
    Kind.STOCK: Text("存量", "stock"),
    Kind.RATE: Text("比率", "rate"),
    Kind.DENSITY: Text("密度", "density"),
    Kind.STANDARD: Text("标准", "standard"),
    Kind.TASK: Text("任务", "task"),
}


class Per(StrEnum):
    """What a minimum is due for each of."""

    DISTRICT = "district"
    TOWN = "town"
    AREA = "area"
    COMMUNITY = "community"
    INSTITUTION = "institution"


PER_NAMES: Mapping[Per, Text] = {
    Per.DISTRICT: Text("辖市区", "district"),
    Per.TOWN: Text("镇（街道）", "town or sub-district"),
    Per.AREA: Text("片区", "area"),
    Per.COMMUNITY: Text("社区", "community"),
    Per.INSTITUTION: Text("机构", "institution"),
}


class Role(StrEnum):
    """The part that a district or office has in a duty: 牵头 or 配合."""

    LEAD = "lead"
    SUPPORT = "support"


ROLE_NAMES: Mapping[Role, Text] = {Role.LEAD: Text("牵头", "lead"), Role.SUPPORT: Text("配合", "support")}


class Recurrence(StrEnum):
    """How often something is due again."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


RECURRENCE_NAMES: Mapping[Recurrence, Text] = {
    Recurrence.MONTH: Text("每月", "every month"),
    Recurrence.QUARTER: Text("每季度", "every quarter"),
    Recurrence.HALF_YEAR: Text("每半年", "every half-year"),
    Recurrence.YEAR: Text("每年", "every year"),
}


class Commitment(StrEnum):
    """How firmly the document states something, where it does not simply promise it."""

    EXPECTED = "expected"
    """预计: foreseen, not promised."""
    APPLICATION = "application"
    """申报, 争创: the promise is to apply, not to obtain."""
    DIRECTION = "direction"
    """提升, 扩大: a direction without a figure."""
    ON_DEMAND = "on-demand"
    """按需: as much as is asked for, without a quota."""


class Reporting(StrEnum):
    """What a reported value counts from: the start of its year, of the plan, or of its own period."""

    YEAR_TO_DATE = "year-to-date"
    PLAN_TO_DATE = "plan-to-date"
    IN_PERIOD = "in-period"


class Pace(StrEnum):
    """How a target falls due on the way to its deadline."""

    MONTHS = "months"
    """Evenly by months: at the end of the m-th of n months, m/n."""
    DAYS = "days"
    """Evenly by calendar days."""
    QUARTERS = "quarters"
    """In equal parts at the ends of the quarters."""
    STEPS = "steps"
    """By the targets of the steps, each from its deadline on."""
    NONE = "none"
    """Nothing before the deadline."""


class Mark(Enum):
    """What may stand in a split instead of a share."""

    NOT_APPLICABLE = "--"


Share = Quantity | Mark | Unread | None
"""A cell of a split: a share, `--` (takes no part), one that could not be read, or None where the cell is blank."""

Term = Quantity | Identifier
"""One side of a ratio: a number that the document states, or the indicator that has it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """
    An indicator, or the share that a district has of it, in this plan or in another one.

    Written `indicator`, `indicator.district`, `plan/indicator` or `plan/indicator.district`.
    """

    indicator: Identifier
    plan: Identifier | None = None
    district: str | None = None

    def __str__(self) -> str:
        plan = f"{self.plan}/" if self.plan is not None else ""
        return plan + self.indicator + (f".{self.district}" if self.district is not None else "")


@dataclass(frozen=True, slots=True)
class Relative:
    """
    A bound on a value as a multiple of another indicator's value for the same period, or for the year before.

    Written `>= 1.3 × minimum-living-standard`, `30%..40% × previous residents-consumption`. `factor` is a number or a
    range without a unit: 30%..40% is 3/10 to 2/5.
    """

    factor: Quantity
    of: Identifier
    previous: bool = False


Operand = Quantity | Reference
"""The bound of a constraint: a number, or the indicator or share that has it."""

Target = Quantity | Relative
"""What an indicator has to come to: a bound of its own, or one that is relative to another indicator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Record):
    """A short name in Chinese and, unless it is still to be translated, in English."""

    SHORTHAND: ClassVar[str] = "zh"

    zh: str
    en: str | None = None

    @property
    def text(self) -> Text:
        """The name as text; Chinese stands in for an English name that is not there."""
        return Text(self.zh, self.en or self.zh)


@dataclass(frozen=True, slots=True, kw_only=True)
class District(Record):
    """A reporting unit that the plan allocates to; `code` is its division code (GB/T 2260)."""

    code: str | None = None
    en: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Record):
    """An office, or a party that takes a share without being a district."""

    en: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """The published document; `numbering` says what the indicators' `item` counts in it."""

    document: str
    published: date | None = None
    numbering: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offices(Record):
    """Who answers for an indicator: `responsible` where the document states no roles, else `lead` and `support`."""

    SHORTHAND: ClassVar[str] = "responsible"

    responsible: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()

    @property
    def everyone(self) -> tuple[str, ...]:
        """All offices, leaders first."""
        return self.lead + self.responsible + self.support


@dataclass(frozen=True, slots=True)
class Duties:
    """
    The districts that have to do something: every one (`all`), or the named ones with the role each has, if any.

    Written `all`, `[溧阳市, 金坛区]` or `{武进区: support, 钟楼区: lead}`.
    """

    named: Mapping[str, Role | None] | None

    @property
    def everywhere(self) -> bool:
        """Whether every district has the duty."""
        return self.named is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Each(Record):
    """A bound that holds for each district, community, … by itself; `only` says for which of them, if not for all."""

    SHORTHAND: ClassVar[str] = "target"

    target: Quantity
    per: Per = Per.DISTRICT
    only: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio(Record):
    """What a rate is the share of: `part` of `whole`, so far as the document states them."""

    part: Term | None = None
    whole: Term | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline(Record):
    """What an indicator came to in a year or years before the plan: a fact that the document states, no target."""

    period: Period
    value: Quantity


class Trend(StrEnum):
    """Which way something is to move."""

    NARROW = "narrow"
    WIDEN = "widen"


TREND_NAMES: Mapping[Trend, Text] = {Trend.NARROW: Text("缩小", "narrow"), Trend.WIDEN: Text("扩大", "widen")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Record):
    """How far an indicator is apart from the one that it is held against (`to`), and which way that is to move."""

    to: Identifier
    trend: Trend


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint(Record):
    """
    A linear relation that the plan is to keep: the `sum` of targets and shares, each times its factor, has a bound.

    `message` says what is wrong where it is not kept.
    """

    BOUNDS: ClassVar[tuple[str, ...]] = ("at_least", "at_most", "equals")

    sum: Mapping[Reference, Quantity]
    message: Name
    at_least: Operand | None = None
    at_most: Operand | None = None
    equals: Operand | None = None

    @property
    def bounds(self) -> dict[str, Operand | None]:
        """Every bound that it may have, by its key; at least one of them is stated."""
        return {key: getattr(self, key) for key in self.BOUNDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Record):
    """
    One step of an indicator: something to `do` or a `target` to reach; `by` a day, from a `start` on, `every` so often.

    A target in % on an indicator that adds up is a share of the indicator's target. `districts` and `offices` are
    stated where they differ from the indicator's own.
    """

    do: Name | None = None
    start: When | None = None
    by: When | None = None
    every: Recurrence | None = None
    target: Quantity | None = None
    districts: Duties | None = None
    offices: Offices | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Record):
    """
    One thing measured or done.

    `item` is its place in the source. `target` is the bound for the whole area, `split` its allocation, and `baselines`
    what it came to before, here or (`baseline`) where another indicator has them; `partial` says that the split leaves
    districts out on purpose. `each` is due per district, community, …; `of` is what a rate is the share of.
    `within` names what this one is a subset of (其中), `follows` what it carries out of a higher plan, `splits_from`
    the share that its target is, `same_as` what states the same figure; `gap` is the distance to another indicator.
    `coverage` marks the duty to reach everyone entitled (应纳尽纳) where no figure is stated. `assigned_by` names who
    set the figure (省定任务).
    It is worked off from `start` to `by`, where the plan's own period does not say so, at the stated `pace`;
    `reported` says what reported values count from.
    """

    name: Name
    kind: Kind
    item: str | None = None
    unit: Unit | None = None
    offices: Offices | None = None
    target: Target | None = None
    baselines: tuple[Baseline, ...] = ()
    baseline: Reference | None = None
    split: Mapping[str, Share] | None = None
    partial: bool = False
    each: Each | None = None
    of: Ratio | None = None
    within: Reference | None = None
    follows: Reference | None = None
    splits_from: Reference | None = None
    same_as: Reference | None = None
    gap: Gap | None = None
    districts: Duties | None = None
    coverage: bool = False
    every: Recurrence | None = None
    commitment: Commitment | None = None
    assigned_by: Name | None = None
    steps: tuple[Step, ...] = ()
    start: When | None = None
    by: When | None = None
    pace: Pace | None = None
    reported: Reporting = Reporting.YEAR_TO_DATE
    note: Name | None = None

    @property
    def unit_name(self) -> str:
        """The unit of its numbers, in the canonical spelling: a rate's is `%` unless the plan says otherwise."""
        return self.unit or ("%" if self.kind is Kind.RATE else "")

    @property
    def bound(self) -> Quantity | None:
        """The target, unless it is relative to another indicator: what it comes to is then not known from the plan."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights(Record):
    """What totals may be split by, such as people aged 60 and over: a number for each district, and its `source`."""

    name: Name
    values: Mapping[str, Quantity]
    unit: Unit | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Record):
    """A finding accepted on purpose: which (`rule`, on `indicator` and `district` if given), why, and until when."""

    rule: Identifier
    reason: str
    until: date
    indicator: Identifier | None = None
    district: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNote(Record):
    """
    A change of the plan that was decided on: `what` changed, why, and by which `decision`.

    `what` is an indicator or something in it (`beds`, `beds.target`, `beds.武进区` for a share), or a part of the plan
    (`districts.武进区`, `waivers`). It stays in the plan as a record; what it names may be gone by then.
    """

    what: str
    why: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Record):
    """
    A document of targets for a period.

    `responsible` names the offices that answer for every indicator that names none itself. `report_due` is the day by
    which a period has to be reported. Units in one list of `same_units` may stand for each other, in what
    is reported and where figures are held against each other or added up.
    """

    civtarget: int
    id: Identifier
    title: Name
    period: Period
    indicators: Mapping[Identifier, Indicator]
    issuer: Name | None = None
    source: Source | None = None
    districts: Mapping[str, District] = field(default_factory=dict)
    parties: Mapping[str, Body] = field(default_factory=dict)
    offices: Mapping[str, Body] = field(default_factory=dict)
    responsible: tuple[str, ...] = ()
    report_due: DueDay | None = None
    same_units: tuple[tuple[Unit, ...], ...] = ()
    constraints: tuple[Constraint, ...] = ()
    weights: Mapping[Identifier, Weights] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    changes: tuple[ChangeNote, ...] = ()
