"""
The two languages of the output, and messages in both.

Everything that a person reads is a `Text`: a template in each language and the values in it. The report chooses the
language, at the very end; until then a message can be compared by its template and its values, and no sentence is ever
searched for what was written into it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Protocol


class Language(StrEnum):
    """A language of the output: Chinese (`zh`) or English (`en`)."""

    ZH = "zh"
    EN = "en"


class Localized(Protocol):
    """A value that is written in either language, such as a `Text` or an amount; it can be compared and hashed."""

    def in_language(self, language: Language) -> str:
        """Return this value in one language."""


Value = str | int | Fraction | date | Localized
"""A value in a message; a whole number has its thousands separated in English, so a year is text."""


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """
    One message in Chinese and in English; neither is a key into a catalogue of the other.

    Each template names its values as in `Text("超过 {cap}", "above {cap}", cap=…)`, in any order, each as often as it
    likes. Without values a text is printed as it is, whatever braces it has; so is each value.
    """

    template_zh: str
    template_en: str
    values: tuple[tuple[str, Value], ...]
    """The values by their names, in the order of the names."""

    def __init__(self, zh: str, en: str, /, **values: Value) -> None:
        object.__setattr__(self, "template_zh", zh)
        object.__setattr__(self, "template_en", en)
        object.__setattr__(self, "values", tuple(sorted(values.items())) if values else ())

    @property
    def zh(self) -> str:
        """This message in Chinese."""
        return self.in_language(Language.ZH)

    @property
    def en(self) -> str:
        """This message in English."""
        return self.in_language(Language.EN)

    def in_language(self, language: Language) -> str:
        """Return this message in one language."""
        template = self.template_zh if language is Language.ZH else self.template_en
        if not self.values:
            return template
        return template.format_map({name: _written(value, language) for name, value in self.values})

    def leaves(self) -> Iterator[Value]:
        """Yield the values of this message, and those of the texts among them in their place."""
        for _, value in self.values:
            if isinstance(value, Text):
                yield from value.leaves()
            else:
                yield value

    def with_leaves(self, change: Callable[[Value], Value]) -> "Text":
        """Return this message with each of its `leaves` changed."""
        changed = {
            name: value.with_leaves(change) if isinstance(value, Text) else change(value) for name, value in self.values
        }
        return Text(self.template_zh, self.template_en, **changed)


NOTHING = Text("", "")
"""The text that is left out."""


@dataclass(frozen=True, slots=True)
class Position:
    """
    The position of an entry in its list, from 1, as a message names it.

    An edit may move the entry, and what the message says of it stays the same.
    """

    number: int

    def in_language(self, language: Language) -> str:  # noqa: ARG002  # the same in both
        """Return the number."""
        return str(self.number)


def joined(values: Iterable[Value], zh: str = "、", en: str = ", ") -> Text:
    """Join values by the separator of each language: those of a list, unless others are given."""
    named = {f"_{number}": value for number, value in enumerate(values)}
    fields = [f"{{{name}}}" for name in named]
    return Text(zh.join(fields), en.join(fields), **named)


def _written(value: Value, language: Language) -> str:
    if isinstance(value, int):
        return f"{value:,}" if language is Language.EN else str(value)
    in_language = getattr(value, "in_language", None)
    return str(value) if in_language is None else in_language(language)
