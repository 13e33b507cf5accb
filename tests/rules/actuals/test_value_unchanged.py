"""value-unchanged: the same number for three periods, below the target."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.language import Language
from civtarget.rules.actuals import value_unchanged


def plan(rest: str = "split: {甲区: 100}", kind: str = "kind: count, unit: 张", period: str = "2025") -> str:
    return f"period: {period}\nindicators: {{beds: {{name: 床位, {kind}, {rest}}}}}"


def rows(*texts: str, district: str = "甲区") -> str:
    """Return CSV rows: the value in line 2 is that of the first text, such as `2025-06 80`."""
    lines = (f"beds,{district},{','.join(text.split())}" for text in texts)
    return "\n".join(("指标,辖区,期间,数值", *lines, ""))


def months(*values: object) -> str:
    return rows(*(f"2025-{month:02} {value}" for month, value in enumerate(values, start=1)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(months(40, 40), [], id="two-periods"),
        pytest.param(months(40, 40, 41), [], id="one-more"),
        pytest.param(
            months(40, 40, 40),
            ["4:17 甲区: unchanged: 40 in each of 3 periods, 2025-01 to 2025-03, the target is 100, 60 short"],
            id="three-periods",
        ),
        pytest.param(
            months(30, 40, 40, 40, 40),
            ["6:17 甲区: unchanged: 40 in each of 4 periods, 2025-02 to 2025-05, the target is 100, 60 short"],
            id="as-many-as-they-are",
        ),
        pytest.param(months(40, 40, 40, 41), [], id="not-any-more"),
        pytest.param(
            months(99, 99, 99),
            ["4:17 甲区: unchanged: 99 in each of 3 periods, 2025-01 to 2025-03, the target is 100, 1 short"],
            id="just-below-the-target",
        ),
        pytest.param(months(100, 100, 100), [], id="the-target-is-reached"),
        pytest.param(
            months(20, 20, 20),
            ["4:17 甲区: unchanged: 20 in each of 3 periods, 2025-01 to 2025-03, the target is 100, 80 short"],
            id="least",
        ),
        pytest.param(months(19, 19, 19), [], id="small-numbers-mean-nothing"),
        pytest.param(months(0, 0, 0), [], id="nothing-is-done-yet"),
        pytest.param(months(40, "很多", 40, 40), [], id="unreadable-in-between"),
        pytest.param(months(40, 40, 40, "很多"), [], id="unreadable-at-the-end"),
        pytest.param(
            rows("2025-Q1 40", "2025-H1 40", "2025-09 40"),
            ["4:17 甲区: unchanged: 40 in each of 3 periods, 2025-Q1 to 2025-09, the target is 100, 60 short"],
            id="of-any-length",
        ),
    ],
)
def test_messages(actuals_messages, text, expected):
    assert actuals_messages(value_unchanged, plan(), text) == expected


@pytest.mark.parametrize(
    ("excerpt", "found"),
    [
        pytest.param(plan(kind="kind: amount, unit: 元"), 1, id="amount"),
        pytest.param(plan(kind="kind: count, unit: 张, reported: plan-to-date"), 1, id="plan-to-date"),
        pytest.param(plan(kind="kind: count, unit: 张, reported: in-period"), 0, id="in-period"),
        pytest.param(plan(kind="kind: stock, unit: 张"), 0, id="stock"),
        pytest.param(plan(kind="kind: rate"), 0, id="rate"),
        pytest.param(plan(kind="kind: standard, unit: 元/月"), 0, id="standard"),
        pytest.param(plan('split: {甲区: ">= 100"}'), 1, id="a-floor"),
        pytest.param(plan('split: {甲区: "<= 100"}'), 0, id="a-cap"),
        pytest.param(plan("split: {甲区: }"), 0, id="a-blank-share"),
        pytest.param(plan("split: {乙区: 100}"), 0, id="no-share"),
        pytest.param(plan("split: {甲区: 100}, by: 3月底"), 1, id="at-the-deadline"),
        pytest.param(plan("split: {甲区: 100}, by: 2月底"), 0, id="after-the-deadline"),
    ],
)
def test_what_is_looked_at(check_actuals, excerpt, found):
    report = check_actuals(excerpt, months(40, 40, 40), value_unchanged)
    assert len([each for each in report.findings if each.rule == "value-unchanged"]) == found


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        pytest.param("year-to-date", [], id="starts-again-with-the-year"),
        pytest.param(
            "plan-to-date",
            ["4:17 甲区: unchanged: 40 in each of 3 periods, 2021 to 2022-06, the target is 100, 60 short"],
            id="goes-on",
        ),
    ],
)
def test_over_the_end_of_a_year(actuals_messages, reported, expected):
    excerpt = plan(kind=f"kind: count, unit: 张, reported: {reported}", period="2021..2025")
    assert actuals_messages(value_unchanged, excerpt, rows("2021 40", "2022-03 40", "2022-06 40")) == expected


def test_what_is_short_is_short_of_all_years(actuals_messages):
    text = rows("2021 50", "2022-03 40", "2022-06 40", "2022-09 40")
    assert actuals_messages(value_unchanged, plan(period="2021..2025"), text) == [
        "5:17 甲区: unchanged: 40 in each of 3 periods, 2022-03 to 2022-09, the target is 100, 10 short"
    ]
    without_year_before = rows("2022-03 40", "2022-06 40", "2022-09 40")
    assert actuals_messages(value_unchanged, plan(period="2021..2025"), without_year_before) == []


def test_a_deadline_without_a_year_judges_nothing(actuals_messages):
    excerpt = plan("split: {甲区: 100}, by: 6月底", period="2021..2025")
    assert actuals_messages(value_unchanged, excerpt, rows("2021-03 40", "2021-04 40", "2021-05 40")) == []


def test_the_whole_area(actuals_messages):
    text = rows("2025-01 40", "2025-02 40", "2025-03 40", district="")
    assert actuals_messages(value_unchanged, plan("target: 100"), text) == [
        "4:15 whole area: unchanged: 40 in each of 3 periods, 2025-01 to 2025-03, the target is 100, 60 short"
    ]


def test_chinese(actuals_messages):
    assert actuals_messages(value_unchanged, plan(), months(40, 40, 40), language=Language.ZH) == [
        "4:17 甲区：没有变化：2025-01 至 2025-03 连续 3 期都是 40张，目标 100张，还差 60张"
    ]


def test_since_when(check_actuals):
    (finding,) = check_actuals(plan(), months(30, 40, 40, 40), value_unchanged).findings
    assert [(each.location.span.line, each.message.en) for each in finding.related] == [(3, "unchanged since this one")]
    assert (finding.actual, finding.unit) == (40, "张")


@given(steps=st.lists(st.integers(0, 2), min_size=1, max_size=12), start=st.integers(15, 100))
def test_it_looks_at_the_end_of_the_series(check_actuals, steps, start):
    values = [start + sum(steps[: number + 1]) for number in range(len(steps))]
    report = check_actuals(plan(), months(*values), value_unchanged)
    stands_still = len(values) >= 3 and values[-1] == values[-2] == values[-3]
    assert len(report.findings) == (stands_still and 20 <= values[-1] < 100)
    assert report.held == (len(values) >= 3 and not (stands_still and values[-1] < 100))
