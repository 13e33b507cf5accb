"""value-conflict: rows that differ, of which none is known to be the latest."""

import pytest

from civtarget.language import Language
from civtarget.rules.actuals import value_conflict

PLAN = """
indicators:
  homes: {name: 住户, kind: stock, unit: 户, target: 20}
  people: {name: 培训, kind: count, unit: 人, target: 5000, reported: in-period}
  graded: {name: 等级率, kind: rate, target: 92%}
  set-up: {name: 组建, kind: task, districts: all, steps: [{by: 3月底, do: 方案}, {by: 6月底, do: 挂牌}]}
"""
ROWS = "指标,辖区,期间,数值,报送日期,步骤,分子,分母\n"
OPEN = "none is known to be the latest, so none counts until this is settled"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(["homes,甲区,2025-06,7"], [], id="once"),
        pytest.param(["homes,甲区,2025-06,7", "homes,甲区,2025-06,7户"], [], id="the-same-twice"),
        pytest.param(
            ["homes,甲区,2025-06,7", "homes,乙区,2025-06,8", "homes,,2025-06,9", "homes,甲区,2025-03,6"],
            [],
            id="of-different-things",
        ),
        pytest.param(
            ["homes,甲区,2025-06,7", "homes,甲区,2025-06,8"],
            [f"2:18 甲区: reports for 2025-06 differ: 7 households, 8 households; {OPEN}"],
            id="two-values",
        ),
        pytest.param(
            ["homes,甲区,2025-06,7", "homes,甲区,2025-06,1200", "homes,甲区,2025-06,7"],
            [f"2:18 甲区: reports for 2025-06 differ: 7 households, 1,200 households; {OPEN}"],
            id="three-rows-two-values",
        ),
        pytest.param(
            ["homes,,2025-06,7", "homes,合计,2025-06,8"],
            [f"2:16 whole area: reports for 2025-06 differ: 7 households, 8 households; {OPEN}"],
            id="whole-area",
        ),
        pytest.param(
            ["homes,甲区,2025-H1,7", "homes,甲区,2025-06,8"],
            [f"2:18 甲区: reports for 2025-06 differ: 7 households, 8 households; {OPEN}"],
            id="periods-that-end-together",
        ),
        pytest.param(["people,甲区,2025-Q2,70", "people,甲区,2025-06,20"], [], id="in-period-each-is-its-own"),
        pytest.param(
            ["people,甲区,2025-06,20", "people,甲区,2025-06,21"],
            [f"2:19 甲区: reports for 2025-06 differ: 20 people, 21 people; {OPEN}"],
            id="in-period-the-same",
        ),
        pytest.param(["homes,甲区,2025-06,7,2025-07-01", "homes,甲区,2025-06,8,2025-07-02"], [], id="the-later-counts"),
        pytest.param(
            ["homes,甲区,2025-06,7,2025-07-01", "homes,甲区,2025-06,8,2025-07-01"],
            [f"2:18 甲区: reports for 2025-06 differ: 7 households, 8 households; {OPEN}"],
            id="submitted-on-one-day",
        ),
        pytest.param(
            ["homes,甲区,2025-06,7,2025-07-01", "homes,甲区,2025-06,8"],
            [f"2:18 甲区: reports for 2025-06 differ: 7 households, 8 households; {OPEN}"],
            id="one-without-a-day",
        ),
        pytest.param(
            ["homes,甲区,2025-06,6,2025-07-01", "homes,甲区,2025-06,7,2025-07-02", "homes,甲区,2025-06,8,2025-07-02"],
            [f"3:18 甲区: reports for 2025-06 differ: 7 households, 8 households; {OPEN}"],
            id="what-was-revised-is-no-candidate",
        ),
        pytest.param(
            ["homes,甲区,2025-06,7", "homes,甲区,2025-06,若干"],
            [f"2:18 甲区: reported for 2025-06: 7 households, and also what could not be read; {OPEN}"],
            id="one-cannot-be-read",
        ),
        pytest.param(
            ["homes,甲区,2025-06,若干", "homes,甲区,2025-06,7", "homes,甲区,2025-06,8"],
            [f"2:18 甲区: reported for 2025-06: 7 households, 8 households, and also what could not be read; {OPEN}"],
            id="two-differ-and-one-cannot-be-read",
        ),
        pytest.param(["homes,甲区,2025-06,若干", "homes,甲区,2025-06,好"], [], id="none-can-be-read-as-was-said"),
        pytest.param(
            ["graded,甲区,2025-06,92%,,,46,50", "graded,甲区,2025-06,92%,,,23,25"],
            [f"2:19 甲区: reports for 2025-06 differ: 92% (46/50), 92% (23/25); {OPEN}"],
            id="one-rate-of-other-numbers",
        ),
        pytest.param(
            ["graded,甲区,2025-06,,,,11,12", "graded,甲区,2025-06,,,,10,12"],
            [f"2:22 甲区: reports for 2025-06 differ: 11/12, 10/12; {OPEN}"],
            id="rates-without-end",
        ),
        pytest.param(
            ["graded,甲区,2025-06,91.67%", "graded,甲区,2025-06,,,,11,13"],
            [f"2:19 甲区: reports for 2025-06 differ: 91.67%, 11/13; {OPEN}"],
            id="a-figure-and-two-numbers",
        ),
        pytest.param(
            ["graded,甲区,2025-06,,,,8333,10000", "graded,甲区,2025-06,,,,10,12"],
            [f"2:22 甲区: reports for 2025-06 differ: 8,333/10,000, 10/12; {OPEN}"],
            id="numbers-as-they-were-written",
        ),
        pytest.param(
            ["graded,甲区,2025-06,若干,,,11,12", "graded,甲区,2025-06,若干,,,10,12"],
            [(f"2:19 甲区: reports for 2025-06 differ: 11/12, 10/12; {OPEN}")],
            id="none-can-be-read-but-their-numbers",
        ),
        pytest.param(
            ["set-up,甲区,2025-06,完成", "set-up,甲区,2025-06,进行中"],
            [f"2:19 甲区: reports for 2025-06 differ: done, in progress; {OPEN}"],
            id="task",
        ),
        pytest.param(
            ["set-up,甲区,2025-06,3月28日,,2", "set-up,甲区,2025-06,3月29日,,2"],
            [f"2:19 甲区, step 2: reports for 2025-06 differ: done (2025-03-28), done (2025-03-29); {OPEN}"],
            id="days-of-a-step",
        ),
    ],
)
def test_messages(actuals_messages, rows, expected):
    assert actuals_messages(value_conflict, PLAN, ROWS + "\n".join(rows)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            ["homes,甲区,2025-06,7", "homes,甲区,2025-06,8"],
            ["2:18 甲区：2025-06 的报送互相矛盾：7户、8户；分不出先后，核清之前都不采用"],
            id="two-values",
        ),
        pytest.param(
            ["homes,,2025-06,7", "homes,,2025-06,若干"],
            ["2:16 全域：2025-06 除了 7户，还报了未能读取的内容；分不出先后，核清之前都不采用"],
            id="one-cannot-be-read",
        ),
        pytest.param(
            ["set-up,甲区,2025-06,未启动,,方案", "set-up,甲区,2025-06,3月28日,,方案"],
            ["2:19 甲区，步骤 1：2025-06 的报送互相矛盾：未启动、完成（2025-03-28）；分不出先后，核清之前都不采用"],
            id="step",
        ),
    ],
)
def test_in_chinese(actuals_messages, rows, expected):
    assert actuals_messages(value_conflict, PLAN, ROWS + "\n".join(rows), language=Language.ZH) == expected


def test_the_unit_may_be_that_of_a_step(actuals_messages):
    plan = "indicators: {open: {name: 开放, kind: task, districts: all, steps: [{by: 6月底, do: 挂牌, target: 200户}]}}"
    rows = "指标,辖区,期间,数值,步骤\nopen,甲区,2025-06,100,1\nopen,甲区,2025-06,101,1\n"
    assert actuals_messages(value_conflict, plan, rows) == [
        f"2:17 甲区, step 1: reports for 2025-06 differ: 100 households, 101 households; {OPEN}"
    ]


def test_many_values_are_not_all_listed(actuals_messages):
    rows = "\n".join(f"homes,甲区,2025-06,{number}" for number in range(1, 13))
    listed = ", ".join(f"{number} {'household' if number == 1 else 'households'}" for number in range(1, 11))
    assert actuals_messages(value_conflict, PLAN, ROWS + rows) == [
        f"2:18 甲区: reports for 2025-06 differ: {listed} and 2 more; {OPEN}"
    ]


def test_the_other_rows_are_related(check_actuals):
    """The value at which the finding stands is not repeated; one that was revised is there with its day."""
    rows = "homes,甲区,2025-H1,6,2025-07-01", "homes,甲区,2025-06,7,2025-07-02", "homes,甲区,2025-06,8,2025-07-02"
    (finding,) = check_actuals(PLAN, ROWS + "\n".join(rows), value_conflict).findings
    assert [(each.location.span.line, each.message.en, each.message.zh) for each in finding.related] == [
        (2, "2025-H1: 6 households, submitted on 2025-07-01", "2025-H1：6户，2025-07-01 报送"),
        (4, "2025-06: 8 households, submitted on 2025-07-02", "2025-06：8户，2025-07-02 报送"),
    ]


@pytest.mark.parametrize(
    ("rows", "held"),
    [
        pytest.param(["homes,甲区,2025-06,7", "homes,乙区,2025-06,7", "homes,甲区,2025-03,6"], 3, id="each-by-itself"),
        pytest.param(["homes,甲区,2025-06,7", "homes,甲区,2025-H1,7"], 1, id="one-subject-and-period"),
        pytest.param(["people,甲区,2025-06,7", "people,甲区,2025-H1,7"], 2, id="in-period-two"),
        pytest.param(["homes,甲区,2025-06,7", "homes,甲区,2025-06,8"], 0, id="in-conflict"),
        pytest.param(["homes,甲区,2025-06,若干"], 0, id="what-cannot-be-read-is-not-known-to-agree"),
    ],
)
def test_what_holds(check_actuals, rows, held):
    assert check_actuals(PLAN, ROWS + "\n".join(rows), value_conflict).held == held
