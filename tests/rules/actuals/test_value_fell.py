"""value-fell: a value that accumulates and is lower than the one before."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.language import Language
from civtarget.rules.actuals import value_fell

PLAN = "indicators: {beds: {name: 床位, kind: count, unit: 张, target: 1000}}"


def rows(*texts: str, district: str = "甲区") -> str:
    """Return CSV rows: the value in line 2 is that of the first text, such as `2025-06 80`."""
    lines = (f"beds,{district},{','.join(text.split())}" for text in texts)
    return "\n".join(("指标,辖区,期间,数值", *lines, ""))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(["2025-05 80"], [], id="one-value"),
        pytest.param(["2025-05 80", "2025-06 81"], [], id="rises"),
        pytest.param(["2025-05 80", "2025-06 80"], [], id="stays"),
        pytest.param(
            ["2025-05 80", "2025-06 79"],
            ["3:17 甲区: fell: 79 for 2025-06, 80 for 2025-05, 1 less"],
            id="one-less",
        ),
        pytest.param(
            ["2025-06 79", "2025-05 80"],
            ["2:17 甲区: fell: 79 for 2025-06, 80 for 2025-05, 1 less"],
            id="whatever-the-order-of-rows",
        ),
        pytest.param(
            ["2025-03 80", "2025-H1 79.995"],
            ["3:17 甲区: fell: 79.995 for 2025-H1, 80 for 2025-03, 0.01 less"],
            id="by-less-than-is-written",
        ),
        pytest.param(
            ["2025-01 20", "2025-02 200", "2025-03 40", "2025-04 25", "2025-05 26"],
            [
                "4:17 甲区: fell: 40 for 2025-03, 200 for 2025-02, 160 less",
                "5:17 甲区: fell: 25 for 2025-04, 40 for 2025-03, 15 less",
            ],
            id="each-with-the-one-before",
        ),
        pytest.param(
            ["2025-04 80", "2025-05 很多", "2025-06 70"],
            ["4:17 甲区: fell: 70 for 2025-06, 80 for 2025-04, 10 less"],
            id="over-what-cannot-be-read",
        ),
        pytest.param(["2025-04 80", "2025-05 很多"], [], id="what-cannot-be-read"),
        pytest.param(["2025-05 80", "2025-06 70", "2025-06 71"], [], id="what-is-disputed"),
        pytest.param(
            ["2025-05 -3", "2025-06 -4"],
            ["3:17 甲区: fell: -4 for 2025-06, -3 for 2025-05, 1 less"],
            id="below-zero",
        ),
    ],
)
def test_messages(actuals_messages, texts, expected):
    assert actuals_messages(value_fell, PLAN, rows(*texts)) == expected


@pytest.mark.parametrize(
    ("before", "value", "part"),
    [
        pytest.param(800, 80, "about 1/10 of the ", id="a-tenth"),
        pytest.param(534, 80, "about 1/10 of the ", id="at-least-two-thirds-of-ten-times"),
        pytest.param(533, 80, "", id="less"),
        pytest.param(1200, 80, "about 1/10 of the ", id="at-most-one-and-a-half-of-ten-times"),
        pytest.param(1201, 80, "", id="more"),
        pytest.param(9000, 80, "about 1/100 of the ", id="a-hundredth"),
        pytest.param(800_000, 80, "about 1/10,000 of the ", id="a-ten-thousandth"),
        pytest.param(80_000, 80, "", id="a-thousandth-is-no-slip"),
        pytest.param(50, 5, "about 1/10 of the ", id="least"),
        pytest.param(49, 5, "", id="small-numbers-mean-nothing"),
        pytest.param(800, 0, "", id="nothing"),
    ],
)
def test_about_which_part_of_the_value_before(actuals_messages, before, value, part):
    expected = f"3:17 甲区: fell: {value:,} for 2025-06, {part}{before:,} for 2025-05, {before - value:,} less"
    assert actuals_messages(value_fell, PLAN, rows(f"2025-05 {before}", f"2025-06 {value}")) == [expected]


@pytest.mark.parametrize(
    ("indicator", "falls"),
    [
        pytest.param("kind: count, unit: 张", True, id="count"),
        pytest.param("kind: amount, unit: 元", True, id="amount"),
        pytest.param("kind: count, unit: 张, reported: plan-to-date", True, id="plan-to-date"),
        pytest.param("kind: count, unit: 张, reported: in-period", False, id="in-period"),
        pytest.param("kind: stock, unit: 张", False, id="stock"),
        pytest.param("kind: rate", False, id="rate"),
        pytest.param("kind: density, unit: 名/万名老年人", False, id="density"),
        pytest.param("kind: standard, unit: 元/月", False, id="standard"),
    ],
)
def test_kinds(actuals_messages, indicator, falls):
    plan = f"indicators: {{beds: {{name: 床位, {indicator}}}}}"
    assert bool(actuals_messages(value_fell, plan, rows("2025-05 80", "2025-06 79"))) == falls


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        pytest.param("year-to-date", [], id="starts-again-with-the-year"),
        pytest.param(
            "plan-to-date",
            ["3:17 甲区: fell: 5 for 2022-03, 80 for 2021, 75 less"],
            id="goes-on",
        ),
    ],
)
def test_over_the_end_of_a_year(actuals_messages, reported, expected):
    plan = f"period: 2021..2025\nindicators: {{beds: {{name: 床位, kind: count, unit: 张, reported: {reported}}}}}"
    assert actuals_messages(value_fell, plan, rows("2021 80", "2022-03 5")) == expected


def test_every_area_by_itself(actuals_messages):
    texts = rows("2025-05 90", "2025-06 95") + rows("2025-05 80", "2025-06 79", district="").partition("\n")[2]
    assert actuals_messages(value_fell, PLAN, texts) == [
        "5:15 whole area: fell: 79 for 2025-06, 80 for 2025-05, 1 less"
    ]


def test_chinese(actuals_messages):
    assert actuals_messages(value_fell, PLAN, rows("2025-05 3.7万", "2025-06 370"), language=Language.ZH) == [
        "3:17 甲区：累计数减少：2025-06 为 370张，2025-05 为 3.7万张，少 3.663万张，约为其 1/100"
    ]


def test_what_it_is_compared_with(check_actuals):
    (finding,) = check_actuals(PLAN, rows("2025-05 80", "2025-06 79"), value_fell).findings
    assert [(each.location.span.line, each.message.en) for each in finding.related] == [
        (2, "the value before stands here")
    ]
    assert (finding.expected, finding.actual, finding.gap, finding.unit) == (80, 79, -1, "张")


@given(values=st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_it_finds_every_descent_and_nothing_else(check_actuals, values):
    """So it is silent on every series that never falls."""
    texts = [f"2025-{number:02} {value}" for number, value in enumerate(values, start=1)]
    report = check_actuals(PLAN, rows(*texts), value_fell)
    lines = [finding.location.span.line for finding in report.findings if finding.rule == "value-fell"]
    assert lines == [line for line, (before, after) in enumerate(pairwise(values), start=3) if after < before]
    assert report.held == int(len(values) > 1 and not lines)


def test_steps_are_no_values_of_the_indicator(actuals_messages):
    excerpt = PLAN.replace("target: 1000", "target: 1000, steps: [{by: 3月底, target: 30%}]")
    text = "指标,辖区,期间,数值,步骤\nbeds,甲区,2025-05,80,1\nbeds,甲区,2025-06,79,1\n"
    assert actuals_messages(value_fell, excerpt, text) == []
