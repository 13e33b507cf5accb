"""
The settings file of a project: `civtarget.toml`, or `[tool.civtarget]` in `pyproject.toml`, whichever is nearest.

It is read strictly, by the types of `civtarget.model.settings`: an unknown key is an error that names the nearest one.
"""

import os
from collections import abc
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, cast, get_args, get_origin

from civtarget.errors import CivtargetError
from civtarget.files.paths import File, read_file
from civtarget.language import Text, joined
from civtarget.model.plan import ChangeNote
from civtarget.model.plan.record import keys_of, types_of
from civtarget.model.settings import FailLevel, FilePath, LightRange, ProjectSettings, RuleLevel, RuleName
from civtarget.spelling import did_you_mean, nearest


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
                "这里的规划是 {plan}，{beside} 中却是 {other_plan}",
                "the plan is {plan} here, but {other_plan} in {beside}",
                plan=settings.plan,
                beside=beside,
                other_plan=other.plan,
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
        raise _error(
            file.path, Text("不是有效的 TOML：{error}", "not valid TOML: {error}", error=str(error))
        ) from error
    if is_ours:
        return content
    tool = content.get("tool")
    entries = tool.get("civtarget") if isinstance(tool, dict) else None
    if entries is not None and not isinstance(entries, dict):
        raise _error(file.path, Text("tool.civtarget 应为一张表", "tool.civtarget is to be a table"))
    return entries


def _settings(path: str, entries: Mapping[str, Any]) -> ProjectSettings:
    types = {name.replace("_", "-"): (name, hint) for name, (hint, _) in types_of(ProjectSettings).items()}
    for key in entries:
        if key not in types:
            near = nearest(key, types)
            known = Text("可用的键：{types}", "known keys: {types}", types=joined(types))
            hint = did_you_mean(near) if near else known
            raise _error(
                path, Text("没有“{key}”这个设置：{hint}", 'there is no setting "{key}": {hint}', key=key, hint=hint)
            )
    stated = [(key, name, hint) for key, (name, hint) in types.items() if key in entries]
    return ProjectSettings(path=path, **{name: _read(path, key, hint, entries[key]) for key, name, hint in stated})


def _read(path: str, key: str, hint: Any, value: Any) -> Any:
    """Return the value of a setting by its type; raise where it does not fit."""
    if not _fits(hint, value):
        (example, *_) = keys_of(ProjectSettings)[key.replace("-", "_")].doc.examples
        expected = _EXPECTED[hint]
        parts = {"key": key, "example": example, "line": example[1:-1]}
        raise _error(path, Text(expected.zh.format_map(parts), expected.en.format_map(parts)))
    if hint is FilePath:
        return _beside(path, value)
    if hint == tuple[ChangeNote, ...]:
        return tuple(ChangeNote(**entry) for entry in value)
    if key == "lights":
        _refuse_bad_lights(path, value)
    return tuple(value) if get_origin(hint) is tuple else value


def _fits(hint: Any, value: Any) -> bool:
    """Whether a value of a TOML file is of a type of the settings."""
    if is_dataclass(hint):
        types = types_of(cast("type", hint))
        return (
            isinstance(value, dict)
            and value.keys() == types.keys()
            and all(_fits(types[name][0], each) for name, each in value.items())
        )
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        return isinstance(value, list) and all(_fits(arguments[0], each) for each in value)
    if origin is abc.Mapping:
        return isinstance(value, dict) and all(_fits(arguments[1], each) for each in value.values())
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if not isinstance(value, str):
        return False
    # An empty name, level or range is refused by those who know which there are.
    return hint in (RuleName, RuleLevel, LightRange) or bool(value.strip() if hint is str else value)


def _beside(path: str, named: str) -> str:
    """Return a path that a settings file names, as it is seen from the working directory."""
    return shown_path(os.path.join(os.path.dirname(os.path.abspath(path)), named))


def _refuse_bad_lights(path: str, lights: Mapping[str, str]) -> None:
    from civtarget.scorecard.lights import LightsError, read_lights  # noqa: PLC0415  # a plan is checked without them

    try:
        read_lights(lights)
    except LightsError as error:
        raise _error(path, error.text) from error


_TEXT = Text("{key} 应为文字，如 {key} = {example}", "{key} is to be a text, as in {key} = {example}")
_EXPECTED: Mapping[Any, Text] = {
    FilePath: _TEXT,
    FailLevel: _TEXT,
    tuple[RuleName, ...]: Text(
        "{key} 应为规则或规则族的列表，如 {key} = {example}",
        "{key} is to be a list of rules or families, such as {key} = {example}",
    ),
    tuple[ChangeNote, ...]: Text(
        "{key} 应为列表，每项写明 what、why、decision，如 {key} = {example}",
        "{key} is to be a list of entries that say what, why and decision, such as {key} = {example}",
    ),
    Mapping[str, RuleLevel]: Text(
        "{key} 应为一张表，每条规则一行，如 {line}", "{key} is to be a table with a line for each rule, such as {line}"
    ),
    Mapping[str, LightRange]: Text(
        "{key} 应为一张表，每个灯一行，如 {line}", "{key} is to be a table with a line for each light, such as {line}"
    ),
    Mapping[str, Mapping[str, int]]: Text(
        "{key} 应为每条规则一张表，值为整数，如 {key}.{line}",
        "{key} is to have a table of whole numbers for each rule, such as {key}.{line}",
    ),
}
"""The refusal of a value that is not of its type; `line` is a line of the example's table."""


def _error(path: str, text: Text) -> SettingsFileError:
    return SettingsFileError(Text("{path}：{text}", "{path}: {text}", path=path, text=text))
