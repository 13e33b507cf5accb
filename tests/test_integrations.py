"""The action, the pre-commit hook and the CI jobs that are shown: they are what their hosts take, and name what exists."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main
import yaml
from conftest import ROOT
from support.pages import MANUAL, blocks, table
from support.repositories import commit, git, needs_git, repository, write

from civtarget import cli
from civtarget.checking.settings import FailOn
from civtarget.commands import exit_codes
from civtarget.files.paths import read_file
from civtarget.files.plan.reader import parse_plan
from civtarget.files.settings_file import find_settings
from civtarget.language import Language

PROGRAMS = Path(sys.executable).parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOK, CHECK_HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PAGE = MANUAL[Language.EN]["ci"]
"""`tests/test_docs.py` holds that the Chinese page shows the same code."""
GITHUB, GITLAB, CHANGES, PRE_COMMIT = blocks("yaml", PAGE)
TITLES = [(Language.EN, "input", "output"), (Language.ZH, "输入", "输出")]
RUNS = [step for step in ACTION["runs"]["steps"] if "run" in step]


def options_of(command: str) -> set[str]:
    """Return the options of a command of civtarget."""
    known = typer.main.get_group(cli.app).commands[command].params
    return {option for each in known for option in each.opts}


def named_in(text: str) -> set[str]:
    """Return the long options that a text names, except those of pip."""
    return set(re.findall(r"(?<!\S)`?(--[a-z-]+)", "\n".join(line for line in text.splitlines() if "pip" not in line)))


def holds_to(schema: str, path: Path) -> str:
    """Return what check-jsonschema has to say of a file; nothing, if it is as it should be."""
    run = subprocess.run(
        [PROGRAMS / "check-jsonschema", "--builtin-schema", schema, path], capture_output=True, text=True, check=False
    )
    return "" if run.returncode == 0 else run.stdout + run.stderr


def run_action(folder: Path, inputs: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run the script of the action in a folder, with its defaults for what is not said."""
    defaults = {
        "PATHS": "plans/",
        "ARGS": "",
        "FAIL_ON": "error",
        "SINCE": "",
        "BASE": "",
        "QUEUED_ON": "",
        "LANGUAGE_OF_FINDINGS": "zh",
    }
    temporary = {"RUNNER_TEMP": str(folder), "GITHUB_OUTPUT": str(folder / "outputs")}
    environment = {**os.environ, "PROGRAMS": str(PROGRAMS), **temporary, **defaults, **inputs}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", RUNS[-1]["run"]],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_action_is_an_action():
    assert holds_to("vendor.github-actions", ROOT / "action.yml") == ""


def test_our_own_jobs_are_what_their_host_takes():
    assert holds_to("vendor.github-workflows", ROOT / ".github" / "workflows" / "ci.yml") == ""


def test_no_input_gets_into_a_script_but_through_the_environment():
    assert RUNS
    for step in RUNS:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]
    used = re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text(encoding="utf-8"))
    assert set(used) == set(ACTION["inputs"])


def test_the_action_asks_for_what_there_is():
    assert named_in(RUNS[-1]["run"]) <= options_of("validate")
    assert named_in(ACTION["inputs"]["args"]["description"]) <= options_of("validate")
    assert ACTION["inputs"]["fail-on"]["default"] in list(FailOn)


@pytest.mark.skipif(sys.platform == "win32", reason="what is called bash there may be another system's")
@pytest.mark.parametrize(("more", "ends_with"), [({}, exit_codes.FOUND), ({"FAIL_ON": "never"}, 0)])
def test_the_script_of_the_action_runs(tmp_path, more, ends_with):
    """In a folder with a name that a shell would take apart."""
    folder = tmp_path / "各区 规划; exit 7"
    folder.mkdir()
    shutil.copy(ROOT / "plans" / "2025-changzhou.yaml", folder / "2025 常州.yaml")
    run = run_action(tmp_path, {"PATHS": f"{folder.name}/\n", "ARGS": "--ignore=translated\n", **more})

    assert run.returncode == ends_with, run.stderr
    assert "::error " in run.stdout
    outputs = dict(line.split("=", 1) for line in (tmp_path / "outputs").read_text(encoding="utf-8").splitlines())
    summary = json.loads(Path(outputs["report"]).read_text(encoding="utf-8"))["summary"]
    assert outputs == {
        "exit-code": str(ends_with),
        "report": str(tmp_path / "civtarget.json"),
        **{name: str(summary[name]) for name in ("errors", "warnings", "notes")},
    }


@pytest.mark.skipif(sys.platform == "win32", reason="what is called bash there may be another system's")
def test_the_action_reports_that_there_is_nothing_to_check(tmp_path):
    run = run_action(tmp_path, {"PATHS": "plans/\n"})

    assert run.returncode == cli.UNUSABLE
    outputs = (tmp_path / "outputs").read_text(encoding="utf-8").splitlines()
    assert outputs[0] == "exit-code=2"


def test_every_output_is_set_and_described():
    stated = set(re.findall(r"steps\.check\.outputs\.([\w-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert stated == ACTION["outputs"].keys()


def test_the_hook_checks_a_whole_folder():
    _, command, *options = shlex.split(HOOK["entry"])
    assert shlex.split(HOOK["entry"])[0] == "civtarget"
    assert named_in(" ".join(options)) <= options_of(command)
    assert (HOOK["language"], HOOK["pass_filenames"]) == ("python", False)
    assert HOOK["types_or"] == ["yaml", "toml", "json"]
    assert HOOK["args"] == ["plans/"] == [ACTION["inputs"]["paths"]["default"]]


def test_the_hook_for_submissions_checks_a_whole_folder():
    _, command, *options = shlex.split(CHECK_HOOK["entry"])
    assert shlex.split(CHECK_HOOK["entry"])[0] == "civtarget"
    assert named_in(" ".join(options)) <= options_of(command)
    assert (CHECK_HOOK["language"], CHECK_HOOK["pass_filenames"]) == ("python", False)
    assert [bool(re.search(CHECK_HOOK["files"], name)) for name in ("甲区.csv", "a/b.tsv", "乙.xlsx", "a.yaml")] == [
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("schema", "text", "name"),
    [
        pytest.param("vendor.github-workflows", GITHUB, "job.yml", id="GitHub"),
        pytest.param("vendor.gitlab-ci", GITLAB, ".gitlab-ci.yml", id="GitLab"),
    ],
)
def test_the_jobs_are_what_their_hosts_take(tmp_path, schema, text, name):
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert holds_to(schema, tmp_path / name) == ""
    assert named_in(text) <= options_of("validate")
    assert text.count("\n") <= 10


@needs_git
@pytest.mark.skipif(sys.platform == "win32", reason="what is called bash there may be another system's")
@pytest.mark.parametrize(
    ("more", "is_told"),
    [
        ({}, False),
        ({"BASE": "main"}, True),
        ({"SINCE": "HEAD"}, True),
        ({"SINCE": "main", "BASE": "other"}, True),
        ({"QUEUED_ON": "main"}, True),
    ],
)
def test_the_action_holds_a_pull_request_against_its_base(tmp_path, more, is_told):
    """As a host checks it out: the base is a branch of `origin`, and the edit a merge on no branch."""
    plan = (ROOT / "plans" / "2025-changzhou.yaml").read_text(encoding="utf-8")
    origin = repository(tmp_path / "origin", {"plans/2025.yaml": plan})
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(origin), str(clone))
    git(clone, "switch", "--quiet", "--detach")
    write(clone, {"plans/2025.yaml": plan.replace("武进区: 149", "武进区: 119")})
    if "SINCE" not in more:
        commit(clone)

    run = run_action(clone, {"PATHS": "plans/\n", **more})

    assert ("::error file=plans/2025.yaml,line=94" in run.stdout) is True
    assert ("title=target-kept::新增错误：" in run.stdout) == is_told
    assert run.returncode == exit_codes.FOUND


def test_the_entries_that_are_shown_are_read(tmp_path):
    (tmp_path / "plan.yaml").write_text(CHANGES, encoding="utf-8")
    file = parse_plan(read_file(str(tmp_path / "plan.yaml")))
    assert {each.rule for each in file.faults} <= {"missing-key"}
    (entry,) = file.plan.changes
    assert entry.what == "care-beds.target"
    (settings,) = blocks("toml", PAGE)
    (tmp_path / "civtarget.toml").write_text(settings, encoding="utf-8")
    assert find_settings([str(tmp_path)]).changes[0].what == "translated"


def test_the_schema_is_written_where_the_page_says(civtarget, tmp_path):
    (command,) = re.findall(r"^civtarget (schema .*)$", PAGE, re.MULTILINE)
    assert civtarget(*command.split(), cwd=tmp_path).returncode == 0
    assert (tmp_path / "plan-1.json").read_bytes() == (ROOT / "schema" / "plan-1.json").read_bytes()
    assert "$schema=plan-1.json" in PAGE


def test_the_page_names_what_the_action_and_the_hook_have():
    job = yaml.safe_load(GITHUB)["jobs"]["plans"]
    assert job["steps"][1]["with"].keys() <= ACTION["inputs"].keys()
    assert yaml.safe_load(PRE_COMMIT)["repos"][0]["hooks"] == [{"id": HOOK["id"]}, {"id": CHECK_HOOK["id"]}]


@pytest.mark.parametrize(("language", "inputs", "outputs"), TITLES)
def test_the_page_has_all_inputs_and_outputs_of_the_action(language, inputs, outputs):
    page = MANUAL[language]["ci"]

    assert {row[0].strip("`") for row in table(inputs, page)} == ACTION["inputs"].keys()
    assert {row[0].strip("`") for row in table(outputs, page)} == ACTION["outputs"].keys()
    assert named_in(page) <= options_of("validate") | options_of("init")
