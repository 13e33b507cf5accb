"""What districts, parties and the whole area are called, in the reader's language."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress

from civtarget.language import Text
from civtarget.model import Body, District, Plan, Unread
from civtarget.wording import listed


def area_name(name: str | None, plan: Plan | None) -> Text:
    """Return what a district or party is called; None is the whole area."""
    if name is None:
        return Text("全域", "whole area")
    entry = _entries(plan).get(name)
    english = None
    with suppress(Unread):  # its finding says so
        english = entry.en if entry is not None else None
    return Text(name, english or name)


def areas_listed(names: Iterable[str], plan: Plan | None) -> Text:
    """Join what districts and parties are called, as each language does."""
    texts = [area_name(name, plan) for name in names]
    return Text(listed(text.zh for text in texts).zh, listed(text.en for text in texts).en)


def with_english_names(text: str, plan: Plan | None) -> str:
    """
    Call districts and parties by their English names: a message itself names them as the plan does, for scripts.

    A path such as `indicators.beds.split.武进区` stays as it is: it leads to a place in the file.
    """
    for name in sorted(_entries(plan), key=len, reverse=True):
        if name in text:
            text = area_name(name, plan).en.join(re.split(rf"(?<!\.){re.escape(name)}", text))
    return text


def english_names(*plans: Plan) -> list[tuple[str, str]]:
    """Return what districts and parties of several plans are called in English, the longest names first."""
    names = {name: area_name(name, plan).en for plan in plans for name in _entries(plan)}
    return sorted(((name, en) for name, en in names.items() if en != name), key=lambda each: len(each[0]), reverse=True)


def _entries(plan: Plan | None) -> Mapping[str, District | Body]:
    with suppress(Unread):  # its finding says so
        return {**plan.districts, **plan.parties} if plan is not None else {}
    return {}
