"""kind-adds-up: every kind, with and without a split."""

import pytest

from civtarget.language import Language
from civtarget.model.plan import Kind
from civtarget.rules import kind_adds_up

PLAN = "indicators: {{it: {{name: 某事, kind: {kind}, {rest}}}}}"
SPLIT = "split: {甲区: 1, 乙区: 2}"
ADDED_UP = {Kind.COUNT, Kind.AMOUNT, Kind.STOCK}
EXPECTED = {
    Kind.RATE: (
        "a rate cannot be split: the rate of the whole area is pooled from part and whole, not added up",
        "比率不能分解：总的比率由分子和分母汇总得出，不是各地之和",
    ),
    Kind.DENSITY: (
        "a density cannot be split: it is the same number everywhere and does not add up",
        "密度不能分解：各地是同一个数，不能相加",
    ),
    Kind.STANDARD: (
        "a standard cannot be split: it is the same number everywhere and does not add up",
        "标准不能分解：各地是同一个数，不能相加",
    ),
    Kind.TASK: (
        "a task cannot be split: it is no number; write who has it under districts:",
        "任务不能分解：任务不是数，由谁承担请写在 districts: 里",
    ),
}


def test_every_kind_is_tried():
    assert ADDED_UP | EXPECTED.keys() == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_without_a_split_there_is_nothing_to_check(check, kind):
    report = check(PLAN.format(kind=kind, rest="districts: all"), kind_adds_up)
    assert (report.findings, report.held) == ((), 0)


@pytest.mark.parametrize("kind", sorted(ADDED_UP))
def test_what_adds_up_is_split(check, kind):
    report = check(PLAN.format(kind=kind, rest=SPLIT), kind_adds_up)
    assert (report.findings, report.held) == ((), 1)


@pytest.mark.parametrize(("kind", "expected"), EXPECTED.items())
@pytest.mark.parametrize(
    "split", [SPLIT, "split: {甲区: --, 乙区: }", "split: {}"], ids=["shares", "no-number", "empty"]
)
def test_messages(messages, kind, expected, split):
    plan = PLAN.format(kind=kind, rest=split)
    en, zh = expected
    assert messages(kind_adds_up, plan) == [f"indicators.it.split: {en}"]
    assert messages(kind_adds_up, plan, Language.ZH) == [f"indicators.it.split: {zh}"]


def test_a_kind_that_cannot_be_read(messages):
    assert messages(kind_adds_up, PLAN.format(kind="counts", rest=SPLIT)) == [
        "? indicators.it.kind: cannot be checked: indicators.it.kind could not be read"
    ]


TERMS = """
indicators:
  other: {{name: {{zh: 另一事, en: Other}}, kind: {kind}}}
  it: {{name: 某率, kind: rate, {rest}}}
"""
REASONS = {
    kind: tuple(text.split("：" if "：" in text else ": ", 1)[1] for text in texts) for kind, texts in EXPECTED.items()
}
NAMES = {Kind.RATE: "比率", Kind.DENSITY: "密度", Kind.STANDARD: "标准", Kind.TASK: "任务"}


@pytest.mark.parametrize("kind", sorted(ADDED_UP))
def test_what_adds_up_makes_a_rate(check, kind):
    report = check(TERMS.format(kind=kind, rest="of: {part: other, whole: other}"), kind_adds_up)
    assert (report.findings, report.held) == ((), 2)


@pytest.mark.parametrize("kind", EXPECTED)
def test_what_does_not_add_up_makes_no_rate(messages, kind):
    plan = TERMS.format(kind=kind, rest="of: {part: other, whole: other}")
    en, zh = REASONS[kind]
    assert messages(kind_adds_up, plan) == [
        f'indicators.it.of.part: "Other" is a {kind} and cannot be the part of a rate: {en}',
        f'indicators.it.of.whole: "Other" is a {kind} and cannot be the whole of a rate: {en}',
    ]
    assert messages(kind_adds_up, plan, Language.ZH) == [
        f"indicators.it.of.part: “另一事”是{NAMES[kind]}，不能作分子：{zh}",
        f"indicators.it.of.whole: “另一事”是{NAMES[kind]}，不能作分母：{zh}",
    ]


@pytest.mark.parametrize("rest", ["of: {part: 5, whole: 10}", "of: {part: otter}", "of: {}"])
def test_numbers_and_unknown_indicators_have_no_kind(check, rest):
    report = check(TERMS.format(kind="rate", rest=rest), kind_adds_up)
    assert [each for each in report.findings if each.rule == "kind-adds-up"] == []


def test_a_standard_may_be_a_multiple_of_another(check):
    rest = "unit: 倍, of: {part: other, whole: other}"
    assert check(TERMS.format(kind="standard", rest=rest), kind_adds_up).held == 2
