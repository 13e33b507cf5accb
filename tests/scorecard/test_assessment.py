"""assessment: how complete the reports are for each period, and what of them is known by a day."""

from datetime import date

import pytest
from support.excerpts import whole_plan
from support.submissions import row

from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.scorecard.assessment import assess
from civtarget.scorecard.observations import ObservationsInMemory

MARCH, JUNE, YEAR_END = date(2025, 3, 31), date(2025, 6, 30), date(2025, 12, 31)


def assessed(excerpt, texts, as_of=JUNE):
    """Assess rows such as `beds 甲区 2025-06 80` for an excerpt of a plan."""
    file = parse_plan(File("plan.yaml", whole_plan(excerpt), ""))
    assert file.plan is not None
    rows = (row(text, line) for line, text in enumerate(texts, start=1))
    return assess(file.plan, ObservationsInMemory(rows, file.plan), as_of)


def coverage(excerpt, texts, as_of=JUNE):
    """Return a line for each period: `2025-06: 2 of 3, 乙区 lacks beds meals`."""
    return [
        f"{each.period}: {each.reported} of {each.expected}"
        + "".join(
            f", {district} lacks {' '.join(missing)}" for district, missing in sorted(each.missing.items(), key=_order)
        )
        for each in assessed(excerpt, texts, as_of).coverage
    ]


def _order(missing):
    """The order of districts is not stated."""
    return ("甲区", "乙区", "市本级").index(missing[0])


def indicators(**entries):
    return "indicators:\n" + "".join(
        f"  {identifier}: {{name: {{zh: {identifier}}}, {entry}}}\n" for identifier, entry in entries.items()
    )


def count(split, more=""):
    return f"kind: count, unit: 张, target: 24, split: {split}{more}"


BOTH = "{甲区: 12, 乙区: 12}"
BEDS = indicators(beds=count(BOTH))
TWO = indicators(beds=count(BOTH), meals=count(BOTH))
LATER = count(BOTH, ", start: 2025-07-01")
"""Nothing of it is due, and so no report, before July."""
RATE = "kind: rate, target: 90%"


@pytest.mark.parametrize(
    ("excerpt", "texts", "expected"),
    [
        pytest.param(BEDS, [], [], id="nothing-reported"),
        pytest.param(BEDS, ["beds 甲区 2025-06 6", "beds 乙区 2025-06 6"], ["2025-06: 2 of 2"], id="complete"),
        pytest.param(BEDS, ["beds 甲区 2025-06 6"], ["2025-06: 1 of 2, 乙区 lacks beds"], id="a-district-missing"),
        pytest.param(
            BEDS,
            ["beds 乙区 2025-06 6", "beds 甲区 2025-03 3", "beds 乙区 2025-03 3"],
            ["2025-03: 2 of 2", "2025-06: 1 of 2, 甲区 lacks beds"],
            id="two-periods-oldest-first",
        ),
        pytest.param(
            BEDS,
            ["beds 甲区 2025-03 3", "beds 乙区 2025-06 3"],
            ["2025-03: 1 of 2, 乙区 lacks beds", "2025-06: 1 of 2, 甲区 lacks beds"],
            id="each-period-by-itself",
        ),
        pytest.param(
            TWO,
            ["beds 甲区 2025-06 6", "meals 甲区 2025-06 6"],
            ["2025-06: 2 of 4, 乙区 lacks beds meals"],
            id="all-of-a-district-in-the-order-of-the-plan",
        ),
        # what nobody reported
        pytest.param(
            TWO,
            [f"beds {name} 2025-{month} 6" for name in ("甲区", "乙区") for month in ("03", "06")],
            ["2025-03: 2 of 2", "2025-06: 2 of 4, 甲区 lacks meals, 乙区 lacks meals"],
            id="overdue-counts-for-the-latest-period-only",
        ),
        pytest.param(
            TWO,
            ["beds 甲区 2025-06 6", "beds 乙区 2025-06 6", "meals 甲区 2025-03 3"],
            ["2025-03: 1 of 2, 乙区 lacks meals", "2025-06: 2 of 4, 甲区 lacks meals, 乙区 lacks meals"],
            id="with-one-overdue-all-are-expected",
        ),
        pytest.param(
            TWO,
            ["beds 甲区 2025-06 6", "beds 乙区 2025-06 6", "meals 甲区 2025-03 3", "meals 乙区 2025-03 3"],
            ["2025-03: 2 of 2", "2025-06: 2 of 2"],
            id="not-in-a-period-that-it-is-not-reported-for",
        ),
        pytest.param(
            indicators(beds=count(BOTH), meals=LATER),
            ["beds 甲区 2025-06 6", "beds 乙区 2025-06 6"],
            ["2025-06: 2 of 2"],
            id="what-is-not-due-is-not-expected",
        ),
        pytest.param(
            indicators(beds=count(BOTH), meals=LATER),
            ["beds 甲区 2025-06 6", "beds 乙区 2025-06 6", "meals 乙区 2025-06 1"],
            ["2025-06: 3 of 4, 甲区 lacks meals"],
            id="unless-somebody-reports-it",
        ),
        # what is not expected
        pytest.param(
            indicators(beds=count('{甲区: 24, 乙区: "--"}')), ["beds 甲区 2025-06 6"], ["2025-06: 1 of 1"], id="dashes"
        ),
        pytest.param(
            indicators(beds=count("{甲区: 24, 乙区: }")), ["beds 甲区 2025-06 6"], ["2025-06: 1 of 1"], id="blank-share"
        ),
        pytest.param(indicators(beds=count("{甲区: 24}")), ["beds 甲区 2025-06 6"], ["2025-06: 1 of 1"], id="no-share"),
        pytest.param(
            indicators(beds=count('{甲区: 24, 乙区: "--"}')),
            ["beds 乙区 2025-06 6"],
            ["2025-06: 0 of 1, 甲区 lacks beds"],
            id="dashes-reported-all-the-same-are-not-counted",
        ),
        pytest.param(
            indicators(rate=RATE),
            ["rate 甲区 2025-06 11/12", "rate 乙区 2025-06 11/12"],
            [],
            id="nobody-is-bound",
        ),
        # who is expected
        pytest.param(
            indicators(beds="kind: count, unit: 张, each: 2"),
            ["beds 甲区 2025-06 1"],
            ["2025-06: 1 of 2, 乙区 lacks beds"],
            id="what-is-due-from-each-district",
        ),
        pytest.param(
            "parties: {市本级: {}}\n" + indicators(beds=count("{市本级: 12, 甲区: 12}")),
            ["beds 甲区 2025-06 6"],
            ["2025-06: 1 of 2, 市本级 lacks beds"],
            id="a-party-with-a-share",
        ),
        pytest.param(
            indicators(survey="kind: task, districts: all"),
            ["survey 甲区 2025-06 in-progress"],
            ["2025-06: 1 of 2, 乙区 lacks survey"],
            id="the-districts-that-have-a-duty",
        ),
        pytest.param(
            indicators(survey="kind: task, districts: [甲区]"),
            ["survey 甲区 2025-06 in-progress"],
            ["2025-06: 1 of 1"],
            id="and-no-others",
        ),
        pytest.param(
            indicators(survey="kind: task, districts: all, steps: [{do: {zh: 排查}, by: 2025-03-31}]"),
            ["survey 甲区 2025-06 in-progress", "survey#1 甲区 2025-06 done"],
            ["2025-06: 1 of 2, 乙区 lacks survey"],
            id="for-the-task-not-for-its-milestones",
        ),
        # values of the whole area
        pytest.param(
            BEDS, ["beds - 2025-06 12"], ["2025-06: 0 of 2, 甲区 lacks beds, 乙区 lacks beds"], id="whole-area-only"
        ),
        pytest.param(
            BEDS,
            ["beds - 2025-06 12", "beds 甲区 2025-06 6"],
            ["2025-06: 1 of 2, 乙区 lacks beds"],
            id="whole-area-counts-for-nobody",
        ),
        pytest.param(indicators(rate=RATE), ["rate - 2025-06 90"], [], id="whole-area-without-a-split"),
        pytest.param(
            indicators(beds=count(BOTH), rate=RATE),
            ["rate - 2025-03 90", "beds 甲区 2025-06 6", "beds 乙区 2025-06 6"],
            ["2025-06: 2 of 2"],
            id="a-period-for-which-nothing-is-expected-is-left-out",
        ),
        # rows
        pytest.param(
            BEDS, ["beds 甲区 2025-06 ?", "beds 乙区 2025-06 6"], ["2025-06: 2 of 2"], id="unreadable-is-not-missing"
        ),
        pytest.param(
            BEDS,
            ["beds 甲区 2025-06 6", "beds 甲区 2025-06 7", "beds 乙区 2025-06 6"],
            ["2025-06: 2 of 2"],
            id="a-conflict-is-not-missing",
        ),
        pytest.param(
            BEDS, ["beds 甲区 2025-06 0", "beds 乙区 2025-06 6"], ["2025-06: 2 of 2"], id="nor-is-nothing-done"
        ),
        pytest.param(
            BEDS,
            ["beds 甲区 2025-06 6", "beds 甲区 2025-06 6", "beds 甲区 2025-06 6"],
            ["2025-06: 1 of 2, 乙区 lacks beds"],
            id="repeated-rows-count-once",
        ),
        pytest.param(
            BEDS,
            ["beds 甲区 2025-06 6", "beds 乙区 2025-H1 6"],
            ["2025-06: 2 of 2"],
            id="periods-that-end-alike-are-one-by-its-shortest-name",
        ),
        pytest.param(
            BEDS,
            ["beds 甲区 2025-06 6", "beds 乙区 2025-06 6", "beds 甲区 2025-07 6"],
            ["2025-06: 2 of 2"],
            id="a-period-that-has-not-ended-is-not-there-yet",
        ),
        pytest.param(
            indicators(beds=count(BOTH, ", steps: [{do: {zh: 排查}, by: 2025-03-31}]")),
            ["beds#1 甲区 2025-03 done", "beds 甲区 2025-06 6"],
            ["2025-06: 1 of 2, 乙区 lacks beds"],
            id="a-step-is-not-its-indicator",
        ),
    ],
)
def test_coverage(excerpt, texts, expected):
    assert coverage(excerpt, texts) == expected


def test_coverage_is_that_of_its_day():
    texts = ["beds 甲区 2025-03 3", "beds 乙区 2025-03 3", "beds 甲区 2025-06 6"]

    by_day = {day: coverage(TWO, texts, day) for day in (date(2025, 3, 30), MARCH, JUNE)}

    assert by_day == {
        date(2025, 3, 30): [],
        MARCH: ["2025-03: 2 of 4, 甲区 lacks meals, 乙区 lacks meals"],
        JUNE: ["2025-03: 2 of 2", "2025-06: 1 of 4, 甲区 lacks meals, 乙区 lacks beds meals"],
    }


def test_a_share_that_cannot_be_read_is_not_expected_and_stops_nothing():
    excerpt = indicators(beds=count("{甲区: 12, 乙区: 很多}"))

    assert coverage(excerpt, ["beds 甲区 2025-06 6"]) == ["2025-06: 1 of 1"]


# --- what is known of each indicator ----------------------------------------------------------------------------------


def test_what_is_known_is_kept_by_indicator():
    texts = ["meals 乙区 2025-06 2", "beds 甲区 2025-06 6", "beds 甲区 2025-03 3", "beds 甲区 2025-06 6"]

    found = assessed(TWO, texts, as_of=MARCH)

    assert {name: [cell.district for cell in cells] for name, cells in found.cells.items()} == {
        "beds": [None, "甲区", "乙区"],
        "meals": [None, "甲区", "乙区"],
    }
    # By the end of March, what was reported for June is not history yet.
    assert {
        name: {subject.district: [each.period.text for each in history] for subject, history in histories.items()}
        for name in ("beds", "meals")
        if (histories := found.histories(name))
    } == {"beds": {"甲区": ["2025-03"]}}


def test_a_history_is_oldest_first():
    found = assessed(BEDS, [f"beds 甲区 2025-{month} 1" for month in ("06", "03", "05", "04")], as_of=YEAR_END)

    (history,) = found.histories("beds").values()
    assert [each.period.text for each in history] == ["2025-03", "2025-04", "2025-05", "2025-06"]
