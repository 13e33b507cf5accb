"""`civtarget rules`: the list of all rules."""

from civtarget.commands.exit_codes import SUCCESS
from civtarget.commands.terminal import Output
from civtarget.reports.rendering import rules_as
from civtarget.rules.catalogue import RULES


def run(output: Output) -> int:
    """Write the list of rules, and return the exit code."""
    output.write(rules_as(output.form, RULES, output.style))
    return SUCCESS
