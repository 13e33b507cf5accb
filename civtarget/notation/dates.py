"""
Days in the notation of officials: `3月底`, `6月前`, `三季度`, `5月中旬`, `年底`, `2025-03-31`; and the years of a plan.

A `When` is a stretch of days; a deadline is its last day, a start its first.
A name without a year means the year of the plan, which is known only together with the plan's period.
"""

import re
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date

from civtarget.errors import CivtargetError
from civtarget.language import Text
from civtarget.notation.chinese import MONTH_PATTERN, UP_TO_TWELVE

_LAST_OF_MONTH = 31
_LEAP_DAY = (2, 29)
_LEAP_YEAR = 2024
_MONTHS_OF = {
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
    "第一季度": (1, 3),
    "第二季度": (4, 6),
    "第三季度": (7, 9),
    "第四季度": (10, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "年内": (1, 12),
}
_THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, _LAST_OF_MONTH)}
_DUE = re.compile(r"(次月|当月)(\d{1,2})日", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)
_YEAR = re.compile(r"\d{4}(?=年)", re.ASCII)
_PERIOD = re.compile(r"(\d{4})(?:(?:\.\.|-|–|——?)(\d{4}))?", re.ASCII)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－", "0123456789-")
_CHINESE_MONTH = re.compile(rf"({MONTH_PATTERN})(?=月)")
_MONTH = re.compile(r"(1[0-2]|[1-9])月(底|前|上旬|中旬|下旬|(?:[1-9]|[12]\d|3[01])日)?", re.ASCII)


class DateError(CivtargetError):
    """A text names no day; `text` shows how to write one."""


@dataclass(frozen=True, slots=True)
class Period:
    """The calendar years that a plan is for, from 1 January of `first` to 31 December of `last`."""

    first: int
    last: int

    @property
    def start(self) -> date:
        """The first day of the period."""
        return date(self.first, 1, 1)

    @property
    def end(self) -> date:
        """The last day of the period."""
        return date(self.last, 12, 31)

    @property
    def years(self) -> int:
        """The number of years that it covers."""
        return self.last - self.first + 1

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"


@dataclass(frozen=True, slots=True)
class When:
    """
    A stretch of days within one year; `text` is its notation in the plan.

    `first` and `last` are (month, day); a day past the month's end means its last day.
    `year` is None where the text names none.
    """

    text: str
    year: int | None
    first: tuple[int, int]
    last: tuple[int, int]

    def year_in(self, period: Period) -> int | None:
        """Return the year meant under a plan for `period`, or None when that period leaves it open."""
        if self.year is None and period.first == period.last:
            return period.first
        return self.year

    def exists_in(self, year: int) -> bool:
        """Whether `year` has this day: only a 29 February may not be there."""
        return self.first != _LEAP_DAY or isleap(year)

    def first_day(self, year: int) -> date:
        """Return the first day of this stretch in `year`."""
        return _day(year, self.first)

    def last_day(self, year: int) -> date:
        """Return the last day of this stretch in `year`."""
        return _day(year, self.last)


def read_period(text: str) -> Period:
    """Read `2025` or `2021..2025`, also written `2021-2025`; raise `DateError` for anything else."""
    match = _PERIOD.fullmatch(text.strip().translate(_FULL_WIDTH))
    if match is None or int(match[1]) == 0 or int(match[2] or match[1]) < int(match[1]):
        raise DateError(
            Text(
                "“{text}”不是规划期：应写作 2025 或 2021..2025",
                '"{text}" is no period: write 2025 or 2021..2025',
                text=text,
            )
        )
    return Period(int(match[1]), int(match[2] or match[1]))


def read_date(text: str) -> date:
    """Read one ISO day, `2025-03-31`; raise `DateError` for anything else."""
    match = _ISO.fullmatch(text.strip())
    if match is None or match[3] is None:
        raise DateError(Text("“{text}”不是日期：应写作 2025-03-31", '"{text}" is no date: write 2025-03-31', text=text))
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise _no_such_day(text) from None


def read_when(text: str) -> When:
    """
    Read a stretch of days.

    `2025-03-31` a day; `2025-03`, `3月` a month; `3月底` its last day; `3月15日` a day; `3月上旬` (to the 10th), `中旬`
    (11th to 20th), `下旬` (21st on) a third of it; `6月前` what ends with 31 May; `三季度`, `上半年`, `年内`; `年底` 31
    December, `一季度末` 31 March. A year may stand before: `2023年底`. A trailing 前 after a day or an end changes
    nothing: `3月底前`, `6月30日前`. `三月`, `3月份`, `３月`, `6月之前`, `年末`, `第一季度` are read too.

    Raises
    ------
    DateError
        The text is none of these, or a day that does not exist.
    """
    folded = _folded(text)
    iso = _ISO.fullmatch(folded)
    when = _iso_when(text, iso) if iso else _named_when(text, folded)
    if when is None:
        raise DateError(
            Text(
                "“{text}”不是时间：应写作 3月底、7月、5月中旬、三季度、年底或 2025-03-31",
                '"{text}" is no time: write 3月底, 7月, 5月中旬, 三季度, 年底 or 2025-03-31',
                text=text,
            )
        )
    return when


def _folded(text: str) -> str:
    """Return `text` in one of its spellings: 3月份末之前 is 3月底."""
    folded = text.strip().translate(_FULL_WIDTH).replace("月份", "月").replace("之前", "前").replace("末", "底")
    return folded[:-1] if folded.endswith(("底前", "日前")) else folded


def _iso_when(text: str, match: re.Match[str]) -> When:
    year, month, day = int(match[1]), int(match[2]), match[3]
    try:
        date(year, month, int(day or 1))
    except ValueError:
        raise _no_such_day(text) from None
    return When(text, year, (month, int(day or 1)), (month, int(day or _LAST_OF_MONTH)))


def _named_when(text: str, folded: str) -> When | None:
    match = _YEAR.match(folded)
    if match is None:
        year, rest = None, folded
    else:
        year, rest = int(match[0]), folded[len(match[0]) :]
        # In 2025年底 the 年 belongs to 年底, in 2025年3月 to the year; 2025年年底 has both.
        rest = rest if rest in ("年底", "年内") else rest.removeprefix("年")
    stretch = _stretch(rest)
    if stretch is None or year == 0:
        return None
    first, last = stretch
    if rest.endswith("日") and first[1] > monthrange(_LEAP_YEAR if year is None else year, first[0])[1]:
        raise _no_such_day(text)
    return When(text, year, first, last)


def _stretch(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the first and the last (month, day) of the stretch that `text` names, or None."""
    if text == "年底":
        return (12, 31), (12, 31)
    if text in _MONTHS_OF:
        first, last = _MONTHS_OF[text]
        return (first, 1), (last, _LAST_OF_MONTH)
    if text.endswith("季度底") and text[:-1] in _MONTHS_OF:
        last = _MONTHS_OF[text[:-1]][1]
        return (last, _LAST_OF_MONTH), (last, _LAST_OF_MONTH)
    match = _MONTH.fullmatch(_CHINESE_MONTH.sub(lambda numeral: str(UP_TO_TWELVE[numeral[0]]), text, count=1))
    return _stretch_of_month(int(match[1]), match[2] or "") if match else None


def _stretch_of_month(month: int, part: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    if part == "前":
        return ((1, 1), (month - 1, _LAST_OF_MONTH)) if month > 1 else None
    if part == "底":
        return (month, _LAST_OF_MONTH), (month, _LAST_OF_MONTH)
    if part.endswith("日"):
        day = int(part.removesuffix("日"))
        return (month, day), (month, day)
    first, last = _THIRDS.get(part, (1, _LAST_OF_MONTH))
    return (month, first), (month, last)


def _no_such_day(text: str) -> DateError:
    return DateError(Text("“{text}”：日历上没有这个日期", '"{text}": there is no such date', text=text))


def _day(year: int, month_and_day: tuple[int, int]) -> date:
    month, day = month_and_day
    return date(year, month, min(day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class DueDay:
    """The `day` of the month by which a period has to be reported, `months` after the month in which it ends."""

    months: int
    day: int

    def for_period_ending(self, end: date) -> date:
        """Return the day by which a period that ends on `end` has to be reported."""
        month = end.year * 12 + end.month - 1 + self.months
        return _day(month // 12, (month % 12 + 1, self.day))


def read_due_day(text: str) -> DueDay:
    """Read `次月20日` (the 20th of the month after) or `当月25日`; raise `DateError` for anything else."""
    match = _DUE.fullmatch(text.strip())
    if match is None or not 1 <= int(match[2]) <= _LAST_OF_MONTH:
        raise DateError(
            Text(
                "“{text}”不是报送日：应写作 次月20日 或 当月25日",
                '"{text}" is no day for reports: write 次月20日 or 当月25日',
                text=text,
            )
        )
    return DueDay(int(match[1] == "次月"), int(match[2]))
