"""A document as JSON: its content, whose shape is a contract of its view."""

from civtarget.json_text import dumps
from civtarget.reports.document import Document
from civtarget.reports.style import Style


def render(document: Document, style: Style) -> str:  # noqa: ARG001  # JSON holds both languages at any width
    """Write the content of `document`."""
    return dumps(document.content())
