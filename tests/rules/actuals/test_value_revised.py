"""value-revised: rows that differ, of which the one submitted last counts."""

import pytest

from civtarget.language import Language
from civtarget.rules.actuals import value_revised

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
        pytest.param(["homes,甲区,2025-06,7,2025-07-01"], [], id="once"),
        pytest.param(["homes,甲区,2025-06,7,2025-07-01", "homes,甲区,2025-06,7,2025-07-02"], [], id="the-same-later"),
        pytest.param(["homes,甲区,2025-06,7", "homes,甲区,2025-06,8"], [], id="none-is-later"),
        pytest.param(["homes,甲区,2025-06,7", "homes,甲区,2025-06,8,2025-07-02"], [], id="one-without-a-day"),
        pytest.param(
            ["homes,甲区,2025-06,7,2025-07-01", "homes,甲区,2025-06,8,2025-07-02"],
            ["3:18 甲区: revised for 2025-06: 8 households, submitted on 2025-07-02, counts instead of 7 households"],
            id="later",
        ),
        pytest.param(
            ["homes,甲区,2025-06,7,2025-07-02", "homes,甲区,2025-06,8,2025-07-01"],
            ["2:18 甲区: revised for 2025-06: 7 households, submitted on 2025-07-02, counts instead of 8 households"],
            id="later-but-above",
        ),
        pytest.param(
            ["homes,甲区,2025-06,7,2025-07-01", "homes,甲区,2025-06,8,2025-07-02", "homes,甲区,2025-06,9,2025-07-03"],
            [
                (
                    "4:18 甲区: revised for 2025-06: 9 households, submitted on 2025-07-03, "
                    "counts instead of 7 households, 8 households"
                )
            ],
            id="twice",
        ),
        pytest.param(
            ["homes,甲区,2025-06,7,2025-07-01", "homes,甲区,2025-06,8,2025-07-02", "homes,甲区,2025-06,7,2025-07-03"],
            ["4:18 甲区: revised for 2025-06: 7 households, submitted on 2025-07-03, counts instead of 8 households"],
            id="and-back",
        ),
        pytest.param(
            ["homes,甲区,2025-06,7,2025-07-01", "homes,甲区,2025-06,8", "homes,甲区,2025-06,8,2025-07-02"],
            ["3:18 甲区: revised for 2025-06: 8 households, submitted on 2025-07-02, counts instead of 7 households"],
            id="one-without-a-day-agrees",
        ),
        pytest.param(
            ["homes,,2025-06,7,2025-07-01", "homes,全市,2025-H1,8,2025-07-02"],
            [
                (
                    "3:18 whole area: revised for 2025-06: 8 households, submitted on 2025-07-02, "
                    "counts instead of 7 households"
                )
            ],
            id="whole-area-in-periods-that-end-together",
        ),
        pytest.param(
            ["people,甲区,2025-Q2,70,2025-07-01", "people,甲区,2025-06,20,2025-07-02"],
            [],
            id="in-period-each-is-its-own",
        ),
        pytest.param(
            ["people,甲区,2025-06,20,2025-07-01", "people,甲区,2025-06,2100,2025-07-02"],
            ["3:19 甲区: revised for 2025-06: 2,100 people, submitted on 2025-07-02, counts instead of 20 people"],
            id="in-period-the-same",
        ),
        pytest.param(
            ["graded,甲区,2025-06,92%,2025-07-01,,46,50", "graded,甲区,2025-06,,2025-07-02,,11,12"],
            ["3:32 甲区: revised for 2025-06: 11/12, submitted on 2025-07-02, counts instead of 92% (46/50)"],
            id="rate",
        ),
        pytest.param(
            ["set-up,甲区,2025-06,进行中,2025-07-01,1", "set-up,甲区,2025-06,6月28日,2025-07-02,1"],
            [
                (
                    "3:19 甲区, step 1: revised for 2025-06: done (2025-06-28), submitted on 2025-07-02, "
                    "counts instead of in progress"
                )
            ],
            id="step",
        ),
        pytest.param(
            ["homes,甲区,2025-06,若干,2025-07-01", "homes,甲区,2025-06,8,2025-07-02"],
            [
                (
                    "3:18 甲区: revised for 2025-06: 8 households, submitted on 2025-07-02, "
                    "counts instead of what could not be read"
                )
            ],
            id="the-former-cannot-be-read",
        ),
        pytest.param(
            ["homes,甲区,2025-06,7,2025-07-01", "homes,甲区,2025-06,若干,2025-07-02"],
            [
                (
                    "3:18 甲区: revised for 2025-06: what was submitted on 2025-07-02 could not be read, "
                    "and 7 households no longer counts"
                )
            ],
            id="the-later-cannot-be-read",
        ),
    ],
)
def test_messages(actuals_messages, rows, expected):
    assert actuals_messages(value_revised, PLAN, ROWS + "\n".join(rows)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            ["homes,甲区,2025-06,7,2025-07-01", "homes,甲区,2025-06,8,2025-07-02"],
            ["3:18 甲区：2025-06 已更正：以 2025-07-02 报送的 8户 为准，替换 7户"],
            id="later",
        ),
        pytest.param(
            ["set-up,甲区,2025-06,完成,2025-07-01", "set-up,甲区,2025-06,未完成,2025-07-02"],
            ["3:19 甲区：2025-06 已更正：2025-07-02 报送的未能读取，原报的 完成 不再采用"],
            id="the-later-cannot-be-read",
        ),
    ],
)
def test_in_chinese(actuals_messages, rows, expected):
    assert actuals_messages(value_revised, PLAN, ROWS + "\n".join(rows), language=Language.ZH) == expected


def test_the_other_rows_are_related(check_actuals):
    """Also the one that agrees with what counts."""
    rows = "homes,甲区,2025-06,8", "homes,甲区,2025-06,7,2025-07-01", "homes,甲区,2025-06,8,2025-07-02"
    (finding,) = check_actuals(PLAN, ROWS + "\n".join(rows), value_revised).findings
    assert finding.location.span.line == 2
    assert [(each.location.span.line, each.message.en, each.message.zh) for each in finding.related] == [
        (4, "2025-06: 8 households, submitted on 2025-07-02", "2025-06：8户，2025-07-02 报送"),
        (3, "2025-06: 7 households, submitted on 2025-07-01", "2025-06：7户，2025-07-01 报送"),
    ]


@pytest.mark.parametrize(
    ("rows", "held"),
    [
        pytest.param(["homes,甲区,2025-06,7", "homes,乙区,2025-06,7", "homes,甲区,2025-03,6"], 3, id="each-by-itself"),
        pytest.param(["homes,甲区,2025-06,7,2025-07-01", "homes,甲区,2025-06,8,2025-07-02"], 0, id="revised"),
        pytest.param(["homes,甲区,2025-06,7", "homes,甲区,2025-06,8"], 0, id="in-conflict-nothing-counts"),
    ],
)
def test_what_holds(check_actuals, rows, held):
    assert check_actuals(PLAN, ROWS + "\n".join(rows), value_revised).held == held
