"""link-known: what links and constraints name, in this plan and in others; circles; plans of one name."""

import pytest

from civtarget.language import Language
from civtarget.rules import link_known

PLAN = """
indicators:
  beds: {{name: 床位, kind: count, unit: 张, target: 10, split: {{甲区: 4, 乙区: 6}}}}
  x: {{name: 事项, kind: count, unit: 张, target: 10, {rest}}}
"""
OTHER = """
id: city-2025
indicators:
  beds: {name: 床位, kind: count, unit: 张, target: 20, split: {甲区: 10, 乙区: "--"}}
"""
X = "indicators.x"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("same_as: beds", [], id="here"),
        pytest.param("same_as: beds.甲区", [], id="a-share-here"),
        pytest.param("same_as: example/beds", [], id="here-by-the-name-of-the-plan"),
        pytest.param("follows: city-2025/beds", [], id="there"),
        pytest.param("splits_from: city-2025/beds.甲区", [], id="a-share-there"),
        pytest.param("within: city-2025/beds.乙区", [], id="not-applicable-is-there"),
        pytest.param(
            "follows: city-2052/beds",
            [f'{X}.follows: there is no plan "city-2052": is "city-2025" meant?'],
            id="misspelt-plan",
        ),
        pytest.param("baseline: elsewhere/beds", [f'{X}.baseline: there is no plan "elsewhere"'], id="no-such-plan"),
        pytest.param(
            "follows: city-2025/bed",
            [f'{X}.follows: there is no indicator in city-2025 called "bed": is "beds" meant?'],
            id="misspelt-indicator-there",
        ),
        pytest.param(
            "same_as: bed", [f'{X}.same_as: there is no indicator "bed": is "beds" meant?'], id="misspelt-here"
        ),
        pytest.param(
            "same_as: beds.甲",
            [f'{X}.same_as: there is no share of "床位" for "甲": is "甲区" meant?'],
            id="short-name-of-a-district",
        ),
        pytest.param(
            "same_as: beds.丙区",
            [f'{X}.same_as: there is no share of "床位" for "丙区"'],
            id="no-such-district",
        ),
        pytest.param("same_as: x", [f'{X}.same_as: the indicator "x" refers to itself'], id="itself"),
        pytest.param("baseline: example/x", [f'{X}.baseline: the indicator "x" refers to itself'], id="itself-in-full"),
    ],
)
def test_links(messages, rest, expected):
    assert messages(link_known, PLAN.format(rest=rest), beside=[OTHER]) == expected


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        pytest.param("sum: {beds: 1, city-2025/beds.甲区: 1}, at_most: 30", [], id="both-plans"),
        pytest.param(
            "sum: {bed: 1}, at_most: city-2025/bets",
            [
                'constraints.0.sum.bed: there is no indicator "bed": is "beds" meant?',
                'constraints.0.at_most: there is no indicator in city-2025 called "bets": is "beds" meant?',
            ],
            id="each-name",
        ),
    ],
)
def test_constraints(messages, constraint, expected):
    text = PLAN.format(rest="within: beds") + f"constraints: [{{{constraint}, message: 合计}}]"
    assert messages(link_known, text, beside=[OTHER]) == expected


def test_links_in_a_circle(messages):
    here = PLAN.format(rest="follows: city-2025/beds")
    there = OTHER.replace("target: 20", "target: 20, follows: example/x")
    assert messages(link_known, here, beside=[there]) == [
        f"{X}.follows: follows goes round in a circle: x → city-2025/beds → x"
    ]
    assert messages(link_known, here, Language.ZH, beside=[there]) == [
        f"{X}.follows: follows 绕了一圈，回到自身：x → city-2025/beds → x"
    ]


def test_subsets_in_a_circle_over_plans(messages):
    here = PLAN.format(rest="within: city-2025/beds")
    there = OTHER.replace("target: 20", "target: 20, within: example/x")
    assert messages(link_known, here, beside=[there]) == [
        f"{X}.within: within goes round in a circle: x → city-2025/beds → x"
    ]


def test_a_circle_through_a_share(messages):
    text = PLAN.format(rest="follows: beds.甲区").replace("target: 10, split", "target: 10, follows: x, split")
    assert messages(link_known, text) == ["indicators.beds.follows: follows goes round in a circle: beds → x → beds"]


def test_past_figures_have_no_districts(messages):
    assert messages(link_known, PLAN.format(rest="baseline: city-2025/beds.甲区"), beside=[OTHER]) == [
        f'{X}.baseline: the past figures of "床位" are not split: leave .甲区 out'
    ]


def test_a_plan_that_could_not_be_read_may_be_the_one(messages):
    assert messages(
        link_known,
        PLAN.format(rest="follows: city-2025/beds"),
        beside=[OTHER.replace("indicators:", "indicators: x\na:")],
    ) == [f'? {X}.follows: cannot be checked: no plan "city-2025" was read, and beside-1.yaml could not be']


def test_two_plans_of_one_name(check):
    report = check(PLAN.format(rest="same_as: beds"), link_known, beside=[PLAN.format(rest="same_as: beds"), OTHER])
    (finding,) = report.findings
    assert finding.message.en == 'several plans are called "example"'
    assert [each.location.file for each in finding.related] == ["beside-1.yaml"]


def test_a_link_to_one_of_two_plans_of_a_name(messages):
    assert messages(link_known, PLAN.format(rest="follows: city-2025/beds"), beside=[OTHER, OTHER]) == [
        f'{X}.follows: several plans are called "city-2025": which one is meant is open'
    ]
