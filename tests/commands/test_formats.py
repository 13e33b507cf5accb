"""`--format` and `--output`: who gets what, and what is refused."""

import csv
import json
import re

import pytest
from junitparser import JUnitXml

from civtarget.rules import PLAN_RULES, READING_RULES
from civtarget.rules.actuals import ACTUALS_RULES, SUBMISSION_RULES

PLAN = """civtarget: 1
id: example
title: {zh: 示例计划, en: Example plan}
period: 2025
districts: {东城区: {en: East}, 西城区: {en: West}}
responsible: [民政局]
offices: {民政局: {en: Civil Affairs Bureau}}
indicators:
  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 100, split: {东城区: 40, 西城区: 50}}
"""
CLEAN = PLAN.replace("西城区: 50", "西城区: 60")
ROWS = "指标,辖区,期间,数值\nbeds,东城区,2025-06,20\nbeds,西城区,2025-06,x\n"
FORMATS = ("table", "plain", "markdown", "json", "github", "gitlab", "sarif", "junit", "csv")


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a plan that has a finding, in a file with spaces in its Chinese name, and rows for it."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/年度 要点.yaml").write_text(PLAN, "utf-8")
    (tmp_path / "报送 表.csv").write_text(ROWS, "utf-8")
    return tmp_path


def validate(civtarget, folder, *arguments, **environment):
    return civtarget("validate", "plans/年度 要点.yaml", "--lang", "en", *arguments, cwd=folder, **environment)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "command", [("validate", "plans"), ("check", "报送 表.csv", "--plan", "plans/年度 要点.yaml", "-q")]
)
def test_every_format_is_the_same_in_a_pipe_and_in_a_file(civtarget, folder, command, form):
    piped = civtarget(*command, "--format", form, "--output", f"{form}=besides", cwd=folder)
    written = civtarget(*command, "--format", form, "--output", "out", cwd=folder)

    assert (piped.returncode, written.returncode) == (1, 1)
    assert piped.stderr == written.stderr == written.stdout == ""
    text = (folder / "out").read_text("utf-8-sig" if form == "csv" else "utf-8")
    assert text == piped.stdout
    assert (folder / "besides").read_bytes() == (folder / "out").read_bytes()


def test_standard_output_keeps_its_own_form(civtarget, folder):
    done = validate(civtarget, folder, "--output", "json=out")

    assert done.stdout == validate(civtarget, folder, "--format", "plain").stdout


def test_one_run_serves_them_all(civtarget, folder):
    outputs = [f"--output={form}={form} 输出" for form in FORMATS]

    done = validate(civtarget, folder, "--format", "github", *outputs)

    assert done.stdout.startswith("::error file=plans/年度 要点.yaml,line=9,")
    assert len(json.loads((folder / "json 输出").read_text("utf-8"))["findings"]) == 1
    assert len(json.loads((folder / "gitlab 输出").read_bytes())) == 1
    assert len(json.loads((folder / "sarif 输出").read_bytes())["runs"][0]["results"]) == 1
    [suite] = JUnitXml.fromfile(str(folder / "junit 输出"))
    assert [case.name for case in suite if not case.is_passed] == ["district-sum beds"]
    with open(folder / "csv 输出", encoding="utf-8-sig", newline="") as file:
        assert [row["file"] for row in csv.DictReader(file)] == ["plans/年度 要点.yaml"]
    assert (folder / "markdown 输出").read_text("utf-8").startswith("### civtarget validate\n")


def test_a_file_without_a_form_takes_that_of_format(civtarget, folder):
    done = validate(civtarget, folder, "--format", "json", "-o", "report", "-o", "csv=rows")

    assert done.stdout == ""
    assert json.loads((folder / "report").read_text("utf-8"))["format"] == "civtarget-report/1"


@pytest.mark.parametrize("name", ["./a=b.txt", "甲=乙.txt", "a.b=c"])
def test_a_name_with_an_equals_sign_is_a_name_unless_it_could_be_a_format(civtarget, folder, name):
    done = validate(civtarget, folder, "-o", name)

    assert (done.returncode, done.stdout) == (1, "")
    assert (folder / name).exists()


def test_a_form_may_have_a_name_with_an_equals_sign(civtarget, folder):
    validate(civtarget, folder, "-o", "json=a=b")

    assert (folder / "a=b").exists()


@pytest.mark.parametrize(
    ("outputs", "expected"),
    [
        (["jsn=a"], 'no format is called "jsn": is "json" meant? (a file with = in its name is written ./jsn=a)'),
        (["JSON=a"], 'no format is called "JSON": is "json" meant? (a file with = in its name is written ./JSON=a)'),
        (["zzz=a"], 'no format is called "zzz": --format table|plain|markdown|json|github|gitlab|sarif|junit|csv'),
        (["json="], "--output json=: name a file; what standard output gets is said by --format"),
        (["json=-"], "--output json=-: name a file; what standard output gets is said by --format"),
        (["json=a", "csv=./a"], "--output writes ./a more than once"),
        (["csv=plans/年度 要点.yaml"], "plans/年度 要点.yaml is a file that is checked: it is not overwritten"),
    ],
)
def test_what_makes_no_sense_is_refused(civtarget, folder, outputs, expected):
    done = validate(civtarget, folder, *(f"--output={output}" for output in outputs))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {expected}")
    assert (folder / "plans/年度 要点.yaml").read_text("utf-8") == PLAN
    assert len(list(folder.iterdir())) == 2


def test_that_one_file_cannot_be_written_keeps_no_other_from_being_written(civtarget, folder):
    done = validate(civtarget, folder, "-o", "json=none/a", "-o", "csv=b")

    assert done.returncode == 2
    assert done.stderr.startswith("error: cannot write none/a: ")
    assert "district-sum" in done.stdout
    assert (folder / "b").exists()


# --- job summaries and places -----------------------------------------------------------------------------------------


def test_a_job_summary_is_added_to_what_is_there(civtarget, folder):
    summary = folder / "summary.md"
    summary.write_text("# Before\n", "utf-8")

    validate(civtarget, folder, "--format", "github", GITHUB_STEP_SUMMARY=str(summary))

    assert summary.read_text("utf-8").startswith("# Before\n### civtarget validate\n")


def test_there_is_no_job_summary_for_other_formats(civtarget, folder):
    validate(civtarget, folder, "--format", "json", GITHUB_STEP_SUMMARY=str(folder / "summary.md"))

    assert not (folder / "summary.md").exists()


def test_a_summary_that_is_full_stays_as_it_is(civtarget, folder):
    summary = folder / "summary.md"
    summary.write_text("x" * (1024 * 1024 - 100), "utf-8")

    done = validate(civtarget, folder, "--format", "github", GITHUB_STEP_SUMMARY=str(summary))

    assert done.returncode == 1
    assert summary.stat().st_size == 1024 * 1024 - 100


def test_a_summary_that_cannot_be_written_changes_no_outcome(civtarget, folder):
    done = validate(civtarget, folder, "--format", "github", GITHUB_STEP_SUMMARY=str(folder / "none/summary.md"))

    assert done.returncode == 1
    assert done.stderr.startswith("cannot write the job summary: ")


@pytest.mark.parametrize(
    ("marks", "environment", "expected"),
    [
        ([], {}, "年度 要点.yaml"),
        ([".git"], {}, "plans/年度 要点.yaml"),
        ([], {"GITHUB_WORKSPACE": "."}, "plans/年度 要点.yaml"),
        ([], {"CI_PROJECT_DIR": "."}, "plans/年度 要点.yaml"),
        ([], {"GITHUB_WORKSPACE": "elsewhere"}, "年度 要点.yaml"),
    ],
)
def test_services_get_paths_from_the_root_of_the_repository(civtarget, folder, marks, environment, expected):
    for mark in marks:
        (folder / mark).mkdir()
    found = {name: str((folder / value).resolve()) for name, value in environment.items()}

    for named in ("年度 要点.yaml", str(folder / "plans/年度 要点.yaml")):
        done = civtarget("validate", named, "--format", "gitlab", cwd=folder / "plans", **found)
        assert json.loads(done.stdout)[0]["location"]["path"] == expected


def test_names_on_standard_error_are_no_commands(civtarget, folder):
    done = civtarget("validate", "a\n::error::b\x1b[2J", "--lang", "en", cwd=folder)

    assert done.returncode == 2
    assert not re.search("^::|\x1b", done.stderr, re.MULTILINE)


def junit_cases(civtarget, *command, cwd):
    done = civtarget(*command, "--format", "junit", "--lang", "en", cwd=cwd)
    assert (done.returncode, done.stderr) == (0, "")
    [suite] = JUnitXml.fromstring(done.stdout.encode())
    return {case.name: case for case in suite}


def test_a_clean_plan_has_a_case_for_each_rule_that_was_run(civtarget, folder):
    (folder / "clean.yaml").write_text(CLEAN, "utf-8")
    documented = {rule.ID for rule in (*READING_RULES, *PLAN_RULES)}

    cases = junit_cases(civtarget, "validate", "clean.yaml", cwd=folder)
    assert cases.keys() == documented
    assert all(case.is_passed for case in cases.values())
    assert (cases["district-sum"].classname, cases["district-sum"].system_out) == ("example", "checks that hold: 1")

    selected = junit_cases(civtarget, "validate", "clean.yaml", "--select", "district-sum", cwd=folder)
    assert selected.keys() == {"district-sum", *(rule.ID for rule in READING_RULES)}


def test_a_clean_submission_has_a_case_for_each_rule_that_was_run(civtarget, folder):
    (folder / "clean.yaml").write_text(CLEAN, "utf-8")
    (folder / "clean.csv").write_text("指标,辖区,期间,数值\n床位,东城区,2025-12,40\n床位,西城区,2025-12,60\n", "utf-8")

    cases = junit_cases(civtarget, "check", "clean.csv", "--plan", "clean.yaml", "--quiet", cwd=folder)

    assert cases.keys() == {rule.ID for rule in (*READING_RULES, *SUBMISSION_RULES, *ACTUALS_RULES)}
    assert all(case.is_passed for case in cases.values())
    assert cases["target-met"].system_out == "checks that hold: 3"


def test_a_difference_without_a_change_is_one_case_that_passes(civtarget, folder):
    (folder / "clean.yaml").write_text(CLEAN, "utf-8")

    cases = junit_cases(civtarget, "diff", "clean.yaml", "clean.yaml", cwd=folder)

    assert [(name, case.is_passed) for name, case in cases.items()] == [("diff", True)]
