"""What districts, parties and the whole area are called in a report, in the reader's language."""

from collections.abc import Mapping
from contextlib import suppress

from civtarget.language import Language, Text
from civtarget.model import Body, District, Plan, Unread
from civtarget.reports.style import Style


def area_name(name: str | None, plan: Plan | None) -> Text:
    """Return what a district or party is called; None is the whole area."""
    if name is None:
        return Text("全域", "whole area")
    entry = _entries(plan).get(name)
    english = None
    with suppress(Unread):  # its finding says so
        english = entry.en if entry is not None else None
    return Text(name, english or name)


def column_title(name: str, entry: District | Body, style: Style) -> str:
    """Return the shortest name that a column may be headed with: an alias in Chinese, the English name."""
    return min((name, *entry.aliases), key=len) if style.language is Language.ZH else entry.en or name


def with_english_names(text: str, plan: Plan | None) -> str:
    """Call districts and parties by their English names: a message itself names them as the plan does, for scripts."""
    for name in sorted(_entries(plan), key=len, reverse=True):
        if name in text:
            text = text.replace(name, area_name(name, plan).en)
    return text


def english_names(*plans: Plan) -> list[tuple[str, str]]:
    """Return what districts and parties of several plans are called in English, the longest names first."""
    names = {name: area_name(name, plan).en for plan in plans for name in _entries(plan)}
    return sorted(((name, en) for name, en in names.items() if en != name), key=lambda each: len(each[0]), reverse=True)


def _entries(plan: Plan | None) -> Mapping[str, District | Body]:
    with suppress(Unread):  # its finding says so
        return {**plan.districts, **plan.parties} if plan is not None else {}
    return {}
