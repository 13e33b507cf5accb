"""`civtarget validate`: plans checked by the rules, and held against a baseline or against what git had."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from civtarget.checking import engine
from civtarget.checking.report import Report
from civtarget.checking.settings import RunOptions, Settings, read_settings
from civtarget.commands.exit_codes import FOUND, NOTHING, SUCCESS, UNUSABLE
from civtarget.commands.inputs import day_of, project_settings, read_plans, search_folders
from civtarget.commands.terminal import STDIN, ReportOutput, Target, refuse_to_overwrite, tell, write, write_report
from civtarget.errors import CivtargetError
from civtarget.files.linked_plans import read_linked_plans
from civtarget.files.paths import read_file
from civtarget.files.plan.reader import PlanFile
from civtarget.language import Text
from civtarget.model.settings import ProjectSettings
from civtarget.reports.rendering import Format
from civtarget.reports.style import Style
from civtarget.rules import PLAN_RULES

if TYPE_CHECKING:
    from civtarget.checking.baseline import BaselineEntry


class Baselines(NamedTuple):
    """The baseline to accept findings of, and the one to write."""

    old: str | None
    new: str | None


def run(  # noqa: PLR0913  # as many as the command line has
    plans: Sequence[str],
    run_options: RunOptions,
    baselines: Baselines,
    output: ReportOutput,
    *,
    isolated: bool,
    since: str | None,
    as_of: str,
) -> int:
    """Check plans, write the report, and return the exit code."""
    style, targets = output.style, output.targets()
    _refuse_partial_baseline(baselines.new, [*run_options.select, *run_options.ignore], since)
    day = day_of(as_of)
    files, failed = read_plans(plans, style, quiet=output.quiet)
    project = project_settings([file.path for file in files], isolated=isolated)
    old = baselines.old or project.baseline
    written = [*targets, *([Target(baselines.new, Format.JSON)] if baselines.new else [])]
    kept = [each for each in (old, project.path) if each is not None and each != baselines.new]
    refuse_to_overwrite(written, [*(file.path for file in files), *kept])
    if since is not None:
        edited = _Edited(since, plans, files, project, baselines.old)
        settings, report = _checked_since(edited, run_options, day, output, isolated=isolated)
    else:
        settings = read_settings(run_options, PLAN_RULES, project)
        report = engine.check("validate", files, settings, day, beside=read_linked_plans(files))
        report = _against_baseline(report, Baselines(old, baselines.new), settings, style, quiet=output.quiet)
    failed |= write_report(report, targets, output.language)
    if failed:
        return UNUSABLE
    if any(settings.fails(finding) for finding in report.findings):
        return FOUND
    if not any(file.holds_indicators for file in files):
        tell(Text("没有可核对的规划", "there was nothing to check"), style)
        return NOTHING
    return SUCCESS


def _refuse_partial_baseline(new: str | None, rules: Sequence[str], since: str | None) -> None:
    if new == STDIN:
        raise CivtargetError(Text("--write-baseline：请写文件名", "--write-baseline: name a file"))
    if new is not None and rules:
        raise CivtargetError(
            Text(
                "--write-baseline 记下全部问题：请去掉 --select 和 --ignore",
                "--write-baseline lists all that is found: leave --select and --ignore out",
            )
        )
    if new is not None and since is not None:
        raise CivtargetError(
            Text(
                "--write-baseline 与 --since 不能同时使用：请单独写一次基线",
                "--write-baseline and --since do not go together: write the baseline in a run of its own",
            )
        )


class _Edited(NamedTuple):
    """Plans that are held against what they were, with what finds that."""

    revision: str
    named: Sequence[str]
    files: Sequence[PlanFile]
    project: ProjectSettings
    baseline: str | None


def _checked_since(
    edited: _Edited, run_options: RunOptions, day: date, output: ReportOutput, *, isolated: bool
) -> tuple[Settings, Report]:
    """Check plans, and hold them against what they were; return also the settings by which that was done."""
    from civtarget.checking.since import base  # noqa: PLC0415  # what no other run needs
    from civtarget.checking.since import engine as since_engine  # noqa: PLC0415  # as above

    folders = search_folders(file.path for file in edited.files)
    there = base.read_base_state(
        edited.revision, edited.named, edited.files, folders, baseline=edited.baseline, isolated=isolated
    )
    project = base.project_of(edited.project, edited.baseline, read_file)
    now = since_engine.Head(edited.files, read_linked_plans(edited.files), project)
    report, gone, settings = since_engine.check(there, now, run_options, day)
    if not output.quiet:
        _tell_what_is_gone(gone, now.project.settings.baseline or "", output.style)
    return settings, report


def _against_baseline(report: Report, baselines: Baselines, settings: Settings, style: Style, *, quiet: bool) -> Report:
    """Accept the findings of a baseline, or of a new one that is written, and tell what of it is gone."""
    name = baselines.new or baselines.old
    if name is None:
        return report
    from civtarget.checking import baseline  # noqa: PLC0415  # what no other run needs

    if baselines.new is not None:
        known = baseline.entries_of(report)
        write(baseline.render(known), baselines.new, Format.JSON)
    else:
        known = baseline.read_baseline(read_file(name).text, name)
    report, gone = baseline.apply_baseline(report, known, name, settings)
    if not quiet:
        _tell_what_is_gone(gone, name, style)
    return report


def _tell_what_is_gone(gone: "Iterable[BaselineEntry]", name: str, style: Style) -> None:
    """Say on standard error which known findings are there no more."""
    for each in gone:
        text = each.message
        tell(
            Text(
                f"已改正（可从 {name} 中删去）：{each.plan} {each.rule}：{text.zh}",
                f"fixed, to be taken out of {name}: {each.plan} {each.rule}: {text.en}",
            ),
            style,
        )
