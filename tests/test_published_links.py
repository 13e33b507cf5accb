"""
Every link of the published plans: what it relates may move up to its bound, and not past it.

Figures are changed in the text of the plan files, all six are checked together, and what is new is compared. A change
may break other relations, too, such as the sum of a split: what counts is what names both places of the link.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import NamedTuple

import pytest
from conftest import ROOT

from civtarget.checking import engine
from civtarget.checking.settings import Settings
from civtarget.files.paths import File, read_file
from civtarget.files.plan.reader import PlanFile, parse_plan
from civtarget.model.findings import Finding, Outcome, Severity
from civtarget.model.plan import Path, Plan, Reference, at
from civtarget.model.workspace import Link, Workspace, workspace_of
from civtarget.notation.quantity import Exact, Quantity, plain

FILES = {path.stem: read_file(str(path)) for path in sorted((ROOT / "plans").glob("*.yaml"))}
PARSED = {name: parse_plan(file) for name, file in FILES.items()}


class At(NamedTuple):
    """A place: the name of a plan's file, and the keys."""

    plan: str
    path: Path


Edit = Callable[[str, PlanFile], str]


def plan_of(name: str) -> Plan:
    plan = PARSED[name].plan
    assert plan is not None
    return plan


@cache
def workspace() -> Workspace:
    return workspace_of(map(plan_of, PARSED))


def checked(**texts: str) -> list[Finding]:
    """Check all plans, some of them with another text."""
    files = [
        parse_plan(File(file.path, texts[name], "")) if name in texts else PARSED[name] for name, file in FILES.items()
    ]
    assert all(file.faults == () for file in files)
    return list(engine.check("validate", files, Settings(), date(2025, 12, 31)).findings)


@cache
def unchanged() -> frozenset[tuple[str, str]]:
    return frozenset((each.fingerprint, each.message.en) for each in checked())


def new_between(first: At, second: At, name: str, text: str) -> list[tuple[str, Severity]]:
    """Return what is said of two places, and was not before, once the plan `name` has another text."""
    places = {(FILES[place.plan].path, place.path) for place in (first, second)}
    return [
        (each.rule, each.severity)
        for each in checked(**{name: text})
        if each.outcome is Outcome.BROKEN
        and (each.fingerprint, each.message.en) not in unchanged()
        and places <= {(spot.file, spot.path) for spot in (each.location, *(other.location for other in each.related))}
    ]


def with_figure(place: At, figure: str) -> str:
    """Return the text of a plan with another figure at a place; the rest stays as it is."""
    text, span = FILES[place.plan].text, PARSED[place.plan].locate(place.path)
    lines = text.split("\n")
    line = lines[span.line - 1]
    assert span.line == span.end_line
    lines[span.line - 1] = line[: span.column - 1] + f'"{figure}"' + line[span.end_column - 1 :]
    return "\n".join(lines)


def with_line(place: At, line: str) -> str:
    """Return the text of a plan with one more line in an indicator, behind its name."""
    lines = FILES[place.plan].text.split("\n")
    number = PARSED[place.plan].locate((*place.path[:2], "name"), at_key=True).line
    return "\n".join([*lines[:number], f"    {line}", *lines[number:]])


def linked(link: Link) -> list[tuple[str, Path, Reference]]:
    """Return every link of a sort: the plan's file, the path of the indicator, and what it refers to."""
    return [
        (name, at(identifier), reference)
        for name in PARSED
        for identifier, indicator in plan_of(name).indicators.items()
        if (reference := getattr(indicator, link)) is not None
    ]


def place_of(reference: Reference, name: str) -> At:
    found = workspace().find(reference, plan_of(name))
    assert found is not None
    return At(found.plan.id, found.path)


def figure_at(place: At) -> Quantity:
    _, identifier, key, *rest = place.path
    indicator = plan_of(place.plan).indicators[identifier]
    figure = (indicator.split or {})[rest[0]] if key == "split" else indicator.target
    assert isinstance(figure, Quantity)
    return figure


def names_of(cases: list[tuple[str, Path, Reference]]) -> list[str]:
    return [f"{name}/{path[1]}" for name, path, _ in cases]


EQUALITIES = [*linked(Link.SAME_AS), *linked(Link.SPLITS_FROM)]
FOLLOWING = linked(Link.FOLLOWS)
SUBSETS = linked(Link.WITHIN)


def test_there_are_links_of_each_sort_that_the_documents_show() -> None:
    assert names_of(EQUALITIES) == [
        "2024-zhangjiagang/meal-point-sites",
        "2025-changzhou-reforms/neighbour-support-points-wujin",
        "2025-changzhou-reforms/meal-points-wujin",
        "2025-changzhou-reforms/meal-points-xinbei",
        "2025-changzhou-reforms/neighbour-support-points-xinbei",
    ]
    assert (len(FOLLOWING), len(SUBSETS), len(linked(Link.BASELINE))) == (22, 2, 2)


@pytest.mark.parametrize("change", [-1, 1])
@pytest.mark.parametrize("side", ["here", "there"])
@pytest.mark.parametrize(("name", "path", "reference"), EQUALITIES, ids=names_of(EQUALITIES))
def test_an_equality_breaks_with_either_number(name, path, reference, side, change) -> None:
    here, there = At(name, (*path, "target")), place_of(reference, name)
    changed = here if side == "here" else there
    text = with_figure(changed, plain(figure_at(changed).figure + change))
    assert new_between(here, there, changed.plan, text) == [("link-equal", Severity.ERROR)]


@pytest.mark.parametrize(("name", "path", "reference"), SUBSETS, ids=names_of(SUBSETS))
def test_a_subset_reaches_its_whole_and_no_more(name, path, reference) -> None:
    here, there = At(name, (*path, "target")), place_of(reference, name)
    limit = figure_at(there).figure

    def new(value: Exact) -> list[tuple[str, Severity]]:
        return new_between(here, there, name, with_figure(here, f"{figure_at(here).op.value} {plain(value)}"))

    assert new(limit) == []
    assert new(limit + 1) == [("subset-within-whole", Severity.ERROR)]


@pytest.mark.parametrize(("name", "path", "reference"), FOLLOWING, ids=names_of(FOLLOWING))
def test_what_follows_is_due_with_the_higher_plan_and_not_later(name, path, reference) -> None:
    there = At(place_of(reference, name).plan, at(reference.indicator, "by"))
    here = At(name, (*path, "by"))
    assert new_between(here, there, name, with_line(here, "by: 2025-12-31")) == []
    assert new_between(here, there, name, with_line(here, "by: 2026-01-01")) == [("link-not-weaker", Severity.ERROR)]


def has_target(name: str, reference: Reference) -> bool:
    found = workspace().find(reference, plan_of(name))
    return found is not None and found.indicator.target is not None


@pytest.mark.parametrize(
    ("factors", "expected"),
    [
        ("30%..40%", []),
        ("31%..39%", []),
        ("29%..40%", [("link-not-weaker", Severity.ERROR)]),
        ("30%..41%", [("link-not-weaker", Severity.ERROR)]),
    ],
)
def test_a_standard_that_follows_keeps_to_the_range(factors, expected) -> None:
    """It is the one that both plans bind in numbers; it is due later in the five-year plan, so it has to be due then."""
    assert [path[1] for name, path, reference in FOLLOWING if has_target(name, reference)] == [
        "minimum-living-standard"
    ]
    here, there = (
        At(name, at("minimum-living-standard", "target")) for name in ("2022-changzhou", "2021-2025-changzhou")
    )
    text = with_figure(here, f"{factors} × previous residents-consumption")
    text = text.replace(
        "    follows: 2021-2025-changzhou/minimum-living-standard\n",
        "    follows: 2021-2025-changzhou/minimum-living-standard\n    by: 2025-12-31\n",
    )
    assert new_between(here, there, "2022-changzhou", text) == expected


BASELINES = [
    (name, identifier, number)
    for name in PARSED
    for identifier, indicator in plan_of(name).indicators.items()
    if indicator.bound is not None and not indicator.bound.approximate
    for number, baseline in enumerate(indicator.baselines)
    if baseline.period.years == 1 and baseline.period.last == plan_of(name).period.first - 1
]


@pytest.mark.parametrize(
    ("name", "identifier", "number"), BASELINES, ids=[f"{name}/{each}" for name, each, _ in BASELINES]
)
def test_a_target_may_be_as_low_as_the_last_result_and_no_lower(name, identifier, number) -> None:
    here, there = At(name, at(identifier, "target")), At(name, at(identifier, "baselines", str(number), "value"))
    baseline = plan_of(name).indicators[identifier].baselines[number].value
    target = figure_at(here)

    def new(value: Exact) -> list[tuple[str, Severity]]:
        unit = "%" if target.unit == "%" else ""
        return new_between(here, there, name, with_figure(here, f"{target.op.value} {plain(value)}{unit}"))

    assert new(baseline.figure) == []
    assert new(baseline.figure - 1) == [("target-below-result", Severity.NOTE)]


@pytest.mark.parametrize(("homes", "expected"), [(107, []), (108, [("rate-at-baseline", Severity.NOTE)])])
def test_a_rate_holds_at_the_last_number_that_its_part_is_enough_for(homes, expected) -> None:
    here = At("2025-changzhou", at("graded-homes-rate", "target"))
    there = At("2021-2025-changzhou", at("care-homes", "baselines", "0", "value"))
    assert new_between(here, there, there.plan, with_figure(there, str(homes))) == expected
