"""States of a task as people write them: 完成, 进行中, 未启动, or the day on which it was done."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from civtarget.errors import CivtargetError
from civtarget.language import Text
from civtarget.notation.periods import PeriodError, read_day
from civtarget.spelling import quotation


class TaskState(StrEnum):
    """The state of a task: 完成, 进行中, 未启动."""

    DONE = "done"
    IN_PROGRESS = "in-progress"
    NOT_STARTED = "not-started"


_WORDS: Mapping[TaskState, tuple[str, ...]] = {
    TaskState.DONE: ("完成", "已完成", "全部完成", "已办结", "办结", "√", "✓", "✔", "done", "completed", "complete"),
    TaskState.IN_PROGRESS: ("进行中", "正在进行", "推进中", "正在推进", "办理中", "inprogress", "ongoing"),
    TaskState.NOT_STARTED: ("未启动", "尚未启动", "未开始", "尚未开始", "未开展", "尚未开展", "notstarted"),
}
_STATES = {word: state for state, words in _WORDS.items() for word in words}


class TaskStateError(CivtargetError):
    """A text that is no state of a task; `text` shows how to write one."""


def read_task_state(text: str, year: int | None = None) -> tuple[TaskState, date | None]:
    """
    Return the state of a task, and the day it was done if the text is a day, which is in `year` if it names none.

    未完成 is refused: it leaves open whether the task was begun.

    Raises
    ------
    TaskStateError
        The text is no state, or a day that does not exist.
    """
    state = _STATES.get(_folded(text))
    if state is not None:
        return state, None
    try:
        return TaskState.DONE, read_day(text, year)
    except PeriodError:
        shown = quotation(text, 40)
        raise TaskStateError(
            Text(
                "“{shown}”没有说明任务进展：请写 完成、进行中、未启动，或完成的日期，如 2025-03-28",
                '"{shown}" does not say how far the task is: write done, in-progress, not-started or the '
                "day it was done, such as 2025-03-28",
                shown=shown,
            )
        ) from None


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text[:40]).casefold()
    return "".join(char for char in folded if not char.isspace() and char not in "-_。.")
