"""
The rules over actuals, registered here in the order in which they run.

They have the anatomy of the rules over a plan, and look at an `Assessment` instead: `check_actuals` is called for each
indicator and yields a result for every cell or value that it looked at. What is enforced while a submission is read has
a module here too, for its documentation; the check itself is in `civtarget.sources`.
"""

from civtarget.rules import ActualsRule, Rule
from civtarget.rules.actuals import (
    cap_kept,
    floors_suffice,
    on_pace,
    rate_below_threshold,
    reported,
    target_met,
)

SUBMISSION_RULES: tuple[Rule, ...] = ()
"""What is enforced while a submission is read."""

ACTUALS_RULES: tuple[ActualsRule, ...] = (
    target_met,
    cap_kept,
    on_pace,
    reported,
    rate_below_threshold,
    floors_suffice,
)
