"""
Checks plans against what they were before an edit: what the edit brought, and what it made weaker.

Both states are checked by the same rules, under the settings from before the edit: an edit cannot excuse itself. A
finding that says the same of the same thing as before is an old one; every other one is the edit's. To what is newly
broken belong the changes at the places that it speaks of.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from civtarget import engine, known_findings
from civtarget.before import Before, Project
from civtarget.changes import Both, Change, Direction, Renamed, Side, renamed_between
from civtarget.config import Asked, Settings, read_settings
from civtarget.edits import Edit, edit_between, entries_between, numbers_before
from civtarget.findings import Finding, Held, Location, Outcome, RelatedPlace, Report
from civtarget.known_findings import KnownFinding
from civtarget.language import Text
from civtarget.model import Identifier, Path
from civtarget.project_settings import ProjectSettings
from civtarget.quantity import Exact
from civtarget.rules import CHECKING_RULES, EditRule
from civtarget.rules.edits import EDIT_RULES, PLAN_EDIT_RULES, PROJECT_RULES
from civtarget.settings_changes import plan_lost, project_edit
from civtarget.sources.plan_file import PlanFile
from civtarget.stamp import Stamp, in_order, readable
from civtarget.workspace import links_of

_RULES = (*CHECKING_RULES, *EDIT_RULES)
_OF_NO_SUM = frozenset({"name", "item", "note", "changes"})
"""Changes of these break no rule but their own."""
_OF_ALL = frozenset({"period", "districts", "parties", "offices", "responsible", "same_units"})
"""What holds for every indicator of a plan."""


@dataclass(frozen=True, slots=True)
class Now:
    """What an edit left: the plans to check, others `beside` them that may be referred to, and the project."""

    files: Sequence[PlanFile]
    beside: Sequence[PlanFile]
    project: Project


def settings_for(asked: Asked, before: Before, now: Project) -> Settings:
    """
    Return the settings that an edit is judged by: those before it, or those that came with the very first plan.

    Where those before it cannot be read, none hold.
    """
    return read_settings(asked, _RULES, _judging(before, now).settings)


def _judging(before: Before, now: Project) -> Project:
    if before.unread is not None:
        return Project(ProjectSettings())
    return before.project if before.project is not None and before.had_plans else now


def check(before: Before, now: Now, settings: Settings, as_of: date) -> tuple[Report, tuple[KnownFinding, ...]]:
    """
    Check plans as `engine.check` does, and hold them against what they were; new findings come first.

    Return also the known findings that are gone.
    """
    pairs = _pairs(before, now)
    edits = [_edit(pair) for pair in pairs]
    there = engine.check("validate", [pair.old for pair in pairs], settings, as_of, beside=before.plans.beside)
    numbers = {place: number for pair in pairs for place, number in _numbers(pair).items()}
    report = engine.check("validate", now.files, settings, as_of, beside=now.beside, before=numbers)
    project = _judging(before, now.project)
    report, gone = known_findings.accept(report, project.known, project.settings.baseline or "", settings)
    behind = _Behind(now.files, edits, pairs)
    findings = [behind.explained(each) for each in _marked(report.findings, there.findings, pairs)]
    others = (*now.files, *now.beside, *(pair.old for pair in pairs), *before.plans.beside)
    stamped = _Stamped(others, settings, as_of)
    for pair, edit in zip(pairs, edits, strict=True):
        stamped.add(pair.new, PLAN_EDIT_RULES, edit)
    path = now.project.settings.path or project.settings.path or "civtarget.toml"
    stamped.add(PlanFile(path, sha256="", root=None, plan=None, faults=()), PROJECT_RULES, _project_edit(before, now))
    ordered = sorted(in_order([*findings, *stamped.findings]), key=lambda each: not each.is_new)
    outcomes = Counter(each.outcome for each in ordered if each.is_new)
    counted = replace(before.since, broken=outcomes[Outcome.BROKEN], unchecked=outcomes[Outcome.UNCHECKED])
    return replace(report, findings=tuple(ordered), held=report.held + stamped.held, since=counted), gone


@dataclass(frozen=True, slots=True)
class _Pair:
    """A plan as it was and as it is, and what things in it and in the others are called now, if both can be read."""

    old: PlanFile
    new: PlanFile
    renamed: Renamed | None

    @property
    def identifier(self) -> str:
        """What the plan is called now; nothing where that cannot be read."""
        return readable(self.new.plan, "id") or ""


def _pairs(before: Before, now: Now) -> list[_Pair]:
    """Return the plans that were there before, each with what became of all of them."""
    both = [Both(old, new) for old, new in zip(before.plans.before, now.files, strict=True) if old is not None]
    pairs = [
        _Pair(old, new, None if old.plan is None or new.plan is None else renamed_between(old.plan, new.plan))
        for old, new in both
    ]
    others = {
        (side, readable(file.plan, "id") or ""): (pair.identifier, pair.renamed)
        for pair in pairs
        for side, file in enumerate((pair.old, pair.new))
        if pair.renamed is not None
    }
    return [replace(pair, renamed=pair.renamed and replace(pair.renamed, others=others)) for pair in pairs]


def _edit(pair: _Pair) -> Edit:
    """Return what became of a plan; if one version holds none, that could not be compared."""
    old, new = pair.old.plan, pair.new.plan
    if pair.old.sha256 == pair.new.sha256:
        return Edit(())
    if old is None or new is None or pair.renamed is None:
        message = Text(
            "改动前的规划无法读取，没有比较" if old is None else "改动后的规划无法读取，没有比较",
            f"the plan cannot be read as it {'was' if old is None else 'is'}, and was not compared",
        )
        entries = entries_between((), readable(new, "changes") or ())
        return Edit((_unread(message, "plan", is_now=new is None),), entries)
    faults = Both(*([(fault.path, fault.message) for fault in file.faults] for file in (pair.old, pair.new)))
    return edit_between(old, new, pair.renamed, faults)


def _unread(message: Text, name: str, *, is_now: bool = False) -> Change:
    """Return that something could not be compared as a whole; `name` is what an entry may call it."""
    nothing = Side((name,), None)
    return Change(
        aspect="unread", direction=Direction.UNCHECKED, message=message, old=nothing, new=nothing, is_unread=is_now
    )


def _project_edit(before: Before, now: Now) -> Edit:
    """Return what became of the project; where there were no plans there was nothing to become laxer."""
    settings, lost = now.project.settings, tuple(_lost(before, now.files))
    if before.unread is not None:
        text = before.unread
        message = Text(f"改动前的设置无法读取：{text.zh}", f"the settings before the edit cannot be read: {text.en}")
        entries = entries_between((), settings.changes)
        return Edit((_unread(message, "settings"), *lost), entries, home=settings.path or "civtarget.toml")
    if before.project is None or not before.had_plans:
        return Edit(lost)
    return project_edit(before.project, now.project, lost)


def _numbers(pair: _Pair) -> Mapping[tuple[Identifier, Path], Exact]:
    """Return what numbers of a plan were before, by the plan and their paths in it."""
    old, new = pair.old.plan, pair.new.plan
    if old is None or new is None or pair.renamed is None or readable(old, "indicators") is None:
        return {}
    numbers = numbers_before(old, new, pair.renamed)
    return {(Identifier(pair.identifier), path): number for path, number in numbers.items()}


def _lost(before: Before, files: Sequence[PlanFile]) -> Iterator[Change]:
    """Yield the changes that plans were moved or deleted."""
    became = {id(was): readable(file.plan, "id") for was, file in zip(before.plans.before, files, strict=True)}
    lost: list[tuple[PlanFile, str | None]] = [*before.plans.moved, *((file, None) for file in before.plans.gone)]
    for file, now in lost:
        path = file.path.partition(":")[2]
        yield plan_lost(readable(file.plan, "id") or path, path, now, None if now else became.get(id(file)))


def _marked(findings: Iterable[Finding], there: Iterable[Finding], pairs: Sequence[_Pair]) -> Iterator[Finding]:
    """
    Yield findings with whether the edit brought them.

    What says the same of the same thing was there before, and so was a larger gap on the same side. What was waived and
    is no more is the edit's.
    """
    became = {pair.old.path: pair for pair in pairs}
    old = [(_content_now(each, became[each.location.file]), each) for each in there]
    waived = Counter(content for content, each in old if each.outcome is Outcome.WAIVED)
    left = Counter(content for content, each in old if each.outcome is not Outcome.WAIVED)
    gaps = {content[:-1]: each.gap for content, each in old if each.gap is not None}
    for each in findings:
        content = _content(each)
        kinds = (left, waived) if each.outcome is Outcome.WAIVED else (left,)
        known = next((kind for kind in kinds if kind[content] > 0), None)
        if known is not None:
            known[content] -= 1
        is_old = known is not None or _is_smaller(each.gap, gaps.get(content[:-1]))
        yield replace(each, is_new=not is_old)


def _is_smaller(gap: Exact | None, old: Exact | None) -> bool:
    return gap is not None and old is not None and (0 < gap < old or old < gap < 0)


def _content_now(finding: Finding, pair: _Pair) -> "_Content":
    """Return what makes a finding of an old plan the same in the new one."""
    path, renamed = finding.location.path, pair.renamed
    if renamed is not None and path[:1] == ("indicators",) and len(path) > 1:
        areas = (renamed.areas.get(key, key) for key in path[3:])
        path = (path[0], renamed.indicators.get(path[1], path[1]), *path[2:3], *areas)
    return _content(replace(finding, plan=pair.identifier, location=replace(finding.location, path=path)))


_NUMBERED = re.compile(r"第 \d+ (?:步|项)|(?:step|item) \d+")


_Content = tuple[str, str, Path, str]
"""What makes a finding the same before and after: rule, plan, place and message."""


def _content(finding: Finding) -> _Content:
    """Return what a finding says; what stands in a list may have moved in it."""
    path = finding.location.path
    known = tuple("#" if before in _LISTS else key for before, key in zip(("", *path), path, strict=False))
    return finding.rule, finding.plan, known, _NUMBERED.sub("#", finding.message.zh)


_LISTS = frozenset({"steps", "baselines", "constraints", "waivers", "changes"})


class _Behind:
    """The changes that new findings may be due to."""

    def __init__(self, files: Sequence[PlanFile], edits: Sequence[Edit], pairs: Sequence[_Pair]) -> None:
        self._files = {readable(file.plan, "id") or "": file for file in files}
        self._edits = {pair.identifier: edit for pair, edit in zip(pairs, edits, strict=True)}

    def explained(self, finding: Finding) -> Finding:
        """Return a finding with the changes that broke it, if it is new and broken."""
        if not finding.is_new or finding.outcome is not Outcome.BROKEN:
            return finding
        return replace(finding, edits=tuple(self._places(finding)))

    def _places(self, finding: Finding) -> Iterator[RelatedPlace]:
        """
        Yield the changes where a finding points, or else those of its indicator and of what that refers to.

        If there are none, yield those of what it is linked to, or else of the plan as a whole.
        """
        places = [(finding.plan, finding.location.path), *((each.plan, each.location.path) for each in finding.related)]
        found = [(plan, change) for plan, path in places for change in self._changes(plan) if _touches(change, path)]
        found = [each for each in found if not _closes(each[1], finding)] or found
        if not found and finding.indicator is not None:
            names = {finding.indicator, *self._referred(finding)}
            own = (change for change in self._changes(finding.plan) if change.indicator in names)
            found = [(finding.plan, change) for change in own if change.aspect not in _OF_NO_SUM]
        found = found or list(self._at_links(finding)) or list(self._of_plan(finding))
        for plan, change in {id(change): (plan, change) for plan, change in found}.values():
            file = self._files[plan]
            location = Location(file.path, file.locate(change.new.path), change.new.path)
            yield RelatedPlace(plan, location, _told(change, plan, finding))

    def _referred(self, finding: Finding) -> Iterator[str]:
        """Yield the indicators of the same plan that the one of a finding is part of, made of, or held against."""
        indicators = readable(self._files[finding.plan].plan, "indicators") or {}
        indicator = indicators.get(finding.indicator)
        ratio, gap, target = (readable(indicator, field) for field in ("of", "gap", "target"))
        terms = (readable(ratio, "part"), readable(ratio, "whole"), readable(gap, "to"), readable(indicator, "whole"))
        yield from (each for each in (*terms, getattr(target, "of", None)) if isinstance(each, str))

    def _at_links(self, finding: Finding) -> Iterator[tuple[str, Change]]:
        """Yield the changes of what the indicator of a finding is linked to, as it is or was called."""
        indicators = readable(self._files[finding.plan].plan, "indicators") or {}
        indicator = indicators.get(finding.indicator)
        for _, reference in links_of(indicator) if indicator is not None else ():
            plan = reference.plan or finding.plan
            for change in self._changes(plan):
                if reference.indicator in (*change.old.path[1:2], *change.new.path[1:2]):
                    yield plan, change

    def _of_plan(self, finding: Finding) -> Iterator[tuple[str, Change]]:
        """Yield the changes of what a plan says of all its indicators."""
        for change in self._changes(finding.plan):
            is_gone = change.new.text is None and change.old.text is not None
            if change.aspect in _OF_ALL and (is_gone or change.direction is not Direction.NEUTRAL):
                yield finding.plan, change

    def _changes(self, plan: str) -> tuple[Change, ...]:
        return self._edits[plan].changes if plan in self._edits else ()


def _touches(change: Change, path: Path) -> bool:
    """Whether a change is at a place, in what stands there, or in what that stands in."""
    if (
        change.aspect in _OF_NO_SUM
        or change.direction is Direction.UNCHECKED
        or len(path) < 2
        or len(change.new.path) < 2
    ):
        return False
    shared = min(len(path), len(change.new.path))
    return change.new.path[:shared] == path[:shared]


def _closes(change: Change, finding: Finding) -> bool:
    """Whether a change of a cell of a split brings its shares and its total nearer to each other."""
    here = change.indicator == finding.indicator and change.aspect in ("split", "target")
    if not here or finding.location.path[2:] != ("split",) or change.gap is None or finding.gap is None:
        return False
    return (change.gap if change.aspect == "split" else -change.gap) * finding.gap < 0


def _told(change: Change, plan: str, finding: Finding) -> Text:
    """Say what was changed, with the name of the indicator where the finding is about another one."""
    name, text = change.indicator_name, change.message
    if name is None or (plan, change.indicator) == (finding.plan, finding.indicator):
        return text
    where = Text("", "") if plan == finding.plan else Text(f"（{plan}）", f" ({plan})")
    return Text(f"{name.zh}{where.zh}：{text.zh}", f"{name.en}{where.en}: {text.en}")


class _Stamped:
    """The findings of rules over edits, and how many checks held."""

    def __init__(self, files: Sequence[PlanFile], settings: Settings, as_of: date) -> None:
        self.findings: list[Finding] = []
        self.held = 0
        self._files = files
        self._settings = replace(settings, with_waivers=False)  # an entry explains, a waiver does not
        self._as_of = as_of

    def add(self, file: PlanFile, rules: Iterable[EditRule], edit: Edit) -> None:
        """Run rules over what became of the plan, or of the settings, in a file."""
        stamp = Stamp(file, self._as_of, self._settings, self._files)
        for rule in rules:
            if not self._settings.selects(rule):
                continue
            for result in engine.until_unread(
                partial(rule.check_edit, edit, self._settings.options_of(rule)), (), stamp.plan_id
            ):
                if isinstance(result, Held):
                    self.held += 1
                else:
                    self.findings.append(replace(stamp.result(rule, result), is_new=True))
