"""Differences between two versions of a plan: whole messages in both languages, renames, and laws that hold of all."""

from collections import Counter
from dataclasses import replace

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from support.plan_edits import EDITS, PLAN

from civtarget.comparison.change import Direction, Versions, opposite
from civtarget.comparison.indicators import EACH_ASPECTS, INDICATOR_ASPECTS
from civtarget.comparison.plans import PLAN_ASPECTS, changes_between
from civtarget.comparison.records import COMPARERS, aspects_of, unreadable_changes
from civtarget.comparison.renames import renamed_between
from civtarget.comparison.sections import (
    BODY_ASPECTS,
    CHANGE_NOTE_ASPECTS,
    CONSTRAINT_ASPECTS,
    DISTRICT_ASPECTS,
    SOURCE_ASPECTS,
    WAIVER_ASPECTS,
    WEIGHTS_ASPECTS,
)
from civtarget.comparison.steps import STEP_ASPECTS
from civtarget.files.paths import File, read_file
from civtarget.files.plan.reader import parse_plan
from civtarget.model import plan as model
from civtarget.model.plan.record import Comparison, keys_of

PLANS = sorted((ROOT / "plans").glob("*.yaml"))

# What is replaced in the plan by what, and what is said of it: direction, aspect, message in Chinese and in English.


def read(text):
    return parse_plan(File("plan.yaml", text, "")).plan


def edited(*edits):
    text = PLAN
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return text


def said(old, new):
    return [(each.direction.value, each.message.en) for each in changes_between(read(old), read(new))]


@pytest.mark.parametrize(("old", "new", "expected"), EDITS, ids=[f"{number}" for number in range(len(EDITS))])
def test_messages(old, new, expected):
    found = changes_between(read(PLAN), read(edited((old, new))))

    assert [(each.direction.value, each.aspect, each.message.zh, each.message.en) for each in found] == expected


@pytest.mark.parametrize(("old", "new", "expected"), EDITS, ids=[f"{number}" for number in range(len(EDITS))])
def test_going_back_is_the_opposite(old, new, expected):
    back = changes_between(read(edited((old, new))), read(PLAN))

    there = Counter((opposite(Direction(direction)), aspect) for direction, aspect, _, _ in expected)
    assert Counter((each.direction, each.aspect) for each in back) == there


def test_a_plan_does_not_differ_from_itself():
    assert said(PLAN, PLAN) == []


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_no_published_plan_differs_from_itself(path):
    file = read_file(str(path))

    assert changes_between(parse_plan(file).plan, parse_plan(file).plan) == ()


@pytest.mark.parametrize("one", PLANS, ids=lambda path: path.stem)
@pytest.mark.parametrize("other", PLANS, ids=lambda path: path.stem)
def test_whatever_differs_is_the_opposite_backwards(one, other):
    """The plans of other years and cities share little: everything comes and goes."""
    old, new = (parse_plan(read_file(str(path))).plan for path in (one, other))

    there, back = changes_between(old, new), changes_between(new, old)

    assert Counter((opposite(each.direction), each.aspect) for each in there) == Counter(
        (each.direction, each.aspect) for each in back
    )


SPELLINGS = [
    ("target: 1300", "target: 1,300张  # as published"),
    ("target: 1300", "target: 0.13万"),
    ('"<= 3"', "不超过3家"),
    ("30%..40%", "30%—40%"),
    ("by: 6月底\n  rate", "by: 2025-06-30\n  rate"),
    ("{甲区: 600, 乙区: 400, 丙区: 300}", "{丙区: 300, 乙区: 四百, 甲区: 600}"),
    ("    kind: count\n    unit: 张\n", "    unit: 张\n    kind: count\n"),
    ("follows: upper/homes", "follows: upper/homes  # see there"),
    ("within: beds", "within: example/beds"),
    ("{beds.甲区: 1, beds.乙区: -1}", "{beds.乙区: -1, example/beds.甲区: 1}"),
    ('{target: ">= 2", per: town}', "{per: town, target: 2场以上}"),
    ("{lead: [民政局], support: [财政局]}", "{support: [财政局], lead: [民政局]}"),
]


@given(chosen=st.lists(st.sampled_from(SPELLINGS), unique_by=lambda each: each[0]))
def test_spelling_order_and_comments_are_no_difference(chosen):
    assert said(PLAN, edited(*chosen)) == []


KNOWN_BY = frozenset({"by: 3月底", "zh: 选址, en: Siting"})
"""All by which one of the steps is known again; where both change, it is another step."""


def separate(edits):
    """Whether no edit undoes the place of another, or takes away what the other is known again by."""
    if {old for old, _, _ in edits} >= KNOWN_BY:
        return False
    text = PLAN
    for old, _, _ in edits:
        if old not in text:
            return False
        text = text.replace(old, "")
    return True


ALONE = [
    each
    for each in EDITS
    if not each[0].startswith(
        ("period", "    kind", "unit", "kind", "    split", "waivers", "changes", ", 丙区", "    each")
    )
]


@given(chosen=st.lists(st.sampled_from(ALONE), min_size=1, max_size=5, unique_by=lambda each: each[0]).filter(separate))
def test_every_edit_is_told_and_nothing_else(chosen):
    text = PLAN
    for old, new, _ in chosen:
        if text.count(old) != PLAN.count(old):  # another edit wrote the same
            return
        text = text.replace(old, new)

    found = changes_between(read(PLAN), read(text))

    expected = Counter((direction, aspect) for *_, told in chosen for direction, aspect, _, _ in told)
    assert Counter((each.direction.value, each.aspect) for each in found) == expected


def test_a_step_with_other_words_and_another_day_is_another_step():
    assert said(PLAN, edited(("by: 3月底", "by: 4月底"), ("zh: 选址, en: Siting", "zh: 定址, en: Settling"))) == [
        ("stronger", 'the step "Settling" (4月底) is added'),
        ("weaker", 'the step "Siting" (3月底) is dropped'),
    ]


targets = st.integers(0, 10**7)


@given(
    old=targets,
    new=targets,
    bound=st.sampled_from(["=", ">=", "<="]),
    kind=st.sampled_from(["count", "stock", "amount"]),
)
def test_the_direction_of_a_target(old, new, bound, kind):
    """More is stronger, but for a cap; the gap is exact."""
    texts = [
        f'{{civtarget: 1, id: p, title: 甲, period: 2025, indicators: {{a: {{name: 甲, kind: {kind}, target: "{bound} {n}"}}}}}}'
        for n in (old, new)
    ]

    found = changes_between(read(texts[0]), read(texts[1]))

    if old == new:
        assert found == ()
        return
    (change,) = found
    assert (change.direction is Direction.STRONGER) == ((new > old) != (bound == "<="))
    assert change.gap == new - old


def test_an_indicator_is_known_by_its_name():
    renamed = PLAN.replace("  beds:\n", "  care-beds:\n").replace("within: beds", "within: care-beds")
    renamed = renamed.replace("beds.甲区", "care-beds.甲区").replace("beds.乙区", "care-beds.乙区")
    renamed = renamed.replace("indicator: beds", "indicator: care-beds").replace("target: 1300", "target: 1200")

    assert said(PLAN, renamed) == [
        ("neutral", "the identifier changes from beds to care-beds"),
        ("weaker", "the target is lowered from 1,300 to 1,200: 100 less"),
    ]


def test_an_indicator_is_known_by_its_content():
    renamed = edited(
        (
            "  standard:\n    name: {zh: 低保标准, en: Minimum standard}",
            "  low:\n    name: {zh: 最低标准, en: Lowest standard}",
        ),
        ("× standard", "× low"),
    )

    assert said(PLAN, renamed) == [
        ("neutral", "the identifier changes from standard to low"),
        ("neutral", 'the name changes from "Minimum standard" to "Lowest standard"'),
    ]


def test_another_name_and_another_target_is_another_indicator():
    assert said(
        PLAN, edited(("  events:\n    name: {zh: 活动, en: Events}", "  fairs:\n    name: 集市"), ('">= 2"', '">= 9"'))
    ) == [
        ("stronger", "the indicator is added"),
        ("weaker", "the indicator is dropped"),
    ]


def test_a_district_is_known_by_its_code():
    assert said(PLAN, PLAN.replace("甲区", "北区").replace("600", "500")) == [
        ("neutral", "the district 甲区 is now called 北区"),
        ("weaker", "the share of North is lowered from 600 to 500: 100 less"),
    ]


def test_a_district_is_known_by_an_alias():
    assert said(PLAN, PLAN.replace("丙区", "西区").replace("{en: West}", "{en: West, aliases: [丙区]}")) == [
        ("neutral", "the district 丙区 is now called 西区"),
        ("neutral", "the list of aliases of West is added: 丙区"),
    ]


def test_an_office_is_known_by_an_alias():
    renamed = PLAN.replace("民政局", "民政部").replace(
        "{en: Civil Affairs Bureau}", "{en: Civil Affairs Bureau, aliases: [民政局]}"
    )

    assert said(PLAN, renamed) == [
        ("neutral", "the office 民政局 is now called 民政部"),
        ("neutral", "the list of aliases of Civil Affairs Bureau is added: 民政局"),
    ]


@pytest.mark.parametrize(("number", "expected"), [(20, {"neutral"}), (21, {"stronger", "weaker"})])
def test_of_many_indicators_that_are_much_alike_none_is_known_by_its_content(number, expected):
    """They have one kind, unit and target; what each became is told apart by its deadline."""

    def plan(prefix):
        head = "civtarget: 1\nid: p\ntitle: 甲\nperiod: 2021..2025\nindicators:\n"
        return head + "".join(
            f"  {prefix}-{n}: {{name: {prefix}{n}, kind: count, target: 5, by: {2021 + n // 12}-{n % 12 + 1:02}}}\n"
            for n in range(number)
        )

    assert {direction for direction, _ in said(plan("old"), plan("new"))} == expected


@pytest.mark.parametrize(
    ("commitment", "zh", "en"),
    [
        ("expected", "预计", "expected"),
        ("application", "申报", "application"),
        ("direction", "方向", "direction"),
        ("on-demand", "按需", "on demand"),
    ],
)
def test_what_is_less_than_a_promise(commitment, zh, en):
    text = edited(("    coverage: true\n", f"    coverage: true\n    commitment: {commitment}\n"))

    (change,) = changes_between(read(PLAN), read(text))

    assert change.message.zh == f"承诺程度由 承诺 改为 {zh}"
    assert change.message.en == f"the commitment changes from promise to {en}"


def test_a_share_that_cannot_be_read_is_one_of_its_district():
    (change,) = changes_between(read(PLAN), read(edited(("乙区: 400,", "乙区: 很多,"))))

    assert (change.aspect, change.indicator, change.district) == ("split", "beds", "乙区")


def test_a_step_without_offices_is_its_indicators():
    own = "by: 3月底, offices: [民政局]}"
    assert said(PLAN, edited(("by: 3月底}", own))) == []
    assert said(PLAN, edited(("by: 3月底}", own.replace("民政局", "财政局")))) == [
        ("stronger", 'the office Finance Bureau of the step "Siting" is added'),
        ("weaker", 'the office Civil Affairs Bureau of the step "Siting" is taken out'),
    ]


def test_the_end_of_june_is_the_same_in_the_plan_of_next_year():
    assert said(
        PLAN,
        PLAN.replace("period: 2025", "period: 2026")
        .replace("id: example", "id: next")
        .replace("by: 6月底", "by: 2026-06-30"),
    ) == [
        ("neutral", "the plan's ID changes from example to next"),
        ("neutral", "the period changes from 2025 to 2026"),
    ]


def test_what_cannot_be_read_on_both_sides_is_unchecked_too():
    broken = edited(("target: 1300", "target: 很多"))

    assert [direction for direction, _ in said(broken, broken)] == ["unchecked"]


def test_a_section_that_cannot_be_read_is_one_line():
    text = PLAN[: PLAN.index("indicators:")] + "indicators: none of them\n" + PLAN[PLAN.index("constraints:") :]

    assert said(PLAN, text) == [("unchecked", "indicators of the new plan could not be read and was not compared")]


def test_a_misspelt_key_is_no_silence():
    old, new = (
        parse_plan(File("plan.yaml", text, "")) for text in (PLAN, edited(("unit: 家\n", "unit: 家\n    bogus: 1\n")))
    )

    faults = Versions(*([(each.path, each.message) for each in file.faults] for file in (old, new)))
    (told,) = unreadable_changes(changes_between(old.plan, new.plan), faults)

    assert told.direction is Direction.UNCHECKED
    assert told.message.en.startswith('the new plan could not be read in full: no key is called "bogus"')


TABLES = {
    model.Plan: PLAN_ASPECTS,
    model.Indicator: INDICATOR_ASPECTS,
    model.Step: STEP_ASPECTS,
    model.Each: EACH_ASPECTS,
    model.District: DISTRICT_ASPECTS,
    model.Body: BODY_ASPECTS,
    model.Source: SOURCE_ASPECTS,
    model.Weights: WEIGHTS_ASPECTS,
    model.Constraint: CONSTRAINT_ASPECTS,
    model.Waiver: WAIVER_ASPECTS,
    model.ChangeNote: CHANGE_NOTE_ASPECTS,
}
EDITS_OF_KEYS = {
    model.Name: {"zh": ("zh: 床位", "zh: 养老床位"), "en": ("en: Beds", "en: Family beds")},
    model.Offices: {
        "responsible": ("{lead: [民政局], support", "{lead: [民政局], responsible: [教育局], support"),
        "lead": ("{lead: [民政局], support", "{lead: [教育局], support"),
        "support": ("support: [财政局]", "support: [教育局]"),
    },
    model.Ratio: {"part": ("{whole: 108}", "{part: 50, whole: 108}"), "whole": ("whole: 108", "whole: 109")},
    model.Baseline: {"period": ("period: 2024", "period: 2023"), "value": ("value: 25%", "value: 26%")},
    model.Gap: {"to": ("to: rate", "to: beds"), "trend": ("trend: narrow", "trend: widen")},
}
"""For each key of the records that are compared as a whole, an edit of it."""


def test_every_record_of_the_format_is_compared():
    records = {cls for cls in vars(model).values() if isinstance(cls, type) and issubclass(cls, model.Record)}
    assert {*TABLES, *EDITS_OF_KEYS} == records - {model.Record}


@pytest.mark.parametrize("record", TABLES)
def test_no_key_of_the_format_is_left_out(record):
    """But those by which two versions of a record are matched; each has a label that messages call it by."""
    keys = {name: key for name, key in keys_of(record).items() if key.comparison is not Comparison.IDENTITY}

    assert TABLES[record].keys() == keys.keys()
    assert [name for name, key in keys.items() if key.comparison in COMPARERS and key.label is None] == []
    assert Comparison.WHOLE not in {key.comparison for key in keys.values()}


@pytest.mark.parametrize("record", EDITS_OF_KEYS)
def test_a_record_that_is_compared_as_a_whole_has_no_other_keys(record):
    assert {key.comparison for key in keys_of(record).values()} == {Comparison.WHOLE}
    assert list(EDITS_OF_KEYS[record]) == list(keys_of(record))


def test_every_way_of_comparing_by_the_value_alone_has_a_function():
    others = {Comparison.IDENTITY, Comparison.WHOLE, Comparison.OWN}

    assert COMPARERS.keys() == set(Comparison) - others


def test_a_key_with_a_comparison_of_its_own_must_have_one():
    with pytest.raises(AssertionError):
        aspects_of(model.Waiver)
    with pytest.raises(AssertionError):
        aspects_of(model.Source, document=lambda *_: iter(()))


@pytest.mark.parametrize(
    "edit", [pytest.param(edit, id=key) for edits in EDITS_OF_KEYS.values() for key, edit in edits.items()]
)
def test_every_key_of_what_is_compared_as_a_whole_is_told(edit):
    assert said(PLAN, edited(edit)) != []


SMALL = """\
civtarget: 1
id: example
title: {zh: 示例, en: Example}
period: PERIOD
districts: {甲区: {en: North}, 乙区: {en: South}}
indicators:
  beds:
    name: {zh: 床位, en: Beds}
    kind: count
    unit: 张
    target: 300
REST"""
UNKNOWN = "whether that is weaker cannot be told"


def small(rest="", period="2025"):
    return SMALL.replace("PERIOD", period).replace("REST", "".join(f"    {line}\n" for line in rest.splitlines()))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("", "by: 年底", [], id="the end of the period is its end"),
        pytest.param("start: 1月", "", [], id="and its start its start"),
        pytest.param("", "by: 2025-12-31", [], id="in figures"),
        pytest.param(
            "",
            "by: 6月底",
            [("stronger", "the deadline is brought forward from the end of the period to 6月底: 184 days earlier")],
            id="a deadline",
        ),
        pytest.param(
            "",
            "start: 12月",
            [("weaker", "the start is put off from the start of the period to 12月: 334 days later")],
            id="a start",
        ),
        pytest.param(
            "steps: [{do: {zh: 选址, en: Siting}, by: 6月底}]",
            "steps: [{do: {zh: 选址, en: Siting}, by: 6月底, start: 3月}]",
            [("neutral", 'the start of the step "Siting" is added: 3月')],
            id="the start of a step",
        ),
        pytest.param(
            "of: {part: 3, whole: 100}",
            "",
            [("weaker", "the numerator is dropped: it was 3"), ("weaker", "the denominator is dropped: it was 100")],
            id="what it is the share of",
        ),
        pytest.param(
            "commitment: expected",
            "commitment: direction",
            [("unchecked", f"the commitment changes from expected to direction: {UNKNOWN}")],
            id="another commitment",
        ),
        pytest.param(
            "each: {target: 3, only: {zh: 城区, en: Urban}}",
            "each: {target: 3, only: {zh: 示范区, en: Model}}",
            [("unchecked", f'the restriction changes from "Urban" to "Model": {UNKNOWN}')],
            id="another restriction",
        ),
        pytest.param(
            "reported: in-period",
            "reported: plan-to-date",
            [("unchecked", f"the way of reporting changes from in-period to plan-to-date: {UNKNOWN}")],
            id="another way of reporting",
        ),
        pytest.param(
            "split: {甲区: 120, 乙区: 180}",
            "split: {甲区: 0, 乙区: 300}",
            [
                ("weaker", "the share of North is lowered from 120 to 0: 120 less"),
                ("stronger", "the share of South is raised from 180 to 300: 120 more"),
            ],
            id="a share that moves away whole",
        ),
        pytest.param(
            "split: {甲区: 100, 乙区: 100, 丙区: 约100}",
            "split: {甲区: 90, 乙区: 110, 丙区: 约100}",
            [
                (
                    "neutral",
                    "shares move between districts and add up to the same: North from 100 to 90 (10 less), South from 100 to 110 (10 more)",
                )
            ],
            id="shares that move beside one that is approximate",
        ),
        pytest.param("steps: [{by: 6月底, target: 50%}]", "steps: [{by: 6月底, target: 150}]", [], id="half of 300"),
        pytest.param(
            "steps: [{by: 6月底, target: 50%}]",
            "steps: [{by: 6月底, target: 100}]",
            [("weaker", "the target of the step 1 is lowered from 150 to 100: 50 less")],
            id="less than half",
        ),
        pytest.param(
            "by: 2月28日",
            "by: 2月底",
            [],
            id="the end of February in a year without a 29th",
        ),
        pytest.param(
            "steps: [{do: {zh: 验收, en: Accept}, by: 6月底}, {do: {zh: 验收, en: Accept}, by: 年底}]",
            "steps: [{do: {zh: 验收, en: Accept}, by: 年底}]",
            [("weaker", 'the step "Accept" (6月底) is dropped')],
            id="the first of two steps alike",
        ),
    ],
)
def test_what_is_implied_what_cannot_be_told_and_what_is_alike(old, new, expected):
    assert said(small(old), small(new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(("by: 2024-06-30", "2021..2025"), ("by: 2024-06-30", "2020..2025"), [], id="earlier"),
        pytest.param(
            ("by: 2024-06-30", "2021..2025"),
            ("by: 2025-06-30", "2022..2025"),
            [("weaker", "the deadline is put off from 2024-06-30 to 2025-06-30: 365 days later")],
            id="a day with its year",
        ),
        pytest.param(("by: 6月底", "2025"), ("by: 6月底", "2026"), [], id="goes with the period"),
        pytest.param(
            ("by: 2月28日", "2024"),
            ("by: 2月底", "2024"),
            [("weaker", "the deadline is put off from 2月28日 to 2月底: 1 day later")],
            id="in a leap year",
        ),
        pytest.param(("by: 2月底", "2024"), ("by: 2024-02-29", "2024"), [], id="the last day of it"),
        pytest.param(
            ("by: 6月底", "2025"),
            ("by: 9月底", "2026"),
            [("weaker", "the deadline is put off from 6月底 to 9月底: 92 days later")],
            id="moves in the period",
        ),
        pytest.param(
            ("by: 2025-06-30", "2025"),
            ("by: 6月底", "2026"),
            [("weaker", "the deadline is put off from 2025-06-30 to 6月底: 365 days later")],
            id="with a year and without",
        ),
    ],
)
def test_days_within_one_plan_whose_period_changes(old, new, expected):
    found = said(small(*old), small(*new))

    assert [each for each in found if "the period changes" not in each[1]] == expected


CONSTRAINTS = """\
constraints:
  - {sum: {beds: 1}, at_least: 100, message: {zh: 太少, en: too few}}
  - {sum: {beds: 1}, at_most: 900, message: {zh: 太多, en: too many}}
  - {sum: {beds: 1}, equals: 300, message: {zh: 不等, en: not equal}}
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("1}, equals: 300",
            "1}, equals: 200",
            [
                (
                    "unchecked",
                    f'the number to equal of the constraint "not equal" is lowered from 300 to 200: 100 less: {UNKNOWN}',
                )
            ],
        ),
        (
            "constraints:\n",
            "constraints:\n  - {sum: {beds: 1}, at_least: 5, message: {zh: 更少, en: fewer}}\n",
            [("stronger", 'the constraint is added: "fewer"')],
        ),
    ],
)  # fmt: skip
def test_constraints_of_one_sum(old, new, expected):
    found = said(small() + CONSTRAINTS, small() + CONSTRAINTS.replace(old, new))

    assert found == expected


def test_lists_in_another_order_are_the_same():
    lines = CONSTRAINTS.splitlines(keepends=True)
    waivers = [f"  - {{rule: district-sum, reason: {reason}, until: 2025-12-31}}\n" for reason in ("甲", "乙")]

    assert said(small() + CONSTRAINTS, small() + "".join([lines[0], *reversed(lines[1:])])) == []
    assert said(small() + "waivers:\n" + "".join(waivers), small() + "waivers:\n" + "".join(reversed(waivers))) == []


def test_the_end_of_february_is_one_day_in_the_plans_of_two_years():
    def plan(year, day):
        return small(f"start: {day}\nby: {day}", year).replace("id: example", f"id: plan-{year}")

    for years in (("2023", "2024"), ("2024", "2025")):
        found = said(*(plan(year, "2月底") for year in years))
        assert [text for _, text in found if "start" in text or "deadline" in text] == []


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        ("2025", "2026", "weaker"),
        ("2021..2025", "2023..2025", "weaker"),
        ("2021..2025", "2020..2025", "stronger"),
        ("2021..2025", "2021..2024", "stronger"),
        ("2021..2025", "2020..2026", "weaker"),
    ],
)
def test_a_period_that_ends_or_begins_later_is_weaker(old, new, direction):
    assert said(small(period=old), small(period=new)) == [(direction, f"the period changes from {old} to {new}")]


def test_versions_of_one_plan_stay_so_under_another_identifier():
    old, new = (read(small("by: 2025-06-30", period)) for period in ("2025", "2026"))
    other = read(small("by: 2026-06-30", "2026").replace("id: example", "id: other"))

    same_plan = replace(renamed_between(old, other), is_one_plan=True)
    found = {each.aspect: each.direction.value for each in changes_between(old, other, same_plan)}
    assert found == {"id": "neutral", "period": "weaker", "by": "weaker"}
    assert {each.direction.value for each in changes_between(old, other)} == {"neutral"}
    assert [each.aspect for each in changes_between(old, new)] == ["period"]
