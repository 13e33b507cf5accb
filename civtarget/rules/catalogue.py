"""All rules, of every subject, for looking them up by name."""

from civtarget.rules import PLAN_RULES, READING_RULES, WAIVER_RULES, CheckingRule, Rule
from civtarget.rules.actuals import ACTUALS_RULES, SUBMISSION_RULES
from civtarget.rules.edits import EDIT_RULES

WAIVABLE_RULES: tuple[CheckingRule, ...] = (*PLAN_RULES, *ACTUALS_RULES)
"""The rules that can be waived."""

CHECKING_RULES: tuple[CheckingRule, ...] = (*WAIVABLE_RULES, *EDIT_RULES)
"""The rules that can be selected and ignored."""

ENFORCED_RULES: tuple[Rule, ...] = (*READING_RULES, *WAIVER_RULES, *SUBMISSION_RULES)
"""The rules that are enforced while files are read, and over waivers: they are always reported."""

RULES: tuple[Rule, ...] = (*READING_RULES, *PLAN_RULES, *WAIVER_RULES, *SUBMISSION_RULES, *ACTUALS_RULES, *EDIT_RULES)
"""Every rule: those over plans, over what is reported, and over edits; what reading enforces comes first."""
