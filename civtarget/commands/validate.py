"""`civtarget validate`: plans checked by the rules, and held against a baseline or against what git had."""

from collections.abc import Sequence
from typing import NamedTuple

from civtarget.api.inputs import day_of, open_plans
from civtarget.api.plans import Plans
from civtarget.api.report import Report
from civtarget.checking.settings import RunOptions
from civtarget.commands.exit_codes import FOUND, NOTHING, SUCCESS, UNUSABLE
from civtarget.commands.inputs import PrintedProblems
from civtarget.commands.terminal import STDOUT, ReportOutput, Target, refuse_to_overwrite, tell, write, write_document
from civtarget.errors import CivtargetError
from civtarget.files.linked_plans import read_linked_plans
from civtarget.language import Text
from civtarget.model.settings import ProjectSettings
from civtarget.reports.rendering import Format
from civtarget.reports.style import Style


class Baselines(NamedTuple):
    """The baseline to accept findings of, and the one to write."""

    old: str | None
    new: str | None


def run(  # noqa: PLR0913  # as many as the command line has
    named: Sequence[str],
    options: RunOptions,
    baselines: Baselines,
    output: ReportOutput,
    *,
    isolated: bool,
    since: str | None,
    as_of: str,
) -> int:
    """Check plans, write the report, and return the exit code."""
    style, targets = output.style, output.targets()
    _refuse_partial_baseline(baselines.new, [*options.select, *options.ignore], since)
    day, problems = day_of(as_of), PrintedProblems(style, quiet=output.quiet)
    files = tuple(open_plans(named, problems))
    plans = Plans(files, tuple(read_linked_plans(files)), tuple(named))
    project = ProjectSettings() if isolated else plans.settings
    written = [*targets, *([Target(baselines.new, Format.JSON)] if baselines.new else [])]
    kept = [baselines.old or project.baseline, project.path]
    refuse_to_overwrite(
        written, [*(file.path for file in files), *(each for each in kept if each and each != baselines.new)]
    )
    report = plans.validate(
        select=options.select,
        ignore=options.ignore,
        fail_on=options.fail_on,
        waivers=options.with_waivers,
        settings=not isolated,
        baseline=False if baselines.new else baselines.old or True,
        since=since,
        as_of=day,
    )
    if baselines.new is not None:
        report = _written_baseline(report, baselines.new)
    if not output.quiet:
        _tell_fixed(report, style)
    failed = write_document(report.document, targets, output.language)
    if failed or problems.failed:
        return UNUSABLE
    if report.failures:
        return FOUND
    if not any(file.holds_indicators for file in files):
        tell(Text("没有可核对的规划", "there was nothing to check"), style)
        return NOTHING
    return SUCCESS


def _refuse_partial_baseline(new: str | None, rules: Sequence[str], since: str | None) -> None:
    if new == STDOUT:
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


def _written_baseline(report: Report, name: str) -> Report:
    """Write a baseline of a report, and return the report with its findings accepted."""
    from civtarget.checking.baseline import entries_of, render  # noqa: PLC0415  # what no other run needs

    entries = entries_of(report.content)
    write(render(entries), name, Format.JSON)
    return report.with_baseline(entries, name)


def _tell_fixed(report: Report, style: Style) -> None:
    """Print the entries of the baseline that are found no more."""
    name = report.baseline or ""
    for each in report.fixed:
        text = each.message
        tell(
            Text(
                "已改正（可从 {name} 中删去）：{plan} {rule}：{text}",
                "fixed, to be taken out of {name}: {plan} {rule}: {text}",
                name=name,
                plan=each.plan,
                rule=each.rule,
                text=text,
            ),
            style,
        )
