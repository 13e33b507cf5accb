"""
The difference in meaning between two versions of a plan: what became weaker, what stronger, what merely changed.

Every key of the plan format has its way of being compared, in the table of its record (`…_ASPECTS`); a test holds that
none is left out. How a value is spelt and in which order keys stand is no difference. What could not be read is
unchecked, and so is what cannot be compared. Renames are followed.

A key of the plan that holds records has a module of its own, such as `indicators` or `waivers`; so have the kinds of
value that stand in several records, such as `bounds`, `times` and `duties`.
"""

from collections.abc import Iterator, Mapping

from civtarget.comparison import bodies
from civtarget.comparison.amendments import amendments
from civtarget.comparison.change import Change, Direction, Versions
from civtarget.comparison.constraints import constraints
from civtarget.comparison.duties import responsible
from civtarget.comparison.indicators import indicators
from civtarget.comparison.pairs import Aspect, RecordPair, Renamed
from civtarget.comparison.phrases import quoted, replaced, same, undecided
from civtarget.comparison.records import compared, part
from civtarget.comparison.renames import renamed_between
from civtarget.comparison.times import due_day, period
from civtarget.comparison.values import by_name, by_words, known_by
from civtarget.comparison.waivers import waivers
from civtarget.comparison.weights import weights
from civtarget.language import Text
from civtarget.model.plan import Plan


def changes_between(old: Plan, new: Plan, renamed: Renamed | None = None) -> tuple[Change, ...]:
    """
    Return the changes from `old` to `new`, in the order of the format's keys and of the new plan.

    `renamed` says what became which where more is known of it than these plans tell.
    """
    plans = Versions(old, new)
    renamed = renamed or renamed_between(old, new)
    pair = RecordPair(plans=plans, renamed=renamed, records=plans, paths=Versions((), ()))
    return tuple(compared(pair, PLAN_ASPECTS))


def _source(pair: RecordPair, field: str) -> Iterator[Change]:
    label = Text("来源", "the source")
    yield from part(pair, field, label, lambda source: quoted(same(source.document)), SOURCE_ASPECTS)


def _same_units(pair: RecordPair, field: str) -> Iterator[Change]:
    groups = Versions(*(frozenset(map(frozenset, each)) for each in pair.values(field)))
    if groups.old != groups.new:
        texts = Versions(*(_groups_text(each) if each else None for each in groups))
        label = Text("通用单位", "the list of units that stand for each other")
        # Numbers in units that are one may be held against each other, so this may excuse what it does not name.
        said = undecided(replaced(label, *texts), Direction.UNCHECKED)
        yield pair.change(field, Direction.UNCHECKED, said, texts)


def _groups_text(groups: frozenset[frozenset[str]]) -> Text:
    return same("; ".join(", ".join(group) for group in sorted(map(sorted, groups))))


SOURCE_ASPECTS: Mapping[str, Aspect] = {
    "document": by_words("来源文件", "the source document"),
    "published": by_words("公布日期", "the day of publication"),
    "numbering": by_name("编号说明", "the note on numbering"),
}
PLAN_ASPECTS: Mapping[str, Aspect] = {
    "civtarget": known_by,
    "id": by_words("规划标识", "the plan's ID"),
    "title": by_name("标题", "the title"),
    "period": period,
    "issuer": by_name("发文单位", "the issuer"),
    "source": _source,
    "districts": bodies.districts,
    "parties": bodies.parties,
    "offices": bodies.offices,
    "responsible": responsible,
    "report_due": due_day,
    "same_units": _same_units,
    "indicators": indicators,
    "constraints": constraints,
    "weights": weights,
    "waivers": waivers,
    "changes": amendments,
}
