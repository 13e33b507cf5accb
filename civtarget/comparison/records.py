"""
Records compared key by key, records within records, and the items of two lists matched.

A key is compared as its field says (`Comparison`), or by a function of its own. What could not be read is unchecked.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from functools import partial
from typing import Any

from civtarget.comparison.bounds import targets
from civtarget.comparison.change import Change, Direction, Side, Versions, presence, unordered
from civtarget.comparison.pairs import Aspect, Comparer, RecordPair, places
from civtarget.comparison.phrases import NOTHING, both_written, describe_change
from civtarget.comparison.values import equality, flag, links, names
from civtarget.language import Text
from civtarget.model.phrases import dotted
from civtarget.model.plan import Path, Record, Unread
from civtarget.model.plan.record import Comparison, keys_of

Key = Callable[[Any, int], Hashable]
"""The key by which an item of the old list (0) is matched with one of the new list (1)."""

COMPARERS: Mapping[Comparison, Comparer] = {
    Comparison.EQUALITY: equality,
    Comparison.UNORDERED: partial(equality, direct=unordered),
    Comparison.NAME: names,
    Comparison.OBLIGATION: partial(flag, yes=Direction.STRONGER),
    Comparison.CONCESSION: partial(flag, yes=Direction.WEAKER),
    Comparison.LINK: links,
    Comparison.TARGET: targets,
}
"""The function of each way of comparing that goes by the value alone."""


def aspects_of(record: type[Record], **own: Comparer) -> Mapping[str, Aspect]:
    """Return the comparison of each key of a record; `own` are the functions of the keys that have one."""
    keys = {name: key for name, key in keys_of(record).items() if key.comparison is not Comparison.IDENTITY}
    assert own.keys() == {name for name, key in keys.items() if key.comparison is Comparison.OWN}, record
    return {
        name: Aspect(own.get(name) or COMPARERS[key.comparison], key.label or NOTHING) for name, key in keys.items()
    }


def compared(pair: RecordPair, aspects: Mapping[str, Aspect]) -> Iterator[Change]:
    """Yield the changes of two records, key by key; a key that could not be read is unchecked, the rest is compared."""
    for side, record in enumerate(pair.records):
        if isinstance(record, Unread) or _is_unread(record):
            yield not_compared(pair, None, side, pair.paths[side])
            return
    for field, (compare, label) in aspects.items():
        try:
            yield from compare(pair, field, label)
        except Unread as unread:
            yield not_compared(pair, field, side_of(unread, pair.plans), unread.path)


def _is_unread(record: Record) -> bool:
    """Whether nothing of a record could be read."""
    return len(getattr(record, "_unread", ())) == len(fields(record)) > 0


def part(
    pair: RecordPair, field: str, label: Text, write: Callable[[Any], Text], aspects: Mapping[str, Aspect]
) -> Iterator[Change]:
    """Compare a record within a record, or that there is one."""
    old, new = pair.values(field)
    if old is None or new is None:
        if old is not new:
            texts = both_written((old, new), write)
            yield pair.change(field, presence(old, new), describe_change(pair.label(label), *texts), texts)
        return
    yield from compared(pair.part(places((field,), (field,)), Versions(old, new)), aspects)


def items(pair: RecordPair, field: str, keys: Iterable[Key]) -> Iterator[tuple[Versions[Any], Versions[Path]]]:
    """Yield the items of a list, matched by one of the keys, and their places; None where there is no such item."""
    old, new = pair.values(field)
    for one, other in paired(old, new, keys):
        found = Versions(None if one is None else old[one], None if other is None else new[other])
        yield found, places((field, str(other if one is None else one)), (field, str(one if other is None else other)))


def paired(old: Sequence[Any], new: Sequence[Any], keys: Iterable[Key]) -> list[tuple[int | None, int | None]]:
    """
    Match the items of two lists, by each key in turn, the first of a key with the first of it; return their numbers.

    Items that are alike in everything are matched first. In the order of the new list; those that are gone, without a
    new number, come last. An item of which a key is None waits for the next key.
    """
    found: dict[int, int] = {}
    for key in (_everything, *keys):
        free: dict[Hashable, list[int]] = defaultdict(list)
        taken = frozenset(found.values())
        for number, item in enumerate(old):
            if number not in taken:
                free[key(item, 0)].append(number)
        for number, item in enumerate(new):
            shared = key(item, 1)
            if number not in found and shared is not None and free.get(shared):
                found[number] = free[shared].pop(0)
    gone = sorted(frozenset(range(len(old))) - frozenset(found.values()))
    return [*((found.get(number), number) for number in range(len(new))), *((number, None) for number in gone)]


def _everything(item: Any, _: int) -> Hashable:
    """Return a record as text, or None where some of it could not be read."""
    with suppress(Unread):
        return repr(item)
    return None


# --- what could not be read -------------------------------------------------------------------------------------------

_PLANS = Versions(Text("旧稿", "old"), Text("新稿", "new"))


def not_compared(pair: RecordPair, field: str | None, side: int, where: Path) -> Change:
    """
    Return the change for a field, or a whole record (None), that was not compared.

    The reason is that `where` could not be read on one side, the old one (0) or the new one (1).
    """
    plan, below = _PLANS[side], () if field is None else (field,)
    ours, path = dotted(pair.paths[side] + below), dotted(where)
    subject = Text("", " and was") if path == ours else Text(" {ours}", ", so {ours} was", ours=ours)
    message = Text(
        "{plan}的 {path} 未能读取，没有比较{subject}",
        "{path} of the {plan} plan could not be read{subject} not compared",
        plan=plan,
        path=path,
        subject=subject,
    )
    change = pair.change(Versions(below, below), Direction.UNCHECKED, message, (None, None))
    here = Side(where, None)
    return replace(change, old=here) if side == 0 else replace(change, new=here, is_unread=True)


def side_of(unread: Unread, records: Versions[Any]) -> int:
    """Return the side of something that could not be read: 0 for the old one, 1 for the new one."""
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


def unreadable_changes(changes: Sequence[Change], faults: Versions[list[tuple[Path, Text]]]) -> tuple[Change, ...]:
    """
    Return a change for every other part of either plan that could not be read, such as a misspelt key.

    `faults` are the places and messages of reading; those that `changes` cover already are left out.
    """
    unchecked = [each for each in changes if each.direction is Direction.UNCHECKED]
    covered = Versions([each.old.path for each in unchecked], [each.new.path for each in unchecked])
    return tuple(
        _unreadable_change(path, message, plan)
        for plan, known, of_plan in zip(_PLANS, covered, faults, strict=True)
        for path, message in of_plan
        if not any(each == path or (path and each[: len(path)] == path) for each in known)
    )


def _unreadable_change(path: Path, message: Text, plan: Text) -> Change:
    said = Text(
        "{plan}有未能读取之处：{message}",
        "the {plan} plan could not be read in full: {message}",
        plan=plan,
        message=message,
    )
    here = Side(path, None)
    is_new = plan is _PLANS.new
    return Change(aspect="unread", direction=Direction.UNCHECKED, message=said, old=here, new=here, is_unread=is_new)
