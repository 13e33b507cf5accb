"""Inputs of the API and of the commands: paths to plans and submissions, the settings near them, the day."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from civtarget.checking.settings import FailOn, read_level
from civtarget.errors import Argument, CivtargetError
from civtarget.files.paths import PLANS, FileKind, expand, read_file
from civtarget.files.plan.reader import PlanFile, parse_plan
from civtarget.files.settings_file import find_settings
from civtarget.language import Text
from civtarget.model.plan import Plan
from civtarget.model.settings import ProjectSettings
from civtarget.notation.dates import read_date

STDIN = "-"
"""The name of standard input in place of a file."""

PathName = str | os.PathLike[str]
"""A path: a file, and where several may be meant, a folder or a pattern."""

Source = TypeVar("Source")
Opened = TypeVar("Opened")


class UnreadPlanError(CivtargetError):
    """A plan that has to be known in full, and cannot be read in full: `file` has its faults."""

    def __init__(self, file: PlanFile) -> None:
        first = file.faults[0].message if file.faults else Text("没有内容", "nothing is in it")
        super().__init__(
            Text(
                "{path} 有未能读取之处，改正后才能继续：{first}",
                "{path} has to be put right first: {first}",
                path=file.path,
                first=first,
            )
        )
        self.file = file


class ArgumentError(CivtargetError):
    """An argument of a kind that a function of the API does not take."""

    def __init__(self, name: str, expected: Text) -> None:
        super().__init__(
            Text(
                "{name}：应为{expected}", "{name}: {expected} is what it takes", name=Argument(name), expected=expected
            )
        )


class Problems:
    """Handling of files that cannot be used: the error is raised, and files of other kinds are skipped silently."""

    def error(self, error: CivtargetError) -> None:
        """Handle a file that cannot be opened or read; on return the other files are read."""
        raise error

    def skipped(self, names: Sequence[str]) -> None:
        """Handle files in a folder that are of another kind."""


STRICT = Problems()


def today() -> date:
    """Return the day in the calendar of the user."""
    return date.today()  # noqa: DTZ011  # no other time zone is meant


def day_of(day: date | str) -> date:
    """Return a day, written as `today` or like `2025-06-30`; raise `CivtargetError` if it is neither."""
    if isinstance(day, datetime):  # also a Timestamp of pandas
        return day.date()
    if isinstance(day, date):
        return day
    if not isinstance(day, str):
        raise ArgumentError("as_of", Text("日期，如 2025-06-30", "a day such as 2025-06-30"))
    return today() if day == "today" else read_date(day)


def fail_on_of(level: str | None) -> FailOn | None:
    """Return the least severity that fails; raise `SettingsError` if `level` is none."""
    return None if level is None else read_level(FailOn, "fail_on", level)


def named_paths(*named: Any) -> list[str]:
    """Return paths, and those in lists of paths, as one list; raise `ArgumentError` if one is none."""
    paths: list[str] = []
    for each in named:
        if isinstance(each, str | os.PathLike):
            paths.append(os.fspath(each))
        elif isinstance(each, Iterable) and not isinstance(each, bytes):
            paths += named_paths(*each)
        else:
            raise ArgumentError("paths", Text("路径", "a path"))
    return paths


def names_in(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names in the argument `name`, where one may stand alone; raise `ArgumentError` for anything else."""
    given: Any = names
    listed = (given,) if isinstance(given, str) or not isinstance(given, Iterable) else tuple(given)
    if not all(isinstance(each, str) for each in listed):
        raise ArgumentError(name, Text("名称或名称的列表", "a name, or a list of names,"))
    return listed


def expanded(named: Iterable[str], kind: FileKind, problems: Problems) -> list[str]:
    """Return every file that is meant by paths, folders and patterns, each once."""
    paths: dict[str, str] = {}
    for name in named:
        try:
            meant = expand(name, kind)
        except CivtargetError as error:
            problems.error(error)
            continue
        for hidden in meant.errors:
            problems.error(hidden)
        if meant.skipped:
            problems.skipped(meant.skipped)
        for path in meant.files:
            paths.setdefault(os.path.realpath(path), path)
    return list(paths.values())


def each_usable(
    open_one: Callable[[Source], Opened], sources: Iterable[Source], problems: Problems
) -> Iterator[Opened]:
    """Yield each source as `open_one` opens it, but for those where it raises a `CivtargetError`."""
    for source in sources:
        try:
            opened = open_one(source)
        except CivtargetError as error:
            problems.error(error)
        else:
            yield opened


def open_plan(path: str) -> PlanFile:
    """Read the plan at a path; raise `SourceError` if it cannot be opened."""
    return parse_plan(read_file(path))


def open_plans(named: Iterable[str], problems: Problems = STRICT) -> list[PlanFile]:
    """Read every plan that is meant by paths, folders and patterns, each once."""
    return list(each_usable(open_plan, expanded(named, PLANS, problems), problems))


def whole_plan(file: PlanFile) -> Plan:
    """Return a plan that was read in full; raise `UnreadPlanError` otherwise: half a plan would look like the plan."""
    if file.plan is None or file.faults:
        raise UnreadPlanError(file)
    return file.plan


def settings_near(names: Iterable[str]) -> ProjectSettings:
    """Return the settings of the project that files belong to."""
    return find_settings(search_folders(names))


def search_folders(names: Iterable[str]) -> list[str]:
    """Return where settings and plans are looked for: from the common folder of the files, then the working one."""
    paths = [os.path.abspath(name) for name in names if name != STDIN]
    if not paths:
        return [os.curdir]
    try:
        return [os.path.commonpath([os.path.dirname(path) for path in paths]), os.curdir]
    except ValueError:  # they are on different drives
        return [os.curdir]
