"""
A step says what is due, and a list of districts names some.

步骤写明要做什么或达到多少，辖市区名单不为空。

A step with nothing to do and no target is never judged, whatever day it is due, and a duty of no district is nobody's.
Both are left over from something that was to be filled in.

既没有事项也没有目标的步骤，无论哪天到期都无从考核；不属于任何辖市区的任务，没有人承担。两者多半都是还没有填完。

Passes:

    indicators:
      approvals: {name: 审批, kind: task, districts: [甲区], steps: [{do: 完成审批, by: 3月底}]}

Fails:

    indicators:
      approvals: {name: 审批, kind: task, districts: [], steps: [{by: 3月底}]}

Remedy: write `do:` or `target:`, and the districts or `all`; or leave the step or the list out.

补救：写上 `do:` 或 `target:`，写上辖市区或 `all`；或者删去该步骤或名单。
"""

from collections.abc import Iterator
from functools import partial

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.plan import Identifier, Indicator, Path, Plan, Step, at
from civtarget.model.results import Held, Problem, Result, RuleOptions
from civtarget.model.workspace import Workspace
from civtarget.rules._values import chain_past_unread

ID = "duty-stated"
FAMILY = "values"
SEVERITY = Severity.ERROR
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions

_NOTHING_DUE = Text(
    "步骤没有内容：请写 do:（要做什么）或 target:（达到多少）",
    "the step says nothing: write what to do (do:) or to reach (target:)",
)
_NOBODY = Text(
    "名单是空的：请写明辖市区或 all，或者删去", "the list names nobody: name districts, write all, or leave it out"
)


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look at every step, and at the districts of the indicator and of each step."""
    indicator = plan.indicators[identifier]

    def steps() -> Iterator[Result]:
        numbered = [(at(identifier, "steps", str(number)), step) for number, step in enumerate(indicator.steps)]
        return chain_past_unread(
            *(partial(look, where, step) for where, step in numbered for look in (_content, _districts))
        )

    yield from chain_past_unread(partial(_districts, at(identifier), indicator), steps)


def _content(where: Path, step: Step) -> Iterator[Result]:
    stated = step.do is not None or step.target is not None
    yield Held(where) if stated else Problem(where=where, message=_NOTHING_DUE)


def _districts(where: Path, holder: Indicator | Step) -> Iterator[Result]:
    if holder.districts is not None and holder.districts.named is not None:
        at_list = (*where, "districts")
        yield Held(at_list) if holder.districts.named else Problem(where=at_list, message=_NOBODY)
