"""
Lights: verdicts grouped by a value's lead over its schedule, or its lag.

A light stands for a stretch of *points*: the share of the target that was reached less the share that is due, in
percentage points. The lights of a set have to cover every number of points exactly once: a gap would leave a district
without a light, an overlap would give it two.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from civtarget.errors import CivtargetError
from civtarget.language import Text
from civtarget.model.phrases import quantity_text
from civtarget.model.settings import ProjectSettings
from civtarget.notation.quantity import Exact, exact
from civtarget.scorecard.verdicts import ScorecardCell, Verdict

_COMPARISON = re.compile(r"\s*(>=|>|<=|<|≥|≤)\s*([-−+]?\d{1,6}(?:\.\d{1,6})?)\s*", re.ASCII)  # both signs are written
_LIT = frozenset((Verdict.MET, Verdict.ON_PACE, Verdict.BEHIND, Verdict.MISSED))
_NAMES = {
    "green": Text("绿灯", "green"),
    "yellow": Text("黄灯", "yellow"),
    "red": Text("红灯", "red"),
}


class LightsError(CivtargetError):
    """A set of lights that leaves some number of points without a light, or with two."""


@dataclass(frozen=True, slots=True)
class Light:
    """A light and the stretch of points that it stands for; without `low` or `high` it is open to that side."""

    name: str
    low: Exact | None
    includes_low: bool
    high: Exact | None
    includes_high: bool

    @property
    def text(self) -> Text:
        """The name for people."""
        return _NAMES.get(self.name, Text(self.name, self.name))

    def holds(self, points: Exact) -> bool:
        """Whether `points` lie within its stretch."""
        above = self.low is None or points > self.low or (self.includes_low and points == self.low)
        below = self.high is None or points < self.high or (self.includes_high and points == self.high)
        return above and below


def read_lights(entries: Mapping[str, str]) -> tuple[Light, ...]:
    """
    Return the lights that a configuration states, best first: `{"green": ">= 0", "yellow": ">= -10, < 0", …}`.

    Raises
    ------
    LightsError
        A stretch cannot be read or is empty, or the lights together have a gap or an overlap, which is named.
    """
    lights = [_read(name, text) for name, text in entries.items()]
    if not lights:
        raise LightsError(Text("lights 中没有任何灯", "lights names no light"))
    lights.sort(key=lambda light: (light.low is not None, light.low or 0, not light.includes_low))
    if lights[0].low is not None:
        raise LightsError(_gap(None, lights[0]))
    for lower, upper in pairwise(lights):
        _refuse_fault_between(lower, upper)
    if lights[-1].high is not None:
        raise LightsError(_gap(lights[-1], None))
    return tuple(reversed(lights))


def points_of(cell: ScorecardCell) -> Exact | None:
    """
    Return by how many percentage points of its target a cell is ahead of its schedule; None where it has none.

    Of a target of nothing, or of less, there is no share.
    """
    low = cell.bound.low if cell.bound is not None else None
    if cell.verdict not in _LIT or cell.actual is None or cell.due is None or low is None or low <= 0:
        return None
    points = exact(Fraction(cell.actual - cell.due) * 100 / low)
    return None if cell.verdict is Verdict.MISSED and points >= 0 else points  # a standard missed by being too high


def light_of(cell: ScorecardCell, lights: Iterable[Light]) -> Light | None:
    """Return the light of a cell, or None where there is no schedule to be ahead of, or no light."""
    points = points_of(cell)
    return None if points is None else next((light for light in lights if light.holds(points)), None)


def _read(name: str, text: str) -> Light:
    low: tuple[Exact | None, bool] = (None, False)
    high: tuple[Exact | None, bool] = (None, False)
    for part in text.replace("，", ",").split(","):
        match = _COMPARISON.fullmatch(part)
        if match is None:
            raise LightsError(
                Text(
                    "灯“{name}”：无法读取“{text}”，应写成 >= -10, < 0 这样的形式",
                    'light "{name}": "{text}" cannot be read; it is to be written like ">= -10, < 0"',
                    name=name,
                    text=text,
                )
            )
        sign, number = match[1], exact(Fraction(match[2].replace("−", "-")))
        end = (number, sign in (">=", "<=", "≥", "≤"))
        is_low = sign in (">=", ">", "≥")
        if (low if is_low else high)[0] is not None:
            raise LightsError(
                Text(
                    "灯“{name}”：“{text}”有两个同向的界",
                    'light "{name}": "{text}" has two ends on one side',
                    name=name,
                    text=text,
                )
            )
        low, high = (end, high) if is_low else (low, end)
    light = Light(name, *low, *high)
    if light.low is not None and light.high is not None and not _has_room(light.low, light.high, light):
        raise LightsError(
            Text("灯“{name}”：“{text}”中没有任何数", 'light "{name}": no number is in "{text}"', name=name, text=text)
        )
    return light


def _has_room(low: Exact, high: Exact, light: Light) -> bool:
    return low < high or (low == high and light.includes_low and light.includes_high)


def _refuse_fault_between(lower: Light, upper: Light) -> None:
    """Raise if between two lights that follow each other a number has no light, or two."""
    if lower.high is None or upper.low is None or lower.high > upper.low:
        raise LightsError(_overlap(lower, upper))
    if lower.high < upper.low or not (lower.includes_high or upper.includes_low):
        raise LightsError(_gap(lower, upper))
    if lower.includes_high and upper.includes_low:
        raise LightsError(_overlap(lower, upper))


def _gap(lower: Light | None, upper: Light | None) -> Text:
    low = None if lower is None or lower.high is None else (lower.high, not lower.includes_high)
    high = None if upper is None or upper.low is None else (upper.low, not upper.includes_low)
    where = _stretch(low, high)
    return Text("lights 有空档：{where}没有灯", "lights leave a gap: {where} nothing lights", where=where)


def _overlap(lower: Light, upper: Light) -> Text:
    low = None if upper.low is None else (upper.low, upper.includes_low)
    end = min((light.high for light in (lower, upper) if light.high is not None), default=None)
    high = None if end is None else (end, lower.holds(end) and upper.holds(end))
    where = _stretch(low, high)
    return Text(
        "lights 有重叠：{where}“{name}”和“{upper}”同时亮",
        'lights overlap: {where} both "{name}" and "{upper}" light',
        where=where,
        name=lower.name,
        upper=upper.name,
    )


def _stretch(low: tuple[Exact, bool] | None, high: tuple[Exact, bool] | None) -> Text:
    """Write a stretch of numbers, each end with whether it belongs to it."""
    if low is not None and high is not None and low[0] == high[0]:
        number = quantity_text(low[0], "")
        return Text("恰为 {number} 时", "at exactly {number}", number=number)
    ends = []
    if low is not None:
        number = quantity_text(low[0], "")
        ends.append(
            Text(f"{'不低于' if low[1] else '高于'} {number.zh}", f"{'from' if low[1] else 'above'} {number.en}")
        )
    if high is not None:
        number = quantity_text(high[0], "")
        ends.append(
            Text(f"{'不高于' if high[1] else '低于'} {number.zh}", f"{'up to' if high[1] else 'below'} {number.en}")
        )
    return Text("、".join(end.zh for end in ends) + " 时", " and ".join(end.en for end in ends))


DEFAULT_LIGHTS = read_lights({"green": ">= 0", "yellow": ">= -10, < 0", "red": "< -10"})
"""The lights of a project that has none of its own."""


def lights_of(settings: ProjectSettings) -> tuple[Light, ...]:
    """Return the lights of a project, best first; a settings file was refused if they cannot be read."""
    return DEFAULT_LIGHTS if settings.lights is None else read_lights(settings.lights)
