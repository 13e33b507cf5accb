"""deadline-in-period: starts and deadlines within the years of the plan."""

import pytest

from civtarget.language import Language
from civtarget.rules import deadline_in_period

PLAN = "period: {period}\nindicators: {{approvals: {{name: 审批, kind: task, steps: [{{do: 审批, {rest}}}]}}}}"
BY = "indicators.approvals.steps.0.by:"
START = "indicators.approvals.steps.0.start:"


@pytest.mark.parametrize(
    ("period", "rest", "expected"),
    [
        pytest.param("2025", "every: month", [], id="no-date"),
        pytest.param("2025", "by: 年底", [], id="last-day"),
        pytest.param("2025", "start: 1月, by: 3月底", [], id="first-day"),
        pytest.param("2025", "by: 6月前", [], id="only-the-last-day-of-a-deadline-counts"),
        pytest.param(
            "2025",
            "by: 2026-01-01",
            [f"{BY} 2026-01-01, after the period's end on 2025-12-31: 1 day late"],
            id="a-day-late",
        ),
        pytest.param(
            "2025",
            "start: 2024年四季度",
            [f'{START} "2024年四季度" is 2024-10-01, before the period\'s start on 2025-01-01: 92 days early'],
            id="starts-early",
        ),
        pytest.param(
            "2025",
            "by: 2024年底",
            [f'{BY} "2024年底" is 2024-12-31, before the period\'s start on 2025-01-01: 1 day early'],
            id="due-early",
        ),
        pytest.param(
            "2025",
            "start: 2026年1月, by: 2026年一季度",
            [
                f'{START} "2026年1月" is 2026-01-01, after the period\'s end on 2025-12-31: 1 day late',
                f'{BY} "2026年一季度" is 2026-03-31, after the period\'s end on 2025-12-31: 90 days late',
            ],
            id="both",
        ),
        pytest.param("2021..2025", "by: 2023年底", [], id="year-within"),
        pytest.param(
            "2021..2025",
            "by: 3月底",
            [f'{BY} "3月底" names no year of 2021..2025: write for example 2025年3月底'],
            id="no-year",
        ),
        pytest.param(
            "2021..2025",
            "by: 年底",
            [f'{BY} "年底" names no year of 2021..2025: write for example 2025年底'],
            id="no-year-before-year-end",
        ),
        pytest.param("2025", "by: 2月29日", [f'{BY} 2025 has no such day as "2月29日"'], id="no-leap-year"),
        pytest.param("2024", "by: 2月29日", [], id="leap-year"),
        pytest.param("2025", "by: 2月底", [], id="last-day-of-february"),
        pytest.param(
            "2025",
            "by: 2月30日",
            [f"? {BY} cannot be checked: indicators.approvals.steps.0.by could not be read"],
            id="refused-while-reading",
        ),
        pytest.param(
            "2025",
            "start: 尽快, by: 2026-01-02",
            [
                f"? {START} cannot be checked: indicators.approvals.steps.0.start could not be read",
                f"{BY} 2026-01-02, after the period's end on 2025-12-31: 2 days late",
            ],
            id="unreadable-start-leaves-the-deadline-checked",
        ),
    ],
)
def test_messages(messages, period, rest, expected):
    assert messages(deadline_in_period, PLAN.format(period=period, rest=rest)) == expected


@pytest.mark.parametrize(
    ("period", "rest", "expected"),
    [
        ("2025", "by: 2026年3月底", f"{BY} “2026年3月底”即 2026-03-31，晚于规划期末 2025-12-31：晚 90天"),
        ("2025", "start: 2024-12-31", f"{START} 2024-12-31，早于规划期初 2025-01-01：早 1天"),
        ("2021..2025", "by: 3月底", f"{BY} 规划期为 2021..2025，“3月底”没有写明年份：请写如 2025年3月底"),
        ("2025", "by: 2月29日", f"{BY} 2025 年没有“2月29日”这一天"),
    ],
)
def test_in_chinese(messages, period, rest, expected):
    assert messages(deadline_in_period, PLAN.format(period=period, rest=rest), Language.ZH) == [expected]


def test_an_indicators_own_dates_lie_in_the_period(messages):
    plan = "indicators: {beds: {name: 床位, kind: count, unit: 张, target: 1, start: 2024-12-31, by: 2026-01-01}}"

    assert messages(deadline_in_period, plan) == [
        "indicators.beds.start: 2024-12-31, before the period's start on 2025-01-01: 1 day early",
        "indicators.beds.by: 2026-01-01, after the period's end on 2025-12-31: 1 day late",
    ]


def test_steps_that_cannot_be_read(messages):
    plan = "indicators: {x: {name: 事项, kind: task, steps: 3月底}}"
    assert messages(deadline_in_period, plan) == [
        "? indicators.x.steps: cannot be checked: indicators.x.steps could not be read"
    ]
