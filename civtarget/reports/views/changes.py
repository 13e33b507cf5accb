"""The document of the difference between two versions of a plan: a row for each change, and the summary."""

from collections.abc import Iterator
from functools import partial

from civtarget.comparison.change import Change, Direction
from civtarget.language import Text
from civtarget.model.findings import Location
from civtarget.reports.document import Document, Summary
from civtarget.reports.sheet import Cell, Column, Sheet, Tone
from civtarget.reports.style import Style
from civtarget.reports.views.changes_json import content
from civtarget.reports.views.changes_report import as_report
from civtarget.reports.views.difference import DIRECTIONS, Difference, summary_line
from civtarget.reports.views.findings import LONGEST_MESSAGE, shortened

_TONES = {
    Direction.WEAKER: Tone.ERROR,
    Direction.STRONGER: Tone.GOOD,
    Direction.NEUTRAL: Tone.NONE,
    Direction.UNCHECKED: Tone.WARNING,
}


def document(difference: Difference) -> Document:
    """Return the document of a difference; for formats of findings it is a report."""
    return Document(
        blocks=partial(_blocks, difference), content=partial(content, difference), report=as_report(difference)
    )


def _blocks(difference: Difference, style: Style) -> Iterator[Sheet | Summary]:
    if difference.changes:
        yield _sheet(difference, style)
    yield Summary(style.say(summary_line(difference)))


def _sheet(difference: Difference, style: Style) -> Sheet:
    """Return a row for each change."""
    titles = (Text("新稿", "new"), Text("旧稿", "old"), Text("变化", "change"), Text("说明", "message"))
    columns = [
        Column(style.say(title), right=style.grouped and number < 2, flexible=title is titles[-1])
        for number, title in enumerate(titles)
    ]
    rows = [
        [
            Cell(_place(each.new, style)),
            Cell(_place(each.old, style)),
            Cell(style.say(DIRECTIONS[each.change.direction]), _TONES[each.change.direction]),
            Cell(_message(each.change, style)),
        ]
        for each in difference.changes
    ]
    return Sheet(f"{difference.old.path} → {difference.new.path}", columns, rows)


def _place(location: Location, style: Style) -> str:
    span = location.span
    place = "" if span is None else f"{span.line}:{span.column}"
    return place if style.grouped else f"{location.file}:{place}"


def _message(change: Change, style: Style) -> str:
    """Return a message after the name of its indicator."""
    text, name = change.message, change.indicator_name
    if name is not None:
        text = Text("{name}：{text}", "{name}: {text}", name=name, text=text)
    return shortened(style.say(text), LONGEST_MESSAGE)
