"""The log of reading a submission: faults, each at its place, and notes."""

from typing import NamedTuple

from civtarget.files.submission.cells import Grid, GridCell
from civtarget.language import Text
from civtarget.model.findings import SubmissionFault, SubmissionRule
from civtarget.model.plan import Identifier


class About(NamedTuple):
    """The subject of a fault, so far as it is known."""

    indicator: Identifier | None = None
    district: str | None = None


NOTHING_KNOWN = About()


class Log:
    """Collects faults and notes; `sheet` is the one that is being read."""

    def __init__(self, sheet: Grid) -> None:
        self.sheet = sheet
        self.faults: list[SubmissionFault] = []
        self.notes: list[Text] = []

    def fault(self, rule: SubmissionRule, cell: GridCell, message: Text, about: About = NOTHING_KNOWN) -> None:
        """Record a fault at `cell`."""
        self.faults.append(SubmissionFault(rule, self.sheet.place(cell), message, cell.text, *about))
