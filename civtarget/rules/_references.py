"""What the rules about references share: a name that is not there, and references that go round in a circle."""

from collections.abc import Collection

from civtarget.language import Text
from civtarget.model.phrases import MOST_NAMES
from civtarget.model.plan import Path, Plan
from civtarget.model.results import Problem
from civtarget.spelling import Suggestions


def circular(where: Path, key: str, circle: Collection[object]) -> Problem:
    """Return the problem that references under `key` come back to where they began; `circle` ends as it begins."""
    names = [str(each) for each in circle]
    shown = names if len(names) <= MOST_NAMES + 1 else [*names[: MOST_NAMES - 1], "…", names[-1]]
    way = " → ".join(shown)
    message = Text(f"{key} 绕了一圈，回到自身：{way}", f"{key} goes round in a circle: {way}")
    return Problem(where=where, message=message)


def suggestions_in(plan: Plan) -> Suggestions:  # each plan has its own
    """Return the suggestions of one plan, for all of its unknown names together: `Workspace.computed` keeps them."""
    return Suggestions()


def unknown(where: Path, name: str, known: Collection[str], sort: Text, suggestions: Suggestions) -> Problem:
    """Return the problem that nothing of this `sort` is called `name`, with the nearest of what is `known`."""
    suggestion = suggestions.nearest(name, known)
    if suggestion:
        message = Text(
            f"没有{sort.zh}“{name}”：是否应为“{suggestion}”？",
            f'there is no {sort.en} "{name}": is "{suggestion}" meant?',
        )
    else:
        message = Text(f"没有{sort.zh}“{name}”", f'there is no {sort.en} "{name}"')
    return Problem(where=where, message=message)
