"""lights: a set covers every number of points exactly once, and each verdict has the light it should."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.model.plan import Identifier
from civtarget.notation.quantity import Op, Quantity
from civtarget.scorecard.lights import LightsError, light_of, points_of, read_lights
from civtarget.scorecard.verdicts import ScorecardCell, Verdict

USUAL = {"green": ">= 0", "yellow": ">= -10, < 0", "red": "< -10"}
FORM_ZH, FORM_EN = "应写成 >= -10, < 0 这样的形式", 'it is to be written like ">= -10, < 0"'


def shown(lights):
    """Return lights as intervals: `yellow [-10, 0)`."""
    return [
        f"{each.name} {'[' if each.includes_low else '('}{'' if each.low is None else each.low}, "
        f"{'' if each.high is None else each.high}{']' if each.includes_high else ')'}"
        for each in lights
    ]


# --- sets that are good -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", list(permutations(USUAL)))
def test_the_order_of_writing_does_not_matter_and_the_best_is_first(names):
    lights = read_lights({name: USUAL[name] for name in names})

    assert shown(lights) == ["green [0, )", "yellow [-10, 0)", "red (, -10)"]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param({"a": ">= 0", "b": "<0"}, ["a [0, )", "b (, 0)"], id="two"),
        pytest.param({"a": "> 0", "b": "<= 0"}, ["a (0, )", "b (, 0]"], id="the-end-is-the-lower-one's"),
        pytest.param({"a": ">0", "b": ">=0,<=0", "c": "<0"}, ["a (0, )", "b [0, 0]", "c (, 0)"], id="one-number"),
        pytest.param({"a": "≥ 5", "b": "< 5, ≥ -5", "c": "<-5"}, ["a [5, )", "b [-5, 5)", "c (, -5)"], id="signs"),
        pytest.param({"a": "> 5", "b": "≤ 5"}, ["a (5, )", "b (, 5]"], id="at-most-sign"),
        pytest.param({"a": ">= 0", "b": ">= −10，< 0", "c": "< −10"}, ["a [0, )", "b [-10, 0)", "c (, -10)"], id="−，"),
        pytest.param({"a": "  >=  +2.5 ", "b": "<2.5"}, ["a [5/2, )", "b (, 5/2)"], id="decimals-are-exact"),
        pytest.param({"a": ">= -0", "b": "< 0"}, ["a [0, )", "b (, 0)"], id="minus-nothing"),
    ],
)
def test_what_is_read(entries, expected):
    assert shown(read_lights(entries)) == expected


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [("green", "绿灯", "green"), ("yellow", "黄灯", "yellow"), ("red", "红灯", "red"), ("蓝", "蓝", "蓝")],
)
def test_the_usual_lights_have_a_name_in_both_languages(name, zh, en):
    light, _ = read_lights({name: ">= 0", "other": "< 0"})

    assert (light.text.zh, light.text.en) == (zh, en)


# --- sets that are refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entries", "zh", "en"),
    [
        pytest.param({}, "lights 中没有任何灯", "lights names no light", id="none"),
        # gaps
        pytest.param(
            {"a": ">= 0", "b": ">= -10, < 0"},
            "lights 有空档：低于 -10 时没有灯",
            "lights leave a gap: below -10 nothing lights",
            id="open-below",
        ),
        pytest.param(
            {"a": "> 0"},
            "lights 有空档：不高于 0 时没有灯",
            "lights leave a gap: up to 0 nothing lights",
            id="open-below-with-its-end",
        ),
        pytest.param(
            {"a": "< 0", "b": ">= 0, < 10"},
            "lights 有空档：不低于 10 时没有灯",
            "lights leave a gap: from 10 nothing lights",
            id="open-above",
        ),
        pytest.param(
            {"a": "<= 0.5"},
            "lights 有空档：高于 0.5 时没有灯",
            "lights leave a gap: above 0.5 nothing lights",
            id="open-above-without-its-end",
        ),
        pytest.param(
            {"a": ">= 0", "b": "< -10"},
            "lights 有空档：不低于 -10、低于 0 时没有灯",
            "lights leave a gap: from -10 and below 0 nothing lights",
            id="stretch",
        ),
        pytest.param(
            {"a": "> 0", "b": "<= -10"},
            "lights 有空档：高于 -10、不高于 0 时没有灯",
            "lights leave a gap: above -10 and up to 0 nothing lights",
            id="stretch-with-the-other-ends",
        ),
        pytest.param(
            {"a": "> 0", "b": "< 0"},
            "lights 有空档：恰为 0 时没有灯",
            "lights leave a gap: at exactly 0 nothing lights",
            id="gap-of-one-number",
        ),
        # overlaps
        pytest.param(
            {"a": ">= 0", "b": "<= 0"},
            "lights 有重叠：恰为 0 时“b”和“a”同时亮",
            'lights overlap: at exactly 0 both "b" and "a" light',
            id="overlap-of-one-number",
        ),
        pytest.param(
            {"a": ">= -5", "b": "< 0"},
            "lights 有重叠：不低于 -5、低于 0 时“b”和“a”同时亮",
            'lights overlap: from -5 and below 0 both "b" and "a" light',
            id="overlap-of-a-stretch",
        ),
        pytest.param(
            {"a": "> -5", "b": "<= 0"},
            "lights 有重叠：高于 -5、不高于 0 时“b”和“a”同时亮",
            'lights overlap: above -5 and up to 0 both "b" and "a" light',
            id="overlap-with-the-other-ends",
        ),
        pytest.param(
            {"a": ">= 10", "b": "< 10", "c": ">= 0, < 5"},
            "lights 有重叠：不低于 0、低于 5 时“b”和“c”同时亮",
            'lights overlap: from 0 and below 5 both "b" and "c" light',
            id="one-inside-another",
        ),
        pytest.param(
            {"a": ">= 10", "b": "< 10", "c": ">= 10, <= 10"},
            "lights 有重叠：恰为 10 时“a”和“c”同时亮",
            'lights overlap: at exactly 10 both "a" and "c" light',
            id="one-number-inside-another",
        ),
        pytest.param(
            {"a": ">= 0", "b": "< 0", "c": ">= 0"},
            "lights 有重叠：不低于 0 时“a”和“c”同时亮",
            'lights overlap: from 0 both "a" and "c" light',
            id="the-same-twice-above",
        ),
        pytest.param(
            {"a": ">= 0", "b": "< 0", "c": "< 0"},
            "lights 有重叠：低于 0 时“b”和“c”同时亮",
            'lights overlap: below 0 both "b" and "c" light',
            id="the-same-twice-below",
        ),
        pytest.param(
            {"a": ">= 0", "b": ">= -1, < 0", "c": ">= -1, < 0", "d": "< -1"},
            "lights 有重叠：不低于 -1、低于 0 时“b”和“c”同时亮",
            'lights overlap: from -1 and below 0 both "b" and "c" light',
            id="the-same-twice-between",
        ),
        pytest.param(
            {"a": "<= 5", "b": "< 0"},
            "lights 有重叠：低于 0 时“a”和“b”同时亮",
            'lights overlap: below 0 both "a" and "b" light',
            id="both-open-below",
        ),
        # what a light says of itself
        *(
            pytest.param(
                {"a": text, "b": "< 0"},
                f"灯“a”：无法读取“{text}”，{FORM_ZH}",
                f'light "a": "{text}" cannot be read; {FORM_EN}',
                id=f"unreadable-{text}",
            )
            for text in ("", "0", "= 0", "=> 0", ">= 0,", ">= 0 < 5", ">= 10%", ">= 1e3", ">= .5", ">= 1234567", "滞后")
        ),
        pytest.param(
            {"a": ">= 0, < 0", "b": "< 0"}, "灯“a”：“>= 0, < 0”中没有任何数", 'light "a": no number is in ">= 0, < 0"'
        ),
        pytest.param(
            {"a": "> 0, <= 0", "b": "< 0"}, "灯“a”：“> 0, <= 0”中没有任何数", 'light "a": no number is in "> 0, <= 0"'
        ),
        pytest.param(
            {"a": ">= 5, <= 4", "b": "< 0"},
            "灯“a”：“>= 5, <= 4”中没有任何数",
            'light "a": no number is in ">= 5, <= 4"',
            id="the-wrong-way-round",
        ),
        pytest.param(
            {"a": ">= 0, > 5", "b": "< 0"},
            "灯“a”：“>= 0, > 5”有两个同向的界",
            'light "a": ">= 0, > 5" has two ends on one side',
            id="two-low-ends",
        ),
        pytest.param(
            {"a": ">= 0", "b": "< 0, <= -5"},
            "灯“b”：“< 0, <= -5”有两个同向的界",
            'light "b": "< 0, <= -5" has two ends on one side',
            id="two-high-ends",
        ),
    ],
)
def test_refusals(entries, zh, en):
    with pytest.raises(LightsError) as caught:
        read_lights(entries)

    assert (caught.value.text.zh, caught.value.text.en) == (zh, en)


# --- any set ----------------------------------------------------------------------------------------------------------

numbers = st.integers(-(10**8), 10**8).map(lambda number: Fraction(number, 1000))
cuts = st.dictionaries(numbers, st.sampled_from(("lower", "upper", "own")), min_size=1, max_size=6)


def written(number):
    """Write a number of at most three decimals in full."""
    whole, rest = divmod(abs(number) * 1000, 1000)
    return f"{'-' if number < 0 else ''}{int(whole)}.{int(rest):03}"


def partition(owners):
    """
    Return the ends of the stretches between cuts, lowest first, each end a sign and a number.

    Each cut belongs to the stretch below it, to the one above, or is a stretch of its own.
    """
    stretches, begun = [], []
    for cut, owner in sorted(owners.items()):
        stretches.append([*begun, ("<=" if owner == "lower" else "<", cut)])
        if owner == "own":
            stretches.append([(">=", cut), ("<=", cut)])
        begun = [(">=" if owner == "upper" else ">", cut)]
    return [*stretches, begun]


def entries_of(stretches):
    return {
        f"light {number}": ", ".join(f"{sign} {written(cut)}" for sign, cut in ends)
        for number, ends in enumerate(stretches)
    }


@given(owners=cuts, others=st.lists(numbers | st.fractions(), max_size=5), data=st.data())
def test_a_partition_is_accepted_and_each_number_has_one_light(owners, others, data):
    stretches = partition(owners)
    entries = data.draw(st.permutations(list(entries_of(stretches).items())))

    lights = read_lights(dict(entries))

    assert [light.name for light in reversed(lights)] == [f"light {number}" for number in range(len(stretches))]
    for points in (*owners, *others):
        holding = [light.name for light in lights if light.holds(points)]
        # Every cut below a number starts a stretch, one of its own starts two; a cut itself is its owner's.
        below = sum(1 + (owner == "own") for cut, owner in owners.items() if cut < points)
        assert holding == [f"light {below + (owners.get(points) in ('upper', 'own'))}"]


@given(owners=cuts, shift=numbers, data=st.data())
def test_a_partition_with_one_end_changed_is_refused(owners, shift, data):
    """Moved by anything, or its number given away or taken, the stretch is no longer what the others leave."""
    stretches = partition(owners)
    ends = data.draw(st.sampled_from(stretches))
    number = data.draw(st.integers(0, len(ends) - 1))
    sign, cut = ends[number]
    ends[number] = (sign, cut + shift) if shift else (sign[0] if len(sign) == 2 else f"{sign}=", cut)

    with pytest.raises(LightsError):
        read_lights(entries_of(stretches))


# --- the light of a cell ----------------------------------------------------------------------------------------------

LIGHTS = read_lights(USUAL)
HAIR = Fraction(1, 10**9)


def bound(op, low, high):
    return Quantity(op, low, high, "张", 1)


AT_LEAST_200 = bound(Op.AT_LEAST, 200, None)
AT_MOST_200 = bound(Op.AT_MOST, None, 200)
EXACTLY_200 = bound(Op.EXACTLY, 200, 200)
RANGE = bound(Op.BETWEEN, 100, 400)
NOTHING = bound(Op.AT_LEAST, 0, None)
LESS = bound(Op.AT_LEAST, -200, None)


def cell(verdict, bound, actual, due):
    return ScorecardCell(
        indicator=Identifier("beds"),
        step=None,
        district="甲区",
        unit="张",
        verdict=verdict,
        bound=bound,
        actual=actual,
        due=due,
    )


@pytest.mark.parametrize(
    ("cell", "points", "name"),
    [
        pytest.param(cell(Verdict.MET, AT_LEAST_200, 210, 100), 55, "green", id="met-ahead"),
        pytest.param(cell(Verdict.MET, AT_LEAST_200, 200, 200), 0, "green", id="met"),
        pytest.param(cell(Verdict.ON_PACE, AT_LEAST_200, 100, 100), 0, "green", id="on-pace-to-the-point"),
        pytest.param(cell(Verdict.ON_PACE, EXACTLY_200, 101, 100), Fraction(1, 2), "green", id="on-pace"),
        pytest.param(cell(Verdict.BEHIND, AT_LEAST_200, 100 - HAIR, 100), -HAIR / 2, "yellow", id="behind-by-a-hair"),
        pytest.param(cell(Verdict.BEHIND, AT_LEAST_200, 80, 100), -10, "yellow", id="behind-by-exactly-10-points"),
        pytest.param(cell(Verdict.BEHIND, AT_LEAST_200, 80 - HAIR, 100), -10 - HAIR / 2, "red", id="by-a-hair-more"),
        pytest.param(cell(Verdict.BEHIND, AT_LEAST_200, 0, 100), -50, "red", id="nothing-done"),
        pytest.param(cell(Verdict.BEHIND, RANGE, 50, 55), -5, "yellow", id="of-a-range-the-low-end"),
        pytest.param(cell(Verdict.MISSED, AT_LEAST_200, 199, 200), Fraction(-1, 2), "yellow", id="missed-by-little"),
        pytest.param(cell(Verdict.MISSED, AT_LEAST_200, 100, 200), -50, "red", id="missed"),
        pytest.param(cell(Verdict.MISSED, EXACTLY_200, 150, 200), -25, "red", id="standard-missed-by-being-too-low"),
        pytest.param(cell(Verdict.MISSED, EXACTLY_200, 210, 200), None, None, id="standard-missed-by-being-too-high"),
        pytest.param(cell(Verdict.UNCHECKED, AT_LEAST_200, 80, 100), None, None, id="unchecked"),
        pytest.param(cell(Verdict.EXCEEDED, AT_MOST_200, 210, None), None, None, id="cap-exceeded"),
        pytest.param(cell(Verdict.EXCEEDED, RANGE, 410, 100), None, None, id="range-exceeded"),
        pytest.param(cell(Verdict.ON_PACE, AT_MOST_200, 10, None), None, None, id="cap-kept-so-far"),
        pytest.param(cell(Verdict.MET, AT_MOST_200, 10, None), None, None, id="cap-kept"),
        pytest.param(cell(Verdict.NOT_REPORTED, AT_LEAST_200, None, 100), None, None, id="not-reported"),
        pytest.param(cell(Verdict.NOT_DUE, AT_LEAST_200, 10, None), None, None, id="not-due"),
        pytest.param(cell(Verdict.NO_TARGET, None, 10, None), None, None, id="no-target"),
        pytest.param(cell(Verdict.NOT_APPLICABLE, None, 10, None), None, None, id="not-applicable"),
        pytest.param(cell(Verdict.MET, AT_LEAST_200, 210, None), None, None, id="met-without-a-schedule"),
        pytest.param(cell(Verdict.MET, NOTHING, 10, 0), None, None, id="no-share-of-nothing"),
        pytest.param(cell(Verdict.MET, LESS, -100, -200), None, None, id="no-share-of-less-than-nothing"),
    ],
)
def test_the_light_of_a_cell(cell, points, name):
    light = light_of(cell, LIGHTS)

    assert points_of(cell) == points
    assert (light and light.name) == name
