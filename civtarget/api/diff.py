"""Two versions of a plan, compared by meaning: `civtarget.diff(old, new)`."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from civtarget.api.inputs import PathName, UnreadPlanError
from civtarget.api.plans import Plans
from civtarget.api.result import Record, Result
from civtarget.checking.report import CheckedPlan
from civtarget.comparison.change import Change, Versions
from civtarget.comparison.plans import changes_between
from civtarget.comparison.records import unreadable_changes
from civtarget.files.git import read_version
from civtarget.files.plan.reader import PlanFile, parse_plan
from civtarget.model.findings import Location
from civtarget.model.plan import Path, readable
from civtarget.reports.document import Document
from civtarget.reports.views.changes import document
from civtarget.reports.views.difference import Difference, Located

COLUMNS = ("aspect", "direction", "indicator", "district", "step", "message", "old", "new", "gap", "unit")


def diff(old: PathName | Plans, new: PathName | Plans) -> "Changes":
    """
    Compare two versions of a plan, as `civtarget diff` does: each a path, `REVISION:path` in git, or one
    plan that was loaded.

    Raises
    ------
    SourceError
        A version cannot be opened, or git does not have it.
    UnreadPlanError
        A version holds no plan.
    OnePlanError
        None or several plans were loaded.
    """
    return changes_of(*(_version(each) for each in (old, new)))


def _version(plan: PathName | Plans) -> PlanFile:
    return plan.only_file() if isinstance(plan, Plans) else parse_plan(read_version(os.fspath(plan)))


def changes_of(old: PlanFile, new: PlanFile) -> "Changes":
    """Compare two plan files; raise `UnreadPlanError` if one holds no plan."""
    for file in (old, new):
        if file.plan is None:
            raise UnreadPlanError(file)
    assert old.plan is not None and new.plan is not None, "that was asked above"
    changes = changes_between(old.plan, new.plan)
    faults = Versions(*([(fault.path, fault.message) for fault in file.faults] for file in (old, new)))
    changes += unreadable_changes(changes, faults)
    located = [Located(each, _location(old, each.old.path), _location(new, each.new.path)) for each in changes]
    return Changes(Difference(old=_checked(old), new=_checked(new), plans=(old.plan, new.plan), changes=located))


@dataclass(frozen=True, eq=False, repr=False)
class Changes(Result):
    """The changes between two versions of a plan: one row of `to_frame` is a change."""

    content: Difference

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change: what became weaker, stronger or something else, and what could not be compared."""
        return tuple(each.change for each in self.content.changes)

    @property
    def counts(self) -> dict[str, int]:
        """The number of changes of each direction."""
        return {direction.value: count for direction, count in self.content.counts.items()}

    @property
    def document(self) -> Document:
        """The changes, in JSON `civtarget-diff/1`."""
        return document(self.content)

    def __repr__(self) -> str:
        return f"<Changes of {self.content.new.path}: {len(self.changes)}>"

    def rows(self) -> tuple[Sequence[str], Sequence[Record]]:
        """Return the columns of `to_frame`, and a row for each change; `old` and `new` are the values as text."""
        entries = [
            entry | {side: entry[side]["value"] for side in ("old", "new")} for entry in self.to_dict()["changes"]
        ]
        return COLUMNS, entries


def _checked(file: PlanFile) -> CheckedPlan:
    return CheckedPlan(readable(file.plan, "id") or "", file.path, file.sha256)


def _location(file: PlanFile, path: Path) -> Location:
    return Location(file.path, file.locate(path), path)
