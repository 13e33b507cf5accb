"""steps-in-order: deadlines from top to bottom, starts before deadlines."""

import pytest

from civtarget.language import Language
from civtarget.rules import steps_in_order

PLAN = "period: {period}\nindicators: {{approvals: {{name: 审批, kind: task, steps: [{steps}]}}}}"
AT = "indicators.approvals.steps"


def plan(*steps, period="2025"):
    return PLAN.format(period=period, steps=", ".join(f"{{do: 审批, {step}}}" for step in steps))


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param(["by: 3月底"], [], id="one"),
        pytest.param(["by: 3月底", "by: 6月底"], [], id="in-order"),
        pytest.param(["by: 3月底", "by: 2025-03-31"], [], id="same-day"),
        pytest.param(
            ["by: 6月底", "by: 3月底"],
            [f"{AT}.1.by: due on 2025-03-31, before the step above it on 2025-06-30: 91 days earlier"],
            id="out-of-order",
        ),
        pytest.param(
            ["by: 6月底", "every: month", "start: 3月", "by: 2025-06-29"],
            [f"{AT}.3.by: due on 2025-06-29, before the step above it on 2025-06-30: 1 day earlier"],
            id="steps-without-deadline-between",
        ),
        pytest.param(
            ["by: 6月底", "by: 3月底", "by: 4月底"],
            [f"{AT}.1.by: due on 2025-03-31, before the step above it on 2025-06-30: 91 days earlier"],
            id="compared-with-the-one-above",
        ),
        pytest.param(["start: 7月, by: 8月"], [], id="starts-before"),
        pytest.param(["start: 7月, by: 7月"], [], id="within-one-month"),
        pytest.param(["start: 2025-06-30, by: 6月底"], [], id="within-one-day"),
        pytest.param(
            ["start: 7月, by: 6月底"],
            [f"{AT}.0.start: starts on 2025-07-01, after it is due on 2025-06-30: 1 day late"],
            id="starts-after",
        ),
    ],
)
def test_messages(messages, steps, expected):
    assert messages(steps_in_order, plan(*steps)) == expected


def test_several_years(messages):
    steps = "by: 2024年底", "by: 2023年底"
    assert messages(steps_in_order, plan(*steps, period="2021..2025")) == [
        f"{AT}.1.by: due on 2023-12-31, before the step above it on 2024-12-31: 366 days earlier"
    ]


def test_a_deadline_that_is_no_day_comes_first(messages):
    steps = "by: 2024年底", "by: 3月底", "by: 2023年底"
    assert messages(steps_in_order, plan(*steps, period="2021..2025")) == [
        "? indicators.approvals: cannot be checked until deadline-in-period holds"
    ]


def test_the_step_above_is_related(check):
    (finding,) = check(plan("by: 6月底", "by: 3月底"), steps_in_order).findings
    assert [(".".join(each.location.path), each.message.en) for each in finding.related] == [
        (f"{AT}.0.by", "the step above is due here")
    ]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (["by: 6月底", "by: 3月底"], f"{AT}.1.by: 期限 2025-03-31，早于上一步的 2025-06-30：早 91天"),
        (["start: 7月, by: 6月底"], f"{AT}.0.start: 2025-07-01 开始，晚于期限 2025-06-30：晚 1天"),
    ],
)
def test_in_chinese(messages, steps, expected):
    assert messages(steps_in_order, plan(*steps), Language.ZH) == [expected]


def test_an_indicator_starts_before_its_own_deadline(messages):
    plan = "indicators: {beds: {name: 床位, kind: count, unit: 张, target: 1, start: 9月, by: 6月底}}"

    assert messages(steps_in_order, plan) == [
        "indicators.beds.start: starts on 2025-09-01, after it is due on 2025-06-30: 63 days late"
    ]
    assert messages(steps_in_order, plan.replace("9月", "6月")) == []


def test_no_step_is_due_after_the_indicator_itself(messages):
    plan = (
        "indicators: {beds: {name: 床位, kind: count, unit: 张, target: 9, by: 6月底, steps: [{by: 9月底, target: 5}]}}"
    )

    assert messages(steps_in_order, plan) == [
        "indicators.beds.steps.0.by: due on 2025-09-30, after the indicator itself on 2025-06-30: 92 days late"
    ]
    assert messages(steps_in_order, plan, Language.ZH) == [
        "indicators.beds.steps.0.by: 期限 2025-09-30，晚于指标的期限 2025-06-30：晚 92天"
    ]
    assert messages(steps_in_order, plan.replace("9月底", "6月底")) == []
