"""The command line: exit codes, streams, languages, and what users see."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.command_line import ROOT, entry_point, scrubbed
from support.excerpts import whole_plan

from civtarget import __version__, cli
from civtarget.checking import engine
from civtarget.commands import exit_codes
from civtarget.rules.catalogue import RULES

CHANGZHOU = "plans/2025-changzhou.yaml"
NANXUN = "plans/2025-nanxun.yaml"
GOOD = whole_plan(
    "indicators: {beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 3, split: {甲区: 1, 乙区: 2}}}"
)
BAD = GOOD.replace("target: 3", "target: 4")


def line_of_split(indicator: str) -> int:
    """Return the line of the published plan in which the split of `indicator` stands."""
    lines = (ROOT / CHANGZHOU).read_text(encoding="utf-8").splitlines()
    start = lines.index(f"  {indicator}:")
    return next(number for number, line in enumerate(lines[start:], start + 1) if line.startswith("    split:"))


TRAINING, WELFARE = "smart-tech-training", "public-benefit-projects"
SAID = {
    "zh": {
        TRAINING: "分解合计 3.7万人次，应为 4万人次：少 3000人次",
        WELFARE: "各地下限合计 115个，低于总目标 200个：尚有 85个没有落到任何地方，各地全部达标，总目标仍会落空",
    },
    "en": {
        TRAINING: "the shares add up to 37,000, not 40,000 person-times: 3,000 short",
        WELFARE: "the floors add up to 115, below the target of 200: 85 are in no district's share, "
        "and if every district meets its floor the target is still missed",
    },
}
BLAME = {
    "zh": {
        TRAINING: "；无法判断：经开区 3000 → 6000、溧阳市 4000 → 7000、金坛区 4000 → 7000 等 4 处，可能性相当",
        WELFARE: "",
    },
    "en": {
        TRAINING: "; cannot tell: Economic Development Zone 3,000 → 6,000, Liyang 4,000 → 7,000, Jintan 4,000 → 7,000 and 1 more fit alike",
        WELFARE: "",
    },
}
"""Who is to blame for them: several shares and 3,000 fit alike, and floors have no culprit."""
ERROR = {"zh": "错误", "en": "error"}


@pytest.mark.parametrize("language", ["zh", "en"])
class TestPublishedPlan:
    """The two breaks of the published plan, in every form and both languages, at their lines."""

    @pytest.mark.parametrize("indicator", [TRAINING, WELFARE])
    def test_plain(self, civtarget, language, indicator):
        done = civtarget("validate", CHANGZHOU, "--lang", language)

        place = f"{CHANGZHOU}:{line_of_split(indicator)}:5"
        (line,) = [line for line in done.stdout.splitlines() if line.startswith(f"{place} ")]
        assert done.returncode == exit_codes.FOUND
        assert line.split()[1:3] == [ERROR[language], "district-sum"]
        assert line.endswith(SAID[language][indicator] + BLAME[language][indicator])
        assert done.stderr == ""

    @pytest.mark.parametrize("indicator", [TRAINING, WELFARE])
    @pytest.mark.parametrize("width", ["50", "80", "120"])
    def test_table(self, civtarget, language, indicator, width):
        done = civtarget("validate", CHANGZHOU, "--lang", language, "--format", "table", COLUMNS=width)

        # Wrapping is undone: the words must all be there, in order, whatever the width.
        assert "".join(SAID[language][indicator].split()) in _unwrapped(done.stdout)
        assert f"{line_of_split(indicator)}:5" in done.stdout

    @pytest.mark.parametrize("indicator", [TRAINING, WELFARE])
    def test_json(self, civtarget, language, indicator):
        done = civtarget("validate", CHANGZHOU, "--lang", language, "--format", "json")

        report = json.loads(done.stdout)
        (finding,) = [each for each in report["findings"] if each["indicator"] == indicator]
        assert finding["message"][language] == SAID[language][indicator]
        assert (finding["line"], finding["column"]) == (line_of_split(indicator), 5)
        assert finding["severity"] == "error"
        assert report["summary"]["errors"] == 2
        assert report["summary"]["broken"] == 3  # and one note


def _unwrapped(table: str) -> str:
    """Return the last column of a drawn table, or all of a stacked one, without spaces and line breaks."""
    header = next(
        (
            line
            for line in table.splitlines()
            if "message" in line or ("说明" in line and ":" not in line.split("说明")[0][-1:])
        ),
        "",
    )
    return (
        "".join("".join(line.split()) for line in table.splitlines() if line) if not header else _column(table, header)
    )


def _column(table: str, header: str) -> str:
    from rich.cells import cell_len, set_cell_size

    title = "说明" if "说明" in header else "message"
    start = cell_len(header[: header.index(title)])
    return "".join(
        "".join(line[len(set_cell_size(line, start)) :].split())
        for line in table.splitlines()
        if cell_len(line) > start
    )


@pytest.mark.parametrize(
    ("files", "arguments", "expected"),
    [
        pytest.param({"good.yaml": GOOD}, ["good.yaml"], 0, id="nothing-found"),
        pytest.param({"bad.yaml": BAD}, ["bad.yaml"], exit_codes.FOUND, id="found"),
        pytest.param({"bad.yaml": BAD}, ["bad.yaml", "--fail-on", "never"], 0, id="never-fails"),
        pytest.param({"bad.yaml": BAD}, ["bad.yaml", "--ignore", "sums"], 0, id="ignored"),
        pytest.param({"syntax.yaml": "a: [1\n"}, ["syntax.yaml"], exit_codes.FOUND, id="syntax-is-a-finding"),
        pytest.param(
            {"syntax.yaml": "a: [1\n"},
            ["syntax.yaml", "--ignore", "sums"],
            exit_codes.FOUND,
            id="syntax-is-not-ignored",
        ),
        pytest.param({}, ["none.yaml"], exit_codes.UNUSABLE, id="missing"),
        pytest.param({"bad.yaml": BAD}, ["bad.yaml", "none.yaml"], exit_codes.UNUSABLE, id="missing-outranks-found"),
        pytest.param({"good.yaml": GOOD}, ["good.yaml", "--select", "no-rule"], exit_codes.UNUSABLE, id="unknown-rule"),
        pytest.param({"good.yaml": GOOD}, ["good.yaml", "--as-of", "soon"], exit_codes.UNUSABLE, id="no-date"),
        pytest.param({"good.yaml": GOOD}, ["good.yaml", "--format", "pdf"], exit_codes.UNUSABLE, id="no-format"),
        pytest.param({"good.yaml": GOOD}, ["good.yaml", "-o", "none/report"], exit_codes.UNUSABLE, id="not-writable"),
        pytest.param({}, ["."], exit_codes.NOTHING, id="empty-folder"),
        pytest.param({"ci.yml": "on: push\n"}, ["."], exit_codes.NOTHING, id="no-plan-among-yaml"),
        pytest.param({"bare.yaml": whole_plan("indicators: {}")}, ["bare.yaml"], exit_codes.NOTHING, id="no-indicator"),
        pytest.param({"a 计划.yaml": GOOD, "sub/b.yaml": BAD}, ["*.yaml"], 0, id="pattern"),
        pytest.param({"a 计划.yaml": GOOD, "sub/b.yaml": BAD}, ["."], exit_codes.FOUND, id="folder"),
    ],
)
def test_exit_codes(civtarget, tmp_path, files, arguments, expected):
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    done = civtarget("validate", *arguments, cwd=tmp_path)

    assert done.returncode == expected, done
    assert "Traceback" not in done.stderr


def test_what_can_be_read_is_checked_beside_what_cannot(civtarget, tmp_path):
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")
    (tmp_path / "gbk.yaml").write_text(GOOD, encoding="gbk")

    done = civtarget("validate", "gbk.yaml", "bad.yaml", "none.yaml", cwd=tmp_path)

    assert done.returncode == exit_codes.UNUSABLE
    assert "the shares add up to 3, not 4: 1 short" in done.stdout
    assert done.stderr.splitlines() == [
        "error: no such file or directory: none.yaml",
        "error: gbk.yaml is not UTF-8 (line 1): save it as UTF-8",
    ]


def test_a_plan_named_twice_is_checked_once(civtarget):
    done = civtarget("validate", NANXUN, NANXUN, "plans/*nanxun*", "--format", "json")

    assert [plan["path"] for plan in json.loads(done.stdout)["plans"]] == [NANXUN]


def test_yaml_that_is_no_plan_is_passed_over_aloud(civtarget, tmp_path):
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "ci.yml").write_text("on: push\n", encoding="utf-8")

    assert civtarget("validate", ".", cwd=tmp_path).stderr == "passed over: ci.yml\n"
    assert civtarget("validate", ".", "--quiet", cwd=tmp_path).stderr == ""


def test_output_goes_to_the_file_alone(civtarget, tmp_path):
    done = civtarget("validate", CHANGZHOU, "--format", "json", "-o", str(tmp_path / "report.json"))

    assert (done.stdout, done.stderr, done.returncode) == ("", "", exit_codes.FOUND)
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["summary"]["broken"] == 3


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        pytest.param({"LANG": "zh_CN.UTF-8"}, "份规划", id="locale"),
        pytest.param({"LANG": "zh_CN.UTF-8", "CIVTARGET_LANG": "en"}, "6 plans", id="own-variable-first"),
        pytest.param({"LC_ALL": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, "份规划", id="lc-all-first"),
        pytest.param({"LANG": "C.UTF-8"}, "6 plans", id="english-otherwise"),
    ],
)
def test_language_of_the_user(civtarget, environment, expected):
    assert expected in civtarget("validate", "plans", **environment).stdout.splitlines()[-1]


def test_a_gbk_console_never_stops_the_report(civtarget_process, tmp_path):
    (tmp_path / "plan.yaml").write_text(BAD.replace("zh: 床位", "zh: 床位🛏"), encoding="utf-8")

    done = civtarget_process(
        "validate", "plan.yaml", "--lang", "zh", "--format", "table", cwd=tmp_path, encoding="gbk", PYTHONUTF8="0"
    )

    assert done.returncode == exit_codes.FOUND
    assert "床位?：分解合计 3张，应为 4张：少 1张" in done.stdout
    assert "─" not in done.stdout, "a GBK console draws box characters twice as wide"


def test_nothing_in_a_plan_steers_the_terminal(civtarget, tmp_path):
    hostile = '{zh: "床\\e[2J位\\a[bold]", en: "Be\\r\\nds"}'
    (tmp_path / "plan.yaml").write_text(BAD.replace("{zh: 床位, en: Beds}", hostile), encoding="utf-8")

    for arguments in (("--format", "table"), ("--format", "plain"), ("--format", "table", "--lang", "zh")):
        shown = civtarget("validate", "plan.yaml", *arguments, cwd=tmp_path).stdout
        assert all(character.isprintable() or character == "\n" for character in shown)
    assert "床\\x1b[2J位\\x07[bold]：分解合计" in shown


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_on_a_terminal_a_table_is_drawn_to_its_width(columns):
    from rich.cells import cell_len

    shown = on_terminal(["validate", CHANGZHOU, "--lang", "zh"], columns, TERM="xterm-256color", NO_COLOR="1")

    assert "\x1b" not in shown
    lines = shown.splitlines()
    assert max(cell_len(line.rstrip()) for line in lines) <= columns
    assert ("─" * 30 in shown) == (columns >= 60), "stacked below 60 columns"
    assert "3 项不成立（错误 2、提示 1）" in "".join(lines)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
def test_on_a_terminal_a_rule_is_explained_to_its_width():
    shown = on_terminal(["explain", "district-sum", "--lang", "en"], 60, TERM="xterm")

    lines = shown.splitlines()
    assert lines[0] == "\x1b[1mdistrict-sum (sums, error)\x1b[0m"
    assert "The shares of a split add up to the target of the whole" in lines
    assert any("split: {甲区: 120, 乙区: 180}" in line for line in lines)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False)],
)
def test_colour(environment, coloured):
    shown = on_terminal(["validate", CHANGZHOU], 80, **{"TERM": "xterm", **environment})

    assert ("\x1b[" in shown) == coloured


@pytest.mark.parametrize(("value", "coloured"), [("1", True), ("0", False)])
def test_colour_can_be_forced_in_a_pipe(civtarget, value, coloured):
    assert ("\x1b[" in civtarget("validate", CHANGZHOU, "--format", "table", FORCE_COLOR=value).stdout) == coloured


def on_terminal(arguments: list[str], columns: int, **environment: str) -> str:
    """Run civtarget on a pseudo-terminal of `columns` columns and return what it shows."""
    import fcntl
    import pty
    import struct
    import termios

    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    with subprocess.Popen(
        [entry_point(), *arguments], cwd=ROOT, stdout=follower, stderr=follower, env=scrubbed(environment)
    ):
        os.close(follower)
        shown = b""
        try:
            while chunk := os.read(leader, 65536):
                shown += chunk
        except OSError:  # how Linux says that the other side has closed
            pass
    os.close(leader)
    return shown.decode().replace("\r\n", "\n")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell with pipes")
def test_a_reader_that_stops_early_is_no_error():
    done = subprocess.run(
        f"'{entry_point()}' show {CHANGZHOU} | head -n 1; echo ${{PIPESTATUS[0]}}",
        shell=True,  # the pipe is what is tested
        executable="/bin/bash",
        cwd=ROOT,
        env=scrubbed({"CIVTARGET_LANG": "en"}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.stdout.splitlines() == ["Changzhou civil affairs work points 2025", "0"]
    assert done.stderr == ""


def test_version(civtarget_process):
    done = civtarget_process("--version")

    assert (done.stdout, done.returncode) == (f"civtarget {__version__}\n", 0)


@pytest.mark.parametrize(("language", "says"), [("zh", "核对规划"), ("en", "Check plans")])
def test_help_is_in_the_users_language(civtarget_process, language, says):
    assert says in civtarget_process("-h", CIVTARGET_LANG=language).stdout


@pytest.mark.parametrize("command", ["validate", "check", "show", "init", "rules", "explain", "schema"])
def test_every_command_has_help(civtarget, command):
    done = civtarget(command, "--help")

    assert done.returncode == 0
    assert done.stdout.count("\n") > 5


def test_rules_are_listed(civtarget):
    listed = [line.split()[0] for line in civtarget("rules").stdout.splitlines()[2:] if line]

    assert listed == [rule.ID for rule in RULES]
    assert [rule["id"] for rule in json.loads(civtarget("rules", "--format", "json").stdout)["rules"]] == listed


def test_explain_shows_the_docstring_in_one_language(civtarget):
    zh = civtarget("explain", "district-sum", "--lang", "zh").stdout
    en = civtarget("explain", "district-sum", "--lang", "en").stdout

    assert zh.splitlines()[0] == "# district-sum (sums, 错误)"
    assert zh.splitlines()[2].startswith("分解之和")
    assert "Remedy" not in zh
    assert en.splitlines()[2].startswith("The shares of a split add up")
    assert "补救" not in en
    assert "split: {甲区: 120, 乙区: 150}" in zh
    assert "split: {甲区: 120, 乙区: 150}" in en


def test_explain_names_the_nearest_rule(civtarget):
    done = civtarget("explain", "distric-sum")

    assert (done.returncode, done.stdout) == (exit_codes.UNUSABLE, "")
    assert done.stderr == 'error: no rule is called "distric-sum": is "district-sum" meant?\n'


def test_rule_names_are_completed(civtarget):
    done = civtarget(_CIVTARGET_COMPLETE="complete_bash", COMP_WORDS="civtarget explain district-s", COMP_CWORD="2")

    assert done.stdout.split() == ["district-sum"]


def test_show_as_json_is_exact(civtarget):
    plan = json.loads(civtarget("show", CHANGZHOU, "--format", "json").stdout)

    indicators = {each["id"]: each for each in plan["indicators"]}
    assert (plan["format"], plan["id"], plan["period"]) == ("civtarget-plan/1", "2025-changzhou", "2025")
    assert indicators[TRAINING]["bound"] == {"op": "=", "value": "40000"}
    assert indicators[TRAINING]["offices"] == ["市教育局", "市民政局"]
    assert indicators[WELFARE]["split"]["溧阳市"] == {"op": ">=", "value": "20"}
    assert indicators["lottery-sales"]["unit"] == "元"
    assert indicators["lottery-sales"]["split"] == {
        "市本级": {"op": "=", "value": "578000000"},
        "溧阳市": {"op": "=", "value": "158000000"},
        "金坛区": {"op": "=", "value": "123000000"},
        "武进区": {"op": "=", "value": "291000000"},
    }
    assert indicators["funeral-facilities"]["split"]["经开区"] is None
    assert indicators["rural-care-centres"]["split"]["天宁区"] == "--"
    assert indicators["graded-homes-rate"]["bound"] == {"op": ">=", "value": "92"}
    assert indicators["funeral-clean-up"]["milestones"][0]["by"] == "2025-03-31"


def test_show_refuses_half_a_plan(civtarget, tmp_path):
    (tmp_path / "plan.yaml").write_text(GOOD.replace("甲区: 1", "甲区: 1x"), encoding="utf-8")

    done = civtarget("show", "plan.yaml", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (exit_codes.FOUND, "")
    assert done.stderr.splitlines()[0] == "the plan has to be put right first:"
    assert done.stderr.splitlines()[1].startswith("plan.yaml:1:")


@pytest.mark.parametrize("debug", [False, True])
def test_an_internal_error_is_exit_2_and_shows_no_traceback_unasked(monkeypatch, capsys, debug):
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(engine, "check", broken)
    monkeypatch.setattr(sys, "argv", ["civtarget", "validate", str(ROOT / NANXUN), *(["--debug"] if debug else [])])

    with pytest.raises(SystemExit) as ended:
        cli.main()

    shown = capsys.readouterr()
    assert (ended.value.code, shown.out) == (exit_codes.UNUSABLE, "")
    assert ("Traceback" in shown.err) == debug
    assert ("secret" in shown.err) == debug
    assert "ZeroDivisionError" in shown.err


def test_python_m_civtarget_is_the_same():
    done = subprocess.run(
        [sys.executable, "-m", "civtarget", "--version"], capture_output=True, encoding="utf-8", check=True
    )

    assert done.stdout == f"civtarget {__version__}\n"


def test_paths_are_shown_as_they_were_named(civtarget, tmp_path):
    folder = tmp_path / "计划 文件"
    folder.mkdir()
    (folder / "一.yaml").write_text(BAD, encoding="utf-8")

    done = civtarget("validate", "计划 文件", cwd=tmp_path)

    assert done.stdout.startswith(f"{Path('计划 文件') / '一.yaml'}:1:")


@pytest.mark.parametrize("console", ["ascii", "gbk"])
def test_json_is_utf8_whatever_the_console_speaks(civtarget_process, console):
    done = civtarget_process("validate", CHANGZHOU, "--format", "json", PYTHONIOENCODING=console, PYTHONUTF8="0")

    assert json.loads(done.stdout) == json.loads(civtarget_process("validate", CHANGZHOU, "--format", "json").stdout)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_as_such():
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [entry_point(), "validate", CHANGZHOU],
            cwd=ROOT,
            env=scrubbed({}),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )

    assert done.returncode == exit_codes.UNUSABLE
    assert done.stderr == "error: cannot write standard output: No space left on device\n"


def test_a_report_never_overwrites_a_plan(civtarget, tmp_path):
    (tmp_path / "plan.yaml").write_text(BAD, encoding="utf-8")

    done = civtarget("validate", "plan.yaml", "-o", "./plan.yaml", cwd=tmp_path)

    assert done.returncode == exit_codes.UNUSABLE
    assert done.stderr == "error: ./plan.yaml is a file that is checked: it is not overwritten\n"
    assert (tmp_path / "plan.yaml").read_text(encoding="utf-8") == BAD


@pytest.mark.parametrize(
    "excerpt",
    [
        pytest.param("indicators: {a: }", id="blank-indicator"),
        pytest.param("indicators: {a: 5}", id="indicator-is-a-number"),
        pytest.param("indicators: {a: {name: x, kind: task, steps: 3月底}}", id="steps-are-text"),
        pytest.param("indicators: {a: {name: x, kind: task, steps: {by: 3月底}}}", id="steps-are-a-mapping"),
        pytest.param(
            "indicators: {a: {name: x, kind: count, unit: 个, target: 3, split: {甲区: 1, 乙区: 1}}}\n"
            "waivers: [{rule: district-sum, indicator: a, until: 2099-12-31}]",
            id="waiver-without-a-reason",
        ),
        pytest.param("indicators: 5", id="indicators-are-a-number"),
        pytest.param("districts: 5\nindicators: {a: {name: x, kind: task}}", id="districts-are-a-number"),
    ],
)
def test_what_cannot_be_read_is_a_finding_and_other_plans_are_judged(civtarget, tmp_path, excerpt):
    (tmp_path / "half.yaml").write_text(whole_plan(excerpt), encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")

    done = civtarget("validate", "half.yaml", "bad.yaml", "--format", "json", cwd=tmp_path)

    findings = json.loads(done.stdout)["findings"]
    assert (done.returncode, done.stderr) == (exit_codes.FOUND, "")
    assert {"wrong-value", "missing-key"} & {each["rule"] for each in findings if each["file"] == "half.yaml"}
    assert "district-sum" in {each["rule"] for each in findings if each["file"] == "bad.yaml"}


def test_the_report_says_for_which_day_waivers_were_judged(civtarget, tmp_path):
    waived = BAD + "waivers: [{rule: district-sum, reason: agreed, until: 2025-06-30}]\n"
    (tmp_path / "plan.yaml").write_text(waived, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")

    by_day = {
        day: json.loads(
            civtarget("validate", "plan.yaml", "a.yaml", "--as-of", day, "--format", "json", cwd=tmp_path).stdout
        )
        for day in ("2025-06-30", "2025-07-01")
    }

    assert [report["as_of"] for report in by_day.values()] == list(by_day)
    assert [report["summary"]["waived"] for report in by_day.values()] == [1, 0]
    assert [plan["path"] for plan in by_day["2025-06-30"]["plans"]] == ["a.yaml", "plan.yaml"]
