"""Plans as they were and as they are, and what things in them are called now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from civtarget.checking.since.base import BaseState
from civtarget.comparison.change import Versions
from civtarget.comparison.pairs import Renamed
from civtarget.comparison.renames import renamed_between
from civtarget.files.plan.reader import PlanFile
from civtarget.model.plan import readable


@dataclass(frozen=True, slots=True)
class PlanVersions:
    """A plan as it was and as it is, and what things in it and in the others are called now, if both can be read."""

    old: PlanFile
    new: PlanFile
    renamed: Renamed | None

    @property
    def identifier(self) -> str:
        """What the plan is called now; nothing where that cannot be read."""
        return readable(self.new.plan, "id") or ""


def pairs_of(before: BaseState, files: Sequence[PlanFile]) -> list[PlanVersions]:
    """Return the plans that were there before, each with what became of all of them."""
    both = [Versions(old, new) for old, new in zip(before.plans.before, files, strict=True) if old is not None]
    pairs = [
        PlanVersions(old, new, None if old.plan is None or new.plan is None else renamed_between(old.plan, new.plan))
        for old, new in both
    ]
    others = {
        (side, readable(file.plan, "id") or ""): (pair.identifier, pair.renamed)
        for pair in pairs
        for side, file in enumerate((pair.old, pair.new))
        if pair.renamed is not None
    }
    return [replace(pair, renamed=pair.renamed and replace(pair.renamed, others=others)) for pair in pairs]
