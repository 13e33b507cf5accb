"""
The rules over actuals, registered here in the order in which they run.

They have the anatomy of the rules over a plan, and look at an `Assessment` instead: `check_actuals` is called for each
indicator and yields a result for every cell or value that it looked at. What is enforced while a submission is read has
a module here too, for its documentation; the check itself is in `civtarget.sources`.
"""

from civtarget.rules import ActualsRule, Rule
from civtarget.rules.actuals import (
    cap_kept,
    cell_unreadable,
    district_not_in_split,
    exact_finish,
    floors_suffice,
    gap_moved,
    header_missing,
    header_repeated,
    on_pace,
    part_within_whole,
    period_outside_plan,
    rate_agrees,
    rate_below_threshold,
    rate_in_percent,
    reported,
    row_repeated,
    same_series,
    submitted_late,
    target_met,
    total_agrees,
    total_row,
    unit_differs,
    unit_unknown,
    unknown_district,
    unknown_indicator,
    unknown_period,
    unknown_step,
    value_conflict,
    value_fell,
    value_jumped,
    value_possible,
    value_revised,
    value_unchanged,
)

SUBMISSION_RULES: tuple[Rule, ...] = (
    cell_unreadable,
    unit_differs,
    unit_unknown,
    unknown_indicator,
    unknown_district,
    unknown_step,
    unknown_period,
    period_outside_plan,
    district_not_in_split,
    header_missing,
    header_repeated,
    total_row,
)
"""What is enforced while a submission is read."""

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
