"""
What a command line asks for of a plan: an indicator, districts, and numbers for them, as in `武进区=100`.

Names are matched as in submissions: by key, name, code or alias. Several stand with commas between.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from civtarget.errors import CivtargetError
from civtarget.language import Text
from civtarget.model.lookup import NameIndex, PlanNames
from civtarget.model.phrases import area_name, areas_listed, listed
from civtarget.model.plan import Identifier, Plan
from civtarget.notation.quantity import Exact, Op, read_quantity

Name = TypeVar("Name", bound=str)

_BETWEEN = re.compile(r"[、;；]|[,，](?!\d{3}(?!\d))")
"""What stands between two entries; a comma before three digits is part of a number: 甲区=1,300."""


class RequestError(CivtargetError):
    """What was asked for is not in the plan, or is no number, or contradicts itself."""


def indicator_called(name: str, plan: Plan) -> Identifier:
    """Return the indicator that answers to `name`; raise `RequestError` if none does, or several."""
    return _owner("", name, PlanNames(plan).indicators, plan)


def read_districts(option: str, entries: Iterable[str], plan: Plan) -> frozenset[str]:
    """Return the districts and parties that an option names; raise `RequestError` for a name that is none."""
    areas = PlanNames(plan).areas
    return frozenset(_owner(option, name.strip(), areas, plan) for name in _parts(entries))


def read_district_numbers(option: str, entries: Iterable[str], plan: Plan, unit: str) -> dict[str, Exact]:
    """
    Return what an option says for each district, in `unit`: `武进区=100`.

    Raises
    ------
    RequestError
        There is no such district or party, it is named twice, or what stands behind `=` is no exact number.
    """
    numbers: dict[str, Exact] = {}
    for part, (district, number) in _numbers(option, entries, plan, unit):
        if number is None:
            raise RequestError(
                Text(
                    f"{option}：“{part}”应写作 辖市区=数，如 {option} 武进区=100",
                    f'{option}: "{part}" should be written DISTRICT=NUMBER, as in {option} Wujin=100',
                )
            )
        numbers[district] = number
    return numbers


def read_locks(option: str, entries: Iterable[str], plan: Plan, unit: str) -> dict[str, Exact | None]:
    """Return the same, but where a district stands alone there is None for it; raise likewise."""
    return dict(entry for _, entry in _numbers(option, entries, plan, unit))


def read_step(option: str, text: str, unit: str) -> Exact:
    """Return the one number that an option says, in `unit`; raise `RequestError` if it is none above zero."""
    number = _number(option, text, unit)
    if number <= 0:
        raise RequestError(Text(f"{option}：步长应大于零", f"{option}: a step is above zero"))
    return number


def _numbers(
    option: str, entries: Iterable[str], plan: Plan, unit: str
) -> Iterator[tuple[str, tuple[str, Exact | None]]]:
    """Yield each part of an option with the district that it names and its number, None where there is none."""
    areas, seen = PlanNames(plan).areas, set()
    for part in _parts(entries):
        name, sign, number = part.replace("＝", "=").partition("=")
        district = _owner(option, name.strip(), areas, plan)
        if district in seen:
            called = area_name(district, plan)
            raise RequestError(Text(f"{option}：{called.zh} 写了两次", f"{option}: {called.en} is named twice"))
        seen.add(district)
        yield part, (district, _number(option, number, unit) if sign else None)


def _parts(entries: Iterable[str]) -> Iterator[str]:
    for entry in entries:
        yield from (part.strip() for part in _BETWEEN.split(entry) if part.strip())


def _owner(option: str, name: str, directory: NameIndex[Name], plan: Plan) -> Name:
    matches = directory.matches(name)
    before = Text(f"{option}：", f"{option}: ") if option else Text("", "")
    what = Text("", "district ") if option else Text("指标", "indicator ")
    if len(matches) > 1:
        several = areas_listed(matches, plan) if option else listed(matches)
        raise RequestError(
            Text(
                f"{before.zh}“{name}”可以指 {several.zh}：请写明是哪一个",
                f'{before.en}"{name}" could be any of {several.en}: name one',
            )
        )
    if not matches:
        suggestion = directory.suggestion(name)
        hint = Text(f"：是否应为“{suggestion}”？", f': is "{suggestion}" meant?') if suggestion else Text("", "")
        raise RequestError(
            Text(
                f"{before.zh}规划中没有{what.zh}“{name}”{hint.zh}",
                f'{before.en}the plan has no {what.en}"{name}"{hint.en}',
            )
        )
    return matches[0]


def _number(option: str, text: str, unit: str) -> Exact:
    try:
        quantity = read_quantity(text)
    except CivtargetError as error:
        raise RequestError(Text(f"{option}：{error.text.zh}", f"{option}: {error.text.en}")) from None
    if quantity.op is not Op.EXACTLY or quantity.approximate:
        raise RequestError(
            Text(f"{option}：“{text}”应是一个确切的数", f'{option}: "{text}" should be one exact number')
        )
    if quantity.unit not in ("", unit):
        raise RequestError(
            Text(
                f"{option}：单位是“{unit}”，这里写作“{quantity.unit}”",
                f"{option}: the unit is {unit}, but here it is {quantity.unit}",
            )
        )
    return quantity.figure
