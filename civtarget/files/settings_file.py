"""
The settings of a project: `civtarget.toml`, or `[tool.civtarget]` in `pyproject.toml`, whichever is nearest.

What stands in it is read strictly: a key that is not known is an error, with the nearest known one.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from civtarget.errors import CivtargetError
from civtarget.files.paths import File, read_file
from civtarget.language import Text
from civtarget.model.plan import ChangeNote
from civtarget.model.settings import ProjectSettings
from civtarget.spelling import did_you_mean, nearest

_KEYS = ("plan", "lights", "select", "ignore", "fail-on", "severity", "options", "baseline", "changes")


class SettingsFileError(CivtargetError):
    """A settings file that cannot be used."""


Open = Callable[[str], File | None]
"""Opens the file at a path, or returns None where there is none."""


def on_disk(path: str) -> File | None:
    """Open a file of the working folder, if there is one."""
    return read_file(path) if os.path.isfile(path) else None


def find_settings(folders: Iterable[str], opened: Open = on_disk) -> ProjectSettings:
    """
    Return the settings of the nearest file upward from the first of `folders` that has one; else the defaults.

    `opened` opens files: those that are there, or those that were.

    Raises
    ------
    SourceError
        The file cannot be opened or is not UTF-8.
    SettingsFileError
        It is no TOML, or a key or value in it cannot be used.
    """
    for path in (path for folder in folders for path in _candidates(folder)):
        file = opened(path)
        entries = _entries(file) if file is not None else None
        if entries is not None:
            settings = _settings(path, entries)
            _refuse_two_plans(settings, opened)
            return settings
    return ProjectSettings()


def upward(folder: str) -> Iterator[str]:
    """Yield `folder` and all folders above it."""
    here = os.path.abspath(folder)
    while True:
        yield here
        above = os.path.dirname(here)
        if above == here:
            return
        here = above


def shown_path(path: str) -> str:
    """Return `path` as it is shortest from the working directory, if it lies below that."""
    relative = os.path.relpath(path) if os.path.splitdrive(path)[0] == os.path.splitdrive(os.getcwd())[0] else path
    return path if relative.startswith(os.pardir) else relative


def _candidates(folder: str) -> Iterator[str]:
    for each in upward(folder):
        yield from (shown_path(os.path.join(each, name)) for name in ("civtarget.toml", "pyproject.toml"))


def _refuse_two_plans(settings: ProjectSettings, opened: Open) -> None:
    """Raise where `pyproject.toml` beside `civtarget.toml` names another plan: two answers are none."""
    assert settings.path is not None, "settings come from a file"
    folder, name = os.path.split(settings.path)
    beside = os.path.join(folder, "pyproject.toml")
    file = opened(beside) if name == "civtarget.toml" else None
    entries = _entries(file) if file is not None else None
    other = _settings(beside, entries) if entries is not None else None
    if other is not None and settings.plan and other.plan and settings.plan != other.plan:
        raise _error(
            settings.path,
            Text(
                f"这里的规划是 {settings.plan}，{beside} 中却是 {other.plan}",
                f"the plan is {settings.plan} here, but {other.plan} in {beside}",
            ),
        )


def _entries(file: File) -> Mapping[str, Any] | None:
    """Return the settings in a file, or None where a `pyproject.toml` has none for us."""
    is_ours = os.path.basename(file.path) == "civtarget.toml"
    if not is_ours and "civtarget" not in file.text:
        return None
    import tomllib  # noqa: PLC0415  # most plans lie where nobody has settings

    try:
        content = tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as error:
        if not is_ours and "tool.civtarget" not in file.text:
            return None  # somebody else's file, and somebody else's fault
        raise _error(file.path, Text(f"不是有效的 TOML：{error}", f"not valid TOML: {error}")) from error
    if is_ours:
        return content
    tool = content.get("tool")
    entries = tool.get("civtarget") if isinstance(tool, dict) else None
    if entries is not None and not isinstance(entries, dict):
        raise _error(file.path, Text("tool.civtarget 应为一张表", "tool.civtarget is to be a table"))
    return entries


def _settings(path: str, entries: Mapping[str, Any]) -> ProjectSettings:
    for key in entries:
        if key not in _KEYS:
            near = nearest(key, _KEYS)
            known = "、".join(_KEYS)
            hint = did_you_mean(near) if near else Text(f"可用的键：{known}", f"known keys: {', '.join(_KEYS)}")
            raise _error(path, Text(f"没有“{key}”这个设置：{hint.zh}", f'there is no setting "{key}": {hint.en}'))
    plan, lights = _text(path, "plan", entries, "plans/2025-east.yaml"), entries.get("lights")
    return ProjectSettings(
        path=path,
        plan=None if plan is None else _beside(path, plan),
        lights=None if lights is None else _lights(path, lights),
        select=_names(path, "select", entries),
        ignore=_names(path, "ignore", entries),
        fail_on=_text(path, "fail-on", entries, "warning"),
        severity=_severities(path, entries),
        options=_options(path, entries.get("options", {})),
        baseline=None
        if (baseline := _text(path, "baseline", entries, "known.json")) is None
        else _beside(path, baseline),
        changes=_amendments(path, entries.get("changes", [])),
    )


def _beside(path: str, named: str) -> str:
    """Return a path that a settings file names, as it is seen from the working directory."""
    return shown_path(os.path.join(os.path.dirname(os.path.abspath(path)), named))


def _names(path: str, key: str, entries: Mapping[str, Any]) -> tuple[str, ...] | None:
    names = entries.get(key)
    if names is None:
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _error(
            path,
            Text(
                f'{key} 应为规则或规则族的列表，如 {key} = ["district-sum"]',
                f'{key} is to be a list of rules or families, such as {key} = ["district-sum"]',
            ),
        )
    return tuple(names)


def _text(path: str, key: str, entries: Mapping[str, Any], example: str) -> str | None:
    value = entries.get(key)
    if value is not None and (not isinstance(value, str) or not value):
        raise _error(
            path, Text(f'{key} 应为文字，如 {key} = "{example}"', f'{key} is to be a text, as in {key} = "{example}"')
        )
    return value


def _amendments(path: str, entries: Any) -> tuple[ChangeNote, ...]:
    keys = [each.name for each in fields(ChangeNote)]
    if not isinstance(entries, list) or not all(
        isinstance(entry, dict)
        and sorted(entry) == sorted(keys)
        and all(isinstance(text, str) and text.strip() for text in entry.values())
        for entry in entries
    ):
        raise _error(
            path,
            Text(
                "changes 应为列表，每项写明 what、why、decision，如 "
                'changes = [{what = "translated", why = "…", decision = "…"}]',
                "changes is to be a list of entries that say what, why and decision, such as "
                'changes = [{what = "translated", why = "…", decision = "…"}]',
            ),
        )
    return tuple(ChangeNote(**entry) for entry in entries)


def _severities(path: str, entries: Mapping[str, Any]) -> Mapping[str, str]:
    severities = entries.get("severity", {})
    if not isinstance(severities, dict) or not all(isinstance(level, str) for level in severities.values()):
        raise _error(
            path,
            Text(
                'severity 应为一张表，每条规则一行，如 translated = "warning"',
                'severity is to be a table with a line for each rule, such as translated = "warning"',
            ),
        )
    return severities


def _options(path: str, options: Any) -> Mapping[str, Mapping[str, int]]:
    tables = options.values() if isinstance(options, dict) else [None]
    if not all(isinstance(table, dict) and all(map(_is_number, table.values())) for table in tables):
        raise _error(
            path,
            Text(
                "options 应为每条规则一张表，值为整数，如 options.value-unchanged = {periods = 4}",
                "options is to have a table of whole numbers for each rule, such as "
                "options.value-unchanged = {periods = 4}",
            ),
        )
    return {rule: dict(table) for rule, table in options.items()}


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _lights(path: str, lights: Any) -> Mapping[str, str]:
    from civtarget.scorecard.lights import LightsError, read_lights  # noqa: PLC0415  # a plan is checked without them

    if not isinstance(lights, dict) or not all(isinstance(text, str) for text in lights.values()):
        raise _error(
            path,
            Text(
                'lights 应为一张表，每个灯一行，如 yellow = ">= -10, < 0"',
                'lights is to be a table with a line for each light, such as yellow = ">= -10, < 0"',
            ),
        )
    try:
        read_lights(lights)
    except LightsError as error:
        raise _error(path, error.text) from error
    return lights


def _error(path: str, text: Text) -> SettingsFileError:
    return SettingsFileError(Text(f"{path}：{text.zh}", f"{path}: {text.en}"))
