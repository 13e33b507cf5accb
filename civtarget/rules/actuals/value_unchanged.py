"""
A cumulative value below its target does not stand still for three periods.

未完成目标的累计数不连续三期不变。

The same number again and again looks like the last report sent once more. Only counts and amounts are looked at, which
grow as work is done, only up to their deadline, and only where the value is below what it is to reach. By default three
periods have to agree (`periods`), which is a quarter of nothing done for those who report by months. A value below 20
(`least`) is passed over: where little is done, a quarter without more is nothing strange.

连续几期都是同一个数，像是把上一期的报表又报了一遍。只看随工作推进而增加的数量和金额，只看到期限为止，并且只看
尚未达到目标的。默认要连续三期相同（periods），对按月报送的就是一个季度没有进展。低于 20（least）的不看：
数量本来就小，一个季度没有增加不足为奇。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100}

    指标,辖区,期间,数值
    beds,,2025-04,40
    beds,,2025-05,40
    beds,,2025-06,41

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100}

    指标,辖区,期间,数值
    beds,,2025-04,40
    beds,,2025-05,40
    beds,,2025-06,40

Remedy: ask whether nothing was done, or the report was not brought up to date.

补救：核实是确实没有进展，还是报表没有更新。
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from civtarget.language import Text
from civtarget.model.actuals import Observation
from civtarget.model.findings import Severity
from civtarget.model.phrases import gap_text, rounded
from civtarget.model.plan import Identifier, Indicator, Reporting
from civtarget.model.results import Problem, Result, RuleOptions
from civtarget.rules.actuals._cells import cells, held, problem, related, value_text
from civtarget.rules.actuals._histories import deadline, is_cumulative, number_of
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.verdicts import ScorecardCell

ID = "value-unchanged"
FAMILY = "plausibility"
SEVERITY = Severity.NOTE


@dataclass(frozen=True, slots=True)
class Thresholds(RuleOptions):
    """How many `periods` have to say the same, and the `least` value that is looked at."""

    periods: int = 3
    least: int = 20


Options: type[RuleOptions] = Thresholds


def check_actuals(identifier: Identifier, assessment: Assessment, options: Thresholds) -> Iterator[Result]:
    """Look at the last values of every cell that has a floor to reach."""
    indicator = assessment.plan.indicators[identifier]
    until = deadline(identifier, assessment) if is_cumulative(indicator) else None
    if until is None:
        return
    for cell in cells(identifier, assessment):
        if cell.step is not None or cell.bound is None or cell.bound.low is None:
            continue
        if cell.actual is None or cell.at_least:
            continue
        history = assessment.histories(identifier).get(cell.subject, ())
        last = _last_of_same_base(history, indicator, until)
        if len(last) < options.periods:
            continue
        same = _same(last)
        if len(same) < options.periods or cell.actual >= cell.bound.low:
            yield held(cell.subject, assessment.plan)
        elif (number_of(same[-1]) or 0) >= options.least:
            yield _unchanged(cell, same, assessment)


def _last_of_same_base(history: Sequence[Observation], indicator: Indicator, until: date) -> list[Observation]:
    """Return the last values that count from the same day and could be read; none once the deadline has passed."""
    found: list[Observation] = []
    for each in reversed(history):
        restarts = indicator.reported is Reporting.YEAR_TO_DATE and each.period.end.year != history[-1].period.end.year
        if number_of(each) is None or restarts or each.period.end > until:
            break
        found.insert(0, each)
    return found


def _same(observations: Sequence[Observation]) -> list[Observation]:
    """Return those at the end that report the same."""
    found: list[Observation] = []
    for each in reversed(observations):
        if each.value != observations[-1].value:
            break
        found.insert(0, each)
    return found


def _unchanged(cell: ScorecardCell, same: Sequence[Observation], assessment: Assessment) -> Problem:
    first, last = same[0], same[-1]
    assert cell.bound is not None and cell.bound.low is not None and cell.actual is not None, "it is below its target"
    assert last.value is not None, "it was compared"
    value, target = value_text(last.value, cell.unit, cell.bound.low), value_text(cell.bound.low, cell.unit)
    short = gap_text(rounded(cell.bound.low - cell.actual, (0,)), cell.unit)
    span, count = f"{first.period.text} 至 {last.period.text}", len(same)
    message = Text(
        "没有变化：{span} 连续 {count} 期都是 {value}，目标 {target}，还差 {short}",
        "unchanged: {value} in each of {count} periods, {period} to {last_period}, the target "
        "is {target}, {short} short",
        span=span,
        count=count,
        value=value,
        target=target,
        short=short,
        period=first.period.text,
        last_period=last.period.text,
    )
    return problem(
        cell.subject,
        assessment.plan,
        message,
        place=last.place,
        actual=last.value,
        unit=cell.unit,
        related=(related(first, assessment.plan, Text("从这一期起没有变化", "unchanged since this one")),),
    )
