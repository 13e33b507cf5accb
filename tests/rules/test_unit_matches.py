"""unit-matches: units written in values, units left out, and numbers in tasks."""

import pytest

from civtarget.language import Language
from civtarget.rules import unit_matches

PLAN = "indicators: {{it: {{name: 某事, {rest}}}}}"
AT = "indicators.it"
TASK = "a task has no number to reach: leave it out, or choose a kind that is measured"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("kind: count, unit: 张, target: 300", [], id="stated-once"),
        pytest.param("kind: count, unit: 张, target: 300张, split: {甲区: 120张, 乙区: 180}", [], id="said-again"),
        pytest.param(
            "kind: amount, unit: 元, target: 11.5亿元, split: {甲区: 5.78亿, 乙区: 57200万元}", [], id="scaled"
        ),
        pytest.param("kind: count, unit: 名, target: 20位", [], id="synonym"),
        pytest.param("kind: rate, target: '>= 92%'", [], id="per-cent-of-a-rate-is-implied"),
        pytest.param("kind: rate, target: '92'", [], id="rate-without-a-sign"),
        pytest.param("kind: density, unit: 名/万名老年人, target: 每万名老人25名", [], id="composite"),
        pytest.param("kind: count, unit: 张", [], id="unit-without-number"),
        pytest.param("kind: count", [], id="neither"),
        pytest.param("kind: count, split: {甲区: --, 乙区: }", [], id="split-without-number"),
        # another unit
        pytest.param("kind: count, unit: 家, target: 99个", ["target: the unit is 家, but here it is 个"], id="target"),
        pytest.param(
            "kind: count, unit: 张, target: 3, split: {甲区: 1户, 乙区: 2张}",
            ["split.甲区: the unit is 张, but here it is 户"],
            id="share",
        ),
        pytest.param(
            "kind: count, unit: 名, target: 3, each: {target: 1名/社区, per: community}",
            ["each.target: the unit is 名, but here it is 名/社区"],
            id="each",
        ),
        pytest.param(
            "kind: count, unit: 场, each: 1次", ["each.target: the unit is 场, but here it is 次"], id="each-short"
        ),
        pytest.param(
            "kind: count, unit: 个, steps: [{target: 20个, by: 6月底}, {target: 60家, by: 9月底}]",
            ["steps.1.target: the unit is 个, but here it is 家"],
            id="step",
        ),
        pytest.param("kind: rate, target: 3个百分点", ["target: the unit is %, but here it is 百分点"], id="rate"),
        pytest.param(
            "kind: density, unit: 名/万名老年人, target: 25名",
            [],
            id="part-of-a-composite",
        ),
        pytest.param(
            "kind: count, unit: 家, target: 若干, split: {甲区: 1个, 乙区: 若干}",
            [
                "? target: cannot be checked: indicators.it.target could not be read",
                "split.甲区: the unit is 家, but here it is 个",
            ],
            id="what-can-be-read-is-checked",
        ),
        # no unit
        pytest.param(
            "kind: count, target: 300", ["unit: there are numbers but no unit: state it with unit:"], id="none"
        ),
        pytest.param(
            "kind: count, target: 300张, split: {甲区: 120张, 乙区: 180}",
            ["unit: the unit stands only in values: write unit: 张"],
            id="only-in-values",
        ),
        pytest.param(
            "kind: amount, each: 2万元", ["unit: the unit stands only in values: write unit: 元"], id="only-in-each"
        ),
        pytest.param(
            "kind: count, target: 300张, split: {甲区: 120个, 乙区: 180}",
            ["unit: the values are in several units (张, 个): state one with unit:"],
            id="several",
        ),
        pytest.param(
            "kind: count, unit: 若干, target: 3个",
            ["? unit: cannot be checked: indicators.it.unit could not be read"],
            id="unreadable-unit",
        ),
        # tasks
        pytest.param("kind: task, steps: [{do: 摸底, by: 5月底}]", [], id="task"),
        pytest.param("kind: task, each: '>= 1场'", [], id="task-due-for-each"),
        pytest.param("kind: task, each: '1'", [], id="task-due-once-for-each"),
        pytest.param("kind: task, unit: 场, each: 1场", [], id="task-with-a-unit"),
        pytest.param(
            "kind: task, unit: 场, each: 1次", ["each.target: the unit is 场, but here it is 次"], id="task-unit"
        ),
        pytest.param("kind: task, target: 5个", [f"target: {TASK}"], id="task-with-target"),
        pytest.param(
            "kind: task, steps: [{by: 5月底, target: 50%}]", [f"steps.0.target: {TASK}"], id="task-with-step-target"
        ),
        pytest.param("kind: task, split: {甲区: 1个, 乙区: 2}", [], id="split-task-is-for-another-rule"),
    ],
)
def test_messages(messages, rest, expected):
    found = [line.replace(f"{AT}.", "", 1) for line in messages(unit_matches, PLAN.format(rest=rest))]
    assert found == expected


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("kind: count, unit: 家, target: 99个", "target: 单位是“家”，这里写作“个”", id="another"),
        pytest.param("kind: count, target: 300", "unit: 有数值而没有单位：请用 unit: 写明", id="none"),
        pytest.param("kind: count, target: 300张", "unit: 单位只写在数值里：请写明 unit: 张", id="only-in-values"),
        pytest.param(
            "kind: count, target: 3张, each: 1个", "unit: 数值有几种单位（张、个）：请用 unit: 写明一种", id="several"
        ),
        pytest.param(
            "kind: task, target: 5个", "target: 任务没有要达到的数值：请删去，或改用可以计量的种类", id="task"
        ),
    ],
)
def test_in_chinese(messages, rest, expected):
    assert messages(unit_matches, PLAN.format(rest=rest), Language.ZH) == [f"{AT}.{expected}"]


def test_every_number_is_one_check(check):
    rest = "kind: count, unit: 张, target: 3, split: {甲区: 1, 乙区: --}, each: 1, steps: [{by: 5月底, target: 2张}]"
    assert check(PLAN.format(rest=rest), unit_matches).held == 4
