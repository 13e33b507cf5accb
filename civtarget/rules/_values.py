"""What rules share: the numbers that an indicator states, each with its place, and how two of them are compared."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from civtarget.language import Language, Text
from civtarget.model import Identifier, Indicator, Path, Step, Unread, at
from civtarget.quantity import Exact, Quantity, write_number
from civtarget.wording import quantity_text

T = TypeVar("T")


def in_turn(*parts: Callable[[], Iterator[T]]) -> Iterator[T]:
    """
    Yield what each of `parts` yields; one that meets something unreadable does not keep the others from being made.

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
    Yield every number of an indicator with its path: target, shares, what is due for each, and targets of steps.

    Raises `Unread` after the last one if something could not be read.
    """
    return in_turn(
        partial(_target, identifier, indicator),
        partial(_shares, identifier, indicator),
        partial(_each, identifier, indicator),
        partial(_steps, identifier, indicator),
    )


def _target(identifier: Identifier, indicator: Indicator) -> Iterator[tuple[Path, Quantity]]:
    if indicator.target is not None:
        yield at(identifier, "target"), indicator.target


def _shares(identifier: Identifier, indicator: Indicator) -> Iterator[tuple[Path, Quantity]]:
    for district, share in indicator.stated():
        yield at(identifier, "split", district), share


def _each(identifier: Identifier, indicator: Indicator) -> Iterator[tuple[Path, Quantity]]:
    if indicator.each is not None:
        yield at(identifier, "each", "target"), indicator.each.target


def _steps(identifier: Identifier, indicator: Indicator) -> Iterator[tuple[Path, Quantity]]:
    return in_turn(*(partial(_step, at(identifier, "steps", str(n)), step) for n, step in enumerate(indicator.steps)))


def _step(where: Path, step: Step) -> Iterator[tuple[Path, Quantity]]:
    if step.target is not None:
        yield (*where, "target"), step.target


def compared(actual: Exact, expected: Exact, unit: str) -> tuple[Text, Text, Text]:
    """Write a value, what it is held against, and how far apart they are; in English the unit stands once."""
    gap = actual - expected if actual > expected else expected - actual
    return _bare(actual, unit), quantity_text(expected, unit), _bare(gap, unit)


def _bare(value: Exact, unit: str) -> Text:
    return Text(quantity_text(value, unit).zh, write_number(value, Language.EN))
