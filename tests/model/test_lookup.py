"""matching: every spelling that the plan has finds its owner; what is near is offered, never taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.excerpts import whole_plan

from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.model.lookup import NameIndex, PlanNames, is_whole_area

PLAN = """
districts:
  武进区: {code: "320412", en: Wujin District, aliases: [武进]}
  经开区: {en: Economic Zone}
parties: {市本级: {en: City level}}
indicators:
  care-beds: {name: {zh: 养老床位（新增）, en: Care beds}, kind: count, unit: 张}
  clean-up:
    name: {zh: 整治, en: Clean-up}
    kind: task
    steps:
      - {by: 3月底, do: {zh: 批完, en: Approve}}
      - {by: 6月底, do: {zh: 出台规定, en: Issue rules}}
      - {by: 6月底, do: {zh: 总结, en: Sum up}}
"""


def names_of(excerpt):
    parsed = parse_plan(File("plan.yaml", whole_plan(excerpt), "")).plan
    assert parsed is not None
    return PlanNames(parsed)


NAMES = names_of(PLAN)


@pytest.mark.parametrize(
    "text",
    [
        "care-beds",
        "CARE-BEDS",
        "养老床位（新增）",
        "养老床位(新增)",
        "care  BEDS",
        "Ｃａｒｅ beds",
        " 养老 床位（新增）",
    ],
)
def test_indicators(text):
    assert NAMES.indicators.find(text) == "care-beds"


@pytest.mark.parametrize(
    "text", ["武进区", "武进", "武 进 区", "武　进", "320412", "３２０４１２", "wujin district", "武\u200b进"]
)
def test_areas(text):
    assert NAMES.areas.find(text) == "武进区"


def test_parties():
    assert NAMES.areas.find("city level") == "市本级"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("武近区", "武进区"), ("Wujing District", "Wujin District"), ("养老床", None), ("", None), ("武" * 300, None)],
)
def test_what_is_near_is_offered_and_not_taken(text, suggestion):
    assert NAMES.areas.find(text) is None
    assert NAMES.areas.suggestion(text) == suggestion


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(
            ("1", 1),
            ("第1步", 1),
            ("第一步", 1),
            ("步骤1", 1),
            ("Step 1", 1),
            ("批完", 1),
            ("approve", 1),
            ("3月底", 1),
        ),
        *(("2", 2), ("出台规定", 2), ("3", 3), ("sum up", 3)),
        *(("0", None), ("4", None), ("6月底", None), ("", None), ("批", None)),
    ],
)
def test_steps(text, number):
    """Two steps are due by the end of June: that names neither."""
    assert NAMES.step("clean-up", text) == number


def test_a_shared_name_means_neither():
    directory = NameIndex([("一号", "a"), ("一号", "b"), ("二号", "b")])
    assert directory.find("一号") is None
    assert directory.matches("一号") == ("a", "b")
    assert directory.find("二号") == "b"


def test_an_identifier_goes_before_a_name():
    directory = NameIndex([("beds", "beds"), ("homes", "homes")], [("Beds", "homes")])
    assert directory.find("BEDS") == "beds"


def test_what_the_plan_does_not_say_readably_is_not_known():
    names = names_of("districts: 武进区\nindicators: {beds: {name: [], kind: count}, homes: x, twin: {kind: 3}}")
    assert names.areas.find("武进区") is None
    assert names.indicators.find("beds") == "beds"
    assert names.step("homes", "1") is None


@pytest.mark.parametrize("text", ["", " ", "全市", "合　计", "全区", "合计", "Total", "whole area"])
def test_whole_area(text):
    assert is_whole_area(text)


@pytest.mark.parametrize("text", ["市本级", "全", "小计", "0"])
def test_not_whole_area(text):
    assert not is_whole_area(text)


@given(st.text())
def test_any_text_is_looked_up(text):
    NAMES.areas.find(text)
    NAMES.areas.suggestion(text)
    NAMES.step("clean-up", text)
    is_whole_area(text)
