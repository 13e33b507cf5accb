"""
Allocation: split a total among districts by weight, in whole steps and exactly.

What is proportional is seldom whole. Every method of the textbooks (`Method`) has its own answer to who gets the units
that are left, and all of them are this: the next unit goes where its *price* is lowest.

- Largest remainder: the price is the share less the quota, so the next unit goes where most is missing. Every share is
  its quota rounded up or down; but a larger total can make a share smaller (the Alabama paradox).
- Divisor methods: multiply all weights by one rate, round the products, and choose the rate that brings out the total.
  They differ in d(k), the number between k and k + 1 from which a product is rounded up. A district of weight w claims
  its next unit when the rate reaches d(k) / w: that is the price. No larger total and no growth of its weight takes a
  unit from a district; but a share can be more than a unit from its quota.
- Equal shares: the largest remainder, as if all weights were the same.

*Bounds.* A share is at least its minimum and at most its maximum; a locked share is both. Everyone starts at its
minimum, and the next unit goes to the lowest price among those below their maximum. By a divisor method that is to
round all products and then pull each into its bounds, at one rate for all. Quotas are bounded in the same way: rate ×
weight, pulled into the bounds, at the one rate that brings out the total. So nothing depends on the order in which
bounds are met, and beside a bound or a lock the others keep their proportions. (The US House did not do so when it was
split by largest remainder: a seat guaranteed to one state left the quotas of the others as they were.) Shares are
multiples of the step, so a bound between two of these is as good as the next one inside.

*Weight zero* claims nothing: such a district gets its minimum, also by the methods of Adams, Dean, and Huntington and
Hill, which give a first unit to any weight, however small. Only when all that have a weight are at their maximum does
the rest go to those without, equally. If none of those that could take more has a weight, the split is refused.

*Ties.* Of equal prices the one of the larger weight goes first, to which one unit more makes the least difference, then
the one given first. So the order matters only between districts of the same weight. `Tie` tells who was level.

Sources: M. L. Balinski and H. P. Young, Fair Representation (1982), for the methods, the paradoxes, and requirements
that shares have to meet; E. V. Huntington, The apportionment of representatives in Congress, Transactions of the
American Mathematical Society 30 (1928), 85-110, for the five divisor methods and the test by which each is fair.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import floor, lcm
from typing import assert_never

from civtarget.errors import CivtargetError
from civtarget.language import NOTHING, Language, Text, joined
from civtarget.notation.quantity.numbers import Exact


class AllocationError(CivtargetError):
    """The total cannot be split on these terms; `text` names the conflicts, with their numbers."""


class Method(StrEnum):
    """
    A rule of rounding, by the names in use.

    Of the divisor methods, d(k) is the number from which a product between k and k + 1 is rounded up. They stand in the
    order in which they favour small districts: Adams the most, Jefferson the least.
    """

    LARGEST_REMAINDER = "largest-remainder"
    """Hamilton 1792, Vinton 1850; with the Hare quota (T. Hare 1859); Hare-Niemeyer."""

    ADAMS = "adams"
    """J. Q. Adams 1832; smallest divisors. d(k) = k: every fraction is rounded up."""

    DEAN = "dean"
    """J. Dean 1832. d(k) is the harmonic mean of k and k + 1: weights per unit are as even as can be."""

    HUNTINGTON_HILL = "huntington-hill"
    """
    J. A. Hill 1911, E. V. Huntington 1921; equal proportions. d(k) is the geometric mean of k and k + 1: weights per
    unit, and units per weight, are as even as can be in relative terms.
    """

    WEBSTER = "webster"
    """D. Webster 1832; A. Sainte-Laguë 1910. d(k) = k + 1/2: units per weight are as even as can be."""

    JEFFERSON = "jefferson"
    """T. Jefferson 1792; V. D'Hondt 1878; greatest divisors. d(k) = k + 1: every fraction is rounded down."""

    EQUAL = "equal"
    """As much for each as for the others; weights only decide ties."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The claim of one district in a split: a weight in any unit, and bounds in the unit of the total."""

    weight: Exact
    minimum: Exact = 0
    maximum: Exact | None = None
    locked: Exact | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """
    Districts whose claims to the last units were level; the first `units` of `tied` got one each.

    Any others of `tied`, as many, would have been as good. A unit is one step.
    """

    tied: tuple[str, ...]
    units: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """
    A split: the share of each district, in the order in which districts were given.

    `quotas` are the shares before rounding: in proportion to the weights of the method, as far as bounds allow; without
    bounds, total × weight / sum of the weights. `tie` is None if no claims were level.
    """

    method: Method
    shares: Mapping[str, Exact]
    quotas: Mapping[str, Fraction]
    tie: Tie | None


@dataclass(frozen=True, slots=True)
class _Claimant:
    """A district with its weight as a whole number, since only ratios count, and with its bounds in steps."""

    name: str
    weight: int
    least: int
    most: int


def allocate(total: Exact, claims: Mapping[str, Claim], method: Method, step: Exact = 1) -> Allocation:
    """
    Split `total` among the districts of `claims` in multiples of `step`, by `method`.

    Shares add up to `total` exactly and keep every minimum, maximum and lock. They are whole if `step` is.

    Raises
    ------
    AllocationError
        No such split exists, or nothing says how to make it: a number is negative, bounds exclude each other, a locked
        share or the total is no multiple of the step, the minimums exceed the total, the maximums cannot hold it, or
        no district that could take more has a weight.
    """
    _refuse(_malformed(total, claims, step))
    _refuse(_contradictory(total, claims, step))
    units = total // step
    claimants = _claimants(claims, units, method, step)
    _refuse(_infeasible(total, claimants, step))
    claimants.sort(key=lambda each: claims[each.name].weight, reverse=True)  # so that a lower place wins a tie
    claimants = _without_weightless(claimants, units)
    quotas = _quotas(claimants, units)
    shares, tie = _hand_out(method, claimants, quotas, units)
    return Allocation(
        method,
        {name: shares[name] * step for name in claims},
        {name: quotas[name] * step for name in claims},
        tie,
    )


def _claimants(claims: Mapping[str, Claim], units: int, method: Method, step: Exact) -> list[_Claimant]:
    scale = lcm(*(claim.weight.denominator for claim in claims.values()))
    claimants = []
    for name, claim in claims.items():
        weight = 1 if method is Method.EQUAL else int(claim.weight * scale)
        least, most = (claim.minimum, claim.maximum) if claim.locked is None else (claim.locked, claim.locked)
        claimants.append(_Claimant(name, weight, -(-least // step), units if most is None else most // step))
    return claimants


def _without_weightless(claimants: Sequence[_Claimant], units: int) -> list[_Claimant]:
    """Return the claimants with such bounds and weights that whoever has room has a weight."""
    if units <= sum(each.most if each.weight else each.least for each in claimants):
        return [each if each.weight else replace(each, most=each.least) for each in claimants]
    return [replace(each, least=each.most) if each.weight else replace(each, weight=1) for each in claimants]


def _quotas(claimants: Sequence[_Claimant], units: int) -> dict[str, Fraction]:
    """
    Return rate × weight of each claimant, pulled into its bounds, at the one rate at which they add up to `units`.

    The rate is found by trial: those not yet settled share what is left. If pulling them into their bounds makes that
    too much, the true rate is lower, so those below their minimum stay at it: they are settled; if too little, those
    above their maximum are. (CSS resolves flexible lengths in this way: Flexible Box Layout, section 9.7.)
    """
    quotas = {each.name: Fraction(each.least) for each in claimants if each.least == each.most}
    left = units - sum(each.least for each in claimants if each.least == each.most)
    while free := [each for each in claimants if each.name not in quotas]:
        weight = sum(each.weight for each in free)
        # Counted in parts of a unit, `weight` to the unit, all of this is whole and many times faster.
        wanted = [left * each.weight for each in free]
        pulled = [
            min(max(parts, each.least * weight), each.most * weight) for each, parts in zip(free, wanted, strict=True)
        ]
        excess = sum(pulled) - left * weight
        for each, before, after in zip(free, wanted, pulled, strict=True):
            if excess == 0 or (after - before) * excess > 0:
                quotas[each.name] = Fraction(after, weight)
                left -= after // weight  # a bound is whole; if there is no excess, all are settled
    return quotas


def _hand_out(
    method: Method, claimants: Sequence[_Claimant], quotas: Mapping[str, Fraction], units: int
) -> tuple[dict[str, int], Tie | None]:
    """Return the shares when all `units` have gone to the lowest price, and the tie for the last of them."""
    shares = _head_start(claimants, units)

    def priced(place: int) -> tuple[Fraction, int]:
        each = claimants[place]
        return _price(method, shares[each.name], each.weight, quotas[each.name]), place

    prices = [priced(place) for place, each in enumerate(claimants) if shares[each.name] < each.most]
    heapify(prices)
    paid = []
    for _ in range(units - sum(shares.values())):
        paid.append(heappop(prices))
        _, place = paid[-1]
        each = claimants[place]
        shares[each.name] += 1
        if shares[each.name] < each.most:
            heappush(prices, priced(place))
    last = paid[-1][0] if paid else None
    chosen = sorted(place for price, place in paid if price == last)
    passed_over = sorted(place for price, place in prices if price == last)
    tied = tuple(claimants[place].name for place in chosen + passed_over)
    return shares, Tie(tied, len(chosen)) if passed_over else None


def _head_start(claimants: Sequence[_Claimant], units: int) -> dict[str, int]:
    """
    Return shares that every method reaches, at most two units a claimant short of `units`, so that few are handed out.

    They are the quotas, rounded down, of as many units less as there are claimants. By a divisor method these shares
    are claimed at the rate of those quotas, and all that is claimed at this rate is at most one unit a claimant more,
    since d(k) is never below k: so it fits. By the largest remainder nobody gets less than its quota, rounded down.
    """
    fewer = max(units - len(claimants), sum(each.least for each in claimants))
    return {name: floor(quota) for name, quota in _quotas(claimants, fewer).items()}


def _price(method: Method, share: int, weight: int, quota: Fraction) -> Fraction:
    """Return the price of one unit more for a district that has `share`; only its order counts, within one method."""
    match method:
        case Method.LARGEST_REMAINDER | Method.EQUAL:
            return share - quota
        case Method.ADAMS:
            return Fraction(share, weight)
        case Method.DEAN:
            return Fraction(2 * share * (share + 1), (2 * share + 1) * weight)
        case Method.HUNTINGTON_HILL:
            return Fraction(share * (share + 1), weight**2)  # squared, to do without the root
        case Method.WEBSTER:
            return Fraction(2 * share + 1, 2 * weight)
        case Method.JEFFERSON:
            return Fraction(share + 1, weight)
        case _:
            assert_never(method)


@dataclass(frozen=True, slots=True)
class ClaimName:
    """The name of a claim in a message; whoever knows more of the claims may put another name in its place."""

    name: str

    def in_language(self, language: Language) -> str:  # noqa: ARG002  # the same in both
        """Return the name."""
        return self.name


def _bound_text(name: str, bound: Exact) -> Text:
    return Text("{name} {bound}", "{name} {bound}", name=ClaimName(name), bound=bound)


def _refuse(conflicts: Iterable[Text]) -> None:
    """Raise an error with all of `conflicts`, if there are any."""
    texts = list(conflicts)
    if texts:
        raise AllocationError(joined(texts, "；", "; "))


def _malformed(total: Exact, claims: Mapping[str, Claim], step: Exact) -> Iterator[Text]:
    if not claims:
        yield Text("没有可分配的辖区", "there is no district to split among")
    if step <= 0:
        yield Text("步长为 {step}，应大于 0", "the step is {step}: it must be above 0", step=step)
    if total < 0:
        yield Text("总数为 {total}，不能为负", "the total is {total}: it cannot be negative", total=total)
    for name, claim in claims.items():
        if claim.weight < 0:
            yield Text(
                "{name}的权重为 {weight}，不能为负",
                "{name} has weight {weight}: it cannot be negative",
                name=ClaimName(name),
                weight=claim.weight,
            )
        if claim.minimum < 0:
            yield Text(
                "{name}的下限为 {minimum}，不能为负",
                "{name} has minimum {minimum}: it cannot be negative",
                name=ClaimName(name),
                minimum=claim.minimum,
            )


def _contradictory(total: Exact, claims: Mapping[str, Claim], step: Exact) -> Iterator[Text]:
    """Yield the conflicts, district by district, that no split whatever of this total can keep."""
    if total % step:
        yield Text(
            "总数 {total} 不是步长 {step} 的倍数",
            "the total {total} is not a multiple of the step {step}",
            total=total,
            step=step,
        )
    for name, claim in claims.items():
        least, most, locked = claim.minimum, claim.maximum, claim.locked
        if most is not None and most < least:
            yield Text(
                "{name}的下限 {least} 超过上限 {most}",
                "{name}: its minimum {least} exceeds its maximum {most}",
                name=ClaimName(name),
                least=least,
                most=most,
            )
        elif locked is not None and locked < least:
            yield Text(
                "{name}锁定为 {locked}，低于下限 {least}",
                "{name}: {locked} is locked, below its minimum {least}",
                name=ClaimName(name),
                locked=locked,
                least=least,
            )
        elif locked is not None and most is not None and locked > most:
            yield Text(
                "{name}锁定为 {locked}，高于上限 {most}",
                "{name}: {locked} is locked, above its maximum {most}",
                name=ClaimName(name),
                locked=locked,
                most=most,
            )
        elif locked is not None and locked % step:
            yield Text(
                "{name}锁定为 {locked}，不是步长 {step} 的倍数",
                "{name}: {locked} is locked, not a multiple of the step {step}",
                name=ClaimName(name),
                locked=locked,
                step=step,
            )
        elif locked is None and most is not None and most // step < -(-least // step):
            yield Text(
                "{name}的下限 {least} 和上限 {most} 之间没有步长 {step} 的倍数",
                "{name}: no multiple of the step {step} lies between its minimum {least} and its maximum {most}",
                name=ClaimName(name),
                least=least,
                most=most,
                step=step,
            )


def _infeasible(total: Exact, claimants: Sequence[_Claimant], step: Exact) -> Iterator[Text]:
    """Yield the reason why the districts together cannot take `total`; bounds are written as multiples of the step."""
    least, most = sum(each.least for each in claimants) * step, sum(each.most for each in claimants) * step
    steps = Text("按步长 {step} 取整，", "in multiples of {step}, ", step=step) if step != 1 else NOTHING
    if least > total:
        texts = [_bound_text(each.name, each.least * step) for each in claimants if each.least]
        yield Text(
            "{steps}下限和锁定值合计 {least}，超过总数 {total}：{texts}",
            "{steps}minimums and locked shares add up to {least}, more than the total {total}: {texts}",
            steps=steps,
            least=least,
            total=total,
            texts=joined(texts),
        )
    elif most < total:
        texts = [_bound_text(each.name, each.most * step) for each in claimants]
        yield Text(
            "{steps}上限和锁定值合计 {most}，不足总数 {total}：{texts}",
            "{steps}maximums and locked shares add up to {most}, less than the total {total}: {texts}",
            steps=steps,
            most=most,
            total=total,
            texts=joined(texts),
        )
    elif least < total and not any(each.weight for each in claimants if each.least < each.most):
        names = joined(ClaimName(each.name) for each in claimants if each.least < each.most)
        yield Text(
            "总数 {total} 中还有 {rest} 待分，而可多分的辖区权重都是 0：{names}",
            "{rest} of the total {total} is left, and the districts that could take more all have weight 0: {names}",
            total=total,
            rest=total - least,
            names=names,
        )
