"""pace: what is due by a day, at every boundary of the window; months and days against a count of single days."""

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.excerpts import whole_plan

from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.model.plan import Indicator, Pace, Plan
from civtarget.model.schedule import (
    Undated,
    Window,
    pace_of,
    quarter_ends,
    schedule_of,
    share_due,
    stepped_due,
    window_of,
)
from civtarget.notation.quantity import read_quantity

YEAR = Window(date(2025, 1, 1), date(2025, 12, 31))
SHARED_PACES = [Pace.MONTHS, Pace.DAYS, Pace.QUARTERS]
days = st.dates(date(2023, 1, 1), date(2027, 12, 31))


def due(indicator, bound, plan, day, district=None):
    return schedule_of(indicator, plan, district).due(bound, day)


def plan_of(excerpt: str) -> Plan:
    file = parse_plan(File("plan.yaml", whole_plan(excerpt), ""))
    assert file.plan is not None
    assert not file.faults
    return file.plan


def beds(rest: str, period: str = "2025") -> tuple[Indicator, Plan]:
    """Return the indicator that `rest` describes, with its plan."""
    plan = plan_of(f"period: {period}\nindicators: {{beds: {{name: 床位, {rest}}}}}")
    (indicator,) = plan.indicators.values()
    return indicator, plan


def end_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@pytest.mark.parametrize(
    ("pace", "day", "share"),
    [
        pytest.param(Pace.MONTHS, date(2024, 12, 31), 0, id="months-before"),
        pytest.param(Pace.MONTHS, date(2025, 1, 1), Fraction(1, 372), id="months-first-day"),
        pytest.param(Pace.MONTHS, date(2025, 1, 31), Fraction(1, 12), id="months-first-end"),
        pytest.param(Pace.MONTHS, date(2025, 2, 14), Fraction(1, 8), id="months-half-of-february"),
        pytest.param(Pace.MONTHS, date(2025, 6, 30), Fraction(1, 2), id="months-half"),
        pytest.param(Pace.MONTHS, date(2025, 12, 30), Fraction(371, 372), id="months-last-but-one"),
        pytest.param(Pace.MONTHS, date(2025, 12, 31), 1, id="months-last"),
        pytest.param(Pace.MONTHS, date(2026, 1, 1), 1, id="months-after"),
        pytest.param(Pace.DAYS, date(2024, 12, 31), 0, id="days-before"),
        pytest.param(Pace.DAYS, date(2025, 1, 1), Fraction(1, 365), id="days-first"),
        pytest.param(Pace.DAYS, date(2025, 6, 30), Fraction(181, 365), id="days-june"),
        pytest.param(Pace.DAYS, date(2025, 12, 31), 1, id="days-last"),
        pytest.param(Pace.QUARTERS, date(2025, 3, 30), 0, id="quarters-before-the-first"),
        pytest.param(Pace.QUARTERS, date(2025, 3, 31), Fraction(1, 4), id="quarters-first"),
        pytest.param(Pace.QUARTERS, date(2025, 9, 30), Fraction(3, 4), id="quarters-third"),
        pytest.param(Pace.QUARTERS, date(2025, 12, 30), Fraction(3, 4), id="quarters-last-but-one"),
        pytest.param(Pace.QUARTERS, date(2025, 12, 31), 1, id="quarters-last"),
        pytest.param(Pace.NONE, date(2025, 12, 31), None, id="none"),
        pytest.param(Pace.STEPS, date(2025, 12, 31), None, id="steps"),
    ],
)
def test_share_due(pace, day, share):
    assert share_due(pace, YEAR, day) == share


@pytest.mark.parametrize(
    ("end", "day", "share"),
    [
        pytest.param(date(2025, 11, 30), date(2025, 9, 30), Fraction(3, 4), id="a-last-quarter-cut-short"),
        pytest.param(date(2025, 11, 30), date(2025, 11, 30), 1, id="its-end"),
        pytest.param(date(2025, 9, 30), date(2025, 6, 30), Fraction(2, 3), id="three-quarters"),
        pytest.param(date(2025, 2, 28), date(2025, 2, 27), 0, id="no-quarter-ends"),
        pytest.param(date(2025, 2, 28), date(2025, 2, 28), 1, id="no-quarter-ends-at-the-end"),
    ],
)
def test_quarters_of_a_short_window(end, day, share):
    assert share_due(Pace.QUARTERS, Window(date(2025, 1, 1), end), day) == share


@pytest.mark.parametrize("pace", SHARED_PACES)
def test_a_window_the_wrong_way_round_is_due_at_its_end(pace):
    window = Window(date(2025, 9, 1), date(2025, 3, 31))
    assert [share_due(pace, window, day) for day in (date(2025, 3, 30), date(2025, 3, 31), date(2025, 9, 1))] == [
        0,
        1,
        1,
    ]


@given(first=st.integers(0, 60), count=st.integers(1, 60), past=st.data())
def test_at_the_end_of_month_m_of_n_exactly_m_of_n_is_due(first, count, past):
    number = past.draw(st.integers(1, count))
    months = [(2023 + (first + each) // 12, (first + each) % 12 + 1) for each in range(count)]
    window = Window(date(*months[0], 1), end_of(*months[-1]))
    assert share_due(Pace.MONTHS, window, end_of(*months[number - 1])) == Fraction(number, count)


@given(pace=st.sampled_from(SHARED_PACES), start=days, length=st.integers(0, 1500), one=days, other=days)
def test_shares_never_fall_and_run_from_0_to_1(pace, start, length, one, other):
    window = Window(start, start + timedelta(length))
    shares = [share_due(pace, window, day) for day in sorted((one, other))]
    assert 0 <= shares[0] <= shares[1] <= 1
    assert share_due(pace, window, start - timedelta(1)) == 0
    assert share_due(pace, window, window.end) == share_due(pace, window, window.end + timedelta(1)) == 1


@given(start=days, length=st.integers(0, 500), offset=st.integers(-10, 510))
def test_months_and_days_agree_with_a_count_of_single_days(start, length, offset):
    """Every day of a month weighs as much as the others of it, and every month as much as the others."""
    window = [start + timedelta(number) for number in range(length + 1)]
    day = start + timedelta(offset)
    weights = {each: Fraction(1, monthrange(each.year, each.month)[1]) for each in window}
    past = [each for each in window if each <= day]
    by_months = sum(weights[each] for each in past) / sum(weights.values())
    assert share_due(Pace.MONTHS, Window(start, window[-1]), day) == by_months
    assert share_due(Pace.DAYS, Window(start, window[-1]), day) == Fraction(len(past), len(window))


@given(start=days, length=st.integers(0, 1000))
def test_quarter_ends(start, length):
    window = [start + timedelta(number) for number in range(length + 1)]
    ends = [day for day in window if day.month % 3 == 0 and (day + timedelta(1)).day == 1]
    assert list(quarter_ends(start, window[-1])) == ends


def test_stepped_due():
    steps = [(date(2025, 8, 31), 30), (date(2025, 11, 30), 60), (date(2025, 11, 30), 50)]
    dates = [date(2025, 8, 30), date(2025, 8, 31), date(2025, 11, 29), date(2025, 11, 30), date(2026, 1, 1)]
    assert [stepped_due(steps, day) for day in dates] == [0, 30, 30, 60, 60]


@pytest.mark.parametrize(
    ("rest", "pace"),
    [
        pytest.param("kind: count, unit: 张, target: 3", Pace.MONTHS, id="count"),
        pytest.param("kind: amount, unit: 元, target: 3", Pace.MONTHS, id="amount"),
        pytest.param("kind: stock, unit: 家, target: 3", Pace.NONE, id="stock"),
        pytest.param("kind: rate, target: 92%", Pace.NONE, id="rate"),
        pytest.param("kind: density, unit: 名/万名老年人, target: 25", Pace.NONE, id="density"),
        pytest.param("kind: standard, unit: 元/月, target: 940", Pace.NONE, id="standard"),
        pytest.param("kind: task", Pace.NONE, id="task"),
        pytest.param("kind: task, pace: months", Pace.NONE, id="task-has-none"),
        pytest.param("kind: stock, unit: 家, pace: quarters", Pace.QUARTERS, id="stated"),
        pytest.param("kind: count, unit: 张, pace: none, steps: [{by: 8月, target: 1}]", Pace.NONE, id="stated-first"),
        pytest.param("kind: rate, steps: [{by: 8月, target: 30%}]", Pace.STEPS, id="steps"),
        pytest.param("kind: count, unit: 张, steps: [{by: 8月, do: 摸底}]", Pace.MONTHS, id="steps-without-target"),
        pytest.param("kind: count, unit: 张, steps: [{by: 8月, target: 3以内}]", Pace.MONTHS, id="steps-are-caps"),
        pytest.param("kind: count, unit: 张, steps: [{target: 3}]", Pace.MONTHS, id="steps-without-deadline"),
        pytest.param(
            "kind: count, unit: 张, steps: [{by: 8月, every: month, target: 3}]", Pace.MONTHS, id="recurring-steps"
        ),
    ],
)
def test_pace_of(rest, pace):
    assert pace_of(beds(rest)[0]) is pace


@pytest.mark.parametrize(
    ("rest", "period", "window"),
    [
        pytest.param("kind: task", "2025", YEAR, id="of-the-plan"),
        pytest.param("kind: task", "2021..2025", Window(date(2021, 1, 1), date(2025, 12, 31)), id="several-years"),
        pytest.param(
            "kind: task, start: 3月, by: 8月底", "2025", Window(date(2025, 3, 1), date(2025, 8, 31)), id="own"
        ),
        pytest.param("kind: task, by: 6月前", "2025", Window(date(2025, 1, 1), date(2025, 5, 31)), id="own-end"),
        pytest.param(
            "kind: task, start: 2022年7月", "2021..2025", Window(date(2022, 7, 1), date(2025, 12, 31)), id="own-start"
        ),
    ],
)
def test_window_of(rest, period, window):
    assert window_of(*beds(rest, period)) == window


def test_a_deadline_without_its_year_is_no_day():
    with pytest.raises(Undated) as raised:
        schedule_of(*beds("kind: count, unit: 张, by: 8月底", "2021..2025"))
    assert (raised.value.text.zh, raised.value.text.en) == (
        "规划期为 2021..2025，“8月底”没有写明年份，因此无法检查",
        'cannot be checked: "8月底" names no year of 2021..2025',
    )


@pytest.mark.parametrize(
    ("rest", "bound", "day", "district", "expected"),
    [
        pytest.param("kind: count, unit: 张", "149", date(2025, 6, 30), None, Fraction(149, 2), id="half-a-bed"),
        pytest.param("kind: count, unit: 张", ">= 149", date(2025, 6, 30), "甲区", Fraction(149, 2), id="floor"),
        pytest.param("kind: count, unit: 张", "<= 149", date(2025, 6, 30), None, None, id="cap"),
        pytest.param("kind: count, unit: 张", "<= 149", date(2025, 12, 31), None, None, id="cap-at-the-end"),
        pytest.param("kind: count, unit: 张", "100..200", date(2025, 6, 30), None, 50, id="range"),
        pytest.param("kind: count, unit: 张, by: 6月底", "149", date(2025, 6, 30), None, 149, id="own-deadline"),
        pytest.param("kind: count, unit: 张, start: 7月", "149", date(2025, 6, 30), None, 0, id="own-start"),
        pytest.param("kind: rate", "92%", date(2025, 12, 30), None, None, id="no-pace"),
        pytest.param("kind: rate", "92%", date(2025, 12, 31), None, 92, id="no-pace-at-the-end"),
        pytest.param("kind: rate, STEPS", "90%", date(2025, 8, 30), None, 0, id="before-the-steps"),
        pytest.param("kind: rate, STEPS", "90%", date(2025, 8, 31), None, 30, id="first-step"),
        pytest.param("kind: rate, STEPS", "90%", date(2025, 11, 30), None, 60, id="second-step"),
        pytest.param("kind: rate, STEPS", "90%", date(2025, 12, 31), None, 90, id="after-the-steps-all"),
        pytest.param("kind: rate, STEPS", "90%", date(2025, 11, 30), "甲区", None, id="no-district-has-the-steps"),
        pytest.param("kind: count, unit: 张, STEPS", "50", date(2025, 8, 31), None, 15, id="percentage-of-the-target"),
        pytest.param("kind: count, unit: 张, STEPS", "5", date(2025, 8, 31), "甲区", Fraction(3, 2), id="of-a-share"),
        pytest.param(
            "kind: count, unit: 张, steps: [{by: 8月, target: 20}]", "50", date(2025, 8, 31), None, 20, id="amount"
        ),
        pytest.param(
            "kind: count, unit: 张, steps: [{by: 8月, target: 20}]",
            "50",
            date(2025, 8, 31),
            "甲区",
            None,
            id="an-amount-is-the-whole-area's",
        ),
        pytest.param("kind: rate, NAMED", "90%", date(2025, 8, 31), "甲区", 30, id="step-of-a-district"),
        pytest.param("kind: rate, NAMED", "90%", date(2025, 8, 31), "乙区", None, id="not-of-another"),
        pytest.param("kind: rate, NAMED", "90%", date(2025, 8, 31), None, None, id="nor-of-the-area"),
        pytest.param(
            "kind: rate, steps: [{by: 8月, target: 30%, districts: all}]",
            "90%",
            date(2025, 8, 31),
            "乙区",
            30,
            id="step-of-every-district",
        ),
        pytest.param("kind: rate, pace: steps", "90%", date(2025, 8, 31), None, None, id="steps-without-steps"),
    ],
)
def test_due(rest, bound, day, district, expected):
    rest = rest.replace("STEPS", "steps: [{by: 8月, target: 30%}, {by: 11月, target: 60%}]")
    rest = rest.replace("NAMED", "steps: [{by: 8月, target: 30%, districts: [甲区]}]")
    indicator, plan = beds(rest)
    assert due(indicator, read_quantity(bound), plan, day, district) == expected


@pytest.mark.parametrize(
    ("rest", "bound", "day"),
    [
        pytest.param("kind: count, unit: 张", "149", date(2025, 3, 31), id="first-quarter"),
        pytest.param("kind: count, unit: 张, start: 4月", "149", date(2025, 6, 30), id="own-start"),
        pytest.param("kind: count, unit: 张, by: 2月底", "149", date(2025, 2, 28), id="deadline-first"),
        pytest.param("kind: count, unit: 张, start: 5月, by: 8月", "149", date(2025, 6, 30), id="own-window"),
        pytest.param("kind: count, unit: 张", "0", date(2025, 12, 31), id="nothing-due"),
        pytest.param("kind: rate", "92%", date(2025, 12, 31), id="no-pace"),
        pytest.param("kind: rate, steps: [{by: 8月, target: 30%}]", "92%", date(2025, 9, 30), id="quarter-of-a-step"),
        pytest.param("kind: count, unit: 张", "<= 3", date(2025, 12, 31), id="cap"),
    ],
)
def test_first_due(rest, bound, day):
    assert schedule_of(*beds(rest)).first_due(read_quantity(bound)) == day
