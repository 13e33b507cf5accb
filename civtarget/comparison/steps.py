"""The steps of an indicator: matched with each other, their order, and the changes of each."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from civtarget.comparison.bounds import bounds
from civtarget.comparison.change import Change, Direction, Versions
from civtarget.comparison.duties import districts, offices
from civtarget.comparison.pairs import RecordPair
from civtarget.comparison.phrases import NOTHING, both_written, quoted, written
from civtarget.comparison.records import aspects_of, compared, items
from civtarget.comparison.times import end_of_step, every, start_of_step
from civtarget.language import Position, Text
from civtarget.model.phrases import MOST_NAMES, listed
from civtarget.model.plan import Step
from civtarget.model.schedule import step_target


def steps(pair: RecordPair, field: str, _: Text) -> Iterator[Change]:
    """Compare steps; one with another wording and another day is another one."""
    order: list[int] = []
    for (before, now), paths in items(pair, field, (_by_words, _by_days, _by_target, _by_place)):
        known_as = _name(before, int(paths.old[-1])) if now is None else _name(now, int(paths.new[-1]))
        whole = replace(pair, step=known_as.zh)
        if before is None:
            message = _said(known_as, now, Text("新增", "added"))
            yield whole.change(paths, Direction.STRONGER, message, (None, known_as))
        elif now is None:
            message = _said(known_as, before, Text("取消", "dropped"))
            yield whole.change(paths, Direction.WEAKER, message, (known_as, None))
        else:
            order.append(int(paths.old[-1]))
            within = Text("步骤{known_as}的", " of the step {known_as}", known_as=known_as)
            yield from compared(whole.part(paths, Versions(before, now), within), STEP_ASPECTS)
    if order != sorted(order):
        old, new = pair.values(field)
        message = Text("步骤的先后次序改变", "the steps stand in another order")
        yield pair.change(field, Direction.NEUTRAL, message, (_in_order(old), _in_order(new)))


def _name(step: Step, number: int) -> Text:
    if step.do is not None:
        return quoted(step.do.text)
    return Text(" {position} ", "{position}", position=Position(number + 1))


def _said(name: Text, step: Step, does: Text) -> Text:
    """Return the statement that a step came or went, with the day by which it is due."""
    by = Text("（{by}）", " ({by})", by=step.by.text) if step.by is not None else NOTHING
    return Text("{does}步骤{name}{by}", "the step {name}{by} is {does}", does=does, name=name, by=by)


def _in_order(steps: Sequence[Step]) -> Text:
    return listed((_name(each, number) for number, each in enumerate(steps)), most=MOST_NAMES)


def _by_words(step: Step, _: int) -> Hashable:
    return None if step.do is None else "".join(step.do.zh.split())


def _by_days(step: Step, _: int) -> Hashable:
    stated = [None if each is None else (each.year, each.first, each.last) for each in (step.start, step.by)]
    return None if stated == [None, None] else (*stated, step.do is None)


def _by_target(step: Step, _: int) -> Hashable:
    target = step.target
    return None if target is None or step.do is not None else (target.op, target.low, target.high)


def _by_place(step: Step, _: int) -> Hashable:
    """Return the same key for all steps without words: those whose day and target changed are matched by place."""
    return None if step.do is not None else ""


def _target(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare targets by their amounts: one in % may be a share of the indicator's target."""
    values = pair.values(field)
    if values.old == values.new or pair.indicators is None:
        return
    amounts = Versions(*(each and step_target(each, of) for each, of in zip(values, pair.indicators, strict=True)))
    texts = both_written(values, lambda each: written(each, pair.units.new))
    for change in bounds(pair, field, label, amounts):
        yield replace(change, old=replace(change.old, text=texts.old), new=replace(change.new, text=texts.new))


STEP_ASPECTS = aspects_of(
    Step,
    start=start_of_step,
    by=end_of_step,
    every=every,
    target=_target,
    districts=districts,
    offices=offices,
)
