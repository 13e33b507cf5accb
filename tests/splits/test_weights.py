"""weighting: weights of a plan, and shares of another indicator, by name."""

from fractions import Fraction

import pytest
from support.excerpts import whole_plan

from civtarget.errors import CivtargetError
from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.model.plan import Identifier
from civtarget.splits.weights import equal_weighting, weighting_of

PLAN = parse_plan(
    File(
        "plan.yaml",
        whole_plan("""
districts: {甲区: {}, 乙区: {}, 丙区: {}, 丁区: {}}
parties: {市本级: {}}
indicators:
  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 9, split: {甲区: 9}}
  homes:
    name: {zh: 机构, en: Homes}
    kind: stock
    unit: 家
    split: {甲区: ">= 3", 乙区: "--", 丙区: , 丁区: 约4, 市本级: "<= 5"}
  people: {name: {zh: 人员, en: Staff}, kind: count, unit: 人, split: {甲区: 1}}
  rate: {name: 比率, kind: rate, target: 90%}
weights:
  people: {name: {zh: 六十岁以上人口, en: People over 60}, unit: 人, values: {甲区: 1.5万, 乙区: 0.5}}
  area: {name: {zh: 面积, en: Area}, values: {甲区: 1}}
  broken: {name: 坏, values: {甲区: 若干}}
"""),
        "",
    )
).plan
BEDS = Identifier("beds")


@pytest.mark.parametrize(
    ("wanted", "key", "unit", "values"),
    [
        pytest.param("area", "area", "", {"甲区": 1}, id="by-id"),
        pytest.param("六十岁以上人口", "people", "人", {"甲区": 15000, "乙区": Fraction(1, 2)}, id="by-chinese-name"),
        pytest.param("people over 60", "people", "人", {"甲区": 15000, "乙区": Fraction(1, 2)}, id="by-english-name"),
        pytest.param("homes", "homes", "家", {"甲区": 3, "乙区": 0}, id="shares-that-are-numbers"),
    ],
)
def test_what_answers(wanted, key, unit, values):
    found = weighting_of(PLAN, wanted, BEDS)
    assert (found.key, found.unit, found.values) == (key, unit, values)


@pytest.mark.parametrize(
    ("wanted", "en", "zh"),
    [
        pytest.param(
            "people",
            '"people" may mean several: weights.people, indicators.people',
            "“people”可指几处：weights.people、indicators.people",
            id="two",
        ),
        pytest.param("aera", 'by: there is no "aera": is "area" meant?', "by：没有“aera”：是否应为“area”？", id="near"),
        pytest.param(
            "beds",
            "by: beds is the indicator that is to be split",
            "by：beds 就是要分解的指标",
            id="not-by-itself",
        ),
        pytest.param(
            "rate",
            'by: there is no "rate": use people, area, broken, homes, people, or a file',
            "by：没有“rate”：可用 people、area、broken、homes、people，或一个文件",
            id="not-by-what-has-no-shares",
        ),
    ],
)
def test_what_does_not(wanted, en, zh):
    with pytest.raises(CivtargetError) as refused:
        weighting_of(PLAN, wanted, BEDS)
    assert (refused.value.text.en, refused.value.text.zh) == (en, zh)


def test_equal_weights():
    assert equal_weighting(PLAN).values == {"甲区": 1, "乙区": 1, "丙区": 1, "丁区": 1, "市本级": 1}
