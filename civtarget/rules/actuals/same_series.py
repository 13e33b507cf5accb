"""
Two districts do not report the same numbers period after period.

两个辖区不在各期都报送相同的数。

Two numbers may agree by chance, a whole series of them hardly: one may have been copied, or a row pasted twice. What is
compared are counts, amounts and stocks, over all the periods that a district reported. By default it takes three of
them (`periods`) and a last value of 100 or more (`least`), since small numbers often agree; a series that never changes
says nothing either, and nor do rates and standards, which districts often share.

两个数相同可能是巧合，一连几期都相同就很难是巧合：可能是照抄的，也可能是同一行粘贴了两次。比较的是数量、金额和存量，
包括辖区报送过的全部各期。默认要有三期以上（periods），最后的数不低于 100（least），因为小的数常会相同；
始终不变的不说明问题，各地常常一致的比率和标准也不比较。

Passes:

    indicators:
      visits: {name: 探访, kind: count, unit: 人次, target: 1000}

    指标,辖区,期间,数值
    visits,甲区,2025-04,113
    visits,甲区,2025-05,148
    visits,甲区,2025-06,201
    visits,乙区,2025-04,113
    visits,乙区,2025-05,148
    visits,乙区,2025-06,202

Fails:

    indicators:
      visits: {name: 探访, kind: count, unit: 人次, target: 1000}

    指标,辖区,期间,数值
    visits,甲区,2025-04,113
    visits,甲区,2025-05,148
    visits,甲区,2025-06,201
    visits,乙区,2025-04,113
    visits,乙区,2025-05,148
    visits,乙区,2025-06,201

Remedy: ask both districts for their own numbers.

补救：请两个辖区分别核实各自的数。
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import MOST_NAMES, areas_listed, listed, quantity_text
from civtarget.model.plan import Identifier, Indicator
from civtarget.model.results import Problem, Result, RuleOptions
from civtarget.notation.quantity import Exact
from civtarget.rules.actuals._cells import held, problem, related
from civtarget.rules.actuals._histories import Moment, Value, known, moment
from civtarget.scorecard.assessment import Assessment

ID = "same-series"
FAMILY = "plausibility"
SEVERITY = Severity.NOTE


@dataclass(frozen=True, slots=True)
class Thresholds(RuleOptions):
    """How many `periods` it takes, and the `least` that the last value has to be."""

    periods: int = 3
    least: int = 100


Options: type[RuleOptions] = Thresholds


_Series = tuple[tuple[Moment, Exact], ...]


def check_actuals(identifier: Identifier, assessment: Assessment, options: Thresholds) -> Iterator[Result]:
    """Look for districts that report one series of values, in the order in which the plan names them."""
    indicator = assessment.plan.indicators[identifier]
    if not indicator.kind.adds_up:
        return
    alike: defaultdict[_Series, list[list[Value]]] = defaultdict(list)
    for values in _histories(identifier, assessment):
        if _says_something(values, options):
            alike[_series(values, indicator)].append(values)
    if sum(map(len, alike.values())) < 2:
        return
    for group in alike.values():
        if len(group) > 1:
            yield _same(group, assessment)
        else:
            yield held(group[0][-1].observation.subject, assessment.plan)


def _histories(identifier: Identifier, assessment: Assessment) -> Iterator[list[Value]]:
    histories = assessment.histories(identifier)
    for cell in assessment.cells[identifier]:
        if cell.step is None and cell.district is not None:
            yield known(histories.get(cell.subject, ()))


def _says_something(values: Sequence[Value], options: Thresholds) -> bool:
    """Whether a series is so long, large and varied that it does not agree with another by chance."""
    is_varied = len({each.number for each in values}) > 1
    return len(values) >= options.periods and is_varied and values[-1].number >= options.least


def _series(values: Sequence[Value], indicator: Indicator) -> _Series:
    return tuple((moment(each.period, indicator), each.number) for each in values)


def _same(group: Sequence[Sequence[Value]], assessment: Assessment) -> Problem:
    """Return a problem at the latest value of the second district, related to those of the others."""
    latest = [values[-1].observation for values in group]
    named = [each.subject.district or "" for each in latest]
    others = areas_listed((named[0], *named[2:]), assessment.plan, most=MOST_NAMES)
    values = group[1]
    numbers = listed((quantity_text(each.number) for each in values), most=MOST_NAMES)
    first, last, count = values[0].period.text, values[-1].period.text, len(values)
    message = Text(
        "与{others} {count} 期的数完全相同，{first} 至 {last}：{numbers}",
        "the same as {others} in all {count} periods, {first} to {last}: {numbers}",
        others=others,
        count=count,
        first=first,
        last=last,
        numbers=numbers,
    )
    note = Text("相同的数在此", "the same stands here")
    return problem(
        latest[1].subject,
        assessment.plan,
        message,
        place=latest[1].place,
        actual=values[-1].number,
        unit=assessment.plan.indicators[latest[1].subject.indicator].unit_name,
        related=tuple(related(each, assessment.plan, note) for each in (latest[0], *latest[2:])),
    )
