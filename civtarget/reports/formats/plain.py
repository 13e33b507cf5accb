"""A document as plain text, for pipes and files: no colour, no width, nothing wrapped, a line a row."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from civtarget.reports.document import Block, Document, Lines, Page, Summary
from civtarget.reports.sheet import Column, Sheet, display_width, visible
from civtarget.reports.style import Style

_GAP = "  "


def render(document: Document, style: Style) -> str:
    """Write the blocks below each other, a blank line between them; the summary follows without one."""
    text = ""
    for number, block in enumerate(document.blocks(style)):
        text += "\n" if number and not isinstance(block, Summary) else ""
        text += _block(block)
    return text


def _block(block: Block) -> str:
    match block:
        case Sheet():
            return "".join(f"{line}\n" for line in _sheet(block))
        case Lines():
            return "".join(f"{line.first}{visible(line.text)}\n" for line in block.lines) + block.verbatim
        case Page():
            return block.markdown
        case Summary():
            return f"{block.text}\n"
        case _:
            assert_never(block)


def _sheet(sheet: Sheet) -> Iterator[str]:
    if sheet.title:
        yield visible(sheet.title)
    if not sheet.rows:
        return
    between_lines = " " if sheet.log else "; "
    # Spaces around a text would look like another alignment.
    rows = [[visible(cell.text).replace("\n", between_lines).strip() for cell in row] for row in sheet.rows]
    yield from (_log(rows) if sheet.log else _table(rows, sheet.columns))


def _log(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a line a row, its cells below each other: what `validate` prints waits for no library of tables."""
    widths = [max(map(display_width, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        padded = (text + " " * (width - display_width(text)) for text, width in zip(row, widths, strict=True))
        yield _GAP.join(padded).rstrip()


def _table(rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> Iterator[str]:
    from tabulate import tabulate  # noqa: PLC0415  # only where a table is written

    titles = [visible(column.title) for column in columns]
    alignment = ["right" if column.right else "left" for column in columns]
    # disable_numparse: a table must show 2.50 as it is written, not as 2.5
    text = tabulate(rows, titles, tablefmt="simple", disable_numparse=True, colalign=alignment)
    yield from (line.rstrip() for line in text.splitlines())
