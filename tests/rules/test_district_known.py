"""district-known: names in splits and duties, and the name that was probably meant."""

import pytest

from civtarget.language import Language
from civtarget.rules import district_known

DISTRICTS = """
districts: {武进区: {code: "320412", en: Wujin, aliases: [武进, 湖塘]}, 新北区: {code: "320411", en: Xinbei}}
parties: {市本级: {en: City level, aliases: [市级]}}
"""
PLAN = "indicators: {{beds: {{name: 床位, kind: count, unit: 张, {rest}}}}}"
NEITHER = "is neither a district nor a party of this plan"
NONE = "is no district of this plan"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("target: 3", [], id="names-nobody"),
        pytest.param("target: 3, split: {武进区: 1, 新北区: 2}", [], id="districts"),
        pytest.param("target: 3, split: {武进区: --, 市本级: }", [], id="party"),
        pytest.param("target: 3, split: {}", [], id="empty-split"),
        pytest.param("split: {武进: 1}", [f'split.武进: "武进" {NEITHER}: is "武进区" meant?'], id="alias"),
        pytest.param("split: {湖塘: 1}", [f'split.湖塘: "湖塘" {NEITHER}: is "武进区" meant?'], id="other-alias"),
        pytest.param("split: {Xinbei: 1}", [f'split.Xinbei: "Xinbei" {NEITHER}: is "新北区" meant?'], id="english"),
        pytest.param("split: {Xinbai: 1}", [f'split.Xinbai: "Xinbai" {NEITHER}: is "新北区" meant?'], id="misspelt"),
        pytest.param("split: {'320411': 1}", [f'split.320411: "320411" {NEITHER}: is "新北区" meant?'], id="code"),
        pytest.param(
            "split: {'320413': 1}",
            [f'split.320413: "320413" {NEITHER}: it names Wujin, Xinbei, City level'],
            id="nearly-a-code-points-nowhere",
        ),
        pytest.param("split: {市级: 1}", [f'split.市级: "市级" {NEITHER}: is "市本级" meant?'], id="alias-of-a-party"),
        pytest.param(
            "split: {武进: 1, 新北区: 2, 溧阳市: 3}",
            [
                f'split.武进: "武进" {NEITHER}: is "武进区" meant?',
                f'split.溧阳市: "溧阳市" {NEITHER}: it names Wujin, Xinbei, City level',
            ],
            id="several",
        ),
        pytest.param(
            "split: {武进: 很多}", [f'split.武进: "武进" {NEITHER}: is "武进区" meant?'], id="unreadable-share"
        ),
        pytest.param("districts: all", [], id="duty-of-all"),
        pytest.param("districts: [武进区, 新北区]", [], id="duties"),
        pytest.param("districts: [武进]", [f'districts.武进: "武进" {NONE}: is "武进区" meant?'], id="duty"),
        pytest.param("districts: {新北: lead}", [f'districts.新北: "新北" {NONE}: is "新北区" meant?'], id="role"),
        pytest.param(
            "districts: [市本级]", [f'districts.市本级: "市本级" {NONE}: it names Wujin, Xinbei'], id="duty-of-a-party"
        ),
        pytest.param("steps: [{do: 摸底, by: 5月底, districts: [武进区]}]", [], id="step"),
        pytest.param(
            "steps: [{do: 摸底, by: 5月底}, {do: 验收, by: 6月底, districts: {武进: support}}]",
            [f'steps.1.districts.武进: "武进" {NONE}: is "武进区" meant?'],
            id="unknown-in-step",
        ),
        pytest.param(
            "split: 若干, districts: [武进]",
            [
                "? split: cannot be checked: indicators.beds.split could not be read",
                f'districts.武进: "武进" {NONE}: is "武进区" meant?',
            ],
            id="unreadable-split-leaves-duties-checked",
        ),
    ],
)
def test_messages(messages, rest, expected):
    found = [
        line.replace("indicators.beds.", "", 1) for line in messages(district_known, PLAN.format(rest=rest) + DISTRICTS)
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param(
            "split: {武进: 1}", "split.武进: “武进”既不是本规划的辖市区，也不是参与方：是否应为“武进区”？", id="near"
        ),
        pytest.param(
            "districts: [溧阳市]", "districts.溧阳市: “溧阳市”不是本规划的辖市区：列出的有 武进区、新北区", id="far"
        ),
    ],
)
def test_in_chinese(messages, rest, expected):
    assert messages(district_known, PLAN.format(rest=rest) + DISTRICTS, Language.ZH) == [f"indicators.beds.{expected}"]


def test_a_plan_without_districts(messages):
    plan = "districts: {}\nindicators: {beds: {name: 床位, kind: count, unit: 张, target: 1, split: {甲区: 1}}}"
    where = "indicators.beds.split.甲区"
    assert messages(district_known, plan) == [f'{where}: "甲区" {NEITHER}: it names none']
    assert messages(district_known, plan, Language.ZH) == [
        f"{where}: “甲区”既不是本规划的辖市区，也不是参与方：规划没有列出任何辖市区"
    ]


def test_points_at_the_key(check):
    report = check("indicators:\n  beds: {name: 床位, kind: count, unit: 张, split: {甲: 1, 乙区: 2}}", district_known)
    (finding,) = report.findings
    assert (finding.location.span.line, finding.location.span.column, finding.district) == (2, 50, "甲")


def test_every_split_and_every_list_of_duties_is_one_check(check):
    rest = "split: {武进区: 1}, districts: [武进区], steps: [{do: 摸底, by: 5月底, districts: [武进区, 新北区]}]"
    assert check(PLAN.format(rest=rest) + DISTRICTS, district_known).held == 3


MANY = f"districts: {{{', '.join(f'区{number:02}: {{}}' for number in range(14))}}}\n"


def test_only_some_of_many_districts_are_named(messages):
    plan = MANY + PLAN.format(rest="split: {溧阳市: 1}")
    names = [f"区{number:02}" for number in range(10)]
    where = "indicators.beds.split.溧阳市"
    assert messages(district_known, plan) == [f'{where}: "溧阳市" {NEITHER}: it names {", ".join(names)} and 4 more']
    assert messages(district_known, plan, Language.ZH) == [
        f"{where}: “溧阳市”既不是本规划的辖市区，也不是参与方：列出的有 {'、'.join(names)}等 14 个"
    ]


def test_only_the_first_unknown_names_get_a_suggestion(messages):
    """Of an indicator, wherever they stand in it; names that are known otherwise are always recognized."""
    split = ", ".join(f"武进{number}: 1" for number in range(15))
    duties = ", ".join(f"新北{number}" for number in range(15))
    plan = PLAN.format(rest=f"split: {{{split}, 湖塘: 1}}, districts: [{duties}, Xinbei]") + DISTRICTS
    found = messages(district_known, plan)
    assert len(found) == 32
    assert sum(line.endswith("meant?") for line in found) == 20 + 2
    assert f'indicators.beds.districts.新北14: "新北14" {NONE}: it names Wujin, Xinbei' in found
    assert f'indicators.beds.districts.Xinbei: "Xinbei" {NONE}: is "新北区" meant?' in found


def test_weights(messages):
    weights = "weights: {people: {name: 人口, unit: 人, values: {甲区: 5, 丁区: 2}}}"
    assert messages(district_known, f"indicators: {{}}\n{weights}") == [
        'weights.people.values.丁区: "丁区" is neither a district nor a party of this plan: it names A District, B District'
    ]
