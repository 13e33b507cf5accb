"""
The plan that submissions are for: the first way that answers.

In this order: the plan that was named; the one that the submissions name themselves; the one in the project's settings;
else, of the plans in the nearest `plans/` upward, the one whose period covers every row, or all but the fewest: one row
with a slip in its period is a finding about that row. Of several it is the one that knows most of the reported
indicators, then the one for the shorter period. Two answers within a way are no answer.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from civtarget.errors import Argument, CivtargetError
from civtarget.files import paths as files
from civtarget.files.paths import PLANS_FOLDER, SourceError
from civtarget.files.plan.reader import PlanFile, parse_plan
from civtarget.files.settings_file import shown_path, upward
from civtarget.files.submission.cells import Book
from civtarget.files.submission.reader import Submission, named_plans, read_book
from civtarget.language import Text, joined
from civtarget.model.findings import SubmissionRule
from civtarget.model.lookup import PlanNames, folded
from civtarget.model.plan import Identifier, Plan, Unread
from civtarget.model.settings import ProjectSettings

_PLAN = Argument("plan")


class NoPlanError(CivtargetError):
    """No plan answers, or more than one; `unusable` are files that may hold the one that is meant."""

    def __init__(self, text: Text, unusable: Sequence[str] = ()) -> None:
        if unusable:
            files = joined(unusable)
            text = Text("{text}（未能读取：{files}）", "{text} (could not be read: {files})", text=text, files=files)
        super().__init__(text)


class Reading(NamedTuple):
    """Submitted files as one plan reads them; `errors` are of those without a header that it knows."""

    submissions: tuple[Submission, ...] = ()
    errors: tuple[SourceError, ...] = ()


class Choice(NamedTuple):
    """
    A plan that was chosen, the reason for it, and the submissions as this plan reads them.

    Nothing is read for a plan without an identifier, a period or indicators. `unusable` are the paths of plans that
    could not be considered, since they cannot be read.
    """

    file: PlanFile
    reason: Text
    reading: Reading
    unusable: tuple[str, ...] = ()


class _Candidates(NamedTuple):
    files: list[PlanFile]
    unusable: list[str]


def choose_plan(named: str | None, books: Sequence[Book], folders: Sequence[str], settings: ProjectSettings) -> Choice:
    """
    Return the plan that `books` are for; `named` is the path of a given plan, `folders` are where the search begins.

    Raises
    ------
    SourceError
        A plan that was named is missing or cannot be read.
    NoPlanError
        No plan answers, or more than one within a way.
    """
    if named is not None:
        return choice_of(_the_one_named(named), books, Text("由 {plan} 指定", "named by {plan}", plan=_PLAN))
    in_books = {name: book.name for book in books for name in named_plans(book)}
    if in_books:
        return _called(in_books, books, folders, settings)
    if settings.plan is not None:
        assert settings.path is not None, "settings come from a file"
        file = _plan_of_settings(settings.plan, settings.path)
        return choice_of(file, books, Text("由 {path} 指定", "named by {path}", path=settings.path))
    return _that_fits(books, folders)


def choice_of(file: PlanFile, books: Iterable[Book], reason: Text, unusable: Iterable[str] = ()) -> Choice:
    """Return the choice of a plan for `books`, which are read for it."""
    reading = _read(books, file.plan) if file.plan is not None and says_what_it_is(file) else Reading()
    return Choice(file, reason, reading, tuple(unusable))


def _read(books: Iterable[Book], plan: Plan) -> Reading:
    """Read opened files for a plan."""
    submissions: list[Submission] = []
    errors: list[SourceError] = []
    for book in books:
        try:
            submissions.append(read_book(book, plan))
        except SourceError as error:
            errors.append(error)
    return Reading(tuple(submissions), tuple(errors))


def _plan_of_settings(plan: str, settings_path: str) -> PlanFile:
    try:
        return _parse(plan)
    except SourceError as error:
        text = error.text
        raise SourceError(
            plan, Text("{settings_path}：{text}", "{settings_path}: {text}", settings_path=settings_path, text=text)
        ) from error


def _the_one_named(named: str) -> PlanFile:
    meant = files.expand(named, files.PLANS).files
    if len(meant) != 1:
        listed = joined(meant) if meant else Text("没有规划", "none")
        raise NoPlanError(
            Text(
                "{plan} 应指定一份规划，{named} 中：{listed}",
                "{plan} is to name one plan; in {named} there are: {listed}",
                plan=_PLAN,
                named=named,
                listed=listed,
            )
        )
    return _parse(meant[0])


def _parse(path: str) -> PlanFile:
    return parse_plan(files.read_file(path))


def _called(names: dict[str, str], books: Sequence[Book], folders: Sequence[str], settings: ProjectSettings) -> Choice:
    """Return the plan with an identifier that the submissions name: `names` has the file that names each."""
    different = {folded(name): name for name in names}
    if len(different) > 1:
        plans = [Text("{name}（{file}）", "{name} ({file})", name=name, file=file) for name, file in names.items()]
        raise NoPlanError(
            Text(
                "报送的文件中写有不同的规划：{plans}。请用 {plan} 指定一份",
                "the submissions name different plans: {plans}. Name one with {plan}",
                plans=joined(plans, "；", "; "),
                plan=_PLAN,
            )
        )
    ((key, name),) = different.items()
    candidates, unusable = _candidates(folders)
    seen = {os.path.realpath(each.path) for each in candidates}
    if settings.plan is not None and os.path.realpath(settings.plan) not in seen:
        candidates.append(_parse(settings.plan))
    found = [each for each in candidates if folded(each.identifier or "") == key]
    if len(found) == 1:
        return choice_of(found[0], books, Text("{name} 中写明", "named in {name}", name=names[name]), unusable)
    if found:
        raise _several(found, Text("标识为 {name} 的规划有几份", "several plans are called {name}", name=name))
    known = [each.identifier for each in candidates if each.identifier]
    raise NoPlanError(
        Text(
            "{file} 中写的规划是“{name}”，没有找到（有：{known}）：请用 {plan} 指定",
            '{file} is for the plan "{name}", which is not found (there are: {known}): name it with {plan}',
            file=names[name],
            name=name,
            known=joined(known) if known else Text("无", "none"),
            plan=_PLAN,
        ),
        unusable,
    )


def _that_fits(books: Sequence[Book], folders: Sequence[str]) -> Choice:
    """Return the plan that fits best: see `_Fit`."""
    candidates, unusable = _candidates(folders)
    if not candidates:
        raise NoPlanError(
            Text(
                "没有找到规划：附近没有 {folder} 文件夹，或其中没有规划。请用 {plan} 指定",
                "no plan is found: no {folder} folder is near, or no plan is in it. Name one with {plan}",
                folder=PLANS_FOLDER,
                plan=_PLAN,
            ),
            unusable,
        )
    # Looking names up is quick, reading is not: a plan that knows no reported name is not read for, if another does.
    knowing = [each for each in candidates if _knows_a_name(each, books)]
    fits = [fit for each in knowing or candidates if (fit := _fit(each, books)) is not None]
    if not fits:
        paths = [each.path for each in candidates]
        raise NoPlanError(
            Text(
                "没有一份规划既涵盖所报的期间、又有所报的指标（看过：{paths}）：请用 {plan} 指定",
                "no plan is for the reported periods and knows what is reported (looked at: {paths}): "
                "name one with {plan}",
                paths=joined(paths),
                plan=_PLAN,
            ),
            unusable,
        )
    best = min(fit.rank for fit in fits)
    found = [fit for fit in fits if fit.rank == best]
    if len(found) > 1:
        raise _several([fit.file for fit in found], Text("有几份规划同样合适", "several plans fit alike"))
    reason = Text("按期间和指标选定", "chosen by its period and indicators")
    return Choice(found[0].file, reason, found[0].reading, tuple(unusable))


class _Fit(NamedTuple):
    file: PlanFile
    reading: Reading
    rank: tuple[int, int, int]
    """Its rows outside the plan's period, known indicators (negative) and years, as numbers: the least is best."""


def _fit(file: PlanFile, books: Sequence[Book]) -> _Fit | None:
    """
    Return the fit of a plan, or None where it covers no row or knows none of the reported indicators.

    An empty form fits every plan that knows its header.
    """
    assert file.plan is not None, "candidates are plans"
    reading = _read(books, file.plan)
    with_header = {each.name for each in reading.submissions}
    names = PlanNames(file.plan)
    known = {row.subject.indicator for each in reading.submissions for row in each.observations}
    for book in books:
        if book.name in with_header:
            known.update(_named_indicators(book, names))  # also in rows of which something else cannot be read
    faults = [fault for each in reading.submissions for fault in each.faults]
    outside = sum(fault.rule is SubmissionRule.PERIOD_OUTSIDE_PLAN for fault in faults)
    has_values = any(each.observations for each in reading.submissions)
    is_empty = bool(reading.submissions) and not faults and not has_values
    if not is_empty and (not known or (outside and not has_values)):
        return None
    return _Fit(file, reading, (outside, -len(known), file.plan.period.years))


def _knows_a_name(file: PlanFile, books: Sequence[Book]) -> bool:
    assert file.plan is not None, "candidates are plans"
    names = PlanNames(file.plan)
    return any(True for book in books for _ in _named_indicators(book, names))


def _named_indicators(book: Book, names: PlanNames) -> Iterator[Identifier]:
    for sheet in book.sheets:
        for row in sheet.rows:
            for cell in row.values():
                found = names.indicators.find(cell.text)
                if found is not None:
                    yield found


def _candidates(folders: Iterable[str]) -> _Candidates:
    """Return the plans in the nearest `plans/` that has any, from each of `folders` upward until one answers."""
    unusable: list[str] = []
    for folder in folders:
        for above in upward(folder):
            directory = shown_path(os.path.join(above, PLANS_FOLDER))
            if not os.path.isdir(directory):
                continue
            found = []
            for path in files.expand(directory, files.PLANS).files:
                file = _usable(path)
                if file is not None:
                    found.append(file)
                elif path not in unusable:
                    unusable.append(path)
            if found:
                return _Candidates(found, unusable)
    return _Candidates([], unusable)


def _usable(path: str) -> PlanFile | None:
    """Return a plan that can be chosen by its content; `validate` tells what is wrong with any other."""
    with suppress(SourceError):
        file = _parse(path)
        if says_what_it_is(file):
            return file
    return None


def says_what_it_is(file: PlanFile) -> bool:
    """Whether the identifier, period and indicators of a plan can be read: without these it judges nothing."""
    with suppress(Unread):
        plan = file.plan
        return plan is not None and bool(plan.id and plan.period.years and plan.indicators)
    return False


def _several(found: Sequence[PlanFile], what: Text) -> NoPlanError:
    paths = joined(file.path for file in found)
    return NoPlanError(
        Text(
            "{what}：{paths}。请用 {plan} 指定一份",
            "{what}: {paths}. Name one with {plan}",
            what=what,
            paths=paths,
            plan=_PLAN,
        )
    )
