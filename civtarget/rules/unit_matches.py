"""
An indicator states its unit once, and no number in it is written in another one.

指标的单位写明一次，其中的数值不得写成别的单位。

Numbers are compared and added in the unit of their indicator: 20户 is no part of 300人. A rate is in % unless it says
otherwise. A task is not measured: it has no number to reach, though something may be due for each district.

数值按指标的单位比较和相加：20户不是300人的一部分。比率的单位不写即为 %。任务没有要达到的数值，但可以每地至少做几次。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300张, split: {甲区: 120张, 乙区: 180}}

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300张, split: {甲区: 120个, 乙区: 180}}

Remedy: write the number in the indicator's unit, or correct `unit:`.

补救：把数值改写成指标的单位，或改正 `unit:`。
"""

from collections.abc import Iterator
from functools import partial

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import listed
from civtarget.model.plan import Identifier, Indicator, Kind, Path, Plan, Relative, at
from civtarget.model.results import Held, Problem, Result, RuleOptions
from civtarget.model.workspace import Workspace
from civtarget.notation.quantity import Quantity
from civtarget.notation.units import PERCENT, conversion
from civtarget.rules._values import chain_past_unread, values_of

ID = "unit-matches"
FAMILY = "values"
SEVERITY = Severity.ERROR
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions

_NUMBER_IN_TASK = Text(
    "任务没有要达到的数值：请删去，或改用可以计量的种类",
    "a task has no number to reach: leave it out, or choose a kind that is measured",
)


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Compare the units written in values with the indicator's."""
    indicator = plan.indicators[identifier]
    yield from chain_past_unread(
        partial(_values, identifier, indicator), partial(_relative, identifier, indicator, plan)
    )


def _values(identifier: Identifier, indicator: Indicator) -> Iterator[Result]:
    values = values_of(identifier, indicator)
    unit = indicator.unit_name
    if indicator.kind is Kind.TASK:
        yield from _judge_task(values, unit)
    elif unit:
        for where, quantity in values:
            is_share = where[2] == "steps" and quantity.unit == PERCENT and indicator.kind.adds_up
            yield Held(where) if is_share else _judge(where, quantity, unit)  # 8月底 30% of the target
    else:
        units = [quantity.unit for _, quantity in values]
        if units:
            written = tuple(dict.fromkeys(unit for unit in units if unit))
            yield Problem(where=at(identifier, "unit"), message=_missing(written))


def _relative(identifier: Identifier, indicator: Indicator, plan: Plan) -> Iterator[Result]:
    """Look whether a multiple of another indicator is in a unit that makes this one's."""
    target, where = indicator.target, at(identifier, "target")
    if not isinstance(target, Relative):
        return
    base = plan.indicators.get(target.of)
    if indicator.kind is Kind.TASK:
        yield Problem(where=where, message=_NUMBER_IN_TASK)
    elif base is None or conversion(base.unit_name, indicator.unit_name) is not None:
        yield Held(where)
    else:
        units, name = (indicator.unit_name, base.unit_name), base.name.text
        message = Text(
            "以“{unit}”计，不能是“{name}”（以“{second_unit}”计）的倍数",
            'it is in {unit} and cannot be a multiple of "{name}", which is in {second_unit}',
            unit=units[0],
            name=name,
            second_unit=units[1],
        )
        yield Problem(where=where, message=message)


def _judge(where: Path, quantity: Quantity, unit: str) -> Result:
    if quantity.unit in ("", unit, unit.partition("/")[0]):  # 25名, where the unit is 名/万名老年人
        return Held(where)
    message = Text(
        "单位是“{unit}”，这里写作“{quantity_unit}”",
        "the unit is {unit}, but here it is {quantity_unit}",
        unit=unit,
        quantity_unit=quantity.unit,
    )
    return Problem(where=where, message=message)


def _judge_task(values: Iterator[tuple[Path, Quantity]], unit: str) -> Iterator[Result]:
    for where, quantity in values:
        part = where[2]
        if part == "each":
            yield _judge(where, quantity, unit or quantity.unit)
        elif part != "split":  # that a task is split at all is for kind-adds-up to say
            yield Problem(where=where, message=_NUMBER_IN_TASK)


def _missing(written: tuple[str, ...]) -> Text:
    if not written:
        return Text("有数值而没有单位：请用 unit: 写明", "there are numbers but no unit: state it with unit:")
    if len(written) == 1:
        return Text(
            "单位只写在数值里：请写明 unit: {written}",
            "the unit stands only in values: write unit: {written}",
            written=written[0],
        )
    units = listed(written)
    return Text(
        "数值有几种单位（{units}）：请用 unit: 写明一种",
        "the values are in several units ({units}): state one with unit:",
        units=units,
    )
