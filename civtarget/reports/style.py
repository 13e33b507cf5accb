"""The look of a document: its language, width and characters."""

from dataclasses import dataclass

from civtarget.language import Language, Text

NARROW = 60
"""Below this many columns a table turns into stacked records."""


@dataclass(frozen=True, slots=True)
class Style:
    """
    `width` is in terminal columns. `ascii_only` draws lines with characters that every console has (a console in code
    page 936 shows box-drawing characters twice as wide). `grouped` puts rows below the name of their file, as on a
    page; otherwise each row names its own file, for programs that read single lines.

    `folder` is the working folder and `root` that of the repository, both absolute: services that show findings beside
    a file want its path from the root.
    """

    language: Language = Language.EN
    width: int = 80
    colour: bool = False
    ascii_only: bool = False
    grouped: bool = False
    folder: str = ""
    root: str = ""

    def say(self, text: Text) -> str:
        """Return `text` in the language of this style."""
        return text.in_language(self.language)
