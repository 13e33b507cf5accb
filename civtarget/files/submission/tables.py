"""
The tables of a sheet: their headers, long or wide, and the role of each column.

*Long*: a row is a value, with the columns 指标, 辖区, 期间, 数值 and others. *Wide*: a row is an indicator, and
districts have a column each. There may be titles above the header, and below it a row of units, or one that names the
columns of each district.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from civtarget.files.submission.cells import Grid, GridCell, Row, shown
from civtarget.language import Text
from civtarget.model.lookup import PlanNames, folded, is_whole_area, squeezed
from civtarget.notation.dates import Period
from civtarget.notation.periods import PeriodError, ReportingPeriod, find_reporting_period, read_reporting_period
from civtarget.notation.quantity import QuantityError, read_unit
from civtarget.spelling import nearest

_DEEPEST = 60
"""A header that is not among the first so many rows is none."""

_LONGEST_HEADING = 60
_IN_BRACKETS = re.compile(r"(.*?)\s*[(（]([^()（）]*)[)）]", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TITLE_UNIT = re.compile(r"(?:^|[\s(（])(?:计量|金额)?单\s*位\s*[:：]\s*([^\s()（）]{1,12})[)）]?\s*$")


class ColumnRole(StrEnum):
    """The role of a column."""

    INDICATOR = "indicator"
    DISTRICT = "district"
    PERIOD = "period"
    VALUE = "value"
    STEP = "step"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    UNIT = "unit"
    SUBMITTED = "submitted"
    NOTE = "note"
    PLAN = "plan"


ROLE_NAMES: Mapping[ColumnRole, str] = {
    ColumnRole.INDICATOR: "指标",
    ColumnRole.DISTRICT: "辖区",
    ColumnRole.PERIOD: "期间",
    ColumnRole.VALUE: "数值",
    ColumnRole.STEP: "步骤",
    ColumnRole.NUMERATOR: "分子",
    ColumnRole.DENOMINATOR: "分母",
    ColumnRole.UNIT: "单位",
    ColumnRole.SUBMITTED: "报送日期",
    ColumnRole.NOTE: "备注",
    ColumnRole.PLAN: "规划",
}
"""The Chinese header of each role."""

# The first spelling found in this order is the column meant: beside 指标, a column 项目 is only a grouping.
_SPELLINGS: Mapping[ColumnRole, str] = {
    ColumnRole.INDICATOR: (
        "指标 indicator 指标名称 指标标识 工作指标 项目名称 工作任务 任务名称 项目 任务 工作内容 重点工作"
    ),
    ColumnRole.DISTRICT: "辖区 district 辖市区 辖市(区) 区县 县区 县(市、区) 地区 area",
    ColumnRole.PERIOD: "期间 period 报告期 统计期 所属期 时期 月份",
    ColumnRole.VALUE: "数值 value 实际值 actual 完成值 完成数 完成量 累计完成 实际完成 完成情况 完成",
    ColumnRole.STEP: "步骤 step 阶段",
    ColumnRole.NUMERATOR: "分子 numerator",
    ColumnRole.DENOMINATOR: "分母 denominator",
    ColumnRole.UNIT: "计量单位 单位 unit",
    ColumnRole.SUBMITTED: "报送日期 submitted 上报日期 填报日期",
    ColumnRole.NOTE: "备注 note notes 说明 remark remarks",
    ColumnRole.PLAN: "规划 plan 计划 方案",
}
_ROLES = {word: (role, rank) for role, words in _SPELLINGS.items() for rank, word in enumerate(words.split())}
_KNOWN_HEADERS = tuple(_ROLES)
_SUB_HEADINGS = frozenset(_SPELLINGS[ColumnRole.VALUE].split())
# Columns that stand in such tables and report nothing.
_PASSED_OVER = frozenset(
    (
        *(
            "序号",
            "编号",
            "类别",
            "分类",
            "责任单位",
            "牵头单位",
            "配合单位",
            "责任部门",
            "责任处室",
            "填报人",
            "联系人",
        ),
        *("目标", "目标值", "目标数", "年度目标", "全年目标", "目标任务", "任务数", "任务目标", "时限", "完成时限"),
        *("进度", "完成率", "完成比例", "占比", "排名", "同比", "环比", "增幅", "差额", "no", "no.", "#"),
        *("target", "progress", "office", "item", "rank", "name"),
    )
)
_AREA_ENDINGS = ("市", "区", "县", "旗", "镇", "乡", "街道")
_LABELS = (ColumnRole.INDICATOR, ColumnRole.DISTRICT, ColumnRole.PERIOD, ColumnRole.STEP, ColumnRole.UNIT)
_MEASURED = (ColumnRole.VALUE, ColumnRole.NUMERATOR, ColumnRole.DENOMINATOR)
_UNIT_HEADINGS = frozenset(("单位", "计量单位", "unit", "units"))


@dataclass(frozen=True, slots=True)
class AreaColumn:
    """A column of a wide table: its district, None for the whole area, and its period if it names one."""

    area: str | None
    period: ReportingPeriod | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """
    The reported part of a sheet.

    `areas` are the columns of a wide table. `units` are the units that headings state, by column; `unit` is the one
    that a title states for all; `period` the one that titles or the sheet's name state. A heading over several
    merged columns gives its role to each of them. `strangers` are columns that look like districts but are none;
    `unread` are all others that mean nothing here.
    """

    sheet: Grid
    header: GridCell
    is_wide: bool
    roles: Mapping[ColumnRole, tuple[int, ...]]
    areas: Mapping[int, AreaColumn]
    body: tuple[Row, ...]
    units: Mapping[int, GridCell]
    unit: GridCell | None
    period: ReportingPeriod | None
    strangers: tuple[GridCell, ...] = ()
    repeated: tuple[GridCell, ...] = ()
    unread: tuple[GridCell, ...] = ()

    def cell(self, row: Row, role: ColumnRole) -> GridCell | None:
        """Return the cell of `row` in a role: of merged columns, the last one that is not blank."""
        for column in reversed(self.roles.get(role, ())):
            if column in row:
                return row[column]
        return None

    def unit_of(self, role: ColumnRole) -> GridCell | None:
        """Return the unit that the heading of a role states."""
        return next((self.units[column] for column in self.roles.get(role, ()) if column in self.units), None)


@dataclass(slots=True)
class _Header:
    roles: dict[ColumnRole, tuple[int, ...]] = field(default_factory=dict)
    ranks: dict[ColumnRole, int] = field(default_factory=dict)
    cells: dict[ColumnRole, GridCell] = field(default_factory=dict)
    areas: dict[int, str | None] = field(default_factory=dict)
    units: dict[int, GridCell] = field(default_factory=dict)
    repeated: list[GridCell] = field(default_factory=list)
    rest: list[tuple[int, GridCell]] = field(default_factory=list)

    @property
    def is_long(self) -> bool:
        has_value = (
            ColumnRole.VALUE in self.roles or {ColumnRole.NUMERATOR, ColumnRole.DENOMINATOR} <= self.roles.keys()
        )
        return (
            ColumnRole.INDICATOR in self.roles and has_value and (ColumnRole.DISTRICT in self.roles or not self.areas)
        )

    @property
    def is_wide(self) -> bool:
        return ColumnRole.INDICATOR in self.roles and bool(self.areas) and not self.is_long


def find_tables(sheet: Grid, names: PlanNames, period: Period) -> list[Table]:
    """Return the tables of `sheet`, one below the other: a title that names a period and the header again begin one."""
    tables: list[Table] = []
    while (table := find_table(sheet, names, period)) is not None:
        end = next((number for number in range(1, len(table.body)) if _begins_table(table, number, period)), None)
        if end is None:
            return [*tables, table]
        tables.append(replace(table, body=table.body[:end]))
        sheet = replace(sheet, rows=table.body[end:])
    return tables


def _begins_table(table: Table, number: int, period: Period) -> bool:
    """Whether a row of a body is a title that names a period, with the header again in one of the rows below it."""
    row = table.body[number]
    if len(row) != 1 or find_reporting_period(next(iter(row.values())).text, period) is None:
        return False
    return any(is_header_again(table, below) for below in table.body[number + 1 : number + 4])


def find_table(sheet: Grid, names: PlanNames, period: Period) -> Table | None:
    """Return the table of `sheet`, or None if there is no header."""
    for number in range(min(_DEEPEST, len(sheet.rows))):
        header = _read_header(sheet.with_merged(number), names)
        if header.is_long and ColumnRole.DISTRICT not in header.roles and number + 1 < len(sheet.rows):
            # 完成情况 may stand over a row of districts.
            below = _read_header(sheet.with_merged(number + 1), names)
            if below.is_wide:
                return _table(sheet, number + 1, below, names, period)
        if header.is_long or header.is_wide:
            return _table(sheet, number, header, names, period)
    return None


def what_is_missing(sheet: Grid, names: PlanNames) -> Text:
    """Return a message on the columns that a header needs, and the one that the row most like a header lacks."""
    needs = Text(
        "找不到表头：长表要有 指标、辖区、期间、数值 各列；宽表要有“指标”列，每个辖区一列",
        "no header is found: a long table has the columns indicator, district, period and value; "
        "a wide one has a column indicator and one for each district",
    )
    best, most = None, 0
    for number in range(min(_DEEPEST, len(sheet.rows))):
        row = sheet.rows[number]
        header = _read_header(row, names)
        score = len(header.roles) + len(header.areas)
        if score > most:
            best, most = (row, header), score
    if best is None:
        return needs
    row, header = best
    line = next(iter(row.values())).line
    lacks = ColumnRole.VALUE if ColumnRole.INDICATOR in header.roles else ColumnRole.INDICATOR
    word = ROLE_NAMES[lacks]
    hint = Text("", "")
    for _, cell in header.rest:
        near = nearest(squeezed(cell.text[:_LONGEST_HEADING]), _KNOWN_HEADERS)
        if near is not None and _ROLES[near][0] is lacks:
            heading = shown(cell.text)
            hint = Text(
                "：“{heading}”是否应为“{near}”？", ': is "{near}" meant by "{heading}"?', heading=heading, near=near
            )
            break
    return Text(
        "{needs}。第 {line} 行没有“{word}”列{hint}",
        "{needs}; line {line} has no column {lacks}{hint}",
        needs=needs,
        line=line,
        word=word,
        hint=hint,
        lacks=lacks,
    )


def is_header_again(table: Table, row: Row) -> bool:
    """Whether a row repeats the header, as at the top of every printed page."""
    cell = table.cell(row, ColumnRole.INDICATOR)
    return cell is not None and squeezed(cell.text[:_LONGEST_HEADING]) == squeezed(table.header.text)


def plans_in_column(sheet: Grid) -> tuple[str, ...]:
    """Return the plans that a column `plan` names, in the order in which they are named."""
    for number in range(min(_DEEPEST, len(sheet.rows))):
        header = _read_header(sheet.with_merged(number), None)
        if {ColumnRole.INDICATOR, ColumnRole.PLAN} <= header.roles.keys():
            (column, *_) = header.roles[ColumnRole.PLAN]
            return tuple(dict.fromkeys(row[column].text for row in sheet.rows[number + 1 :] if column in row))
    return ()


def unit_in_brackets(text: str) -> tuple[str, str] | None:
    """Return the name and the unit of 家庭养老床位（张）, or None without a unit in brackets at the end."""
    match = _IN_BRACKETS.fullmatch(text[: _LONGEST_HEADING * 2])
    if match is None or not match[1].strip() or not is_unit(match[2]):
        return None
    return match[1], match[2]


def is_unit(text: str) -> bool:
    """Tell whether `text` is a unit that is known, with or without 万 and the like."""
    try:
        read_unit(text)
    except QuantityError:
        return False
    return True


def _read_header(row: Row, names: PlanNames | None) -> _Header:
    header = _Header()
    for column, cell in sorted(row.items()):
        text = cell.text
        if cell.problem is not None or len(text) > _LONGEST_HEADING:
            header.rest.append((column, cell))
            continue
        if not _take(header, column, cell, text, names):
            split = unit_in_brackets(text)
            if split is not None and _take(header, column, cell, split[0], names):
                header.units[column] = cell._replace(text=split[1])
            else:
                header.rest.append((column, cell))
    return header


def _take(header: _Header, column: int, cell: GridCell, text: str, names: PlanNames | None) -> bool:
    """Record the role of a heading's column; False where the heading is not known."""
    role, rank = _ROLES.get(squeezed(text), (None, 0))
    if role is None:
        area = names.areas.find(text) if names else None
        if area is None and not (squeezed(text) and is_whole_area(text)):
            return False
        header.areas[column] = area
        return True
    taken = header.ranks.get(role)
    if taken is None or rank < taken:
        header.roles[role], header.ranks[role], header.cells[role] = (column,), rank, cell
    elif cell == header.cells[role]:
        header.roles[role] += (column,)
    elif rank == taken:
        header.repeated.append(cell)
    return True


def _table(sheet: Grid, number: int, header: _Header, names: PlanNames, period: Period) -> Table:
    first = number + 1
    sub_headings: Row = {}
    _spread_areas(sheet, number, header, period)
    if header.is_wide and first < len(sheet.rows) and _is_sub_heading(sheet, first, header, period):
        sub_headings, first = sheet.rows[first], first + 1
    units = dict(header.units)
    if first < len(sheet.rows) and (found := _unit_row(sheet.rows[first], header)):
        units |= found
        first += 1
    titles = [cell for row in sheet.rows[:number] for cell in row.values()]
    areas = dict(_area_columns(sheet, number, header, sub_headings, period)) if header.is_wide else {}
    strangers, unread = _others(header, names)
    return Table(
        sheet=sheet,
        header=header.cells[ColumnRole.INDICATOR],
        is_wide=header.is_wide,
        roles=header.roles,
        areas=areas,
        body=_with_labels(sheet, first, header),
        units=units,
        unit=_title_unit(titles),
        period=_spoken_of(titles, sheet, period),
        strangers=strangers,
        repeated=tuple(header.repeated),
        unread=unread,
    )


def _spread_areas(sheet: Grid, number: int, header: _Header, period: Period) -> None:
    """
    Give a district the blank columns beside it that have a heading of their own in the row below.

    Saved as text, a heading that was merged over several columns is in the first of them alone.
    """
    if not header.is_wide or number + 1 >= len(sheet.rows):
        return
    row, below = sheet.rows[number], sheet.rows[number + 1]
    if any(column in below for column in header.roles[ColumnRole.INDICATOR]):
        return
    for column, cell in sorted(below.items()):
        left = max((each for each in row if each < column), default=None)
        is_heading = _sub_heading(cell.text) is not None or _column_period(cell.text, period) is not None
        if column not in row and column not in header.areas and left in header.areas and is_heading:
            header.areas[column] = header.areas[left]
    header.areas = dict(sorted(header.areas.items()))


def _with_labels(sheet: Grid, first: int, header: _Header) -> tuple[Row, ...]:
    """Return the rows from `first` on; the label in cells merged downward is in every row that they stretch over."""
    body = sheet.rows[first:]
    columns = {column for role in _LABELS for column in header.roles.get(role, ())}
    stretches = [each for each in sheet.merged if each.first_column in columns and each.last_line > each.first_line]
    if not stretches:
        return body
    lines = [next(iter(row.values())).line for row in body]
    filled = [dict(row) for row in body]
    for stretch in stretches:
        start, end = bisect_left(lines, stretch.first_line), bisect_right(lines, stretch.last_line)
        anchor = body[start].get(stretch.first_column) if start < len(body) else None
        if anchor is not None:
            for row in filled[start + 1 : end]:
                row.setdefault(stretch.first_column, anchor)
    return tuple(filled)


def _is_sub_heading(sheet: Grid, number: int, header: _Header, period: Period) -> bool:
    """Whether a row names the columns of each district: 目标, 完成, or a month."""
    row = sheet.rows[number]
    stated = [cell for column, cell in row.items() if column in header.areas]
    return (
        not any(column in row for column in header.roles[ColumnRole.INDICATOR])
        and bool(stated)
        and all(_sub_heading(cell.text) is not None or _column_period(cell.text, period) for cell in stated)
    )


def _sub_heading(text: str) -> bool | None:
    """Return whether a column under a district holds its value; None where `text` is no such heading."""
    name = squeezed(text[:_LONGEST_HEADING])
    if name in _SUB_HEADINGS:
        return True
    return False if name in _PASSED_OVER else None


def _unit_row(row: Row, header: _Header) -> dict[int, GridCell]:
    """Return the units, by column, of a row that states nothing else."""
    columns = {*header.areas, *(column for role in _MEASURED for column in header.roles.get(role, ()))}
    units = {}
    for column, cell in row.items():
        if column in columns:
            if cell.problem is not None or not is_unit(cell.text):
                return {}
            units[column] = cell
        elif column in header.roles[ColumnRole.INDICATOR] and folded(cell.text) not in _UNIT_HEADINGS:
            return {}
    return units


def _area_columns(
    sheet: Grid, number: int, header: _Header, sub_headings: Row, period: Period
) -> Iterator[tuple[int, AreaColumn]]:
    above = [sheet.with_merged(each) for each in range(number - 1, -1, -1)]
    for column, area in header.areas.items():
        sub = sub_headings.get(column)
        if sub is not None and _sub_heading(sub.text) is False:
            continue
        stated = [] if sub is None else [_column_period(sub.text, period)]
        stated += [find_reporting_period(row[column].text, period) for row in above if column in row]
        yield column, AreaColumn(area, next((each for each in stated if each is not None), None))


def _column_period(text: str, period: Period) -> ReportingPeriod | None:
    """Return the period that a heading below a district is; a day is one here, as Excel makes days of months."""
    if not _DAY.fullmatch(text):
        return find_reporting_period(text, period)
    try:
        return read_reporting_period(text, period)
    except PeriodError:  # 2025-02-30
        return None


def _others(header: _Header, names: PlanNames) -> tuple[tuple[GridCell, ...], tuple[GridCell, ...]]:
    """Divide the headings without a role into those that look like a district, and the rest."""
    strangers: list[GridCell] = []
    unread: list[GridCell] = []
    for _, cell in header.rest:
        name = squeezed(cell.text[:_LONGEST_HEADING])
        if name in _PASSED_OVER:
            continue
        near = names.areas.suggestion(cell.text) is not None or name.endswith(_AREA_ENDINGS)
        (strangers if near and header.is_wide else unread).append(cell)
    return tuple(dict.fromkeys(strangers)), tuple(dict.fromkeys(unread))


def _title_unit(titles: list[GridCell]) -> GridCell | None:
    for cell in titles:
        match = _TITLE_UNIT.search(cell.text[-_LONGEST_HEADING:])
        if match and is_unit(match[1]):
            return cell._replace(text=match[1])
    return None


def _spoken_of(titles: list[GridCell], sheet: Grid, period: Period) -> ReportingPeriod | None:
    found = {each for cell in titles if (each := find_reporting_period(cell.text, period)) is not None}
    if found:
        return found.pop() if len(found) == 1 else None
    return find_reporting_period(sheet.name, period) if sheet.name else None
