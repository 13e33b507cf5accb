"""
Weights by which a total is split: a number for each district.

They come from the plan, as a section of `weights` or as the shares of another indicator, or from a file.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from civtarget.errors import Argument, CivtargetError
from civtarget.language import Text
from civtarget.model.lookup import NameIndex
from civtarget.model.phrases import listed
from civtarget.model.plan import Identifier, Mark, Name, Plan, Share, Unread
from civtarget.notation.quantity import Exact, Op, Quantity
from civtarget.spelling import did_you_mean_after_colon
from civtarget.splits.names import by_district

_BY = Argument("by")

_Key = tuple[str, Identifier]
"""The address of weights: their section of the plan, and their key in it."""


class WeightingError(CivtargetError):
    """No such weights, or they are no exact numbers."""


class Weighting(NamedTuple):
    """A number for each district, in `unit`; `key` is its name in the request."""

    key: str
    name: Text
    unit: str
    values: Mapping[str, Exact]


def equal_weighting(plan: Plan) -> Weighting:
    """Return the weighting by which every district and party of a plan weighs the same."""
    return Weighting("equal", Text("相同权重", "equal weights"), "", dict.fromkeys((*plan.districts, *plan.parties), 1))


def given_weighting(values: Mapping[str, Exact], plan: Plan) -> Weighting:
    """Return a weighting of numbers by district; raise `RequestError` for a name that is unknown or given twice."""
    return Weighting("given", Text("给定的权重", "the given weights"), "", by_district(values.items(), plan))


def has_weights(plan: Plan, wanted: str, split: Identifier) -> bool:
    """Tell whether a plan has weights, or an indicator, called `wanted` by which the indicator `split` can be split."""
    return bool(_index(_names(plan, split)).matches(wanted))


def weighting_of(plan: Plan, wanted: str, split: Identifier) -> Weighting:
    """
    Return the weights of a plan that are called `wanted`, or the shares of the indicator that is.

    `split` is the indicator that is to be split, and no weight for itself. A share that is `--` weighs nothing; one
    that is blank, only about a number or a cap has no weight.

    Raises
    ------
    WeightingError
        None are called so, or two are.
    Unread
        They could not be read.
    """
    names = _names(plan, split)
    index = _index(names)
    matches = index.matches(wanted)
    if len(matches) > 1:
        sections = listed(f"{section}.{key}" for section, key in matches)
        raise WeightingError(
            Text(
                "“{wanted}”可指几处：{sections}",
                '"{wanted}" may mean several: {sections}',
                wanted=wanted,
                sections=sections,
            )
        )
    if not matches and wanted == split:
        raise WeightingError(
            Text(
                "{by}：{wanted} 就是要分解的指标",
                "{by}: {wanted} is the indicator that is to be split",
                by=_BY,
                wanted=wanted,
            )
        )
    if not matches:
        raise WeightingError(_unknown(wanted, index.suggestion(wanted), [key for _, key in names]))
    ((section, key),) = matches
    if section == "weights":
        entry = plan.weights[key]
        _require_one_unit(key, entry.unit, entry.values)
        return Weighting(key, entry.name.text, entry.unit or "", dict(_numbers(entry.values)))
    indicator = plan.indicators[key]
    return Weighting(key, indicator.name.text, indicator.unit_name, dict(_numbers(indicator.split or {})))


def _names(plan: Plan, split: Identifier) -> dict[_Key, Name]:
    with_shares = {key: each.name for key, each in plan.indicators.items() if each.split and key != split}
    return {
        **{("weights", key): each.name for key, each in plan.weights.items()},
        **{("indicators", key): name for key, name in with_shares.items()},
    }


def _index(names: Mapping[_Key, Name]) -> NameIndex[_Key]:
    spellings = ((text, key) for key, name in names.items() for text in (name.zh, name.en) if text)
    return NameIndex(((key[1], key) for key in names), spellings)


def _require_one_unit(key: str, unit: str | None, values: Mapping[str, Share]) -> None:
    """Refuse numbers that are not all in the unit of their weights, or in one unit where that has none."""
    units = {value.unit for value in values.values() if isinstance(value, Quantity)}
    if unit is not None:
        units = (units | {unit}) - {""}
    if len(units) > 1:
        names = listed(sorted(each or "—" for each in units))
        raise WeightingError(
            Text(
                "weights.{key} 的单位不一：{names}",
                "the numbers of weights.{key} are in several units: {names}",
                key=key,
                names=names,
            )
        )


def _unknown(wanted: str, suggestion: str | None, known: list[Identifier]) -> Text:
    hint, names = did_you_mean_after_colon(suggestion), listed(known, most=10)
    if suggestion is None and known:
        hint = Text("：可用 {names}，或一个文件", ": use {names}, or a file", names=names)
    return Text("{by}：没有“{wanted}”{hint}", '{by}: there is no "{wanted}"{hint}', by=_BY, wanted=wanted, hint=hint)


def _numbers(values: Mapping[str, Share]) -> Iterator[tuple[str, Exact]]:
    for district, value in values.items():
        if isinstance(value, Unread):
            raise value
        if value is Mark.NOT_APPLICABLE:
            yield district, 0
        elif isinstance(value, Quantity) and value.op in (Op.EXACTLY, Op.AT_LEAST) and not value.approximate:
            yield district, value.figure
