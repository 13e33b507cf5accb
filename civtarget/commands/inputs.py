"""Inputs of the commands: errors are printed for files that cannot be opened or read, and the rest is read."""

import sys
from collections.abc import Sequence

from civtarget.api.inputs import Problems, UnreadPlanError, today
from civtarget.checking import engine
from civtarget.checking.settings import Settings
from civtarget.commands.flags import text_of
from civtarget.commands.terminal import complain, tell
from civtarget.errors import CivtargetError
from civtarget.files.plan.reader import PlanFile
from civtarget.language import Text
from civtarget.reports.rendering import Format, render
from civtarget.reports.style import Style
from civtarget.reports.views.findings import document


class PrintedProblems(Problems):
    """Errors printed on standard error for files that cannot be used; `failed` is set where there were any."""

    def __init__(self, style: Style, *, quiet: bool) -> None:
        self.failed = False
        self._style = style
        self._quiet = quiet

    def error(self, error: CivtargetError) -> None:
        """Print an error."""
        complain(text_of(error), self._style.language)
        self.failed = True

    def skipped(self, names: Sequence[str]) -> None:
        """Print which files of a folder are of another kind."""
        if not self._quiet:
            listed = ", ".join(names)
            tell(Text("跳过：{listed}", "passed over: {listed}", listed=listed), self._style)


def report_faults(command: str, file: PlanFile, style: Style) -> None:
    """Print the faults of reading a plan."""
    report = engine.check(command, [file], Settings(), today())
    sys.stderr.write(render(Format.PLAIN, document(engine.only_reading(report)), style))


def report_unread(error: UnreadPlanError, style: Style) -> None:
    """Print the faults of a plan that has to be read in full."""
    tell(Text("规划有未能读取之处，改正后才能继续：", "the plan has to be put right first:"), style)
    report_faults("show", error.file, style)
