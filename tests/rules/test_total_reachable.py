"""total-reachable: what the plans and results of single years come to, against the total for all of them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.language import Language
from civtarget.rules import total_reachable

X = "indicators.x"
TOTAL = "id: five\nperiod: 2021..{last}\nindicators: {{x: {{name: {{zh: 培训, en: Trained}}, kind: count, unit: 人, target: '{target}'}}}}"
YEAR = "id: y{year}\nperiod: {year}\nindicators: {{x: {{name: {{zh: 培训, en: Trained}}, kind: count, unit: 人, follows: five/x, {rest}}}}}"
ASKS = '"Trained" in five is'


def run(messages, years, target, last=2023, language=Language.EN):
    """Check the last of `years` (the rest of each indicator) with the others and the total beside it."""
    texts = [YEAR.format(year=year, rest=rest) for year, rest in years.items()]
    return messages(total_reachable, texts[-1], language, beside=[*texts[:-1], TOTAL.format(last=last, target=target)])


@pytest.mark.parametrize(
    ("years", "target", "expected"),
    [
        pytest.param({2021: "target: 30", 2022: "target: 30", 2023: "target: 40"}, "100", [], id="reached"),
        pytest.param(
            {2021: "target: 30", 2022: "target: 30", 2023: "target: 39"},
            ">= 100",
            [f"{X}.target: the years come to 30 + 30 + 39 = 99, and {ASKS} 100 people: 1 short"],
            id="short",
        ),
        pytest.param(
            {2021: "target: 30", 2023: "target: 40"},
            "100",
            [f'? {X}.follows: no figure for 2022: the other years come to 70, and "Trained" in five is 100 people'],
            id="a-year-without-a-plan",
        ),
        pytest.param({2021: "target: 60", 2023: "target: 40"}, "100", [], id="reached-without-it"),
        pytest.param(
            {2022: "target: 30, baselines: [{period: 2021, value: 20}]", 2023: "target: 40"},
            "100",
            [f"{X}.target: the years come to 20 + 30 + 40 = 90, and {ASKS} 100 people: 10 short"],
            id="a-result-of-a-year-without-a-plan",
        ),
        pytest.param(
            {2021: "target: 30", 2022: "target: 30, baselines: [{period: 2021, value: 20}]", 2023: "target: 49"},
            "100",
            [f"{X}.target: the years come to 20 + 30 + 49 = 99, and {ASKS} 100 people: 1 short"],
            id="a-result-counts-before-its-target",
        ),
        pytest.param(
            {2021: "target: 30", 2022: "target: 30", 2023: "target: 41"},
            "<= 100",
            [f"{X}.target: the years come to 30 + 30 + 41 = 101, and {ASKS} at most 100 people: 1 over"],
            id="over-a-cap",
        ),
        pytest.param({2021: "target: 30", 2022: "target: 30", 2023: "target: 40"}, "<= 100", [], id="within-a-cap"),
        pytest.param(
            {2022: "target: 约30", 2023: "target: 40"},
            "100",
            [f"? {X}.follows: y2022/indicators.x.target is about 30: only an exact figure can be compared"],
            id="about-is-no-figure",
        ),
        pytest.param(
            {2021: "target: '<= 30'", 2022: "target: '<= 30'", 2023: "target: '<= 40'"},
            "100",
            [f"? {X}.follows: some years have only a floor or a cap: they come to 0 up to 100, and {ASKS} 100 people"],
            id="caps-may-come-to-less",
        ),
        pytest.param(
            {2021: "target: '<= 30'", 2022: "target: '<= 30'", 2023: "target: '<= 39'"},
            "100",
            [f"{X}.target: the years come to <= 30 + <= 30 + <= 39 = 99, and {ASKS} 100 people: 1 short"],
            id="caps-that-cannot-reach-it",
        ),
        pytest.param(
            {2021: "target: '>= 30'", 2022: "target: '>= 30'", 2023: "target: '>= 30'"},
            "<= 100",
            [
                f"? {X}.follows: some years have only a floor or a cap: they come to 90 up to any number, and {ASKS} 100 people"
            ],
            id="floors-may-exceed-a-cap",
        ),
        pytest.param(
            {2021: "target: 30..50", 2022: "target: 30..50", 2023: "target: 30..50"},
            "<= 100",
            [f"? {X}.follows: some years have only a floor or a cap: they come to 90 up to 150, and {ASKS} 100 people"],
            id="ranges-may-exceed-a-cap",
        ),
        pytest.param(
            {2021: "target: '>= 30'", 2022: "target: '>= 30'", 2023: "target: '>= 39'"},
            "100",
            [f"{X}.target: the years come to >= 30 + >= 30 + >= 39 = 99, and {ASKS} 100 people: 1 short"],
            id="floors-below-it",
        ),
        pytest.param(
            {2023: "target: 40, baselines: [{period: 2021..2022, value: 60}]"}, "100", [], id="a-result-of-two-years"
        ),
        pytest.param(
            {
                2022: "target: 1, baselines: [{period: 2021, value: 20}]",
                2023: "target: 1, baselines: [{period: 2021, value: 40}]",
            },
            "100",
            [
                (
                    f"? {X}.follows: how the years add up is open: 20 for 2021 (y2022/indicators.x.baselines.0.value), "
                    "40 for 2021 (indicators.x.baselines.0.value)"
                ),
            ],
            id="two-results-of-one-year",
        ),
        pytest.param(
            {2022: "target: 30户", 2023: "target: 40"},
            "100",
            [f"? {X}.follows: cannot be compared: the unit is 户 here and 人 there"],
            id="another-unit",
        ),
        pytest.param(
            {2023: "commitment: direction"},
            "100",
            [f'? {X}.follows: cannot be compared: no figure for "Trained"'],
            id="no-target",
        ),
    ],
)
def test_years(messages, years, target, expected):
    assert run(messages, years, target) == expected


def test_in_chinese(messages):
    assert run(messages, {2021: "target: 30", 2022: "target: 30"}, "100", last=2022, language=Language.ZH) == [
        f"{X}.target: 各年合计 30 + 30 = 60人，five 的“培训”为 100人：少 40人"
    ]
    assert run(messages, {2022: "target: 30"}, "100", last=2022, language=Language.ZH) == [
        f"? {X}.follows: 2021 年没有数：其余各年合计 30人，five 的“培训”为 100人"
    ]


def test_it_is_said_once_and_by_the_last_plan(messages):
    first, last = YEAR.format(year=2021, rest="target: 1"), YEAR.format(year=2022, rest="target: 1")
    total = TOTAL.format(last=2022, target=100)
    assert messages(total_reachable, first, beside=[last, total]) == []
    assert len(messages(total_reachable, last, beside=[first, total])) == 1


def test_every_year_is_pointed_at(check):
    first, last = YEAR.format(year=2021, rest="target: 1"), YEAR.format(year=2022, rest="target: 1")
    report = check(last, total_reachable, beside=[first, TOTAL.format(last=2022, target=100)])
    (finding,) = report.findings
    assert [(each.plan, each.message.en) for each in finding.related] == [
        ("five", "the other side stands here"),
        ("y2021", "2021"),
    ]


def test_two_plans_for_one_year(messages):
    first, other = YEAR.format(year=2022, rest="target: 1"), YEAR.format(year=2022, rest="target: 1")
    total = TOTAL.format(last=2022, target=100)
    assert messages(total_reachable, first.replace("y2022", "z"), beside=[other, total]) == [
        f"? {X}.follows: how the years add up is open: 1 for 2022 (y2022/indicators.x.target), 1 for 2022 (indicators.x.target)"
    ]


@given(st.lists(st.integers(0, 50), min_size=3, max_size=3), st.integers(1, 150))
def test_short_exactly_when_the_sum_is(messages, figures, target):
    years = {2021 + place: f"target: {figure}" for place, figure in enumerate(figures)}
    assert bool(run(messages, years, target)) == (Fraction(sum(figures)) < target)


def test_each_districts_share_has_its_own_years(messages):
    total = TOTAL.format(last=2022, target=100).replace("target: '100'", "target: '100', split: {甲区: 40, 乙区: 60}")
    north = [YEAR.format(year=year, rest="target: 20").replace("five/x", "five/x.甲区") for year in (2021, 2022)]
    south = [
        YEAR.format(year=year, rest=f"target: {target}").replace("five/x", "five/x.乙区").replace("id: y", "id: south")
        for year, target in ((2021, 10), (2022, 20))
    ]
    assert messages(total_reachable, north[1], beside=[total, north[0], *south]) == []
    assert messages(total_reachable, south[1], beside=[total, south[0], *north]) == [
        f'{X}.target: the years come to 10 + 20 = 30, and "Trained" (B District) in five is 60 people: 30 short'
    ]


def test_followers_whose_plans_share_a_name_are_not_added(messages):
    year = YEAR.format(year=2022, rest="target: 1")
    assert messages(total_reachable, year, beside=[year, TOTAL.format(last=2022, target=100)]) == []
