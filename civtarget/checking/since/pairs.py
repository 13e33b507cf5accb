"""Plans at the base and as they are now, with the new names of what was renamed in them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from civtarget.checking.since.base import BaseState
from civtarget.comparison.change import Versions
from civtarget.comparison.pairs import Renamed
from civtarget.comparison.renames import renamed_between
from civtarget.files.plan.reader import PlanFile


@dataclass(frozen=True, slots=True)
class PlanVersions:
    """The base and the present version of a plan, with what was renamed in all plans, if both can be read."""

    old: PlanFile
    new: PlanFile
    renamed: Renamed | None

    @property
    def identifier(self) -> str:
        """The identifier of the plan now; empty where it cannot be read."""
        return self.new.identifier or ""


def plan_versions(base: BaseState, files: Sequence[PlanFile]) -> list[PlanVersions]:
    """Return both versions of the plans that the base has, each with what was renamed in all of them."""
    both = [Versions(old, new) for old, new in zip(base.plans.before, files, strict=True) if old is not None]
    versions = [
        PlanVersions(old, new, None if old.plan is None or new.plan is None else renamed_between(old.plan, new.plan))
        for old, new in both
    ]
    others = {
        (side, file.identifier or ""): (each.identifier, each.renamed)
        for each in versions
        for side, file in enumerate((each.old, each.new))
        if each.renamed is not None
    }
    return [replace(each, renamed=each.renamed and replace(each.renamed, others=others)) for each in versions]
