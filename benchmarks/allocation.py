"""
How long a split takes: 10 million units among 100 districts, and among the 2,843 counties of a country, by each method.

Run `.venv/bin/python benchmarks/allocation.py [--rounds 15]` where civtarget is installed. Weights and bounds are
invented: they come from a random generator with a fixed seed. Half of the districts have a minimum, a quarter have a
maximum.

The yardstick is the exact quotas alone, without bounds and without rounding. Handing out the units one by one is shown
for comparison, with a ten-thousandth of them. All cases take turns in every round. Trust the ratios, not the
milliseconds.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from fractions import Fraction

from civtarget.allocation import Claim, Method, allocate

TOTAL, FEWER = 10_000_000, 1_000
SEED = 20_250_321


def main() -> None:
    """Measure and print, for districts and for counties."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="how often each case is measured (default: 15)")
    rounds = max(1, parser.parse_args().rounds)
    print(f"{TOTAL:,} units, median of {rounds} interleaved rounds on Python {sys.version.split()[0]}")
    for districts in (100, 2_843):
        print(f"\n{f'{districts:,} districts':42} {'ms':>8} {'× the quotas':>13}")
        medians = measure(cases(invented_claims(districts)), rounds)
        yardstick = next(iter(medians.values()))
        for name, median in medians.items():
            print(f"{name:42} {median * 1000:8.2f} {median / yardstick:13.1f}")


def invented_claims(districts: int) -> dict[str, Claim]:
    """Return made-up weights and bounds, the same in every run."""
    generator = random.Random(SEED)  # nothing here is secret
    mean = TOTAL // districts
    return {
        f"district-{number}": Claim(
            weight=generator.randint(1_000, 2_000_000),
            minimum=generator.randint(0, mean) if number % 2 else 0,
            maximum=generator.randint(mean, 2 * mean) if number % 4 == 0 else None,
        )
        for number in range(districts)
    }


def cases(claims: Mapping[str, Claim]) -> dict[str, Callable[[], object]]:
    """Return what is measured, the yardstick first."""
    weights = {name: claim.weight for name, claim in claims.items()}
    unbounded = {name: Claim(weight) for name, weight in weights.items()}

    def split(claims: Mapping[str, Claim], method: Method) -> Callable[[], object]:
        return lambda: allocate(TOTAL, claims, method)

    return {
        "exact quotas": lambda: quotas(weights),
        **{str(method): split(unbounded, method) for method in Method},
        **{f"{method}, bounded": split(claims, method) for method in Method},
        f"webster, {FEWER:,} units one by one": lambda: one_by_one(weights),
    }


def quotas(weights: Mapping[str, int | Fraction]) -> list[Fraction]:
    """Return what each weight is worth, exactly."""
    rate = TOTAL / Fraction(sum(weights.values()))
    return [rate * weight for weight in weights.values()]


def one_by_one(weights: Mapping[str, int | Fraction]) -> dict[str, int]:
    """Return a split by Webster's method, found by handing out each unit from the first."""
    shares = dict.fromkeys(weights, 0)
    claims = {name: Fraction(weight) for name, weight in weights.items()}
    for _ in range(FEWER):
        name = max(claims, key=claims.__getitem__)
        shares[name] += 1
        claims[name] = Fraction(weights[name]) / (2 * shares[name] + 1)
    return shares


def measure(cases: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the median seconds of every case."""
    seconds: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, run in cases.items():
            start = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(series) for name, series in seconds.items()}


if __name__ == "__main__":
    main()
