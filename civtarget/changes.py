"""
The difference in meaning between two versions of a plan: what became weaker, what stronger, what merely changed.

Every key of the plan format has its way of being compared, in one of the tables below; a test holds that none is left
out. How a value is spelt and in which order keys stand is no difference. What could not be read is unchecked, and so is
what cannot be compared. Renames are followed: an indicator of the same name or the same content, a district of the same
code or alias.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from functools import partial
from typing import Any, TypeVar

from civtarget.comparing import (
    Both,
    Change,
    Direction,
    Pair,
    Renamed,
    Side,
    bounds,
    by_order,
    days,
    links,
    names,
    of_unit,
    places,
    presence,
    quoted,
    replaced,
    same,
    side_of,
    targets,
    words,
    written,
)
from civtarget.dates import Period
from civtarget.language import Language, Text
from civtarget.model import (
    KIND_NAMES,
    PER_NAMES,
    Amendment,
    Commitment,
    Constraint,
    Duties,
    Each,
    Identifier,
    Indicator,
    Mark,
    Offices,
    Pace,
    Path,
    Per,
    Plan,
    Record,
    Recurrence,
    Reference,
    Role,
    Share,
    Step,
    Unread,
    Waiver,
    at,
)
from civtarget.pace import pace_of
from civtarget.quantity import Exact, Op, Quantity, exact, plain, write_number
from civtarget.wording import MOST_NAMES, dotted, gap_text, listed, quantity_text

__all__ = ["Both", "Change", "Direction", "Side", "changes_between", "unread_changes"]

Aspect = Callable[[Pair, str], Iterator[Change]]
"""How the field of a record is compared."""

Key = TypeVar("Key", bound=Hashable)

_EVERY: Mapping[Recurrence, Text] = {
    Recurrence.MONTH: Text("每月", "every month"),
    Recurrence.QUARTER: Text("每季度", "every quarter"),
    Recurrence.HALF_YEAR: Text("每半年", "every half-year"),
    Recurrence.YEAR: Text("每年", "every year"),
}
_COMMITMENTS: Mapping[Commitment, Text] = {
    Commitment.EXPECTED: Text("预计", "expected"),
    Commitment.APPLICATION: Text("申报", "application"),
    Commitment.DIRECTION: Text("方向", "direction"),
    Commitment.ON_DEMAND: Text("按需", "on demand"),
}
_PROMISED = Text("承诺", "promise")
_ROLES: Mapping[Role | None, Text] = {
    Role.LEAD: Text("牵头", "lead"),
    Role.SUPPORT: Text("配合", "support"),
    None: Text("责任单位", "responsible"),
}
_WEIGHT_OF_ROLE = {Role.LEAD: 1, None: 1, Role.SUPPORT: 0}
_FINENESS = (Per.DISTRICT, Per.TOWN, Per.COMMUNITY)
"""Of these each is made up of several of the next."""
_MOST_CANDIDATES = 20
"""More indicators of one content tell nothing about which became which."""


def changes_between(old: Plan, new: Plan) -> tuple[Change, ...]:
    """Return the changes from `old` to `new`, in the order of the format's keys and of the new plan."""
    plans = Both(old, new)
    renamed = renamed_between(old, new)
    pair = Pair(plans=plans, renamed=renamed, records=plans, paths=Both((), ()))
    return tuple(_changes(pair, _PLAN_ASPECTS))


def _changes(pair: Pair, aspects: Mapping[str, Aspect]) -> Iterator[Change]:
    """Compare two records field by field; what could not be read does not keep the rest from being compared."""
    for side, record in zip(("old", "new"), pair.records, strict=True):
        if isinstance(record, Unread) or _is_unread(record):
            yield _unchecked(pair, "", side, pair.paths.old if side == "old" else pair.paths.new)
            return
    for field, compare in aspects.items():
        try:
            yield from compare(pair, field)
        except Unread as unread:
            yield _unchecked(pair, field, side_of(unread, pair.plans), unread.path)


def _is_unread(record: Record) -> bool:
    """Whether nothing of a record could be read."""
    return len(getattr(record, "_unread", ())) == len(fields(record)) > 0  # type: ignore[arg-type]  # records are dataclasses


def _unchecked(pair: Pair, field: str, side: str, where: Path) -> Change:
    """Return that a field was not compared, because of what could not be read at `where` of one side."""
    plan = Text("旧稿", "old") if side == "old" else Text("新稿", "new")
    below = (field,) if field else ()
    ours = dotted((pair.paths.old if side == "old" else pair.paths.new) + below)
    path = dotted(where)
    zh = en = ""
    if path != ours:
        zh, en = f" {ours}", f" {ours}"
    message = Text(
        f"{plan.zh}的 {path} 未能读取，没有比较{zh}",
        f"{path} of the {plan.en} plan could not be read{f', so{en} was' if en else ' and was'} not compared",
    )
    change = pair.change(Both(below, below), Direction.UNCHECKED, message, (None, None))
    here = Side(where, None)
    return replace(change, old=here) if side == "old" else replace(change, new=here)


def unread_changes(changes: Sequence[Change], faults: Both[list[tuple[Path, Text]]]) -> tuple[Change, ...]:
    """
    Return what else could not be read in either plan, such as a misspelt key: it may be what was changed.

    `faults` are the places and messages of reading; what `changes` say of already is left out.
    """
    found: list[Change] = []
    for side, of_plan in zip(("old", "new"), faults, strict=True):
        told = [getattr(each, side).path for each in changes if each.direction is Direction.UNCHECKED]
        plan = Text("旧稿", "old") if side == "old" else Text("新稿", "new")
        for path, message in of_plan:
            if any(each == path or (path and each[: len(path)] == path) for each in told):
                continue
            said = Text(
                f"{plan.zh}有未能读取之处：{message.zh}", f"the {plan.en} plan could not be read in full: {message.en}"
            )
            here = Side(path, None)
            found.append(Change(aspect="unread", direction=Direction.UNCHECKED, message=said, old=here, new=here))
    return tuple(found)


# Which became which


def renamed_between(old_plan: Plan, new_plan: Plan) -> Renamed:
    """Find what things of the old plan are called in the new one."""
    plans = Both(old_plan, new_plan)
    areas: dict[str, str] = {}
    for section in ("districts", "parties"):
        areas |= _entries_renamed(*_sections(plans, section))
    offices = _entries_renamed(*_sections(plans, "offices"))
    known = Renamed({}, areas, offices)
    old, new = _sections(plans, "indicators")
    found: dict[str, str] = {each: each for each in old if each in new}
    for key in (_name_key, _content_key):
        gone = {each: value for each, value in old.items() if each not in found}
        now = frozenset(found.values())
        come = {each: value for each, value in new.items() if each not in now}
        candidates = _by_key(gone, key), _by_key(come, key)
        for shared in candidates[0].keys() & candidates[1].keys():
            olds, news = (each[shared] for each in candidates)
            if key is _content_key:
                found.update(_same_content(plans, replace(known, indicators=dict(found)), olds, news))
            elif len(olds) == len(news) == 1:
                found[olds[0]] = news[0]
    return replace(known, indicators=found)


def _sections(plans: Both[Plan], section: str) -> Both[Mapping[Any, Any]]:
    sections: list[Mapping[Any, Any]] = []
    for plan in plans:
        try:
            sections.append(getattr(plan, section))
        except Unread:
            sections.append({})
    return Both(*sections)


def _by_key(entries: Mapping[str, Any], key: Callable[[Any], Hashable]) -> dict[Hashable, list[str]]:
    found: dict[Hashable, list[str]] = defaultdict(list)
    for name, entry in entries.items():
        with suppress(Unread):
            shared = key(entry)
            if shared is not None:
                found[shared].append(name)
    return found


def _name_key(indicator: Indicator) -> Hashable:
    return "".join(indicator.name.zh.split())


def _content_key(indicator: Indicator) -> Hashable:
    """Return what indicators of the same content share, or None where there is too little to know one again by."""
    target = indicator.target
    figure = (target.op, target.low, target.high) if isinstance(target, Quantity) else target
    split = None if indicator.split is None else len(indicator.split)
    if target is None and split is None and indicator.each is None and not indicator.steps:
        return None
    return indicator.kind, indicator.unit_name, figure if isinstance(figure, tuple) else figure is None, split


def _same_content(
    plans: Both[Plan], renamed: Renamed, olds: Sequence[str], news: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield which old indicator is which new one, where exactly one of each has the same content."""
    if len(olds) > _MOST_CANDIDATES or len(news) > _MOST_CANDIDATES:
        return
    aspects = {field: each for field, each in _INDICATOR_ASPECTS.items() if field not in ("name", "item", "note")}
    alike = [
        (old, new)
        for old in olds
        for new in news
        if next(_changes(_pair_of(plans, renamed, Identifier(old), Identifier(new)), aspects), None) is None
    ]
    for old, new in alike:
        if sum(old == each for each, _ in alike) == sum(new == each for _, each in alike) == 1:
            yield old, new


def _entries_renamed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """Pair districts, parties or offices: by name, by code, by an alias that is or was the other's name."""
    found = {each: each for each in old if each in new}
    gone = {each: value for each, value in old.items() if each not in found}
    come = {each: value for each, value in new.items() if each not in found}
    answering: dict[str, list[str]] = defaultdict(list)
    for other, entry in come.items():
        for spelling in _spellings(other, entry):
            answering[spelling].append(other)
    pairs = {
        (one, other)
        for one, entry in gone.items()
        for spelling in _spellings(one, entry)
        for other in answering[spelling]
        if _same_entry((one, entry), (other, come[other]))
    }
    olds, news = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    return found | {one: other for one, other in pairs if olds[one] == news[other] == 1}


def _spellings(name: str, entry: Any) -> frozenset[str]:
    """Return what a district, party or office answers to."""
    with suppress(Unread):
        return frozenset(each for each in (name, getattr(entry, "code", None), *entry.aliases) if each is not None)
    return frozenset((name,))


def _same_entry(one: tuple[str, Any], other: tuple[str, Any]) -> bool:
    with suppress(Unread):
        codes = [getattr(entry, "code", None) for _, entry in (one, other)]
        if codes[0] is not None and codes[1] is not None:
            return bool(codes[0] == codes[1])
        return one[0] in other[1].aliases or other[0] in one[1].aliases
    return False


def _pair_of(plans: Both[Plan], renamed: Renamed, old: Identifier, new: Identifier) -> Pair:
    records = Both(plans.old.indicators[old], plans.new.indicators[new])
    return Pair(
        plans=plans,
        renamed=renamed,
        records=records,
        paths=Both(at(old), at(new)),
        indicators=records,
        indicator=new,
        indicator_name=_name_of(records.new, new),
    )


def _name_of(indicator: Indicator, identifier: Identifier) -> Text:
    try:
        return indicator.name.text
    except Unread:
        return same(identifier)


# Of the whole plan


def _indicators(pair: Pair, field: str) -> Iterator[Change]:
    """Compare indicators in the order of the new plan; those that were dropped come last."""
    old, new = pair.values(field)
    was = {now: before for before, now in pair.renamed.indicators.items()}
    for identifier in new:
        if identifier in was:
            inner = _pair_of(pair.plans, pair.renamed, Identifier(was[identifier]), identifier)
            yield from _rename(inner)
            yield from _changes(inner, _INDICATOR_ASPECTS)
        else:
            yield _whole_indicator(pair, new[identifier], identifier, Direction.STRONGER)
    for identifier in old:
        if identifier not in pair.renamed.indicators:
            yield _whole_indicator(pair, old[identifier], identifier, Direction.WEAKER)


def _rename(pair: Pair) -> Iterator[Change]:
    old, new = pair.paths.old[-1], pair.paths.new[-1]
    if old != new:
        message = replaced(Text("标识", "the identifier"), same(old), same(new))
        yield pair.change(Both((), ()), Direction.NEUTRAL, message, (same(old), same(new)))


def _whole_indicator(pair: Pair, indicator: Indicator, identifier: Identifier, direction: Direction) -> Change:
    name, figure = _name_of(indicator, identifier), Text("", "")
    with suppress(Unread):
        if isinstance(indicator.target, Quantity):
            text = written(indicator.target, of_unit(indicator.target, indicator.unit_name))
            figure = Text(f"：目标 {text.zh}", f": a target of {text.en}")
    added = direction is Direction.STRONGER
    message = Text(
        f"{'新增' if added else '取消'}指标{figure.zh}",
        f"the indicator is {'added' if added else 'dropped'}{figure.en}",
    )
    whole = replace(pair, paths=Both(at(identifier), at(identifier)), indicator=identifier, indicator_name=name)
    texts = (None, quoted(name)) if added else (quoted(name), None)
    return whole.change(Both((), ()), direction, message, texts)


def _entries(
    pair: Pair, field: str, label: Text, aspects: Mapping[str, Aspect], renamed: Callable[[Renamed], Mapping[str, str]],
    direction: Direction,
) -> Iterator[Change]:  # fmt: skip
    """Compare districts, parties or offices: who is there (`direction` if somebody comes), and what is said of them."""
    old, new = pair.values(field)
    known = renamed(pair.renamed)
    was = {now: before for before, now in known.items() if before in old}
    district = (lambda name: name) if field != "offices" else (lambda name: None)  # noqa: ARG005  # an office is none
    for name in new:
        before = was.get(name)
        if before is None:
            said = Text(f"新增{label.zh} {name}", f"the {label.en} {name} is added")
            yield pair.change(
                places((field, name), (field, name)), direction, said, (None, same(name)), district=district(name)
            )
            continue
        paths = places((field, before), (field, name))
        if before != name:
            said = Text(f"{label.zh} {before} 改名为 {name}", f"the {label.en} {before} is now called {name}")
            yield pair.change(paths, Direction.NEUTRAL, said, (same(before), same(name)), district=district(name))
        within = Text(f"{name}的", f" of {name}")
        for change in _changes(pair.part(paths, Both(old[before], new[name]), within), aspects):
            yield replace(change, district=district(name))
    for name in old:
        if known.get(name) not in new:
            said = Text(f"取消{label.zh} {name}", f"the {label.en} {name} is dropped")
            paths = places((field, name), (field, name))
            away = Direction.WEAKER if direction is Direction.STRONGER else Direction.NEUTRAL
            yield pair.change(paths, away, said, (same(name), None), district=district(name))


def _period(pair: Pair, field: str) -> Iterator[Change]:
    """Compare the years of a plan: within one plan, more time is weaker; the plan of the next year is another one."""
    is_same_plan = pair.plans.old.id == pair.plans.new.id

    def direct(old: Period, new: Period) -> Direction:
        return by_order(old.last, new.last, more=Direction.WEAKER) if is_same_plan else Direction.NEUTRAL

    yield from words(pair, field, Text("规划期", "the period"), _text_of, direct)


def _due_day(pair: Pair, field: str) -> Iterator[Change]:
    yield from words(
        pair,
        field,
        Text("报送日", "the day for reports"),
        lambda day: Text(
            f"{'次' if day.months else '当'}月{day.day}日", f"the {day.day}th of the month{' after' * day.months}"
        ),
        lambda old, new: (
            presence(old, new)
            if old is None or new is None
            else by_order((old.months, old.day), (new.months, new.day), more=Direction.WEAKER)
        ),
    )


def _same_units(pair: Pair, field: str) -> Iterator[Change]:
    groups = Both(*(frozenset(map(frozenset, each)) for each in pair.values(field)))
    if groups.old != groups.new:
        texts = Both(
            *(
                same("; ".join(", ".join(sorted(group)) for group in sorted(map(sorted, each)))) if each else None
                for each in groups
            )
        )
        label = Text("通用单位", "the list of units that stand for each other")
        yield pair.change(field, Direction.NEUTRAL, replaced(label, *texts), texts)


def _source(pair: Pair, field: str) -> Iterator[Change]:
    label = Text("来源", "the source")
    yield from _part(pair, field, label, lambda source: quoted(same(source.document)), _SOURCE_ASPECTS)


def _part(
    pair: Pair, field: str, label: Text, write: Callable[[Any], Text], aspects: Mapping[str, Aspect]
) -> Iterator[Change]:
    """Compare a record within a record, or that there is one."""
    old, new = pair.values(field)
    if old is None or new is None:
        if old is not new:
            texts = Both(*(None if each is None else write(each) for each in (old, new)))
            yield pair.change(field, presence(old, new), replaced(pair.label(label), *texts), texts)
        return
    yield from _changes(pair.part(Both((field,), (field,)), Both(old, new)), aspects)


def _weights(pair: Pair, field: str) -> Iterator[Change]:
    old, new = pair.values(field)
    for identifier in dict.fromkeys((*new, *old)):
        paths = places((field, identifier), (field, identifier))
        if identifier in old and identifier in new:
            within = Text(f"权重 {identifier} 的", f" of the weights {identifier}")
            yield from _changes(pair.part(paths, Both(old[identifier], new[identifier]), within), _WEIGHTS_ASPECTS)
        else:
            texts = Both(*(same(identifier) if identifier in each else None for each in (old, new)))
            yield pair.change(paths, Direction.NEUTRAL, replaced(Text("权重", "a set of weights"), *texts), texts)


def _weight_values(pair: Pair, field: str) -> Iterator[Change]:
    old, new = pair.values(field)
    for (before, name), cells in _cells(old, new, pair.renamed, None):
        for each in cells:
            if isinstance(each, Unread):
                raise each
        label = Text(f"{name}的数", f"the number of {name}")
        units = Both(pair.records.old.unit or "", pair.records.new.unit or "")
        paths = places((field, before), (field, name))
        for change in bounds(pair, paths, label, cells, units=units, district=name):
            # More people are no stronger promise.
            yield replace(change, direction=_factual(change.direction))


def _factual(direction: Direction) -> Direction:
    return direction if direction is Direction.UNCHECKED else Direction.NEUTRAL


def _constraints(pair: Pair, field: str) -> Iterator[Change]:
    keys = [lambda each, side: _sum_key(each, pair, side), lambda each, side: each.message.zh]  # noqa: ARG005  # one shape
    for (before, now), paths in _items(pair, field, keys):
        if before is not None and now is not None:
            within = Text(f"约束“{now.message.text.zh}”的", f' of the constraint "{now.message.text.en}"')
            yield from _changes(pair.part(paths, Both(before, now), within), _CONSTRAINT_ASPECTS)
            continue
        texts = Both(*(None if each is None else quoted(each.message.text) for each in (before, now)))
        yield pair.change(paths, presence(before, now), replaced(Text("约束", "the constraint"), *texts), texts)


def _sum_key(constraint: Constraint, pair: Pair, side: int) -> Hashable:
    terms: list[tuple[object, Exact]] = []
    for reference, factor in constraint.sum.items():
        if isinstance(factor, Unread):
            raise factor
        terms.append((pair.renamed.reference(reference, pair.plans, side), factor.figure))
    return frozenset(terms)


def _sum(pair: Pair, field: str) -> Iterator[Change]:
    sums = Both(*(_sum_key(each, pair, side) for side, each in enumerate(pair.records)))
    if sums.old != sums.new:
        texts = Both(
            *(
                same(" + ".join(f"{plain(each.figure)} × {name}" for name, each in record.sum.items()))
                for record in pair.records
            )
        )
        said = replaced(pair.label(Text("算式", "the sum")), *texts)
        reason = Text("无法判断强弱", "whether that is weaker cannot be told")
        yield pair.change(field, Direction.UNCHECKED, Text(f"{said.zh}：{reason.zh}", f"{said.en}: {reason.en}"), texts)


def _operand(pair: Pair, field: str, op: Op) -> Iterator[Change]:
    """Compare the bound of a constraint: a number, or the indicator that has it."""
    old, new = pair.values(field)
    label = _OPERANDS[op]
    if not isinstance(old, Reference) and not isinstance(new, Reference):
        sides = Both(*(None if each is None else _as_bound(each, op) for each in (old, new)))
        for change in bounds(pair, field, label, sides):
            # An equation that changes its number asks for something else, neither more nor less.
            yield (
                replace(change, direction=_factual(change.direction))
                if op is Op.EXACTLY and None not in (old, new)
                else change
            )
        return
    if isinstance(old, Reference) and isinstance(new, Reference):
        meant = [pair.renamed.reference(each, pair.plans, side) for side, each in enumerate((old, new))]
        if meant[0] == meant[1]:
            return
    texts = Both(
        *(
            None if each is None else same(str(each)) if isinstance(each, Reference) else written(each, each.unit)
            for each in (old, new)
        )
    )
    direction = presence(old, new) if None in (old, new) else Direction.UNCHECKED
    yield pair.change(field, direction, replaced(pair.label(label), *texts), texts)


_OPERANDS = {
    Op.AT_LEAST: Text("下限", "the minimum"),
    Op.AT_MOST: Text("上限", "the maximum"),
    Op.EXACTLY: Text("应等于的数", "the number to equal"),
}


def _as_bound(quantity: Quantity, op: Op) -> Quantity:
    low = None if op is Op.AT_MOST else quantity.figure
    return replace(quantity, op=op, low=low, high=None if op is Op.AT_LEAST else quantity.figure)


def _waivers(pair: Pair, field: str) -> Iterator[Change]:
    keys = [lambda each, side: _waiver_key(each, pair, side)]
    for (before, now), paths in _items(pair, field, keys):
        waiver = now or before
        assert waiver is not None, "one of the two is there"
        subject = Identifier(waiver.indicator) if waiver.indicator is not None else None
        within = replace(pair, indicator=subject)
        if before is None or now is None:
            texts = Both(*(None if each is None else _waiver_text(each) for each in (before, now)))
            away = by_order(before is not None, now is not None, more=Direction.WEAKER)
            said = replaced(Text("豁免", "the waiver"), *texts)
            yield within.change(paths, away, said, texts, district=waiver.district)
            continue
        name = Text(f"豁免 {now.rule} 的", f" of the waiver of {now.rule}")
        for change in _changes(within.part(paths, Both(before, now), name), _WAIVER_ASPECTS):
            yield replace(change, district=now.district)


def _amendments(pair: Pair, field: str) -> Iterator[Change]:
    """Compare the record of what was decided: it asks for nothing."""
    for (before, now), paths in _items(pair, field, _AMENDMENT_KEYS):
        if before is not None and now is not None:
            within = Text(f"{now.what} 的调整记录的", f" of the entry in changes on {now.what}")
            yield from _changes(pair.part(paths, Both(before, now), within), _AMENDMENT_ASPECTS)
            continue
        texts = Both(*(None if each is None else same(f"{each.what} ({each.decision})") for each in (before, now)))
        yield pair.change(paths, Direction.NEUTRAL, replaced(Text("调整记录", "the entry in changes"), *texts), texts)


_AMENDMENT_KEYS: Sequence[Callable[[Amendment, int], Hashable]] = (
    lambda each, _: (each.what, each.decision, each.why),
    lambda each, _: (each.what, each.decision),
    lambda each, _: each.what,
)
"""An entry that says something else of the same is no new one."""


def entries_added(old: Sequence[Amendment], new: Sequence[Amendment]) -> tuple[tuple[int, Amendment], ...]:
    """Return the new entries of a list of `changes`, with their places in it."""
    pairs = _paired(old, new, _AMENDMENT_KEYS)
    return tuple((other, new[other]) for one, other in pairs if one is None and other is not None)


def _waiver_key(waiver: Waiver, pair: Pair, side: int) -> Hashable:
    indicator, district = waiver.indicator, waiver.district
    return (
        waiver.rule,
        None if indicator is None else pair.renamed.indicator(indicator, side),
        None if district is None else pair.renamed.area(district, side),
    )


def _waiver_text(waiver: Waiver) -> Text:
    subject = ".".join(each for each in (waiver.indicator, waiver.district) if each is not None)
    about = f" ({subject})" if subject else ""
    return Text(f"{waiver.rule}{about}，至 {waiver.until}", f"{waiver.rule}{about}, until {waiver.until}")


def _until(pair: Pair, field: str) -> Iterator[Change]:
    old, new = pair.values(field)
    if old == new:
        return
    number = abs((new - old).days)
    name = pair.label(Text("期限", "the end"))
    message = Text(
        f"{name.zh}由 {old} {'延长到' if new > old else '缩短到'} {new}：{'晚' if new > old else '早'} {number} 天",
        f"{name.en} is {'put off' if new > old else 'brought forward'} from {old} to {new}: "
        f"{number} {'day' if number == 1 else 'days'} {'later' if new > old else 'earlier'}",
    )
    yield pair.change(field, by_order(old, new, more=Direction.WEAKER), message, (same(str(old)), same(str(new))))


def _items(
    pair: Pair, field: str, keys: Iterable[Callable[[Any, int], Hashable]]
) -> Iterator[tuple[Both[Any], Both[Path]]]:
    """Yield the items of a list that are the same by one of the keys, and their places; None is none."""
    old, new = pair.values(field)
    for one, other in _paired(old, new, keys):
        items = Both(None if one is None else old[one], None if other is None else new[other])
        yield items, places((field, str(other if one is None else one)), (field, str(one if other is None else other)))


def _paired(
    old: Sequence[Any], new: Sequence[Any], keys: Iterable[Callable[[Any, int], Hashable]]
) -> list[tuple[int | None, int | None]]:
    """
    Pair the items of two lists, by each key in turn, the first of a key with the first of it; None stands for none.

    In the order of the new list; those that are gone come last. An item of which a key is None waits for the next key.
    """
    found: dict[int, int] = {}
    for key in keys:
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


# Of an indicator


def _unit(pair: Pair, field: str) -> Iterator[Change]:
    stated = pair.values(field)
    if stated.old == stated.new or pair.units.old == pair.units.new:
        return  # without one the kind says it
    texts = Both(*(quoted(same(each)) if each else None for each in pair.units))
    yield pair.change(field, Direction.NEUTRAL, replaced(Text("单位", "the unit"), *texts), texts)


def _offices(pair: Pair, field: str) -> Iterator[Change]:
    """Compare who answers; where one side names nobody, it is who answers for what is above."""
    old, new = pair.values(field)
    if old is None and new is None:
        return
    sides = [_roles(each or _inherited(pair, side)) for side, each in enumerate((old, new))]
    before = {pair.renamed.offices.get(name, name): role for name, role in sides[0].items()}
    yield from _members(pair, field, Both(before, sides[1]), Text("责任单位", "the office"))


def _inherited(pair: Pair, side: int) -> Offices:
    """Return who answers where nobody is named: of a step, who answers for its indicator; else the plan's offices."""
    of_indicator = pair.indicators[side].offices if pair.step is not None and pair.indicators is not None else None
    return of_indicator or Offices(responsible=pair.plans[side].responsible)


def _roles(offices: Offices) -> dict[str, Role | None]:
    return {
        **dict.fromkeys(offices.support, Role.SUPPORT),
        **dict.fromkeys(offices.responsible),
        **dict.fromkeys(offices.lead, Role.LEAD),
    }


def _responsible(pair: Pair, field: str) -> Iterator[Change]:
    old, new = pair.values(field)
    before = dict.fromkeys(pair.renamed.offices.get(name, name) for name in old)
    yield from _members(pair, field, Both(before, dict.fromkeys(new)), Text("全规划的责任单位", "the plan's office"))


def _duties(pair: Pair, field: str) -> Iterator[Change]:
    """Compare which districts have to do something; `all` means those that the plan has."""
    old, new = pair.values(field)
    if old == new or None in (old, new):
        texts = Both(*(None if each is None else _duties_text(each) for each in (old, new)))
        if old != new:
            said = replaced(pair.label(Text("承担任务的辖区", "the list of districts with this duty")), *texts)
            yield pair.change(field, presence(old, new), said, texts)
        return
    sides = [
        dict(each.named) if each.named is not None else dict.fromkeys(plan.districts)
        for each, plan in zip((old, new), pair.plans, strict=True)
    ]
    before = {pair.renamed.areas.get(name, name): role for name, role in sides[0].items()}
    yield from _members(pair, field, Both(before, sides[1]), Text("承担任务的辖区", "the district"))


def _duties_text(duties: Duties) -> Text:
    return Text("全部", "all") if duties.named is None else listed(duties.named, most=MOST_NAMES)


def _members(pair: Pair, field: str, sides: Both[dict[str, Role | None]], label: Text) -> Iterator[Change]:
    """Compare who is in a list, and in which role."""
    old, new = sides
    district = (lambda name: name) if field == "districts" else (lambda name: None)  # noqa: ARG005  # an office is none
    for name in (*new, *(each for each in old if each not in new)):
        if name in old and name in new and old[name] is new[name]:
            continue
        texts = Both(*(same(name) if name in each else None for each in sides))
        if name in old and name in new:
            direction = by_order(_WEIGHT_OF_ROLE[old[name]], _WEIGHT_OF_ROLE[new[name]])
            roles = _ROLES[old[name]], _ROLES[new[name]]
            who = pair.label(Text(f"{label.zh} {name} ", f"the role of {name}"))
            message = replaced(who, *roles)
            texts = Both(*roles)
        else:
            direction = by_order(name in old, name in new)
            message = _came_or_went(pair, Text(label.zh, label.en.removeprefix("the ")), name, came=name in new)
        yield pair.change(field, direction, message, texts, district=district(name))


def _came_or_went(pair: Pair, label: Text, name: str, *, came: bool) -> Text:
    return Text(
        f"{pair.within.zh}{label.zh}{'增加' if came else '去掉'} {name}",
        f"the {label.en} {name}{pair.within.en} is {'added' if came else 'taken out'}",
    )


def _baselines(pair: Pair, field: str) -> Iterator[Change]:
    old, new = pair.values(field)
    units, label = pair.units, Text("年的基数", "the baseline of ")
    for one, other in _paired(old, new, [lambda each, side: str(each.period)]):  # noqa: ARG005  # one shape
        before, now = (None if one is None else old[one]), (None if other is None else new[other])
        paths = places(*((field, str(number)) if number is not None else (field,) for number in (one, other)))
        item = now or before
        assert item is not None, "one of the two is there"
        period = item.period
        name = Text(f"{period}{label.zh}", f"{label.en}{period}")
        values = Both(*(None if each is None else each.value for each in (before, now)))
        for change in bounds(pair, paths, name, values, units=units):
            yield replace(change, direction=_factual(change.direction))


def _split(pair: Pair, field: str) -> Iterator[Change]:
    """Compare shares: one by one, or together where some of them went from districts to others."""
    old, new = pair.values(field)
    if old is None or new is None:
        if old is not new:
            number = len(old if new is None else new)
            shares = Text(f"{number} 个份额", f"{number} shares")
            texts = Both(*(None if each is None else shares for each in (old, new)))
            yield pair.change(field, presence(old, new), replaced(Text("分解", "the split"), *texts), texts)
        return
    moved = _moved(pair, old, new)
    if moved is not None:
        yield moved
        return
    for called, cells in _cells(old, new, pair.renamed, _ABSENT):
        yield from _cell(pair, field, called, cells)


_ABSENT = "absent"
_CELLS: Mapping[Any, Text] = {
    None: Text("空白", "blank"),
    Mark.NOT_APPLICABLE: Text("不参与（--）", "-- (no part)"),
    _ABSENT: Text("没有列出", "not listed"),
}


def _cells(
    old: Mapping[str, Any], new: Mapping[str, Any], renamed: Renamed, missing: Any
) -> Iterator[tuple[Both[str], Both[Any]]]:
    """Yield the names and the cells of every district in either mapping, those of the new one first."""
    was = {renamed.area(name, 0): name for name in old}
    now = {renamed.area(name, 1): name for name in new}
    for known, name in now.items():
        before = was.get(known)
        yield Both(before or name, name), Both(missing if before is None else old[before], new[name])
    for known, name in was.items():
        if known not in now:
            yield Both(name, renamed.areas.get(name, name)), Both(old[name], missing)


def _cell(pair: Pair, field: str, called: Both[str], cells: Both[Share | str]) -> Iterator[Change]:
    name = called.new
    paths = places((field, called.old), (field, name))
    for side, cell in zip(("old", "new"), cells, strict=True):
        if isinstance(cell, Unread):
            where = Both(pair.paths.old + paths.old, pair.paths.new + paths.new)
            found = _unchecked(replace(pair, paths=where), "", side, cell.path)
            yield replace(found, aspect=field, district=name)
            return
    label = Text(f"{name}的份额", f"the share of {name}")
    old, new = cells
    if isinstance(old, Quantity) and isinstance(new, Quantity):
        yield from bounds(pair, paths, label, Both(old, new), district=name)
        return
    if old == new:
        return
    texts = Both(
        *(
            written(each, of_unit(each, unit)) if isinstance(each, Quantity) else _CELLS[each]
            for each, unit in zip(cells, pair.units, strict=True)
        )
    )
    direction = by_order(*(2 if isinstance(each, Quantity) else 1 if each is None else 0 for each in cells))
    numbers = Both(*(each.figure if isinstance(each, Quantity) else None for each in cells))
    unit = pair.units.new
    yield pair.change(paths, direction, replaced(label, *texts), texts, numbers=numbers, unit=unit, district=name)


def _moved(pair: Pair, old: Mapping[str, Share], new: Mapping[str, Share]) -> Change | None:
    """Return that shares went from districts to others, where their sum stayed what it was."""
    if not (pair.indicators and all(each.kind.adds_up for each in pair.indicators)) or pair.units.old != pair.units.new:
        return None
    apart: list[tuple[str, Exact, Exact]] = []
    ops: set[Op] = set()
    for (_, name), cells in _cells(old, new, pair.renamed, _ABSENT):
        amounts: list[Exact] = []
        for cell in cells:
            if isinstance(cell, Quantity):
                if cell.approximate or cell.unit not in ("", pair.units.new) or cell.op is Op.BETWEEN:
                    return None
                ops.add(cell.op)
                amounts.append(cell.figure)
            elif cell is _ABSENT:
                return None  # a district that leaves a split, or joins it, is more than a share that moves
            elif cells.old != cells.new:
                return None
            else:
                break
        if len(amounts) == 2 and amounts[0] != amounts[1]:
            apart.append((name, amounts[0], amounts[1]))
    if len(ops) != 1 or not apart or sum(was for _, was, _ in apart) != sum(now for _, _, now in apart):
        return None
    return _moved_change(pair, apart)


def _moved_change(pair: Pair, apart: Sequence[tuple[str, Exact, Exact]]) -> Change:
    unit = pair.units.new
    parts: list[Text] = []
    for name, was, now in apart:
        gap = gap_text(exact(now - was), unit)
        more = now > was
        parts.append(
            Text(
                f"{name}由 {quantity_text(was, unit).zh} {'增为' if more else '减为'} {quantity_text(now, unit).zh}"
                f"（{'多' if more else '少'} {gap.zh}）",
                f"{name} from {write_number(was, Language.EN)} to {write_number(now, Language.EN)} "
                f"({write_number(max(exact(now - was), exact(was - now)), Language.EN)} {'more' if more else 'less'})",
            )
        )
    zh, en = (
        listed([each.zh for each in parts], most=MOST_NAMES).zh,
        listed([each.en for each in parts], most=MOST_NAMES).en,
    )
    message = Text(f"份额在辖区之间移动，合计不变：{zh}", f"shares move between districts and add up to the same: {en}")
    texts = [
        Text("、".join(f"{name} {quantity_text(each, unit).zh}" for name, each in row),
             ", ".join(f"{name} {write_number(each, Language.EN)}" for name, each in row))
        for row in ([(name, was) for name, was, _ in apart], [(name, now) for name, _, now in apart])
    ]  # fmt: skip
    return pair.change("split", Direction.NEUTRAL, message, (texts[0], texts[1]))


def _each(pair: Pair, field: str) -> Iterator[Change]:
    label = Text("每个单位的任务", "what is due for each")
    units = pair.units.new if pair.values(field).new is not None else ""
    yield from _part(pair, field, label, partial(_each_text, unit=units or pair.units.old), _EACH_ASPECTS)


def _each_text(each: Each, unit: str) -> Text:
    bound = written(each.target, of_unit(each.target, unit))
    per = PER_NAMES[each.per]
    return Text(f"每个{per.zh} {bound.zh}", f"{bound.en} per {per.en}")


def _per(pair: Pair, field: str) -> Iterator[Change]:
    def direct(old: Per, new: Per) -> Direction:
        if old in _FINENESS and new in _FINENESS:
            return by_order(_FINENESS.index(old), _FINENESS.index(new))
        return Direction.UNCHECKED

    label = Text("任务所对的单位", "what it is due for")
    yield from words(
        pair, field, label, lambda per: Text(f"每个{PER_NAMES[per].zh}", f"each {PER_NAMES[per].en}"), direct
    )


def _ratio(pair: Pair, field: str) -> Iterator[Change]:
    old, new = pair.values(field)
    for key, label in (("part", Text("分子", "the numerator")), ("whole", Text("分母", "the denominator"))):
        terms = Both(*(None if each is None else getattr(each, key) for each in (old, new)))
        meant = [_meaning(pair, term, side) for side, term in enumerate(terms)]
        if meant[0] != meant[1]:
            texts = Both(
                *(
                    None if each is None else written(each, each.unit) if isinstance(each, Quantity) else same(each)
                    for each in terms
                )
            )
            numbers = Both(*(each.figure if isinstance(each, Quantity) else None for each in terms))
            paths = places((field, key), (field, key))
            yield pair.change(paths, Direction.NEUTRAL, replaced(label, *texts), texts, numbers=numbers)


def _meaning(pair: Pair, term: Quantity | Identifier | None, side: int) -> object:
    """Return what one side of a ratio means in both plans."""
    if isinstance(term, Quantity):
        return term.op, term.low, term.high, term.approximate
    return None if term is None else pair.renamed.indicator(term, side)


def _gap(pair: Pair, field: str) -> Iterator[Change]:
    old, new = pair.values(field)
    meant = [
        None if each is None else (pair.renamed.indicator(each.to, side), each.trend)
        for side, each in enumerate((old, new))
    ]
    if meant[0] != meant[1]:
        trends = {"narrow": Text("缩小", "narrow"), "widen": Text("扩大", "widen")}
        texts = Both(
            *(
                None
                if each is None
                else Text(f"与 {each.to} 的差距{trends[each.trend].zh}", f"{trends[each.trend].en} against {each.to}")
                for each in (old, new)
            )
        )
        yield pair.change(
            field, presence(old, new), replaced(Text("差距要求", "the gap to another indicator"), *texts), texts
        )


def _flag(pair: Pair, field: str, label: Text, *, more: Direction) -> Iterator[Change]:
    old, new = pair.values(field)
    if old != new:
        texts = Both(*(Text("是", "yes") if each else Text("否", "no") for each in (old, new)))
        yield pair.change(field, by_order(old, new, more=more), replaced(label, *texts), texts)


def _commitment(pair: Pair, field: str) -> Iterator[Change]:
    """Compare how firmly something is stated: without a word it is promised, and everything else is softer."""
    old, new = pair.values(field)
    if old != new:
        texts = Both(*(_PROMISED if each is None else _COMMITMENTS[each] for each in (old, new)))
        said = replaced(Text("承诺程度", "the commitment"), *texts)
        yield pair.change(field, by_order(old is None, new is None), said, texts)


def _every(pair: Pair, field: str) -> Iterator[Change]:
    often = list(reversed(Recurrence))

    def direct(old: Recurrence | None, new: Recurrence | None) -> Direction:
        return by_order(*(-1 if each is None else often.index(each) for each in (old, new)))

    yield from words(pair, field, Text("频次", "the recurrence"), lambda each: _EVERY[each], direct)


def _pace(pair: Pair, field: str) -> Iterator[Change]:
    old, new = pair.values(field)
    if old == new or pair.indicators is None:
        return
    paces = Both(*(pace_of(each) for each in pair.indicators))
    if paces.old is paces.new:
        return
    texts = Both(*(same(each) for each in paces))
    direction = by_order(paces.old is not Pace.NONE, paces.new is not Pace.NONE)
    yield pair.change(field, direction, replaced(Text("序时方式", "the pace"), *texts), texts)


# Of steps


def _steps(pair: Pair, field: str) -> Iterator[Change]:
    old, new = pair.values(field)
    pairs = _paired(old, new, [_step_by_words, _step_by_days, _step_by_target, _any_step])
    for one, other in pairs:
        number = one if other is None else other
        assert number is not None, "one of the two is there"
        paths = places((field, str(number if one is None else one)), (field, str(number if other is None else other)))
        step = new[other] if other is not None else old[number]
        name = _step_name(step, number)
        whole = replace(pair, step=name.zh)
        if one is None or other is None:
            direction = Direction.STRONGER if one is None else Direction.WEAKER
            texts = (None, name) if one is None else (name, None)
            by = "" if step.by is None else step.by.text
            message = Text(
                f"{'新增' if one is None else '取消'}步骤{name.zh}{f'（{by}）' if by else ''}",
                f"the step {name.en}{f' ({by})' if by else ''} is {'added' if one is None else 'dropped'}",
            )
            yield whole.change(paths, direction, message, texts)
            continue
        within = Text(f"步骤{name.zh}的", f" of the step {name.en}")
        yield from _changes(whole.part(paths, Both(old[one], step), within), _STEP_ASPECTS)
    order = [one for one, other in pairs if one is not None and other is not None]
    if order != sorted(order):
        orders: Both[Text | None] = Both(
            *(
                listed([_step_name(each, number).zh for number, each in enumerate(steps)], most=MOST_NAMES)
                for steps in (old, new)
            )
        )
        message = Text("步骤的先后次序改变", "the steps stand in another order")
        yield pair.change(field, Direction.NEUTRAL, message, orders)


def _step_name(step: Step, number: int) -> Text:
    if step.do is not None:
        return quoted(step.do.text)
    return Text(f" {number + 1} ", str(number + 1))


def _step_by_words(step: Step, _: int) -> Hashable:
    return None if step.do is None else "".join(step.do.zh.split())


def _step_by_days(step: Step, _: int) -> Hashable:
    stated = [None if each is None else (each.year, each.first, each.last) for each in (step.start, step.by)]
    return None if stated == [None, None] else (*stated, step.do is None)


def _step_by_target(step: Step, _: int) -> Hashable:
    target = step.target
    return None if target is None or step.do is not None else (target.op, target.low, target.high)


def _any_step(step: Step, _: int) -> Hashable:
    """Steps without words, of which neither day nor target stayed, are known by their place alone."""
    return None if step.do is not None else ""


def _text_of(value: object) -> Text:
    return same(str(value))


def _words(zh: str, en: str, write: Callable[[Any], Text] = _text_of) -> Aspect:
    return partial(words, label=Text(zh, en), write=write)


def _names(zh: str, en: str) -> Aspect:
    return partial(names, label=Text(zh, en))


def _links(zh: str, en: str) -> Aspect:
    return partial(links, label=Text(zh, en))


def _step_target(pair: Pair, field: str) -> Iterator[Change]:
    yield from bounds(pair, field, Text("目标", "the target"), pair.values(field))


def _aliases(pair: Pair, field: str) -> Iterator[Change]:
    old, new = (frozenset(each) for each in pair.values(field))
    if old != new:
        texts = Both(*(same("、".join(sorted(each))) if each else None for each in (old, new)))
        label = pair.label(Text("别名", "the list of aliases"))
        yield pair.change(field, Direction.NEUTRAL, replaced(label, *texts), texts)


def _same(pair: Pair, field: str) -> Iterator[Change]:
    """Compare nothing: there is only one value."""
    del pair, field
    return iter(())


_SOURCE_ASPECTS: Mapping[str, Aspect] = {
    "document": _words("来源文件", "the source document"),
    "published": _words("公布日期", "the day of publication"),
    "numbering": _names("编号说明", "the note on numbering"),
}
_BODY_ASPECTS: Mapping[str, Aspect] = {"en": _words("英文名", "the English name"), "aliases": _aliases}
_DISTRICT_ASPECTS: Mapping[str, Aspect] = {"code": _words("区划代码", "the division code"), **_BODY_ASPECTS}
_WEIGHTS_ASPECTS: Mapping[str, Aspect] = {
    "name": _names("名称", "the name"),
    "values": _weight_values,
    "unit": _words("单位", "the unit"),
    "source": _words("来源", "the source"),
}
_CONSTRAINT_ASPECTS: Mapping[str, Aspect] = {
    "sum": _sum,
    "message": _names("说明", "the message"),
    "at_least": partial(_operand, op=Op.AT_LEAST),
    "at_most": partial(_operand, op=Op.AT_MOST),
    "equals": partial(_operand, op=Op.EXACTLY),
}
_WAIVER_ASPECTS: Mapping[str, Aspect] = {
    "rule": _same,
    "reason": _words("理由", "the reason"),
    "until": _until,
    "indicator": _same,
    "district": _same,
}
_AMENDMENT_ASPECTS: Mapping[str, Aspect] = {
    "what": _same,
    "why": _words("理由", "the reason"),
    "decision": _words("依据", "the decision"),
}
_EACH_ASPECTS: Mapping[str, Aspect] = {
    "target": partial(targets, label=Text("每个单位的任务", "what is due for each")),
    "per": _per,
    "only": partial(
        names,
        label=Text("限于", "the restriction"),
        direct=lambda old, new: by_order(old is not None, new is not None, more=Direction.WEAKER),
    ),
}
_STEP_ASPECTS: Mapping[str, Aspect] = {
    "do": _names("内容", "the wording"),
    "start": partial(days, label=Text("开始时间", "the start"), first=True),
    "by": partial(days, label=Text("期限", "the deadline")),
    "every": _every,
    "target": _step_target,
    "districts": _duties,
    "offices": _offices,
}
_INDICATOR_ASPECTS: Mapping[str, Aspect] = {
    "name": _names("名称", "the name"),
    "kind": _words("类型", "the kind", lambda kind: KIND_NAMES[kind]),
    "item": _words("序号", "the item"),
    "unit": _unit,
    "offices": _offices,
    "target": partial(targets, label=Text("目标", "the target")),
    "baselines": _baselines,
    "baseline": _links("基数引用（baseline）", "the link to past figures (baseline)"),
    "split": _split,
    "partial": partial(
        _flag, label=Text("分解不覆盖全部辖区", "leaving districts out of the split"), more=Direction.WEAKER
    ),
    "each": _each,
    "of": _ratio,
    "within": _links("其中数引用（within）", "the link to its whole (within)"),
    "follows": _links("落实上级规划的引用（follows）", "the link to a higher plan (follows)"),
    "splits_from": _links("上级分解的引用（splits_from）", "the link to a higher split (splits_from)"),
    "same_as": _links("同一数的引用（same_as）", "the link to the same figure (same_as)"),
    "gap": _gap,
    "districts": _duties,
    "coverage": partial(
        _flag, label=Text("应纳尽纳的要求", "the duty to reach everyone entitled"), more=Direction.STRONGER
    ),
    "every": _every,
    "commitment": _commitment,
    "assigned_by": _names("任务来源", "who assigned it"),
    "steps": _steps,
    "start": partial(days, label=Text("开始时间", "the start"), first=True),
    "by": partial(days, label=Text("期限", "the deadline")),
    "pace": _pace,
    "reported": _words("报送口径", "the way of reporting"),
    "note": _names("说明", "the note"),
}
_PLAN_ASPECTS: Mapping[str, Aspect] = {
    "civtarget": _same,
    "id": _words("规划标识", "the plan's ID"),
    "title": _names("标题", "the title"),
    "period": _period,
    "issuer": _names("发文单位", "the issuer"),
    "source": _source,
    "districts": partial(
        _entries,
        label=Text("辖市区", "district"),
        aspects=_DISTRICT_ASPECTS,
        renamed=lambda names: names.areas,
        direction=Direction.STRONGER,
    ),
    "parties": partial(
        _entries,
        label=Text("参与方", "party"),
        aspects=_BODY_ASPECTS,
        renamed=lambda names: names.areas,
        direction=Direction.STRONGER,
    ),
    "offices": partial(
        _entries,
        label=Text("单位", "office"),
        aspects=_BODY_ASPECTS,
        renamed=lambda names: names.offices,
        direction=Direction.NEUTRAL,
    ),
    "responsible": _responsible,
    "report_due": _due_day,
    "same_units": _same_units,
    "indicators": _indicators,
    "constraints": _constraints,
    "weights": _weights,
    "waivers": _waivers,
    "changes": _amendments,
}
"""By field of `Plan`; the others are by field of what their name says."""
