"""
The same step does not stand at two times.

同一步骤不写在两个时间。

A list of steps is written quarter by quarter, and what is to begin or to be finished in one may stand again in the
next: then it is open when. So it is where all of something is done, and later a part of it, in brackets, is to be done.
What is done again and again has `every`, and what rises has a `target`.

步骤是一个季度一个季度写的，上一季度要启动或完成的事，下一季度又写一次，就不知道究竟在何时；全部已经做了，
后面又写其中一部分（写在括号里），也是这样。反复进行的，写 `every`；逐步提高的，写 `target`。

Passes:

    indicators:
      centre:
        name: 指导中心
        kind: task
        steps: [{by: 一季度, do: 招标}, {by: 二季度, do: 施工}]

Fails:

    indicators:
      centre:
        name: 指导中心
        kind: task
        steps: [{by: 一季度, do: 方案论证、招标}, {by: 二季度, do: 招标}]

Remedy: leave it where it is due, or say in what the two differ.

补救：只留一处，或写明两处有何不同。
"""

import re
from collections.abc import Iterator, Mapping

from civtarget.language import Position, Text
from civtarget.model.findings import Severity
from civtarget.model.plan import Identifier, Indicator, Plan, Step, at
from civtarget.model.results import Held, Problem, Related, Result, RuleOptions
from civtarget.model.workspace import Workspace

ID = "step-repeated"
FAMILY = "dates"
SEVERITY = Severity.NOTE
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions

_CLAUSE = re.compile("(?:[^，、；。,;（(]|[（(][^）)]*[）)]?)+")
_PART = re.compile("[（(].*[）)]$")


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Compare what each dated step does, clause by clause, with the steps before it that are due at another time."""
    before: dict[str, int] = {}
    indicator = plan.indicators[identifier]
    for number, step in enumerate(indicator.steps):
        if step.do is None or step.by is None or step.every is not None or step.target is not None:
            continue
        clauses = {clause.strip() for clause in _CLAUSE.findall(step.do.zh)}
        wholes = {_PART.sub("", clause) for clause in clauses}
        yield _judge(identifier, indicator, number, (clauses | wholes) & before.keys(), before)
        before |= dict.fromkeys(clauses - before.keys(), number)


def _judge(
    identifier: Identifier, indicator: Indicator, number: int, again: set[str], before: Mapping[str, int]
) -> Result:
    where = at(identifier, "steps", str(number), "do")
    step = indicator.steps[number]
    for clause in sorted(again):
        earlier = indicator.steps[before[clause]]
        assert earlier.by is not None and step.by is not None, "only dated steps are compared"
        if _are_for_others(step, earlier) or (step.by.year, step.by.last) == (earlier.by.year, earlier.by.last):
            continue
        first = at(identifier, "steps", str(before[clause]), "do")
        message = Text(
            "“{clause}”写在两个时间：第 {number} 步 {time}，第 {second_number} 步 {second_time}",
            '"{clause}" stands twice: {time} in step {number}, {second_time} in step {second_number}',
            clause=clause,
            number=Position(before[clause] + 1),
            time=earlier.by.text,
            second_number=Position(number + 1),
            second_time=step.by.text,
        )
        return Problem(where=where, message=message, related=(Related(first, Text("先前的一步", "the earlier step")),))
    return Held(where)


def _are_for_others(step: Step, earlier: Step) -> bool:
    """Whether two steps are for different districts."""
    ours, theirs = (each.districts.named if each.districts is not None else None for each in (step, earlier))
    return ours is not None and theirs is not None and not set(ours) & set(theirs)
