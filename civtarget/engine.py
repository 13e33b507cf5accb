"""
Runs the rules over plans, in order, and makes one report of what they say.

Rules say what and where; only here do results get their rule, severity, place, fingerprint and waiver. A rule that met
something unreadable, or whose prerequisites are broken on the same indicator, has not held: it is *unchecked*.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from civtarget.config import Settings
from civtarget.findings import (
    CheckedPlan,
    Fault,
    Finding,
    Held,
    Location,
    Outcome,
    Problem,
    RelatedPlace,
    Report,
    Result,
    Severity,
    Unchecked,
)
from civtarget.language import Text
from civtarget.model import Identifier, Path, Plan, Unread, Waiver, at
from civtarget.rules import INDICATOR_RULES, PLAN_RULES, READING_RULES, CheckingRule, IndicatorRule
from civtarget.sources.plan_file import PlanFile

_READING_SEVERITY = {rule.ID: rule.SEVERITY for rule in READING_RULES}


def check(command: str, files: Iterable[PlanFile], settings: Settings, as_of: date) -> Report:
    """
    Check every plan of `files` for `command`; waivers are judged as on the day `as_of`.

    Plans come sorted by path, findings by file and place. The report says for which day it speaks if a waiver asked.
    """
    plans: list[CheckedPlan] = []
    findings: list[Finding] = []
    held, dated = 0, False
    for file in files:
        stamp = _Stamp(file, as_of)
        plans.append(CheckedPlan(stamp.plan_id, file.path, file.sha256))
        findings.extend(map(stamp.fault, file.faults))
        for rule, result in _results(file.plan) if file.plan else ():
            if not settings.selects(rule):
                continue
            if isinstance(result, Held):
                held += 1
            else:
                findings.append(stamp.result(rule, result))
        dated = dated or bool(stamp.waivers)
    findings.sort(key=_place)
    plans.sort(key=lambda plan: plan.path)
    return Report(command, tuple(plans), tuple(_distinct(findings)), held, as_of.isoformat() if dated else None)


def only_reading(report: Report) -> Report:
    """Return `report` with nothing but the faults of reading."""
    return replace(report, findings=tuple(each for each in report.findings if each.rule in _READING_SEVERITY), held=0)


def _results(plan: Plan) -> Iterator[tuple[CheckingRule, Result]]:
    """Yield all that the rules have to say; also the rules that are not selected, since others may require them."""
    broken: dict[str, set[str]] = {}
    for plan_rule in PLAN_RULES:
        for result in _until_unread(partial(plan_rule.check_plan, plan, plan_rule.Options()), ()):
            _note(broken, plan_rule, result)
            yield plan_rule, result
    try:
        indicators = plan.indicators
    except Unread:
        return  # its fault is a finding already, and there is no indicator to speak of
    for identifier in indicators:
        blind: dict[str, Unchecked] = {}  # rules that could not read a thing of what they look at
        for rule in INDICATOR_RULES:
            results = _results_on(identifier, rule, plan, broken.get(identifier, set()), blind)
            match results:
                case [Unchecked(unread=True) as unread]:
                    blind[rule.ID] = unread
            for result in results:
                _note(broken, rule, result)
                yield rule, result


def _results_on(
    identifier: Identifier, rule: IndicatorRule, plan: Plan, broken: set[str], blind: Mapping[str, Unchecked]
) -> list[Result]:
    results = list(_until_unread(partial(rule.check_indicator, identifier, plan, rule.Options()), at(identifier)))
    lacking = sorted(rule.REQUIRES & broken)
    if not results or not (lacking or rule.REQUIRES & blind.keys()):
        return results
    if not lacking:  # what nobody could look at does not hold either, and for the same reason
        return [blind[min(rule.REQUIRES & blind.keys())]]
    verb = "holds" if len(lacking) == 1 else "hold"
    message = Text(f"要等 {'、'.join(lacking)} 成立才能检查", f"cannot be checked until {' and '.join(lacking)} {verb}")
    return [Unchecked(where=at(identifier), message=message, needs=tuple(lacking))]


def _until_unread(check: Callable[[], Iterator[Result]], where: Path) -> Iterator[Result]:
    """Yield the results of `check`; where it meets what could not be read, end with a result that says so."""
    try:
        yield from check()
    except Unread as unread:
        path = ".".join(unread.path)
        yield Unchecked(
            where=unread.path if unread.path[: len(where)] == where else where,
            message=Text(f"{path} 未能读取，因此无法检查", f"cannot be checked: {path} could not be read"),
            needs=(path,),
            unread=True,
        )


def _note(broken: dict[str, set[str]], rule: CheckingRule, result: Result) -> None:
    """Remember on which indicator `rule` is broken."""
    if isinstance(result, Problem) and result.where[:1] == ("indicators",) and len(result.where) > 1:
        broken.setdefault(result.where[1], set()).add(rule.ID)


class _Stamp:
    """Makes findings of what is said about one plan file."""

    def __init__(self, file: PlanFile, as_of: date) -> None:
        self.file = file
        self.as_of = as_of
        self.plan_id: str = _readable(file.plan, "id") or ""
        self.waivers: tuple[Waiver, ...] = _readable(file.plan, "waivers") or ()

    def fault(self, fault: Fault) -> Finding:
        """Make a finding of a fault of reading."""
        return Finding(
            rule=fault.rule,
            severity=_READING_SEVERITY[fault.rule],
            outcome=Outcome.BROKEN,
            plan=self.plan_id,
            **self.subject(fault.path),
            message=fault.message,
            location=Location(self.file.path, fault.span, fault.path),
            fingerprint=self.fingerprint(fault.rule, fault.path),
        )

    def result(self, rule: CheckingRule, result: Problem | Unchecked) -> Finding:
        """Make a finding of what a rule yielded."""
        finding = Finding(
            rule=rule.ID,
            severity=Severity.NOTE,
            outcome=Outcome.UNCHECKED,
            plan=self.plan_id,
            **self.subject(result.where),
            message=result.message,
            location=self.location(result.where, at_key=isinstance(result, Problem) and result.at_key),
            fingerprint=self.fingerprint(rule.ID, result.where),
        )
        if isinstance(result, Unchecked):
            return replace(finding, needs=result.needs)
        broken = replace(
            finding,
            severity=rule.SEVERITY,
            outcome=Outcome.BROKEN,
            expected=result.expected,
            actual=result.actual,
            gap=result.gap,
            unit=result.unit,
            related=tuple(
                RelatedPlace(self.plan_id, self.location(each.where), each.message) for each in result.related
            ),
        )
        waiver = next((each for each in self.waivers if self.waives(each, broken)), None)
        return replace(broken, outcome=Outcome.WAIVED, waiver=waiver.reason) if waiver else broken

    def waives(self, waiver: Waiver, finding: Finding) -> bool:
        """Whether `waiver` accepts `finding` on the day of this run."""
        try:
            return (
                bool(waiver.reason)
                and waiver.rule == finding.rule
                and waiver.indicator in (None, finding.indicator)
                and waiver.district in (None, finding.district)
                and self.as_of <= waiver.until
            )
        except Unread:
            return False  # half a waiver accepts nothing

    def subject(self, path: Path) -> dict[str, Any]:
        """Return the fields of a finding that say what it is about."""
        indicator = path[1] if path[:1] == ("indicators",) and len(path) > 1 else None
        district = path[3] if indicator and path[2:3] == ("split",) and len(path) > 3 else None
        step = path[3] if indicator and path[2:3] == ("steps",) and len(path) > 3 else ""
        name = None
        if indicator is not None and self.file.plan is not None:
            indicators = _readable(self.file.plan, "indicators") or {}
            name = _readable(_readable(indicators.get(Identifier(indicator)), "name"), "text")
        return {
            "indicator": indicator,
            "indicator_name": name,
            "district": district,
            "step": str(int(step) + 1) if step.isdecimal() else None,
        }

    def location(self, path: Path, *, at_key: bool = False) -> Location:
        """Return the place of `path` in the file."""
        return Location(self.file.path, self.file.locate(path, at_key=at_key), path)

    def fingerprint(self, rule: str, path: Path) -> str:
        """Return what stays the same for a finding when lines move."""
        return hashlib.sha256("\0".join((rule, self.plan_id, *path)).encode()).hexdigest()[:16]


def _readable(record: Any, field: str) -> Any:
    """Return a field of a record, or None where either could not be read."""
    try:
        return getattr(record, field, None)
    except Unread:
        return None


def _place(finding: Finding) -> tuple[str, int, int, bool, str, str]:
    span, is_effect = finding.location.span, finding.outcome is Outcome.UNCHECKED
    return finding.location.file, span.line, span.column, is_effect, finding.rule, finding.message.en


def _distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Number the fingerprints of findings that say several things of one subject, such as two faults of one value."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.fingerprint] += 1
        count = seen[finding.fingerprint]
        yield finding if count == 1 else replace(finding, fingerprint=f"{finding.fingerprint}-{count}")
