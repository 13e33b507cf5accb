"""reduction: which of several rows counts, and what a history comes to at a day."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.excerpts import whole_plan
from support.submissions import period, row

from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.language import Text
from civtarget.model.actuals import Observation, Place, Subject
from civtarget.model.plan import Identifier, Plan
from civtarget.notation.periods import ReportingPeriod
from civtarget.scorecard.reduction import RowMerge, RowMergeKind, reduce_observations, value_to_date

FEBRUARY, MARCH = date(2025, 2, 27), date(2025, 3, 1)


def plan_of(excerpt: str) -> Plan:
    file = parse_plan(File("plan.yaml", whole_plan(excerpt), ""))
    assert file.plan is not None
    assert not file.faults
    return file.plan


BEDS = plan_of("indicators: {beds: {name: 床位, kind: count, unit: 张}, done: {name: 任务, kind: task}}")
ADDED = plan_of("indicators: {beds: {name: 床位, kind: count, unit: 张, reported: in-period}}")


def rows(*texts: str) -> list[Observation]:
    return [row(text, number) for number, text in enumerate(texts, start=1)]


# --- which row counts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "kept", "row_merges"),
    [
        pytest.param(["beds 甲区 2025-06 80"], ["80 @1"], [], id="once"),
        pytest.param(
            ["beds 甲区 2025-06 80", "beds 乙区 2025-06 70", "beds 甲区 2025-03 40"],
            ["40 @3", "80 @1", "70 @2"],
            [],
            id="of-different-things",
        ),
        pytest.param(["beds 甲区 2025-06 80"] * 2, ["80 @1"], ["duplicate @1 @2"], id="twice-the-same"),
        pytest.param(["beds 甲区 2025-06 80"] * 3, ["80 @1"], ["duplicate @1 @2 @3"], id="three-times-the-same"),
        pytest.param(
            ["beds 甲区 2025-06 80", "beds 甲区 2025-06 81"], ["? @1"], ["conflict @1 @2"], id="twice-different"
        ),
        pytest.param(
            ["beds 甲区 2025-06 80 on 2025-07-01", "beds 甲区 2025-06 81 on 2025-07-02"],
            ["81 @2"],
            ["revised @2 @1"],
            id="the-later-counts",
        ),
        pytest.param(
            ["beds 甲区 2025-06 80 on 2025-07-02", "beds 甲区 2025-06 81 on 2025-07-01"],
            ["80 @1"],
            ["revised @1 @2"],
            id="in-whatever-order",
        ),
        pytest.param(
            ["beds 甲区 2025-06 80 on 2025-07-01", "beds 甲区 2025-06 81 on 2025-07-01"],
            ["? @1"],
            ["conflict @1 @2"],
            id="none-is-later",
        ),
        pytest.param(
            ["beds 甲区 2025-06 80", "beds 甲区 2025-06 81 on 2025-07-01"],
            ["? @1"],
            ["conflict @1 @2"],
            id="one-without-a-date",
        ),
        pytest.param(
            ["beds 甲区 2025-06 79 on 2025-07-01", "beds 甲区 2025-06 80", "beds 甲区 2025-06 80 on 2025-07-02"],
            ["80 @2"],
            ["revised @2 @3 @1"],
            id="one-without-a-date-agrees-with-the-latest",
        ),
        pytest.param(
            ["beds 甲区 2025-06 80 on 2025-07-01", "beds 甲区 2025-06 ? on 2025-07-02"],
            ["? @2"],
            ["revised @2 @1"],
            id="the-later-is-unreadable",
        ),
        pytest.param(
            ["beds 甲区 2025-06 80", "beds 甲区 2025-06 ?"], ["? @1"], ["conflict @1 @2"], id="one-is-unreadable"
        ),
        pytest.param(["beds 甲区 2025-06 ?"] * 2, ["? @1"], [], id="both-are-unreadable-as-was-said"),
        pytest.param(
            ["beds 甲区 2025-06 11/12", "beds 甲区 2025-06 92"], ["92 11/12 @1"], ["duplicate @1 @2"], id="fill"
        ),
        pytest.param(
            ["beds 甲区 2025-06 11/12", "beds 甲区 2025-06 10/12"], ["? @1"], ["conflict @1 @2"], id="other-part"
        ),
        pytest.param(["done 甲区 2025-06 done", "done 甲区 2025-06 done"], ["done @1"], ["duplicate @1 @2"], id="task"),
        pytest.param(
            ["done 甲区 2025-06 done", "done 甲区 2025-06 in-progress"], ["? @1"], ["conflict @1 @2"], id="other-state"
        ),
        pytest.param(["beds 甲区 2025-06 80", "beds 甲区 2025-Q2 80"], ["80 @1"], ["duplicate @1 @2"], id="same-end"),
        pytest.param(
            ["beds 甲区 2025-06 80", "beds 甲区 2025-H1 81"], ["? @1"], ["conflict @1 @2"], id="same-end-other"
        ),
        pytest.param(["beds 甲区 2025 80"], ["80 @1"], [], id="all-of-the-plan"),
    ],
)
def test_which_row_counts(texts, kept, row_merges):
    reduction = reduce_observations(rows(*texts), BEDS)
    histories = [each for history in reduction.histories.values() for each in history]
    assert [shown(each) for each in histories] == kept
    assert [
        " ".join((each.kind, *(f"@{row.place.line}" for row in each.observations))) for each in reduction.row_merges
    ] == row_merges


def shown(observation: Observation) -> str:
    ratio = "" if observation.part is None else f" {observation.part}/{observation.whole}"
    value = observation.state or (observation.value if observation.readable else "?")
    return f"{value}{ratio} @{observation.place.line}"


def test_an_event_whole():
    one, other = rows("beds 甲区 2025-06 80", "beds 甲区 2025-Q2 81")
    assert reduce_observations([other, one], BEDS).row_merges == (
        RowMerge(RowMergeKind.CONFLICT, Subject(Identifier("beds"), None, "甲区"), period("2025-06"), (one, other)),
    )


def test_what_is_in_conflict_keeps_nothing_of_the_rows():
    (history,) = reduce_observations(rows("beds 甲区 2025-06 11/12", "beds 甲区 2025-06 9/12"), BEDS).histories.values()
    assert history == (
        Observation(
            subject=Subject(Identifier("beds"), None, "甲区"),
            period=period("2025-06"),
            value=None,
            place=Place("rows", 1),
            readable=False,
        ),
    )


@pytest.mark.parametrize(
    ("one", "other", "submitted"),
    [
        pytest.param("80 on 2025-07-01", "80 on 2025-07-09", date(2025, 7, 1), id="the-same-again"),
        pytest.param("79 on 2025-07-01", "80 on 2025-07-09", date(2025, 7, 9), id="another-value"),
        pytest.param("80", "80 on 2025-07-09", date(2025, 7, 9), id="one-without"),
    ],
)
def test_when_it_was_submitted(one, other, submitted):
    texts = rows(f"beds 甲区 2025-06 {one}", f"beds 甲区 2025-06 {other}")
    ((kept,),) = reduce_observations(texts, BEDS).histories.values()
    assert kept.submitted == submitted


def test_periods_that_end_together_are_different_where_each_has_its_own_value():
    reduction = reduce_observations(rows("beds 甲区 2025-06 3", "beds 甲区 2025-Q2 9", "beds 甲区 2025-H1 20"), ADDED)
    (history,) = reduction.histories.values()
    assert [each.value for each in history] == [20, 9, 3]
    assert reduction.row_merges == ()


some_rows = st.lists(
    st.builds(
        "{} {} {} {}{}".format,
        st.sampled_from(["beds", "done"]),
        st.sampled_from(["甲区", "乙区", "-"]),
        st.sampled_from(["2025-03", "2025-Q1", "2025-06", "2024-12"]),
        st.sampled_from(["1", "2", "?", "done", "1/2", "5 1/2"]),
        st.sampled_from(["", " on 2025-07-01", " on 2025-07-02"]),
    ),
    max_size=9,
)


@given(texts=some_rows, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(texts, order):
    observations = rows(*texts)
    expected = reduce_observations(observations, BEDS)
    order.shuffle(observations)
    assert reduce_observations(observations, BEDS) == expected


@given(texts=some_rows)
def test_no_row_is_lost(texts):
    """Every row is what counts, or an event tells of it, or it repeats something unreadable."""
    observations = rows(*texts)
    reduction = reduce_observations(observations, BEDS)
    told = {row.place for event in reduction.row_merges for row in event.observations}
    kept = {each.place for history in reduction.histories.values() for each in history}
    assert all(each.place in told | kept or not each.readable for each in observations)
    assert all(len({row.period.end for row in history}) == len(history) for history in reduction.histories.values())


# --- what a history comes to ------------------------------------------------------------------------------------------


def come_to(plan: str, texts: list[str], day: date) -> str:
    """Return what `texts` come to, reported of the one indicator of a plan."""
    read = plan_of(plan)
    reduction = reduce_observations(rows(*texts), read)
    (history,), (indicator,) = reduction.histories.values(), read.indicators.values()
    standing_then = value_to_date(history, indicator, read, day)
    if standing_then is None:
        return "nothing"
    if standing_then.value is None:
        assert standing_then.reason is not None
        return f"? {standing_then.reason.en}"
    return " ".join((str(standing_then.value), *standing_then.missing, f"@{standing_then.latest.period.text}"))


UNREADABLE = "? what was reported could not be read, or contradicts what else was reported"
DISAGREE = "? the value of a period and those of the periods in it do not agree"


@pytest.mark.parametrize(
    ("rest", "texts", "day", "expected"),
    [
        pytest.param("", ["2025-06 80"], date(2025, 6, 29), "nothing", id="not-yet-ended"),
        pytest.param("", ["2025-06 80"], date(2025, 6, 30), "80 @2025-06", id="ended"),
        pytest.param("", ["2025-03 30", "2025-06 80"], date(2025, 8, 1), "80 @2025-06", id="the-latest"),
        pytest.param("", ["2025-03 30", "2025-06 80"], date(2025, 5, 1), "30 @2025-03", id="the-latest-ended"),
        pytest.param("", ["2025-03 30", "2025-06 ?"], date(2025, 6, 30), UNREADABLE, id="the-latest-is-unreadable"),
        pytest.param("", ["2025-06 1/2"], date(2025, 6, 30), UNREADABLE, id="a-count-is-no-ratio"),
        pytest.param("", ["2025-03 ?", "2025-06 80"], date(2025, 6, 30), "80 @2025-06", id="an-earlier-is"),
        # in the period
        pytest.param("in-period", ["2025-01 3", "2025-02 4"], FEBRUARY, "3 @2025-01", id="one-month"),
        pytest.param("in-period", ["2025-01 3", "2025-02 4"], MARCH, "7 @2025-02", id="two-months"),
        pytest.param("in-period", ["2025-01 3", "2025-02 -4"], MARCH, "-1 @2025-02", id="a-correction"),
        pytest.param("in-period", ["2025-02 4"], MARCH, "4 2025-01 @2025-02", id="a-month-is-missing"),
        pytest.param("in-period", ["2025-01 ?", "2025-02 4"], MARCH, "4 2025-01 @2025-02", id="or-unreadable"),
        pytest.param("in-period", ["2025-01 3", "2025-02 ?"], MARCH, UNREADABLE, id="the-last-month-is-unreadable"),
        pytest.param(
            "in-period",
            ["2025-02 -4"],
            MARCH,
            "? periods are missing, and values below zero say nothing of the rest",
            id="a-correction-of-nothing",
        ),
        pytest.param("in-period, start: 2月", ["2025-02 4"], MARCH, "4 @2025-02", id="not-needed-before-the-start"),
        pytest.param(
            "in-period, start: 2月", ["2025-01 3", "2025-02 4"], MARCH, "7 @2025-02", id="but-counted-before-the-start"
        ),
        pytest.param(
            "in-period, start: 2月15日", ["2025-02 4"], MARCH, "4 @2025-02", id="the-month-of-the-start-is-needed"
        ),
        pytest.param(
            "in-period", ["2025-Q1 9", "2025-04 3"], date(2025, 4, 30), "12 @2025-04", id="quarters-beside-months"
        ),
        pytest.param(
            "in-period", ["2025-Q1 9", "2025-02 3"], date(2025, 4, 30), "9 @2025-Q1", id="a-month-in-a-quarter"
        ),
        pytest.param(
            "in-period",
            ["2025-01 2", "2025-02 3", "2025-03 4", "2025-Q1 9"],
            date(2025, 3, 31),
            "9 @2025-03",
            id="months-make-the-quarter",
        ),
        pytest.param(
            "in-period",
            ["2025-01 2", "2025-02 3", "2025-03 5", "2025-Q1 9"],
            date(2025, 3, 31),
            DISAGREE,
            id="months-do-not-make-the-quarter",
        ),
        pytest.param(
            "in-period",
            ["2025-01 2", "2025-02 3", "2025-03 5", "2025-Q1 9"],
            MARCH,
            "5 @2025-02",
            id="which-only-shows-at-its-end",
        ),
        pytest.param(
            "in-period",
            ["2025-01 2", "2025-02 3", "2025-03 4", "2025-Q1 ?"],
            date(2025, 3, 31),
            UNREADABLE,
            id="the-quarter-is-unreadable",
        ),
        pytest.param(
            "in-period",
            ["2025-Q1 9", "2025-Q2 6", "2025-H1 16"],
            date(2025, 6, 30),
            DISAGREE,
            id="quarters-do-not-make-the-half",
        ),
        pytest.param(
            "in-period",
            ["2025-01 2", "2025-02 3", "2025-03 4", "2025-Q2 6", "2025-H1 15"],
            date(2025, 6, 30),
            "15 @2025-Q2",
            id="months-and-a-quarter-make-the-half",
        ),
    ],
)
def test_a_year(rest, texts, day, expected):
    reported = f", reported: {rest}" if rest else ""
    plan = f"indicators: {{beds: {{name: 床位, kind: count, unit: 张{reported}}}}}"
    assert come_to(plan, [f"beds 甲区 {text}" for text in texts], day) == expected


@pytest.mark.parametrize(
    ("rest", "texts", "expected"),
    [
        pytest.param("", ["2021 10", "2022 20", "2023-06 5"], "35 @2023-06", id="year-ends-are-added"),
        pytest.param("", ["2021-12 10", "2022-11 20", "2023-06 5"], "35 2022-12 @2023-06", id="a-year-end-is-missing"),
        pytest.param("", ["2023-06 5"], "5 2021-12 2022-12 @2023-06", id="all-are"),
        pytest.param("", ["2021 10", "2022 ?", "2023-06 5"], "15 2022-12 @2023-06", id="one-is-unreadable"),
        pytest.param("start: 2022年7月", ["2022 20", "2023-06 5"], "25 @2023-06", id="own-start"),
        pytest.param("start: 2022年7月", ["2021 1", "2022 20", "2023-06 5"], "26 @2023-06", id="before-own-start"),
        pytest.param("reported: plan-to-date", ["2022 30", "2023-06 35"], "35 @2023-06", id="plan-to-date"),
        pytest.param(
            "reported: in-period", ["2021 10", "2022 20", "2023-Q1 4", "2023-Q2 5"], "39 @2023-Q2", id="in-period"
        ),
        pytest.param(
            "reported: in-period",
            ["2021 10", "2022 20", "2023-Q2 5"],
            "35 2023-01 2023-02 2023-03 @2023-Q2",
            id="in-period-with-a-gap",
        ),
        pytest.param("kind: stock", ["2021 10", "2022 20", "2023-06 5"], "5 @2023-06", id="a-state-takes-the-last"),
        pytest.param(
            "kind: stock, reported: in-period", ["2022 20", "2023-06 5"], "5 @2023-06", id="whatever-it-counts-from"
        ),
    ],
)
def test_several_years(rest, texts, expected):
    kind = "" if "kind" in rest else "kind: count, "
    plan = f"period: 2021..2025\nindicators: {{beds: {{name: 床位, {kind}unit: 张, {rest}}}}}".replace(", }", "}")
    assert come_to(plan, [f"beds 甲区 {text}" for text in texts], date(2023, 9, 30)) == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        pytest.param("92", "", "92 @2025-06", id="as-reported"),
        pytest.param("11/12", "", "275/3 @2025-06", id="of-part-and-whole"),
        pytest.param("92 11/12", "", "275/3 @2025-06", id="printed-92"),
        pytest.param("91.67 11/12", "", "275/3 @2025-06", id="printed-in-full"),
        pytest.param("91.5 183/200", "", "183/2 @2025-06", id="exactly"),
        pytest.param(
            "91 11/12", "", "? the reported rate does not agree with its part and whole", id="printed-otherwise"
        ),
        pytest.param("92 185/200", "", "? the reported rate does not agree with its part and whole", id="rounded-down"),
        pytest.param("93 185/200", "", "185/2 @2025-06", id="rounded-up"),
        pytest.param("0/0", "", "? the whole is 0, so there is no rate", id="of-nothing"),
        pytest.param("1/0", "", "? a part of 1 and a whole of 0 make no rate", id="a-part-of-nothing"),
        pytest.param("13/12", "", "? a part of 13 and a whole of 12 make no rate", id="more-than-all"),
        pytest.param("-1/12", "", "? a part of -1 and a whole of 12 make no rate", id="less-than-nothing"),
        pytest.param("?", "", UNREADABLE, id="unreadable"),
        pytest.param("3/2", "倍", "3/2 @2025-06", id="times"),
        pytest.param("30/12000", "名/万名老年人", "25 @2025-06", id="per-ten-thousand"),
        pytest.param("30 1/2", "元", "30 @2025-06", id="no-ratio"),
    ],
)
def test_rates(value, unit, expected):
    stated = f", unit: {unit}" if unit else ""
    plan = f"indicators: {{rate: {{name: 比率, kind: rate{stated}}}}}"
    assert come_to(plan, [f"rate 甲区 2025-06 {value}"], date(2025, 6, 30)) == expected


def test_a_contradiction_of_a_rate_in_chinese():
    plan = plan_of("indicators: {rate: {name: 比率, kind: rate}}")
    (indicator,) = plan.indicators.values()
    reasons = []
    for value in ("91 11/12", "13/12", "0/0", "?"):
        then = value_to_date(rows(f"rate 甲区 2025-06 {value}"), indicator, plan, date(2025, 6, 30))
        assert then is not None
        assert then.reason is not None
        reasons.append(then.reason.zh)
    assert reasons == [
        "报送的比率与分子、分母不符",
        "分子 13、分母 12 不成比率",
        "分母为 0，谈不上比率",
        "报送的数值未能读取，或互相矛盾",
    ]


def test_other_reasons_in_chinese():
    added = next(iter(ADDED.indicators.values()))
    months = rows(
        *(f"beds 甲区 2025-0{month} 3" for month in (1, 2, 3)), "beds 甲区 2025-Q1 10", "beds 甲区 2025-05 -1"
    )
    crossing = replace(months[3], period=ReportingPeriod("2025-02..05", date(2025, 2, 1), date(2025, 5, 31)))
    histories = [months[3], *months[:3]], [months[3], crossing], [months[4]]
    reasons = [value_to_date(history, added, ADDED, date(2025, 6, 30)) for history in histories]
    assert [each.reason for each in reasons if each] == [
        Text("合计期与其中各期的数值不符", "the value of a period and those of the periods in it do not agree"),
        Text("各期互相重叠，不能相加", "periods overlap, so their values cannot be added up"),
        Text("期间不全，又有负数", "periods are missing, and values below zero say nothing of the rest"),
    ]


@pytest.mark.parametrize(
    ("printed", "agrees"),
    [(Fraction(275, 3), True), (Fraction(274, 3), False), (Fraction(917, 10), True), (Fraction(916, 10), False)],
)
def test_a_reported_rate_is_as_exact_as_it_is_printed(printed, agrees):
    plan = plan_of("indicators: {rate: {name: 比率, kind: rate}}")
    observation = Observation(
        subject=Subject(Identifier("rate"), None, None),
        period=period("2025-06"),
        value=printed,
        place=Place("rows", 1),
        part=11,
        whole=12,
    )
    then = value_to_date([observation], next(iter(plan.indicators.values())), plan, date(2025, 6, 30))
    assert then is not None
    assert (then.value is not None) == agrees


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("done", "1 @2025-06", id="done"),
        pytest.param("in-progress", "0 @2025-06", id="in-progress"),
        pytest.param("not-started", "0 @2025-06", id="not-started"),
        pytest.param("done=2025-06-30", "1 @2025-06", id="done-on-that-day"),
        pytest.param("done=2025-07-01", "0 @2025-06", id="done-the-day-after"),
        pytest.param("?", UNREADABLE, id="unreadable"),
        pytest.param("in-progress=2025-06-01", UNREADABLE, id="in-progress-and-done-on-a-day"),
    ],
)
def test_tasks(text, expected):
    plan = "indicators: {done: {name: 任务, kind: task}}"
    assert come_to(plan, [f"done 甲区 2025-06 {text}"], date(2025, 6, 30)) == expected


def test_a_number_is_no_state_of_a_task():
    assert come_to("indicators: {t: {name: 任务, kind: task}}", ["t 甲区 2025-06 3"], date(2025, 6, 30)) == UNREADABLE


@given(
    values=st.lists(st.one_of(st.integers(0, 10**6), st.fractions(0, 10**3)), min_size=1, max_size=12),
    months=st.integers(1, 12),
)
def test_values_of_months_add_up_exactly(values, months):
    """The months that are there make the sum, and those that are not are named."""
    texts = [f"beds 甲区 2025-{number:02} 0" for number in range(1, len(values) + 1)]
    observations = [
        Observation(subject=each.subject, period=each.period, value=value, place=each.place)
        for each, value in zip(rows(*texts), values, strict=True)
    ]
    left = [each for each in observations if each.period.start.month != months]
    indicator = next(iter(ADDED.indicators.values()))
    whole, partial = (value_to_date(history, indicator, ADDED, date(2025, 12, 31)) for history in (observations, left))
    assert whole is not None
    assert (whole.value, whole.missing) == (sum(values), ())
    if partial is not None and months < len(values):
        assert partial.missing == (f"2025-{months:02}",)
        assert partial.value == sum(values) - values[months - 1]
