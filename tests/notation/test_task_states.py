"""task_states: words and days read as states; what leaves it open is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.notation.task_states import TaskState, TaskStateError, read_task_state

DONE, GOING, NOT_YET = TaskState.DONE, TaskState.IN_PROGRESS, TaskState.NOT_STARTED


@pytest.mark.parametrize(
    ("text", "state", "day"),
    [
        *((text, DONE, None) for text in ("完成", " 已完成 ", "已 完成", "done", "Done.", "√")),
        *((text, GOING, None) for text in ("进行中", "in-progress", "In Progress", "ｉｎ＿ｐｒｏｇｒｅｓｓ")),
        *((text, NOT_YET, None) for text in ("未启动", "not-started", "not started", "未开始")),
        *((text, DONE, date(2025, 3, 28)) for text in ("2025-03-28", "2025年3月28日", "3月28日")),
    ],
)
def test_reads(text, state, day):
    assert read_task_state(text, 2025) == (state, day)


@pytest.mark.parametrize("text", ["未完成", "1", "100%", "基本完成", "", "2025-02-30", "TRUE", "x" * 500, "\x00"])
def test_refuses(text):
    with pytest.raises(TaskStateError):
        read_task_state(text, 2025)


def test_message():
    with pytest.raises(TaskStateError) as caught:
        read_task_state("未完成")
    assert caught.value.text.en == (
        '"未完成" does not say how far the task is: '
        "write done, in-progress, not-started or the day it was done, such as 2025-03-28"
    )
    assert caught.value.text.zh == ("“未完成”没有说明任务进展：请写 完成、进行中、未启动，或完成的日期，如 2025-03-28")


@given(st.text())
def test_any_text_is_a_state_or_a_clear_error(text):
    try:
        read_task_state(text, 2025)
    except TaskStateError as error:
        assert error.text.zh.isprintable()
