"""
A split names every district of the plan, unless it is marked `partial: true`.

分解列出本规划的每个辖市区，标明 `partial: true` 的除外。

A district that is left out by mistake has no share and never knows. `--` says that it takes no part, a blank cell that
its share is still open; parties may be left out. `partial: true` where nobody is left out only misleads.

误漏的辖市区没有任务，自己也不知道。“--”表示不参与，空格表示待定；参与方可以不列。无遗漏时 `partial: true` 只会误导。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 300, 乙区: --}}

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 300}}

Remedy: give the district a share or `--`; if leaving districts out is meant, add `partial: true`.

补救：给该辖市区写上份额或“--”；有意只分给部分辖市区的，加 `partial: true`。
"""

from collections.abc import Iterator

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import MOST_NAMES, areas_listed
from civtarget.model.plan import Identifier, Plan, at
from civtarget.model.results import Held, Problem, Result, RuleOptions
from civtarget.model.workspace import Workspace

ID = "split-complete"
FAMILY = "sums"
SEVERITY = Severity.ERROR
REQUIRES = frozenset({"district-known"})
Options = RuleOptions

_NO_SPLIT = Text("partial: true 不起作用：没有分解", "partial: true has no effect: there is no split")
_NOBODY_LEFT_OUT = Text(
    "partial: true 不起作用：分解没有遗漏辖市区", "partial: true has no effect: the split leaves no district out"
)


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Compare the names in the split with the districts of the plan."""
    indicator = plan.indicators[identifier]
    if indicator.split is None:
        if indicator.partial:
            yield Problem(where=at(identifier, "partial"), message=_NO_SPLIT)
        return
    left_out = [district for district in plan.districts if district not in indicator.split]
    if indicator.partial and not left_out:
        yield Problem(where=at(identifier, "partial"), message=_NOBODY_LEFT_OUT)
    elif left_out and not indicator.partial:
        names = areas_listed(left_out, plan, most=MOST_NAMES)
        message = Text(
            "分解遗漏了 {names}：不参与的写“--”，有意只分给部分辖市区的加 partial: true",
            'the split leaves out {names}: write "--" for a district that takes no part, or '
            "add partial: true if only some districts are meant",
            names=names,
        )
        yield Problem(where=at(identifier, "split"), message=message)
    else:
        yield Held(at(identifier, "split"))
