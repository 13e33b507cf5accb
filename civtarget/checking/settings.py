"""Run settings: selected rules, severities, options, exit threshold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import TypeVar

from civtarget.errors import Argument, CivtargetError
from civtarget.language import Text, Value
from civtarget.model.findings import Finding, Outcome, Severity
from civtarget.model.phrases import listed
from civtarget.model.results import RuleOptions
from civtarget.model.settings import ProjectSettings
from civtarget.rules import CheckingRule, Rule
from civtarget.spelling import did_you_mean, nearest

Level = TypeVar("Level", bound=StrEnum)


class SettingsError(CivtargetError):
    """A setting that makes no sense."""


class FailOnChange(StrEnum):
    """The changes of a plan that make a run fail."""

    WEAKER = "weaker"
    """Changes that are weaker, or may be, since they could not be compared."""
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
    reported: a plan that was read in part must not look whole. `severities` and `options` are those of rules that have
    others than their own, by ID.
    """

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    fail_on: FailOn = FailOn.ERROR
    with_waivers: bool = True
    severities: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, RuleOptions] = field(default_factory=dict)

    def selects(self, rule: Rule) -> bool:
        """Whether the results of `rule` are reported."""
        names = {rule.ID, rule.FAMILY}
        return (not self.select or bool(names & self.select)) and not names & self.ignore

    def severity(self, rule: Rule) -> Severity:
        """Return the severity of a broken check of `rule`."""
        return self.severities.get(rule.ID, rule.SEVERITY)

    def options_of(self, rule: CheckingRule) -> RuleOptions:
        """Return the options that `rule` is run with."""
        return self.options.get(rule.ID) or rule.Options()

    def fails(self, finding: Finding) -> bool:
        """Whether `finding` makes the run fail."""
        return finding.outcome is not Outcome.WAIVED and finding.severity in _FAILING[self.fail_on]


@dataclass(frozen=True, slots=True)
class RunOptions:
    """The options of one run; what is left out is as in the settings of the project, or else the default."""

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    fail_on: FailOn | None = None
    with_waivers: bool = True


def read_settings(asked: RunOptions, rules: Sequence[Rule], project: ProjectSettings | None = None) -> Settings:
    """
    Return the settings of a run; each entry of `select` and `ignore` is one name or several with commas between.

    `rules` are those that the command checks by; a name may be of any rule there is.

    Raises
    ------
    SettingsError
        A name is neither a rule nor a family, or is one that cannot be turned off; a level is none; an option of a rule
        is unknown or below 1; or no rule is left.
    """
    project = project or ProjectSettings()
    select = _names(Argument("select"), asked.select) or _names(_key(project, "select"), project.select or ())
    ignore = _names(Argument("ignore"), asked.ignore) or _names(_key(project, "ignore"), project.ignore or ())
    fail_on = asked.fail_on or read_level(FailOn, _key(project, "fail-on"), project.fail_on or FailOn.ERROR)
    options = _options(project) if project.options else {}
    return _with_a_rule_left(
        Settings(select, ignore, fail_on, asked.with_waivers, _severities(project), options), rules
    )


def override(settings: Settings, asked: RunOptions, rules: Sequence[Rule]) -> Settings:
    """Return the settings of a project that were read before as a run with options has them; raise as reading does."""
    select, ignore = _names(Argument("select"), asked.select), _names(Argument("ignore"), asked.ignore)
    return _with_a_rule_left(
        replace(
            settings,
            select=select or settings.select,
            ignore=ignore or settings.ignore,
            fail_on=asked.fail_on or settings.fail_on,
            with_waivers=asked.with_waivers,
        ),
        rules,
    )


def _with_a_rule_left(settings: Settings, rules: Sequence[Rule]) -> Settings:
    if not any(settings.selects(rule) for rule in rules):
        raise SettingsError(
            Text(
                "{value} 和 {Argument} 没有留下任何规则",
                "{value} and {Argument} leave no rule to check by",
                value=Argument("select"),
                Argument=Argument("ignore"),
            )
        )
    return settings


def _key(project: ProjectSettings, key: str) -> str:
    return f"{project.path} {key}"


def _severities(project: ProjectSettings) -> dict[str, Severity]:
    names = _known_names(_key(project, "severity"), frozenset(project.severity), families=False)
    return {
        name: read_level(Severity, _key(project, f"severity.{name}"), project.severity[name]) for name in sorted(names)
    }


def _options(project: ProjectSettings) -> dict[str, RuleOptions]:
    """Return the options of rules that have others than their own."""
    from civtarget.rules.catalogue import CHECKING_RULES  # noqa: PLC0415  # only where one is named

    names = _known_names(_key(project, "options"), frozenset(project.options), families=False)
    rules = {rule.ID: rule for rule in CHECKING_RULES}
    return {name: _options_of(rules[name], project) for name in sorted(names)}


def _options_of(rule: CheckingRule, project: ProjectSettings) -> RuleOptions:
    key, stated = _key(project, f"options.{rule.ID}"), project.options[rule.ID]
    known = {each.name: each.default for each in fields(rule.Options)}
    for name, value in stated.items():
        if name not in known:
            near, names = nearest(name, known), listed(known)
            hint = Text("可用 {names}", "use {names}", names=names) if known else Text("它没有选项", "it has none")
            hint = did_you_mean(near) if near else hint
            raise SettingsError(
                Text(
                    "{key}：没有选项“{name}”：{hint}",
                    '{key}: there is no option "{name}": {hint}',
                    key=key,
                    name=name,
                    hint=hint,
                )
            )
        if value < 1:
            raise SettingsError(
                Text("{key}.{name}：应为 1 或更大", "{key}.{name}: it is to be 1 or more", key=key, name=name)
            )
    return rule.Options(**stated)


def read_level(levels: type[Level], key: str, text: str) -> Level:
    """Return the level of `levels` that `text` names; raise `SettingsError`, which names the `key`, if none is."""
    if text in tuple(levels):
        return levels(text)
    known, near = listed(levels), nearest(text, levels)
    hint = did_you_mean(near) if near else Text("可用 {known}", "use {known}", known=known)
    raise SettingsError(
        Text("{key}：没有“{text}”：{hint}", '{key}: there is no "{text}": {hint}', key=key, text=text, hint=hint)
    )


def _names(option: Value, entries: Sequence[str]) -> frozenset[str]:
    names = frozenset(name.strip() for entry in entries for name in entry.split(",") if name.strip())
    return _known_names(option, names, families=True)


def _known_names(option: Value, names: frozenset[str], *, families: bool) -> frozenset[str]:
    if not names:
        return names
    from civtarget.rules.catalogue import CHECKING_RULES, ENFORCED_RULES  # noqa: PLC0415  # only where one is named

    known = {name for rule in CHECKING_RULES for name in (rule.ID, *([rule.FAMILY] if families else []))}
    enforced = {name for rule in ENFORCED_RULES for name in (rule.ID, rule.FAMILY)}
    for name in sorted(names - known):
        raise SettingsError(_unknown(option, name, known, enforced))
    return names


def _unknown(option: Value, name: str, known: set[str], enforced: set[str]) -> Text:
    if name in enforced:
        return Text(
            "{option}：{name} 总会报告，不能选择",
            "{option}: {name} is always reported and cannot be chosen",
            option=option,
            name=name,
        )
    suggestion = nearest(name, known)
    if suggestion:
        hint = did_you_mean(suggestion)
        return Text(
            "{option}：没有规则或规则族“{name}”，{hint}",
            '{option}: no rule or family is called "{name}": {hint}',
            option=option,
            name=name,
            hint=hint,
        )
    return Text(
        "{option}：没有规则或规则族“{name}”（见 civtarget rules）",
        '{option}: no rule or family is called "{name}" (see civtarget rules)',
        option=option,
        name=name,
    )
