"""
Shared by the rules over edits: each change is for one of them, and has to be explained if it weakens the plan.

So has a change that cannot be compared, since it may be weaker. The rule of a change follows from its aspect, the key
of the plan format that was changed.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping

from civtarget.comparison.change import Change, Direction
from civtarget.comparison.edit import Edit
from civtarget.language import Text
from civtarget.model.phrases import dotted
from civtarget.model.results import Held, Problem, Related, Result, RuleOptions, Unchecked

_RULE_OF: Mapping[str, str] = {
    **dict.fromkeys(("target", "split", "each", "each.target", "each.per", "each.only", "steps.target"), "target-kept"),
    **dict.fromkeys(("by", "start", "every", "pace", "report_due", "period"), "deadline-kept"),
    **dict.fromkeys(("steps.by", "steps.start", "steps.every"), "deadline-kept"),
    **dict.fromkeys(("districts", "parties", "steps.districts"), "district-kept"),
    **dict.fromkeys(("within", "follows", "splits_from", "same_as", "baseline", "gap", "constraints"), "link-kept"),
    **dict.fromkeys(("of.part", "of.whole", "baselines"), "link-kept"),
    "waivers": "waiver-explained",
}
"""By aspect; everything else is a duty."""

_WORDING = frozenset({"name", "steps.do"})
"""The aspects that word a promise: whether another wording promises the same is for people to judge."""

_NEEDS_QUOTES = re.compile(r"[^\w.-]")


def rule_of(change: Change, edit: Edit) -> str:
    """Return the ID of the rule that a change of a plan is for: all that a dropped district loses is one loss."""
    if edit.is_lost_with_its_district(change):
        return "district-kept"
    return _RULE_OF.get(change.aspect, "duty-kept")


def check_of(rule: str) -> Callable[[Edit, RuleOptions], Iterator[Result]]:
    """Return the check of a rule: each change that is for it and became weaker, or may have, has to be explained."""

    def check_edit(edit: Edit, options: RuleOptions) -> Iterator[Result]:
        dropped: set[str] = set()
        for change in edit.changes:
            if rule_of(change, edit) != rule:
                continue
            if edit.is_lost_with_its_district(change) and change.direction is Direction.WEAKER:
                if change.district in dropped:
                    continue
                dropped.add(change.district or "")
            yield from result_of(change, edit)

    return check_edit


def result_of(change: Change, edit: Edit) -> Iterator[Result]:
    """Yield the result of a change: none unless it is weaker, or cannot be compared."""
    where, names = change.new.path, tuple(edit.names(change))
    is_open = change.direction is Direction.UNCHECKED
    if not is_open and change.direction is not Direction.WEAKER:
        if _says_something_else(change):
            yield Held(where) if edit.explains(*names) else _reworded(change)
    elif edit.explains(*names):
        yield Held(where)
    elif is_open and (change.is_unread or not names):
        yield Unchecked(where=where, message=change.message, needs=(dotted(where),))
    else:
        yield _unexplained(change, names[0], edit)


def _says_something_else(change: Change) -> bool:
    is_english = change.new.path[-1:] == ("en",)
    return change.aspect in _WORDING and not is_english and None not in (change.old.text, change.new.text)


def _reworded(change: Change) -> Unchecked:
    message = Text(
        "{message}；说的是否还是同一件事，要由人判断",
        "{message}; whether that promises the same is for people to tell",
        message=change.message,
    )
    return Unchecked(where=change.new.path, message=message, needs=(dotted(change.new.path),))


def _unexplained(change: Change, name: str, edit: Edit) -> Problem:
    said, quoted = _with_name(change), json.dumps(name, ensure_ascii=False)
    home, what = Text("changes", "`changes`"), f"what: {quoted if _NEEDS_QUOTES.search(name) else name}"
    if edit.home is not None:
        home, what = _changes_of(edit.home), f"what = {quoted}"
    message = Text(
        "{said}；要在 {home} 中写明为什么、依据什么（{what}）",
        "{said}; {home} has to say why, and by which decision ({what})",
        said=said,
        home=home,
        what=what,
    )
    was, plan = change.old.text, None if edit.plans is None else edit.plans.old
    related = () if was is None else (Related(change.old.path, Text("原为 {was}", "it was {was}", was=was), plan=plan),)
    return Problem(
        where=change.new.path,
        message=message,
        expected=change.old.number,
        actual=change.new.number,
        gap=change.gap,
        unit=change.unit,
        related=related,
    )


def _changes_of(home: str) -> Text:
    return Text("{home} 的 changes", "`changes` of {home}", home=home)


def _with_name(change: Change) -> Text:
    """Return the message of a change; of a dropped indicator with its name, which is in the plan no more."""
    name, text = change.indicator_name, change.message
    if change.aspect != "indicators" or name is None:
        return text
    return Text("{name}：{text}", "{name}: {text}", name=name, text=text)
