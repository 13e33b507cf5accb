"""
The targets keep the relations that the plan itself lays down.

规划自身列出的约束都成立。

A constraint is a sum of targets and shares, each times a factor, with a bound: so the beds of two programmes come to
no more than there are, or a district gets at least its neighbour's share. A target that is a floor may come to more,
and a cap to less, and what then is open is said to be open. Only what is in one unit is added up, or in units that one
of the plans lists together under `same_units`.

约束是若干目标或份额各乘系数之和，并有上限、下限或等值：例如两个项目的床位合计不超过总数，
某区不少于邻区。下限可能超过，上限可能不足，由此说不准的，就说不准。
相加的数单位须相同，或在规划的 `same_units` 中列为通用。

Passes:

    indicators:
      home-beds: {name: 家庭床位, kind: count, unit: 张, target: 40}
      ward-beds: {name: 机构床位, kind: count, unit: 张, target: 60}
    constraints:
      - {sum: {home-beds: 1, ward-beds: 1}, at_most: 100, message: {zh: 床位合计不超过资金所及, en: no money for more}}

Fails:

    indicators:
      home-beds: {name: 家庭床位, kind: count, unit: 张, target: 50}
      ward-beds: {name: 机构床位, kind: count, unit: 张, target: 60}
    constraints:
      - {sum: {home-beds: 1, ward-beds: 1}, at_most: 100, message: {zh: 床位合计不超过资金所及, en: no money for more}}

Remedy: change a target that the constraint names, or the constraint.

补救：修改约束所列的目标，或修改约束。
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from civtarget.language import Language, Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import dotted, listed, name_of
from civtarget.model.plan import Constraint, Mark, Operand, Path, Plan, Reference, Unread
from civtarget.model.results import Held, Problem, Related, Result, RuleOptions, Unchecked
from civtarget.model.workspace import Linked, Workspace, are_one_unit
from civtarget.notation.quantity import Exact, Op, Quantity, exact, plain, write_number
from civtarget.rules._links import path_from
from civtarget.rules._values import chain_past_unread, compared, not_exact

ID = "constraint-kept"
FAMILY = "links"
SEVERITY = Severity.ERROR
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions

_SENSES = {
    "at_least": Text("至少", "at least"),
    "at_most": Text("至多", "at most"),
    "equals": Text("应为", "exactly"),
}


_NO_BOUND = Text(
    "约束没有界限：请写 at_least、at_most 或 equals", "the constraint has no bound: write at_least, at_most or equals"
)
_NO_FACTOR = Text("系数应是一个数，如 1、-1 或 0.5", "a factor is a plain number, such as 1, -1 or 0.5")
_NO_LIMIT = Text("界限应是一个数或一个引用", "a bound is a plain number or a reference")
_NO_TERMS = Text("约束没有列出任何一项", "the constraint has no terms")


class _Term(NamedTuple):
    """A target, share or number, what it is multiplied by, where it stands, and its unit."""

    factor: Exact
    bound: Quantity | None
    path: Path
    unit: str
    linked: Linked | None = None

    @property
    def ends(self) -> tuple[Exact | None, Exact | None]:
        """The least and the most that it contributes; None where there is no limit."""
        if self.bound is None:
            return None, None
        if self.factor == 0:
            return 0, 0
        low = None if self.bound.low is None else exact(Fraction(self.factor) * self.bound.low)
        high = None if self.bound.high is None else exact(Fraction(self.factor) * self.bound.high)
        return (low, high) if self.factor >= 0 else (high, low)


class _Relation(NamedTuple):
    """One bound of a constraint: at the path `where`, under the `key` that says which sort of bound it is."""

    where: Path
    constraint: Constraint
    key: str
    operand: Operand

    @property
    def path(self) -> Path:
        return (*self.where, self.key)


def check_plan(plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Work out every constraint of the plan."""
    numbered = enumerate(plan.constraints)
    yield from chain_past_unread(
        *(partial(_constraint, ("constraints", str(n)), each, plan, workspace) for n, each in numbered)
    )


def _constraint(where: Path, constraint: Constraint, plan: Plan, workspace: Workspace) -> Iterator[Result]:
    stated = [(key, operand) for key, operand in constraint.bounds.items() if operand is not None]
    if not stated or not constraint.sum:
        lacking = _NO_BOUND if constraint.sum else _NO_TERMS
        yield Problem(where=where, message=lacking)
        return
    for factor in constraint.sum.values():
        if isinstance(factor, Unread):
            raise factor
    wrong = [
        reference
        for reference, factor in constraint.sum.items()
        if factor.op is not Op.EXACTLY or factor.unit or factor.approximate
    ]
    yield from (Problem(where=(*where, "sum", str(each)), message=_NO_FACTOR) for each in wrong)
    limits = [key for key, operand in stated if isinstance(operand, Quantity) and operand.op is not Op.EXACTLY]
    yield from (Problem(where=(*where, key), message=_NO_LIMIT) for key in limits)
    if wrong or limits:
        return
    references = [*constraint.sum, *(operand for _, operand in stated if isinstance(operand, Reference))]
    if any(workspace.find(each, plan) is None for each in references):
        message = Text("要等 link-known 成立才能检查", "cannot be checked until link-known holds")
        yield Unchecked(where=where, message=message, needs=("link-known",))
        return
    for key, operand in stated:
        yield _judge(_Relation(where, constraint, key, operand), plan, workspace)


def _judge(relation: _Relation, plan: Plan, workspace: Workspace) -> Result:
    """Hold the sum against the bound by what their difference comes to at least and at most."""
    terms = [_term(reference, factor.figure, plan, workspace) for reference, factor in relation.constraint.sum.items()]
    limit = _limit(relation.operand, relation.path, plan, workspace)
    lacking = [term for term in (*terms, limit) if term.bound is None]
    if lacking:
        names = listed(dotted(term.path) for term in lacking)
        message = Text("没有数，无法检查：{names}", "cannot be checked: no figure for {names}", names=names)
        return Unchecked(where=relation.path, message=message, needs=tuple(dotted(term.path) for term in lacking))
    units = _different_units((*terms, limit), plan)
    if units:
        names = listed(units)
        message = Text(
            "单位不同，无法相加：{names}；换算请写在系数里",
            "cannot be checked: different units ({names}); a factor may convert them",
            names=names,
        )
        return Unchecked(where=relation.path, message=message, needs=tuple(dotted(term.path) for term in terms))
    about = not_exact(relation.path, *((term.path, term.bound) for term in (*terms, limit) if term.bound))
    if about is not None:
        return about
    least, most = _difference(terms, limit)
    too_much, too_little = least is not None and least > 0, most is not None and most < 0
    if (too_much and relation.key != "at_least") or (too_little and relation.key != "at_most"):
        return _problem(relation, terms, limit, plan)
    if (relation.key == "at_least" or (most is not None and most <= 0)) and (
        relation.key == "at_most" or (least is not None and least >= 0)
    ):
        return Held(relation.path)
    message = Text(
        "目标是上限或下限，合计可能成立，也可能不成立", "some targets are floors or caps: the sum may keep it or not"
    )
    open_ends = [dotted(term.path) for term in (*terms, limit) if None in term.ends or len(set(term.ends)) > 1]
    return Unchecked(where=relation.path, message=message, needs=tuple(open_ends))


def _different_units(terms: Sequence[_Term], plan: Plan) -> list[str]:
    """Return the units of terms that are added up as they are, unless they are one; a factor converts its term."""
    units = list(dict.fromkeys(term.unit for term in terms if term.unit and term.factor in (1, -1)))
    plans = (plan, *(term.linked.plan for term in terms if term.linked is not None))
    return [] if are_one_unit(units, plans) else units


def _difference(terms: Sequence[_Term], limit: _Term) -> tuple[Exact | None, Exact | None]:
    """Return the excess of the sum over the limit, at least and at most."""
    ends = [term.ends for term in (*terms, limit._replace(factor=-1))]
    lows, highs = [low for low, _ in ends if low is not None], [high for _, high in ends if high is not None]
    return (
        exact(sum(lows)) if len(lows) == len(ends) else None,
        exact(sum(highs)) if len(highs) == len(ends) else None,
    )


def _term(reference: Reference, factor: Exact, plan: Plan, workspace: Workspace) -> _Term:
    linked = workspace.find(reference, plan)
    assert linked is not None, "what is referred to was looked up"
    share = (linked.indicator.split or {}).get(linked.district) if linked.district is not None else None
    nothing = Quantity(Op.EXACTLY, 0, 0, "", 1)
    bound = nothing if share is Mark.NOT_APPLICABLE else linked.bound
    return _Term(factor, bound, path_from(linked.path, linked.plan, plan), linked.unit, linked)


def _limit(operand: Operand, path: Path, plan: Plan, workspace: Workspace) -> _Term:
    if isinstance(operand, Reference):
        return _term(operand, 1, plan, workspace)
    return _Term(1, operand, path, operand.unit)


def _problem(relation: _Relation, terms: Sequence[_Term], limit: _Term, plan: Plan) -> Problem:
    assert limit.bound is not None, "only what is known is compared"
    amount, aim = exact(sum(Fraction(term.factor) * _figure(term) for term in terms)), _figure(limit)
    units = {term.unit for term in (*terms, limit) if term.unit}
    unit = units.pop() if len(units) == 1 else ""
    sense, said = _SENSES[relation.key], relation.constraint.message.text
    total, bound, gap = compared(amount, aim, unit)
    over, written = amount > aim, _written(terms, total)
    return Problem(
        where=relation.path,
        message=Text(
            f"{said.zh}：{written.zh}，{sense.zh} {bound.zh}：{'多' if over else '少'} {gap.zh}",
            f"{said.en}: {written.en}, {sense.en} {bound.en}: {gap.en} {'over' if over else 'short'}",
        ),
        expected=aim,
        actual=amount,
        gap=exact(amount - aim),
        unit=unit,
        related=tuple(_stands(term.linked, plan) for term in (*terms, limit) if term.linked is not None),
    )


def _figure(term: _Term) -> Exact:
    assert term.bound is not None, "only what is known is compared"
    return term.bound.figure


def _written(terms: Sequence[_Term], total: Text) -> Text:
    """Write the terms of a sum and what it comes to: 50 + 2 × 30 - 4 = 106; one term as it is alone."""
    if len(terms) == 1 and terms[0].factor == 1:
        return total
    zh, en = "", ""
    for term in terms:
        sign = "-" if term.factor < 0 else "+"
        size = max(term.factor, -term.factor)
        times = "" if size == 1 else f"{plain(size)} × "
        zh += f" {sign} {times}{write_number(_figure(term), Language.ZH)}"
        en += f" {sign} {times}{write_number(_figure(term), Language.EN)}"
    zh, en = (text.removeprefix(" + ").removeprefix(" ") for text in (zh, en))
    return Text("{zh} = {total}", "{en} = {total}", zh=zh, total=total, en=en)


def _stands(linked: Linked, plan: Plan) -> Related:
    return Related(linked.path, name_of(linked, plan), plan=linked.plan)
