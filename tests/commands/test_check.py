"""`civtarget check`: exit codes, streams, files of every kind, and the JSON report."""

import json
import os
import subprocess
import sys
from io import BytesIO

import pytest
from openpyxl import Workbook
from support.command_line import entry_point, scrubbed

PLAN = """civtarget: 1
id: example
title: {zh: 示例计划, en: Example plan}
period: 2025
districts: {东城区: {en: East, aliases: [东城]}, 西城区: {en: West, aliases: [西城]}}
responsible: [民政局]
offices: {民政局: {en: Civil Affairs Bureau}}
indicators:
  beds: {name: {zh: 新增床位, en: New beds}, kind: count, unit: 张, target: 100, split: {东城区: 40, 西城区: 60}}
"""
LONG = "指标,辖区,期间,数值\n"
EAST, WEST = "beds,东城区,2025-06,20\n", "beds,西城区,2025-06,30\n"
BEHIND = "beds,西城区,2025-06,29\n"


@pytest.fixture
def folder(tmp_path):
    """Return a function that writes files into a folder with the plan, and returns the folder."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/example.yaml").write_text(PLAN, "utf-8")

    def write(**files):
        for name, content in files.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


# --- exit codes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "options", "expected"),
    [
        pytest.param(EAST + WEST, (), 0, id="all-on-pace"),
        pytest.param(EAST + BEHIND, (), 0, id="a-warning"),
        pytest.param(EAST + BEHIND, ("--fail-on", "warning"), 1, id="a-warning-that-fails"),
        pytest.param(EAST + "beds,西城区,2025-12,59\n", (), 1, id="missed"),
        pytest.param(EAST + "beds,西城区,2025-06,x\n", (), 1, id="a-cell-that-cannot-be-read"),
        pytest.param(EAST + "beds,西城区,2025-06,x\n", ("--fail-on", "never"), 0, id="never"),
        pytest.param(EAST + BEHIND, ("--only", "on-pace", "--fail-on", "note"), 0, id="narrowed-to-what-is-well"),
        pytest.param(EAST + BEHIND, ("--only", "met"), 3, id="narrowed-to-nothing"),
        pytest.param(EAST + BEHIND, ("--district", "East", "--fail-on", "note"), 0, id="narrowed-to-a-district"),
        pytest.param(EAST, ("--plan", "none.yaml"), 2, id="no-such-plan"),
        pytest.param(EAST, ("--as-of", "soon"), 2, id="no-date"),
        pytest.param(EAST, ("--encoding", "klingon"), 2, id="no-encoding"),
        pytest.param(EAST, ("--district", "北城区"), 2, id="no-such-district"),
        pytest.param(EAST, ("--only", "late"), 2, id="no-such-verdict"),
        pytest.param(EAST, ("--select", "district-sum"), 2, id="a-rule-over-plans-leaves-nothing"),
        pytest.param("", (), 3, id="a-form-that-is-not-filled-in"),
    ],
)
def test_exit_codes(civtarget, folder, rows, options, expected):
    done = civtarget("check", "a.csv", *options, cwd=folder(a_csv=LONG + rows))
    assert done.returncode == expected, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "b.csv is an old workbook (.xls or .et)", id="xls"),
        pytest.param(b"%PDF-1.7", "b.csv is a PDF file", id="pdf"),
        pytest.param(b"\x81", "b.csv is no text in UTF-8, GB18030 or UTF-16", id="no-text"),
        pytest.param(b"a,b\n1,2\n", "b.csv: no header is found", id="no-header"),
        pytest.param(b"", "b.csv: nothing is in it", id="empty"),
    ],
)
def test_what_cannot_be_read_ends_in_2_and_all_else_is_judged(civtarget, folder, content, message):
    here = folder(a_csv=LONG + EAST + BEHIND, b_csv=content)
    done = civtarget("check", "a.csv", "b.csv", "gone.csv", "--lang", "en", cwd=here)
    assert done.returncode == 2
    assert f"error: {message}" in done.stderr
    assert "error: no such file or directory: gone.csv" in done.stderr
    assert "New beds: West: behind: 29 (48.33% of the target) for 2025-06, due by then: 30, 1 short" in done.stdout


# --- streams ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            (
                "plan: plans/example.yaml (chosen by its period and indicators)\n"
                "as of 2025-06-30, the end of the latest period reported\n"
                "read as gb18030: a.csv\n"
            ),
        ),
        (
            "zh",
            (
                "规划：plans/example.yaml（按期间和指标选定）\n"
                "核对日：2025-06-30（报送的最近一期期末）\n"
                "按 gb18030 编码读取：a.csv\n"
            ),
        ),
    ],
)
def test_what_was_decided_for_the_user_is_told_on_standard_error(civtarget, folder, language, expected):
    here = folder(a_csv=(LONG + EAST + WEST).encode("gb18030"))
    done = civtarget("check", "a.csv", "--lang", language, cwd=here)
    assert done.stderr.replace("\\", "/") == expected
    assert not civtarget("check", "a.csv", "--quiet", cwd=here).stderr


def test_a_date_that_was_asked_for_is_not_told_again(civtarget, folder):
    done = civtarget("check", "a.csv", "--as-of", "2025-07-20", "--lang", "en", cwd=folder(a_csv=LONG + EAST + WEST))
    assert "as of" not in done.stderr
    assert "(as of 2025-07-20)" in done.stdout


def test_standard_input(civtarget, folder):
    done = civtarget("check", "-", "--lang", "en", cwd=folder(), stdin=(LONG + EAST + BEHIND).encode("gb18030"))
    assert done.returncode == 0
    assert "-:3:" in done.stdout
    assert "read as gb18030: -" in done.stderr


def test_a_report_never_overwrites_a_submission(civtarget, folder):
    here = folder(a_csv=LONG + EAST)
    done = civtarget("check", "a.csv", "-o", "a.csv", "--lang", "en", cwd=here)
    assert done.returncode == 2
    assert "error: a.csv is a file that is checked: it is not overwritten" in done.stderr
    assert (here / "a.csv").read_text("utf-8") == LONG + EAST


def test_a_directory_and_a_file_in_it_are_read_once(civtarget, folder):
    here = folder(in__a_csv=LONG + EAST, in__b_csv=LONG + WEST)
    report = json.loads(civtarget("check", "in", "in/a.csv", "--format", "json", cwd=here).stdout)
    assert [each["path"].replace("\\", "/") for each in report["submissions"]] == ["in/a.csv", "in/b.csv"]
    assert report["findings"] == []


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")
@pytest.mark.parametrize("quiet", [True, False])
def test_progress_is_shown_to_a_person_only(folder, quiet):
    import pty

    here = folder(**{f"in__{number}_csv": LONG + EAST for number in range(30)})
    ours, theirs = pty.openpty()
    subprocess.run(
        [entry_point(), "check", "in", *(["--quiet"] if quiet else [])],
        cwd=here,
        env=scrubbed({"TERM": "xterm"}),
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        check=False,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    assert (b"100%" in shown) == (not quiet)


# --- the plan that is judged by ---------------------------------------------------------------------------------------


def test_a_plan_that_cannot_be_read_in_part_leaves_the_rest_judged(civtarget, folder):
    here = folder(a_csv=LONG + EAST + BEHIND)
    (here / "plans/example.yaml").write_text(f"{PLAN}  broken: {{name: 坏, kind: nonsense}}\n", "utf-8")
    done = civtarget("check", "a.csv", "--lang", "en", cwd=here)
    assert done.returncode == 1
    assert "plans/example.yaml:10:" in done.stdout.replace("\\", "/")
    assert "West: behind: 29" in done.stdout


def test_a_plan_without_indicators_that_can_be_read_judges_nothing(civtarget, folder):
    here = folder(a_csv=LONG + EAST, bad_yaml="civtarget: 1\nid: bad\ntitle: 坏\nperiod: 2025\nindicators: 3\n")
    done = civtarget("check", "a.csv", "--plan", "bad.yaml", "--lang", "en", cwd=here)
    assert done.returncode == 1
    assert "bad.yaml:5:13" in done.stdout
    assert "Traceback" not in done.stderr


# --- JSON -------------------------------------------------------------------------------------------------------------


def test_json_as_contracted(civtarget, folder):
    rows = [["2025年6月"], ["指标", "东城", "西城"], ["新增床位", 20, "29张"]]
    here = folder(a_xlsx=workbook(*rows))
    done = civtarget("check", "a.xlsx", "--format", "json", cwd=here)
    report = json.loads(done.stdout)
    assert list(report) == [
        *("format", "tool", "command", "plans", "as_of", "summary", "findings", "cells", "submissions", "coverage"),
        "since",
    ]
    assert (report["command"], report["as_of"]) == ("check", "2025-06-30")
    (finding, found) = report["findings"]
    assert found["message"]["en"] == "behind: 49 (49% of the target) for 2025-06, due by then: 50, 1 short"
    assert {key: finding[key] for key in ("rule", "severity", "outcome", "indicator", "district", "step")} == {
        "rule": "on-pace",
        "severity": "warning",
        "outcome": "broken",
        "indicator": "beds",
        "district": "西城区",
        "step": None,
    }
    assert {key: finding[key] for key in ("file", "line", "column", "sheet", "cell", "path")} == {
        "file": "a.xlsx",
        "line": None,
        "column": None,
        "sheet": "Sheet",
        "cell": "C3",
        "path": "indicators.beds.split.西城区",
    }
    assert [finding[key] for key in ("expected", "actual", "gap", "unit")] == ["30", "29", "-1", "张"]
    whole, east, west = report["cells"]
    assert list(whole)[:15] == [
        *("plan", "indicator", "district", "step", "period", "unit", "bound", "actual", "due", "progress"),
        *("verdict", "file", "line", "sheet", "cell"),
    ]
    assert [whole[key] for key in ("district", "bound", "actual", "due", "progress", "verdict", "light")] == [
        *(None, "= 100", "49", "50", "0.49", "behind", "yellow")
    ]
    assert [east[key] for key in ("verdict", "file", "sheet", "cell", "light")] == [
        *("on-pace", "a.xlsx", "Sheet", "B3", "green")
    ]
    assert west["progress"] == "29/60"
    assert report["coverage"] == [{"period": "2025-06", "reported": 2, "expected": 2, "missing": {}}]


def test_json_is_the_same_at_every_width_and_in_every_language(civtarget, folder):
    here = folder(a_csv=LONG + EAST + BEHIND)
    reports = {
        civtarget("check", "a.csv", "--format", "json", *options, cwd=here, COLUMNS=width).stdout
        for options in ((), ("--quiet",), ("--lang", "zh"))
        for width in ("40", "200")
    }
    assert len(reports) == 1


def test_a_fingerprint_outlives_moved_lines(civtarget, folder):
    def fingerprints(rows):
        report = json.loads(civtarget("check", "a.csv", "--format", "json", cwd=folder(a_csv=LONG + rows)).stdout)
        return {(each["rule"], each["district"]): each["fingerprint"] for each in report["findings"]}

    assert fingerprints(EAST + BEHIND) == fingerprints(BEHIND + "\n" + EAST)
