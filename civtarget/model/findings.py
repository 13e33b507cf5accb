"""
Findings, as reports show them, and the faults of reading that become findings.

A rule yields results: `Held`, `Problem` or `Unchecked`, each for one subject. `checking.findings` adds rule, severity,
place and fingerprint to the last two and makes findings of them.
"""

from dataclasses import dataclass
from enum import StrEnum

from civtarget.language import Text
from civtarget.model.actuals import Place
from civtarget.model.plan import Identifier, Path
from civtarget.model.results import SuspectCell
from civtarget.notation.quantity import Exact


class Severity(StrEnum):
    """The severity of a broken check."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITIES = tuple(Severity)
"""All severities, worst first."""


class Outcome(StrEnum):
    """The outcome of a check that did not hold."""

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
    """The rules that are enforced while a plan is read, each documented by a module of `rules` of the same name."""

    YAML_SYNTAX = "yaml-syntax"
    DUPLICATE_KEY = "duplicate-key"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_VALUE = "wrong-value"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of reading: the rule that it breaks, its place, and a message with what would be right."""

    rule: Reading
    span: Span
    path: Path
    message: Text


class SubmissionRule(StrEnum):
    """The rules that are enforced while a submission is read, each documented by a module of `rules.actuals`."""

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
    """
    A fault of reading a submission: the rule that it breaks, its place, and its indicator and district if known.

    `read` is the text in the cell at its place.
    """

    rule: SubmissionRule
    place: Place
    message: Text
    read: str
    indicator: Identifier | None = None
    district: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: a `span` of its text or a `cell` of a `sheet`; `path` is that of its subject in the plan."""

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
    """Another place of a finding, located in its file."""

    plan: str
    location: Location
    message: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """
    A result of a rule, complete: subject, message, place, severity, and the numbers behind it.

    `outcome` tells a broken check from one that could not be made (severity note, with its `needs`) and from a waived
    one (`waiver` is its reason). With `is_of_value` its subject is a value reported by a district, or for the whole
    area where it names none. `is_new` is whether an edit brought it, or None where none is checked, and `edits` are the
    changes that it may be due to. The fingerprint stays the same when lines move.
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
