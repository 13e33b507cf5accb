"""The report of a run: plans, submissions, findings and counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from civtarget.language import Text
from civtarget.model.findings import SEVERITIES, Finding, Outcome, Severity

if TYPE_CHECKING:
    from civtarget.scorecard.assessment import Assessment
    from civtarget.scorecard.lights import Light
    from civtarget.scorecard.verdicts import ScorecardCell


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """A plan of a report."""

    id: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CheckedSubmission:
    """A submission of a report, with its form, its encoding, and notes on reading it."""

    path: str
    sha256: str
    form: str
    encoding: str | None
    notes: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """
    The base of an edit: the `revision` that was named, and the merge base with it, a `commit`.

    `broken` and `unchecked` count the new findings of either outcome.
    """

    revision: str
    commit: str
    broken: int = 0
    unchecked: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts: `checked` is `held` + `broken` + `waived`, without `unchecked`."""

    held: int
    broken: int
    unchecked: int
    waived: int
    by_severity: Mapping[Severity, int]

    @property
    def checked(self) -> int:
        """The number of checks that were made."""
        return self.held + self.broken + self.waived


@dataclass(frozen=True, slots=True)
class Report:
    """
    The report of a run: `findings` sorted by file and place, `as_of` the ISO date of the check, or None without one.

    Where submissions were checked, `assessment` has their verdicts, `cells` are those of it to show, and `lights` the
    groups of cells that have a schedule. `since` is the base of an edit; new findings then come first. A `headline`
    replaces the counts of checks where none were made.
    """

    command: str
    plans: tuple[CheckedPlan, ...]
    findings: tuple[Finding, ...]
    held: int
    as_of: str | None = None
    submissions: tuple[CheckedSubmission, ...] = ()
    assessment: "Assessment | None" = None
    cells: "tuple[ScorecardCell, ...]" = ()
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
