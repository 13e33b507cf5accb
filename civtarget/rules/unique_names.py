"""
No two indicators, districts or offices answer to the same name.

指标、辖区、责任单位的名称各不重复。

Reports and submitted tables speak of indicators and districts by name: where two share one, a value cannot be told to
belong to either. Names count in both languages, and of districts, parties and offices the aliases and codes too. Width,
case and repeated spaces make no difference.

报告和上报的表格用名称指称指标和辖区：两个重名，数值就不知道归谁。中英文名称都算，辖市区、参与方和责任单位的别名、
代码也算；全角半角、大小写和多余空格不作区别。

Passes:

    indicators:
      beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 300}
      homes: {name: {zh: 机构, en: Homes}, kind: count, unit: 家, target: 30}

Fails:

    indicators:
      beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 300}
      homes: {name: {zh: 机构, en: beds}, kind: count, unit: 家, target: 30}

Remedy: give one of the two another name, or remove the alias.

补救：给其中一个换个名称，或删去别名。
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.plan import Body, District, Identifier, Indicator, Path, Plan, at
from civtarget.model.results import Held, Problem, Related, Result, RuleOptions
from civtarget.model.workspace import Workspace
from civtarget.rules._values import chain_past_unread

ID = "unique-names"
FAMILY = "names"
SEVERITY = Severity.ERROR
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions

_NAME = Text("名称", "name")
_ENGLISH = Text("英文名称", "English name")
_ALIAS = Text("别名", "alias")
_CODE = Text("代码", "code")


class _Use(NamedTuple):
    """One name in use: in the sphere where it has to be unique, by whom, as what, and where that stands."""

    sphere: str
    owner: str
    name: str
    role: Text
    where: Path


def check_plan(plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Hold every name against those that stand before it."""
    first: dict[tuple[str, str], _Use] = {}
    for use in _uses(plan):
        taken = first.setdefault((use.sphere, _folded(use.name)), use)
        # An alias that repeats its own owner's name is idle, but it misleads nobody.
        yield Held(use.where) if taken.where[:2] == use.where[:2] else _clash(use, taken)


def _clash(use: _Use, taken: _Use) -> Problem:
    return Problem(
        where=use.where,
        message=Text(
            "{role}“{name}”重复：已是 {owner} 的{taken_role}",
            'the {role} "{name}" is taken: it is the {taken_role} of {owner}',
            role=use.role,
            name=use.name,
            owner=taken.owner,
            taken_role=taken.role,
        ),
        at_key=use.role is _NAME and use.where[0] != "indicators",
        related=(Related(taken.where, Text("先用于此处", "it is used here first")),),
    )


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _uses(plan: Plan) -> Iterator[_Use]:
    """Yield every name in the plan's order; raises `Unread` after the last one if some could not be read."""
    return chain_past_unread(
        partial(_declared, plan, "districts", "area"),
        partial(_declared, plan, "parties", "area"),
        partial(_declared, plan, "offices", "office"),
        partial(_named_indicators, plan),
    )


def _declared(plan: Plan, section: str, sphere: str) -> Iterator[_Use]:
    entries: Mapping[str, District | Body] = getattr(plan, section)
    return chain_past_unread(*(partial(_names_of, (section, name), sphere, entry) for name, entry in entries.items()))


def _names_of(where: Path, sphere: str, entry: District | Body) -> Iterator[_Use]:
    owner = where[-1]
    yield _Use(sphere, owner, owner, _NAME, where)
    if entry.en:
        yield _Use(sphere, owner, entry.en, _ENGLISH, (*where, "en"))
    if isinstance(entry, District) and entry.code:
        yield _Use(sphere, owner, entry.code, _CODE, (*where, "code"))
    for number, alias in enumerate(entry.aliases):
        yield _Use(sphere, owner, alias, _ALIAS, (*where, "aliases", str(number)))


def _named_indicators(plan: Plan) -> Iterator[_Use]:
    return chain_past_unread(
        *(partial(_names_of_indicator, each, indicator) for each, indicator in plan.indicators.items())
    )


def _names_of_indicator(identifier: Identifier, indicator: Indicator) -> Iterator[_Use]:
    name = indicator.name
    # A name without an English half may stand as plain text, where there is no key `zh` to point at.
    where = at(identifier, "name") if name.en is None else at(identifier, "name", "zh")
    yield _Use("zh", identifier, name.zh, _NAME, where)
    if name.en:
        yield _Use("en", identifier, name.en, _ENGLISH, at(identifier, "name", "en"))
