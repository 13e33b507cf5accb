"""What holds for a run: which rules are reported, and from which severity on it fails."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from civtarget.errors import CivtargetError
from civtarget.findings import Finding, Outcome, Severity
from civtarget.language import Text
from civtarget.rules import CheckingRule, Rule
from civtarget.spelling import nearest


class SettingsError(CivtargetError):
    """A setting that makes no sense."""


class FailOnChange(StrEnum):
    """Which changes of a plan end in exit code 1."""

    WEAKER = "weaker"
    """What became weaker, and what may have: it could not be compared."""
    ANY = "any"
    NEVER = "never"

    def fails(self, direction: str) -> bool:
        """Whether a change of this direction is one of them."""
        return self is FailOnChange.ANY or (self is FailOnChange.WEAKER and direction in ("weaker", "unchecked"))


class FailOn(StrEnum):
    """The least severity that makes a run fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


_FAILING = {
    FailOn.ERROR: frozenset({Severity.ERROR}),
    FailOn.WARNING: frozenset({Severity.ERROR, Severity.WARNING}),
    FailOn.NOTE: frozenset(Severity),
    FailOn.NEVER: frozenset[Severity](),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """
    `select` and `ignore` name rules by ID or family; nothing selected means every rule. What reading enforces is always
    reported: a plan that was read in part must not look whole.
    """

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    fail_on: FailOn = FailOn.ERROR

    def selects(self, rule: Rule) -> bool:
        """Whether what `rule` says is reported."""
        names = {rule.ID, rule.FAMILY}
        return (not self.select or bool(names & self.select)) and not names & self.ignore

    def fails(self, finding: Finding) -> bool:
        """Whether `finding` makes the run fail."""
        return finding.outcome is not Outcome.WAIVED and finding.severity in _FAILING[self.fail_on]


def read_settings(
    select: Sequence[str], ignore: Sequence[str], fail_on: FailOn, rules: Sequence[CheckingRule]
) -> Settings:
    """
    Return the settings for rules named on a command line, each entry one name or several with commas between.

    `rules` are those that the command checks by; a name may be of any rule there is.

    Raises
    ------
    SettingsError
        A name is neither a rule nor a family, or is one that cannot be turned off; or no rule is left.

    """
    settings = Settings(_names("--select", select), _names("--ignore", ignore), fail_on)
    if not any(settings.selects(rule) for rule in rules):
        raise SettingsError(
            Text("--select 和 --ignore 没有留下任何规则", "--select and --ignore leave no rule to check by")
        )
    return settings


def _names(option: str, entries: Sequence[str]) -> frozenset[str]:
    names = frozenset(name.strip() for entry in entries for name in entry.split(",") if name.strip())
    if not names:
        return names
    from civtarget.rules.catalogue import CHECKING_RULES, ENFORCED_RULES  # noqa: PLC0415  # only where one is named

    known = {name for rule in CHECKING_RULES for name in (rule.ID, rule.FAMILY)}
    enforced = {name for rule in ENFORCED_RULES for name in (rule.ID, rule.FAMILY)}
    for name in sorted(names - known):
        raise SettingsError(_unknown(option, name, known, enforced))
    return names


def _unknown(option: str, name: str, known: set[str], enforced: set[str]) -> Text:
    if name in enforced:
        return Text(f"{option}：{name} 总会报告，不能选择", f"{option}: {name} is always reported and cannot be chosen")
    suggestion = nearest(name, known)
    if suggestion:
        return Text(
            f"{option}：没有规则或规则族“{name}”，是否应为“{suggestion}”？",
            f'{option}: no rule or family is called "{name}": is "{suggestion}" meant?',
        )
    return Text(
        f"{option}：没有规则或规则族“{name}”（见 civtarget rules）",
        f'{option}: no rule or family is called "{name}" (see civtarget rules)',
    )
