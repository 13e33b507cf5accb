"""
The actuals of a plan as types: observations as districts submitted them, and the histories that they reduce to.

`files.submission` makes observations, each with its place in the file; `scorecard.reduction` reduces them to the value
of a cell.
"""

from dataclasses import dataclass
from datetime import date
from string import digits
from typing import NamedTuple

from civtarget.model.plan import Identifier
from civtarget.notation.columns import column_number
from civtarget.notation.periods import ReportingPeriod
from civtarget.notation.quantity import Exact
from civtarget.notation.task_states import TaskState


@dataclass(frozen=True, slots=True)
class Place:
    """The source of a value: a line and column of a text file, or a cell (`C7`) of a sheet."""

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    @property
    def order(self) -> tuple[str, str, int, int]:
        """The sort key of reading order: file, sheet, line and column."""
        if self.cell is None:
            return self.file, self.sheet or "", self.line or 0, self.column or 0
        letters = self.cell.rstrip(digits)
        return self.file, self.sheet or "", int(self.cell[len(letters) :] or 0), column_number(letters)


class Subject(NamedTuple):
    """The subject of a value: an indicator or a step of it (from 1), in a district, or None for the whole area."""

    indicator: Identifier
    step: str | None
    district: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """
    One value as it was submitted, matched to the plan.

    `value` is exact and in the indicator's unit; None where it could not be read, which is a finding already. A task
    has a `state` instead, and the day `done_on` if that was reported. `part` and `whole` are the counts behind a rate.
    """

    subject: Subject
    period: ReportingPeriod
    value: Exact | None
    place: Place
    state: TaskState | None = None
    done_on: date | None = None
    part: Exact | None = None
    whole: Exact | None = None
    submitted: date | None = None
    readable: bool = True


History = tuple[Observation, ...]
"""The observations of one subject, one a period, oldest first."""
