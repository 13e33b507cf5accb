"""reference-used: declarations that nothing refers to."""

import pytest

from civtarget.language import Language
from civtarget.rules import reference_used

PLAN = """\
districts: {{甲区: {{}}, 乙区: {{}}}}
parties: {parties}
offices: {{民政局: {{aliases: [民政]}}, 教育局: {{}}}}
responsible: {responsible}
indicators: {{x: {{name: 事项, kind: count, unit: 户, {rest}}}}}
"""
BOTH = "split: {甲区: 1, 乙区: 2}"


def plan(rest=BOTH, *, parties="{}", responsible="[民政局, 教育局]"):
    return PLAN.format(rest=rest, parties=parties, responsible=responsible)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(plan(), [], id="all-used"),
        pytest.param(plan("target: 3"), [], id="no-split-no-district-needed"),
        pytest.param(plan("split: {甲区: 1, 乙区: --}"), [], id="not-applicable-is-named"),
        pytest.param(plan("split: {甲区: 1, 乙区: }"), [], id="blank-is-named"),
        pytest.param(
            plan("partial: true, split: {甲区: 1}"),
            ["districts.乙区: no split or duty names it"],
            id="forgotten-district",
        ),
        pytest.param(plan("split: {甲区: 1}"), [], id="left-out-of-a-split-is-said-there"),
        pytest.param(
            plan(f"{BOTH}, offices: [教育居]", responsible="[民政局]"), [], id="nearly-named-office-is-said-there"
        ),
        pytest.param(
            plan(f"{BOTH}, offices: [公安厅]", responsible="[民政局]"),
            ["offices.教育局: answers for no indicator"],
            id="other-unknown-office",
        ),
        pytest.param(plan("split: {甲区: 1}, districts: [乙区]"), [], id="duty"),
        pytest.param(plan("split: {甲区: 1}, steps: [{do: 摸底, districts: {乙区: lead}}]"), [], id="duty-of-a-step"),
        pytest.param(
            plan("partial: true, split: {甲区: 1}, districts: all"),
            ["districts.乙区: no split or duty names it"],
            id="a-duty-of-all-names-nobody",
        ),
        pytest.param(
            plan(parties="{市本级: {}}"), ["parties.市本级: no split gives it a share"], id="party-without-a-share"
        ),
        pytest.param(plan("split: {甲区: 1, 乙区: 2, 市本级: 3}", parties="{市本级: {}}"), [], id="party"),
        pytest.param(
            plan(responsible="[民政局]"), ["offices.教育局: answers for no indicator"], id="office-without-indicator"
        ),
        pytest.param(plan(f"{BOTH}, offices: {{support: [教育局]}}", responsible="[民政]"), [], id="by-alias-and-role"),
        pytest.param(
            plan(f"{BOTH}, steps: [{{do: 摸底, offices: [教育局]}}]", responsible="[民政局]"), [], id="office-of-a-step"
        ),
        pytest.param(
            plan("partial: true, split: {甲区: 1}, offices: 教育局", responsible="[民政局]"),
            [
                "districts.乙区: no split or duty names it",
                "? indicators.x.offices: cannot be checked: indicators.x.offices could not be read",
            ],
            id="unreadable-offices-leave-the-districts-checked",
        ),
    ],
)
def test_messages(messages, text, expected):
    assert messages(reference_used, text) == expected


def test_in_chinese(messages):
    text = plan("partial: true, split: {甲区: 1}", parties="{市本级: {}}", responsible="[民政局]")
    assert messages(reference_used, text, Language.ZH) == [
        "districts.乙区: 没有任何分解或任务点名它",
        "parties.市本级: 没有任何分解用到它",
        "offices.教育局: 没有指标由它负责",
    ]


def test_it_points_at_the_declaration(check):
    (finding,) = check(plan(responsible="[民政局]"), reference_used).findings
    assert (finding.location.span.line, finding.location.span.column) == (3, 33)
