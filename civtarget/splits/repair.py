"""
Repair: the least change to shares that makes them add up, under minimums, maximums, locks and steps; exactly.

Every change is a whole number of steps. *Least change* (`RepairMethod.LEAST_CHANGE`): the first of these decides.

1. as few stated shares are changed as can be: a blank cell carries what is missing before a stated share moves;
2. as few blank cells are filled as can be;
3. the sizes of the changes have the smallest sum;
4. they are as even as can be: their sizes, largest first, are compared one by one, and the smaller one is better.

Of repairs that are alike in all four, the one is taken that changes the share that the caller prefers, if there is one,
then the largest shares, which it changes least in proportion, then those given first. `ties` tells who could have
carried more as well, so nothing is hidden.

*In proportion* (`RepairMethod.PROPORTIONAL`): all shares are multiplied by one rate, each is pulled into its bounds,
and the rate is the one that brings out the total. What is then no whole number of steps is rounded by the largest
remainder. Blank cells and shares of zero have no proportion: only a minimum of their own moves them. So it is an
allocation (`civtarget.allocation`) with the shares for weights, but in steps that start from the shares.

*Why least change is found so simply.* Shares outside their bounds have to move into them, and to the nearest end is
best. What is missing then has to be carried one way, and nobody gains by moving the other way; so the sum of sizes is
the same for all, and the fewest cells are those with the most room. Among these the most even way is to fill them like
vessels: all to one level, but for those that are full before or stand higher already.

*Why a refusal is a proof.* Each share reaches from its lower to its upper end in steps, and a sum of shares everything
in steps between the sums of the ends: if the total is not among that, no repair exists, and the ends say why.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from fractions import Fraction
from functools import cache
from math import ceil, floor, lcm
from typing import NamedTuple, Self

from civtarget.allocation import AllocationError, Claim, Method, allocate
from civtarget.notation.quantity.numbers import Exact, exact


class RepairMethod(StrEnum):
    """A way to spread the missing amount."""

    LEAST_CHANGE = "least-change"
    PROPORTIONAL = "proportional"


@dataclass(frozen=True, slots=True)
class BoundedShare:
    """A share, None if it is blank, with its bounds. One that is locked stays as it is."""

    share: Exact | None
    minimum: Exact = 0
    maximum: Exact | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """The sum that the shares have to reach: from `low` to `high`, None where there is no end."""

    low: Exact | None
    high: Exact | None

    def missed_by(self, total: Exact) -> Exact:
        """Return the least amount that has to be added to `total`: negative if it is over, 0 if it fits."""
        if self.low is not None and total < self.low:
            return exact(self.low - total)
        if self.high is not None and total > self.high:
            return exact(self.high - total)
        return 0


@dataclass(frozen=True, slots=True)
class ShareChange:
    """
    What becomes of one share.

    `forced` is its move into its own bounds, `carried` its part of the rest that was then missing; `ideal` is the share
    in proportion, before it was rounded to whole steps.
    """

    before: Exact | None
    after: Exact
    forced: Exact
    carried: Exact
    ideal: Exact | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """
    Changes that make the shares add up, in the order of the cells; none if nothing had to change.

    `total` is the sum before, `rest` the amount that was missing once every share was within its bounds. `ties` are the
    shares that carry more in another repair that is as good; without any, this one is the only best one.
    """

    total: Exact
    rest: Exact
    changes: Mapping[str, ShareChange]
    ties: tuple[str, ...]


class Obstacle(Enum):
    """Why no repair exists."""

    BOUNDS_EXCLUDE = auto()
    """A minimum is above the maximum of the same share."""
    LOCKED_OUTSIDE = auto()
    """A locked share is outside its own bounds."""
    NO_STEP_WITHIN = auto()
    """No whole number of steps leads from a share into its bounds."""
    STEP_MISSES = auto()
    """The missing amount is no whole number of steps."""
    TOO_MUCH = auto()
    """The lowest that all shares can be is above the total."""
    TOO_LITTLE = auto()
    """The highest that all shares can be is below the total."""
    NO_PROPORTION = auto()
    """Only cells that are blank or zero have room: nothing is in proportion to them. Least change may do it."""


@dataclass(frozen=True, slots=True)
class Impossible:
    """
    The proof that there is no repair: the obstacle, and the shares that it is about.

    `ends` are the numbers that those shares can reach, one way or the other, and `missing` the gap that is left then.
    """

    obstacle: Obstacle
    ends: Mapping[str, Exact]
    missing: Exact


def repair(
    cells: Mapping[str, BoundedShare],
    goal: Goal,
    step: Exact = 1,
    method: RepairMethod = RepairMethod.LEAST_CHANGE,
    *,
    preferred: str | None = None,
) -> Repair | Impossible:
    """
    Return the changes that make `cells` come to `goal`, or why there are none; `step` is above zero.

    Among repairs of least change that are equally good, one is taken that changes the cell that is `preferred`.
    """
    if (conflict := _conflict(cells, step)) is not None:
        return conflict
    ranges = {name: _Range.of(cell, step) for name, cell in cells.items()}
    total = exact(sum(cell.share or 0 for cell in cells.values()))
    low = None if goal.low is None else ceil(Fraction(goal.low - total) / step)
    high = None if goal.high is None else floor(Fraction(goal.high - total) / step)
    if low is not None and high is not None and low > high:
        return Impossible(Obstacle.STEP_MISSES, {}, goal.missed_by(total))
    moved = sum(range_.start for range_ in ranges.values())
    rest = Goal(low, high).missed_by(moved)
    assert isinstance(rest, int), "what is missing is counted in steps"
    if rest and (beyond := _out_of_reach(cells, ranges, goal, step, upward=rest > 0)) is not None:
        return beyond
    if not rest:
        spread: _Spread | None = _Spread({name: range_.start for name, range_ in ranges.items()}, ())
    elif method is RepairMethod.LEAST_CHANGE:
        spread = _by_least_change(cells, ranges, rest, preferred)
    else:
        spread = _in_proportion(cells, ranges, moved + rest, step)
    if spread is None:
        blank = {name: 0 for name, cell in cells.items() if not cell.share and not cell.locked}
        return Impossible(Obstacle.NO_PROPORTION, blank, goal.missed_by(total))
    changes = {
        name: ShareChange(
            before=cells[name].share,
            after=exact((cells[name].share or 0) + size * step),
            forced=exact(ranges[name].start * step),
            carried=exact((size - ranges[name].start) * step),
            ideal=spread.ideals.get(name),
        )
        for name, size in spread.sizes.items()
        if size or ranges[name].start
    }
    return Repair(total, exact(rest * step), changes, spread.ties)


class _Range(NamedTuple):
    """The range of a cell in steps of change: the forced move (`start`), and its ends; None where there is none."""

    start: int
    low: int
    high: int | None

    @classmethod
    def of(cls, cell: BoundedShare, step: Exact) -> Self:
        if cell.locked:
            return cls(0, 0, 0)
        low, high = _ends(cell, step)
        start = low if low > 0 else high if high is not None and high < 0 else 0
        return cls(start, low, high)


class _Spread(NamedTuple):
    """The changes in steps, the cells that could change more in a repair as good, and the shares before rounding."""

    sizes: Mapping[str, int]
    ties: tuple[str, ...]
    ideals: Mapping[str, Exact] = {}


def _ends(cell: BoundedShare, step: Exact) -> tuple[int, int | None]:
    share = cell.share or 0
    low = ceil(Fraction(cell.minimum - share) / step)
    return low, None if cell.maximum is None else floor(Fraction(cell.maximum - share) / step)


def _conflict(cells: Mapping[str, BoundedShare], step: Exact) -> Impossible | None:
    """Return the first share whose own bounds exclude each other."""
    for name, cell in cells.items():
        if cell.maximum is not None and cell.minimum > cell.maximum:
            return Impossible(Obstacle.BOUNDS_EXCLUDE, {name: cell.minimum}, exact(cell.minimum - cell.maximum))
        if cell.locked:
            share = cell.share
            if share is None:
                continue
            missing = Goal(cell.minimum, cell.maximum).missed_by(share)
            if missing:
                return Impossible(Obstacle.LOCKED_OUTSIDE, {name: share}, missing)
            continue
        low, high = _ends(cell, step)
        if high is not None and low > high:
            share = cell.share or 0
            return Impossible(Obstacle.NO_STEP_WITHIN, {name: share}, exact(cell.minimum - share))
    return None


def _out_of_reach(
    cells: Mapping[str, BoundedShare], ranges: Mapping[str, _Range], goal: Goal, step: Exact, *, upward: bool
) -> Impossible | None:
    """Return the proof that not even the ends of all ranges come to the goal, if they do not."""
    ends: dict[str, Exact] = {}
    for name, cell in cells.items():
        end = ranges[name].high if upward else ranges[name].low
        if end is None:
            return None
        ends[name] = exact((cell.share or 0) + end * step)
    missing = goal.missed_by(exact(sum(ends.values())))
    if upward:
        return Impossible(Obstacle.TOO_LITTLE, ends, missing) if missing > 0 else None
    return Impossible(Obstacle.TOO_MUCH, ends, missing) if missing < 0 else None


# --- least change ----------------------------------------------------------------------------------------------------


class _Carrier(NamedTuple):
    """A cell that can carry a part of the rest: the size of its move so far, and of the largest; upward is positive."""

    size: int
    most: int
    blank: bool

    @property
    def room(self) -> int:
        return self.most - self.size


_Kinds = Mapping[_Carrier, int]
"""Carriers, and how many are alike: most cells of a split are, so a repair is costed by kinds, not by cells."""

_Cost = tuple[int, int, list[tuple[int, int]]]
"""The cost of a repair: stated shares changed, blank cells filled, sizes from the largest down, each with how often."""


def _by_least_change(
    cells: Mapping[str, BoundedShare], ranges: Mapping[str, _Range], rest: int, preferred: str | None
) -> _Spread:
    """Spread the least change over the cells; where an excess is taken away, downward is positive."""
    names, sign, rest = list(cells), 1 if rest > 0 else -1, abs(rest)
    carriers = []
    for name, range_ in ranges.items():
        start, end = sign * range_.start, range_.high if sign > 0 else -range_.low
        most = start + rest if end is None else min(end, start + rest)
        carriers.append(_Carrier(start, most, cells[name].share is None))
    known, left = Counter(carriers), rest
    best = _cost(known, rest)
    assert best is not None, "there is room for all of it"

    def is_best(kinds: Counter[_Carrier], left: int, carrier: _Carrier, size: int) -> bool:
        """Return whether a repair is still among the best if one such carrier moves so far."""
        if not carrier.size < size <= carrier.most or size - carrier.size > left:
            return False
        tried = kinds - Counter([carrier]) + Counter([carrier._replace(size=size)])
        return _cost(tried, left - (size - carrier.size)) == best

    order = sorted(range(len(names)), key=lambda index: (names[index] != preferred, -(cells[names[index]].share or 0)))
    fixed, hopeless = list(carriers), set[_Carrier]()
    for index in order:
        carrier = fixed[index]
        if carrier.size or carrier in hopeless:
            continue
        if is_best(known, left, carrier, 1):
            fixed[index] = carrier._replace(size=1)
            known = known - Counter([carrier]) + Counter([fixed[index]])
            left -= 1
        else:  # nor will one like it do, now or when more is fixed
            hopeless.add(carrier)
    chosen = [index for index in order if fixed[index].size > 0 and fixed[index].room]
    for index, size in zip(chosen, _water_fill([fixed[index] for index in chosen], left), strict=True):
        fixed[index] = fixed[index]._replace(size=size)
    known = Counter(carriers)
    as_good = cache(lambda carrier, size: is_best(known, rest, carrier, size))
    ties = (
        index
        for index, carrier in enumerate(fixed)
        if carrier.room and as_good(carriers[index], max(carrier.size, 0) + 1)
    )
    sizes = {name: sign * carrier.size for name, carrier in zip(names, fixed, strict=True)}
    return _Spread(sizes, tuple(names[index] for index in ties))


def _cost(kinds: _Kinds, rest: int) -> _Cost | None:
    """Return the cost of the best repair that starts from `kinds`; None if there is no room for `rest`."""
    free = [kind for kind in kinds.items() if kind[0].size and kind[0].room]
    still = [kind for kind in kinds.items() if not kind[0].size and kind[0].room]
    blank, stated = (
        sorted((kind for kind in still if kind[0].blank is is_blank), key=lambda kind: -kind[0].room)
        for is_blank in (True, False)
    )
    lacking = rest - _room(free)
    new_stated = _fewest(stated, lacking - _room(blank))
    if new_stated is None:
        return None
    new_blank = _fewest(blank, lacking - _room(_first(stated, new_stated)))
    assert new_blank is not None, "with all blank cells there is room"
    sizes = Counter[int]()
    for carrier, number in kinds.items():
        if carrier.size and not carrier.room:
            sizes[abs(carrier.size)] += number
    used = [*free, *_first(stated, new_stated), *_first(blank, new_blank)]
    level, odd = _level(used, rest)
    for carrier, number in used:
        sizes[max(carrier.size, min(carrier.most, level))] += number
    sizes[level] -= odd
    sizes[level + 1] += odd
    moved = [
        sum(number for carrier, number in kinds.items() if carrier.size and carrier.blank is is_blank)
        for is_blank in (False, True)
    ]
    return moved[0] + new_stated, moved[1] + new_blank, sorted((+sizes).items(), reverse=True)


def _room(kinds: Iterable[tuple[_Carrier, int]]) -> int:
    return sum(carrier.room * number for carrier, number in kinds)


def _fewest(kinds: Iterable[tuple[_Carrier, int]], lacking: int) -> int | None:
    """Return the number of first carriers that together have room for `lacking`; None if all of them have not."""
    count = 0
    for carrier, number in kinds:
        taken = min(number, max(0, ceil(Fraction(lacking, carrier.room))))
        count, lacking = count + taken, lacking - taken * carrier.room
    return count if lacking <= 0 else None


def _first(kinds: Iterable[tuple[_Carrier, int]], count: int) -> list[tuple[_Carrier, int]]:
    """Return the first `count` carriers, by kinds."""
    first = []
    for carrier, number in kinds:
        if taken := min(number, count):
            first.append((carrier, taken))
            count -= taken
    return first


def _level(kinds: Iterable[tuple[_Carrier, int]], rest: int) -> tuple[int, int]:
    """Return the highest level to which `rest` fills carriers like vessels, and the odd steps above it."""

    def needed(level: int) -> int:
        return sum(number * max(0, min(carrier.most, level) - carrier.size) for carrier, number in kinds)

    low, high = 0, max((carrier.most for carrier, _ in kinds), default=0)
    while low < high:
        level = (low + high + 1) // 2
        low, high = (level, high) if needed(level) <= rest else (low, level - 1)
    return low, rest - needed(low)


def _water_fill(carriers: Sequence[_Carrier], rest: int) -> list[int]:
    """Return the sizes of `carriers` when `rest` fills them like vessels; the odd steps go to the first ones."""
    level, odd = _level(list(Counter(carriers).items()), rest)
    sizes = []
    for carrier in carriers:
        takes_one = odd > 0 and carrier.size <= level < carrier.most
        odd -= takes_one
        sizes.append(max(carrier.size, min(carrier.most, level)) + takes_one)
    return sizes


# --- in proportion ---------------------------------------------------------------------------------------------------


def _in_proportion(
    cells: Mapping[str, BoundedShare], ranges: Mapping[str, _Range], aim: int, step: Exact
) -> _Spread | None:
    """
    Spread changes that come to `aim` steps over the cells; None if there is no rate at which they do.

    Both halves are allocations. Quotas are in proportion to the shares, counted so finely that all numbers are whole.
    The changes that lead to them are rounded down to steps, and the steps left over go to the largest remainders.
    """
    shares = {name: cell.share or 0 for name, cell in cells.items()}
    claims, ideals = {}, {name: exact(shares[name] + range_.start * step) for name, range_ in ranges.items()}
    for name, (_, low, high) in ranges.items():
        share, most = shares[name], None if high is None else shares[name] + high * step
        if share > 0 and (most is None or most >= 0):
            claims[name] = Claim(share, max(share + low * step, 0), most)
    left = sum(shares.values()) + aim * step - sum(ideal for name, ideal in ideals.items() if name not in claims)
    finest = Fraction(1, lcm(*(number.denominator for number in (step, *shares.values()))))
    try:
        ideals |= allocate(left, claims, Method.LARGEST_REMAINDER, finest).quotas
    except AllocationError:
        return None
    changes = {name: (ideals[name] - shares[name]) / Fraction(step) for name in shares}
    largest_first = sorted(shares, key=lambda name: -shares[name])
    remainders = {name: Claim(changes[name] % 1, maximum=1) for name in largest_first}
    odd = allocate(aim - sum(map(floor, changes.values())), remainders, Method.LARGEST_REMAINDER)
    level = () if odd.tie is None else odd.tie.tied[odd.tie.units :]
    sizes = {name: floor(change) + int(odd.shares[name]) for name, change in changes.items()}
    return _Spread(sizes, tuple(name for name in shares if name in level), ideals)
