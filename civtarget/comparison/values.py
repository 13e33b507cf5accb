"""Values of which equality counts, and whether there is one: words, names in two languages, yes or no."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from civtarget.comparison.change import Change, Direction, by_order
from civtarget.comparison.pairs import Aspect, RecordPair, places
from civtarget.comparison.phrases import both_written, quoted, replaced, same, text_of, undecided
from civtarget.language import Text

Direct = Callable[[Any, Any], Direction]
"""Tells the direction of a change from the old and the new value."""


def neutrally(old: Any, new: Any) -> Direction:
    """Take every change for one that asks for neither more nor less."""
    del old, new  # whatever they are
    return Direction.NEUTRAL


def words(
    pair: RecordPair, field: str, label: Text, write: Callable[[Any], Text], direct: Direct = neutrally
) -> Iterator[Change]:
    """Compare a field of which only equality counts; `direct` tells the direction of a change."""
    old, new = pair.values(field)
    if old != new:
        texts = both_written((old, new), write)
        direction = direct(old, new)
        yield pair.change(field, direction, undecided(replaced(pair.label(label), *texts), direction), texts)


def by_words(zh: str, en: str, write: Callable[[Any], Text] = text_of, direct: Direct = neutrally) -> Aspect:
    """Return how a field is compared of which only equality counts, called `zh` and `en`."""
    return partial(words, label=Text(zh, en), write=write, direct=direct)


def names(pair: RecordPair, field: str, label: Text, direct: Direct = neutrally) -> Iterator[Change]:
    """Compare a name in both languages; one that differs in English alone says so in Chinese, too."""
    values = pair.values(field)
    old, new = values
    spelt = [None if each is None else (each.zh, each.en) for each in values]
    if spelt[0] == spelt[1]:
        return
    if old is not None and new is not None and old.zh == new.zh:
        texts = both_written((old.en, new.en), lambda en: quoted(same(en)))
        english = pair.label(Text(f"{label.zh}的英文", f"the English of {label.en}"))
        paths = places((field, "en"), (field, "en"))
        yield pair.change(paths, Direction.NEUTRAL, replaced(english, *texts), texts)
        return
    shown = both_written(values, lambda name: quoted(name.text))
    if old is not None and new is not None and old.text.en == new.text.en:  # the English did not follow
        shown = both_written(values, lambda name: quoted(same(name.zh)))
    direction = direct(old, new)
    yield pair.change(field, direction, undecided(replaced(pair.label(label), *shown), direction), shown)


def by_name(zh: str, en: str) -> Aspect:
    """Return how a name is compared that is called `zh` and `en`."""
    return partial(names, label=Text(zh, en))


def flag(pair: RecordPair, field: str, label: Text, *, more: Direction) -> Iterator[Change]:
    """Compare yes and no; to say yes is `more`."""
    old, new = pair.values(field)
    if old != new:
        texts = both_written((old, new), lambda each: Text("是", "yes") if each else Text("否", "no"))
        yield pair.change(field, by_order(old, new, more=more), replaced(label, *texts), texts)


def known_by(pair: RecordPair, field: str) -> Iterator[Change]:
    """Compare nothing: the field is what the two records are known as the same by, or has one value only."""
    del pair, field
    return iter(())
