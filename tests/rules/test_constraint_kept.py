"""constraint-kept: sums of targets and shares against their bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.language import Language
from civtarget.rules import constraint_kept

PLAN = """
indicators:
  a: {{name: {{zh: 甲项, en: First}}, kind: count, unit: 张, target: "{a}", split: {{甲区: 4, 乙区: , 丙区: "--"}}}}
  b: {{name: {{zh: 乙项, en: Second}}, kind: count, unit: 张, target: "{b}"}}
  c: {{name: 丙项, kind: count, unit: 张}}
constraints:
  - {{sum: {{{sum}}}, {bound}, message: {{zh: 床位不够, en: too many beds}}}}
"""
C = "constraints.0"
SAID = "too many beds"


def run(messages, sum_, bound, a="50", b="30", language=Language.EN, beside=()):
    return messages(constraint_kept, PLAN.format(a=a, b=b, sum=sum_, bound=bound), language, beside=beside)


@pytest.mark.parametrize(
    ("sum_", "bound", "expected"),
    [
        pytest.param("a: 1, b: 1", "at_most: 80", [], id="at-the-bound"),
        pytest.param("a: 1, b: 1", "at_most: 79", [f"{C}.at_most: {SAID}: 50 + 30 = 80, at most 79: 1 over"], id="over"),
        pytest.param("a: 1, b: 1", "at_least: 80", [], id="at-the-floor"),
        pytest.param(
            "a: 1, b: 1", "at_least: 81", [f"{C}.at_least: {SAID}: 50 + 30 = 80, at least 81: 1 short"], id="short"
        ),
        pytest.param("a: 1, b: 1", "equals: 80", [], id="equal"),
        pytest.param("a: 1, b: 1", "equals: 81", [f"{C}.equals: {SAID}: 50 + 30 = 80, exactly 81: 1 short"], id="unequal"),
        pytest.param("a: 1, b: -1", "at_most: 20", [], id="difference"),
        pytest.param(
            "a: 2, b: -0.5", "at_most: 20", [f"{C}.at_most: {SAID}: 2 × 50 - 0.5 × 30 = 85, at most 20: 65 over"],
            id="factors",
        ),
        pytest.param("a: 1", "at_most: b", [f"{C}.at_most: {SAID}: 50, at most 30: 20 over"], id="another-target"),
        pytest.param("a.甲区: 1", "at_most: 3", [f"{C}.at_most: {SAID}: 4, at most 3: 1 over"], id="a-share"),
        pytest.param("a.丙区: 1", "equals: 0", [], id="no-part-is-nothing"),
        pytest.param(
            "a.乙区: 1, c: 1",
            "at_most: 3",
            [f"? {C}.at_most: cannot be checked: no figure for indicators.a.split.乙区, indicators.c.target"],
            id="blank-and-no-target",
        ),
        pytest.param(
            "a: 1, b: 1",
            "at_least: 10, at_most: 20",
            [f"{C}.at_most: {SAID}: 50 + 30 = 80, at most 20: 60 over"],
            id="each-bound-for-itself",
        ),
        pytest.param("a: 1", "at_most: d", [f"? {C}: cannot be checked until link-known holds"], id="nothing-there"),
        pytest.param(
            "a: '>= 2', b: 3张, c: 约1",
            "at_most: 1",
            [
                f"{C}.sum.{name}: a factor is a plain number, such as 1, -1 or 0.5"
                for name in "abc"
            ],
            id="no-factor",
        ),
        pytest.param(
            "a: 若干, b: 1", "at_most: 1",
            [f"? {C}.sum.a: cannot be checked: {C}.sum.a could not be read"],
            id="unreadable-factor",
        ),
        pytest.param(
            "a: 1", "at_most: 5万元",
            [f"? {C}.at_most: cannot be checked: different units (张, 元); a factor may convert them"],
            id="units",
        ),
        pytest.param("a: 100", "at_most: 5000元", [], id="a-factor-converts"),
        pytest.param("a: 1", "at_most: '>= 5'", [f"{C}.at_most: a bound is a plain number or a reference"], id="no-bound"),
        pytest.param("", "at_most: 1", [f"{C}: the constraint has no terms"], id="no-terms"),
    ],
)  # fmt: skip
def test_constraints(messages, sum_, bound, expected):
    assert run(messages, sum_, bound) == expected


@pytest.mark.parametrize(("here", "there"), [("[[张, 户]]", "[]"), ("[]", "[[张, 户]]")], ids=["here", "there"])
def test_units_that_may_stand_for_each_other(messages, here, there):
    text = PLAN.format(a=50, b=30, sum="other/x: 1", bound="at_most: 4张") + f"same_units: {here}"
    other = "id: other\nindicators: {x: {name: 丁项, kind: count, unit: 户, target: 5}}\nsame_units: "

    assert messages(constraint_kept, text, beside=[other + there]) == [f"{C}.at_most: {SAID}: 5, at most 4: 1 over"]


def test_a_bound_in_a_unit_that_may_stand_for_another(messages):
    text = PLAN.format(a=50, b=30, sum="a: 1, b: 1", bound="at_most: 80户")

    assert messages(constraint_kept, text + "same_units: [[张, 户]]") == []
    assert messages(constraint_kept, text + "same_units: [[张, 元]]") == [
        f"? {C}.at_most: cannot be checked: different units (张, 户); a factor may convert them"
    ]


def test_every_one_of_several_units_may_stand_for_the_others(messages):
    """That one unit may stand for two others makes one of the two no other name of the other."""
    text = PLAN.format(a=50, b=30, sum="a: 1, c: 1", bound="at_most: 80元").replace(
        "kind: count, unit: 张}", "kind: count, unit: 户, target: 1}"
    )

    assert messages(constraint_kept, text + "same_units: [[张, 户, 元]]") == []
    assert messages(constraint_kept, text + "same_units: [[张, 户], [户, 元]]") == [
        f"? {C}.at_most: cannot be checked: different units (张, 户, 元); a factor may convert them"
    ]


def test_no_bound(messages):
    text = PLAN.format(a=1, b=1, sum="a: 1", bound="at_most: 1").replace("at_most: 1, ", "")
    assert messages(constraint_kept, text) == [f"{C}: the constraint has no bound: write at_least, at_most or equals"]


@pytest.mark.parametrize(
    ("a", "b", "bound", "expected"),
    [
        pytest.param(">= 50", ">= 30", "at_least: 80", [], id="floors-reach-a-floor"),
        pytest.param(
            ">= 50",
            "30",
            "at_most: 80",
            [f"? {C}.at_most: some targets are floors or caps: the sum may keep it or not"],
            id="a-floor-never-shows-that-a-cap-is-kept",
        ),
        pytest.param(
            ">= 51", "30", "at_most: 80", [f"{C}.at_most: {SAID}: 51 + 30 = 81, at most 80: 1 over"], id="a-floor-above"
        ),
        pytest.param("<= 50", "<= 30", "at_most: 80", [], id="caps-keep-a-cap"),
        pytest.param(
            "<= 50",
            "30",
            "at_least: 80",
            [f"? {C}.at_least: some targets are floors or caps: the sum may keep it or not"],
            id="a-cap-never-shows-that-a-floor-is-reached",
        ),
        pytest.param(
            "<= 49", "30", "equals: 80", [f"{C}.equals: {SAID}: 49 + 30 = 79, exactly 80: 1 short"], id="never-equal"
        ),
        pytest.param(
            "约50",
            "30",
            "at_most: 80",
            [f"? {C}.at_most: indicators.a.target is about 50: only an exact figure can be compared"],
            id="about",
        ),
    ],
)
def test_bounds(messages, a, b, bound, expected):
    assert run(messages, "a: 1, b: 1", bound, a, b) == expected


def test_in_chinese(messages):
    assert run(messages, "a: 1, b: 1", "at_most: 79", language=Language.ZH) == [
        f"{C}.at_most: 床位不够：50 + 30 = 80张，至多 79张：多 1张"
    ]


def test_every_term_is_pointed_at(check):
    text = PLAN.format(a=50, b=30, sum="a: 1, other/x: 1", bound="at_most: b")
    other = "id: other\nindicators: {x: {name: {zh: 丁项, en: Fourth}, kind: count, unit: 张, target: 5}}"
    (finding,) = check(text, constraint_kept, beside=[other]).findings
    assert [(each.location.file, each.message.en) for each in finding.related] == [
        ("plan.yaml", '"First"'),
        ("beside-1.yaml", '"Fourth" in other'),
        ("plan.yaml", '"Second"'),
    ]


_BOUNDS = st.tuples(st.sampled_from(["", ">= ", "<= "]), st.integers(0, 9))


@given(a=_BOUNDS, b=_BOUNDS, factors=st.tuples(st.integers(-3, 3), st.integers(-3, 3)), limit=st.integers(-40, 40),
       key=st.sampled_from(["at_most", "at_least", "equals"]))  # fmt: skip
def test_three_outcomes_equal_brute_force(messages, a, b, factors, limit, key):
    """Broken where no values that meet the targets keep it, held where all do, else unchecked."""

    def values(bound):
        sign, number = bound
        return {"": [number], ">= ": range(number, 200), "<= ": range(-200, number + 1)}[sign]

    keeps = {"at_most": lambda x: x <= limit, "at_least": lambda x: x >= limit, "equals": lambda x: x == limit}[key]
    # A linear function on a stretch takes its extremes at the ends; the stretches are long enough for any limit here.
    sums = [factors[0] * x + factors[1] * y for x in values(a) for y in values(b)]
    kept = [keeps(each) for each in (min(sums), max(sums))]
    if key == "equals":
        outcome = "held" if min(sums) == max(sums) == limit else "open"
        outcome = "broken" if min(sums) > limit or max(sums) < limit else outcome
    else:
        outcome = "held" if all(kept) else "open" if any(kept) else "broken"
    said = run(
        messages, f"a: {factors[0]}, b: {factors[1]}", f"{key}: {limit}", "".join(map(str, a)), "".join(map(str, b))
    )
    assert said == [] if outcome == "held" else len(said) == 1
    assert [line.startswith("?") for line in said] == ([] if outcome == "held" else [outcome == "open"])
