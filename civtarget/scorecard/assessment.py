"""An assessment: observations, the scorecard that they make at a date, and their coverage; the input of the rules."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from civtarget.model.actuals import History, Subject
from civtarget.model.plan import Identifier, Plan
from civtarget.model.workspace import Workspace, workspace_of
from civtarget.notation.periods import ReportingPeriod
from civtarget.scorecard.observations import Observations
from civtarget.scorecard.verdicts import Cell, Scorecard, Verdict, score


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the `expected` values were reported for a period, and by district the indicators that are missing."""

    period: str
    reported: int
    expected: int
    missing: Mapping[str, tuple[Identifier, ...]]


@dataclass(frozen=True)
class Assessment:
    """
    The `observations` for a `plan`, and the scorecard that they make at the end of `as_of`.

    `workspace` has the plans that it refers to.
    """

    plan: Plan
    workspace: Workspace
    as_of: date
    observations: Observations
    scorecard: Scorecard

    @cached_property
    def cells(self) -> Mapping[Identifier, tuple[Cell, ...]]:
        """The cells of each indicator, in the order of the scorecard."""
        cells: defaultdict[Identifier, list[Cell]] = defaultdict(list)
        for cell in self.scorecard.cells:
            cells[cell.indicator].append(cell)
        return {identifier: tuple(each) for identifier, each in cells.items()}

    def histories(self, indicator: Identifier) -> Mapping[Subject, History]:
        """Return the histories of an indicator without periods that end after `as_of`; none of them is empty."""
        if indicator not in self._ended_histories:
            histories = (
                (subject, tuple(each for each in history if each.period.end <= self.as_of))
                for subject, history in self.observations.histories(indicator).items()
            )
            self._ended_histories[indicator] = {subject: history for subject, history in histories if history}
        return self._ended_histories[indicator]

    @cached_property
    def _ended_histories(self) -> dict[Identifier, Mapping[Subject, History]]:
        """Of each indicator that was asked for, the histories that are known by then."""
        return {}

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
        for identifier in self.plan.indicators:
            for subject, history in self.histories(identifier).items():
                for each in history:
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


def assess(plan: Plan, observations: Observations, as_of: date, workspace: Workspace | None = None) -> Assessment:
    """
    Judge the `observations` for a plan, as at the end of `as_of`; it may refer to plans of a `workspace`.

    Raises
    ------
    Unread
        The identifier, the period or the indicators of the plan could not be read.
    """
    workspace = workspace or workspace_of([plan])
    return Assessment(plan, workspace, as_of, observations, score(plan, observations, as_of, workspace))


def _shortness(period: ReportingPeriod) -> tuple[date, str]:
    return period.start, period.text
