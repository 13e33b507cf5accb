"""
What checking a plan, or what is reported for it, comes to: outcomes as rules yield them, findings as reports show them.

A rule yields *outcomes*: `Held`, `Problem` or `Unchecked`, each for one subject. The engine stamps the last two with
rule, severity, place and fingerprint and makes *findings* of them; it counts all three.
"""

from dataclasses import dataclass
from enum import StrEnum

from civtarget.language import Text
from civtarget.model.actuals import Place
from civtarget.model.plan import Identifier, Path
from civtarget.model.results import SuspectCell
from civtarget.notation.quantity import Exact


class Severity(StrEnum):
    """How much a broken check matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITIES = tuple(Severity)
"""All severities, worst first."""


class Outcome(StrEnum):
    """What came of a check that did not simply hold."""

    BROKEN = "broken"
    UNCHECKED = "unchecked"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file, from `line`:`column` up to and without `end_line`:`end_column`, all counted from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


class Reading(StrEnum):
    """The rules that are enforced while a plan is read, before any other rule runs."""

    YAML_SYNTAX = "yaml-syntax"
    DUPLICATE_KEY = "duplicate-key"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_VALUE = "wrong-value"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be read: which reading rule it breaks, where, and what would be right."""

    rule: Reading
    span: Span
    path: Path
    message: Text


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
    """One thing in a submission that could not be taken as it stands."""

    rule: SubmissionRule
    place: Place
    message: Text
    indicator: Identifier | None = None
    district: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: a `span` of its text or a `cell` of a `sheet`; `path` is what it is about in the plan."""

    file: str
    span: Span | None
    path: Path
    sheet: str | None = None
    cell: str | None = None

    @property
    def place(self) -> Place:
        """The place where it begins."""
        line, column = (self.span.line, self.span.column) if self.span else (None, None)
        return Place(self.file, line, column, self.sheet, self.cell)


@dataclass(frozen=True, slots=True)
class RelatedPlace:
    """Another place that a finding speaks of, located."""

    plan: str
    location: Location
    message: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """
    One thing that a rule has to say, complete: what, where, how bad, and the data behind it.

    `outcome` tells a broken check from one that could not be made (severity note, with its `needs`) and from a waived
    one (`waiver` is its reason). With `is_of_value` it speaks of what was reported by a district, or for the whole area
    where it names none. `is_new` tells whether the edit that is looked at brought it, None where none is, and `edits`
    what of it that may be due to. The fingerprint stays the same when lines move.
    """

    rule: str
    severity: Severity
    outcome: Outcome
    plan: str
    indicator: str | None
    indicator_name: Text | None
    district: str | None
    step: str | None
    message: Text
    location: Location
    expected: Exact | None = None
    actual: Exact | None = None
    gap: Exact | None = None
    unit: str | None = None
    needs: tuple[str, ...] = ()
    related: tuple[RelatedPlace, ...] = ()
    suspects: tuple[SuspectCell, ...] = ()
    diagnosis: Text | None = None
    waiver: str | None = None
    is_of_value: bool = False
    is_new: bool | None = None
    edits: tuple[RelatedPlace, ...] = ()
    fingerprint: str

    def has_smaller_gap_than(self, old: "Finding") -> bool:
        """Whether the gap became smaller, on the same side; False where there is none to compare."""
        new, was = self.gap, old.gap
        return new is not None and was is not None and (0 < new < was or was < new < 0)
