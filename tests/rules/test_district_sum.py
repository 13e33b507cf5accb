"""district-sum: shares against the target, exact, floor, cap and range; against an oracle that tries every outcome."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.language import Language
from civtarget.model.findings import Outcome, Severity
from civtarget.model.plan import Identifier, Indicator, Kind, Mark, Name, Plan, Share, Unit
from civtarget.model.results import Held, Problem, Result, Unchecked
from civtarget.model.workspace import workspace_of
from civtarget.notation.dates import Period
from civtarget.notation.quantity import Op, Quantity
from civtarget.rules import district_sum

PLAN = "indicators: {{beds: {{name: 床位, kind: count, unit: 张, {rest}}}}}"
AT = "indicators.beds.split:"
NOBODYS = "in no district's share, and if every district meets its floor the target is still missed"
UNDECIDED = (
    "shares and target bound different sides: caps never show that a floor is reached, nor floors that a cap is kept"
)


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("target: 300, split: {甲区: 120, 乙区: 180}", [], id="equal"),
        pytest.param(
            "target: 300, split: {甲区: 120, 乙区: 150}", ["the shares add up to 270, not 300: 30 short"], id="short"
        ),
        pytest.param(
            "target: 300, split: {甲区: 121, 乙区: 180}", ["the shares add up to 301, not 300: 1 over"], id="over"
        ),
        pytest.param("target: 300", [], id="unsplit"),
        pytest.param(
            "target: 300, partial: true, split: {}", ["the shares add up to 0, not 300: 300 short"], id="empty"
        ),
        pytest.param("target: 0, split: {甲区: 0, 乙区: 0}", [], id="nothing-at-all"),
        pytest.param("target: 300, split: {甲区: 300, 乙区: --}", [], id="takes-no-part"),
        pytest.param(
            "target: 300, split: {甲区: 299, 乙区: --}",
            ["the shares add up to 299, not 300: 1 short"],
            id="takes-no-part-and-short",
        ),
        pytest.param(
            "target: 3, split: {甲区: --, 乙区: --}", ["the shares add up to 0, not 3: 3 short"], id="nobody-takes-part"
        ),
        # floors
        pytest.param("target: 不少于300, split: {甲区: 120以上, 乙区: 180以上}", [], id="floors-reach-floor"),
        pytest.param("target: 不少于300, split: {甲区: 120以上, 乙区: 190以上}", [], id="floors-above-floor"),
        pytest.param("target: 不少于300, split: {甲区: 120, 乙区: 190}", [], id="exact-above-floor"),
        pytest.param(
            "target: 不少于300, split: {甲区: 120, 乙区: 150}",
            ["the shares add up to 270, below the target of 300: 30 short"],
            id="exact-below-floor",
        ),
        pytest.param(
            "target: 不少于300, split: {甲区: 120以上, 乙区: 150以上}",
            [f"the floors add up to 270, below the target of 300: 30 are {NOBODYS}"],
            id="floors-below-floor",
        ),
        pytest.param(
            "target: 不少于300, split: {甲区: 120以上, 乙区: 179}",
            [f"the floors add up to 299, below the target of 300: 1 is {NOBODYS}"],
            id="one-below-floor",
        ),
        pytest.param("target: 300, split: {甲区: 120以上, 乙区: 180以上}", [], id="floors-reach-number"),
        pytest.param(
            "target: 300, split: {甲区: 120以上, 乙区: 181以上}",
            ["the shares come to at least 301, not 300: 1 over"],
            id="floors-above-number",
        ),
        # caps
        pytest.param("target: 3以内, split: {甲区: 1以内, 乙区: 2以内}", [], id="caps-fill-cap"),
        pytest.param("target: 3以内, split: {甲区: 1以内, 乙区: 1以内}", [], id="caps-within-cap"),
        pytest.param(
            "target: 3以内, split: {甲区: 2以内, 乙区: 2以内}",
            ["the caps add up to 4, above the cap of 3: 1 over"],
            id="caps-above-cap",
        ),
        pytest.param("target: 3以内, split: {甲区: 1, 乙区: 2}", [], id="exact-within-cap"),
        pytest.param(
            "target: 3以内, split: {甲区: 2, 乙区: 2}",
            ["the shares add up to 4, above the cap of 3: 1 over"],
            id="exact-above-cap",
        ),
        pytest.param("target: 不少于3, split: {甲区: 2以内, 乙区: 2以内}", [f"? {UNDECIDED}"], id="caps-under-floor"),
        pytest.param("target: 4, split: {甲区: 2以内, 乙区: 2以内}", [f"? {UNDECIDED}"], id="caps-under-number"),
        pytest.param("target: 3以内, split: {甲区: 1以上, 乙区: 2以上}", [f"? {UNDECIDED}"], id="floors-under-cap"),
        pytest.param(
            "target: 3以内, split: {甲区: 2以上, 乙区: 2以上}",
            ["the shares come to at least 4, above the cap of 3: 1 over"],
            id="floors-above-cap",
        ),
        pytest.param(
            "target: 不少于5, split: {甲区: 2以内, 乙区: 2}",
            ["the shares add up to 4 at most, below the target of 5: 1 short"],
            id="caps-cannot-reach-floor",
        ),
        pytest.param("target: 不少于5, split: {甲区: 1以内, 乙区: 2以上}", [f"? {UNDECIDED}"], id="floor-beside-cap"),
        # ranges
        pytest.param("target: 20..30, split: {甲区: 10, 乙区: 15}", [], id="within-range"),
        pytest.param("target: 20..30, split: {甲区: 10, 乙区: 20}", [], id="top-of-range"),
        pytest.param(
            "target: 20..30, split: {甲区: 10, 乙区: 9}",
            ["the shares add up to 19, below the target of 20: 1 short"],
            id="below-range",
        ),
        pytest.param(
            "target: 20..30, split: {甲区: 10, 乙区: 21}",
            ["the shares add up to 31, above the cap of 30: 1 over"],
            id="above-range",
        ),
        pytest.param("target: 20..30, split: {甲区: 10..15, 乙区: 10..15}", [], id="ranges-make-range"),
        pytest.param(
            "target: 20..30, split: {甲区: 10..15, 乙区: 10..16}",
            ["the shares come to 20 to 31, above the cap of 30: 1 over"],
            id="ranges-beyond-range",
        ),
        pytest.param("target: 20..30, split: {甲区: 10以上, 乙区: 10以上}", [f"? {UNDECIDED}"], id="floors-in-range"),
        pytest.param("target: 20..30, split: {甲区: 15以内, 乙区: 10以内}", [f"? {UNDECIDED}"], id="caps-in-range"),
        # blank cells
        pytest.param("target: 300, split: {甲区: 300, 乙区: }", [], id="blank-and-equal"),
        pytest.param(
            "target: 300, split: {甲区: 120, 乙区: }",
            ["? the stated shares add up to 120 of 300: the blank cells (B District) would have to carry 180"],
            id="blank-and-short",
        ),
        pytest.param(
            "target: 300, split: {甲区: , 乙区: ~}",
            [
                "? the stated shares add up to 0 of 300: the blank cells (A District, B District) would have to carry 300"
            ],
            id="all-blank",
        ),
        pytest.param(
            "target: 300, split: {甲区: 301, 乙区: }",
            ["the shares add up to 301, not 300: 1 over"],
            id="blank-and-over",
        ),
        pytest.param("target: 不少于300, split: {甲区: 301, 乙区: }", [], id="blank-and-floor-reached"),
        pytest.param(
            "target: 不少于300, split: {甲区: 120以上, 乙区: }",
            ["? the stated shares come to at least 120 of 300: the blank cells (B District) would have to carry 180"],
            id="blank-and-floors",
        ),
        pytest.param(
            "target: 不少于5, split: {甲区: 2以内, 乙区: }",
            ["? the stated shares come to at most 2 of 5: the blank cells (B District) would have to carry 3"],
            id="blank-and-cap-under-floor",
        ),
        pytest.param(
            "target: 3以内, split: {甲区: 2以内, 乙区: }",
            ["? the stated shares come to at most 2 of 3: the blank cells (B District) can carry at most 1"],
            id="blank-under-cap",
        ),
        pytest.param("target: 3以内, split: {甲区: 3以内, 乙区: }", [], id="blank-and-cap-full"),
        pytest.param(
            "target: 20..30, split: {甲区: 25, 乙区: }",
            ["? the stated shares add up to 25 of 30: the blank cells (B District) can carry at most 5"],
            id="blank-in-range",
        ),
        # no target
        pytest.param(
            "split: {甲区: 120, 乙区: 150}",
            ["? no target to hold the shares against: they add up to 270"],
            id="no-target",
        ),
        pytest.param(
            "split: {甲区: 120以内, 乙区: 150以上}",
            ["? no target to hold the shares against: they come to at least 150"],
            id="no-target-for-bounds",
        ),
        pytest.param(
            "split: {甲区: 2以内, 乙区: 3以内}",
            ["? no target to hold the shares against: they come to at most 5"],
            id="no-target-for-caps",
        ),
        pytest.param(
            "split: {甲区: 1..2, 乙区: 1..2}",
            ["? no target to hold the shares against: they come to 2 to 4"],
            id="no-target-for-ranges",
        ),
        pytest.param(
            "split: {甲区: 120, 乙区: }",
            ["? no target to hold the shares against: they add up to 120; blank: B District"],
            id="no-target-and-blank",
        ),
        pytest.param(
            "split: {甲区: 约120, 乙区: 150}",
            ["? no target to hold the shares against: they add up to about 270"],
            id="no-target-and-about",
        ),
        # ranges under one number
        pytest.param(
            "target: 5, split: {甲区: 1..2, 乙区: 1..2}",
            ["the shares come to 2 to 4, not 5: 3 short at the lower end"],
            id="ranges-below-number",
        ),
        pytest.param(
            "target: 1, split: {甲区: 1..2, 乙区: 1..2}",
            ["the shares come to 2 to 4, not 1: 1 over at the lower end"],
            id="ranges-above-number",
        ),
        pytest.param(
            "target: 5, split: {甲区: 1..2, 乙区: }",
            ["? the stated shares come to 1 to 2 of 5: the blank cells (B District) would have to carry 4"],
            id="range-beside-blank",
        ),
        # approximate figures
        pytest.param(
            "target: 约300, split: {甲区: 120, 乙区: 180}",
            ["? indicators.beds.target is about 300: only an exact figure can be compared"],
            id="about-the-sum",
        ),
        pytest.param(
            "target: 300, split: {甲区: 20余, 乙区: 近180}",
            [
                (
                    "? indicators.beds.split.甲区 is about 20, indicators.beds.split.乙区 is about 180: "
                    "only an exact figure can be compared"
                )
            ],
            id="about-the-shares",
        ),
    ],
)
def test_messages(messages, rest, expected):
    signed = [f"? {AT} {line[2:]}" if line.startswith("? ") else f"{AT} {line}" for line in expected]
    assert messages(district_sum, PLAN.format(rest=rest)) == signed


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("target: 300, split: {甲区: 120, 乙区: 150}", "分解合计 270张，应为 300张：少 30张", id="short"),
        pytest.param("target: 5, split: {甲区: 1..2, 乙区: 1..2}", "分解合计 2—4张，应为 5张：下端少 3张", id="ranges"),
        pytest.param(
            "target: 3, split: {甲区: 1以上, 乙区: 3以上}", "分解合计至少 4张，应为 3张：多 1张", id="floors-over"
        ),
        pytest.param("target: 300, split: {甲区: 120, 乙区: 190}", "分解合计 310张，应为 300张：多 10张", id="over"),
        pytest.param(
            "target: 不少于300, split: {甲区: 120以上, 乙区: 150以上}",
            "各地下限合计 270张，低于总目标 300张：尚有 30张没有落到任何地方，各地全部达标，总目标仍会落空",
            id="floors-below-floor",
        ),
        pytest.param(
            "target: 3以内, split: {甲区: 2以内, 乙区: 2以内}",
            "各地上限合计 4张，超过总上限 3张：多 1张",
            id="caps-above-cap",
        ),
        pytest.param(
            "target: 3以内, split: {甲区: 2, 乙区: 2}", "分解合计 4张，超过总上限 3张：多 1张", id="exact-above-cap"
        ),
        pytest.param(
            "target: 不少于5, split: {甲区: 2以内, 乙区: 2}",
            "分解合计至多 4张，够不到总目标 5张：少 1张",
            id="caps-cannot-reach-floor",
        ),
    ],
)
def test_problems_in_chinese(messages, rest, expected):
    assert messages(district_sum, PLAN.format(rest=rest), Language.ZH) == [f"{AT} {expected}"]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param(
            "target: 300, split: {甲区: 120, 乙区: }",
            "已填的合计 120张，目标 300张：空格（乙区）还要承担 180张",
            id="blank",
        ),
        pytest.param(
            "target: 3以内, split: {甲区: 2以内, 乙区: }",
            "已填的合计至多 2张，目标 3张：空格（乙区）至多还可承担 1张",
            id="blank-under-cap",
        ),
        pytest.param("split: {甲区: 120, 乙区: 150}", "没有总数可核对：分解合计 270张", id="no-target"),
        pytest.param(
            "split: {甲区: 约120以上, 乙区: }",
            "没有总数可核对：分解合计至少约120张；空格：乙区",
            id="no-target-about-blank",
        ),
        pytest.param("split: {甲区: 2以内, 乙区: 3以内}", "没有总数可核对：分解合计至多 5张", id="no-target-caps"),
        pytest.param(
            "target: 300, split: {甲区: 约120, 乙区: 180}",
            "indicators.beds.split.甲区 约120：约数不能作准，需要确切的数",
            id="about",
        ),
        pytest.param(
            "target: 3以内, split: {甲区: 1以上, 乙区: 2以上}",
            "上限之和不能说明够得上目标，下限之和也不能说明不超过上限：分解与总数的方向不同",
            id="undecided",
        ),
    ],
)
def test_unchecked_in_chinese(messages, rest, expected):
    assert messages(district_sum, PLAN.format(rest=rest), Language.ZH) == [f"? {AT} {expected}"]


def test_a_party_takes_part(messages):
    plan = """
indicators:
  lottery:
    {name: 福彩, kind: amount, unit: 元, target: 11.5亿元, partial: true, split: {市本级: 5.78亿元, 甲区: 5.72亿元}}
parties: {市本级: {}}
"""
    assert messages(district_sum, plan) == []
    assert messages(district_sum, plan.replace("5.72亿", "5.7亿")) == [
        "indicators.lottery.split: the shares add up to 1,148,000,000, not 1,150,000,000 yuan: 2,000,000 short"
    ]


def test_many_blank_cells_are_counted(messages):
    names = [f"{number}区" for number in range(12)]
    plan = PLAN.format(rest=f"target: 300, split: {{{', '.join(f'{name}: ' for name in names)}}}")
    districts = f"districts: {{{', '.join(f'{name}: {{}}' for name in names)}}}\n"
    assert messages(district_sum, districts + plan) == [
        (
            f"? {AT} the stated shares add up to 0 of 300: "
            "the blank cells (0区, 1区, 2区, 3区, 4区, 5区, 6区, 7区, 8区, 9区 and 2 more) would have to carry 300"
        )
    ]


def test_a_district_left_out_is_one_error_and_one_check_that_waits(check):
    report = check(PLAN.format(rest="target: 300, split: {甲区: 299}"))
    assert [
        (each.rule, each.outcome) for each in report.findings if each.rule not in ("translated", "unique-names")
    ] == [("district-sum", Outcome.UNCHECKED), ("split-complete", Outcome.BROKEN)]


def test_decimals_are_exact(messages):
    plan = "indicators: {floor: {name: 面积, kind: stock, unit: 平方米, target: 0.3, split: {甲区: 0.1, 乙区: 0.2}}}"
    assert messages(district_sum, plan) == []


def test_a_share_that_cannot_be_read_leaves_the_sum_unchecked(messages):
    assert messages(district_sum, PLAN.format(rest="target: 300, split: {甲区: 300, 乙区: 若干}")) == [
        "? indicators.beds.split.乙区: cannot be checked: indicators.beds.split.乙区 could not be read"
    ]


def test_a_target_that_cannot_be_read_leaves_the_sum_unchecked(messages):
    assert messages(district_sum, PLAN.format(rest="target: 若干, split: {甲区: 300, 乙区: 1}")) == [
        "? indicators.beds.target: cannot be checked: indicators.beds.target could not be read"
    ]


@pytest.mark.parametrize(
    ("rest", "needs"),
    [
        pytest.param("target: 3, split: {甲区: , 乙区: 1}", ("indicators.beds.split.甲区",), id="blank"),
        pytest.param("split: {甲区: 2, 乙区: 1}", ("indicators.beds.target",), id="no-target"),
        pytest.param("target: 3以内, split: {甲区: 2以上, 乙区: 1}", ("indicators.beds.split",), id="undecided"),
        pytest.param("target: 3, split: {甲: 2, 乙区: 1}", ("district-known",), id="unknown-district"),
        pytest.param("target: 3, split: {甲区: 2}", ("split-complete",), id="district-left-out"),
        pytest.param("target: 3, split: {甲区: 2户, 乙区: 1}", ("unit-matches",), id="other-unit"),
        pytest.param("target: 3张, split: {甲区: 约2, 乙区: 1}", ("indicators.beds.split.甲区",), id="about"),
    ],
)
def test_what_it_needs(check, rest, needs):
    report = check(PLAN.format(rest=rest), district_sum)
    assert [finding.needs for finding in report.findings] == [needs]


def test_a_problem_carries_its_numbers(check):
    (finding,) = check(PLAN.format(rest="target: 300, split: {甲区: 120, 乙区: 150}"), district_sum).findings
    assert (finding.severity, finding.outcome) == (Severity.ERROR, Outcome.BROKEN)
    assert (finding.expected, finding.actual, finding.gap, finding.unit) == (300, 270, -30, "张")
    assert [related.location.path for related in finding.related] == [("indicators", "beds", "target")]


# --- properties, and every outcome tried ------------------------------------------------------------------------------


def judge(target: Quantity, shares: list[Share]) -> Result:
    """Return what the rule says of shares of as many districts."""
    indicator = Indicator(
        name=Name(zh="床位"),
        kind=Kind.COUNT,
        unit=Unit("张"),
        target=target,
        split={f"d{number}": share for number, share in enumerate(shares)},
    )
    identifier = Identifier("beds")
    plan = Plan(
        civtarget=1, id=identifier, title=Name(zh="示例"), period=Period(2025, 2025), indicators={identifier: indicator}
    )
    (result,) = district_sum.check_indicator(identifier, plan, workspace_of([plan]), district_sum.Options())
    return result


def exactly(value: int | Fraction) -> Quantity:
    return Quantity(Op.EXACTLY, value, value, "", 1)


def at_least(value: int) -> Quantity:
    return Quantity(Op.AT_LEAST, value, None, "", 1)


def at_most(value: int) -> Quantity:
    return Quantity(Op.AT_MOST, None, value, "", 1)


def between(low: int, more: int) -> Quantity:
    return Quantity(Op.BETWEEN, low, low + more, "", 1)


@given(
    shares=st.lists(st.one_of(st.integers(0, 10**12), st.fractions(0, 10**6)), min_size=1, max_size=9),
    nudge=st.integers(-3, 3),
    order=st.randoms(use_true_random=False),
)
def test_only_the_whole_sum_passes_and_the_gap_is_what_is_off(shares, nudge, order):
    """A total equal to the sum holds in any order; nudged, the finding names exactly the nudge."""
    target = exactly(sum(shares))
    order.shuffle(shares)

    result = judge(target, [exactly(shares[0] + nudge), *map(exactly, shares[1:])])

    if nudge == 0:
        assert isinstance(result, Held)
    else:
        assert isinstance(result, Problem)
        assert (result.gap, result.expected) == (nudge, target.low)


def bounds(largest: int) -> st.SearchStrategy[Quantity]:
    """Any bound over small whole numbers."""
    number = st.integers(0, largest)
    return st.one_of(
        st.builds(exactly, number),
        st.builds(at_least, number),
        st.builds(at_most, number),
        st.builds(between, number, number),
    )


HIGHEST = 20  # above every target and share below: a district without an upper end may go beyond any of them


def meets(target: Quantity, value: int) -> bool:
    """Whether a value meets a target: an exact one from its number up."""
    above = target.low is None or value >= target.low
    return above and (target.high is None or target.op is Op.EXACTLY or value <= target.high)


def outcomes(shares: list[Quantity]) -> set[int]:
    """Return every sum that districts can come to that keep to their shares."""
    ranges = [range(int(share.low or 0), int(HIGHEST if share.high is None else share.high) + 1) for share in shares]
    return {sum(values) for values in product(*ranges)}


def expected_state(target: Quantity, shares: list[Quantity]) -> str:
    """
    Try every outcome.

    Where all meet the target, it holds; where none does, it is broken. Where some do, it is broken if districts fail it
    by doing just what their shares say: no more than a floor, or all of a cap. Other bounds decide nothing.
    """
    reached = outcomes(shares)
    if target.op is Op.EXACTLY and min(reached) > target.figure:
        return "over"  # met, but not as it was allocated
    if all(meets(target, value) for value in reached):
        return "holds"
    has_caps = any(share.op is Op.AT_MOST for share in shares)
    has_floors = any(share.op is Op.AT_LEAST for share in shares)
    too_many = target.op is not Op.EXACTLY and target.high is not None and max(reached) > target.high
    too_few = target.low is not None and min(reached) < target.low
    never_few_enough = target.high is not None and min(reached) > target.high
    never_enough = target.low is not None and max(reached) < target.low
    if never_few_enough or (too_many and not has_floors):
        return "over"
    if never_enough or (too_few and not has_caps):
        return "short"
    return "undecided"


def state(result: Result) -> str:
    match result:
        case Held():
            return "holds"
        case Problem(gap=gap):
            assert gap
            return "over" if gap > 0 else "short"
        case Unchecked(needs=needs):
            return "undecided" if needs == ("indicators.beds.split",) else "open"


@given(target=bounds(9), shares=st.lists(bounds(3), max_size=3))
def test_agrees_with_trying_every_outcome(target, shares):
    assert state(judge(target, list(shares))) == expected_state(target, shares)


@given(target=bounds(9), shares=st.lists(bounds(3), max_size=3))
def test_a_district_that_takes_no_part_changes_nothing(target, shares):
    assert judge(target, [*shares, Mark.NOT_APPLICABLE]) == judge(target, list(shares))


@given(target=bounds(9), shares=st.lists(bounds(3), max_size=3))
def test_a_blank_cell_is_open_where_it_decides(target, shares):
    """Open means that the number in the blank cell decides whether it breaks; without that, it is as if left out."""
    blank = state(judge(target, [*shares, None]))
    filled = {state(judge(target, [*shares, exactly(number)])) for number in range(HIGHEST + 1)}
    if blank == "open":
        assert filled & {"short", "over"}
        assert "holds" in filled or target.op is Op.BETWEEN  # shares may be too wide for a range, whatever is added
    elif blank == "over":
        assert filled == {"over"}
    else:
        assert blank == state(judge(target, list(shares)))
        assert blank != "short"


@given(target=bounds(9), shares=st.lists(bounds(3), max_size=3))
def test_order_of_districts_does_not_matter(target, shares):
    # Suspects that fit alike stand in the order of the shares.
    one, other = (_without_suspects(judge(target, each)) for each in (list(shares), shares[::-1]))
    assert one == other


def _without_suspects(result):
    return replace(result, suspects=(), diagnosis=None) if isinstance(result, Problem) else result
