"""Submissions judged by their plan: `civtarget.check(…)`."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from civtarget.api.inputs import (
    STRICT,
    PathName,
    Problems,
    day_of,
    each_usable,
    expanded,
    fail_on_of,
    names_in,
    search_folders,
    settings_near,
    today,
)
from civtarget.api.plans import Plans
from civtarget.api.report import Report
from civtarget.checking import actuals as engine
from civtarget.checking.settings import FailOn, RunOptions, Settings, read_settings
from civtarget.files.linked_plans import read_linked_plans
from civtarget.files.paths import read_bytes
from civtarget.files.plan_finder import Choice, choice_of, choose_plan, says_what_it_is
from civtarget.files.submission.books import SUBMISSIONS, open_book
from civtarget.files.submission.cells import Book
from civtarget.files.submission.reader import Submission
from civtarget.files.submission.table_reader import TABLE, is_table, read_table
from civtarget.language import Text
from civtarget.model.settings import ProjectSettings
from civtarget.rules.actuals import ACTUALS_RULES
from civtarget.scorecard.filter import EVERY_CELL, read_filter
from civtarget.scorecard.lights import lights_of

Table = Any
"""A data frame of pandas or polars, an Arrow table, or a sequence of mappings of headings to values."""


def check(  # noqa: PLR0913  # as many as the command has
    actuals: "PathName | Table | Sequence[PathName | Table]",
    *,
    plan: PathName | Plans | None = None,
    as_of: date | str | None = None,
    encoding: str | None = None,
    districts: Iterable[str] = (),
    offices: Iterable[str] = (),
    indicators: Iterable[str] = (),
    verdicts: Iterable[str] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    fail_on: FailOn | str | None = None,
    waivers: bool = True,
    settings: bool = True,
) -> Report:
    """
    Judge what districts report by their plan, as `civtarget check` does.

    Parameters
    ----------
    actuals
        Files, folders or patterns (CSV, TSV, XLSX); or tables: data frames of pandas or polars, Arrow tables, or rows
        that are mappings of headings to values.
    plan
        The plan to judge by: its path, or one that was loaded; by default it is found as the command finds it.
    as_of
        The day to judge at: `today`, or like `2025-06-30`; by default the end of the latest period reported.
    encoding
        The encoding of text files; by default it is recognized.
    districts, offices, indicators, verdicts
        Names of what is shown alone; by default everything is.
    select, ignore
        IDs or families of rules that are reported alone, or left out.
    fail_on
        The least severity of `Report.failures`: `error`, `warning`, `note` or `never`.
    waivers
        Whether the waivers of the plan hold.
    settings
        Whether the settings file of the project is read.

    Raises
    ------
    SourceError
        A path is missing, cannot be opened or decoded, or has no header that is known.
    TableError
        A table is none.
    NoPlanError
        No plan answers, or more than one.
    FilterError
        The plan has no district, office or indicator of a name, or there is no such verdict.
    SettingsError, SettingsFileError
        A rule, family or level is none; the settings file cannot be used.
    """
    options = RunOptions(names_in("select", select), names_in("ignore", ignore), fail_on_of(fail_on), waivers)
    read_settings(options, ACTUALS_RULES)  # what is wrong with the arguments is said before any file is opened
    day = None if as_of is None else day_of(as_of)
    submitted = Submitted.of(_books(actuals, encoding), plan, options, settings=settings)
    shown = ShownCells(
        names_in("districts", districts),
        names_in("offices", offices),
        names_in("indicators", indicators),
        names_in("verdicts", verdicts),
    )
    submissions = submitted.read()
    return submitted.judge(submissions, shown, day or latest_day(submissions))


def _books(actuals: Any, encoding: str | None) -> list[Book]:
    books: list[Book] = []
    for source in _sources(actuals):
        if isinstance(source, str | os.PathLike):
            books += open_books(expanded([os.fspath(source)], SUBMISSIONS, STRICT), encoding, STRICT)
        else:
            books.append(read_table(source, f"table {len(books) + 1}"))
    return books


def _sources(actuals: Any) -> list[Any]:
    """Return paths and tables, each by itself; rows that are mappings are one table."""
    is_iterable = isinstance(actuals, Iterable) and not isinstance(actuals, Mapping)
    if isinstance(actuals, str | os.PathLike) or is_table(actuals) or not is_iterable:
        return [actuals]
    items = list(actuals)
    return [items] if any(isinstance(item, Mapping) for item in items) else items


def open_books(names: Iterable[str], encoding: str | None, problems: Problems) -> list[Book]:
    """Open submitted files."""
    return list(each_usable(lambda name: open_book(read_bytes(name), name, encoding), names, problems))


class ShownCells(NamedTuple):
    """The names of what is shown of a scorecard; none of a kind for everything."""

    districts: Sequence[str] = ()
    offices: Sequence[str] = ()
    indicators: Sequence[str] = ()
    verdicts: Sequence[str] = ()


EVERYTHING = ShownCells()


@dataclass(frozen=True, eq=False)
class Submitted:
    """Submissions that were opened, the settings of their project and of the run, and the plan that they are for."""

    books: Sequence[Book]
    project: ProjectSettings
    settings: Settings
    choice: Choice

    @classmethod
    def of(
        cls, books: Sequence[Book], plan: "PathName | Plans | None", options: RunOptions, *, settings: bool = True
    ) -> "Submitted":
        """Return submissions with the plan that they are for: the one that is given, else the one that fits."""
        files = [book.name for book in books if book.form is not TABLE]
        project = settings_near(files) if settings else ProjectSettings()
        run_settings = read_settings(options, ACTUALS_RULES, project)
        if isinstance(plan, Plans):
            return cls(books, project, run_settings, choice_of(plan.only_file(), books, Text("已指定", "given")))
        named = None if plan is None else os.fspath(plan)
        return cls(books, project, run_settings, choose_plan(named, books, search_folders(files), project))

    def read(self, problems: Problems = STRICT) -> Sequence[Submission]:
        """Return the submissions as the plan reads them; none where the plan does not say what it is for."""
        submissions, errors = self.choice.reading
        for error in errors:
            problems.error(error)
        return submissions

    def judge(self, submissions: Sequence[Submission], shown: ShownCells, as_of: date) -> Report:
        """Judge submissions that were read as they stand at the end of a day."""
        file = self.choice.file
        cell_filter = EVERY_CELL
        if file.plan is not None and says_what_it_is(file):
            cell_filter = read_filter(file.plan, **shown._asdict())
        lights, beside = lights_of(self.project), read_linked_plans([file])
        content = engine.check(
            file, submissions, self.settings, as_of, cell_filter=cell_filter, lights=lights, beside=beside
        )
        return Report(content, self.settings, is_empty=not content.cells)


def latest_day(submissions: Iterable[Submission]) -> date:
    """Return the end of the latest period that was reported, or today if none was."""
    ends = (row.period.end for submission in submissions for row in submission.observations)
    return max(ends, default=today())
