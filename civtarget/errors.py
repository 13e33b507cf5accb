"""
The root of all errors that civtarget raises on purpose.

Bad *input files* do not raise: a fault inside a plan is a finding.
An error of this family is bad *use* (a path that is not there, a setting that makes no sense) and ends in exit code 2,
or the caller catches it and makes a finding of it.
"""

from civtarget.language import Text


class CivtargetError(Exception):
    """Base of every error that civtarget raises on purpose; `text` is its message in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def reason_of(error: Exception) -> str:
    """Return the reason that the operating system gives for an error, or else its message."""
    return getattr(error, "strerror", None) or str(error)
