"""part-within-whole: a numerator and its denominator, a subset and the whole that it lies within."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.language import Language
from civtarget.rules.actuals import part_within_whole

PLAN = """
indicators:
  homes: {name: {zh: 机构, en: Homes}, kind: stock, unit: 家}
  graded: {name: {zh: 达标机构, en: Graded homes}, kind: stock, unit: 家, within: homes}
  rate: {name: 达标率, kind: rate}
  density: {name: 密度, kind: density, unit: 名/万名老年人}
"""
HEADER = "指标,辖区,期间,数值,分子,分母\n"


def rows(*texts: str) -> str:
    """Return CSV rows, the first of them in line 2: `graded 甲区 2025-06 13`, with `-` for an empty cell."""
    lines = (",".join("" if word == "-" else word for word in text.split()) for text in texts)
    return HEADER + "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(["rate 甲区 2025-06 92% 11 12"], [], id="less"),
        pytest.param(["rate 甲区 2025-06 100% 12 12"], [], id="all"),
        pytest.param(
            ["rate 甲区 2025-06 108% 13 12"],
            ["2:17 甲区: the part 13 is larger than the whole 12 for 2025-06"],
            id="more-than-all",
        ),
        pytest.param(
            ["rate 甲区 2025-06 - 13 12"],
            ["2:18 甲区: the part 13 is larger than the whole 12 for 2025-06"],
            id="without-a-rate",
        ),
        pytest.param(
            ["rate 甲区 2025-05 92% 12 11", "rate 甲区 2025-06 92% 11 12", "rate - 2025-06 92% 1.3万 12000.5"],
            [
                "2:17 甲区: the part 12 is larger than the whole 11 for 2025-05",
                "4:15 whole area: the part 13,000 is larger than the whole 12,000.5 for 2025-06",
            ],
            id="every-period-and-area",
        ),
        pytest.param(["rate 甲区 2025-06 92%"], [], id="only-a-rate"),
        pytest.param(["rate 甲区 2025-06 九成多少 13 12"], [], id="unreadable"),
        pytest.param(["rate 甲区 2025-06 92% 十几 12"], [], id="unreadable-part"),
        pytest.param(["density 甲区 2025-06 20 24 12"], [], id="a-density-is-no-share"),
    ],
)
def test_numerators(actuals_messages, texts, expected):
    assert actuals_messages(part_within_whole, PLAN, rows(*texts)) == expected


OVER = 'the subset "Graded homes" 13 > "Homes" 12: 1 over'


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(["homes 甲区 2025-06 12", "graded 甲区 2025-06 11"], [], id="less"),
        pytest.param(["homes 甲区 2025-06 12", "graded 甲区 2025-06 12"], [], id="all"),
        pytest.param(
            ["homes 甲区 2025-06 12", "graded 甲区 2025-06 13"], [f"3:19 甲区: for 2025-06 {OVER}"], id="more-than-all"
        ),
        pytest.param(
            ["homes 甲区 2025-Q2 12", "graded 甲区 2025-06 13"],
            [f"3:19 甲区: for 2025-06 {OVER}"],
            id="periods-that-end-together",
        ),
        pytest.param(
            ["homes - 2025-06 12", "graded 合计 2025-06 13"],
            [f"3:19 whole area: for 2025-06 {OVER}"],
            id="of-the-whole-area",
        ),
        pytest.param(["homes 甲区 2025-05 12", "graded 甲区 2025-06 13"], [], id="of-another-period"),
        pytest.param(["homes 乙区 2025-06 12", "graded 甲区 2025-06 13"], [], id="of-another-district"),
        pytest.param(["graded 甲区 2025-06 13"], [], id="the-whole-is-not-reported"),
        pytest.param(["homes 甲区 2025-06 12", "graded 甲区 2025-06 很多"], [], id="the-part-is-unreadable"),
        pytest.param(
            ["homes 甲区 2025-06 很多", "graded 甲区 2025-06 13"],
            ['? 3:19 甲区: cannot be compared: "Homes" could not be read for 2025-06'],
            id="the-whole-is-unreadable",
        ),
        pytest.param(
            ["homes 甲区 2025-05 12", "graded 甲区 2025-05 13", "homes 甲区 2025-06 14", "graded 甲区 2025-06 13"],
            [f"3:19 甲区: for 2025-05 {OVER}"],
            id="an-earlier-period",
        ),
    ],
)
def test_subsets(actuals_messages, texts, expected):
    assert actuals_messages(part_within_whole, PLAN, rows(*texts)) == expected


COUNT, PLAN_TO_DATE = "kind: count, unit: 家", "kind: count, unit: 家, reported: plan-to-date"


@pytest.mark.parametrize(
    ("part", "whole", "compared"),
    [
        pytest.param(COUNT, COUNT, True, id="counts"),
        pytest.param("kind: amount, unit: 元", "kind: amount, unit: 元", True, id="amounts"),
        pytest.param(PLAN_TO_DATE, PLAN_TO_DATE, True, id="both-since-the-start"),
        pytest.param(COUNT, PLAN_TO_DATE, False, id="one-since-the-start"),
        pytest.param(
            "kind: stock, unit: 家", "kind: stock, unit: 家, reported: in-period", True, id="stocks-are-as-they-are"
        ),
        pytest.param(COUNT, "kind: stock, unit: 家", False, id="count-and-stock"),
        pytest.param("kind: count, unit: 户", "kind: count, unit: 人", False, id="other-units"),
        pytest.param("kind: count", "kind: count, unit: 人", True, id="no-unit-of-its-own"),
        pytest.param("kind: rate", "kind: rate", False, id="rates"),
        pytest.param("kind: standard, unit: 元/月", "kind: standard, unit: 元/月", False, id="standards"),
    ],
)
def test_what_is_compared(check_actuals, part, whole, compared):
    excerpt = f"indicators:\n  a: {{name: 整体, {whole}}}\n  b: {{name: 部分, {part}, within: a}}\n"
    report = check_actuals(excerpt, rows("a 甲区 2025-06 12", "b 甲区 2025-06 13"), part_within_whole)
    assert len([each for each in report.findings if each.rule == "part-within-whole"]) == compared
    assert report.held == 0


@pytest.mark.parametrize(("month", "found"), [("2025-06", 1), ("2025-Q2", 0)])
def test_in_period_values_are_of_exactly_their_period(check_actuals, month, found):
    kind = "kind: count, unit: 家, reported: in-period"
    excerpt = f"indicators:\n  a: {{name: 整体, {kind}}}\n  b: {{name: 部分, {kind}, within: a}}\n"
    report = check_actuals(excerpt, rows("a 甲区 2025-06 12", f"b 甲区 {month} 13"), part_within_whole)
    assert len(report.findings) == found


def test_chinese(actuals_messages):
    text = rows("homes 甲区 2025-06 12", "graded 甲区 2025-06 13", "rate 甲区 2025-06 108% 13 12")
    assert actuals_messages(part_within_whole, PLAN, text, language=Language.ZH) == [
        "3:19 甲区：2025-06 其中“达标机构” 13家 > “机构” 12家：多 1家",
        "4:17 甲区：2025-06 的分子 13 大于分母 12",
    ]
    text = rows("homes 甲区 2025-06 很多", "graded 甲区 2025-06 13")
    assert actuals_messages(part_within_whole, PLAN, text, language=Language.ZH) == [
        "? 3:19 甲区：2025-06 的“机构”未能读取，无法比较"
    ]


def test_where_the_whole_stands(check_actuals):
    text = rows("homes 甲区 2025-06 12", "graded 甲区 2025-06 13")
    (finding,) = check_actuals(PLAN, text, part_within_whole).findings
    assert [(each.location.span.line, each.message.en) for each in finding.related] == [(2, "the whole stands here")]
    assert (finding.expected, finding.actual, finding.gap, finding.unit) == (12, 13, 1, "家")


@given(part=st.integers(0, 50), whole=st.integers(0, 50))
def test_a_pair_holds_or_is_broken(check_actuals, part, whole):
    text = rows(f"homes 甲区 2025-06 {whole}", f"graded 甲区 2025-06 {part}")
    report = check_actuals(PLAN, text, part_within_whole)
    assert (report.held, len(report.findings)) == ((1, 0) if part <= whole else (0, 1))
