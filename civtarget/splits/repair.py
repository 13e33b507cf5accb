"""
Repair: the least change to shares that makes them add up, under minimums, maximums, locks and steps; exactly.

Every change is a whole number of steps. *Least change* (`Method.LEAST_CHANGE`) is the first of these that decides:

1. as few stated shares are changed as can be: a blank cell carries what is missing before a stated share moves;
2. as few blank cells are filled as can be;
3. the sizes of the changes have the smallest sum;
4. they are as even as can be: their sizes, largest first, are compared one by one, and the smaller one is better.

Of repairs that are alike in all four, the one is taken that changes the share that the caller prefers, if there is one,
then the largest shares, which it changes least in proportion, then those given first. `ties` tells who could have
carried more as well, so nothing is hidden.

*In proportion* (`Method.PROPORTIONAL`): all shares are multiplied by one rate, each is pulled into its bounds, and the
rate is the one that brings out the total. What is then no whole number of steps is rounded by the largest remainder.
Blank cells and shares of zero have no proportion: only a minimum of their own moves them. `civtarget.allocation`
does the same for a split that is made from weights; the few lines here start from shares instead.

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
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple, Self

from civtarget.notation.quantity.numbers import Exact, exact


class Method(StrEnum):
    """How what is missing is spread."""

    LEAST_CHANGE = "least-change"
    PROPORTIONAL = "proportional"


@dataclass(frozen=True, slots=True)
class Cell:
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
class Change:
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
    changes: Mapping[str, Change]
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
    cells: Mapping[str, Cell],
    goal: Goal,
    step: Exact = 1,
    method: Method = Method.LEAST_CHANGE,
    *,
    preferred: str | None = None,
) -> Repair | Impossible:
    """
    Return the changes that make `cells` come to `goal`, or why there are none; `step` is above zero.

    Among repairs of least change that are equally good, one is taken that changes the cell that is `preferred`.
    """
    if (conflict := _conflict(cells, step)) is not None:
        return conflict
    vessels = [_Range.of(cell, step) for cell in cells.values()]
    total = exact(sum(cell.share or 0 for cell in cells.values()))
    low = None if goal.low is None else ceil(Fraction(goal.low - total) / step)
    high = None if goal.high is None else floor(Fraction(goal.high - total) / step)
    if low is not None and high is not None and low > high:
        return Impossible(Obstacle.STEP_MISSES, {}, goal.missed_by(total))
    moved = sum(vessel.start for vessel in vessels)
    rest = Goal(low, high).missed_by(moved)
    assert isinstance(rest, int), "what is missing is counted in steps"
    sizes = [0] * len(vessels)
    ideals: list[Fraction | None] = [None] * len(vessels)
    ties: list[int] = []
    if rest:
        toward = vessels if rest > 0 else [vessel.negated() for vessel in vessels]
        if (room := _room(toward)) is not None and room < abs(rest):
            return _out_of_reach(cells, vessels, goal, step, upward=rest > 0)
        if method is Method.LEAST_CHANGE:
            first = None if preferred is None else list(cells).index(preferred)
            carried, ties = _least(toward, abs(rest), list(cells.values()), first)
        else:
            spread = _in_proportion(
                vessels, moved + rest, [Fraction(max(cell.share or 0, 0)) for cell in cells.values()], step
            )
            if spread is None:
                blank = {name: 0 for name, cell in cells.items() if not cell.share and not cell.locked}
                return Impossible(Obstacle.NO_PROPORTION, blank, goal.missed_by(total))
            found, ideals, ties = spread
            carried = [abs(size - vessel.start) for size, vessel in zip(found, vessels, strict=True)]
        sign = 1 if rest > 0 else -1
        sizes = [sign * size for size in carried]
    names = list(cells)
    changes = {
        name: Change(
            before=cells[name].share,
            after=exact((cells[name].share or 0) + (vessel.start + size) * step),
            forced=exact(vessel.start * step),
            carried=exact(size * step),
            ideal=None if ideal is None else exact((cells[name].share or 0) + ideal * step),
        )
        for name, vessel, size, ideal in zip(names, vessels, sizes, ideals, strict=True)
        if vessel.start or size
    }
    return Repair(total, exact(rest * step), changes, tuple(names[index] for index in ties))


class _Range(NamedTuple):
    """A cell in steps of change: how far it has to move (`start`), and its ends; None where there is none."""

    start: int
    low: int | None
    high: int | None
    blank: bool

    @classmethod
    def of(cls, cell: Cell, step: Exact) -> Self:
        if cell.locked:
            return cls(0, 0, 0, cell.share is None)
        low, high = _ends(cell, step)
        start = low if low > 0 else high if high is not None and high < 0 else 0
        return cls(start, low, high, cell.share is None)

    def negated(self) -> Self:
        """Return the cell as it is when what is over has to be taken away: down is up."""
        low, high = (None if end is None else -end for end in (self.high, self.low))
        return self._replace(start=-self.start, low=low, high=high)

    def pulled(self, change: Fraction) -> Fraction:
        """Return `change`, pulled into the ends."""
        change = change if self.low is None else max(change, Fraction(self.low))
        return change if self.high is None else min(change, Fraction(self.high))


def _ends(cell: Cell, step: Exact) -> tuple[int, int | None]:
    share = cell.share or 0
    low = ceil(Fraction(cell.minimum - share) / step)
    return low, None if cell.maximum is None else floor(Fraction(cell.maximum - share) / step)


def _conflict(cells: Mapping[str, Cell], step: Exact) -> Impossible | None:
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


def _room(vessels: Iterable[_Range]) -> int | None:
    rooms = [None if vessel.high is None else vessel.high - vessel.start for vessel in vessels]
    return None if None in rooms else sum(room for room in rooms if room is not None)


def _out_of_reach(
    cells: Mapping[str, Cell], vessels: Sequence[_Range], goal: Goal, step: Exact, *, upward: bool
) -> Impossible:
    ends: dict[str, Exact] = {}
    for (name, cell), vessel in zip(cells.items(), vessels, strict=True):
        end = vessel.high if upward else vessel.low
        assert end is not None, "without an end there is room for everything"
        ends[name] = exact((cell.share or 0) + end * step)
    missing = goal.missed_by(exact(sum(ends.values())))
    return Impossible(Obstacle.TOO_LITTLE if upward else Obstacle.TOO_MUCH, ends, missing)


# --- least change ----------------------------------------------------------------------------------------------------


class _Place(NamedTuple):
    """A cell that what is missing may go to: how far it has moved already, and how far it can; the way up counts."""

    size: int
    most: int
    blank: bool

    @property
    def room(self) -> int:
        return self.most - self.size


_Merit = tuple[int, int, list[int]]
"""How good a repair is, the less the better: stated shares changed, blank cells filled, sizes from the largest down."""


def _least(
    vessels: Sequence[_Range], rest: int, cells: Sequence[Cell], first: int | None
) -> tuple[list[int], list[int]]:
    """Return what each cell carries of `rest`, and which could carry more in a repair that is as good."""
    places = [
        _Place(
            vessel.start,
            vessel.start + rest if vessel.high is None else min(vessel.high, vessel.start + rest),
            vessel.blank,
        )
        for vessel in vessels
    ]
    best = _merit(places, rest)
    assert best is not None, "there is room for all of it"

    def test(known: list[_Place], left: int) -> Callable[[int, int], bool]:
        """Return whether a repair is still among the best if the cell at a place moves so far."""
        seen: dict[tuple[_Place, int], bool] = {}

        def is_best(index: int, size: int) -> bool:
            place = known[index]
            if not place.size < size <= place.most or size - place.size > left:
                return False
            if (place, size) not in seen:  # most cells of a split are alike
                tried = [*known[:index], place._replace(size=size), *known[index + 1 :]]
                seen[place, size] = _merit(tried, left - (size - place.size)) == best
            return seen[place, size]

        return is_best

    order = sorted(range(len(cells)), key=lambda index: (index != first, -Fraction(cells[index].share or 0)))
    fixed, left = list(places), rest
    for index in order:
        if not fixed[index].size and test(fixed, left)(index, 1):
            fixed[index] = fixed[index]._replace(size=1)
            left -= 1
    chosen = [index for index in order if fixed[index].size > 0 and fixed[index].room]
    for index, size in zip(chosen, _water_fill([fixed[index] for index in chosen], left), strict=True):
        fixed[index] = fixed[index]._replace(size=size)
    as_good = test(places, rest)
    ties = [index for index, place in enumerate(fixed) if place.room and as_good(index, max(place.size, 0) + 1)]
    return [after.size - before.size for after, before in zip(fixed, places, strict=True)], ties


def _merit(places: Sequence[_Place], rest: int) -> _Merit | None:
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


def _fewest(places: Sequence[_Place], lacking: int) -> int | None:
    """Return how many of the first `places` have room for `lacking`."""
    for count in range(len(places) + 1):
        if lacking <= 0:
            return count
        if count < len(places):
            lacking -= places[count].room
    return None


def _water_fill(places: Sequence[_Place], rest: int) -> list[int]:
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


def _needed(places: Iterable[_Place], level: int) -> int:
    return sum(max(0, min(place.most, level) - place.size) for place in places)


# --- in proportion ---------------------------------------------------------------------------------------------------


def _in_proportion(
    vessels: Sequence[_Range], aim: int, shares: Sequence[Fraction], step: Exact
) -> tuple[list[int], list[Fraction | None], list[int]] | None:
    """Return the changes that come to `aim`, what they would be if they had not to be whole, and who was level."""
    rate = _rate(vessels, aim, shares, step)
    if rate is None:
        return None
    ideals = [vessel.pulled(share * (rate - 1) / step) for vessel, share in zip(vessels, shares, strict=True)]
    sizes = [floor(ideal) for ideal in ideals]
    odd = aim - sum(sizes)
    remainders = [ideal - size for ideal, size in zip(ideals, sizes, strict=True)]
    order = sorted(range(len(shares)), key=lambda index: (-remainders[index], -shares[index]))
    for index in order[:odd]:
        sizes[index] += 1
    last = remainders[order[odd - 1]] if odd else None
    ties = [index for index in order[odd:] if remainders[index] == last]
    return sizes, list(ideals), sorted(ties)


def _rate(vessels: Sequence[_Range], aim: int, shares: Sequence[Fraction], step: Exact) -> Fraction | None:
    """Return the rate at which the changes come to `aim`; None if no rate does."""
    pairs = list(zip(vessels, shares, strict=True))

    def reached(rate: Fraction) -> Fraction:
        return sum((vessel.pulled(share * (rate - 1) / step) for vessel, share in pairs), Fraction())

    # Between the rates at which somebody meets a bound, the sum is linear in the rate.
    bends = {Fraction(0)}
    for vessel, share in pairs:
        if share > 0:
            bends |= {1 + Fraction(end) * step / share for end in (vessel.low, vessel.high) if end is not None}
    rates = sorted(rate for rate in bends if rate >= 0)
    rates.append(rates[-1] + 1)
    for left, right in pairwise(rates):
        low, high = reached(left), reached(right)
        if low <= aim <= high and low < high:
            return left + (right - left) * (aim - low) / (high - low)
        if low == aim:
            return left
    slope = reached(rates[-1]) - reached(rates[-2])  # beyond the last bend
    if slope <= 0 or aim < reached(rates[0]):
        return None
    return rates[-1] + (aim - reached(rates[-1])) / slope
