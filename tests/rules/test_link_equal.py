"""link-equal: figures that repeat another one, and shares of a higher plan."""

import pytest

from civtarget.language import Language
from civtarget.rules import link_equal

CITY = """
id: city
title: 全市规划
indicators:
  points: {{name: {{zh: 助餐点, en: Meal points}}, kind: count, unit: {unit}, {there}}}
"""
HERE = """
id: district
indicators:
  points: {{name: {{zh: 助餐点, en: Meal points}}, kind: count, unit: 个, {here}}}
"""
X = "indicators.points"
SHARE = '"Meal points" (A District) in city'


def run(messages, here, there, language=Language.EN, unit="个"):
    return messages(link_equal, HERE.format(here=here), language, beside=[CITY.format(there=there, unit=unit)])


@pytest.mark.parametrize(
    ("target", "share", "expected"),
    [
        pytest.param("24", "24", [], id="equal"),
        pytest.param("'>= 24'", "24", [], id="a-floor-is-met-by-the-same-values"),
        pytest.param("25", "24", [f"{X}.target: 25 here, but 24 for {SHARE}: 1 over"], id="over"),
        pytest.param("23", "24", [f"{X}.target: 23 here, but 24 for {SHARE}: 1 short"], id="short"),
        pytest.param("'>= 25'", "'>= 24'", [f"{X}.target: >= 25 here, but >= 24 for {SHARE}: 1 over"], id="floors"),
        pytest.param("'<= 24'", "24", [f"{X}.target: <= 24 here, but 24 for {SHARE}"], id="a-cap-is-another-bound"),
        pytest.param("20..24", "20..25", [f"{X}.target: 20 to 24 here, but 20 to 25 for {SHARE}"], id="ranges"),
        pytest.param("24", "", [f"? {X}.splits_from: cannot be compared: no figure for {SHARE}"], id="blank"),
        pytest.param("24", '"--"', [f"{X}.target: 24 here, but -- (no part) for {SHARE}: 24 over"], id="no-part"),
        pytest.param(
            "24",
            "约24",
            [f"? {X}.target: city/indicators.points.split.甲区 is about 24: only an exact figure can be compared"],
            id="about",
        ),
    ],
)
def test_shares(messages, target, share, expected):
    there = f"target: 100, split: {{甲区: {share}}}"
    assert run(messages, f"target: {target}, splits_from: city/points.甲区", there) == expected


def test_an_exact_standard_is_not_a_floor(messages):
    plans = (text.replace("kind: count", "kind: standard") for text in (HERE, CITY))
    here, there = plans
    texts = here.format(here="target: '>= 1000', same_as: city/points"), there.format(there="target: 1000", unit="个")
    assert messages(link_equal, texts[0], beside=[texts[1]]) == [
        f'{X}.target: >= 1,000 here, but 1,000 for "Meal points" in city'
    ]


def test_baselines_in_two_places(messages):
    here = HERE.format(here="baselines: [{period: 2020, value: 119}, {period: 2021, value: 1}], baseline: city/points")
    there = CITY.format(there="baselines: [{period: 2020, value: 150}, {period: 2021, value: 1}]", unit="个")
    assert messages(link_equal, here, beside=[there]) == [
        f"{X}.baselines.0.value: 119 here, but 150 for 2020 in city: 31 short"
    ]


def test_one_figure_is_told_once(messages):
    there = "target: 100, split: {甲区: 24}"
    assert len(run(messages, "target: 25, splits_from: city/points.甲区, same_as: city/points.甲区", there)) == 1


def test_in_chinese(messages):
    there = "target: 100, split: {甲区: 24}"
    assert run(messages, "target: 25, splits_from: city/points.甲区", there, Language.ZH) == [
        f"{X}.target: 这里是 25个，city 的“助餐点”（甲区）是 24个：多 1个"
    ]
    assert run(messages, "target: 25, same_as: city/points", "target: 24", Language.ZH) == [
        f"{X}.target: 这里是 25个，city 的“助餐点”是 24个：多 1个"
    ]


def test_no_target_here(messages):
    assert run(messages, "same_as: city/points", "target: 24") == [
        f'? {X}.same_as: cannot be compared: no figure for "Meal points"'
    ]


def test_units_that_may_stand_for_each_other(messages):
    here, there = "target: 25, same_as: city/points", "target: 24"
    assert run(messages, here, there, unit="家") == [f"? {X}: cannot be checked until link-fits holds"]
    city = CITY.format(there=there, unit="家") + "same_units: [[个, 家]]"
    assert messages(link_equal, HERE.format(here=here), beside=[city]) == [
        f'{X}.target: 25 here, but 24 for "Meal points" in city: 1 over'
    ]


def test_what_cannot_be_read_there(messages):
    assert run(messages, "target: 25, same_as: city/points", "target: 二十多少") == [
        f"? {X}: cannot be checked: city/indicators.points.target could not be read"
    ]


def test_both_places_are_named(check):
    report = check(
        HERE.format(here="target: 25, same_as: city/points"),
        link_equal,
        beside=[CITY.format(there="target: 24", unit="个")],
    )
    (finding,) = report.findings
    assert (finding.location.file, ".".join(finding.location.path)) == ("plan.yaml", f"{X}.target")
    assert (finding.expected, finding.actual, finding.gap, finding.unit) == (24, 25, 1, "个")
    (there,) = finding.related
    assert (there.plan, there.location.file, ".".join(there.location.path)) == ("city", "beside-1.yaml", f"{X}.target")
    assert there.location.span is not None and there.location.span.line == 5
