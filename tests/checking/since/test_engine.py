"""What an edit brought and what broke a balance: every edit of one number in the splits of the published plans."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache

import pytest
from conftest import ROOT

from civtarget.checking.report import Since
from civtarget.checking.settings import RunOptions
from civtarget.checking.since import engine as since
from civtarget.checking.since.base import BaseState, Project
from civtarget.files.base_plans import BasePlans
from civtarget.files.paths import File, digest, read_file
from civtarget.files.plan import editor as plan_edit
from civtarget.files.plan.reader import PlanFile, parse_plan
from civtarget.model.findings import Finding
from civtarget.model.plan import Path, Plan, at
from civtarget.model.settings import ProjectSettings
from civtarget.notation.quantity import Exact, Op, exact

EDITS = 200


@cache
def published() -> tuple[File, ...]:
    """Return the files of the published plans, called as a checkout calls them."""
    paths = sorted((ROOT / "plans").glob("*.yaml"))
    return tuple(replace(read_file(str(path)), path=f"plans/{path.name}") for path in paths)


@cache
def read(commit: str = "") -> tuple[PlanFile, ...]:
    """Return the published plans as they lie there, or as they are called in a commit."""
    return tuple(parse_plan(replace(file, path=f"{commit}{file.path}")) for file in published())


def cells(plan: Plan) -> Iterator[tuple[Path, Exact]]:
    """Yield every share and total of the splits in a plan that close, with its number."""
    for identifier, indicator in plan.indicators.items():
        total, shares = indicator.bound, dict(indicator.stated())
        numbers = [total, *shares.values()]
        is_closed = shares and not indicator.blank() and all(each and each.op is Op.EXACTLY for each in numbers)
        if is_closed and total is not None and sum(each.figure for each in shares.values()) == total.figure:
            yield at(identifier, "target"), total.figure
            yield from ((at(identifier, "split", name), share.figure) for name, share in shares.items())


@cache
def all_cells() -> tuple[tuple[File, Path, Exact], ...]:
    plans = [each.plan for each in read()]
    return tuple(
        (file, path, number)
        for file, plan in zip(published(), plans, strict=True)
        if plan is not None
        for path, number in cells(plan)
    )


def another(number: Exact, chance: random.Random) -> Exact:
    """Return what somebody may write for a number instead: a slip of the pen, or another figure."""
    digits = str(number)
    place = chance.randrange(len(digits))
    candidates = [
        number + chance.choice((-10, -5, -1, 1, 5, 10)),
        number * 10,
        exact(Fraction(number) / 10),
        int(digits[:place] + str(chance.randrange(10)) + digits[place + 1 :]),
        int(digits[:place] + digits[place + 1 :] or "0"),
        chance.randrange(1, 2 * int(number) + 2),
    ]
    return chance.choice([each for each in candidates if each != number and each > 0 and each.denominator == 1])


def check_with(edited: PlanFile) -> tuple[Finding, ...]:
    """Check all published plans with one of them edited, and hold them against what they were."""
    files = [edited if each.path == edited.path else each for each in read()]
    project = Project(ProjectSettings())
    before = BaseState(Since("main", "1a2b3c4"), BasePlans(read("1a2b3c4:"), (), (), ()), project)
    now = since.Head(files, (), project)
    return since.check(before, now, RunOptions(), date(2025, 6, 30)).report.findings


@pytest.mark.parametrize("seed", range(EDITS))
def test_the_edit_that_broke_the_balance_is_named(seed):
    chance = random.Random(seed)  # noqa: S311  # what is edited is no secret
    file, path, number = chance.choice(all_cells())
    wrong = another(number, chance)
    text = plan_edit.edited(file, plan_edit.respelled(file, {path: wrong}, {}))

    edited = parse_plan(replace(file, text=text, sha256=digest(text.encode())))
    findings = check_with(edited)

    indicator = path[1]
    (broken,) = (each for each in findings if each.rule == "district-sum" and each.is_new)
    assert (broken.location.file, broken.indicator) == (file.path, indicator)
    assert broken is next(each for each in findings if each.rule == "district-sum"), "what is new comes first"
    first = broken.suspects[0]
    assert (first.where, first.suspect.would_be, first.is_likely) == (path, number, True)
    (edit,) = broken.edits
    assert (edit.location.file, edit.location.path) == (file.path, path)
    assert edit.location.span == edited.locate(path)


def test_there_are_enough_splits_to_edit():
    assert len(all_cells()) > 100
    assert len({(file.path, path[1]) for file, path, _ in all_cells()}) > 10
