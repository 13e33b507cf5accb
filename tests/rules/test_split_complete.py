"""split-complete: who a split leaves out, and whether that is meant."""

import pytest

from civtarget.language import Language
from civtarget.rules import split_complete

PLAN = """
indicators: {{beds: {{name: 床位, kind: count, unit: 张, target: 3, {rest}}}}}
districts: {{甲区: {{}}, 乙区: {{}}, 丙区: {{}}}}
parties: {{市本级: {{}}}}
"""
AT = "indicators.beds"
REMEDY = 'write "--" for a district that takes no part, or add partial: true if only some districts are meant'


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("coverage: true", [], id="no-split"),
        pytest.param("split: {甲区: 1, 乙区: 1, 丙区: 1}", [], id="everyone"),
        pytest.param("split: {甲区: 1, 乙区: --, 丙区: }", [], id="marks-and-blanks-name-a-district"),
        pytest.param("split: {甲区: 1, 乙区: 若干, 丙区: 1}", [], id="so-does-an-unreadable-share"),
        pytest.param("split: {市本级: 1, 甲区: 1, 乙区: 1, 丙区: 0}", [], id="with-a-party"),
        pytest.param(
            "split: {甲区: 1, 丙区: 1}", [f"{AT}.split: the split leaves out 乙区: {REMEDY}"], id="one-left-out"
        ),
        pytest.param(
            "split: {丙区: 1, 市本级: 2}",
            [f"{AT}.split: the split leaves out 甲区, 乙区: {REMEDY}"],
            id="several-left-out-in-the-order-of-the-plan",
        ),
        pytest.param("split: {}", [f"{AT}.split: the split leaves out 甲区, 乙区, 丙区: {REMEDY}"], id="empty"),
        pytest.param("partial: true, split: {甲区: 3}", [], id="partial"),
        pytest.param(
            "partial: false, split: {甲区: 1, 丙区: 1}",
            [f"{AT}.split: the split leaves out 乙区: {REMEDY}"],
            id="not-partial",
        ),
        pytest.param(
            "partial: true, split: {甲区: 1, 乙区: 1, 丙区: 1}",
            [f"{AT}.partial: partial: true has no effect: the split leaves no district out"],
            id="partial-for-nobody",
        ),
        pytest.param(
            "partial: true",
            [f"{AT}.partial: partial: true has no effect: there is no split"],
            id="partial-without-split",
        ),
        pytest.param("partial: false", [], id="not-partial-without-split"),
        pytest.param(
            "split: {甲: 1, 乙区: 1}",
            [f"? {AT}: cannot be checked until district-known holds"],
            id="a-misspelt-district-is-not-left-out",
        ),
    ],
)
def test_messages(messages, rest, expected):
    assert messages(split_complete, PLAN.format(rest=rest)) == expected


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param(
            "split: {丙区: 1}",
            "split: 分解遗漏了 甲区、乙区：不参与的写“--”，有意只分给部分辖市区的加 partial: true",
            id="left-out",
        ),
        pytest.param("partial: true", "partial: partial: true 不起作用：没有分解", id="without-split"),
        pytest.param(
            "partial: true, split: {甲区: 1, 乙区: 1, 丙区: 1}",
            "partial: partial: true 不起作用：分解没有遗漏辖市区",
            id="for-nobody",
        ),
    ],
)
def test_in_chinese(messages, rest, expected):
    assert messages(split_complete, PLAN.format(rest=rest), Language.ZH) == [f"{AT}.{expected}"]


@pytest.mark.parametrize(
    ("rest", "held"),
    [
        pytest.param("coverage: true", 0, id="no-split"),
        pytest.param("split: {甲区: 1, 乙区: 1, 丙区: 1}", 1, id="everyone"),
        pytest.param("partial: true, split: {甲区: 3}", 1, id="partial"),
        pytest.param("split: {甲区: 3}", 0, id="left-out"),
    ],
)
def test_a_split_is_one_check(check, rest, held):
    assert check(PLAN.format(rest=rest), split_complete).held == held


def test_only_some_of_many_that_are_left_out_are_named(messages):
    names = [f"{number}区" for number in range(12)]
    plan = f"""
indicators: {{beds: {{name: 床位, kind: count, unit: 张, split: {{}}}}}}
districts: {{{", ".join(f"{name}: {{}}" for name in names)}}}
"""
    assert messages(split_complete, plan) == [
        f"{AT}.split: the split leaves out {', '.join(names[:10])} and 2 more: {REMEDY}"
    ]
    (zh,) = messages(split_complete, plan, Language.ZH)
    assert zh.startswith(f"{AT}.split: 分解遗漏了 {'、'.join(names[:10])}等 12 个：")
