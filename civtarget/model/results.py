"""What a rule yields for each subject that it looks at: held, a problem, or unchecked."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from civtarget.language import Text
from civtarget.model.actuals import Place, Subject
from civtarget.model.plan import Path, Plan
from civtarget.notation.quantity import Exact


@dataclass(frozen=True, slots=True)
class Held:
    """A check that was made and holds; `subject` is whose value was checked, if one was."""

    where: Path
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of, and what stands there; `place` is in a submission, `plan` another one."""

    where: Path
    message: Text
    place: Place | None = None
    plan: Plan | None = None


class SuspectCell(NamedTuple):
    """A cell at the path `where` that alone may be to blame for a broken sum; the one that stands out is likely."""

    where: Path
    suspect: "Suspect"
    is_likely: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """
    A check that was made and does not hold.

    `where` is the path in the plan that the reader should look at (`at_key`: its key, not its value), unless there is a
    `place` in a submission; `subject` is then whose value it is. `expected`, `actual` and `gap` (actual less expected)
    are exact and in `unit`, where the check compares numbers. `suspects` are the cells that may be to blame, the most
    likely first, and `diagnosis` says what to make of them.
    """

    where: Path
    message: Text
    place: Place | None = None
    subject: Subject | None = None
    at_key: bool = False
    expected: Exact | None = None
    actual: Exact | None = None
    gap: Exact | None = None
    unit: str | None = None
    related: tuple[Related, ...] = ()
    suspects: tuple[SuspectCell, ...] = ()
    diagnosis: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """A check that could not be made; `needs` names what is missing, `unread` that it is there but unreadable."""

    where: Path
    message: Text
    needs: tuple[str, ...]
    place: Place | None = None
    subject: Subject | None = None
    unread: bool = False


Result = Held | Problem | Unchecked
"""What a rule yields for each subject that it looks at."""


@dataclass(frozen=True, slots=True)
class RuleOptions:
    """Base of the typed options of a rule; a rule without options uses it as it is."""


SplitCell = str | None
"""A district whose share it is, or None for the total."""


class Slip(StrEnum):
    """How the printed figure may have come from the right one."""

    SWAPPED = "digits-swapped"
    MISSING = "digit-missing"
    EXTRA = "digit-extra"
    WRONG = "digit-wrong"
    SIGN = "sign"
    TENS = "power-of-ten"
    WAN = "wan"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell that alone could restore the sum, how it would have been slipped, and what speaks for or against it."""

    cell: SplitCell
    value: Exact
    would_be: Exact
    slip: Slip
    evidence: tuple[Text, ...]
    weight: int
    """Only differences between suspects of one equation mean anything: 32 is a bit, odds of two to one."""
