"""What is noticed while a submission is read: faults, each at its place, and notes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from civtarget.actuals import Place
from civtarget.language import Text
from civtarget.model import Identifier
from civtarget.sources.grids import Cell, Sheet


class SubmissionRule(StrEnum):
    """The rules that are enforced while a submission is read."""

    CELL_UNREADABLE = "cell-unreadable"
    UNIT_DIFFERS = "unit-differs"
    UNIT_UNKNOWN = "unit-unknown"
    UNKNOWN_INDICATOR = "unknown-indicator"
    UNKNOWN_DISTRICT = "unknown-district"
    UNKNOWN_STEP = "unknown-step"
    UNKNOWN_PERIOD = "unknown-period"
    PERIOD_OUTSIDE_PLAN = "period-outside-plan"
    DISTRICT_NOT_IN_SPLIT = "district-not-in-split"
    HEADER_MISSING = "header-missing"
    HEADER_REPEATED = "header-repeated"
    TOTAL_ROW = "total-row"


@dataclass(frozen=True, slots=True)
class SubmissionFault:
    """One thing in a submission that could not be taken as it stands; `suggestion` is a spelling that would do."""

    rule: SubmissionRule
    place: Place
    message: Text
    indicator: Identifier | None = None
    district: str | None = None
    suggestion: str | None = None


class About(NamedTuple):
    """What a fault is about, so far as that is known."""

    indicator: Identifier | None = None
    district: str | None = None
    suggestion: str | None = None


NOTHING_KNOWN = About()


class Log:
    """Collects faults and notes; `sheet` is the one that is being read."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.faults: list[SubmissionFault] = []
        self.notes: list[Text] = []

    def fault(self, rule: SubmissionRule, cell: Cell, message: Text, about: About = NOTHING_KNOWN) -> None:
        """Record a fault at `cell`."""
        self.faults.append(SubmissionFault(rule, self.sheet.place(cell), message, *about))
