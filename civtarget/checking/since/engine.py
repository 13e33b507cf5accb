"""
Checks an edit: the plans as they are now against those at the merge base.

Both states are checked by the same rules, under the settings of the base: an edit cannot excuse itself. `new_findings`
marks the findings that the edit brought, `causes` attaches the changes that they may be due to, and the rules over
edits ask for a reason wherever something became weaker.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import NamedTuple

from civtarget.checking import engine
from civtarget.checking.baseline import BaselineEntry, apply_baseline
from civtarget.checking.findings import FindingBuilder, LocatedFile, in_order
from civtarget.checking.report import Report, RuleRun, rule_runs
from civtarget.checking.settings import RunOptions, Settings, override
from civtarget.checking.since.base import BaseState, Project
from civtarget.checking.since.causes import CauseFinder
from civtarget.checking.since.new_findings import mark_new
from civtarget.checking.since.pairs import PlanVersions, plan_versions
from civtarget.checking.since.settings_diff import plan_lost, project_edit
from civtarget.comparison.change import Change, Direction, Side, Versions
from civtarget.comparison.edit import Edit, edit_between, entries_between, numbers_before
from civtarget.files.plan.reader import PlanFile
from civtarget.language import Text
from civtarget.model.findings import Finding, Outcome, Span
from civtarget.model.plan import Identifier, Path, readable
from civtarget.model.results import Held
from civtarget.model.settings import ProjectSettings
from civtarget.notation.quantity import Exact
from civtarget.rules import PLAN_RULES, EditRule
from civtarget.rules.edits import EDIT_RULES, PLAN_EDIT_RULES, PROJECT_RULES

_RULES = (*PLAN_RULES, *EDIT_RULES)


@dataclass(frozen=True, slots=True)
class Head:
    """The state after an edit: the plans to check, others `beside` them that may be referred to, and the project."""

    files: Sequence[PlanFile]
    beside: Sequence[PlanFile]
    project: Project


class CheckedEdit(NamedTuple):
    """The report on an edit, the entries of the baseline that are fixed, and the settings that it was checked under."""

    report: Report
    fixed: tuple[BaselineEntry, ...]
    settings: Settings


def check_since(base: BaseState, head: Head, asked: RunOptions, as_of: date) -> CheckedEdit:
    """
    Check plans as `engine.check` does, and compare them with those of the base; new findings come first.

    The settings are those of the base, or those that came with the very first plan, as a run with the options `asked`
    has them. Where those of the base cannot be read, none hold.

    Raises
    ------
    SettingsError
        The settings of either side, or the options, make no sense.
    """
    project = _judging_project(base, head)
    settings = override(project.run_settings, asked, _RULES)
    versions = plan_versions(base, head.files)
    edits = [_edit(each) for each in versions]
    base_report = engine.check("validate", [each.old for each in versions], settings, as_of, beside=base.plans.beside)
    numbers = {place: number for each in versions for place, number in _base_numbers(each).items()}
    report = engine.check("validate", head.files, settings, as_of, beside=head.beside, before=numbers)
    report, fixed = apply_baseline(report, project.baseline, project.settings.baseline or "", settings)
    causes = CauseFinder(head.files, edits, versions)
    findings = [causes.attach_causes(each) for each in mark_new(report.findings, base_report.findings, versions)]
    others = (*head.files, *head.beside, *(each.old for each in versions), *base.plans.beside)
    of_edits = _EditFindings(others, settings, as_of)
    for each, edit in zip(versions, edits, strict=True):
        of_edits.add(each.new, PLAN_EDIT_RULES, edit)
    path = head.project.settings.path or project.settings.path or "civtarget.toml"
    of_edits.add(_SettingsFile(path), PROJECT_RULES, _project_edit(base, head))
    ordered = sorted(in_order([*findings, *of_edits.findings]), key=lambda finding: not finding.is_new)
    outcomes = Counter(finding.outcome for finding in ordered if finding.is_new)
    counted = replace(base.since, broken=outcomes[Outcome.BROKEN], unchecked=outcomes[Outcome.UNCHECKED])
    plans = tuple(replace(each, runs=(*each.runs, *of_edits.runs.get(each.path, ()))) for each in report.plans)
    report = replace(report, plans=plans, findings=tuple(ordered), held=report.held + of_edits.held, since=counted)
    return CheckedEdit(report, fixed, settings)


def _judging_project(base: BaseState, head: Head) -> Project:
    """Return the project whose settings and baseline hold."""
    if base.unread is not None:
        return Project(ProjectSettings())
    return base.project if base.project is not None and base.had_plans else head.project


def _edit(versions: PlanVersions) -> Edit:
    """Return the changes of a plan; if one version holds none, that it could not be compared."""
    old, new = versions.old.plan, versions.new.plan
    if versions.old.sha256 == versions.new.sha256:
        return Edit(())
    if old is None or new is None or versions.renamed is None:
        message = Text(
            "改动前的规划无法读取，没有比较" if old is None else "改动后的规划无法读取，没有比较",
            f"the plan cannot be read as it {'was' if old is None else 'is'}, and was not compared",
        )
        entries = entries_between((), readable(new, "changes") or ())
        return Edit((_unread(message, "plan", is_now=new is None),), entries)
    faults = Versions(
        *([(fault.path, fault.message) for fault in file.faults] for file in (versions.old, versions.new))
    )
    return edit_between(old, new, versions.renamed, faults)


def _unread(message: Text, name: str, *, is_now: bool = False) -> Change:
    """Return the change that something could not be compared as a whole; entries refer to it by `name`."""
    nothing = Side((name,), None)
    return Change(
        aspect="unread", direction=Direction.UNCHECKED, message=message, old=nothing, new=nothing, is_unread=is_now
    )


def _project_edit(base: BaseState, head: Head) -> Edit:
    """Return the changes of the project; where there were no plans there was nothing to become laxer."""
    settings, lost = head.project.settings, tuple(_lost(base, head.files))
    if base.unread is not None:
        text = base.unread
        message = Text("改动前的设置无法读取：{text}", "the settings before the edit cannot be read: {text}", text=text)
        entries = entries_between((), settings.changes)
        return Edit((_unread(message, "settings"), *lost), entries, home=settings.path or "civtarget.toml")
    if base.project is None or not base.had_plans:
        return Edit(lost)
    return project_edit(base.project, head.project, lost)


def _base_numbers(versions: PlanVersions) -> Mapping[tuple[Identifier, Path], Exact]:
    """Return the numbers of a plan at the base that are others now, by the plan and their paths in it now."""
    old, new = versions.old.plan, versions.new.plan
    if old is None or new is None or versions.renamed is None or readable(old, "indicators") is None:
        return {}
    numbers = numbers_before(old, new, versions.renamed)
    return {(Identifier(versions.identifier), path): number for path, number in numbers.items()}


def _lost(base: BaseState, files: Sequence[PlanFile]) -> Iterator[Change]:
    """Yield the changes that plans were moved or deleted."""
    became = {id(was): file.identifier for was, file in zip(base.plans.before, files, strict=True)}
    lost: list[tuple[PlanFile, str | None]] = [*base.plans.moved, *((file, None) for file in base.plans.gone)]
    for file, now in lost:
        path = file.path.partition(":")[2]
        yield plan_lost(file.identifier or path, path, now, None if now else became.get(id(file)))


@dataclass(frozen=True, slots=True)
class _SettingsFile:
    """The settings of a project as a file that findings point into: always at its top."""

    path: str
    plan: None = None

    def locate(self, path: Path, *, at_key: bool = False) -> Span:  # noqa: ARG002  # as plans are asked
        return Span(1, 1, 1, 1)


class _EditFindings:
    """The findings of rules over edits, how many checks held, and the rules that were run, by the path of the file."""

    def __init__(self, files: Sequence[PlanFile], settings: Settings, as_of: date) -> None:
        self.findings: list[Finding] = []
        self.held = 0
        self.runs: dict[str, tuple[RuleRun, ...]] = {}
        self._files = files
        self._settings = replace(settings, with_waivers=False)  # an entry explains, a waiver does not
        self._as_of = as_of

    def add(self, file: LocatedFile, rules: Iterable[EditRule], edit: Edit) -> None:
        """Run rules over the changes of a plan, or of the settings, in a file."""
        builder = FindingBuilder(file, self._as_of, self._settings, self._files)
        selected = list(filter(self._settings.selects, rules))
        held, findings = list[str](), list[Finding]()
        for rule in selected:
            for result in engine.checked_results(
                partial(rule.check_edit, edit, self._settings.options_of(rule)), (), builder.plan_id
            ):
                if isinstance(result, Held):
                    held.append(rule.ID)
                else:
                    findings.append(replace(builder.result(rule, result), is_new=True))
        self.held += len(held)
        self.findings += findings
        self.runs[file.path] = rule_runs((rule.ID for rule in selected), held, findings)
