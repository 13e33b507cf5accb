"""duty-stated: steps without content, lists of districts that name nobody."""

import pytest

from civtarget.language import Language
from civtarget.rules import duty_stated

PLAN = "indicators: {{it: {{name: 某事, kind: task, {rest}}}}}"
AT = "indicators.it"
EMPTY = "the step says nothing: write what to do (do:) or to reach (target:)"
NOBODY = "the list names nobody: name districts, write all, or leave it out"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("districts: all", [], id="no-steps"),
        pytest.param("steps: [{do: 摸底}, {target: 30, by: 6月}]", [], id="something-due"),
        pytest.param("steps: [{}]", [f"steps.0: {EMPTY}"], id="empty"),
        pytest.param("steps: [{do: 摸底}, {by: 6月, districts: [甲区]}]", [f"steps.1: {EMPTY}"], id="only-a-day"),
        pytest.param("districts: []", [f"districts: {NOBODY}"], id="nobody"),
        pytest.param("districts: {}", [f"districts: {NOBODY}"], id="no-roles"),
        pytest.param("districts: [甲区]", [], id="somebody"),
        pytest.param("steps: [{do: 摸底, districts: []}]", [f"steps.0.districts: {NOBODY}"], id="nobody-in-a-step"),
        pytest.param(
            "steps: [{target: 若干, by: 6月}, {}]",
            [
                "? steps.0.target: cannot be checked: indicators.it.steps.0.target could not be read",
                f"steps.1: {EMPTY}",
            ],
            id="what-can-be-read-is-checked",
        ),
    ],
)
def test_messages(messages, rest, expected):
    found = [line.replace(f"{AT}.", "", 1) for line in messages(duty_stated, PLAN.format(rest=rest))]
    assert found == expected


def test_in_chinese(messages):
    plan = PLAN.format(rest="steps: [{by: 6月, districts: []}]")
    assert messages(duty_stated, plan, Language.ZH) == [
        f"{AT}.steps.0: 步骤没有内容：请写 do:（要做什么）或 target:（达到多少）",
        f"{AT}.steps.0.districts: 名单是空的：请写明辖市区或 all，或者删去",
    ]
