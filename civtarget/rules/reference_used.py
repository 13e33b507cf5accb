"""
What the plan declares, it uses.

规划声明的对象都用到了。

A district that no split or duty names was most likely forgotten where the others stand, and an office that answers for
nothing is a leftover or spelt differently elsewhere. A district that a split leaves out is for `split-complete` to
report, and an office whose name was nearly written for `reference-known`: they are not reported again.

没有任何分解或任务点名的辖市区，多半是在别处漏写了；没有承担任何指标的责任单位，要么是多余的，要么别处写法不同。
分解遗漏的辖市区由 `split-complete` 报告，写法相近而名单中没有的责任单位由 `reference-known` 报告，这里不再重复。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 180}}

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 300}, partial: true}

Remedy: use it where it was forgotten, or remove the declaration.

补救：在遗漏之处补上，或删去声明。
"""

from collections.abc import Iterable, Iterator
from functools import partial

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.plan import Duties, Indicator, Plan
from civtarget.model.results import Held, Problem, Result, RuleOptions
from civtarget.model.workspace import Workspace
from civtarget.rules._values import chain_past_unread
from civtarget.spelling import Suggestions

ID = "reference-used"
FAMILY = "references"
SEVERITY = Severity.NOTE
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions

_UNUSED_OFFICE = Text("没有指标由它负责", "answers for no indicator")
_UNUSED_PARTY = Text("没有任何分解用到它", "no split gives it a share")
_UNUSED_DISTRICT = Text("没有任何分解或任务点名它", "no split or duty names it")


def check_plan(plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look for a use of every office, party and district."""
    yield from chain_past_unread(partial(_offices, plan), partial(_parties, plan), partial(_districts, plan))


def _offices(plan: Plan) -> Iterator[Result]:
    if plan.offices:
        holders = (each for indicator in plan.indicators.values() for each in (indicator, *indicator.steps))
        answering = {office for each in holders if each.offices for office in each.offices.everyone}
        answering.update(plan.responsible)
        owners = {name: office for office, body in plan.offices.items() for name in (office, *body.aliases)}
        suggestions = Suggestions()
        near = {suggestions.nearest(name, owners) for name in sorted(answering - owners.keys())}
        meant = {owners[name] for name in near if name is not None}
        used = {owners[name] for name in answering & owners.keys()}
        yield from _judge("offices", (each for each in plan.offices if each not in meant - used), used, _UNUSED_OFFICE)


def _parties(plan: Plan) -> Iterator[Result]:
    if plan.parties:
        yield from _judge("parties", plan.parties, _in_splits(plan), _UNUSED_PARTY)


def _districts(plan: Plan) -> Iterator[Result]:
    in_splits = _in_splits(plan)
    if in_splits:  # a plan that allocates nothing need not name its districts one by one
        with_duties = {name for indicator in plan.indicators.values() for name in _named_in_duties(indicator)}
        used = in_splits | with_duties
        # A split that means to have everyone leaves out those that no split has: that is a finding of its own.
        if all(indicator.split is None or indicator.partial for indicator in plan.indicators.values()):
            yield from _judge("districts", plan.districts, used, _UNUSED_DISTRICT)
        else:
            yield from _judge("districts", (each for each in plan.districts if each in used), used, _UNUSED_DISTRICT)


def _in_splits(plan: Plan) -> set[str]:
    return {name for indicator in plan.indicators.values() for name in indicator.split or ()}


def _named_in_duties(indicator: Indicator) -> Iterator[str]:
    duties: list[Duties | None] = [indicator.districts, *(step.districts for step in indicator.steps)]
    for each in duties:
        yield from (each.named or ()) if each else ()


def _judge(section: str, declared: Iterable[str], used: Iterable[str], message: Text) -> Iterator[Result]:
    used = set(used)
    for name in declared:
        where = (section, name)
        yield Held(where) if name in used else Problem(where=where, message=message, at_key=True)
