"""
The difference between two versions of a plan as a report, for the formats that show findings.

A weaker target is a warning, a change that could not be compared is unchecked, and any other is a note. The rule of a
change is the one that would require its reason.
"""

import hashlib
from dataclasses import replace

from civtarget.checking.report import Report, RuleRun
from civtarget.comparison.change import Direction
from civtarget.comparison.edit import Edit
from civtarget.language import Text
from civtarget.model.findings import Finding, Outcome, RelatedPlace, Severity
from civtarget.model.phrases import dotted
from civtarget.reports.views.difference import DIRECTIONS, Difference, Located, summary_line
from civtarget.rules.edits import rule_of


def as_report(difference: Difference) -> Report:
    """Return a report of `diff` with a finding for each change, and the summary of the changes."""
    edit = Edit(tuple(each.change for each in difference.changes))
    findings = tuple(_finding(each, difference, rule_of(each.change, edit)) for each in difference.changes)
    comparison = RuleRun("diff", held=int(not findings), findings=len(findings))
    return Report(
        "diff",
        (difference.old, replace(difference.new, runs=(comparison,))),
        findings,
        held=0,
        headline=summary_line(difference),
    )


def _finding(located: Located, difference: Difference, rule: str) -> Finding:
    change, direction = located.change, located.change.direction
    word, message = DIRECTIONS[direction], change.message
    said = Text("{word}：{message}", "{word}: {message}", word=word, message=message)
    is_unchecked = direction is Direction.UNCHECKED
    was = change.old.text
    before = RelatedPlace(difference.old.id, located.old, Text("原为 {was}", "it was {was}", was=was)) if was else None
    subject = (difference.new.id, change.aspect, direction, dotted(change.old.path), dotted(change.new.path))
    return Finding(
        rule=rule,
        severity=Severity.WARNING if direction is Direction.WEAKER else Severity.NOTE,
        outcome=Outcome.UNCHECKED if is_unchecked else Outcome.BROKEN,
        plan=difference.new.id,
        indicator=change.indicator,
        indicator_name=change.indicator_name,
        district=change.district,
        step=change.step,
        message=message if is_unchecked else said,
        location=located.new,
        expected=change.old.number,
        actual=change.new.number,
        gap=change.gap,
        unit=change.unit,
        needs=(dotted(change.new.path),) if is_unchecked else (),
        related=(before,) if before is not None else (),
        fingerprint=hashlib.sha256("\0".join(subject).encode()).hexdigest()[:16],
    )
