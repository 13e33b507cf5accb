"""
The document: what a command shows, before it is written in a format.

Each module of `views` has a function `document` that makes one; each module of `formats` has a function `render` that
writes one. So a format is written once for all commands, and a command shows its matter in every format.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from civtarget.reports.sheet import Sheet
from civtarget.reports.style import Style

if TYPE_CHECKING:
    from civtarget.checking.report import Report


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; where it is wrapped, `first` precedes its first piece and `rest` the other ones."""

    text: str
    first: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of text, and below them a text that is copied as it is, such as a patch."""

    lines: Sequence[Line]
    verbatim: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page in Markdown: headings (`# `), paragraphs of one line each, and indented examples."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The one line that sums a document up; it is the last block."""

    text: str


Block = Sheet | Lines | Page | Summary
"""A part of a document, as readers see it from top to bottom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """
    The matter of a command for readers (`blocks`), for programs (`content`: JSON) and as findings (`report`).

    `blocks` and `content` are functions, since a format needs one of the two. `report` is None for a command that shows
    no findings.
    """

    blocks: Callable[[Style], Iterable[Block]]
    content: Callable[[], dict[str, Any]]
    report: "Report | None" = None
