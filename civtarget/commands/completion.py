"""
Completion in a shell: the values that may follow what was typed, each with its help where there is any.

A shell asks in a process of its own, whose modules are imported here when they are needed. Nothing is raised: where a
plan cannot be read, nothing is completed.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import typer

from civtarget.commands.terminal import HELP_LANGUAGE

if TYPE_CHECKING:  # only completion of names needs plans
    from civtarget.model.plan import Plan


def rules(incomplete: str) -> list[tuple[str, str]]:
    """Complete the ID of a rule."""
    from civtarget.reports.views.rules import claim  # noqa: PLC0415  # what only completion needs
    from civtarget.rules.catalogue import RULES  # noqa: PLC0415  # as above

    return [(rule.ID, claim(rule, HELP_LANGUAGE)) for rule in RULES if rule.ID.startswith(incomplete)]


def selections(incomplete: str) -> list[str]:
    """Complete what may be selected: rules and families."""
    from civtarget.rules.catalogue import CHECKING_RULES  # noqa: PLC0415  # what only completion needs

    names = dict.fromkeys(name for rule in CHECKING_RULES for name in (rule.ID, rule.FAMILY))
    return [name for name in names if name.startswith(incomplete)]


def verdicts(incomplete: str) -> list[tuple[str, str]]:
    """Complete verdicts, of which there may be several with commas between."""
    from civtarget.scorecard.verdicts import VERDICT_NAMES  # noqa: PLC0415  # what only completion needs

    names = ((verdict.value, name.in_language(HELP_LANGUAGE)) for verdict, name in VERDICT_NAMES.items())
    return _last_of_list(names, incomplete)


def districts(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete districts and parties of the plan that the command line names, as a list with commas."""
    from civtarget.model.phrases import area_name  # noqa: PLC0415  # what only completion needs

    plan = _plan(ctx)
    names = [*_entries(plan, "districts"), *_entries(plan, "parties")]
    return _last_of_list(((name, area_name(name, plan).in_language(HELP_LANGUAGE)) for name in names), incomplete)


def indicators(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete an indicator of the plan that the command line names."""
    return [(name, told) for name, told in _indicators(ctx) if name.startswith(incomplete)]


def indicator_lists(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete indicators of the plan that the command line names, as a list with commas."""
    return _last_of_list(_indicators(ctx), incomplete)


def _last_of_list(values: Iterable[tuple[str, str]], incomplete: str) -> list[tuple[str, str]]:
    """Complete the last entry of a list with commas, without those that are in it."""
    head, comma, last = incomplete.rpartition(",")
    given = head.split(",")
    return [(f"{head}{comma}{value}", told) for value, told in values if value.startswith(last) and value not in given]


def _indicators(ctx: typer.Context) -> list[tuple[str, str]]:
    from civtarget.model.plan import Unread  # noqa: PLC0415  # what only completion needs

    completed = []
    for identifier, indicator in _entries(_plan(ctx), "indicators").items():
        told = ""
        with suppress(Unread):
            told = indicator.name.text.in_language(HELP_LANGUAGE)
        completed.append((identifier, told))
    return completed


def _plan(ctx: typer.Context) -> "Plan | None":
    """Return the plan that the command line names; None where it names none, or none that can be read."""
    from civtarget.api.inputs import open_plan  # noqa: PLC0415  # what only completion needs
    from civtarget.errors import CivtargetError  # noqa: PLC0415  # as above

    path = ctx.params.get("plan")
    if isinstance(path, str):
        with suppress(CivtargetError):
            return open_plan(path).plan
    return None


def _entries(plan: "Plan | None", section: str) -> Mapping[str, Any]:
    from civtarget.model.plan import readable  # noqa: PLC0415  # what only completion needs

    return readable(plan, section) or {}
