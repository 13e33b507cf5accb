"""The pieces that messages are made of, in both languages: numbers with their units, bounds, names in a row."""

from collections.abc import Iterable

from civtarget.language import Language, Text
from civtarget.model import Path
from civtarget.quantity import Exact, Quantity, write_bound, write_quantity
from civtarget.units import PERCENT


def quantity_text(value: Exact, unit: str) -> Text:
    """Write an exact value in the base unit `unit`: 3.7万人次, 37,000 person-times."""
    return Text(write_quantity(value, unit, Language.ZH), write_quantity(value, unit, Language.EN))


def gap_text(gap: Exact, unit: str) -> Text:
    """Write how far apart two values in `unit` are: percentages are percentage points apart."""
    return quantity_text(max(gap, -gap), "百分点" if unit == PERCENT else unit)


def bound_text(quantity: Quantity) -> Text:
    """Write a bound as it stands in a plan."""
    return Text(write_bound(quantity, Language.ZH), write_bound(quantity, Language.EN))


def listed(names: Iterable[str]) -> Text:
    """Join names as each language does."""
    names = tuple(names)
    return Text("、".join(names), ", ".join(names))


def dotted(path: Path) -> str:
    """Write a path of keys as it is shown to people: `indicators.beds.split`."""
    return ".".join(path)
