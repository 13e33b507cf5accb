"""`civtarget config`: the settings that hold for a file or folder."""

import os

from civtarget.api.inputs import settings_near
from civtarget.checking.settings import RunOptions, read_settings
from civtarget.commands.exit_codes import SUCCESS
from civtarget.commands.terminal import Output
from civtarget.model.settings import ProjectSettings
from civtarget.reports.views.settings import document
from civtarget.rules import PLAN_RULES


def run(path: str | None, output: Output, *, isolated: bool) -> int:
    """Write the settings that hold, and return the exit code."""
    place = path or os.curdir
    file = os.path.join(place, "any") if os.path.isdir(place) else place
    project = ProjectSettings() if isolated else settings_near([file])
    read_settings(RunOptions(), PLAN_RULES, project)  # which says what is wrong with it
    output.write(document(project))
    return SUCCESS
