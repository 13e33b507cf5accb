"""`civtarget diff`: two versions of a plan, compared by meaning."""

from civtarget.checking.report import CheckedPlan
from civtarget.checking.settings import FailOnChange
from civtarget.commands.exit_codes import FOUND, NOTHING, SUCCESS, UNUSABLE
from civtarget.commands.inputs import tell_faults
from civtarget.commands.terminal import ReportOutput, refuse_to_overwrite, tell, write_report
from civtarget.comparison.change import Versions
from civtarget.comparison.plans import changes_between
from civtarget.comparison.unread import unread_changes
from civtarget.files.git import read_version
from civtarget.files.plan.reader import PlanFile, parse_plan
from civtarget.language import Text
from civtarget.model.findings import Location
from civtarget.model.plan import Path, readable
from civtarget.reports.rendering import changes_as
from civtarget.reports.views.changes import Difference, Located
from civtarget.reports.views.changes_report import as_report


def run(old: str, new: str, fail_on: FailOnChange, output: ReportOutput) -> int:
    """Compare two versions of a plan, write the changes, and return the exit code."""
    style, targets = output.style, output.targets()
    files = [parse_plan(read_version(named)) for named in (old, new)]
    refuse_to_overwrite(targets, [old, new])
    for file in files:
        if file.plan is None or (file.faults and not output.quiet):
            tell(Text(f"{file.path} 有未能读取之处：", f"{file.path} could not be read in full:"), style)
            tell_faults("diff", file, style)
    before, after = files
    if before.plan is None or after.plan is None:
        return FOUND
    changes = changes_between(before.plan, after.plan)
    old_faults, new_faults = ([(fault.path, fault.message) for fault in file.faults] for file in files)
    changes += unread_changes(changes, Versions(old_faults, new_faults))
    difference = Difference(
        old=_checked(before),
        new=_checked(after),
        plans=(before.plan, after.plan),
        changes=[Located(each, _location(before, each.old.path), _location(after, each.new.path)) for each in changes],
    )
    if write_report(
        as_report(difference), targets, output.language, lambda form, style: changes_as(form, difference, style)
    ):
        return UNUSABLE
    if any(fail_on.fails(each.direction) for each in changes):
        return FOUND
    if not before.holds_indicators and not after.holds_indicators:
        tell(
            Text("两稿都没有指标，没有可比较的内容", "neither plan has indicators: there was nothing to compare"), style
        )
        return NOTHING
    return SUCCESS


def _checked(file: PlanFile) -> CheckedPlan:
    return CheckedPlan(readable(file.plan, "id") or "", file.path, file.sha256)


def _location(file: PlanFile, path: Path) -> Location:
    return Location(file.path, file.locate(path), path)
