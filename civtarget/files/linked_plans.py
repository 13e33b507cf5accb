"""The plans in the folders of those that are checked: what is referred to may be there and not be checked itself."""

import os
from collections.abc import Sequence
from contextlib import suppress

from civtarget.files import paths as files
from civtarget.files.paths import File, SourceError
from civtarget.files.plan.reader import PlanFile, parse_plan
from civtarget.model.plan import Identifier, Plan, Reference, Unread
from civtarget.model.workspace import links_of


def read_linked_plans(checked: Sequence[PlanFile], *, include_referrers: bool = False) -> list[PlanFile]:
    """
    Return the plans in the folders of those that are `checked` that these refer to, and whatever else names those.

    With `include_referrers`, also those that refer to what is checked: a change of that may break what they say. Each
    is read once. Of a file that cannot be opened it is not known what plan it holds: it is there without one.
    """
    wanted = {name for file in checked if file.plan is not None for name in _named(file.plan)}
    if include_referrers:
        wanted |= {file.identifier for file in checked if file.identifier is not None}
    unread, found = _beside(checked) if wanted else ([], [])
    while naming := [file for file in unread if any(name in file.text for name in wanted)]:
        unread = [file for file in unread if file not in naming]
        parsed = [parse_plan(file) for file in naming]
        wanted |= {name for file in parsed if file.plan is not None for name in _named(file.plan)}
        found += parsed
    return found


def _beside(checked: Sequence[PlanFile]) -> tuple[list[File], list[PlanFile]]:
    """Return the files beside plans, and those that cannot be opened."""
    known = {os.path.realpath(file.path) for file in checked}
    opened: list[File] = []
    closed: list[PlanFile] = []
    for file in {os.path.dirname(file.path): file for file in checked}.values():
        for path in files.beside(file.path, files.PLANS):
            if os.path.realpath(path) not in known:
                known.add(os.path.realpath(path))
                try:
                    opened.append(files.read_file(path))
                except SourceError:
                    closed.append(PlanFile(path))
    return opened, closed


def _named(plan: Plan) -> set[Identifier]:
    """Return the other plans that a plan names, in links and in constraints."""
    references: list[Reference] = []
    with suppress(Unread):
        references += (each for indicator in plan.indicators.values() for _, each in links_of(indicator))
    with suppress(Unread):
        for constraint in plan.constraints:
            operands = (constraint.at_least, constraint.at_most, constraint.equals)
            references += (each for each in (*constraint.sum, *operands) if isinstance(each, Reference))
    return {each.plan for each in references if each.plan is not None}
