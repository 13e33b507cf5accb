"""link-not-weaker: what carries out a higher plan, against its target and its deadline."""

import pytest

from civtarget.language import Language
from civtarget.rules import link_not_weaker

HIGHER = """
id: higher
period: 2021..2025
indicators:
  x: {{name: {{zh: 评价率, en: Evaluated}}, {there}}}
  base: {{name: {{zh: 低保标准, en: Minimum}}, kind: standard, unit: 元/人/月}}
"""
HERE = """
period: {period}
indicators:
  x: {{name: {{zh: 评价率, en: Evaluated}}, {here}, follows: higher/x}}
  base: {{name: {{zh: 低保标准, en: Minimum}}, kind: standard, unit: 元/人/月, baseline: higher/base}}
"""
X = "indicators.x"
THERE = '"Evaluated" in higher'
RATE = "kind: rate, target: '>= 80%'"
COUNT = "kind: count, unit: 人, "


def run(messages, here, there, period="2025", language=Language.EN):
    return messages(
        link_not_weaker, HERE.format(here=here, period=period), language, beside=[HIGHER.format(there=there)]
    )


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        pytest.param("kind: rate, target: '>= 80%'", RATE, [], id="the-same"),
        pytest.param("kind: rate, target: 81%", RATE, [], id="more"),
        pytest.param(
            "kind: rate, target: '>= 79%'",
            RATE,
            [
                f"{X}.target: the target of >= 79% is weaker than that of {THERE}, >= 80%: 1 percentage point lower",
            ],
            id="less",
        ),
        pytest.param(
            "kind: rate, target: '<= 90%'",
            RATE,
            [f"{X}.target: the target of <= 90% is weaker than that of {THERE}, >= 80%"],
            id="a-cap-is-no-floor",
        ),
        pytest.param("kind: stock, unit: 家, target: '<= 3'", "kind: stock, unit: 家, target: '<= 3'", [], id="caps"),
        pytest.param(
            "kind: stock, unit: 家, target: '<= 4'",
            "kind: stock, unit: 家, target: '<= 3'",
            [f"{X}.target: the target of <= 4 is weaker than that of {THERE}, <= 3: 1 higher"],
            id="a-higher-cap",
        ),
        pytest.param(
            "kind: stock, unit: 家, target: 4", "kind: stock, unit: 家, target: 3", [], id="an-exact-stock-is-met-above"
        ),
        pytest.param(
            "kind: standard, unit: 元/月, target: 4",
            "kind: standard, unit: 元/月, target: 3",
            [f"{X}.target: the target of 4 yuan per month is weaker than that of {THERE}, 3 yuan per month: 1 higher"],
            id="a-standard-is-to-be-equal",
        ),
        pytest.param("kind: rate, target: 100%", "kind: rate, coverage: true", [], id="everyone"),
        pytest.param(
            "kind: rate, target: 99%",
            "kind: rate, coverage: true",
            [f"{X}.target: the target of 99% is weaker than that of {THERE}, >= 100%: 1 percentage point lower"],
            id="not-everyone",
        ),
        pytest.param("kind: rate, target: 9%", "kind: rate, commitment: direction", [], id="nothing-asked-for"),
        pytest.param(
            "kind: rate, commitment: direction",
            RATE,
            [f'? {X}.follows: cannot be compared: no figure for "Evaluated"'],
            id="no-figure-here",
        ),
        pytest.param(
            "kind: standard, unit: 元/人/月, target: 31%..40% × base",
            "kind: standard, unit: 元/人/月, target: 30%..40% × base",
            [],
            id="relative-bounds",
        ),
        pytest.param(
            "kind: standard, unit: 元/人/月, target: 29%..40% × base",
            "kind: standard, unit: 元/人/月, target: 30%..40% × base",
            [
                f'{X}.target: the target of 29% to 40% of "Minimum" is weaker than that of {THERE}, 30% to 40% of "Minimum": 1 percentage point lower',
            ],
            id="a-weaker-relative-bound",
        ),
        # over periods
        pytest.param(f"{COUNT}target: 1", f"{COUNT}target: 5", [], id="one-year-of-a-total"),
        pytest.param(f"{COUNT}target: 1", f"{COUNT}target: 5, by: 2024年底", [
            f"{X}.by: due on 2025-12-31, later than {THERE}, due on 2024-12-31",
        ], id="later"),
        pytest.param(f"{COUNT}target: 1, by: 3月底", f"{COUNT}target: 5, by: 6月底", [
            f'? {X}.follows: cannot be checked: "6月底" names no year of 2021..2025',
        ], id="a-date-without-a-year"),
        pytest.param("kind: rate, target: 70%, by: 6月底", RATE, [], id="due-earlier-it-may-rise"),
        pytest.param("kind: task", "kind: task", [], id="tasks"),
    ],
)  # fmt: skip
def test_following(messages, here, there, expected):
    assert run(messages, here, there) == expected


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        pytest.param("each: '>= 2'", "each: '>= 2'", [], id="the-same"),
        pytest.param(
            "each: '>= 1'",
            "each: '>= 2'",
            [f"{X}.each.target: the target of >= 1 is weaker than that of {THERE}, >= 2: 1 lower"],
            id="less",
        ),
        pytest.param(
            "each: {target: '>= 2', per: town}",
            "each: '>= 2'",
            [f"? {X}.follows: {THERE} says what is due for each, and nothing here does for the same ones"],
            id="for-other-things",
        ),
        pytest.param(
            "each: {target: '>= 2', only: {zh: 试点区, en: pilots}}",
            "each: '>= 2'",
            [f"? {X}.follows: {THERE} says what is due for each, and nothing here does for the same ones"],
            id="for-some-only",
        ),
        pytest.param(
            "each: 约2",
            "each: 2",
            [f"? {X}.each.target: {X}.each.target is about 2: only an exact figure can be compared"],
            id="for-each-about",
        ),
        pytest.param(
            "commitment: direction",
            "steps: [{do: 试点, by: 2024年底}]",
            [f"? {X}.follows: the steps of {THERE} are not compared one by one"],
            id="steps",
        ),
    ],
)
def test_what_is_due_for_each_and_on_the_way(messages, here, there, expected):
    stock = "kind: stock, unit: 个, "
    assert run(messages, stock + here, stock + there) == expected


def test_a_higher_plan_covers_the_lower_one(messages):
    assert run(messages, "kind: task", "kind: task", period=2026) == [
        f"{X}.follows: {THERE} is for 2021..2025, which does not cover 2026"
    ]


def test_multiples_of_different_things(messages):
    relative = "kind: standard, unit: 元/人/月, target: 30%..40% × base"
    text = HERE.format(here=relative, period=2025).replace(", baseline: higher/base", "")
    assert messages(link_not_weaker, text, beside=[HIGHER.format(there=relative)]) == [
        (
            f'? {X}.follows: cannot be compared: 30% to 40% of "Minimum" here, 30% to 40% of "Minimum" for {THERE} are no '
            "multiples of the same thing"
        )
    ]


def test_an_earlier_year_may_be_lower(messages):
    assert run(messages, "kind: rate, target: 60%", RATE, period="2022") == []


def test_totals_for_the_same_years(messages):
    assert run(messages, f"{COUNT}target: 4", f"{COUNT}target: 5", period="2021..2025") == [
        f"{X}.target: the target of 4 people is weaker than that of {THERE}, 5 people: 1 lower"
    ]


def test_in_chinese(messages):
    assert run(messages, "kind: rate, target: '>= 79%', by: 2026-01-31", RATE, language=Language.ZH) == [
        f"{X}.target: 目标 ≥79%，弱于 higher 的“评价率”（≥80%）：低 1个百分点",
        f"{X}.by: 到期日 2026-01-31 晚于 higher 的“评价率”（2025-12-31）",
    ]
