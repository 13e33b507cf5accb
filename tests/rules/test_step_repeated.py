"""step-repeated: the same step due at two times."""

import pytest

from civtarget.language import Language
from civtarget.rules import step_repeated

PLAN = "indicators: {{x: {{name: 事项, kind: task, steps: [{steps}]}}}}"
AT = "indicators.x.steps"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param("{by: 一季度, do: 招标}, {by: 二季度, do: 施工}", [], id="different"),
        pytest.param(
            "{by: 一季度, do: 论证、招标开始}, {by: 二季度, do: 招标开始}",
            [f'{AT}.1.do: "招标开始" stands twice: 一季度 in step 1, 二季度 in step 2'],
            id="a-clause-again",
        ),
        pytest.param(
            "{by: 一季度, do: 招标}, {by: 二季度, do: 施工}, {by: 三季度, do: 施工；招标}",
            [f'{AT}.2.do: "招标" stands twice: 一季度 in step 1, 三季度 in step 3'],
            id="one-is-told",
        ),
        pytest.param("{by: 一季度, do: 招标}, {by: 一季度, do: 招标}", [], id="at-one-time"),
        pytest.param("{by: 一季度, do: 走访}, {every: quarter, do: 走访}", [], id="again-and-again"),
        pytest.param("{by: 一季度, do: 招标}, {do: 招标}", [], id="without-a-date"),
        pytest.param(
            "{by: 一季度, do: 招标, districts: [甲区]}, {by: 二季度, do: 招标, districts: [乙区]}", [], id="for-others"
        ),
        pytest.param(
            "{by: 3月, do: 报批；选址}, {by: 6月, do: 选址（标准型）、规划}",
            [f'{AT}.1.do: "选址" stands twice: 3月 in step 1, 6月 in step 2'],
            id="a-part-of-what-is-finished",
        ),
        pytest.param(
            "{by: 6月底, do: 改造, target: '>= 50%'}, {by: 年底, do: 改造, target: '>= 90%'}", [], id="what-rises"
        ),
        pytest.param("{by: 3月底, do: 招标}, {by: 一季度, do: 招标}", [], id="one-day-in-two-spellings"),
        pytest.param("{by: 3月, do: 设计（招标，审批）}, {by: 6月, do: 审批}", [], id="brackets-are-not-cut"),
        pytest.param(
            "{by: 3月, do: 招标。}, {by: 6月, do: 招标, districts: [甲区]}",
            [f'{AT}.1.do: "招标" stands twice: 3月 in step 1, 6月 in step 2'],
            id="all-and-one-of-them",
        ),
        pytest.param("{by: 3月, do: 选址（标准型）}, {by: 6月, do: 选址}", [], id="first-a-part-and-then-all"),
        pytest.param("{by: 3月, do: 培训（区级）}, {by: 6月, do: 培训（市级）}", [], id="two-parts"),
        pytest.param("{by: 一季度, do: 招标准备}, {by: 二季度, do: 招标}", [], id="part-of-a-clause"),
    ],
)
def test_steps(messages, steps, expected):
    assert messages(step_repeated, PLAN.format(steps=steps)) == expected


def test_in_chinese(messages):
    steps = "{by: 一季度, do: 招标}, {by: 二季度, do: 招标}"
    assert messages(step_repeated, PLAN.format(steps=steps), Language.ZH) == [
        f"{AT}.1.do: “招标”写在两个时间：第 1 步 一季度，第 2 步 二季度"
    ]
