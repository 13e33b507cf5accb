"""rate-consistent: a printed rate beside its part and its whole, known or not."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.excerpts import whole_plan

from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.language import Language
from civtarget.model.plan import Identifier
from civtarget.model.results import Held, Problem, RuleOptions, Unchecked
from civtarget.model.workspace import workspace_of
from civtarget.rules import rate_consistent

PLAN = "indicators: {{r: {{name: 率, kind: {kind}, {rest}}}, homes: {{name: 机构, kind: stock, unit: 家, {homes}}}}}"
AT = "indicators.r.target:"
ROUNDED = "agrees with a rate that was rounded to"
UNITS = (
    "part and whole are in different units, so that neither is a share of the other: the part is in 家, the whole in 人"
)
NO_RATIO = "? indicators.r.of: only a figure in %, 倍 or one unit per another can be held against part and whole"


def plan(rest, *, kind="rate", homes="target: 108"):
    return PLAN.format(kind=kind, rest=rest, homes=homes)


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("target: 92%", [], id="no-of"),
        pytest.param("of: {part: 99, whole: 108}", [], id="no-target"),
        pytest.param("of: {part: 99, whole: 108}, target: 92%", [], id="rounds-to-it"),
        pytest.param("of: {part: 915, whole: 1000}, target: 92%", [], id="low-end-included"),
        pytest.param(
            "of: {part: 925, whole: 1000}, target: 92%",
            [f"{AT} 925/1,000 = 92.5%, not 92% even when rounded: 0.5 percentage points over"],
            id="high-end-not-included",
        ),
        pytest.param(
            "of: {part: 914999999, whole: 1000000001}, target: 92%",
            [f"{AT} 914,999,999/1,000,000,001 ≈ 91.4999998%, not 92% even when rounded: 0.5 percentage points short"],
            id="shown-on-its-side-of-the-end",
        ),
        pytest.param(
            "of: {part: 99, whole: 120}, target: '>= 92%'",
            [f"{AT} 99/120 = 82.5%, not >= 92% even when rounded: 9.5 percentage points short"],
            id="below-floor",
        ),
        pytest.param("of: {part: 108, whole: 108}, target: '>= 92%'", [], id="above-floor"),
        pytest.param(
            "of: {part: 50, whole: 100}, target: '<= 49%'",
            [f"{AT} 50/100 = 50%, not <= 49% even when rounded: 1 percentage point over"],
            id="above-cap",
        ),
        pytest.param("of: {part: 494, whole: 1000}, target: '<= 49%'", [], id="cap-as-rounded"),
        pytest.param("of: {part: 295, whole: 1000}, target: 30%..40%", [], id="low-end-of-range"),
        pytest.param("of: {part: 404, whole: 1000}, target: 30%..40%", [], id="high-end-of-range"),
        pytest.param(
            "of: {part: 41, whole: 100}, target: 30%..40%",
            [f"{AT} 41/100 = 41%, not 30% to 40% even when rounded: 1 percentage point over"],
            id="beyond-range",
        ),
        pytest.param("of: {part: 916, whole: 1000}, target: 91.6%", [], id="finer-print"),
        pytest.param(
            "of: {part: 917, whole: 1000}, target: 91.6%",
            [f"{AT} 917/1,000 = 91.7%, not 91.6% even when rounded: 0.1 percentage points over"],
            id="finer-print-is-stricter",
        ),
        pytest.param("of: {part: 99, whole: homes}, target: 92%", [], id="whole-of-an-indicator"),
        pytest.param(
            "of: {part: homes, whole: 200}, target: 92%",
            [f"{AT} 108/200 = 54%, not 92% even when rounded: 38 percentage points short"],
            id="part-of-an-indicator",
        ),
        pytest.param(
            "of: {part: 0, whole: 0}, target: 92%",
            ["indicators.r.of.whole: the whole is 0: nothing is a share of it"],
            id="nothing-of-nothing",
        ),
        pytest.param(
            "of: {part: 0}, target: 92%",
            [f"{AT} 0%, not 92% even when rounded: 92 percentage points short"],
            id="nothing-of-anything",
        ),
        pytest.param(
            "of: {part: '<= 90', whole: 100}, target: 92%",
            [f"{AT} at most 90/100 = 90%, not 92% even when rounded: 2 percentage points short"],
            id="cap-cannot-reach",
        ),
        pytest.param(
            "of: {part: '>= 95', whole: 100}, target: 92%",
            [f"{AT} at least 95/100 = 95%, not 92% even when rounded: 3 percentage points over"],
            id="floor-is-beyond",
        ),
        pytest.param("of: {part: '>= 95', whole: 100}, target: '>= 92%'", [], id="floor-carries-floor"),
        pytest.param(
            "of: {part: '>= 90', whole: 100}, target: '>= 92%'",
            [f"? {AT} part and whole leave the rate between 90% and 100%: that neither shows nor contradicts >= 92%"],
            id="floor-may-grow",
        ),
        pytest.param(
            "of: {part: '<= 495', whole: 1000}, target: '<= 49%'",
            [f"? {AT} part and whole leave the rate between 0% and 49.5%: that neither shows nor contradicts <= 49%"],
            id="cap-reaches-what-49-is-not-printed-for",
        ),
        pytest.param(
            "unit: 倍, of: {part: '>= 4', whole: 4}, target: 1.3倍",
            [f"? {AT} part and whole leave the rate at 1 times or more: that neither shows nor contradicts 1.3 times"],
            id="floor-of-times",
        ),
        pytest.param(
            "of: {part: 99}, target: '>= 92%'",
            [f"? {AT} no definite whole: at most 108 {ROUNDED} 92% or more (99/108 ≈ 91.67%)"],
            id="whole-missing",
        ),
        pytest.param(
            "of: {part: 21}, target: '>= 90%'",
            [f"? {AT} no definite whole: at most 23 {ROUNDED} 90% or more (21/23 ≈ 91.3%)"],
            id="whole-missing-small",
        ),
        pytest.param(
            "of: {part: 990}, target: 92%",
            [f"? {AT} no definite whole: 1,071 to 1,081 {ROUNDED} 92% (990/1,081 ≈ 91.58%)"],
            id="whole-missing-exact",
        ),
        pytest.param(
            "of: {part: 23}, target: 92%",
            [f"? {AT} no definite whole: only 25 {ROUNDED} 92% (23/25 = 92%)"],
            id="one-whole-agrees",
        ),
        pytest.param(
            "of: {part: 99}, target: 100%",
            [f"? {AT} no definite whole: only 99 {ROUNDED} 100% (99/99 = 100%)"],
            id="no-more-than-the-part-itself",
        ),
        pytest.param(
            "of: {part: 10}, target: '<= 20%'",
            [f"? {AT} no definite whole: at least 49 {ROUNDED} 20% or less (10/49 ≈ 20.41%)"],
            id="whole-missing-cap",
        ),
        pytest.param(
            "of: {part: 1}, target: 92%",
            [f"{AT} with a part of 1 no whole in whole numbers gives 92%, even when rounded"],
            id="no-whole-agrees",
        ),
        pytest.param(
            "of: {whole: homes}, target: '>= 92%'",
            [f"? {AT} no definite part: at least 99 {ROUNDED} 92% or more (99/108 ≈ 91.67%)"],
            id="part-missing",
        ),
        pytest.param(
            "of: {whole: homes}, target: '<= 20%'",
            [f"? {AT} no definite part: at most 22 {ROUNDED} 20% or less (22/108 ≈ 20.37%)"],
            id="part-missing-cap",
        ),
        pytest.param(
            "of: {whole: 3}, target: 92%",
            [f"{AT} with a whole of 3 no part in whole numbers gives 92%, even when rounded"],
            id="no-part-agrees",
        ),
        pytest.param(
            "of: {part: 约99}, target: 92%",
            [f"? {AT} indicators.r.of.part is about 99: only an exact figure can be compared"],
            id="about-is-no-figure",
        ),
        pytest.param(
            "of: {part: 11.5元}, target: 92%",
            [f"? {AT} no definite whole: there is nothing to compare"],
            id="what-is-measured-has-no-next-number",
        ),
        pytest.param(
            "of: {part: 11.5}, target: 92%",
            [f"? {AT} no definite whole: there is nothing to compare"],
            id="nor-has-half-of-something",
        ),
        pytest.param(
            "of: {whole: '>= 5'}, target: 92%",
            [f"? {AT} no definite part: there is nothing to compare"],
            id="part-of-a-whole-that-may-grow",
        ),
        pytest.param(
            "unit: 倍, of: {part: 13}, target: 1.3倍",
            [f"? {AT} no definite whole: only 10 {ROUNDED} 1.3 times (13/10 = 1.3 times)"],
            id="times-may-exceed-one",
        ),
        pytest.param(
            "unit: 百分点, of: {part: 99, whole: 108}, target: 2百分点",
            [NO_RATIO],
            id="no-ratio",
        ),
        pytest.param(
            "of: {part: 99, whole: 108}, target: 约92%",
            [f"? {AT} indicators.r.target is about 92%: only an exact figure can be compared"],
            id="about-is-no-print",
        ),
        pytest.param(
            "of: {part: 约99, whole: 约107}, target: 92%",
            [
                (
                    f"? {AT} indicators.r.of.part is about 99, indicators.r.of.whole is about 107: "
                    "only an exact figure can be compared"
                )
            ],
            id="about-on-both-sides",
        ),
        pytest.param(
            "of: {part: 5家, whole: 10人}, target: 50%",
            ["? indicators.r.target: " + UNITS],
            id="no-share-of-another-unit",
        ),
        pytest.param(
            "of: {part: 99, whole: hoems}, target: 92%",
            ["? indicators.r: cannot be checked until reference-known holds"],
            id="unknown-whole",
        ),
        pytest.param(
            "of: {part: 120, whole: 108}, target: 92%",
            ["? indicators.r: cannot be checked until subset-within-whole holds"],
            id="part-beyond-whole",
        ),
    ],
)
def test_messages(messages, rest, expected):
    assert messages(rate_consistent, plan(rest)) == expected


def test_a_density_counts_by_its_own_unit(messages):
    rest = "unit: 名/万名老年人, of: {part: 300名, whole: 10万}, target: 25"
    expected = (
        f"{AT} 300/100,000 = 30 people per 10,000 older people, not 25 even when rounded: "
        "5 people per 10,000 older people over"
    )
    assert messages(rate_consistent, plan(rest, kind="density")) == [expected]


def test_a_whole_that_another_indicator_does_not_state(check):
    (finding,) = check(
        plan("of: {part: 99, whole: homes}, target: '>= 92%'", homes="item: '1'"), rate_consistent
    ).findings
    assert finding.message.en == f"no definite whole: at most 108 {ROUNDED} 92% or more (99/108 ≈ 91.67%)"
    assert finding.needs == ("indicators.homes.target",)


@pytest.mark.parametrize(
    ("rest", "needs"),
    [
        ("of: {part: 99}, target: '>= 92%'", ("indicators.r.of.whole",)),
        ("of: {}, target: 92%", ("indicators.r.of.part", "indicators.r.of.whole")),
        ("of: {part: '>= 90', whole: 100}, target: 92%", ("indicators.r.of.part",)),
        ("of: {part: 99, whole: 108}, target: 约92%", ("indicators.r.target",)),
        ("unit: 百分点, of: {part: 99, whole: 108}, target: 2百分点", ("indicators.r.unit",)),
    ],
)
def test_what_is_missing_is_named(check, rest, needs):
    (finding,) = check(plan(rest), rate_consistent).findings
    assert finding.needs == needs


def test_figures(check):
    (finding,) = check(plan("of: {part: 99, whole: 108}, target: 95%"), rate_consistent).findings
    assert (finding.expected, finding.actual, finding.gap, finding.unit) == (
        95,
        Fraction(275, 3),
        Fraction(-10, 3),
        "%",
    )


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("of: {part: 99, whole: 120}, target: 92%", "99/120=82.5%，四舍五入也不是 92%：少 9.5个百分点"),
        ("of: {part: '<= 90', whole: 100}, target: 92%", "至多 90/100=90%，四舍五入也不是 92%：少 2个百分点"),
        (
            "of: {part: 99}, target: '>= 92%'",
            "分母没有确定的数：不超过 108，比率四舍五入后才不低于 92%（99/108≈91.67%）",
        ),
        (
            "of: {whole: 108}, target: '>= 92%'",
            "分子没有确定的数：不少于 99，比率四舍五入后才不低于 92%（99/108≈91.67%）",
        ),
        ("of: {part: 1}, target: 92%", "分子为 1 时，没有整数分母能得出 92%，四舍五入也不行"),
        (
            "of: {part: '>= 90', whole: 100}, target: '>= 92%'",
            "按分子、分母，比率在 90% 至 100% 之间，既不能证实也不能否定 ≥92%",
        ),
        ("of: {part: 5家, whole: 10人}, target: 50%", "单位不同，谈不上占比：分子是“家”，分母是“人”"),
        ("of: {part: 约99}, target: 92%", "indicators.r.of.part 约99：约数不能作准，需要确切的数"),
        ("of: {part: 10}, target: '<= 20%'", "分母没有确定的数：不少于 49，比率四舍五入后才不超过 20%（10/49≈20.41%）"),
        ("of: {part: 23}, target: 92%", "分母没有确定的数：等于 25，比率四舍五入后才是 92%（23/25=92%）"),
        (
            "of: {part: 10}, target: 30%..40%",
            "分母没有确定的数：25 至 33，比率四舍五入后才在 30%—40% 之间（10/33≈30.3%）",
        ),
        ("of: {}, target: 92%", "分子、分母都没有确定的数"),
        ("of: {part: 11.5元}, target: 92%", "分母没有确定的数，无法比较"),
    ],
)
def test_in_chinese(messages, rest, expected):
    (message,) = messages(rate_consistent, plan(rest), Language.ZH)
    assert message.partition("target: ")[2] == expected


def outcome(rest):
    """Return what the rule yields for a rate, without the engine."""
    text = whole_plan(plan(rest))
    read = parse_plan(File("plan.yaml", text, "")).plan
    assert read is not None
    (result,) = rate_consistent.check_indicator(Identifier("r"), read, workspace_of([read]), RuleOptions())
    return result


def agrees(part, whole, sign, percent):
    """Whether a rate of part and whole, rounded half up to whole per cent, is what is printed."""
    value = Fraction(100 * part, whole)
    rounded = (2 * value + 1) // 2
    return {"": rounded == percent, ">= ": rounded >= percent, "<= ": rounded <= percent}[sign]


SIGNS = st.sampled_from(["", ">= ", "<= "])
PERCENT = st.integers(1, 99)


@given(st.integers(1, 60), st.integers(0, 60), SIGNS, PERCENT)
def test_known_figures_agree_as_rounding_says(whole, part, sign, percent):
    part = min(part, whole)
    result = outcome(f"of: {{part: {part}, whole: {whole}}}, target: '{sign}{percent}%'")
    assert isinstance(result, Held if agrees(part, whole, sign, percent) else Problem)


@given(st.integers(1, 25), SIGNS, PERCENT)
def test_the_wholes_that_are_named_are_all_that_agree(part, sign, percent):
    result = outcome(f"of: {{part: {part}}}, target: '{sign}{percent}%'")
    wholes = range(part, 210 * part)  # the least rate is 1 %, which 0.5 % rounds to
    assert named(result, wholes) == [whole for whole in wholes if agrees(part, whole, sign, percent)]


@given(st.integers(1, 200), SIGNS, PERCENT)
def test_the_parts_that_are_named_are_all_that_agree(whole, sign, percent):
    result = outcome(f"of: {{whole: {whole}}}, target: '{sign}{percent}%'")
    parts = range(whole + 1)
    assert named(result, parts) == [part for part in parts if agrees(part, whole, sign, percent)]


def named(result, numbers):
    """Return those of `numbers` that a result says would agree."""
    if isinstance(result, Problem):
        return []
    if isinstance(result, Held):
        return list(numbers)
    assert isinstance(result, Unchecked)
    words = result.message.en.replace(",", "").partition(": ")[2].partition(" agrees")[0].split()
    match words:
        case ["at", "most", last]:
            return [each for each in numbers if each <= int(last)]
        case ["at", "least", first]:
            return [each for each in numbers if each >= int(first)]
        case ["only", number]:
            return [int(number)]
        case [first, "to", last]:
            return [each for each in numbers if int(first) <= each <= int(last)]
    raise AssertionError(words)
