"""The common part of every result of the API: JSON, a data frame, text, and a table in a notebook."""

import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from fractions import Fraction
from importlib import import_module
from typing import Any

from civtarget.api.inputs import ArgumentError
from civtarget.errors import CivtargetError
from civtarget.language import Language, Text
from civtarget.reports.document import Document
from civtarget.reports.rendering import Format, render
from civtarget.reports.style import Style

Record = Mapping[str, Any]
"""An entry of the JSON, as `json.loads` returns it."""

_NUMBERS = frozenset(
    (
        *("expected", "actual", "gap", "due", "progress"),  # of findings, cells and changes
        *("weight", "minimum", "maximum", "locked", "quota", "share", "deviation", "in_plan"),  # of splits
        *("before", "after"),  # of repairs
    )
)
"""The columns that hold numbers."""


class FrameError(CivtargetError):
    """A data frame was asked for, and neither pandas nor polars is installed."""


class Result(ABC):
    """A result that is shown as text, as JSON, as a data frame, and as a table in a notebook."""

    @property
    @abstractmethod
    def document(self) -> Document:
        """The document that the command writes in any format."""

    @abstractmethod
    def rows(self) -> tuple[Sequence[str], Sequence[Record]]:
        """Return the columns of `to_frame`, and the entries of the JSON that are its rows."""

    def to_json(self) -> str:
        """Return the JSON that the command prints; numbers are exact, as text."""
        return render(Format.JSON, self.document, Style())

    def to_text(self, language: Language | str = Language.EN) -> str:
        """Return the plain text that the command prints, in English (`en`) or Chinese (`zh`)."""
        if language not in tuple(Language):
            raise ArgumentError("language", Text("zh 或 en", "zh or en"))
        return render(Format.PLAIN, self.document, Style(Language(language)))

    def to_dict(self) -> dict[str, Any]:
        """Return the content of `to_json`."""
        import json  # noqa: PLC0415  # plans are checked without it

        content: dict[str, Any] = json.loads(self.to_json())
        return content

    def to_frame(self) -> Any:
        """
        Return a data frame of pandas or polars, whichever is installed; pandas first, unless only polars is imported.

        Numbers are `int` or `float`: a frame is for sorting and drawing, `to_dict` has them exactly.

        Raises
        ------
        FrameError
            Neither is installed.
        """
        columns, records = self.rows()
        values = {
            column: _numbers([each[column] for each in records])
            if column in _NUMBERS
            else [plain_value(each[column]) for each in records]
            for column in columns
        }
        for library in sorted(("pandas", "polars"), key=lambda name: name not in sys.modules):
            try:
                return import_module(library).DataFrame(values)
            except ModuleNotFoundError:
                continue
        raise FrameError(
            Text("需要安装 pandas 或 polars 才能得到数据框", "a data frame needs pandas or polars: install one of them")
        )

    def __str__(self) -> str:
        return self.to_text()

    def _repr_html_(self) -> str:
        from civtarget.api.notebook import table_of  # noqa: PLC0415  # only a notebook asks for it

        columns, records = self.rows()
        shown = [[plain_value(each[column]) for column in columns] for each in records]
        return table_of(columns, shown, self.to_text().rstrip("\n").rpartition("\n")[2])


def plain_value(value: Any) -> Any:
    """Return an entry of the JSON as a value of one column: a text in English, a list with commas between."""
    if isinstance(value, dict):
        return value["en"]
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def _numbers(texts: Sequence[str | None]) -> Sequence[float | None]:
    """Return exact numbers as integers, or all as floats where one is no integer or takes more than 64 bits."""
    numbers = [None if text is None else Fraction(text) for text in texts]
    is_whole = all(each is None or (each.denominator == 1 and abs(each) < 2**63) for each in numbers)
    return [each if each is None else int(each) if is_whole else float(each) for each in numbers]
