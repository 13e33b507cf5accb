"""dates: what officials write for days, read exactly or refused with a remedy."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from civtarget.notation.dates import DateError, Period, When, read_date, read_period, read_when

YEAR_ROUND = [
    f"{month}月{part}" for month in range(1, 13) for part in ("", "底", "底前", "上旬", "中旬", "下旬", "1日")
]
WHOLE = ["一季度", "二季度", "三季度", "四季度", "上半年", "下半年", "年内", "年底", "年底前", "6月前", "12月前"]
TIMES = st.sampled_from([*YEAR_ROUND, *WHOLE])


@pytest.mark.parametrize(
    ("text", "year", "first", "last"),
    [
        pytest.param("2025-03-31", 2025, (3, 31), (3, 31), id="day"),
        pytest.param("2024-02-29", 2024, (2, 29), (2, 29), id="leap-day"),
        pytest.param("2025-02", 2025, (2, 1), (2, 31), id="iso-month"),
        pytest.param("3月", None, (3, 1), (3, 31), id="month"),
        pytest.param("12月", None, (12, 1), (12, 31), id="two-digit-month"),
        pytest.param("3月底", None, (3, 31), (3, 31), id="month-end"),
        pytest.param("3月底前", None, (3, 31), (3, 31), id="by-month-end"),
        pytest.param("6月前", None, (1, 1), (5, 31), id="before-a-month"),
        pytest.param("3月15日", None, (3, 15), (3, 15), id="named-day"),
        pytest.param("2月29日", None, (2, 29), (2, 29), id="leap-day-of-some-year"),
        pytest.param("5月上旬", None, (5, 1), (5, 10), id="first-third"),
        pytest.param("5月中旬", None, (5, 11), (5, 20), id="second-third"),
        pytest.param("2月下旬", None, (2, 21), (2, 31), id="last-third"),
        pytest.param("一季度", None, (1, 1), (3, 31), id="quarter"),
        pytest.param("下半年", None, (7, 1), (12, 31), id="half"),
        pytest.param("年内", None, (1, 1), (12, 31), id="within-the-year"),
        pytest.param("年底", None, (12, 31), (12, 31), id="year-end"),
        pytest.param("年底前", None, (12, 31), (12, 31), id="by-year-end"),
        pytest.param("2023年底", 2023, (12, 31), (12, 31), id="year-shares-its-character"),
        pytest.param("2023年年底前", 2023, (12, 31), (12, 31), id="year-written-twice"),
        pytest.param("2023年内", 2023, (1, 1), (12, 31), id="within-that-year"),
        pytest.param("2023年6月前", 2023, (1, 1), (5, 31), id="year-and-month"),
        pytest.param("2024年2月29日", 2024, (2, 29), (2, 29), id="leap-day-of-a-year"),
        # other spellings
        pytest.param("6月30日前", None, (6, 30), (6, 30), id="by-a-day"),
        pytest.param("12月31日之前", None, (12, 31), (12, 31), id="by-a-day-at-length"),
        pytest.param("三月底", None, (3, 31), (3, 31), id="chinese-month"),
        pytest.param("2025年十一月", 2025, (11, 1), (11, 31), id="chinese-month-of-a-year"),
        pytest.param("十月前", None, (1, 1), (9, 31), id="before-a-chinese-month"),
        pytest.param("年末", None, (12, 31), (12, 31), id="year-end-otherwise"),
        pytest.param("2025年末", 2025, (12, 31), (12, 31), id="end-of-that-year"),
        pytest.param("3月末", None, (3, 31), (3, 31), id="month-end-otherwise"),
        pytest.param("第一季度", None, (1, 1), (3, 31), id="quarter-by-number"),
        pytest.param("一季度末", None, (3, 31), (3, 31), id="quarter-end"),
        pytest.param("第三季度底前", None, (9, 31), (9, 31), id="by-quarter-end"),
        pytest.param("6月份", None, (6, 1), (6, 31), id="month-at-length"),
        pytest.param("6月份底", None, (6, 31), (6, 31), id="month-end-at-length"),
        pytest.param("6月份之前", None, (1, 1), (5, 31), id="before-at-length"),
        pytest.param("6月份前", None, (1, 1), (5, 31), id="before-half-at-length"),
        pytest.param("6月之前", None, (1, 1), (5, 31), id="before-otherwise"),
        pytest.param("３月底", None, (3, 31), (3, 31), id="full-width"),
        pytest.param("２０２５－０３－３１", 2025, (3, 31), (3, 31), id="full-width-iso"),
    ],
)
def test_times(text, year, first, last):
    assert read_when(text) == When(text, year, first, last)


NO_TIME = '"{}" is no time: write 3月底, 7月, 5月中旬, 三季度, 年底 or 2025-03-31'
NO_DATE = '"{}": there is no such date'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", NO_TIME, id="empty"),
        pytest.param("尽快", NO_TIME, id="vague"),
        pytest.param("13月", NO_TIME, id="month-13"),
        pytest.param("03月", NO_TIME, id="zero-before-month"),
        pytest.param("1月前", NO_TIME, id="before-the-year"),
        pytest.param("年内底", NO_TIME, id="end-of-within"),
        pytest.param("二十月", NO_TIME, id="month-20"),
        pytest.param("十三月", NO_TIME, id="month-13-in-chinese"),
        pytest.param("周末", NO_TIME, id="weekend"),
        pytest.param("4月31日前", NO_DATE, id="by-no-day"),
        pytest.param("底前", NO_TIME, id="end-of-nothing"),
        pytest.param("2025年", NO_TIME, id="bare-year"),
        pytest.param("年3月底", NO_TIME, id="year-without-number"),
        pytest.param("年年底", NO_TIME, id="year-end-without-number"),
        pytest.param("2025年年3月", NO_TIME, id="stray-year"),
        pytest.param("0000年3月", NO_TIME, id="year-zero"),
        pytest.param("2025-3-1", NO_TIME, id="iso-needs-two-digits"),
        pytest.param("٢٠٢٥-٠٣-٣١", NO_TIME, id="other-digits"),
        pytest.param("3月32日", NO_TIME, id="day-32"),
        pytest.param("2月30日", NO_DATE, id="never-a-day"),
        pytest.param("4月31日", NO_DATE, id="short-month"),
        pytest.param("2025年2月29日", NO_DATE, id="no-leap-year"),
        pytest.param("2025-02-29", NO_DATE, id="no-leap-year-iso"),
        pytest.param("2025-13", NO_DATE, id="iso-month-13"),
        pytest.param("0000-01-01", NO_DATE, id="iso-year-zero"),
    ],
)
def test_no_times(text, message):
    with pytest.raises(DateError) as error:
        read_when(text)
    assert error.value.text.en == message.format(text)


def test_refusals_in_chinese():
    said = []
    for read, text in ((read_when, "尽快"), (read_when, "2月30日"), (read_date, "3月"), (read_period, "今年")):
        with pytest.raises(DateError) as error:
            read(text)
        said.append(error.value.text.zh)
    assert said == [
        "“尽快”不是时间：应写作 3月底、7月、5月中旬、三季度、年底或 2025-03-31",
        "“2月30日”：日历上没有这个日期",
        "“3月”不是日期：应写作 2025-03-31",
        "“今年”不是规划期：应写作 2025 或 2021..2025",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2025", Period(2025, 2025), id="year"),
        pytest.param("2021..2025", Period(2021, 2025), id="years"),
        pytest.param("2025..2025", Period(2025, 2025), id="one-year-as-a-range"),
        pytest.param(" 2025 ", Period(2025, 2025), id="spaces-around"),
        pytest.param("2021-2025", Period(2021, 2025), id="hyphen"),
        pytest.param("2021—2025", Period(2021, 2025), id="dash"),
        pytest.param("2021——2025", Period(2021, 2025), id="double-dash"),
        pytest.param("２０２１－２０２５", Period(2021, 2025), id="full-width"),
    ],
)
def test_periods(text, expected):
    assert read_period(text) == expected


@pytest.mark.parametrize(
    "text", ["", "25", "2025..2021", "2025-2021", "2021-12", "2021--2025", "2021..", "0000", "2025年", "20255"]
)
def test_no_periods(text):
    with pytest.raises(DateError) as error:
        read_period(text)
    assert error.value.text.en == f'"{text}" is no period: write 2025 or 2021..2025'


def test_a_period_knows_its_days_and_how_it_is_written():
    period = Period(2021, 2025)
    assert (period.start, period.end, str(period)) == (date(2021, 1, 1), date(2025, 12, 31), "2021..2025")
    assert str(Period(2025, 2025)) == "2025"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025-03", '"2025-03" is no date: write 2025-03-31'),
        ("3月底", '"3月底" is no date: write 2025-03-31'),
        ("2025-03-31T00:00", '"2025-03-31T00:00" is no date: write 2025-03-31'),
        ("2025-02-30", '"2025-02-30": there is no such date'),
        ("2025-00-01", '"2025-00-01": there is no such date'),
    ],
)
def test_no_dates(text, message):
    with pytest.raises(DateError) as error:
        read_date(text)
    assert error.value.text.en == message


@pytest.mark.parametrize(
    ("text", "period", "expected"),
    [
        pytest.param("3月底", Period(2025, 2025), 2025, id="the-plans-only-year"),
        pytest.param("3月底", Period(2021, 2025), None, id="open"),
        pytest.param("2023年底", Period(2021, 2025), 2023, id="named"),
        pytest.param("2026-01-31", Period(2025, 2025), 2026, id="named-outside"),
    ],
)
def test_the_year_meant(text, period, expected):
    assert read_when(text).year_in(period) == expected


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("2月底", 2025, (date(2025, 2, 28), date(2025, 2, 28))),
        ("2月下旬", 2024, (date(2024, 2, 21), date(2024, 2, 29))),
        ("6月前", 2025, (date(2025, 1, 1), date(2025, 5, 31))),
        ("三季度", 2025, (date(2025, 7, 1), date(2025, 9, 30))),
    ],
)
def test_days_of_a_stretch(text, year, expected):
    when = read_when(text)
    assert (when.first_day(year), when.last_day(year)) == expected


def test_only_a_leap_day_may_be_missing_from_a_year():
    leap_day, month_end = read_when("2月29日"), read_when("2月底")
    assert [leap_day.exists_in(year) for year in (2024, 2025, 2100)] == [True, False, False]
    assert month_end.exists_in(2025)


@given(st.dates())
def test_every_iso_day_reads_back(day):
    when = read_when(day.isoformat())
    assert read_date(day.isoformat()) == day
    assert when.year == day.year
    assert (when.first_day(day.year), when.last_day(day.year)) == (day, day)


@given(st.dates())
def test_every_named_day_reads_back(day):
    when = read_when(f"{day.year:04}年{day.month}月{day.day}日")
    assert (when.year, when.first_day(day.year), when.last_day(day.year)) == (day.year, day, day)


@given(TIMES, st.integers(1, 9999))
def test_a_stretch_never_ends_before_it_starts(text, year):
    when, named = read_when(text), read_when(f"{year:04}年{text}")
    assert when.first_day(year) <= when.last_day(year)
    assert (named.year, named.first, named.last) == (year, when.first, when.last)


@given(st.one_of(st.text(), st.text(alphabet="0123456789-.年月日底前上中下旬季度半内一二三四 ")))
@example("0000年2月30日")
@example("9999年12月31日")
def test_any_text_is_read_or_refused(text):
    for read in (read_when, read_date, read_period):
        with suppress(DateError):
            read(text)
