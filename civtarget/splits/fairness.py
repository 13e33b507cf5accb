"""
Fairness: how far a split is from proportion to given weights, by the measures that have names.

Any split can be measured, whether `allocation` made it or a plan states it. Bounds are no excuse: what they force shows
as unfairness. There is no one measure: where nothing is bounded, the largest remainder is best by the largest deviation
and by the indices of Loosemore and Hanby and of Gallagher, Webster's method by the index of Sainte-Laguë, Jefferson's
by that of D'Hondt.

All figures are exact. In the measures s stands for shares and w for weights, as fractions of their sums.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from civtarget.notation.quantity import Exact


@dataclass(frozen=True, slots=True)
class Fairness:
    """
    The indices of a split.

    Where a district of weight zero has a share, measures that divide by it are infinite, and None; the ratio is 0.
    """

    largest_deviation: Fraction
    """Largest |s - w|; 0 is perfect (A. Lijphart, Electoral Systems and Party Systems, 1994)."""

    loosemore_hanby: Fraction
    """
    Half the sum of |s - w|, which is the part of the total that would have to move; 0 is perfect.

    J. Loosemore and V. J. Hanby, The theoretical limits of maximum distortion, British Journal of Political Science 1
    (1971).
    """

    gallagher_squared: Fraction
    """Half the sum of (s - w)²; 0 is perfect. Its root is the index (M. Gallagher, Electoral Studies 10, 1991)."""

    sainte_lague: Fraction | None
    """Sum of (s - w)² / w; 0 is perfect (A. Sainte-Laguë, Annales scientifiques de l'É.N.S. 27, 1910)."""

    dhondt: Fraction | None
    """Largest s / w, the advantage of who is best off; 1 is perfect (V. D'Hondt 1882; so named by Gallagher 1991)."""

    min_max_ratio: Fraction
    """Smallest s / w by the largest; 1 is perfect. Its inverse is the disparity by which Japan's courts weigh votes."""


def fairness_of(shares: Mapping[str, Exact], weights: Mapping[str, Exact]) -> Fairness | None:
    """
    Measure `shares` against `weights` of the same districts; none of either may be negative.

    None where all shares or all weights are zero: there is nothing to be in proportion.
    """
    total, weight = Fraction(sum(shares.values())), Fraction(sum(weights.values()))
    if not total or not weight:
        return None
    pairs = [(shares[name] / total, weights[name] / weight) for name in shares]
    gaps = [abs(s - w) for s, w in pairs]
    ratios = [s / w for s, w in pairs if w]
    bounded = all(w or not s for s, w in pairs)
    return Fairness(
        largest_deviation=max(gaps),
        loosemore_hanby=sum(gaps, Fraction()) / 2,
        gallagher_squared=sum((gap**2 for gap in gaps), Fraction()) / 2,
        sainte_lague=sum(((s - w) ** 2 / w for s, w in pairs if w), Fraction()) if bounded else None,
        dhondt=max(ratios) if bounded else None,
        min_max_ratio=min(ratios) / max(ratios) if bounded else Fraction(),
    )
