"""
Only what adds up over districts is split, or stands as the part or the whole of a rate.

只有各地可以相加的指标才分解，才作比率的分子或分母。

Shares say that the whole is the sum of its parts. Rates are pooled from part and whole, densities and standards are the
same number everywhere, a task is no number at all: adding them up gives a figure that means nothing. The part and the
whole of a rate are pooled over districts, so they have to add up too; only a multiple (倍) holds one standard against
another.

分解意味着总数等于各地之和。比率要由分子和分母汇总得出，密度和标准各地是同一个数，任务根本不是数：相加得到的数没有意义。
比率的分子、分母要按各地汇总，所以也必须可以相加；只有倍数可以拿一个标准与另一个标准相比。

Passes:

    indicators:
      rate: {name: 评定率, kind: rate, target: ">= 92%"}
      homes: {name: 评定机构, kind: stock, unit: 家, target: 99, split: {甲区: 50, 乙区: 49}}

Fails:

    indicators:
      rate: {name: 评定率, kind: rate, target: ">= 92%", split: {甲区: 50%, 乙区: 42%}}

Remedy: leave the split out, or split the count behind it; who has a task is written under `districts:`.

补救：删去分解，或改为分解其背后的数量；任务由谁承担写在 `districts:` 里。
"""

from collections.abc import Iterator, Mapping
from functools import partial

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.plan import KIND_NAMES, Identifier, Indicator, Kind, Plan, at
from civtarget.model.results import Held, Problem, Result, RuleOptions
from civtarget.model.workspace import Workspace
from civtarget.notation.units import TIMES
from civtarget.rules._values import chain_past_unread

ID = "kind-adds-up"
FAMILY = "sums"
SEVERITY = Severity.ERROR
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions

_SAME_EVERYWHERE = Text("各地是同一个数，不能相加", "it is the same number everywhere and does not add up")
_REASONS: Mapping[Kind, Text] = {
    Kind.RATE: Text(
        "总的比率由分子和分母汇总得出，不是各地之和",
        "the rate of the whole area is pooled from part and whole, not added up",
    ),
    Kind.DENSITY: _SAME_EVERYWHERE,
    Kind.STANDARD: _SAME_EVERYWHERE,
    Kind.TASK: Text("任务不是数，由谁承担请写在 districts: 里", "it is no number; write who has it under districts:"),
}
_ROLES = {"part": Text("分子", "part"), "whole": Text("分母", "whole")}


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look at the kind of what is split, and of what a rate is the share of."""
    indicator = plan.indicators[identifier]
    yield from chain_past_unread(
        partial(_split, identifier, indicator),
        partial(_term, "part", identifier, indicator, plan),
        partial(_term, "whole", identifier, indicator, plan),
    )


def _split(identifier: Identifier, indicator: Indicator) -> Iterator[Result]:
    if indicator.split is None:
        return
    where, kind = at(identifier, "split"), indicator.kind
    if kind.adds_up:
        yield Held(where)
        return
    name, reason = KIND_NAMES[kind], _REASONS[kind]
    message = Text("{name}不能分解：{reason}", "a {name} cannot be split: {reason}", name=name, reason=reason)
    yield Problem(where=where, message=message, at_key=True)


def _term(side: str, identifier: Identifier, indicator: Indicator, plan: Plan) -> Iterator[Result]:
    term = getattr(indicator.of, side, None)
    other = plan.indicators.get(Identifier(term)) if isinstance(term, str) else None
    if other is None:
        return  # a number, or nothing; that an indicator is not there is for reference-known to say
    where, kind = at(identifier, "of", side), other.kind
    if kind.adds_up or (kind is Kind.STANDARD and indicator.unit_name == TIMES):
        yield Held(where)
        return
    role = _ROLES[side]
    message = Text(
        "“{name}”是{kind}，不能作{role}：{reason}",
        '"{name}" is a {kind} and cannot be the {role} of a rate: {reason}',
        name=other.name.text,
        kind=KIND_NAMES[kind],
        role=role,
        reason=_REASONS[kind],
    )
    yield Problem(where=where, message=message)
