"""`civtarget init`: what is written and where, what is said, exit codes, both languages."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from civtarget.commands import exit_codes

THIS_YEAR = date.today().year  # noqa: DTZ011  # as the command sees it


def findings(civtarget, *paths, cwd):
    """Check plans by every rule; return the findings, which have to be none for the exit code 0."""
    done = civtarget("validate", *paths, "--format", "json", "--fail-on", "note", cwd=cwd)
    report = json.loads(done.stdout)
    assert (done.returncode == 0) == (not report["findings"])
    assert report["summary"]["held"] > 100
    return report["findings"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param([], (f"plans/{THIS_YEAR}-plan.yaml", f"{THIS_YEAR}-plan", str(THIS_YEAR)), id="nothing"),
        pytest.param(
            ["--year", "2026..2030"], ("plans/2026-2030-plan.yaml", "2026-2030-plan", "2026..2030"), id="years"
        ),
        pytest.param(["--id", "2031-east"], ("plans/2031-east.yaml", "2031-east", "2031"), id="id"),
        pytest.param(["a/b/2031-east.yml"], ("a/b/2031-east.yml", "2031-east", "2031"), id="path"),
        pytest.param(
            ["东海 市.yaml", "--year", "2031"], ("东海 市.yaml", "2031-plan", "2031"), id="path-that-is-no-id"
        ),
        pytest.param([".", "--id", "east", "--year", "2031"], ("./east.yaml", "east", "2031"), id="folder"),
        pytest.param(["a/", "--id", "012", "--year", "2031"], ("a/012.yaml", "012", "2031"), id="folder-to-be"),
    ],
)
def test_the_plan_is_written_where_it_is_found_and_nothing_is_wrong_with_it(
    civtarget, tmp_path, language, arguments, expected
):
    done = civtarget(
        "init", *arguments, "--city", "东海市", "--district", "东城区,西城区", "--lang", language, cwd=tmp_path
    )

    path = expected[0]
    assert (done.returncode, done.stdout) == (0, "")
    assert findings(civtarget, path, cwd=tmp_path) == []
    plan = yaml.safe_load((tmp_path / path).read_text(encoding="utf-8"))
    assert (path, plan["id"], str(plan["period"])) == expected
    assert list(plan["districts"]) == ["东城区", "西城区"]
    assert path in done.stderr.replace("\\", "/")
    assert [each.name for each in tmp_path.rglob("*") if each.is_file()] == [Path(path).name]


def test_what_was_written_and_what_comes_next_is_told(civtarget, tmp_path):
    zh = civtarget("init", "2031-east.yaml", "--lang", "zh", cwd=tmp_path)
    en = civtarget("init", "my plans/2031-east.yaml", "--district", "东城区", "--lang", "en", cwd=tmp_path)
    quiet = civtarget("init", "2032-east.yaml", "--quiet", cwd=tmp_path)

    assert zh.stderr.splitlines() == [
        "已写入 2031-east.yaml（标识 2031-east，规划期 2031）；数字都是示例，请换成自己的",
        "没有用 --district 写明辖市区：文件中的是虚构的",
        "然后核对：civtarget validate 2031-east.yaml",
    ]
    assert en.stderr.splitlines() == [
        "wrote my plans/2031-east.yaml (id 2031-east, period 2031); its figures are placeholders: put in your own",
        'then check it: civtarget validate "my plans/2031-east.yaml"',
    ]
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def test_standard_output(civtarget, civtarget_process, tmp_path):
    arguments = ("--id", "2031-east", "--district", "东城区", "--city", "东海市", "--lang", "zh")
    shown = civtarget("init", "-", *arguments, cwd=tmp_path)
    on_gbk = civtarget_process("init", "-", *arguments, cwd=tmp_path, PYTHONIOENCODING="gbk", PYTHONUTF8="0")

    assert (shown.returncode, shown.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []
    assert on_gbk.stdout == shown.stdout, "a plan is UTF-8 whatever the console speaks"
    civtarget("init", "a.yaml", *arguments, cwd=tmp_path)
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == shown.stdout
    assert findings(civtarget, "a.yaml", cwd=tmp_path) == []


@pytest.mark.parametrize(("language", "says"), [("zh", "# 规划样稿："), ("en", "# A starter:")])
def test_comments_are_in_the_users_language(civtarget, language, says):
    asked, by_locale = civtarget("init", "-", "--lang", language), civtarget("init", "-", CIVTARGET_LANG=language)

    assert says in asked.stdout
    assert asked.stdout == by_locale.stdout


def test_districts_are_repeated_or_separated(civtarget):
    done = civtarget(
        *("init", "-", "--district", "东城区", "--district", "西城区，南城区、北城区, no", "--district", "- 甲: #")
    )

    assert list(yaml.safe_load(done.stdout)["districts"]) == ["东城区", "西城区", "南城区", "北城区", "no", "- 甲: #"]


def test_in_this_project_editors_are_pointed_to_its_schema(civtarget, tmp_path):
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema/plan-1.json").touch()
    header = (ROOT / "plans/2025-changzhou.yaml").read_text(encoding="utf-8").splitlines()[0]

    civtarget("init", cwd=tmp_path)

    (written,) = (tmp_path / "plans").iterdir()
    assert written.read_text(encoding="utf-8").splitlines()[0] == header


def first_line(path):
    return path.read_text(encoding="utf-8").splitlines()[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_schema_is_named_where_none_is_there(civtarget, tmp_path, language):
    civtarget("init", "east.yaml", "--lang", language, cwd=tmp_path)

    assert first_line(tmp_path / "east.yaml") == "# yaml-language-server: $schema=plan-1.json"
    assert "civtarget schema" in (tmp_path / "east.yaml").read_text(encoding="utf-8").splitlines()[1]


def test_the_schema_is_written_beside_it(civtarget, tmp_path):
    done = civtarget("init", "--id", "2031-east", "--district", "东城区", "--schema", "--lang", "en", cwd=tmp_path)
    another = civtarget("init", "--id", "2032-east", "--district", "东城区", "--schema", "--lang", "zh", cwd=tmp_path)

    plans = tmp_path / "plans"
    assert (plans / "plan-1.json").read_text(encoding="utf-8") == civtarget("schema").stdout
    assert sorted(each.name for each in plans.iterdir()) == ["2031-east.yaml", "2032-east.yaml", "plan-1.json"]
    for name in ("2031-east", "2032-east"):
        assert first_line(plans / f"{name}.yaml") == "# yaml-language-server: $schema=plan-1.json"
        assert "civtarget schema" not in (plans / f"{name}.yaml").read_text(encoding="utf-8")
    assert done.stderr.splitlines()[0] == (
        f"wrote {Path('plans/plan-1.json')}, by which editors complete and check the plan"
    )
    assert another.stderr.splitlines()[0] == "编辑器按已有的 plan-1.json 补全和检查"
    assert findings(civtarget, "plans/", cwd=tmp_path) == []


def test_no_schema_is_written_beside_standard_output(civtarget, tmp_path):
    done = civtarget("init", "-", "--schema", "--lang", "en", cwd=tmp_path)

    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "error: --schema writes beside the plan: name a file for it\n",
    )


def test_reports_on_it_can_be_checked_at_once(civtarget, tmp_path):
    civtarget("init", "--year", "2031", "--district", "东城区,西城区", cwd=tmp_path)
    (tmp_path / "a.csv").write_text("指标,辖区,期间,数值\ntraining,东城区,2031-06,200\n", encoding="utf-8")

    done = civtarget("check", "a.csv", "--indicator", "training", "--lang", "en", cwd=tmp_path)

    assert (
        "District 1: behind: 200 person-times (40% of the target) for 2031-06, due by then: 250 person-times"
        in done.stdout
    )


@pytest.mark.parametrize(
    ("arguments", "en", "zh"),
    [
        pytest.param(
            ["there.yaml"],
            "there.yaml is there already and is not overwritten: name another file, or move this one away",
            "there.yaml 已经存在，不会覆盖：请换一个文件名，或先移走它",
            id="there-already",
        ),
        pytest.param(
            ["东海市"],
            '"东海市" is no name for a plan file: it should end in .yaml, as in plans/2031-plan.yaml',
            "“东海市”不像规划文件：文件名应以 .yaml 结尾，如 plans/2031-plan.yaml",
            id="no-plan-file",
        ),
        pytest.param(
            ["--district", "甲区,甲区"],
            '--district: "甲区" is named twice: leave one out',
            "--district：“甲区”写了两次，请删去一个",
            id="twice",
        ),
        pytest.param(
            ["--district", "甲区,"],
            "--district: a name is empty: write --district 甲区,乙区",
            "--district：有名称是空的，应写作 --district 甲区,乙区",
            id="empty",
        ),
        pytest.param(
            ["--district", "全市"],
            '--district: "全市" means the whole area in reports: no district can be called so',
            "--district：“全市”在报送中指全域，不能用作辖市区的名称",
            id="whole-area",
        ),
        pytest.param(
            ["--city", " "],
            "--city: a name is empty: write --city 某市",
            "--city：有名称是空的，应写作 --city 某市",
            id="no-city",
        ),
        pytest.param(
            ["--year", "soon"],
            '"soon" is no period: write 2025 or 2021..2025',
            "“soon”不是规划期：应写作 2025 或 2021..2025",
            id="no-period",
        ),
        pytest.param(
            ["--id", "东海"],
            '"东海" is no identifier: use a-z, 0-9 and dashes',
            "“东海”不能作标识：只用小写字母、数字和连字符",
            id="no-identifier",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_line_and_nothing_is_written(civtarget, tmp_path, arguments, en, zh):
    (tmp_path / "there.yaml").write_text("mine", encoding="utf-8")
    year = () if "--year" in arguments else ("--year", "2031")

    for language, message in (("en", f"error: {en}\n"), ("zh", f"错误：{zh}\n")):
        done = civtarget("init", *arguments, *year, "--lang", language, cwd=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (exit_codes.UNUSABLE, "", message)
    assert [each.name for each in tmp_path.iterdir()] == ["there.yaml"]
    assert (tmp_path / "there.yaml").read_text(encoding="utf-8") == "mine"


def test_a_second_starter_is_refused_as_well(civtarget, tmp_path):
    first, second = (civtarget("init", cwd=tmp_path) for _ in range(2))

    assert (first.returncode, second.returncode) == (0, exit_codes.UNUSABLE)
