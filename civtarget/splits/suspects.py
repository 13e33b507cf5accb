"""
Who is the likely culprit when a split does not add up: every cell that alone could restore it, ranked by evidence.

**What is ranked.** One equation is broken, shares against their total. For each cell, the total included, there is one
value that would restore it, unless that value is impossible (below zero where nothing else is, or a part of a thing
that is counted whole). That a single cell is wrong is the principle of the least change (Fellegi and Holt 1976). Floors
and caps have no culprit: any of them may be higher, so nobody asks about them here.

**How it is ranked.** Each suspect has a weight: the logarithm, in whole 32nds of a bit, of how likely the figures are
if it is the culprit. Evidence adds up as in Bayes' rule. Everything is computed with whole numbers and fractions, so
the order never depends on a machine or on the order of districts. The terms are:

- *The slip* that leads from the restored value to the printed one. Four of them are the errors of Damerau (1964): a
  digit wrong, missing, too many, or swapped with its neighbour; every digit alike may be hit, and a slip to one of
  nine digits has a ninth of the chance. The others are a sign, a power of ten, 万, and *another number*, which may be
  any other. They are looked for in the digits as they were typed: 4万 is a 4.
- *How round* the restored value is beside the other shares, against how round the printed one is. Totals are taken to
  be round by habit.
- *Size*: how well the restored split fits the rest of itself.
- *Proportion* to the weights of other evidence: last year's split, another indicator. The yardstick is how well the
  other shares keep the proportion (a Student density with 3 degrees of freedom, at the spread that fits best), so that
  a loose proportion says little. Each is capped, and all of them together.
- *A statement elsewhere*: it outweighs all the above if it says the restored value; a suspect sinks if what is printed
  is stated elsewhere too.
- *More than one error*, which is no suspect but stands against them all: as likely as another number in a share of
  middling size, less what it is rarer by, with the two shares that fit worst left out of every proportion.
- *A change*: a cell that the edit changed, and more so one that had the restored value before; if the edit changed no
  other cell, that is certain.

A suspect is *likely* when the odds are at least `CERTAIN` to one against all others together; else nobody can tell, and
the message says so. `benchmarks/typos.py` measures how often that is right; `docs/en/suspects.md` has the figures.

References: F. J. Damerau, "A technique for computer detection and correction of spelling errors", Communications of
the ACM 7 (1964) 171–176. I. P. Fellegi and D. Holt, "A systematic approach to automatic edit and imputation", Journal
of the American Statistical Association 71 (1976) 17–35. The weights of the slips are choices, made on the benchmark.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache, cached_property
from typing import Literal, NamedTuple, assert_never

from civtarget.language import Text
from civtarget.model.results import Slip, SplitCell
from civtarget.notation.quantity import Exact, exact

CERTAIN = 250
"""At these odds against all others together, a suspect is called likely."""

BIT = 32
"""Units of weight in a bit."""


class PrintedFigure(NamedTuple):
    """A number, and one unit of its last typed digit: 4万 is 40000 in steps of 10000."""

    value: Exact
    resolution: Exact = 1


@dataclass(frozen=True)
class Equation:
    """Shares that should add up to a total; where things are counted, values are `whole`."""

    shares: Mapping[str, PrintedFigure]
    total: PrintedFigure
    whole: bool = True

    @cached_property
    def gap(self) -> Exact:
        """What the shares come to, less the total."""
        return exact(sum(share.value for share in self.shares.values()) - self.total.value)

    def figures(self) -> Iterator[tuple[SplitCell, PrintedFigure]]:
        """Yield every cell, the total last."""
        yield from self.shares.items()
        yield None, self.total

    @cached_property
    def _below_zero(self) -> frozenset[SplitCell]:
        return frozenset(cell for cell, figure in self.figures() if figure.value < 0)

    def restoring(self, cell: SplitCell) -> Exact | None:
        """Return the value of `cell` with which the equation would hold; None where no such value is possible."""
        value = self.total.value + self.gap if cell is None else self.shares[cell].value - self.gap
        if (value < 0 and not self._below_zero - {cell}) or (self.whole and value.denominator != 1):
            return None
        return exact(value)


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement of the value of a cell elsewhere."""

    cell: SplitCell
    value: Exact
    source: Text


@dataclass(frozen=True, slots=True)
class Proportion:
    """Weights to which the shares may be proportional; districts that they lack are not judged by them."""

    weights: Mapping[str, Exact]
    source: Text


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of a cell, which was `before`, by the edit that is being checked."""

    cell: SplitCell
    before: Exact
    source: Text


Evidence = Stated | Proportion | Changed


class Ranking(NamedTuple):
    """
    The hypotheses about a broken equation with their weights, the most likely first.

    `is_first_likely` tells that the first stands out, `is_several_likelier` that two errors outweigh every single one.
    """

    hypotheses: tuple[tuple["Hypothesis", int], ...]
    is_first_likely: bool
    is_several_likelier: bool


def rank(equation: Equation, evidence: Sequence[Evidence] = ()) -> Ranking:
    """Rank the cells that could be the culprit of a broken `equation`; equal ones keep the order of the shares."""
    assert equation.gap != 0, "an equation that holds has no culprit"
    hypotheses = [
        Hypothesis(equation, cell, figure, would_be)
        for cell, figure in equation.figures()
        if (would_be := equation.restoring(cell)) is not None
    ]
    weights = _weights(equation, hypotheses, evidence)
    several = weights.pop(_SEVERAL)
    ranked = sorted(((each, weights[each.cell]) for each in hypotheses), key=lambda each: -each[1])
    if not ranked:
        return Ranking((), is_first_likely=False, is_several_likelier=True)
    first, most = ranked[0]
    stands_out = _stands_out(most, [several, *(weight for _, weight in ranked[1:])])
    return Ranking(tuple(ranked), stands_out and not _is_confirmed(first, evidence), several > most)


def are_proportional(values: Mapping[str, Exact], weights: Mapping[str, Exact], tried: int) -> bool:
    """
    Tell whether values keep a proportion to weights so closely, but for one district, that it is hardly chance.

    `tried` is how many sets of weights are looked at. The ratios of unrelated figures are taken to lie anywhere in a
    range as wide as that of the values themselves, at most twofold. That all but one of n of them then lie within a
    part p of it has a chance of at most n (n - 1) p^(n - 2), which `tried` multiplies; at most 1 in 100 passes.
    """
    count = len(values)
    if count < 4 or any(weights.get(name, 0) <= 0 for name in values):
        return False
    ratios = {name: Fraction(value) / weights[name] for name, value in values.items()}
    odd = [name for name, value in values.items() if value <= 0]
    if len(odd) > 1:
        return False
    # Of those at neither end of the ratios nor of the values, any one makes the same difference when it is left out.
    ends = {*_ends(ratios), *_ends(values)}
    others = [name for name in values if name not in ends][:1]
    for left_out in odd or [*sorted(ends), *others]:
        across = _width_without(ratios, left_out)
        range_ = min(_width_without(values, left_out), Fraction(1))
        if across < range_ and 100 * tried * count * (count - 1) * (across / range_) ** (count - 2) <= 1:
            return True
    return False


def _ends(numbers: Mapping[str, Exact]) -> tuple[str, str]:
    """Return the names of the smallest and of the largest number."""
    return min(numbers, key=lambda name: numbers[name]), max(numbers, key=lambda name: numbers[name])


def _width_without(numbers: Mapping[str, Exact], left_out: str) -> Fraction:
    """Return by how much the largest of positive numbers but one exceeds the smallest, as a part of it."""
    rest = [number for name, number in numbers.items() if name != left_out]
    return Fraction(max(rest)) / min(rest) - 1


class Hypothesis:
    """The hypothesis that one cell is the culprit: it should have been `would_be`, and a slip made the figure of it."""

    def __init__(
        self, equation: Equation, cell: SplitCell, figure: PrintedFigure, would_be: Exact, slip: Slip | None = None
    ) -> None:
        self.equation = equation
        self.cell = cell
        self.figure = figure
        self.would_be = would_be
        self.slip, self.slip_weight = _slip(figure, would_be) if slip is None else (slip, 0)

    def share(self, district: str) -> Exact:
        """Return the share of a district under this hypothesis."""
        return self.would_be if district == self.cell else self.equation.shares[district].value


class _Several(Enum):
    """The hypothesis, beside those of single cells, that more than one figure is wrong."""

    SEVERAL = "several"


_SEVERAL = _Several.SEVERAL
_Assumed = SplitCell | Literal[_Several.SEVERAL]


def _weights(equation: Equation, hypotheses: Sequence[Hypothesis], evidence: Sequence[Evidence]) -> dict[_Assumed, int]:
    base = min(figure.resolution for _, figure in equation.figures())
    scale = _Scale.of(equation, base)
    weights: dict[_Assumed, int] = {hypothesis.cell: _prior(hypothesis, scale) for hypothesis in hypotheses}
    weights[_SEVERAL] = _prior_of_several(equation, scale)
    flat = Proportion(dict.fromkeys(equation.shares, 1), Text("", ""))
    fits = _fits(equation, hypotheses, flat, base)
    fits[_SEVERAL] = (
        max(fits[hypothesis.cell] for hypothesis in hypotheses) if hypotheses else 0
    )  # shares differ in size: two always stand out
    size = _capped(fits, _MOST_BY_SIZE)
    together = dict.fromkeys(weights, 0)
    changes = sum(isinstance(each, Changed) for each in evidence)
    for each in evidence:
        match each:
            case Proportion():
                _add(together, _capped(_fits(equation, hypotheses, each, base), _MOST_BY_ONE_PROPORTION))
            case Stated():
                _add(weights, {hypothesis.cell: _by_statement(hypothesis, each) for hypothesis in hypotheses})
                if not _is_explained(equation, each):
                    weights[_SEVERAL] += _CONTRADICTED
            case Changed():
                _add(weights, {hypothesis.cell: _by_change(hypothesis, each, changes) for hypothesis in hypotheses})
            case _:
                assert_never(each)
    _add(weights, size)
    _add(weights, _capped(together, _MOST_BY_PROPORTIONS))
    return weights


def _add(weights: dict[_Assumed, int], more: Mapping[_Assumed, int]) -> None:
    for cell, weight in more.items():
        weights[cell] += weight


def _capped(weights: Mapping[_Assumed, int], most: int) -> dict[_Assumed, int]:
    """Return weights less the largest, none below `-most`."""
    best = max(weights.values())
    return {cell: max(weight - best, -most) for cell, weight in weights.items()}


# Slips, and how round a number is.

_PRIOR: Mapping[Slip, Fraction] = {
    Slip.SWAPPED: Fraction(1),
    Slip.MISSING: Fraction(1),
    Slip.EXTRA: Fraction(1),
    Slip.WRONG: Fraction(4),
    Slip.SIGN: Fraction(1),
    Slip.TENS: Fraction(1, 4),
    Slip.WAN: Fraction(1, 2),
    Slip.OTHER: Fraction(8),
}
"""The frequency of a slip at any one place of a number, relative to the others."""

_FARTHEST = 8
"""Powers of ten that a number may slip by."""

_MOST_DECIMALS = 6


def _slip(figure: PrintedFigure, would_be: Exact) -> tuple[Slip, int]:
    """Return the slip that most likely led from `would_be` to the figure, and its weight; another number has none."""
    slips = list(_slips(figure, would_be))
    if not slips:
        return Slip.OTHER, 0
    chance, slip = max(slips, key=lambda each: each[0])
    return slip, _log(chance)


def _slips(figure: PrintedFigure, would_be: Exact) -> Iterator[tuple[Fraction, Slip]]:
    value = figure.value
    if value == -would_be:
        yield _PRIOR[Slip.SIGN], Slip.SIGN
    if value < 0 or would_be < 0:
        return
    power = _power_of_ten(Fraction(value) / would_be) if value and would_be else 0
    if abs(power) > 1:
        slip = Slip.WAN if power % 4 == 0 else Slip.TENS
        yield _PRIOR[slip], slip
    typed, meant = Fraction(value) / figure.resolution, Fraction(would_be) / figure.resolution
    if typed.denominator != 1:
        return
    finer = 0
    while meant.denominator != 1 and finer < _MOST_DECIMALS:
        meant, finer = meant * 10, finer + 1
    if meant.denominator != 1:
        return
    has, had = str(typed.numerator), str(meant.numerator)
    if abs(power) == 1:  # a zero at the end, or a point out of place: the two are not told apart in typed digits
        yield _PRIOR[Slip.TENS], Slip.EXTRA if power > 0 else Slip.MISSING
    if finer <= 1 and len(had) == len(has) + 1 and (ways := _deletions(had, has)):
        yield ways * _PRIOR[Slip.MISSING], Slip.MISSING
    if finer:
        return
    if len(has) == len(had) + 1 and (ways := _deletions(has, had)):
        # Half of the time a key is struck twice, else a digit comes from nowhere.
        yield (Fraction(1, 2) if ways > 1 else Fraction(1, 20)) * _PRIOR[Slip.EXTRA], Slip.EXTRA
    if len(has) == len(had):
        apart = [place for place, (left, right) in enumerate(zip(has, had, strict=True)) if left != right]
        if len(apart) == 1:
            yield _PRIOR[Slip.WRONG] / 9, Slip.WRONG
        elif (
            len(apart) == 2
            and apart[1] == apart[0] + 1
            and has[apart[0] : apart[1] + 1] == had[apart[1]] + had[apart[0]]
        ):
            yield _PRIOR[Slip.SWAPPED], Slip.SWAPPED


def _deletions(longer: str, shorter: str) -> int:
    """Return in how many ways a digit can be taken out of one string to leave the other."""
    return sum(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _power_of_ten(ratio: Fraction) -> int:
    """Return the power of ten that a ratio is, up to the farthest that a number may slip by; 0 if it is none."""
    over = max(ratio, 1 / ratio)
    power = len(str(over.numerator)) - 1
    if over != Fraction(10) ** power or power > _FARTHEST:
        return 0
    return power if ratio > 1 else -power


class _Scale(NamedTuple):
    """The precision of the figures of an equation, and counts of shares by their trailing zeros."""

    base: Exact
    zeros: Mapping[str, int]
    counts: Mapping[int, int]

    @classmethod
    def of(cls, equation: Equation, base: Exact) -> "_Scale":
        """Return the scale of an equation whose finest figure is written in steps of `base`."""
        zeros = {name: _zeros(share.value, base) for name, share in equation.shares.items() if share.value}
        return cls(base, zeros, Counter(zeros.values()))


def _prior(hypothesis: Hypothesis, scale: _Scale) -> int:
    """Weigh the slip and the roundness of the restored value."""
    restored = _roundness(hypothesis.would_be, hypothesis.cell, scale)
    if hypothesis.slip is Slip.OTHER:
        # Any number of that size may have come to stand there, a round one as likely as shares are round.
        size = 2 * max(abs(Fraction(hypothesis.figure.value)), abs(Fraction(hypothesis.would_be))) / scale.base
        return restored + _log(_PRIOR[Slip.OTHER]) - _log(1 + size)
    return restored + hypothesis.slip_weight - _roundness(hypothesis.figure.value, hypothesis.cell, scale)


def _prior_of_several(equation: Equation, scale: _Scale) -> int:
    """Weigh that two figures are wrong: as another number in the middle one of the shares, and as rare as that is."""
    weights = sorted(
        _prior(Hypothesis(equation, name, share, share.value, Slip.OTHER), scale)
        for name, share in equation.shares.items()
    )
    return (weights[len(weights) // 2] if weights else 0) - _RARE


_ROUND_ZERO = -6 * BIT
"""A share of nothing is printed as -- or left blank; that it should be 0 is seldom right."""


def _roundness(value: Exact, cell: SplitCell, scale: _Scale) -> int:
    """Weigh how round a number is beside the other shares: by how many are as round, and how few numbers are."""
    if value == 0:
        return _ROUND_ZERO
    zeros = _zeros(value, scale.base)
    density = Fraction(10) ** zeros
    if cell is None:
        return _log(density * Fraction(1, 2) ** (abs(zeros) + 1))
    alike = scale.counts.get(zeros, 0) - (scale.zeros.get(cell) == zeros)
    others = len(scale.zeros) - (cell in scale.zeros)
    by_chance = Fraction(9, 10) / Fraction(10) ** abs(zeros)
    return _log(density * (alike + by_chance) / (others + 1))


def _zeros(value: Exact, base: Exact) -> int:
    """Return the zeros at the end of a number that is not 0, counted in `base`; negative where it is finer."""
    number, zeros = Fraction(value) / base, 0
    while number.denominator != 1 and zeros > -_MOST_DECIMALS:
        number, zeros = number * 10, zeros - 1
    while number.denominator == 1 and number % 10 == 0:
        number, zeros = number / 10, zeros + 1
    return zeros


# Evidence.

MOST_COMPARED = 400
"""Of more shares no proportion is looked at: each suspect would take a look at all of them."""

_SPREADS = tuple(Fraction(1, part) for part in (400, 100, 40, 10, 4, 1))
"""By how much shares may be off a proportion, as parts of themselves."""

_MOST_BY_SIZE = 8 * BIT
_MOST_BY_ONE_PROPORTION = 16 * BIT
_MOST_BY_PROPORTIONS = 24 * BIT
_CONFIRMED = 100 * BIT
"""More than all else together."""
_CONTRADICTED = 12 * BIT
"""A slip may have been copied to the other place; it seldom is."""
_RARE = 6 * BIT
"""The odds of one wrong figure against two."""
_CHANGED = 6 * BIT
_CHANGED_FROM = 10 * BIT
_ONLY_CHANGE = 50 * BIT
"""The sum held before, and nothing else in it was changed; only a statement elsewhere outweighs that."""


def _fits(
    equation: Equation, hypotheses: Sequence[Hypothesis], proportion: Proportion, base: Exact
) -> dict[_Assumed, int]:
    """
    Weigh, for each suspect, how well the shares keep a proportion once it is restored.

    If several are wrong, the two that are farthest off may be anything that fits together.
    """
    weights = {name: weight for name, weight in proportion.weights.items() if weight > 0 and name in equation.shares}
    nothing: dict[_Assumed, int] = {hypothesis.cell: 0 for hypothesis in hypotheses} | {_SEVERAL: 0}
    if not 3 <= len(weights) <= MOST_COMPARED:
        return nothing

    @cache
    def densities(name: str, share: Exact, level: Fraction) -> tuple[int, ...]:
        expected = level * weights[name]
        off, rounding = (share - expected) / expected, base / (2 * expected)
        return tuple(_density(off, spread + rounding) for spread in _SPREADS)

    def level_of(shares: Mapping[str, Exact]) -> Fraction:
        return median([Fraction(share) / weights[name] for name, share in shares.items()])

    fits = nothing.copy()
    for hypothesis in hypotheses:
        shares = {name: hypothesis.share(name) for name in weights}
        level = level_of(shares)
        if level <= 0:  # most shares are nothing: there is no proportion to keep
            return nothing
        columns = zip(*(densities(name, share, level) for name, share in shares.items()), strict=True)
        fits[hypothesis.cell] = max(map(sum, columns))
    printed = {name: equation.shares[name].value for name in weights}
    level = level_of(printed)
    if level <= 0:
        return nothing
    as_printed = zip(*(densities(name, share, level) for name, share in printed.items()), strict=True)
    at_best = zip(*(densities(name, level * weights[name], level) for name in weights), strict=True)
    fits[_SEVERAL] = max(map(_without_two, as_printed, at_best))
    return fits


def _without_two(as_printed: Sequence[int], at_best: Sequence[int]) -> int:
    """
    Add up densities without the two that are farthest from their best.

    One of them may be anything, and has no density; with it, the other may be at its best.
    """
    *_, other, worst = sorted(zip(as_printed, at_best, strict=True), key=lambda each: each[1] - each[0])
    return sum(as_printed) - worst[0] - other[0] + other[1]


def _density(off: Fraction, spread: Fraction) -> int:
    return -_log(spread) - 2 * _log(1 + (off / spread) ** 2 / 3)


def median(numbers: Sequence[Fraction]) -> Fraction:
    """Return the middle one of numbers, or the mean of the two in the middle."""
    numbers, middle = sorted(numbers), len(numbers) // 2
    return numbers[middle] if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2


def _by_statement(hypothesis: Hypothesis, stated: Stated) -> int:
    if hypothesis.cell != stated.cell:
        return 0
    if hypothesis.would_be == stated.value:
        return _CONFIRMED
    return -_CONTRADICTED if hypothesis.figure.value == stated.value else 0


def _is_explained(equation: Equation, stated: Stated) -> bool:
    """Tell whether a statement agrees with the printed value of its cell, or with the restored one."""
    if stated.cell is not None and stated.cell not in equation.shares:
        return False  # of a district that the split leaves out
    figure = equation.total if stated.cell is None else equation.shares[stated.cell]
    return stated.value in (figure.value, equation.restoring(stated.cell))


def _by_change(hypothesis: Hypothesis, changed: Changed, changes: int) -> int:
    """Weigh that an edit changed a cell; with the only one of its `changes` undone, the sum holds again."""
    if hypothesis.cell != changed.cell:
        return 0
    if hypothesis.would_be != changed.before:
        return _CHANGED
    return _ONLY_CHANGE if changes == 1 else _CHANGED_FROM


def _log(value: Exact) -> int:
    """Return the binary logarithm of a positive number in units of weight: of its numerator less of its denominator."""
    return _log_of_whole(value.numerator) - _log_of_whole(value.denominator)


def _log_of_whole(number: int) -> int:
    dropped = max(number.bit_length() - 64, 0)
    power: int = (number >> dropped) ** BIT
    return dropped * BIT + power.bit_length() - 1


def _is_confirmed(hypothesis: Hypothesis, evidence: Sequence[Evidence]) -> bool:
    """Whether some other place states the very figure that is suspected: then one is as good as the other."""
    return any(
        isinstance(each, Stated) and each.cell == hypothesis.cell and each.value == hypothesis.figure.value
        for each in evidence
    )


def _stands_out(weight: int, others: Sequence[int]) -> bool:
    """Whether the odds of one weight against all others together are at least `CERTAIN` to one."""
    # 2^x is taken as 1 + x between whole powers, at most a sixteenth too much.
    against = sum(
        (Fraction(BIT + less % BIT, BIT) * Fraction(2) ** (less // BIT))
        for less in (other - weight for other in others)
    )
    return CERTAIN * against <= 1
