"""
Every name that a reader meets exists in Chinese and in English.

读者看到的每个名称都有中文和英文。

A report in the language that is missing falls back to the other one, and half of its readers cannot follow it.

缺少一种语言时，报告只能借用另一种语言，一部分读者就看不懂。

Passes:

    indicators:
      beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 300}

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}

Remedy: write `{zh: …, en: …}`; for districts, parties and offices add `en`.

补救：写作 `{zh: …, en: …}`；辖市区、参与方和责任单位加上 `en`。
"""

from collections.abc import Iterator

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.plan import Identifier, Indicator, Name, Path, Plan, at
from civtarget.model.plan.record import types_of
from civtarget.model.results import Held, Problem, Result, RuleOptions
from civtarget.model.workspace import Workspace

ID = "translated"
FAMILY = "names"
SEVERITY = Severity.NOTE
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions

_OTHER_NAMES = [key for key, (hint, _) in types_of(Indicator).items() if hint is Name and key != "name"]


def check_plan(plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look at the title, the issuer, the names of districts, parties, offices and weights, and what constraints say."""
    yield _judge(("title",), plan.title.zh, plan.title.en)
    if plan.issuer is not None:
        yield _judge(("issuer",), plan.issuer.zh, plan.issuer.en)
    for section in ("districts", "parties", "offices"):
        for name, entry in getattr(plan, section).items():
            yield _judge((section, name), name, entry.en)
    for identifier, weights in plan.weights.items():
        yield _judge_name(("weights", identifier, "name"), weights.name)
    for number, constraint in enumerate(plan.constraints):
        yield _judge_name(("constraints", str(number), "message"), constraint.message)


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look at the indicator's own names: of itself, its steps, and of every other key that is a name."""
    indicator = plan.indicators[identifier]
    yield _judge_name(at(identifier, "name"), indicator.name)
    for number, step in enumerate(indicator.steps):
        if step.do is not None:
            yield _judge_name(at(identifier, "steps", str(number), "do"), step.do)
    for key in _OTHER_NAMES:
        name = getattr(indicator, key)
        if name is not None:
            yield _judge_name(at(identifier, key), name)


def _judge_name(where: Path, name: Name) -> Result:
    return _judge(where, name.zh, name.en)


def _judge(where: Path, zh: str, en: str | None) -> Result:
    if en:
        return Held(where)
    return Problem(where=where, message=Text("“{zh}”没有英文名称", '"{zh}" has no English name', zh=zh))
