"""`civtarget validate`: plans checked by the rules, and held against a baseline or against what git had."""

import sys
from collections.abc import Sequence
from typing import NamedTuple

from civtarget.api.inputs import STDIN, Problems, day_of, each_usable, open_plans
from civtarget.api.plans import Plans
from civtarget.api.report import Report
from civtarget.checking.settings import RunOptions
from civtarget.commands.exit_codes import FOUND, NOTHING, SUCCESS, UNUSABLE
from civtarget.commands.inputs import PrintedProblems
from civtarget.commands.terminal import STDOUT, ReportOutput, Target, refuse_to_overwrite, tell, write, write_document
from civtarget.errors import CivtargetError
from civtarget.files.linked_plans import read_linked_plans
from civtarget.files.paths import decoded
from civtarget.files.plan.reader import PlanFile, parse_plan
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
    if since is not None and STDIN in named:
        raise CivtargetError(
            Text(
                "--since 要与 git 中的文件比较：不能核对标准输入（-）",
                "--since holds against files in git: it cannot take standard input (-)",
            )
        )
    day, problems = day_of(as_of), PrintedProblems(style, quiet=output.quiet)
    plans = _open_plans(named, problems)
    files = plans.files
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
        _report_fixed(report, style)
    failed = write_document(report.document, targets, output.language)
    if failed or problems.failed:
        return UNUSABLE
    if report.failures:
        return FOUND
    if report.is_empty:
        tell(Text("没有可核对的规划", "there was nothing to check"), style)
        return NOTHING
    return SUCCESS


def _open_plans(named: Sequence[str], problems: Problems) -> Plans:
    """Open every plan that is meant, each once, with those that they may refer to; standard input comes first."""
    sources = [STDIN] if STDIN in named else []
    typed = list(each_usable(_standard_input, sources, problems))
    files = (*typed, *open_plans([name for name in named if name != STDIN], problems))
    own = {file.identifier for file in typed}  # the file that an editor has open is not another plan
    linked = (file for file in read_linked_plans(files) if file.identifier is None or file.identifier not in own)
    return Plans(files, tuple(linked), tuple(named))


def _standard_input(name: str) -> PlanFile:
    return parse_plan(decoded(name, sys.stdin.buffer.read()))


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


def _report_fixed(report: Report, style: Style) -> None:
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
