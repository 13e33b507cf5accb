"""The pieces that messages about changes are made of, in both languages."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from civtarget.comparison.change import Direction, Versions
from civtarget.language import Text
from civtarget.model.phrases import bound_text
from civtarget.notation.quantity import Quantity

T = TypeVar("T")

NOTHING = Text("", "")


def same(text: str) -> Text:
    """Return what is written alike in both languages."""
    return Text(text, text)


def text_of(value: object) -> Text:
    """Write a value as the plan does."""
    return same(str(value))


def quoted(text: Text) -> Text:
    """Return words of the plan in the quotation marks of each language."""
    return Text(f"“{text.zh}”", f'"{text.en}"')


def written(quantity: Quantity, unit: str) -> Text:
    """Write a bound: in its own unit, or else in that of its indicator."""
    return bound_text(replace(quantity, unit=quantity.unit or unit))


def both_written(values: Iterable[T | None], write: Callable[[T], Text]) -> Versions[Text | None]:
    """Write what stands on each side; what is not there stays None."""
    old, new = (None if each is None else write(each) for each in values)
    return Versions(old, new)


def replaced(label: Text, old: Text | None, new: Text | None) -> Text:
    """Say that something was changed, added or dropped."""
    if old is None and new is not None:
        return Text(f"新增{label.zh}：{new.zh}", f"{label.en} is added: {new.en}")
    if new is None and old is not None:
        return Text(f"取消{label.zh}：原为 {old.zh}", f"{label.en} is dropped: it was {old.en}")
    assert old is not None and new is not None, "something stood on one side"
    return Text(f"{label.zh}由 {old.zh} 改为 {new.zh}", f"{label.en} changes from {old.en} to {new.en}")


def undecided(said: Text, direction: Direction) -> Text:
    """Say, where it is so, that nobody can tell what a change does to what is asked for."""
    if direction is not Direction.UNCHECKED:
        return said
    return explained(said, Text("无法判断强弱", "whether that is weaker cannot be told"))


def explained(said: Text, reason: Text) -> Text:
    """Say why a change is of no direction."""
    return Text(f"{said.zh}：{reason.zh}", f"{said.en}: {reason.en}")
