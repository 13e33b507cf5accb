"""
Semantic diff of two versions of a plan: weaker, stronger, neutral and unchecked changes.

Every key of the plan format has a way of being compared: the one of its field (`Comparison`), or a function that the
table of its record (`…_ASPECTS`) names. Spelling and the order of keys are no difference. Parts that could not be read
are unchecked, and so are those that cannot be compared. Renames are followed.

The sections of a plan are compared in `sections`, `indicators` and `steps`; the kinds of value that several records
have, in `values`, `bounds`, `times`, `duties` and `split`.
"""

from collections.abc import Iterator

from civtarget.comparison import sections
from civtarget.comparison.change import Change, Direction, Versions
from civtarget.comparison.duties import responsible
from civtarget.comparison.indicators import indicators
from civtarget.comparison.pairs import RecordPair, Renamed
from civtarget.comparison.phrases import describe_change, same, with_doubt
from civtarget.comparison.records import aspects_of, compared
from civtarget.comparison.renames import renamed_between
from civtarget.comparison.times import due_day, period
from civtarget.language import Text
from civtarget.model.plan import Plan


def changes_between(old: Plan, new: Plan, renamed: Renamed | None = None) -> tuple[Change, ...]:
    """
    Return the changes from `old` to `new`, in the order of the format's keys and of the new plan.

    `renamed` are the renames, where more is known of them than these plans tell.
    """
    plans = Versions(old, new)
    renamed = renamed or renamed_between(old, new)
    pair = RecordPair(plans=plans, renamed=renamed, records=plans, paths=Versions((), ()))
    return tuple(compared(pair, PLAN_ASPECTS))


def _same_units(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    groups = Versions(*(frozenset(map(frozenset, each)) for each in pair.values(field)))
    if groups.old != groups.new:
        texts = Versions(*(_groups_text(each) if each else None for each in groups))
        # Numbers in equal units may be compared with each other, so this may excuse more than it names.
        said = with_doubt(describe_change(label, *texts), Direction.UNCHECKED)
        yield pair.change(field, Direction.UNCHECKED, said, texts)


def _groups_text(groups: frozenset[frozenset[str]]) -> Text:
    return same("; ".join(", ".join(group) for group in sorted(map(sorted, groups))))


_ASPECTS = aspects_of(
    Plan,
    period=period,
    source=sections.source,
    districts=sections.districts,
    parties=sections.parties,
    offices=sections.offices,
    responsible=responsible,
    report_due=due_day,
    same_units=_same_units,
    indicators=indicators,
    constraints=sections.constraints,
    weights=sections.weights,
    waivers=sections.waivers,
    changes=sections.change_notes,
)
_LAST = ("indicators", "constraints", "weights", "waivers", "changes")
# Districts and offices go before all that names them.
PLAN_ASPECTS = {name: _ASPECTS[name] for name in sorted(_ASPECTS, key=_LAST.__contains__)}
