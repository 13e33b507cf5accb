"""The relations that a plan is to keep: their sums and their bounds."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from civtarget.comparison.bounds import bounds
from civtarget.comparison.change import Change, Direction, Versions, binding, presence
from civtarget.comparison.pairs import Aspect, RecordPair
from civtarget.comparison.phrases import both_written, quoted, replaced, same, text_of, undecided, written
from civtarget.comparison.records import Key, compared, items
from civtarget.comparison.values import by_name
from civtarget.language import Text
from civtarget.model.plan import Constraint, Operand, Reference, Unread
from civtarget.notation.quantity import Exact, Op, Quantity, plain


def constraints(pair: RecordPair, field: str) -> Iterator[Change]:
    """Compare constraints; one is known again by its sum, or else by its message."""
    keys: tuple[Key, ...] = (lambda each, side: _meaning(each, pair, side), lambda each, _: each.message.zh)
    for (before, now), paths in items(pair, field, keys):
        if before is not None and now is not None:
            name = now.message.text
            within = Text(f"约束“{name.zh}”的", f' of the constraint "{name.en}"')
            yield from compared(pair.part(paths, Versions(before, now), within), CONSTRAINT_ASPECTS)
            continue
        texts = both_written((before, now), lambda each: quoted(each.message.text))
        yield pair.change(paths, presence(before, now), replaced(Text("约束", "the constraint"), *texts), texts)


def _meaning(constraint: Constraint, pair: RecordPair, side: int) -> Hashable:
    """Return what a sum means in both plans."""
    terms: list[tuple[object, Exact]] = []
    for reference, factor in constraint.sum.items():
        if isinstance(factor, Unread):
            raise factor
        terms.append((pair.renamed.reference(reference, pair.plans, side), factor.figure))
    return frozenset(terms)


def _sum(pair: RecordPair, field: str) -> Iterator[Change]:
    old, new = (_meaning(each, pair, side) for side, each in enumerate(pair.records))
    if old != new:
        texts = both_written(pair.records, _sum_text)
        said = replaced(pair.label(Text("算式", "the sum")), *texts)
        yield pair.change(field, Direction.UNCHECKED, undecided(said, Direction.UNCHECKED), texts)


def _sum_text(constraint: Constraint) -> Text:
    return same(" + ".join(f"{plain(each.figure)} × {name}" for name, each in constraint.sum.items()))


def _bound(pair: RecordPair, field: str, op: Op) -> Iterator[Change]:
    """Compare the bound of a constraint: a number, or the indicator that has it."""
    values = pair.values(field)
    old, new = values
    if not isinstance(old, Reference) and not isinstance(new, Reference):
        sides = Versions(*(None if each is None else _sensed(each, op) for each in values))
        changes = bounds(pair, field, _BOUNDS[op], sides)
        if op is Op.EXACTLY and None not in values:  # it asks for something else, neither more nor less
            changes = map(_unordered, changes)
        yield from changes
        return
    if isinstance(old, Reference) and isinstance(new, Reference):
        meant = [pair.renamed.reference(each, pair.plans, side) for side, each in enumerate(values)]
        if meant[0] == meant[1]:
            return
    texts = both_written(values, _operand_text)
    direction = binding(old, new)
    yield pair.change(field, direction, undecided(replaced(pair.label(_BOUNDS[op]), *texts), direction), texts)


def _unordered(change: Change) -> Change:
    return replace(change, direction=Direction.UNCHECKED, message=undecided(change.message, Direction.UNCHECKED))


_BOUNDS = {
    Op.AT_LEAST: Text("下限", "the minimum"),
    Op.AT_MOST: Text("上限", "the maximum"),
    Op.EXACTLY: Text("应等于的数", "the number to equal"),
}


def _operand_text(operand: Operand) -> Text:
    return text_of(operand) if isinstance(operand, Reference) else written(operand, "")


def _sensed(quantity: Quantity, op: Op) -> Quantity:
    """Return the number of a constraint as the bound that its key makes of it."""
    low = None if op is Op.AT_MOST else quantity.figure
    return replace(quantity, op=op, low=low, high=None if op is Op.AT_LEAST else quantity.figure)


CONSTRAINT_ASPECTS: Mapping[str, Aspect] = {
    "sum": _sum,
    "message": by_name("说明", "the message"),
    "at_least": partial(_bound, op=Op.AT_LEAST),
    "at_most": partial(_bound, op=Op.AT_MOST),
    "equals": partial(_bound, op=Op.EXACTLY),
}
