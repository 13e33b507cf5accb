"""`civtarget config`: the settings that hold for a file or folder."""

import os

from civtarget.checking.settings import RunOptions, read_settings
from civtarget.commands.exit_codes import SUCCESS
from civtarget.commands.inputs import project_settings
from civtarget.commands.terminal import Output
from civtarget.reports.rendering import settings_as
from civtarget.rules import PLAN_RULES


def run(path: str | None, output: Output, *, isolated: bool) -> int:
    """Write the settings that hold, and return the exit code."""
    place = path or os.curdir
    project = project_settings([os.path.join(place, "any") if os.path.isdir(place) else place], isolated=isolated)
    read_settings(RunOptions(), PLAN_RULES, project)  # which says what is wrong with it
    output.write(settings_as(output.form, project, output.style))
    return SUCCESS
