"""
Names in a request, resolved against a plan: indicators, and districts with numbers for them.

Names are matched as in submissions: by key, name, code or alias.
"""

from collections.abc import Iterable
from typing import TypeVar

from civtarget.errors import CivtargetError
from civtarget.language import Text
from civtarget.model.lookup import NameIndex, PlanNames
from civtarget.model.phrases import area_name, areas_listed, listed
from civtarget.model.plan import Identifier, Plan
from civtarget.spelling import did_you_mean_after_colon

Name = TypeVar("Name", bound=str)
Value = TypeVar("Value")


class RequestError(CivtargetError):
    """A request names something that is not in the plan, has no usable number, or contradicts itself."""


def indicator_called(name: str, plan: Plan) -> Identifier:
    """Return the indicator that answers to `name`; raise `RequestError` if none does, or several."""
    names = PlanNames(plan).indicators
    return _only(name, names, listed(names.matches(name)), Text("指标", "indicator "))


def districts_called(names: Iterable[str], plan: Plan) -> list[str]:
    """Return the district or party that answers to each name; raise `RequestError` if none does, or several."""
    areas = PlanNames(plan).areas
    return [_only(name, areas, areas_listed(areas.matches(name), plan), Text("", "district ")) for name in names]


def by_district(values: Iterable[tuple[str, Value]], plan: Plan) -> dict[str, Value]:
    """Return values by the districts that their names answer to; raise `RequestError` for one that is named twice."""
    pairs = list(values)
    found: dict[str, Value] = {}
    for district, (_, value) in zip(districts_called((name for name, _ in pairs), plan), pairs, strict=True):
        if district in found:
            called = area_name(district, plan)
            raise RequestError(Text("{called} 写了两次", "{called} is named twice", called=called))
        found[district] = value
    return found


def _only(name: str, index: NameIndex[Name], several: Text, sort: Text) -> Name:
    matches = index.matches(name)
    if len(matches) > 1:
        raise RequestError(
            Text(
                "“{name}”可以指 {several}：请写明是哪一个",
                '"{name}" could be any of {several}: name one',
                name=name,
                several=several,
            )
        )
    if not matches:
        hint = did_you_mean_after_colon(index.suggestion(name))
        raise RequestError(
            Text(
                "规划中没有{sort}“{name}”{hint}",
                'the plan has no {sort}"{name}"{hint}',
                sort=sort,
                name=name,
                hint=hint,
            )
        )
    return matches[0]
