"""Waivers: which findings each accepts, and the problems of those that ran out or accept nothing."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from civtarget.language import Text
from civtarget.model.findings import Finding, Outcome
from civtarget.model.plan import Unread, Waiver
from civtarget.model.results import Problem, Related
from civtarget.rules import Rule, waiver_current, waiver_needed


def waives(waiver: Waiver, finding: Finding, as_of: date) -> bool:
    """Whether `waiver` accepts `finding` on the day `as_of`; half a waiver accepts nothing."""
    try:
        return is_for(waiver, finding) and as_of <= waiver.until
    except Unread:
        return False


def is_for(waiver: Waiver, finding: Finding) -> bool:
    """Whether `waiver` is meant for `finding`, on whatever day; not if it lacks what it has to say."""
    try:
        return (
            bool(waiver.reason)
            and waiver.rule == finding.rule
            and waiver.indicator in (None, finding.indicator)
            and waiver.district in (None, finding.district)
        )
    except Unread:
        return False


def judge(
    waivers: Sequence[Waiver], findings: Iterable[Finding], as_of: date, rules: Iterable[Rule]
) -> Iterator[tuple[Rule, Problem]]:
    """
    Yield the problems of waivers, once all `findings` on their plan by `rules` are known.

    A waiver for another rule may accept a finding of another run, and so may one for what could not be checked.
    """
    findings, known = list(findings), {rule.ID for rule in rules}
    for number, waiver in enumerate(waivers):
        try:
            rule, until = waiver.rule, waiver.until
            is_whole = bool(waiver.reason), waiver.indicator, waiver.district
        except Unread:
            continue  # its fault is a finding already
        if not is_whole[0]:
            continue  # as above
        meant = [finding for finding in findings if is_for(waiver, finding)]
        if rule not in known or any(finding.outcome is Outcome.UNCHECKED for finding in meant):
            continue
        where = ("waivers", str(number))
        if not meant:
            message = Text("没有 {rule} 的问题可豁免：请删去", "there is no {rule} to waive: take it out", rule=rule)
            yield waiver_needed, Problem(where=where, message=message)
        elif as_of > until:
            there = tuple(Related(finding.location.path, Text("所豁免的在此", "what it accepts")) for finding in meant)
            message = Text(
                "豁免已于 {until} 到期，问题还在",
                "it ran out on {until}, and what it accepts is still there",
                until=until,
            )
            yield waiver_current, Problem(where=(*where, "until"), message=message, related=there)
