"""row-repeated: rows that say the same of the same."""

import pytest

from civtarget.language import Language
from civtarget.rules.actuals import row_repeated

PLAN = """
indicators:
  homes: {name: 住户, kind: stock, unit: 户, target: 20}
  people: {name: 培训, kind: count, unit: 人, target: 5000, reported: in-period}
  graded: {name: 等级率, kind: rate, target: 92%}
  set-up: {name: 组建, kind: task, districts: all, steps: [{by: 3月底, do: 方案}, {by: 6月底, do: 挂牌}]}
"""
ROWS = "指标,辖区,期间,数值,报送日期,步骤,分子,分母\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(["homes,甲区,2025-06,7"], [], id="once"),
        pytest.param(
            ["homes,甲区,2025-06,7", "homes,乙区,2025-06,7", "homes,,2025-06,7", "homes,甲区,2025-03,7"],
            [],
            id="one-figure-of-different-things",
        ),
        pytest.param(["homes,甲区,2025-06,7", "homes,甲区,2025-06,8"], [], id="two-figures"),
        pytest.param(
            ["homes,甲区,2025-06,7", "homes,乙区,2025-06,8", "homes,甲区,2025-06,7户"],
            ["4:18 甲区: reported 2 times for 2025-06, all in agreement: 7 households, which counts once"],
            id="twice",
        ),
        pytest.param(
            ["homes,甲区,2025-06,1200"] * 3,
            ["3:18 甲区: reported 3 times for 2025-06, all in agreement: 1,200 households, which counts once"],
            id="three-times",
        ),
        pytest.param(
            ["homes,甲区,2025-06,7,2025-07-01", "homes,甲区,2025-06,7,2025-07-02"],
            ["3:18 甲区: reported 2 times for 2025-06, all in agreement: 7 households, which counts once"],
            id="submitted-again",
        ),
        pytest.param(
            ["homes,,2025-06,7", "homes,全市,2025-06,7"],
            ["3:18 whole area: reported 2 times for 2025-06, all in agreement: 7 households, which counts once"],
            id="whole-area",
        ),
        pytest.param(
            ["homes,甲区,2025-H1,7", "homes,甲区,2025-Q2,7"],
            ["3:18 甲区: reported 2 times for 2025-Q2, all in agreement: 7 households, which counts once"],
            id="periods-that-end-together",
        ),
        pytest.param(["people,甲区,2025-Q2,20", "people,甲区,2025-06,20"], [], id="in-period-each-is-its-own"),
        pytest.param(
            ["people,甲区,2025-Q2,20", "people,甲区,4-6月,20"],
            ["3:16 甲区: reported 2 times for 2025-Q2, all in agreement: 20 people, which counts once"],
            id="in-period-the-same",
        ),
        pytest.param(
            ["graded,甲区,2025-06,91.7%", "graded,甲区,2025-06,91.7%,,,11,12"],
            ["3:19 甲区: reported 2 times for 2025-06, all in agreement: 91.7% (11/12), which counts once"],
            id="rate-of-which-one-states-the-numbers",
        ),
        pytest.param(
            ["graded,甲区,2025-06,,,,11,12"] * 2,
            ["3:22 甲区: reported 2 times for 2025-06, all in agreement: 11/12, which counts once"],
            id="rate-without-end",
        ),
        pytest.param(
            ["set-up,甲区,2025-06,进行中", "set-up,甲区,2025-06,推进中"],
            ["3:19 甲区: reported 2 times for 2025-06, all in agreement: in progress, which counts once"],
            id="task",
        ),
        pytest.param(
            ["set-up,甲区,2025-06,完成,,方案", "set-up,甲区,2025-06,3月28日,,1", "set-up,甲区,2025-06,完成"],
            ["3:19 甲区, step 1: reported 2 times for 2025-06, all in agreement: done (2025-03-28), which counts once"],
            id="step-and-the-task-itself",
        ),
        pytest.param(["homes,甲区,2025-06,若干"] * 2, [], id="what-cannot-be-read-was-told"),
    ],
)
def test_messages(actuals_messages, rows, expected):
    assert actuals_messages(row_repeated, PLAN, ROWS + "\n".join(rows)) == expected


def test_in_chinese(actuals_messages):
    rows = ["people,甲区,2025-06,12000", "people,甲区,2025-06,1.2万人"]
    assert actuals_messages(row_repeated, PLAN, ROWS + "\n".join(rows), language=Language.ZH) == [
        "3:19 甲区：2025-06 报送了 2 次，内容一致：1.2万人，只计一次"
    ]


def test_the_other_rows_are_related(check_actuals):
    rows = "homes,甲区,2025-H1,7", "homes,甲区,2025-06,7,2025-07-01", "homes,甲区,2025-06,7,2025-07-02"
    (finding,) = check_actuals(PLAN, ROWS + "\n".join(rows), row_repeated).findings
    assert finding.location.span.line == 3
    assert [(each.location.span.line, each.message.en, each.message.zh) for each in finding.related] == [
        (2, "2025-H1: 7 households", "2025-H1：7户"),
        (4, "2025-06: 7 households, submitted on 2025-07-02", "2025-06：7户，2025-07-02 报送"),
    ]


@pytest.mark.parametrize(
    ("rows", "held"),
    [
        pytest.param(["homes,甲区,2025-06,7", "homes,乙区,2025-06,7", "homes,甲区,2025-03,6"], 3, id="each-by-itself"),
        pytest.param(["homes,甲区,2025-06,7"] * 2, 0, id="repeated"),
        pytest.param(["people,甲区,2025-06,7", "people,甲区,2025-Q2,7"], 2, id="in-period"),
        pytest.param(["homes,甲区,2025-06,若干"] * 2, 0, id="what-cannot-be-read-is-not-compared"),
    ],
)
def test_what_holds(check_actuals, rows, held):
    assert check_actuals(PLAN, ROWS + "\n".join(rows), row_repeated).held == held
