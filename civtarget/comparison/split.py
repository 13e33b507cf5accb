"""Splits: shares compared one by one, or together where some of them moved between districts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from civtarget.comparison.bounds import bounds
from civtarget.comparison.change import Change, Direction, Versions, by_order, presence
from civtarget.comparison.pairs import RecordPair, Renamed, places
from civtarget.comparison.phrases import both_written, describe_change, written
from civtarget.comparison.records import not_compared
from civtarget.language import Text
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
            texts = both_written((old, new), lambda each: Text(f"{len(each)} 个份额", f"{len(each)} shares"))
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
    label = Text(f"{name}的份额", f"the share of {name}")
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
    parts = [_moved_text(each, unit) for each in apart]
    zh = listed([each.zh for each in parts], most=MOST_NAMES).zh
    en = listed([each.en for each in parts], most=MOST_NAMES).en
    message = Text(f"份额在辖区之间移动，合计不变：{zh}", f"shares move between districts and add up to the same: {en}")
    old = _shares_text([(name, was) for name, was, _ in apart], unit)
    new = _shares_text([(name, now) for name, _, now in apart], unit)
    return pair.change("split", Direction.NEUTRAL, message, (old, new))


def _moved_text(moved: _Moved, unit: str) -> Text:
    name, was, now = moved
    old, new, gap, more = bare_text(was, unit), bare_text(now, unit), gap_between(was, now, unit), now > was
    return Text(
        f"{name}由 {old.zh} {'增为' if more else '减为'} {new.zh}（{'多' if more else '少'} {gap.zh}）",
        f"{name} from {old.en} to {new.en} ({gap.en} {'more' if more else 'less'})",
    )


def _shares_text(shares: Sequence[tuple[str, Exact]], unit: str) -> Text:
    texts = [(name, bare_text(share, unit)) for name, share in shares]
    return Text(
        "、".join(f"{name} {text.zh}" for name, text in texts), ", ".join(f"{name} {text.en}" for name, text in texts)
    )
