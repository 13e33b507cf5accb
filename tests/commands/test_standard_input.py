"""`validate -`: a plan from standard input, with its linked plans and settings from the working directory."""

import json

import pytest

HEAD = """civtarget: 1
id: {id}
title: {{zh: 示例计划, en: Example plan}}
period: 2025
districts: {{甲区: {{en: East}}, 乙区: {{en: West}}}}
responsible: [民政局]
offices: {{民政局: {{en: Civil Affairs Bureau}}}}
indicators:
"""
BEDS = (
    "  beds: {{name: {{zh: 床位, en: Beds}}, kind: count, unit: 张, target: 100, "
    "split: {{甲区: 40, 乙区: {share}}}{more}}}\n"
)


def plan(identifier="example", share=60, more=""):
    return HEAD.format(id=identifier) + BEDS.format(share=share, more=more)


def test_a_plan_is_called_by_its_sign(civtarget, tmp_path):
    done = civtarget("validate", "-", "--format", "plain", "--lang", "en", cwd=tmp_path, stdin=plan(share=50).encode())

    assert done.returncode == 1
    assert done.stdout.startswith("-:9:71  error  district-sum  Beds: the shares add up to 90, not 100")
    assert done.stdout.splitlines()[-1].startswith("1 plan: ")


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        (b"a: [", 1, "-:2:1  error  yaml-syntax"),
        (b"", 1, "-:1:1  error  yaml-syntax  the file is empty"),
        (b"\xff", 2, "error: - is not UTF-8 (line 1): save it as UTF-8"),
    ],
)
def test_what_is_no_plan(civtarget, tmp_path, content, code, told):
    done = civtarget("validate", "-", "--format", "plain", "--lang", "en", cwd=tmp_path, stdin=content)

    assert done.returncode == code
    assert told in done.stdout + done.stderr


def test_linked_plans_and_settings_are_those_of_the_working_directory(civtarget, tmp_path):
    linked = plan("example", more=", same_as: other/beds")
    (tmp_path / "example.yaml").write_text(linked, "utf-8")  # as an editor has it open: no second plan of that name
    (tmp_path / "other.yaml").write_text(plan("other"), "utf-8")
    (tmp_path / "civtarget.toml").write_text('[severity]\ndistrict-sum = "warning"\n', "utf-8")
    typed = plan("example", share=50, more=", same_as: other/beds").encode()

    done = civtarget("validate", "-", "--format", "json", cwd=tmp_path, stdin=typed)

    report = json.loads(done.stdout)
    assert [each["path"] for each in report["plans"]] == ["-"]
    assert [(each["rule"], each["severity"], each["file"]) for each in report["findings"]] == [
        ("district-sum", "warning", "-")
    ]
    assert done.returncode == 0


def test_it_is_read_once_beside_other_files(civtarget, tmp_path):
    (tmp_path / "other.yaml").write_text(plan("other"), "utf-8")

    done = civtarget("validate", "other.yaml", "-", "-", "--format", "json", cwd=tmp_path, stdin=plan().encode())

    assert [each["path"] for each in json.loads(done.stdout)["plans"]] == ["-", "other.yaml"]


def test_an_edit_of_it_cannot_be_told(civtarget, tmp_path):
    done = civtarget("validate", "-", "--since", "HEAD", "--lang", "en", cwd=tmp_path, stdin=plan().encode())

    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "error: --since holds against files in git: it cannot take standard input (-)\n",
    )
