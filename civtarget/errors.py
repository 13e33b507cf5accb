"""
The root of all errors that civtarget raises on purpose.

Bad *input files* do not raise: a fault inside a plan is a finding.
An error of this family is bad *use* (a path that is not there, a setting that makes no sense) and ends in exit code 2,
or the caller catches it and makes a finding of it.

No error speaks of an option of the command line: whoever called from Python has none. Where a message names an argument
it holds an `Argument`, which is the name of the argument in `text`, and its option where a command tells the error.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from civtarget.language import Language, Text, Value


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument in the message of an error, by its name in Python."""

    name: str

    def in_language(self, language: Language) -> str:  # noqa: ARG002  # the same in both
        """Return the name."""
        return self.name


def naming_arguments(text: Text, names: Mapping[str, str]) -> Text:
    """Return a message with its arguments called by `names`, those that have none there by their own."""

    def named(value: Value) -> Value:
        return names.get(value.name, value.name) if isinstance(value, Argument) else value

    return text.with_leaves(named)


class CivtargetError(Exception):
    """
    Base of every error that civtarget raises on purpose.

    `text` says what is wrong in both languages, `str()` in English.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


def reason_of(error: Exception) -> str:
    """Return the reason that the operating system gives for an error, or else its message."""
    return getattr(error, "strerror", None) or str(error)
