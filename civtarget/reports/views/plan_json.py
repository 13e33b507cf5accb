"""
A plan as it was read, as JSON, `civtarget-plan/1`: exact values in base units.

The shape is a contract of its own; fields may be added within `/1`, none is removed or changes its meaning.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from civtarget.model.plan import (
    Constraint,
    Duties,
    Each,
    Indicator,
    Mark,
    Name,
    Plan,
    Ratio,
    Reference,
    Relative,
    Role,
    Share,
    Step,
    Target,
    Term,
    Weights,
)
from civtarget.notation.dates import When
from civtarget.notation.quantity import Op, Quantity, plain

FORMAT = "civtarget-plan/1"


def content(plan: Plan) -> dict[str, Any]:
    """Return the JSON content of a plan that was read without fault."""
    return {
        "format": FORMAT,
        "id": plan.id,
        "title": _name(plan.title),
        "period": str(plan.period),
        "districts": {
            name: {"code": district.code, "en": district.en, "aliases": list(district.aliases)}
            for name, district in plan.districts.items()
        },
        "parties": {name: {"en": party.en, "aliases": list(party.aliases)} for name, party in plan.parties.items()},
        "indicators": [_indicator(identifier, each, plan) for identifier, each in plan.indicators.items()],
        "weights": [_weights(identifier, each) for identifier, each in plan.weights.items()],
        "constraints": [_constraint(each) for each in plan.constraints],
    }


def _indicator(identifier: str, indicator: Indicator, plan: Plan) -> dict[str, Any]:
    offices, split = indicator.offices, indicator.split
    return {
        "id": identifier,
        "name": _name(indicator.name),
        "kind": indicator.kind,
        "unit": indicator.unit_name or None,
        "item": indicator.item,
        "offices": list(offices.everyone if offices else plan.responsible),
        "office_roles": {
            **dict.fromkeys(offices.lead if offices else (), Role.LEAD),
            **dict.fromkeys(offices.support if offices else (), Role.SUPPORT),
        },
        "bound": _target(indicator.target),
        "baselines": [{"period": str(each.period), "value": _bound(each.value)} for each in indicator.baselines],
        "baseline": _reference(indicator.baseline),
        "split": None if split is None else {district: _share(share) for district, share in split.items()},
        "partial": indicator.partial,
        "each": _each(indicator.each),
        "of": _ratio(indicator.of),
        "within": _reference(indicator.within),
        "follows": _reference(indicator.follows),
        "splits_from": _reference(indicator.splits_from),
        "same_as": _reference(indicator.same_as),
        "gap": None if indicator.gap is None else {"to": indicator.gap.to, "trend": indicator.gap.trend},
        "districts": _duties(indicator.districts, plan),
        "coverage": indicator.coverage,
        "every": indicator.every,
        "commitment": indicator.commitment,
        "assigned_by": _name(indicator.assigned_by),
        "start": _day(indicator.start, plan, When.first_day),
        "by": _day(indicator.by, plan, When.last_day),
        "pace": indicator.pace,
        "reported": indicator.reported,
        "milestones": [_step(step, plan) for step in indicator.steps],
        "note": _name(indicator.note),
    }


def _name(name: Name | None) -> dict[str, str | None] | None:
    return None if name is None else {"zh": name.zh, "en": name.en}


def _target(target: Target | None) -> dict[str, Any] | None:
    if not isinstance(target, Relative):
        return _bound(target)
    factor, previous = target.factor, {"previous": True} if target.previous else {}
    if factor.op is Op.BETWEEN:
        low, high = plain(factor.low or 0), plain(factor.high or 0)
        return {"op": factor.op, "low_factor": low, "high_factor": high, "of": target.of, **previous}
    return {"op": factor.op, "factor": plain(factor.figure), "of": target.of, **previous}


def _constraint(constraint: Constraint) -> dict[str, Any]:
    return {
        "sum": {str(reference): plain(factor.figure) for reference, factor in constraint.sum.items()},
        **{
            key: str(operand) if isinstance(operand, Reference) else _bound(operand)
            for key, operand in constraint.bounds.items()
        },
        "message": _name(constraint.message),
    }


def _weights(identifier: str, weights: Weights) -> dict[str, Any]:
    return {
        "id": identifier,
        "name": _name(weights.name),
        "unit": weights.unit,
        "source": weights.source,
        "values": {district: _bound(value) for district, value in weights.values.items()},
    }


def _reference(reference: Reference | None) -> str | None:
    return None if reference is None else str(reference)


def _bound(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    if quantity.op is Op.BETWEEN:
        bound: dict[str, Any] = {"op": quantity.op, "low": plain(quantity.low or 0), "high": plain(quantity.high or 0)}
    else:
        bound = {"op": quantity.op, "value": plain(quantity.figure)}
    return {**bound, "approximate": True} if quantity.approximate else bound


def _share(share: Share) -> dict[str, Any] | str | None:
    if isinstance(share, Mark):
        return share.value
    assert share is None or isinstance(share, Quantity), "the plan was read without fault"
    return _bound(share)


def _each(each: Each | None) -> dict[str, Any] | None:
    return None if each is None else {"bound": _bound(each.target), "per": each.per, "only": _name(each.only)}


def _ratio(ratio: Ratio | None) -> dict[str, Any] | None:
    return None if ratio is None else {"part": _term(ratio.part), "whole": _term(ratio.whole)}


def _term(term: Term | None) -> dict[str, Any] | str | None:
    return _bound(term) if isinstance(term, Quantity) else term


def _duties(duties: Duties | None, plan: Plan) -> dict[str, Role | None] | None:
    """Return the districts that have a duty, each with its role if it has one."""
    if duties is None:
        return None
    return dict.fromkeys(plan.districts) if duties.named is None else dict(duties.named)


def _step(step: Step, plan: Plan) -> dict[str, Any]:
    offices = step.offices
    return {
        "do": _name(step.do),
        "start": _day(step.start, plan, When.first_day),
        "by": _day(step.by, plan, When.last_day),
        "every": step.every,
        "bound": _bound(step.target),
        "districts": _duties(step.districts, plan),
        "offices": None if offices is None else list(offices.everyone),
    }


def _day(when: When | None, plan: Plan, end: Callable[[When, int], date]) -> str | None:
    """Return the first or the last day of a stretch as ISO text; None where its year is open or has no such day."""
    year = when.year_in(plan.period) if when is not None else None
    return end(when, year).isoformat() if when is not None and year is not None and when.exists_in(year) else None
