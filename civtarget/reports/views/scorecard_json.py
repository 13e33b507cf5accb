"""The scorecard in a JSON report: a cell for every verdict, and how complete the reports are."""

from collections.abc import Sequence
from typing import Any

from civtarget.notation.quantity import Op, Quantity, plain
from civtarget.reports.views.json_values import number_content, text_content
from civtarget.scorecard.assessment import Assessment, Coverage
from civtarget.scorecard.lights import Light, light_of
from civtarget.scorecard.verdicts import ScorecardCell


def content(assessment: Assessment, cells: Sequence[ScorecardCell], lights: Sequence[Light]) -> dict[str, Any]:
    """Return the JSON content of `cells` and of the coverage of all."""
    return {
        "cells": [_cell(cell, assessment.plan.id, lights) for cell in cells],
        "coverage": [_coverage(each) for each in assessment.coverage],
    }


def _cell(cell: ScorecardCell, plan: str, lights: Sequence[Light]) -> dict[str, Any]:
    place = cell.place
    light = light_of(cell, lights)
    return {
        "plan": plan,
        "indicator": cell.indicator,
        "district": cell.district,
        "step": cell.step,
        "period": cell.period,
        "unit": cell.unit,
        "bound": cell.bound and _bound(cell.bound),
        "actual": number_content(cell.actual),
        "due": number_content(cell.due),
        "progress": number_content(cell.progress),
        "verdict": cell.verdict,
        "file": place and place.file,
        "line": place and place.line,
        "sheet": place and place.sheet,
        "cell": place and place.cell,
        "at_least": cell.at_least,
        "state": cell.state,
        "light": light and light.name,
        "missing": list(cell.missing),
        "reason": cell.reason and text_content(cell.reason),
    }


def _bound(bound: Quantity) -> str:
    if bound.op is Op.BETWEEN:
        return f"{number_content(bound.low)}..{number_content(bound.high)}"
    return f"{bound.op} {plain(bound.figure)}"


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "period": coverage.period,
        "reported": coverage.reported,
        "expected": coverage.expected,
        "missing": {district: list(indicators) for district, indicators in coverage.missing.items()},
    }
