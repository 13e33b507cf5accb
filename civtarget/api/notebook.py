"""The table of a result in a notebook, as HTML; whatever a plan or a submission holds is escaped."""

from collections.abc import Sequence
from html import escape
from typing import Any

_MOST_ROWS = 200


def table_of(columns: Sequence[str], rows: Sequence[Sequence[Any]], last_line: str) -> str:
    """Return a table without the columns that are empty throughout, and a line below it."""
    kept = [number for number in range(len(columns)) if any(row[number] not in (None, "", False) for row in rows)]
    head = "".join(f"<th>{escape(columns[number])}</th>" for number in kept)
    body = "".join(f"<tr>{_cells([row[number] for number in kept])}</tr>" for row in rows[:_MOST_ROWS])
    more = f" ({len(rows) - _MOST_ROWS} more rows)" if len(rows) > _MOST_ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{escape(last_line + more)}</p>"


def _cells(values: Sequence[Any]) -> str:
    return "".join(f"<td>{'' if value is None else escape(str(value))}</td>" for value in values)
