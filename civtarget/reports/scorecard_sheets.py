"""The scorecard as officials tabulate it: indicators down, the whole area and the districts across."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import NamedTuple

from civtarget.findings import Report
from civtarget.language import Language, Text
from civtarget.lights import light_of
from civtarget.model import Body, District, Identifier, Plan, Unread
from civtarget.quantity import Exact, write_bound, write_number
from civtarget.reports.report_sheets import area_name
from civtarget.reports.sheet import Cell, Column, Sheet, Tone
from civtarget.reports.style import Style
from civtarget.scorecard import VERDICT_NAMES, Verdict
from civtarget.scorecard import Cell as Judged
from civtarget.units import PERCENT, unit_name
from civtarget.wording import MOST_NAMES, listed, rounded

_WIDE = 110
"""From this many columns on there is room for the bound beside each value."""


class _Mark(NamedTuple):
    """How a verdict looks in a cell: a sign, one that every console has, a word that fits, and a tone."""

    sign: str
    plain_sign: str
    word: Text
    tone: Tone


_MARKS: Mapping[Verdict, _Mark] = {
    Verdict.MET: _Mark("✓", "+", Text("完成", "met"), Tone.GOOD),
    Verdict.ON_PACE: _Mark("›", ">", Text("正常", "on pace"), Tone.GOOD),
    Verdict.BEHIND: _Mark("!", "!", Text("滞后", "behind"), Tone.WARNING),
    Verdict.MISSED: _Mark("✗", "x", Text("逾期", "missed"), Tone.ERROR),
    Verdict.EXCEEDED: _Mark("✗", "x", Text("超限", "over"), Tone.ERROR),
    Verdict.NOT_REPORTED: _Mark("∅", "0", Text("未报", "absent"), Tone.WARNING),
    Verdict.UNCHECKED: _Mark("?", "?", Text("待核", "unclear"), Tone.NOTE),
    Verdict.NOT_DUE: _Mark("", "", Text("未到", "not due"), Tone.QUIET),
    Verdict.NO_TARGET: _Mark("", "", Text("", ""), Tone.QUIET),
    Verdict.NOT_APPLICABLE: _Mark("", "", Text("--", "--"), Tone.QUIET),
}
_SILENT = frozenset((Verdict.NOT_DUE, Verdict.NO_TARGET, Verdict.NOT_APPLICABLE))

_Row = tuple[Identifier, str | None]


def sheets(report: Report, style: Style) -> list[Sheet]:
    """Return the sheet of all rows in which something was reported or is due; none if there is no such row."""
    assert report.assessment is not None, "only what was assessed has a scorecard"
    plan = report.assessment.plan
    cells = {(cell.indicator, cell.step, cell.district): cell for cell in report.cells}
    rows = list(dict.fromkeys((cell.indicator, cell.step) for cell in report.cells if _speaks(cell)))
    if not rows:
        return []
    speaking = frozenset(rows)
    shown = {cell.district for cell in report.cells if (cell.indicator, cell.step) in speaking}
    areas = [name for name in _areas(plan) if name in shown]
    columns = [
        Column(style.say(Text("序号", "item"))),
        Column(style.say(Text("指标", "indicator")), flexible=True),
        *(Column(_area_name(name, plan, style), right=True) for name in areas),
    ]
    body = [
        [
            Cell(_item(row[0], plan), Tone.QUIET),
            Cell(_row_name(row, plan, style)),
            *(_cell(cells.get((*row, name)), style) for name in areas),
        ]
        for row in rows
    ]
    return [Sheet(_title(report, style), columns, body, frozenset(_group_ends(rows, plan)))]


def lines(report: Report, style: Style) -> list[str]:
    """Return what stands below the sheet: how complete the reports are, the lights, the count of each verdict."""
    texts = [*_coverage_lines(report), *_light_lines(report), _verdict_line(report)]
    return [style.say(text) for text in texts]


def _speaks(cell: Judged) -> bool:
    """Whether a cell is worth a row: many without values and before their deadline would only fill the page."""
    return cell.verdict not in _SILENT or cell.period is not None


def _title(report: Report, style: Style) -> str:
    assert report.assessment is not None, "only what was assessed has a scorecard"
    plan, title = report.assessment.plan, Text(report.assessment.plan.id, report.assessment.plan.id)
    with suppress(Unread):
        title = plan.title.text
    return style.say(Text(f"{title.zh}（截至 {report.as_of}）", f"{title.en} (as of {report.as_of})"))


def _areas(plan: Plan) -> Iterator[str | None]:
    yield None
    for read in (lambda: plan.districts, lambda: plan.parties):
        with suppress(Unread):
            yield from read()


def _area_name(name: str | None, plan: Plan, style: Style) -> str:
    if name is None:
        return style.say(Text("全域", "all"))
    with suppress(Unread):
        everyone: dict[str, District | Body] = {**plan.districts, **plan.parties}
        entry = everyone[name]
        return min((name, *entry.aliases), key=len) if style.language is Language.ZH else entry.en or name
    return name


def _item(identifier: Identifier, plan: Plan) -> str:
    with suppress(Unread):
        return plan.indicators[identifier].item or ""
    return ""


def _row_name(row: _Row, plan: Plan, style: Style) -> str:
    identifier, step = row
    indicator, name, unit = plan.indicators[identifier], str(identifier), ""
    with suppress(Unread):
        name = style.say(indicator.name.text)
    with suppress(Unread):
        unit = unit_name(indicator.unit_name, style.language, 2) if indicator.unit_name and step is None else ""
    if unit:
        return name + style.say(Text(f"（{unit}）", f" ({unit})"))
    if step is None:
        return name
    with suppress(Unread):
        do = indicator.steps[int(step) - 1].do
        what = style.say(do.text) if do is not None else ""
        return style.say(Text(f"{name}·步骤 {step} {what}", f"{name}, step {step}: {what}"))
    return name


def _cell(cell: Judged | None, style: Style) -> Cell:
    if cell is None:
        return Cell("")
    mark = _MARKS[cell.verdict]
    sign = mark.plain_sign if style.ascii_only else mark.sign
    if cell.verdict is Verdict.NO_TARGET and cell.actual is None:
        return Cell("")
    value = _value(cell, style)
    return Cell("\n".join(filter(None, (sign + style.say(mark.word), value))), mark.tone)


def _value(cell: Judged, style: Style) -> str:
    """Write what was reported, and what it was to be where there is room; a task of one district says it in a word."""
    if cell.actual is None or (not cell.unit and cell.reported is None):
        return ""
    ends = [cell.due] if cell.bound is None else [cell.due, cell.bound.low, cell.bound.high]
    apart = [end for end in ends if end is not None]
    least = ">=" if cell.at_least else ""
    percent = "%" if cell.unit == PERCENT else ""
    value = least + _number(cell.actual, apart, style) + percent
    if cell.bound is None or (style.width < _WIDE and cell.unit):
        return value
    if not cell.unit or cell.bound.low == cell.bound.high:
        return f"{value}/{_number(cell.bound.figure, (), style)}{percent}"
    return f"{value} ({write_bound(cell.bound, style.language)})"


def _number(value: Exact, apart: Sequence[Exact], style: Style) -> str:
    return write_number(rounded(value, apart), style.language)


def _group_ends(rows: Sequence[_Row], plan: Plan) -> Iterator[int]:
    """Yield the last row of each work item: 3.1 and 3.2 are of one."""
    groups = [_item(identifier, plan).partition(".")[0] for identifier, _ in rows]
    for number, (group, following) in enumerate(pairwise(groups)):
        if group != following:
            yield number


def _coverage_lines(report: Report) -> Iterator[Text]:
    assert report.assessment is not None, "only what was assessed has a coverage"
    if len(report.cells) < len(report.assessment.scorecard.cells):
        return  # it speaks of all that was asked for
    plan = report.assessment.plan
    for each in report.assessment.coverage:
        missing = [(area_name(district, plan), len(indicators)) for district, indicators in each.missing.items()]
        zh = listed((f"{name.zh} {count} 项" for name, count in missing), most=MOST_NAMES)
        en = listed((f"{name.en} {count}" for name, count in missing), most=MOST_NAMES)
        lack = Text(f"；缺：{zh.zh}", f"; missing: {en.en}") if missing else Text("", "")
        yield Text(
            f"{each.period}：应报 {each.expected} 项，已报 {each.reported} 项{lack.zh}",
            f"{each.period}: {each.reported} of {each.expected} values reported{lack.en}",
        )


def _light_lines(report: Report) -> Iterator[Text]:
    """Yield the count of each light, over the cells that have a schedule."""
    lit = Counter(light for cell in report.cells if (light := light_of(cell, report.lights)) is not None)
    if not lit:
        return
    counts = [(light.text, lit[light]) for light in report.lights]
    yield Text(
        "进度：" + "，".join(f"{name.zh} {count}" for name, count in counts),
        "schedule: " + ", ".join(f"{name.en} {count}" for name, count in counts),
    )


def _verdict_line(report: Report) -> Text:
    """Count verdicts, whole area and districts together, in the order of their importance."""
    counts = Counter(cell.verdict for cell in report.cells)
    stated = [(VERDICT_NAMES[verdict], counts[verdict]) for verdict in _MARKS if counts[verdict]]
    return _counted(len(report.cells), stated)


def _counted(number: int, stated: Iterable[tuple[Text, int]]) -> Text:
    stated = list(stated)
    return Text(
        f"共 {number} 格：" + "，".join(f"{name.zh} {count}" for name, count in stated),
        f"{number} cells: " + ", ".join(f"{name.en} {count}" for name, count in stated),
    )
