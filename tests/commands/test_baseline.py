"""Baselines: known findings are accepted, new ones count, gone ones are told."""

import json

import pytest
from support.excerpts import whole_plan

from civtarget.checking.baseline import BaselineEntry, read_baseline, render
from civtarget.language import Text

PLAN = whole_plan("""id: example
indicators:
  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 4, split: {甲区: 1, 乙区: 2}}
  seats: {name: {zh: 座位, en: Seats}, kind: count, unit: 个, target: 4, split: {甲区: 2, 乙区: 2}}
""")


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def run(civtarget, plan):
    def run(*arguments):
        done = civtarget("validate", "plan.yaml", "--format", "json", *arguments, cwd=plan.parent)
        found = json.loads(done.stdout)["findings"] if done.stdout else []
        return done, [f"{each['indicator']} {each['outcome']} {each['waiver']}" for each in found]

    return run


def test_what_is_known_does_not_fail(run):
    assert run()[0].returncode == 1
    done, found = run("--write-baseline", "known.json")
    assert (done.returncode, found) == (0, ["beds waived known.json"])
    done, found = run("--baseline", "known.json")
    assert (done.returncode, done.stderr, found) == (0, "", ["beds waived known.json"])


def test_it_survives_moved_lines_and_new_findings_count(run, plan):
    run("--write-baseline", "known.json")
    text = PLAN.replace("indicators:", "# moved\n\nindicators:").replace(
        "target: 4, split: {甲区: 2", "target: 5, split: {甲区: 2"
    )
    plan.write_text(text, encoding="utf-8")
    done, found = run("--baseline", "known.json")
    assert (done.returncode, found) == (1, ["beds waived known.json", "seats broken None"])


def test_what_is_gone_is_told(run, plan):
    run("--write-baseline", "known.json")
    plan.write_text(PLAN.replace("甲区: 1", "甲区: 2"), encoding="utf-8")
    done, found = run("--baseline", "known.json")
    assert (done.returncode, found) == (0, [])
    assert done.stderr == (
        "fixed, to be taken out of known.json: example district-sum: the shares add up to 3, not 4: 1 short\n"
    )
    assert run("--baseline", "known.json", "--quiet")[0].stderr == ""


def test_a_plan_that_was_read_in_part_is_never_accepted(run, plan):
    plan.write_text(PLAN.replace("target: 4", "target: 4x", 1), encoding="utf-8")
    done, found = run("--write-baseline", "known.json")
    assert done.returncode == 1
    assert "beds broken None" in found


def test_settings_may_name_it(run, plan):
    run("--write-baseline", "known.json")
    (plan.parent / "civtarget.toml").write_text('baseline = "known.json"', encoding="utf-8")
    assert run()[0].returncode == 0
    assert run("--isolated")[0].returncode == 1


def test_what_has_got_worse_counts(run, plan):
    run("--write-baseline", "known.json")
    plan.write_text(PLAN.replace("甲区: 1", "甲区: 0"), encoding="utf-8")
    done, found = run("--baseline", "known.json")
    assert (done.returncode, found) == (1, ["beds broken None"])


def test_what_was_not_looked_for_is_not_gone(run):
    run("--write-baseline", "known.json")
    done, found = run("--baseline", "known.json", "--ignore", "district-sum")
    assert (done.returncode, done.stderr, found) == (0, "", [])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--write-baseline", "-"], "--write-baseline: name a file"),
        (
            ["--write-baseline", "known.json", "--select", "dates"],
            "--write-baseline lists all that is found: leave --select and --ignore out",
        ),
    ],
)
def test_what_cannot_be_written(run, plan, arguments, message):
    done, _ = run(*arguments)
    assert (done.returncode, done.stderr) == (2, f"error: {message}\n")
    assert not (plan.parent / "known.json").exists()


def test_a_plan_is_never_overwritten_by_a_baseline(run, plan):
    done, _ = run("--write-baseline", "plan.yaml")
    assert done.returncode == 2
    assert plan.read_text(encoding="utf-8") == PLAN


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "civtarget-baseline/1", "findings": [1]}', "[" * 100000])
def test_what_is_no_baseline(run, plan, text):
    (plan.parent / "known.json").write_text(text, encoding="utf-8")
    done, _ = run("--baseline", "known.json")
    assert (done.returncode, done.stderr) == (
        2,
        "error: known.json is no baseline: write one anew with --write-baseline known.json\n",
    )


def test_a_baseline_reads_well_in_a_diff(run, plan):
    run("--write-baseline", "known.json")
    written = json.loads((plan.parent / "known.json").read_text(encoding="utf-8"))
    (known,) = written["findings"]
    assert written["format"] == "civtarget-baseline/2"
    assert (known["rule"], known["plan"]) == ("district-sum", "example")
    assert known["values"] == {"expected": "4", "actual": "3", "gap": "-1", "unit": "张"}
    assert known["message"] == {"zh": "分解合计 3张，应为 4张：少 1张", "en": "the shares add up to 3, not 4: 1 short"}


def test_a_baseline_steers_no_terminal():
    known = (BaselineEntry("1a2b", "district-sum", "example", Text("\u202e##[error]", "\x1b[31m"), {}),)

    text = render(known)

    assert text.replace("\n", "").isprintable() and "##" not in text
    assert read_baseline(text, "known.json") == known


def test_a_baseline_of_the_first_format_is_still_accepted_whatever_its_wording(run, plan):
    run("--write-baseline", "known.json")
    path = plan.parent / "known.json"
    written = json.loads(path.read_text(encoding="utf-8"))
    del written["findings"][0]["values"]
    written["format"] = "civtarget-baseline/1"
    written["findings"][0]["message"]["en"] = "the parts come to 3 where 4 are due: 1 short"
    path.write_text(json.dumps(written), encoding="utf-8")
    assert run("--baseline", "known.json")[0].returncode == 0

    written["findings"][0]["message"]["en"] = "the shares add up to 2, not 4: 2 short"
    path.write_text(json.dumps(written), encoding="utf-8")
    assert run("--baseline", "known.json")[0].returncode == 1


def test_another_wording_is_still_accepted(run, plan):
    run("--write-baseline", "known.json")
    path = plan.parent / "known.json"
    text = path.read_text(encoding="utf-8").replace("the shares add up to", "together the shares are")
    path.write_text(text, encoding="utf-8")
    assert run("--baseline", "known.json")[0].returncode == 0
