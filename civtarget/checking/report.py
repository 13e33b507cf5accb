"""The report of a run: plans, submissions, findings and counts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from civtarget.language import Text
from civtarget.model.findings import SEVERITIES, Finding, Outcome, Severity

if TYPE_CHECKING:
    from civtarget.scorecard.assessment import Assessment
    from civtarget.scorecard.lights import Light
    from civtarget.scorecard.verdicts import ScorecardCell


class RuleRun(NamedTuple):
    """A rule that was run over a plan: how many of its checks held, and how many findings it has."""

    rule: str
    held: int
    findings: int


def rule_runs(rules: Iterable[str], held: Iterable[str], findings: Iterable[Finding]) -> tuple[RuleRun, ...]:
    """Return the runs of `rules`, in this order, given the rule of every check that `held` and all findings."""
    held_by_rule, findings_by_rule = Counter(held), Counter(finding.rule for finding in findings)
    return tuple(RuleRun(rule, held_by_rule[rule], findings_by_rule[rule]) for rule in rules)


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """A plan of a report, and the rules that were run over it: none where the plan could not be read."""

    id: str
    path: str
    sha256: str
    runs: tuple[RuleRun, ...] = field(default=(), repr=False)


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
