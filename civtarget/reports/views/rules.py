"""The documents of the rules: the list, and the page of one rule. Both come from the rules' docstrings."""

import inspect
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import partial
from typing import Any

from civtarget.language import Language, Text
from civtarget.model.results import RuleOptions
from civtarget.reports.document import Document, Page
from civtarget.reports.sheet import Cell, Column, Sheet
from civtarget.reports.style import Style
from civtarget.reports.views.findings import SEVERITIES
from civtarget.rules import Rule

_HEADINGS = {"Passes:": Text("符合：", "Passes:"), "Fails:": Text("不符合：", "Fails:")}


def document(rules: Sequence[Rule]) -> Document:
    """Return the document of a list of rules."""
    return Document(blocks=lambda style: [_sheet(rules, style)], content=partial(_content, rules))


def page_document(rule: Rule) -> Document:
    """Return the document that explains one rule."""
    return Document(blocks=lambda style: [Page(page(rule, style))], content=partial(_content, [rule]))


def _sheet(rules: Sequence[Rule], style: Style) -> Sheet:
    titles = (Text("规则", "rule"), Text("规则族", "family"), Text("级别", "level"), Text("主张", "claim"))
    return Sheet(
        "",
        [Column(style.say(title), flexible=title is titles[-1]) for title in titles],
        [
            [
                Cell(rule.ID),
                Cell(rule.FAMILY),
                Cell(style.say(SEVERITIES[rule.SEVERITY])),
                Cell(claim(rule, style.language)),
            ]
            for rule in rules
        ],
    )


def _content(rules: Sequence[Rule]) -> dict[str, Any]:
    """Return the JSON content of a list of rules, `civtarget-rules/1`."""
    return {
        "format": "civtarget-rules/1",
        "rules": [
            {
                "id": rule.ID,
                "family": rule.FAMILY,
                "severity": rule.SEVERITY,
                "claim": {language: claim(rule, language) for language in Language},
            }
            for rule in rules
        ],
    }


def claim(rule: Rule, language: Language) -> str:
    """Return the claim of a rule: the first paragraph of its docstring in `language`."""
    return next(_paragraphs(rule, language))


def page(rule: Rule, style: Style) -> str:
    """Return the page of a rule as Markdown: its docstring, as far as it is in the language of `style`."""
    severity = style.say(SEVERITIES[rule.SEVERITY])
    heading = f"# {rule.ID} ({rule.FAMILY}, {severity})"
    return "\n\n".join((heading, *_paragraphs(rule, style.language), *_options(rule, style), ""))


def _options(rule: Rule, style: Style) -> Iterator[str]:
    """Yield the options of a rule with their defaults, as settings write them."""
    defaults = [f"{each.name} = {each.default}" for each in fields(getattr(rule, "Options", RuleOptions))]
    if defaults:
        yield style.say(Text("选项（写在设置里）：", "Options, as settings write them:"))
        yield "\n".join(f"    {line}" for line in (f"[options.{rule.ID}]", *defaults))


def _paragraphs(rule: Rule, language: Language) -> Iterator[str]:
    """Yield the paragraphs of a docstring that are for readers of `language`; indented examples are for all."""
    for paragraph in inspect.cleandoc(rule.__doc__ or "").split("\n\n"):
        if paragraph in _HEADINGS:
            yield _HEADINGS[paragraph].in_language(language)
        elif paragraph.startswith(" ") or _is_chinese(paragraph) == (language is Language.ZH):
            yield paragraph if paragraph.startswith(" ") else _unwrapped(paragraph, language)


def _unwrapped(paragraph: str, language: Language) -> str:
    return ("" if language is Language.ZH else " ").join(paragraph.splitlines())


def _is_chinese(paragraph: str) -> bool:
    return not paragraph[:1].isascii()
