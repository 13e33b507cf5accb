"""
How long a plan for every county of a country takes, and how much memory: 100 indicators × 2,843 counties in one file.

Run `.venv/bin/python benchmarks/national.py [--rounds 3]` where civtarget is installed; not on Windows, which does not
tell the peak memory of a process that has ended. The plan is invented: its counties, indicators and numbers come from a
random generator with a fixed seed, and say nothing about any place. Three of its splits do not add up, so that there is
something to find.

Each row is a whole process, start-up included, and the rows take turns in every round. Trust the ratios, not the
seconds.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

INDICATORS, COUNTIES = 100, 2_843
BROKEN = frozenset({7, 41, 88})
"""The indicators whose shares do not add up."""

SEED = 20_250_321
UNITS = ("人", "张", "家", "户")

LOAD = """
import sys, yaml
with open(sys.argv[1], encoding="utf-8") as file:
    plan = yaml.load(file, yaml.CSafeLoader)
assert len(plan["indicators"]) == int(sys.argv[2])
"""
READ = """
import sys
from civtarget.files.paths import read_file
from civtarget.files.plan.reader import parse_plan
file = parse_plan(read_file(sys.argv[1]))
assert file.plan is not None and not file.faults
"""
CHECK = f"""{READ}
import civtarget
report = civtarget.Plans((file,)).validate(settings=False, as_of="2025-12-31")
assert report.summary.broken == int(sys.argv[2]), report.summary
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A command that is measured, and the exit code without which its figures say nothing."""

    name: str
    command: Sequence[str]
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a command took: seconds, and at its peak bytes of memory."""

    seconds: float
    memory: int


def main() -> None:
    """Make the plan, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="how often each command is measured (default: 3)")
    rounds = max(1, parser.parse_args().rounds)
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "invented.yaml"
        with plan.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in invented_plan())
        print(f"{INDICATORS} indicators × {COUNTIES:,} counties, invented: {plan.stat().st_size / 1e6:.1f} MB of YAML")
        show(measure(cases(str(plan)), rounds))


def invented_plan() -> Iterator[str]:
    """Yield the lines of a plan with made-up counties and numbers, the same in every run."""
    generator = random.Random(SEED)
    counties = [f"示例{number:04}县" for number in range(1, COUNTIES + 1)]
    yield from (
        "# Invented for a benchmark: no such plan, counties or numbers exist.",
        "civtarget: 1",
        "id: invented-national",
        "title: {zh: 虚构的全国计划, en: Invented national plan}",
        "period: 2025",
        "offices: {示例部: {en: Example Ministry}}",
        "responsible: [示例部]",
        "districts:",
    )
    yield from (f"  {county}: {{en: Example County {number}}}" for number, county in enumerate(counties, 1))
    yield "indicators:"
    for number in range(1, INDICATORS + 1):
        yield from indicator(number, counties, generator)


def indicator(number: int, counties: Sequence[str], generator: random.Random) -> Iterator[str]:
    """Yield the lines of one indicator, split among all counties."""
    shares = [generator.randint(1, 5_000) for _ in counties]
    yield f"  indicator-{number}:"
    yield f"    name: {{zh: 示例指标{number}, en: Example indicator {number}}}"
    yield f'    item: "{number}"'
    yield "    kind: count"
    yield f"    unit: {UNITS[number % len(UNITS)]}"
    yield f"    target: {sum(shares) + (number in BROKEN)}"
    yield "    split:"
    yield from (f"      {county}: {share}" for county, share in zip(counties, shares, strict=True))


def cases(plan: str) -> tuple[Case, ...]:
    """Return what is measured, the yardstick first."""
    python, broken = sys.executable, str(len(BROKEN))
    return (
        Case("yaml.CSafeLoader alone", (python, "-c", LOAD, plan, str(INDICATORS))),
        Case("civtarget: reading", (python, "-c", READ, plan)),
        Case("civtarget: reading and checking", (python, "-c", CHECK, plan, broken)),
        Case("civtarget validate", (python, "-m", "civtarget", "validate", plan), 1),
    )


def measure(cases: Sequence[Case], rounds: int) -> dict[str, list[Run]]:
    """Return the runs of every case."""
    runs: dict[str, list[Run]] = {case.name: [] for case in cases}
    for _ in range(rounds):
        for case in cases:
            runs[case.name].append(run(case))
    return runs


def run(case: Case) -> Run:
    """Run a case once, its output to nowhere; its errors are shown."""
    start = time.perf_counter()
    process = subprocess.Popen(case.command, stdout=subprocess.DEVNULL)
    # Waiting by hand is the only way to learn the peak of this one child.
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != case.exit_code:
        raise SystemExit(f"{case.name}: exit code {process.returncode}, not {case.exit_code}")
    return Run(seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def show(runs: Mapping[str, Sequence[Run]]) -> None:
    """Print a line for each case: its median time and the spread, its ratio to the first case, its peak memory."""
    medians = {name: statistics.median(each.seconds for each in series) for name, series in runs.items()}
    yardstick = next(iter(medians))
    rounds = len(runs[yardstick])
    print(f"Whole process, median of {rounds} interleaved rounds on Python {sys.version.split()[0]}:\n")
    print(f"{'':32} {'s':>6}  {'least–most':>12} {'× ' + yardstick:>25} {'peak MB':>8}")
    for name, series in runs.items():
        times = [each.seconds for each in series]
        spread = f"{min(times):.2f}–{max(times):.2f}"
        peak = max(each.memory for each in series) / 1e6
        print(f"{name:32} {medians[name]:6.2f}  {spread:>12} {medians[name] / medians[yardstick]:25.2f} {peak:8.0f}")


if __name__ == "__main__":
    main()
