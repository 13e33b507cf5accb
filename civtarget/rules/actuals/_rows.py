"""What the rules over rows share: what the rows for one subject and period came to, and words for what each says."""

from collections.abc import Iterable, Iterator

from civtarget.language import Text
from civtarget.model.actuals import Observation, Subject
from civtarget.model.phrases import MOST_NAMES, listed, quantity_text
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
    first, *others = stated
    zh, en = "".join(f"（{each.zh}）" for each in others), "".join(f" ({each.en})" for each in others)
    return Text(first.zh + zh, first.en + en)


def _stated(row: Observation, plan: Plan) -> Iterator[Text]:
    if row.value is not None:
        yield quantity_text(row.value, _unit(row.subject, plan))
    if row.state is not None:
        yield STATE_NAMES[row.state]
    if row.part is not None and row.whole is not None:
        part, whole = quantity_text(row.part, ""), quantity_text(row.whole, "")
        yield Text(f"{part.zh}/{whole.zh}", f"{part.en}/{whole.en}")
    if row.done_on is not None:
        yield Text(str(row.done_on), str(row.done_on))


def contents(rows: Iterable[Observation], plan: Plan) -> tuple[Text, ...]:
    """Return the different things that rows state, in their order."""
    return tuple(dict.fromkeys(content_text(row, plan) for row in rows))


def joined(texts: Iterable[Text]) -> Text:
    """Join texts as each language does."""
    texts = tuple(texts)
    zh, en = ((each.zh for each in texts), (each.en for each in texts))
    return Text(listed(zh, most=MOST_NAMES).zh, listed(en, most=MOST_NAMES).en)


def related_rows(rows: Iterable[Observation], plan: Plan) -> tuple[Related, ...]:
    """Return other rows that a finding speaks of: what each states, for which period, and when it was submitted."""
    return tuple(related(row, plan, _whole_text(row, plan)) for row in rows)


def _whole_text(row: Observation, plan: Plan) -> Text:
    content, period, day = content_text(row, plan), row.period.text, row.submitted
    if day is None:
        return Text(f"{period}：{content.zh}", f"{period}: {content.en}")
    return Text(f"{period}：{content.zh}，{day} 报送", f"{period}: {content.en}, submitted on {day}")


def _unit(subject: Subject, plan: Plan) -> str:
    """Return the unit of a value: a step may have a target of its own on an indicator without numbers."""
    indicator = plan.indicators[subject.indicator]
    target = indicator.steps[int(subject.step) - 1].target if subject.step is not None else None
    return indicator.unit_name or (target.unit if target is not None else "")
