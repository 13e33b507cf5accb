"""
Numbers as officials write them, read and written exactly: `4万人次`, `11.5亿元`, `不少于200个`, `30%—40%`.

`read_quantity` reads, `write_quantity` writes, `rewritten` puts another number into a spelling; `Quantity` is the
meaning of a number on paper.
"""

from civtarget.notation.quantity.bounds import Op, Quantity
from civtarget.notation.quantity.numbers import Exact, exact, plain
from civtarget.notation.quantity.reading import (
    LONGEST,
    MOST_DECIMALS,
    MOST_DIGITS,
    QuantityError,
    alphabet,
    canonical_unit,
    is_not_applicable,
    is_readable,
    read_quantity,
    read_unit,
)
from civtarget.notation.quantity.rewriting import rewritten
from civtarget.notation.quantity.writing import write_bound, write_number, write_quantity

__all__ = [
    "LONGEST",
    "MOST_DECIMALS",
    "MOST_DIGITS",
    "Exact",
    "Op",
    "Quantity",
    "QuantityError",
    "alphabet",
    "canonical_unit",
    "exact",
    "is_not_applicable",
    "is_readable",
    "plain",
    "read_quantity",
    "read_unit",
    "rewritten",
    "write_bound",
    "write_number",
    "write_quantity",
]
