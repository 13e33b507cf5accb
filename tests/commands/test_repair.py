"""`civtarget repair`: patches, writing, what is said, exit codes, both languages."""

import json
import os
import shutil
import subprocess

import pytest
from conftest import ROOT
from support.excerpts import whole_plan

from civtarget.commands import exit_codes

PLAN = "plans/2025-changzhou.yaml"
TRAINING, PROJECTS = "smart-tech-training", "public-benefit-projects"
SPLITS = {
    TRAINING: "{溧阳市: 4000, 金坛区: 4000, 武进区: 5000, 新北区: 7000, 天宁区: 7000, 钟楼区: 7000, 经开区: 3000}",
    PROJECTS: '{溧阳市: ">= 20", 金坛区: ">= 20", 武进区: ">= 20", 新北区: ">= 15", 天宁区: ">= 15", 钟楼区: ">= 15", 经开区: ">= 10"}',
}


@pytest.fixture
def plan(tmp_path):
    """Return a copy of the published plan in a folder of its own."""
    path = tmp_path / "plan.yaml"
    shutil.copyfile(ROOT / PLAN, path)
    return path


def findings(civtarget, path, rule="district-sum"):
    report = json.loads(civtarget("validate", str(path), "--format", "json", "--select", rule).stdout)
    return [each["indicator"] for each in report["findings"] if each["outcome"] == "broken"]


def test_the_two_splits_of_the_published_plan(civtarget):
    done = civtarget("repair", PLAN, "--lang", "en")

    explained, _, patch = done.stdout.partition("--- a/")
    assert explained.splitlines() == [
        "# Smart-technology training for older people: the shares add up to 37,000, not 40,000 person-times: 3,000 short",
        "# - Xinbei rises from 7,000 to 10,000 person-times, by 3,000: it alone closes the gap of 3,000 person-times",
        (
            "# - not the only way: Liyang, Jintan, Wujin, Tianning, Zhonglou, Economic Development Zone could as well carry "
            "it; the largest share was taken, then the first"
        ),
        "# Care for destitute people living at home: it cannot be repaired: there is no target for the shares to come to",
        (
            "# Households whose electricity charity pays for: it cannot be repaired: there is no target for the shares to "
            "come to"
        ),
        "# Public-benefit projects supported: the shares add up to 115, below 200: 85 short",
        "# - Liyang rises from 20 to 105, by 85: it alone closes the gap of 85",
        (
            "# - not the only way: Jintan, Wujin, Xinbei, Tianning, Zhonglou, Economic Development Zone could as well carry "
            "it; the largest share was taken, then the first"
        ),
    ]
    assert [line for line in patch.splitlines() if line.startswith(("+", "-"))] == [
        "+++ b/plans/2025-changzhou.yaml",
        f"-    split: {SPLITS[TRAINING]}",
        f"+    split: {SPLITS[TRAINING].replace('新北区: 7000', '新北区: 10000')}",
        f"-    split: {SPLITS[PROJECTS]}",
        f"+    split: {SPLITS[PROJECTS].replace('>= 20', '>= 105', 1)}",
    ]
    assert done.stderr == "this is a patch, the file is as it was: --write applies it\n"
    assert done.returncode == exit_codes.FOUND


def test_in_chinese_one_indicator_by_its_name(civtarget):
    done = civtarget(
        *("repair", PLAN, "扶持公益项目", "--lang", "zh", "--method", "proportional", "--step", "5", "--lock", "武进")
    )

    assert [line for line in done.stdout.splitlines() if line.startswith("#")] == [
        "# 扶持公益项目：分解合计 115个，应不少于 200个：少 85个",
        "# - 溧阳市由 20个 增至 35个，多 15个：按份额比例应为 37.89个，最大余数法舍去",
        "# - 金坛区由 20个 增至 35个，多 15个：按份额比例应为 37.89个，最大余数法舍去",
        "# - 新北区由 15个 增至 30个，多 15个：按份额比例应为 28.42个，最大余数法进位",
        "# - 天宁区由 15个 增至 30个，多 15个：按份额比例应为 28.42个，最大余数法进位",
        "# - 钟楼区由 15个 增至 30个，多 15个：按份额比例应为 28.42个，最大余数法进位",
        "# - 经开区由 10个 增至 20个，多 10个：按份额比例应为 18.95个，最大余数法进位",
    ]
    assert done.stderr == "这是补丁，文件没有改动：加 --write 写入\n"


@pytest.mark.parametrize("tool", [["git", "apply"], ["patch", "-p1", "--silent"]], ids=["git", "patch"])
def test_the_patch_applies_and_mends_the_plan(civtarget, plan, tool):
    if shutil.which(tool[0]) is None:
        pytest.skip("not installed")
    patch = civtarget("repair", plan.name, "--lang", "en", cwd=plan.parent)

    subprocess.run(tool, cwd=plan.parent, input=patch.stdout.encode(), check=True)

    assert findings(civtarget, plan) == []


def test_writing_changes_these_numbers_and_no_other_byte(civtarget, plan):
    before = plan.read_bytes()
    done = civtarget("repair", str(plan), "--write", "--lang", "en")

    assert plan.read_text(encoding="utf-8") == before.decode().replace(
        SPLITS[TRAINING], SPLITS[TRAINING].replace("新北区: 7000", "新北区: 10000")
    ).replace(SPLITS[PROJECTS], SPLITS[PROJECTS].replace(">= 20", ">= 105", 1))
    assert "--- a/" not in done.stdout and not done.stdout.startswith("#")
    assert (done.returncode, done.stderr) == (0, f"wrote {plan}: 2 numbers changed\n")
    again = civtarget("repair", str(plan), "--write", "--lang", "en", "--quiet")
    assert (again.returncode, again.stderr) == (0, "")
    assert "--- a/" not in again.stdout


def test_the_proof_that_there_is_no_repair(civtarget, plan):
    before = plan.read_bytes()
    done = civtarget(
        *("repair", str(plan), TRAINING, "--write", "--lang", "en"),
        *("--max", "Wujin=5000,新北区=7,500,天宁区=7500", "--max", "钟楼区=0.75万", "--lock", "溧阳,金坛、经开区"),
    )

    assert done.stdout == (
        "Smart-technology training for older people: there is no repair: the maximums and locked shares add up to "
        "38,500, below 40,000 person-times (Wujin 5,000, Xinbei 7,500, Tianning 7,500, Zhonglou 7,500, "
        "Liyang locked at 4,000, Jintan locked at 4,000, Economic Development Zone locked at 3,000)\n"
    )
    assert (done.returncode, done.stderr) == (exit_codes.FOUND, "")
    assert plan.read_bytes() == before


def test_json(civtarget):
    done = civtarget("repair", PLAN, TRAINING, "--format", "json", "--lock", "新北区", "--max", "天宁区=8000")

    content = json.loads(done.stdout)
    assert list(content) == [
        *("format", "tool", "command", "plan", "method", "minimums", "maximums", "locked", "splits", "breaks"),
        *("written", "patch"),
    ]
    assert (content["format"], content["plan"]["path"]) == ("civtarget-repair/1", PLAN)
    assert (content["maximums"], content["locked"]) == ({"天宁区": "8000"}, ["新北区"])
    (split,) = content["splits"]
    assert split["changes"] == [
        {
            "district": "钟楼区",
            "before": "7000",
            "after": "10000",
            "written": "10000",
            "message": {
                "zh": "钟楼区由 7000人次 增至 1万人次，多 3000人次：由它一处承担全部差额 3000人次",
                "en": "Zhonglou rises from 7,000 to 10,000 person-times, by 3,000: it alone closes the gap of 3,000 "
                "person-times",
            },
        }
    ]
    assert [split[key] for key in ("outcome", "low", "high", "sum", "missing", "unit", "step", "ties")] == [
        *("repaired", "40000", "40000", "37000", "3000", "人次", "1"),
        ["溧阳市", "金坛区", "武进区", "经开区"],
    ]
    assert (content["written"], content["patch"].splitlines()[0]) == (False, f"--- a/{PLAN}")
    assert done.returncode == exit_codes.FOUND


def test_a_table_is_wrapped_and_its_patch_is_not(civtarget):
    for language in ("zh", "en"):
        done = civtarget("repair", PLAN, "--format", "table", "--lang", language, COLUMNS="80")
        comments = [line for line in done.stdout.splitlines() if line.startswith("#")]
        width = max(sum(1 + (ord(char) > 0x2E7F) for char in line) for line in comments)
        assert 60 < width <= 80
        assert f"+    split: {SPLITS[PROJECTS].replace('>= 20', '>= 105', 1)}" in done.stdout.splitlines()


def test_what_a_repair_breaks_elsewhere_is_said(civtarget, tmp_path):
    text = whole_plan(
        "indicators:\n"
        "  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 150}}\n"
        "constraints:\n"
        "  - {sum: {beds.乙区: 1}, at_most: 160, message: {zh: 乙区过多, en: too many in B}}\n"
    )
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")

    done = civtarget("repair", "plan.yaml", "--write", "--lang", "en", cwd=tmp_path)

    assert done.stderr.splitlines() == [
        "after the repair this does not hold: constraint-kept: too many in B: 180, at most 160: 20 over",
        "wrote plan.yaml: 1 number changed",
    ]
    assert done.returncode == exit_codes.FOUND


CITY = whole_plan("""id: city
indicators:
  points: {name: {zh: 助餐点, en: Meal points}, kind: count, unit: 个, target: 24, split: {甲区: 14, 乙区: 9}}
""")
DISTRICT = whole_plan("""id: district
indicators:
  points: {name: {zh: 助餐点, en: Meal points}, kind: count, unit: 个, target: 14, splits_from: city/points.甲区}
""")


def test_what_a_plan_beside_says_is_likely_wrong_is_changed_and_found_by_validate(civtarget, tmp_path):
    (tmp_path / "city.yaml").write_text(CITY.replace("{甲区: 14, 乙区: 9}", "{甲区: 9, 乙区: 10}"), encoding="utf-8")
    (tmp_path / "district.yaml").write_text(DISTRICT, encoding="utf-8")

    found = civtarget("validate", ".", "--lang", "en", "--select", "district-sum", cwd=tmp_path)
    done = civtarget("repair", "city.yaml", "--lang", "en", cwd=tmp_path)

    assert 'likely: A District 9 → 14 ("Meal points" in district says 14)' in found.stdout
    assert done.stdout.splitlines()[:3] == [
        "# Meal points: the shares add up to 19, not 24: 5 short",
        (
            '# - A District rises from 9 to 14, by 5: it is likely what is wrong ("Meal points" in district says 14), it '
            "alone closes the gap of 5"
        ),
        "# - not the only way: B District could as well carry it; what is likely wrong was taken",
    ]
    assert "split: {甲区: 14, 乙区: 10}" in done.stdout
    assert (done.returncode, done.stderr) == (
        exit_codes.FOUND,
        "this is a patch, the file is as it was: --write applies it\n",
    )


@pytest.mark.parametrize("write", [[], ["--write"]], ids=["patch", "written"])
def test_what_a_repair_breaks_in_the_plans_beside_it_is_said(civtarget, tmp_path, write):
    (tmp_path / "city.yaml").write_text(CITY, encoding="utf-8")
    (tmp_path / "district.yaml").write_text(DISTRICT, encoding="utf-8")

    told = {
        "en": 'after the repair this does not hold: district.yaml: link-equal: 14 here, but 15 for "Meal points" '
        "(A District) in city: 1 short",
        "zh": "修复之后另有不符：district.yaml：link-equal：这里是 14个，city 的“助餐点”（甲区）是 15个：少 1个",
    }
    for language, line in told.items():
        (tmp_path / "city.yaml").write_text(CITY, encoding="utf-8")
        done = civtarget("repair", "city.yaml", *write, "--quiet", "--lang", language, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (exit_codes.FOUND, f"{line}\n")


def test_a_patch_of_windows_lines_keeps_them(civtarget, plan):
    plan.write_bytes(plan.read_bytes().replace(b"\n", b"\r\n"))

    done = civtarget("repair", plan.name, "--output", "fix.patch", cwd=plan.parent)

    assert (done.returncode, done.stdout) == (exit_codes.FOUND, "")
    assert (plan.parent / "fix.patch").read_bytes().count(b"\r\n") == 2 * 8
    subprocess.run(["git", "apply", "fix.patch"], cwd=plan.parent, check=True)
    assert findings(civtarget, plan) == []
    assert plan.read_bytes().count(b"\r\n") == plan.read_bytes().count(b"\n")


REFUSED = {
    "stdin": (
        ["-"],
        "repair works on a file: name one, not standard input",
        "repair 要改的是文件：请写文件名，不能用标准输入",
    ),
    "no-file": (
        ["no.yaml"],
        "cannot open no.yaml: No such file or directory",
        "无法打开 no.yaml：No such file or directory",
    ),
    "no-indicator": (
        ["plan.yaml", "smart-tech-trainin"],
        'the plan has no indicator "smart-tech-trainin": is "smart-tech-training" meant?',
        "规划中没有指标“smart-tech-trainin”：是否应为“smart-tech-training”？",
    ),
    "over-itself": (
        ["plan.yaml", "--output", "./plan.yaml"],
        "./plan.yaml is a file that is checked: it is not overwritten",
        "./plan.yaml 是被检查的文件，不会覆盖",
    ),
}


@pytest.mark.parametrize(("arguments", "en", "zh"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_used(civtarget, plan, arguments, en, zh):
    for language, message in (("en", f"error: {en}\n"), ("zh", f"错误：{zh}\n")):
        done = civtarget("repair", *arguments, "--lang", language, cwd=plan.parent)
        assert (done.returncode, done.stdout, done.stderr) == (exit_codes.UNUSABLE, "", message)


def test_a_read_only_file(civtarget, plan):
    plan.chmod(0o444)
    before = plan.read_bytes()

    done = civtarget("repair", plan.name, "--write", "--lang", "en", cwd=plan.parent)

    assert (done.returncode, done.stdout) == (exit_codes.UNUSABLE, "")
    assert done.stderr == "error: plan.yaml is read-only: nothing was changed\n"
    assert plan.read_bytes() == before
    plan.chmod(0o644)


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights there")
def test_a_link_is_written_through(civtarget, plan):
    link = plan.parent / "link.yaml"
    link.symlink_to(plan)

    assert civtarget("repair", "link.yaml", "--write", cwd=plan.parent).returncode == 0
    assert link.is_symlink()
    assert findings(civtarget, plan) == []


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        pytest.param(
            "indicators: {}", exit_codes.NOTHING, "the plan has no splits: there was nothing to repair", id="none"
        ),
        pytest.param("a: [", exit_codes.FOUND, "the plan cannot be repaired before this is put right:", id="no-yaml"),
        pytest.param(
            "indicators: 5", exit_codes.FOUND, "the plan cannot be repaired before this is put right:", id="unread"
        ),
    ],
)
def test_no_splits_and_no_plan(civtarget, tmp_path, text, code, says):
    (tmp_path / "plan.yaml").write_text(whole_plan(text), encoding="utf-8")

    done = civtarget("repair", "plan.yaml", "--lang", "en", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr.splitlines()


def test_all_is_well(civtarget, tmp_path):
    excerpt = "indicators: {beds: {name: 床位, kind: count, unit: 张, target: 3, split: {甲区: 1, 乙区: 2}}}"
    (tmp_path / "plan.yaml").write_text(whole_plan(excerpt), encoding="utf-8")

    every = civtarget("repair", "plan.yaml", "--lang", "en", cwd=tmp_path)
    one = civtarget("repair", "plan.yaml", "beds", "--lang", "en", cwd=tmp_path)

    assert (every.returncode, every.stdout, every.stderr) == (0, "", "splits that add up: 1\n")
    assert (one.returncode, one.stdout, one.stderr) == (0, "床位: the shares add up to 3: nothing to repair\n", "")


def test_what_could_not_be_read_is_not_well(civtarget, tmp_path):
    excerpt = "indicators: {beds: {name: 床位, kind: count, unit: 张, target: 3, split: {甲区: 1, 乙区: 2x}}}"
    (tmp_path / "plan.yaml").write_text(whole_plan(excerpt), encoding="utf-8")

    done = civtarget("repair", "plan.yaml", "--lang", "en", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (
        exit_codes.FOUND,
        "床位: indicators.beds.split.乙区 could not be read: see civtarget validate\n",
    )


def test_an_indicator_that_cannot_be_repaired_is_not_passed_over(civtarget):
    done = civtarget("repair", PLAN, "慈善送电", "--lang", "zh")

    assert (done.returncode, done.stdout) == (exit_codes.FOUND, "慈善送电：不能修复：没有总数可以对齐\n")
