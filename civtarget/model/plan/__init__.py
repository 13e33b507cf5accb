"""
The plan format as frozen values: plan, districts, offices, indicators, targets, splits, steps, waivers.

These types are the one truth about the plan format. A key of the YAML file is a field here, of the same name, that
carries its documentation and its way of being compared; the reader, the JSON Schema and the comparison of plans are
driven by them.

A value that could not be read is not there: access to it raises `Unread`. So no rule can take an unreadable value for a
missing one, and the engine turns the exception into *could not be checked*.
"""

from civtarget.model.plan.choices import (
    KIND_NAMES,
    PER_NAMES,
    RECURRENCE_NAMES,
    ROLE_NAMES,
    TREND_NAMES,
    Commitment,
    Kind,
    Mark,
    Pace,
    Per,
    Recurrence,
    Reporting,
    Role,
    Trend,
)
from civtarget.model.plan.document import Body, ChangeNote, Constraint, District, Plan, Source, Waiver, Weights
from civtarget.model.plan.indicator import Baseline, Each, Gap, Indicator, Name, Offices, Ratio, Step
from civtarget.model.plan.record import Path, Record, Unread, readable
from civtarget.model.plan.values import (
    Duties,
    Identifier,
    Operand,
    Reference,
    Relative,
    Share,
    Target,
    Term,
    Unit,
    at,
)

__all__ = [
    "KIND_NAMES",
    "PER_NAMES",
    "RECURRENCE_NAMES",
    "ROLE_NAMES",
    "TREND_NAMES",
    "Baseline",
    "Body",
    "ChangeNote",
    "Commitment",
    "Constraint",
    "District",
    "Duties",
    "Each",
    "Gap",
    "Identifier",
    "Indicator",
    "Kind",
    "Mark",
    "Name",
    "Offices",
    "Operand",
    "Pace",
    "Path",
    "Per",
    "Plan",
    "Ratio",
    "Record",
    "Recurrence",
    "Reference",
    "Relative",
    "Reporting",
    "Role",
    "Share",
    "Source",
    "Step",
    "Target",
    "Term",
    "Trend",
    "Unit",
    "Unread",
    "Waiver",
    "Weights",
    "at",
    "readable",
]
