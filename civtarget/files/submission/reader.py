"""
A submitted file to observations: every cell that can be read, and a fault at its place for each that cannot.

One bad cell is one fault. A value that cannot be read is still an observation, an unreadable one, so that nobody takes
it for missing. Names are matched, never guessed; numbers are read by `civtarget.notation.quantity` alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, TypeVar

from civtarget.errors import Argument
from civtarget.files.paths import SourceError
from civtarget.files.submission.books import open_book
from civtarget.files.submission.cells import Book, FileForm, Grid, GridCell, Row, place_text, shown
from civtarget.files.submission.log import About, Log
from civtarget.files.submission.tables import (
    AreaColumn,
    ColumnRole,
    Table,
    find_tables,
    is_header_again,
    plans_in_column,
    unit_in_brackets,
    what_is_missing,
)
from civtarget.files.submission.values import (
    ExpectedValue,
    ReadValue,
    ValueReader,
    does_not_apply,
    expected_value,
    stated,
)
from civtarget.language import Text
from civtarget.model.actuals import Observation, Place, Subject
from civtarget.model.findings import SubmissionFault, SubmissionRule
from civtarget.model.lookup import NameIndex, PlanNames, folded, is_whole_area, squeezed
from civtarget.model.plan import Identifier, Plan
from civtarget.notation.periods import PeriodError, ReportingPeriod, read_day, read_reporting_period
from civtarget.notation.quantity import QuantityError, read_quantity
from civtarget.notation.units import PERCENT
from civtarget.spelling import did_you_mean_after_colon

_ENCODING = Argument("encoding")

T = TypeVar("T")

_INDICATOR = Text("指标", "indicator")
_DISTRICT = Text("辖区", "district")
_STEP = Text("步骤", "step")


@dataclass(frozen=True, slots=True)
class Submission:
    """One submitted file, read: `notes` name parts that were left out, or not taken as they are written."""

    name: str
    sha256: str
    encoding: str | None
    """Of a text file."""
    form: FileForm
    observations: tuple[Observation, ...]
    """Its rows, matched to the plan; none where an engine holds them behind `Observations`."""
    faults: tuple[SubmissionFault, ...]
    notes: tuple[Text, ...]


def read_submission(file_bytes: bytes, name: str, plan: Plan, encoding: str | None = None) -> Submission:
    """
    Read the observations in the file `name` for `plan`; `encoding` overrides the one that its bytes suggest.

    Raises
    ------
    SourceError
        The file is of no form that is read, cannot be decoded, or has no header that is known.
    """
    return read_book(open_book(file_bytes, name, encoding), plan)


def read_book(book: Book, plan: Plan) -> Submission:
    """
    Read the observations in an opened file for `plan`.

    Raises
    ------
    SourceError
        No sheet of it has a header that is known.
    """
    names = PlanNames(plan)
    tables = [(sheet, find_tables(sheet, names, plan.period)) for sheet in book.sheets if sheet.rows]
    if not any(found for _, found in tables):
        raise SourceError(book.name, _no_header(book, names))
    reader = _SubmissionReader(plan, names, book.sheets[0])
    for sheet, found in tables:
        reader.log.sheet = sheet
        if not found:
            reader.without_table(sheet)
        for table in found:
            reader.table(table)
    return Submission(
        name=book.name,
        sha256=book.sha256,
        encoding=book.encoding,
        form=book.form,
        observations=tuple(reader.observations),
        faults=tuple(reader.log.faults),
        notes=(*book.notes, *reader.log.notes),
    )


def named_plans(book: Book) -> tuple[str, ...]:
    """Return the plans that a file names: in the properties of a workbook, or in a column `plan`."""
    in_columns = (name for sheet in book.sheets for name in plans_in_column(sheet))
    return tuple(dict.fromkeys((*((book.plan,) if book.plan else ()), *in_columns)))


def _no_header(book: Book, names: PlanNames) -> Text:
    sheet = max(book.sheets, key=lambda each: len(each.rows), default=None)
    if sheet is None or not sheet.rows:
        return Text("{name}：没有内容", "{name}: nothing is in it", name=book.name)
    missing = what_is_missing(sheet, names)
    if book.encoding is None:
        return Text("{name}：{missing}", "{name}: {missing}", name=book.name, missing=missing)
    return Text(
        "{name}：{missing}（按 {encoding} 编码读取；如有乱码，请用 {ENCODING} 指明编码）",
        "{name}: {missing} (read as {encoding}: if that garbles it, name its encoding with {ENCODING})",
        name=book.name,
        missing=missing,
        encoding=book.encoding,
        ENCODING=_ENCODING,
    )


class _Unusable(Exception):  # noqa: N818  # it ends the reading of a row, and of nothing else
    """A cell without which its row cannot be used; its fault is recorded."""


class _Line(NamedTuple):
    """The properties that all values of one row share; `unit` is the cell that states theirs."""

    expected: ExpectedValue
    step: str | None
    submitted: date | None
    unit: GridCell | None


class _SubmissionReader:
    """Collects the observations in the tables of one file."""

    def __init__(self, plan: Plan, names: PlanNames, sheet: Grid) -> None:
        self.plan = plan
        self.names = names
        self.log = Log(sheet)
        self.values = ValueReader(plan, self.log)
        self.observations: list[Observation] = []
        self.expected: dict[tuple[Identifier, str | None], ExpectedValue] = {}
        self.periods: dict[str, ReportingPeriod | PeriodError] = {}

    # whole tables

    def without_table(self, sheet: Grid) -> None:
        """Record that a sheet is left out: a fault where a row of it has an indicator and a number, else a note."""
        for row in sheet.rows:
            named = next((cell for cell in row.values() if self.names.indicators.find(cell.text) is not None), None)
            if named is not None and any(_is_number(cell) for cell in row.values() if cell is not named):
                self.log.fault(SubmissionRule.HEADER_MISSING, named, what_is_missing(sheet, self.names))
                return
        title = shown(sheet.name or "")
        self.log.notes.append(
            Text(
                "{file}：工作表“{title}”中没有报表，没有读取",
                '{file}: the sheet "{title}" has no table and is left out',
                file=sheet.file,
                title=title,
            )
        )

    def table(self, table: Table) -> None:
        """Read one table, row by row."""
        self.headings(table)
        table = replace(table, areas=self.areas_within_plan(table))
        table = replace(table, period=self.default_period(table))
        rows = [row for row in table.body if _reports(table, row) and not is_header_again(table, row)]
        mine = [row for row in rows if not self.is_of_another_plan(table, row)]
        if len(mine) < len(rows):
            file, others = table.sheet.file, len(rows) - len(mine)
            self.log.notes.append(
                Text(
                    "{file}：{others} 行属于其他规划，没有读取",
                    "{file}: rows that are for other plans are left out: {others}",
                    file=file,
                    others=others,
                )
            )
        if table.is_wide:
            for row in mine:
                self.wide_row(table, row)
            return
        area, known = self.default_area(table)
        for row in mine if known else ():
            self.long_row(table, row, area)

    def headings(self, table: Table) -> None:
        """Record the faults of a header, and note its columns that are not read."""
        for cell in table.repeated:
            word = shown(cell.text)
            message = Text(
                "表头“{word}”出现了两次：只读取前一列",
                'the header "{word}" stands there twice: only the first column is read',
                word=word,
            )
            self.log.fault(SubmissionRule.HEADER_REPEATED, cell, message)
        for cell in table.strangers:
            self.unknown(SubmissionRule.UNKNOWN_DISTRICT, cell, self.names.areas, _DISTRICT)
        if table.unread:
            where = place_text(Place(table.sheet.file, sheet=table.sheet.name))
            words = [shown(cell.text) for cell in table.unread]
            zh, en = "、".join(f"“{word}”" for word in words), ", ".join(f'"{word}"' for word in words)
            self.log.notes.append(
                Text(
                    "{where}：没有读取这些列：{zh}",
                    "{where}: columns that are not read: {en}",
                    where=where,
                    zh=zh,
                    en=en,
                )
            )

    def areas_within_plan(self, table: Table) -> dict[int, AreaColumn]:
        """Return the columns of a wide table without those for a period outside the plan, which is one fault."""
        periods = dict.fromkeys(each.period for each in table.areas.values())
        outside = {period for period in periods if period is not None and self.outside(period, table.header)}
        return {column: each for column, each in table.areas.items() if each.period not in outside}

    def default_period(self, table: Table) -> ReportingPeriod | None:
        """Return the period that the titles of a table name; a table without any is one fault."""
        if table.period is not None:
            return None if self.outside(table.period, table.header) else table.period
        named = table.is_wide and all(each.period for each in table.areas.values())
        if not named and ColumnRole.PERIOD not in table.roles and any(_reports(table, row) for row in table.body):
            message = Text(
                "没有写明期间：请加“期间”列，或在标题或工作表名中写明，如 2025年6月",
                "no period is named: add a column period, "
                "or name it in a title or in the name of the sheet, such as 2025年6月",
            )
            self.log.fault(SubmissionRule.UNKNOWN_PERIOD, table.header, message)
        return None

    def default_area(self, table: Table) -> tuple[str | None, bool]:
        """Return the district that the name of a sheet gives to all its rows, and whether the rows have one at all."""
        name = table.sheet.name or ""
        area = self.names.areas.find(name)
        if ColumnRole.DISTRICT in table.roles:
            return None, True
        if area is not None or (squeezed(name) and is_whole_area(name)):
            return area, True
        message = Text(
            "没有“辖区”列：请加上这一列，全市的数值留空",
            "there is no column district: add it, and leave it blank for the whole area",
        )
        self.log.fault(SubmissionRule.HEADER_MISSING, table.header, message)
        return None, False

    def is_of_another_plan(self, table: Table, row: Row) -> bool:
        cell = table.cell(row, ColumnRole.PLAN)
        return cell is not None and folded(cell.text) != folded(self.plan.id)

    # rows

    def long_row(self, table: Table, row: Row, area: str | None) -> None:
        """Take the value of a row, with the two numbers that it is made of."""
        line = _usable(lambda: self.line(table, row))
        found = _usable(lambda: (self.area(table.cell(row, ColumnRole.DISTRICT), area),))
        period = _usable(lambda: self.period(table, row))
        if line is None or found is None or period is None:
            return
        (area,) = found
        parts = self.values.parts(table, row, line.expected, area)
        cell = stated(table, row, ColumnRole.VALUE)
        if cell is not None:
            unit = line.unit or table.unit_of(ColumnRole.VALUE) or _title_unit(table, line.expected)
            reported = self.values.read(cell, line.expected, area, unit)._replace(parts=parts.pair)
        elif table.cell(row, ColumnRole.VALUE) is not None:
            return  # -- and what it is made of
        else:
            cell = stated(table, row, ColumnRole.NUMERATOR) or stated(table, row, ColumnRole.DENOMINATOR)
            assert cell is not None, "a row that reports nothing is passed over"
            reported = self.values.from_parts(cell, line.expected, area, parts)
        self.observe(line, area, period, reported)

    def wide_row(self, table: Table, row: Row) -> None:
        """Take a value for every district; a period in the row itself goes before that of a heading or title."""
        needs_period = ColumnRole.PERIOD in table.roles or any(each.period is None for each in table.areas.values())
        has_period = table.cell(row, ColumnRole.PERIOD) is not None
        line = _usable(lambda: self.line(table, row))
        period = _usable(lambda: self.period(table, row)) if needs_period else None
        if line is None or (period is None and has_period):
            return
        for column, place in table.areas.items():
            cell = row.get(column)
            meant = period if has_period else place.period or period
            if cell is None or meant is None or does_not_apply(cell):
                continue
            unit = line.unit or table.units.get(column) or _title_unit(table, line.expected)
            self.observe(line, place.area, meant, self.values.read(cell, line.expected, place.area, unit))

    def line(self, table: Table, row: Row) -> _Line:
        """Return the properties of the row as a whole."""
        submitted = self.submitted(table.cell(row, ColumnRole.SUBMITTED))
        cell = table.cell(row, ColumnRole.INDICATOR)
        if cell is None:
            message = Text("这一行没有写指标", "this row names no indicator")
            self.log.fault(SubmissionRule.UNKNOWN_INDICATOR, row[min(row)], message)
            raise _Unusable
        identifier, unit = self.indicator(cell)
        step = self.step(table.cell(row, ColumnRole.STEP), identifier)
        if (identifier, step) not in self.expected:
            self.expected[identifier, step] = expected_value(self.plan, identifier, step)
        return _Line(self.expected[identifier, step], step, submitted, table.cell(row, ColumnRole.UNIT) or unit)

    def observe(self, line: _Line, area: str | None, period: ReportingPeriod, reported: ReadValue) -> None:
        part, whole = reported.parts or (None, None)
        self.observations.append(
            Observation(
                subject=Subject(line.expected.identifier, line.step, area),
                period=period,
                value=reported.value,
                place=self.log.sheet.place(reported.cell),
                state=reported.state,
                done_on=reported.done_on,
                part=part,
                whole=whole,
                submitted=line.submitted,
                readable=reported.readable,
            )
        )

    # names

    def indicator(self, cell: GridCell) -> tuple[Identifier, GridCell | None]:
        """Return the indicator that a cell names, and the unit in brackets behind the name."""
        self.refuse_problem(cell)
        found = self.names.indicators.find(cell.text)
        if found is not None:
            return found, None
        split = unit_in_brackets(cell.text)
        if split is not None:
            found = self.names.indicators.find(split[0])
            if found is not None:
                return found, cell._replace(text=split[1])
        if is_whole_area(cell.text):
            word = shown(cell.text)
            message = Text(
                "“{word}”行把不同的指标加在一起，没有意义：没有读取",
                'the row "{word}" adds up different indicators, which means nothing: it is left out',
                word=word,
            )
            self.log.fault(SubmissionRule.TOTAL_ROW, cell, message)
        else:
            self.unknown(SubmissionRule.UNKNOWN_INDICATOR, cell, self.names.indicators, _INDICATOR)
        raise _Unusable

    def area(self, cell: GridCell | None, otherwise: str | None) -> str | None:
        if cell is None:
            return otherwise
        self.refuse_problem(cell)
        found = self.names.areas.find(cell.text)
        if found is None and not is_whole_area(cell.text):
            self.unknown(SubmissionRule.UNKNOWN_DISTRICT, cell, self.names.areas, _DISTRICT)
            raise _Unusable
        return found

    def step(self, cell: GridCell | None, identifier: Identifier) -> str | None:
        if cell is None:
            return None
        self.refuse_problem(cell)
        number = self.names.step(identifier, cell.text)
        if number is None:
            steps = self.names.steps(identifier)
            self.unknown(SubmissionRule.UNKNOWN_STEP, cell, steps, _STEP, identifier)
            raise _Unusable
        return str(number)

    def unknown(
        self,
        rule: SubmissionRule,
        cell: GridCell,
        index: NameIndex[Identifier] | NameIndex[str] | NameIndex[int],
        what: Text,
        indicator: Identifier | None = None,
    ) -> None:
        """Record a name that the plan does not have, or that means two things in it."""
        word, matches = shown(cell.text), index.matches(cell.text)
        if len(matches) > 1:
            zh, en = "、".join(map(str, matches)), " or ".join(map(str, matches))
            message = Text(
                "“{word}”可以指 {zh}：请写明是哪一个", '"{word}" may mean {en}: write which', word=word, zh=zh, en=en
            )
        else:
            hint = did_you_mean_after_colon(index.suggestion(cell.text))
            message = Text(
                "规划中没有名为“{word}”的{what}{hint}",
                'the plan has no {what} called "{word}"{hint}',
                word=word,
                what=what,
                hint=hint,
            )
        self.log.fault(rule, cell, message, About(indicator))

    # periods and days

    def period(self, table: Table, row: Row) -> ReportingPeriod:
        """Return the period of a row: its own, or else that of the table."""
        cell = table.cell(row, ColumnRole.PERIOD)
        if cell is None:
            if table.period is not None:
                return table.period
            if ColumnRole.PERIOD in table.roles:
                message = Text("这一行没有写期间", "this row names no period")
                self.log.fault(SubmissionRule.UNKNOWN_PERIOD, row[min(row)], message)
            raise _Unusable
        self.refuse_problem(cell)
        period = self.read_period(cell.text)
        if isinstance(period, PeriodError):
            self.log.fault(SubmissionRule.UNKNOWN_PERIOD, cell, period.text)
            raise _Unusable
        if self.outside(period, cell):
            raise _Unusable
        return period

    def read_period(self, text: str) -> ReportingPeriod | PeriodError:
        if text not in self.periods:
            try:
                self.periods[text] = read_reporting_period(text, self.plan.period)
            except PeriodError as error:
                self.periods[text] = error
        return self.periods[text]

    def outside(self, period: ReportingPeriod, cell: GridCell) -> bool:
        """Tell, and record, whether `period` is not within the plan's."""
        within = self.plan.period
        if within.start <= period.start and period.end <= within.end:
            return False
        message = Text(
            "期间 {period} 不在规划期 {within} 之内",
            "the period {period} is not within the plan's, {within}",
            period=period.text,
            within=str(within),
        )
        self.log.fault(SubmissionRule.PERIOD_OUTSIDE_PLAN, cell, message)
        return True

    def submitted(self, cell: GridCell | None) -> date | None:
        """Return the day of submission; one that cannot be read is a fault, but the value in its row counts."""
        if cell is None:
            return None
        try:
            self.refuse_problem(cell)
            return cell.value if isinstance(cell.value, date) else read_day(cell.text)
        except PeriodError as error:
            self.log.fault(SubmissionRule.CELL_UNREADABLE, cell, error.text)
        except _Unusable:
            pass
        return None

    def refuse_problem(self, cell: GridCell) -> None:
        """Raise, with a fault, where the content of a cell cannot be known."""
        if cell.problem is not None:
            self.log.fault(SubmissionRule.CELL_UNREADABLE, cell, cell.problem)
            raise _Unusable


def _title_unit(table: Table, wanted: ExpectedValue) -> GridCell | None:
    """Return the unit that a title states for a whole table; it does not apply to the rates in it."""
    return None if wanted.unit == PERCENT else table.unit


def _reports(table: Table, row: Row) -> bool:
    """Whether a row reports something, and is no heading of a section, no remark, no form that is not yet filled in."""
    if table.is_wide:
        return any(column in row and not does_not_apply(row[column]) for column in table.areas)
    return any(stated(table, row, role) for role in (ColumnRole.VALUE, ColumnRole.NUMERATOR, ColumnRole.DENOMINATOR))


def _is_number(cell: GridCell) -> bool:
    try:
        read_quantity(cell.text)
    except QuantityError:
        return False
    return True


def _usable(read: Callable[[], T]) -> T | None:
    """Return the result of `read`, or None where it met an unusable cell: each bad cell of a row has its own fault."""
    try:
        return read()
    except _Unusable:
        return None
