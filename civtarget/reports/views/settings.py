"""The document of the settings of a run: those of the project and the defaults, each with its source."""

from functools import partial
from typing import Any

from civtarget.checking.settings import FailOn
from civtarget.language import Text
from civtarget.model.settings import ProjectSettings
from civtarget.notation.quantity import plain
from civtarget.reports.document import Document
from civtarget.reports.sheet import Cell, Column, Sheet, Tone
from civtarget.reports.style import Style
from civtarget.scorecard.lights import Light, lights_of

FORMAT = "civtarget-config/1"

_DEFAULT = Text("默认", "default")


def document(project: ProjectSettings) -> Document:
    """Return the document of the settings that apply, with the source of each."""
    return Document(blocks=lambda style: [_sheet(project, style)], content=partial(_content, project))


def _sheet(project: ProjectSettings, style: Style) -> Sheet:
    titles = (Text("设置", "setting"), Text("值", "value"), Text("来自", "from"))
    columns = [Column(style.say(title), flexible=title is titles[1]) for title in titles]
    rows = [
        [Cell(key), Cell(_shown(value)), Cell(source or style.say(_DEFAULT), Tone.NONE if source else Tone.QUIET)]
        for key, (value, source) in _entries(project).items()
    ]
    return Sheet("", columns, rows)


def _content(project: ProjectSettings) -> dict[str, Any]:
    """Return the JSON content, `civtarget-config/1`; `from` is null for a default."""
    return {
        "format": FORMAT,
        "file": project.path,
        "settings": {key: {"value": value, "from": source} for key, (value, source) in _entries(project).items()},
    }


def _entries(project: ProjectSettings) -> dict[str, tuple[Any, str | None]]:
    """Return value and source of each setting."""
    lights = {light.name: _stretch(light) for light in lights_of(project)}
    entries: dict[str, tuple[Any, bool]] = {
        "plan": (project.plan, project.plan is not None),
        "select": (list(project.select or ()), project.select is not None),
        "ignore": (list(project.ignore or ()), project.ignore is not None),
        "fail-on": (project.fail_on or FailOn.ERROR.value, project.fail_on is not None),
        "severity": (dict(project.severity), bool(project.severity)),
        "options": (_options(project), bool(project.options)),
        "baseline": (project.baseline, project.baseline is not None),
        "lights": (lights, project.lights is not None),
    }
    return {key: (value, project.path if is_set else None) for key, (value, is_set) in entries.items()}


def _options(project: ProjectSettings) -> dict[str, str]:
    """Write the options of rules as settings do, each behind its rule: value-unchanged.periods = 4."""
    return {f"{rule}.{key}": str(value) for rule, table in project.options.items() for key, value in table.items()}


def _stretch(light: Light) -> str:
    """Write the points of a light, as settings do: >= -10, < 0."""
    low = f"{'>=' if light.includes_low else '>'} {plain(light.low)}" if light.low is not None else ""
    high = f"{'<=' if light.includes_high else '<'} {plain(light.high)}" if light.high is not None else ""
    return ", ".join(part for part in (low, high) if part)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{key} = {text}" for key, text in value.items())
    return ", ".join(value) if isinstance(value, list) else value or ""
