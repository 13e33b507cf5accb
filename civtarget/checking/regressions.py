"""
Regressions: what a change of a plan breaks in the plan itself, and in the plans beside it that are linked with it.

All plans are checked twice, before and after the change. A regression is a finding that was not broken before, or was
broken and changed for the worse: of changed findings only those with a smaller gap are none.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from civtarget.checking import engine
from civtarget.checking.settings import Settings
from civtarget.files.plan.reader import PlanFile
from civtarget.language import Text
from civtarget.model.findings import Finding, Outcome

_Key = tuple[str, str]
"""The subject of a finding: its file, and its fingerprint without the number of several findings of one subject."""


def regressions(before: PlanFile, after: PlanFile, beside: Sequence[PlanFile], as_of: date) -> list[Text]:
    """Return the messages of what breaks when `before` becomes `after`; one of a plan `beside` names its file."""
    old, new = (_broken([changed, *beside], as_of) for changed in (before, after))
    return [
        _message(finding, was, is_beside=finding.location.file != after.path)
        for key, found in new.items()
        for finding, was in _worse(old.get(key, []), found)
    ]


def _broken(files: Sequence[PlanFile], as_of: date) -> Mapping[_Key, list[Finding]]:
    """Return the broken findings of plans, by their subjects."""
    broken: dict[_Key, list[Finding]] = {}
    for finding in engine.check("validate", files, Settings(), as_of).findings:
        if finding.outcome is Outcome.BROKEN:
            key = finding.location.file, finding.fingerprint.partition("-")[0]
            broken.setdefault(key, []).append(finding)
    return broken


def _worse(old: Sequence[Finding], new: Sequence[Finding]) -> Iterator[tuple[Finding, Finding | None]]:
    """Yield the findings of one subject that became worse, each with the one before, or None if it was not broken."""
    messages = {each.message for each in new}
    changed = [each for each in old if each.message not in messages]
    for finding in new:
        if any(finding.message == each.message for each in old):
            continue
        was = changed.pop(0) if changed else None
        if was is None or not finding.has_smaller_gap_than(was):
            yield finding, was


def _message(finding: Finding, was: Finding | None, *, is_beside: bool) -> Text:
    place, before = Text("", ""), Text("", "")
    if is_beside:
        place = Text("{file}：", "{file}: ", file=finding.location.file)
    if was is not None:
        before = Text("；改动之前：{message}", "; before the change: {message}", message=was.message)
    return Text(
        "{place}{rule}：{message}{before}",
        "{place}{rule}: {message}{before}",
        place=place,
        rule=finding.rule,
        message=finding.message,
        before=before,
    )
