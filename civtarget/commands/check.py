"""`civtarget check`: submissions judged by their plan."""

import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date

import typer

from civtarget.api.check import ShownCells, Submitted, latest_day
from civtarget.api.inputs import STDIN, day_of, each_usable, expanded
from civtarget.checking.settings import RunOptions, read_settings
from civtarget.commands.exit_codes import FOUND, NOTHING, SUCCESS, UNUSABLE
from civtarget.commands.flags import FLAGS
from civtarget.commands.inputs import PrintedProblems
from civtarget.commands.terminal import ReportOutput, help_text, refuse_to_overwrite, tell, write_document
from civtarget.errors import naming_arguments
from civtarget.files.paths import read_bytes, read_stream
from civtarget.files.plan_finder import Choice
from civtarget.files.submission.books import SUBMISSIONS, open_book
from civtarget.files.submission.cells import Book
from civtarget.files.submission.reader import Submission
from civtarget.language import Text, joined
from civtarget.reports.style import Style
from civtarget.rules.actuals import ACTUALS_RULES

__all__ = ["ShownCells", "run"]

_MANY, _MANY_ROWS = 20, 20_000
"""From so many files, or rows in them, on somebody may wait."""


def run(  # noqa: PLR0913  # as many as the command line has
    actuals: Sequence[str],
    plan: str | None,
    options: RunOptions,
    shown: ShownCells,
    output: ReportOutput,
    *,
    isolated: bool,
    as_of: str | None,
    encoding: str | None,
) -> int:
    """Judge submissions, write the report, and return the exit code."""
    style, targets = output.style, output.targets()
    read_settings(options, ACTUALS_RULES)  # what the command line says is looked at before any file
    asked_day = day_of(as_of) if as_of is not None else None
    problems = PrintedProblems(style, quiet=output.quiet)
    books = _open_books(actuals, encoding, problems, quiet=output.quiet)
    if not books:
        return UNUSABLE if problems.failed else NOTHING
    rows = sum(len(sheet.rows) for book in books for sheet in book.sheets)
    if not output.quiet and sys.stderr.isatty() and rows > _MANY_ROWS:
        tell(Text("正在核对……", "judging …"), style)
    submitted = Submitted.of(books, plan, options, settings=not isolated)
    refuse_to_overwrite(targets, [submitted.choice.file.path, *(book.name for book in books)])
    submissions = submitted.read(problems)
    day = asked_day or latest_day(submissions)
    report = submitted.judge(submissions, shown, day)
    if not output.quiet:
        _report_reading(submitted.choice, submissions, day, style, chosen=asked_day is None)
    failed = write_document(report.document, targets, output.language)
    if failed or problems.failed:
        return UNUSABLE
    if report.failures:
        return FOUND
    if report.content.assessment is None:
        tell(Text("没有可核对的数值", "there was no value to check"), style)
        return NOTHING
    if not report.cells:
        tell(Text("没有符合所选条件的内容", "nothing is left by what was asked for"), style)
        return NOTHING
    return SUCCESS


def _open_books(named: Sequence[str], encoding: str | None, problems: PrintedProblems, *, quiet: bool) -> list[Book]:
    """Open every submission that is meant, each once; standard input comes first."""
    paths = expanded((name for name in named if name != STDIN), SUBMISSIONS, problems)
    names = [STDIN, *paths] if STDIN in named else paths

    def opened(name: str) -> Book:
        data = read_stream(sys.stdin.buffer, name) if name == STDIN else read_bytes(name)
        return open_book(data, name, encoding)

    with _progress(names, quiet=quiet) as shown:
        return list(each_usable(opened, shown, problems))


def _progress(names: Sequence[str], *, quiet: bool) -> AbstractContextManager[Iterable[str]]:
    """Return names behind a progress bar, where there are many and a terminal shows it."""
    if quiet or len(names) < _MANY or not sys.stderr.isatty():
        return nullcontext(names)
    return typer.progressbar(names, label=help_text("读取", "reading"), file=sys.stderr)


def _report_reading(
    choice: Choice, submissions: Sequence[Submission], day: date, style: Style, *, chosen: bool
) -> None:
    """Print the decisions that were made on behalf of the user: plan, day, encodings, what is left out."""
    path, reason = choice.file.path, naming_arguments(choice.reason, FLAGS)
    tell(Text("规划：{path}（{reason}）", "plan: {path} ({reason})", path=path, reason=reason), style)
    if choice.unusable:
        names = ", ".join(choice.unusable)
        tell(
            Text(
                "未能读取的规划，没有考虑：{names}",
                "plans that cannot be read were not considered: {names}",
                names=names,
            ),
            style,
        )
    rows = [row for each in submissions for row in each.observations]
    if chosen and rows:
        tell(
            Text("核对日：{day}（报送的最近一期期末）", "as of {day}, the end of the latest period reported", day=day),
            style,
        )
    later = sum(row.period.end > day for row in rows)
    if later:
        tell(
            Text(
                "{later} 个数值的期末在 {day} 之后，没有核对",
                "values for periods that end after {day} are not judged: {later}",
                later=later,
                day=day,
            ),
            style,
        )
    by_encoding: dict[str, list[str]] = {}
    for each in submissions:
        if each.encoding is not None:
            by_encoding.setdefault(each.encoding, []).append(each.name)
    for encoding, read in by_encoding.items():
        tell(
            Text(
                "按 {encoding} 编码读取：{read}",
                "read as {encoding}: {read}",
                encoding=encoding,
                read=joined(read),
            ),
            style,
        )
    for each in submissions:
        for note in each.notes:
            tell(note, style)
