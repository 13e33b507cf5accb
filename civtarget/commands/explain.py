"""`civtarget explain`: the page of a rule."""

from civtarget.commands.exit_codes import SUCCESS
from civtarget.commands.terminal import Output
from civtarget.errors import CivtargetError
from civtarget.language import Text
from civtarget.reports.views.rules import page_document
from civtarget.rules import Rule
from civtarget.rules.catalogue import RULES
from civtarget.spelling import nearest


def run(name: str, output: Output) -> int:
    """Write the page of a rule, and return the exit code."""
    output.write(page_document(_rule_called(name)))
    return SUCCESS


def _rule_called(name: str) -> Rule:
    for rule in RULES:
        if name == rule.ID:
            return rule
    suggestion = nearest(name, [rule.ID for rule in RULES])
    hint = (
        Text("是否应为“{suggestion}”？", 'is "{suggestion}" meant?', suggestion=suggestion)
        if suggestion
        else Text("见 civtarget rules", "see civtarget rules")
    )
    raise CivtargetError(
        Text("没有名为“{name}”的规则：{hint}", 'no rule is called "{name}": {hint}', name=name, hint=hint)
    )
