"""Opening of the files that a command line names: each once, what cannot be opened is said, and the rest is read."""

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import TYPE_CHECKING

from civtarget.checking import engine
from civtarget.checking.settings import Settings
from civtarget.commands.terminal import STDIN, complain, help_text, tell
from civtarget.errors import CivtargetError
from civtarget.files.paths import PLANS, File, FileKind, expand, read_bytes, read_file, read_stream
from civtarget.files.plan.reader import PlanFile, parse_plan
from civtarget.files.settings_file import find_settings
from civtarget.language import Text
from civtarget.model.plan import Plan
from civtarget.model.settings import ProjectSettings
from civtarget.notation.dates import read_date
from civtarget.reports.rendering import ReportFormat, report_as
from civtarget.reports.style import Style

if TYPE_CHECKING:
    from civtarget.files.submission.cells import Book

_MANY = 20
"""From so many files on somebody may wait."""


def today() -> date:
    """Return the day in the calendar of the user."""
    return date.today()  # noqa: DTZ011  # no other time zone is meant


def day_of(text: str) -> date:
    """Return the day that an option names: a date or `today`; raise `CivtargetError` if it is neither."""
    return today() if text == "today" else read_date(text)


def read_plans(named: Iterable[str], style: Style, *, quiet: bool) -> tuple[list[PlanFile], bool]:
    """Read every plan that is meant, each once; return them, and whether something could not be opened."""
    read: list[PlanFile] = []
    paths, failed = _expanded(named, PLANS, style, quiet=quiet)
    for path in paths:
        try:
            read.append(parse_plan(read_file(path)))
        except CivtargetError as error:
            complain(error.text, style.language)
            failed = True
    return read, failed


def _expanded(named: Iterable[str], kind: FileKind, style: Style, *, quiet: bool) -> tuple[list[str], bool]:
    """Return every file that is meant, each once, and whether something that was named is not there."""
    paths: dict[str, str] = {}
    failed = False
    for name in named:
        try:
            meant = expand(name, kind)
        except CivtargetError as error:
            complain(error.text, style.language)
            failed = True
            continue
        for hidden in meant.errors:
            complain(hidden.text, style.language)
            failed = True
        if meant.skipped and not quiet:
            names = ", ".join(meant.skipped)
            tell(Text(f"跳过：{names}", f"passed over: {names}"), style)
        for path in meant.files:
            paths.setdefault(os.path.realpath(path), path)
    return list(paths.values()), failed


def open_books(named: Sequence[str], encoding: str | None, style: Style, *, quiet: bool) -> "tuple[list[Book], bool]":
    """Open every submission that is meant, each once; return them, and whether something could not be opened."""
    from civtarget.files.submission.books import SUBMISSIONS, open_book  # noqa: PLC0415  # plans are checked without it

    books = []
    paths, failed = _expanded((name for name in named if name != STDIN), SUBMISSIONS, style, quiet=quiet)
    names = [STDIN, *paths] if STDIN in named else paths
    with _progress(names, quiet=quiet) as shown:
        for name in shown:
            try:
                data = read_stream(sys.stdin.buffer, name) if name == STDIN else read_bytes(name)
                books.append(open_book(data, name, encoding))
            except CivtargetError as error:
                complain(error.text, style.language)
                failed = True
    return books, failed


def _progress(names: Sequence[str], *, quiet: bool) -> AbstractContextManager[Iterable[str]]:
    """Show how far reading is, where somebody is waiting for it at a terminal."""
    if quiet or len(names) < _MANY or not sys.stderr.isatty():
        return nullcontext(names)
    from typer import progressbar  # noqa: PLC0415  # only a terminal shows it

    return progressbar(names, label=help_text("读取", "reading"), file=sys.stderr)


def project_settings(paths: Iterable[str], *, isolated: bool) -> ProjectSettings:
    """Return the settings of the project that files belong to, unless a run is to know of none."""
    return ProjectSettings() if isolated else find_settings(search_folders(paths))


def search_folders(names: Iterable[str]) -> list[str]:
    """Return where to look for settings and plans: from the folder of the submissions, then from the working one."""
    paths = [os.path.abspath(name) for name in names if name != STDIN]
    if not paths:
        return [os.curdir]
    try:
        return [os.path.commonpath([os.path.dirname(path) for path in paths]), os.curdir]
    except ValueError:  # they are on different drives
        return [os.curdir]


def tell_faults(command: str, file: PlanFile, style: Style) -> None:
    """Say on standard error what of a plan could not be read."""
    report = engine.check(command, [file], Settings(), today())
    sys.stderr.write(report_as(ReportFormat.PLAIN, engine.only_reading(report), style))


def read_whole_plan(path: str, style: Style) -> tuple[File, Plan] | None:
    """Read a plan of which everything has to be known, or tell what is not: a table of half a plan would mislead."""
    text = read_file(path)
    file = parse_plan(text)
    if file.plan is not None and not file.faults:
        return text, file.plan
    tell(Text("规划有未能读取之处，改正后才能继续：", "the plan has to be put right first:"), style)
    tell_faults("show", file, style)
    return None
