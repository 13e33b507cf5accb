"""
A document drawn for a terminal, with rich.

Nothing is ever cut: a flexible column of a sheet is wrapped where a line may break and never inside a number; where a
sheet does not fit even so, every row becomes a record of its own, a line a cell.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text as RichText

from civtarget.reports.document import Block, Document, Line, Lines, Page, Summary
from civtarget.reports.formats.line_breaks import unbroken
from civtarget.reports.sheet import Cell, Sheet, Tone, visible
from civtarget.reports.style import NARROW, Style

_LEAST_FLEXIBLE = 10
_GAP = 2
_HAN = re.compile("[\u4e00-\u9fff%％]")
_NUMBER_AT_END = re.compile("[0-9][万亿]?[\u4e00-\u9fff]?$")


def render(document: Document, style: Style) -> str:
    """Draw the blocks below each other, with a blank line between them and below a last sheet."""
    style = replace(style, grouped=True)
    drawn, last = [], None
    for block in document.blocks(style):
        text = _block(block, style)
        if text:
            drawn.append(text)
            last = block
    return "\n".join(drawn) + ("\n" if isinstance(last, Sheet) else "")


def _block(block: Block, style: Style) -> str:
    match block:
        case Sheet():
            return _sheet(block, style)
        case Lines():
            return "".join(f"{line}\n" for each in block.lines for line in _hung(each, style)) + block.verbatim
        case Page():
            return _page(block.markdown, style)
        case Summary():
            return _print([RichText(line, style=Tone.STRONG) for line in wrap(block.text, style.width)], style)
        case _:
            assert_never(block)


def _hung(line: Line, style: Style) -> Iterator[str]:
    """Wrap a line, and yield each piece after its `first` or `rest`."""
    for number, piece in enumerate(wrap(line.text, style.width - len(line.first))):
        yield f"{line.rest if number else line.first}{piece}"


def _sheet(sheet: Sheet, style: Style) -> str:
    """Draw a sheet as wide as `style` allows; a narrower one is taken only if that fits and this does not."""
    if not sheet.columns:
        return ""
    layout = _layout(sheet, style.width)
    if layout is None and sheet.narrower is not None:
        narrower = sheet.narrower()
        layout = _layout(narrower, style.width)
        sheet = narrower if layout is not None else sheet
    title = wrap(sheet.title, style.width) if sheet.title else []
    renderables: list[RenderableType] = [RichText(line, style=Tone.STRONG) for line in title]
    renderables += [_table(sheet, *layout, style)] if layout else _records(sheet, style)
    return _print(renderables, style)


def _page(markdown: str, style: Style) -> str:
    """Draw headings, paragraphs and indented examples; examples are not wrapped."""
    drawn: list[RenderableType] = []
    for line in markdown.splitlines():
        if line.startswith("# "):
            drawn.append(RichText(line[2:], style=Tone.STRONG))
        elif line.startswith(" "):
            drawn.append(RichText(line, style=Tone.NOTE))
        else:
            drawn += map(RichText, wrap(line, style.width))
    return _print(drawn, style)


def _layout(sheet: Sheet, width: int) -> tuple[list[int], int] | None:
    """Return the width of every column and the gap between them, or None where the sheet does not fit as a table."""
    widths = [_natural_width(sheet, index) for index in range(len(sheet.columns))]
    flexible = [index for index, column in enumerate(sheet.columns) if column.flexible]
    gap = _GAP
    excess = sum(widths) + gap * (len(widths) - 1) - width
    if excess > sum(max(0, widths[index] - _LEAST_FLEXIBLE) for index in flexible):
        gap = 1
        excess -= len(widths) - 1
    if excess > 0 and width < NARROW:
        return None
    for _ in range(excess):
        widest = max(flexible, key=lambda index: widths[index], default=None)
        if widest is None or widths[widest] <= _LEAST_FLEXIBLE:
            return None
        widths[widest] -= 1
    return widths, gap


def _natural_width(sheet: Sheet, index: int) -> int:
    """Return the width of a column with nothing wrapped but its title."""
    lines = (line for row in sheet.rows for line in visible(row[index].text).split("\n"))
    words = sheet.columns[index].title.split()
    return max((cell_len(each) for each in (*lines, *words)), default=0)


def _table(sheet: Sheet, widths: Sequence[int], gap: int, style: Style) -> Table:
    table = Table(
        box=box.ASCII if style.ascii_only else box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, gap - 1, 0, 0),
        header_style=Tone.STRONG,
    )
    for column, width in zip(sheet.columns, widths, strict=True):
        title = RichText("\n".join(wrap(column.title, width)))
        table.add_column(title, width=width, no_wrap=True, justify="right" if column.right else "left")
    for number, row in enumerate(sheet.rows):
        cells = (_text(cell, width) for cell, width in zip(row, widths, strict=True))
        table.add_row(*cells, end_section=number in sheet.ends)
    return table


def _text(cell: Cell, width: int) -> RichText:
    return RichText("\n".join(wrap(cell.text, width)), style=cell.tone)


def _records(sheet: Sheet, style: Style) -> Iterator[RichText]:
    """Draw each row as a record: a line for each cell of text behind its title, and a line for all its numbers."""
    width = style.width - _GAP
    for row in sheet.rows:
        numbers = []
        for column, cell in zip(sheet.columns, row, strict=True):
            entry = f"{column.title}: {cell.text}" if column.title else cell.text
            if cell.text and column.right:
                numbers.append(visible(entry).replace("\n", " "))
            elif cell.text:
                yield _entry(wrap(entry, width), cell.tone)
        if numbers:
            yield _entry(_flowed(numbers, width), Tone.NONE)
        if row is not sheet.rows[-1]:
            yield RichText("")


def _entry(lines: Sequence[str], tone: Tone) -> RichText:
    return RichText(f"\n{' ' * _GAP}".join(lines), style=tone)


def _flowed(entries: Sequence[str], width: int) -> list[str]:
    """Put entries beside each other, as many as fit in a line; one is broken only if it does not fit alone."""
    lines = [""]
    for entry in entries:
        beside = f"{lines[-1]}  {entry}" if lines[-1] else entry
        if cell_len(beside) <= width:
            lines[-1] = beside
        else:
            lines += wrap(entry, width)
    return [line for line in lines if line]


def wrap(text: str, width: int) -> list[str]:
    """
    Break `text` into lines of at most `width` columns.

    A number stays whole, together with its scale word. Only a word that is wider than a line by itself is cut.
    """
    lines = []
    for paragraph in visible(text).split("\n"):
        if cell_len(paragraph) <= width:  # finding where lines may break costs more than all the rest
            lines.append(paragraph.rstrip())
            continue
        line = ""
        for word in _words(paragraph):
            if line and cell_len(line) + cell_len(word.rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            *full, rest = _pieces(word, width)
            lines += full
            line += rest
        lines.append(line.rstrip())
    return lines


def _words(text: str) -> Iterator[str]:
    """
    Yield the stretches of `text` that a line must not break, each with the spaces behind it.

    Chinese breaks between any two characters; a number stays with its scale word and unit all the same.
    """
    word = ""
    for unit in unbroken(text):
        if word and not (_NUMBER_AT_END.search(word) and _HAN.match(unit)):
            yield word
            word = ""
        word += unit
    if word:
        yield word


def _pieces(word: str, width: int) -> Iterator[str]:
    """Cut a word that is wider than a line into pieces that are not; any other is its own one piece."""
    start = 0
    for end in range(1, len(word.rstrip())):
        if cell_len(word[start : end + 1]) > width:
            yield word[start:end]
            start = end
    yield word[start:]


def _print(renderables: Sequence[RenderableType], style: Style) -> str:
    target = io.StringIO()
    console = Console(
        file=target,
        width=style.width,
        _environ={},  # the style has taken from it what counts
        force_terminal=style.colour,
        color_system="standard" if style.colour else None,
        no_color=not style.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        soft_wrap=False,
    )
    for renderable in renderables:
        console.print(renderable, overflow="ignore", crop=False)
    return target.getvalue()
