"""Every rule there is, for those who ask by name."""

from civtarget.rules import CHECKING_RULES as _PLAN_RULES
from civtarget.rules import READING_RULES, WAIVER_RULES, CheckingRule, Rule
from civtarget.rules.actuals import ACTUALS_RULES, SUBMISSION_RULES
from civtarget.rules.edits import EDIT_RULES

WAIVABLE_RULES: tuple[CheckingRule, ...] = (*_PLAN_RULES, *ACTUALS_RULES)
"""The rules that can be waived."""

CHECKING_RULES: tuple[CheckingRule, ...] = (*WAIVABLE_RULES, *EDIT_RULES)
"""The rules that can be selected and ignored."""

ENFORCED_RULES: tuple[Rule, ...] = (*READING_RULES, *WAIVER_RULES, *SUBMISSION_RULES)
"""What is enforced while files are read, and of waivers, and always reported."""

RULES: tuple[Rule, ...] = (*READING_RULES, *_PLAN_RULES, *WAIVER_RULES, *SUBMISSION_RULES, *ACTUALS_RULES, *EDIT_RULES)
"""Every rule: those over plans, over what is reported, and over edits; what reading enforces comes first."""
