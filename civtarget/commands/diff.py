"""`civtarget diff`: two versions of a plan, compared by meaning."""

from civtarget.api.diff import changes_of
from civtarget.checking.settings import FailOnChange
from civtarget.commands.exit_codes import FOUND, NOTHING, SUCCESS, UNUSABLE
from civtarget.commands.inputs import report_faults
from civtarget.commands.terminal import ReportOutput, refuse_to_overwrite, tell, write_document
from civtarget.files.git import read_version
from civtarget.files.plan.reader import parse_plan
from civtarget.language import Text


def run(old: str, new: str, fail_on: FailOnChange, output: ReportOutput) -> int:
    """Compare two versions of a plan, write the changes, and return the exit code."""
    style, targets = output.style, output.targets()
    files = [parse_plan(read_version(named)) for named in (old, new)]
    refuse_to_overwrite(targets, [old, new])
    for file in files:
        if file.plan is None or (file.faults and not output.quiet):
            tell(Text("{path} 有未能读取之处：", "{path} could not be read in full:", path=file.path), style)
            report_faults("diff", file, style)
    if any(file.plan is None for file in files):
        return FOUND
    changes = changes_of(*files)
    if write_document(changes.document, targets, output.language):
        return UNUSABLE
    if any(fail_on.fails(each.direction) for each in changes.changes):
        return FOUND
    if not any(file.holds_indicators for file in files):
        tell(
            Text("两稿都没有指标，没有可比较的内容", "neither plan has indicators: there was nothing to compare"), style
        )
        return NOTHING
    return SUCCESS
