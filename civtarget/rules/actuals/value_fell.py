"""
A value that accumulates does not fall.

累计数不减少。

A count or an amount that is reported since the start of the year, or of the plan, holds all that was reported before. A
lower one than for the period before means that one of the two is wrong, or that a correction was made that somebody
should know of. If it is about 1/10, 1/100 or 1/10,000 of the one before (from 2/3 to 3/2 of that, of the last from half
to twice), and that is 50 or more, the message says so.

年初以来或规划期以来累计的数量和金额，包含以前各期的数。比前一期少，说明其中一个有误，或者作过更正而没有说明。约为前
一期的 1/10、1/100 或 1/10000（在其三分之二至一倍半之间，1/10000 为一半至两倍之间）、前一期又不低于 50 的，信息中会
指出。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100}

    指标,辖区,期间,数值
    beds,,2025-05,40
    beds,,2025-06,40

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100}

    指标,辖区,期间,数值
    beds,,2025-05,40
    beds,,2025-06,4

Remedy: correct the value that is wrong; if each period has its own value, say so in the plan: `reported: in-period`.

补救：更正有误的数值；各期分别报送当期数的，在规划中写明 `reported: in-period`。
"""

from collections.abc import Iterator
from itertools import pairwise

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import gap_text, quantity_text, rounded
from civtarget.model.plan import Identifier
from civtarget.model.results import Result, RuleOptions
from civtarget.notation.quantity import Exact
from civtarget.rules.actuals._cells import held, problem, related, value_text
from civtarget.rules.actuals._histories import Value, histories_of, is_cumulative, once_held, slip_between, stretches
from civtarget.scorecard.assessment import Assessment

ID = "value-fell"
FAMILY = "plausibility"
SEVERITY = Severity.WARNING
Options = RuleOptions

_LEAST_FOR_A_SLIP = 50


def check_actuals(identifier: Identifier, assessment: Assessment, options: RuleOptions) -> Iterator[Result]:
    """Compare each value with the last one before it that counts from the same day."""
    indicator = assessment.plan.indicators[identifier]
    if not is_cumulative(indicator):
        return
    for _, history in histories_of(identifier, assessment):
        pairs = (pair for stretch in stretches(history, indicator) for pair in pairwise(stretch))
        yield from once_held(_compare(before, after, assessment) for before, after in pairs)


def _compare(before: Value, after: Value, assessment: Assessment) -> Result:
    subject, plan = after.observation.subject, assessment.plan
    if after.number >= before.number:
        return held(subject, plan)
    unit = plan.indicators[subject.indicator].unit_name
    value, earlier = value_text(after.number, unit, before.number), value_text(before.number, unit, after.number)
    less, period = gap_text(rounded(before.number - after.number, (0,)), unit), after.period.text
    part, part_of = _part(after.number, before.number)
    message = Text(
        "累计数减少：{period} 为 {value}，{before_period} 为 {earlier}，少 {less}{part}",
        "fell: {value} for {period}, {part_of}{earlier} for {before_period}, {less} less",
        period=period,
        value=value,
        before_period=before.period.text,
        earlier=earlier,
        less=less,
        part=part,
        part_of=part_of,
    )
    return problem(
        subject,
        plan,
        message,
        place=after.observation.place,
        expected=before.number,
        actual=after.number,
        unit=unit,
        related=(related(before.observation, plan, Text("此前的数值在此", "the value before stands here")),),
    )


def _part(value: Exact, before: Exact) -> tuple[str, str]:
    """Return a remark in Chinese and English where a slip of the pen would make the value of the one before."""
    factor = slip_between(value, before)
    if factor is None or before < _LEAST_FOR_A_SLIP:
        return "", ""
    return f"，约为其 1/{factor}", f"about 1/{quantity_text(factor, '').en} of the "
