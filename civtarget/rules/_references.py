"""Shared by the rules about references: the problems of unknown names and of cycles."""

from collections.abc import Collection

from civtarget.language import Text
from civtarget.model.phrases import MOST_NAMES
from civtarget.model.plan import Path, Plan
from civtarget.model.results import Problem
from civtarget.spelling import Suggestions, did_you_mean_after_colon


def circular(where: Path, key: str, cycle: Collection[object]) -> Problem:
    """Return the problem that references under `key` form a cycle; its last name is the first one again."""
    names = [str(each) for each in cycle]
    shown = names if len(names) <= MOST_NAMES + 1 else [*names[: MOST_NAMES - 1], "…", names[-1]]
    way = " → ".join(shown)
    message = Text("{key} 绕了一圈，回到自身：{way}", "{key} goes round in a circle: {way}", key=key, way=way)
    return Problem(where=where, message=message)


def suggestions_in(plan: Plan) -> Suggestions:  # each plan has its own
    """Return the suggestions of one plan, for all of its unknown names together: `Workspace.computed` keeps them."""
    return Suggestions()


def unknown(where: Path, name: str, known: Collection[str], sort: Text, suggestions: Suggestions) -> Problem:
    """Return the problem that nothing of this `sort` is called `name`, with the nearest of the `known` names."""
    hint = did_you_mean_after_colon(suggestions.nearest(name, known))
    message = Text("没有{sort}“{name}”{hint}", 'there is no {sort} "{name}"{hint}', sort=sort, name=name, hint=hint)
    return Problem(where=where, message=message)
