"""translated: names in both languages."""

import pytest

from civtarget.language import Language
from civtarget.rules import translated

X = "indicators: {{x: {{name: {{zh: 事项, en: Matter}}, kind: task{rest}}}}}"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("", [], id="translated"),
        pytest.param(
            ", steps: [{do: {zh: 摸底, en: Survey}}, {do: 验收}]",
            ['indicators.x.steps.1.do: "验收" has no English name'],
            id="step",
        ),
        pytest.param(", steps: [{by: 3月}]", [], id="step-without-name"),
        pytest.param(", note: 备注", ['indicators.x.note: "备注" has no English name'], id="note"),
        pytest.param(", assigned_by: 省", ['indicators.x.assigned_by: "省" has no English name'], id="assigned-by"),
    ],
)
def test_indicators(messages, rest, expected):
    assert messages(translated, X.format(rest=rest)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("title: 示例", ['title: "示例" has no English name'], id="title"),
        pytest.param("issuer: 甲市民政局", ['issuer: "甲市民政局" has no English name'], id="issuer"),
        pytest.param("issuer: {zh: 甲市民政局, en: Civil Affairs Bureau of A}", [], id="issuer-translated"),
        pytest.param(
            "districts: {甲区: {en: A}, 乙区: {}}", ['districts.乙区: "乙区" has no English name'], id="district"
        ),
        pytest.param("parties: {市本级: {}}", ['parties.市本级: "市本级" has no English name'], id="party"),
        pytest.param("offices: {民政局: {}}", ['offices.民政局: "民政局" has no English name'], id="office"),
        pytest.param(
            "weights: {people: {name: 人口, values: {}}}",
            ['weights.people.name: "人口" has no English name'],
            id="weights",
        ),
        pytest.param(
            "constraints: [{sum: {x: 1}, at_most: 1, message: 合计}]",
            ['constraints.0.message: "合计" has no English name'],
            id="constraint",
        ),
    ],
)
def test_plans(messages, line, expected):
    assert messages(translated, f"{line}\n{X.format(rest='')}") == expected


def test_in_chinese(messages):
    assert messages(translated, "indicators: {x: {name: 事项, kind: task}}", Language.ZH) == [
        "indicators.x.name: “事项”没有英文名称"
    ]
