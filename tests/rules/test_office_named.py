"""office-named: somebody answers for every indicator."""

import pytest

from civtarget.language import Language
from civtarget.rules import office_named

PLAN = "responsible: {responsible}\nindicators: {{x: {{name: 事项, kind: task{rest}}}}}"
NOBODY = "no office answers for it: neither here nor in the plan's responsible"


@pytest.mark.parametrize(
    ("responsible", "rest", "expected"),
    [
        pytest.param("[民政局]", "", [], id="the-plan-names-one"),
        pytest.param("[]", ", offices: [民政局]", [], id="the-indicator-names-one"),
        pytest.param("[]", ", offices: {lead: [民政局]}", [], id="a-leader"),
        pytest.param("[]", ", offices: {support: [民政局]}", [], id="a-supporter"),
        pytest.param("[]", ", steps: [{do: 摸底, offices: [民政局]}]", [], id="each-step-names-one"),
        pytest.param("[]", "", [f"indicators.x: {NOBODY}"], id="nobody"),
        pytest.param("[]", ", offices: []", [f"indicators.x.offices: {NOBODY}"], id="empty-list"),
        pytest.param(
            "[]",
            ", steps: [{do: 摸底, offices: [民政局]}, {do: 验收}]",
            [f"indicators.x: {NOBODY}"],
            id="one-step-names-none",
        ),
        pytest.param(
            "民政局",
            "",
            ["? indicators.x: cannot be checked: responsible could not be read"],
            id="the-plans-offices-are-unreadable",
        ),
        pytest.param("民政局", ", offices: [民政局]", [], id="unreadable-and-not-needed"),
    ],
)
def test_messages(messages, responsible, rest, expected):
    assert messages(office_named, PLAN.format(responsible=responsible, rest=rest)) == expected


def test_in_chinese(messages):
    plan = PLAN.format(responsible="[]", rest="")
    assert messages(office_named, plan, Language.ZH) == [
        "indicators.x: 没有责任单位：指标没有写明，规划的 responsible 也没有"
    ]


def test_it_points_at_the_indicators_own_key(check):
    (finding,) = check(PLAN.format(responsible="[]", rest=""), office_named).findings
    assert (finding.location.span.line, finding.location.span.column) == (2, 14)
