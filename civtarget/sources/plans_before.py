"""
The plans that were there before an edit, each with what became of it.

A plan is known by its identifier, wherever its file went; where that changed, too, by its path. What can no longer be
found anywhere in the repository is gone.
"""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from civtarget.model import Identifier, Unread
from civtarget.sources import files, git
from civtarget.sources.files import SourceError
from civtarget.sources.history import History
from civtarget.sources.plan_file import PlanFile, parse_plan


@dataclass(frozen=True, slots=True)
class PlansBefore:
    """
    What became of plans: the version `before` of those that are checked now, in their order, or None for a new one.

    `moved` are plans that lie elsewhere now, with that path, `gone` those that are nowhere, and `beside` all that were
    there and are not checked. Paths of old versions begin with the commit, as git writes them.
    """

    before: tuple[PlanFile | None, ...]
    moved: tuple[tuple[PlanFile, str], ...]
    gone: tuple[PlanFile, ...]
    beside: tuple[PlanFile, ...]


def plans_before(history: History, checked: Sequence[PlanFile]) -> PlansBefore:
    """
    Find what the plans that are checked were, and which plans of the repository are gone.

    Raises
    ------
    SourceError
        A plan does not lie in the repository, or git cannot be read.
    """
    paths = [_path_in(history, file) for file in checked]
    old = _old_plans(history, paths)
    before = _paired(old, list(zip(paths, checked, strict=True)))
    now = {id(file): each.path for file, each in zip(before, checked, strict=True) if file is not None}
    moved, gone = [], []
    for path, file in old.items():
        if _is_plan_now(history.file_of(path)):
            continue
        found = now.get(id(file)) or _found_elsewhere(history, file)
        if found is None:
            gone.append(file)
        else:
            moved.append((file, found))
    beside = tuple(file for file in old.values() if id(file) not in now)
    return PlansBefore(tuple(before), tuple(moved), tuple(gone), beside)


def _path_in(history: History, file: PlanFile) -> str:
    path = history.path_of(file.path)
    if path is None:
        raise history.outside(file.path)
    return path


def _old_plans(history: History, paths: Iterable[str]) -> dict[str, PlanFile]:
    """Return the plans that lay in the folders of `paths`, and those in other folders that are not what they were."""
    folders = {os.path.dirname(path) for path in paths}
    wanted = [*(path for path in history.blobs if os.path.dirname(path) in folders), *history.changed()]
    plans = {}
    for path, data in history.read(each for each in wanted if each.lower().endswith(files.PLANS.suffixes)).items():
        with suppress(SourceError):  # not UTF-8: it was no plan that could be read
            file = files.decoded(f"{history.name}:{path}", data)
            if files.is_plan_text(file.text):
                plans[path] = parse_plan(file)
    return plans


def _paired(old: dict[str, PlanFile], new: Sequence[tuple[str, PlanFile]]) -> list[PlanFile | None]:
    """Return for each new plan what it was: the plan of its path and identifier, then of either of them."""
    once = Counter(_identifier(file) for file in old.values())
    by_id = {_identifier(file): file for file in old.values() if once[_identifier(file)] == 1}
    found: dict[int, PlanFile] = {}

    def take(number: int, file: PlanFile | None) -> None:
        if file is not None and number not in found and all(file is not each for each in found.values()):
            found[number] = file

    for number, (path, file) in enumerate(new):
        if path in old and _identifier(old[path]) == _identifier(file):
            take(number, old[path])
    for number, (_, file) in enumerate(new):
        if _identifier(file) is not None:
            take(number, by_id.get(_identifier(file)))
    for number, (path, _) in enumerate(new):
        take(number, old.get(path))
    return [found.get(number) for number in range(len(new))]


def _identifier(file: PlanFile) -> Identifier | None:
    with suppress(Unread):
        return file.plan.id if file.plan is not None else None
    return None


def _is_plan_now(path: str) -> bool:
    return os.path.isfile(path) and files.PLANS.looks_right(path)


def _found_elsewhere(history: History, lost: PlanFile) -> str | None:
    """Return where a plan lies now that is not where it was, as far as git knows of the file or would."""
    identifier = _identifier(lost)
    if identifier is None:
        return None
    listing = git.run(
        history.revision, "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder=history.top
    )
    for name in listing.stdout.split(b"\0"):
        path = history.file_of(os.fsdecode(name))
        if path.lower().endswith(files.PLANS.suffixes) and _is_plan_now(path):
            with suppress(SourceError):
                file = files.read_file(path)
                if identifier in file.text and _identifier(parse_plan(file)) == identifier:
                    return path
    return None
