"""
A proposal to split a target over its districts by weights, next to the shares that the plan has now.

Districts are those of the split, or else all of the plan; one whose share is `--` takes no part. The target for `each`
district is its minimum, unless the request has another one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from civtarget.allocation import Allocation, AllocationError, Claim, ClaimName, Method, allocate
from civtarget.errors import Argument, CivtargetError
from civtarget.language import Text, Value
from civtarget.model.phrases import area_name, areas_listed
from civtarget.model.plan import Identifier, Indicator, Mark, Path, Per, Plan, Unread, at
from civtarget.notation.quantity import Exact, Op, Quantity, plain
from civtarget.notation.units import is_countable
from civtarget.splits.fairness import Fairness, fairness_of
from civtarget.splits.names import by_district
from civtarget.splits.weights import Weighting

_LOCKS = Argument("locks")


class SplittingError(CivtargetError):
    """The target cannot be split on the terms of the request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """
    The terms of a split: a method, and bounds of districts.

    A lock of None keeps the share that the plan has; without a `step`, see `step_of`.
    """

    method: Method = Method.LARGEST_REMAINDER
    minimums: Mapping[str, Exact] = field(default_factory=dict)
    maximums: Mapping[str, Exact] = field(default_factory=dict)
    locks: Mapping[str, Exact | None] = field(default_factory=dict)
    step: Exact | None = None


def resolve_terms(terms: Terms, plan: Plan) -> Terms:
    """Return terms with their districts resolved; raise `RequestError` for a name that is unknown or given twice."""
    return replace(
        terms,
        minimums=by_district(terms.minimums.items(), plan),
        maximums=by_district(terms.maximums.items(), plan),
        locks=by_district(terms.locks.items(), plan),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """
    A total split by weights in whole steps, by the method that was `chosen` and by all others.

    A locked district may have no weight: it is not measured. `current` are the shares that the plan has; `around`
    is the chosen method's split of one step less and one more, None where there is none. `fairness` measures the
    split of each method; None where there is nothing to measure by.
    """

    identifier: Identifier
    indicator: Indicator
    weighting: Weighting
    total: Exact
    step: Exact
    chosen: Method
    claims: Mapping[str, Claim]
    current: Mapping[str, Exact]
    allocations: Mapping[Method, Allocation]
    fairness: Mapping[Method, Fairness | None]
    around: tuple[Allocation | None, Allocation | None]

    @property
    def allocation(self) -> Allocation:
        """The split by the chosen method."""
        return self.allocations[self.chosen]


def propose(plan: Plan, identifier: Identifier, weighting: Weighting, terms: Terms) -> Proposal:
    """
    Split the target of an indicator by weights.

    Raises
    ------
    SplittingError
        It has no target that can be split, or a district has no weight.
    AllocationError
        No such split exists.
    Unread
        The target or the split could not be read.
    """
    indicator = plan.indicators[identifier]
    total = _total(indicator)
    current, step = dict(indicator.stated()), terms.step or step_of(indicator)
    if is_countable(indicator.unit_name) and step != int(step):
        unit = indicator.unit_name
        raise SplittingError(
            Text(
                "{value}：以“{unit}”计的只能是整数",
                "{value}: what is counted in {unit} takes a whole number",
                value=Argument("step"),
                unit=unit,
            )
        )
    claims = dict(_claims(plan, indicator, weighting, terms))
    allocations = _by_every_method(total, claims, step, plan)
    weights = {name: claim.weight for name, claim in claims.items() if name in weighting.values}
    return Proposal(
        identifier=identifier,
        indicator=indicator,
        weighting=weighting,
        total=total,
        step=step,
        chosen=terms.method,
        claims=claims,
        current={name: share.figure for name, share in current.items()},
        allocations=allocations,
        fairness={
            each: fairness_of({name: allocation.shares[name] for name in weights}, weights)
            for each, allocation in allocations.items()
        },
        around=(_around(total - step, claims, terms.method, step), _around(total + step, claims, terms.method, step)),
    )


def _by_every_method(total: Exact, claims: Mapping[str, Claim], step: Exact, plan: Plan) -> Mapping[Method, Allocation]:
    def named(value: Value) -> Value:
        return area_name(value.name, plan) if isinstance(value, ClaimName) else value

    try:
        return {each: allocate(total, claims, each, step) for each in Method}
    except AllocationError as error:  # which knows no names but those of the claims
        raise AllocationError(error.text.with_leaves(named)) from None


def changed_shares(proposal: Proposal) -> dict[Path, Exact]:
    """
    Return the proposed shares that the plan does not have, by their paths in it.

    Raises
    ------
    SplittingError
        The indicator has no split to write them to.
    """
    shares, split = proposal.allocation.shares, proposal.indicator.split
    if split is None:
        line = ", ".join(f"{name}: {plain(share)}" for name, share in shares.items())
        raise SplittingError(
            Text(
                "“{name}”没有 split 可改写，请在规划中加上：split: {{{line}}}",
                '"{name}" has no split to write to: add split: {{{line}}}',
                name=proposal.indicator.name.text,
                line=line,
            )
        )
    changed = {name: share for name, share in shares.items() if proposal.current.get(name) != share}
    return {at(proposal.identifier, "split", name): share for name, share in changed.items()}


def step_of(indicator: Indicator) -> Exact:
    """Return the step of the shares: 1 for countable units, else the finest last digit of the target and the shares."""
    if is_countable(indicator.unit_name) or indicator.bound is None:
        return 1
    return min((indicator.bound.resolution, *(share.resolution for _, share in indicator.stated())))


def _total(indicator: Indicator) -> Exact:
    target = indicator.bound
    if not indicator.kind.adds_up or target is None or target.op is Op.BETWEEN or target.approximate:
        name = indicator.name.text
        raise SplittingError(
            Text(
                "“{name}”没有可以分解的总数：需要数量、金额或存量的确切目标",
                '"{name}" has no total to split: it takes the exact target of a count, an amount or a stock',
                name=name,
            )
        )
    return target.figure


def _claims(plan: Plan, indicator: Indicator, weighting: Weighting, terms: Terms) -> Iterator[tuple[str, Claim]]:
    split = indicator.split if indicator.split is not None else dict.fromkeys(plan.districts)
    names = [name for name, share in split.items() if share is not Mark.NOT_APPLICABLE]
    for option, stated in (
        (Argument("minimums"), terms.minimums),
        (Argument("maximums"), terms.maximums),
        (_LOCKS, terms.locks),
    ):
        for name in stated:
            if name not in names:
                raise SplittingError(no_share(option, area_name(name, plan)))
    locks = {name: _lock(area_name(name, plan), terms.locks[name], split.get(name)) for name in terms.locks}
    lacking = [name for name in names if name not in weighting.values and name not in locks]
    if lacking or not names:
        districts = areas_listed(lacking, plan)
        raise SplittingError(
            Text(
                "“{name}”没有 {districts} 的数：请补上，或用 {locks} 锁定它的份额",
                '"{name}" has no number for {districts}: add it, or lock the share with {locks}',
                name=weighting.name,
                districts=districts,
                locks=_LOCKS,
            )
            if lacking
            else Text("规划没有可以分解的辖市区", "the plan has no district to split over")
        )
    low, high = due_from_each(indicator)
    for name in names:
        least, most = ((low or 0), high) if name in plan.districts else (0, None)
        least, most = terms.minimums.get(name, least), terms.maximums.get(name, most)
        yield name, Claim(weighting.values.get(name, 0), least, most, locks.get(name))


def due_from_each(indicator: Indicator) -> tuple[Exact | None, Exact | None]:
    """Return the minimum and the maximum of a plan for each district; raise `Unread` where they cannot be read."""
    each = indicator.each
    if each is None or each.per is not Per.DISTRICT or each.only is not None or each.target.approximate:
        return None, None
    return each.target.low, None if each.target.op is Op.EXACTLY else each.target.high


def no_share(option: Value, district: Text) -> Text:
    """Return the refusal of an option for a district that has no cell in the split."""
    return Text(
        "{option}：{district} 在这一分解中没有份额",
        "{option}: {district} has no share in this split",
        option=option,
        district=district,
    )


def _lock(district: Text, locked: Exact | None, share: object) -> Exact:
    if locked is not None:
        return locked
    if isinstance(share, Unread):
        raise share
    if isinstance(share, Quantity):
        return share.figure
    lock = Text("{district}=数", "{district}=NUMBER", district=district)
    if " " in district.en:
        lock = Text("{lock}", '"{lock}"', lock=lock)
    raise SplittingError(
        Text(
            "{district} 没有可以锁定的份额：请写 {locks} {lock}",
            "{district} has no share to lock: write {locks} {lock}",
            district=district,
            locks=_LOCKS,
            lock=lock,
        )
    )


def _around(total: Exact, claims: Mapping[str, Claim], method: Method, step: Exact) -> Allocation | None:
    try:
        return allocate(total, claims, method, step)
    except AllocationError:
        return None
