"""
Runs civtarget on invented projects, and tells what goes wrong: an internal error, a long run, or unsafe output.

`python tests/fuzz/run.py --first 0 --count 100000` runs so many, from a seed on, on every processor; what is found is
printed with the seed that it follows from, and `--keep FOLDER` writes the files of it.
"""

import argparse
import io
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import chdir
from pathlib import Path
from random import Random
from typing import NamedTuple
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parent))

from output import unsafe
from projects import DISTRICTS, INDICATORS, Project, project

from civtarget.cli import main

LONGEST = 5
"""Seconds of processor time that one command may take."""
REPORTS = ("table", "plain", "markdown", "json", "github", "gitlab", "sarif", "junit", "csv")
PAGES = ("table", "plain", "json")
_INTERNAL = re.compile(r"internal error \((\w+)\)|内部错误（(\w+)）|Traceback")


class Run(NamedTuple):
    """What came of a command; without a `code` it did not end in time."""

    code: int | None
    out: str
    err: str
    seconds: float


class Flaw(NamedTuple):
    """What is wrong with a run of a command on the project that follows from `seed`."""

    seed: int
    command: tuple[str, ...]
    what: str


class _TooLongError(BaseException):
    """A command ran for longer than `LONGEST`; nothing on its way may catch it."""


def run(*arguments: str) -> Run:
    """Run the command line in this process and folder."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    began, code = time.process_time(), None
    streams = (patch.object(sys, "stdout", out), patch.object(sys, "stderr", err))
    with streams[0], streams[1], patch.object(sys, "argv", ["civtarget", "--debug", *arguments]):
        signal.signal(signal.SIGPROF, _give_up)
        signal.setitimer(signal.ITIMER_PROF, LONGEST)
        try:
            main()
        except SystemExit as ending:
            code = ending.code if isinstance(ending.code, int) else 0
        except _TooLongError:
            pass
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        for stream in (out, err):
            stream.flush()
    texts = (stream.buffer.getvalue().decode("utf-8", "replace") for stream in (out, err))  # type: ignore[attr-defined]
    return Run(code, *texts, time.process_time() - began)


def _give_up(*_: object) -> None:
    raise _TooLongError


def flaws(seed: int) -> list[Flaw]:
    """Return what is wrong with two commands on the project that follows from a seed; files go to the working folder."""
    rng = Random(-1 - seed)
    _write(project(seed), Path())
    found = []
    for command, form in rng.sample(list(_commands(rng)), 2):
        forms = rng.sample(REPORTS, 3) if command[0] in ("validate", "check", "diff") else []
        outputs = [f"{each}.out" for each in forms]
        named = [part for each in forms for part in ("--output", f"{each}={each}.out")]
        for output in outputs:
            Path(output).unlink(missing_ok=True)
        done = run(*command, *named, "--lang", rng.choice(("zh", "en")))
        texts = [(form, done.out), *([("table", done.err)] if done.err else [])]
        texts += [(name.removesuffix(".out"), _text(name)) for name in outputs if os.path.exists(name)]
        found += [Flaw(seed, tuple(command), what) for what in _wrong(done, texts)]
    return found


def _write(made: Project, folder: Path) -> None:
    for name, data in (
        ("plan.yaml", made.plan),
        ("older.yaml", made.older),
        ("beside.yaml", made.beside),
        ("rows.csv", made.submission),
    ):
        (folder / name).write_bytes(data)


def _text(name: str) -> str:
    return Path(name).read_bytes().decode("utf-8", "replace")


def _commands(rng: Random) -> Iterator[tuple[list[str], str]]:
    """Yield commands, each with the format of what it prints."""
    report, page = rng.choice(REPORTS), rng.choice(PAGES)
    yield ["validate", "plan.yaml", "beside.yaml", "--format", report, "--as-of", "2025-06-30"], report
    yield ["check", "rows.csv", "--plan", "plan.yaml", "--format", report], report
    yield ["show", "plan.yaml", "--format", page], page
    yield ["diff", "older.yaml", "plan.yaml", "--format", report], report
    yield ["repair", "plan.yaml", "--format", page], page if page == "json" else "patch"
    by = rng.choice((["--method", "equal"], ["--by", rng.choice(INDICATORS)]))
    bound = rng.choice(([], ["--min", f"{rng.choice(DISTRICTS)}={rng.choice(('3', '-1', '9' * 40))}"]))
    yield ["allocate", "plan.yaml", rng.choice(INDICATORS), *by, *bound, "--format", page], page
    yield ["repair", "plan.yaml", rng.choice(INDICATORS), *bound, "--format", page], page if page == "json" else "patch"


def _wrong(done: Run, texts: Sequence[tuple[str, str]]) -> Iterator[str]:
    if done.code is None:
        yield f"took more than {LONGEST} s"
    elif done.code not in range(4):
        yield f"exit code {done.code}"
    if _INTERNAL.search(done.err):
        lines = [line for line in done.err.splitlines() if line.strip()]
        place = [line.strip() for line in lines if line.lstrip().startswith('File "') and "civtarget/" in line]
        kind = next((line for line in lines if re.match(r"\w+(Error|Exception|Unread)\b|\w+\.\w+", line)), "")
        yield f"internal error: {kind[:120]} {place[-1] if place else ''}"
        return
    for form, text in texts:
        if text or done.code == 0:  # there may be nothing to show
            yield from (f"{form}: {what}" for what in unsafe(form, text))


def flaws_since(first: int, count: int) -> list[Flaw]:
    """Return what is wrong with `validate --since` on projects whose older versions lie in one repository."""
    made = {seed: project(seed) for seed in range(first, first + count)}
    stream = []
    for seed, each in made.items():
        head = f"commit refs/heads/s{seed}\ncommitter n <e@example.org> 0 +0000\ndata 0\n"
        stream += [head.encode(), *(_entry(name, data) for name, data in _versions(each))]
    git = ("git", "-c", "core.autocrlf=false")
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "fast-import", "--quiet"], input=b"".join(stream), check=True)
    found = []
    for seed, each in made.items():
        _write(each, Path())
        Path("older.yaml").unlink()
        subprocess.run([*git, "update-ref", "HEAD", f"refs/heads/s{seed}"], check=True)
        command = ("validate", "plan.yaml", "beside.yaml", "--since", "HEAD", "--format", "json")
        done = run(*command, "--output", "plain=plain.out", "--lang", "en")
        if _INTERNAL.search(done.err):
            Path("plain.out").write_bytes(b"")
        texts = [
            ("json", done.out),
            *([("table", done.err)] if done.err else []),
            *([("plain", _text("plain.out"))] * (done.code in (0, 1))),
        ]
        found += [Flaw(seed, command, what) for what in _wrong(done, texts)]
    return found


def _versions(made: Project) -> Iterator[tuple[str, bytes]]:
    yield "plan.yaml", made.older
    yield "beside.yaml", made.beside


def _entry(name: str, data: bytes) -> bytes:
    return f"M 100644 inline {name}\ndata {len(data)}\n".encode() + data + b"\n"


def many(seeds: range) -> list[Flaw]:
    """Return what is wrong on the projects of some seeds, a tenth of them held against an older version in git, too."""
    found = []
    with tempfile.TemporaryDirectory() as folder, chdir(folder), patch.dict(os.environ, _ENVIRONMENT):
        for seed in seeds:
            found += flaws(seed)
        found += flaws_since(seeds.start, (len(seeds) + 9) // 10)
    return found


_ENVIRONMENT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": os.devnull, "COLUMNS": "100"}


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--keep", type=Path, help="a folder for the files of what is found")
    asked = parser.parse_args()
    size, seen, began = 200, Counter[str](), time.perf_counter()
    batches = [
        range(first, min(first + size, asked.first + asked.count))
        for first in range(asked.first, asked.first + asked.count, size)
    ]
    done = 0
    with ProcessPoolExecutor() as processes:
        for seeds, found in zip(batches, processes.map(many, batches), strict=True):
            done += len(seeds)
            for flaw in found:
                kind = f"{flaw.command[0]}: {re.sub(r'indicators[.a-z0-9]+', '…', flaw.what)}"
                seen[kind] += 1
                if seen[kind] == 1:
                    print(flaw.seed, *flaw.command, "->", flaw.what, flush=True)
                    if asked.keep:
                        folder = asked.keep / str(flaw.seed)
                        folder.mkdir(parents=True, exist_ok=True)
                        _write(project(flaw.seed), folder)
            if done % 10_000 < size:
                print(f"{done} projects, {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    print(f"{done} projects, {sum(seen.values())} flaws of {len(seen)} kinds, {time.perf_counter() - began:.0f} s")
    for kind, count in seen.most_common():
        print(f"{count:8} {kind}")
    sys.exit(bool(seen))


if __name__ == "__main__":
    _main()
