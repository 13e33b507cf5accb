"""Shared by the rules about rates: a rate as a printed figure, with the known range of its part and its whole."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from civtarget.language import Text
from civtarget.model.phrases import dotted, gap_text, listed, quantity_text, rounded
from civtarget.model.plan import Identifier, Path, Plan, Term, at
from civtarget.model.results import Unchecked
from civtarget.notation.quantity import Exact, Quantity, exact
from civtarget.notation.units import PERCENT, is_countable, ratio_scale
from civtarget.rules._values import not_exact


@dataclass(frozen=True, slots=True)
class Side:
    """The part or the whole of a rate: the interval in which it lies, and its path in the plan, stated or not."""

    path: Path
    unit: str
    low: Exact = 0
    high: Exact | None = None
    bound: Quantity | None = None
    """The figure or bound that the plan has for it; nothing is concluded from its ends if that is only about 100."""

    @property
    def stated(self) -> bool:
        """Whether the plan has a definite figure or bound for it."""
        return self.bound is not None and not self.bound.approximate

    @property
    def value(self) -> Exact | None:
        """The one number that it is, if it is known."""
        return self.low if self.low == self.high else None

    @property
    def counted(self) -> bool:
        """Whether only whole numbers of it make sense, as far as its unit and its figures tell."""
        whole = isinstance(self.low, int) and isinstance(self.high, int | None)
        return whole and (not self.unit or is_countable(self.unit))


@dataclass(frozen=True, slots=True)
class Rate:
    """A target in `unit`, which `scale` times part over whole has to come to: 100 for %, 10000 for 名/万名老年人."""

    target: Quantity
    unit: str
    scale: int
    part: Side
    whole: Side

    @property
    def counted(self) -> bool:
        """Whether part and whole are counted in whole numbers."""
        return self.part.counted and self.whole.counted

    @property
    def is_share(self) -> bool:
        """Whether the part lies within the whole, so that nothing beyond all of it is possible."""
        return self.unit == PERCENT

    def open_for(self, where: Path, identifier: Identifier) -> Unchecked | None:
        """Return why nothing follows from part and whole: a figure is approximate or below zero, or units differ."""
        sides = [(side.path, side.bound) for side in (self.part, self.whole)]
        figures = [(at(identifier, "target"), self.target), *((path, bound) for path, bound in sides if bound)]
        about = not_exact(where, *figures) or _below_zero(where, figures)
        units = (self.part.unit, self.whole.unit)
        if about is not None or not self.is_share or "" in units or units[0] == units[1]:
            return about
        message = Text(
            "单位不同，谈不上占比：分子是“{unit}”，分母是“{second_unit}”",
            "part and whole are in different units, so that neither is a share of the other: "
            "the part is in {unit}, the whole in {second_unit}",
            unit=units[0],
            second_unit=units[1],
        )
        return Unchecked(where=where, message=message, needs=tuple(dotted(path) for path, _ in sides))

    def text(self, value: Exact, *apart: Exact) -> Text:
        """Write a rate, rounded but on the right side of each of `apart`."""
        return quantity_text(rounded(value, apart), self.unit)

    def gap_text(self, gap: Exact) -> Text:
        """Write the size of a difference: two percentages are percentage points apart."""
        return gap_text(rounded(max(gap, -gap), (0,)), self.unit)

    def division(self, part: Exact, whole: Exact, *apart: Exact) -> Text:
        """Write what `part` of `whole` comes to: 99/108 ≈ 91.67%."""
        value = exact(Fraction(part) * self.scale / whole)
        numerator, denominator, rate = quantity_text(part, ""), quantity_text(whole, ""), self.text(value, *apart)
        sign = "=" if rounded(value, apart) == value else "≈"
        return Text(
            "{numerator}/{denominator}{sign}{rate}",
            "{numerator}/{denominator} {sign} {rate}",
            numerator=numerator,
            denominator=denominator,
            sign=sign,
            rate=rate,
        )


def _below_zero(where: Path, figures: Iterable[tuple[Path, Quantity]]) -> Unchecked | None:
    """Return which figures no rate can be made of, if any; `not-negative` says so where they stand."""
    below = [dotted(path) for path, figure in figures if min(figure.ends) < 0]
    if not below:
        return None
    names = listed(below)
    message = Text(f"{names.zh} 小于零，因此无法检查", f"cannot be checked: below zero: {names.en}")
    return Unchecked(where=where, message=message, needs=tuple(below))


def read_rate(identifier: Identifier, plan: Plan) -> Rate | None:
    """Return the rate that an indicator is, or None where it has no target, no `of`, or a unit that makes no ratio."""
    indicator = plan.indicators[identifier]
    scale = ratio_scale(indicator.unit_name)
    if indicator.of is None or indicator.bound is None or scale is None:
        return None
    part = _side(indicator.of.part, at(identifier, "of", "part"), plan)
    whole = _side(indicator.of.whole, at(identifier, "of", "whole"), plan)
    is_share = indicator.unit_name == PERCENT  # 0.92 is then written as what it says: 0.92%
    target = replace(indicator.bound, unit=PERCENT) if is_share else indicator.bound
    return Rate(target, indicator.unit_name, scale, part, whole)


def _side(term: Term | None, path: Path, plan: Plan) -> Side:
    if isinstance(term, str):
        indicator = plan.indicators.get(term)
        if indicator is None:
            return Side(path, "")
        return _of_quantity(indicator.bound, at(term, "target"), indicator.unit_name)
    return _of_quantity(term, path, term.unit if term else "")


def _of_quantity(quantity: Quantity | None, path: Path, unit: str) -> Side:
    if quantity is None:
        return Side(path, unit)
    unit = quantity.unit or unit
    if quantity.approximate:
        return Side(path, unit, bound=quantity)
    return Side(path, unit, quantity.low or 0, quantity.high, quantity)
