"""
How long a whole `civtarget` process takes beside a bare interpreter, its indispensable imports, and two peers.

Run `.venv/bin/python benchmarks/startup.py [--rounds 15]`. It needs the network, since it builds a wheel and installs
it with the peers into an environment of its own: an editable install, or one without bytecode, starts slower than what
users have. All commands take turns in every round, so that a busy minute slows all of them. Trust the ratios, not the
milliseconds. Nothing fails by the clock: the aims are printed beside what was measured.

yamllint reads the plan for its form, check-jsonschema holds it against the schema that `civtarget schema` prints.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "plans" / "2025-changzhou.yaml"
PEERS = ("yamllint", "check-jsonschema")
SCRIPTS = "Scripts" if os.name == "nt" else "bin"

BARE, PIPED, TABLE = "python -c pass", "civtarget validate, piped", "civtarget validate, table"
YAMLLINT, CHECK_JSONSCHEMA = "yamllint -d relaxed", "check-jsonschema, own schema"
INDISPENSABLE = "import typer, yaml"

CLEARLY_UNDER = 0.9
"""Share of the peer's time under which a command is clearly faster: more than runs differ by."""


@dataclass(frozen=True, slots=True)
class Case:
    """A command that is timed, and the exit code without which its time says nothing."""

    name: str
    command: Sequence[str]
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class Aim:
    """What the ratio of two medians should be at most."""

    subject: str
    peer: str
    most: float
    words: str


AIMS = (
    Aim(PIPED, YAMLLINT, 1, "piped no slower than yamllint"),
    Aim(TABLE, CHECK_JSONSCHEMA, CLEARLY_UNDER, "table clearly under check-jsonschema"),
)


def main() -> None:
    """Install, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="how often each command is timed (default: 15)")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        scripts = install(Path(folder))
        times = measure(cases(scripts, Path(folder) / "schema.json"), max(2, rounds))
    show(times)


def install(folder: Path) -> Path:
    """Install a wheel of this tree, and the peers, into a new environment; return where its commands are."""
    print("Building a wheel and installing it with the peers …", file=sys.stderr)
    wheels, environment = folder / "wheels", folder / "environment"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    # Without pip of its own: setuptools, which may come with it, hooks into the start of every process.
    venv.create(environment, with_pip=False)
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT)], check=True)
    wheel = next(wheels.glob("civtarget-*.whl"))
    python = environment / SCRIPTS / "python"
    subprocess.run([*pip, "--python", str(python), "install", "--compile", str(wheel), *PEERS], check=True)
    return environment / SCRIPTS


def cases(scripts: Path, schema: Path) -> tuple[Case, ...]:
    """Return what is timed; write the schema that check-jsonschema needs to the file `schema`."""
    python, civtarget, plan = str(scripts / "python"), str(scripts / "civtarget"), str(PLAN)
    with schema.open("wb") as file:
        subprocess.run([civtarget, "schema"], check=True, stdout=file, env=environment_of_user())
    return (
        Case(BARE, (python, "-c", "pass")),
        Case(INDISPENSABLE, (python, "-c", INDISPENSABLE)),
        Case("civtarget --version", (civtarget, "--version")),
        Case(PIPED, (civtarget, "validate", plan), 1),  # as published, two of the plan's splits do not add up
        Case(TABLE, (civtarget, "validate", "--format", "table", plan), 1),
        Case(YAMLLINT, (str(scripts / "yamllint"), "-d", "relaxed", plan)),
        Case(CHECK_JSONSCHEMA, (str(scripts / "check-jsonschema"), "--schemafile", str(schema), plan)),
    )


def measure(cases: Sequence[Case], rounds: int) -> dict[str, list[float]]:
    """Return the wall times of every case, in seconds, after one round that only warms the caches up."""
    environment = environment_of_user()
    for case in cases:
        timed(case, environment)
    times: dict[str, list[float]] = {case.name: [] for case in cases}
    for number in range(rounds):
        print(f"\rround {number + 1} of {rounds}", end="", file=sys.stderr, flush=True)
        for case in cases:
            times[case.name].append(timed(case, environment))
    print(file=sys.stderr)
    return times


def timed(case: Case, environment: Mapping[str, str]) -> float:
    """Run a case once, its output into a pipe; return how long it took."""
    start = time.perf_counter()
    done = subprocess.run(case.command, check=False, capture_output=True, cwd=ROOT, env=environment)
    duration = time.perf_counter() - start
    if done.returncode != case.exit_code:
        sys.stderr.write(done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace"))
        raise SystemExit(f"{case.name}: exit code {done.returncode}, not {case.exit_code}")
    return duration


def environment_of_user() -> dict[str, str]:
    """Return the environment without what changes how Python starts or how wide and colourful output is."""
    ours = ("PYTHON", "COVERAGE", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        kept.pop(name, None)
    return {**kept, "CIVTARGET_LANG": "en"}


def show(times: Mapping[str, Sequence[float]]) -> None:
    """Print a line for each case, and the aims."""
    medians = {name: statistics.median(values) for name, values in times.items()}
    rounds = len(times[BARE])
    print(f"Whole process, median of {rounds} interleaved rounds on Python {sys.version.split()[0]}:\n")
    print(f"{'':30} {'ms':>6}  {'middle half':>13} {'× bare':>8} {'× yamllint':>11} {'× check-jsonschema':>19}")
    for name, median in medians.items():
        low, _, high = statistics.quantiles(times[name], n=4)
        spread = f"{low * 1000:.0f}–{high * 1000:.0f}"
        ratios = [median / medians[peer] for peer in (BARE, YAMLLINT, CHECK_JSONSCHEMA)]
        print(f"{name:30} {median * 1000:6.0f}  {spread:>13} {ratios[0]:8.1f} {ratios[1]:11.2f} {ratios[2]:19.2f}")
    print()
    for aim in AIMS:
        ratio = medians[aim.subject] / medians[aim.peer]
        verdict = "met" if ratio <= aim.most else "missed"
        print(f"Aim: {aim.words} (≤ {aim.most:.2f}): {ratio:.2f}, {verdict}")


if __name__ == "__main__":
    main()
