"""Shared by rules: the numbers of an indicator with their paths, and comparisons of two numbers."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from civtarget.language import Text
from civtarget.model.phrases import MOST_NAMES, bare_text, bound_text, dotted, gap_between, listed, quantity_text
from civtarget.model.plan import Identifier, Indicator, Path, Step, Unread, at
from civtarget.model.results import Related, Unchecked
from civtarget.model.workspace import DatedBaseline
from civtarget.notation.quantity import Exact, Quantity

T = TypeVar("T")


def chain_past_unread(*parts: Callable[[], Iterator[T]]) -> Iterator[T]:
    """
    Yield all that `parts` yield; one that meets something unreadable does not stop the others.

    Raises, after the last part, the first `Unread` that was met.
    """
    unread: Unread | None = None
    for part in parts:
        try:
            yield from part()
        except Unread as missing:
            unread = unread or missing
    if unread is not None:
        raise unread


def values_of(identifier: Identifier, indicator: Indicator) -> Iterator[tuple[Path, Quantity]]:
    """
    Yield every number of an indicator with its path: target, baselines, shares, what is due for each, steps.

    Raises `Unread` after the last one if something could not be read.
    """
    return chain_past_unread(
        partial(_target, identifier, indicator),
        partial(_baselines, identifier, indicator),
        partial(_shares, identifier, indicator),
        partial(_each, identifier, indicator),
        partial(_steps, identifier, indicator),
    )


def _target(identifier: Identifier, indicator: Indicator) -> Iterator[tuple[Path, Quantity]]:
    if indicator.bound is not None:
        yield at(identifier, "target"), indicator.bound


def _baselines(identifier: Identifier, indicator: Indicator) -> Iterator[tuple[Path, Quantity]]:
    for number, baseline in enumerate(indicator.baselines):
        yield at(identifier, "baselines", str(number), "value"), baseline.value


def _shares(identifier: Identifier, indicator: Indicator) -> Iterator[tuple[Path, Quantity]]:
    for district, share in indicator.stated():
        yield at(identifier, "split", district), share


def _each(identifier: Identifier, indicator: Indicator) -> Iterator[tuple[Path, Quantity]]:
    if indicator.each is not None:
        yield at(identifier, "each", "target"), indicator.each.target


def _steps(identifier: Identifier, indicator: Indicator) -> Iterator[tuple[Path, Quantity]]:
    return chain_past_unread(
        *(partial(_step, at(identifier, "steps", str(n)), step) for n, step in enumerate(indicator.steps))
    )


def _step(where: Path, step: Step) -> Iterator[tuple[Path, Quantity]]:
    if step.target is not None:
        yield (*where, "target"), step.target


def terms_of(identifier: Identifier, indicator: Indicator) -> Iterator[tuple[Path, Quantity]]:
    """Yield the numbers that are the part or the whole of a rate, with their paths; they are not in the rate's unit."""
    ratio = indicator.of
    if ratio is None:
        return
    sides = (("part", lambda: ratio.part), ("whole", lambda: ratio.whole))
    yield from chain_past_unread(*(partial(_term, at(identifier, "of", key), term) for key, term in sides))


def _term(where: Path, read: Callable[[], Quantity | Identifier | None]) -> Iterator[tuple[Path, Quantity]]:
    term = read()
    if isinstance(term, Quantity):
        yield where, term


def not_exact(where: Path, *figures: tuple[Path, Quantity]) -> Unchecked | None:
    """Return that a comparison of `figures` is open if some are approximate, so that it cannot be concluded exactly."""
    about = [(path, quantity) for path, quantity in figures if quantity.approximate]
    if not about:
        return None
    # The path says whose figure it is: several may be about 100.
    names = [f"{dotted(path)} {bound_text(quantity).zh}" for path, quantity in about]
    names_en = [f"{dotted(path)} is {bound_text(quantity).en}" for path, quantity in about]
    zh, en = listed(names, most=MOST_NAMES).zh, listed(names_en, most=MOST_NAMES).en
    message = Text("{zh}：约数不能作准，需要确切的数", "{en}: only an exact figure can be compared", zh=zh, en=en)
    return Unchecked(where=where, message=message, needs=tuple(dotted(path) for path, _ in about))


def compared(actual: Exact, expected: Exact, unit: str) -> tuple[Text, Text, Text]:
    """Write a value, the value that it is compared with, and their gap; in English only the first has no unit."""
    return bare_text(actual, unit), quantity_text(expected, unit), gap_between(actual, expected, unit)


def past_figure(dated: DatedBaseline) -> Related:
    """Return the place of a baseline that a figure is compared with."""
    period = dated.baseline.period
    return Related(
        dated.path,
        Text("{period} 年的数在此", "the number of {period} stands here", period=str(period)),
        plan=dated.plan,
    )
