"""
The rules over edits, registered here in the order in which they run.

They have the anatomy of the rules over a plan, and check an `Edit` instead: the changes of a plan, or of the settings
of a project. They run where the present state is compared with a base revision. What became weaker has to be
explained; an explanation is no waiver, so these rules cannot be waived.
"""

from civtarget.rules import EditRule
from civtarget.rules.edits import (
    _explained,
    change_needed,
    deadline_kept,
    district_kept,
    duty_kept,
    entry_kept,
    link_kept,
    project_kept,
    target_kept,
    waiver_explained,
)

PROJECT_RULES: tuple[EditRule, ...] = (project_kept, change_needed, entry_kept)
"""The rules over changes of the settings of a project, and of the places of its plans."""

PLAN_EDIT_RULES: tuple[EditRule, ...] = (
    target_kept,
    deadline_kept,
    district_kept,
    duty_kept,
    link_kept,
    waiver_explained,
    change_needed,
    entry_kept,
)
"""The rules over changes of a plan; each change is for one of them."""

EDIT_RULES: tuple[EditRule, ...] = tuple({rule.ID: rule for rule in (*PLAN_EDIT_RULES, *PROJECT_RULES)}.values())

rule_of = _explained.rule_of
"""Tells which of the rules a change of a plan is for."""
