"""The districts, parties and offices of a plan: who is there, and what is said of them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from civtarget.comparison.change import Change, Direction, Versions, neutral
from civtarget.comparison.pairs import Aspect, RecordPair, places
from civtarget.comparison.phrases import replaced, same
from civtarget.comparison.records import compared
from civtarget.comparison.values import by_words
from civtarget.language import Text


def _areas(pair: RecordPair, field: str, label: Text, aspects: Mapping[str, Aspect]) -> Iterator[Change]:
    """Compare those that take shares: one less is weaker."""
    for name, change in _entries(pair, field, label, aspects, pair.renamed.areas):
        yield replace(change, district=name)


def offices(pair: RecordPair, field: str) -> Iterator[Change]:
    """Compare the offices that a plan knows; that it knows one asks for nothing."""
    entries = _entries(pair, field, Text("单位", "office"), BODY_ASPECTS, pair.renamed.offices)
    yield from neutral(change for _, change in entries)


def _entries(
    pair: RecordPair, field: str, label: Text, aspects: Mapping[str, Aspect], renamed: Mapping[str, str]
) -> Iterator[tuple[str, Change]]:
    """Compare who is there, and what is said of them; with each change comes whom it is about."""
    old, new = pair.values(field)
    was = {now: before for before, now in renamed.items() if before in old}
    for name in new:
        before = was.get(name)
        if before is None:
            said = Text(f"新增{label.zh} {name}", f"the {label.en} {name} is added")
            paths = places((field, name), (field, name))
            yield name, pair.change(paths, Direction.STRONGER, said, (None, same(name)))
            continue
        paths = places((field, before), (field, name))
        if before != name:
            said = Text(f"{label.zh} {before} 改名为 {name}", f"the {label.en} {before} is now called {name}")
            yield name, pair.change(paths, Direction.NEUTRAL, said, (same(before), same(name)))
        within = Text(f"{name}的", f" of {name}")
        for change in compared(pair.part(paths, Versions(old[before], new[name]), within), aspects):
            yield name, change
    for name in old:
        if renamed.get(name) not in new:
            said = Text(f"取消{label.zh} {name}", f"the {label.en} {name} is dropped")
            paths = places((field, name), (field, name))
            yield name, pair.change(paths, Direction.WEAKER, said, (same(name), None))


def _aliases(pair: RecordPair, field: str) -> Iterator[Change]:
    old, new = (frozenset(each) for each in pair.values(field))
    if old != new:
        texts = Versions(*(same("、".join(sorted(each))) if each else None for each in (old, new)))
        label = pair.label(Text("别名", "the list of aliases"))
        yield pair.change(field, Direction.NEUTRAL, replaced(label, *texts), texts)


BODY_ASPECTS: Mapping[str, Aspect] = {"en": by_words("英文名", "the English name"), "aliases": _aliases}
DISTRICT_ASPECTS: Mapping[str, Aspect] = {"code": by_words("区划代码", "the division code"), **BODY_ASPECTS}

districts: Aspect = partial(_areas, label=Text("辖市区", "district"), aspects=DISTRICT_ASPECTS)
parties: Aspect = partial(_areas, label=Text("参与方", "party"), aspects=BODY_ASPECTS)
