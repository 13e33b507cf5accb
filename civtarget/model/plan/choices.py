"""The closed lists of the plan format: kinds of indicators, roles, recurrences, paces and others."""

from collections.abc import Mapping
from enum import Enum

from civtarget.language import Text
from civtarget.model.plan.record import Choice


class Kind(Choice):
    """The sort of number that an indicator is; it decides what may be added up."""

    COUNT = "count", Text("数量：可按地区、按期相加", "a number of things; adds up over districts and periods")
    AMOUNT = "amount", Text("金额：可按地区、按期相加", "money; adds up over districts and periods")
    STOCK = "stock", Text("存量：某时点的数，按地区相加", "how many there are at a date; adds up over districts")
    RATE = "rate", Text("比率：不能相加，由分子分母合算", "a share in %; never added, pooled from part and whole")
    DENSITY = "density", Text("密度：每万人几名等，不能相加", "so many per 10,000 people; never added")
    STANDARD = "standard", Text("标准：每人每月几元等，不能相加", "so many yuan a month; never added")
    TASK = "task", Text("任务：完成或未完成", "something done or not done")

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


class Per(Choice):
    """The unit of which each one owes a minimum."""

    DISTRICT = "district", Text("每个辖市区", "each district")
    TOWN = "town", Text("每个镇（街道）", "each town or sub-district")
    AREA = "area", Text("每个片区", "each area")
    COMMUNITY = "community", Text("每个社区", "each community")
    INSTITUTION = "institution", Text("每家机构", "each institution")


PER_NAMES: Mapping[Per, Text] = {
    Per.DISTRICT: Text("辖市区", "district"),
    Per.TOWN: Text("镇（街道）", "town or sub-district"),
    Per.AREA: Text("片区", "area"),
    Per.COMMUNITY: Text("社区", "community"),
    Per.INSTITUTION: Text("机构", "institution"),
}


class Role(Choice):
    """The part that a district or office has in a duty: 牵头 or 配合."""

    LEAD = "lead", Text("牵头", "leads")
    SUPPORT = "support", Text("配合", "supports")


ROLE_NAMES: Mapping[Role, Text] = {Role.LEAD: Text("牵头", "lead"), Role.SUPPORT: Text("配合", "support")}


class Recurrence(Choice):
    """The interval after which something is due again."""

    MONTH = "month", Text("每月", "every month")
    QUARTER = "quarter", Text("每季度", "every quarter")
    HALF_YEAR = "half-year", Text("每半年", "every half-year")
    YEAR = "year", Text("每年", "every year")


RECURRENCE_NAMES: Mapping[Recurrence, Text] = {each: each.meaning for each in Recurrence}


class Commitment(Choice):
    """The firmness of a statement in the document, where it is not simply promised."""

    EXPECTED = "expected", Text("预计，不是承诺", "foreseen, not promised")
    APPLICATION = "application", Text("申报、争创：只承诺申请", "the promise is to apply, not to obtain")
    DIRECTION = "direction", Text("只有方向，没有数", "a direction without a figure")  # 提升, 扩大
    ON_DEMAND = "on-demand", Text("按需，没有定额", "as much as is asked for, without a quota")


class Reporting(Choice):
    """The start from which a reported value counts: of its year, of the plan, or of its own period."""

    YEAR_TO_DATE = "year-to-date", Text("年初以来累计", "from the start of the year")
    PLAN_TO_DATE = "plan-to-date", Text("规划期初以来累计", "from the start of the plan")
    IN_PERIOD = "in-period", Text("当期数", "of the period alone")


class Pace(Choice):
    """The rate at which a target falls due on the way to its deadline."""

    MONTHS = "months", Text("按月均分", "evenly by months")  # at the end of the m-th of n months, m/n
    DAYS = "days", Text("按日均分", "evenly by days")
    QUARTERS = "quarters", Text("按季均分，季末计", "in equal parts at the ends of the quarters")
    STEPS = "steps", Text("按步骤的阶段目标", "by the targets of the steps")  # each from its deadline on
    NONE = "none", Text("时限之前不计进度", "nothing before the deadline")


class Trend(Choice):
    """The direction in which a gap is to move."""

    NARROW = "narrow", Text("缩小", "is to narrow")
    WIDEN = "widen", Text("扩大", "is to widen")


TREND_NAMES: Mapping[Trend, Text] = {Trend.NARROW: Text("缩小", "narrow"), Trend.WIDEN: Text("扩大", "widen")}


class Mark(Enum):
    """A mark in a split in the place of a share."""

    NOT_APPLICABLE = "--"
