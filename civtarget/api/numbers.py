"""Numbers as arguments of the API, as the text in which the command line has them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from civtarget.api.inputs import ArgumentError
from civtarget.files.submission.table_reader import cell_text
from civtarget.language import Text
from civtarget.notation.quantity import Exact, exact

Number = int | float | Decimal | Fraction | str
DistrictNumbers = Mapping[str, Number | None] | Iterable[str]
"""A number for each of some districts: a mapping, or entries as on the command line, `武进区=100`."""


def number_text(number: Number) -> str:
    """Return a number as it is written in a file, with all its digits."""
    return number if isinstance(number, str) else cell_text(number)


def exact_number(name: str, number: Number) -> Exact:
    """Return a number exactly, a float as its shortest decimal; raise `ArgumentError` if it is none."""
    try:
        return exact(Fraction(number_text(number)))
    except ValueError:
        raise ArgumentError(name, Text("各辖区的数", "a mapping of districts to numbers")) from None


def entries_of(name: str, numbers: DistrictNumbers) -> list[str]:
    """Return the numbers of an argument as entries of the command line; a district without a number stands alone."""
    if not isinstance(numbers, Mapping):
        entries = [numbers] if isinstance(numbers, str) else list(numbers)
        if not all(isinstance(each, str) for each in entries):
            raise ArgumentError(name, Text("各辖区的数", "a mapping of districts to numbers"))
        return entries
    return [name if number is None else f"{name}={number_text(number)}" for name, number in numbers.items()]
