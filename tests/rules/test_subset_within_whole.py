"""subset-within-whole: targets, shares, and the part and whole of a rate."""

import pytest

from civtarget.language import Language
from civtarget.rules import subset_within_whole

PLAN = """
indicators:
  all: {{name: {{zh: 旅居, en: Visitors}}, kind: count, {whole}}}
  some: {{name: {{zh: 上海, en: From Shanghai}}, kind: count, within: all, {part}}}
"""
AT = "indicators.some"
NO_TARGETS = 'within: cannot be compared: no target for "From Shanghai", "Visitors"'
UNITS = 'within: cannot be compared in different units: the subset "From Shanghai" is in 户, "Visitors" in 个'
UNREADABLE = "indicators.some.split.甲区 could not be read"


def plan(part: str, whole: str) -> str:
    """Return a plan with an indicator and a subset of it, both in 个 unless they say otherwise."""
    texts = [text if "unit:" in text else f"unit: 个, {text}" for text in (part, whole)]
    return PLAN.format(part=texts[0], whole=texts[1])


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        pytest.param("target: 2.5万", "target: 4万", [], id="smaller"),
        pytest.param("target: 40", "target: 40", [], id="equal"),
        pytest.param(
            "target: 41",
            "target: 40",
            ['target: the subset "From Shanghai" 41 > "Visitors" 40: 1 over'],
            id="larger",
        ),
        pytest.param("target: '>= 40'", "target: '>= 40'", [], id="floor-of-a-floor"),
        pytest.param(
            "target: '>= 50'",
            "target: '>= 40'",
            ['target: the subset "From Shanghai" 50 > "Visitors" 40: 10 over'],
            id="floor-above-the-floor",
        ),
        pytest.param("target: '<= 50'", "target: '>= 40'", [], id="a-cap-contradicts-no-floor"),
        pytest.param("target: '<= 50'", "target: 40", [], id="a-cap-contradicts-no-number"),
        pytest.param("target: 30", "target: '<= 40'", [], id="within-a-cap"),
        pytest.param(
            "target: 45",
            "target: '<= 40'",
            ['target: the subset "From Shanghai" 45 > "Visitors" 40: 5 over'],
            id="above-a-cap",
        ),
        pytest.param("target: 35", "target: 30..40", [], id="within-the-range"),
        pytest.param("target: 35..50", "target: 30..40", [], id="may-stay-within"),
        pytest.param(
            "target: 41..50",
            "target: 30..40",
            ['target: the subset "From Shanghai" 41 > "Visitors" 40: 1 over'],
            id="above-the-range",
        ),
        # not comparable
        pytest.param(
            "target: 5",
            "coverage: true",
            ['? within: cannot be compared: no target for "Visitors" <- indicators.all.target'],
            id="whole-without-target",
        ),
        pytest.param(
            "coverage: true",
            "target: 5",
            ['? within: cannot be compared: no target for "From Shanghai" <- indicators.some.target'],
            id="part-without-target",
        ),
        pytest.param(
            "coverage: true",
            "coverage: true",
            [f"? {NO_TARGETS} <- indicators.some.target indicators.all.target"],
            id="neither-has-a-target",
        ),
        pytest.param(
            "unit: 户, target: 50",
            "target: 40",
            [
                f"? {UNITS} <- indicators.some.unit indicators.all.unit",
            ],
            id="different-units",
        ),
        pytest.param(
            "unit: 户, target: 30, split: {甲区: 10, 乙区: 20}",
            "target: 40, split: {甲区: 10, 乙区: 30}",
            [f"? {UNITS} <- indicators.some.unit indicators.all.unit"],
            id="different-units-are-said-once",
        ),
        pytest.param(
            "target: 约50",
            "target: 40",
            [
                (
                    "? target: indicators.some.target is about 50: only an exact figure can be compared "
                    "<- indicators.some.target"
                )
            ],
            id="about",
        ),
        pytest.param(
            "target: 50",
            "target: 40余",
            [
                (
                    "? target: indicators.all.target is about 40: only an exact figure can be compared "
                    "<- indicators.all.target"
                )
            ],
            id="about-the-whole",
        ),
        pytest.param(
            "target: 30, split: {甲区: 30, 乙区: 约5}",
            "target: 40, split: {甲区: 40, 乙区: --}",
            ['split.乙区: the subset "From Shanghai" about 5, but "Visitors" takes no part here (--)'],
            id="about-so-many-of-what-does-not-apply",
        ),
        pytest.param(
            "target: 若干",
            "target: 40",
            [
                "? target: cannot be checked: indicators.some.target could not be read <- indicators.some.target",
            ],
            id="unreadable",
        ),
        # shares
        pytest.param(
            "target: 30, split: {甲区: 10, 乙区: 20}", "target: 40, split: {甲区: 10, 乙区: 30}", [], id="shares"
        ),
        pytest.param(
            "target: 30, split: {甲区: 11, 乙区: 19}",
            "target: 40, split: {甲区: 10, 乙区: 30}",
            ['split.甲区: the subset "From Shanghai" 11 > "Visitors" 10: 1 over'],
            id="share-larger",
        ),
        pytest.param(
            "target: 30, split: {甲区: 30}",
            "target: 40, split: {乙区: 40}",
            ["? split.甲区: cannot be compared while one side states no share <- indicators.all.split.甲区"],
            id="nothing-in-common",
        ),
        pytest.param("target: 30, split: {甲区: 30}", "target: 40", [], id="whole-unsplit"),
        pytest.param(
            "target: 30, split: {甲区: 30, 乙区: --}", "target: 40, split: {甲区: 30, 乙区: 10}", [], id="takes-no-part"
        ),
        pytest.param(
            "target: 30, split: {甲区: 25, 乙区: 5}",
            "target: 40, split: {甲区: 40, 乙区: --}",
            ['split.乙区: the subset "From Shanghai" 5, but "Visitors" takes no part here (--)'],
            id="part-of-what-does-not-apply",
        ),
        pytest.param(
            "target: 30, split: {甲区: 30, 乙区: 0}", "target: 40, split: {甲区: 40, 乙区: --}", [], id="nothing-of-it"
        ),
        pytest.param(
            "target: 30, split: {甲区: 25..30, 乙区: 2..5}",
            "target: 40, split: {甲区: 40, 乙区: --}",
            ['split.乙区: the subset "From Shanghai" 2, but "Visitors" takes no part here (--)'],
            id="range-of-what-does-not-apply",
        ),
        pytest.param(
            "target: 30, split: {甲区: 30, 乙区: 5以内}",
            "target: 40, split: {甲区: 40, 乙区: --}",
            [],
            id="nothing-due",
        ),
        pytest.param(
            "target: 30, split: {甲区: 25, 乙区: }",
            "target: 40, split: {甲区: , 乙区: 10}",
            [
                "? split.甲区: cannot be compared while one side states no share <- indicators.all.split.甲区",
                "? split.乙区: cannot be compared while one side states no share <- indicators.some.split.乙区",
            ],
            id="blank",
        ),
        pytest.param(
            "target: 30, split: {甲区: 30, 乙区: }", "target: 40, split: {甲区: 40, 乙区: }", [], id="both-blank"
        ),
        pytest.param(
            "target: 30, split: {甲区: 若干, 乙区: 30}",
            "target: 40, split: {甲区: 20, 乙区: 20}",
            [
                f"? split.甲区: cannot be checked: {UNREADABLE} <- indicators.some.split.甲区",
                'split.乙区: the subset "From Shanghai" 30 > "Visitors" 20: 10 over',
            ],
            id="unreadable-share",
        ),
        pytest.param(
            "split: {甲区: 2}",
            "split: {甲区: 1}",
            [
                f"? {NO_TARGETS} <- indicators.some.target indicators.all.target",
                'split.甲区: the subset "From Shanghai" 2 > "Visitors" 1: 1 over',
            ],
            id="shares-without-targets",
        ),
    ],
)
def test_messages(check, messages, part, whole, expected):
    text = plan(part, whole)
    needs = [
        finding.needs for finding in check(text, subset_within_whole).findings if finding.rule == "subset-within-whole"
    ]
    found = [
        line.replace(f"{AT}.", "", 1) + (f" <- {' '.join(need)}" if need else "")
        for line, need in zip(messages(subset_within_whole, text), needs, strict=True)
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        pytest.param(
            "target: 5万",
            "target: '>= 4万'",
            f"{AT}.target: 其中“上海” 5万个 > “旅居” 4万个：多 1万个",
            id="larger",
        ),
        pytest.param("target: 5", "coverage: true", f"? {AT}.within: “旅居”没有目标，无法比较", id="no-target"),
        pytest.param(
            "target: 5, unit: 户",
            "target: 4",
            f"? {AT}.within: 单位不同，无法比较：其中“上海”是“户”，“旅居”是“个”",
            id="units",
        ),
        pytest.param(
            "target: 5, split: {甲区: 5}",
            "target: 6, split: {甲区: --}",
            f"{AT}.split.甲区: 其中“上海” 5个，而“旅居”在这里不参与（--）",
            id="does-not-apply",
        ),
        pytest.param(
            "target: 5, split: {甲区: 5}",
            "target: 6, split: {甲区: }",
            f"? {AT}.split.甲区: 一方没有填数，无法比较",
            id="blank",
        ),
    ],
)
def test_in_chinese(messages, part, whole, expected):
    assert messages(subset_within_whole, plan(part, whole), Language.ZH) == [expected]


def test_a_problem_carries_its_numbers_and_the_whole(check):
    (finding,) = check(plan("target: 50", "target: 40"), subset_within_whole).findings
    assert (finding.expected, finding.actual, finding.gap, finding.unit) == (40, 50, 10, "个")
    assert [related.location.path for related in finding.related] == [("indicators", "all", "target")]


def test_an_unknown_whole_is_for_another_rule_to_report(messages):
    text = plan("target: 50", "target: 40").replace("within: all", "within: al")
    assert messages(subset_within_whole, text) == [f"? {AT}: cannot be checked until reference-known holds"]


def test_each_comparison_is_one_check(check):
    text = plan("target: 30, split: {甲区: 10, 乙区: 20}", "target: 40, split: {甲区: 10, 乙区: 30}")
    assert check(text, subset_within_whole).held == 3


@pytest.mark.parametrize(
    ("kind", "unit", "en", "zh"),
    [
        ("rate", "%", "rate", "比率"),
        ("density", "张/千人", "density", "密度"),
        ("standard", "元/月", "standard", "标准"),
    ],
)
def test_kinds_that_have_no_size(messages, kind, unit, en, zh):
    text = plan(f"unit: '{unit}', target: 95", f"unit: '{unit}', target: 92").replace("kind: count", f"kind: {kind}")
    assert messages(subset_within_whole, text) == [
        (
            f'? {AT}.within: "From Shanghai" is a {en}: the {en} of a subset may be above that of the whole, '
            "so their sizes cannot be compared"
        )
    ]
    assert messages(subset_within_whole, text, Language.ZH) == [
        f"? {AT}.within: “上海”是{zh}：子集的{zh}可以高于整体的，无法比较大小"
    ]


DIFFERENT = "cannot be compared in different units"
RATE = """
indicators:
  graded: {{name: {{zh: 评定, en: Graded}}, kind: stock, unit: 家, {graded}}}
  homes: {{name: {{zh: 机构, en: Homes}}, kind: stock, unit: 家, {homes}}}
  rate: {{name: {{zh: 评定率, en: Rate}}, kind: rate, target: 92%, of: {{{of}}}}}
"""


@pytest.mark.parametrize(
    ("of", "graded", "homes", "expected"),
    [
        pytest.param("part: graded, whole: homes", "target: 99", "target: 107", [], id="smaller"),
        pytest.param("part: graded, whole: homes", "target: 107", "target: 107", [], id="equal"),
        pytest.param(
            "part: graded, whole: homes",
            "target: 108",
            "target: 107",
            [
                'indicators.rate.of: the part "Graded" 108 > the whole "Homes" 107: 1 over',
                "indicators.rate.of: 分子“评定” 108家 > 分母“机构” 107家：多 1家",
            ],
            id="larger",
        ),
        pytest.param("part: 99, whole: 107家", "", "", [], id="numbers"),
        pytest.param(
            "part: 108, whole: 107家",
            "",
            "",
            [
                "indicators.rate.of: the part 108 > the whole 107: 1 over",
                "indicators.rate.of: 分子 108家 > 分母 107家：多 1家",
            ],
            id="larger-number",
        ),
        pytest.param(
            "part: graded, whole: 90",
            "target: '>= 99'",
            "",
            [
                'indicators.rate.of: the part "Graded" 99 > the whole 90: 9 over',
                "indicators.rate.of: 分子“评定” 99家 > 分母 90家：多 9家",
            ],
            id="indicator-of-a-number",
        ),
        pytest.param(
            "part: 99户, whole: homes",
            "",
            "target: 107",
            [
                f'? indicators.rate.of: {DIFFERENT}: the part is in 户, the whole "Homes" in 家',
                "? indicators.rate.of: 单位不同，无法比较：分子是“户”，分母“机构”是“家”",
            ],
            id="different-units",
        ),
        pytest.param("part: graded, whole: homes", "target: 99", "coverage: true", [], id="whole-not-known"),
        pytest.param("part: graded", "target: 99", "target: 1", [], id="whole-not-stated"),
        pytest.param("whole: homes", "target: 99", "target: 1", [], id="part-not-stated"),
    ],
)
def test_part_and_whole_of_a_rate(messages, of, graded, homes, expected):
    text = RATE.format(of=of, graded=graded or "coverage: true", homes=homes or "coverage: true")
    found = [line for language in (Language.EN, Language.ZH) for line in messages(subset_within_whole, text, language)]
    assert found == expected
