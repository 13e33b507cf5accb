"""`civtarget explain`: the page of a rule."""

from civtarget.commands.exit_codes import SUCCESS
from civtarget.commands.terminal import Output
from civtarget.errors import CivtargetError
from civtarget.language import Text
from civtarget.reports.rendering import explain_as
from civtarget.rules import Rule
from civtarget.rules.catalogue import RULES
from civtarget.spelling import nearest


def run(name: str, output: Output) -> int:
    """Write the page of a rule, and return the exit code."""
    output.write(explain_as(output.form, _rule_called(name), output.style))
    return SUCCESS


def _rule_called(name: str) -> Rule:
    for rule in RULES:
        if name == rule.ID:
            return rule
    suggestion = nearest(name, [rule.ID for rule in RULES])
    hint = (
        Text(f"是否应为“{suggestion}”？", f'is "{suggestion}" meant?')
        if suggestion
        else Text("见 civtarget rules", "see civtarget rules")
    )
    raise CivtargetError(Text(f"没有名为“{name}”的规则：{hint.zh}", f'no rule is called "{name}": {hint.en}'))
