"""The values of a plan's keys: identifiers, references, relative targets, shares, duties."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NewType

from civtarget.model.plan.choices import Mark, Role
from civtarget.model.plan.record import Path, Unread
from civtarget.notation.quantity import Quantity

Identifier = NewType("Identifier", str)
"""A lower-case ASCII name with dashes that starts with a letter or digit: `family-care-beds`."""

Unit = NewType("Unit", str)
"""The canonical spelling of a unit of `civtarget.notation.units`."""


def at(identifier: Identifier, *keys: str) -> Path:
    """Return the path of an indicator, or of the part of it under `keys`."""
    return ("indicators", identifier, *keys)


@dataclass(frozen=True, slots=True)
class Reference:
    """
    An indicator, or the share that a district has of it, in this plan or in another one.

    Written `indicator`, `indicator.district`, `plan/indicator` or `plan/indicator.district`.
    """

    indicator: Identifier
    plan: Identifier | None = None
    district: str | None = None

    def __str__(self) -> str:
        plan = f"{self.plan}/" if self.plan is not None else ""
        return plan + self.indicator + (f".{self.district}" if self.district is not None else "")


@dataclass(frozen=True, slots=True)
class Relative:
    """
    A bound on a value as a multiple of another indicator's value for the same period, or for the year before.

    Written `>= 1.3 × minimum-living-standard`, `30%..40% × previous residents-consumption`. `factor` is a number or a
    range without a unit: 30%..40% is 3/10 to 2/5.
    """

    factor: Quantity
    of: Identifier
    previous: bool = False


@dataclass(frozen=True, slots=True)
class Duties:
    """
    The districts that have to do something: every one (`all`), or the named ones with the role each has, if any.

    Written `all`, `[溧阳市, 金坛区]` or `{武进区: support, 钟楼区: lead}`.
    """

    named: Mapping[str, Role | None] | None

    @property
    def everywhere(self) -> bool:
        """Whether every district has the duty."""
        return self.named is None


Share = Quantity | Mark | Unread | None
"""A cell of a split: a share, `--` (takes no part), one that could not be read, or None where the cell is blank."""

Term = Quantity | Identifier
"""One side of a ratio: a number that the document states, or the indicator that has it."""

Operand = Quantity | Reference
"""The bound of a constraint: a number, or the indicator or share that has it."""

Target = Quantity | Relative
"""The bound that an indicator has to reach: of its own, or relative to another indicator."""
