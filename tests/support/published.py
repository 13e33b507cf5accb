"""The plans that were published, and the tables of figures that were transcribed from their documents a second time."""

import csv
from pathlib import Path

from conftest import ROOT

from civtarget.files.paths import read_file
from civtarget.files.plan.reader import PlanFile, parse_plan
from civtarget.model.plan import Plan
from civtarget.notation.quantity import Quantity, plain

FIGURES = ROOT / "tests" / "data" / "published"

Row = dict[str, str]


def read(name: str) -> PlanFile:
    return parse_plan(read_file(str(ROOT / "plans" / f"{name}.yaml")))


def plan_of(name: str) -> Plan:
    file = read(name)
    assert file.faults == ()
    assert file.plan is not None
    return file.plan


def rows(name: str) -> list[Row]:
    return rows_of(FIGURES / f"{name}.csv")


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figure(quantity: Quantity) -> tuple[str, str]:
    """Return a bound and its value as the tables write them: `>=`, 5000; `~`, 20 is about 20."""
    if quantity.low is not None and quantity.high is not None and quantity.low != quantity.high:
        return "..", f"{plain(quantity.low)}..{plain(quantity.high)}"
    return "~" if quantity.approximate else quantity.op.value, plain(quantity.figure)
