"""The observation that counts of several rows, and words for the content of each: shared by the rules over rows."""

from collections.abc import Iterable, Iterator

from civtarget.language import Text
from civtarget.model.actuals import Observation, Subject
from civtarget.model.phrases import quantity_text
from civtarget.model.plan import Identifier, Plan
from civtarget.model.results import Related
from civtarget.rules.actuals._cells import related
from civtarget.rules.actuals._verdicts import STATE_NAMES
from civtarget.scorecard.assessment import Assessment
from civtarget.scorecard.reduction import RowMerge, RowMergeKind


def settled(
    identifier: Identifier, assessment: Assessment, kind: RowMergeKind
) -> Iterator[tuple[Observation, RowMerge | None]]:
    """
    Yield for every subject and period of an indicator the observation that counts, with the merge of `kind` behind it.

    An observation that could not be read is left out unless it is of such a merge: whether two such rows agree is not
    known.
    """
    merges = {(merge.subject, merge.period): merge for merge in assessment.observations.row_merges(identifier)}
    for subject, history in assessment.observations.histories(identifier).items():
        for kept in history:
            merge = merges.get((subject, kept.period))
            if merge is not None and merge.kind is kind:
                yield kept, merge
            elif kept.readable:
                yield kept, None


def content_text(row: Observation, plan: Plan) -> Text:
    """Write all that a row states."""
    stated = list(_stated(row, plan))
    if not stated:
        return Text("未能读取的内容", "what could not be read")
    text, *others = stated
    for each in others:
        text = Text("{text}（{other}）", "{text} ({other})", text=text, other=each)
    return text


def _stated(row: Observation, plan: Plan) -> Iterator[Text]:
    if row.value is not None:
        yield quantity_text(row.value, _unit(row.subject, plan))
    if row.state is not None:
        yield STATE_NAMES[row.state]
    if row.part is not None and row.whole is not None:
        part, whole = quantity_text(row.part, ""), quantity_text(row.whole, "")
        yield Text("{part}/{whole}", "{part}/{whole}", part=part, whole=whole)
    if row.done_on is not None:
        yield Text("{day}", "{day}", day=row.done_on)


def contents(rows: Iterable[Observation], plan: Plan) -> tuple[Text, ...]:
    """Return the different things that rows state, in their order."""
    return tuple(dict.fromkeys(content_text(row, plan) for row in rows))


def related_rows(rows: Iterable[Observation], plan: Plan) -> tuple[Related, ...]:
    """Return references to other rows, for a finding: the content of each, its period and its day of submission."""
    return tuple(related(row, plan, _whole_text(row, plan)) for row in rows)


def _whole_text(row: Observation, plan: Plan) -> Text:
    content, period, day = content_text(row, plan), row.period.text, row.submitted
    if day is None:
        return Text("{period}：{content}", "{period}: {content}", period=period, content=content)
    return Text(
        "{period}：{content}，{day} 报送",
        "{period}: {content}, submitted on {day}",
        period=period,
        content=content,
        day=day,
    )


def _unit(subject: Subject, plan: Plan) -> str:
    """Return the unit of a value: a step may have a target of its own on an indicator without numbers."""
    indicator = plan.indicators[subject.indicator]
    target = indicator.steps[int(subject.step) - 1].target if subject.step is not None else None
    return indicator.unit_name or (target.unit if target is not None else "")
