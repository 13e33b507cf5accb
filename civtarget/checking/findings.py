"""Findings from rule results and reading faults: adds rule, severity, place, fingerprint and waiver."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from civtarget.checking.settings import Settings
from civtarget.checking.waivers import ValidWaivers
from civtarget.files.plan.reader import PlanFile
from civtarget.model.actuals import Place
from civtarget.model.findings import Fault, Finding, Location, Outcome, RelatedPlace, Severity, Span, SubmissionFault
from civtarget.model.plan import Identifier, Path, Plan, Waiver, readable
from civtarget.model.results import Problem, Related, Unchecked
from civtarget.rules import READING_RULES, Rule

_READING_SEVERITY = {rule.ID: rule.SEVERITY for rule in READING_RULES}


class LocatedFile(Protocol):
    """A file that findings point into: a plan, or the settings of a project, which hold none."""

    @property
    def path(self) -> str:
        """The path of the file, as reports name it."""

    @property
    def plan(self) -> Plan | None:
        """The plan in it, if it holds one."""

    def locate(self, path: Path, *, at_key: bool = False) -> Span:
        """Return the place of the value, or of the key, at a path in the file."""


class FindingBuilder:
    """
    Makes findings of results and faults of one plan file, or of what was reported for it.

    `others` are the plan files that its findings may point at, too.
    """

    def __init__(self, file: LocatedFile, as_of: date, settings: Settings, others: Sequence[PlanFile] = ()) -> None:
        self.file = file
        self.settings = settings
        self.as_of = as_of
        self.plan_id: str = readable(file.plan, "id") or ""
        self.waivers: tuple[Waiver, ...] = (readable(file.plan, "waivers") or ()) if settings.with_waivers else ()
        self._valid_waivers = ValidWaivers(self.waivers, as_of)
        self._files = {id(other.plan): other for other in reversed(others)}

    def fault(self, fault: Fault) -> Finding:
        """Make a finding of a fault of reading the plan."""
        return Finding(
            rule=fault.rule,
            severity=_READING_SEVERITY[fault.rule],
            outcome=Outcome.BROKEN,
            plan=self.plan_id,
            **self._subject(*_subject_at(fault.path)),
            message=fault.message,
            location=Location(self.file.path, fault.span, fault.path),
            fingerprint=self._fingerprint(fault.rule, *fault.path),
        )

    def submission_fault(self, fault: SubmissionFault, severity: Severity) -> Finding:
        """Make a finding of a fault of reading a submission."""
        indicator, district = fault.indicator, fault.district
        path = ("indicators", indicator) if indicator is not None else ()
        return Finding(
            rule=fault.rule,
            severity=severity,
            outcome=Outcome.BROKEN,
            plan=self.plan_id,
            **self._subject(indicator, None, district),
            message=fault.message,
            location=_location_in_submission(fault.place, path),
            # A submission has no paths: what tells two faults in it apart is the text that was read.
            fingerprint=self._fingerprint(fault.rule, indicator or "", district or "", fault.read),
        )

    def result(self, rule: Rule, result: Problem | Unchecked) -> Finding:
        """Make a finding of a result of a rule."""
        subject = _subject_at(result.where) if result.subject is None else result.subject
        key = result.where if result.subject is None else tuple(each or "" for each in result.subject)
        finding = Finding(
            rule=rule.ID,
            severity=Severity.NOTE,
            outcome=Outcome.UNCHECKED,
            plan=self.plan_id,
            **self._subject(*subject),
            message=result.message,
            location=self._location(result.where, result.place, at_key=isinstance(result, Problem) and result.at_key),
            is_of_value=result.subject is not None,
            fingerprint=self._fingerprint(rule.ID, *key),
        )
        if isinstance(result, Unchecked):
            return replace(finding, needs=result.needs)
        broken = replace(
            finding,
            severity=self.settings.severity(rule),
            outcome=Outcome.BROKEN,
            expected=result.expected,
            actual=result.actual,
            gap=result.gap,
            unit=result.unit,
            related=tuple(map(self._related, result.related)),
            suspects=result.suspects,
            diagnosis=result.diagnosis,
        )
        waiver = self._valid_waivers.accepting(broken)
        return replace(broken, outcome=Outcome.WAIVED, waiver=waiver.reason) if waiver else broken

    def _subject(self, indicator: str | None, step: str | None, district: str | None) -> dict[str, Any]:
        """Return the fields of a finding for its subject: indicator, step and district."""
        name = None
        if indicator is not None and self.file.plan is not None:
            indicators = readable(self.file.plan, "indicators") or {}
            name = readable(readable(indicators.get(Identifier(indicator)), "name"), "text")
        return {"indicator": indicator, "indicator_name": name, "district": district, "step": step}

    def _location(self, path: Path, place: Place | None, *, at_key: bool = False) -> Location:
        """Return the location of a place in a submission, or else of `path` in the plan."""
        if place is not None:
            return _location_in_submission(place, path)
        return Location(self.file.path, self.file.locate(path, at_key=at_key), path)

    def _related(self, related: Related) -> RelatedPlace:
        file = self._files.get(id(related.plan))
        if related.plan is None or file is None:
            return RelatedPlace(self.plan_id, self._location(related.where, related.place), related.message)
        location = Location(file.path, file.locate(related.where), related.where)
        return RelatedPlace(readable(related.plan, "id") or "", location, related.message)

    def _fingerprint(self, rule: str, *subject: str) -> str:
        """Return the hash of rule, plan and subject: it stays the same when lines move."""
        return hashlib.sha256("\0".join((rule, self.plan_id, *subject)).encode()).hexdigest()[:16]


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by file and place, and give each a fingerprint of its own."""
    return tuple(_distinct(sorted(findings, key=_place)))


def _place(finding: Finding) -> tuple[tuple[str, str, int, int], bool, str, str]:
    return finding.location.place.order, finding.outcome is Outcome.UNCHECKED, finding.rule, finding.message.en


def _distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Number the fingerprints of several findings of one rule and subject, such as two faults of one value."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.fingerprint] += 1
        count = seen[finding.fingerprint]
        yield finding if count == 1 else replace(finding, fingerprint=f"{finding.fingerprint}-{count}")


def _subject_at(path: Path) -> tuple[str | None, str | None, str | None]:
    """Return the indicator, step and district of a path in the plan."""
    indicator = path[1] if path[:1] == ("indicators",) and len(path) > 1 else None
    if indicator is None or len(path) <= 3:
        return indicator, None, None
    step = str(int(path[3]) + 1) if path[2] == "steps" and path[3].isdecimal() else None
    return indicator, step, path[3] if path[2] == "split" else None


def _location_in_submission(place: Place, path: Path) -> Location:
    if place.line is None:
        return Location(place.file, None, path, place.sheet, place.cell)
    column = place.column or 1
    return Location(place.file, Span(place.line, column, place.line, column), path)
