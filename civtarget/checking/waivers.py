"""Waivers: which findings each accepts, and the problems of those that ran out or accept nothing."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date

from civtarget.language import Text
from civtarget.model.findings import Finding, Outcome
from civtarget.model.phrases import MOST_NAMES
from civtarget.model.plan import Unread, Waiver
from civtarget.model.results import Problem, Related
from civtarget.rules import Rule, waiver_current, waiver_needed

Subject = tuple[str, str | None, str | None]
"""A rule, an indicator and a district: what a waiver is for. None stands for whichever."""


class ValidWaivers:
    """The waivers that accept something on a day, by what they are for: any number of them is looked up at once."""

    def __init__(self, waivers: Iterable[Waiver], as_of: date) -> None:
        self._first: dict[Subject, tuple[int, Waiver]] = {}
        for number, waiver in enumerate(waivers):
            subject = _subject(waiver)
            with suppress(Unread):  # half a waiver accepts nothing
                if subject is not None and as_of <= waiver.until:
                    self._first.setdefault(subject, (number, waiver))

    def accepting(self, finding: Finding) -> Waiver | None:
        """Return the first waiver of the plan that accepts a finding, if one does."""
        found = [self._first[subject] for subject in _subjects(finding) if subject in self._first]
        return min(found, key=lambda each: each[0])[1] if found else None


def _subject(waiver: Waiver) -> Subject | None:
    """Return the subject of a waiver, on any day; None if a part of it is missing."""
    with suppress(Unread):
        if waiver.reason:
            return waiver.rule, waiver.indicator, waiver.district
    return None


def _subjects(finding: Finding) -> Mapping[Subject, None]:
    """Return all that a waiver for a finding may be for."""
    indicators, districts = (finding.indicator, None), (finding.district, None)
    return dict.fromkeys((finding.rule, one, other) for one in indicators for other in districts)


def _by_subject(findings: Iterable[Finding], wanted: Container[Subject | None]) -> Mapping[Subject, Sequence[Finding]]:
    found: dict[Subject, list[Finding]] = {}
    for finding in findings:
        for subject in _subjects(finding):
            if subject in wanted:
                found.setdefault(subject, []).append(finding)
    return found


def judge(
    waivers: Sequence[Waiver], findings: Iterable[Finding], as_of: date, rules: Iterable[Rule]
) -> Iterator[tuple[Rule, Problem]]:
    """
    Yield the problems of waivers, once all `findings` on their plan by `rules` are known.

    A waiver for another rule may accept a finding of another run, and so may one for what could not be checked.
    """
    known = {rule.ID for rule in rules}
    found = _by_subject(findings, frozenset(map(_subject, waivers)))
    unchecked = {key for key, each in found.items() if any(one.outcome is Outcome.UNCHECKED for one in each)}
    for number, waiver in enumerate(waivers):
        subject = _subject(waiver)
        try:
            until = waiver.until
        except Unread:
            continue  # its fault is a finding already
        if subject is None:
            continue  # as above
        rule, meant = subject[0], found.get(subject, [])
        if rule not in known or subject in unchecked:
            continue
        where = ("waivers", str(number))
        if not meant:
            message = Text("没有 {rule} 的问题可豁免：请删去", "there is no {rule} to waive: take it out", rule=rule)
            yield waiver_needed, Problem(where=where, message=message)
        elif as_of > until:
            what = Text("所豁免的在此", "what it accepts")
            there = tuple(Related(finding.location.path, what) for finding in meant[:MOST_NAMES])
            message = Text(
                "豁免已于 {until} 到期，问题还在",
                "it ran out on {until}, and what it accepts is still there",
                until=until,
            )
            yield waiver_current, Problem(where=(*where, "until"), message=message, related=there)
