"""
The plans that were there before an edit, each with what became of it.

A plan is known by its identifier, wherever its file went; where that changed, too, by its path. What can no longer be
found anywhere in the repository is gone.
"""

import glob
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from civtarget.files import git
from civtarget.files import paths as files
from civtarget.files.history import History
from civtarget.files.paths import SourceError
from civtarget.files.plan.reader import PlanFile, parse_plan
from civtarget.model.plan import Identifier

_MAGIC = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class BasePlans:
    """
    What became of plans: the version `before` of those that are checked now, in their order, or None for a new one.

    `moved` are plans that lie elsewhere now, with that path, `gone` those that are nowhere, and `beside` all that were
    there and are not checked. Paths of old versions begin with the commit, as git writes them.
    """

    before: tuple[PlanFile | None, ...]
    moved: tuple[tuple[PlanFile, str], ...]
    gone: tuple[PlanFile, ...]
    beside: tuple[PlanFile, ...]


def plans_before(history: History, named: Iterable[str], checked: Sequence[PlanFile]) -> BasePlans:
    """
    Find what the plans that are checked were, and which plans are gone from what was `named`: files and folders.

    Raises
    ------
    SourceError
        A plan does not lie in the repository, or git cannot be read.
    """
    now = {_path_in(history, file.path): file for file in checked}
    old = _old_plans(history, [*_scope(history, named), *(_Scope(path, is_folder=False) for path in now)], now)
    old |= _moved_in(history, old, now)
    before = _paired(old, now)
    found = {id(was): file.path for was, file in zip(before, now.values(), strict=True) if was is not None}
    moved, gone = [], []
    for path, was in old.items():
        identifier = was.identifier
        if _still_lies(history, path, identifier, now):
            continue
        first = [found[id(was)]] if id(was) in found else []
        elsewhere = None if identifier is None else _found_elsewhere(history, identifier, first)
        if elsewhere is None:
            gone.append(was)
        else:
            moved.append((was, elsewhere))
    beside = tuple(was for was in old.values() if id(was) not in found)
    return BasePlans(tuple(before), tuple(moved), tuple(gone), beside)


@dataclass(frozen=True, slots=True)
class _Scope:
    """A file that was named, whose folder is looked at, or a folder, with all below it; paths are the repository's."""

    path: str
    is_folder: bool

    def holds(self, path: str) -> bool:
        if self.is_folder:
            return not self.path or path.startswith(f"{self.path}/")
        return os.path.dirname(path) == os.path.dirname(self.path)


def _scope(history: History, named: Iterable[str]) -> list[_Scope]:
    scopes = []
    for pattern in named:
        # What a pattern matched before the edit lay somewhere below the part of it that is no pattern.
        is_pattern = glob.has_magic(pattern) and not os.path.exists(pattern)
        name = os.path.dirname(_MAGIC.split(pattern)[0]) or os.curdir if is_pattern else pattern
        is_folder = os.path.isdir(name)
        path = history.path_of(os.path.join(name, os.curdir) if is_folder else name)
        if path is not None:
            scopes.append(_Scope(path.removesuffix(".").removesuffix("/"), is_folder))
    return scopes


def _path_in(history: History, file: str) -> str:
    path = history.path_of(file)
    if path is None:
        raise history.outside(file)
    return path


def _old_plans(history: History, scopes: Sequence[_Scope], now: Iterable[str]) -> dict[str, PlanFile]:
    """
    Return the plans that lay in what is looked at.

    What was no text stands for a plan that cannot be read only where a plan lies now.
    """
    wanted = [
        path
        for path in history.blobs
        if path.lower().endswith(files.PLANS.suffixes) and any(scope.holds(path) for scope in scopes)
    ]
    plans = {}
    for path, data in history.read(wanted).items():
        shown = f"{history.name}:{path}"
        try:
            file = files.decoded(shown, data)
        except SourceError:
            if path in now:
                plans[path] = PlanFile(shown, files.digest(data))
            continue
        if files.is_plan_text(file.text):
            plans[path] = parse_plan(file)
    return plans


def _moved_in(history: History, old: Mapping[str, PlanFile], now: Mapping[str, PlanFile]) -> dict[str, PlanFile]:
    """Return the plans that are checked now and lay outside of what is looked at, where they lie no more."""
    known = {file.identifier for file in old.values()}
    new = {identifier for file in now.values() if (identifier := file.identifier) is not None} - known
    if not new:
        return {}
    others = [path for path in history.blobs if path not in old and path.lower().endswith(files.PLANS.suffixes)]
    found = {}
    for path, data in history.read(others).items():
        with suppress(SourceError):
            file = files.decoded(f"{history.name}:{path}", data)
            if files.is_plan_text(file.text) and any(identifier in file.text for identifier in new):
                plan = parse_plan(file)
                identifier = plan.identifier
                if identifier in new and not _still_lies(history, path, identifier, now):
                    found[path] = plan
    return found


def _paired(old: dict[str, PlanFile], new: dict[str, PlanFile]) -> list[PlanFile | None]:
    """Return for each new plan what it was: the plan of its path and identifier, then of either of them."""
    once = Counter(file.identifier for file in old.values())
    by_id = {file.identifier: file for file in old.values() if once[file.identifier] == 1}
    found: dict[str, PlanFile] = {}

    def take(path: str, file: PlanFile | None) -> None:
        if file is not None and path not in found and all(file is not each for each in found.values()):
            found[path] = file

    for path, file in new.items():
        if path in old and old[path].identifier == file.identifier:
            take(path, old[path])
    for path, file in new.items():
        if file.identifier is not None:
            take(path, by_id.get(file.identifier))
    for path in new:
        take(path, old.get(path))
    return [found.get(path) for path in new]


def _still_lies(history: History, path: str, identifier: Identifier | None, now: Mapping[str, PlanFile]) -> bool:
    """Whether a plan lies at its path, or a plan does of which that cannot be told."""
    if path in now:
        return None in (identifier, now[path].identifier) or now[path].identifier == identifier
    file = history.file_of(path)
    if not (os.path.isfile(file) and files.PLANS.looks_right(file)):
        return False
    with suppress(SourceError):
        there = parse_plan(files.read_file(file)).identifier
        return None in (identifier, there) or there == identifier
    return True


def _found_elsewhere(history: History, identifier: Identifier, first: Iterable[str]) -> str | None:
    """Return where a plan lies that is not where it was: at one of the `first`, or where git knows of a file."""
    listing = git.run(
        history.revision, "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder=history.top
    )
    known = (history.file_of(os.fsdecode(name)) for name in listing.stdout.split(b"\0") if name)
    for path in (*first, *known):
        if path.lower().endswith(files.PLANS.suffixes) and os.path.isfile(path) and files.PLANS.looks_right(path):
            with suppress(SourceError):
                file = files.read_file(path)
                if identifier in file.text and parse_plan(file).identifier == identifier:
                    return path
    return None
