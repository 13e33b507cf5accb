"""
The two languages in which civtarget speaks, and text that exists in both.

Everything that a person reads is a `Text`; which half is shown is decided at the very end, by the report.
"""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language of the output: Chinese (`zh`) or English (`en`)."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """
    One statement in Chinese and in English.

    `zh` and `en` say the same thing; neither is a key into a catalogue of the other.
    """

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the half of this text that is written in `language`."""
        return self.zh if language is Language.ZH else self.en
