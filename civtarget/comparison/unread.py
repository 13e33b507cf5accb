"""What was not compared, because one of the plans could not be read there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from civtarget.comparison.change import Change, Direction, Side, Versions
from civtarget.comparison.pairs import RecordPair
from civtarget.language import Text
from civtarget.model.phrases import dotted
from civtarget.model.plan import Path, Unread

_PLANS = Versions(Text("旧稿", "old"), Text("新稿", "new"))


def not_compared(pair: RecordPair, field: str | None, side: int, where: Path) -> Change:
    """
    Return that a field, or all of a record, was not compared.

    The reason is what could not be read at `where` of one side, the old one (0) or the new one (1).
    """
    plan, below = _PLANS[side], () if field is None else (field,)
    ours, path = dotted(pair.paths[side] + below), dotted(where)
    subject = Text("", " and was") if path == ours else Text(f" {ours}", f", so {ours} was")
    message = Text(
        f"{plan.zh}的 {path} 未能读取，没有比较{subject.zh}",
        f"{path} of the {plan.en} plan could not be read{subject.en} not compared",
    )
    change = pair.change(Versions(below, below), Direction.UNCHECKED, message, (None, None))
    here = Side(where, None)
    return replace(change, old=here) if side == 0 else replace(change, new=here, is_unread=True)


def side_of(unread: Unread, records: Versions[Any]) -> int:
    """Tell on which side something is that could not be read: 0 for the old one, 1 for the new one."""
    return 0 if _is_in(records.old, unread) else 1


def _is_in(value: Any, unread: Unread) -> bool:
    if isinstance(value, Unread):
        return value is unread
    if isinstance(value, Mapping):
        return any(_is_in(each, unread) for each in value.values())
    if isinstance(value, tuple):
        return any(_is_in(each, unread) for each in value)
    missing = getattr(value, "_unread", {})
    names = (name for name in getattr(value, "__slots__", ()) if name not in missing and name != "_unread")
    return any(each is unread for each in missing.values()) or any(
        _is_in(getattr(value, name, None), unread) for name in names
    )


def unread_changes(changes: Sequence[Change], faults: Versions[list[tuple[Path, Text]]]) -> tuple[Change, ...]:
    """
    Return what else could not be read in either plan, such as a misspelt key: it may be what was changed.

    `faults` are the places and messages of reading; what `changes` say of already is left out.
    """
    unchecked = [each for each in changes if each.direction is Direction.UNCHECKED]
    told = Versions([each.old.path for each in unchecked], [each.new.path for each in unchecked])
    return tuple(
        _unread_change(path, message, plan)
        for plan, known, of_plan in zip(_PLANS, told, faults, strict=True)
        for path, message in of_plan
        if not any(each == path or (path and each[: len(path)] == path) for each in known)
    )


def _unread_change(path: Path, message: Text, plan: Text) -> Change:
    said = Text(f"{plan.zh}有未能读取之处：{message.zh}", f"the {plan.en} plan could not be read in full: {message.en}")
    here = Side(path, None)
    is_new = plan is _PLANS.new
    return Change(aspect="unread", direction=Direction.UNCHECKED, message=said, old=here, new=here, is_unread=is_new)
