"""observations: what the judging side asks of rows in memory, one indicator or subject at a time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.excerpts import whole_plan
from support.submissions import row

from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.model.actuals import Subject
from civtarget.scorecard.observations import Observations, ObservationsInMemory
from civtarget.scorecard.reduction import reduce_observations

PLAN = parse_plan(
    File(
        "plan.yaml",
        whole_plan(
            "indicators: {beds: {name: 床位, kind: count, unit: 张}, "
            "visits: {name: 人次, kind: count, unit: 人次, reported: in-period}}"
        ),
        "",
    )
).plan
assert PLAN is not None
INDICATORS = tuple(PLAN.indicators)


def held(*texts) -> Observations:
    return ObservationsInMemory((row(text, line) for line, text in enumerate(texts, start=1)), PLAN)


def lines(rows):
    return [each.place.line for each in rows]


def test_nothing_reported():
    nothing = held()

    assert nothing.latest_end is None
    assert [(nothing.histories(name), nothing.row_merges(name)) for name in INDICATORS] == [({}, ())] * 2
    assert nothing.rows_of(Subject("beds", None, "甲区")) == ()


def test_each_indicator_and_subject_has_its_own():
    observations = held(
        "visits 乙区 2025-06 2",
        "beds 甲区 2025-06 6",
        "beds 乙区 2025-03 3",
        "beds 甲区 2025-03 3",
        "beds 甲区 2025-Q2 6",
    )

    assert observations.latest_end == date(2025, 6, 30)
    assert {
        name: {subject.district: lines(history) for subject, history in observations.histories(name).items()}
        for name in INDICATORS
    } == {"beds": {"甲区": [4, 2], "乙区": [3]}, "visits": {"乙区": [1]}}
    assert lines(observations.rows_of(Subject("beds", None, "甲区"))) == [2, 4, 5]
    assert {name: [lines(each.observations) for each in observations.row_merges(name)] for name in INDICATORS} == {
        "beds": [[2, 5]],
        "visits": [],
    }


@pytest.mark.parametrize("name", INDICATORS)
def test_subjects_are_in_the_order_of_their_first_rows(name):
    observations = held(*(f"{name} {text}" for text in ("丙区 2025-06 1", "甲区 2025-03 1", "丙区 2025-03 1")))

    assert [subject.district for subject in observations.histories(name)] == ["丙区", "甲区"]


texts = st.builds(
    "{} {} {} {}".format,
    st.sampled_from(INDICATORS),
    st.sampled_from(["甲区", "乙区"]),
    st.sampled_from(["2025-03", "2025-06", "2025-Q2", "2025-H1", "2025"]),
    st.sampled_from(["1", "2", "?"]),
)


@given(st.lists(texts, max_size=12))
def test_asked_piece_by_piece_it_is_the_whole_reduction(texts):
    rows = [row(text, line) for line, text in enumerate(texts, start=1)]
    whole = reduce_observations(rows, PLAN)

    observations = ObservationsInMemory(iter(rows), PLAN)

    histories = [item for name in INDICATORS for item in observations.histories(name).items()]
    assert dict(histories) == whole.histories
    assert sorted(lines(each for subject, _ in histories for each in observations.rows_of(subject))) == lines(rows)
    merges = [each for name in INDICATORS for each in observations.row_merges(name)]
    assert sorted(merges, key=whole.row_merges.index) == list(whole.row_merges)
    assert observations.latest_end == max((each.period.end for each in rows), default=None)
