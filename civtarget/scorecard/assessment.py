"""
An assessment: all that is known of what was reported for a plan at a date, for the rules over actuals to look at.

It holds what was submitted, row by row, what that was reduced to, and the scorecard; and it says how much of what is
asked for was reported.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from civtarget.model.actuals import Actuals, Observation, Subject
from civtarget.model.plan import Identifier, Plan
from civtarget.model.workspace import Workspace, workspace_of
from civtarget.notation.periods import ReportingPeriod
from civtarget.scorecard.reduction import RowMerge, reduce_observations
from civtarget.scorecard.verdicts import Cell, Scorecard, Verdict, score


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the `expected` values were reported for a period, and by district which indicators are missing."""

    period: str
    reported: int
    expected: int
    missing: Mapping[str, tuple[Identifier, ...]]


@dataclass(frozen=True)
class Assessment:
    """
    What was reported for `plan`, judged as at the end of `as_of`; `row_merges` are rows that met in one subject.

    `workspace` has the plans that it refers to.
    """

    plan: Plan
    workspace: Workspace
    as_of: date
    observations: tuple[Observation, ...]
    actuals: Actuals
    row_merges: tuple[RowMerge, ...]
    scorecard: Scorecard

    @cached_property
    def cells(self) -> Mapping[Identifier, tuple[Cell, ...]]:
        """The cells of each indicator, in the order of the scorecard."""
        cells: defaultdict[Identifier, list[Cell]] = defaultdict(list)
        for cell in self.scorecard.cells:
            cells[cell.indicator].append(cell)
        return {identifier: tuple(each) for identifier, each in cells.items()}

    @cached_property
    def histories(self) -> Mapping[Identifier, Mapping[Subject, tuple[Observation, ...]]]:
        """For each indicator its subjects, each with its observations for periods that have ended, oldest first."""
        histories: defaultdict[Identifier, dict[Subject, tuple[Observation, ...]]] = defaultdict(dict)
        for subject, observations in self.actuals.items():
            ended = tuple(each for each in observations if each.period.end <= self.as_of)
            if ended:
                histories[subject.indicator][subject] = ended
        return histories

    @cached_property
    def rows(self) -> Mapping[Identifier, tuple[Observation, ...]]:
        """For each indicator what was submitted, row by row."""
        rows: defaultdict[Identifier, list[Observation]] = defaultdict(list)
        for observation in self.observations:
            rows[observation.subject.indicator].append(observation)
        return {identifier: tuple(each) for identifier, each in rows.items()}

    @cached_property
    def row_merges_of(self) -> Mapping[Identifier, tuple[RowMerge, ...]]:
        """For each indicator its events."""
        row_merges: defaultdict[Identifier, list[RowMerge]] = defaultdict(list)
        for event in self.row_merges:
            row_merges[event.subject.indicator].append(event)
        return {identifier: tuple(each) for identifier, each in row_merges.items()}

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """
        How complete the reports are, for each period that has ended, oldest first.

        Expected for a period is a value from every district with a share or duty in an indicator, if anybody reported
        that indicator for the period; for the latest one also if reports on it are overdue.
        """
        return tuple(self._coverage())

    def _coverage(self) -> Iterator[Coverage]:
        reported: defaultdict[date, set[Subject]] = defaultdict(set)
        names: dict[date, ReportingPeriod] = {}
        for histories in self.histories.values():
            for subject, observations in histories.items():
                for each in observations:
                    reported[each.period.end].add(subject)
                    names[each.period.end] = max(names.get(each.period.end, each.period), each.period, key=_shortness)
        for end in sorted(reported):
            is_latest = end == max(reported)
            missing: defaultdict[str, list[Identifier]] = defaultdict(list)
            expected = list(self._expected(reported[end], overdue_too=is_latest))
            if not expected:
                continue  # only milestones, or what nothing binds, was reported
            for subject in expected:
                if subject not in reported[end] and subject.district is not None:
                    missing[subject.district].append(subject.indicator)
            in_order = sorted(missing, key=self._areas.index)
            count = len(expected) - sum(map(len, missing.values()))
            yield Coverage(names[end].text, count, len(expected), {name: tuple(missing[name]) for name in in_order})

    @cached_property
    def _areas(self) -> tuple[str, ...]:
        """Every district and party with a cell, districts in the order of the plan."""
        return tuple(dict.fromkeys(cell.district for cell in self.scorecard.cells if cell.district is not None))

    def _expected(self, reported: Iterable[Subject], *, overdue_too: bool) -> Iterator[Subject]:
        asked = {subject.indicator for subject in reported if subject.step is None}
        for identifier, cells in self.cells.items():
            own = [cell for cell in cells if cell.step is None and cell.district is not None and cell.bound is not None]
            if identifier in asked or (overdue_too and any(cell.verdict is Verdict.NOT_REPORTED for cell in own)):
                yield from (Subject(identifier, None, cell.district) for cell in own)


def assess(
    plan: Plan, observations: Iterable[Observation], as_of: date, workspace: Workspace | None = None
) -> Assessment:
    """
    Reduce and judge what was reported for `plan`, as at the end of `as_of`; it may refer to plans of a `workspace`.

    Raises
    ------
    Unread
        The identifier, the period or the indicators of the plan could not be read.
    """
    rows = tuple(observations)
    reduction = reduce_observations(rows, plan)
    workspace = workspace or workspace_of([plan])
    scorecard = score(plan, reduction.actuals, as_of, workspace)
    return Assessment(plan, workspace, as_of, rows, reduction.actuals, reduction.row_merges, scorecard)


def _shortness(period: ReportingPeriod) -> tuple[date, str]:
    return period.start, period.text
