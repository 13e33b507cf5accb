"""
Checks plans against what they were before an edit: what the edit brought, and what it made weaker.

Both states are checked by the same rules, under the settings from before the edit: an edit cannot excuse itself. What
was there before is told by `earlier`, which changes stand behind what is new by `behind`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from civtarget.checking import baseline as known_findings
from civtarget.checking import engine
from civtarget.checking.baseline import BaselineEntry
from civtarget.checking.findings import FindingBuilder, in_order
from civtarget.checking.report import Report
from civtarget.checking.settings import RunOptions, Settings, read_settings
from civtarget.checking.since.base import BaseState, Project
from civtarget.checking.since.causes import CauseFinder
from civtarget.checking.since.new_findings import mark_new
from civtarget.checking.since.pairs import PlanVersions, pairs_of
from civtarget.checking.since.settings_diff import plan_lost, project_edit
from civtarget.comparison.change import Change, Direction, Side, Versions
from civtarget.comparison.edit import Edit, edit_between, entries_between, numbers_before
from civtarget.files.plan.reader import PlanFile
from civtarget.language import Text
from civtarget.model.findings import Finding, Outcome
from civtarget.model.plan import Identifier, Path, readable
from civtarget.model.results import Held
from civtarget.model.settings import ProjectSettings
from civtarget.notation.quantity import Exact
from civtarget.rules import PLAN_RULES, EditRule
from civtarget.rules.edits import EDIT_RULES, PLAN_EDIT_RULES, PROJECT_RULES

_RULES = (*PLAN_RULES, *EDIT_RULES)


@dataclass(frozen=True, slots=True)
class Head:
    """What an edit left: the plans to check, others `beside` them that may be referred to, and the project."""

    files: Sequence[PlanFile]
    beside: Sequence[PlanFile]
    project: Project


def settings_for(asked: RunOptions, before: BaseState, now: Project) -> Settings:
    """
    Return the settings that an edit is judged by: those before it, or those that came with the very first plan.

    Where those before it cannot be read, none hold.
    """
    return read_settings(asked, _RULES, _judging(before, now).settings)


def _judging(before: BaseState, now: Project) -> Project:
    if before.unread is not None:
        return Project(ProjectSettings())
    return before.project if before.project is not None and before.had_plans else now


def check(before: BaseState, now: Head, settings: Settings, as_of: date) -> tuple[Report, tuple[BaselineEntry, ...]]:
    """
    Check plans as `engine.check` does, and hold them against what they were; new findings come first.

    Return also the known findings that are gone.
    """
    pairs = pairs_of(before, now.files)
    edits = [_edit(pair) for pair in pairs]
    there = engine.check("validate", [pair.old for pair in pairs], settings, as_of, beside=before.plans.beside)
    numbers = {place: number for pair in pairs for place, number in _numbers(pair).items()}
    report = engine.check("validate", now.files, settings, as_of, beside=now.beside, before=numbers)
    project = _judging(before, now.project)
    report, gone = known_findings.apply_baseline(report, project.known, project.settings.baseline or "", settings)
    behind = CauseFinder(now.files, edits, pairs)
    findings = [behind.attach_causes(each) for each in mark_new(report.findings, there.findings, pairs)]
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


def _edit(pair: PlanVersions) -> Edit:
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
    faults = Versions(*([(fault.path, fault.message) for fault in file.faults] for file in (pair.old, pair.new)))
    return edit_between(old, new, pair.renamed, faults)


def _unread(message: Text, name: str, *, is_now: bool = False) -> Change:
    """Return that something could not be compared as a whole; `name` is what an entry may call it."""
    nothing = Side((name,), None)
    return Change(
        aspect="unread", direction=Direction.UNCHECKED, message=message, old=nothing, new=nothing, is_unread=is_now
    )


def _project_edit(before: BaseState, now: Head) -> Edit:
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


def _numbers(pair: PlanVersions) -> Mapping[tuple[Identifier, Path], Exact]:
    """Return what numbers of a plan were before, by the plan and their paths in it."""
    old, new = pair.old.plan, pair.new.plan
    if old is None or new is None or pair.renamed is None or readable(old, "indicators") is None:
        return {}
    numbers = numbers_before(old, new, pair.renamed)
    return {(Identifier(pair.identifier), path): number for path, number in numbers.items()}


def _lost(before: BaseState, files: Sequence[PlanFile]) -> Iterator[Change]:
    """Yield the changes that plans were moved or deleted."""
    became = {id(was): readable(file.plan, "id") for was, file in zip(before.plans.before, files, strict=True)}
    lost: list[tuple[PlanFile, str | None]] = [*before.plans.moved, *((file, None) for file in before.plans.gone)]
    for file, now in lost:
        path = file.path.partition(":")[2]
        yield plan_lost(readable(file.plan, "id") or path, path, now, None if now else became.get(id(file)))


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
        stamp = FindingBuilder(file, self._as_of, self._settings, self._files)
        for rule in rules:
            if not self._settings.selects(rule):
                continue
            for result in engine.checked_results(
                partial(rule.check_edit, edit, self._settings.options_of(rule)), (), stamp.plan_id
            ):
                if isinstance(result, Held):
                    self.held += 1
                else:
                    self.findings.append(replace(stamp.result(rule, result), is_new=True))
