"""
The settings of a project: `civtarget.toml`, or `[tool.civtarget]` in `pyproject.toml`, whichever is nearest.

What stands in it is read strictly: a key that is not known is an error, with the nearest known one.
"""

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from civtarget.errors import CivtargetError
from civtarget.language import Text
from civtarget.lights import Light, LightsError, read_lights
from civtarget.sources.files import File, read_file
from civtarget.spelling import nearest

_KEYS = ("plan", "lights")
_DEFAULT_LIGHTS = read_lights({"green": ">= 0", "yellow": ">= -10, < 0", "red": "< -10"})


class SettingsFileError(CivtargetError):
    """A settings file that cannot be used."""


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """What a project's settings say: the `plan` to check by, as a path, and the `lights`; `path` is of the file."""

    path: str | None = None
    plan: str | None = None
    lights: tuple[Light, ...] = _DEFAULT_LIGHTS


def find_settings(folders: Iterable[str]) -> ProjectSettings:
    """
    Return the settings of the nearest file upward from the first of `folders` that has one; else the defaults.

    Raises
    ------
    SourceError
        The file cannot be opened or is not UTF-8.
    SettingsFileError
        It is no TOML, or a key or value in it cannot be used.
    """
    for path in (path for folder in folders for path in _candidates(folder)):
        if not os.path.isfile(path):
            continue
        file = read_file(path)
        entries = _entries(file)
        if entries is not None:
            settings = _settings(file.path, entries)
            _refuse_two_plans(settings)
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


def _refuse_two_plans(settings: ProjectSettings) -> None:
    """Raise where `pyproject.toml` beside `civtarget.toml` names another plan: two answers are none."""
    assert settings.path is not None, "settings come from a file"
    folder, name = os.path.split(settings.path)
    beside = os.path.join(folder, "pyproject.toml")
    if name != "civtarget.toml" or not os.path.isfile(beside):
        return
    entries = _entries(read_file(beside))
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
            hint = (
                Text(f"是否应为“{near}”？", f'is "{near}" meant?')
                if near
                else Text(f"可用的键：{known}", f"known keys: {', '.join(_KEYS)}")
            )
            raise _error(path, Text(f"没有“{key}”这个设置：{hint.zh}", f'there is no setting "{key}": {hint.en}'))
    plan, lights = entries.get("plan"), entries.get("lights")
    if plan is not None and not isinstance(plan, str):
        raise _error(path, Text("plan 应为一个规划文件的路径", "plan is to be the path of one plan file"))
    return ProjectSettings(
        path=path,
        plan=None if plan is None else shown_path(os.path.join(os.path.dirname(os.path.abspath(path)), plan)),
        lights=_DEFAULT_LIGHTS if lights is None else _lights(path, lights),
    )


def _lights(path: str, lights: Any) -> tuple[Light, ...]:
    if not isinstance(lights, dict) or not all(isinstance(text, str) for text in lights.values()):
        raise _error(
            path,
            Text(
                'lights 应为一张表，每个灯一行，如 yellow = ">= -10, < 0"',
                'lights is to be a table with a line for each light, such as yellow = ">= -10, < 0"',
            ),
        )
    try:
        return read_lights(lights)
    except LightsError as error:
        raise _error(path, error.text) from error


def _error(path: str, text: Text) -> SettingsFileError:
    return SettingsFileError(Text(f"{path}：{text.zh}", f"{path}: {text.en}"))
