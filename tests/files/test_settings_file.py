"""settings_file: which file holds the settings of a project, and what in it is refused."""

import os
import tomllib

import pytest

from civtarget.errors import CivtargetError
from civtarget.files.paths import SourceError
from civtarget.files.settings_file import SettingsFileError, find_settings
from civtarget.model.settings import ProjectSettings

PYPROJECT = '[project]\nname = "x"\n'


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def found(tmp_path):
    """Write files below the working directory; return the settings that are found from folders of it."""

    def find(contents, *folders):
        for path, content in contents.items():
            whole = tmp_path / path
            whole.parent.mkdir(parents=True, exist_ok=True)
            whole.write_bytes(content if isinstance(content, bytes) else content.encode())
        for folder in folders:
            (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        return find_settings(folders or ["."])

    return find


def plan(name):
    return f'plan = "{name}"\n'


def table(name):
    return f"[tool.civtarget]\n{plan(name)}"


def system(path):
    """Return a path as this system writes it."""
    return path and path.replace("/", os.sep)


# --- which file -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contents", "folders", "path", "named"),
    [
        pytest.param({}, ["a/b"], None, None, id="none"),
        pytest.param({"civtarget.toml": plan("p.yaml")}, ["."], "civtarget.toml", "p.yaml", id="here"),
        pytest.param({"civtarget.toml": plan("p.yaml")}, ["a/b"], "civtarget.toml", "p.yaml", id="above"),
        pytest.param(
            {"civtarget.toml": plan("far.yaml"), "a/civtarget.toml": plan("near.yaml")},
            ["a/b"],
            "a/civtarget.toml",
            "a/near.yaml",
            id="the-nearest-wins",
        ),
        pytest.param(
            {"civtarget.toml": plan("far.yaml"), "a/pyproject.toml": table("near.yaml")},
            ["a/b"],
            "a/pyproject.toml",
            "a/near.yaml",
            id="the-nearest-wins-whatever-it-is-called",
        ),
        pytest.param(
            {"civtarget.toml": plan("own.yaml"), "pyproject.toml": table("own.yaml")},
            ["."],
            "civtarget.toml",
            "own.yaml",
            id="civtarget.toml-goes-first",
        ),
        pytest.param(
            {"civtarget.toml": "", "pyproject.toml": table("p.yaml")},
            ["."],
            "civtarget.toml",
            None,
            id="an-empty-one-counts",
        ),
        pytest.param(
            {"pyproject.toml": PYPROJECT + "[tool.civtarget]\n", "a/pyproject.toml": PYPROJECT},
            ["a"],
            "pyproject.toml",
            None,
            id="so-does-an-empty-table",
        ),
        pytest.param(
            {"civtarget.toml": plan("p.yaml"), "a/pyproject.toml": PYPROJECT},
            ["a/b"],
            "civtarget.toml",
            "p.yaml",
            id="a-pyproject-without-ours-is-passed-over",
        ),
        pytest.param(
            {"pyproject.toml": table("p.yaml"), "a/pyproject.toml": "[tool.other]\nplan = 5\n[civtarget]\nx = 1\n"},
            ["a"],
            "pyproject.toml",
            "p.yaml",
            id="so-is-one-for-other-tools",
        ),
        pytest.param(
            {"pyproject.toml": table("p.yaml"), "a/pyproject.toml": "tool = 5\n"},
            ["a"],
            "pyproject.toml",
            "p.yaml",
            id="so-is-one-with-a-tool-of-its-own",
        ),
        pytest.param(
            {"one/civtarget.toml": plan("1.yaml"), "two/civtarget.toml": plan("2.yaml")},
            ["two", "one"],
            "two/civtarget.toml",
            "two/2.yaml",
            id="the-first-folder-that-has-one",
        ),
        pytest.param(
            {"one/civtarget.toml": plan("1.yaml")},
            ["two/three", "one"],
            "one/civtarget.toml",
            "one/1.yaml",
            id="then-the-next-folder",
        ),
        pytest.param({"civtarget.toml/x": ""}, ["civtarget.toml"], None, None, id="a-folder-is-no-settings-file"),
        pytest.param({"civtarget.toml": "\ufeff" + plan("p.yaml")}, ["."], "civtarget.toml", "p.yaml", id="with-a-bom"),
    ],
)
def test_which_file(found, contents, folders, path, named):
    settings = found(contents, *folders)

    assert (settings.path, settings.plan) == (system(path), system(named))


@pytest.mark.parametrize(
    ("at", "stated", "expected"),
    [
        pytest.param("civtarget.toml", "plans/2025.yaml", "plans/2025.yaml", id="beside"),
        pytest.param("a/civtarget.toml", "plans/2025.yaml", "a/plans/2025.yaml", id="below-the-file-not-below-us"),
        pytest.param("a/pyproject.toml", "plans/2025.yaml", "a/plans/2025.yaml", id="as-in-pyproject"),
        pytest.param("a/civtarget.toml", "../plans/2025.yaml", "plans/2025.yaml", id="up-from-the-file"),
        pytest.param("a/civtarget.toml", "./plans/规划.yaml", "a/plans/规划.yaml", id="chinese"),
    ],
)
def test_the_plan_is_relative_to_the_file(found, at, stated, expected):
    entries = (table if at.endswith("pyproject.toml") else plan)(stated)

    assert found({at: entries}, "a/b").plan == system(expected)


def test_outside_the_working_directory_paths_are_whole(found, tmp_path, monkeypatch):
    found({"a/civtarget.toml": plan("p.yaml")}, "b")
    monkeypatch.chdir(tmp_path / "b")

    settings = find_settings([str(tmp_path / "a")])

    assert settings.path == str(tmp_path / "a" / "civtarget.toml")
    assert settings.plan == str(tmp_path / "a" / "p.yaml")


def test_an_absolute_plan_stays_where_it_is(found, tmp_path):
    outside = tmp_path.parent / "p.yaml"

    assert found({"a/civtarget.toml": f"plan = '{outside}'"}, "a").plan == str(outside)


# --- lights -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contents", "lights"),
    [
        pytest.param({}, None, id="without-a-file"),
        pytest.param({"civtarget.toml": plan("p.yaml")}, None, id="not-stated"),
        pytest.param(
            {"civtarget.toml": '[lights]\nred = "< −5"\n"蓝" = ">= −5"\n'}, {"red": "< −5", "蓝": ">= −5"}, id="stated"
        ),
        pytest.param(
            {"pyproject.toml": '[tool.civtarget.lights]\ngreen = "> 0"\nred = "<= 0"\n'},
            {"green": "> 0", "red": "<= 0"},
            id="in-pyproject",
        ),
    ],
)
def test_lights(found, contents, lights):
    assert found(contents).lights == lights


def test_without_a_file_nothing_is_stated(found):
    assert found({}) == ProjectSettings(path=None, plan=None)


# --- what is refused --------------------------------------------------------------------------------------------------

PLAN_TYPE = (
    'plan 应为文字，如 plan = "plans/2025-east.yaml"',
    'plan is to be a text, as in plan = "plans/2025-east.yaml"',
)
LIGHTS_TYPE = (
    'lights 应为一张表，每个灯一行，如 yellow = ">= -10, < 0"',
    'lights is to be a table with a line for each light, such as yellow = ">= -10, < 0"',
)


@pytest.mark.parametrize(
    ("entries", "zh", "en"),
    [
        pytest.param(
            'plans = "p.yaml"',
            "没有“plans”这个设置：是否应为“plan”？",
            'there is no setting "plans": is "plan" meant?',
            id="near",
        ),
        pytest.param(
            '[light]\ngreen = ">= 0"',
            "没有“light”这个设置：是否应为“lights”？",
            'there is no setting "light": is "lights" meant?',
            id="near-as-a-table",
        ),
        pytest.param(
            'plan = "p.yaml"\ncolour = 1',
            "没有“colour”这个设置：可用的键：plan、lights、select、ignore、fail-on、severity、options、baseline、changes",
            'there is no setting "colour": known keys: plan, lights, select, ignore, fail-on, severity, options, baseline, changes',
            id="nothing-near",
        ),
        pytest.param("plan = 5", *PLAN_TYPE, id="plan-is-a-number"),
        pytest.param('plan = ["a.yaml", "b.yaml"]', *PLAN_TYPE, id="two-plans"),
        pytest.param("plan = 2025-06-30", *PLAN_TYPE, id="plan-is-a-day"),
        pytest.param("plan = false", *PLAN_TYPE, id="plan-is-false"),
        pytest.param('lights = ">= 0"', *LIGHTS_TYPE, id="lights-are-text"),
        pytest.param("lights = []", *LIGHTS_TYPE, id="lights-are-a-list"),
        pytest.param('lights = {green = ">= 0", red = -10}', *LIGHTS_TYPE, id="a-light-is-a-number"),
        pytest.param('lights = {green = [">= 0", "< 5"]}', *LIGHTS_TYPE, id="a-light-is-a-list"),
        pytest.param("lights = {}", "lights 中没有任何灯", "lights names no light", id="no-light"),
        pytest.param(
            'lights = {green = "> 0", red = "< 0"}',
            "lights 有空档：恰为 0 时没有灯",
            "lights leave a gap: at exactly 0 nothing lights",
            id="gap",
        ),
        pytest.param(
            'lights = {green = ">= 0", red = "<= 0"}',
            "lights 有重叠：恰为 0 时“red”和“green”同时亮",
            'lights overlap: at exactly 0 both "red" and "green" light',
            id="overlap",
        ),
        pytest.param(
            'lights = {green = "good", red = "< 0"}',
            "灯“green”：无法读取“good”，应写成 >= -10, < 0 这样的形式",
            'light "green": "good" cannot be read; it is to be written like ">= -10, < 0"',
            id="unreadable-light",
        ),
    ],
)
def test_refusals_name_the_file(found, entries, zh, en):
    with pytest.raises(SettingsFileError) as caught:
        found({"a/civtarget.toml": entries}, "a/b")

    path = system("a/civtarget.toml")
    assert (caught.value.text.zh, caught.value.text.en) == (f"{path}：{zh}", f"{path}: {en}")


@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        pytest.param(
            '[tool.civtarget]\nPlan = "p"\n',
            "没有“Plan”这个设置：是否应为“plan”？",
            'there is no setting "Plan": is "plan" meant?',
            id="unknown-key",
        ),
        pytest.param(
            '[tool]\ncivtarget = "p.yaml"\n',
            "tool.civtarget 应为一张表",
            "tool.civtarget is to be a table",
            id="no-table",
        ),
    ],
)
def test_refusals_in_a_pyproject_name_it_too(found, content, zh, en):
    with pytest.raises(SettingsFileError) as caught:
        found({"pyproject.toml": content})

    assert (caught.value.text.zh, caught.value.text.en) == (f"pyproject.toml：{zh}", f"pyproject.toml: {en}")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("civtarget.toml", "plan = p.yaml\n", id="no-quotes"),
        pytest.param("civtarget.toml", '[tool.civtarget\nplan = "p.yaml"\n', id="open-bracket"),
        pytest.param("civtarget.toml", 'plan = "a"\nplan = "b"\n', id="a-key-twice"),
        pytest.param("pyproject.toml", '[tool.civtarget\nplan = "p.yaml"\n', id="in-a-pyproject"),
    ],
)
def test_what_is_no_toml_is_refused_with_the_parsers_reason(found, name, content):
    with pytest.raises(tomllib.TOMLDecodeError) as reason:
        tomllib.loads(content)
    with pytest.raises(SettingsFileError) as caught:
        found({f"a/{name}": content}, "a/b")

    path = system(f"a/{name}")
    assert caught.value.text.zh == f"{path}：不是有效的 TOML：{reason.value}"
    assert caught.value.text.en == f"{path}: not valid TOML: {reason.value}"


def test_a_broken_pyproject_that_says_nothing_of_civtarget_is_passed_over(found):
    assert found({"pyproject.toml": "[project\n"}) == ProjectSettings()


def test_two_plans_in_one_folder_are_no_answer(found):
    with pytest.raises(SettingsFileError) as caught:
        found({"civtarget.toml": plan("own.yaml"), "pyproject.toml": table("other.yaml")})

    assert caught.value.text.zh == "civtarget.toml：这里的规划是 own.yaml，pyproject.toml 中却是 other.yaml"
    assert caught.value.text.en == "civtarget.toml: the plan is own.yaml here, but other.yaml in pyproject.toml"


def test_a_file_that_is_not_utf8_is_refused(found):
    with pytest.raises(SourceError) as caught:
        found({"civtarget.toml": "# 2025\nplan = '规划.yaml'\n".encode("gb18030")})

    assert caught.value.text.zh == "civtarget.toml 不是 UTF-8 编码（第 2 行）：请另存为 UTF-8"
    assert caught.value.text.en == "civtarget.toml is not UTF-8 (line 2): save it as UTF-8"


def test_the_nearest_file_is_refused_though_a_good_one_is_above(found):
    with pytest.raises(CivtargetError) as caught:
        found({"civtarget.toml": plan("p.yaml"), "a/civtarget.toml": "plan = 5"}, "a")

    assert caught.value.text.en.startswith(system("a/civtarget.toml"))
