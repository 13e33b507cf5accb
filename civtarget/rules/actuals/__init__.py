"""
The rules over actuals, registered here in the order in which they run.

They have the anatomy of the rules over a plan, and check an `Assessment` instead: `check_actuals` is called for each
indicator and yields a result for every cell or value that it looked at. What is enforced while a submission is read has
a module here too, for its documentation; the check itself is in `civtarget.files.submission`.
"""

from civtarget.model.findings import SubmissionRule
from civtarget.rules import ActualsRule, documented
from civtarget.rules.actuals import (
    cap_kept,
    exact_finish,
    floors_suffice,
    gap_moved,
    on_pace,
    part_within_whole,
    rate_agrees,
    rate_below_threshold,
    rate_in_percent,
    reported,
    row_repeated,
    same_series,
    submitted_late,
    target_met,
    total_agrees,
    value_conflict,
    value_fell,
    value_jumped,
    value_possible,
    value_revised,
    value_unchanged,
)

SUBMISSION_RULES = documented(__name__, SubmissionRule)
"""The rules that are enforced while a submission is read."""

ACTUALS_RULES: tuple[ActualsRule, ...] = (
    value_conflict,
    value_revised,
    row_repeated,
    submitted_late,
    target_met,
    cap_kept,
    on_pace,
    reported,
    rate_below_threshold,
    floors_suffice,
    gap_moved,
    value_possible,
    part_within_whole,
    rate_agrees,
    rate_in_percent,
    total_agrees,
    value_fell,
    value_jumped,
    value_unchanged,
    exact_finish,
    same_series,
)
