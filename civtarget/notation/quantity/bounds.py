"""The meaning of a number on paper: exactly, at least, at most, or between."""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from civtarget.notation.quantity.numbers import Exact, exact


class Op(StrEnum):
    """The requirement of a quantity on a value."""

    EXACTLY = "="
    AT_LEAST = ">="
    AT_MOST = "<="
    BETWEEN = ".."


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, a bound or a range, in its base unit: `4万人次` is 40000 人次."""

    op: Op
    low: Exact | None
    """The smallest number meant; None for AT_MOST."""
    high: Exact | None
    """The largest number meant; None for AT_LEAST. A range is kept as written, even when it is the wrong way round."""
    unit: str
    """Canonical base unit; "" if none was written."""
    resolution: Exact
    """One unit of the last printed digit: 92% -> 1, 92.5% -> 1/10, 4万 -> 10000; in ranges, the finer."""
    approximate: bool = False
    """Whether it contains 余, 多, 约, 近 or 左右."""

    @property
    def figure(self) -> Exact:
        """The one number of this quantity in a sum: the low end, or else the high one."""
        if self.low is not None:
            return self.low
        assert self.high is not None, "a quantity has an end"
        return self.high

    @property
    def ends(self) -> tuple[Exact, ...]:
        """Its numbers: the low end and the high one, as far as it has them."""
        return tuple(end for end in (self.low, self.high) if end is not None)

    def times(self, factor: Exact, unit: str = "") -> "Quantity":
        """Return this bound with each of its numbers multiplied by a positive `factor`, in `unit`."""
        low, high = (None if end is None else exact(Fraction(end) * factor) for end in (self.low, self.high))
        return replace(self, low=low, high=high, unit=unit, resolution=exact(Fraction(self.resolution) * factor))
