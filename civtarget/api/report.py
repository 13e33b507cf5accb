"""The report of `validate` and `check`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from civtarget.api.result import Record, Result
from civtarget.checking import report as checking
from civtarget.checking.settings import Settings
from civtarget.model.findings import Finding
from civtarget.reports.document import Document
from civtarget.reports.views.findings import document

if TYPE_CHECKING:
    from civtarget.checking.baseline import BaselineEntry
    from civtarget.scorecard.verdicts import ScorecardCell

FINDING_COLUMNS = (
    "rule", "severity", "outcome", "plan", "indicator", "district", "step", "message", "expected", "actual", "gap",
    "unit", "needs", "file", "line", "column", "sheet", "cell", "path", "waiver", "new", "fingerprint",
)  # fmt: skip
CELL_COLUMNS = (
    "plan", "indicator", "district", "step", "period", "unit", "bound", "actual", "due", "progress", "verdict", "light",
    "state", "at_least", "missing", "reason", "file", "line", "sheet", "cell",
)  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class Report(Result):
    """
    All that a check found: one row of `to_frame` is a cell of the scorecard for `check`, a finding for `validate`.

    `content` is the report, `settings` those that it was made by. `fixed` are the entries of the `baseline`, a file,
    that are found no more.
    """

    content: checking.Report
    settings: Settings
    fixed: "tuple[BaselineEntry, ...]" = ()
    baseline: str | None = None
    is_empty: bool = False
    """Whether there was nothing to check: no plan with indicators, or no value."""

    @property
    def exit_code(self) -> int:
        """The code that the command ends with: 0 nothing at or above `fail_on`, 1 findings, 3 nothing to check."""
        return 1 if self.failures else 3 if self.is_empty else 0

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding: what is broken, what could not be checked, and what is waived; sorted by file and place."""
        return self.content.findings

    @property
    def cells(self) -> "tuple[ScorecardCell, ...]":
        """Every cell of the scorecard, with its verdict; none for `validate`."""
        return self.content.cells

    @property
    def summary(self) -> checking.Summary:
        """The counts of checks: held, broken, unchecked, waived, and findings by severity."""
        return self.content.summary

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The findings at or above `fail_on` that are not waived: with any, the command ends in exit code 1."""
        return tuple(each for each in self.findings if self.settings.fails(each))

    def with_baseline(self, entries: "Sequence[BaselineEntry]", name: str) -> "Report":
        """Return the report with the findings of a baseline accepted; `name` is of its file."""
        from civtarget.checking.baseline import apply_baseline  # noqa: PLC0415  # what no other run needs

        content, fixed = apply_baseline(self.content, entries, name, self.settings)
        return replace(self, content=content, fixed=fixed, baseline=name)

    @property
    def document(self) -> Document:
        """The report, in JSON `civtarget-report/1`."""
        return document(self.content)

    def rows(self) -> tuple[Sequence[str], Sequence[Record]]:
        """Return the columns of `to_frame` and the entries that are its rows: cells for `check`, else findings."""
        content = self.to_dict()
        is_check = self.content.command == "check"
        return (CELL_COLUMNS, content["cells"]) if is_check else (FINDING_COLUMNS, content["findings"])

    def __repr__(self) -> str:
        counts = self.summary
        return f"<Report of {self.content.command}: {counts.broken} broken, {counts.unchecked} unchecked>"
