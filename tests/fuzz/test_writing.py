"""What `--write` leaves behind, however it ends: the old file or the new one, with its mode and marks, and nothing else."""

import os
import signal
import stat
import subprocess
import time
from random import Random

import pytest
from support.command_line import entry_point, scrubbed

OLD = (
    "\ufeffcivtarget: 1\r\nid: x\r\ntitle: 东\r\nperiod: 2025\r\ndistricts: {甲区: {}, 乙区: {}}\r\nindicators:\r\n"
    "  a: {name: 床, kind: count, unit: 张, target: 3, split: {甲区: 1, 乙区: 1}}\r\n"
).encode()
NEW = OLD.replace("甲区: 1".encode(), "甲区: 2".encode())
COMMAND = ("repair", "plan.yaml", "--write", "--quiet")
KILLS = 100 if os.environ.get("HYPOTHESIS_PROFILE", "quick") != "quick" else 6
posix = pytest.mark.skipif(os.name != "posix", reason="signals and modes are those of POSIX")


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_bytes(OLD)
    path.chmod(0o640)
    return path


def start(folder):
    return subprocess.Popen(
        [entry_point(), *COMMAND],
        cwd=folder,
        env=scrubbed({}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def test_the_new_file_keeps_mode_mark_and_line_ends(plan):
    with start(plan.parent) as process:
        assert process.wait() == 0
    assert plan.read_bytes() == NEW
    assert stat.S_IMODE(plan.stat().st_mode) == 0o640
    assert os.listdir(plan.parent) == ["plan.yaml"]


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_killed_at_any_moment(plan, number):
    rng = Random(int(number))
    began = time.monotonic()
    with start(plan.parent) as process:
        process.wait()
    whole = time.monotonic() - began
    for _ in range(KILLS):
        plan.write_bytes(OLD)
        with start(plan.parent) as process:
            time.sleep(rng.uniform(0.3, 1.1) * whole)
            process.send_signal(number)
            process.wait()
            # Before our first line Python itself says that it was interrupted.
            assert number == signal.SIGINT or b"Traceback" not in process.stderr.read()
        assert plan.read_bytes() in (OLD, NEW)
        assert stat.S_IMODE(plan.stat().st_mode) == 0o640
        left = [name for name in os.listdir(plan.parent) if name != "plan.yaml"]
        if number == signal.SIGKILL:  # nothing can be tidied up then; what is left is hidden and no plan
            assert all(name.startswith(".plan.yaml.") for name in left)
            for name in left:
                (plan.parent / name).unlink()
        assert number == signal.SIGKILL or left == []


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only an administrator can mount a disk")
def test_a_full_disk(tmp_path):
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", tmp_path], check=False, capture_output=True
    ).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        (tmp_path / "plan.yaml").write_bytes(OLD)
        (tmp_path / "filler").write_bytes(b"x" * 4096)
        with start(tmp_path) as process:
            said = process.stderr.read().decode()
            assert process.wait() == 2
        assert said == "error: cannot write plan.yaml: No space left on device\n"
        assert (tmp_path / "plan.yaml").read_bytes() == OLD
        assert sorted(os.listdir(tmp_path)) == ["filler", "plan.yaml"]
    finally:
        subprocess.run(["umount", tmp_path], check=True)


@posix
def test_through_a_link(plan):
    (plan.parent / "folder").mkdir()
    target = plan.rename(plan.parent / "folder" / "real.yaml")
    plan.symlink_to("folder/real.yaml")
    with start(plan.parent) as process:
        assert process.wait() == 0
    assert os.readlink(plan) == "folder/real.yaml"
    assert target.read_bytes() == NEW
    assert os.listdir(plan.parent / "folder") == ["real.yaml"]


@posix
def test_two_writers(plan):
    for _ in range(3):
        plan.write_bytes(OLD)
        with start(plan.parent) as one, start(plan.parent) as other:
            codes = {one.wait(), other.wait()}
            said = one.stderr.read() + other.stderr.read()
        assert plan.read_bytes() == NEW
        assert codes <= {0, 2}
        assert b"Traceback" not in said
        assert os.listdir(plan.parent) == ["plan.yaml"]
