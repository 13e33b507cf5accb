"""Records compared field by field, records within records, and the items of two lists paired."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from typing import Any

from civtarget.comparison.change import Change, Versions, presence
from civtarget.comparison.pairs import Aspect, RecordPair, places
from civtarget.comparison.phrases import both_written, replaced
from civtarget.comparison.unread import not_compared, side_of
from civtarget.language import Text
from civtarget.model.plan import Path, Record, Unread

Key = Callable[[Any, int], Hashable]
"""What an item of the old list (0) or of the new one (1) is known again by."""


def compared(pair: RecordPair, aspects: Mapping[str, Aspect]) -> Iterator[Change]:
    """Compare two records field by field; what could not be read does not keep the rest from being compared."""
    for side, record in enumerate(pair.records):
        if isinstance(record, Unread) or _is_unread(record):
            yield not_compared(pair, None, side, pair.paths[side])
            return
    for field, compare in aspects.items():
        try:
            yield from compare(pair, field)
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
            yield pair.change(field, presence(old, new), replaced(pair.label(label), *texts), texts)
        return
    yield from compared(pair.part(places((field,), (field,)), Versions(old, new)), aspects)


def items(pair: RecordPair, field: str, keys: Iterable[Key]) -> Iterator[tuple[Versions[Any], Versions[Path]]]:
    """Yield the items of a list that are the same by one of the keys, and their places; None is none."""
    old, new = pair.values(field)
    for one, other in paired(old, new, keys):
        found = Versions(None if one is None else old[one], None if other is None else new[other])
        yield found, places((field, str(other if one is None else one)), (field, str(one if other is None else other)))


def paired(old: Sequence[Any], new: Sequence[Any], keys: Iterable[Key]) -> list[tuple[int | None, int | None]]:
    """
    Pair the items of two lists, by each key in turn, the first of a key with the first of it; None stands for none.

    Items that are alike in everything come first. In the order of the new list; those that are gone come last. An item
    of which a key is None waits for the next key.
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
    """Return all that a record says, or None where some of it could not be read."""
    with suppress(Unread):
        return repr(item)
    return None
