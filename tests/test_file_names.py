"""A plan and a submission whose names are no UTF-8: every command, in every form, on standard output and in a file."""

import os
import shutil
import subprocess

import pytest
from support.excerpts import whole_plan

from civtarget.commands import exit_codes
from civtarget.reports.rendering import Format, ReportFormat

PLAN, ROWS = os.fsdecode(b"\xff.yaml"), os.fsdecode(b"\xfe.csv")
TEXT = whole_plan("""indicators:
  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 150}}
""")
FOUND_IN = {
    "validate": ["validate", PLAN],
    "check": ["check", ROWS, "--plan", PLAN],
}
COMMANDS = {
    "show": (["show", PLAN], 0),
    "allocate": (["allocate", PLAN, "beds", "--by", ROWS], 0),
    "repair": (["repair", PLAN], exit_codes.FOUND),
    "diff": (["diff", PLAN, "plan.yaml"], 0),
    "config": (["config", PLAN], 0),
}


@pytest.fixture
def folder(tmp_path):
    try:
        (tmp_path / PLAN).write_text(TEXT, encoding="utf-8")
        (tmp_path / ROWS).write_text("指标,辖区,期间,数值\nbeds,甲区,2025-06,62\nbeds,乙区,2025-06,5x\n", "utf-8")
    except OSError:
        pytest.skip("files have no such names here")
    (tmp_path / "plan.yaml").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("form", ReportFormat)
@pytest.mark.parametrize("arguments", FOUND_IN.values(), ids=FOUND_IN)
def test_reports(civtarget, folder, arguments, form):
    done = civtarget(*arguments, "--format", form, "--output", f"{form}=report", "--lang", "en", cwd=folder)

    assert (done.returncode, "error: " in done.stderr) == (exit_codes.FOUND, False)
    assert done.stdout
    assert (folder / "report").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize(("arguments", "code"), COMMANDS.values(), ids=COMMANDS)
def test_other_commands(civtarget, folder, arguments, code, form):
    if "--by" in arguments:
        (folder / ROWS).write_text("甲区,2\n乙区,1\n", "utf-8")

    shown = civtarget(*arguments, "--format", form, "--lang", "en", cwd=folder)
    written = civtarget(*arguments, "--format", form, "--lang", "en", "--output", "shown", cwd=folder)

    for done in (shown, written):
        assert (done.returncode, "error: " in done.stderr) == (code, False)
    assert shown.stdout == (folder / "shown").read_text(encoding="utf-8")


NAMES = [b"\xff.yaml", b"a b.yaml", b'a "b\\ \xff.yaml', b"a\n+++ b.yaml", b"\t.yaml", "规划　一.yaml".encode()]


@pytest.mark.parametrize("tool", [["git", "apply"], ["patch", "-p1", "--silent"]], ids=["git", "patch"])
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_patch_finds_its_file(civtarget, folder, tool, name):
    if shutil.which(tool[0]) is None or os.name == "nt":
        pytest.skip("there is no such tool, or no such name")
    path = folder / os.fsdecode(name)
    path.write_text(TEXT, encoding="utf-8")
    patch = civtarget("repair", path.name, "--lang", "en", cwd=folder)

    subprocess.run(tool, cwd=folder, input=patch.stdout.encode(), check=True)

    assert path.read_text(encoding="utf-8") == TEXT.replace("乙区: 150", "乙区: 180")
