"""kind-adds-up: every kind, with and without a split."""

import pytest

from civtarget.language import Language
from civtarget.model import Kind
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
