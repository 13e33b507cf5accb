"""
Make `examples/2025-changzhou/`: what seven districts might have reported for `plans/2025-changzhou.yaml`.

ALL FIGURES OF THE SUBMISSIONS ARE INVENTED. The plan and its targets are real; no district ever reported any of this.

Run `python examples/make_2025_changzhou.py [FOLDER]`. It reads the plan with civtarget's own reader, and makes up for
every district and for the first three quarters of 2025 all that is due by 30 September: on schedule or ahead of it, by
a random number of its own for every value, so that the same files come out every time. It writes them in the forms that
people send: long and wide, CSV, TSV and XLSX, in four encodings. Then `civtarget check` would have nothing to say.

So problems are planted, those in `PLANTED`: each is a change of a few cells and names the findings that it leads to.
Those after the first are its consequences: whatever rests on a value that cannot be read cannot be checked either.
"""

import argparse
import codecs
import csv
import io
import random
import re
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from civtarget.files.paths import read_file
from civtarget.files.plan.reader import parse_plan
from civtarget.language import Language, Text
from civtarget.model.plan import Identifier, Indicator, Mark, Plan, Step
from civtarget.model.schedule import day_of
from civtarget.notation.quantity import Exact, Quantity

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "plans" / "2025-changzhou.yaml"
FOLDER = ROOT / "examples" / "2025-changzhou"

MARCH, JUNE, SEPTEMBER = PERIODS = ("2025-03", "2025-06", "2025-09")
AREA = "合计"
CITY = "市本级"

LIYANG_JINTAN, WUJIN_XINBEI = "liyang-jintan.csv", "wujin-xinbei.csv"
OTHERS = "tianning-zhonglou-jingkai.tsv"
CITY_BUREAU = "city.csv"
ELDERLY, WELFARE = "elderly-care.xlsx", "welfare.xlsx"

SENT_BY = {
    LIYANG_JINTAN: ("溧阳市", "金坛区"),
    WUJIN_XINBEI: ("武进区", "新北区"),
    OTHERS: ("天宁区", "钟楼区", "经开区"),
}
"""The long files, and the districts that send them."""

IN_WIDE = {
    ELDERLY: (
        "home-visit-services",
        "meal-points",
        "neighbour-support-points",
        "home-retrofits",
        "care-advisers",
        "graded-homes",
        "rural-care-centres",
    ),
    WELFARE: (
        "respect-elders-events",
        "destitute-home-care",
        "charity-electricity",
        "child-protection-stations",
        "funeral-facilities",
        "focus-towns",
        "public-benefit-projects",
        "evaluation-coverage",
        "mental-rehab-coverage",
        "town-service-stations",
    ),
}
"""The wide files, which the city compiles, and their indicators; all others are reported in long files."""


# --- what was reported ------------------------------------------------------------------------------------------------


@dataclass
class Row:
    """One reported value; `written` is what stands in a column instead of what its writer would put there."""

    indicator: str
    district: str
    period: str
    value: Exact | str | None = None
    step: int | None = None
    part: int | None = None
    whole: int | None = None
    submitted: str | None = None
    written: dict[str, str] = field(default_factory=dict)


@dataclass
class Reports:
    """The rows of every file, and what else a plant may change in one."""

    plan: Plan
    rows: dict[str, list[Row]]
    is_header_repeated: bool = False
    total_row_in: str = ""
    """The period in whose sheet a row of totals stands at the bottom."""
    has_notes_sheet: bool = False

    def row(self, at: "At") -> Row:
        """Return the one row that is there."""
        wanted = (at.indicator, at.district, at.period, at.step)
        (found,) = (row for row in self.rows[at.file] if (row.indicator, row.district, row.period, row.step) == wanted)
        return found


# --- what is planted --------------------------------------------------------------------------------------------------


class Found(NamedTuple):
    """A finding: its rule, and the indicator, district and step that it names."""

    rule: str
    indicator: str | None = None
    district: str | None = None
    step: str | None = None


class At(NamedTuple):
    """The row that a plant changes, or as much of it as names where it is."""

    file: str
    district: str = ""
    period: str = ""
    indicator: str = ""
    step: int | None = None


Change = Callable[[Reports, At], None]


@dataclass(frozen=True)
class Plant:
    """
    A problem that was planted: where, what was done there, and how.

    The first of `finds` is the finding that it was planted for, all others are its consequences.
    """

    at: At
    what: Text
    finds: tuple[Found, ...]
    change: Change


class Planted(NamedTuple):
    """A finding that has to come, the plant that it comes from, and the rule that it is a consequence of, if any."""

    found: Found
    plant: Plant
    consequence_of: str | None


def _write(**cells: str) -> Change:
    """Return a change that puts something else into the cells of a row."""
    return lambda reports, at: reports.row(at).written.update(cells)


def _value(value: Exact | str | None) -> Change:
    def change(reports: Reports, at: At) -> None:
        reports.row(at).value = value

    return change


def _parts(part: int, whole: int, value: str | None = None) -> Change:
    def change(reports: Reports, at: At) -> None:
        row = reports.row(at)
        row.part, row.whole, row.value = part, whole, value

    return change


def _again(value: Exact | None = None, submitted: str | None = None, **cells: str) -> Change:
    """Return a change that adds a row behind one, with something else in it."""

    def change(reports: Reports, at: At) -> None:
        rows, first = reports.rows[at.file], reports.row(at)
        value_then = first.value if value is None else value
        second = replace(first, value=value_then, submitted=submitted or first.submitted, written=cells)
        rows.insert(rows.index(first) + 1, second)

    return change


def _copy_from(district: str) -> Change:
    def change(reports: Reports, at: At) -> None:
        for period in PERIODS:
            original = reports.row(at._replace(district=district, period=period))
            reports.row(at._replace(period=period)).value = original.value

    return change


def _stand_still(value: int) -> Change:
    def change(reports: Reports, at: At) -> None:
        for period in PERIODS:
            reports.row(at._replace(period=period)).value = value

    return change


def _only_floors(reports: Reports, at: At) -> None:
    floors = reports.plan.indicators[Identifier(at.indicator)].split or {}
    for district, share in floors.items():
        assert isinstance(share, Quantity), "every district has a floor"
        reports.row(at._replace(district=district)).value = share.figure


def _repeat_header(reports: Reports, _: At) -> None:
    reports.is_header_repeated = True


def _add_total_row(reports: Reports, at: At) -> None:
    reports.total_row_in = at.period


def _add_notes(reports: Reports, _: At) -> None:
    reports.has_notes_sheet = True


_CANNOT_BE_TAKEN = (
    Plant(
        At(WUJIN_XINBEI, "武进区", JUNE, "family-care-beds"),
        Text("单位写成“户”，应为“张”", "户 instead of 张"),
        (Found("unit-differs", "family-care-beds", "武进区"),),
        _write(数值="86户"),
    ),
    Plant(
        At(LIYANG_JINTAN, "金坛区", JUNE, "lottery-sales"),
        Text("单位写成“万员”，应为“万元”", "万员 instead of 万元"),
        (Found("unit-unknown", "lottery-sales"),),
        _write(单位="万员"),
    ),
    Plant(
        At(ELDERLY, "新北区", JUNE, "meal-points"),
        Text("应填数，写了“待核实”", "待核实 (to be verified) instead of a number"),
        (Found("cell-unreadable", "meal-points", "新北区"), Found("total-agrees", "meal-points")),
        _value("待核实"),
    ),
    Plant(
        At(OTHERS, "钟楼区", MARCH, "subsidy-accuracy-rate"),
        Text("“钟楼区”写成“钟娄区”", "钟娄区 instead of 钟楼区"),
        (Found("unknown-district"),),
        _write(辖区="钟娄区"),
    ),
    Plant(
        At(OTHERS, "经开区", MARCH, "smart-tech-training"),
        Text("“培训”写成“培圳”", "培圳 instead of 培训"),
        (Found("unknown-indicator"),),
        _write(指标="老年人智能技术培圳"),
    ),
    Plant(
        At(OTHERS, "钟楼区", JUNE, "mixed-building-safety", 2),
        Text(
            "步骤“6月底”写成“7月底”，没有这个步骤，那一步就停在一季度的“进行中”",
            "7月底 instead of 6月底, which is no step: the step itself stays at 进行中, as reported for March",
        ),
        (
            Found("unknown-step", "mixed-building-safety"),
            Found("target-met", "mixed-building-safety", "钟楼区", "2"),
            Found("target-met", "mixed-building-safety", None, "2"),
        ),
        _write(步骤="7月底"),
    ),
    Plant(
        At(OTHERS, "天宁区", MARCH, "rural-signs-rate"),
        Text("写成13月", "a month 13"),
        (Found("unknown-period"),),
        _write(期间="2025年13月"),
    ),
    Plant(
        At(OTHERS, "天宁区", MARCH, "smart-tech-training"),
        Text("留有上一年的一行", "a row of the year before is still there"),
        (Found("period-outside-plan"),),
        _again(期间="2024年12月"),
    ),
    Plant(
        At(ELDERLY, "天宁区", SEPTEMBER, "rural-care-centres"),
        Text(
            "没有任务（--）的辖区报了数，合计也把它算了进去",
            "a value of a district whose share is --, and the total counts it",
        ),
        (Found("district-not-in-split", "rural-care-centres", "天宁区"), Found("total-agrees", "rural-care-centres")),
        _value(1),
    ),
    Plant(
        At(ELDERLY),
        Text(
            "工作表“补报”没有表头，却写着指标和数",
            "a sheet 补报 (late additions) has no header, but indicators and numbers",
        ),
        (Found("header-missing"),),
        _add_notes,
    ),
    Plant(
        At(LIYANG_JINTAN),
        Text("表头“单位”有两列，后一列是填报单位", "two columns 单位: the second means who fills it in"),
        (Found("header-repeated"),),
        _repeat_header,
    ),
    Plant(
        At(ELDERLY, "", JUNE),
        Text("“合计”行把名、个、户、家加在一起", "a row 合计 adds up people, points, households and homes"),
        (Found("total-row"),),
        _add_total_row,
    ),
)
"""What cannot be taken as it stands."""

_MEET = (
    Plant(
        At(LIYANG_JINTAN, "溧阳市", MARCH, "smart-tech-training"),
        Text("同一行出现两次", "the same row twice"),
        (Found("row-repeated", "smart-tech-training", "溧阳市"),),
        _again(),
    ),
    Plant(
        At(LIYANG_JINTAN, "金坛区", SEPTEMBER, "family-care-beds"),
        Text("两行的数不同，又没有报送日期", "two rows with different values, and no day of submission"),
        (
            Found("value-conflict", "family-care-beds", "金坛区"),
            Found("on-pace", "family-care-beds", "金坛区"),
            Found("on-pace", "family-care-beds"),
        ),
        _again(313),
    ),
    Plant(
        At(WUJIN_XINBEI, "新北区", SEPTEMBER, "smart-tech-training"),
        Text("一周后又报了另一个数", "another value, submitted a week later"),
        (Found("value-revised", "smart-tech-training", "新北区"),),
        _again(6450, "2025-10-17"),
    ),
)
"""Rows that meet."""

_BEHIND = (
    Plant(
        At(ELDERLY, "经开区", SEPTEMBER, "home-visit-services"),
        Text("单元格空着，合计只加了另外六个辖区", "an empty cell, and the total adds up the six others"),
        (Found("reported", "home-visit-services", "经开区"), Found("total-agrees", "home-visit-services")),
        _value(None),
    ),
    Plant(
        At(ELDERLY, "钟楼区", SEPTEMBER, "home-retrofits"),
        Text("目标 800户，序时应达 600户，只完成 540户", "540 of 800 homes, when 600 are due"),
        (Found("on-pace", "home-retrofits", "钟楼区"),),
        _value(540),
    ),
    Plant(
        At(OTHERS, "天宁区", JUNE, "fire-refuges", 1),
        Text("5月底应完成的步骤，报“进行中”", "进行中 (under way) for a step that was due by the end of May"),
        (Found("target-met", "fire-refuges", "天宁区", "1"), Found("target-met", "fire-refuges", None, "1")),
        _value("进行中"),
    ),
    Plant(
        At(WUJIN_XINBEI, "新北区", SEPTEMBER, "graded-homes-rate"),
        Text(
            "新开 3家未评等级，全市 99/108 = 91.67%，不是 92%",
            "three new homes without a grade: with them the city has 99 of 108, which is 91.67%, not 92%",
        ),
        (Found("rate-below-threshold", "graded-homes-rate"),),
        _parts(13, 17),
    ),
    Plant(
        At(WELFARE, "", SEPTEMBER, "public-benefit-projects"),
        Text(
            "各辖区都刚好达到下限，合计 115个，总目标 200个",
            "every district reports just its floor: 115 together, and the target is 200",
        ),
        (Found("floors-suffice", "public-benefit-projects"), Found("on-pace", "public-benefit-projects")),
        _only_floors,
    ),
)
"""What falls short."""

_HARD_TO_BELIEVE = (
    Plant(
        At(OTHERS, "钟楼区", JUNE, "place-name-data-fixed"),
        Text("64 个问题整改了 65 个", "65 of 64 faults put right"),
        (Found("part-within-whole", "place-name-data-fixed", "钟楼区"),),
        _parts(65, 64),
    ),
    Plant(
        At(LIYANG_JINTAN, "金坛区", JUNE, "new-names-published"),
        Text("11/12 = 91.67%，写成 91%", "91% beside 11 of 12, which is 91.67%"),
        (Found("rate-agrees", "new-names-published", "金坛区"),),
        _parts(11, 12, "91%"),
    ),
    Plant(
        At(WELFARE, AREA, SEPTEMBER, "charity-electricity"),
        Text("合计是手填的", "a total that was typed in by hand"),
        (Found("total-agrees", "charity-electricity"),),
        _value(12052),
    ),
    Plant(
        At(WELFARE, "金坛区", JUNE, "destitute-home-care"),
        Text("9月的数比6月少", "fewer in September than in June"),
        (Found("value-fell", "destitute-home-care", "金坛区"),),
        _value(1250),
    ),
    Plant(
        At(LIYANG_JINTAN, "溧阳市", SEPTEMBER, "lottery-sales"),
        Text("单位是万元，却按元填写，多了一万倍", "yuan in a row of 万元: 10,000 times too much"),
        (Found("value-jumped", "lottery-sales", "溧阳市"),),
        _write(数值="131260000"),
    ),
    Plant(
        At(WELFARE, "武进区", SEPTEMBER, "evaluation-coverage"),
        Text(
            "0.58 所在单元格没有设百分比格式，成了 0.58%", "0.58 in a cell that is not formatted as a percentage: 0.58%"
        ),
        (
            Found("value-jumped", "evaluation-coverage", "武进区"),
            Found("rate-in-percent", "evaluation-coverage", "武进区"),
        ),
        _write(数值="0.58"),
    ),
    Plant(
        At(OTHERS, "钟楼区", SEPTEMBER, "family-care-beds"),
        Text("床位报成 64.5 张", "64 and a half beds"),
        (Found("value-possible", "family-care-beds", "钟楼区"),),
        _write(数值="64.5"),
    ),
    Plant(
        At(WELFARE, "新北区", SEPTEMBER, "destitute-home-care"),
        Text("三期都是 118人", "118 in all three periods"),
        (Found("value-unchanged", "destitute-home-care", "新北区"),),
        _stand_still(118),
    ),
    Plant(
        At(ELDERLY, "天宁区", SEPTEMBER, "home-retrofits"),
        Text("三期都照抄溧阳市的数", "the numbers of 溧阳市 in all three periods"),
        (Found("same-series", "home-retrofits", "天宁区"),),
        _copy_from("溧阳市"),
    ),
)
"""What is hard to believe."""

PLANTS: tuple[Plant, ...] = (*_CANNOT_BE_TAKEN, *_MEET, *_BEHIND, *_HARD_TO_BELIEVE)


def planted(plants: Iterable[Plant]) -> Iterator[Planted]:
    """Yield what has to be found, each finding once."""
    for plant in plants:
        first, *more = plant.finds
        yield Planted(first, plant, None)
        for found in more:
            yield Planted(found, plant, first.rule)


PLANTED: tuple[Planted, ...] = tuple(planted(PLANTS))
"""All findings that `civtarget check examples/2025-changzhou/*` makes, and no other."""

NOT_SHOWN = {
    "cap-kept": Text("规划中没有上限", "the plan has no cap"),
    "gap-moved": Text("规划中没有要缩小的差距", "no gap is to narrow in the plan"),
    "exact-finish": Text("没有数量的期限在9月30日之前", "no count has its deadline by 30 September"),
    "submitted-late": Text("规划没有写报送日期", "the plan states no day for reports"),
}
"""The rules over actuals that nothing is planted for, and why."""


# --- invented values --------------------------------------------------------------------------------------------------


_AHEAD = {MARCH: (26, 32), JUNE: (52, 60), SEPTEMBER: (79, 92)}
"""How far a district is in percent of its share, from and to; a quarter more is due at each."""

_FURTHER_AHEAD = {
    "smart-tech-training": {MARCH: (28, 33), JUNE: (55, 62), SEPTEMBER: (84, 94)},  # shares fall short of the target
    "public-benefit-projects": {MARCH: (40, 50), JUNE: (80, 90), SEPTEMBER: (136, 150)},  # so do floors
}
_INVENTED_SHARES = {
    "care-advisers": {
        "溧阳市": 190,
        "金坛区": 130,
        "武进区": 205,
        "新北区": 150,
        "天宁区": 145,
        "钟楼区": 130,
        "经开区": 80,
    },
    "respect-elders-events": dict.fromkeys(("溧阳市", "金坛区", "武进区", "新北区", "天宁区", "钟楼区", "经开区"), 6),
}
_LEAST_UNIT = {"smart-tech-training": 50, "lottery-sales": 10_000}
"""What a value is a multiple of, so that people would write it in 万."""

_STOCKS = {"graded-homes": {MARCH: 3, JUNE: 1, SEPTEMBER: 0}, "rural-care-centres": {MARCH: 2, JUNE: 1, SEPTEMBER: 0}}
"""How many a district still lacks."""

_UNGRADED_HOMES = 1

_RATES_IN_PARTS: Mapping[str, tuple[tuple[int, int], Mapping[str, tuple[int, int]]]] = {
    "subsidy-accuracy-rate": ((2000, 9000), dict.fromkeys(PERIODS, (100, 100))),
    "rural-signs-rate": ((120, 600), {MARCH: (86, 91), JUNE: (94, 97), SEPTEMBER: (100, 100)}),
    "place-name-data-fixed": ((30, 80), {MARCH: (35, 50), JUNE: (70, 85), SEPTEMBER: (100, 100)}),
    "new-names-published": ((14, 30), dict.fromkeys(PERIODS, (100, 100))),
    "new-names-in-database": ((14, 30), dict.fromkeys(PERIODS, (100, 100))),
    "annual-review-rate": ((90, 320), {MARCH: (20, 35), JUNE: (83, 87), SEPTEMBER: (88, 93)}),
}
"""Rates of which districts report both numbers: how large the whole is, and the rate in percent, from and to."""

_PLAIN_RATES: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "evaluation-coverage": {MARCH: (540, 560), JUNE: (555, 580), SEPTEMBER: (570, 620)},
    "mental-rehab-coverage": {MARCH: (880, 930), JUNE: (950, 980), SEPTEMBER: (1000, 1000)},
    "town-service-stations": {MARCH: (850, 920), JUNE: (940, 980), SEPTEMBER: (1000, 1000)},
}
"""Rates of which only the figure is reported, in thousandths, from and to."""

_NOT_YET_DUE = {("fire-refuges", 3)}
"""Steps that districts report before their deadline, as 进行中."""

_OF_CITY: Mapping[str, tuple[int, int, int]] = {"job-market-aid-points": (3, 5, 7)}
"""What the city reports by itself, by quarter."""

_CENTRES_OF_CITY = ((12, 21), (17, 21), (20, 21))
"""Rural care centres of grade 2 or above, and all: the city alone reports their rate, by quarter."""


def _random(*about: object) -> random.Random:
    """Return a source of random numbers for one value, so that no other depends on it."""
    return random.Random("|".join(map(str, ("2025-changzhou", *about))))


def _between(low: int, high: int, *about: object) -> int:
    return low + int(_random(*about).random() * (high - low + 1))


def invented(plan: Plan) -> Reports:
    """Return what all report who do as the plan asks, by file."""
    reports = Reports(plan, {file: [] for file in (*SENT_BY, CITY_BUREAU, *IN_WIDE)})
    in_wide = {identifier for identifiers in IN_WIDE.values() for identifier in identifiers}
    for file, identifiers in IN_WIDE.items():
        for identifier in identifiers:
            reports.rows[file] += _wide_rows(Identifier(identifier), plan)
    for file, districts in SENT_BY.items():
        for district in districts:
            for identifier, indicator in plan.indicators.items():
                if identifier not in in_wide:
                    reports.rows[file] += _long_rows(identifier, indicator, district, plan)
    reports.rows[CITY_BUREAU] += _rows_of_city(plan)
    for row in reports.rows[WUJIN_XINBEI]:
        row.submitted = {MARCH: "2025-04-08", JUNE: "2025-07-09", SEPTEMBER: "2025-10-10"}[row.period]
    return reports


def _wide_rows(identifier: Identifier, plan: Plan) -> Iterator[Row]:
    for period in PERIODS:
        for district in plan.districts:
            if identifier in _PLAIN_RATES:
                thousandths = _between(*_PLAIN_RATES[identifier][period], identifier, district, period)
                yield Row(identifier, district, period, Fraction(thousandths, 10))
            elif identifier == "focus-towns":
                yield Row(identifier, district, period, 1)
            else:
                value = _number(identifier, plan.indicators[identifier], district, period)
                yield Row(identifier, district, period, value)
        yield Row(identifier, AREA, period)  # computed when it is written


def _long_rows(identifier: str, indicator: Indicator, district: str, plan: Plan) -> Iterator[Row]:
    for period in PERIODS:
        value = _number(identifier, indicator, district, period)
        if isinstance(value, int):
            yield Row(identifier, district, period, value)
        elif identifier == "graded-homes-rate":
            graded_homes = plan.indicators[Identifier("graded-homes")]
            graded = _number("graded-homes", graded_homes, district, period)
            share = _share("graded-homes", graded_homes, district)
            assert isinstance(graded, int) and share is not None, "every district has a share of these"
            whole = share + (0 if district == "天宁区" else _UNGRADED_HOMES)
            yield Row(identifier, district, period, part=graded, whole=whole)
        elif identifier in _RATES_IN_PARTS:
            yield _rate(identifier, district, period)
    for number, step in _milestones(indicator):
        if step.districts is not None and (step.districts.named is None or district in step.districts.named):
            yield from _steps(identifier, number, step, district, plan)


def _rate(identifier: str, district: str, period: str) -> Row:
    (low, high), percents = _RATES_IN_PARTS[identifier]
    whole = _between(low, high, identifier, district)
    if identifier.startswith("new-names"):  # they grow in number, and are the same names
        whole = ceil(_between(low, high, "new-names", district) * (PERIODS.index(period) + 1) / 3)
    part = ceil(Fraction(whole * _between(*percents[period], identifier, district, period), 100))
    return Row(identifier, district, period, part=part, whole=whole)


def _number(identifier: str, indicator: Indicator, district: str, period: str) -> int | str | None:
    """Return the value of a count, an amount or a stock; -- where the plan says so, None where it asks for nothing."""
    split = indicator.split or {}
    if district in split and not isinstance(split[district], Quantity):
        return "--" if split[district] is Mark.NOT_APPLICABLE else None
    share = _share(identifier, indicator, district)
    if share is None:
        return None
    if identifier in _STOCKS:
        return max(share - _STOCKS[identifier][period], 0)
    unit = _LEAST_UNIT.get(identifier, 1)
    percent = _between(*_FURTHER_AHEAD.get(identifier, _AHEAD)[period], identifier, district, period)
    return ceil(Fraction(share * percent, 100 * unit)) * unit


def _share(identifier: str, indicator: Indicator, district: str) -> int | None:
    share = (indicator.split or {}).get(district)
    if isinstance(share, Quantity):
        return int(share.figure)
    return _INVENTED_SHARES.get(identifier, {}).get(district)


def _milestones(indicator: Indicator) -> Iterator[tuple[int, Step]]:
    for number, step in enumerate(indicator.steps, start=1):
        if step.by is not None and step.every is None:
            yield number, step


def _steps(identifier: str, number: int, step: Step, district: str, plan: Plan) -> Iterator[Row]:
    """Yield the quarter in which a step was done, and the one before if it was then under way."""
    assert step.by is not None, "it is a milestone"
    deadline = day_of(step.by, plan)
    if (identifier, number) in _NOT_YET_DUE:
        yield Row(identifier, district, SEPTEMBER, "进行中", step=number)
        return
    if deadline > _end(SEPTEMBER):
        return
    done = deadline - timedelta(days=_between(3, 20, identifier, number, district))
    quarter = next(period for period in PERIODS if done <= _end(period))
    if quarter != MARCH:
        before = PERIODS[PERIODS.index(quarter) - 1]
        yield Row(identifier, district, before, "进行中", step=number)
    yield Row(identifier, district, quarter, done.isoformat(), step=number)


def _rows_of_city(plan: Plan) -> Iterator[Row]:
    lottery = plan.indicators[Identifier("lottery-sales")]
    for quarter, period in enumerate(PERIODS):
        yield Row("lottery-sales", CITY, period, _number("lottery-sales", lottery, CITY, period))
        for identifier, values in _OF_CITY.items():
            yield Row(identifier, AREA, period, values[quarter])
        part, whole = _CENTRES_OF_CITY[quarter]
        yield Row("rural-care-centres-rate", AREA, period, part=part, whole=whole)
    for identifier, indicator in plan.indicators.items():
        for number, step in _milestones(indicator):
            if step.districts is None:
                yield from _steps(identifier, number, step, AREA, plan)


def _end(period: str) -> date:
    return {MARCH: date(2025, 3, 31), JUNE: date(2025, 6, 30), SEPTEMBER: date(2025, 9, 30)}[period]


# --- text files -------------------------------------------------------------------------------------------------------


def liyang_jintan(reports: Reports) -> bytes:
    """Write a long table in GB18030 with CRLF: 万元 in a column of units, steps by what is to be done."""
    headers = ["序号", "指标", "步骤", "辖区", "期间", "数值", "分子", "分母", "单位", "备注"]
    periods = {MARCH: "2025年3月", JUNE: "2025年6月", SEPTEMBER: "2025年9月"}
    lines = []
    for number, row in enumerate(reports.rows[LIYANG_JINTAN], start=1):
        indicator = reports.plan.indicators[Identifier(row.indicator)]
        unit, value = _unit(row, indicator), row.value
        if unit == "元" and isinstance(value, int):
            unit, value = "万元", value // 10_000
        step = indicator.steps[row.step - 1].do if row.step else None
        cells = {
            "序号": str(number),
            "指标": indicator.name.text.zh,
            "步骤": step.text.zh if step else "",
            "辖区": row.district,
            "期间": periods[row.period],
            "数值": _chinese_day(value) if row.step else _text(value),
            "分子": _text(row.part),
            "分母": _text(row.whole),
            "单位": unit,
        }
        lines.append([{**cells, **row.written}.get(header, "") for header in headers])
    if reports.is_header_repeated:  # the second 单位 is the one that fills in the form
        headers[-1] = "单位"
        for line in lines:
            line[-1] = f"{line[headers.index('辖区')]}民政局"
    table = [headers, *lines]
    return _csv(table, "\r\n").encode("gb18030")


def wujin_xinbei(reports: Reports) -> bytes:
    """Write a long table in UTF-8 with a byte order mark: units in the cells, and days of submission."""
    headers = ["指标", "步骤", "辖区", "期间", "数值", "分子", "分母", "报送日期"]
    lines = []
    for row in reports.rows[WUJIN_XINBEI]:
        indicator = reports.plan.indicators[Identifier(row.indicator)]
        cells = {
            "指标": indicator.name.text.zh,
            "步骤": f"步骤{row.step}" if row.step else "",
            "辖区": row.district.removesuffix("区"),
            "期间": row.period,
            "数值": _with_unit(row, _unit(row, indicator)),
            "分子": _text(row.part),
            "分母": _text(row.whole),
            "报送日期": row.submitted or "",
        }
        lines.append([{**cells, **row.written}[header] for header in headers])
    return _csv([headers, *lines], "\n").encode("utf-8-sig")


def others(reports: Reports) -> bytes:
    """Write a long table in UTF-16, as Excel saves Unicode text: tabs, thousands separators, steps by their day."""
    headers = ["辖区", "指标", "步骤", "期间", "数值", "分子", "分母"]
    periods = {MARCH: "一季度", JUNE: "上半年", SEPTEMBER: "1-9月"}
    lines = []
    for row in reports.rows[OTHERS]:
        indicator = reports.plan.indicators[Identifier(row.indicator)]
        by = indicator.steps[row.step - 1].by if row.step else None
        cells = {
            "辖区": row.district,
            "指标": indicator.name.text.zh,
            "步骤": by.text if by else "",
            "期间": periods[row.period],
            "数值": "√" if _is_day(row.value) else f"{row.value:,}" if isinstance(row.value, int) else _text(row.value),
            "分子": _text(row.part),
            "分母": _text(row.whole),
        }
        lines.append([{**cells, **row.written}[header] for header in headers])
    return codecs.BOM_UTF16_LE + _csv([headers, *lines], "\r\n", delimiter="\t").encode("utf-16-le")


def city(reports: Reports) -> bytes:
    """
    Write a long table in UTF-8 with English headers: what the city reports itself.

    It names the plan, or else none would be found: none covers the row for 2024 that is planted.
    """
    headers = ["plan", "indicator", "step", "district", "period", "value", "numerator", "denominator"]
    lines = [
        [
            reports.plan.id,
            row.indicator,
            str(row.step or ""),
            "" if row.district == AREA else row.district,
            row.period,
            _text(row.value),
            _text(row.part),
            _text(row.whole),
        ]
        for row in reports.rows[CITY_BUREAU]
    ]
    return _csv([headers, *lines], "\n").encode()


def _csv(table: Iterable[Sequence[str]], line_end: str, delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(table)
    return text.getvalue()


def _unit(row: Row, indicator: Indicator) -> str:
    return "" if row.step else indicator.unit_name


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _is_day(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None


def _chinese_day(value: object) -> str:
    if not _is_day(value):
        return _text(value)
    day = date.fromisoformat(str(value))
    return f"{day.year}年{day.month}月{day.day}日"


def _with_unit(row: Row, unit: str) -> str:
    """Write a value as people do: 353张, 0.35万人次, 2.18亿元, 92.31%."""
    if row.part is not None and row.whole is not None and row.value is None:
        percent = Decimal(100 * row.part) / Decimal(row.whole)
        return f"{percent.quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}%"
    if not isinstance(row.value, int):
        return _text(row.value)
    scales = {"人次": (10_000, "万"), "元": (100_000_000, "亿")}
    size, word = scales.get(unit, (1, ""))
    return f"{Decimal(row.value) / size:f}{word}{unit}"


# --- workbooks --------------------------------------------------------------------------------------------------------


class _Sheet:
    """A sheet of a workbook with a title, districts as columns, and totals."""

    def __init__(self, sheet: Worksheet, reports: Reports, file: str) -> None:
        self.sheet = sheet
        self.reports = reports
        self.file = file
        self.districts = (*reports.plan.districts, AREA)

    def title(self, text: str, columns: int) -> None:
        self.sheet["A1"] = text
        self.sheet["A1"].font = Font(name="方正小标宋简体", size=16)
        self.sheet["A1"].alignment = Alignment(horizontal="center")
        self.sheet.merge_cells(f"A1:{get_column_letter(columns)}1")
        self.sheet.column_dimensions["B"].width = 24

    def headings(self, line: int, groups: Mapping[str, Sequence[str]]) -> None:
        """Write 序号, 指标 and 单位 over two lines, and beside them groups of districts, each under one heading."""
        for column, text in enumerate(("序号", "指标", "单位"), start=1):
            self.sheet.cell(line, column, text)
            self.sheet.merge_cells(start_row=line, end_row=line + 1, start_column=column, end_column=column)
        first = 4
        for heading, names in groups.items():
            self.sheet.cell(line, first, heading)
            self.sheet.merge_cells(start_row=line, end_row=line, start_column=first, end_column=first + len(names) - 1)
            for column, name in enumerate(names, start=first):
                self.sheet.cell(line + 1, column, name)
            first += len(names)

    def body(self, line: int, periods: Sequence[str]) -> int:
        """Write a line for each indicator; return the next one."""
        for number, identifier in enumerate(IN_WIDE[self.file], start=1):
            indicator = self.reports.plan.indicators[Identifier(identifier)]
            self.sheet.cell(line, 1, number)
            self.sheet.cell(line, 2, indicator.name.text.zh)
            self.sheet.cell(line, 3, indicator.unit_name)
            column = 4
            for period in periods:
                for district in self.districts:
                    self.value(line, column, self.reports.row(At(self.file, district, period, identifier)))
                    column += 1
            line += 1
        return line

    def value(self, line: int, column: int, row: Row) -> None:
        value = row.value
        if row.district == AREA and value is None:
            value = self.total(row)
        cell = self.sheet.cell(line, column)
        if "数值" in row.written:
            cell.value = float(row.written["数值"])
        elif row.indicator in _PLAIN_RATES and isinstance(value, Fraction | int):
            cell.value, cell.number_format = round(float(value) / 100, 4), "0.0%"
        elif isinstance(value, int | str):
            cell.value = value

    def total(self, row: Row) -> Exact:
        """Return what the districts come to, as SUM would; a rate of all is somewhere between theirs."""
        rows = (
            self.reports.row(At(self.file, name, row.period, row.indicator)) for name in self.reports.plan.districts
        )
        values = [Fraction(each.value) for each in rows if isinstance(each.value, int | Fraction)]
        if row.indicator in _PLAIN_RATES:
            return Fraction(round(10 * sum(values) / len(values)), 10)
        return int(sum(values))


def elderly_care(reports: Reports) -> bytes:
    """Write a workbook with a sheet a quarter, which its title names; headings are merged."""
    book = Workbook()
    book.remove(book.worksheets[0])
    names = {MARCH: "一季度", JUNE: "二季度", SEPTEMBER: "三季度"}
    for period in PERIODS:
        sheet = _Sheet(book.create_sheet(names[period]), reports, ELDERLY)
        end = _end(period)
        sheet.title(f"2025年养老服务重点工作推进情况表（截至{end.year}年{end.month}月{end.day}日）", 11)
        filled_in = end + timedelta(days=10)
        sheet.sheet["A2"] = f"填报单位：养老服务处    填报日期：{filled_in.year}年{filled_in.month}月{filled_in.day}日"
        sheet.headings(3, {"各辖市区完成情况": sheet.districts})
        next_line = sheet.body(5, (period,))
        if reports.total_row_in == period:
            sheet.sheet.cell(next_line, 2, AREA)
            for column in range(4, 12):
                numbers = (sheet.sheet.cell(line, column).value for line in range(5, next_line))
                sheet.sheet.cell(next_line, column, sum(each for each in numbers if isinstance(each, int)))
    if reports.has_notes_sheet:
        notes = book.create_sheet("补报")
        notes.append(["困难失能老人上门服务", "经开区", 118])
        notes.append(["居家适老化改造", "钟楼区", 605])
    return _reproducible(book)


def welfare(reports: Reports) -> bytes:
    """Write a workbook with one sheet: quarters side by side, merged over the districts, and percentages by format."""
    book = Workbook()
    sheet = _Sheet(book.worksheets[0], reports, WELFARE)
    sheet.sheet.title = "汇总"
    short = [*(name.removesuffix("市").removesuffix("区") for name in reports.plan.districts), AREA]
    periods = {MARCH: "1-3月", JUNE: "1-6月", SEPTEMBER: "1-9月"}
    sheet.title("2025年社会救助、社会事务和社会组织工作完成情况", 3 + len(short) * len(PERIODS))
    sheet.headings(2, dict.fromkeys(periods.values(), short))
    sheet.body(4, PERIODS)
    return _reproducible(book)


_MADE_ON = "2025-10-11T09:00:00Z"
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def _reproducible(book: Workbook) -> bytes:
    """Return the bytes of a workbook, without the time at which it was made."""
    saved, fixed = io.BytesIO(), io.BytesIO()
    book.properties.creator = "civtarget examples"
    book.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            content = _TIMES.sub(rb"\g<1>" + _MADE_ON.encode() + rb"\g<2>", old.read(name))
            entry = zipfile.ZipInfo(name, (2025, 10, 11, 9, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(entry, content)
    return fixed.getvalue()


# --- all together -----------------------------------------------------------------------------------------------------


WRITERS: Mapping[str, Callable[[Reports], bytes]] = {
    LIYANG_JINTAN: liyang_jintan,
    WUJIN_XINBEI: wujin_xinbei,
    OTHERS: others,
    CITY_BUREAU: city,
    ELDERLY: elderly_care,
    WELFARE: welfare,
}


def make(folder: Path, plants: Iterable[Plant] = PLANTS) -> None:
    """Write the submissions into `folder`, with these problems planted."""
    plan = parse_plan(read_file(str(PLAN))).plan
    assert plan is not None, "the plan can be read"
    reports = invented(plan)
    for plant in plants:
        plant.change(reports, plant.at)
    folder.mkdir(parents=True, exist_ok=True)
    for name, write in WRITERS.items():
        (folder / name).write_bytes(write(reports))


def table(language: Language) -> str:
    """Return what is planted as a table in Markdown: it stands in `examples/README.md`."""
    plan = parse_plan(read_file(str(PLAN))).plan
    assert plan is not None, "the plan can be read"
    headers = {
        Language.ZH: ("规则", "文件", "指标", "辖区", "期间", "植入的问题", "连带结果"),
        Language.EN: ("Rule", "File", "Indicator", "District", "Period", "What was done", "Consequences"),
    }[language]
    lines = [headers, ("---",) * len(headers)]
    for plant in PLANTS:
        first, *more = plant.finds
        named = plan.indicators[Identifier(first.indicator)].name.text.in_language(language) if first.indicator else ""
        lines.append(
            (
                f"`{first.rule}`",
                plant.at.file,
                named,
                plant.at.district,
                plant.at.period,
                plant.what.in_language(language),
                "<br>".join(_consequence(found, language) for found in more),
            )
        )
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _consequence(found: Found, language: Language) -> str:
    area = Text("全市", "whole area").in_language(language)
    return f"`{found.rule}` {found.district or area}"


def main() -> None:
    """Make the files in the folder that is named, or in their own; or print what is planted."""
    parser = argparse.ArgumentParser(description="Make the example submissions.")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--table", choices=[each.value for each in Language], help="print what is planted instead")
    arguments = parser.parse_args()
    if arguments.table:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # it is no other stream here
        print(table(Language(arguments.table)), end="")
    else:
        make(arguments.folder)


if __name__ == "__main__":
    main()
