"""
The unit of an indicator is one that its kind can be measured in.

指标的单位与其种类相符。

A rate in 户 or a count in % has the wrong kind or the wrong unit, and the kind decides what is added up or pooled. A
rate is in %, 百分点 or 倍; an amount in 元; a density in something per something; a count or a stock is in neither, and
a count is not money. A standard may be in anything.

比率写成“户”、数量写成“%”，不是种类错了就是单位错了；而相加、汇总、进度都由种类决定。比率用 %、百分点或倍；金额用 元；
密度用“……/……”；数量和存量既不用百分比，也不用“……/……”，数量也不是金额。标准用什么单位都可以。

Passes:

    indicators:
      homes: {name: 评定机构, kind: stock, unit: 家, target: 99}

Fails:

    indicators:
      homes: {name: 评定率, kind: stock, unit: "%", target: 92%}

Remedy: correct `kind:` or `unit:`.

补救：改正 `kind:` 或 `unit:`。
"""

from collections.abc import Iterator, Mapping

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.plan import KIND_NAMES, Identifier, Kind, Plan, at
from civtarget.model.results import Held, Problem, Result, RuleOptions
from civtarget.model.workspace import Workspace
from civtarget.notation.units import MONEY, PERCENT, POINTS, TIMES

ID = "kind-fits-unit"
FAMILY = "values"
SEVERITY = Severity.ERROR
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions

_RATIOS = (PERCENT, POINTS, TIMES)
_FITTING: Mapping[Kind, Text] = {
    Kind.COUNT: Text("数量用 个、户、人次 等单位", "a count is in a unit such as 个, 户 or 人次"),
    Kind.AMOUNT: Text("金额用 元", "an amount is in 元"),
    Kind.STOCK: Text("存量用 个、家、张 等单位", "a stock is in a unit such as 个, 家 or 张"),
    Kind.RATE: Text("比率用 %、百分点或倍", "a rate is in %, 百分点 or 倍"),
    Kind.DENSITY: Text(
        "密度用“……/……”，如 名/万名老年人", "a density is in something per something, such as 名/万名老年人"
    ),
}


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Hold the unit against the kind; a task is not measured, and a standard in anything."""
    indicator = plan.indicators[identifier]
    kind, unit = indicator.kind, indicator.unit_name
    if not unit or kind not in _FITTING:
        return
    where = at(identifier, "unit")
    if _fits(kind, unit):
        yield Held(where)
        return
    name, fitting = KIND_NAMES[kind], _FITTING[kind]
    message = Text(
        "单位“{unit}”与种类“{name}”不符：{fitting}",
        "the unit {unit} does not fit the kind {kind}: {fitting}",
        unit=unit,
        name=name,
        fitting=fitting,
        kind=kind,
    )
    yield Problem(where=where, message=message)


def _fits(kind: Kind, unit: str) -> bool:
    base, _, per = unit.partition("/")
    match kind:
        case Kind.RATE:
            return base in _RATIOS
        case Kind.AMOUNT:
            return unit == MONEY
        case Kind.DENSITY:
            return bool(per)
        case Kind.COUNT:
            return not per and base not in (*_RATIOS, MONEY)
        case _:
            return not per and base not in _RATIOS
