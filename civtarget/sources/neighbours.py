"""The plans in the folders of those that are checked: what is referred to may be there and not be checked itself."""

import os
from collections.abc import Sequence
from contextlib import suppress

from civtarget.model import Plan, Unread
from civtarget.sources import files
from civtarget.sources.files import SourceError
from civtarget.sources.plan_file import PlanFile, parse_plan
from civtarget.workspace import links_of


def read_neighbours(checked: Sequence[PlanFile]) -> list[PlanFile]:
    """
    Return the other plans in the folders of those that are `checked`, if any of these refers to one; each is read once.

    A file that cannot be opened is left out: whoever refers to its plan is told that it is not there.
    """
    if not any(_refers(file.plan) for file in checked if file.plan is not None):
        return []
    known = {os.path.realpath(file.path) for file in checked}
    found: list[PlanFile] = []
    for file in {os.path.dirname(file.path): file for file in checked}.values():
        for path in files.beside(file.path, files.PLANS):
            if os.path.realpath(path) not in known:
                known.add(os.path.realpath(path))
                with suppress(SourceError):
                    found.append(parse_plan(files.read_file(path)))
    return found


def _refers(plan: Plan) -> bool:
    """Whether a plan names another one, in a link or in a constraint."""
    with suppress(Unread):
        if any(reference.plan for indicator in plan.indicators.values() for _, reference in links_of(indicator)):
            return True
    with suppress(Unread):
        return bool(plan.constraints)
    return False
