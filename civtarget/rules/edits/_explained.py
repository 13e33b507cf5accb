"""
What the rules over edits share: each change is for one of them, and what became weaker has to be explained.

A change is told by its aspect, the key of the plan format that it is about.
"""

from collections.abc import Iterator, Mapping

from civtarget.changes import Change, Direction
from civtarget.edits import Edit
from civtarget.findings import Held, Problem, Related, Result, Unchecked
from civtarget.language import Text
from civtarget.wording import dotted

_RULE_OF: Mapping[str, str] = {
    **dict.fromkeys(("target", "split", "each", "each.target", "each.per", "each.only", "steps.target"), "target-kept"),
    **dict.fromkeys(("by", "start", "every", "pace", "report_due", "period"), "deadline-kept"),
    **dict.fromkeys(("steps.by", "steps.start", "steps.every"), "deadline-kept"),
    **dict.fromkeys(("districts", "parties", "steps.districts"), "district-kept"),
    **dict.fromkeys(("within", "follows", "splits_from", "same_as", "baseline", "gap", "constraints"), "link-kept"),
    "waivers": "waiver-explained",
}
"""By aspect; everything else is a duty."""


def rule_of(change: Change, edit: Edit) -> str:
    """Return the ID of the rule that a change of a plan is for: what a district loses by being dropped is one loss."""
    if change.district in edit.districts_dropped:
        return "district-kept"
    return _RULE_OF.get(change.aspect, "duty-kept")


def explained(rule: str, edit: Edit) -> Iterator[Result]:
    """Yield a result for every change of a plan that is for a rule and became weaker, or may have."""
    told: set[str] = set()
    for change in edit.changes:
        if rule_of(change, edit) != rule:
            continue
        if change.district in edit.districts_dropped and change.direction is Direction.WEAKER:
            if change.district in told:
                continue
            told.add(change.district or "")
        yield from result_of(change, edit)


def result_of(change: Change, edit: Edit) -> Iterator[Result]:
    """Yield what is to be said of a change: nothing unless it became weaker, or nobody can tell."""
    where = change.new.path
    if change.direction is Direction.UNCHECKED:
        yield Unchecked(where=where, message=change.message, needs=(dotted(where),))
    elif change.direction is Direction.WEAKER and edit.explains(change):
        yield Held(where)
    elif change.direction is Direction.WEAKER:
        yield _unexplained(change, edit)


def _unexplained(change: Change, edit: Edit) -> Problem:
    name, plan = next(edit.names(change)), None if edit.plans is None else edit.plans.old
    message = Text(
        f"{change.message.zh}；要在 changes 中写明为什么、依据什么（what: {name}）",
        f"{change.message.en}; `changes` has to say why, and by which decision (what: {name})",
    )
    was = change.old.text
    related = () if was is None else (Related(change.old.path, Text(f"原为 {was.zh}", f"it was {was.en}"), plan=plan),)
    return Problem(
        where=change.new.path,
        message=message,
        expected=change.old.number,
        actual=change.new.number,
        gap=change.gap,
        unit=change.unit,
        related=related,
    )
