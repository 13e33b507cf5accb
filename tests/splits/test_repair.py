"""Repairing shares: by hand, and against an oracle that tries every possible repair."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.allocation import AllocationError, Claim, Method, allocate
from civtarget.splits.repair import BoundedShare, Goal, Impossible, Obstacle, Repair, RepairMethod, repair

PROPORTIONAL = RepairMethod.PROPORTIONAL
MOST = 9
"""The oracle tries every change up to so many steps; no case needs more."""


def exactly(total):
    return Goal(total, total)


def cells(*shares, **special):
    return {name: special.get(name) or BoundedShare(share) for name, share in zip("abcdefgh", shares, strict=False)}


def after(found, given_cells):
    assert isinstance(found, Repair)
    return {name: found.changes[name].after if name in found.changes else c.share for name, c in given_cells.items()}


def candidates(given_cells, goal, step):
    """Yield every repair within reach, as changes in steps."""
    names = list(given_cells)
    choices = []
    for cell in given_cells.values():
        share = cell.share or 0
        fit = [
            count
            for count in range(-MOST, MOST + 1)
            if cell.minimum <= share + count * step and (cell.maximum is None or share + count * step <= cell.maximum)
        ]
        if cell.locked and (cell.maximum is None or cell.minimum <= cell.maximum):
            fit = [0] if cell.share is None or 0 in fit else []
        choices.append(fit)
    for counts in product(*choices):
        total = sum((given_cells[n].share or 0) + c * step for n, c in zip(names, counts, strict=True))
        if (goal.low is None or total >= goal.low) and (goal.high is None or total <= goal.high):
            yield dict(zip(names, counts, strict=True))


def merit(counts, given_cells):
    return (
        sum(1 for name, count in counts.items() if count and given_cells[name].share is not None),
        sum(1 for name, count in counts.items() if count and given_cells[name].share is None),
        sum(map(abs, counts.values())),
        sorted(map(abs, counts.values()), reverse=True),
    )


@st.composite
def problems(draw):
    count = draw(st.integers(1, 4))
    given_cells = {}
    for name in "abcd"[:count]:
        share = draw(st.one_of(st.none(), st.integers(0, 4), st.integers(-1, 4)))
        low = draw(st.sampled_from([0, 0, 0, 1, 3]))
        high = draw(st.sampled_from([None, None, 0, 2, 3, 5]))
        given_cells[name] = BoundedShare(share, low, high, draw(st.sampled_from([False, False, False, True])))
    low = draw(st.one_of(st.none(), st.integers(0, 8)))
    high = draw(st.one_of(st.none(), st.integers(0, 8)))
    goal = exactly(low) if high is None else Goal(low, high)
    if low is not None and high is not None and low > high:
        goal = Goal(high, low)
    return given_cells, goal, draw(st.sampled_from([1, 2]))


@given(problem=problems(), preferred=st.sampled_from([None, *"abcd"]))
def test_the_least_change_is_what_trying_everything_finds(problem, preferred):
    given_cells, goal, step = problem
    preferred = preferred if preferred in given_cells else None
    every = list(candidates(given_cells, goal, step))

    found = repair(given_cells, goal, step, preferred=preferred)

    if isinstance(found, Impossible):
        assert every == []
        return
    counts = {n: (v - (given_cells[n].share or 0)) / Fraction(step) if v is not None else 0
              for n, v in after(found, given_cells).items()}  # fmt: skip
    best = min(merit(each, given_cells) for each in every)
    assert merit(counts, given_cells) == best
    as_good = [each for each in every if merit(each, given_cells) == best]
    assert counts in as_good
    assert preferred is None or bool(counts[preferred]) == any(each[preferred] for each in as_good)
    assert set(found.ties) == {n for n in counts if any(abs(each[n]) > abs(counts[n]) for each in as_good)}
    assert (len(as_good) == 1) == (not found.ties)


@given(problem=problems(), method=st.sampled_from(RepairMethod))
def test_a_repair_adds_up_within_all_bounds_and_nobody_else_changes(problem, method):
    given_cells, goal, step = problem

    found = repair(given_cells, goal, step, method)

    every = list(candidates(given_cells, goal, step))
    if isinstance(found, Impossible):
        assert (every == []) or found.obstacle is Obstacle.NO_PROPORTION
        return
    shares = after(found, given_cells)
    assert goal.missed_by(sum(share or 0 for share in shares.values())) == 0
    for name, cell in given_cells.items():
        change = found.changes.get(name)
        if change is None:
            assert cell.locked or cell.minimum <= (cell.share or 0)
            continue
        assert not cell.locked
        assert change.before == cell.share
        assert change.after != (cell.share or 0)
        assert change.after == (cell.share or 0) + change.forced + change.carried
        assert cell.minimum <= change.after
        assert cell.maximum is None or change.after <= cell.maximum
        assert (Fraction(change.after - (cell.share or 0)) / Fraction(step)).denominator == 1


@given(problem=problems(), method=st.sampled_from(RepairMethod), factor=st.sampled_from([10_000, Fraction(1, 100)]))
def test_the_size_of_the_unit_makes_no_difference(problem, method, factor):
    given_cells, goal, step = problem

    def times(value):
        return None if value is None else value * factor

    found = repair(given_cells, goal, step, method)
    larger = repair(
        {
            n: BoundedShare(times(c.share), c.minimum * factor, times(c.maximum), c.locked)
            for n, c in given_cells.items()
        },
        Goal(times(goal.low), times(goal.high)),
        step * factor,
        method,
    )

    assert type(found) is type(larger)
    if isinstance(found, Repair):
        assert larger.ties == found.ties
        assert {n: c.after for n, c in larger.changes.items()} == {
            n: c.after * factor for n, c in found.changes.items()
        }


@given(
    shares=st.lists(st.integers(1, 500), min_size=1, max_size=8),
    total=st.integers(0, 3000),
    step=st.sampled_from([1, 1, 5]),
)
def test_in_proportion_everybody_is_within_a_step_of_one_rate(shares, total, step):
    given_cells = cells(*shares)
    total = sum(shares) + (total - sum(shares)) // step * step

    found = repair(given_cells, exactly(total), step, PROPORTIONAL)

    if isinstance(found, Impossible):  # in wide steps there may be no way down to so little
        assert step > 1 and found.obstacle is Obstacle.TOO_MUCH
        return
    rate = Fraction(total, sum(shares))
    new = after(found, given_cells)
    if step == 1:
        remainders = {}
        for name, cell in given_cells.items():
            assert abs(new[name] - cell.share * rate) < 1
            remainders[name] = new[name] - cell.share * rate
        up = [-each for each in remainders.values() if each > 0]
        down = [-each for each in remainders.values() if each < 0]
        assert all(1 + left >= right for left in up for right in down), "a larger remainder never loses"
    assert sum(new.values()) == total


@given(count=st.integers(1, 8), rest=st.integers(1, 40))
def test_what_all_must_share_is_shared_evenly(count, rest):
    bounded = {name: BoundedShare(0, 0, 10) for name in "abcdefgh"[:count]}
    found = repair(bounded, exactly(rest))

    if rest > 10 * count:
        assert found == Impossible(Obstacle.TOO_LITTLE, dict.fromkeys(bounded, 10), rest - 10 * count)
        return
    assert len(found.changes) == -(-rest // 10)
    sizes = [change.carried for change in found.changes.values()]
    assert max(sizes) - min(sizes) <= 1


BY_HAND = {
    "fits": (cells(1, 2), exactly(3), {}, ()),
    "one-cell": (cells(1, 2), exactly(10), {"b": 9}, ("a",)),
    "down-to-zero": (cells(1, 2), exactly(0), {"a": 0, "b": 0}, ()),
    "floor": (cells(1, 2), Goal(10, None), {"b": 9}, ("a",)),
    "over-a-floor": (cells(8, 2), Goal(9, None), {}, ()),
    "cap": (cells(8, 3), Goal(None, 9), {"a": 6}, ("b",)),
    "blank-first": (cells(8, None), exactly(9), {"b": 1}, ()),
    "two-blanks": (cells(8, None, None), exactly(9), {"b": 1}, ("c",)),
    "blank-cannot-give": (cells(8, None), exactly(7), {"a": 7}, ()),
    "locked": (cells(8, 3, a=BoundedShare(8, locked=True)), exactly(12), {"b": 4}, ()),
    "maximum": (cells(8, 3, a=BoundedShare(8, 0, 10)), exactly(15), {"b": 7}, ()),
    "two-are-needed": (
        cells(8, 3, 1, a=BoundedShare(8, 0, 10), b=BoundedShare(3, 0, 5), c=BoundedShare(1, 0, 2)),
        exactly(15),
        {"a": 10, "b": 4},
        ("b", "c"),
    ),
    "forced-up": (cells(8, 3, a=BoundedShare(8, 10)), exactly(11), {"a": 10, "b": 1}, ()),
    "forced-carries-the-rest": (cells(8, 3, a=BoundedShare(8, 10)), exactly(15), {"a": 12}, ()),
    "negative": (cells(8, -2), exactly(8), {"b": 0}, ()),
}


@pytest.mark.parametrize(("given_cells", "goal", "expected", "ties"), BY_HAND.values(), ids=BY_HAND)
def test_least_change_by_hand(given_cells, goal, expected, ties):
    found = repair(given_cells, goal)

    assert {name: change.after for name, change in found.changes.items()} == expected
    assert found.ties == ties


IMPOSSIBLE = {
    "minimum-above-maximum": (cells(1, a=BoundedShare(1, 5, 3)), 5, 1, Obstacle.BOUNDS_EXCLUDE, {"a": 5}, 2),
    "locked-below": (cells(1, a=BoundedShare(1, 5, None, locked=True)), 5, 1, Obstacle.LOCKED_OUTSIDE, {"a": 1}, 4),
    "no-step-within": (cells(1, a=BoundedShare(1, 3, 4)), 5, 5, Obstacle.NO_STEP_WITHIN, {"a": 1}, 2),
    "step": (cells(1, 2), 10, 2, Obstacle.STEP_MISSES, {}, 7),
    "minimums": (
        cells(4, 4, a=BoundedShare(4, 3), b=BoundedShare(4, locked=True)),
        5,
        1,
        Obstacle.TOO_MUCH,
        {"a": 3, "b": 4},
        -2,
    ),
    "maximums": (
        cells(4, 4, a=BoundedShare(4, 0, 5), b=BoundedShare(4, 0, 4)),
        10,
        1,
        Obstacle.TOO_LITTLE,
        {"a": 5, "b": 4},
        1,
    ),
    "all-locked": (cells(4, a=BoundedShare(4, locked=True)), 5, 1, Obstacle.TOO_LITTLE, {"a": 4}, 1),
}


@pytest.mark.parametrize(
    ("given_cells", "total", "step", "obstacle", "ends", "missing"), IMPOSSIBLE.values(), ids=IMPOSSIBLE
)
def test_what_conflicts_is_named(given_cells, total, step, obstacle, ends, missing):
    for method in RepairMethod:
        assert repair(given_cells, exactly(total), step, method) == Impossible(obstacle, ends, missing)


def test_proportion_needs_a_share():
    found = repair(cells(4, 0, None, a=BoundedShare(4, locked=True)), exactly(5), 1, PROPORTIONAL)

    assert found == Impossible(Obstacle.NO_PROPORTION, {"b": 0, "c": 0}, 1)


def test_the_largest_remainder_gets_the_odd_step_and_ties_are_told():
    found = repair(cells(10, 10, 10), exactly(32), 1, PROPORTIONAL)

    assert {name: change.after for name, change in found.changes.items()} == {"a": 11, "b": 11}
    assert found.changes["a"].ideal == Fraction(32, 3)
    assert found.ties == ("c",)


def test_a_thousand_towns_are_no_trouble():
    many = {str(number): BoundedShare(number % 97 + 1, 0, 200) for number in range(1000)}

    found = repair(many, exactly(sum(cell.share for cell in many.values()) + 20_000))

    rooms, needed = sorted((200 - cell.share for cell in many.values()), reverse=True), 20_000
    fewest = next(count for count in range(1001) if sum(rooms[:count]) >= needed)
    assert len(found.changes) == fewest


@given(
    shares=st.lists(st.integers(0, 60), min_size=1, max_size=6),
    bounds=st.lists(st.tuples(st.integers(0, 40), st.one_of(st.none(), st.integers(40, 90))), min_size=6, max_size=6),
    total=st.integers(0, 400),
)
def test_in_proportion_is_what_allocate_does_with_the_shares_for_weights(shares, bounds, total):
    """The first share given may move as it likes; the others keep bounds."""
    bounds = [(0, None), *bounds[1:]]
    given_cells = {
        name: BoundedShare(share, *bound) for name, share, bound in zip("abcdef", shares, bounds, strict=False)
    }
    claims = {name: Claim(cell.share, cell.minimum, cell.maximum) for name, cell in given_cells.items() if cell.share}
    fixed = sum(cell.minimum for cell in given_cells.values() if not cell.share)

    found = repair(given_cells, exactly(total), 1, PROPORTIONAL)

    if isinstance(found, Impossible):
        with pytest.raises(AllocationError):
            allocate(total - fixed, claims, Method.LARGEST_REMAINDER)
        return
    if found.rest:
        shares_in_proportion = allocate(total - fixed, claims, Method.LARGEST_REMAINDER).shares
        assert {name: share for name, share in after(found, given_cells).items() if name in claims} == (
            shares_in_proportion
        )
