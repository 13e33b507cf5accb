"""
The command line: commands and exit codes. The only module that exits or looks at the clock.

Exit codes: 0 nothing at or above `--fail-on`; 1 findings; 2 a path or an option that cannot be used, or an internal
error; 3 nothing was there to check. 2 outranks 1. A repair that is only printed is a finding: the plan is as it was.
"""

import os
import sys
import traceback
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple, NoReturn

import typer

from civtarget import __version__
from civtarget.allocation import Method
from civtarget.checking import engine
from civtarget.checking.report import CheckedPlan
from civtarget.checking.settings import FailOnChange, RunOptions, Settings, read_settings
from civtarget.commands import options
from civtarget.commands import terminal as console
from civtarget.errors import CivtargetError
from civtarget.files import paths as files
from civtarget.files.linked_plans import read_linked_plans
from civtarget.files.plan.reader import PlanFile, parse_plan
from civtarget.language import Text
from civtarget.model import findings
from civtarget.model.plan import readable
from civtarget.notation.dates import read_date
from civtarget.reports.rendering import (
    Format,
    ReportFormat,
    allocation_as,
    changes_as,
    explain_as,
    plan_as,
    repair_as,
    report_as,
    rules_as,
    settings_as,
)
from civtarget.reports.style import Style
from civtarget.rules import CHECKING_RULES, Rule
from civtarget.spelling import nearest
from civtarget.splits.repair import Method as RepairMethod

if TYPE_CHECKING:
    from civtarget.checking.baseline import BaselineEntry
    from civtarget.checking.report import Report
    from civtarget.files.plan.starter import Starter
    from civtarget.files.plan_finder import Choice
    from civtarget.files.submission.cells import Book
    from civtarget.files.submission.reader import Submission
    from civtarget.model.plan import Path, Plan
    from civtarget.model.settings import ProjectSettings
    from civtarget.notation.quantity import Exact
    from civtarget.reports.views.repair import Repaired

FOUND, UNUSABLE, NOTHING = 1, 2, 3
"""Exit codes; 0 is success."""

_MANY, _MANY_ROWS = 20, 20_000
"""From so many files, or rows in them, on somebody may wait."""

app = typer.Typer(
    name="civtarget",
    no_args_is_help=True,
    rich_markup_mode=None,  # rich cuts a Chinese help text at the edge of its column
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=console.help_text(
        "让机器能够核对城市年度目标计划。", "Makes a city's annual target plan something a machine can check."
    ),
)


def _show_version(asked: bool) -> None:
    if asked:
        print(f"civtarget {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=_show_version,
            help=console.help_text("显示版本。", "Show the version."),
        ),
    ] = False,
    debug: Annotated[
        bool,
        typer.Option(
            "--debug", help=console.help_text("内部错误时显示调用栈。", "Show the traceback of an internal error.")
        ),
    ] = False,
) -> None:
    pass


@app.command(
    help=console.help_text(
        "核对规划：分解是否合计、比率和时间是否合理。", "Check plans: do splits add up, do rates and dates make sense."
    )
)
def validate(
    plans: options.PlanPaths,
    form: options.ReportFormatOption = None,
    output: options.ReportOutputOption = [],  # noqa: B006  # typer reads it, nothing changes it
    lang: options.LanguageOption = None,
    select: options.SelectOption = [],  # noqa: B006  # typer reads it, nothing changes it
    ignore: options.IgnoreOption = [],  # noqa: B006  # as above
    fail_on: options.FailOnOption = None,
    waivers: options.WaiversOption = True,
    isolated: options.IsolatedOption = False,
    baseline: options.BaselineOption = None,
    write_baseline: options.WriteBaselineOption = None,
    since: options.SinceOption = None,
    quiet: options.QuietOption = False,
    as_of: options.AsOfOption = "today",
) -> None:
    style, targets = console.style_of(lang, None), console.targets_of(form, output)
    _refuse_partial_baseline(write_baseline, [*select, *ignore], since)
    day = _day(as_of)
    read, failed = _read_plans(plans, style, quiet=quiet)
    asked = RunOptions(select, ignore, fail_on, waivers)
    project = _project([file.path for file in read], isolated=isolated)
    written = [*targets, *([console.Target(write_baseline, Format.JSON)] if write_baseline else [])]
    kept = [each for each in (baseline or project.baseline, project.path) if each is not None]
    console.refuse_to_overwrite(
        written, [*(file.path for file in read), *(each for each in kept if each != write_baseline)]
    )
    if since is not None:
        settings, report = _checked_since(
            since, plans, read, project, asked, day, baseline=baseline, isolated=isolated, style=style, quiet=quiet
        )
    else:
        settings = read_settings(asked, CHECKING_RULES, project)
        report = engine.check("validate", read, settings, day, beside=read_linked_plans(read))
        baselines = _Baselines(baseline or project.baseline, write_baseline)
        report = _against_baseline(report, baselines, settings, style, quiet=quiet)
    failed |= console.write_report(report, targets, lang)
    if failed:
        raise typer.Exit(UNUSABLE)
    if any(settings.fails(finding) for finding in report.findings):
        raise typer.Exit(FOUND)
    if not any(file.holds_indicators for file in read):
        console.tell(Text("没有可核对的规划", "there was nothing to check"), style)
        raise typer.Exit(NOTHING)


@app.command(
    help=console.help_text(
        "核对报送：各辖区和全域是否完成、达序时、滞后或未报。",
        "Check what districts report: met, on pace, behind, missed or not reported, in every district and in all.",
    )
)
def check(
    actuals: options.ActualsPaths,
    plan: options.PlanOption = None,
    as_of: options.JudgedOption = None,
    encoding: options.EncodingOption = None,
    district: options.DistrictOption = [],  # noqa: B006  # typer reads it, nothing changes it
    office: options.OfficeOption = [],  # noqa: B006  # as above
    indicator: options.IndicatorOption = [],  # noqa: B006  # as above
    only: options.OnlyOption = [],  # noqa: B006  # as above
    form: options.ReportFormatOption = None,
    output: options.ReportOutputOption = [],  # noqa: B006  # typer reads it, nothing changes it
    lang: options.LanguageOption = None,
    select: options.SelectOption = [],  # noqa: B006  # as above
    ignore: options.IgnoreOption = [],  # noqa: B006  # as above
    fail_on: options.FailOnOption = None,
    waivers: options.WaiversOption = True,
    isolated: options.IsolatedOption = False,
    quiet: options.QuietOption = False,
) -> None:
    # What checking a plan does without is imported here.
    from civtarget.checking import actuals as actuals_engine
    from civtarget.files.plan_finder import choose_plan, says_what_it_is
    from civtarget.rules.actuals import ACTUALS_RULES
    from civtarget.scorecard.filter import EVERY_CELL, read_filter
    from civtarget.scorecard.lights import lights_of

    style, targets = console.style_of(lang, None), console.targets_of(form, output)
    asked = RunOptions(select, ignore, fail_on, waivers)
    read_settings(asked, ACTUALS_RULES)  # what the command line says is looked at before any file
    asked_day = _day(as_of) if as_of is not None else None
    books, failed = _open_books(actuals, encoding, style, quiet=quiet)
    if not books:
        raise typer.Exit(UNUSABLE if failed else NOTHING)
    if not quiet and sys.stderr.isatty() and sum(len(each.rows) for book in books for each in book.sheets) > _MANY_ROWS:
        console.tell(Text("正在核对……", "judging …"), style)
    folders = _search_folders(book.name for book in books)
    project = _project([book.name for book in books], isolated=isolated)
    settings = read_settings(asked, ACTUALS_RULES, project)
    choice = choose_plan(plan, books, folders, project)
    console.refuse_to_overwrite(targets, [choice.file.path, *(book.name for book in books)])
    submissions: list[Submission] = []
    unread, cell_filter = False, EVERY_CELL
    if choice.file.plan is not None and says_what_it_is(choice.file):
        submissions, unread = _read_books(books, choice.file.plan, style)
        cell_filter = read_filter(
            choice.file.plan, districts=district, offices=office, indicators=indicator, verdicts=only
        )
    day = asked_day or _latest_day(submissions)
    beside = read_linked_plans([choice.file])
    lights = lights_of(project)
    report = actuals_engine.check(
        choice.file, submissions, settings, day, cell_filter=cell_filter, lights=lights, beside=beside
    )
    if not quiet:
        _tell_how_it_was_read(choice, submissions, day, style, chosen=asked_day is None)
    failed |= console.write_report(report, targets, lang)
    if failed or unread:
        raise typer.Exit(UNUSABLE)
    if any(settings.fails(finding) for finding in report.findings):
        raise typer.Exit(FOUND)
    if report.assessment is not None and not report.cells:
        console.tell(Text("没有符合所选条件的内容", "nothing is left by what was asked for"), style)
        raise typer.Exit(NOTHING)
    if report.assessment is None:
        console.tell(Text("没有可核对的数值", "there was no value to check"), style)
        raise typer.Exit(NOTHING)


@app.command(help=console.help_text("按公文表格样式显示一份规划。", "Show a plan as officials tabulate it."))
def show(
    plan: options.PlanPath,
    form: options.FormatOption = None,
    output: options.OutputOption = None,
    lang: options.LanguageOption = None,
) -> None:
    style, form = console.style_of(lang, output), console.form_of(form, output)
    console.write(plan_as(form, _whole_plan(plan, style)[1], style), output, form)


@app.command(
    help=console.help_text(
        "写一份带注释的规划样稿：数字都是示例，换成自己的即可。",
        "Write a starter plan with comments; its figures are placeholders for your own.",
    )
)
def init(
    plan: options.NewPlanPath = None,
    city: options.CityOption = None,
    district: options.NewDistrictsOption = [],  # noqa: B006  # typer reads it, nothing changes it
    year: options.YearOption = None,
    identifier: options.IdentifierOption = None,
    lang: options.LanguageOption = None,
    quiet: options.QuietOption = False,
) -> None:
    # What checking a plan does without is imported here.
    from civtarget.files.plan import new_file as new_plan
    from civtarget.files.plan import starter

    style = console.style_of(lang, None)
    file_name = new_plan.name_of(plan) if plan not in (None, console.STDOUT) else None
    called, period = starter.read_identity(identifier, year, file_name=file_name, this_year=date.today().year)
    new = starter.Starter(
        identifier=called,
        period=period,
        city=None if city is None else starter.read_city(city),
        districts=starter.read_districts(district),
    )
    if plan == console.STDOUT:
        console.write(starter.render(new, style.language), None, Format.JSON)  # a plan is UTF-8, as JSON is
        return
    path = new_plan.path_of(plan, new.identifier)
    new_plan.create(path, starter.render(new, style.language, new_plan.schema_near(path)))
    if not quiet:
        _tell_what_comes_next(new, path, style)


@app.command(
    help=console.help_text(
        "把指标的总数按权重分解到各辖市区，精确到每一个。",
        "Split the target of an indicator over the districts by weights, exactly.",
    )
)
def allocate(
    plan: options.PlanPath,
    indicator: options.IndicatorArgument,
    by: options.ByOption = None,
    method: options.SplitMethodOption = Method.LARGEST_REMAINDER,
    minimum: options.MinimumOption = [],  # noqa: B006  # typer reads it, nothing changes it
    maximum: options.MaximumOption = [],  # noqa: B006  # as above
    lock: options.SplitLockOption = [],  # noqa: B006  # as above
    step: options.SplitStepOption = None,
    compare: options.CompareOption = False,
    write: options.WriteOption = False,
    form: options.FormatOption = None,
    output: options.OutputOption = None,
    lang: options.LanguageOption = None,
    quiet: options.QuietOption = False,
) -> None:
    from civtarget.files.submission.weights_file import names_a_file, read_weights
    from civtarget.splits import arguments as district_numbers
    from civtarget.splits import proposal as splitting
    from civtarget.splits import weights as weighting

    style, form = console.style_of(lang, output), console.form_of(form, output)
    file, read = _whole_plan(plan, style)
    identifier = district_numbers.indicator_called(indicator, read)
    unit = read.indicators[identifier].unit_name
    if by is None and method is not Method.EQUAL:
        raise CivtargetError(
            Text(
                "请用 --by 写明权重：规划的 weights、另一项指标或一个文件；均分用 --method equal",
                "say with --by what to split by: weights of the plan, another indicator or a file; "
                "--method equal needs none",
            )
        )
    is_file = by is not None and names_a_file(by) and not weighting.has_weights(read, by, identifier)
    if by is None:
        weights = weighting.equal_weighting(read)
    else:
        weights = read_weights(by, read) if is_file else weighting.weighting_of(read, by, identifier)
    terms = splitting.Terms(
        method=method,
        minimums=district_numbers.read_district_numbers("--min", minimum, read, unit),
        maximums=district_numbers.read_district_numbers("--max", maximum, read, unit),
        locks=district_numbers.read_locks("--lock", lock, read, unit),
        step=district_numbers.read_step("--step", step, unit) if step is not None else None,
    )
    proposal = splitting.propose(read, identifier, weights, terms)
    weights_file = [by.partition("#")[0]] if by is not None and is_file else []
    console.refuse_to_overwrite([console.Target(output, Format.JSON)], [plan, *weights_file])
    written, breaks = _write_shares(file, splitting.changed_shares(proposal)) if write else (0, [])
    console.write(allocation_as(form, proposal, read, style, compare=compare), output, form)
    if write and not quiet:
        many = "s" * (written != 1)
        console.tell(
            Text(f"已写入 {plan}：改动 {written} 个数", f"wrote {plan}: {written} number{many} changed"), style
        )
    for text in breaks:
        console.tell(Text(f"改动之后另有不符：{text.zh}", f"after the change this does not hold: {text.en}"), style)
    if breaks:
        raise typer.Exit(FOUND)


@app.command(
    help=console.help_text(
        "修复对不上的分解：在上下限、锁定和步长之内改动最少，输出补丁；修复不了的，说明是哪些限制冲突。",
        "Repair splits that do not add up by the least change under minimums, maximums, locks and steps: prints a "
        "patch, or the bounds that conflict.",
    )
)
def repair(
    plan: options.PlanPath,
    indicator: options.RepairedIndicator = None,
    minimum: options.MinimumOption = [],  # noqa: B006  # typer reads it, nothing changes it
    maximum: options.MaximumOption = [],  # noqa: B006  # as above
    lock: options.RepairLockOption = [],  # noqa: B006  # as above
    step: options.RepairStepOption = None,
    method: options.RepairMethodOption = RepairMethod.LEAST_CHANGE,
    write: options.WriteOption = False,
    form: options.FormatOption = None,
    output: options.OutputOption = None,
    lang: options.LanguageOption = None,
    quiet: options.QuietOption = False,
) -> None:
    # What checking a plan does without is imported here.
    from civtarget.checking.regressions import regressions
    from civtarget.files.plan import editor as plan_edit
    from civtarget.model.workspace import workspace_of_files
    from civtarget.reports.views.repair import Repaired
    from civtarget.splits.plan_repair import Bounds, Outcome, read_request, repair_plan

    style, form = console.style_of(lang, output), console.form_of(form, output)
    if plan == console.STDIN:
        raise CivtargetError(
            Text(
                "repair 要改的是文件：请写文件名，不能用标准输入",
                "repair works on a file: name one, not standard input",
            )
        )
    console.refuse_to_overwrite([console.Target(output, Format.JSON)], [plan])
    file = files.read_file(plan)
    before = parse_plan(file)
    if before.plan is None or readable(before.plan, "indicators") is None:
        console.tell(
            Text("规划有未能读取之处，改正后才能修复：", "the plan cannot be repaired before this is put right:"), style
        )
        _tell_faults("repair", before, style)
        raise typer.Exit(FOUND)
    request = read_request(
        before.plan, indicator=indicator, bounds=Bounds(minimum, maximum, lock), step=step, method=method
    )
    beside = read_linked_plans([before], include_referrers=True)
    workspace = workspace_of_files((each.path, each.plan) for each in (before, *beside))
    splits = repair_plan(before.plan, request, workspace)
    values = {path: value for split in splits for path, value in split.values.items()}
    models = {path: model for split in splits for path, model in split.models.items()}
    texts = plan_edit.respelled(file, values, models)
    text = plan_edit.edited(file, texts)
    after = parse_plan(replace(file, text=text))
    breaks = regressions(before, after, beside, date.today()) if texts else []
    if write and texts:
        plan_edit.replace_file(file, text)
    repaired = Repaired(
        plan=before.plan,
        path=file.path,
        sha256=file.sha256,
        request=request,
        splits=splits,
        texts=texts,
        patch=plan_edit.patch(file, text),
        written=write and bool(texts),
        breaks=breaks,
    )
    console.write_patch(repair_as(form, repaired, style), output, form)
    for each in breaks:
        console.tell(Text(f"修复之后另有不符：{each.zh}", f"after the repair this does not hold: {each.en}"), style)
    if not quiet:
        _tell_what_was_repaired(repaired, style)
    outcomes = {split.outcome for split in splits}
    unrepaired = Outcome.IMPOSSIBLE in outcomes or (indicator is not None and Outcome.OPEN in outcomes)
    stays_broken = indicator is None and _has_broken_sums(after)
    if unrepaired or stays_broken or breaks or (texts and not write):
        raise typer.Exit(FOUND)
    if not splits:
        console.tell(
            Text("规划没有分解，没有可修复的内容", "the plan has no splits: there was nothing to repair"), style
        )
        raise typer.Exit(NOTHING)


@app.command(
    help=console.help_text(
        "比较规划的两稿在含义上有何不同：哪些放松了，哪些加强了。",
        "Tell how two versions of a plan differ in meaning: what became weaker, what stronger.",
    )
)
def diff(
    old: options.OldVersion,
    new: options.NewVersion,
    form: options.ReportFormatOption = None,
    output: options.ReportOutputOption = [],  # noqa: B006  # typer reads it, nothing changes it
    lang: options.LanguageOption = None,
    fail_on: options.FailOnChangeOption = FailOnChange.NEVER,
    quiet: options.QuietOption = False,
) -> None:
    # What checking a plan does without is imported here.
    from civtarget.comparison.change import Versions
    from civtarget.comparison.plans import changes_between
    from civtarget.comparison.unread import unread_changes
    from civtarget.files.git import read_version
    from civtarget.reports.views.changes import Difference, Located
    from civtarget.reports.views.changes_report import as_report

    style, targets = console.style_of(lang, None), console.targets_of(form, output)
    files_read = [parse_plan(read_version(named)) for named in (old, new)]
    console.refuse_to_overwrite(targets, [old, new])
    for file in files_read:
        if file.plan is None or (file.faults and not quiet):
            console.tell(Text(f"{file.path} 有未能读取之处：", f"{file.path} could not be read in full:"), style)
            _tell_faults("diff", file, style)
    before, after = files_read
    if before.plan is None or after.plan is None:
        raise typer.Exit(FOUND)
    changes = changes_between(before.plan, after.plan)
    old_faults, new_faults = ([(fault.path, fault.message) for fault in file.faults] for file in files_read)
    changes += unread_changes(changes, Versions(old_faults, new_faults))
    difference = Difference(
        old=_checked(before),
        new=_checked(after),
        plans=(before.plan, after.plan),
        changes=[Located(each, _stands(before, each.old.path), _stands(after, each.new.path)) for each in changes],
    )
    if console.write_report(
        as_report(difference), targets, lang, lambda form, style: changes_as(form, difference, style)
    ):
        raise typer.Exit(UNUSABLE)
    if any(fail_on.fails(each.direction) for each in changes):
        raise typer.Exit(FOUND)
    if not before.holds_indicators and not after.holds_indicators:
        console.tell(
            Text("两稿都没有指标，没有可比较的内容", "neither plan has indicators: there was nothing to compare"), style
        )
        raise typer.Exit(NOTHING)


def _checked(file: PlanFile) -> CheckedPlan:
    return CheckedPlan(readable(file.plan, "id") or "", file.path, file.sha256)


def _stands(file: PlanFile, path: "Path") -> findings.Location:
    return findings.Location(file.path, file.locate(path), path)


@app.command(help=console.help_text("列出全部规则。", "List all rules."))
def rules(
    form: options.FormatOption = None, output: options.OutputOption = None, lang: options.LanguageOption = None
) -> None:
    from civtarget.rules.catalogue import RULES  # what checking a plan does without

    form = console.form_of(form, output)
    console.write(rules_as(form, RULES, console.style_of(lang, output)), output, form)


@app.command(
    help=console.help_text(
        "说明一条规则：主张、理由、示例和补救。", "Explain a rule: its claim, reason, examples and remedy."
    )
)
def explain(
    rule: options.RuleArgument, lang: options.LanguageOption = None, output: options.OutputOption = None
) -> None:
    form = console.form_of(None, output)
    console.write(explain_as(form, _rule_called(rule), console.style_of(lang, output)), output, form)


@app.command(
    help=console.help_text(
        "显示当前生效的设置，以及来自哪个文件。", "Show the settings that hold, and from which file."
    )
)
def config(
    path: options.ConfiguredPath = None,
    form: options.FormatOption = None,
    output: options.OutputOption = None,
    lang: options.LanguageOption = None,
    isolated: options.IsolatedOption = False,
) -> None:
    place = path or os.curdir
    project = _project([os.path.join(place, "any") if os.path.isdir(place) else place], isolated=isolated)
    read_settings(RunOptions(), CHECKING_RULES, project)  # which says what is wrong with it
    form = console.form_of(form, output)
    console.write(settings_as(form, project, console.style_of(lang, output)), output, form)


@app.command(help=console.help_text("输出规划格式的 JSON Schema。", "Print the JSON Schema of the plan format."))
def schema(output: options.OutputOption = None) -> None:
    from civtarget.files.plan import schema as plan_schema  # pydantic takes longer to import than a plan to check

    console.write(plan_schema.render(), output, Format.JSON)


def run() -> NoReturn:
    """Run the command line as a process of its own: the console script."""
    try:
        main()
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    with suppress(OSError):  # the reader of a pipe may be gone
        sys.stdout.flush()
        sys.stderr.flush()
    # Everything is written. Taking the interpreter down in order would be a tenth of the time that a plan takes.
    os._exit(code)


def main() -> NoReturn:
    """
    Run the command line and exit.

    Ends with one of the exit codes above, and never with a traceback unless `--debug` asks for it.
    """
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # closed by whoever started us
    sys.stderr = sys.stderr or sys.stdout
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console in GBK cannot show every character, and must not stop at one
            stream.reconfigure(errors="replace")
    debug = "--debug" in sys.argv[1:]
    try:
        app(args=[argument for argument in sys.argv[1:] if argument != "--debug"], prog_name="civtarget")
    except CivtargetError as error:
        console.complain(error.text)
        sys.exit(UNUSABLE)
    except BrokenPipeError:  # the reader of a pipe, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # a fault of ours: the user gets a sentence and exit code 2
        if debug:
            traceback.print_exc()
        kind = type(error).__name__
        console.complain(
            Text(
                f"内部错误（{kind}）：这是 civtarget 的缺陷，加 --debug 可见详情",
                f"internal error ({kind}): this is a fault of civtarget; --debug shows where",
            )
        )
        sys.exit(UNUSABLE)
    sys.exit(0)


def _whole_plan(path: str, style: Style) -> "tuple[files.File, Plan]":
    """Read a plan of which everything has to be known: a table of half a plan would look like the plan."""
    text = files.read_file(path)
    file = parse_plan(text)
    if file.plan is None or file.faults:
        console.tell(Text("规划有未能读取之处，改正后才能继续：", "the plan has to be put right first:"), style)
        _tell_faults("show", file, style)
        raise typer.Exit(FOUND)
    return text, file.plan


def _write_shares(file: files.File, values: "Mapping[Path, Exact]") -> tuple[int, list[Text]]:
    """Write new shares into a plan file, and nothing else; return how many there were, and what that breaks."""
    from civtarget.checking.regressions import regressions
    from civtarget.files.plan import editor as plan_edit

    if not values:
        return 0, []
    text = plan_edit.edited(file, plan_edit.respelled(file, values, {}))
    before, after = (parse_plan(each) for each in (file, replace(file, text=text)))
    breaks = regressions(before, after, read_linked_plans([before], include_referrers=True), date.today())
    plan_edit.replace_file(file, text)
    return len(values), breaks


def _day(text: str) -> date:
    return date.today() if text == "today" else read_date(text)


def _read_plans(named: Iterable[str], style: Style, *, quiet: bool) -> tuple[list[PlanFile], bool]:
    """Read every plan that is meant, each once; return them, and whether something could not be opened."""
    read: dict[str, PlanFile] = {}
    paths, failed = _meant_files(named, files.PLANS, style, quiet=quiet)
    for path in paths:
        try:
            read[path] = parse_plan(files.read_file(path))
        except CivtargetError as error:
            console.complain(error.text, style.language)
            failed = True
    return list(read.values()), failed


def _meant_files(named: Iterable[str], kind: files.FileKind, style: Style, *, quiet: bool) -> tuple[list[str], bool]:
    """Return every file that is meant, each once, and whether something that was named is not there."""
    paths: dict[str, str] = {}
    failed = False
    for name in named:
        try:
            meant = files.expand(name, kind)
        except CivtargetError as error:
            console.complain(error.text, style.language)
            failed = True
            continue
        for hidden in meant.errors:
            console.complain(hidden.text, style.language)
            failed = True
        if meant.skipped and not quiet:
            names = ", ".join(meant.skipped)
            console.tell(Text(f"跳过：{names}", f"passed over: {names}"), style)
        for path in meant.files:
            paths.setdefault(os.path.realpath(path), path)
    return list(paths.values()), failed


def _open_books(named: Sequence[str], encoding: str | None, style: Style, *, quiet: bool) -> "tuple[list[Book], bool]":
    """Open every submission that is meant, each once; return them, and whether something could not be opened."""
    from civtarget.files.submission.books import open_book

    books = []
    paths, failed = _meant_files(
        (name for name in named if name != console.STDIN), files.SUBMISSIONS, style, quiet=quiet
    )
    names = [console.STDIN, *paths] if console.STDIN in named else paths
    with _progress(names, quiet=quiet) as shown:
        for name in shown:
            try:
                is_stream = name == console.STDIN
                data = files.read_stream(sys.stdin.buffer, name) if is_stream else files.read_bytes(name)
                books.append(open_book(data, name, encoding))
            except CivtargetError as error:
                console.complain(error.text, style.language)
                failed = True
    return books, failed


def _progress(names: Sequence[str], *, quiet: bool) -> AbstractContextManager[Iterable[str]]:
    """Show how far reading is, where somebody is waiting for it at a terminal."""
    if quiet or len(names) < _MANY or not sys.stderr.isatty():
        return nullcontext(names)
    return typer.progressbar(names, label=console.help_text("读取", "reading"), file=sys.stderr)


def _read_books(books: "Sequence[Book]", plan: "Plan", style: Style) -> "tuple[list[Submission], bool]":
    """Read what opened files report for a plan; return it, and whether one of them has no header that is known."""
    from civtarget.files.submission.reader import read_book

    submissions, failed = [], False
    for book in books:
        try:
            submissions.append(read_book(book, plan))
        except CivtargetError as error:
            console.complain(error.text, style.language)
            failed = True
    return submissions, failed


def _refuse_partial_baseline(new: str | None, rules: Sequence[str], since: str | None) -> None:
    if new == console.STDIN:
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


def _checked_since(
    revision: str, named: Sequence[str], read: Sequence[PlanFile], project: "ProjectSettings", asked: RunOptions,
    day: date,
    *, baseline: str | None, isolated: bool, style: Style, quiet: bool,
) -> "tuple[Settings, Report]":  # fmt: skip
    """Check plans, and hold them against what they were; return also the settings by which that was done."""
    from civtarget.checking.since import base as before
    from civtarget.checking.since import engine as since

    folders = _search_folders(file.path for file in read)
    there = before.read_base_state(revision, named, read, folders, baseline=baseline, isolated=isolated)
    now = since.Head(read, read_linked_plans(read), before.project_of(project, baseline, files.read_file))
    settings = since.settings_for(asked, there, now.project)
    report, gone = since.check(there, now, settings, day)
    if not quiet:
        _tell_what_is_gone(gone, now.project.settings.baseline or "", style)
    return settings, report


class _Baselines(NamedTuple):
    """The baseline to accept findings of, and the one to write."""

    old: str | None
    new: str | None


def _against_baseline(
    report: "Report", baselines: _Baselines, settings: Settings, style: Style, *, quiet: bool
) -> "Report":
    """Accept the findings of a baseline, or of a new one that is written, and tell what of it is gone."""
    name = baselines.new or baselines.old
    if name is None:
        return report
    from civtarget.checking import baseline as known_findings

    if baselines.new is not None:
        known = known_findings.entries_of(report)
        console.write(known_findings.render(known), baselines.new, Format.JSON)
    else:
        known = known_findings.read_baseline(files.read_file(name).text, name)
    report, gone = known_findings.apply_baseline(report, known, name, settings)
    if not quiet:
        _tell_what_is_gone(gone, name, style)
    return report


def _tell_what_is_gone(gone: "Iterable[BaselineEntry]", name: str, style: Style) -> None:
    """Say on standard error which known findings are there no more."""
    for each in gone:
        text = each.message
        console.tell(
            Text(
                f"已改正（可从 {name} 中删去）：{each.plan} {each.rule}：{text.zh}",
                f"fixed, to be taken out of {name}: {each.plan} {each.rule}: {text.en}",
            ),
            style,
        )


def _project(paths: Iterable[str], *, isolated: bool) -> "ProjectSettings":
    """Return the settings of the project that files belong to, unless a run is to know of none."""
    from civtarget.files.settings_file import find_settings
    from civtarget.model.settings import ProjectSettings

    return ProjectSettings() if isolated else find_settings(_search_folders(paths))


def _search_folders(names: Iterable[str]) -> list[str]:
    """Return where to look for settings and plans: from the folder of the submissions, then from the working one."""
    paths = [os.path.abspath(name) for name in names if name != console.STDIN]
    if not paths:
        return [os.curdir]
    try:
        return [os.path.commonpath([os.path.dirname(path) for path in paths]), os.curdir]
    except ValueError:  # they are on different drives
        return [os.curdir]


def _latest_day(submissions: "Iterable[Submission]") -> date:
    """Return the end of the latest period that was reported, or today if none was."""
    ends = (row.period.end for submission in submissions for row in submission.observations)
    return max(ends, default=date.today())


def _tell_how_it_was_read(
    choice: "Choice", submissions: "Sequence[Submission]", day: date, style: Style, *, chosen: bool
) -> None:
    """Say on standard error what was decided on behalf of the user."""
    path, reason = choice.file.path, choice.reason
    console.tell(Text(f"规划：{path}（{reason.zh}）", f"plan: {path} ({reason.en})"), style)
    if choice.unusable:
        names = ", ".join(choice.unusable)
        console.tell(
            Text(f"未能读取的规划，没有考虑：{names}", f"plans that cannot be read were not considered: {names}"), style
        )
    rows = [row for each in submissions for row in each.observations]
    if chosen and rows:
        console.tell(
            Text(f"核对日：{day}（报送的最近一期期末）", f"as of {day}, the end of the latest period reported"), style
        )
    later = sum(row.period.end > day for row in rows)
    if later:
        console.tell(
            Text(
                f"{later} 个数值的期末在 {day} 之后，没有核对",
                f"values for periods that end after {day} are not judged: {later}",
            ),
            style,
        )
    by_encoding: dict[str, list[str]] = {}
    for each in submissions:
        if each.encoding is not None:
            by_encoding.setdefault(each.encoding, []).append(each.name)
    for encoding, read in by_encoding.items():
        console.tell(
            Text(f"按 {encoding} 编码读取：{'、'.join(read)}", f"read as {encoding}: {', '.join(read)}"), style
        )
    for each in submissions:
        for note in each.notes:
            console.tell(note, style)


def _tell_what_comes_next(new: "Starter", path: str, style: Style) -> None:
    """Say on standard error what was written, what in it is invented, and how to go on."""
    console.tell(
        Text(
            f"已写入 {path}（标识 {new.identifier}，规划期 {new.period}）；数字都是示例，请换成自己的",
            f"wrote {path} (id {new.identifier}, period {new.period}); its figures are placeholders: put in your own",
        ),
        style,
    )
    if not new.districts:
        console.tell(
            Text("没有用 --district 写明辖市区：文件中的是虚构的", "no --district was named: those in it are invented"),
            style,
        )
    named = f'"{path}"' if " " in path else path
    console.tell(Text(f"然后核对：civtarget validate {named}", f"then check it: civtarget validate {named}"), style)


def _tell_faults(command: str, file: PlanFile, style: Style) -> None:
    """Say on standard error what of a plan could not be read."""
    report = engine.check(command, [file], Settings(), date.today())
    sys.stderr.write(report_as(ReportFormat.PLAIN, engine.only_reading(report), style))


def _has_broken_sums(file: PlanFile) -> bool:
    """Whether the sums of a plan, or what they rest on, are broken."""
    rules = frozenset({"district-sum", "district-known", "split-complete", "unit-matches"})
    report = engine.check("repair", [file], Settings(select=rules), date.today(), beside=read_linked_plans([file]))
    broken = (each for each in report.findings if each.outcome is findings.Outcome.BROKEN)
    return bool(file.faults) or any(each.rule in rules for each in broken)


def _tell_what_was_repaired(repaired: "Repaired", style: Style) -> None:
    """Say on standard error what was written, or how to go on."""
    path, count = repaired.path, len(repaired.texts)
    if repaired.written:
        console.tell(
            Text(f"已写入 {path}：改动 {count} 个数", f"wrote {path}: {count} number{'s' * (count > 1)} changed"), style
        )
    elif repaired.texts:
        console.tell(
            Text(
                "这是补丁，文件没有改动：加 --write 写入", "this is a patch, the file is as it was: --write applies it"
            ),
            style,
        )
    elif repaired.request.identifier is None and not repaired.patch:
        fits = sum(split.outcome == "fits" for split in repaired.splits)
        console.tell(Text(f"对得上的分解：{fits} 项", f"splits that add up: {fits}"), style)


def _rule_called(name: str) -> Rule:
    from civtarget.rules.catalogue import RULES

    for rule in RULES:
        if name == rule.ID:
            return rule
    suggestion = nearest(name, [rule.ID for rule in RULES])
    hint = (
        Text(f"是否应为“{suggestion}”？", f'is "{suggestion}" meant?')
        if suggestion
        else Text("见 civtarget rules", "see civtarget rules")
    )
    raise CivtargetError(Text(f"没有名为“{name}”的规则：{hint.zh}", f'no rule is called "{name}": {hint.en}'))
