"""`civtarget check`: submissions judged by their plan."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from civtarget.checking import actuals as engine
from civtarget.checking.settings import RunOptions, read_settings
from civtarget.commands.exit_codes import FOUND, NOTHING, SUCCESS, UNUSABLE
from civtarget.commands.inputs import day_of, open_books, project_settings, search_folders, today
from civtarget.commands.terminal import ReportOutput, complain, refuse_to_overwrite, tell, write_report
from civtarget.files.linked_plans import read_linked_plans
from civtarget.files.plan_finder import Choice, choose_plan, says_what_it_is
from civtarget.files.submission.reader import Submission
from civtarget.language import Text
from civtarget.reports.style import Style
from civtarget.rules.actuals import ACTUALS_RULES
from civtarget.scorecard.filter import EVERY_CELL, read_filter
from civtarget.scorecard.lights import lights_of

_MANY_ROWS = 20_000
"""From so many rows on somebody may wait."""


class ShownCells(NamedTuple):
    """The options that say which part of the scorecard is shown."""

    districts: Sequence[str]
    offices: Sequence[str]
    indicators: Sequence[str]
    verdicts: Sequence[str]


def run(  # noqa: PLR0913  # as many as the command line has
    actuals: Sequence[str],
    plan: str | None,
    run_options: RunOptions,
    shown: ShownCells,
    output: ReportOutput,
    *,
    isolated: bool,
    as_of: str | None,
    encoding: str | None,
) -> int:
    """Judge submissions, write the report, and return the exit code."""
    style, targets = output.style, output.targets()
    read_settings(run_options, ACTUALS_RULES)  # what the command line says is looked at before any file
    asked_day = day_of(as_of) if as_of is not None else None
    books, failed = open_books(actuals, encoding, style, quiet=output.quiet)
    if not books:
        return UNUSABLE if failed else NOTHING
    rows = sum(len(sheet.rows) for book in books for sheet in book.sheets)
    if not output.quiet and sys.stderr.isatty() and rows > _MANY_ROWS:
        tell(Text("正在核对……", "judging …"), style)
    names = [book.name for book in books]
    project = project_settings(names, isolated=isolated)
    settings = read_settings(run_options, ACTUALS_RULES, project)
    choice = choose_plan(plan, books, search_folders(names), project)
    refuse_to_overwrite(targets, [choice.file.path, *names])
    submissions, unread = choice.reading
    for error in unread:
        complain(error.text, style.language)
    cell_filter = EVERY_CELL
    if choice.file.plan is not None and says_what_it_is(choice.file):
        cell_filter = read_filter(choice.file.plan, **shown._asdict())
    day = asked_day or _latest_day(submissions)
    report = engine.check(
        choice.file,
        submissions,
        settings,
        day,
        cell_filter=cell_filter,
        lights=lights_of(project),
        beside=read_linked_plans([choice.file]),
    )
    if not output.quiet:
        _tell_how_it_was_read(choice, submissions, day, style, chosen=asked_day is None)
    failed |= write_report(report, targets, output.language)
    if failed or unread:
        return UNUSABLE
    if any(settings.fails(finding) for finding in report.findings):
        return FOUND
    if report.assessment is None:
        tell(Text("没有可核对的数值", "there was no value to check"), style)
        return NOTHING
    if not report.cells:
        tell(Text("没有符合所选条件的内容", "nothing is left by what was asked for"), style)
        return NOTHING
    return SUCCESS


def _latest_day(submissions: Iterable[Submission]) -> date:
    """Return the end of the latest period that was reported, or today if none was."""
    ends = (row.period.end for submission in submissions for row in submission.observations)
    return max(ends, default=today())


def _tell_how_it_was_read(
    choice: Choice, submissions: Sequence[Submission], day: date, style: Style, *, chosen: bool
) -> None:
    """Say on standard error what was decided on behalf of the user."""
    path, reason = choice.file.path, choice.reason
    tell(Text(f"规划：{path}（{reason.zh}）", f"plan: {path} ({reason.en})"), style)
    if choice.unusable:
        names = ", ".join(choice.unusable)
        tell(
            Text(f"未能读取的规划，没有考虑：{names}", f"plans that cannot be read were not considered: {names}"), style
        )
    rows = [row for each in submissions for row in each.observations]
    if chosen and rows:
        tell(Text(f"核对日：{day}（报送的最近一期期末）", f"as of {day}, the end of the latest period reported"), style)
    later = sum(row.period.end > day for row in rows)
    if later:
        tell(
            Text(
                f"{later} 个数值的期末在 {day} 之后，没有核对",
                f"values for periods that end after {day} are not judged: {later}",
            ),
            style,
        )
    by_encoding: dict[str, list[str]] = {}
    for each in submissions:
        if each.encoding is not None:
            by_encoding.setdefault(each.encoding, []).append(each.name)
    for encoding, read in by_encoding.items():
        tell(Text(f"按 {encoding} 编码读取：{'、'.join(read)}", f"read as {encoding}: {', '.join(read)}"), style)
    for each in submissions:
        for note in each.notes:
            tell(note, style)
