"""
The two languages of the output, and text in both.

Everything that a person reads is a `Text`; the report chooses the language, at the very end.
"""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language of the output: Chinese (`zh`) or English (`en`)."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One statement in Chinese and in English; neither is a key into a catalogue of the other."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return this text in one language."""
        return self.zh if language is Language.ZH else self.en
