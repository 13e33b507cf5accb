"""Splits: shares compared one by one, or together where some of them moved between districts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from civtarget.comparison.bounds import bounds
from civtarget.comparison.change import Change, Direction, Versions, by_order, presence
from civtarget.comparison.pairs import RecordPair, Renamed, places
from civtarget.comparison.phrases import both_written, describe_change, written
from civtarget.comparison.records import not_compared
from civtarget.language import Text, joined
from civtarget.model.phrases import MOST_NAMES, bare_text, gap_between, listed
from civtarget.model.plan import Mark, Share, Unread
from civtarget.notation.quantity import Exact, Op, Quantity

_ABSENT = "absent"
_CELLS: Mapping[Any, Text] = {
    None: Text("空白", "blank"),
    Mark.NOT_APPLICABLE: Text("不参与（--）", "-- (no part)"),
    _ABSENT: Text("没有列出", "not listed"),
}


def split(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare the shares of a split, or its presence."""
    old, new = pair.values(field)
    if old is None or new is None:
        if old is not new:
            texts = both_written((old, new), lambda each: Text("{number} 个份额", "{number} shares", number=len(each)))
            yield pair.change(field, presence(old, new), describe_change(label, *texts), texts)
        return
    moved = _moved(pair, old, new)
    if moved:
        yield _moved_change(pair, moved)
        return
    for called, both in cells(old, new, pair.renamed, _ABSENT):
        yield from _cell(pair, field, called, both)


def cells(
    old: Mapping[str, Any], new: Mapping[str, Any], renamed: Renamed, missing: Any
) -> Iterator[tuple[Versions[str], Versions[Any]]]:
    """Yield the names and the cells of every district in either mapping, those of the new one first."""
    was = {renamed.area(name, 0): name for name in old}
    now = {renamed.area(name, 1): name for name in new}
    for known, name in now.items():
        before = was.get(known)
        yield Versions(before or name, name), Versions(missing if before is None else old[before], new[name])
    for known, name in was.items():
        if known not in now:
            yield Versions(name, renamed.areas.get(name, name)), Versions(old[name], missing)


def _cell(pair: RecordPair, field: str, called: Versions[str], both: Versions[Share | str]) -> Iterator[Change]:
    name = called.new
    paths = places((field, called.old), (field, name))
    for side, cell in enumerate(both):
        if isinstance(cell, Unread):
            found = not_compared(pair.part(paths, both), None, side, cell.path)
            yield replace(found, district=name)
            return
    label = Text("{name}的份额", "the share of {name}", name=pair.area(name))
    old, new = both
    if isinstance(old, Quantity) and isinstance(new, Quantity):
        yield from bounds(pair, paths, label, Versions(old, new), district=name)
        return
    if old == new:
        return
    texts = Versions(
        *(
            written(each, unit) if isinstance(each, Quantity) else _CELLS[each]
            for each, unit in zip(both, pair.units, strict=True)
        )
    )
    direction = by_order(*(2 if isinstance(each, Quantity) else 1 if each is None else 0 for each in both))
    numbers = Versions(*(each.figure if isinstance(each, Quantity) else None for each in both))
    unit = pair.units.new
    yield pair.change(
        paths, direction, describe_change(label, *texts), texts, numbers=numbers, unit=unit, district=name
    )


_Moved = tuple[str, Exact, Exact]
"""A district whose share is another one: its name, its old share and its new one."""


def _moved(pair: RecordPair, old: Mapping[str, Share], new: Mapping[str, Share]) -> Sequence[_Moved]:
    """Return the shares that moved between districts; none where their sum changed."""
    if not (pair.indicators and all(each.kind.adds_up for each in pair.indicators)) or pair.units.old != pair.units.new:
        return ()
    apart: list[_Moved] = []
    ops: set[Op] = set()
    for (_, name), (was, now) in cells(old, new, pair.renamed, _ABSENT):
        if was == now and not isinstance(now, Unread):
            continue
        if isinstance(was, Quantity) and isinstance(now, Quantity):
            if not all(_is_one_number(each, pair.units.new) for each in (was, now)):
                return ()
            ops |= {was.op, now.op}
            if was.figure != now.figure:
                if not (was.figure and now.figure):
                    return ()  # as of a district that leaves
                apart.append((name, was.figure, now.figure))
        else:
            return ()  # a district that leaves a split, or joins it, is more than a share that moves
    is_level = sum(was for _, was, _ in apart) == sum(now for _, _, now in apart)
    return apart if is_level and len(ops) == 1 else ()


def _is_one_number(share: Quantity, unit: str) -> bool:
    return not share.approximate and share.unit in ("", unit) and share.op is not Op.BETWEEN


def _moved_change(pair: RecordPair, apart: Sequence[_Moved]) -> Change:
    unit = pair.units.new
    message = Text(
        "份额在辖区之间移动，合计不变：{moves}",
        "shares move between districts and add up to the same: {moves}",
        moves=listed((_moved_text(pair.area(name), was, now, unit) for name, was, now in apart), most=MOST_NAMES),
    )
    old = joined(_share_text(pair.area(name), was, unit) for name, was, _ in apart)
    new = joined(_share_text(pair.area(name), now, unit) for name, _, now in apart)
    return pair.change("split", Direction.NEUTRAL, message, (old, new))


def _moved_text(name: Text, was: Exact, now: Exact, unit: str) -> Text:
    values = {
        "name": name,
        "old": bare_text(was, unit),
        "new": bare_text(now, unit),
        "gap": gap_between(was, now, unit),
    }
    if now > was:
        return Text("{name}由 {old} 增为 {new}（多 {gap}）", "{name} from {old} to {new} ({gap} more)", **values)
    return Text("{name}由 {old} 减为 {new}（少 {gap}）", "{name} from {old} to {new} ({gap} less)", **values)


def _share_text(name: Text, share: Exact, unit: str) -> Text:
    return Text("{name} {share}", "{name} {share}", name=name, share=bare_text(share, unit))
