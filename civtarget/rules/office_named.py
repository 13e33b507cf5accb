"""
Every indicator has an office that answers for it.

每项指标都有责任单位。

What everybody is responsible for nobody is asked about: the supervision office could not tell whom to call. The offices
of the indicator count, those of its steps if each has some, and those that the plan names for all (`responsible`).

人人有责等于无人负责，督查时不知道该问谁。指标自己的责任单位算，每个步骤都各有责任单位的也算，
规划统一写明的（`responsible`）也算。

Passes:

    responsible: []
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, offices: [民政局]}

Fails:

    responsible: []
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}

Remedy: name the offices under `offices`, or in the plan's `responsible` if they answer for everything.

补救：在 `offices` 中写明责任单位；若对全部指标负责，写在规划的 `responsible` 中。
"""

from collections.abc import Iterator

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.plan import Identifier, Indicator, Plan, Step, at
from civtarget.model.results import Held, Problem, Result, RuleOptions
from civtarget.model.workspace import Workspace

ID = "office-named"
FAMILY = "references"
SEVERITY = Severity.ERROR
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look for an office in the indicator, in each of its steps, then in the plan."""
    indicator = plan.indicators[identifier]
    where = at(identifier) if indicator.offices is None else at(identifier, "offices")
    if _names_one(indicator) or (indicator.steps and all(map(_names_one, indicator.steps))) or plan.responsible:
        yield Held(where)
        return
    message = Text(
        "没有责任单位：指标没有写明，规划的 responsible 也没有",
        "no office answers for it: neither here nor in the plan's responsible",
    )
    yield Problem(where=where, message=message, at_key=True)


def _names_one(holder: Indicator | Step) -> bool:
    return holder.offices is not None and bool(holder.offices.everyone)
