"""Causes of new findings: the changes of an edit at the places that a finding points at."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from civtarget.checking.since.pairs import PlanVersions
from civtarget.comparison.change import Change, Direction
from civtarget.comparison.edit import Edit
from civtarget.files.plan.reader import PlanFile
from civtarget.language import Text
from civtarget.model.findings import Finding, Location, Outcome, RelatedPlace
from civtarget.model.plan import Path, readable
from civtarget.model.workspace import links_of

_OF_NO_SUM = frozenset({"name", "item", "note", "changes"})
"""Changes of these break no rule but their own."""
_OF_ALL = frozenset({"period", "districts", "parties", "offices", "responsible", "same_units"})
"""The aspects that concern every indicator of a plan."""


class CauseFinder:
    """Finds the changes that new findings may be due to."""

    def __init__(self, files: Sequence[PlanFile], edits: Sequence[Edit], versions: Sequence[PlanVersions]) -> None:
        self._files = {file.identifier or "": file for file in files}
        self._edits = {each.identifier: edit for each, edit in zip(versions, edits, strict=True)}

    def attach_causes(self, finding: Finding) -> Finding:
        """Return a finding with the changes that broke it, if it is new and broken."""
        if not finding.is_new or finding.outcome is not Outcome.BROKEN:
            return finding
        return replace(finding, edits=tuple(self._places(finding)))

    def _places(self, finding: Finding) -> Iterator[RelatedPlace]:
        """
        Yield the changes at the places of a finding, or else those of its indicator and of the indicators it names.

        If there are none, yield those of the indicators that it is linked to, or else those of the plan as a whole.
        """
        places = [(finding.plan, finding.location.path), *((each.plan, each.location.path) for each in finding.related)]
        found = [(plan, change) for plan, path in places for change in self._changes(plan) if _touches(change, path)]
        found = [each for each in found if not _closes(each[1], finding)] or found
        if not found and finding.indicator is not None:
            names = {finding.indicator, *self._referred_indicators(finding)}
            own = (change for change in self._changes(finding.plan) if change.indicator in names)
            found = [(finding.plan, change) for change in own if change.aspect not in _OF_NO_SUM]
        found = found or list(self._changes_of_links(finding)) or list(self._changes_of_plan(finding))
        for plan, change in {id(change): (plan, change) for plan, change in found}.values():
            file = self._files[plan]
            location = Location(file.path, file.locate(change.new.path), change.new.path)
            yield RelatedPlace(plan, location, _description(change, plan, finding))

    def _referred_indicators(self, finding: Finding) -> Iterator[str]:
        """Yield the indicators of the same plan that the one of a finding is part of, made of, or held against."""
        indicators = readable(self._files[finding.plan].plan, "indicators") or {}
        indicator = indicators.get(finding.indicator)
        ratio, gap, target = (readable(indicator, field) for field in ("of", "gap", "target"))
        terms = (readable(ratio, "part"), readable(ratio, "whole"), readable(gap, "to"), readable(indicator, "whole"))
        yield from (each for each in (*terms, getattr(target, "of", None)) if isinstance(each, str))

    def _changes_of_links(self, finding: Finding) -> Iterator[tuple[str, Change]]:
        """Yield the changes of the indicators that the one of a finding is linked to, by present or former names."""
        indicators = readable(self._files[finding.plan].plan, "indicators") or {}
        indicator = indicators.get(finding.indicator)
        for _, reference in links_of(indicator) if indicator is not None else ():
            plan = reference.plan or finding.plan
            for change in self._changes(plan):
                if reference.indicator in (*change.old.path[1:2], *change.new.path[1:2]):
                    yield plan, change

    def _changes_of_plan(self, finding: Finding) -> Iterator[tuple[str, Change]]:
        """Yield the changes of a plan that concern all its indicators."""
        for change in self._changes(finding.plan):
            is_gone = change.new.text is None and change.old.text is not None
            if change.aspect in _OF_ALL and (is_gone or change.direction is not Direction.NEUTRAL):
                yield finding.plan, change

    def _changes(self, plan: str) -> tuple[Change, ...]:
        return self._edits[plan].changes if plan in self._edits else ()


def _touches(change: Change, path: Path) -> bool:
    """Whether a change is at a path, below it or above it."""
    is_unread = change.old.text is None and change.new.text is None
    if change.aspect in _OF_NO_SUM or is_unread or len(path) < 2 or len(change.new.path) < 2:
        return False
    shared = min(len(path), len(change.new.path))
    return change.new.path[:shared] == path[:shared]


def _closes(change: Change, finding: Finding) -> bool:
    """Whether a change of a cell of a split brings its shares and its total nearer to each other."""
    here = change.indicator == finding.indicator and change.aspect in ("split", "target")
    if not here or finding.location.path[2:] != ("split",) or change.gap is None or finding.gap is None:
        return False
    return (change.gap if change.aspect == "split" else -change.gap) * finding.gap < 0


def _description(change: Change, plan: str, finding: Finding) -> Text:
    """Return the message of a change, with the name of the indicator where the finding is about another one."""
    name, text = change.indicator_name, change.message
    if name is None or (plan, change.indicator) == (finding.plan, finding.indicator):
        return text
    where = Text("", "") if plan == finding.plan else Text("（{plan}）", " ({plan})", plan=plan)
    return Text("{name}{where}：{text}", "{name}{where}: {text}", name=name, where=where, text=text)
