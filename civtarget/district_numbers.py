"""Numbers for districts on a command line: `武进区=100`, several with commas between."""

from collections.abc import Iterable, Iterator

from civtarget.errors import CivtargetError
from civtarget.language import Text
from civtarget.matching import Names
from civtarget.model import Plan
from civtarget.quantity import Exact, Op, read_quantity


class DistrictNumbersError(CivtargetError):
    """An option names no district of the plan, or no number for it."""


def read_district_numbers(option: str, entries: Iterable[str], plan: Plan) -> dict[str, Exact]:
    """
    Return what an option says for each district: `武进区=100`.

    Raises
    ------
    DistrictNumbersError
        There is no such district or party, it is named twice, or what stands behind `=` is no exact number.
    """
    numbers: dict[str, Exact] = {}
    for district, number in read_locks(option, entries, plan).items():
        if number is None:
            raise DistrictNumbersError(
                Text(f"{option}：应写作 {option} {district}=数", f"{option}: write {option} {district}=NUMBER")
            )
        numbers[district] = number
    return numbers


def read_locks(option: str, entries: Iterable[str], plan: Plan) -> dict[str, Exact | None]:
    """Return the same, but where a district stands alone there is None for it; raise likewise."""
    areas = Names(plan).areas
    numbers: dict[str, Exact | None] = {}
    for entry in _parts(entries):
        name, sign, number = entry.partition("=")
        district = areas.find(name)
        if district is None:
            near = areas.suggestion(name)
            hint = Text(f"：是否应为“{near}”？", f': is "{near}" meant?') if near else Text("", "")
            raise DistrictNumbersError(
                Text(f"{option}：没有“{name.strip()}”{hint.zh}", f'{option}: there is no "{name.strip()}"{hint.en}')
            )
        if district in numbers:
            raise DistrictNumbersError(Text(f"{option}：{district} 写了两次", f"{option}: {district} is named twice"))
        numbers[district] = _number(option, entry, number) if sign else None
    return numbers


def read_number(option: str, text: str) -> Exact:
    """Return the one number that an option says; raise `DistrictNumbersError` if it is no exact number above zero."""
    number = _number(option, text, text)
    if number <= 0:
        raise DistrictNumbersError(Text(f"{option} {text}：应大于零", f"{option} {text}: it has to be above zero"))
    return number


def _parts(entries: Iterable[str]) -> Iterator[str]:
    for entry in entries:
        yield from (part for part in entry.replace("，", ",").replace("、", ",").split(",") if part.strip())


def _number(option: str, entry: str, text: str) -> Exact:
    try:
        quantity = read_quantity(text)
    except CivtargetError as error:
        raise DistrictNumbersError(
            Text(f"{option} {entry}：{error.text.zh}", f"{option} {entry}: {error.text.en}")
        ) from None
    if quantity.op is not Op.EXACTLY or quantity.approximate:
        raise DistrictNumbersError(
            Text(f"{option} {entry}：应是一个确切的数", f"{option} {entry}: an exact number belongs there")
        )
    return quantity.figure
