"""`civtarget show`: a plan as officials tabulate it."""

from civtarget.api.inputs import UnreadPlanError, open_plan, whole_plan
from civtarget.commands.exit_codes import FOUND, SUCCESS
from civtarget.commands.inputs import report_unread
from civtarget.commands.terminal import Output
from civtarget.reports.views.plan import document


def run(path: str, output: Output) -> int:
    """Write the table of a plan, and return the exit code."""
    style = output.style
    try:
        plan = whole_plan(open_plan(path))
    except UnreadPlanError as error:
        report_unread(error, style)
        return FOUND
    output.write(document(plan))
    return SUCCESS
