"""new_plan: where a new plan goes, which schema is near it, and that nothing is overwritten or left half written."""

import os
import sys
from pathlib import Path

import pytest

from civtarget.files.paths import SourceError
from civtarget.files.plan.new_file import create, name_of, path_of, schema_near


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refusal(call, *arguments):
    """Return what is said in English and Chinese."""
    with pytest.raises(SourceError) as caught:
        call(*arguments)
    return caught.value.text.en, caught.value.text.zh


@pytest.mark.parametrize(
    ("path", "expected", "name"),
    [
        ("a.yaml", "a.yaml", "a"),
        ("b/c/2026-east.YML", "b/c/2026-east.YML", "2026-east"),
        ("there", "there/2026-plan.yaml", None),
        ("there/", "there/2026-plan.yaml", None),
        ("not-there/", "not-there/2026-plan.yaml", None),
        (".", "./2026-plan.yaml", None),
    ],
)
def test_a_path_means_a_file_or_the_folder_for_one(path, expected, name):
    Path("there").mkdir()

    assert path_of(path, "2026-plan").replace(os.sep, "/") == expected
    assert name_of(path) == name


def test_plans_go_where_they_are_looked_for():
    assert path_of(None, "2026-plan") == os.path.join("plans", "2026-plan.yaml")


@pytest.mark.parametrize("path", ["东海市", "plan.json", "plan.yaml.bak", "yaml", ""])
def test_a_name_under_which_nobody_looks_for_a_plan(path):
    assert refusal(path_of, path, "2026-plan") == (
        f'"{path}" is no name for a plan file: it should end in .yaml, as in plans/2026-plan.yaml',
        f"“{path}”不像规划文件：文件名应以 .yaml 结尾，如 plans/2026-plan.yaml",
    )


@pytest.mark.parametrize(
    ("schema", "plan", "expected"),
    [
        ("schema/plan-1.json", "plans/a.yaml", "../schema/plan-1.json"),
        ("schema/plan-1.json", "plans/east/a.yaml", "../../schema/plan-1.json"),
        ("schema/plan-1.json", "a.yaml", "schema/plan-1.json"),
        ("plans/plan-1.json", "plans/a.yaml", "plan-1.json"),
        ("elsewhere/plan-1.json", "plans/a.yaml", None),
    ],
)
def test_the_nearest_schema(folder, schema, plan, expected):
    (folder / schema).parent.mkdir()
    (folder / schema).touch()

    assert schema_near(plan) == expected


def test_a_file_is_made_with_the_folders_on_the_way():
    create("a/b/计划.yaml", "civtarget: 1\n规划\n")

    assert Path("a/b/计划.yaml").read_bytes() == "civtarget: 1\n规划\n".encode()


def test_what_is_there_stays_as_it_is():
    Path("a.yaml").write_text("mine", encoding="utf-8")

    assert refusal(create, "a.yaml", "new") == (
        "a.yaml is there already and is not overwritten: name another file, or move this one away",
        "a.yaml 已经存在，不会覆盖：请换一个文件名，或先移走它",
    )
    assert Path("a.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right on Windows")
def test_a_link_that_leads_nowhere_is_not_followed():
    Path("a.yaml").symlink_to("b.yaml")

    assert "is there already" in refusal(create, "a.yaml", "new")[0]
    assert not Path("b.yaml").exists()


def test_a_file_stands_where_a_folder_should():
    Path("a").touch()

    assert refusal(create, "a/b/c.yaml", "new")[0].startswith("cannot make the folder a/b: ")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other limits for names")
def test_a_name_that_the_system_refuses():
    assert refusal(create, f"{'a' * 300}.yaml", "new")[0].endswith(".yaml: File name too long")


def test_nothing_is_left_of_what_cannot_be_encoded():
    with pytest.raises(UnicodeEncodeError):
        create("a.yaml", "civtarget: 1\n\udc80")

    assert not Path("a.yaml").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not limit the size of files so")
def test_nothing_is_left_of_what_found_no_room():
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        said = refusal(create, "a.yaml", "new\n" * 100)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert said[0] == "cannot write a.yaml: File too large"
    assert said[1] == "无法写入 a.yaml：File too large"
    assert not Path("a.yaml").exists()
