"""`civtarget rules`: the list of all rules."""

from civtarget.commands.exit_codes import SUCCESS
from civtarget.commands.terminal import Output
from civtarget.reports.views.rules import document
from civtarget.rules.catalogue import RULES


def run(output: Output) -> int:
    """Write the list of rules, and return the exit code."""
    output.write(document(RULES))
    return SUCCESS
