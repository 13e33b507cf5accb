"""
What checking a plan, or what is reported for it, comes to: outcomes as rules yield them, findings as reports show them.

A rule yields *outcomes*: `Held`, `Problem` or `Unchecked`, each for one subject. The engine stamps the last two with
rule, severity, place and fingerprint and makes *findings* of them; it counts all three.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from civtarget.actuals import Place, Subject
from civtarget.language import Text
from civtarget.model import Identifier, Path, Plan
from civtarget.quantity import Exact

if TYPE_CHECKING:  # a plan is checked without them
    from civtarget.assessment import Assessment
    from civtarget.lights import Light
    from civtarget.scorecard import Cell
    from civtarget.suspects import Suspect


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
class Held:
    """A check that was made and holds; `subject` is whose value was checked, if one was."""

    where: Path
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of, and what stands there; `place` is in a submission, `plan` another one."""

    where: Path
    message: Text
    place: Place | None = None
    plan: Plan | None = None


class SuspectCell(NamedTuple):
    """A cell at the path `where` that alone may be to blame for a broken sum; the one that stands out is likely."""

    where: Path
    suspect: "Suspect"
    is_likely: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """
    A check that was made and does not hold.

    `where` is the path in the plan that the reader should look at (`at_key`: its key, not its value), unless there is a
    `place` in a submission; `subject` is then whose value it is. `expected`, `actual` and `gap` (actual less expected)
    are exact and in `unit`, where the check compares numbers. `suspects` are the cells that may be to blame, the most
    likely first, and `diagnosis` says what to make of them.
    """

    where: Path
    message: Text
    place: Place | None = None
    subject: Subject | None = None
    at_key: bool = False
    expected: Exact | None = None
    actual: Exact | None = None
    gap: Exact | None = None
    unit: str | None = None
    related: tuple[Related, ...] = ()
    suspects: tuple[SuspectCell, ...] = ()
    diagnosis: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """A check that could not be made; `needs` names what is missing, `unread` that it is there but unreadable."""

    where: Path
    message: Text
    needs: tuple[str, ...]
    place: Place | None = None
    subject: Subject | None = None
    unread: bool = False


Result = Held | Problem | Unchecked
"""What a rule yields for each subject that it looks at."""


@dataclass(frozen=True, slots=True)
class RuleOptions:
    """Base of the typed options of a rule; a rule without options uses it as it is."""


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


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """A plan that a report speaks of."""

    id: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CheckedSubmission:
    """A submission that a report speaks of, what it turned out to be, its encoding, and notes on reading it."""

    path: str
    sha256: str
    form: str
    encoding: str | None
    notes: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """
    What an edit is held against: the `revision` that was named, and the `commit` where the two part.

    `broken` and `unchecked` are how many findings the edit brought of either outcome.
    """

    revision: str
    commit: str
    broken: int = 0
    unchecked: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts: `checked` is `held` + `broken` + `waived`; `unchecked` stands beside it."""

    held: int
    broken: int
    unchecked: int
    waived: int
    by_severity: Mapping[Severity, int]

    @property
    def checked(self) -> int:
        """How many checks were made."""
        return self.held + self.broken + self.waived


@dataclass(frozen=True, slots=True)
class Report:
    """
    All that one run found: `findings` sorted by file and place, `as_of` the ISO date that it speaks for, or None.

    Where submissions were checked, `assessment` is what they come to, `cells` what of it is to be shown, and `lights`
    how cells that have a schedule are grouped. `since` is what an edit was held against; its findings then come first.
    A `headline` stands for the counts of checks where none were made.
    """

    command: str
    plans: tuple[CheckedPlan, ...]
    findings: tuple[Finding, ...]
    held: int
    as_of: str | None = None
    submissions: tuple[CheckedSubmission, ...] = ()
    assessment: "Assessment | None" = None
    cells: "tuple[Cell, ...]" = ()
    lights: "tuple[Light, ...]" = ()
    since: Since | None = None
    headline: Text | None = None

    @property
    def summary(self) -> Summary:
        """The counts of this report; severities count what is not waived."""
        outcomes = [finding.outcome for finding in self.findings]
        severities = [finding.severity for finding in self.findings if finding.outcome is not Outcome.WAIVED]
        return Summary(
            held=self.held,
            broken=outcomes.count(Outcome.BROKEN),
            unchecked=outcomes.count(Outcome.UNCHECKED),
            waived=outcomes.count(Outcome.WAIVED),
            by_severity={severity: severities.count(severity) for severity in SEVERITIES},
        )
