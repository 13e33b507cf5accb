"""
The rules over a plan, registered here.

A rule is a module whose docstring is its documentation. It has an `ID` (the file's name with dashes), a `FAMILY`, a
`SEVERITY`, its typed `Options`, and in `REQUIRES` the rules that must hold on the same indicator before this one means
anything. It checks the whole plan (`check_plan`), one indicator (`check_indicator`) or both, always with the plans at
hand that it is checked with, and yields a result for every subject that it looked at: `Held`, `Problem` or `Unchecked`.

What is enforced while a plan is read has a module here too, for its documentation; the check itself is in
`civtarget.files.plan`.
"""

from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from civtarget.model.findings import Reading, Severity
from civtarget.model.plan import Identifier, Plan
from civtarget.model.results import Result, RuleOptions
from civtarget.model.workspace import Workspace
from civtarget.rules import (
    constraint_kept,
    deadline_in_period,
    district_known,
    district_sum,
    duty_stated,
    gap_trend,
    kind_adds_up,
    kind_fits_unit,
    link_equal,
    link_fits,
    link_known,
    link_not_weaker,
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
    waiver_current,
    waiver_needed,
    whole_number,
)

if TYPE_CHECKING:  # a plan is checked without them
    from civtarget.comparison.edit import Edit
    from civtarget.scorecard.assessment import Assessment


class Rule(Protocol):
    """The documentation of a rule, and its attributes that reports name."""

    __name__: str
    __doc__: str | None
    ID: str
    FAMILY: str
    SEVERITY: Severity


class CheckingRule(Rule, Protocol):
    """A rule that has code to run: over a plan, over what was reported, or over an edit."""

    REQUIRES: frozenset[str]
    Options: type[RuleOptions]


class WholePlanRule(CheckingRule, Protocol):
    """A rule over a plan as a whole."""

    def check_plan(self, plan: Plan, workspace: Workspace, options: Any, /) -> Iterator[Result]:
        """Yield a result for every subject looked at in the plan."""


class IndicatorRule(CheckingRule, Protocol):
    """A rule over one indicator of a plan at a time: one that cannot be read leaves the others checked."""

    def check_indicator(
        self, identifier: Identifier, plan: Plan, workspace: Workspace, options: Any, /
    ) -> Iterator[Result]:
        """Yield a result for every subject looked at in the indicator."""


PlanRule = WholePlanRule | IndicatorRule
"""A rule over a plan: as a whole, indicator by indicator, or both."""


class ActualsRule(CheckingRule, Protocol):
    """A rule over what was reported, of one indicator at a time; see `civtarget.rules.actuals`."""

    def check_actuals(self, identifier: Identifier, assessment: "Assessment", options: Any, /) -> Iterator[Result]:
        """Yield a result for every subject looked at in what was reported of the indicator."""


class EditRule(CheckingRule, Protocol):
    """A rule over the changes of a plan or of a project; see `civtarget.rules.edits`."""

    def check_edit(self, edit: "Edit", options: Any, /) -> Iterator[Result]:
        """Yield a result for every change or entry looked at."""


def in_order(*rules: PlanRule) -> tuple[PlanRule, ...]:
    """
    Return rules so that each runs after those that it requires; where nothing is required, as they are registered.

    Raises
    ------
    KeyError
        A rule requires one that is not registered.
    graphlib.CycleError
        Rules require each other.
    """
    places = {rule.ID: place for place, rule in enumerate(rules)}
    sorter = TopologicalSorter({places[rule.ID]: [places[each] for each in rule.REQUIRES] for rule in rules})
    sorter.prepare()
    ready: set[int] = set()
    ordered = []
    while sorter.is_active():
        ready.update(sorter.get_ready())
        place = min(ready)
        ready.remove(place)
        sorter.done(place)
        ordered.append(rules[place])
    return tuple(ordered)


def documented(package: str, ids: Iterable[str]) -> tuple[Rule, ...]:
    """Return the modules of a package that document the rules `ids`, which are enforced elsewhere."""
    return tuple(cast("Rule", import_module(f"{package}.{each.replace('-', '_')}")) for each in ids)


READING_RULES = documented(__name__, Reading)
"""The rules that are enforced while a plan is read."""

WAIVER_RULES: tuple[Rule, ...] = (waiver_current, waiver_needed)
"""The rules over waivers, enforced when all findings that they may accept are known."""

PLAN_RULES = in_order(
    unique_names,
    reference_known,
    reference_used,
    district_known,
    not_negative,
    translated,
    split_complete,
    kind_adds_up,
    kind_fits_unit,
    unit_matches,
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
    link_known,
    constraint_kept,
    district_sum,
    link_fits,
    link_equal,
    link_not_weaker,
    total_reachable,
    rate_at_baseline,
    target_below_result,
    gap_trend,
)
"""Every rule over a plan that was read, in the order in which they run."""
