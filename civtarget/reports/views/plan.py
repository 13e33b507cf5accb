"""The document of a plan as officials tabulate it: splits with districts across, totals and gaps; then duties."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

from civtarget.language import Language, Text
from civtarget.model.phrases import relative_text
from civtarget.model.plan import (
    KIND_NAMES,
    PER_NAMES,
    RECURRENCE_NAMES,
    ROLE_NAMES,
    TREND_NAMES,
    Body,
    Commitment,
    District,
    Duties,
    Indicator,
    Mark,
    Plan,
    Reference,
    Relative,
    Role,
    Share,
    Step,
)
from civtarget.notation.dates import When
from civtarget.notation.quantity import Exact, Op, Quantity, exact, plain, write_bound
from civtarget.notation.units import unit_name
from civtarget.reports.document import Document
from civtarget.reports.names import column_title
from civtarget.reports.sheet import Cell, Column, Sheet, Tone
from civtarget.reports.style import Style
from civtarget.reports.views.plan_json import content

_COMMITMENTS = {
    Commitment.EXPECTED: Text("预计", "expected, not promised"),
    Commitment.APPLICATION: Text("申报", "to apply for"),
    Commitment.DIRECTION: Text("只有方向，没有数字", "a direction without a figure"),
    Commitment.ON_DEMAND: Text("按需，无指标", "on demand, no quota"),
}


def document(plan: Plan) -> Document:
    """Return the document of a plan that was read without fault."""
    return Document(blocks=partial(_sheets, plan), content=partial(content, plan))


def _sheets(plan: Plan, style: Style) -> list[Sheet]:
    """Return the sheet of the splits, if there are any, and the sheet of the duties with their deadlines."""
    indicators = list(plan.indicators.values())
    split = [indicator for indicator in indicators if indicator.split is not None]
    title = style.say(plan.title.text)
    if not split:
        return [_duties_sheet(title, plan, indicators, style)]
    return [_splits(title, plan, split, style), _duties_sheet("", plan, indicators, style)]


def _splits(title: str, plan: Plan, indicators: Sequence[Indicator], style: Style) -> Sheet:
    everyone: dict[str, District | Body] = {**plan.districts, **plan.parties}
    takers = {
        name: entry
        for name, entry in everyone.items()
        if any(name in (indicator.split or {}) for indicator in indicators)
    }
    columns = [
        Column(style.say(Text("序号", "item"))),
        Column(style.say(Text("指标", "indicator")), flexible=True),
        *(Column(column_title(name, entry, style), right=True) for name, entry in takers.items()),
        *(
            Column(style.say(title), right=True)
            for title in (Text("合计", "sum"), Text("目标", "target"), Text("差额", "gap"))
        ),
    ]
    rows = [_split_row(indicator, takers, style) for indicator in indicators]
    return Sheet(title, columns, rows)


def _split_row(indicator: Indicator, takers: Iterable[str], style: Style) -> list[Cell]:
    scale, unit = _scaled_unit(indicator, style)
    split, target = indicator.split or {}, indicator.bound
    return [
        Cell(indicator.item or "", Tone.QUIET),
        Cell(style.say(indicator.name.text) + (style.say(Text("（{unit}）", " ({unit})", unit=unit)) if unit else "")),
        *(Cell(_share(split, name, scale, style)) for name in takers),
        Cell(_sum(indicator, scale)),
        Cell(_bound(target, scale) if target else ""),
        _gap(indicator, scale, style),
    ]


def _share(split: Mapping[str, Share], name: str, scale: int, style: Style) -> str:
    if name not in split:
        return ""
    share = split[name]
    if share is None:
        return style.say(Text("空", "blank"))
    return _bound(share, scale) if isinstance(share, Quantity) else Mark.NOT_APPLICABLE.value


def _reach(indicator: Indicator) -> tuple[Exact, Exact | None]:
    """Return the least and the largest sum of the districts if each just meets its share."""
    shares = [share for _, share in indicator.stated()]
    least: Exact = sum(share.low or 0 for share in shares)
    return least, None if any(share.high is None for share in shares) else sum(share.high or 0 for share in shares)


def _sum(indicator: Indicator, scale: int) -> str:
    least, most = _reach(indicator)
    if most is None:
        return f"≥{_scaled(least, scale)}"
    if least == most:
        return _scaled(least, scale)
    return f"≤{_scaled(most, scale)}" if least == 0 else f"{_scaled(least, scale)}-{_scaled(most, scale)}"


def _gap(indicator: Indicator, scale: int, style: Style) -> Cell:
    """Return by how much the shares exceed or miss the target; empty if they do not, or if that is open."""
    target = indicator.bound
    if target is None:
        return Cell("")
    least, most = _reach(indicator)
    if target.high is not None and (most if target.low is None else least) is not None:
        over = ((most or 0) if target.low is None else least) - target.high
        if over > 0:
            return Cell(f"+{_scaled(over, scale)}", Tone.ERROR)
    if target.low is not None and least < target.low:
        if indicator.blank():
            return Cell(style.say(Text("待定", "open")), Tone.WARNING)
        return Cell(_scaled(least - target.low, scale), Tone.ERROR)
    return Cell("")


def _scaled_unit(indicator: Indicator, style: Style) -> tuple[int, str]:
    """
    Return the factor by which a row's numbers are written smaller, and its unit: money is tabulated in 亿 or 万.

    A scale is taken if the largest number reaches it and none then needs more than four decimals.
    """
    unit = indicator.unit_name
    name = unit_name(unit, style.language, 2) if unit else ""
    numbers = [share.figure for _, share in indicator.stated()]
    numbers += [indicator.bound.figure] if indicator.bound else []
    scales = ((10**8, "亿"), (10**4, "万")) if style.language is Language.ZH else ((10**8, "100m "), (10**6, "m "))
    for scale, word in scales if unit == "元" else ():
        if max(numbers, default=0) >= scale and all(number * 10**4 % scale == 0 for number in numbers):
            return scale, f"{word}{name}"
    return 1, name


def _scaled(value: Exact, scale: int) -> str:
    return plain(exact(Fraction(value) / scale))


def _bound(quantity: Quantity, scale: int) -> str:
    about = "≈" if quantity.approximate else ""
    if quantity.op is Op.BETWEEN:
        return f"{about}{_scaled(quantity.low or 0, scale)}-{_scaled(quantity.high or 0, scale)}"
    sign = {Op.EXACTLY: "", Op.AT_LEAST: "≥", Op.AT_MOST: "≤"}[quantity.op]
    return about + sign + _scaled(quantity.figure, scale)


def _duties_sheet(title: str, plan: Plan, indicators: Sequence[Indicator], style: Style) -> Sheet:
    columns = [
        Column(style.say(Text("序号", "item"))),
        Column(style.say(Text("指标", "indicator")), flexible=True),
        Column(style.say(Text("类别", "kind"))),
        Column(style.say(Text("要求", "due")), flexible=True),
        Column(style.say(Text("步骤", "steps")), flexible=True),
        Column(style.say(Text("责任单位", "offices")), flexible=True),
    ]
    rows = [
        [
            Cell(indicator.item or "", Tone.QUIET),
            Cell(style.say(indicator.name.text)),
            Cell(style.say(KIND_NAMES[indicator.kind]), Tone.QUIET),
            Cell("\n".join(_requirements(indicator, plan, style))),
            Cell("\n".join(_step(step, indicator, plan, style) for step in indicator.steps)),
            Cell(_offices(indicator, plan, style)),
        ]
        for indicator in indicators
    ]
    return Sheet(title, columns, rows)


def _requirements(indicator: Indicator, plan: Plan, style: Style) -> Iterator[str]:
    if indicator.bound is not None:
        yield _with_unit(indicator.bound, indicator, style)
    elif isinstance(indicator.target, Relative):
        base = plan.indicators.get(indicator.target.of)
        said = base.name.text if base is not None else Text(indicator.target.of, indicator.target.of)
        yield style.say(relative_text(indicator.target, said))
    elif indicator.split is not None:
        yield style.say(Text("见分解", "as split"))
    if indicator.start is not None or indicator.by is not None:
        yield style.say(_stretch(indicator.start, indicator.by))
    for baseline in indicator.baselines:
        value = _with_unit(baseline.value, indicator, style)
        years = str(baseline.period).replace("..", "–")
        yield style.say(Text("{years} 年 {value}", "{years}: {value}", years=years, value=value))
    if indicator.each is not None:
        bound, per = _with_unit(indicator.each.target, indicator, style), style.say(PER_NAMES[indicator.each.per])
        only = style.say(Text("（{only}）", " ({only})", only=indicator.each.only.text)) if indicator.each.only else ""
        yield style.say(Text("每个{per} {bound}{only}", "{bound} per {per}{only}", per=per, bound=bound, only=only))
    yield from _links(indicator, plan, style)
    if indicator.coverage:
        yield style.say(Text("全覆盖", "full coverage"))
    if indicator.commitment is not None:
        yield style.say(_COMMITMENTS[indicator.commitment])
    if indicator.every is not None:
        yield style.say(RECURRENCE_NAMES[indicator.every])
    if indicator.assigned_by is not None:
        name = style.say(indicator.assigned_by.text)
        yield style.say(Text("{name}定任务", "set by: {name}", name=name))
    if indicator.districts is not None:
        yield _duties(indicator.districts, plan, style)
    if indicator.note is not None:
        yield style.say(Text("注：{note}", "note: {note}", note=indicator.note.text))


def _links(indicator: Indicator, plan: Plan, style: Style) -> Iterator[str]:
    said = (
        (indicator.within, "{}的其中数", "part of {}"),
        (indicator.follows, "落实{}", "carries out {}"),
        (indicator.splits_from, "分解自{}", "share from {}"),
        (indicator.same_as, "同{}", "same as {}"),
        (indicator.baseline, "此前的数见{}", "past figures: {}"),
    )
    for reference, zh, en in said:
        if reference is not None:
            name = _referred(reference, plan)
            yield style.say(Text(zh.format(name.zh), en.format(name.en)))
    if indicator.gap is not None:
        name = _referred(Reference(indicator.gap.to), plan)
        trend = TREND_NAMES[indicator.gap.trend]
        yield style.say(Text("与{name}的差距{trend}", "gap to {name} {trend}s", name=name, trend=trend))


def _referred(reference: Reference, plan: Plan) -> Text:
    """Return the name of an indicator of the same plan; an indicator of another plan goes by its reference."""
    there = plan.indicators.get(reference.indicator) if reference.plan in (None, plan.id) else None
    if there is None:
        return Text(f" {reference} ", str(reference))
    name, district = there.name.text, reference.district
    area = Text("（{district}）", " ({district})", district=district) if district is not None else Text("", "")
    return Text("“{name}”{area}", '"{name}"{area}', name=name, area=area)


def _with_unit(quantity: Quantity, indicator: Indicator, style: Style) -> str:
    if not quantity.unit and indicator.unit_name:
        quantity = replace(quantity, unit=indicator.unit_name)
    return write_bound(quantity, style.language)


def _stretch(start: When | None, by: When | None) -> Text:
    """Return a span of time: `2月 – 5月`, `6月` for that month alone, `by 3月`, `from 7月`."""
    if start is None:
        return Text("期限：{by}", "by {by}", by=by.text) if by is not None else Text("", "")
    if by is None:
        return Text("{start}起", "from {start}", start=start.text)
    days = start.text if replace(start, text=by.text) == by else f"{start.text} – {by.text}"
    return Text(days, days)


def _duties(duties: Duties, plan: Plan, style: Style) -> str:
    if duties.named is None:
        return style.say(Text("各辖市区", "every district"))
    named = []
    for name, role in duties.named.items():
        district = plan.districts.get(name)
        shown = name if style.language is Language.ZH or district is None else district.en or name
        part = style.say(Text("（{role}）", " ({role})", role=ROLE_NAMES[role])) if role else ""
        named.append(f"{shown}{part}")
    return style.say(Text("、".join(named), ", ".join(named)))


def _step(step: Step, indicator: Indicator, plan: Plan, style: Style) -> str:
    # In the column of steps a day says by itself that something is due on it.
    times = step.by.text if step.start is None and step.by is not None else style.say(_stretch(step.start, step.by))
    every = style.say(RECURRENCE_NAMES[step.every]) if step.every else ""
    target = _with_unit(step.target, indicator, style) if step.target else ""
    do = style.say(step.do.text) if step.do else ""
    who = _duties(step.districts, plan, style) if step.districts else ""
    offices = _named_offices(step.offices.everyone, plan, style) if step.offices else ""
    by = style.say(
        Text(
            "（{value}）",
            "({filter})",
            value="；".join(filter(None, (who, offices))),
            filter="; ".join(filter(None, (who, offices))),
        )
    )
    return " ".join(part for part in (times, every, target, do, by if who or offices else "") if part)


def _offices(indicator: Indicator, plan: Plan, style: Style) -> str:
    if indicator.offices is None:
        return _named_offices(plan.responsible, plan, style)
    offices = indicator.offices
    groups = (
        ("", offices.responsible),
        (style.say(ROLE_NAMES[Role.LEAD]), offices.lead),
        (style.say(ROLE_NAMES[Role.SUPPORT]), offices.support),
    )
    return "\n".join(
        f"{role}: {_named_offices(names, plan, style)}" if role else _named_offices(names, plan, style)
        for role, names in groups
        if names
    )


def _named_offices(names: Sequence[str], plan: Plan, style: Style) -> str:
    if style.language is Language.ZH:
        return "、".join(names)
    return ", ".join((plan.offices[name].en or name) if name in plan.offices else name for name in names)
