"""
Changes of a project by an edit: settings that became laxer or stricter, plans that were moved or deleted.

They are `Change`s like those of a plan. The path of each is one name: a rule, a key of the settings or a plan, by which
an entry in the `changes` of the settings refers to it.
"""

from collections.abc import Iterable, Iterator

from civtarget.checking.baseline import BaselineEntry, entries_added
from civtarget.checking.settings import FailOn, Settings
from civtarget.checking.since.base import Project
from civtarget.comparison.change import Change, Direction, Side, by_order
from civtarget.comparison.edit import Edit, entries_between
from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import MOST_NAMES, listed
from civtarget.model.settings import ProjectSettings
from civtarget.rules.catalogue import CHECKING_RULES
from civtarget.scorecard.lights import lights_of


def project_edit(old: Project, new: Project, lost: Iterable[Change]) -> Edit:
    """
    Return the changes of a project between two states, and their explanations; `lost` are the changes of its plans.

    Raises `SettingsError` where the new settings make no sense.
    """
    before, after = old.run_settings, new.run_settings
    changes = (
        *_rules_turned(before, after),
        *_severities(before, after),
        *_fail_on(before.fail_on, after.fail_on),
        *_baseline(old.baseline, new.baseline),
        *_options(before, after),
        *_lights(old.settings, new.settings),
        *lost,
    )
    entries = entries_between(old.settings.changes, new.settings.changes)
    return Edit(changes, entries, home=new.settings.path or "civtarget.toml")


def plan_lost(name: str, path: str, now: str | None, called: str | None = None) -> Change:
    """Return the change that a plan is gone, lies at `now`, or is `called` something else; its path is its name."""
    if called is not None:
        message = Text(
            "{path} 中的规划 {name} 改称 {called}",
            "the plan {name} in {path} is called {called} now",
            path=path,
            name=name,
            called=called,
        )
    elif now is None:
        message = Text(
            "规划 {name} 已不存在（原为 {path}）", "the plan {name} is gone (it was {path})", name=name, path=path
        )
    else:
        message = Text(
            "规划 {name} 由 {path} 移到 {now}",
            "the plan {name} is moved from {path} to {now}",
            name=name,
            path=path,
            now=now,
        )
    new = None if now is None else Text(now, now)
    return _change((name,), Direction.WEAKER, message, (Text(path, path), new))


def _change(
    path: tuple[str, ...], direction: Direction, message: Text, texts: tuple[Text | None, Text | None] = (None, None)
) -> Change:
    old, new = texts
    return Change(aspect=path[0], direction=direction, message=message, old=Side(path, old), new=Side(path, new))


def _rules_turned(old: Settings, new: Settings) -> Iterator[Change]:
    """Compare which rules are reported; a family that is turned as a whole is one change."""
    for is_on, direction in ((False, Direction.WEAKER), (True, Direction.STRONGER)):
        turned = [rule for rule in CHECKING_RULES if old.selects(rule) != is_on and new.selects(rule) == is_on]
        whole = [name for name in _FAMILIES if all(rule in turned for rule in CHECKING_RULES if name == rule.FAMILY)]
        zh, en = ("打开", "on") if is_on else ("关闭", "off")
        for name in whole:
            message = Text(
                "规则族 {name} 全部{zh}", "all rules of the family {name} are turned {en}", name=name, zh=zh, en=en
            )
            yield _change((name,), direction, message)
        for rule in turned:
            if rule.FAMILY not in whole:
                yield _change(
                    (rule.ID,),
                    direction,
                    Text("规则 {rule} 被{zh}", "the rule {rule} is turned {en}", rule=rule.ID, zh=zh, en=en),
                )


_FAMILIES = tuple(dict.fromkeys(rule.FAMILY for rule in CHECKING_RULES))


def _severities(old: Settings, new: Settings) -> Iterator[Change]:
    worst_first = list(Severity)
    for rule in CHECKING_RULES:
        was, is_now = old.severity(rule), new.severity(rule)
        if was is not is_now:
            direction = by_order(worst_first.index(was), worst_first.index(is_now), more=Direction.WEAKER)
            message = Text(
                "规则 {rule} 的级别由 {was} 改为 {is_now}",
                "the severity of {rule} changes from {was} to {is_now}",
                rule=rule.ID,
                was=was,
                is_now=is_now,
            )
            yield _change((rule.ID,), direction, message)


_STRICTEST_FIRST = (FailOn.NOTE, FailOn.WARNING, FailOn.ERROR, FailOn.NEVER)


def _fail_on(old: FailOn, new: FailOn) -> Iterator[Change]:
    if old is not new:
        ranks = (_STRICTEST_FIRST.index(each) for each in (old, new))
        message = Text("fail-on 由 {old} 改为 {new}", "fail-on changes from {old} to {new}", old=old, new=new)
        yield _change(("fail-on",), by_order(*ranks, more=Direction.WEAKER), message)


def _baseline(old: Iterable[BaselineEntry], new: Iterable[BaselineEntry]) -> Iterator[Change]:
    """Compare the accepted findings; one with other numbers is another one."""
    added = list(entries_added(old, new))
    if added:
        names = listed((f"{each.plan} {each.rule}" for each in added), most=MOST_NAMES)
        message = Text(
            "基线增加 {number} 条：{names}",
            "the baseline accepts {number} more: {names}",
            number=len(added),
            names=names,
        )
        yield _change(("baseline",), Direction.WEAKER, message)


def _options(old: Settings, new: Settings) -> Iterator[Change]:
    for rule in CHECKING_RULES:
        if old.options_of(rule) != new.options_of(rule):
            message = Text(
                "规则 {rule} 的选项有改动，无法判断宽严",
                "the options of {rule} changed: whether they are laxer cannot be told",
                rule=rule.ID,
            )
            yield _change((rule.ID,), Direction.UNCHECKED, message)


def _lights(old: ProjectSettings, new: ProjectSettings) -> Iterator[Change]:
    if lights_of(old) != lights_of(new):
        message = Text("亮灯的区间有改动，无法判断宽严", "the lights changed: whether they are laxer cannot be told")
        yield _change(("lights",), Direction.UNCHECKED, message)
