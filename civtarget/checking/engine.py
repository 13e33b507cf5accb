"""
Runs the rules over plans, in order, and makes one report of their results.

A rule yields the subject and the message; `findings` adds rule, severity, place, fingerprint and waiver. A rule that
met something unreadable, or that requires one which is broken on the same indicator, has not held: it is *unchecked*.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from civtarget.checking.findings import FindingBuilder, in_order
from civtarget.checking.report import CheckedPlan, Report, rule_runs
from civtarget.checking.settings import Settings
from civtarget.checking.waivers import judge
from civtarget.files.plan.reader import PlanFile
from civtarget.language import Text, joined
from civtarget.model.plan import Identifier, Path, Plan, Unread, at, readable
from civtarget.model.results import Held, Problem, Result, Unchecked
from civtarget.model.workspace import Workspace, workspace_of_files
from civtarget.notation.quantity import Exact
from civtarget.rules import PLAN_RULES, READING_RULES, WAIVER_RULES, PlanRule

if TYPE_CHECKING:
    from civtarget.model.findings import Finding

Check = Callable[[], Iterator[Result]]
"""A rule bound to its arguments."""

_READING = frozenset(rule.ID for rule in READING_RULES)


def check(  # noqa: PLR0913  # what a run rests on
    command: str,
    files: Sequence[PlanFile],
    settings: Settings,
    as_of: date,
    *,
    beside: Sequence[PlanFile] = (),
    before: Mapping[tuple[Identifier, Path], Exact] | None = None,
) -> Report:
    """
    Check every plan of `files` for `command`; waivers are judged as on the day `as_of`, unless settings leave them out.

    `beside` are plans that may be referred to and are not checked themselves; `before` are the numbers before an edit,
    by plan and path. Plans come sorted by path, findings by file and place. The report has a day only if there are
    waivers.
    """
    together = (*files, *beside)
    workspace = workspace_of_files(((file.path, file.plan) for file in together), before, _waivable(files))
    plans: list[CheckedPlan] = []
    findings: list[Finding] = []
    held, dated = 0, False
    for file in files:
        builder = FindingBuilder(file, as_of, settings, together)
        of_file = list(map(builder.fault, file.faults))
        rules = [rule for rule in PLAN_RULES if settings.selects(rule)]
        results = (
            [each for each in _results(file.plan, workspace, settings) if settings.selects(each[0])]
            if file.plan
            else []
        )
        held_rules = [rule.ID for rule, result in results if isinstance(result, Held)]
        held += len(held_rules)
        of_file += (builder.result(rule, result) for rule, result in results if not isinstance(result, Held))
        of_file += (builder.result(*said) for said in judge(builder.waivers, of_file, as_of, rules))
        findings += of_file
        run = (*READING_RULES, *rules, *(WAIVER_RULES if builder.waivers else ())) if file.plan else ()
        runs = rule_runs((rule.ID for rule in run), held_rules, of_file)
        plans.append(CheckedPlan(builder.plan_id, file.path, file.sha256, runs))
        dated = dated or bool(builder.waivers)
    plans.sort(key=lambda plan: plan.path)
    return Report(command, tuple(plans), in_order(findings), held, as_of.isoformat() if dated else None)


def _waivable(files: Sequence[PlanFile]) -> tuple[str, ...]:
    """Return the IDs of the rules that waivers may name, if there are waivers."""
    if not any(readable(file.plan, "waivers") for file in files):
        return ()
    from civtarget.rules.catalogue import WAIVABLE_RULES  # noqa: PLC0415  # what plans without waivers do without

    return tuple(rule.ID for rule in WAIVABLE_RULES)


def only_reading(report: Report) -> Report:
    """Return `report` with nothing but the faults of reading."""
    return replace(report, findings=tuple(each for each in report.findings if each.rule in _READING), held=0)


def _results(plan: Plan, workspace: Workspace, settings: Settings) -> Iterator[tuple[PlanRule, Result]]:
    """Yield the results of all rules; also of those that are not selected, since others may require them."""
    broken: dict[str, set[str]] = {}
    name = readable(plan, "id") or ""
    for rule, check in _plan_checks(plan, workspace, settings):
        for result in checked_results(check, (), name):
            _record_broken(broken, rule, result)
            yield rule, result
    for identifier in readable(plan, "indicators") or ():  # where they cannot be read, that is a finding already
        unreadable: dict[str, Unchecked] = {}  # rules that could not read a thing of what they look at
        for rule, check in _indicator_checks(identifier, plan, workspace, settings):
            found = list(checked_results(check, at(identifier), name))
            results = _unless_required(identifier, rule, found, broken.get(identifier, set()), unreadable)
            match results:
                case [Unchecked(unread=True) as unread]:
                    unreadable[rule.ID] = unread
            for result in results:
                _record_broken(broken, rule, result)
                yield rule, result


def _plan_checks(plan: Plan, workspace: Workspace, settings: Settings) -> Iterator[tuple[PlanRule, Check]]:
    for rule in PLAN_RULES:
        if hasattr(rule, "check_plan"):
            yield rule, partial(rule.check_plan, plan, workspace, settings.options_of(rule))


def _indicator_checks(
    identifier: Identifier, plan: Plan, workspace: Workspace, settings: Settings
) -> Iterator[tuple[PlanRule, Check]]:
    for rule in PLAN_RULES:
        if hasattr(rule, "check_indicator"):
            yield rule, partial(rule.check_indicator, identifier, plan, workspace, settings.options_of(rule))


def _unless_required(
    identifier: Identifier,
    rule: PlanRule,
    results: list[Result],
    broken: set[str],
    unreadable: Mapping[str, Unchecked],
) -> list[Result]:
    """Return `results`, or instead of them that a rule that is required does not hold."""
    lacking = sorted(rule.REQUIRES & broken)
    if not results or not (lacking or rule.REQUIRES & unreadable.keys()):
        return results
    if not lacking:  # what nobody could look at does not hold either, and for the same reason
        return [unreadable[min(rule.REQUIRES & unreadable.keys())]]
    verb = "holds" if len(lacking) == 1 else "hold"
    message = Text(
        "要等 {lacking} 成立才能检查",
        "cannot be checked until {lacking} {verb}",
        lacking=joined(lacking, "、", " and "),
        verb=verb,
    )
    return [Unchecked(where=at(identifier), message=message, needs=tuple(lacking))]


def checked_results(check: Check, where: Path, plan: str) -> Iterator[Result]:
    """
    Yield the results of `check`; where it meets what could not be read, the last one is that it is unchecked.

    `where` is the path of its subject in the plan called `plan`; the unreadable value may be in another plan.
    """
    try:
        yield from check()
    except Unread as unread:
        is_here = unread.plan == plan
        path = ".".join(unread.path) if is_here else f"{unread.plan}/{'.'.join(unread.path)}"
        yield Unchecked(
            where=unread.path if is_here and unread.path[: len(where)] == where else where,
            message=Text("{path} 未能读取，因此无法检查", "cannot be checked: {path} could not be read", path=path),
            needs=(path,),
            unread=True,
        )


def _record_broken(broken: dict[str, set[str]], rule: PlanRule, result: Result) -> None:
    """Remember on which indicator `rule` is broken."""
    if isinstance(result, Problem) and result.where[:1] == ("indicators",) and len(result.where) > 1:
        broken.setdefault(result.where[1], set()).add(rule.ID)
