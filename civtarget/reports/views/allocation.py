"""The document of a proposed split: by district, by method, and for a total of one step less and more."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from math import isqrt

from civtarget.allocation import Allocation, Method, Tie
from civtarget.language import Text
from civtarget.model.phrases import area_name, areas_listed, quantity_text, rounded
from civtarget.model.plan import Plan
from civtarget.notation.quantity import Exact, exact, write_number
from civtarget.notation.units import unit_name
from civtarget.reports.document import Document, Line, Lines
from civtarget.reports.sheet import Cell, Column, Sheet, Tone
from civtarget.reports.style import Style
from civtarget.reports.views.allocation_json import content
from civtarget.splits.fairness import Fairness
from civtarget.splits.proposal import Proposal

METHOD_NAMES: Mapping[Method, Text] = {
    Method.LARGEST_REMAINDER: Text("最大余额", "largest remainder"),
    Method.ADAMS: Text("亚当斯", "Adams"),
    Method.DEAN: Text("迪安", "Dean"),
    Method.HUNTINGTON_HILL: Text("亨廷顿—希尔", "Huntington-Hill"),
    Method.WEBSTER: Text("韦伯斯特", "Webster"),
    Method.JEFFERSON: Text("杰斐逊", "Jefferson"),
    Method.EQUAL: Text("均等", "equal shares"),
}
"""The names of the methods."""

_INFINITE = Text("无穷大", "infinite")


def document(proposal: Proposal, plan: Plan, *, compare: bool) -> Document:
    """Return the document of a proposed split; with `compare`, other methods and other totals stand beside it."""
    return Document(
        blocks=partial(_blocks, proposal, plan, compare=compare),
        content=partial(content, proposal, plan),
    )


def _blocks(proposal: Proposal, plan: Plan, style: Style, *, compare: bool) -> Iterator[Sheet | Lines]:
    yield _split(proposal, plan, style)
    if compare:
        yield _methods(proposal, plan, style)
        yield _around(proposal, plan, style)
    yield Lines([Line(text) for text in _notes(proposal, plan, style)])


def _notes(proposal: Proposal, plan: Plan, style: Style) -> Iterator[str]:
    """Yield which districts were tied, and the fairness of the split."""
    allocation, fairness = proposal.allocation, proposal.fairness[proposal.chosen]
    if allocation.tie is not None:
        yield style.say(_tie(allocation.tie, plan))
    if fairness is not None:
        measures = [f"{style.say(name)} {value}" for name, value in _measures(fairness, style)]
        yield style.say(Text("公平度：", "fairness: ")) + style.say(Text("，".join(measures), ", ".join(measures)))


def _split(proposal: Proposal, plan: Plan, style: Style) -> Sheet:
    scale, scale_name = _scale(proposal, style)
    titles = [
        Column(style.say(Text("辖市区", "district"))),
        Column(style.say(Text("权重", "weight")), right=True),
        *(
            Column(style.say(title), right=True)
            for title in (Text("配额", "quota"), Text("份额", "share"), Text("偏差", "deviation"))
        ),
        Column(scale_name, right=True),
        *([Column(style.say(Text("规划现有", "in the plan")), right=True)] if proposal.current else []),
    ]
    rows = [_district_row(name, proposal, plan, style, scale) for name in proposal.claims]
    total = [Cell(style.say(Text("合计", "total")), Tone.STRONG), *_totals(proposal, style)]
    return Sheet(_title(proposal, style), titles, [*rows, total], frozenset({len(rows) - 1}))


def _district_row(name: str, proposal: Proposal, plan: Plan, style: Style, scale: int) -> list[Cell]:
    claim, allocation = proposal.claims[name], proposal.allocation
    share, quota = allocation.shares[name], allocation.quotas[name]
    held = style.say(Text("（锁定）", " (locked)")) if claim.locked is not None else ""
    per_weight = _short(Fraction(share) * scale / claim.weight, style) if claim.weight else ""
    current = proposal.current.get(name)
    cells = [
        Cell(style.say(area_name(name, plan)) + held),
        Cell(write_number(claim.weight, style.language) if name in proposal.weighting.values else ""),
        Cell(_short(quota, style), Tone.QUIET),
        Cell(write_number(share, style.language), Tone.STRONG),
        Cell(_signed(share - quota, style)),
        Cell(per_weight),
    ]
    if proposal.current:
        changed = current is not None and current != share
        cells.append(Cell("" if current is None else write_number(current, style.language), _changed(is_it=changed)))
    return cells


def _changed(*, is_it: bool) -> Tone:
    return Tone.WARNING if is_it else Tone.NONE


def _totals(proposal: Proposal, style: Style) -> Iterator[Cell]:
    yield Cell(write_number(exact(sum(claim.weight for claim in proposal.claims.values())), style.language))
    yield Cell("")
    yield Cell(write_number(proposal.total, style.language), Tone.STRONG)
    yield from (Cell(""), Cell(""))
    if proposal.current:
        yield Cell(write_number(exact(sum(proposal.current.values())), style.language))


def _title(proposal: Proposal, style: Style) -> str:
    unit, name = proposal.indicator.unit_name, proposal.indicator.name.text
    total, by, method = quantity_text(proposal.total, unit), proposal.weighting.name, METHOD_NAMES[proposal.chosen]
    return style.say(
        Text(
            "{name}：{total}，按{by}分解（{method}法）",
            "{name}: {total}, split by {by} ({method})",
            name=name,
            total=total,
            by=by,
            method=method,
        )
    )


def _scale(proposal: Proposal, style: Style) -> tuple[int, str]:
    """Return the units of weight (1, 10, 100 …) per which no share is below 1, and the title of that column."""
    ratios = [
        Fraction(share) / proposal.claims[name].weight
        for name, share in proposal.allocation.shares.items()
        if share and proposal.claims[name].weight
    ]
    scale = 1
    while ratios and min(ratios) * scale < 1:
        scale *= 10
    number, unit = write_number(scale, style.language), proposal.weighting.unit
    word = unit_name(unit, style.language, scale) if unit else ""
    return scale, style.say(Text(f"每{number if scale > 1 else ''}{word or '单位'}", f"per {number} {word}".rstrip()))


def _methods(proposal: Proposal, plan: Plan, style: Style) -> Sheet:
    methods = list(proposal.allocations)
    columns = [
        Column(style.say(Text("辖市区", "district"))),
        *(Column(style.say(METHOD_NAMES[method]), right=True) for method in methods),
    ]
    rows = [
        [
            Cell(style.say(area_name(name, plan))),
            *(_compared(proposal.allocations[method].shares[name], proposal.allocation.shares[name], style)
              for method in methods),
        ]
        for name in proposal.claims
    ]  # fmt: skip
    measured = [dict(_measures(fairness, style)) if fairness else {} for fairness in proposal.fairness.values()]
    measures = [
        [Cell(style.say(name), Tone.QUIET), *(Cell(each.get(name, ""), Tone.QUIET) for each in measured)]
        for name in _MEASURES
    ]
    return Sheet(
        style.say(Text("各种方法", "method by method")), columns, [*rows, *measures], frozenset({len(rows) - 1})
    )


def _around(proposal: Proposal, plan: Plan, style: Style) -> Sheet:
    less, more = proposal.around
    splits = [(proposal.total - proposal.step, less), (proposal.total, proposal.allocation),
              (proposal.total + proposal.step, more)]  # fmt: skip
    columns = [
        Column(style.say(Text("辖市区", "district"))),
        *(Column(write_number(total, style.language), right=True) for total, _ in splits),
    ]
    rows = [
        [Cell(style.say(area_name(name, plan))), *(_of(name, split, proposal, style) for _, split in splits)]
        for name in proposal.claims
    ]
    return Sheet(style.say(Text("总数少一步、多一步", "a total of one step less and more")), columns, rows)


def _of(name: str, split: Allocation | None, proposal: Proposal, style: Style) -> Cell:
    return Cell("") if split is None else _compared(split.shares[name], proposal.allocation.shares[name], style)


def _compared(share: Exact, chosen: Exact, style: Style) -> Cell:
    """Return a share, and how far it is from the chosen one."""
    apart = f" ({_signed(share - chosen, style)})" if share != chosen else ""
    return Cell(write_number(share, style.language) + apart, Tone.NONE if share == chosen else Tone.WARNING)


_MEASURES = (
    Text("最大偏差", "largest deviation"),
    Text("Loosemore-Hanby", "Loosemore-Hanby"),
    Text("Gallagher", "Gallagher"),
    Text("Sainte-Laguë", "Sainte-Laguë"),
    Text("D'Hondt", "D'Hondt"),
    Text("最小/最大", "min/max ratio"),
)


def _measures(fairness: Fairness, style: Style) -> Iterator[tuple[Text, str]]:
    """Yield the measures by name; those that are parts of the whole in percent."""
    parts: Sequence[Fraction | None] = (
        fairness.largest_deviation,
        fairness.loosemore_hanby,
        _root(fairness.gallagher_squared),
        fairness.sainte_lague,
    )
    for name, part in zip(_MEASURES, parts, strict=False):
        yield name, style.say(_INFINITE) if part is None else f"{_short(part * 100, style)}%"
    for name, ratio in zip(_MEASURES[len(parts) :], (fairness.dhondt, fairness.min_max_ratio), strict=True):
        yield name, style.say(_INFINITE) if ratio is None else _short(ratio, style, 1)


def _root(value: Fraction) -> Fraction:
    """Return the square root of a fraction, to nine decimals."""
    return Fraction(isqrt(int(value * 10**18)), 10**9)


def _tie(tie: Tie, plan: Plan) -> Text:
    names = areas_listed(tie.tied, plan)
    return Text(
        "并列：{names} 的理由相同，只有前 {units} 个各得一步；给其他的同样合理",
        "a tie: the claims of {names} are level, and only the first {units} got a step; any "
        "others of them would be as good",
        names=names,
        units=tie.units,
    )


def _signed(value: Exact, style: Style) -> str:
    short = _short(value, style)
    return f"+{short}" if value > 0 else short


def _short(value: Exact, style: Style, apart: Exact = 0) -> str:
    """Write a number to two decimals, or as many as keep it `apart` from a number that it is not."""
    return write_number(rounded(value, (apart,)), style.language)
