"""
What districts report, as values: observations as they were submitted, and the histories that they reduce to.

`sources` makes observations, each with its place in the file; `reduction` is the one place in which several of them
become what a cell is judged by.
"""

from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase, digits
from typing import NamedTuple

from civtarget.model.plan import Identifier
from civtarget.notation.periods import ReportingPeriod
from civtarget.notation.quantity import Exact
from civtarget.notation.task_states import TaskState


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was submitted: a line and column of a text file, or a cell (`C7`) of a sheet."""

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    @property
    def order(self) -> tuple[str, str, int, int]:
        """What sorts places as people read them: by file, sheet, line and column."""
        if self.cell is None:
            return self.file, self.sheet or "", self.line or 0, self.column or 0
        letters = self.cell.rstrip(digits)
        column = 0
        for letter in letters:
            column = column * len(ascii_uppercase) + ascii_uppercase.index(letter) + 1
        return self.file, self.sheet or "", int(self.cell[len(letters) :] or 0), column


class Subject(NamedTuple):
    """What a value is of: an indicator or a step of it (numbered from 1), in a district, or None for the whole area."""

    indicator: Identifier
    step: str | None
    district: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """
    One value as it was submitted, matched to the plan.

    `value` is exact and in the indicator's unit; None where it could not be read, which is a finding already. A task
    has a `state` instead, and the day `done_on` if that was reported. `part` and `whole` are what a rate was made of.
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
