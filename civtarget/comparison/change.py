"""Changes between two versions of a plan, and the direction of one by the order of its values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from civtarget.language import Text
from civtarget.model.plan import Identifier, Path
from civtarget.notation.quantity import Exact

T = TypeVar("T")


class Direction(StrEnum):
    """The effect of a change on the requirements of a plan; unchecked where it could not be determined."""

    WEAKER = "weaker"
    STRONGER = "stronger"
    NEUTRAL = "neutral"
    UNCHECKED = "unchecked"


class Versions(NamedTuple, Generic[T]):
    """The same thing of the old plan and of the new one."""

    old: T
    new: T


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a change: its place, its text (None where there is nothing), and its number if it has one."""

    path: Path
    text: Text | None
    number: Exact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    One difference in meaning between two versions of a plan.

    `aspect` is the key of the plan format that it is about. `indicator` and `district` are names of the new plan, or of
    the old one if they are gone; `step` is the name of the step. `gap` is new minus old. `is_unread` marks one that is
    unchecked because the new plan cannot be read there.
    """

    aspect: str
    direction: Direction
    message: Text
    old: Side
    new: Side
    indicator: Identifier | None = None
    indicator_name: Text | None = None
    district: str | None = None
    step: str | None = None
    gap: Exact | None = None
    unit: str | None = None
    is_unread: bool = False


def by_order(old: Any, new: Any, *, more: Direction = Direction.STRONGER) -> Direction:
    """Return `more` if the new value is the larger one, its opposite if it is smaller, neutral if they are level."""
    if old == new:
        return Direction.NEUTRAL
    return more if new > old else opposite(more)


def presence(old: object, new: object) -> Direction:
    """Return the direction of something that binds: dropped is weaker, added stronger, replaced neither."""
    return by_order(old is not None, new is not None)


def binding(old: object, new: object) -> Direction:
    """Return the direction of something that binds and is not ordered: one in place of another is unchecked."""
    return Direction.UNCHECKED if old is not None and new is not None else presence(old, new)


def unordered(old: object, new: object) -> Direction:
    """Return the direction of a change whose effect cannot be determined: unchecked, unless the values are equal."""
    return Direction.NEUTRAL if old == new else Direction.UNCHECKED


def opposite(direction: Direction) -> Direction:
    """Return the direction of the change that undoes one of this direction."""
    swapped = {Direction.WEAKER: Direction.STRONGER, Direction.STRONGER: Direction.WEAKER}
    return swapped.get(direction, direction)


def neutral(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield changes of facts, such as how many people there are, as neutral ones: more is no stronger."""
    for each in changes:
        is_open = each.direction is Direction.UNCHECKED
        yield each if is_open else replace(each, direction=Direction.NEUTRAL)
