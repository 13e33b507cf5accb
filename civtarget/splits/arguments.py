"""
Arguments of a command line about the splits of a plan: districts, and numbers for them, as in `武进区=100`.

Several are written with commas between. Every error names the option that it is about.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from civtarget.errors import CivtargetError
from civtarget.language import Text, Value
from civtarget.model.plan import Plan
from civtarget.notation.quantity import Exact, Op, read_quantity
from civtarget.splits.names import RequestError, by_district, districts_called

_BETWEEN = re.compile(r"[、;；]|[,，](?!\d{3}(?!\d))")
"""The separators of two entries; a comma before three digits is part of a number: 甲区=1,300."""


def read_districts(option: Value, entries: Iterable[str], plan: Plan) -> frozenset[str]:
    """Return the districts and parties that an option names; raise `RequestError` for a name that is none."""
    with _about(option):
        return frozenset(districts_called(_parts(entries), plan))


def read_district_numbers(option: Value, entries: Iterable[str], plan: Plan, unit: str) -> dict[str, Exact]:
    """
    Return the number that an option gives for each district, in `unit`: `武进区=100`.

    Raises
    ------
    RequestError
        There is no such district or party, it is named twice, or `=` is not followed by one exact number.
    """
    numbers = {}
    for district, (part, number) in _by_district(option, entries, plan).items():
        if number is None:
            raise RequestError(
                Text(
                    "{option}：“{part}”应写作 辖市区=数，如 {option} 武进区=100",
                    '{option}: "{part}" should be written DISTRICT=NUMBER, as in {option} Wujin=100',
                    option=option,
                    part=part,
                )
            )
        numbers[district] = _number(option, number, unit)
    return numbers


def read_locks(option: Value, entries: Iterable[str], plan: Plan, unit: str) -> dict[str, Exact | None]:
    """Return the same, but None for a district without a number; raise likewise."""
    return {
        district: None if number is None else _number(option, number, unit)
        for district, (_, number) in _by_district(option, entries, plan).items()
    }


def read_step(option: Value, text: str, unit: str) -> Exact:
    """Return the one number of an option, in `unit`; raise `RequestError` if it is none above zero."""
    number = _number(option, text, unit)
    if number <= 0:
        raise RequestError(Text("{option}：步长应大于零", "{option}: a step is above zero", option=option))
    return number


def _by_district(option: Value, entries: Iterable[str], plan: Plan) -> dict[str, tuple[str, str | None]]:
    """Return the parts of an option by district, each with the text behind its `=`, None where there is no `=`."""
    named = []
    for part in _parts(entries):
        name, sign, number = part.replace("＝", "=").partition("=")
        named.append((name.strip(), (part, number if sign else None)))
    with _about(option):
        return by_district(named, plan)


def _parts(entries: Iterable[str]) -> Iterator[str]:
    for entry in entries:
        yield from (part.strip() for part in _BETWEEN.split(entry) if part.strip())


def _number(option: Value, text: str, unit: str) -> Exact:
    with _about(option):
        quantity = read_quantity(text)
        if quantity.op is not Op.EXACTLY or quantity.approximate:
            raise RequestError(Text("“{text}”应是一个确切的数", '"{text}" should be one exact number', text=text))
        if quantity.unit not in ("", unit):
            raise RequestError(
                Text(
                    "单位是“{unit}”，这里写作“{quantity_unit}”",
                    "the unit is {unit}, but here it is {quantity_unit}",
                    unit=unit,
                    quantity_unit=quantity.unit,
                )
            )
        return quantity.figure


@contextmanager
def _about(option: Value) -> Iterator[None]:
    """Raise errors as `RequestError` that name the option."""
    try:
        yield
    except CivtargetError as error:
        raise RequestError(Text("{option}：{error}", "{option}: {error}", option=option, error=error.text)) from None
