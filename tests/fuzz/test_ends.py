"""However a run ends, it has an exit code and no traceback: streams that are gone or full, Ctrl-C, no folder, no width."""

import gc
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from random import Random

import pytest
from run import run
from support.command_line import entry_point, scrubbed

PLAN = """civtarget: 1
id: x
title: 东
period: 2025
districts: {甲区: {}, 乙区: {}}
indicators:
  a: {name: 床, kind: count, unit: 张, target: 3, split: {甲区: 1, 乙区: 1}}
"""
DEEP = os.environ.get("HYPOTHESIS_PROFILE", "quick") != "quick"
unix = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no device that is always full")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def shell(line, **environment):
    """Run a line of shell in which `$C` is civtarget; return its code and all that is said."""
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        env=scrubbed({"C": entry_point(), **environment}),
        capture_output=True,
        check=False,
        timeout=60,
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert "Traceback" not in said
    assert "internal error (" not in said
    assert "Exception ignored" not in said
    return done.returncode, said


@unix
@pytest.mark.parametrize("command", ["validate plan.yaml", "show plan.yaml", "validate none.yaml", "--help", "rules"])
@pytest.mark.parametrize(
    "streams", [">/dev/full", "2>/dev/full", ">&-", "2>&-", ">&- 2>&-", "<&-", "| true", "2>&1 >/dev/null | true"]
)
def test_streams_that_cannot_be_written(command, streams):
    if not DEEP and command != "validate plan.yaml" and streams != ">/dev/full":
        pytest.skip("the deep profile tries every command with every stream")
    assert shell(f"$C {command} {streams}")[0] in (0, 1, 2, 3)


@unix
def test_a_full_device_is_told():
    assert shell("$C show plan.yaml >/dev/full") == (
        2, "error: cannot write standard output: No space left on device\n"
    )  # fmt: skip
    assert shell("$C --help >/dev/full") == (2, "error: the system refuses: No space left on device\n")


@unix
@pytest.mark.parametrize("command", ["validate plan.yaml", "init", "config", "check -"])
def test_a_working_folder_that_is_gone(command):
    code, said = shell(f"mkdir gone && cd gone && rmdir ../gone && $C {command} </dev/null")
    assert (code, said) == (2, "error: the working folder is gone: change to another one first\n")


@pytest.mark.parametrize("columns", ["1", "2", "0", "-1", "x", "9" * 5000, "99999999999"])
@pytest.mark.parametrize("command", ["validate", "show"])
def test_any_width(columns, command, monkeypatch):
    monkeypatch.setenv("COLUMNS", columns)
    done = run(command, "plan.yaml", "--format", "table", "--lang", "en")
    assert (done.code, "internal error" in done.err) == ({"validate": 1, "show": 0}[command], False)


def test_no_home_and_no_environment():
    done = subprocess.run([entry_point(), "validate", "plan.yaml"], env={}, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there are no timers")
# Between a file's opening and its `with` nothing can close it: the interpreter does so when the process ends.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_an_interrupt_at_any_moment(capsys, monkeypatch):
    from civtarget.cli import main

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "argv", ["civtarget", "validate", "plan.yaml"])
    rng, codes = Random(1), set()
    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        for _ in range(300 if DEEP else 30):
            try:
                signal.setitimer(signal.ITIMER_REAL, rng.uniform(0.0005, 0.05))
                try:
                    main()
                except SystemExit as ending:
                    codes.add(ending.code)
                finally:
                    signal.setitimer(signal.ITIMER_REAL, 0)
            except KeyboardInterrupt:  # before or after everything that `main` does
                codes.add("edge")
            said = capsys.readouterr().err
            assert ("internal error" in said, "Traceback" in said) == (False, False)
    finally:
        signal.signal(signal.SIGALRM, before)
        gc.collect()  # what an interrupt left open is closed here, where nothing is made of it
    assert codes <= {1, 130, "edge"}
    assert 130 in codes


@unix
@pytest.mark.parametrize("arguments", [("validate", "pipe.yaml"), ("check", "pipe.csv", "--plan", "plan.yaml")])
def test_an_interrupt_of_a_process_that_reads(arguments, folder):
    pipe = folder / arguments[1]
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [entry_point(), *arguments],
        env=scrubbed({}),
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # a job in the background ignores it
    )
    with os.fdopen(_opened_for_writing(pipe), "wb"):  # from here on it waits for what is written
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[1].decode()
    assert (process.returncode, "Traceback" in said) == (130, False)


def _opened_for_writing(pipe):
    """Return a descriptor of a named pipe as soon as somebody reads it."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with suppress(OSError):  # nobody reads yet
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        time.sleep(0.01)
    return pytest.fail("nothing reads the pipe")
