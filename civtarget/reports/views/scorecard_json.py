"""The scorecard in a JSON report: a cell for every verdict, and how complete the reports are."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from civtarget.language import Text
from civtarget.model.phrases import area_name
from civtarget.model.plan import Identifier, Indicator, Unread, readable
from civtarget.notation.quantity import Op, Quantity, plain
from civtarget.reports.views.json_values import number_content, text_content
from civtarget.scorecard.assessment import Assessment, Coverage
from civtarget.scorecard.lights import Light, light_of
from civtarget.scorecard.reduction import value_to_date
from civtarget.scorecard.verdicts import ScorecardCell


def content(assessment: Assessment, cells: Sequence[ScorecardCell], lights: Sequence[Light]) -> dict[str, Any]:
    """Return the JSON content of `cells` and of the coverage of all."""
    return {
        "cells": [_cell(cell, assessment, lights) for cell in cells],
        "coverage": [_coverage(each) for each in assessment.coverage],
    }


def _cell(cell: ScorecardCell, assessment: Assessment, lights: Sequence[Light]) -> dict[str, Any]:
    plan, place = assessment.plan, cell.place
    indicator = plan.indicators[cell.indicator]
    light = light_of(cell, lights)
    return {
        "plan": plan.id,
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
        "name": text_content(_name(indicator, cell.indicator)),
        "item": readable(indicator, "item"),
        "offices": _offices(cell, assessment),
        "district_name": text_content(area_name(cell.district, plan)),
        "earlier": list(_earlier(cell, assessment)),
    }


def _name(indicator: Indicator, identifier: Identifier) -> Text:
    with suppress(Unread):  # its finding says so
        return indicator.name.text
    return Text(identifier, identifier)


def _offices(cell: ScorecardCell, assessment: Assessment) -> list[str]:
    """Return the offices that answer for a cell: of a milestone those of the step, where it has its own."""
    indicator = assessment.plan.indicators[cell.indicator]
    with suppress(Unread):  # its finding says so
        own = indicator.steps[int(cell.step) - 1].offices if cell.step is not None else None
        offices = own if own is not None else indicator.offices
        return list(assessment.plan.responsible if offices is None else offices.everyone)
    return []


def _earlier(cell: ScorecardCell, assessment: Assessment) -> Iterator[dict[str, Any]]:
    """Yield what was reported for the periods before that of a cell, oldest first, without what could not be read."""
    plan, indicator = assessment.plan, assessment.plan.indicators[cell.indicator]
    for each in assessment.histories(cell.indicator).get(cell.subject, ()):
        if cell.period_end is None or each.period.end >= cell.period_end or not each.readable:
            continue
        value = each.value
        if value is None:  # a task, or a rate of which only the part and the whole were reported
            to_date = value_to_date((each,), indicator, plan, each.period.end)
            value = to_date.value if to_date is not None else None
        if value is not None:
            yield {"period": each.period.text, "value": number_content(value)}


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
