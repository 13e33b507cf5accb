"""
The seam between reading and judging: observations, whatever holds them.

Verdicts, coverage and rules ask `Observations` about one indicator or one subject at a time, and never for all rows.
So an engine over millions of rows can stand behind the protocol: it settles rows in its own tables by the definitions
of `reduction`, and makes objects only of what somebody asks for. `ObservationsInMemory` is the plain implementation.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from civtarget.model.actuals import History, Observation, Subject
from civtarget.model.plan import Identifier, Plan
from civtarget.scorecard.reduction import RowMerge, reduce_observations


class Observations(Protocol):
    """All that was reported for one plan, in periods within the plan's."""

    @property
    def latest_end(self) -> date | None:
        """The last day of the latest reported period; None where nothing was reported."""

    def histories(self, indicator: Identifier, /) -> Mapping[Subject, History]:
        """
        Return the history of each reported subject of an indicator, subjects in the order of their first rows.

        A history has one observation for each period, oldest first: that which counts of all rows for it.
        """

    def rows_of(self, subject: Subject, /) -> Sequence[Observation]:
        """Return the rows of a subject as they were submitted, in the order in which they were read."""

    def row_merges(self, indicator: Identifier, /) -> Sequence[RowMerge]:
        """Return the merges of several rows for one subject and period, in the order of their places."""


class ObservationsInMemory:
    """
    Observations of which every row is an object in memory.

    Raises
    ------
    Unread
        The indicators of the plan could not be read.
    """

    def __init__(self, rows: Iterable[Observation], plan: Plan) -> None:
        self._rows: defaultdict[Subject, list[Observation]] = defaultdict(list)
        self._histories: defaultdict[Identifier, dict[Subject, History]] = defaultdict(dict)
        self._row_merges: defaultdict[Identifier, list[RowMerge]] = defaultdict(list)
        for row in rows:
            self._rows[row.subject].append(row)
        reduction = reduce_observations((row for each in self._rows.values() for row in each), plan)
        for subject, history in reduction.histories.items():
            self._histories[subject.indicator][subject] = history
        for merge in reduction.row_merges:
            self._row_merges[merge.subject.indicator].append(merge)

    @property
    def latest_end(self) -> date | None:
        """The last day of the latest reported period; None where nothing was reported."""
        return max((row.period.end for rows in self._rows.values() for row in rows), default=None)

    def histories(self, indicator: Identifier, /) -> Mapping[Subject, History]:
        """Return the history of each reported subject of an indicator."""
        return self._histories.get(indicator, {})

    def rows_of(self, subject: Subject, /) -> Sequence[Observation]:
        """Return the rows of a subject in the order in which they were read."""
        return self._rows.get(subject, ())

    def row_merges(self, indicator: Identifier, /) -> Sequence[RowMerge]:
        """Return the merges of several rows for one subject and period."""
        return self._row_merges.get(indicator, ())
