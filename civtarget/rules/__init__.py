"""
The rules over a plan, registered here in the order in which they run.

A rule is a module whose docstring is its documentation. It has an `ID` (the file's name with dashes), a `FAMILY`, a
`SEVERITY`, its typed `Options`, and in `REQUIRES` the rules that must hold on the same indicator before this one means
anything. It checks the whole plan (`check_plan`), one indicator (`check_indicator`) or both; a rule about links does so
with the other plans at hand (`check_workspace`, `check_links`). It yields a result for every subject that it looked at:
`Held`, `Problem` or `Unchecked`. What is enforced while a plan is read has a module here too, for its documentation;
the check itself is in `civtarget.sources`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from civtarget.model.findings import Severity
from civtarget.model.plan import Identifier, Plan
from civtarget.model.results import Result, RuleOptions
from civtarget.model.workspace import Workspace
from civtarget.rules import (
    constraint_kept,
    deadline_in_period,
    district_known,
    district_sum,
    duplicate_key,
    duty_stated,
    gap_trend,
    kind_adds_up,
    kind_fits_unit,
    link_equal,
    link_fits,
    link_known,
    link_not_weaker,
    missing_key,
    not_negative,
    office_named,
    rate_all_or_nothing,
    rate_as_share,
    rate_at_baseline,
    rate_consistent,
    rate_reachable,
    reference_known,
    reference_used,
    split_complete,
    step_repeated,
    steps_in_order,
    steps_rise,
    subset_within_whole,
    target_below_result,
    threshold_range,
    total_reachable,
    translated,
    unique_names,
    unit_matches,
    unknown_key,
    waiver_current,
    waiver_needed,
    whole_number,
    wrong_value,
    yaml_syntax,
)

if TYPE_CHECKING:  # a plan is checked without them
    from civtarget.comparison.edit import Edit
    from civtarget.scorecard.assessment import Assessment


class Rule(Protocol):
    """What every rule states about itself."""

    __name__: str
    __doc__: str | None
    ID: str
    FAMILY: str
    SEVERITY: Severity


class CheckingRule(Rule, Protocol):
    """A rule over a plan that was read."""

    REQUIRES: frozenset[str]
    Options: type[RuleOptions]


class ActualsRule(CheckingRule, Protocol):
    """A rule over what was reported, of one indicator at a time; see `civtarget.rules.actuals`."""

    def check_actuals(self, identifier: Identifier, assessment: "Assessment", options: Any, /) -> Iterator[Result]:
        """Yield a result for every subject looked at in what was reported of the indicator."""


class PlanRule(CheckingRule, Protocol):
    """A rule that looks at the plan as a whole."""

    def check_plan(self, plan: Plan, options: Any, /) -> Iterator[Result]:
        """Yield a result for every subject looked at."""


class IndicatorRule(CheckingRule, Protocol):
    """A rule that looks at one indicator at a time: one that cannot be read leaves the others checked."""

    def check_indicator(self, identifier: Identifier, plan: Plan, options: Any, /) -> Iterator[Result]:
        """Yield a result for every subject looked at in the indicator."""


class WorkspaceRule(CheckingRule, Protocol):
    """A rule that looks at the plan as a whole, among the plans that are checked with it."""

    def check_workspace(self, plan: Plan, workspace: Workspace, options: Any, /) -> Iterator[Result]:
        """Yield a result for every subject looked at."""


class LinkRule(CheckingRule, Protocol):
    """A rule that looks at one indicator at a time, and at what it refers to in this plan or in another one."""

    def check_links(
        self, identifier: Identifier, plan: Plan, workspace: Workspace, options: Any, /
    ) -> Iterator[Result]:
        """Yield a result for every subject looked at in the indicator."""


class EditRule(CheckingRule, Protocol):
    """A rule over what an edit made of a plan or of a project; see `civtarget.rules.edits`."""

    def check_edit(self, edit: "Edit", options: Any, /) -> Iterator[Result]:
        """Yield a result for every change or entry looked at."""


READING_RULES: tuple[Rule, ...] = (yaml_syntax, duplicate_key, unknown_key, missing_key, wrong_value)
"""What is enforced while a plan is read."""

WAIVER_RULES: tuple[Rule, ...] = (waiver_current, waiver_needed)
"""What is enforced of waivers, when all that they may accept is known."""

PLAN_RULES: tuple[PlanRule, ...] = (
    unique_names,
    reference_known,
    reference_used,
    district_known,
    not_negative,
    translated,
)

INDICATOR_RULES: tuple[IndicatorRule, ...] = (
    reference_known,
    district_known,
    split_complete,
    kind_adds_up,
    kind_fits_unit,
    unit_matches,
    not_negative,
    whole_number,
    threshold_range,
    rate_as_share,
    subset_within_whole,
    rate_consistent,
    rate_reachable,
    rate_all_or_nothing,
    duty_stated,
    deadline_in_period,
    steps_in_order,
    steps_rise,
    step_repeated,
    office_named,
    translated,
)

WORKSPACE_RULES: tuple[WorkspaceRule, ...] = (link_known, constraint_kept)

LINK_RULES: tuple[LinkRule, ...] = (
    district_sum,
    link_known,
    link_fits,
    link_equal,
    link_not_weaker,
    total_reachable,
    subset_within_whole,
    rate_at_baseline,
    target_below_result,
    gap_trend,
)
"""The rules that look at other indicators and plans, too; they run after all others."""

CHECKING_RULES: tuple[CheckingRule, ...] = tuple(
    {rule.ID: rule for rule in (*PLAN_RULES, *INDICATOR_RULES, *WORKSPACE_RULES, *LINK_RULES)}.values()
)
"""Every rule over a plan that was read, once, in the order in which they run."""
