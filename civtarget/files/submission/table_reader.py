"""
Tables in memory to a sheet of cells: data frames of pandas or polars, Arrow tables, and rows of mappings.

No library of data frames is imported: a table is told by its methods. Cells are typed as those of a workbook are, and
the same reader reads them; a float is its shortest decimal.
A missing value (`None`, NaN, NaT, NA) is a blank cell. Headings are line 1.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from numbers import Real
from typing import Any

from civtarget.errors import CivtargetError
from civtarget.files.submission.cells import Book, FileForm, grid_of_rows, typed_cell
from civtarget.language import Text
from civtarget.notation.quantity import exact

TABLE = FileForm("table", Text("内存中的表", "a table in memory"), ())
"""The form of a table in memory, which is no file."""

_MISSING = frozenset(("NaTType", "NAType"))
"""The types of pandas' missing values, which equal nothing and have no truth value."""


_LARGEST = 10**400
"""An integer from which on nobody means it."""


class TableError(CivtargetError):
    """Something that was given as a table of reported values is none."""


def is_table(value: object) -> bool:
    """Whether a value is a table of a library, by its methods."""
    return any(hasattr(value, name) for name in ("to_pylist", "iter_rows", "__arrow_c_stream__")) or _is_pandas(value)


def read_table(table: object, name: str) -> Book:
    """
    Return a table in memory as a book of one sheet; `name` is what messages call it.

    Raises
    ------
    TableError
        It is no table whose rows are mappings of headings to values.
    """
    headings, rows = _columns(table)
    grid = grid_of_rows(name, list(map(str, headings)), [list(map(_typed, row)) for row in rows])
    content = "\n".join("\t".join(cell.text for cell in row.values()) for row in grid.rows)
    return Book(
        name=name,
        sha256=hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest(),
        form=TABLE,
        encoding=None,
        sheets=(grid,),
    )


def _is_pandas(value: object) -> bool:
    return hasattr(value, "to_dict") and hasattr(value, "columns") and hasattr(value, "reset_index")


def _columns(table: Any) -> tuple[Sequence[Any], Iterable[Iterable[Any]]]:
    """Return the headings of a table, of which two may be alike, and its rows."""
    if _is_pandas(table):
        has_named_index = any(name is not None for name in table.index.names)
        frame = table.reset_index() if has_named_index else table
        return list(frame.columns), frame.itertuples(index=False, name=None)
    if hasattr(table, "iter_rows"):
        return table.columns, table.iter_rows()
    if hasattr(table, "to_pylist") or hasattr(table, "__arrow_c_stream__"):
        arrow = _arrow_table(table)
        return arrow.column_names, zip(*(column.to_pylist() for column in arrow.columns), strict=True)
    rows = list(table) if isinstance(table, Iterable) and not isinstance(table, Mapping) else _refuse(table)
    if not all(isinstance(row, Mapping) for row in rows):
        _refuse(next(row for row in rows if not isinstance(row, Mapping)))
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    return headings, ([row.get(heading) for heading in headings] for row in rows)


def _arrow_table(table: Any) -> Any:
    """Return a table of pyarrow: one that is given, a batch of it, or what another library hands over."""
    if hasattr(table, "column_names") and hasattr(table, "columns"):
        return table
    try:
        arrow = import_module("pyarrow")
        return arrow.table(table) if hasattr(table, "__arrow_c_stream__") else arrow.Table.from_batches([table])
    except ModuleNotFoundError:
        raise TableError(
            Text("读取这种表需要安装 pyarrow", "a table of this kind is read with pyarrow: install it")
        ) from None
    except (TypeError, ValueError):  # a single column is handed over in the same way
        return _refuse(table)


def _refuse(value: object) -> Any:
    kind = type(value).__name__
    raise TableError(
        Text(
            "{kind} 不是表：请提供路径、pandas/polars/Arrow 表，或由映射组成的行",
            "{kind} is no table: give paths, a table of pandas, polars or Arrow, or rows that are mappings",
            kind=kind,
        )
    )


def cell_text(value: Any) -> str:
    """Return the text that a cell shows for a value; nothing for a missing one."""
    cell = typed_cell(_typed(value), 1, 1)
    return "" if cell is None else cell.text


def _typed(value: Any) -> Any:
    """Return a value as Python has it; None for a missing one."""
    if value is None or type(value).__name__ in _MISSING:
        return None
    if isinstance(value, Decimal):
        return None if value.is_nan() else format(value, "f")  # 92.50 is not 92.5: it is printed to two places
    if isinstance(value, int) and abs(value) >= _LARGEST:
        return f"{Decimal(value):.6E}"  # more digits than Python writes: the reader refuses it at its place
    if isinstance(value, Real) and not isinstance(value, bool):
        text = str(value)  # of a float, also of numpy's, the shortest decimal of its own precision
        if text == "nan":
            return None
        return text if text.endswith("inf") else exact(Fraction(text))
    return value
