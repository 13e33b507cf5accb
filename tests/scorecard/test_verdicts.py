"""scorecard: every verdict at every boundary, the whole area, and whole scorecards against an oracle."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import many_when_deep
from support.excerpts import whole_plan
from support.scorecard_oracle import DASHES, Bound, Described, DescribedIndicator, DescribedStep, Oracle, as_plan
from support.submissions import row

from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.language import Language
from civtarget.model.actuals import Observation, Place
from civtarget.model.plan import Identifier, Plan
from civtarget.notation.quantity import write_bound
from civtarget.notation.task_states import TaskState
from civtarget.scorecard.aggregation import ReportedCount
from civtarget.scorecard.observations import ObservationsInMemory
from civtarget.scorecard.verdicts import VERDICT_NAMES, Scorecard, ScorecardCell, Verdict, score

ROOT = Path(__file__).parents[2]
CHANGZHOU = parse_plan(File("plan.yaml", (ROOT / "plans" / "2025-changzhou.yaml").read_text(encoding="utf-8"), "")).plan
MID_YEAR, YEAR_END = date(2025, 6, 30), date(2025, 12, 31)


def plan_of(excerpt: str, *, faulty: bool = False) -> Plan:
    file = parse_plan(File("plan.yaml", whole_plan(excerpt), ""))
    assert file.plan is not None
    assert bool(file.faults) == faulty
    return file.plan


def scored(plan: Plan, texts: Iterable[str], as_of: date) -> Scorecard:
    observations = [row(text, number) for number, text in enumerate(texts, start=1)]
    return score(plan, ObservationsInMemory(observations, plan), as_of)


def cell_of(card: Scorecard, indicator: str, district: str | None, step: str | None = None) -> ScorecardCell:
    (cell,) = (each for each in card.cells if (each.indicator, each.district, each.step) == (indicator, district, step))
    return cell


def judged(rest: str, texts: Iterable[str], as_of: date, district: str | None = None, **keys: str) -> ScorecardCell:
    """Return a cell of the one indicator that `rest` describes; texts are `甲区 2025-06 80`."""
    others = "".join(f"\n{key}: {value}" for key, value in keys.items())
    plan = plan_of(f"indicators: {{beds: {{name: 床位, {rest}}}}}{others}")
    return cell_of(scored(plan, [f"beds {text}" for text in texts], as_of), "beds", district)


def shown(cell: ScorecardCell) -> str:
    """Return value, due and verdict of a cell, and why it is unchecked."""
    sign = ">=" if cell.at_least else ""
    reason = f": {cell.reason.en}" if cell.reason else ""
    return f"{sign}{cell.actual} of {cell.due} {cell.verdict}{reason}"


# --- bounds relative to another indicator -----------------------------------------------------------------------------

STANDARDS = """
indicators:
  minimum: {{name: 低保标准, kind: standard, unit: 元/人/月, target: 30%..40% × previous consumption}}
  destitute: {{name: 特困标准, kind: standard, unit: 元/人/月, target: "{target}"}}
  consumption: {{name: 消费支出, kind: standard, unit: 元/人/年, baselines: [{{period: 2024, value: 36000}}]}}
"""


@pytest.mark.parametrize(
    ("target", "texts", "expected"),
    [
        pytest.param(
            ">= 1.3 × minimum",
            ["minimum - 2025-06 1000", "destitute - 2025-06 1300"],
            "1300 of None met, ≥1300元/人/月",
            id="reached",
        ),
        pytest.param(
            ">= 1.3 × minimum",
            ["minimum - 2025-06 1001", "destitute - 2025-06 1301"],
            "1301 of None not-due, ≥1301.3元/人/月",
            id="exactly-and-not-rounded",
        ),
        pytest.param(
            "50% × minimum",
            ["minimum - 2025-06 1000", "destitute - 2025-06 501"],
            "501 of None not-due, 500元/人/月",
            id="a-standard-is-to-be-equal",
        ),
        pytest.param(
            "30%..40% × minimum",
            ["minimum - 2025-06 1000", "destitute - 2025-06 401"],
            "401 of None exceeded, 300—400元/人/月",
            id="above-a-range",
        ),
        pytest.param(
            ">= 1.3 × minimum",
            ["destitute - 2025-06 1300"],
            '1300 of None unchecked: cannot be checked: the target depends on "低保标准", which is not known for 2025-06',
            id="the-other-is-not-reported",
        ),
        pytest.param(
            ">= 1.3 × minimum",
            ["minimum - 2025-03 1000", "destitute - 2025-06 1300"],
            '1300 of None unchecked: cannot be checked: the target depends on "低保标准", which is not known for 2025-06',
            id="the-other-is-reported-for-another-time",
        ),
        pytest.param(">= 1.3 × minimum", ["minimum - 2025-06 1000"], "None of None not-due", id="no-value-yet"),
        pytest.param(
            "30%..40% × previous consumption",
            ["destitute - 2025-06 900"],
            "900 of None met, 900—1200元/人/月",
            id="of-the-year-before-by-the-month",
        ),
        pytest.param(
            "30%..40% × consumption",
            ["destitute - 2025-06 900"],
            '900 of None unchecked: cannot be checked: the target depends on "消费支出", which is not known for 2025-06',
            id="what-is-known-of-before-is-not-of-now",
        ),
    ],
)
def test_a_relative_bound(target, texts, expected):
    cell = cell_of(scored(plan_of(STANDARDS.format(target=target)), texts, MID_YEAR), "destitute", None)
    bound = f", {write_bound(cell.bound, Language.ZH)}" if cell.bound else ""
    assert shown(cell) + bound == expected


def test_a_relative_bound_of_which_nothing_is_reported_by_the_deadline():
    card = scored(plan_of(STANDARDS.format(target=">= 1.3 × minimum")), ["minimum - 2025-12 1000"], YEAR_END)
    assert shown(cell_of(card, "destitute", None)) == "None of None not-reported"


def test_the_year_before_may_be_reported():
    text = "period: 2024..2025\n" + STANDARDS.format(target="30%..40% × previous consumption").replace(
        "period: 2024, value: 36000", "period: 2023, value: 24000"
    )
    rows = ["consumption - 2024-12 48000", "destitute - 2025-06 1600", "consumption - 2025-06 1"]
    assert shown(cell_of(scored(plan_of(text), rows, MID_YEAR), "destitute", None)) == "1600 of None met"
    rows = ["destitute - 2024-06 900"]
    assert shown(cell_of(scored(plan_of(text), rows, date(2024, 6, 30)), "destitute", None)) == "900 of None exceeded"


def test_a_target_may_be_relative_to_its_own_past():
    plan = plan_of(
        "indicators: {x: {name: 增长, kind: standard, unit: 元/月, target: 1.05 × previous x, "
        "baselines: [{period: 2024, value: 1000}]}}"
    )
    assert shown(cell_of(scored(plan, ["x - 2025-06 1050"], MID_YEAR), "x", None)) == "1050 of None met"
    assert shown(cell_of(scored(plan, ["x - 2025-06 1049"], MID_YEAR), "x", None)) == "1049 of None not-due"


def test_a_relative_bound_in_another_unit_is_not_compared():
    plan = plan_of(
        STANDARDS.format(target="1.3 × minimum").replace("unit: 元/人/月, target: 30", "unit: 元/户/月, target: 30")
    )
    cell = cell_of(scored(plan, ["minimum - 2025-06 1000", "destitute - 2025-06 1300"], MID_YEAR), "destitute", None)
    assert shown(cell) == "1300 of None unchecked: cannot be checked: the bound is in 元/户/月, not in 元/人/月"


# --- verdicts of one cell ---------------------------------------------------------------------------------------------

COUNT = "kind: count, unit: 张, "
STOCK = "kind: stock, unit: 家, "


@pytest.mark.parametrize(
    ("rest", "value", "as_of", "expected"),
    [
        # 1, 2: nothing to judge
        pytest.param(COUNT + 'split: {甲区: "--"}', "2025-06 5", MID_YEAR, "5 of None not-applicable", id="dashes"),
        pytest.param(COUNT + 'split: {甲区: "--"}', None, YEAR_END, "None of None not-applicable", id="dashes-alone"),
        pytest.param(
            COUNT + 'each: 1, split: {甲区: "--"}', "2025-06 5", MID_YEAR, "5 of None not-applicable", id="dashes-first"
        ),
        pytest.param(COUNT + "target: 9", "2025-06 5", MID_YEAR, "5 of None no-target", id="no-share"),
        pytest.param(COUNT + "split: {甲区: }", "2025-06 5", MID_YEAR, "5 of None no-target", id="blank-share"),
        pytest.param(COUNT + "split: {乙区: 5}", None, YEAR_END, "None of None no-target", id="absent-share"),
        pytest.param("kind: rate, target: 92%", "2025-06 50", YEAR_END, "50 of None no-target", id="city-wide-rate"),
        pytest.param("kind: task", "2025-06 done", YEAR_END, "1 of None no-target", id="no-duty"),
        pytest.param(COUNT + "target: 9", "2025-06 ?", MID_YEAR, "None of None no-target", id="unread-and-unbound"),
        pytest.param(
            COUNT + "each: {target: 1, per: community}",
            "2025-06 5",
            MID_YEAR,
            "5 of None no-target",
            id="per-community",
        ),
        pytest.param(
            COUNT + "each: {target: 1, only: 大区}", "2025-06 5", MID_YEAR, "5 of None no-target", id="on-a-condition"
        ),
        # 3: unreadable
        pytest.param(
            COUNT + "split: {甲区: 5}",
            "2025-06 ?",
            YEAR_END,
            "None of 5/2 unchecked: what was reported could not be read, or contradicts what else was reported",
            id="unreadable",
        ),
        pytest.param(
            "kind: rate, each: 92%",
            "2025-06 91 11/12",
            YEAR_END,
            "None of None unchecked: the reported rate does not agree with its part and whole",
            id="contradicts-itself",
        ),
        # 4: no value
        pytest.param(
            COUNT + "split: {甲区: 0}", None, date(2025, 12, 30), "None of 0 not-due", id="nothing-is-due-yet"
        ),
        pytest.param(COUNT + "split: {甲区: 0}", None, YEAR_END, "None of 0 not-reported", id="but-to-be-reported"),
        pytest.param(COUNT + "split: {甲区: 12}", None, date(2024, 12, 31), "None of 0 not-due", id="not-begun"),
        pytest.param(
            COUNT + "split: {甲区: 372}", None, date(2025, 1, 1), "None of 1 not-reported", id="something-is-due"
        ),
        pytest.param(STOCK + "split: {甲区: 5}", None, date(2025, 12, 30), "None of None not-due", id="nothing-yet"),
        pytest.param(STOCK + "split: {甲区: 5}", None, YEAR_END, "None of 5 not-reported", id="deadline"),
        pytest.param(
            COUNT + "split: {甲区: 12}", "2025-06 12", date(2025, 6, 29), "None of 179/30 not-reported", id="not-ended"
        ),
        # 5: caps
        pytest.param(STOCK + "split: {甲区: 3以内}", "2025-06 3", MID_YEAR, "3 of None on-pace", id="at-the-cap"),
        pytest.param(STOCK + "split: {甲区: 3以内}", "2025-06 4", MID_YEAR, "4 of None exceeded", id="above-the-cap"),
        pytest.param(STOCK + "split: {甲区: 3以内}", "2025-06 3", YEAR_END, "3 of None met", id="kept-the-cap"),
        pytest.param(STOCK + "split: {甲区: 3以内}", "2025-06 4", YEAR_END, "4 of None exceeded", id="broke-the-cap"),
        pytest.param(
            STOCK + "split: {甲区: 3以内}", "2025-06 3", date(2025, 12, 30), "3 of None on-pace", id="a-day-before"
        ),
        # 6: reached
        pytest.param(COUNT + "split: {甲区: 149}", "2025-06 149", MID_YEAR, "149 of 149/2 met", id="exactly"),
        pytest.param(COUNT + "split: {甲区: 149}", "2025-06 150", MID_YEAR, "150 of 149/2 met", id="from-there-up"),
        pytest.param(COUNT + "split: {甲区: '>= 149'}", "2025-12 149", YEAR_END, "149 of 149 met", id="floor"),
        pytest.param("kind: rate, each: 92%", "2025-06 92", MID_YEAR, "92 of None met", id="rate"),
        pytest.param("kind: rate, each: 92%", "2025-06 93", MID_YEAR, "93 of None met", id="rate-above"),
        pytest.param("kind: rate, each: 92%", "2025-12 92 11/12", YEAR_END, "275/3 of 92 missed", id="11-of-12"),
        pytest.param("kind: rate, each: 92%", "2025-12 23/25", YEAR_END, "92 of 92 met", id="23-of-25"),
        pytest.param("kind: standard, unit: 元/月, each: 940", "2025-06 940", YEAR_END, "940 of None met", id="equal"),
        pytest.param(
            "kind: standard, unit: 元/月, each: 940", "2025-06 941", YEAR_END, "941 of None missed", id="not-equal"
        ),
        pytest.param(
            "kind: standard, unit: 元/月, each: 940", "2025-06 941", MID_YEAR, "941 of None not-due", id="not-equal-yet"
        ),
        pytest.param(
            "kind: standard, unit: 元/月, each: '>= 940'", "2025-06 941", YEAR_END, "941 of None met", id="at-least"
        ),
        # ranges
        pytest.param(STOCK + "split: {甲区: 3..5}", "2025-06 3", MID_YEAR, "3 of None met", id="range-low-end"),
        pytest.param(STOCK + "split: {甲区: 3..5}", "2025-06 5", MID_YEAR, "5 of None met", id="range-high-end"),
        pytest.param(STOCK + "split: {甲区: 3..5}", "2025-06 6", MID_YEAR, "6 of None exceeded", id="range-above"),
        pytest.param(STOCK + "split: {甲区: 3..5}", "2025-06 2", MID_YEAR, "2 of None not-due", id="range-below"),
        pytest.param(COUNT + "split: {甲区: 4..6}", "2025-06 2", MID_YEAR, "2 of 2 on-pace", id="range-on-pace"),
        pytest.param(STOCK + "split: {甲区: 3..5}", "2025-06 2", YEAR_END, "2 of None missed", id="range-missed"),
        # 7: missed
        pytest.param(COUNT + "split: {甲区: 149}", "2025-12 148", YEAR_END, "148 of 149 missed", id="one-below"),
        pytest.param(
            COUNT + "split: {甲区: 149}",
            "2025-11 148",
            date(2025, 12, 30),
            "148 of 1639/12 on-pace",
            id="the-day-before",
        ),
        pytest.param(COUNT + "split: {甲区: 149}", "2025-11 148", YEAR_END, "148 of 1639/12 missed", id="an-old-value"),
        pytest.param(
            COUNT + "by: 6月底, split: {甲区: 149}", "2025-06 148", MID_YEAR, "148 of 149 missed", id="own-deadline"
        ),
        # 8: no pace
        pytest.param(STOCK + "split: {甲区: 5}", "2025-06 4", date(2025, 12, 30), "4 of None not-due", id="stock"),
        pytest.param(
            COUNT + "pace: none, split: {甲区: 5}", "2025-06 0", date(2025, 12, 30), "0 of None not-due", id="no-pace"
        ),
        # 9, 10: pace
        pytest.param(COUNT + "split: {甲区: 150}", "2025-06 75", MID_YEAR, "75 of 75 on-pace", id="value-is-due"),
        pytest.param(COUNT + "split: {甲区: 150}", "2025-06 74", MID_YEAR, "74 of 75 behind", id="one-below-due"),
        pytest.param(COUNT + "split: {甲区: 149}", "2025-06 74", MID_YEAR, "74 of 149/2 behind", id="half-below-due"),
        pytest.param(
            COUNT + "split: {甲区: 150}", "2025-06 75", date(2025, 8, 15), "75 of 75 on-pace", id="due-then-not-now"
        ),
        pytest.param(COUNT + "split: {甲区: 150}", "2025-06 0", MID_YEAR, "0 of 75 behind", id="zero-is-a-value"),
        pytest.param(COUNT + "split: {甲区: 150}", "2025-06 -1", MID_YEAR, "-1 of 75 behind", id="below-zero"),
        pytest.param(
            "kind: rate, each: 60%, steps: [{by: 6月, target: 30%, districts: all}]",
            "2025-05 0",
            MID_YEAR,
            "0 of 0 on-pace",
            id="before-the-steps",
        ),
        pytest.param(
            "kind: rate, each: 60%, steps: [{by: 6月, target: 30%, districts: all}]",
            "2025-06 29",
            MID_YEAR,
            "29 of 30 behind",
            id="below-the-step",
        ),
        pytest.param(
            "kind: rate, each: 60%, steps: [{by: 6月, target: 30%, districts: all}]",
            "2025-06 30",
            MID_YEAR,
            "30 of 30 on-pace",
            id="at-the-step",
        ),
        # what binds a district
        pytest.param(COUNT + "each: '>= 1'", "2025-06 1", MID_YEAR, "1 of 1/2 met", id="each"),
        pytest.param(COUNT + "each: '>= 1'", "2025-12 0", YEAR_END, "0 of 1 missed", id="each-missed"),
        pytest.param(COUNT + "each: 9, split: {甲区: 2}", "2025-06 2", MID_YEAR, "2 of 1 met", id="share-before-each"),
        pytest.param(COUNT + "each: 9, split: {甲区: }", "2025-06 2", MID_YEAR, "2 of 9/2 behind", id="each-for-blank"),
        # tasks
        pytest.param("kind: task, districts: all", "2025-06 done", MID_YEAR, "1 of None met", id="task-done"),
        pytest.param(
            "kind: task, districts: all", "2025-06 in-progress", MID_YEAR, "0 of None not-due", id="task-open"
        ),
        pytest.param("kind: task, districts: all", "2025-06 in-progress", YEAR_END, "0 of None missed", id="task-late"),
        pytest.param("kind: task, districts: all", None, date(2025, 12, 30), "None of None not-due", id="task-silent"),
        pytest.param("kind: task, districts: all", None, YEAR_END, "None of 1 not-reported", id="task-never-reported"),
        pytest.param("kind: task, districts: [甲区]", "2025-06 done", MID_YEAR, "1 of None met", id="task-named"),
        pytest.param("kind: task, districts: {甲区: support}", "2025-06 done", MID_YEAR, "1 of None met", id="role"),
        pytest.param(
            "kind: task, districts: [乙区]", "2025-06 done", MID_YEAR, "1 of None no-target", id="others-task"
        ),
        pytest.param(
            "kind: task, districts: all", "2025-06 done=2025-07-01", MID_YEAR, "0 of None not-due", id="done-tomorrow"
        ),
        # a value of which periods are missing
        pytest.param(
            COUNT + "reported: in-period, split: {甲区: 9}",
            "2025-06 9",
            MID_YEAR,
            ">=9 of 9/2 met",
            id="reached-anyway",
        ),
        pytest.param(
            COUNT + "reported: in-period, split: {甲区: 9}",
            "2025-02 8",
            MID_YEAR,
            ">=8 of 3/2 unchecked: at least 8: 2025-01 missing",
            id="in-part",
        ),
        pytest.param(
            COUNT + "reported: in-period, split: {甲区: 9以内}",
            "2025-02 10",
            MID_YEAR,
            ">=10 of None exceeded",
            id="exceeded-anyway",
        ),
        pytest.param(
            COUNT + "reported: in-period, split: {甲区: 9以内}",
            "2025-02 9",
            YEAR_END,
            ">=9 of None unchecked: at least 9: 2025-01 missing",
            id="cap-in-part",
        ),
        pytest.param(
            COUNT + "reported: in-period, split: {甲区: 3..9}",
            "2025-02 5",
            MID_YEAR,
            ">=5 of 1/2 unchecked: at least 5: 2025-01 missing",
            id="range-in-part",
        ),
    ],
)
def test_a_district(rest, value, as_of, expected):
    texts = [f"甲区 {value}"] if value else []
    assert shown(judged(rest, texts, as_of, "甲区")) == expected


@pytest.mark.parametrize(
    ("rest", "as_of", "verdict"),
    [
        pytest.param(COUNT + "split: {甲区: 9}", date(2025, 4, 19), Verdict.NOT_DUE, id="the-day-before"),
        pytest.param(COUNT + "split: {甲区: 9}", date(2025, 4, 20), Verdict.NOT_REPORTED, id="the-day"),
        pytest.param(
            COUNT + "start: 5月, split: {甲区: 9}", date(2025, 7, 19), Verdict.NOT_DUE, id="own-window-before"
        ),
        pytest.param(COUNT + "start: 5月, split: {甲区: 9}", date(2025, 7, 20), Verdict.NOT_REPORTED, id="own-window"),
        pytest.param(COUNT + "by: 2月底, split: {甲区: 9}", date(2025, 3, 19), Verdict.NOT_DUE, id="deadline-before"),
        pytest.param(COUNT + "by: 2月底, split: {甲区: 9}", date(2025, 3, 20), Verdict.NOT_REPORTED, id="deadline"),
        pytest.param(STOCK + "split: {甲区: 9}", date(2026, 1, 19), Verdict.NOT_DUE, id="no-pace-before"),
        pytest.param(STOCK + "split: {甲区: 9}", date(2026, 1, 20), Verdict.NOT_REPORTED, id="no-pace"),
        pytest.param("kind: task, districts: all", date(2026, 1, 19), Verdict.NOT_DUE, id="task-before"),
        pytest.param("kind: task, districts: all", date(2026, 1, 20), Verdict.NOT_REPORTED, id="task"),
        pytest.param(
            "kind: rate, each: 60%, steps: [{by: 8月, target: 30%, districts: all}]",
            date(2025, 10, 19),
            Verdict.NOT_DUE,
            id="step-before",
        ),
        pytest.param(
            "kind: rate, each: 60%, steps: [{by: 8月, target: 30%, districts: all}]",
            date(2025, 10, 20),
            Verdict.NOT_REPORTED,
            id="step",
        ),
    ],
)
def test_the_day_for_reports(rest, as_of, verdict):
    assert judged(rest, [], as_of, "甲区", report_due="次月20日").verdict is verdict


def test_every_verdict_has_its_names():
    assert set(VERDICT_NAMES) == set(Verdict)
    assert len({name.zh for name in VERDICT_NAMES.values()}) == len({name.en for name in VERDICT_NAMES.values()}) == 10


# --- the whole area ---------------------------------------------------------------------------------------------------

SPLIT = COUNT + "target: 10, split: {甲区: 4, 乙区: 6}"
PARTY = 'kind: amount, unit: 元, partial: true, target: 10, split: {市本级: 4, 甲区: 6, 乙区: "--"}'


@pytest.mark.parametrize(
    ("rest", "texts", "as_of", "expected"),
    [
        pytest.param(SPLIT, [], MID_YEAR, "None of 5 not-reported", id="nothing"),
        pytest.param(SPLIT, ["甲区 2025-06 2", "乙区 2025-06 3"], MID_YEAR, "5 of 5 on-pace", id="sum"),
        pytest.param(SPLIT, ["甲区 2025-06 2", "乙区 2025-06 2"], MID_YEAR, "4 of 5 behind", id="sum-behind"),
        pytest.param(SPLIT, ["甲区 2025-12 4", "乙区 2025-12 5"], YEAR_END, "9 of 10 missed", id="sum-missed"),
        pytest.param(SPLIT, ["甲区 2025-12 0", "乙区 2025-12 10"], YEAR_END, "10 of 10 met", id="one-for-the-other"),
        pytest.param(
            SPLIT, ["甲区 2025-06 2", "乙区 2025-06 3", "- 2025-06 9"], MID_YEAR, "5 of 5 on-pace", id="sum-before-own"
        ),
        pytest.param(SPLIT, ["甲区 2025-06 2", "- 2025-06 4"], MID_YEAR, "4 of 5 behind", id="own-for-a-part"),
        pytest.param(SPLIT, ["- 2025-06 5"], MID_YEAR, "5 of 5 on-pace", id="own-alone"),
        pytest.param(
            SPLIT,
            ["甲区 2025-06 9"],
            MID_YEAR,
            ">=9 of 5 unchecked: at least 9: 1 of 2 reported, B District missing",
            id="a-part",
        ),
        pytest.param(SPLIT, ["甲区 2025-06 10"], MID_YEAR, ">=10 of 5 met", id="a-part-is-enough"),
        pytest.param(
            SPLIT,
            ["甲区 2025-06 ?", "乙区 2025-06 3"],
            MID_YEAR,
            ">=3 of 5 unchecked: at least 3: 2 of 2 reported, not all of A District known",
            id="a-part-is-unreadable",
        ),
        pytest.param(
            SPLIT,
            ["甲区 2025-06 ?"],
            MID_YEAR,
            "None of 5 unchecked: what was reported could not be read, or contradicts what else was reported",
            id="all-there-is-is-unreadable",
        ),
        pytest.param(
            SPLIT,
            ["甲区 2025-06 -1"],
            MID_YEAR,
            "None of 5 unchecked: values below zero say nothing of a sum that lacks parts",
            id="a-part-below-zero",
        ),
        pytest.param(
            SPLIT, ["甲区 2025-06 -1", "乙区 2025-06 6"], MID_YEAR, "5 of 5 on-pace", id="a-sum-with-one-below-zero"
        ),
        pytest.param(
            SPLIT,
            ["甲区 2025-03 2", "乙区 2025-06 3"],
            MID_YEAR,
            ">=5 of 5 unchecked: at least 5: 1 of 2 reported, A District missing",
            id="a-part-is-of-an-earlier-period",
        ),
        pytest.param(
            SPLIT,
            ["甲区 2025-03 2", "乙区 2025-03 3", "甲区 2025-06 2", "乙区 2025-06 2"],
            date(2025, 5, 31),
            "5 of 5/2 on-pace",
            id="an-earlier-as-of-date",
        ),
        pytest.param(
            SPLIT,
            ["甲区 2025-06 10", "乙区 2025-06 0", "- 2025-03 1"],
            MID_YEAR,
            "10 of 5 met",
            id="own-is-of-an-earlier-period",
        ),
        pytest.param(
            SPLIT,
            ["甲区 2025-06 2", "- 2025-03 10"],
            MID_YEAR,
            ">=2 of 5 unchecked: at least 2: 1 of 2 reported, B District missing",
            id="own-of-an-earlier-period-is-no-help",
        ),
        pytest.param(
            SPLIT, ["甲区 2025-Q2 2", "乙区 2025-06 3"], MID_YEAR, "5 of 5 on-pace", id="periods-that-end-together"
        ),
        # caps and ranges
        pytest.param(
            STOCK + "target: 3以内, split: {甲区: 2以内, 乙区: 2以内}",
            ["甲区 2025-06 4"],
            MID_YEAR,
            ">=4 of None exceeded",
            id="a-part-breaks-the-cap",
        ),
        pytest.param(
            STOCK + "target: 3以内, split: {甲区: 2以内, 乙区: 2以内}",
            ["甲区 2025-12 3"],
            YEAR_END,
            ">=3 of None unchecked: at least 3: 1 of 2 reported, B District missing",
            id="a-part-does-not-keep-a-cap",
        ),
        pytest.param(
            STOCK + "target: 3..5, split: {甲区: 2, 乙区: 2}",
            ["甲区 2025-12 4"],
            YEAR_END,
            ">=4 of 3 unchecked: at least 4: 1 of 2 reported, B District missing",
            id="a-part-within-a-range",
        ),
        # parties, blanks, dashes
        pytest.param(PARTY, ["甲区 2025-12 6", "市本级 2025-12 4"], YEAR_END, "10 of 10 met", id="party"),
        pytest.param(
            PARTY,
            ["甲区 2025-12 6"],
            YEAR_END,
            ">=6 of 10 unchecked: at least 6 yuan: 1 of 2 reported, City level missing",
            id="party-missing",
        ),
        pytest.param(
            PARTY, ["甲区 2025-12 5", "市本级 2025-12 4", "乙区 2025-12 9"], YEAR_END, "9 of 10 missed", id="dashes"
        ),
        pytest.param(
            COUNT + "target: 4, split: {甲区: 4, 乙区: }", ["甲区 2025-12 3"], YEAR_END, "3 of 4 missed", id="blank"
        ),
        pytest.param(
            COUNT + "target: 4, split: {甲区: 4, 乙区: }",
            ["甲区 2025-12 3", "乙区 2025-12 1"],
            YEAR_END,
            "4 of 4 met",
            id="blank-counts",
        ),
        pytest.param(
            COUNT + "target: 4, split: {甲区: 4}",
            ["甲区 2025-12 3", "乙区 2025-12 1"],
            YEAR_END,
            "4 of 4 met",
            id="absent-counts",
        ),
        pytest.param(
            COUNT + "target: 4, split: {甲区: 4, 乙区: }",
            ["甲区 2025-12 3", "乙区 2025-12 ?"],
            YEAR_END,
            ">=3 of 4 unchecked: at least 3, the rest is not known",
            id="blank-is-unreadable",
        ),
        pytest.param(
            COUNT + "target: 4, split: {甲区: , 乙区: }",
            ["甲区 2025-12 3"],
            YEAR_END,
            ">=3 of 4 unchecked: at least 3, the rest is not known",
            id="all-blank",
        ),
        # no split, no target
        pytest.param(COUNT + "target: 4", ["甲区 2025-12 3", "乙区 2025-12 1"], YEAR_END, "4 of 4 met", id="unsplit"),
        pytest.param(
            COUNT + "target: 4",
            ["甲区 2025-12 3"],
            YEAR_END,
            ">=3 of 4 unchecked: at least 3: 1 of 2 reported, B District missing",
            id="unsplit-in-part",
        ),
        pytest.param(COUNT + "target: 4", ["- 2025-12 3"], YEAR_END, "3 of 4 missed", id="unsplit-of-the-area"),
        pytest.param(
            COUNT + "target: 4, districts: [甲区]", ["甲区 2025-12 4"], YEAR_END, "4 of 4 met", id="for-named-districts"
        ),
        pytest.param(
            COUNT + "split: {甲区: 4, 乙区: 6}",
            ["甲区 2025-06 2", "乙区 2025-06 3"],
            MID_YEAR,
            "5 of None no-target",
            id="no-total",
        ),
        pytest.param(COUNT + "each: 1", ["甲区 2025-06 2"], MID_YEAR, ">=2 of None no-target", id="only-each"),
        # in the period
        pytest.param(
            SPLIT + ", reported: in-period",
            ["甲区 2025-Q1 1", "甲区 2025-Q2 2", "乙区 2025-Q2 3"],
            MID_YEAR,
            ">=6 of 5 unchecked: at least 6: 2 of 2 reported, not all of B District known",
            id="a-part-lacks-a-period",
        ),
        pytest.param(
            SPLIT + ", reported: in-period",
            ["甲区 2025-Q1 1", "甲区 2025-Q2 2", "乙区 2025-Q1 1", "乙区 2025-Q2 3"],
            MID_YEAR,
            "7 of 5 on-pace",
            id="periods-and-parts",
        ),
        pytest.param(
            SPLIT + ", reported: in-period",
            ["- 2025-Q2 7"],
            MID_YEAR,
            ">=7 of 5 unchecked: at least 7: 2025-01..2025-03 missing",
            id="own-lacks-a-period",
        ),
        pytest.param(
            SPLIT + ", reported: in-period",
            ["甲区 2025-Q2 5", "- 2025-Q2 3"],
            MID_YEAR,
            ">=5 of 5 unchecked: at least 5: 1 of 2 reported, B District missing, not all of A District known",
            id="the-parts-say-more-than-own",
        ),
        pytest.param(
            SPLIT + ", reported: in-period",
            ["甲区 2025-Q2 3", "- 2025-Q2 5"],
            MID_YEAR,
            ">=5 of 5 unchecked: at least 5: 2025-01..2025-03 missing",
            id="own-says-more-than-the-parts",
        ),
        # what does not add up
        pytest.param("kind: rate, target: 92%", ["- 2025-12 92"], YEAR_END, "92 of 92 met", id="rate-of-the-area"),
        pytest.param(
            "kind: rate, target: 92%",
            ["甲区 2025-12 100", "乙区 2025-12 100"],
            YEAR_END,
            "None of 92 unchecked: cannot be pooled: the part and whole of A District, B District are missing",
            id="never-a-mean",
        ),
        pytest.param(
            "kind: rate, target: 92%",
            ["甲区 2025-12 100 10/10", "乙区 2025-12 100"],
            YEAR_END,
            "None of 92 unchecked: cannot be pooled: the part and whole of B District are missing",
            id="half-pooled",
        ),
        pytest.param(
            "kind: rate, target: 92%",
            ["甲区 2025-12 100 10/10", "乙区 2025-12 80 8/10"],
            YEAR_END,
            "90 of 92 missed",
            id="pooled",
        ),
        pytest.param(
            "kind: rate, target: 92%",
            ["甲区 2025-12 100 90/90", "乙区 2025-12 20 2/10"],
            YEAR_END,
            "92 of 92 met",
            id="pooled-by-size",
        ),
        pytest.param(
            "kind: rate, target: 92%",
            ["甲区 2025-12 100 10/10", "乙区 2025-12 0/0"],
            YEAR_END,
            "100 of 92 met",
            id="nothing-adds-nothing",
        ),
        pytest.param(
            "kind: rate, target: 92%",
            ["甲区 2025-12 0/0", "乙区 2025-12 0/0"],
            YEAR_END,
            "None of 92 unchecked: the parts and wholes of the districts make no rate",
            id="nothing-at-all",
        ),
        pytest.param(
            "kind: rate, target: 92%",
            ["甲区 2025-12 100", "乙区 2025-12 100", "- 2025-12 91"],
            YEAR_END,
            "91 of 92 missed",
            id="own-where-not-pooled",
        ),
        pytest.param(
            "kind: rate, target: 92%",
            ["甲区 2025-12 100 10/10", "乙区 2025-12 9/10", "- 2025-12 91"],
            YEAR_END,
            "95 of 92 met",
            id="pooled-before-own",
        ),
        pytest.param(
            "kind: density, unit: 名/万名老年人, target: 25",
            ["甲区 2025-12 20/10000", "乙区 2025-12 30/10000"],
            YEAR_END,
            "25 of 25 met",
            id="density",
        ),
        pytest.param(
            "kind: standard, unit: 元/月, target: 940",
            ["甲区 2025-12 940", "乙区 2025-12 940"],
            YEAR_END,
            "None of 940 unchecked: standards do not add up, and the whole area's own is missing",
            id="standards",
        ),
        pytest.param(
            "kind: standard, unit: 元/月, target: 940", ["- 2025-12 940"], YEAR_END, "940 of 940 met", id="own-standard"
        ),
        # tasks
        pytest.param("kind: task", [], YEAR_END, "None of 1 not-reported", id="task-silent"),
        pytest.param("kind: task", ["- 2025-06 done"], MID_YEAR, "1 of None met", id="task"),
        pytest.param("kind: task", ["甲区 2025-06 done"], MID_YEAR, "None of None not-due", id="task-of-nobody"),
        pytest.param(
            "kind: task, districts: all",
            ["甲区 2025-06 done", "乙区 2025-06 done"],
            MID_YEAR,
            "2 of None met",
            id="task-of-all",
        ),
        pytest.param(
            "kind: task, districts: all",
            ["甲区 2025-06 done", "乙区 2025-06 not-started"],
            MID_YEAR,
            "1 of None not-due",
            id="task-of-one",
        ),
        pytest.param(
            "kind: task, districts: all",
            ["甲区 2025-03 done", "乙区 2025-12 in-progress"],
            YEAR_END,
            "1 of 2 missed",
            id="task-done-stays-done",
        ),
        pytest.param(
            "kind: task, districts: all",
            ["甲区 2025-06 done"],
            YEAR_END,
            ">=1 of None unchecked: done in at least 1 of 2 districts, B District missing",
            id="task-in-part",
        ),
        pytest.param(
            "kind: task, districts: all",
            ["甲区 2025-06 done", "- 2025-06 done"],
            MID_YEAR,
            "2 of None met",
            id="task-the-area-says-so",
        ),
        pytest.param(
            "kind: task, districts: all",
            ["甲区 2025-06 done", "- 2025-06 in-progress"],
            YEAR_END,
            "1 of None missed",
            id="task-the-area-says-not-yet",
        ),
        pytest.param(
            "kind: task, districts: all",
            ["甲区 2025-06 done", "乙区 2025-06 in-progress", "- 2025-06 done"],
            YEAR_END,
            "1 of None missed",
            id="task-districts-before-area",
        ),
        pytest.param(
            "kind: task, districts: [甲区]", ["甲区 2025-06 done"], MID_YEAR, "1 of None met", id="task-named"
        ),
    ],
)
def test_the_whole_area(rest, texts, as_of, expected):
    keys = {"parties": "{市本级: {en: City level}}"} if "市本级" in rest else {}
    assert shown(judged(rest, texts, as_of, **keys)) == expected


@pytest.mark.parametrize(
    ("texts", "reported", "missing"),
    [
        pytest.param([], ReportedCount(0, 2), ("甲区", "乙区"), id="none"),
        pytest.param(["甲区 2025-06 2"], ReportedCount(1, 2), ("乙区",), id="one"),
        pytest.param(["甲区 2025-06 2", "乙区 2025-06 ?"], ReportedCount(1, 2), ("乙区",), id="one-unreadable"),
        pytest.param(["甲区 2025-06 2", "乙区 2025-06 2"], ReportedCount(2, 2), (), id="both"),
        pytest.param(["- 2025-06 2"], ReportedCount(0, 2), ("甲区", "乙区"), id="the-area"),
    ],
)
def test_how_many_reported(texts, reported, missing):
    cell = judged(SPLIT, texts, MID_YEAR)
    assert (cell.reported, cell.missing) == (reported, missing)


def test_a_task_that_all_districts_reported_is_of_their_latest_period():
    texts = ["甲区 2025-02 done", "乙区 2025-03 done", "- 2025-06 in-progress"]
    cell = judged("kind: task, districts: all", texts, MID_YEAR)
    assert (cell.period, cell.verdict) == ("2025-03", Verdict.MET)


def test_nobody_is_expected_of_an_indicator_that_only_the_area_reports():
    cell = judged(COUNT + "target: 4", ["- 2025-06 2"], MID_YEAR)
    assert (cell.reported, cell.missing, cell.place) == (None, (), Place("rows", 1))


@pytest.mark.parametrize(
    ("rest", "texts", "reason"),
    [
        pytest.param(SPLIT, ["甲区 2025-06 9"], "至少 9张：应报 2，已报 1，缺 乙区", id="in-part"),
        pytest.param(SPLIT, ["甲区 2025-06 -1"], "部分数值为负，其余未报，合计无从判断", id="below-zero"),
        pytest.param(COUNT + "target: 4, split: {甲区: }", ["甲区 2025-06 3"], "至少 3张，其余未知", id="blank"),
        pytest.param(
            COUNT + "target: 9, reported: in-period", ["- 2025-02 8"], "至少 8张：缺 2025-01", id="own-lacks-a-period"
        ),
        pytest.param(
            "kind: rate, target: 92%", ["甲区 2025-06 100"], "无法合并计算：缺 甲区、乙区 的分子和分母", id="not-pooled"
        ),
        pytest.param(
            "kind: rate, target: 92%, districts: [甲区]",
            ["甲区 2025-06 0/0"],
            "各地的分子、分母合不成比率",
            id="pooled-nothing",
        ),
        pytest.param(
            "kind: standard, unit: 元/月, target: 940",
            ["甲区 2025-06 940"],
            "各地标准不能相加，缺全域的数值",
            id="standard",
        ),
        pytest.param(
            "kind: count, unit: 张, target: 10%", ["- 2025-06 1"], "目标的单位是“%”，不是“张”，因此无法检查", id="unit"
        ),
    ],
)
def test_reasons_in_chinese(rest, texts, reason):
    cell = judged(rest, texts, MID_YEAR)
    assert cell.reason is not None
    assert cell.reason.zh == reason


# --- rates made of two indicators -------------------------------------------------------------------------------------

MADE_OF = """
indicators:
  rate: {name: 评定率, kind: rate, target: ">= 92%", each: ">= 90%", of: {part: graded, whole: homes}}
  graded: {name: 已评, kind: stock, unit: 家, split: {甲区: 9, 乙区: 9}}
  homes: {name: 机构, kind: stock, unit: 家, split: {甲区: 10, 乙区: 10}}
"""


@pytest.mark.parametrize(
    ("texts", "district", "expected"),
    [
        pytest.param(["graded 甲区 2025-06 9", "homes 甲区 2025-06 10"], "甲区", "90 of None met", id="district"),
        pytest.param(["graded 甲区 2025-06 9"], "甲区", "None of None not-due", id="no-whole"),
        pytest.param(["homes 甲区 2025-06 9"], "甲区", "None of None not-due", id="no-part"),
        pytest.param(
            ["graded 甲区 2025-06 9", "homes 甲区 2025-06 10", "rate 甲区 2025-06 80"],
            "甲区",
            "80 of None not-due",
            id="its-own-first",
        ),
        pytest.param(
            ["graded 甲区 2025-06 9", "homes 甲区 2025-03 10"],
            "甲区",
            "None of None unchecked: graded and homes are not of one period",
            id="other-periods",
        ),
        pytest.param(
            ["graded 甲区 2025-06 ?", "homes 甲区 2025-06 10"],
            "甲区",
            "None of None unchecked: graded has no complete value",
            id="unreadable",
        ),
        pytest.param(
            ["graded 甲区 2025-06 11", "homes 甲区 2025-06 10"],
            "甲区",
            "None of None unchecked: a part of 11 and a whole of 10 make no rate",
            id="impossible",
        ),
        pytest.param(
            ["graded 甲区 2025-06 9", "graded 乙区 2025-06 10", "homes 甲区 2025-06 10", "homes 乙区 2025-06 10"],
            None,
            "95 of None met",
            id="area",
        ),
        pytest.param(["graded - 2025-06 19", "homes - 2025-06 20"], None, "95 of None met", id="of-the-area"),
        pytest.param(
            ["graded 甲区 2025-06 9", "homes 甲区 2025-06 10", "homes 乙区 2025-06 10"],
            None,
            "None of None unchecked: graded has no complete value",
            id="area-in-part",
        ),
        pytest.param(
            ["graded - 2025-06 19", "homes - 2025-06 20", "rate - 2025-06 90"],
            None,
            "90 of None not-due",
            id="area-its-own-first",
        ),
        pytest.param(
            ["graded - 2025-06 19", "homes - 2025-06 20", "rate 甲区 2025-06 90"],
            None,
            "95 of None met",
            id="where-not-pooled",
        ),
        pytest.param(
            ["graded - 2025-06 19", "homes - 2025-06 20", "rate 甲区 2025-06 90", "rate - 2025-03 90"],
            None,
            "None of None unchecked: cannot be pooled: the part and whole of A District, B District are missing",
            id="its-own-of-an-earlier-period",
        ),
        pytest.param(
            ["rate 甲区 2025-06 90"],
            None,
            "None of None unchecked: cannot be pooled: the part and whole of A District, B District are missing",
            id="neither",
        ),
    ],
)
def test_a_rate_made_of_two_indicators(texts, district, expected):
    assert shown(cell_of(scored(plan_of(MADE_OF), texts, MID_YEAR), "rate", district)) == expected


def test_only_rates_are_made_of_two_indicators():
    plan = plan_of(MADE_OF.replace('kind: rate, target: ">= 92%", each: ">= 90%"', "kind: amount, unit: 元/人"))
    card = scored(plan, ["graded 甲区 2025-06 9", "homes 甲区 2025-06 10"], MID_YEAR)
    assert shown(cell_of(card, "rate", "甲区")) == "None of None no-target"


# --- milestones -------------------------------------------------------------------------------------------------------

STEPS = """
indicators:
  funeral:
    name: 整治
    kind: task
    districts: [甲区]
    steps:
      - {by: 3月底, do: 审批, districts: all}
      - {by: 6月底, do: 规定}
      - {do: 议事}
      - {by: 6月底, every: half-year, do: 报送}
  rate:
    name: 覆盖率
    kind: rate
    target: 60%
    steps: [{by: 8月, do: 过半, target: 30%}, {by: 9月, do: 摸底}]
"""


def test_which_steps_have_cells():
    card = scored(plan_of(STEPS), [], MID_YEAR)
    assert [(cell.indicator, cell.step, cell.district) for cell in card.cells] == [
        (indicator, step, district)
        for indicator, steps in (("funeral", (None, "1", "2")), ("rate", (None, "2")))
        for step in steps
        for district in (None, "甲区", "乙区")
    ]


@pytest.mark.parametrize(
    ("step", "district", "texts", "as_of", "expected"),
    [
        pytest.param("1", "乙区", [], date(2025, 3, 30), "None of None not-due", id="before"),
        pytest.param("1", "乙区", [], date(2025, 3, 31), "None of 1 not-reported", id="passed-without-report"),
        pytest.param("1", "乙区", ["乙区 2025-03 done"], date(2025, 3, 31), "1 of 1 met", id="done"),
        pytest.param("1", "乙区", ["乙区 2025-03 in-progress"], date(2025, 3, 31), "0 of 1 missed", id="missed"),
        pytest.param(
            "1",
            None,
            ["甲区 2025-03 done", "乙区 2025-02 in-progress"],
            date(2025, 3, 31),
            "1 of 2 missed",
            id="one-of-two",
        ),
        pytest.param("2", "甲区", ["甲区 2025-06 done"], MID_YEAR, "1 of 1 met", id="the-duty-of-the-indicator"),
        pytest.param("2", "乙区", ["乙区 2025-06 done"], MID_YEAR, "1 of None no-target", id="not-its-duty"),
        pytest.param("2", None, ["甲区 2025-06 done"], MID_YEAR, "1 of 1 met", id="one-of-one"),
    ],
)
def test_a_milestone(step, district, texts, as_of, expected):
    card = scored(plan_of(STEPS), [f"funeral#{step} {text}" for text in texts], as_of)
    assert shown(cell_of(card, "funeral", district, step)) == expected


def test_a_milestone_does_not_make_the_task_done():
    card = scored(plan_of(STEPS), ["funeral#1 甲区 2025-03 done", "funeral#2 甲区 2025-06 done"], MID_YEAR)
    assert shown(cell_of(card, "funeral", "甲区")) == "None of None not-due"


# --- what of the plan cannot be read ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rest", "district", "expected"),
    [
        pytest.param("target: 若干, split: {甲区: 5, 乙区: 5}", None, "target", id="target"),
        pytest.param("target: 若干, split: {甲区: 5, 乙区: 5}", "甲区", "5 of 5/2 met", id="not-the-target"),
        pytest.param("target: 10, split: {甲区: 若干, 乙区: 5}", "甲区", "split.甲区", id="share"),
        pytest.param("target: 10, split: {甲区: 若干, 乙区: 5}", "乙区", "5 of 5/2 met", id="not-the-share"),
        pytest.param("target: 10, split: {甲区: 若干, 乙区: 5}", None, "10 of 5 met", id="its-value-counts"),
        pytest.param("target: 10, split: 若干", "甲区", "split", id="split"),
        pytest.param("target: 10, split: {甲区: 5}, by: 某日", "甲区", "by", id="deadline"),
        pytest.param("target: 10, split: {甲区: 5}, pace: 快", "甲区", "pace", id="pace"),
    ],
)
def test_what_cannot_be_read_leaves_only_what_needs_it_unchecked(rest, district, expected):
    plan = plan_of(f"indicators: {{beds: {{name: 床位, kind: count, unit: 张, {rest}}}}}", faulty=True)
    cell = cell_of(scored(plan, ["beds 甲区 2025-06 5", "beds 乙区 2025-06 5"], MID_YEAR), "beds", district)
    if " of " in expected:
        assert shown(cell) == expected
    else:
        path = f"indicators.beds.{expected}"
        assert cell.verdict is Verdict.UNCHECKED
        assert (cell.reason.zh, cell.reason.en) == (
            f"{path} 未能读取，因此无法检查",
            f"cannot be checked: {path} could not be read",
        )


def test_a_share_that_cannot_be_read_is_expected_all_the_same():
    plan = plan_of(
        f"indicators: {{beds: {{name: 床位, {COUNT}target: 10, split: {{甲区: 若干, 乙区: 5}}}}}}", faulty=True
    )
    assert shown(cell_of(scored(plan, ["beds 乙区 2025-06 5"], MID_YEAR), "beds", None)) == (
        ">=5 of 5 unchecked: at least 5: 1 of 2 reported, A District missing"
    )


@pytest.mark.parametrize("fault", ["do: {zh: }", "by: 某日", "every: 常常"])
def test_a_step_that_cannot_be_read_is_not_lost(fault):
    key = fault.partition(":")[0]
    fields = {"do": "do: 摸底", "by": "by: 3月底"} | {key: fault}
    plan = plan_of(
        f"indicators: {{t: {{name: 任务, kind: task, steps: [{{{', '.join(fields.values())}}}]}}}}", faulty=True
    )
    cell = cell_of(scored(plan, [], MID_YEAR), "t", None, "1")
    if key == "do":
        assert cell.verdict is Verdict.NOT_REPORTED  # a name is not needed to judge
    else:
        assert cell.verdict is Verdict.UNCHECKED


def test_steps_that_cannot_be_read_leave_the_task_itself_judged():
    plan = plan_of("indicators: {t: {name: 任务, kind: task, steps: 若干}}", faulty=True)
    assert [
        (cell.step, cell.district, cell.verdict) for cell in scored(plan, ["t - 2025-06 done"], MID_YEAR).cells
    ] == [
        (None, None, Verdict.MET),
        (None, "甲区", Verdict.NO_TARGET),
        (None, "乙区", Verdict.NO_TARGET),
    ]


def test_months_that_are_missing_are_named_in_stretches():
    texts = ["甲区 2025-02 1", "甲区 2025-05 1", "甲区 2025-09 1"]
    cell = judged(COUNT + "reported: in-period, split: {甲区: 9}", texts, YEAR_END, "甲区")
    assert (cell.reason.zh, cell.reason.en) == (
        "至少 3张：缺 2025-01、2025-03..2025-04、2025-06..2025-08",
        "at least 3: 2025-01, 2025-03..2025-04, 2025-06..2025-08 missing",
    )


@pytest.mark.parametrize("fault", ["kind: 床, target: 5", "kind: count, unit: 床位, target: 5"])
def test_an_indicator_without_kind_or_unit_is_unchecked(fault):
    plan = plan_of(f"indicators: {{beds: {{name: 床位, {fault}}}}}", faulty=True)
    cell = cell_of(scored(plan, [], MID_YEAR), "beds", None)
    assert (cell.verdict, cell.unit) == (Verdict.UNCHECKED, "")


def test_a_deadline_without_its_year_leaves_it_unchecked():
    plan = plan_of("period: 2021..2025\nindicators: {beds: {name: 床位, kind: count, unit: 张, target: 5, by: 8月}}")
    assert shown(cell_of(scored(plan, [], MID_YEAR), "beds", None)) == (
        'None of None unchecked: cannot be checked: "8月" names no year of 2021..2025'
    )


def test_a_bound_in_another_unit_is_not_compared():
    assert shown(judged("kind: count, unit: 张, target: 10%", ["- 2025-06 100"], MID_YEAR)) == (
        "100 of 5 unchecked: cannot be checked: the bound is in %, not in 张"
    )


# --- the plan of Changzhou --------------------------------------------------------------------------------------------


def test_beds_of_wujin():
    assert CHANGZHOU is not None
    card = scored(CHANGZHOU, ["family-care-beds 武进区 2025-06 80"], MID_YEAR)
    cell = cell_of(card, "family-care-beds", "武进区")
    assert cell.bound is not None
    assert write_bound(cell.bound, Language.EN) == "149"
    assert replace(cell, bound=None) == ScorecardCell(
        indicator=Identifier("family-care-beds"),
        step=None,
        district="武进区",
        unit="张",
        verdict=Verdict.ON_PACE,
        period="2025-06",
        period_end=date(2025, 6, 30),
        actual=80,
        due=Fraction(149, 2),
        progress=Fraction(80, 149),
        place=Place("rows", 1),
    )
    whole = cell_of(card, "family-care-beds", None)
    assert replace(whole, bound=None, reason=None) == ScorecardCell(
        indicator=Identifier("family-care-beds"),
        step=None,
        district=None,
        unit="张",
        verdict=Verdict.UNCHECKED,
        period="2025-06",
        period_end=date(2025, 6, 30),
        actual=80,
        at_least=True,
        due=650,
        progress=Fraction(80, 1300),
        reported=ReportedCount(1, 7),
        missing=("溧阳市", "金坛区", "新北区", "天宁区", "钟楼区", "经开区"),
    )
    assert whole.reason is not None
    assert whole.reason.zh == "至少 80张：应报 7，已报 1，缺 溧阳市、金坛区、新北区、天宁区、钟楼区、经开区"
    assert whole.reason.en == (
        "at least 80: 1 of 7 reported, Liyang, Jintan, Xinbei, Tianning, Zhonglou, Economic Development Zone missing"
    )


@pytest.mark.parametrize(
    ("indicator", "texts", "as_of", "expected"),
    [
        pytest.param(
            "funeral-facilities",
            ["金坛区 2025-12 1", "武进区 2025-12 2", "新北区 2025-12 2", "天宁区 2025-12 1", "钟楼区 2025-12 1"],
            YEAR_END,
            "7 of 7 met",
            id="blank-cells-are-not-expected",
        ),
        pytest.param(
            "lottery-sales",
            [
                "市本级 2025-12 578000000",
                "溧阳市 2025-12 158000000",
                "金坛区 2025-12 123000000",
                "武进区 2025-12 291000000",
            ],
            YEAR_END,
            "1150000000 of 1150000000 met",
            id="the-city-itself-takes-a-share",
        ),
        pytest.param(
            "rural-care-centres",
            ["溧阳市 2025-12 5", "金坛区 2025-12 5", "武进区 2025-12 5", "新北区 2025-12 4", "经开区 2025-12 1"],
            YEAR_END,
            "20 of 21 missed",
            id="dashes-take-no-part",
        ),
        pytest.param(
            "zhongwu-boundary-inspection",
            ["钟楼区 2025-06 done", "武进区 2025-06 done"],
            MID_YEAR,
            "2 of None met",
            id="lead-and-support",
        ),
        pytest.param("graded-homes-rate", ["- 2025-12 91.67 11/12"], YEAR_END, "275/3 of 92 missed", id="11-of-12"),
    ],
)
def test_the_city(indicator, texts, as_of, expected):
    assert CHANGZHOU is not None
    card = scored(CHANGZHOU, [f"{indicator} {text}" for text in texts], as_of)
    assert shown(cell_of(card, indicator, None)) == expected


def test_the_cells_of_a_plan_stand_in_its_order():
    assert CHANGZHOU is not None
    card = scored(CHANGZHOU, [], MID_YEAR)
    first = list(dict.fromkeys(cell.indicator for cell in card.cells))
    assert first == list(CHANGZHOU.indicators)
    lottery = [cell.district for cell in card.cells if cell.indicator == "lottery-sales"]
    assert lottery == [None, *CHANGZHOU.districts, "市本级"]


def test_a_party_that_reports_without_a_share_is_shown():
    cell = judged(COUNT + "target: 4", ["市本级 2025-06 3"], MID_YEAR, "市本级", parties="{市本级: {en: City level}}")
    assert shown(cell) == "3 of None no-target"


# --- whole scorecards against an oracle -------------------------------------------------------------------------------

DISTRICTS, PARTY_NAME = ["甲区", "乙区", "丙区"], "市本级"
KINDS = ["count", "amount", "stock", "rate", "density", "standard", "task"]
small = st.integers(0, 12)


def bounds(low: st.SearchStrategy[int]) -> st.SearchStrategy[Bound]:
    return st.one_of(
        st.builds(lambda number: ("=", number, number), low),
        st.builds(lambda number: (">=", number, None), low),
        st.builds(lambda number: ("<=", None, number), low),
        st.builds(lambda number, more: ("..", number, number + more), low, st.integers(0, 4)),
    )


def duties() -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.just("all"), st.lists(st.sampled_from(DISTRICTS), min_size=1, unique=True))


def months(years: tuple[int, int]) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(*years), st.integers(1, 12))


@st.composite
def steps(draw: Any, kind: str, years: tuple[int, int]) -> list[DescribedStep]:
    found = []
    for by in draw(st.lists(months(years), max_size=2)):
        has_amount = kind != "task" and draw(st.booleans())
        found.append(
            DescribedStep(
                by=by,
                do=draw(st.booleans()) or not has_amount,
                amount=draw(st.integers(0, 100)) if has_amount else None,
                percent=draw(st.booleans()),
                districts=draw(duties()),
                recurring=draw(st.sampled_from([False, False, False, True])),
            )
        )
    return found


@st.composite
def indicators(draw: Any, years: tuple[int, int], kind: str | None = None) -> DescribedIndicator:
    kind = kind or draw(st.sampled_from(KINDS))
    low = st.integers(0, 100) if kind == "rate" else small
    shares = st.one_of(bounds(low), st.just(DASHES), st.none())
    names = st.sampled_from([*DISTRICTS, PARTY_NAME])
    is_task = kind == "task"
    return DescribedIndicator(
        kind=kind,
        target=None if is_task else draw(st.one_of(st.none(), bounds(low), bounds(low))),
        split=None if is_task else draw(st.one_of(st.none(), st.dictionaries(names, shares))),
        each=None if is_task else draw(st.one_of(st.none(), st.none(), bounds(low))),
        districts=draw(st.one_of(st.none(), duties()) if not is_task else duties()),
        start=draw(st.one_of(st.none(), st.none(), months(years))),
        by=draw(st.one_of(st.none(), st.none(), months(years))),
        pace=draw(st.sampled_from([None, None, None, "months", "days", "quarters", "steps", "none"])),
        reported=draw(st.sampled_from(["year-to-date", "plan-to-date", "in-period"])),
        steps=draw(steps(kind, years)),
    )


@st.composite
def plans(draw: Any) -> Described:
    years = draw(st.sampled_from([(2025, 2025), (2024, 2025)]))
    found = {"main": draw(indicators(years))}
    if found["main"].kind in ("rate", "density") and draw(st.booleans()):
        found["main"].of = ("part", "whole")
        found |= {name: draw(indicators(years, "stock")) for name in ("part", "whole")}
    report_due = draw(st.one_of(st.none(), st.tuples(st.integers(0, 1), st.integers(1, 31))))
    return Described(years, DISTRICTS, [PARTY_NAME], report_due, found)


@st.composite
def reports(draw: Any, plan: Described, periods: list[str], most: int = 6) -> list[Observation]:
    """Rows on anything in the plan, some for the same thing; often everyone reports one thing for one period."""
    periods = [each for each in periods if plan.years[0] <= int(each[:4]) <= plan.years[1]]  # readers refuse others
    things = [(name, None) for name in plan.indicators]
    for name, indicator in plan.indicators.items():
        things += [(name, str(number)) for number, step in enumerate(indicator.steps, start=1) if step.do]
    anyone = st.sampled_from([*DISTRICTS, *DISTRICTS, PARTY_NAME, "-"])
    reported = st.tuples(st.sampled_from(things), anyone, st.sampled_from(periods))
    told = draw(st.lists(reported, max_size=most))
    for thing in draw(st.lists(st.sampled_from(things), max_size=2)):
        period_of_all = draw(st.sampled_from(periods))
        told += [(thing, district, period_of_all) for district in (*DISTRICTS, PARTY_NAME)]
    found = []
    for line, ((name, step), district, named) in enumerate(told, start=1):
        said = draw(values_of("task" if step else plan.indicators[name].kind))
        submitted = draw(st.sampled_from(["", "", " on 2025-07-01", " on 2025-07-02"]))
        found.append(row(f"{name}{'#' if step else ''}{step or ''} {district} {named} {said}{submitted}", line))
    return found


def values_of(kind: str) -> st.SearchStrategy[str]:
    numbers = st.one_of(small, small, st.sampled_from(["-1", "0.5"])).map(str)
    if kind == "task":
        found = st.sampled_from([*TaskState, "done=2025-05-31", "done=2025-07-01", "not-started=2025-01-01", "3"])
    elif kind == "rate":
        ratio = st.builds("{}/{}".format, st.integers(0, 5), st.integers(0, 5))
        printed = st.sampled_from(["50 1/2", "33 1/3", "33.3 1/3", "34 1/3", "67 2/3", "100 4/4"])
        found = st.one_of(st.integers(0, 100).map(str), ratio, ratio, printed)
    elif kind == "density":
        found = st.one_of(numbers, st.builds("{}/{}".format, small, st.sampled_from([0, 10000, 20000])))
    else:
        found = numbers
    return st.one_of(found, found, found, found, st.just("?"))


YEARLY = ["2025", "2025-Q4", "2025-12", "2024", "2024-12", "2024-Q4"]
PERIODS = ["2025-06", "2025-Q2", "2025-H1", "2025-Q1", "2025-03", "2025-02", "2025-01", "2025-04", "2025-05", *YEARLY]
as_of_dates = st.one_of(
    st.sampled_from([date(2025, 3, 31), MID_YEAR, date(2025, 7, 1), YEAR_END]),
    st.dates(date(2024, 1, 1), date(2026, 2, 28)),
)


def described(plan: Described) -> Plan:
    file = parse_plan(File("plan.yaml", as_plan(plan), ""))
    assert file.plan is not None
    assert not file.faults
    return file.plan


def summary(card: Scorecard) -> dict[tuple[str, str | None, str | None], tuple[Any, ...]]:
    return {
        (cell.indicator, cell.step, cell.district): (
            str(cell.verdict),
            cell.actual,
            cell.at_least,
            cell.due,
            cell.period,
            cell.reported and (cell.reported.number, cell.reported.expected),
            cell.missing,
        )
        for cell in card.cells
    }


@many_when_deep(6)
@given(data=st.data(), plan=plans(), as_of=as_of_dates)
def test_whole_scorecards_equal_brute_force(data, plan, as_of):
    rows = data.draw(reports(plan, PERIODS))
    read = described(plan)
    card = score(read, ObservationsInMemory(rows, read), as_of)
    assert summary(card) == Oracle(plan, rows, as_of).cells()
    for cell in card.cells:
        assert (cell.reason is not None) == (cell.verdict is Verdict.UNCHECKED)
        if cell.bound is not None and cell.actual is not None and cell.bound.figure:
            assert cell.progress == Fraction(cell.actual) / cell.bound.figure


@given(data=st.data(), plan=plans(), as_of=as_of_dates, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(data, plan, as_of, order):
    rows = data.draw(reports(plan, PERIODS))
    read = described(plan)
    expected = score(read, ObservationsInMemory(rows, read), as_of)
    order.shuffle(rows)
    assert score(read, ObservationsInMemory(rows, read), as_of) == expected


@many_when_deep(3)
@given(data=st.data(), plan=plans(), as_of=as_of_dates)
def test_missing_is_never_zero(data, plan, as_of):
    """
    Whatever is taken away of one period's report, nothing comes to be met by it.

    It is one that does not contradict itself: nothing is below zero, the whole area leaves it to its parts, and the
    plan expects everyone that reports.
    """
    for indicator in plan.indicators.values():
        indicator.of, indicator.split, indicator.districts = None, None, "all"
        for step in indicator.steps:
            step.districts = None
    drawn = data.draw(reports(plan, ["2025-06"], most=9))
    by_subject = {each.subject: each for each in drawn if each.subject.district in DISTRICTS}
    rows = [each for each in by_subject.values() if each.value is None or each.value >= 0]
    read = described(plan)
    before = summary(score(read, ObservationsInMemory(rows, read), as_of))
    for left in (rows[:number] + rows[number + 1 :] for number in range(len(rows))):
        after = summary(score(read, ObservationsInMemory(left, read), as_of))
        assert all(before[key][0] == "met" for key, cell in after.items() if cell[0] == "met")


@given(plan=plans(), as_of=as_of_dates)
def test_nothing_reported_is_nothing_judged(plan, as_of):
    cells = score(described(plan), ObservationsInMemory((), described(plan)), as_of).cells
    assert {cell.verdict for cell in cells} <= {
        Verdict.NOT_APPLICABLE,
        Verdict.NO_TARGET,
        Verdict.NOT_REPORTED,
        Verdict.NOT_DUE,
    }
    assert {cell.actual for cell in cells} == {None}
