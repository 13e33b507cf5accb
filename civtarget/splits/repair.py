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

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from fractions import Fraction
from math import ceil, floor, lcm
from typing import NamedTuple, Self

from civtarget.allocation import AllocationError, Claim, Method, allocate
from civtarget.notation.quantity.numbers import Exact, exact


class RepairMethod(StrEnum):
    """How what is missing is spread."""

    LEAST_CHANGE = "least-change"
    PROPORTIONAL = "proportional"


@dataclass(frozen=True, slots=True)
class BoundedShare:
    """A share, None if it is blank, and what binds it. One that is locked stays as it is."""

    share: Exact | None
    minimum: Exact = 0
    maximum: Exact | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """What the shares have to come to: from `low` to `high`, None where there is no end."""

    low: Exact | None
    high: Exact | None

    def missed_by(self, total: Exact) -> Exact:
        """Return what has to be added to `total` at least: negative if it is over, 0 if it fits."""
        if self.low is not None and total < self.low:
            return exact(self.low - total)
        if self.high is not None and total > self.high:
            return exact(self.high - total)
        return 0


@dataclass(frozen=True, slots=True)
class ShareChange:
    """
    What becomes of one share.

    `forced` is how far it had to move into its own bounds, `carried` what it takes of what was then missing; `ideal`
    is what it would be, in proportion, if shares had not to change in whole steps.
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

    `total` is the sum before, `rest` what was missing once every share was within its bounds. `ties` are those who
    carry more in another repair that is as good; without any, this one is the only best one.
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
    """What is missing is no whole number of steps."""
    TOO_MUCH = auto()
    """The lowest that all shares can be is above the total."""
    TOO_LITTLE = auto()
    """The highest that all shares can be is below the total."""
    NO_PROPORTION = auto()
    """Only cells that are blank or zero have room: nothing is in proportion to them. Least change may do it."""


@dataclass(frozen=True, slots=True)
class Impossible:
    """
    The proof that there is no repair: what stands in the way, and the shares that it is about.

    `ends` are the numbers that those shares can reach, one way or the other, and `missing` what is short or over then.
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
    """How many steps a cell has to move (`start`), and between which ends it can; None where there is none."""

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
    """The steps that every cell moves, who could move more in a repair as good, and the new shares before rounding."""

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
    """A cell that what is missing may go to: how far it has moved already, and how far it can; the way up counts."""

    size: int
    most: int
    blank: bool

    @property
    def room(self) -> int:
        return self.most - self.size


_Merit = tuple[int, int, list[int]]
"""How good a repair is, the less the better: stated shares changed, blank cells filled, sizes from the largest down."""


def _by_least_change(
    cells: Mapping[str, BoundedShare], ranges: Mapping[str, _Range], rest: int, preferred: str | None
) -> _Spread:
    """Spread the least change over the cells; if what is over has to be taken away, down counts as up."""
    names, sign, rest = list(cells), 1 if rest > 0 else -1, abs(rest)
    places = []
    for name, range_ in ranges.items():
        start, end = sign * range_.start, range_.high if sign > 0 else -range_.low
        most = start + rest if end is None else min(end, start + rest)
        places.append(_Carrier(start, most, cells[name].share is None))
    best = _merit(places, rest)
    assert best is not None, "there is room for all of it"

    def test(known: list[_Carrier], left: int) -> Callable[[int, int], bool]:
        """Return whether a repair is still among the best if the cell at a place moves so far."""
        seen: dict[tuple[_Carrier, int], bool] = {}

        def is_best(index: int, size: int) -> bool:
            place = known[index]
            if not place.size < size <= place.most or size - place.size > left:
                return False
            if (place, size) not in seen:  # most cells of a split are alike
                tried = [*known[:index], place._replace(size=size), *known[index + 1 :]]
                seen[place, size] = _merit(tried, left - (size - place.size)) == best
            return seen[place, size]

        return is_best

    order = sorted(range(len(names)), key=lambda index: (names[index] != preferred, -(cells[names[index]].share or 0)))
    fixed, left = list(places), rest
    for index in order:
        if not fixed[index].size and test(fixed, left)(index, 1):
            fixed[index] = fixed[index]._replace(size=1)
            left -= 1
    chosen = [index for index in order if fixed[index].size > 0 and fixed[index].room]
    for index, size in zip(chosen, _water_fill([fixed[index] for index in chosen], left), strict=True):
        fixed[index] = fixed[index]._replace(size=size)
    as_good = test(places, rest)
    ties = (index for index, place in enumerate(fixed) if place.room and as_good(index, max(place.size, 0) + 1))
    sizes = {name: sign * place.size for name, place in zip(names, fixed, strict=True)}
    return _Spread(sizes, tuple(names[index] for index in ties))


def _merit(places: Sequence[_Carrier], rest: int) -> _Merit | None:
    """Return how good the best repair is that starts from `places`; None if there is no room for `rest`."""
    free = [place for place in places if place.size and place.room]
    still = [place for place in places if not place.size and place.room]
    blank, stated = (
        sorted((each for each in still if each.blank is is_blank), key=lambda each: -each.room)
        for is_blank in (True, False)
    )
    lacking = rest - sum(place.room for place in free)
    new_stated = _fewest(stated, lacking - sum(place.room for place in blank))
    if new_stated is None:
        return None
    new_blank = _fewest(blank, lacking - sum(place.room for place in stated[:new_stated]))
    assert new_blank is not None, "with all blank cells there is room"
    used = [*free, *stated[:new_stated], *blank[:new_blank]]
    resting = [abs(place.size) for place in places if place.size and not place.room]
    moved = [sum(bool(place.size) for place in places if place.blank is is_blank) for is_blank in (False, True)]
    sizes = sorted((*resting, *_water_fill(used, rest)), reverse=True)
    return moved[0] + new_stated, moved[1] + new_blank, sizes


def _fewest(places: Sequence[_Carrier], lacking: int) -> int | None:
    """Return how many of the first `places` have room for `lacking`."""
    for count in range(len(places) + 1):
        if lacking <= 0:
            return count
        if count < len(places):
            lacking -= places[count].room
    return None


def _water_fill(places: Sequence[_Carrier], rest: int) -> list[int]:
    """Return the sizes that come of filling `places` with `rest` like vessels; the odd steps go to the first ones."""
    low, high = 0, max((place.most for place in places), default=0)
    while low < high:  # the highest level that `rest` reaches
        level = (low + high + 1) // 2
        low, high = (level, high) if _needed(places, level) <= rest else (low, level - 1)
    odd = rest - _needed(places, low)
    sizes = []
    for place in places:
        takes_one = odd > 0 and place.size <= low < place.most
        odd -= takes_one
        sizes.append(max(place.size, min(place.most, low)) + takes_one)
    return sizes


def _needed(places: Iterable[_Carrier], level: int) -> int:
    return sum(max(0, min(place.most, level) - place.size) for place in places)


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
