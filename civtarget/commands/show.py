"""`civtarget show`: a plan as officials tabulate it."""

from civtarget.commands.exit_codes import FOUND, SUCCESS
from civtarget.commands.inputs import read_whole_plan
from civtarget.commands.terminal import Output
from civtarget.reports.rendering import plan_as


def run(path: str, output: Output) -> int:
    """Write the table of a plan, and return the exit code."""
    read = read_whole_plan(path, output.style)
    if read is None:
        return FOUND
    output.write(plan_as(output.form, read[1], output.style))
    return SUCCESS
