"""A document as plain text, for pipes and files: no colour, no width, nothing wrapped, a line a row."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from civtarget.reports.document import Block, Document, Lines, Page, Summary
from civtarget.reports.sheet import Sheet, display_width, visible
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
    titles = [] if sheet.log else [visible(column.title) for column in sheet.columns]
    widths = [max(map(display_width, cells)) for cells in zip(*rows, strict=True)]
    if titles:
        widths = [max(width, display_width(title) + 2) for width, title in zip(widths, titles, strict=True)]
        yield _row(titles, widths, sheet)
        yield _GAP.join("-" * width for width in widths)
    for row in rows:
        yield _row(row, widths, sheet)


def _row(cells: Sequence[str], widths: Sequence[int], sheet: Sheet) -> str:
    padded = []
    for text, width, column in zip(cells, widths, sheet.columns, strict=True):
        space = " " * (width - display_width(text))
        padded.append(space + text if column.right else text + space)
    return _GAP.join(padded).rstrip()
