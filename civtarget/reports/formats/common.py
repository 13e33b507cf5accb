"""Paths, names and messages of single findings, for the formats that other programs read."""

import os
from collections.abc import Iterable, Iterator

from civtarget.checking.report import Report
from civtarget.language import Text
from civtarget.model.findings import Finding, Outcome
from civtarget.reports.sheet import visible
from civtarget.reports.style import Style
from civtarget.reports.views.findings import level, message, spot


def repository_path(file: str, style: Style) -> str:
    """Return the path of a file from the root of the repository, with slashes; one outside of it stays absolute."""
    if not style.root:
        path = os.path.normpath(file)
    else:
        path = os.path.normpath(os.path.join(style.folder, file))
        path = path.removeprefix(os.path.join(os.path.normpath(style.root), ""))
    return path.replace(os.sep, "/")


def full_message(finding: Finding, report: Report, style: Style) -> str:
    """
    Return the message of one finding, for formats that show neither its outcome nor a scorecard.

    A new finding and an unchecked one begin with that word. Suspects and causes follow on lines of their own.
    """
    colon = style.say(Text("：", ": "))
    is_told = finding.outcome is Outcome.UNCHECKED or finding.is_new
    prefix = style.say(level(finding)) + colon if is_told else ""
    if finding.location.span is None and spot(finding):
        prefix += spot(finding) + colon
    return visible(prefix + message([finding], report, style))


def distinct(names: Iterable[str], form: str = "{} ({})") -> Iterator[str]:
    """Yield each name, numbered by `form` where another one before it is the same."""
    seen: dict[str, int] = {}
    for name in names:
        own, number = name, seen.get(name, 1)
        while own in seen:
            number += 1
            own = form.format(name, number)
        seen[name] = number
        seen.setdefault(own, 1)
        yield own
