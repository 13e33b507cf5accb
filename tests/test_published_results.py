"""The results in `actuals/` are the document's, and `check` runs a real year: it judges nothing that nobody promised."""

import json
from collections import Counter

import pytest
from conftest import ROOT, Civtarget
from support.published import Row, figure, plan_of, rows, rows_of

from civtarget.notation.quantity import canonical_unit, plain, read_quantity

FILE = ROOT / "actuals" / "2021-changzhou.csv"
PLAN = "2021-2025-changzhou"

Result = tuple[str, str, str]
"""A bound (`~` for about), a value, and a unit."""

ONLY_IN_WORDS: list[Result] = [
    ("=", "0", "例"),  # 未发生一例: transcribed were the figures, and this is none
    ("=", "2", "个"),  # 两个实施意见
]
"""What the second table leaves out. Both leave out 不低于低保标准的1.3倍: that is a rule, which nobody measured."""


def reported() -> list[Row]:
    return rows_of(FILE)


def test_every_result_is_the_documents() -> None:
    transcribed = Counter(
        (row["op"], row["value"], canonical_unit(row["unit"])) for row in rows("2021-changzhou")
    ) + Counter(ONLY_IN_WORDS)

    quantities = [read_quantity(row["数值"]) for row in reported()]
    results = Counter((*figure(quantity), quantity.unit) for quantity in quantities)

    assert results - transcribed == Counter(), "only in the results"
    assert transcribed - results == Counter(), "only in the document"
    assert results.total() == 46


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_real_year_runs_and_nothing_is_wrong_with_it(civtarget: Civtarget, language: str) -> None:
    """
    The plan is found by itself.

    One standard depends on what residents spent, which nobody states; a gap that is to narrow widened; and of what is
    due evenly over the years, 2021 has no word of one.
    """
    run = civtarget("check", "actuals/2021-changzhou.csv", "--format", "json", "--lang", language)
    report = json.loads(run.stdout)

    assert run.returncode == 0
    assert [each["id"] for each in report["plans"]] == [PLAN]
    assert report["as_of"] == "2021-12-31"
    assert [(each["rule"], each["severity"], each["indicator"]) for each in report["findings"]] == [
        ("target-met", "note", "minimum-living-standard"),
        ("gap-moved", "warning", "scattered-orphan-standard"),
        ("reported", "warning", "care-training"),
    ]
    assert [each["outcome"] for each in report["findings"]] == ["unchecked", "broken", "broken"]


def test_every_result_is_shown_and_none_is_judged_without_a_bound(civtarget: Civtarget) -> None:
    report = json.loads(civtarget("check", str(FILE), "--format", "json").stdout)

    shown = {each["indicator"]: (each["actual"], each["verdict"]) for each in report["cells"] if each["actual"]}

    verdicts = {"minimum-living-standard": "unchecked"}  # 30 to 40 % of what nobody states
    assert shown == {
        row["指标"]: (plain(read_quantity(row["数值"]).figure), verdicts.get(row["指标"], "no-target"))
        for row in reported()
    }


def test_the_plan_says_where_every_result_stands() -> None:
    indicators = plan_of(PLAN).indicators

    assert [row["指标"] for row in reported() if not indicators[row["指标"]].item] == []


def test_the_plan_of_2022_starts_from_these_results() -> None:
    """Its baselines are the results of the indicators that it shares with them."""
    results = {row["指标"]: read_quantity(row["数值"]) for row in reported()}
    indicators = plan_of("2022-changzhou").indicators

    baselines = {
        identifier: [(str(each.period), each.value.figure) for each in indicator.baselines]
        for identifier, indicator in indicators.items()
        if identifier in results or indicator.baselines
    }

    assert baselines == {
        identifier: [("2021", quantity.figure)] for identifier, quantity in results.items() if identifier in indicators
    }
    assert len(baselines) == 9
