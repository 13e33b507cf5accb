"""
How time grows with size: every case is made twice as large, three times, and its processor time compared.

Run `.venv/bin/python benchmarks/slopes.py [--only WORD] [--limit 2.6]` where civtarget is installed. What is linear
doubles with each doubling, so its slope is 2 or a little less; what compares all with all has a slope of 4. It exits
with 1 if a slope is above the limit. Each run is a process of its own, less what civtarget takes for a small plan.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

HEAD = """civtarget: 1
id: x
title: {zh: 东, en: East}
period: 2025
districts: {甲区: {en: North}, 乙区: {en: South}}
offices: {民政局: {en: Civil}}
responsible: [民政局]
"""
BEDS = "{{name: {{zh: 床{0}, en: Beds{0}}}, kind: count, unit: 张, target: 3, split: {{甲区: 1, 乙区: 1}}{1}}}"


_MEASURABLE = 0.3
"""Seconds below which a slope is chance."""


class Case(NamedTuple):
    """Something to run at a size: the files of it, and the arguments."""

    command: str
    files: Callable[[int], Mapping[str, str]]
    size: int


def indicators(count: int, rest: Callable[[int], str] = lambda _: "", *, one_name: bool = False, mark: str = "") -> str:
    """Return so many indicators, each with what `rest` says for its number."""
    lines = (f"  {mark}a{n}: " + BEDS.format("" if one_name else f"{mark}{n}", rest(n)) + "\n" for n in range(count))
    return "indicators:\n" + "".join(lines)


def plan(*parts: str) -> dict[str, str]:
    """Return a plan of parts as the only file."""
    return {"plan.yaml": HEAD + "".join(parts)}


def waivers(count: int, of: Callable[[int], str], until: str = "2025-12-31") -> str:
    """Return so many waivers for a broken sum, each of what `of` says for its number."""
    line = "  - {{rule: district-sum, reason: r{0}, until: {2}{1}}}\n"
    return "waivers:\n" + "".join(line.format(n, of(n), until) for n in range(count))


def rows(count: int, line: Callable[[int], str]) -> str:
    """Return a submission of so many rows."""
    return "指标,辖区,期间,数值\n" + "".join(line(n) + "\n" for n in range(count))


def two(old: str, new: str) -> dict[str, str]:
    """Return two versions of a plan."""
    return {"old.yaml": HEAD + old, "plan.yaml": HEAD + new}


def districts(count: int) -> str:
    """Return a plan that has so many districts, with a split that does not add up."""
    names = [f"区{n}" for n in range(count)]
    head = HEAD.replace("{甲区: {en: North}, 乙区: {en: South}}", "{" + ", ".join(f"{n}: {{}}" for n in names) + "}")
    split = ", ".join(f"{name}: {number % 50 + 1}" for number, name in enumerate(names))
    return f"{head}indicators:\n  a: {{name: 床, kind: count, unit: 张, target: {count}, split: {{{split}}}}}\n"


def of_indicator(number: int) -> str:
    """Return the key of a waiver for one indicator."""
    return f", indicator: a{number}"


def following(number: int, count: int, _: int) -> str:
    """Return the link to the next of so many plans, round and round."""
    return f", same_as: x{number % count}/a0"


VALIDATE, DIFF = "validate . --as-of 2025-06-30 --format json", "diff old.yaml plan.yaml --format json"
CHECK = "check rows.csv --plan plan.yaml --format json"
CASES: Mapping[str, Case] = {
    "indicators": Case(VALIDATE, lambda n: plan(indicators(n)), 1000),
    "indicators of one name": Case(VALIDATE, lambda n: plan(indicators(n, one_name=True)), 1000),
    "indicators of one name, as a table": Case(
        VALIDATE.replace("json", "table"), lambda n: plan(indicators(n, one_name=True)), 500
    ),
    "indicators of one name, in English": Case(
        VALIDATE.replace("json", "plain --lang en"), lambda n: plan(indicators(n, one_name=True)), 1000
    ),
    "references to nothing": Case(VALIDATE, lambda n: plan(indicators(n, lambda i: f", same_as: b{i}")), 500),
    "a chain of subsets": Case(VALIDATE, lambda n: plan(indicators(n, lambda i: f", within: a{max(i - 1, 0)}")), 500),
    "subsets of one": Case(VALIDATE, lambda n: plan(indicators(n, lambda _: ", within: a0")), 500),
    "copies of one": Case(VALIDATE, lambda n: plan(indicators(n, lambda _: ", same_as: a0")), 500),
    "waivers of nothing": Case(VALIDATE, lambda n: plan(indicators(1), waivers(n, lambda _: ", district: 甲区")), 2000),
    "waivers of one thing": Case(
        VALIDATE, lambda n: plan(indicators(1), waivers(n, lambda _: ", indicator: a0")), 2000
    ),
    "waivers, each of its own": Case(VALIDATE, lambda n: plan(indicators(n), waivers(n, of_indicator)), 500),
    "waivers that ran out": Case(VALIDATE, lambda n: plan(indicators(n), waivers(n, lambda _: "", "2025-01-01")), 500),
    "plans": Case(
        VALIDATE, lambda n: {f"{i}.yaml": HEAD.replace("id: x", f"id: x{i}") + indicators(2) for i in range(n)}, 50
    ),
    "plans of one id": Case(VALIDATE, lambda n: {f"{i}.yaml": HEAD + indicators(2) for i in range(n)}, 50),
    "plans that link in a circle": Case(
        VALIDATE,
        lambda n: {
            f"{i}.yaml": HEAD.replace("id: x", f"id: x{i}") + indicators(1, partial(following, i + 1, n))
            for i in range(n)
        },
        50,
    ),
    "plans that follow one": Case(
        VALIDATE,
        lambda n: {
            f"{i}.yaml": HEAD.replace("id: x", f"id: x{i}") + indicators(1, lambda _: ", follows: x0/a0")
            for i in range(n)
        },
        250,  # evidence is sought among 400 at most
    ),
    "districts": Case(VALIDATE, lambda n: {"plan.yaml": districts(n)}, 1000),
    "changes": Case(
        VALIDATE,
        lambda n: plan(
            indicators(1), "changes:\n", *(f"  - {{what: a{i}, why: y, decision: d{i}}}\n" for i in range(n))
        ),
        1000,
    ),
    "steps": Case(
        VALIDATE,
        lambda n: plan(
            "indicators:\n  a:\n    name: 床\n    kind: count\n    target: 3\n    steps:\n",
            *(f"      - {{do: 做{i}, by: 2025-06-30}}\n" for i in range(n)),
        ),
        1000,
    ),
    "diff: indicators": Case(DIFF, lambda n: two(indicators(n), indicators(n, lambda _: ", pace: days")), 500),
    "diff: all renamed": Case(DIFF, lambda n: two(indicators(n), indicators(n, mark="b")), 250),
    "diff: all of one name": Case(
        DIFF, lambda n: two(indicators(n, one_name=True), indicators(n, one_name=True, mark="b")), 250
    ),
    "diff: waivers": Case(
        DIFF, lambda n: two(indicators(1) + waivers(n, of_indicator), indicators(1) + waivers(n, lambda _: "")), 1000
    ),
    "rows": Case(
        CHECK, lambda n: plan(indicators(50)) | {"rows.csv": rows(n, lambda i: f"a{i % 50},甲区,2025-06,{i}")}, 2000
    ),
    "rows of one subject": Case(
        CHECK, lambda n: plan(indicators(1)) | {"rows.csv": rows(n, lambda i: f"a0,甲区,2025-06,{i}")}, 2000
    ),
    "rows of unknown indicators": Case(
        CHECK, lambda n: plan(indicators(50)) | {"rows.csv": rows(n, lambda i: f"指标{i},甲区,2025-06,{i}")}, 500
    ),
    "repair: districts": Case("repair plan.yaml a --format json", lambda n: {"plan.yaml": districts(n)}, 1000),
    "allocate: districts": Case(
        "allocate plan.yaml a --method equal --format json", lambda n: {"plan.yaml": districts(n)}, 1000
    ),
}


def seconds(command: str, files: Mapping[str, str]) -> float:
    """Return the processor time that a command takes on files, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        arguments = [sys.executable, "-m", "civtarget", *command.split(), "--lang", "en"]
        environment = {**os.environ, "COLUMNS": "100"}
        if "--lang" in command:
            del arguments[-2:]
        done = subprocess.run(arguments, cwd=folder, check=False, capture_output=True, env=environment)
        if done.returncode not in (0, 1, 3):
            sys.exit(f"{command}: {done.stderr.decode()[-500:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print a line for each case; exit with 1 if one grows faster than the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="only cases whose name has this in it")
    parser.add_argument("--limit", type=float, default=2.6, help="the steepest slope that passes (default: 2.6)")
    parser.add_argument("--doublings", type=int, default=3, help="how often a case is doubled (default: 3)")
    asked = parser.parse_args()
    steep = False
    print(f"{'':40} {'size':>7} {'seconds':>8}   slopes")
    for name, case in CASES.items():
        if asked.only not in name:
            continue
        start = seconds(case.command, case.files(2))
        sizes = [case.size * 2**power for power in range(asked.doublings + 1)]
        times = [max(seconds(case.command, case.files(size)) - start, 0.001) for size in sizes]
        slopes = [later / earlier for earlier, later in pairwise(times)]
        is_steep = slopes[-1] > asked.limit and times[-1] > _MEASURABLE
        steep |= is_steep
        shown = " ".join(f"{slope:5.2f}" for slope in slopes)
        print(f"{name:40} {sizes[-1]:7} {times[-1]:8.2f}   {shown}{'  steep' * is_steep}", flush=True)
    sys.exit(steep)


if __name__ == "__main__":
    main()
