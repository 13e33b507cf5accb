"""
Baseline: the accepted findings of a repository that takes civtarget over without mending all at once.

They are kept by their fingerprints, which stay the same when lines move, and by their numbers; the wording of a message
does not matter. A finding in the baseline is accepted, a new
or changed one counts, and fixed ones are reported, so that they can be taken out. Faults of reading are never accepted,
since a plan that was read in part must not look whole; nor are findings about waivers.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from civtarget.checking.report import Report
from civtarget.checking.settings import Settings
from civtarget.errors import CivtargetError
from civtarget.json_text import dumps
from civtarget.language import Text
from civtarget.model.findings import Finding, Outcome
from civtarget.model.phrases import Amount
from civtarget.notation.quantity import plain
from civtarget.rules import PLAN_RULES, READING_RULES, WAIVER_RULES, link_known

FORMAT = "civtarget-baseline/2"
_FIRST_FORMAT = "civtarget-baseline/1"
"""Its entries have no values, only messages."""
_NUMBER = re.compile(r"\d(?:[\d,]*\d)?(?:\.\d+)?")

_ENFORCED = frozenset(rule.ID for rule in (*READING_RULES, *WAIVER_RULES))


class BaselineError(CivtargetError):
    """A baseline file that cannot be used; `name` is of the file."""

    def __init__(self, name: str) -> None:
        super().__init__(Text("{name} 不是基线文件：请重新写一份", "{name} is no baseline: write one anew", name=name))
        self.name = name


@dataclass(frozen=True, slots=True)
class BaselineEntry:
    """
    An accepted finding: its fingerprint, rule, plan and values, and for people its message.

    `values` are its numbers, each by its role, as JSON has them; None in a file of the first format.
    """

    fingerprint: str
    rule: str
    plan: str
    message: Text
    values: Mapping[str, Any] | None = None

    def is_same(self, other: "BaselineEntry") -> bool:
        """Whether two entries accept the same; one without values by the numbers in its message, for it has no more."""
        if (self.fingerprint, self.rule, self.plan) != (other.fingerprint, other.rule, other.plan):
            return False
        if self.values is None or other.values is None:
            return _numbers_in(self.message) == _numbers_in(other.message)
        return self.values == other.values


def apply_baseline(
    report: Report, baseline: Sequence[BaselineEntry], name: str, settings: Settings
) -> tuple[Report, tuple[BaselineEntry, ...]]:
    """
    Return `report` with the findings of the baseline called `name` waived, and the entries that are fixed.

    A finding with other numbers, such as a larger gap, is not the accepted one. An entry is fixed only where its rule
    ran under `settings` and could decide everything.
    """
    accepted = {each.fingerprint: each for each in baseline}

    def is_accepted(finding: Finding) -> bool:
        known = accepted.get(finding.fingerprint)
        return known is not None and _may_be_accepted(finding) and known.is_same(_entry_of(finding))

    findings = tuple(
        replace(each, outcome=Outcome.WAIVED, waiver=name) if is_accepted(each) else each for each in report.findings
    )
    found = {each.fingerprint for each in report.findings}
    fixed = tuple(each for each in baseline if each.fingerprint not in found and _was_decided(each, report, settings))
    return replace(report, findings=findings), fixed


def entries_added(old: Iterable[BaselineEntry], new: Iterable[BaselineEntry]) -> Iterator[BaselineEntry]:
    """Yield the entries of a baseline that another one does not have."""
    were = {each.fingerprint: each for each in old}
    for each in new:
        known = were.get(each.fingerprint)
        if known is None or not known.is_same(each):
            yield each


def _was_decided(entry: BaselineEntry, report: Report, settings: Settings) -> bool:
    """Whether the rule of an entry ran over its plan and could decide everything."""
    rule = next((rule for rule in PLAN_RULES if entry.rule == rule.ID), None)
    if rule is None or not settings.selects(rule) or entry.plan not in {plan.id for plan in report.plans}:
        return False
    of_plan = [each for each in report.findings if each.plan == entry.plan]
    is_cut_off = rule.FAMILY == link_known.FAMILY and any(each.rule == link_known.ID for each in of_plan)
    return not is_cut_off and not any(each.rule == rule.ID and each.outcome is Outcome.UNCHECKED for each in of_plan)


def entries_of(report: Report) -> tuple[BaselineEntry, ...]:
    """Return the entries of a new baseline of `report`: every broken finding that may be accepted."""
    return tuple(_entry_of(each) for each in report.findings if _may_be_accepted(each))


def _entry_of(finding: Finding) -> BaselineEntry:
    """Return the entry that accepts a finding; without numbers of its own its values are the amounts in its message."""
    numbers = {"expected": finding.expected, "actual": finding.actual, "gap": finding.gap}
    values: dict[str, Any] = {role: plain(number) for role, number in numbers.items() if number is not None}
    if finding.unit:
        values["unit"] = finding.unit
    if finding.gap is None:
        amounts = (each for each in finding.message.leaves() if isinstance(each, Amount))
        values["amounts"] = [f"{plain(each.number)} {each.unit}".rstrip() for each in amounts]
    return BaselineEntry(finding.fingerprint, finding.rule, finding.plan, finding.message, values)


def _numbers_in(message: Text) -> list[str]:
    return [number.replace(",", "") for number in _NUMBER.findall(message.en)]


def render(baseline: Sequence[BaselineEntry]) -> str:
    """Return a baseline as JSON, `civtarget-baseline/2`, sorted so that it reads well in a diff."""
    content = {
        "format": FORMAT,
        "findings": [
            {
                "fingerprint": each.fingerprint,
                "rule": each.rule,
                "plan": each.plan,
                **({} if each.values is None else {"values": each.values}),
                "message": {"zh": each.message.zh, "en": each.message.en},
            }
            for each in sorted(baseline, key=lambda each: (each.plan, each.rule, each.fingerprint))
        ],
    }
    return dumps(content)


def read_baseline(text: str, name: str) -> tuple[BaselineEntry, ...]:
    """Read what `render` writes, or wrote in its first format; raise `BaselineError` for anything else."""
    try:
        content = json.loads(text)
        entries = [_entry(each) for each in content["findings"]]
        is_ours = content["format"] in (FORMAT, _FIRST_FORMAT) and isinstance(content["findings"], list)
    except (ValueError, KeyError, TypeError, RecursionError):
        is_ours = False
    if not is_ours:
        raise BaselineError(name)
    return tuple(entries)


def _entry(stated: Mapping[str, Any]) -> BaselineEntry:
    texts = [*(stated[key] for key in ("fingerprint", "rule", "plan"))]
    texts += (stated["message"][key] for key in ("zh", "en"))
    values = stated.get("values")
    if not all(isinstance(text, str) for text in texts) or not isinstance(values, dict | None):
        raise TypeError
    fingerprint, rule, plan, zh, en = texts
    return BaselineEntry(fingerprint, rule, plan, Text(zh, en), values)


def _may_be_accepted(finding: Finding) -> bool:
    return finding.outcome is Outcome.BROKEN and finding.rule not in _ENFORCED
