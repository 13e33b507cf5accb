"""`civtarget diff`, on files and on a real git repository."""

import json
import os
import shutil

import pytest
from conftest import ROOT
from support.repositories import git, needs_git

from civtarget.commands import exit_codes

PLAN = (ROOT / "plans" / "2025-changzhou.yaml").read_text(encoding="utf-8")
WEAKER = PLAN.replace("target: 1300\n", "target: 1200\n")
NAME = "计划 草案/2025 常州.yaml"


@pytest.fixture
def files(tmp_path):
    """Write two versions of a plan into a folder."""
    for name, text in (("old.yaml", PLAN), ("new.yaml", WEAKER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def repository(tmp_path):
    """Make a repository in which a plan was written, weakened, and moved to another name."""
    folder = tmp_path / "repository"
    path = folder / NAME
    path.parent.mkdir(parents=True)
    git(folder, "init", "--quiet")
    path.write_text(PLAN, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "first")
    path.write_text(WEAKER, encoding="utf-8")
    git(folder, "commit", "--quiet", "-a", "-m", "second")
    git(folder, "mv", NAME, "moved.yaml")
    git(folder, "commit", "--quiet", "-m", "third")
    return folder


def test_in_english_a_change_is_a_line_with_its_place_first(civtarget, files):
    done = civtarget("diff", "old.yaml", "new.yaml", "--lang", "en", cwd=files)

    assert [" ".join(line.split()) for line in done.stdout.splitlines() if not line.startswith("-")] == [
        "old.yaml → new.yaml",
        "new old change message",
        (
            "new.yaml:92:13 old.yaml:92:13 weaker New family care beds: the target is lowered from 1,300 to 1,200: "
            "100 less"
        ),
        "1 change: 1 weaker",
    ]
    assert (done.returncode, done.stderr) == (0, "")


def test_in_chinese_a_table(civtarget, files):
    done = civtarget("diff", "old.yaml", "new.yaml", "--lang", "zh", "--format", "table", cwd=files)

    assert "92:13  92:13  放松  新增家庭养老床位：目标由 1300张 降为 1200张：少 100张" in done.stdout
    assert done.stdout.endswith("\n1 处变化：放松 1\n")


def test_english_calls_districts_by_their_english_names(civtarget, files):
    (files / "new.yaml").write_text(PLAN.replace("武进区: 149", "武进区: 139"), encoding="utf-8")

    done = civtarget("diff", "old.yaml", "new.yaml", "--lang", "en", cwd=files)

    assert "the share of Wujin is lowered from 149 to 139: 10 less" in done.stdout


def test_json_has_both_sides(civtarget, files):
    report = json.loads(civtarget("diff", "old.yaml", "new.yaml", "--format", "json", cwd=files).stdout)

    assert list(report) == ["format", "tool", "command", "old", "new", "summary", "changes"]
    assert (report["format"], report["command"]) == ("civtarget-diff/1", "diff")
    assert report["old"]["path"] == "old.yaml"
    assert report["summary"] == {"weaker": 1, "stronger": 0, "neutral": 0, "unchecked": 0}
    (change,) = report["changes"]
    place = {"line": 92, "column": 13, "end_line": 92, "end_column": 17, "path": "indicators.family-care-beds.target"}
    assert change == {
        "aspect": "target",
        "direction": "weaker",
        "indicator": "family-care-beds",
        "indicator_name": {"zh": "新增家庭养老床位", "en": "New family care beds"},
        "district": None,
        "step": None,
        "message": {
            "zh": "目标由 1300张 降为 1200张：少 100张",
            "en": "the target is lowered from 1,300 to 1,200: 100 less",
        },
        "old": {"value": {"zh": "1300张", "en": "1,300"}, "number": "1300", "file": "old.yaml", **place},
        "new": {"value": {"zh": "1200张", "en": "1,200"}, "number": "1200", "file": "new.yaml", **place},
        "gap": "-100",
        "unit": "张",
    }


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("old.yaml", "new.yaml"), 0),
        (("old.yaml", "new.yaml", "--fail-on", "never"), 0),
        (("old.yaml", "new.yaml", "--fail-on", "weaker"), exit_codes.FOUND),
        (("old.yaml", "new.yaml", "--fail-on", "any"), exit_codes.FOUND),
        (("new.yaml", "old.yaml", "--fail-on", "weaker"), 0),
        (("new.yaml", "old.yaml", "--fail-on", "any"), exit_codes.FOUND),
        (("old.yaml", "old.yaml", "--fail-on", "any"), 0),
        (("old.yaml", "none.yaml"), exit_codes.UNUSABLE),
        (("old.yaml", "new.yaml", "-o", "old.yaml"), exit_codes.UNUSABLE),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_exit_codes(civtarget, files, arguments, code):
    assert civtarget("diff", *arguments, cwd=files).returncode == code


def test_no_change_is_said(civtarget, files):
    assert civtarget("diff", "old.yaml", "old.yaml", "--lang", "en", cwd=files).stdout == "no change in meaning\n"
    assert civtarget("diff", "old.yaml", "old.yaml", "--lang", "zh", cwd=files).stdout == "没有变化\n"


def test_plans_without_indicators_are_nothing_to_compare(civtarget, tmp_path):
    (tmp_path / "p.yaml").write_text("civtarget: 1\nid: p\ntitle: 空\nperiod: 2025\nindicators: {}\n", encoding="utf-8")

    done = civtarget("diff", "p.yaml", "p.yaml", "--lang", "en", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (
        exit_codes.NOTHING,
        "neither plan has indicators: there was nothing to compare\n",
    )


def test_what_cannot_be_read_is_no_silence(civtarget, files):
    (files / "new.yaml").write_text(PLAN.replace("target: 1300\n", "target: 很多\n"), encoding="utf-8")

    done = civtarget("diff", "old.yaml", "new.yaml", "--lang", "en", "--fail-on", "weaker", cwd=files)

    assert "indicators.family-care-beds.target of the new plan could not be read and was not compared" in done.stdout
    assert done.stdout.endswith("no change was found; 1 could not be compared\n")
    assert done.stderr.startswith("new.yaml could not be read in full:\n")
    assert done.returncode == exit_codes.FOUND


def test_what_is_no_plan_at_all(civtarget, files):
    (files / "new.yaml").write_text("- 1\n", encoding="utf-8")

    done = civtarget("diff", "old.yaml", "new.yaml", cwd=files)

    assert (done.returncode, done.stdout) == (exit_codes.FOUND, "")
    assert "new.yaml" in done.stderr


@needs_git
def test_versions_out_of_git(civtarget, repository):
    done = civtarget("diff", f"HEAD~2:{NAME}", "moved.yaml", "--format", "json", cwd=repository)

    report = json.loads(done.stdout)
    assert report["old"]["path"] == f"HEAD~2:{NAME}"
    assert [(each["indicator"], each["direction"]) for each in report["changes"]] == [("family-care-beds", "weaker")]
    assert report["changes"][0]["old"]["file"] == f"HEAD~2:{NAME}"


@needs_git
@pytest.mark.parametrize("old", [f"HEAD~1:{NAME}", "HEAD:moved.yaml", ":moved.yaml", "HEAD:./moved.yaml"])
def test_every_name_that_git_knows(civtarget, repository, old):
    done = civtarget("diff", old, "moved.yaml", "--lang", "en", cwd=repository)

    assert (done.returncode, done.stdout) == (0, "no change in meaning\n")


@needs_git
@pytest.mark.parametrize(
    ("old", "message"),
    [
        (f"HEAD:{NAME}", f"there is no {NAME} in HEAD"),
        ("HEAD:plans/moved.yaml", "there is no plans/moved.yaml in HEAD: is HEAD:moved.yaml meant?"),
        ("HEAD~9:moved.yaml", "git has no revision HEAD~9"),
        ("--output=x:moved.yaml", "git has no revision --output=x"),
        ("--all:moved.yaml", "git has no revision --all"),
        (":absent", "there is no absent in the index"),
    ],
)
def test_what_git_does_not_have(civtarget, repository, old, message):
    before = sorted(repository.rglob("*"))
    done = civtarget("diff", "--lang", "en", "--", old, "moved.yaml", cwd=repository)

    assert (done.returncode, done.stdout, done.stderr) == (exit_codes.UNUSABLE, "", f"error: {message}\n")
    assert sorted(repository.rglob("*")) == before


@needs_git
def test_a_folder_in_git_is_no_file(civtarget, repository):
    done = civtarget("diff", "HEAD~1:计划 草案", "moved.yaml", "--lang", "en", cwd=repository)

    assert done.returncode == exit_codes.UNUSABLE
    assert done.stderr.startswith("error: HEAD~1:计划 草案 is no file")


@needs_git
@pytest.mark.parametrize(
    ("language", "message"),
    [
        (
            "en",
            "error: git has no revision HEAD~1: this clone lacks history: run git fetch --unshallow (in CI, check out with fetch-depth: 0)\n",
        ),
        (
            "zh",
            "错误：git 中没有版本 HEAD~1：这个克隆没有全部历史，请执行 git fetch --unshallow（在 CI 中为检出设置 fetch-depth: 0）\n",
        ),
    ],
)
def test_a_shallow_clone_says_its_cure(civtarget, repository, tmp_path, language, message):
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.as_uri(), "shallow")

    done = civtarget("diff", "HEAD~1:moved.yaml", "moved.yaml", "--lang", language, cwd=tmp_path / "shallow")

    assert (done.returncode, done.stderr) == (exit_codes.UNUSABLE, message)


@needs_git
def test_outside_a_repository(civtarget, files):
    done = civtarget(
        "diff", "HEAD:old.yaml", "new.yaml", "--lang", "en", cwd=files, GIT_CEILING_DIRECTORIES=str(files.parent)
    )

    assert done.returncode == exit_codes.UNUSABLE
    assert done.stderr.startswith("error: there is no file HEAD:old.yaml, and git cannot read it here: not a git repo")


def test_without_git(civtarget, files):
    done = civtarget("diff", "HEAD:old.yaml", "new.yaml", "--lang", "en", cwd=files, PATH=str(files))

    assert done.returncode == exit_codes.UNUSABLE
    assert done.stderr.startswith("error: there is no file HEAD:old.yaml, and git cannot be run: ")


@pytest.mark.skipif(os.name == "nt", reason="no file name on Windows has a colon")
def test_a_file_with_a_colon_in_its_name_is_a_file(civtarget, files):
    shutil.copyfile(files / "old.yaml", files / "HEAD:old.yaml")

    assert civtarget("diff", "HEAD:old.yaml", "old.yaml", "--lang", "en", cwd=files).stdout == "no change in meaning\n"


def test_the_formats_for_other_programs(civtarget, files):
    forms = ("markdown", "github", "gitlab", "sarif", "junit", "csv")
    (files / "new.yaml").write_text(WEAKER.replace("天宁区: 99", "天宁区: 109"), encoding="utf-8")
    outputs = [part for form in forms for part in ("--output", f"{form}=report.{form}")]
    done = civtarget("diff", "old.yaml", "new.yaml", "--lang", "en", *outputs, cwd=files)
    texts = {form: (files / f"report.{form}").read_text(encoding="utf-8-sig") for form in forms}

    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 6)
    weaker = "New family care beds: weaker: the target is lowered from 1,300 to 1,200: 100 less (see old.yaml:92)"
    stronger = (
        "New family care beds: stronger: the share of Tianning is raised from 99 to 109: 10 more (see old.yaml:94)"
    )
    assert texts["github"].splitlines() == [
        f"::warning file=new.yaml,line=92,endLine=92,col=13,endColumn=16,title=target-kept::{weaker}",
        f"::notice file=new.yaml,line=94,endLine=94,col=58,endColumn=60,title=target-kept::{stronger}",
        "2 changes: 1 weaker, 1 stronger",
    ]
    results = json.loads(texts["sarif"])["runs"][0]["results"]
    assert [(each["level"], each["message"]["text"]) for each in results] == [("warning", weaker), ("note", stronger)]
    assert [each["severity"] for each in json.loads(texts["gitlab"])] == ["minor", "info"]
    assert texts["junit"].count("<failure ") == texts["junit"].count("<system-out>") == 1
    assert texts["markdown"].endswith("**2 changes: 1 weaker, 1 stronger**\n")
    assert [line.split(",")[5] for line in texts["csv"].splitlines()] == ["severity", "warning", "note"]
