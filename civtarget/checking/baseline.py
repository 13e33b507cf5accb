"""
Baseline: the accepted findings of a repository that takes civtarget over without mending all at once.

They are kept by their fingerprints, which stay the same when lines move. A finding in the baseline is accepted, a new
or changed one counts, and fixed ones are reported, so that they can be taken out. Faults of reading are never accepted,
since a plan that was read in part must not look whole; nor are findings about waivers.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from civtarget.checking.report import Report
from civtarget.checking.settings import Settings
from civtarget.errors import CivtargetError
from civtarget.json_text import dumps
from civtarget.language import Text
from civtarget.model.findings import Finding, Outcome
from civtarget.rules import PLAN_RULES, READING_RULES, WAIVER_RULES, link_known

FORMAT = "civtarget-baseline/1"

_ENFORCED = frozenset(rule.ID for rule in (*READING_RULES, *WAIVER_RULES))


class BaselineError(CivtargetError):
    """A baseline file that cannot be used."""


@dataclass(frozen=True, slots=True)
class BaselineEntry:
    """An accepted finding: its fingerprint, and for people its rule, plan and message."""

    fingerprint: str
    rule: str
    plan: str
    message: Text


def apply_baseline(
    report: Report, baseline: Sequence[BaselineEntry], name: str, settings: Settings
) -> tuple[Report, tuple[BaselineEntry, ...]]:
    """
    Return `report` with the findings of the baseline called `name` waived, and the entries that are fixed.

    A finding with another message, such as a larger gap, is not the accepted one. An entry is fixed only where its rule
    ran under `settings` and could decide everything.
    """
    messages = {each.fingerprint: each.message for each in baseline}
    findings = tuple(
        replace(each, outcome=Outcome.WAIVED, waiver=name)
        if _may_be_accepted(each) and messages.get(each.fingerprint) == each.message
        else each
        for each in report.findings
    )
    found = {each.fingerprint for each in report.findings}
    fixed = tuple(each for each in baseline if each.fingerprint not in found and _was_decided(each, report, settings))
    return replace(report, findings=findings), fixed


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
    return tuple(
        BaselineEntry(each.fingerprint, each.rule, each.plan, each.message)
        for each in report.findings
        if _may_be_accepted(each)
    )


def render(baseline: Sequence[BaselineEntry]) -> str:
    """Return a baseline as JSON, `civtarget-baseline/1`, sorted so that it reads well in a diff."""
    content = {
        "format": FORMAT,
        "findings": [
            {
                "fingerprint": each.fingerprint,
                "rule": each.rule,
                "plan": each.plan,
                "message": {"zh": each.message.zh, "en": each.message.en},
            }
            for each in sorted(baseline, key=lambda each: (each.plan, each.rule, each.fingerprint))
        ],
    }
    return dumps(content)


def read_baseline(text: str, name: str) -> tuple[BaselineEntry, ...]:
    """Read what `render` writes; raise `BaselineError` for anything else."""
    try:
        content = json.loads(text)
        entries = [_entry(each) for each in content["findings"]]
        is_ours = content["format"] == FORMAT and isinstance(content["findings"], list)
    except (ValueError, KeyError, TypeError, RecursionError):
        is_ours = False
    if not is_ours:
        raise BaselineError(
            Text(
                f"{name} 不是基线文件：请用 --write-baseline {name} 重新写一份",
                f"{name} is no baseline: write one anew with --write-baseline {name}",
            )
        )
    return tuple(entries)


def _entry(stated: Mapping[str, Any]) -> BaselineEntry:
    texts = [*(stated[key] for key in ("fingerprint", "rule", "plan"))]
    texts += (stated["message"][key] for key in ("zh", "en"))
    if not all(isinstance(text, str) for text in texts):
        raise TypeError
    fingerprint, rule, plan, zh, en = texts
    return BaselineEntry(fingerprint, rule, plan, Text(zh, en))


def _may_be_accepted(finding: Finding) -> bool:
    return finding.outcome is Outcome.BROKEN and finding.rule not in _ENFORCED
