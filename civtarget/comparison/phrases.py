"""The fragments of messages about changes, in both languages."""

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
    """Return text that is written alike in both languages."""
    return Text(text, text)


def text_of(value: object) -> Text:
    """Write a value as the plan does."""
    return same(str(value))


def quoted(text: Text) -> Text:
    """Return words of the plan in the quotation marks of each language."""
    return Text("“{text}”", '"{text}"', text=text)


def written(quantity: Quantity, unit: str) -> Text:
    """Write a bound: in its own unit, or else in that of its indicator."""
    return bound_text(replace(quantity, unit=quantity.unit or unit))


def both_written(values: Iterable[T | None], write: Callable[[T], Text]) -> Versions[Text | None]:
    """Write the value of each side; None stays None."""
    old, new = (None if each is None else write(each) for each in values)
    return Versions(old, new)


def describe_change(label: Text, old: Text | None, new: Text | None) -> Text:
    """Return the statement that something was changed, added or dropped."""
    if old is None and new is not None:
        return Text("新增{label}：{new}", "{label} is added: {new}", label=label, new=new)
    if new is None and old is not None:
        return Text("取消{label}：原为 {old}", "{label} is dropped: it was {old}", label=label, old=old)
    assert old is not None and new is not None, "there is a value on one side"
    return Text("{label}由 {old} 改为 {new}", "{label} changes from {old} to {new}", label=label, old=old, new=new)


def with_doubt(said: Text, direction: Direction) -> Text:
    """Add to the statement of an unchecked change that its direction cannot be told."""
    if direction is not Direction.UNCHECKED:
        return said
    return with_reason(said, Text("无法判断强弱", "whether that is weaker cannot be told"))


def with_reason(said: Text, reason: Text) -> Text:
    """Add to the statement of a change the reason why it has no direction."""
    return Text("{said}：{reason}", "{said}: {reason}", said=said, reason=reason)
