"""Reported values from their cells: exact numbers in the unit of their indicator, and states of tasks."""

import re
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from civtarget.errors import CivtargetError
from civtarget.files.submission.cells import GridCell, Row, place_text, shown, trimmed
from civtarget.files.submission.log import About, Log
from civtarget.files.submission.tables import ColumnRole, Table
from civtarget.language import Language, Text
from civtarget.model.findings import SubmissionRule
from civtarget.model.plan import Identifier, Kind, Mark, Plan, Unread, readable
from civtarget.notation.quantity import (
    Exact,
    Op,
    exact,
    is_not_applicable,
    read_quantity,
    read_unit,
    write_number,
)
from civtarget.notation.task_states import TaskState, read_task_state
from civtarget.notation.units import PERCENT

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?", re.ASCII)
_DASHES = frozenset("-－–―─/")  # all are typed
_SCALES = frozenset("万亿萬億")


class ExpectedValue(NamedTuple):
    """The kind of value that an indicator or a step of it takes: the state of a task, or a number in `unit`."""

    identifier: Identifier
    name: Text
    unit: str
    is_task: bool


class ReadValue(NamedTuple):
    """
    The value of one cell, with the numerator and denominator in its row.

    Without a value, a state or a ratio it could not be read, which is a fault already.
    """

    cell: GridCell
    value: Exact | None = None
    state: TaskState | None = None
    done_on: date | None = None
    parts: tuple[Exact, Exact] | None = None
    is_ratio: bool = False
    """Whether nothing but numerator and denominator was reported."""

    @property
    def readable(self) -> bool:
        """Whether it could be read."""
        return self.value is not None or self.state is not None or self.is_ratio


class Parts(NamedTuple):
    """The numerator and denominator of a row, where both are there and could be read; `failed`: one could not."""

    pair: tuple[Exact, Exact] | None
    failed: bool


def expected_value(plan: Plan, identifier: Identifier, step: str | None) -> ExpectedValue:
    """
    Return the kind of value that an indicator or its step takes.

    Where that part of the plan cannot be read, which is a finding about the plan, it is a number of any unit.
    """
    indicator = plan.indicators[identifier]
    name = Text(identifier, identifier)
    try:
        name = indicator.name.text
        is_task, unit = indicator.kind is Kind.TASK, indicator.unit_name
        if step is not None:
            target = indicator.steps[int(step) - 1].target
            is_task = target is None
            unit = unit or (target.unit if target else "")
    except Unread:
        return ExpectedValue(identifier, name, "", is_task=False)
    return ExpectedValue(identifier, name, unit, is_task)


def stated(table: Table, row: Row, role: ColumnRole) -> GridCell | None:
    """Return the cell of a row in a role, or None where it is `--`: it does not apply."""
    cell = table.cell(row, role)
    return None if cell is None or does_not_apply(cell) else cell


def does_not_apply(cell: GridCell) -> bool:
    """Tell whether a cell is `--`, or a single dash, which means the same in a form."""
    return cell.problem is None and (is_not_applicable(cell.text) or trimmed(cell.text) in _DASHES)


class ValueReader:
    """Reads the values of one file; cells that cannot be read are recorded in `log`."""

    def __init__(self, plan: Plan, log: Log) -> None:
        self.plan = plan
        self.log = log
        self.year = plan.period.first if plan.period.first == plan.period.last else None
        self.same_units = tuple(map(frozenset, readable(plan, "same_units") or ()))
        self.factors: dict[tuple[str | None, GridCell, Identifier], Exact | None] = {}

    def read(self, cell: GridCell, wanted: ExpectedValue, area: str | None, unit: GridCell | None) -> ReadValue:
        """Read a value; `unit` is the cell, outside its own, that states its unit."""
        reported = ReadValue(cell)
        try:
            if cell.problem is not None:
                raise CivtargetError(cell.problem)
            if wanted.is_task:
                state, done_on = read_task_state(cell.text, self.year)
                reported = ReadValue(cell, state=state, done_on=done_on)
            else:
                reported = ReadValue(cell, self._number(cell, wanted, area, unit))
        except CivtargetError as error:
            self._unreadable(cell, error.text, wanted, area)
        if reported.value or reported.state:  # 0 claims nothing
            self._hold_against_split(cell, wanted, area)
        return reported

    def parts(self, table: Table, row: Row, wanted: ExpectedValue, area: str | None) -> Parts:
        """Read numerator and denominator, which make sense only together."""
        found: list[Exact] = []
        failed = False
        for role in (ColumnRole.NUMERATOR, ColumnRole.DENOMINATOR):
            cell = stated(table, row, role)
            if cell is None:
                continue
            try:
                found.append(self._part(cell, table.unit_of(role)))
            except CivtargetError as error:
                self._unreadable(cell, error.text, wanted, area)
                failed = True
        return Parts((found[0], found[1]) if len(found) == 2 else None, failed)

    def from_parts(self, cell: GridCell, wanted: ExpectedValue, area: str | None, parts: Parts) -> ReadValue:
        """Return the rate for which only numerator and denominator were reported; `cell` is the place of its faults."""
        if parts.pair is not None and wanted.unit == PERCENT and (parts.pair[1] or not parts.pair[0]):
            return ReadValue(cell, parts=parts.pair, is_ratio=True)  # 0 of 0 is no rate, but pools with others
        if not parts.failed:
            message = Text("没有写数值", "no value is written")
            if wanted.unit == PERCENT and parts.pair is not None:
                message = Text("分母是 0，算不出比率", "the denominator is 0: there is no rate")
            elif wanted.unit == PERCENT:
                message = Text(
                    "没有写数值，分子和分母也缺一个", "no value is written, and one of its two parts is missing"
                )
            self._unreadable(cell, message, wanted, area)
        return ReadValue(cell)

    def _part(self, cell: GridCell, unit: GridCell | None) -> Exact:
        figure, own_unit = self._figure(cell)
        if own_unit == PERCENT:
            word = shown(cell.text)
            raise CivtargetError(
                Text("“{word}”是比率：这里要写数量", '"{word}" is a rate: a number belongs here', word=word)
            )
        factor = 1 if unit is None or own_unit else read_unit(unit.text)[1]
        return exact(figure * factor)

    def _figure(self, cell: GridCell) -> tuple[Exact, str]:
        """
        Read one number and its unit, "" if none is written.

        A floor and an approximate number are taken by their figure, with a note.
        """
        if cell.problem is not None:
            raise CivtargetError(cell.problem)
        if isinstance(cell.value, int | Fraction):
            return cell.value, ""
        word = shown(cell.text)
        if _DAY.fullmatch(cell.text):
            raise CivtargetError(
                Text(
                    "“{word}”是日期，不是数：请检查单元格格式",
                    '"{word}" is a date, not a number: look at the format of the cell',
                    word=word,
                )
            )
        quantity = read_quantity(cell.text)
        if quantity.op in (Op.AT_MOST, Op.BETWEEN):
            raise CivtargetError(
                Text(
                    "“{word}”不是一个数：请写实际达到的数",
                    '"{word}" is not one number: write the one reached',
                    word=word,
                )
            )
        if quantity.op is Op.AT_LEAST or quantity.approximate:
            where, figure = place_text(self.log.sheet.place(cell)), quantity.figure
            self.log.notes.append(
                Text(
                    "{where}：“{word}”按 {figure} 计",
                    '{where}: "{word}" is taken as {write_number}',
                    where=where,
                    word=word,
                    figure=write_number(figure, Language.ZH),
                    write_number=write_number(figure, Language.EN),
                )
            )
        return quantity.figure, quantity.unit

    def _number(self, cell: GridCell, wanted: ExpectedValue, area: str | None, unit: GridCell | None) -> Exact | None:
        """Return the number in the unit that is wanted; None where it is of another, which is a fault."""
        figure, own_unit = self._figure(cell)
        if own_unit:
            if self._same_unit(own_unit, wanted.unit):
                return figure
            self._unit_differs(cell, own_unit, wanted, area)
            return None
        if unit is None:
            return figure
        factor = self._factor(unit, wanted)
        if factor is not None and factor > 1 and not _SCALES.isdisjoint(cell.text):
            word, multiple = shown(cell.text), shown(unit.text)
            raise CivtargetError(
                Text(
                    "“{word}”和单位“{multiple}”都带有倍数：不知是否要乘两次",
                    '"{word}" and its unit {multiple} are both multiples: it is not clear whether both are meant',
                    word=word,
                    multiple=multiple,
                )
            )
        return None if factor is None else exact(figure * factor)

    def _factor(self, cell: GridCell, wanted: ExpectedValue) -> Exact | None:
        """Return the factor of the unit in `cell` for bare numbers, or None; a wrong unit is one fault for a row."""
        key = (self.log.sheet.name, cell, wanted.identifier)
        if key not in self.factors:
            self.factors[key] = self._read_factor(cell, wanted)
        return self.factors[key]

    def _read_factor(self, cell: GridCell, wanted: ExpectedValue) -> Exact | None:
        try:
            if cell.problem is not None:
                raise CivtargetError(cell.problem)
            unit, factor = read_unit(cell.text)
        except CivtargetError as error:
            self.log.fault(SubmissionRule.UNIT_UNKNOWN, cell, error.text, About(wanted.identifier))
            return None
        if self._same_unit(unit, wanted.unit):
            return factor
        self._unit_differs(cell, unit, wanted, None)
        return None

    def _same_unit(self, unit: str, wanted: str) -> bool:
        """Whether `unit` may stand for the `wanted` one; where none is wanted, any may."""
        return not wanted or unit == wanted or any({unit, wanted} <= same for same in self.same_units)

    def _unit_differs(self, cell: GridCell, unit: str, wanted: ExpectedValue, area: str | None) -> None:
        name = wanted.name
        message = Text(
            "单位写的是“{unit}”：“{name}”以“{wanted_unit}”计",
            'the unit is {unit}: "{name}" is counted in {wanted_unit}',
            unit=unit,
            name=name,
            wanted_unit=wanted.unit,
        )
        self.log.fault(SubmissionRule.UNIT_DIFFERS, cell, message, About(wanted.identifier, area))

    def _hold_against_split(self, cell: GridCell, wanted: ExpectedValue, area: str | None) -> None:
        """Report a value of a district that takes no part in the split."""
        split = readable(self.plan.indicators[wanted.identifier], "split")
        if area is None or split is None or split.get(area, Mark.NOT_APPLICABLE) is not Mark.NOT_APPLICABLE:
            return
        message = Text("“{name}”没有分解到{area}", '{area} has no share of "{name}"', name=wanted.name, area=area)
        self.log.fault(SubmissionRule.DISTRICT_NOT_IN_SPLIT, cell, message, About(wanted.identifier, area))

    def _unreadable(self, cell: GridCell, message: Text, wanted: ExpectedValue, area: str | None) -> None:
        self.log.fault(SubmissionRule.CELL_UNREADABLE, cell, message, About(wanted.identifier, area))
