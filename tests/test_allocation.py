"""
allocation: every split keeps what it must, is what its method says it is, and tells of ties; what cannot be is refused.

On small problems each split is held against all there are, on large ones against Huntington's test (see
`allocation_oracle`, which makes no splits). Published apportionments are in `test_published_apportionments.py`.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from support.allocation_oracle import (
    DIVISOR_METHODS,
    as_good,
    bounds_of,
    distance,
    is_even,
    is_stable,
    same_splits,
    splits,
)

from civtarget.allocation import Allocation, AllocationError, Claim, Method, Tie, allocate
from civtarget.notation.quantity import Exact

METHODS = tuple(Method)
PROPORTIONAL = tuple(method for method in METHODS if method is not Method.EQUAL)
LARGEST_REMAINDER = Method.LARGEST_REMAINDER

methods = st.sampled_from(METHODS)
divisor_methods = st.sampled_from(DIVISOR_METHODS)
steps = st.sampled_from([1, 5, 10, Fraction(1, 100), Fraction(3, 2)])
small_weights = st.one_of(st.integers(0, 6), st.builds(Fraction, st.integers(0, 6), st.integers(1, 4)))
positive = st.one_of(
    st.integers(1, 12), st.integers(1, 10**9), st.builds(Fraction, st.integers(1, 10**6), st.integers(1, 10**3))
)


@dataclass(frozen=True)
class Problem:
    """What `allocate` is asked, but for the method."""

    total: Exact
    claims: dict[str, Claim]
    step: Exact = 1

    def split(self, method: Method) -> Allocation:
        return allocate(self.total, self.claims, method, self.step)

    @property
    def weights(self) -> dict[str, Exact]:
        return {name: claim.weight for name, claim in self.claims.items()}

    @property
    def bounds(self) -> dict[str, tuple[Exact, Exact]]:
        return bounds_of(self.claims, self.total)


@st.composite
def claims_around(draw, share: int, step: Exact, weights: st.SearchStrategy[Exact]) -> Claim:
    """Return a claim that allows a share of so many steps; its bounds may lie between two steps."""
    weight = draw(weights)
    slack = draw(st.sampled_from([0, Fraction(1, 3)]))
    least = max(0, (draw(st.integers(0, share)) - slack) * step)
    most = draw(st.one_of(st.none(), st.integers(share, 2 * share + 3).map(lambda most: (most + slack) * step)))
    locked = draw(st.sampled_from([None, None, None, None, share * step]))
    return Claim(weight, least, most, locked)


@st.composite
def problems(draw, most_districts: int = 8, largest: int = 10**7, weights: st.SearchStrategy[Exact] = small_weights):
    """Return a problem that has a solution."""
    step = draw(steps)
    sizes = draw(st.lists(st.integers(0, largest), min_size=1, max_size=most_districts))
    claims = {f"d{place}": draw(claims_around(size, step, weights)) for place, size in enumerate(sizes)}
    free = [claim for claim in claims.values() if claim.locked is None]
    if not any(claim.weight for claim in free):
        claims = {name: replace(claim, weight=claim.weight + 1) for name, claim in claims.items()}
    problem = Problem(sum(sizes) * step, claims, step)
    assume(_is_weighed(problem))
    return problem


small_problems = problems(4, 3)
weighed_problems = problems(weights=positive)


@st.composite
def free_problems(draw, largest: int = 10**7, weights: st.SearchStrategy[Exact] = positive):
    """Return a problem without bounds, locks or a step."""
    drawn = draw(st.lists(weights, min_size=1, max_size=8))
    return Problem(draw(st.integers(0, largest)), {f"d{place}": Claim(weight) for place, weight in enumerate(drawn)})


def _is_weighed(problem: Problem) -> bool:
    """Tell whether something says how to split what the minimums leave."""
    rooms = [(_in_steps(*problem.bounds[name], problem.step), claim.weight) for name, claim in problem.claims.items()]
    left = problem.total // problem.step - sum(least for (least, _), _ in rooms)
    return not left or any(weight for (least, most), weight in rooms if least < most)


def _in_steps(least: Exact, most: Exact, step: Exact) -> tuple[int, int]:
    return -(-least // step), most // step


# --- what holds of every split ----------------------------------------------------------------------------------------


@given(problem=problems(), method=methods)
def test_every_split_adds_up_and_keeps_bounds_locks_and_step(problem, method):
    allocation = problem.split(method)

    assert allocation.method is method
    assert list(allocation.shares) == list(allocation.quotas) == list(problem.claims)
    assert sum(allocation.shares.values()) == sum(allocation.quotas.values()) == problem.total
    for name, share in allocation.shares.items():
        least, most = problem.bounds[name]
        assert least <= share <= most
        assert share % problem.step == 0
        assert isinstance(share, type(problem.step))


@given(problem=problems(), method=methods, order=st.randoms())
def test_the_order_of_districts_decides_only_ties_between_equal_weights(problem, method, order):
    names = list(problem.claims)
    order.shuffle(names)
    shuffled = replace(problem, claims={name: problem.claims[name] for name in names})

    one, other = problem.split(method), shuffled.split(method)

    assert one.quotas == other.quotas
    assert same_splits(as_good(one, problem.step), as_good(other, problem.step))
    moved = {name for name in names if one.shares[name] != other.shares[name]}
    assert len({problem.claims[name].weight for name in moved}) <= 1
    assert moved <= set(one.tie.tied if one.tie else ())


@given(problem=problems(), method=methods, factor=positive)
def test_only_ratios_of_weights_count(problem, method, factor):
    scaled = {name: replace(claim, weight=claim.weight * factor) for name, claim in problem.claims.items()}
    assert replace(problem, claims=scaled).split(method) == problem.split(method)


@given(problem=problems(), method=methods, factor=positive)
def test_the_unit_does_not_matter(problem, method, factor):
    claims = {
        name: Claim(
            claim.weight,
            claim.minimum * factor,
            None if claim.maximum is None else claim.maximum * factor,
            None if claim.locked is None else claim.locked * factor,
        )
        for name, claim in problem.claims.items()
    }
    allocation, scaled = (
        problem.split(method),
        Problem(problem.total * factor, claims, problem.step * factor).split(method),
    )
    assert scaled.shares == {name: share * factor for name, share in allocation.shares.items()}
    assert scaled.quotas == {name: quota * factor for name, quota in allocation.quotas.items()}
    assert scaled.tie == allocation.tie


@given(
    shares=st.lists(st.integers(0, 10**7), min_size=1).filter(any),
    method=st.sampled_from(PROPORTIONAL),
    step=steps,
    factor=positive,
)
def test_what_is_proportional_already_stays_so(shares, method, step, factor):
    claims = {f"d{place}": Claim(share * factor) for place, share in enumerate(shares)}
    allocation = allocate(sum(shares) * step, claims, method, step)
    assert list(allocation.shares.values()) == [share * step for share in shares]
    assert allocation.quotas == allocation.shares
    assert allocation.tie is None


@given(problem=problems(), method=methods)
def test_quotas_are_proportional_as_far_as_bounds_allow(problem, method):
    """A quota above its minimum and one below its maximum: the first has no more for its weight than the second."""
    quotas = problem.split(method).quotas
    rooms = {}
    for name, claim in problem.claims.items():
        least, most = _in_steps(*problem.bounds[name], problem.step)
        rooms[name] = (least * problem.step, most * problem.step, 1 if method is Method.EQUAL else claim.weight)
        assert rooms[name][0] <= quotas[name] <= rooms[name][1]
    for one, (least, _, weight) in rooms.items():
        for other, (_, most, other_weight) in rooms.items():
            if quotas[one] > least and quotas[other] < most:
                assert quotas[one] * other_weight <= quotas[other] * weight


@given(problem=problems(), method=methods)
def test_a_lock_is_the_same_as_splitting_the_rest_among_the_others(problem, method):
    free = {name: claim for name, claim in problem.claims.items() if claim.locked is None}
    assume(free)
    locked = sum(claim.locked for claim in problem.claims.values() if claim.locked is not None)

    whole, rest = problem.split(method), replace(problem, total=problem.total - locked, claims=free).split(method)

    assert whole.shares == {name: rest.shares.get(name, claim.locked) for name, claim in problem.claims.items()}
    assert whole.tie == rest.tie


@given(problem=free_problems(1000), method=divisor_methods, data=st.data())
def test_by_a_divisor_method_bounds_that_are_kept_anyhow_change_nothing(problem, method, data):
    shares = problem.split(method).shares
    bounded = {name: data.draw(claims_around(shares[name], 1, st.just(problem.weights[name]))) for name in shares}
    assert replace(problem, claims=bounded).split(method).shares == shares


@given(problem=problems(weights=st.sampled_from([0, 0, 1, 2, Fraction(7, 2)])), method=st.sampled_from(PROPORTIONAL))
def test_weight_zero_gets_nothing_beyond_its_minimum_unless_nobody_else_can_take_it(problem, method):
    shares = problem.split(method).shares
    rooms = {name: _in_steps(*bounds, problem.step) for name, bounds in problem.bounds.items()}
    without = {name: shares[name] for name, claim in problem.claims.items() if not claim.weight}
    if any(shares[name] > rooms[name][0] * problem.step for name in without):
        assert all(shares[name] == rooms[name][1] * problem.step for name in shares if name not in without)
        assert is_even(without, problem.bounds, problem.step)


# --- what each method is ----------------------------------------------------------------------------------------------


@given(problem=small_problems, method=methods)
def test_of_all_splits_it_is_the_best_and_the_tie_tells_all_that_are_as_good(problem, method):
    bounds, step = problem.bounds, problem.step
    allocation = problem.split(method)
    candidates = list(splits(problem.total, bounds, step))
    if method is Method.EQUAL:
        best = [split for split in candidates if is_even(split, bounds, step)]
    elif method is LARGEST_REMAINDER:
        least = min(distance(split, allocation.quotas) for split in candidates)
        best = [split for split in candidates if distance(split, allocation.quotas) == least]
    else:
        best = [split for split in candidates if _is_stable_with_weights_of_zero(method, split, problem)]
    assert same_splits(as_good(allocation, step), best)


def _is_stable_with_weights_of_zero(method: Method, split: dict[str, Exact], problem: Problem) -> bool:
    """Tell whether those with a weight are stable, and those without are at their minimum or get an even rest."""
    step, weights = problem.step, problem.weights
    rooms = {name: _in_steps(*bounds, step) for name, bounds in problem.bounds.items()}
    weighed = {name: share for name, share in split.items() if weights[name]}
    without = {name: share for name, share in split.items() if not weights[name]}
    if all(share == rooms[name][1] * step for name, share in weighed.items()):
        return is_even(without, problem.bounds, step)
    return all(share == rooms[name][0] * step for name, share in without.items()) and is_stable(
        method, weighed, weights, problem.bounds, step
    )


@given(problem=weighed_problems, method=divisor_methods)
def test_by_its_own_measure_of_inequality_no_unit_would_be_better_elsewhere(problem, method):
    for split in as_good(problem.split(method), problem.step)[:3]:
        assert is_stable(method, split, problem.weights, problem.bounds, problem.step)


@given(problem=free_problems())
def test_largest_remainder_stays_within_quota_and_no_larger_remainder_loses_to_a_smaller(problem):
    allocation = problem.split(LARGEST_REMAINDER)
    weight = sum(problem.weights.values())
    remainders = {}
    for name, share in allocation.shares.items():
        quota = Fraction(problem.total * problem.weights[name]) / weight
        assert allocation.quotas[name] == quota
        assert share in (quota // 1, -(-quota // 1))
        remainders[name] = quota % 1
    up = [remainders[name] for name, share in allocation.shares.items() if share > allocation.quotas[name]]
    down = [remainders[name] for name, share in allocation.shares.items() if share <= allocation.quotas[name]]
    assert min(up, default=1) >= max((remainder for remainder in down if remainder), default=0)


@given(problem=problems())
def test_equal_shares_are_even_whatever_the_weights(problem):
    assert is_even(problem.split(Method.EQUAL).shares, problem.bounds, problem.step)


@given(problem=problems(weights=st.just(1)), method=methods)
def test_among_equal_weights_all_methods_agree(problem, method):
    assert problem.split(method).shares == problem.split(Method.EQUAL).shares


@given(problem=problems(), method=divisor_methods, more=st.integers(1, 3))
def test_divisor_methods_are_house_monotone(problem, method, more):
    larger = replace(problem, total=problem.total + more * problem.step)
    assume(
        sum(min(most, larger.total) // problem.step for _, most in larger.bounds.values()) * problem.step
        >= larger.total
    )
    assume(_is_weighed(larger))
    shares, grown = problem.split(method).shares, larger.split(method).shares
    assert all(grown[name] >= shares[name] for name in shares)


@given(problem=free_problems(200), method=divisor_methods, data=st.data())
def test_divisor_methods_are_population_monotone(problem, method, data):
    """Of two districts, none whose weight grows at least as much as the other's loses while the other gains."""
    changed = {
        name: Claim(data.draw(st.one_of(st.just(claim.weight), positive))) for name, claim in problem.claims.items()
    }
    total = problem.total + data.draw(st.integers(-min(problem.total, 3), 3))
    before, after = problem.split(method).shares, allocate(total, changed, method).shares
    for one, other in combinations(changed, 2):
        for grower, shrinker in ((one, other), (other, one)):
            if changed[grower].weight * problem.weights[shrinker] >= changed[shrinker].weight * problem.weights[grower]:
                assert not (after[grower] < before[grower] and after[shrinker] > before[shrinker])


@pytest.mark.parametrize(
    ("method", "shares"),
    [
        pytest.param(LARGEST_REMAINDER, [9, 7, 5, 4, 1], id="largest-remainder"),
        pytest.param(Method.ADAMS, [9, 7, 5, 3, 2], id="adams"),
        pytest.param(Method.DEAN, [9, 7, 5, 4, 1], id="dean"),
        pytest.param(Method.HUNTINGTON_HILL, [9, 7, 6, 3, 1], id="huntington-hill"),
        pytest.param(Method.WEBSTER, [9, 8, 5, 3, 1], id="webster"),
        pytest.param(Method.JEFFERSON, [10, 7, 5, 3, 1], id="jefferson"),
        pytest.param(Method.EQUAL, [6, 5, 5, 5, 5], id="equal"),
    ],
)
def test_the_last_of_26_units_goes_to_another_district_by_every_divisor_method(method, shares):
    """An example of Balinski and Young: the quotas are 9.061, 7.179, 5.259, 3.319 and 1.182."""
    claims = {str(weight): Claim(weight) for weight in (9061, 7179, 5259, 3319, 1182)}
    assert list(allocate(26, claims, method).shares.values()) == shares


@pytest.mark.parametrize(
    ("total", "claims", "step", "shares", "quotas"),
    [
        pytest.param(
            90, {"a": Claim(1), "b": Claim(2), "c": Claim(6, maximum=33)}, 1, [19, 38, 33], [19, 38, 33], id="maximum"
        ),
        pytest.param(
            90,
            {"a": Claim(1, minimum=21), "b": Claim(2), "c": Claim(6)},
            1,
            [21, 17, 52],
            [21, Fraction(69, 4), Fraction(207, 4)],
            id="minimum",
        ),
        pytest.param(
            100,
            {"a": Claim(7, locked=50), "b": Claim(2), "c": Claim(1)},
            1,
            [50, 33, 17],
            [50, Fraction(100, 3), Fraction(50, 3)],
            id="the-rest-keeps-its-proportion-beside-a-lock",
        ),
        pytest.param(
            100,
            {"a": Claim(7, minimum=1, maximum=64), "b": Claim(2, minimum=21), "c": Claim(1)},
            5,
            [60, 25, 15],
            [60, Fraction(80, 3), Fraction(40, 3)],
            id="bounds-between-two-steps",
        ),
        pytest.param(
            Fraction(23, 20),
            {"a": Claim(1), "b": Claim(1, minimum=Fraction(3, 5))},
            Fraction(1, 100),
            [Fraction(11, 20), Fraction(3, 5)],
            [Fraction(11, 20), Fraction(3, 5)],
            id="decimals-of-亿",
        ),
    ],
)
def test_quotas_within_bounds(total, claims, step, shares, quotas):
    allocation = allocate(total, claims, LARGEST_REMAINDER, step)
    assert list(allocation.shares.values()) == shares
    assert list(allocation.quotas.values()) == quotas


# --- ties -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "weights", "method", "shares", "tie"),
    [
        pytest.param(2, "1 1 1", LARGEST_REMAINDER, "1 1 0", Tie(("a", "b", "c"), 2), id="given-order"),
        pytest.param(3, "1 1 1", LARGEST_REMAINDER, "1 1 1", None, id="no-tie"),
        pytest.param(0, "1 1 1", LARGEST_REMAINDER, "0 0 0", None, id="nothing-to-split"),
        pytest.param(5, "1 3 1 3", LARGEST_REMAINDER, "1 2 0 2", Tie(("a", "c"), 1), id="after-the-larger"),
        pytest.param(4, "1 3 4", LARGEST_REMAINDER, "0 2 2", Tie(("b", "a"), 1), id="larger-weight-first"),
        pytest.param(4, "1 3 4", Method.WEBSTER, "0 2 2", Tie(("b", "a"), 1), id="larger-weight-first-by-a-divisor"),
        pytest.param(2, "1 3 2", Method.ADAMS, "0 1 1", Tie(("b", "c", "a"), 2), id="first-units-are-free"),
        pytest.param(2, "1 3 2", Method.DEAN, "0 1 1", Tie(("b", "c", "a"), 2), id="so-too-by-dean"),
        pytest.param(2, "1 3 2", Method.HUNTINGTON_HILL, "0 1 1", Tie(("b", "c", "a"), 2), id="so-too-by-hill"),
        pytest.param(5, "1 3 2", Method.EQUAL, "1 2 2", Tie(("b", "c", "a"), 2), id="equal-but-for-the-larger"),
        pytest.param(
            10, "3 3 22 25 5", LARGEST_REMAINDER, "1 0 4 4 1", Tie(("a", "b"), 1), id="after-a-larger-remainder"
        ),
    ],
)
def test_ties_are_told_and_go_to_the_larger_weight_then_to_who_was_given_first(total, weights, method, shares, tie):
    claims = {name: Claim(int(weight)) for name, weight in zip("abcde", weights.split(), strict=False)}
    allocation = allocate(total, claims, method)
    assert " ".join(map(str, allocation.shares.values())) == shares
    assert allocation.tie == tie


# --- what is refused --------------------------------------------------------------------------------------------------


@given(
    total=st.integers(0, 8),
    claims=st.dictionaries(
        st.sampled_from("abcd"),
        st.builds(
            Claim,
            st.integers(0, 3),
            st.integers(0, 4),
            st.one_of(st.none(), st.integers(0, 5)),
            st.one_of(st.none(), st.none(), st.integers(0, 5)),
        ),
        min_size=1,
    ),
    step=st.sampled_from([1, 1, 2, 3]),
    method=methods,
)
@example(total=1, claims={"a": Claim(0)}, step=1, method=Method.WEBSTER)
def test_a_split_is_refused_when_there_is_none_or_no_weight_to_split_by(total, claims, step, method):
    problem = Problem(total, claims, step)
    locks_fit = all(
        claim.locked is None or claim.minimum <= claim.locked <= (total if claim.maximum is None else claim.maximum)
        for claim in claims.values()
    )
    possible = locks_fit and any(splits(total, problem.bounds, step))
    if possible and (method is Method.EQUAL or _is_weighed(problem)):
        problem.split(method)
    else:
        with pytest.raises(AllocationError):
            problem.split(method)


@pytest.mark.parametrize(
    ("total", "claims", "step", "zh", "en"),
    [
        pytest.param(3, {}, 1, "没有可分配的辖区", "there is no district to split among", id="no-districts"),
        pytest.param(3, {"甲区": Claim(1)}, 0, "步长为 0，应大于 0", "the step is 0: it must be above 0", id="step"),
        pytest.param(
            -3, {"甲区": Claim(1)}, 1, "总数为 -3，不能为负", "the total is -3: it cannot be negative", id="total"
        ),
        pytest.param(
            3,
            {"甲区": Claim(-1), "乙区": Claim(1, -2)},
            1,
            "甲区的权重为 -1，不能为负；乙区的下限为 -2，不能为负",
            "甲区 has weight -1: it cannot be negative; 乙区 has minimum -2: it cannot be negative",
            id="negative",
        ),
        pytest.param(
            12,
            {"甲区": Claim(1)},
            5,
            "总数 12 不是步长 5 的倍数",
            "the total 12 is not a multiple of the step 5",
            id="total-off-the-step",
        ),
        pytest.param(
            10,
            {"甲区": Claim(1, 8, 7), "乙区": Claim(1, 6, 9)},
            5,
            "甲区的下限 8 超过上限 7；乙区的下限 6 和上限 9 之间没有步长 5 的倍数",
            "甲区: its minimum 8 exceeds its maximum 7; "
            "乙区: no multiple of the step 5 lies between its minimum 6 and its maximum 9",
            id="bounds-exclude-each-other",
        ),
        pytest.param(
            10,
            {"甲区": Claim(1, 3, 7, 2), "乙区": Claim(1, 3, 7, 8), "丙区": Claim(1, 3, 7, Fraction(9, 2))},
            1,
            "甲区锁定为 2，低于下限 3；乙区锁定为 8，高于上限 7；丙区锁定为 9/2，不是步长 1 的倍数",
            "甲区: 2 is locked, below its minimum 3; 乙区: 8 is locked, above its maximum 7; "
            "丙区: 9/2 is locked, not a multiple of the step 1",
            id="locks",
        ),
        pytest.param(
            10,
            {"甲区": Claim(1, 6), "乙区": Claim(2, locked=5), "丙区": Claim(3)},
            1,
            "下限和锁定值合计 11，超过总数 10：甲区 6、乙区 5",
            "minimums and locked shares add up to 11, more than the total 10: 甲区 6, 乙区 5",
            id="minimums-exceed-the-total",
        ),
        pytest.param(
            10,
            {"甲区": Claim(1, 6), "乙区": Claim(2, 1)},
            5,
            "按步长 5 取整，下限和锁定值合计 15，超过总数 10：甲区 10、乙区 5",
            "in multiples of 5, minimums and locked shares add up to 15, more than the total 10: 甲区 10, 乙区 5",
            id="minimums-exceed-the-total-in-steps",
        ),
        pytest.param(
            10,
            {"甲区": Claim(1, maximum=6), "乙区": Claim(2, locked=3), "丙区": Claim(2, maximum=0)},
            1,
            "上限和锁定值合计 9，不足总数 10：甲区 6、乙区 3、丙区 0",
            "maximums and locked shares add up to 9, less than the total 10: 甲区 6, 乙区 3, 丙区 0",
            id="maximums-cannot-hold-it",
        ),
        pytest.param(
            10,
            {"甲区": Claim(0), "乙区": Claim(2, locked=3), "丙区": Claim(0, 4)},
            1,
            "总数 10 中还有 3 待分，而可多分的辖区权重都是 0：甲区、丙区",
            "3 of the total 10 is left, and the districts that could take more all have weight 0: 甲区, 丙区",
            id="no-weight",
        ),
    ],
)
def test_refusals_name_what_conflicts_with_its_numbers(total, claims, step, zh, en):
    with pytest.raises(AllocationError) as raised:
        allocate(total, claims, Method.WEBSTER, step)
    assert (raised.value.text.zh, raised.value.text.en) == (zh, en)
