"""The command line as tests run it: in their own process, or in one of its own where the process is the point."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest import mock

import pytest

from civtarget import cli

ROOT = Path(__file__).parents[2]

Civtarget = Callable[..., "subprocess.CompletedProcess[str]"]
"""`run` and `run_process`: arguments; where to run, what comes in on standard input, and variables of the environment."""


def run(
    *arguments: str, cwd: Path = ROOT, stdin: bytes = b"", **environment: str
) -> "subprocess.CompletedProcess[str]":
    """
    Run `civtarget` in this process, in an environment with nothing of the developer's own.

    Help is in the language of this process, which reads it when it imports the commands.
    """
    assert not any(name.startswith("PYTHON") for name in environment), "it takes a process to read these"
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2))
    with (
        chdir(cwd),
        mock.patch.dict(os.environ, scrubbed(environment), clear=True),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(sys, "argv", ["civtarget", *arguments])
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin), encoding="utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        with pytest.raises(SystemExit) as ending:
            cli.main()
    return subprocess.CompletedProcess(["civtarget", *arguments], ending.value.code, _written(out), _written(err))


def _written(stream: TextIOWrapper) -> str:
    """Return what was written, with the line ends of Python, as it comes out of a pipe."""
    stream.flush()
    stream.buffer.seek(0)
    return TextIOWrapper(stream.buffer, encoding="utf-8").read()


def run_process(
    *arguments: str, cwd: Path = ROOT, stdin: bytes = b"", encoding: str = "utf-8", **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run the installed `civtarget` as a process, in an environment with nothing of the developer's own."""
    done = subprocess.run(
        [entry_point(), *arguments],
        cwd=cwd,
        env=scrubbed({"PYTHONIOENCODING": encoding, **environment}),
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
    )
    out, err = (TextIOWrapper(BytesIO(each), encoding).read() for each in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def entry_point() -> str:
    """Return the path of the installed console script."""
    name = "civtarget.exe" if os.name == "nt" else "civtarget"
    return str(Path(sys.executable).parent / name)


def scrubbed(environment: dict[str, str]) -> dict[str, str]:
    """Return an environment that holds what a process needs to start, and `environment`."""
    needed = {
        name: os.environ[name]
        for name in ("PATH", "SYSTEMROOT", "COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START")
        if name in os.environ
    }
    return {**needed, "LANG": "C.UTF-8", **environment}
