"""
What a plan refers to in itself or in another plan is there, once, and no link comes back to where it began.

规划引用本规划或其他规划的对象都存在，且只有一个；引用不绕回自身。

Plans are held against each other by their links: a link to a plan that nobody has compares nothing, and two plans of
one name leave open which is meant. Plans are looked for among those that are checked and in their folders.

规划之间的核对全靠引用：引用的规划不存在，就什么也没有核对；两份规划同名，就不知道指哪一份。
查找范围是所核对的规划和它们所在的文件夹。

Passes:

    indicators:
      meal-points: {name: 助餐点, kind: count, unit: 个, target: 24}
      meal-sites: {name: 选址, kind: count, unit: 个, target: 24, same_as: meal-points}

Fails:

    indicators:
      meal-points: {name: 助餐点, kind: count, unit: 个, target: 24}
      meal-sites: {name: 选址, kind: count, unit: 个, target: 24, same_as: 2024-example/meal-points}

Remedy: correct the name, or put the plan that is meant beside this one.

补救：改正名称，或把所指的规划放在同一文件夹。
"""

from collections.abc import Iterator

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import MOST_NAMES, listed
from civtarget.model.plan import Constraint, Identifier, Path, Plan, Reference, at
from civtarget.model.results import Held, Problem, Related, Result, RuleOptions, Unchecked
from civtarget.model.workspace import Link, Node, Workspace, links_of
from civtarget.rules._references import circular, suggestions_in, unknown
from civtarget.spelling import Suggestions

ID = "link-known"
FAMILY = "links"
SEVERITY = Severity.ERROR
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions

_PLAN = Text("规划", "plan")
_INDICATOR = Text("指标", "indicator")


def check_plan(plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look for plans of the same identifier, for unknown names in constraints, and for cycles of links."""
    others = [each for each in workspace.plans.get(plan.id, ())[: MOST_NAMES + 1] if each is not plan]
    if others:
        there = Text("同名的规划在此", "a plan of the same name stands here")
        message = Text("有几份规划的标识都是“{plan}”", 'several plans are called "{plan}"', plan=plan.id)
        shown = others[:MOST_NAMES]
        yield Problem(where=("id",), message=message, related=tuple(Related(("id",), there, plan=o) for o in shown))
    yield from _constraints(plan, workspace)
    for link in Link:
        yield from _cycles(plan, workspace, link)


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look up what an indicator's links name."""
    suggestions = workspace.computed(suggestions_in, plan)
    for link, reference in links_of(plan.indicators[identifier]):
        yield _judge(at(identifier, link), reference, identifier, plan, workspace, suggestions)


def _constraints(plan: Plan, workspace: Workspace) -> Iterator[Result]:
    suggestions = Suggestions()
    for number, constraint in enumerate(plan.constraints):
        for path, reference in _named(constraint):
            yield _judge(("constraints", str(number), *path), reference, None, plan, workspace, suggestions)


def _named(constraint: Constraint) -> Iterator[tuple[Path, Reference]]:
    for reference in constraint.sum:
        yield ("sum", str(reference)), reference
    for key, operand in constraint.bounds.items():
        if isinstance(operand, Reference):
            yield (key,), operand


def _judge(  # noqa: PLR0913, PLR0917  # a reference, where it stands, and where it may lead
    where: Path,
    reference: Reference,
    holder: Identifier | None,
    plan: Plan,
    workspace: Workspace,
    suggestions: Suggestions,
) -> Result:
    there = plan
    if reference.plan is not None and reference.plan != plan.id:
        found = workspace.plans.get(reference.plan, ())
        if not found and workspace.unread:
            files = listed(workspace.unread, most=MOST_NAMES)
            message = Text(
                "没有读到规划“{plan}”，而 {files} 未能读取，因此无法检查",
                'cannot be checked: no plan "{plan}" was read, and {files} could not be',
                plan=reference.plan,
                files=files,
            )
            return Unchecked(where=where, message=message, needs=workspace.unread)
        if not found:
            others = [each for each in workspace.plans if each != plan.id]
            return unknown(where, reference.plan, others, _PLAN, suggestions)
        if len(found) > 1:
            several = Text(
                "有几份规划的标识都是“{plan}”，不知道指哪一份",
                'several plans are called "{plan}": which one is meant is open',
                plan=reference.plan,
            )
            there_too = Text("同名的规划之一在此", "one of them stands here")
            related = tuple(Related(("id",), there_too, plan=each) for each in found[:MOST_NAMES])
            return Problem(where=where, message=several, related=related)
        there = found[0]
    if there is plan and reference.indicator == holder:
        itself = Text("指标“{holder}”引用了自身", 'the indicator "{holder}" refers to itself', holder=holder)
        return Problem(where=where, message=itself)
    if reference.indicator not in there.indicators:
        return unknown(where, reference.indicator, there.indicators, _in_plan(_INDICATOR, there, plan), suggestions)
    split = there.indicators[reference.indicator].split or {}
    name = there.indicators[reference.indicator].name.text
    if reference.district is not None and where[-1] == Link.BASELINE:
        whole = Text(
            "“{name}”此前的数没有分解：请删去 .{district}",
            'the past figures of "{name}" are not split: leave .{district} out',
            name=name,
            district=reference.district,
        )
        return Problem(where=where, message=whole)
    if reference.district is not None and reference.district not in split:
        share = Text("“{name}”的份额", 'share of "{name}" for', name=name)
        return unknown(where, reference.district, split, share, suggestions)
    return Held(where)


def _in_plan(sort: Text, there: Plan, plan: Plan) -> Text:
    return sort if there is plan else Text(" {there} 的{sort}", "{sort} in {there} called", there=there.id, sort=sort)


def _cycles(plan: Plan, workspace: Workspace, link: Link) -> Iterator[Result]:
    """Report every cycle through this plan once; a link to oneself is for `check_indicator` to report."""
    for cycle in workspace.cycles[link]:
        places = [place for place, (holder, _) in enumerate(cycle) if holder == plan.id]
        if len(cycle) > 1 and places and not _is_of_subsets(cycle, plan, link):
            way = [*cycle[places[0] :], *cycle[: places[0] + 1]]
            names = [name if holder == plan.id else f"{holder}/{name}" for holder, name in way]
            yield circular(at(way[0][1], link), link, names)


def _is_of_subsets(cycle: list[Node], plan: Plan, link: Link) -> bool:
    """Whether a cycle is of subsets of this plan alone: `reference-known` reports it."""
    return link is Link.WITHIN and all(
        holder == plan.id and plan.indicators[identifier].whole is not None for holder, identifier in cycle
    )
