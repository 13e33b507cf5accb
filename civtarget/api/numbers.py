"""Numbers as arguments of the API, as the text in which the command line has them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from civtarget.files.submission.table_reader import cell_text

Number = int | float | Decimal | Fraction | str
DistrictNumbers = Mapping[str, Number | None] | Iterable[str]
"""A number for each of some districts: a mapping, or entries as on the command line, `武进区=100`."""


def number_text(number: Number) -> str:
    """Return a number as it is written in a file, with all its digits."""
    return number if isinstance(number, str) else cell_text(number)


def entries_of(numbers: DistrictNumbers) -> list[str]:
    """Return numbers of districts as entries of the command line; a district without a number stands alone."""
    if not isinstance(numbers, Mapping):
        return [numbers] if isinstance(numbers, str) else list(numbers)
    return [name if number is None else f"{name}={number_text(number)}" for name, number in numbers.items()]
