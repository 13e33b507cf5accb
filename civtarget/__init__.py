"""
civtarget: a city's annual target plan, made something that a machine can check.

    import civtarget

    report = civtarget.load("plans/").validate()
    report = civtarget.check("actuals/2025-06/", plan="plans/2025-east.yaml", as_of="2025-06-30")
    split = civtarget.allocate("plans/2025-east.yaml", "beds", by="population")
    repair = civtarget.repair("plans/2025-east.yaml")
    changes = civtarget.diff("HEAD~1:plans/2025-east.yaml", "plans/2025-east.yaml")

The names below are the public API; each is imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from civtarget.api.allocate import Split, allocate
    from civtarget.api.check import check
    from civtarget.api.diff import Changes, diff
    from civtarget.api.plans import Plans, load
    from civtarget.api.repair import Repair, repair
    from civtarget.api.report import Report
    from civtarget.errors import CivtargetError
    from civtarget.reports.report_model import ReportModel

__version__ = "0.2.0"

__all__ = [
    "Changes",
    "CivtargetError",
    "Plans",
    "Repair",
    "Report",
    "ReportModel",
    "Split",
    "allocate",
    "check",
    "diff",
    "load",
    "repair",
]

_MODULES = {
    "Changes": "civtarget.api.diff",
    "CivtargetError": "civtarget.errors",
    "Plans": "civtarget.api.plans",
    "Repair": "civtarget.api.repair",
    "Report": "civtarget.api.report",
    "ReportModel": "civtarget.reports.report_model",
    "Split": "civtarget.api.allocate",
    "allocate": "civtarget.api.allocate",
    "check": "civtarget.api.check",
    "diff": "civtarget.api.diff",
    "load": "civtarget.api.plans",
    "repair": "civtarget.api.repair",
}


if not TYPE_CHECKING:  # to type checkers, another name is none

    def __getattr__(name: str) -> Any:
        """Import a public name; nobody waits for those that are not used."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_MODULES[name]), name)
        return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
