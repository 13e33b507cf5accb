"""Plans held against each other on the command line: a folder, one file of it, and what `show` tells of links."""

import json

import pytest
from support.excerpts import whole_plan

CITY = whole_plan("""id: city
indicators:
  points: {name: {zh: 助餐点, en: Meal points}, kind: count, unit: 个, target: 24, split: {甲区: 14, 乙区: 10}}
""")
DISTRICT = whole_plan("""id: district
indicators:
  points:
    name: {zh: 助餐点, en: Meal points}
    kind: count
    unit: 个
    target: 15
    splits_from: city/points.甲区
""")
SAID = 'Meal points: 15 here, but 14 for "Meal points" (A District) in city: 1 over'


@pytest.fixture
def folder(tmp_path):
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "city.yaml").write_text(CITY, encoding="utf-8")
    (plans / "district.yaml").write_text(DISTRICT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("named", ["plans", "plans/district.yaml"])
def test_a_folder_and_one_file_of_it_find_the_same(civtarget, folder, named):
    done = civtarget("validate", named, "--lang", "en", cwd=folder)

    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == (
        f"plans/district.yaml:7:13  error  link-equal  {SAID} (see plans/city.yaml:3)"
    )


def test_only_what_was_named_is_reported_on(civtarget, folder):
    report = json.loads(civtarget("validate", "plans/district.yaml", "--format", "json", cwd=folder).stdout)

    assert [each["id"] for each in report["plans"]] == ["district"]
    (finding,) = report["findings"]
    assert (finding["plan"], finding["path"], finding["expected"], finding["actual"], finding["gap"]) == (
        "district",
        "indicators.points.target",
        "14",
        "15",
        "1",
    )
    assert [(each["plan"], each["file"], each["line"], each["path"]) for each in finding["related"]] == [
        ("city", "plans/city.yaml", 3, "indicators.points.split.甲区")
    ]


def test_a_plan_that_is_not_there_is_named(civtarget, folder):
    (folder / "plans" / "city.yaml").unlink()

    done = civtarget("validate", "plans", "--lang", "zh", cwd=folder)

    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == "plans/district.yaml:8:18  错误  link-known  助餐点：没有规划“city”"


def test_show_tells_of_links(civtarget, tmp_path):
    plan = whole_plan("""
indicators:
  x:
    name: {zh: 事项, en: Thing}
    kind: standard
    unit: 元/月
    target: 30%..40% × previous base
    follows: higher/x
    splits_from: higher/x.甲区
    same_as: base
    within: base
    baseline: before/x
    gap: {to: base, trend: narrow}
  base: {name: {zh: 基数, en: Base}, kind: standard, unit: 元/月, target: ">= 1.3 × y"}
  y: {name: {zh: 其他, en: Other}, kind: standard, unit: 元/月, target: 50% × base}
constraints:
  - {sum: {x: 1, base.甲区: -0.5}, at_most: higher/x, at_least: 3, message: {zh: 不够, en: not enough}}
""")
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")

    told = json.loads(civtarget("show", "plan.yaml", "--format", "json", cwd=tmp_path).stdout)
    x, base, y = told["indicators"]
    assert x["bound"] == {"op": "..", "low_factor": "0.3", "high_factor": "0.4", "of": "base", "previous": True}
    assert base["bound"] == {"op": ">=", "factor": "1.3", "of": "y"}
    assert y["bound"] == {"op": "=", "factor": "0.5", "of": "base"}
    links = ("follows", "splits_from", "same_as", "within", "baseline", "gap")
    assert [x[link] for link in links] == [
        "higher/x",
        "higher/x.甲区",
        "base",
        "base",
        "before/x",
        {"to": "base", "trend": "narrow"},
    ]
    assert [base[link] for link in links] == [None] * 6
    assert told["constraints"] == [
        {
            "sum": {"x": "1", "base.甲区": "-0.5"},
            "at_least": {"op": "=", "value": "3"},
            "at_most": "higher/x",
            "equals": None,
            "message": {"zh": "不够", "en": "not enough"},
        }
    ]
    for language, lines in {
        "en": [
            """30% to 40% of last year's "Base\"""",
            'part of "Base"',
            "carries out higher/x",
            "share from higher/x.甲区",
            'same as "Base"',
            "past figures: before/x",
            'gap to "Base" narrows',
            '>= 1.3 times "Other"',
            '50% of "Base"',
        ],
        "zh": [
            "上年“基数”的 30%—40%",
            "“基数”的其中数",
            "落实 higher/x",
            "分解自 higher/x.甲区",
            "同“基数”",
            "此前的数见 before/x",
            "与“基数”的差距缩小",
            "“其他”的 ≥1.3倍",
            "“基数”的 50%",
        ],
    }.items():
        shown = civtarget("show", "plan.yaml", "--lang", language, cwd=tmp_path).stdout
        assert [line for line in lines if line not in shown] == []
