"""
Edits of a plan, or of a project: both versions, the changes between them, and the entries that explain those.

Whatever became weaker, or cannot be compared, has to be explained by an entry in `changes` that the edit added: in the
plan for its own parts, in the settings of the project for the rest. An entry of an earlier edit explains
nothing of this one, and stays as a record.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from civtarget.comparison.change import Change, Versions
from civtarget.comparison.pairs import Renamed
from civtarget.comparison.plans import changes_between
from civtarget.comparison.records import unreadable_changes
from civtarget.language import Text
from civtarget.model.plan import ChangeNote, Identifier, Path, Plan, Unread, at
from civtarget.notation.quantity import Exact, Quantity

_NEVER_WHOLE = frozenset({"indicators", "districts", "parties", "offices"})
"""Sections that an entry cannot name as a whole: it would explain everything, and so nothing."""


@dataclass(frozen=True)
class ChangeLog:
    """
    The entries of `changes` that an edit `added`, with their places in that list, and those that it took out.

    A rewritten entry is none of them: it could explain anything.
    """

    added: tuple[tuple[int, ChangeNote], ...] = ()
    lost: tuple[ChangeNote, ...] = ()


def entries_between(old: Sequence[ChangeNote], new: Sequence[ChangeNote]) -> ChangeLog:
    """
    Return the changes of a list of entries; one with any other content is another one, a copy is none.

    Nothing is known of that where an entry could not be read, which is a finding already.
    """
    try:
        before, now = ([_content(entry) for entry in entries] for entries in (old, new))
    except Unread:
        return ChangeLog()
    left = Counter(now)
    lost = []
    for number, said in enumerate(before):
        left[said] -= 1
        if left[said] < 0:
            lost.append(number)
    known, names = frozenset(before), frozenset(before[number][0] for number in lost)
    decisions = frozenset(before[number][2] for number in lost)

    def is_rewritten(what: str, decision: str) -> bool:
        """Whether an entry may be what became of one that is lost; why one is corrected is said by one of its own."""
        return what != "changes" and (what in names or decision in decisions)

    added = (
        (number, new[number])
        for number, said in enumerate(now)
        if said not in known and not is_rewritten(said[0], said[2])
    )
    return ChangeLog(tuple(added), tuple(old[number] for number in lost))


def _content(entry: ChangeNote) -> tuple[str, str, str]:
    return entry.what.strip(), entry.why.strip(), entry.decision.strip()


@dataclass(frozen=True)
class Edit:
    """
    An edit of a plan, or of the settings of a project (`plans` is None then).

    `entries` are its changes of the list `changes`, in the plan or in the settings at `home`.
    """

    changes: tuple[Change, ...]
    entries: ChangeLog = ChangeLog()
    plans: Versions[Plan] | None = None
    home: str | None = None

    def explains(self, *names: str) -> bool:
        """Whether one of the new entries is about something of one of these names."""
        return any(entry.what.strip() in names for _, entry in self.entries.added)

    def names(self, change: Change) -> Iterator[str]:
        """Yield the names by which an entry may refer to a change; the first is the one to suggest."""
        if self.is_lost_with_its_district(change):
            yield from (f"{section}.{change.district}" for section in ("districts", "parties"))
        for path in (change.new.path, change.old.path):
            yield from _names(path)

    def is_lost_with_its_district(self, change: Change) -> bool:
        """Whether something is lost because its district is dropped; a waiver is no loss."""
        return change.district in self.districts_dropped and change.aspect != "waivers"

    @cached_property
    def districts_dropped(self) -> frozenset[str]:
        """The districts and parties that the plan no longer has, neither as the one nor as the other."""
        entries = [
            each for each in self.changes if len(each.new.path) == 2 and each.new.path[0] in ("districts", "parties")
        ]
        come = {each.new.path[1] for each in entries if each.old.text is None}
        return frozenset(each.old.path[1] for each in entries if each.new.text is None) - come


def _names(path: Path) -> Iterator[str]:
    """Yield the names of a path and of all that holds it, from the inside out; items of lists have no name."""
    is_of_indicator = path[:1] == ("indicators",)
    if is_of_indicator and path[2:3] == ("split",) and len(path) == 4:
        yield f"{path[1]}.{path[3]}"
    keys = path[1:] if is_of_indicator and len(path) > 1 else path
    number = next((number for number, key in enumerate(keys) if key.isdecimal() and number), len(keys))
    for end in range(number, 0, -1):
        name = ".".join(keys[:end])
        if is_of_indicator:
            yield from (name, f"indicators.{name}")
        elif end > 1 or name not in _NEVER_WHOLE:
            yield name


def edit_between(old: Plan, new: Plan, renamed: Renamed, faults: Versions[list[tuple[Path, Text]]]) -> Edit:
    """
    Return the edit of a plan in which things were `renamed`.

    `faults` are the places and messages of the parts of either version that could not be read.
    """
    changes = changes_between(old, new, replace(renamed, is_one_plan=True))
    changes += unreadable_changes(changes, faults)
    try:
        entries = entries_between(old.changes, new.changes)
    except Unread:
        entries = ChangeLog()  # that they could not be read is a finding already
    return Edit(changes, entries, Versions(old, new))


def numbers_before(old: Plan, new: Plan, renamed: Renamed) -> Mapping[Path, Exact]:
    """Return the exact targets and shares of the old plan that changed, by their paths in the new one."""
    areas = {now: before for before, now in renamed.areas.items()}
    numbers: dict[Path, Exact] = {}
    for before, now in renamed.indicators.items():
        indicators = old.indicators[Identifier(before)], new.indicators[Identifier(now)]
        try:
            was, now_is = indicators
            if was.unit_name != now_is.unit_name:
                continue
            cells: list[tuple[Path, object, object]] = [(at(Identifier(now), "target"), was.target, now_is.target)]
            old_split, new_split = was.split or {}, now_is.split or {}
        except Unread:
            continue
        cells += (
            (at(Identifier(now), "split", name), old_split.get(areas.get(name, name)), share)
            for name, share in new_split.items()
        )
        for path, one, other in cells:
            if isinstance(one, Quantity) and isinstance(other, Quantity) and one.figure != other.figure:
                numbers[path] = one.figure
    return numbers
