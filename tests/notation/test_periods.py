"""periods: every way to write a period reads as the same stretch of months; what names none says what would."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.errors import CivtargetError
from civtarget.notation.dates import Period
from civtarget.notation.periods import PeriodError, find_reporting_period, months, read_day, read_reporting_period

ONE_YEAR = Period(2025, 2025)
FIVE_YEARS = Period(2021, 2025)

JUNE = [
    "2025-06",
    "2025-6",
    "2025/06",
    "2025.6",
    "202506",
    "20250630",
    "2025年6月",
    "２０２５年６月",
    "2025年06月份",
    "2025-06-30",
    "2025/6/1",
    "2025.06.30",
    "6月",
    "六月",
    "6月份",
    "6月底",
    "6月末",
    "截至2025年6月底",
    "截止2025年6月30日",
    "截至6月30日",
    "Jun-25",
    "2025-06-30T00:00:00",
]
SECOND_QUARTER = [
    "2025-Q2",
    "2025Q2",
    "2025年二季度",
    "2025年第二季度",
    "2025年第2季度",
    "二季度",
    "Q2",
    "4-6月",
    "2025年4月至6月",
    "4—6月份",
]
FIRST_HALF = ["2025-H1", "2025H1", "2025年上半年", "上半年", "H1", "1-6月", "1月—6月", "2025年1-6月", "2025年1～6月"]
YEAR = ["2025", "2025年", "2025年度", "2025年全年", "全年", "1-12月", "2025年1-12月"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *((text, "2025-06") for text in (*JUNE, "June 2025", "2025 年 6 月", "2025-06-30 00:00:00", "jun. 2025")),
        *((text, "2025-Q2") for text in (*SECOND_QUARTER, "Q2 2025")),
        *((text, "2025-H1") for text in FIRST_HALF),
        *((text, "2025") for text in YEAR),
        ("1-9月", "2025-01..2025-09"),
        ("2025-01..2025-09", "2025-01..2025-09"),
        ("十二月", "2025-12"),
        ("下半年", "2025-H2"),
        ("2024年6月", "2024-06"),
    ],
)
def test_reads(text, name):
    assert read_reporting_period(text, ONE_YEAR).text == name


@pytest.mark.parametrize(
    "text",
    [
        *("", "6", "13月", "2025-13", "2025-00", "2025-02-30", "6-3月", "五季度", "2025-Q5", "abc", "2025年6", "\x00"),
        *("2025.1", "2025-01..2026-09", "1e400", "nan", "=1+1", "截至", "6月" * 200),
    ],
)
def test_refuses(text):
    with pytest.raises(PeriodError):
        read_reporting_period(text, ONE_YEAR)


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        pytest.param(
            "六月份左右",
            '"六月份左右" is no period: write 2025-06, 2025年6月, 2025-Q2, 2025-H1 or 2025',
            "“六月份左右”不是期间：请写如 2025-06、2025年6月、2025-Q2、2025年上半年 或 2025",
            id="no-period",
        ),
        pytest.param(
            "6月", '"6月" names no year: write 2025-06', "“6月”没有写年份：请写如 2025-06", id="year-left-open"
        ),
    ],
)
def test_messages(text, en, zh):
    with pytest.raises(PeriodError) as caught:
        read_reporting_period(text, FIVE_YEARS)
    assert (caught.value.text.en, caught.value.text.zh) == (en, zh)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("常州市2025年6月民政工作进展情况表", "2025-06"),
        ("2025年民政重点工作（截至6月底）", "2025-06"),
        ("截至2025年6月30日进展", "2025-06"),
        ("2025年1—6月任务完成情况", "2025-H1"),
        ("2025年上半年", "2025-H1"),
        ("二季度", "2025-Q2"),
        ("Progress, June 2025", "2025-06"),
        ("2025-06", "2025-06"),
        ("202506", "2025-06"),
        # a bare year is the plan's, a day is when the form was filled in, two periods are none
        ("2025年全市民政工作要点完成情况", None),
        ("2025年度", None),
        ("填报日期：2025年7月5日", None),
        ("填报日期：2025-07-05", None),
        ("12个月", None),
        ("2025年6月、7月", None),
        ("96444", None),
        ("Sheet1", None),
        ("", None),
    ],
)
def test_finds_in_titles(title, name):
    found = find_reporting_period(title, ONE_YEAR)
    assert (found and found.text) == name


def test_a_title_without_a_year_names_no_period_of_a_long_plan():
    assert find_reporting_period("6月进展", FIVE_YEARS) is None
    assert find_reporting_period("2024年6月进展", FIVE_YEARS) == months(2024, 6, 6)


@given(year=st.integers(1900, 2099), ends=st.tuples(st.integers(1, 12), st.integers(1, 12)).map(sorted))
def test_names_read_back(year, ends):
    period = months(year, *ends)
    assert read_reporting_period(period.text, FIVE_YEARS) == period
    assert period.start == date(year, ends[0], 1)
    assert period.end.month == ends[1]
    assert (period.end.toordinal() + 1) == date(year + ends[1] // 12, ends[1] % 12 + 1, 1).toordinal()


@given(st.text())
def test_any_text_is_a_period_or_a_clear_error(text):
    for read in (read_reporting_period, find_reporting_period):
        try:
            read(text, ONE_YEAR)
        except CivtargetError as error:
            assert error.text.zh.isprintable()
    try:
        read_day(text, 2025)
    except CivtargetError as error:
        assert error.text.en.isprintable()


@pytest.mark.parametrize(
    "text",
    ["2025-03-28", "2025/3/28", "2025.3.28", "2025年3月28日", "20250328", "3月28日", "3月28号", "2025-03-28 00:00:00"],
)
def test_reads_days(text):
    assert read_day(text, 2025) == date(2025, 3, 28)


def test_what_is_no_day():
    with pytest.raises(PeriodError) as caught:
        read_day("3月28日")
    assert caught.value.text.en == '"3月28日" is no date: write 2025-03-28'
    assert caught.value.text.zh == "“3月28日”不是日期：请写如 2025-03-28"
    with pytest.raises(PeriodError) as caught:
        read_day("2025-02-29")
    assert caught.value.text.en == '"2025-02-29": there is no such date'
    assert caught.value.text.zh == "“2025-02-29”：日历上没有这个日期"
