"""What an indicator is tied to: references, what it is the share of, and what its distance is held against."""

from collections.abc import Iterator
from functools import partial

from civtarget.comparison.change import Change, Versions, binding
from civtarget.comparison.pairs import Aspect, RecordPair, places
from civtarget.comparison.phrases import both_written, replaced, same, text_of, undecided, written
from civtarget.language import Text
from civtarget.model.plan import TREND_NAMES, Gap, Identifier, Term
from civtarget.notation.quantity import Quantity


def _links(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare what an indicator is tied to; a tie that is cut is weaker: nothing holds the two together any more."""
    old, new = pair.values(field)
    if pair.renamed.reference(old, pair.plans, 0) == pair.renamed.reference(new, pair.plans, 1):
        return
    texts = both_written((old, new), text_of)
    direction = binding(old, new)
    yield pair.change(field, direction, undecided(replaced(pair.label(label), *texts), direction), texts)


def by_link(zh: str, en: str) -> Aspect:
    """Return how a reference is compared that is called `zh` and `en`."""
    return partial(_links, label=Text(zh, en))


def ratio(pair: RecordPair, field: str) -> Iterator[Change]:
    """Compare both sides of what a rate is the share of."""
    old, new = pair.values(field)
    for key, label in (("part", Text("分子", "the numerator")), ("whole", Text("分母", "the denominator"))):
        terms = Versions(*(None if each is None else getattr(each, key) for each in (old, new)))
        meant = [_meaning(pair, term, side) for side, term in enumerate(terms)]
        if meant[0] != meant[1]:
            texts = both_written(terms, _term_text)
            numbers = Versions(*(each.figure if isinstance(each, Quantity) else None for each in terms))
            paths = places((field, key), (field, key))
            direction = binding(*terms)
            said = undecided(replaced(label, *texts), direction)
            yield pair.change(paths, direction, said, texts, numbers=numbers)


def _meaning(pair: RecordPair, term: Term | None, side: int) -> object:
    """Return what one side of a ratio means in both plans."""
    if isinstance(term, Quantity):
        return term.op, term.low, term.high, term.approximate
    return None if term is None else pair.renamed.indicator(term, side)


def _term_text(term: Quantity | Identifier) -> Text:
    return written(term, "") if isinstance(term, Quantity) else same(term)


def gap(pair: RecordPair, field: str) -> Iterator[Change]:
    """Compare which way the distance to which other indicator is to move."""
    old, new = pair.values(field)
    meant = [
        None if each is None else (pair.renamed.indicator(each.to, side), each.trend)
        for side, each in enumerate((old, new))
    ]
    if meant[0] != meant[1]:
        texts = both_written((old, new), _gap_text)
        said = replaced(Text("差距要求", "the gap to another indicator"), *texts)
        direction = binding(old, new)
        yield pair.change(field, direction, undecided(said, direction), texts)


def _gap_text(gap: Gap) -> Text:
    trend = TREND_NAMES[gap.trend]
    return Text(f"与 {gap.to} 的差距{trend.zh}", f"{trend.en} against {gap.to}")
