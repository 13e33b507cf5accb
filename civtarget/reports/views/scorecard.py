"""The scorecard of a report as officials tabulate it: indicators down, the whole area and the districts across."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from civtarget.checking.report import Report
from civtarget.language import Language, Text
from civtarget.model.actuals import Place
from civtarget.model.findings import Outcome
from civtarget.model.phrases import MOST_NAMES, area_name, listed, rounded
from civtarget.model.plan import Body, District, Identifier, Plan, Unread
from civtarget.notation.quantity import Exact, exact, plain, write_bound, write_number
from civtarget.notation.units import PERCENT, unit_name
from civtarget.reports.document import Line, Lines
from civtarget.reports.names import column_title
from civtarget.reports.sheet import Cell, Column, Sheet, Tone, display_width
from civtarget.reports.style import Style
from civtarget.rules.actuals import ACTUALS_RULES
from civtarget.scorecard.lights import light_of
from civtarget.scorecard.verdicts import VERDICT_NAMES, Verdict
from civtarget.scorecard.verdicts import ScorecardCell as Judged


class _Mark(NamedTuple):
    """The look of a verdict beside its word: a sign, one that every console has, and a tone."""

    sign: str
    plain_sign: str
    tone: Tone


_MARKS: Mapping[Verdict, _Mark] = {
    Verdict.MET: _Mark("✓", "+", Tone.GOOD),
    Verdict.ON_PACE: _Mark("›", ">", Tone.GOOD),
    Verdict.BEHIND: _Mark("!", "!", Tone.WARNING),
    Verdict.MISSED: _Mark("✗", "x", Tone.ERROR),
    Verdict.EXCEEDED: _Mark("✗", "x", Tone.ERROR),
    Verdict.NOT_REPORTED: _Mark("∅", "0", Tone.WARNING),
    Verdict.UNCHECKED: _Mark("?", "?", Tone.NOTE),
    Verdict.NOT_DUE: _Mark("", "", Tone.QUIET),
    Verdict.NO_TARGET: _Mark("", "", Tone.QUIET),
    Verdict.NOT_APPLICABLE: _Mark("", "", Tone.QUIET),
}
_SILENT = frozenset((Verdict.NOT_DUE, Verdict.NO_TARGET, Verdict.NOT_APPLICABLE))

_NARROW = 6
"""Columns that a number may take; seven districts leave each other no more."""

_SCALES: Mapping[Language, tuple[tuple[int, str], ...]] = {
    Language.ZH: ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
    Language.EN: ((10**9, "bn"), (10**6, "m")),
}
_DOUBTING = frozenset(rule.ID for rule in ACTUALS_RULES if rule.FAMILY == "plausibility")
_DOUBT = "*"

_Row = tuple[Identifier, str | None]


def blocks(report: Report, style: Style) -> Iterator[Sheet | Lines]:
    """Yield the sheet, and the lines below it: how complete the reports are, the lights, the count of each verdict."""
    yield _sheet(report, style, bounds=True)
    texts = [*_doubt_lines(report), *_coverage_lines(report), *_light_lines(report), _verdict_line(report)]
    yield Lines([Line(style.say(text)) for text in texts])


def _sheet(report: Report, style: Style, *, bounds: bool) -> Sheet:
    """
    Return the sheet of all rows in which something was reported or is due; an empty one if there is no such row.

    With `bounds`, each value is beside its bound.
    """
    assert report.assessment is not None, "only what was assessed has a scorecard"
    plan = report.assessment.plan
    rows: dict[_Row, dict[str | None, Judged]] = {}
    for cell in report.cells:
        rows.setdefault((cell.indicator, cell.step), {})[cell.district] = cell
    rows = {row: cells for row, cells in rows.items() if any(map(_speaks, cells.values()))}
    if not rows:
        return Sheet("", (), ())
    areas = [name for name in _areas(plan) if any(_concerns(cells.get(name)) for cells in rows.values())]
    columns = [
        Column(style.say(Text("指标", "indicator")), flexible=True),
        *(Column(_area_title(name, plan, style), right=True) for name in areas),
    ]
    doubtful = _doubtful(report)
    body = []
    for row, cells in rows.items():
        context = _Context(_latest(cells.values()), _doubted(cells.values(), doubtful), bounds)
        title = f"{_item(row[0], plan)} {_row_name(row, plan, style)}".strip()
        body.append([Cell(title), *(_cell(cells.get(name), context, style) for name in areas)])
    return Sheet(
        _title(report, style),
        columns,
        body,
        ends=frozenset(_group_ends(list(rows), plan)),
        narrower=partial(_sheet, report, style, bounds=False) if bounds else None,
    )


def _speaks(cell: Judged) -> bool:
    """Whether a cell is worth a row: many without values and before their deadline would only fill the page."""
    return cell.verdict not in _SILENT or cell.period is not None


def _concerns(cell: Judged | None) -> bool:
    """Whether a cell makes its district worth a column: it has a bound or a row there."""
    return cell is not None and (cell.bound is not None or _speaks(cell))


def _title(report: Report, style: Style) -> str:
    assert report.assessment is not None, "only what was assessed has a scorecard"
    plan, title = report.assessment.plan, Text(report.assessment.plan.id, report.assessment.plan.id)
    with suppress(Unread):
        title = plan.title.text
    return style.say(Text("{title}（截至 {as_of}）", "{title} (as of {as_of})", title=title, as_of=str(report.as_of)))


def _areas(plan: Plan) -> Iterator[str | None]:
    yield None
    for read in (lambda: plan.districts, lambda: plan.parties):
        with suppress(Unread):
            yield from read()


def _area_title(name: str | None, plan: Plan, style: Style) -> str:
    if name is None:
        return style.say(Text("全域", "all"))
    with suppress(Unread):  # its finding says so
        everyone: dict[str, District | Body] = {**plan.districts, **plan.parties}
        return column_title(name, everyone[name], style)
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
        return name + style.say(Text("（{unit}）", " ({unit})", unit=unit))
    if step is None:
        return name
    with suppress(Unread):
        do = indicator.steps[int(step) - 1].do
        what = style.say(do.text) if do is not None else ""
        return style.say(
            Text("{name}·步骤 {step} {what}", "{name}, step {step}: {what}", name=name, step=step, what=what)
        )
    return name


class _Context(NamedTuple):
    """The properties of a row that its cells depend on."""

    latest: date | None
    doubted: frozenset[str | None]
    bounds: bool


def _doubted(cells: Iterable[Judged], doubtful: frozenset[Place]) -> frozenset[str | None]:
    """Return the districts whose value is in doubt, and with any of them the whole area that rests on it."""
    cells = tuple(cells)
    doubted = {cell.district for cell in cells if cell.place in doubtful and cell.actual is not None}
    rests = any(cell.district is None and cell.place is None for cell in cells)
    return frozenset(doubted | {None} if doubted and rests else doubted)


def _cell(cell: Judged | None, context: _Context, style: Style) -> Cell:
    """Return a cell: its verdict, its value, and the period of the value if it is an earlier one."""
    if cell is None or (cell.verdict is Verdict.NO_TARGET and cell.actual is None):
        return Cell("")
    mark = _MARKS[cell.verdict]
    sign = mark.plain_sign if style.ascii_only else mark.sign
    word = {Verdict.NO_TARGET: "", Verdict.NOT_APPLICABLE: "--"}.get(
        cell.verdict, sign + style.say(VERDICT_NAMES[cell.verdict])
    )
    value = _value(cell, style, bounds=context.bounds)
    if value and cell.district in context.doubted:
        value += _DOUBT
    period = "" if cell.is_task else style.say(_age(cell.period_end, context.latest))  # a task stays as it was
    return Cell("\n".join(filter(None, (word, value, period))), mark.tone)


def _age(end: date | None, latest: date | None) -> Text:
    """Write the month that a value is for if others in its row are for a later one, with its year if that differs."""
    if end is None or latest is None or end == latest:
        return Text("", "")
    month = f"{end:%Y-%m}"
    return Text(f"{end.month}月" if end.year == latest.year else month, month)


def _latest(cells: Iterable[Judged]) -> date | None:
    """Return the last day of the latest period in a row; cells with an earlier one name theirs."""
    return max((cell.period_end for cell in cells if cell.period_end is not None), default=None)


def _doubtful(report: Report) -> frozenset[Place]:
    """Return where values stand of which a finding doubts that they are right."""
    return frozenset(
        finding.location.place
        for finding in report.findings
        if finding.rule in _DOUBTING and finding.outcome is Outcome.BROKEN
    )


def _doubt_lines(report: Report) -> Iterator[Text]:
    if any(cell.place in _doubtful(report) for cell in report.cells if cell.actual is not None):
        yield Text("{doubt} 数值存疑，见下", "{doubt} the value is in doubt, see below", doubt=_DOUBT)


def _value(cell: Judged, style: Style, *, bounds: bool) -> str:
    """Write the value, and with `bounds` its bound; a task of one district has a word for both."""
    if cell.actual is None or (cell.is_task and cell.reported is None):
        return ""
    ends = [cell.due] if cell.bound is None else [cell.due, cell.bound.low, cell.bound.high]
    apart = [end for end in ends if end is not None]
    least = "" if not cell.at_least else ">=" if style.ascii_only or style.language is Language.EN else "≥"
    percent = "%" if cell.unit == PERCENT else ""
    value = least + _number(cell.actual, apart, style) + percent
    if cell.bound is None or not (bounds or cell.is_task):
        return value
    if cell.is_task or cell.bound.low == cell.bound.high:
        return f"{value}/{_number(cell.bound.figure, (), style)}{percent}"
    return f"{value} ({write_bound(cell.bound, style.language)})"


def _number(value: Exact, apart: Sequence[Exact], style: Style) -> str:
    """Write a number in as few columns as seven districts leave each other; JSON and findings have every digit."""
    text = write_number(rounded(value, apart), style.language)
    if display_width(text) <= _NARROW:
        return text
    digits = plain(rounded(value, apart))
    if len(digits) <= _NARROW:
        return digits
    for scale, word in _SCALES[style.language]:
        if max(value, -value) >= scale:
            scaled = rounded(exact(Fraction(value) / scale), [exact(Fraction(each) / scale) for each in apart])
            return plain(scaled) + word
    return text


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
        lack = Text("；缺：{zh}", "; missing: {en}", zh=zh, en=en) if missing else Text("", "")
        yield Text(
            "{period}：应报 {expected} 项，已报 {reported} 项{lack}",
            "{period}: {reported} of {expected} values reported{lack}",
            period=each.period,
            expected=each.expected,
            reported=each.reported,
            lack=lack,
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
    return Text(
        f"共 {len(report.cells)} 格：" + "，".join(f"{name.zh} {count}" for name, count in stated),
        f"{len(report.cells)} cells: " + ", ".join(f"{name.en} {count}" for name, count in stated),
    )
