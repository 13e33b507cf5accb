"""
Reporting periods as people write them: `2025-06`, `2025年6月`, `1-6月`, `二季度`, `上半年`, `Jun-25`; and days.

A name without a year means the year of the plan, if the plan has only one. Excel turns `2025-06` into a date and shows
it as `Jun-25`, so a day means its month, and a month name with two digits a month of this century.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from civtarget.errors import CivtargetError
from civtarget.language import Text
from civtarget.notation.chinese import MONTH_PATTERN, UP_TO_TWELVE
from civtarget.notation.dates import Period
from civtarget.spelling import quotation


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """
    A stretch of whole months that a value is reported for.

    `text` is its canonical name: `2025-06`, `2025-Q2`, `2025-H1`, `2025`.
    """

    text: str
    start: date
    end: date


_LONGEST = 200
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HALVES = {"上": 1, "下": 2}
_DASHES = str.maketrans("–—―~−─至到", "--------")
_MIDNIGHT = re.compile(r"[ t]+0?0:00(?::00(?:\.0+)?)?$")

_Y = r"(?P<year>(?:19|20)\d\d)"
_M = rf"(?P<month>1[0-2]|0?[1-9]|{MONTH_PATTERN})"
_M2 = _M.replace("month", "last")
_D = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_Q = r"(?:第?(?P<quarter>[1-4一二三四])季度?|q(?P<q>[1-4]))"
_H = r"(?:(?P<half>[上下])半年|h(?P<h>[12]))"
_NAME = rf"(?P<name>{'|'.join(_ENGLISH)})[a-z]*\.?"
# The part after a year, or alone where the year is known.
_PARTS = (
    rf"{_M}月?-{_M2}月份?",
    rf"{_M}月(?:{_D}日|份|底|末)?",
    rf"{_Q}",
    rf"{_H}",
    r"(?P<whole>全年)",
)
_FULL = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"{_Y}(?:年度?)?",
        *(rf"(?:{_Y}年?-?)?{part}" for part in _PARTS),
        rf"{_Y}(?!\.1$)[-/.]{_M}(?:[-/.]{_D})?",  # Excel makes 2025.1 of 2025.10
        rf"{_Y}(?P<month>0[1-9]|1[0-2])(?P<day>\d\d)?",
        rf"{_Y}-{_M}\.\.(?P<again>(?:19|20)\d\d)-{_M2}",
        rf"(?:{_Q}|{_H}|{_NAME}),?-?{_Y}",
        rf"{_NAME}-(?P<short>\d\d)",
    )
)
_UNTIL = re.compile(r"^截[-止]-?")  # 至 is a dash by then
# In a title everything needs its own marks: 12个月 is no December, and a bare 2025年 is the year of the plan.
_IN_TITLE = re.compile(
    "|".join(
        re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>_{number}>", pattern)
        for number, pattern in enumerate(
            (
                rf"(?P<until>截[-止]-?)?(?:{_Y}年)?{_M}月{_D}日",
                rf"(?P<until>截[-止]-?)?(?<!\d){_Y}[-/.]{_M}[-/.]{_D}(?!\d)",
                rf"(?:{_Q}|{_H}|{_NAME}),?{_Y}(?!\d)",
                rf"(?<!\d)(?:{_Y}年)?{_M}月?-{_M2}月",
                rf"(?<!\d)(?:{_Y}年)?{_M}月",
                rf"(?:(?<!\d){_Y}年?-?)?{_Q}(?![0-9a-z])",
                rf"(?:(?<!\d){_Y}年?-?)?{_H}(?![0-9a-z])",
                rf"(?:(?<!\d){_Y}年)?(?P<whole>全年)",
                rf"(?<!\d){_Y}[-/]{_M}(?!\d)",
                rf"(?<!\d){_Y}(?P<month>0[1-9]|1[0-2])(?!\d)",
                rf"(?<!\d){_Y}年",
            )
        )
    ),
    re.ASCII,
)
_DAY = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (rf"(?:{_Y}年)?{_M}月{_D}[日号]", rf"{_Y}([-/.]){_M}\2{_D}", rf"{_Y}(?P<month>\d\d)(?P<day>\d\d)")
)


class PeriodError(CivtargetError):
    """A text names no reporting period or no day; `text` shows how to write one."""


def months(year: int, first: int, last: int) -> ReportingPeriod:
    """Return the stretch from the month `first` to the month `last` of `year`, under its shortest name."""
    name = f"{year:04}-{first:02}..{year:04}-{last:02}"
    if first == last:
        name = f"{year:04}-{first:02}"
    elif (first, last) == (1, 12):
        name = f"{year:04}"
    elif last - first == 2 and last % 3 == 0:
        name = f"{year:04}-Q{last // 3}"
    elif last - first == 5 and last % 6 == 0:
        name = f"{year:04}-H{last // 6}"
    return ReportingPeriod(name, date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def read_reporting_period(text: str, plan: Period) -> ReportingPeriod:
    """
    Read the period that a value was reported for, under a plan for `plan`.

    Raises
    ------
    PeriodError
        The text names no period, or a month whose year is neither in it nor in the plan.
    """
    folded = _UNTIL.sub("", _folded(text)) if len(text) <= _LONGEST else ""
    for pattern in _FULL:
        match = pattern.fullmatch(folded)
        period = match and _period(match.groupdict(), plan.first if plan.first == plan.last else None)
        if period:
            return period
        if match and not any(match.groupdict().get(name) for name in ("year", "short")) and plan.first != plan.last:
            raise PeriodError(
                Text("“{text}”没有写年份：请写如 2025-06", '"{text}" names no year: write 2025-06', text=_shown(text))
            )
    raise PeriodError(
        Text(
            "“{text}”不是期间：请写如 2025-06、2025年6月、2025-Q2、2025年上半年 或 2025",
            '"{text}" is no period: write 2025-06, 2025年6月, 2025-Q2, 2025-H1 or 2025',
            text=_shown(text),
        )
    )


def find_reporting_period(text: str, plan: Period) -> ReportingPeriod | None:
    """
    Return the one period that a title, a heading or the name of a sheet contains, or None.

    A bare year is that of the plan and no period. A day counts only as the end of a period (截至6月30日): other days
    are dates of filling in. Two periods are none.
    """
    found = [match.groupdict() for match in _IN_TITLE.finditer(_folded(text[:_LONGEST]))]
    parts = [{name.rpartition("_")[0]: value for name, value in each.items() if value} for each in found]
    years = {int(part["year"]) for part in parts if "year" in part}
    year = years.pop() if len(years) == 1 else plan.first if not years and plan.first == plan.last else None
    meant = [part for part in parts if len(part.keys() - {"year"}) and ("day" not in part or "until" in part)]
    periods = {_period(part, year) for part in meant}
    return periods.pop() if len(periods) == 1 else None


def read_day(text: str, year: int | None = None) -> date:
    """
    Read one day: `2025-03-28`, `2025/3/28`, `2025年3月28日`, `20250328`; `3月28日` where the `year` is known.

    Raises
    ------
    PeriodError
        The text names no day, or none that exists.
    """
    folded = _folded(text) if len(text) <= _LONGEST else ""
    for pattern in _DAY:
        match = pattern.fullmatch(folded)
        if match and (match["year"] or year):
            try:
                return date(int(match["year"] or year or 0), _number(match["month"]), int(match["day"]))
            except ValueError:
                raise PeriodError(
                    Text("“{text}”：日历上没有这个日期", '"{text}": there is no such date', text=_shown(text))
                ) from None
    raise PeriodError(
        Text("“{text}”不是日期：请写如 2025-03-28", '"{text}" is no date: write 2025-03-28', text=_shown(text))
    )


def _folded(text: str) -> str:
    """Return `text` in one spelling: half-width, lower-case, one kind of dash, no spaces, no midnight behind a day."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    return "".join(_MIDNIGHT.sub("", folded).split()).translate(_DASHES)


def _period(part: Mapping[str, str | None], year: int | None) -> ReportingPeriod | None:
    """Return the period of the named groups of a match, in `year` if they have none."""
    if part.get("again") not in (None, part.get("year")):
        return None
    year = int(part.get("year") or year or 0)
    if part.get("short"):
        year = 2000 + int(part["short"] or 0)
    if not year:
        return None
    first, last = _months_of(part)
    day = part.get("day")
    if first > last or (day is not None and not 1 <= int(day) <= monthrange(year, first)[1]):
        return None
    return months(year, first, last)


def _months_of(part: Mapping[str, str | None]) -> tuple[int, int]:
    for name, length in (("quarter", 3), ("q", 3), ("half", 6), ("h", 6)):
        value = part.get(name)
        if value:
            number = _HALVES.get(value) or _number(value)
            return (number - 1) * length + 1, number * length
    month = part.get("month")
    if part.get("name"):
        first = _ENGLISH.index(part["name"] or "") + 1
    elif month:
        first = _number(month)
    else:
        return 1, 12
    return first, _number(part.get("last") or str(first))


def _number(text: str) -> int:
    return UP_TO_TWELVE.get(text) or int(text)


def _shown(text: str) -> str:
    return quotation(text, 40)
