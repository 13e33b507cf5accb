"""suspects: slips and rankings by table, and claims about every ranking, against an oracle that tries every value."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.equations import BEDS, COMPANION, EDIT, LIST, NAMES, TRAINING, VISITS, beds, equation

from civtarget.language import Text
from civtarget.model.results import Slip
from civtarget.splits.suspect_messages import diagnose
from civtarget.splits.suspects import (
    MOST_COMPARED,
    Changed,
    Equation,
    PrintedFigure,
    Proportion,
    Stated,
    are_proportional,
)


@pytest.mark.parametrize(
    ("value", "resolution", "would_be", "slip"),
    [
        pytest.param(194, 1, 149, Slip.SWAPPED, id="swapped"),
        pytest.param(19, 1, 149, Slip.MISSING, id="missing"),
        pytest.param(1449, 1, 149, Slip.EXTRA, id="doubled"),
        pytest.param(1479, 1, 149, Slip.EXTRA, id="too-many"),
        pytest.param(1490, 1, 149, Slip.EXTRA, id="zero-too-many"),
        pytest.param(15, 1, 150, Slip.MISSING, id="zero-missing"),
        pytest.param(179, 1, 149, Slip.WRONG, id="wrong"),
        pytest.param(-149, 1, 149, Slip.SIGN, id="sign"),
        pytest.param(14900, 1, 149, Slip.TENS, id="hundred-too-large"),
        pytest.param(2, 1, 2000, Slip.TENS, id="thousand-too-small"),
        pytest.param(4, 1, 40000, Slip.WAN, id="wan-missing"),
        pytest.param(4_000_000, 10000, 400, Slip.WAN, id="wan-too-many"),
        pytest.param(40000, 10000, 70000, Slip.WRONG, id="digits-as-typed"),
        pytest.param(40000, 10000, 37000, Slip.OTHER, id="no-slip-of-4万"),
        pytest.param(15000, 1000, 15300, Slip.MISSING, id="last-decimal-missing"),
        pytest.param(149, 1, 188, Slip.OTHER, id="other"),
        pytest.param(10, 1, 1, Slip.EXTRA, id="not-swapped-with-a-leading-zero"),
    ],
)
def test_slips(value, resolution, would_be, slip):
    broken = Equation(
        {"甲区": PrintedFigure(value, resolution), "乙区": PrintedFigure(10**6)}, PrintedFigure(10**6 + would_be)
    )
    (suspect,) = [each for each in diagnose(broken).suspects if each.cell == "甲区"]
    assert (suspect.would_be, suspect.slip) == (would_be, slip)


def test_what_is_stated_elsewhere_too_speaks_against_a_suspect():
    broken = beds(新北区=129)
    alone, contradicted = (
        next(each for each in diagnose(broken, evidence).suspects if each.cell == "新北区")
        for evidence in ([], [Stated("新北区", 129, LIST)])
    )
    assert contradicted.weight < alone.weight - 300
    assert contradicted.evidence == (Text("清单也是 129", "the list says 129 too"),)
    assert diagnose(broken, [Stated("新北区", 129, LIST)]).suspects[-1].cell == "新北区"


def test_a_statement_that_fits_neither_leaves_it_open():
    diagnosis = diagnose(beds(武进区=1490), [COMPANION, Stated("武进区", 200, LIST)])
    assert diagnosis.suspects[0].cell == "武进区"
    assert diagnose(beds(武进区=194), [Stated("武进区", 200, LIST)]).likely is None


def test_what_would_be_impossible_is_no_suspect():
    """A share of 63 cannot give up 1341, nor half a bed be anywhere."""
    assert [each.cell for each in diagnose(beds(武进区=1490)).suspects] == ["武进区", None]
    half = equation({"甲区": Fraction(3, 2), "乙区": 3}, 5)
    assert [each.cell for each in diagnose(half).suspects] == ["甲区"]
    measured = equation({"甲区": Fraction(3, 2), "乙区": 3}, 5, whole=False)
    assert {each.cell for each in diagnose(measured).suspects} == {"甲区", "乙区", None}


def test_what_would_be_negative_is_suspected_only_beside_other_negative_figures():
    among_others = equation({"甲区": -5, "乙区": 3, "丙区": -4}, -10)
    assert {each.cell: each.would_be for each in diagnose(among_others).suspects}["乙区"] == -1
    alone = equation({"甲区": -5, "乙区": 10}, 0)
    assert {each.cell for each in diagnose(alone).suspects} == {"乙区", None}


def test_one_of_many_districts_is_found():
    shares = {f"d{number}": 100 + 7 * number for number in range(100)}
    weights = {name: 3 * share + 1 for name, share in shares.items()}
    total = sum(shares.values())
    broken = equation(shares | {"d40": 308}, total)  # 380
    diagnosis = diagnose(broken, [Proportion(weights, LIST)])
    assert diagnosis.likely is not None
    assert (diagnosis.likely.cell, diagnosis.likely.would_be) == ("d40", 380)


# --- proportions that are no chance -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "weights", "tried", "expected"),
    [
        pytest.param(BEDS, VISITS, 50, True, id="published"),
        pytest.param(BEDS | {"武进区": 1490}, VISITS, 50, True, id="one-off"),
        pytest.param(BEDS | {"武进区": -149}, VISITS, 50, True, id="one-below-zero"),
        pytest.param(BEDS | {"武进区": 0, "天宁区": 0}, VISITS, 50, False, id="two-are-nothing"),
        pytest.param(BEDS | {"武进区": 194, "天宁区": 119}, VISITS, 50, False, id="two-off"),
        pytest.param(BEDS, TRAINING, 1, False, id="unrelated"),
        pytest.param(dict.fromkeys(NAMES, 5), dict.fromkeys(NAMES, 3), 1, False, id="all-equal-says-nothing"),
        pytest.param(BEDS, VISITS | {"天宁区": 0}, 1, False, id="no-weight"),
        pytest.param({"a": 1, "b": 2, "c": 3}, {"a": 2, "b": 4, "c": 6}, 1, False, id="too-few"),
        pytest.param({"a": 1, "b": 2, "c": 3, "d": 4}, {"a": 2, "b": 4, "c": 6, "d": 8}, 50, True, id="exactly"),
    ],
)
def test_are_proportional(values, weights, tried, expected):
    assert are_proportional(values, weights, tried) is expected


def proportional_by_definition(values, weights, tried):
    """Leave out every district in turn, as the docstring says."""

    def width(numbers):
        return Fraction(max(numbers)) / min(numbers) - 1

    count = len(values)
    if count < 4 or any(weights.get(name, 0) <= 0 for name in values):
        return False
    for left_out in values:
        rest = [name for name in values if name != left_out]
        if all(values[name] > 0 for name in rest):
            range_ = min(width([values[name] for name in rest]), Fraction(1))
            across = width([Fraction(values[name]) / weights[name] for name in rest])
            if range_ and 100 * tried * count * (count - 1) * (across / range_) ** (count - 2) <= 1:
                return True
    return False


@given(data=st.data(), factor=st.integers(1, 5), tried=st.integers(1, 20))
def test_are_proportional_as_defined(data, factor, tried):
    """Around proportional figures, with some of them off, equal, zero or negative."""
    weights = data.draw(st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 60), min_size=3))
    off = st.sampled_from([0] * 6 + [1, -1, 7, 100, -200])
    values = {name: factor * weight + data.draw(off) for name, weight in weights.items()}

    assert are_proportional(values, weights, tried) == proportional_by_definition(values, weights, tried)


def test_of_very_many_shares_no_proportion_is_looked_at():
    shares = {f"d{number}": 100 + 7 * number for number in range(MOST_COMPARED + 1)}
    weights = {name: 3 * share + 1 for name, share in shares.items()}
    broken = equation(shares | {"d40": 308}, sum(shares.values()))  # 380

    assert diagnose(broken, [Proportion(weights, LIST)]).likely is None
    assert diagnose(broken, [Stated("d40", 380, LIST)]).likely.cell == "d40"


# --- what holds of every diagnosis ------------------------------------------------------------------------------------

numbers = st.one_of(st.integers(0, 60), st.integers(1, 500).map(lambda number: number * 100))
splits = st.lists(numbers, min_size=1, max_size=6).map(lambda shares: {f"d{n}": each for n, each in enumerate(shares)})


@st.composite
def broken_equations(draw):
    shares, total = draw(splits), draw(numbers)
    assume(sum(shares.values()) != total)
    return equation(shares, total)


@st.composite
def cases(draw):
    """Draw a broken equation, and evidence of every kind about it."""
    broken = draw(broken_equations())
    cells = st.sampled_from([*broken.shares, None])
    stated = st.builds(Stated, cells, numbers, st.just(LIST))
    changed = st.builds(Changed, cells, numbers, st.just(EDIT))
    weights = st.fixed_dictionaries({name: st.integers(0, 900) for name in broken.shares})
    proportions = st.builds(Proportion, weights, st.just(LIST))
    return broken, draw(st.lists(st.one_of(stated, changed, proportions), max_size=4))


def restored(broken, suspect):
    shares = {name: figure.value for name, figure in broken.shares.items()}
    total = broken.total.value
    if suspect.cell is None:
        total = suspect.would_be
    else:
        shares[suspect.cell] = suspect.would_be
    return sum(shares.values()) == total


@given(cases())
def test_what_a_suspect_would_be_restores_the_equation(case):
    broken, evidence = case
    for suspect in diagnose(broken, evidence).suspects:
        assert restored(broken, suspect)
        assert suspect.would_be != suspect.value


@given(
    splits.map(lambda shares: {name: share % 40 for name, share in shares.items()}),
    st.integers(0, 60),
)
def test_every_cell_that_alone_could_restore_it_is_listed(shares, total):
    """Try every whole number that a cell could be."""
    assume(sum(shares.values()) != total)
    tried = {
        (name, value) for name in shares for value in range(400) if sum((shares | {name: value}).values()) == total
    }
    tried |= {(None, value) for value in range(400) if sum(shares.values()) == value}
    found = diagnose(equation(shares, total)).suspects
    assert {(each.cell, each.would_be) for each in found} == tried
    assert len(found) == len(tried)


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_districts_and_of_evidence_changes_nothing_but_ties(case, rng):
    broken, evidence = case
    names, shuffled = list(broken.shares), list(evidence)
    rng.shuffle(names)
    rng.shuffle(shuffled)
    one = diagnose(broken, evidence)
    other = diagnose(Equation({name: broken.shares[name] for name in names}, broken.total), shuffled)
    assert {each.cell: (each.weight, each.slip) for each in one.suspects} == {
        each.cell: (each.weight, each.slip) for each in other.suspects
    }
    assert [each.weight for each in other.suspects] == [each.weight for each in one.suspects]
    assert (one.likely and one.likely.cell) == (other.likely and other.likely.cell)


@given(cases(), st.sampled_from([10, 1000, 10**4, 7, Fraction(1, 100)]))
def test_scale_changes_nothing(case, factor):
    """All numbers times ten, with the steps in which they are written: the digits are the same."""
    broken, evidence = case

    def larger(value):
        return Fraction(value) * factor

    def scaled(each):
        match each:
            case Stated(cell, value, source):
                return Stated(cell, larger(value), source)
            case Changed(cell, before, source):
                return Changed(cell, larger(before), source)
            case _:
                return each

    figures = {name: PrintedFigure(larger(each.value), larger(each.resolution)) for name, each in broken.shares.items()}
    total = PrintedFigure(larger(broken.total.value), larger(broken.total.resolution))
    one = diagnose(broken, evidence)
    other = diagnose(Equation(figures, total, whole=False), [scaled(each) for each in evidence])
    kept = [(each.cell, each.slip, each.weight) for each in one.suspects]
    assert [(each.cell, each.slip, each.weight) for each in other.suspects] == kept


@given(cases(), st.data())
def test_a_statement_of_what_a_cell_would_be_puts_it_first(case, data):
    broken, evidence = case
    suspects = diagnose(broken).suspects
    assume(suspects)
    suspect = data.draw(st.sampled_from(suspects))
    others = [each for each in evidence if not isinstance(each, Stated)]
    first = diagnose(broken, [*others, Stated(suspect.cell, suspect.would_be, LIST)]).suspects[0]
    assert first.cell == suspect.cell


@given(cases())
def test_one_is_likely_only_if_it_outweighs_all_others(case):
    diagnosis = diagnose(*case)
    first, *others = diagnosis.suspects or (None,)
    assert diagnosis.likely in (None, first)
    assert [each.weight for each in diagnosis.suspects] == sorted(
        (each.weight for each in diagnosis.suspects), reverse=True
    )
    if diagnosis.likely is not None:
        assert all(diagnosis.likely.weight - other.weight > 5 * 32 for other in others)
        assert diagnosis.message.en.startswith("likely: ")
    else:
        assert diagnosis.message.en.startswith("cannot tell")


def test_what_another_place_confirms_is_never_likely():
    """One list says the figure is right, another that it is wrong: who of them is, nobody can tell."""
    shares = {name: PrintedFigure(value, 1) for name, value in {"甲": 1777, "乙": 845, "丙": 960, "丁": 1475}.items()}
    equation = Equation(shares, PrintedFigure(4510, 1), whole=True)
    says = [Stated("甲", 1230, Text("单子一", "list one")), Stated("甲", 1777, Text("单子二", "list two"))]
    assert diagnose(equation, says[:1]).likely is not None
    assert diagnose(equation, says).likely is None
