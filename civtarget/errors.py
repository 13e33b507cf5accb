"""
The one root of everything that civtarget raises on purpose.

Bad *input files* do not raise: what is wrong inside a plan is a finding.
An error of this family is bad *use* (a path that is not there, a setting that makes no sense) and ends in exit code 2,
or it is caught by the part that asked and becomes a finding there.
"""

from civtarget.language import Text


class CivtargetError(Exception):
    """Base of every error that civtarget raises on purpose; `text` says what is wrong in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text
