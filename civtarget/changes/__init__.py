"""
The difference in meaning between two versions of a plan: what became weaker, what stronger, what merely changed.

Every key of the plan format has its way of being compared, in the table of its record (`…_ASPECTS`); a test holds that
none is left out. How a value is spelt and in which order keys stand is no difference. What could not be read is
unchecked, and so is what cannot be compared. Renames are followed.

A key of the plan that holds records has a module of its own, such as `indicators` or `waivers`; so have the kinds of
value that stand in several records, such as `bounds`, `times` and `duties`.
"""

from civtarget.changes.change import Both, Change, Direction, Side, by_order, opposite
from civtarget.changes.pairs import Renamed
from civtarget.changes.plans import changes_between
from civtarget.changes.renames import renamed_between
from civtarget.changes.unread import unread_changes

__all__ = [
    "Both",
    "Change",
    "Direction",
    "Renamed",
    "Side",
    "by_order",
    "changes_between",
    "opposite",
    "renamed_between",
    "unread_changes",
]
