"""exact-finish: from half of a target or less to exactly all of it, in the last period."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.language import Language
from civtarget.rules.actuals import exact_finish


def plan(rest: str = "split: {甲区: 100}", kind: str = "kind: count, unit: 张", period: str = "2025") -> str:
    return f"period: {period}\nindicators: {{beds: {{name: 床位, {kind}, {rest}}}}}"


def rows(*texts: str, district: str = "甲区") -> str:
    """Return CSV rows: the value in line 2 is that of the first text, such as `2025-12 100`."""
    lines = (f"beds,{district},{','.join(text.split())}" for text in texts)
    return "\n".join(("指标,辖区,期间,数值", *lines, ""))


def last_months(*values: object) -> str:
    first = 13 - len(values)
    return rows(*(f"2025-{month:02} {value}" for month, value in enumerate(values, start=first)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            last_months(40, 45, 100),
            ["4:17 甲区: exactly its target: 100 for 2025-12, after 45 (45%) for 2025-11"],
            id="from-less-than-half",
        ),
        pytest.param(
            last_months(40, 50, 100),
            ["4:17 甲区: exactly its target: 100 for 2025-12, after 50 (50%) for 2025-11"],
            id="from-half",
        ),
        pytest.param(last_months(40, 51, 100), [], id="from-more"),
        pytest.param(last_months(40, 45, 101), [], id="to-one-more"),
        pytest.param(last_months(40, 45, 99), [], id="to-one-less"),
        pytest.param(last_months(40, 45, 100, 100), [], id="before-the-last-period"),
        pytest.param(last_months(45, 100), [], id="two-periods"),
        pytest.param(last_months("很多", 45, 100), [], id="two-that-can-be-read"),
        pytest.param(last_months(40, 45, "很多", 100), [], id="unreadable-in-between"),
        pytest.param(last_months(40, 42, 45, "很多"), [], id="unreadable-at-the-end"),
        pytest.param(
            rows("2025-03 20", "2025-06 30", "2025-09 50", "2025 100"),
            ["5:14 甲区: exactly its target: 100 for 2025, after 50 (50%) for 2025-09"],
            id="in-a-quarter",
        ),
        pytest.param(rows("2025-03 20", "2025-08 50", "2025-12 100"), [], id="in-more-than-a-quarter"),
        pytest.param(rows("2025-09 40", "2025-10 45", "2025-11 100"), [], id="not-the-last-period"),
    ],
)
def test_messages(actuals_messages, text, expected):
    assert actuals_messages(exact_finish, plan(), text) == expected


@pytest.mark.parametrize(
    ("excerpt", "found"),
    [
        pytest.param(plan(kind="kind: amount, unit: 元"), 1, id="amount"),
        pytest.param(plan(kind="kind: count, unit: 张, reported: plan-to-date"), 1, id="plan-to-date"),
        pytest.param(
            plan(kind="kind: count, unit: 张, reported: plan-to-date", period="2024..2025"), 1, id="two-years"
        ),
        pytest.param(plan(period="2024..2025"), 0, id="the-last-of-two-years"),
        pytest.param(plan(kind="kind: count, unit: 张, reported: in-period"), 0, id="in-period"),
        pytest.param(plan(kind="kind: stock, unit: 张"), 0, id="stock"),
        pytest.param(plan(kind="kind: rate"), 0, id="rate"),
        pytest.param(plan(kind="kind: standard, unit: 元/月"), 0, id="standard"),
        pytest.param(plan('split: {甲区: ">= 100"}'), 1, id="a-floor"),
        pytest.param(plan('split: {甲区: "<= 100"}'), 0, id="a-cap"),
        pytest.param(plan("split: {甲区: }"), 0, id="a-blank-share"),
        pytest.param(plan("split: {乙区: 100}"), 0, id="no-share"),
    ],
)
def test_what_is_looked_at(check_actuals, excerpt, found):
    report = check_actuals(excerpt, last_months(40, 45, 100), exact_finish)
    assert len([each for each in report.findings if each.rule == "exact-finish"]) == found


@pytest.mark.parametrize(("target", "found"), [(50, 1), (49, 0)])
def test_small_targets_are_often_reached_exactly(check_actuals, target, found):
    excerpt = plan(f"split: {{甲区: {target}}}")
    assert len(check_actuals(excerpt, last_months(10, 20, target), exact_finish).findings) == found


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        pytest.param(("2025-04 30", "2025-05 40", "2025-06 100"), 1, id="the-period-of-the-deadline"),
        pytest.param(("2025-04 30", "2025-05 40", "2025-07 100"), 1, id="the-first-after-it"),
        pytest.param(("2025-04 30", "2025-05 40", "2025-06 45", "2025-07 100"), 0, id="too-late"),
        pytest.param(("2025-04 30", "2025-05 40", "2025-06 100", "2025-07 100"), 1, id="and-stays"),
    ],
)
def test_the_window_may_end_before_the_plan(check_actuals, texts, found):
    assert len(check_actuals(plan("split: {甲区: 100}, by: 6月中旬"), rows(*texts), exact_finish).findings) == found


def test_a_deadline_without_a_year_judges_nothing(check_actuals):
    excerpt = plan("split: {甲区: 100}, by: 6月底", "kind: count, unit: 张, reported: plan-to-date", "2024..2025")
    assert not [
        each
        for each in check_actuals(excerpt, last_months(40, 45, 100), exact_finish).findings
        if each.rule == "exact-finish"
    ]


def test_the_whole_area(actuals_messages):
    text = rows("2025-10 400", "2025-11 450", "2025-12 1350", district="")
    assert actuals_messages(exact_finish, plan("target: 1350"), text) == [
        "4:15 whole area: exactly its target: 1,350 for 2025-12, after 450 (33.33%) for 2025-11"
    ]


def test_chinese(actuals_messages):
    assert actuals_messages(exact_finish, plan(), last_months(40, 45, 100), language=Language.ZH) == [
        "4:17 甲区：恰好完成：2025-12 为 100张，正好是目标数，而 2025-11 只有 45张（45%）"
    ]


def test_what_was_before(check_actuals):
    (finding,) = check_actuals(plan(), last_months(40, 45, 100), exact_finish).findings
    assert [(each.location.span.line, each.message.en) for each in finding.related] == [
        (3, "the value before stands here")
    ]
    assert (finding.actual, finding.unit) == (100, "张")


@given(before=st.integers(0, 110), last=st.integers(98, 102))
def test_only_a_jump_to_the_unit(check_actuals, before, last):
    report = check_actuals(plan(), last_months(0, before, last), exact_finish)
    found = before <= 50 and last == 100
    assert (len(report.findings), report.held) == (int(found), int(not found))
