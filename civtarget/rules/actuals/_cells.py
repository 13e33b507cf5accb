"""Results about a cell of the scorecard or a value, and the words for them: shared by the rules over actuals."""

from collections.abc import Iterator
from contextlib import suppress

from civtarget.language import Text
from civtarget.model.actuals import Observation, Place, Subject
from civtarget.model.phrases import quantity_text, rounded
from civtarget.model.plan import Identifier, Path, Plan, Unread, at
from civtarget.model.results import Held, Problem, Related, Unchecked
from civtarget.notation.quantity import Exact
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.verdicts import ScorecardCell, Verdict


def where(subject: Subject, plan: Plan) -> Path:
    """Return the path of `subject` in the plan: of its share, its target or its step, else its indicator."""
    identifier = subject.indicator
    if subject.step is not None:
        return at(identifier, "steps", str(int(subject.step) - 1))
    with suppress(Unread):  # then it is the indicator that is pointed at
        indicator = plan.indicators[identifier]
        if subject.district is None:
            return at(identifier, "target") if indicator.target is not None else at(identifier)
        if subject.district in (indicator.split or {}):
            return at(identifier, "split", subject.district)
    return at(identifier)


def held(subject: Subject, plan: Plan) -> Held:
    """Return that a check of `subject` holds."""
    return Held(where(subject, plan), subject)


def problem(  # noqa: PLR0913  # what a problem is made of
    subject: Subject,
    plan: Plan,
    message: Text,
    *,
    place: Place | None = None,
    expected: Exact | None = None,
    actual: Exact | None = None,
    unit: str = "",
    related: tuple[Related, ...] = (),
) -> Problem:
    """Return that a check of `subject` does not hold: at `place`, else at its path in the plan."""
    return Problem(
        where=where(subject, plan),
        message=message,
        place=place,
        subject=subject,
        expected=expected,
        actual=actual,
        gap=None if actual is None or expected is None else actual - expected,
        unit=unit or None,
        related=related,
    )


def unchecked(
    subject: Subject, plan: Plan, message: Text, *, needs: tuple[str, ...], place: Place | None = None
) -> Unchecked:
    """Return that a check of `subject` could not be made for want of `needs`."""
    return Unchecked(where=where(subject, plan), message=message, needs=needs, place=place, subject=subject)


def cells(identifier: Identifier, assessment: Assessment) -> Iterator[ScorecardCell]:
    """Yield the cells of an indicator with a bound, or with one that could not be read."""
    for cell in assessment.cells[identifier]:
        if cell.verdict not in (Verdict.NO_TARGET, Verdict.NOT_APPLICABLE):
            yield cell


def value_text(value: Exact, unit: str, *apart: Exact) -> Text:
    """Write a value in a row, rounded where it has many digits but on its own side of each number in `apart`."""
    return quantity_text(rounded(value, apart), unit)


def related(observation: Observation, plan: Plan, message: Text) -> Related:
    """Return a reference to another value, for a finding."""
    return Related(where(observation.subject, plan), message, observation.place)
