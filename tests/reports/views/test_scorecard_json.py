"""The cells of a report as JSON: names, offices, and what was reported for earlier periods."""

import json

import pytest

PLAN = """civtarget: 1
id: example
title: {zh: 示例计划, en: Example plan}
period: 2024..2025
districts: {东城区: {en: East}, 西城区: {en: West}}
responsible: [民政局]
offices: {民政局: {en: Civil Affairs Bureau}, 卫健委: {en: Health Commission}, 财政局: {en: Finance Bureau}}
indicators:
  beds:
    name: {zh: 床位, en: Beds}
    item: "3"
    kind: count
    unit: 张
    target: 100
    split: {东城区: 40, 西城区: 60}
  rate:
    name: {zh: 覆盖率, en: Coverage}
    kind: rate
    unit: "%"
    of: {part: covered, whole: all}
    target: ≥ 90%
    offices: {lead: [卫健委], support: [财政局]}
  covered: {name: {zh: 覆盖户, en: Households covered}, kind: count, unit: 户}
  all: {name: {zh: 总户数, en: Households}, kind: count, unit: 户}
  opened:
    name: {zh: 开业, en: Opening}
    kind: task
    by: 2025-12
    districts: [东城区]
    steps:
      - {do: {zh: 选址, en: Choose a site}, by: 2025-03, offices: {lead: [财政局]}}
"""
ROWS = """指标,辖区,期间,数值,分子,分母
beds,东城区,2024-12,10,,
beds,东城区,2025-03,x,,
beds,东城区,2025-05,1234.5,,
beds,东城区,2025-06,20,,
rate,,2024-12,,2,3
rate,,2025-06,92,,
opened,东城区,2025-03,进行中,,
opened,东城区,2025-06,已完成,,
"""


@pytest.fixture
def cells(civtarget, tmp_path):
    """Return the cells of a check at the middle of the second year, by indicator, district and step."""
    (tmp_path / "plan.yaml").write_text(PLAN, "utf-8")
    (tmp_path / "rows.csv").write_text(ROWS, "utf-8")
    done = civtarget(
        "check", "rows.csv", "--plan", "plan.yaml", "--as-of", "2025-06-30", "--format", "json", cwd=tmp_path
    )
    return {(each["indicator"], each["district"], each["step"]): each for each in json.loads(done.stdout)["cells"]}


def test_names_item_and_offices(cells):
    keys = ("name", "item", "offices", "district_name")

    assert [cells["beds", "东城区", None][key] for key in keys] == [
        {"zh": "床位", "en": "Beds"},
        "3",
        ["民政局"],
        {"zh": "东城区", "en": "East"},
    ]
    assert [cells["rate", None, None][key] for key in keys] == [
        {"zh": "覆盖率", "en": "Coverage"},
        None,
        ["卫健委", "财政局"],
        {"zh": "全域", "en": "whole area"},
    ]
    assert cells["opened", "东城区", None]["offices"] == ["民政局"]
    assert cells["opened", "东城区", "1"]["offices"] == ["财政局"]


def test_earlier_values_are_those_that_were_reported(cells):
    earlier = {key: cell["earlier"] for key, cell in cells.items() if cell["earlier"]}

    assert earlier == {
        ("beds", "东城区", None): [{"period": "2024-12", "value": "10"}, {"period": "2025-05", "value": "1234.5"}],
        ("rate", None, None): [{"period": "2024-12", "value": "200/3"}],
        ("opened", "东城区", None): [{"period": "2025-03", "value": "0"}],
    }


def test_what_could_not_be_read_of_a_plan_leaves_its_identifier(civtarget, tmp_path):
    (tmp_path / "plan.yaml").write_text(PLAN.replace("name: {zh: 床位, en: Beds}", "name: 7"), "utf-8")
    (tmp_path / "rows.csv").write_text(ROWS, "utf-8")

    done = civtarget("check", "rows.csv", "--plan", "plan.yaml", "--format", "json", cwd=tmp_path)

    beds = [each for each in json.loads(done.stdout)["cells"] if each["indicator"] == "beds"]
    assert [each["name"] for each in beds] == [{"zh": "beds", "en": "beds"}] * len(beds)
    assert beds
