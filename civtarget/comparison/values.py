"""Plain values, whose equality counts: text, names in two languages, yes or no; references, ratios and gaps."""

from collections.abc import Callable, Iterator
from typing import Any

from civtarget.comparison.change import Change, Direction, Versions, binding, by_order
from civtarget.comparison.pairs import RecordPair, places
from civtarget.comparison.phrases import (
    NOTHING,
    both_written,
    describe_change,
    quoted,
    same,
    text_of,
    with_doubt,
    written,
)
from civtarget.language import Text
from civtarget.model.plan import TREND_NAMES, Gap, Identifier, Ratio, Term
from civtarget.model.plan.record import keys_of
from civtarget.notation.quantity import Quantity

Direct = Callable[[Any, Any], Direction]
"""Returns the direction of a change from the old and the new value."""


def neutrally(old: Any, new: Any) -> Direction:
    """Return that a change asks for neither more nor less."""
    del old, new  # whatever they are
    return Direction.NEUTRAL


def equality(
    pair: RecordPair,
    field: str,
    label: Text,
    *,
    write: Callable[[Any], Text] = text_of,
    direct: Direct = neutrally,
) -> Iterator[Change]:
    """Compare a key of which only equality counts; `direct` gives the direction of a change."""
    old, new = pair.values(field)
    if old != new:
        texts = both_written((old, new), write)
        direction = direct(old, new)
        yield pair.change(field, direction, with_doubt(describe_change(pair.label(label), *texts), direction), texts)


def names(pair: RecordPair, field: str, label: Text, *, direct: Direct = neutrally) -> Iterator[Change]:
    """Compare a name in both languages; the message on one that differs in English alone is English in Chinese, too."""
    values = pair.values(field)
    old, new = values
    spelt = [None if each is None else (each.zh, each.en) for each in values]
    if spelt[0] == spelt[1]:
        return
    if old is not None and new is not None and old.zh == new.zh:
        texts = both_written((old.en, new.en), lambda en: quoted(same(en)))
        english = pair.label(Text("{label}的英文", "the English of {label}", label=label))
        paths = places((field, "en"), (field, "en"))
        yield pair.change(paths, Direction.NEUTRAL, describe_change(english, *texts), texts)
        return
    shown = both_written(values, lambda name: quoted(name.text))
    if old is not None and new is not None and old.text.en == new.text.en:  # the English did not follow
        shown = both_written(values, lambda name: quoted(same(name.zh)))
    direction = direct(old, new)
    yield pair.change(field, direction, with_doubt(describe_change(pair.label(label), *shown), direction), shown)


def flag(pair: RecordPair, field: str, label: Text, *, yes: Direction) -> Iterator[Change]:
    """Compare yes and no; `yes` is the direction of a change to yes."""
    old, new = pair.values(field)
    if old != new:
        texts = both_written((old, new), lambda each: Text("是", "yes") if each else Text("否", "no"))
        yield pair.change(field, by_order(old, new, more=yes), describe_change(label, *texts), texts)


def links(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare a reference to another indicator; without one it is weaker: nothing ties the two together any more."""
    old, new = pair.values(field)
    if pair.renamed.reference(old, pair.plans, 0) == pair.renamed.reference(new, pair.plans, 1):
        return
    texts = both_written((old, new), text_of)
    direction = binding(old, new)
    yield pair.change(field, direction, with_doubt(describe_change(pair.label(label), *texts), direction), texts)


def ratio(pair: RecordPair, field: str, _: Text) -> Iterator[Change]:
    """Compare both sides of a ratio."""
    old, new = pair.values(field)
    for name, key in keys_of(Ratio).items():
        terms = Versions(*(None if each is None else getattr(each, name) for each in (old, new)))
        meant = [_meaning(pair, term, side) for side, term in enumerate(terms)]
        if meant[0] != meant[1]:
            texts = both_written(terms, _term_text)
            numbers = Versions(*(each.figure if isinstance(each, Quantity) else None for each in terms))
            paths = places((field, name), (field, name))
            direction = binding(*terms)
            said = with_doubt(describe_change(key.label or NOTHING, *texts), direction)
            yield pair.change(paths, direction, said, texts, numbers=numbers)


def _meaning(pair: RecordPair, term: Term | None, side: int) -> object:
    """Return one side of a ratio by its meaning in both plans."""
    if isinstance(term, Quantity):
        return term.op, term.low, term.high, term.approximate
    return None if term is None else pair.renamed.indicator(term, side)


def _term_text(term: Quantity | Identifier) -> Text:
    return written(term, "") if isinstance(term, Quantity) else same(term)


def gap(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare gaps: the other indicator, and the direction in which the distance to it is to move."""
    old, new = pair.values(field)
    meant = [
        None if each is None else (pair.renamed.indicator(each.to, side), each.trend)
        for side, each in enumerate((old, new))
    ]
    if meant[0] != meant[1]:
        texts = both_written((old, new), _gap_text)
        direction = binding(old, new)
        yield pair.change(field, direction, with_doubt(describe_change(label, *texts), direction), texts)


def _gap_text(gap: Gap) -> Text:
    trend = TREND_NAMES[gap.trend]
    return Text("与 {to} 的差距{trend}", "{trend} against {to}", to=gap.to, trend=trend)
