"""
The root of all errors that civtarget raises on purpose.

Bad *input files* do not raise: a fault inside a plan is a finding.
An error of this family is bad *use* (a path that is not there, a setting that makes no sense) and ends in exit code 2,
or the caller catches it and makes a finding of it.

No error speaks of an option of the command line: whoever called from Python has none. Where a message names an argument
it holds a placeholder, which is the name of the argument in `text`, and its option where a command tells the error.
"""

import re
from collections.abc import Mapping

from civtarget.language import Text

_PLACEHOLDER = re.compile("\ufdd0(.*?)\ufdd1")
"""Noncharacters: Unicode keeps them for use inside a program, so no text that is read holds them."""


def argument(name: str) -> str:
    """Return the placeholder for an argument, to be written into the message of an error."""
    return f"\ufdd0{name}\ufdd1"


def naming_arguments(text: Text, names: Mapping[str, str]) -> Text:
    """Return a message with its arguments called by `names`, those that have none there by their own."""

    def named(part: str) -> str:
        return _PLACEHOLDER.sub(lambda match: names.get(match[1], match[1]), part) if "\ufdd0" in part else part

    return Text(named(text.zh), named(text.en))


class CivtargetError(Exception):
    """
    Base of every error that civtarget raises on purpose.

    `text` says what is wrong in both languages, `str()` in English; `template` is the text with its placeholders.
    """

    def __init__(self, template: Text) -> None:
        self.template = template
        self.text = naming_arguments(template, {})
        super().__init__(self.text.en)


def reason_of(error: Exception) -> str:
    """Return the reason that the operating system gives for an error, or else its message."""
    return getattr(error, "strerror", None) or str(error)
