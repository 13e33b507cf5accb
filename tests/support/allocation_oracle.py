"""
What a split should be, told without any way to make one.

`splits` enumerates every split there is. A divisor method is known by Huntington's test (Transactions of the American
Mathematical Society 30, 1928): between no two districts could a unit move and leave less inequality, as the method
measures it. The largest remainder is nearest to the quotas by least squares, and equal shares are those that nobody
could even out. None of this needs a price, a rate or an order.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, permutations

from civtarget.allocation import Allocation, Claim, Method
from civtarget.notation.quantity import Exact

Split = Mapping[str, Exact]
Bounds = Mapping[str, tuple[Exact, Exact]]


def _quotient(one: Exact, other: Exact) -> Fraction | float:
    return Fraction(one) / other if other else math.inf


INEQUALITY: Mapping[Method, Callable[[Exact, Exact, Exact, Exact], Fraction | float]] = {
    Method.ADAMS: lambda w, a, v, b: a - _quotient(w, v) * b,
    Method.DEAN: lambda w, a, v, b: _quotient(v, b) - _quotient(w, a),
    Method.HUNTINGTON_HILL: lambda w, a, v, b: _quotient(a * v, w * b) - 1,
    Method.WEBSTER: lambda w, a, v, b: _quotient(a, w) - _quotient(b, v),
    Method.JEFFERSON: lambda w, a, v, b: a * _quotient(v, w) - b,
}
"""Inequality between a district of weight w with share a, and one of weight v with share b that is no better off."""

DIVISOR_METHODS = tuple(INEQUALITY)


def bounds_of(claims: Mapping[str, Claim], total: Exact) -> Bounds:
    """Return the least and the most that each district may get."""
    return {
        name: (claim.minimum, total if claim.maximum is None else claim.maximum)
        if claim.locked is None
        else (claim.locked, claim.locked)
        for name, claim in claims.items()
    }


def splits(total: Exact, bounds: Bounds, step: Exact) -> Iterator[dict[str, Exact]]:
    """Yield every split of `total` into multiples of `step` within `bounds`."""
    if not bounds:
        if not total:
            yield {}
        return
    (name, (least, most)), *others = bounds.items()
    share: Exact = 0
    while share <= min(most, total):
        if share >= least:
            for rest in splits(total - share, dict(others), step):
                yield {name: share, **rest}
        share += step


def is_stable(method: Method, split: Split, weights: Mapping[str, Exact], bounds: Bounds, step: Exact) -> bool:
    """Tell whether moving one step from one district to another, within bounds, never lessens their inequality."""
    return all(
        _inequality(method, weights[giver], split[giver] - step, weights[taker], split[taker] + step)
        >= _inequality(method, weights[giver], split[giver], weights[taker], split[taker])
        for giver, taker in permutations(split, 2)
        if split[giver] - step >= bounds[giver][0] and split[taker] + step <= bounds[taker][1]
    )


def _inequality(method: Method, w: Exact, a: Exact, v: Exact, b: Exact) -> Fraction | float:
    measure = INEQUALITY[method]
    return measure(w, a, v, b) if a * v >= b * w else measure(v, b, w, a)


def is_even(split: Split, bounds: Bounds, step: Exact) -> bool:
    """Tell whether no step could move, within bounds, from one district to another that has less even then."""
    return not any(
        split[giver] - step > split[taker]
        for giver, taker in permutations(split, 2)
        if split[giver] - step >= bounds[giver][0] and split[taker] + step <= bounds[taker][1]
    )


def distance(split: Split, quotas: Mapping[str, Exact]) -> Exact:
    """Return the sum of squares between shares and quotas."""
    return sum((split[name] - quotas[name]) ** 2 for name in split)


def as_good(allocation: Allocation, step: Exact) -> list[dict[str, Exact]]:
    """Return all splits that an allocation says are as good as each other, its own among them."""
    if allocation.tie is None:
        return [dict(allocation.shares)]
    tied, units = allocation.tie.tied, allocation.tie.units
    floor = {name: share - step * (name in tied[:units]) for name, share in allocation.shares.items()}
    return [
        {name: share + step * (name in chosen) for name, share in floor.items()} for chosen in combinations(tied, units)
    ]


def same_splits(one: Sequence[Split], other: Sequence[Split]) -> bool:
    """Tell whether two lists hold the same splits, in any order."""
    return sorted(map(str, map(_canonical, one))) == sorted(map(str, map(_canonical, other)))


def _canonical(split: Split) -> list[tuple[str, Fraction]]:
    return sorted((name, Fraction(share)) for name, share in split.items())
