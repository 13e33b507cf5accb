"""steps-rise: stepped targets on their way to the target."""

import pytest

from civtarget.language import Language
from civtarget.rules import steps_rise, unit_matches

PLAN = "indicators: {{x: {{name: 事项, kind: {kind}, unit: '{unit}', {rest}}}}}"
AT = "indicators.x.steps"
UNITS = {"rate": "%", "count": "户", "amount": "元", "stock": "家", "density": "名/万名老年人", "standard": "元/人/月"}


def plan(kind, *steps, target=None):
    rest = [f"target: '{target}'"] if target else []
    rest.append(f"steps: [{', '.join(f'{{{step}}}' for step in steps)}]")
    return PLAN.format(kind=kind, unit=UNITS[kind], rest=", ".join(rest))


HOUSEHOLDS = "10 households more"
RISING = "by: 8月, target: 30", "by: 11月, target: 60"
FALLING = "by: 8月, target: 60", "by: 11月, target: 30"
RISING_CAPS = "by: 8月, target: '<= 30'", "by: 11月, target: '<= 60'"
FALLING_CAPS = "by: 8月, target: '<= 60'", "by: 11月, target: '<= 30'"


@pytest.mark.parametrize("kind", ["rate", "count", "amount", "stock", "density", "standard"])
def test_floors_may_rise(messages, kind):
    assert messages(steps_rise, plan(kind, *RISING)) == []


@pytest.mark.parametrize(
    ("kind", "then", "now", "gap"),
    [
        ("rate", "60%", "30%", "30 percentage points"),
        ("count", "60 households", "30 households", "30 households"),
        ("amount", "60 yuan", "30 yuan", "30 yuan"),
        ("stock", "60", "30", "30"),
        (
            "density",
            "60 people per 10,000 older people",
            "30 people per 10,000 older people",
            "30 people per 10,000 older people",
        ),
    ],
)
def test_floors_must_not_fall(messages, kind, then, now, gap):
    expected = [f"{AT}.1.target: asks for {now}, below the {then} of the step before: {gap} less"]
    assert messages(steps_rise, plan(kind, *FALLING)) == expected


@pytest.mark.parametrize("kind", ["rate", "stock", "density"])
def test_caps_on_a_state_may_fall_and_must_not_rise(messages, kind):
    (rising,) = messages(steps_rise, plan(kind, *RISING_CAPS))
    assert rising.startswith(f"{AT}.1.target: allows 60")
    assert messages(steps_rise, plan(kind, *FALLING_CAPS)) == []


@pytest.mark.parametrize("kind", ["count", "amount"])
def test_caps_on_what_adds_up_may_rise_and_must_not_fall(messages, kind):
    (falling,) = messages(steps_rise, plan(kind, *FALLING_CAPS))
    assert falling.startswith(f"{AT}.1.target: asks for 30")
    assert messages(steps_rise, plan(kind, *RISING_CAPS)) == []


@pytest.mark.parametrize(
    ("kind", "steps", "target", "expected"),
    [
        pytest.param("standard", FALLING, None, [], id="standards-go-either-way"),
        pytest.param("count", ["by: 8月, target: 30", "by: 11月, target: 30"], None, [], id="level"),
        pytest.param(
            "rate",
            RISING_CAPS,
            None,
            [f"{AT}.1.target: allows 60%, above the 30% of the step before: 30 percentage points more"],
            id="cap-rises",
        ),
        pytest.param(
            "count",
            ["by: 8月, target: 60", "by: 9月", "every: month, target: 5"],
            None,
            [],
            id="recurring-takes-no-part",
        ),
        pytest.param(
            "count",
            ["by: 8月, target: 60, districts: [甲区]", "by: 9月, target: 30, districts: [乙区]"],
            None,
            [],
            id="other-districts",
        ),
        pytest.param(
            "count",
            [
                "by: 8月, target: 60, districts: [甲区]",
                "by: 9月, target: 70, districts: [乙区]",
                "by: 9月, target: 30, districts: [甲区]",
            ],
            None,
            [f"{AT}.2.target: asks for 30 households, below the 60 households of the step before: 30 households less"],
            id="same-districts",
        ),
        pytest.param("stock", ["by: 8月, target: 60", "by: 9月, target: '<= 30'"], None, [], id="floor-then-cap"),
        pytest.param("rate", RISING, ">= 60%", [], id="leads-up-to-the-target"),
        pytest.param("rate", RISING, ">= 70%", [], id="stays-below-the-target"),
        pytest.param(
            "rate",
            RISING,
            ">= 50%",
            [f"{AT}.1.target: the last step asks for 60%, above the target of 50%: 10 percentage points more"],
            id="beyond-the-target",
        ),
        pytest.param("rate", RISING, "50%..60%", [], id="within-a-range"),
        pytest.param(
            "rate",
            RISING,
            "<= 50%",
            [f"{AT}.1.target: the last step asks for 60%, above the target of 50%: 10 percentage points more"],
            id="beyond-a-cap",
        ),
        pytest.param("rate", ["by: 8月, target: '<= 60%'"], ">= 50%", [], id="cap-asks-for-nothing"),
        pytest.param(
            "count",
            ["by: 8月, target: 60, districts: [甲区]"],
            "50",
            [f"{AT}.0.target: the last step asks for 60 households, above the target of 50 households: {HOUSEHOLDS}"],
            id="some-districts-do-no-more-than-all",
        ),
        pytest.param(
            "rate", ["by: 8月, target: 60%, districts: [甲区]"], "50%", [], id="some-districts-may-do-better-than-all"
        ),
        pytest.param(
            "rate",
            ["by: 8月, target: 60%, districts: all"],
            "50%",
            [f"{AT}.0.target: the last step asks for 60%, above the target of 50%: 10 percentage points more"],
            id="every-district-is-all",
        ),
        pytest.param(
            "stock",
            ["by: 年底, target: '<= 9'"],
            "<= 3",
            [f"{AT}.0.target: the last step allows 9, above the target of 3: 6 more"],
            id="cap-wider-than-the-cap",
        ),
        pytest.param("stock", ["by: 6月, target: '<= 9'"], "<= 3", [], id="a-state-still-comes-down"),
        pytest.param("stock", ["by: 年底, target: '<= 3'"], "<= 3", [], id="the-same-cap"),
        pytest.param("stock", ["by: 年底, target: '<= 9'"], "3", [], id="a-number-is-no-cap"),
        pytest.param("stock", ["target: '<= 9'"], "<= 3", [], id="cap-of-no-day"),
        pytest.param(
            "count",
            ["by: 6月, target: '<= 9'"],
            "<= 3",
            [f"{AT}.0.target: the last step allows 9 households, above the target of 3 households: 6 households more"],
            id="what-adds-up-never-comes-down",
        ),
        pytest.param(
            "count",
            ["by: 6月, target: 约30", "by: 9月, target: 29"],
            "40余",
            [
                f"? {AT}.1.target: indicators.x.steps.0.target is about 30: only an exact figure can be compared",
                f"? {AT}.1.target: indicators.x.target is about 40: only an exact figure can be compared",
            ],
            id="about",
        ),
        pytest.param(
            "count",
            ["by: 11月, target: 30", "by: 8月, target: 60"],
            None,
            ["? indicators.x: cannot be checked until steps-in-order holds"],
            id="out-of-order",
        ),
        pytest.param(
            "count",
            ["by: 8月, target: 60个", "by: 11月, target: 30"],
            None,
            ["? indicators.x: cannot be checked until unit-matches holds"],
            id="other-units",
        ),
    ],
)
def test_messages(messages, kind, steps, target, expected):
    assert messages(steps_rise, plan(kind, *steps, target=target)) == expected


def test_figures(check):
    (finding,) = check(plan("rate", *FALLING), steps_rise).findings
    assert (finding.expected, finding.actual, finding.gap, finding.unit) == (60, 30, -30, "%")


@pytest.mark.parametrize(
    ("steps", "target", "expected"),
    [
        (FALLING, None, f"{AT}.1.target: 目标 30%，低于上一步的 60%：后退 30个百分点"),
        (RISING_CAPS, None, f"{AT}.1.target: 上限 60%，高于上一步的 30%：放宽 30个百分点"),
        (["by: 年底, target: '<= 9%'"], "<= 3%", f"{AT}.0.target: 最后一步允许 9%，高于总目标 3%：多 6个百分点"),
        (RISING, "50%", f"{AT}.1.target: 最后一步要求 60%，高于总目标 50%：多 10个百分点"),
    ],
)
def test_in_chinese(messages, steps, target, expected):
    assert messages(steps_rise, plan("rate", *steps, target=target), Language.ZH) == [expected]


SECOND = "indicators.beds.steps.1.target:"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("target: 200, steps: [{by: 6月底, target: 30%}, {by: 9月底, target: 60%}]", [], id="rise"),
        pytest.param(
            "target: 200, steps: [{by: 6月底, target: 30%}, {by: 9月底, target: 61}]", [], id="then-an-amount"
        ),
        pytest.param(
            "target: 200, steps: [{by: 6月底, target: 30%}, {by: 9月底, target: 59}]",
            [f"{SECOND} asks for 59, below the 60 of the step before: 1 less"],
            id="falls-to-an-amount",
        ),
        pytest.param(
            "steps: [{by: 6月底, target: 30%}, {by: 9月底, target: 20%}]",
            [f"{SECOND} asks for 20%, below the 30% of the step before: 10 percentage points less"],
            id="falls-without-a-target",
        ),
        pytest.param(
            "target: 200, steps: [{by: 9月底, target: 110%}]",
            ["indicators.beds.steps.0.target: the last step asks for 220, above the target of 200: 20 more"],
            id="more-than-the-target",
        ),
    ],
)
def test_a_percentage_of_a_count_is_a_share_of_its_target(messages, rest, expected):
    plan = f"indicators: {{beds: {{name: 床位, kind: count, unit: 张, {rest}}}}}"

    assert messages(unit_matches, plan) == []
    assert messages(steps_rise, plan) == expected
