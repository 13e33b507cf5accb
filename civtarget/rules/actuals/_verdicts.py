"""Messages of the rules that report verdicts: the value, the aim, and the gap between them."""

from fractions import Fraction
from math import ceil

from civtarget.language import Text
from civtarget.model.phrases import gap_text, quantity_text, rounded
from civtarget.model.plan import Kind, Term
from civtarget.model.results import Problem, Unchecked
from civtarget.notation.quantity import Exact, exact
from civtarget.notation.task_states import TaskState
from civtarget.notation.units import PERCENT, is_countable, ratio_scale
from civtarget.rules.actuals._cells import problem, unchecked, value_text
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.verdicts import ScorecardCell

STATE_NAMES = {
    TaskState.DONE: Text("完成", "done"),
    TaskState.IN_PROGRESS: Text("进行中", "in progress"),
    TaskState.NOT_STARTED: Text("未启动", "not started"),
}


def is_paced(cell: ScorecardCell) -> bool:
    """Whether a cell is judged by its pace: something of it is due, and not yet all."""
    return cell.due is not None and cell.bound is not None and cell.due != cell.bound.low


def unchecked_cell(cell: ScorecardCell, assessment: Assessment) -> Unchecked:
    """Return that a verdict on a cell could not be reached, and why."""
    message = cell.reason or Text("数值未能核对", "the value could not be checked")
    needs = cell.missing or (cell.subject.indicator,)
    return unchecked(cell.subject, assessment.plan, message, needs=needs, place=cell.place)


def missed(cell: ScorecardCell, assessment: Assessment) -> Problem:
    """Return that a bound was missed."""
    assert cell.bound is not None and cell.bound.low is not None, "a cap is not missed"
    if cell.is_task:
        return _task_missed(cell, assessment)
    return _short(cell, assessment, Text("逾期未完成", "missed"), Text("目标", "the target is"), cell.bound.low)


def behind(cell: ScorecardCell, assessment: Assessment) -> Problem:
    """Return that less was reached than is due by the pace."""
    assert cell.due is not None, "what is behind is behind something due"
    return _short(cell, assessment, Text("滞后", "behind"), Text("序时应达", "due by then:"), cell.due)


def below(cell: ScorecardCell, assessment: Assessment) -> Problem:
    """Return that a rate is below its target for a day that has not come."""
    assert cell.bound is not None and cell.bound.low is not None, "a cap has nothing below it"
    return _short(cell, assessment, Text("尚未达标", "not yet reached"), Text("目标", "the target is"), cell.bound.low)


def _task_missed(cell: ScorecardCell, assessment: Assessment) -> Problem:
    if cell.reported is not None and cell.bound is not None and cell.actual is not None:
        done, all_of_them = quantity_text(cell.actual, ""), quantity_text(cell.bound.figure, "")
        message = Text(
            "逾期未完成：{all_of_them} 个辖区中 {done} 个完成",
            "missed: {done} of {all_of_them} districts have it done",
            all_of_them=all_of_them,
            done=done,
        )
    elif cell.state is TaskState.DONE:
        message = Text(
            "逾期未完成：{period} 报送的完成日期晚于 {as_of}",
            "missed: done only after {as_of}, as reported for {period}",
            period=str(cell.period),
            as_of=assessment.as_of,
        )
    else:
        state = STATE_NAMES[cell.state] if cell.state else Text("未完成", "not done")
        message = Text(
            "逾期未完成：{period} 报送为“{state}”",
            "missed: {state} as reported for {period}",
            period=str(cell.period),
            state=state,
        )
    return problem(
        cell.subject,
        assessment.plan,
        message,
        place=cell.place,
        expected=cell.bound.figure if cell.bound else None,
        actual=cell.actual,
    )


def _short(cell: ScorecardCell, assessment: Assessment, verdict: Text, aim_name: Text, aim: Exact) -> Problem:
    assert cell.actual is not None, "what was not reported is not short"
    value, goal = value_text(cell.actual, cell.unit, aim), value_text(_least(aim, cell.unit), cell.unit, cell.actual)
    share, lack = _share(cell), _lack(cell, assessment, aim)
    message = Text(
        "{verdict}：{period} 为 {value}{share}，{aim_name} {goal}，{lack}",
        "{verdict}: {value}{share} for {period}, {aim_name} {goal}, {lack}",
        verdict=verdict,
        period=str(cell.period),
        value=value,
        share=share,
        aim_name=aim_name,
        goal=goal,
        lack=lack,
    )
    return problem(
        cell.subject,
        assessment.plan,
        message,
        place=cell.place,
        expected=aim,
        actual=cell.actual,
        unit=cell.unit,
    )


def _least(aim: Exact, unit: str) -> Exact:
    """Return the least that reaches `aim`: of what is counted, a whole number."""
    return ceil(aim) if is_countable(unit) else aim


def _share(cell: ScorecardCell) -> Text:
    """Write the part and whole of a value, or its share of its target."""
    if cell.ratio is not None:
        part, whole = (quantity_text(number, "") for number in cell.ratio)
        return Text("（{part}/{whole}）", " ({part}/{whole})", part=part, whole=whole)
    if cell.unit == PERCENT or cell.progress is None or cell.due is None or cell.bound is None:
        return Text("", "")
    progress = value_text(exact(Fraction(cell.progress) * 100), PERCENT, 100)
    return (
        Text("（进度 {progress}）", " ({progress} of the target)", progress=progress)
        if is_paced(cell)
        else Text("", "")
    )


def _lack(cell: ScorecardCell, assessment: Assessment, aim: Exact) -> Text:
    """Write the gap between a value and its aim: of a rate, the number more of its part that would reach it."""
    assert cell.actual is not None, "what was not reported lacks everything"
    if cell.actual > aim:  # a standard that is to be kept exactly
        over = gap_text(rounded(cell.actual - aim, (0,)), cell.unit)
        return Text("高出 {over}", "{over} above it", over=over)
    more = _more_of_part(cell, assessment, aim)
    if more is not None:
        return Text("分子再增加 {more} 即可达到", "{more} more of the part would reach it", more=more)
    gap = gap_text(rounded(_least(aim, cell.unit) - cell.actual, (0,)), cell.unit)
    return Text("差 {gap}", "{gap} short", gap=gap)


def _more_of_part(cell: ScorecardCell, assessment: Assessment, aim: Exact) -> Text | None:
    """Return the number more of a rate's part that it takes at its present whole, where both are known."""
    scale = ratio_scale(cell.unit)
    if cell.ratio is None or scale is None:
        return None
    part, whole = cell.ratio
    takes = Fraction(aim) * whole / scale
    unit = _unit_of_part(cell, assessment)
    counted = is_countable(unit) or (not unit and part.denominator == whole.denominator == 1)
    return quantity_text(rounded((ceil(takes) if counted else exact(takes)) - part, (0,)), unit)


def _unit_of_part(cell: ScorecardCell, assessment: Assessment) -> str:
    indicator = assessment.plan.indicators[cell.indicator]
    part: Term | None = indicator.of.part if indicator.of is not None and indicator.kind is Kind.RATE else None
    if isinstance(part, str):
        return assessment.plan.indicators[part].unit_name if part in assessment.plan.indicators else ""
    return part.unit if part is not None else ""
