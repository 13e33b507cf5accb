"""
Known findings: those of a baseline file, with which a repository takes civtarget over without mending all at once.

They are kept by their fingerprints, which stay the same when lines move. What is in the baseline is accepted, what is
new counts, and what is gone is told, so that it can be taken out. What reading enforces is never accepted: a plan that
was read in part must not look whole.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from civtarget.errors import CivtargetError
from civtarget.findings import Finding, Outcome, Report
from civtarget.language import Text
from civtarget.rules import READING_RULES

FORMAT = "civtarget-baseline/1"

_READING = frozenset(rule.ID for rule in READING_RULES)


class BaselineError(CivtargetError):
    """A baseline file that cannot be used."""


@dataclass(frozen=True, slots=True)
class KnownFinding:
    """A finding of a baseline: its fingerprint, and what it was about, for people."""

    fingerprint: str
    rule: str
    plan: str
    message: Text


def accept(report: Report, known: Sequence[KnownFinding], name: str) -> tuple[Report, tuple[KnownFinding, ...]]:
    """
    Return `report` with the `known` findings of the baseline called `name` waived, and those that are gone.

    Gone is what no finding of a plan of the report has the fingerprint of, unless what it was about is unchecked now.
    """
    fingerprints = {each.fingerprint for each in known}
    findings = tuple(
        replace(each, outcome=Outcome.WAIVED, waiver=name)
        if each.fingerprint in fingerprints and _may_be_accepted(each)
        else each
        for each in report.findings
    )
    there, plans = {each.fingerprint for each in report.findings}, {plan.id for plan in report.plans}
    gone = tuple(each for each in known if each.fingerprint not in there and each.plan in plans)
    return replace(report, findings=findings), gone


def known_of(report: Report) -> tuple[KnownFinding, ...]:
    """Return what a baseline of `report` holds: everything that is broken and may be accepted."""
    return tuple(
        KnownFinding(each.fingerprint, each.rule, each.plan, each.message)
        for each in report.findings
        if _may_be_accepted(each)
    )


def render(known: Sequence[KnownFinding]) -> str:
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
            for each in sorted(known, key=lambda each: (each.plan, each.rule, each.fingerprint))
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read_known(text: str, name: str) -> tuple[KnownFinding, ...]:
    """Read what `render` writes; raise `BaselineError` for anything else."""
    try:
        content = json.loads(text)
        assert content["format"] == FORMAT
        return tuple(
            KnownFinding(
                str(each["fingerprint"]),
                str(each["rule"]),
                str(each["plan"]),
                Text(str(each["message"]["zh"]), str(each["message"]["en"])),
            )
            for each in content["findings"]
        )
    except (ValueError, KeyError, TypeError, AssertionError, RecursionError):
        message = Text(
            f"{name} 不是基线文件：请用 --write-baseline {name} 重新写一份",
            f"{name} is no baseline: write one anew with --write-baseline {name}",
        )
        raise BaselineError(message) from None


def _may_be_accepted(finding: Finding) -> bool:
    return finding.outcome is Outcome.BROKEN and finding.rule not in _READING
