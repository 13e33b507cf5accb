"""Reported values from their cells: exact numbers in the unit of their indicator, and how far tasks are."""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from civtarget.errors import CivtargetError
from civtarget.files.submission.cells import GridCell, Row, place_text, shown, trimmed
from civtarget.files.submission.log import About, Log
from civtarget.files.submission.tables import Role, Table
from civtarget.language import Language, Text
from civtarget.model.findings import SubmissionRule
from civtarget.model.plan import Identifier, Indicator, Kind, Mark, Plan, Unread
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
    """What is to be read for an indicator or a step of it: how far a task is, or a number in `unit`."""

    identifier: Identifier
    name: Text
    unit: str
    is_task: bool


class Reported(NamedTuple):
    """
    What one cell, with the two numbers beside it, comes to.

    Neither a value nor a state nor a ratio means that it could not be read, which is a fault already.
    """

    cell: GridCell
    value: Exact | None = None
    state: TaskState | None = None
    done_on: date | None = None
    parts: tuple[Exact, Exact] | None = None
    is_ratio: bool = False
    """Nothing but the two numbers was reported."""

    @property
    def readable(self) -> bool:
        """Whether it could be read."""
        return self.value is not None or self.state is not None or self.is_ratio


class Parts(NamedTuple):
    """The numerator and denominator of a row, where both are there and could be read; `failed`: one could not."""

    pair: tuple[Exact, Exact] | None
    failed: bool


def asked(plan: Plan, identifier: Identifier, step: str | None) -> ExpectedValue:
    """
    Return what is to be read for an indicator or its step.

    Where the plan itself cannot be read, which is a finding about the plan, it is a number of any unit.
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


def stated(table: Table, row: Row, role: Role) -> GridCell | None:
    """Return what a row says in a role, unless that is `--`: it does not apply."""
    cell = table.cell(row, role)
    return None if cell is None or does_not_apply(cell) else cell


def does_not_apply(cell: GridCell) -> bool:
    """Tell whether `--` stands in a cell, or a single dash: in a form that says as little."""
    return cell.problem is None and (is_not_applicable(cell.text) or trimmed(cell.text) in _DASHES)


class ValueReader:
    """Reads the values of one file; what cannot be read is recorded in `log`."""

    def __init__(self, plan: Plan, log: Log) -> None:
        self.plan = plan
        self.log = log
        self.year = plan.period.first if plan.period.first == plan.period.last else None
        self.same_units = _same_units(plan)
        self.factors: dict[tuple[str | None, GridCell, Identifier], Exact | None] = {}

    def read(self, cell: GridCell, wanted: ExpectedValue, area: str | None, unit: GridCell | None) -> Reported:
        """Read a value; `unit` is the cell, outside its own, that states its unit."""
        reported = Reported(cell)
        try:
            if cell.problem is not None:
                raise CivtargetError(cell.problem)
            if wanted.is_task:
                state, done_on = read_task_state(cell.text, self.year)
                reported = Reported(cell, state=state, done_on=done_on)
            else:
                reported = Reported(cell, self._number(cell, wanted, area, unit))
        except CivtargetError as error:
            self._unreadable(cell, error.text, wanted, area)
        if reported.value or reported.state:  # 0 claims nothing
            self._hold_against_split(cell, wanted, area)
        return reported

    def parts(self, table: Table, row: Row, wanted: ExpectedValue, area: str | None) -> Parts:
        """Read numerator and denominator, which make sense only together."""
        found: list[Exact] = []
        failed = False
        for role in (Role.NUMERATOR, Role.DENOMINATOR):
            cell = stated(table, row, role)
            if cell is None:
                continue
            try:
                found.append(self._part(cell, table.unit_of(role)))
            except CivtargetError as error:
                self._unreadable(cell, error.text, wanted, area)
                failed = True
        return Parts((found[0], found[1]) if len(found) == 2 else None, failed)

    def from_parts(self, cell: GridCell, wanted: ExpectedValue, area: str | None, parts: Parts) -> Reported:
        """Return the rate for which only numerator and denominator were reported; `cell` is where it is said to be."""
        if parts.pair is not None and wanted.unit == PERCENT and (parts.pair[1] or not parts.pair[0]):
            return Reported(cell, parts=parts.pair, is_ratio=True)  # 0 of 0 is no rate, but pools with others
        if not parts.failed:
            message = Text("没有写数值", "no value is written")
            if wanted.unit == PERCENT and parts.pair is not None:
                message = Text("分母是 0，算不出比率", "the denominator is 0: there is no rate")
            elif wanted.unit == PERCENT:
                message = Text(
                    "没有写数值，分子和分母也缺一个", "no value is written, and one of its two parts is missing"
                )
            self._unreadable(cell, message, wanted, area)
        return Reported(cell)

    def _part(self, cell: GridCell, unit: GridCell | None) -> Exact:
        figure, own_unit = self._figure(cell)
        if own_unit == PERCENT:
            word = shown(cell.text)
            raise CivtargetError(Text(f"“{word}”是比率：这里要写数量", f'"{word}" is a rate: a number belongs here'))
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
                    f"“{word}”是日期，不是数：请检查单元格格式",
                    f'"{word}" is a date, not a number: look at the format of the cell',
                )
            )
        quantity = read_quantity(cell.text)
        if quantity.op in (Op.AT_MOST, Op.BETWEEN):
            raise CivtargetError(
                Text(f"“{word}”不是一个数：请写实际达到的数", f'"{word}" is not one number: write the one reached')
            )
        if quantity.op is Op.AT_LEAST or quantity.approximate:
            where, figure = place_text(self.log.sheet.place(cell)), quantity.figure
            self.log.notes.append(
                Text(
                    f"{where}：“{word}”按 {write_number(figure, Language.ZH)} 计",
                    f'{where}: "{word}" is taken as {write_number(figure, Language.EN)}',
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
                    f"“{word}”和单位“{multiple}”都带有倍数：不知是否要乘两次",
                    f'"{word}" and its unit {multiple} are both multiples: it is not clear whether both are meant',
                )
            )
        return None if factor is None else exact(figure * factor)

    def _factor(self, cell: GridCell, wanted: ExpectedValue) -> Exact | None:
        """Return what the unit in `cell` multiplies bare numbers by; where it is wrong, that is one fault for a row."""
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
            f"单位写的是“{unit}”：“{name.zh}”以“{wanted.unit}”计",
            f'the unit is {unit}: "{name.en}" is counted in {wanted.unit}',
        )
        self.log.fault(SubmissionRule.UNIT_DIFFERS, cell, message, About(wanted.identifier, area))

    def _hold_against_split(self, cell: GridCell, wanted: ExpectedValue, area: str | None) -> None:
        """Report a value of a district that takes no part in the split."""
        split = _split(self.plan.indicators[wanted.identifier])
        if area is None or split is None or split.get(area, Mark.NOT_APPLICABLE) is not Mark.NOT_APPLICABLE:
            return
        message = Text(f"“{wanted.name.zh}”没有分解到{area}", f'{area} has no share of "{wanted.name.en}"')
        self.log.fault(SubmissionRule.DISTRICT_NOT_IN_SPLIT, cell, message, About(wanted.identifier, area))

    def _unreadable(self, cell: GridCell, message: Text, wanted: ExpectedValue, area: str | None) -> None:
        self.log.fault(SubmissionRule.CELL_UNREADABLE, cell, message, About(wanted.identifier, area))


def _same_units(plan: Plan) -> tuple[frozenset[str], ...]:
    try:
        return tuple(frozenset(same) for same in plan.same_units)
    except Unread:
        return ()


def _split(indicator: Indicator) -> Mapping[str, object] | None:
    try:
        return indicator.split
    except Unread:
        return None
