"""gap-moved: two reported values, as far apart as they were or otherwise."""

import json

import pytest
from support.excerpts import whole_plan

from civtarget.language import Language
from civtarget.rules.actuals import gap_moved

PLAN = """
period: 2021
indicators:
  homes: {name: {zh: 集中, en: In homes}, kind: standard, unit: 元/月, baselines: [{period: 2020, value: 2431}]}
  x:
    name: 散居
    kind: standard
    unit: 元/月
    baselines: [{period: 2020, value: 1945}]
    gap: {to: homes, trend: narrow}
"""
LONG = "指标,辖区,期间,数值\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(["homes,,2021,2522", "x,,2021,2036"], [], id="as-it-was"),
        pytest.param(
            ["homes,,2021,2522", "x,,2021,2018"],
            [
                "3:9 whole area: the gap is to narrow but widens by 18 yuan per month: from 486 (2,431 - 1,945) in 2020 to 504 (2,522 - 2,018) in 2021"
            ],
            id="wider",
        ),
        pytest.param(
            ["x,,2021,2018"],
            ['? 2:9 whole area: the gap is open: nothing is known of "In homes" for 2021'],
            id="one-of-the-two",
        ),
        pytest.param(
            ["homes,,2021-06,2522", "x,,2021,2018"],
            ['? 3:9 whole area: the gap is open: nothing is known of "In homes" for 2021'],
            id="at-two-times",
        ),
        pytest.param(["homes,,2021,2522"], [], id="only-the-other"),
    ],
)
def test_values(actuals_messages, rows, expected):
    assert actuals_messages(gap_moved, PLAN, LONG + "\n".join(rows)) == expected


def test_in_chinese(actuals_messages):
    rows = LONG + "homes,,2021,2522\nx,,2021,2018"
    assert actuals_messages(gap_moved, PLAN, rows, language=Language.ZH) == [
        "3:9 全域：差距应缩小却扩大 18元/月：2020 年 486（2431 - 1945），2021 年 504（2522 - 2018）"
    ]


def test_past_figures_may_stand_in_another_plan(tmp_path, civtarget):
    before = "id: before\nperiod: 2020\n" + PLAN.partition("indicators:")[1] + PLAN.partition("indicators:")[2]
    now = PLAN.replace("baselines: [{period: 2020, value: 2431}]", "baseline: before/homes")
    now = now.replace("baselines: [{period: 2020, value: 1945}]", "baseline: before/x")
    for name, text in (
        ("before.yaml", before.replace("period: 2020, value", "period: 2019, value")),
        ("now.yaml", now),
    ):
        (tmp_path / name).write_text(whole_plan(text.lstrip()), encoding="utf-8")
    (tmp_path / "rows.csv").write_text(LONG + "homes,,2021,2522\nx,,2021,2018\n", encoding="utf-8")
    done = civtarget("check", "rows.csv", "--plan", "now.yaml", "--format", "json", cwd=tmp_path)
    (finding,) = [each for each in json.loads(done.stdout)["findings"] if each["rule"] == "gap-moved"]
    assert finding["message"]["en"].endswith("from 486 (2,431 - 1,945) in 2019 to 504 (2,522 - 2,018) in 2021")
    assert [each["file"] for each in finding["related"]] == ["rows.csv", "before.yaml", "before.yaml"]


def test_nothing_to_compare_with(actuals_messages):
    plan = PLAN.replace("baselines: [{period: 2020, value: 2431}]", "baselines: [{period: 2019, value: 2431}]")
    assert actuals_messages(gap_moved, plan, LONG + "homes,,2021,2522\nx,,2021,2018") == [
        "? 3:9 whole area: open: no baselines of the two for the same time to compare the gap with"
    ]
