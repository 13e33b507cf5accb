"""
The formats of all output, and the one function that writes a document in one of them.

A new format is a module in `formats` and a line in `Format`. A module is imported when its format is written, so nobody
waits for a table that is not drawn.
"""

from enum import Flag, StrEnum, auto
from importlib import import_module
from typing import Self

from civtarget.reports.document import Document
from civtarget.reports.style import Style


class Trait(Flag):
    """A property in which formats differ."""

    NONE = 0
    FINDINGS = auto()
    """It has a place for findings alone: its module renders a report, not any document."""
    CONSOLE = auto()
    """For people: standard output gets it in the encoding of the console. Any other format is UTF-8 everywhere."""
    BYTE_ORDER_MARK = auto()
    """A file of it begins with a mark: without, Excel takes it for GBK where that is the encoding of the system."""


class Format(StrEnum):
    """A format of output: the name that users know it by, its traits, and its module if that is not called alike."""

    TABLE = "table", Trait.CONSOLE, "terminal"
    PLAIN = "plain", Trait.CONSOLE
    MARKDOWN = "markdown", Trait.FINDINGS
    JSON = "json", Trait.NONE, "json_file"
    GITHUB = "github", Trait.FINDINGS
    GITLAB = "gitlab", Trait.FINDINGS
    SARIF = "sarif", Trait.FINDINGS
    JUNIT = "junit", Trait.FINDINGS
    CSV = "csv", Trait.FINDINGS | Trait.BYTE_ORDER_MARK, "csv_file"

    traits: Trait
    module: str

    def __new__(cls, name: str, traits: Trait = Trait.NONE, module: str = "") -> Self:
        """Make a member whose value is `name`."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.traits, member.module = traits, module or name
        return member


DocumentFormat = StrEnum(  # type: ignore[misc]  # mypy knows no members that are computed
    "DocumentFormat", [(each.name, each.value) for each in Format if Trait.FINDINGS not in each.traits]
)
"""The formats of a command that shows no findings, as choices of an option."""


def render(form: Format, document: Document, style: Style) -> str:
    """Write `document`; the text ends with a line break, or is empty where there is nothing to show."""
    module = import_module(f"civtarget.reports.formats.{form.module}")
    text: str = module.render(document.report if Trait.FINDINGS in form.traits else document, style)
    return text
