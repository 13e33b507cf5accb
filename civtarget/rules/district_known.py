"""
Every district that an indicator names is a district of the plan.

指标提到的辖市区都是本规划列出的辖市区。

A share under a name that nobody has is due from nobody. A split may also give shares to the plan's parties, which are
no districts.

分给一个不存在的名称，就没有人承担。分解中还可以有规划列出的参与方，参与方不是辖市区。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 180}}

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙: 180}}

Remedy: write the name as it stands under `districts:` or `parties:`, or add it there.

补救：按 `districts:` 或 `parties:` 中的写法书写名称，或在其中补上。
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import MOST_NAMES, areas_listed
from civtarget.model.plan import Body, District, Identifier, Indicator, Path, Plan, Step, at
from civtarget.model.results import Held, Problem, Result, RuleOptions
from civtarget.model.workspace import Workspace
from civtarget.rules._references import suggestions_in
from civtarget.rules._values import chain_past_unread
from civtarget.spelling import Suggestions, did_you_mean

ID = "district-known"
FAMILY = "references"
SEVERITY = Severity.ERROR
REQUIRES: frozenset[str] = frozenset()
Options = RuleOptions

_Known = Mapping[str, District | Body]

_NO_DISTRICT = Text("不是本规划的辖市区", "is no district of this plan")
_NO_DISTRICT_NOR_PARTY = Text("既不是本规划的辖市区，也不是参与方", "is neither a district nor a party of this plan")


def check_plan(plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look up the names that weights are given for."""
    suggestions = Suggestions()

    def weights(identifier: Identifier) -> Iterator[Result]:
        values, where = plan.weights[identifier].values, ("weights", identifier, "values")
        yield from _judge(where, values, plan, _NO_DISTRICT_NOR_PARTY, suggestions)

    yield from chain_past_unread(*(partial(weights, identifier) for identifier in plan.weights))


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look up the names in the split, and in the duties of the indicator and of its steps."""
    indicator, suggestions = plan.indicators[identifier], workspace.computed(suggestions_in, plan)

    def split() -> Iterator[Result]:
        if indicator.split is not None:
            yield from _judge(at(identifier, "split"), indicator.split, plan, _NO_DISTRICT_NOR_PARTY, suggestions)

    def duties(where: Path, holder: Indicator | Step) -> Iterator[Result]:
        if holder.districts is not None and holder.districts.named is not None:
            names = holder.districts.named
            yield from _judge((*where, "districts"), names, plan, _NO_DISTRICT, suggestions)

    def steps() -> Iterator[Result]:
        where = at(identifier, "steps")
        return chain_past_unread(
            *(partial(duties, (*where, str(number)), step) for number, step in enumerate(indicator.steps))
        )

    yield from chain_past_unread(split, partial(duties, at(identifier), indicator), steps)


def _judge(where: Path, names: Iterable[str], plan: Plan, claim: Text, suggestions: Suggestions) -> Iterator[Result]:
    known: _Known = plan.districts if claim is _NO_DISTRICT else {**plan.districts, **plan.parties}
    unknown = [name for name in names if name not in known]
    if not unknown:
        yield Held(where)
        return
    spellings = _spellings(known)
    # All codes look alike: one that is nearly right points nowhere.
    words = [each for each in spellings if not each.isdigit()]
    for name in unknown:
        near = name if name in spellings else suggestions.nearest(name, words)
        hint = _hint(spellings[near] if near else None, areas_listed(known, plan, most=MOST_NAMES))
        message = Text("“{name}”{claim}：{hint}", '"{name}" {claim}: {hint}', name=name, claim=claim, hint=hint)
        yield Problem(where=(*where, name), message=message, at_key=True)


def _hint(meant: str | None, known: Text) -> Text:
    """Say which known name is probably meant, or else which there are."""
    if not known.zh:
        return Text("规划没有列出任何辖市区", "it names none")
    if meant is not None:
        return did_you_mean(meant)
    return Text("列出的有 {known}", "it names {known}", known=known)


def _spellings(known: _Known) -> dict[str, str]:
    """Return every way to write a known name."""
    spellings: dict[str, str] = {}
    for official, entry in known.items():
        code = entry.code if isinstance(entry, District) else None
        spellings |= dict.fromkeys((each for each in (*entry.aliases, entry.en, code) if each), official)
    return spellings | {official: official for official in known}
