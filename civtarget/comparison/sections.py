"""The sections of a plan but its indicators: source, districts, offices, constraints, weights, waivers, changes."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import product

from civtarget.comparison.bounds import bounds
from civtarget.comparison.change import Change, Direction, Versions, binding, by_order, neutral, presence
from civtarget.comparison.pairs import Aspect, RecordPair, places
from civtarget.comparison.phrases import (
    both_written,
    describe_change,
    quoted,
    same,
    text_of,
    with_doubt,
    written,
)
from civtarget.comparison.records import Key, aspects_of, compared, items, part
from civtarget.comparison.split import cells
from civtarget.comparison.times import until
from civtarget.language import Text
from civtarget.model.plan import (
    Body,
    ChangeNote,
    Constraint,
    District,
    Operand,
    Reference,
    Source,
    Unread,
    Waiver,
    Weights,
)
from civtarget.notation.quantity import Exact, Op, Quantity, plain

# --- the source -------------------------------------------------------------------------------------------------------


def source(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare the documents that two plans are from."""
    yield from part(pair, field, label, lambda source: quoted(same(source.document)), SOURCE_ASPECTS)


SOURCE_ASPECTS = aspects_of(Source)

# --- districts, parties and offices -----------------------------------------------------------------------------------


def _areas(pair: RecordPair, field: str, label: Text, aspects: Mapping[str, Aspect]) -> Iterator[Change]:
    """Compare those that take shares: one less is weaker."""
    for name, change in _entries(pair, field, label, aspects, pair.renamed.areas):
        yield replace(change, district=name)


def offices(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare the offices that a plan knows; to know one asks for nothing."""
    entries = _entries(pair, field, label, BODY_ASPECTS, pair.renamed.offices)
    yield from neutral(change for _, change in entries)


def _entries(
    pair: RecordPair, field: str, label: Text, aspects: Mapping[str, Aspect], renamed: Mapping[str, str]
) -> Iterator[tuple[str, Change]]:
    """Yield the changes of a list of names and of each entry, with the name that a change is about."""
    old, new = pair.values(field)
    was = {now: before for before, now in renamed.items() if before in old}
    called = pair.office if field == "offices" else pair.area
    for name in new:
        before = was.get(name)
        if before is None:
            said = Text("新增{label} {name}", "the {label} {name} is added", label=label, name=called(name))
            paths = places((field, name), (field, name))
            yield name, pair.change(paths, Direction.STRONGER, said, (None, called(name)))
            continue
        paths = places((field, before), (field, name))
        if before != name:
            said = Text(
                "{label} {before} 改名为 {name}",
                "the {label} {before} is now called {name}",
                label=label,
                before=before,
                name=name,
            )
            yield name, pair.change(paths, Direction.NEUTRAL, said, (same(before), same(name)))
        within = Text("{name}的", " of {name}", name=called(name))
        for change in compared(pair.part(paths, Versions(old[before], new[name]), within), aspects):
            yield name, change
    for name in old:
        if renamed.get(name) not in new:
            said = Text("取消{label} {name}", "the {label} {name} is dropped", label=label, name=called(name))
            paths = places((field, name), (field, name))
            yield name, pair.change(paths, Direction.WEAKER, said, (called(name), None))


def _aliases(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    old, new = (frozenset(each) for each in pair.values(field))
    if old != new:
        texts = Versions(*(same("、".join(sorted(each))) if each else None for each in (old, new)))
        yield pair.change(field, Direction.NEUTRAL, describe_change(pair.label(label), *texts), texts)


BODY_ASPECTS = aspects_of(Body, aliases=_aliases)
DISTRICT_ASPECTS = aspects_of(District, aliases=_aliases)

districts = partial(_areas, aspects=DISTRICT_ASPECTS)
parties = partial(_areas, aspects=BODY_ASPECTS)

# --- constraints ------------------------------------------------------------------------------------------------------


def constraints(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare constraints, matched by their sums, or else by their messages."""
    keys: tuple[Key, ...] = (lambda each, side: _terms(each, pair, side), lambda each, _: each.message.zh)
    for (before, now), paths in items(pair, field, keys):
        if before is not None and now is not None:
            name = now.message.text
            within = Text("约束“{name}”的", ' of the constraint "{name}"', name=name)
            yield from compared(pair.part(paths, Versions(before, now), within), CONSTRAINT_ASPECTS)
            continue
        texts = both_written((before, now), lambda each: quoted(each.message.text))
        yield pair.change(paths, presence(before, now), describe_change(label, *texts), texts)


def _terms(constraint: Constraint, pair: RecordPair, side: int) -> Hashable:
    """Return the terms of a sum by what they refer to in both plans."""
    terms: list[tuple[object, Exact]] = []
    for reference, factor in constraint.sum.items():
        if isinstance(factor, Unread):
            raise factor
        terms.append((pair.renamed.reference(reference, pair.plans, side), factor.figure))
    return frozenset(terms)


def _sum(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    old, new = (_terms(each, pair, side) for side, each in enumerate(pair.records))
    if old != new:
        texts = both_written(pair.records, _sum_text)
        said = describe_change(pair.label(label), *texts)
        yield pair.change(field, Direction.UNCHECKED, with_doubt(said, Direction.UNCHECKED), texts)


def _sum_text(constraint: Constraint) -> Text:
    return same(" + ".join(f"{plain(each.figure)} × {name}" for name, each in constraint.sum.items()))


def _bound(pair: RecordPair, field: str, label: Text, op: Op) -> Iterator[Change]:
    """Compare the bound of a constraint: a number, or the indicator that has it."""
    values = pair.values(field)
    old, new = values
    if not isinstance(old, Reference) and not isinstance(new, Reference):
        sides = Versions(*(None if each is None else _sensed(each, op) for each in values))
        changes = bounds(pair, field, label, sides)
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
    yield pair.change(field, direction, with_doubt(describe_change(pair.label(label), *texts), direction), texts)


def _unordered(change: Change) -> Change:
    return replace(change, direction=Direction.UNCHECKED, message=with_doubt(change.message, Direction.UNCHECKED))


def _operand_text(operand: Operand) -> Text:
    return text_of(operand) if isinstance(operand, Reference) else written(operand, "")


def _sensed(quantity: Quantity, op: Op) -> Quantity:
    """Return the number of a constraint as the bound that its key makes of it."""
    low = None if op is Op.AT_MOST else quantity.figure
    return replace(quantity, op=op, low=low, high=None if op is Op.AT_LEAST else quantity.figure)


CONSTRAINT_ASPECTS = aspects_of(
    Constraint,
    sum=_sum,
    at_least=partial(_bound, op=Op.AT_LEAST),
    at_most=partial(_bound, op=Op.AT_MOST),
    equals=partial(_bound, op=Op.EXACTLY),
)

# --- weights ----------------------------------------------------------------------------------------------------------


def weights(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare sets of weights: they ask for nothing."""
    old, new = pair.values(field)
    for identifier in dict.fromkeys((*new, *old)):
        paths = places((field, identifier), (field, identifier))
        if identifier in old and identifier in new:
            within = Text("权重 {identifier} 的", " of the weights {identifier}", identifier=identifier)
            yield from compared(pair.part(paths, Versions(old[identifier], new[identifier]), within), WEIGHTS_ASPECTS)
        else:
            texts = Versions(*(same(identifier) if identifier in each else None for each in (old, new)))
            yield pair.change(paths, Direction.NEUTRAL, describe_change(label, *texts), texts)


def _values(pair: RecordPair, field: str, _: Text) -> Iterator[Change]:
    old, new = pair.values(field)
    for (before, name), both in cells(old, new, pair.renamed, None):
        for each in both:
            if isinstance(each, Unread):
                raise each
        paths = places((field, before), (field, name))
        units = Versions(pair.records.old.unit or "", pair.records.new.unit or "")
        label = Text("{name}的数", "the number of {name}", name=pair.area(name))
        yield from neutral(bounds(pair, paths, label, both, units=units, district=name))


WEIGHTS_ASPECTS = aspects_of(Weights, values=_values)

# --- waivers ----------------------------------------------------------------------------------------------------------


def waivers(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare waivers, matched by rule, indicator and district: one more, or a longer one, is weaker."""
    longest = tuple(_longest(each, pair, side) for side, each in enumerate(pair.values(field)))
    for (before, now), paths in items(pair, field, (lambda each, side: _subject(each, pair, side),)):
        waiver: Waiver = now or before
        about = replace(pair, indicator=waiver.indicator)
        if before is None or now is None:
            texts = both_written((before, now), _waiver_text)
            direction = by_order(before is not None, now is not None, more=Direction.WEAKER)
            rule, *about_ours = _subject(waiver, pair, 1 if before is None else 0)
            others = longest[0 if before is None else 1]
            wider = product((rule,), *({None, each} for each in about_ours))
            if any(waiver.until <= others[each] for each in wider if each in others):
                direction = Direction.NEUTRAL  # another one accepts all that it does
            yield about.change(paths, direction, describe_change(label, *texts), texts, district=waiver.district)
            continue
        within = Text("豁免 {rule} 的", " of the waiver of {rule}", rule=waiver.rule)
        for change in compared(about.part(paths, Versions(before, now), within), WAIVER_ASPECTS):
            yield replace(change, district=waiver.district)


def _subject(waiver: Waiver, pair: RecordPair, side: int) -> tuple[str, str | None, str | None]:
    """Return the rule, indicator and district of a waiver by their names in both plans."""
    indicator, district = waiver.indicator, waiver.district
    return (
        waiver.rule,
        None if indicator is None else pair.renamed.indicator(indicator, side),
        None if district is None else pair.renamed.area(district, side),
    )


def _longest(waivers: Iterable[Waiver], pair: RecordPair, side: int) -> Mapping[tuple[str | None, ...], date]:
    """Return the last day of acceptance by the waivers on one side, for each of their subjects."""
    longest: dict[tuple[str | None, ...], date] = {}
    for waiver in waivers:
        with suppress(Unread):  # what could not be read accepts nothing
            subject = _subject(waiver, pair, side)
            longest[subject] = max(waiver.until, longest.get(subject, waiver.until))
    return longest


def _waiver_text(waiver: Waiver) -> Text:
    subject = ".".join(each for each in (waiver.indicator, waiver.district) if each is not None)
    about = f" ({subject})" if subject else ""
    return Text(
        "{rule}{about}，至 {until}", "{rule}{about}, until {until}", rule=waiver.rule, about=about, until=waiver.until
    )


WAIVER_ASPECTS = aspects_of(Waiver, until=until)

# --- the record of decisions ------------------------------------------------------------------------------------------


def change_notes(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare notes on changes, matched by subject and decision, or else by subject: they ask for nothing."""
    keys: tuple[Key, ...] = (lambda each, _: (each.what, each.decision), lambda each, _: each.what)
    for (before, now), paths in items(pair, field, keys):
        if before is not None and now is not None:
            within = Text("{what} 的调整记录的", " of the entry in changes on {what}", what=now.what)
            yield from compared(pair.part(paths, Versions(before, now), within), CHANGE_NOTE_ASPECTS)
            continue
        texts = both_written((before, now), lambda each: same(f"{each.what} ({each.decision})"))
        yield pair.change(paths, Direction.NEUTRAL, describe_change(label, *texts), texts)


CHANGE_NOTE_ASPECTS = aspects_of(ChangeNote)
