"""
What the rules about plausibility share: values in the order of time, what they count from, and what binds them.

A value that could not be read is a finding already, and nothing is concluded from it: it is passed over, or, where its
place in the order matters, ends what is looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from civtarget.model.actuals import Observation, Subject
from civtarget.model.plan import Identifier, Indicator, Plan, Reporting
from civtarget.model.results import Held, Result
from civtarget.model.schedule import Undated, window_of
from civtarget.notation.periods import ReportingPeriod
from civtarget.notation.quantity import Exact, Quantity
from civtarget.notation.units import ratio_scale
from civtarget.rules.actuals._cells import cells
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.reduction import ratio_of

Moment = tuple[date | None, date]
"""What two values have to share to be of one period: its end, and its start where each period has its own value."""

SLIPS = {10: (3, 2), 100: (3, 2), 10_000: (2, 1)}
"""
What a slipped digit, a percentage for a number and a forgotten 万 multiply a value by; how far off it may then be, 3/2.

Nothing that grows comes near 10,000 times what it was, so that there work done in between may blur it more.
"""


class Value(NamedTuple):
    """A number that was reported and could be read, with the observation that says so."""

    number: Exact
    observation: Observation

    @property
    def period(self) -> ReportingPeriod:
        """The period that it is for."""
        return self.observation.period


def number_of(observation: Observation) -> Exact | None:
    """Return the number that was reported; None where none could be read, or only what a rate is made of."""
    return observation.value if observation.readable else None


def stated(observation: Observation, indicator: Indicator) -> Exact | None:
    """Return what was reported: a rate may be stated by its part and whole alone, and then it is exact."""
    number, scale = number_of(observation), ratio_scale(indicator.unit_name)
    part, whole = observation.part, observation.whole
    if number is not None or not observation.readable or part is None or whole is None or scale is None:
        return number
    return ratio_of(part, whole, scale)[0]


def known(history: Sequence[Observation]) -> list[Value]:
    """Return the values of a history that could be read, oldest first."""
    numbers = ((number_of(each), each) for each in history)
    return [Value(number, each) for number, each in numbers if number is not None]


def histories_of(identifier: Identifier, assessment: Assessment) -> Iterator[tuple[Subject, tuple[Observation, ...]]]:
    """Yield what was reported of the indicator itself, not of its steps: each subject with its observations."""
    for subject, history in assessment.histories(identifier).items():
        if subject.step is None:
            yield subject, history


def by_moment(identifier: Identifier, assessment: Assessment) -> Mapping[Moment, Mapping[str | None, Observation]]:
    """Return what was reported of an indicator period by period: the observations by district, None the whole area."""
    indicator = assessment.plan.indicators[identifier]
    found: defaultdict[Moment, dict[str | None, Observation]] = defaultdict(dict)
    for subject, history in histories_of(identifier, assessment):
        for each in history:
            found[moment(each.period, indicator)][subject.district] = each
    return found


def moment(period: ReportingPeriod, indicator: Indicator) -> Moment:
    """Return which other values of the indicator, or of one that counts from the same day, are of the same period."""
    return (period.start if is_in_period(indicator) else None), period.end


def is_in_period(indicator: Indicator) -> bool:
    """Whether each period has its own value, and they add up over periods."""
    return indicator.kind.accumulates and indicator.reported is Reporting.IN_PERIOD


def is_cumulative(indicator: Indicator) -> bool:
    """Whether a value holds all of those before it: counts and amounts since the start of the year or of the plan."""
    return indicator.kind.accumulates and indicator.reported is not Reporting.IN_PERIOD


def speaks_for_itself(indicator: Indicator, plan: Plan) -> bool:
    """Whether one value is all that the indicator has come to, so that none before it has to be added."""
    starts_with_plan = indicator.reported is Reporting.PLAN_TO_DATE or (
        indicator.reported is Reporting.YEAR_TO_DATE and plan.period.first == plan.period.last
    )
    return starts_with_plan or not indicator.kind.accumulates


def stretches(history: Sequence[Observation], indicator: Indicator) -> Iterator[list[Value]]:
    """Yield the values that can be compared with each other: those since the start of a year, each year by itself."""
    is_by_year = is_cumulative(indicator) and indicator.reported is Reporting.YEAR_TO_DATE
    found: defaultdict[int, list[Value]] = defaultdict(list)
    for value in known(history):
        found[value.period.end.year if is_by_year else 0].append(value)
    yield from found.values()


def bounds(identifier: Identifier, assessment: Assessment) -> Mapping[Subject, Quantity]:
    """Return what binds the values of an indicator, so far as it is in their unit."""
    return {
        cell.subject: cell.bound
        for cell in cells(identifier, assessment)
        if cell.step is None and cell.bound is not None and cell.bound.unit in ("", cell.unit)
    }


def deadline(identifier: Identifier, assessment: Assessment) -> date | None:
    """Return the day by which the targets of an indicator are due; None where the plan leaves its year open."""
    with suppress(Undated):  # its cells say so
        return window_of(assessment.plan.indicators[identifier], assessment.plan).end
    return None


def slip_between(smaller: Exact, larger: Exact) -> int | None:
    """Return which of `SLIPS` takes the one number to about the other."""
    if smaller <= 0 or larger < 2 * smaller:
        return None  # nearly always so; what follows is slow where there are fractions
    for factor, (over, under) in SLIPS.items():
        if under * factor * smaller <= over * larger and under * larger <= over * factor * smaller:
            return factor
    return None


def once_held(results: Iterable[Result | None]) -> Iterator[Result]:
    """Yield what is wrong with the values of one subject; if nothing is, that it holds, once for all its periods."""
    found = [each for each in results if each is not None]
    wrong = [each for each in found if not isinstance(each, Held)]
    yield from wrong or found[:1]
