"""
The command line: declarations of the commands, each of which has a module in `commands/`, and the end of the process.

A command returns its exit code. Its module is imported when it runs, so that nobody waits for what another one needs.
"""

import os
import signal
import sys
import traceback
from contextlib import suppress
from typing import Annotated, NoReturn

import typer

from civtarget import __version__
from civtarget.allocation import Method
from civtarget.checking.settings import FailOnChange, RunOptions
from civtarget.commands import options, terminal
from civtarget.commands.exit_codes import INTERRUPTED, SUCCESS, UNUSABLE
from civtarget.commands.flags import text_of
from civtarget.commands.terminal import Output, ReportOutput, help_text
from civtarget.errors import CivtargetError
from civtarget.language import Text
from civtarget.splits.repair import RepairMethod

app = typer.Typer(
    name="civtarget",
    no_args_is_help=True,
    rich_markup_mode=None,  # rich cuts a Chinese help text at the edge of its column
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=help_text(
        "让机器能够核对城市年度目标计划。", "Makes a city's annual target plan something a machine can check."
    ),
)


def _show_version(value: object) -> None:
    if value:
        print(f"civtarget {__version__}")
        raise typer.Exit


def _end(code: int, **_: bool) -> NoReturn:
    raise typer.Exit(code)


@app.callback(result_callback=_end)
def _main(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_show_version, help=help_text("显示版本。", "Show the version.")
        ),
    ] = False,
    debug: Annotated[
        bool,
        typer.Option("--debug", help=help_text("内部错误时显示调用栈。", "Show the traceback of an internal error.")),
    ] = False,
) -> None:
    pass


@app.command(
    "validate",
    help=help_text(
        "核对规划：分解是否合计、比率和时间是否合理。", "Check plans: do splits add up, do rates and dates make sense."
    ),
)
def _validate(
    *,
    plans: options.PlanPaths,
    form: options.ReportFormatOption = None,
    output: options.ReportOutputOption,
    lang: options.LanguageOption = None,
    select: options.SelectOption,
    ignore: options.IgnoreOption,
    fail_on: options.FailOnOption = None,
    waivers: options.WaiversOption = True,
    isolated: options.IsolatedOption = False,
    baseline: options.BaselineOption = None,
    write_baseline: options.WriteBaselineOption = None,
    since: options.SinceOption = None,
    quiet: options.QuietOption = False,
    as_of: options.AsOfOption = "today",
) -> int:
    from civtarget.commands import validate as command

    run_options = RunOptions(select, ignore, fail_on, waivers)
    baselines = command.Baselines(baseline, write_baseline)
    report_output = ReportOutput(form, output, lang, quiet=quiet)
    return command.run(plans, run_options, baselines, report_output, isolated=isolated, since=since, as_of=as_of)


@app.command(
    "check",
    help=help_text(
        "核对报送：各辖区和全域是否完成、达序时、滞后或未报。",
        "Check what districts report: met, on pace, behind, missed or not reported, in every district and in all.",
    ),
)
def _check(
    *,
    actuals: options.ActualsPaths,
    plan: options.PlanOption = None,
    as_of: options.JudgedOption = None,
    encoding: options.EncodingOption = None,
    district: options.DistrictOption,
    office: options.OfficeOption,
    indicator: options.IndicatorOption,
    only: options.OnlyOption,
    form: options.ReportFormatOption = None,
    output: options.ReportOutputOption,
    lang: options.LanguageOption = None,
    select: options.SelectOption,
    ignore: options.IgnoreOption,
    fail_on: options.FailOnOption = None,
    waivers: options.WaiversOption = True,
    isolated: options.IsolatedOption = False,
    quiet: options.QuietOption = False,
) -> int:
    from civtarget.commands import check as command

    run_options = RunOptions(select, ignore, fail_on, waivers)
    cells = command.ShownCells(district, office, indicator, only)
    report_output = ReportOutput(form, output, lang, quiet=quiet)
    return command.run(
        actuals, plan, run_options, cells, report_output, isolated=isolated, as_of=as_of, encoding=encoding
    )


@app.command("show", help=help_text("按公文表格样式显示一份规划。", "Show a plan as officials tabulate it."))
def _show(
    *,
    plan: options.PlanPath,
    form: options.FormatOption = None,
    output: options.OutputOption = None,
    lang: options.LanguageOption = None,
) -> int:
    from civtarget.commands import show as command

    return command.run(plan, Output(form, output, lang))


@app.command(
    "init",
    help=help_text(
        "写一份带注释的规划样稿：数字都是示例，换成自己的即可。",
        "Write a starter plan with comments; its figures are placeholders for your own.",
    ),
)
def _init(
    *,
    plan: options.NewPlanPath = None,
    city: options.CityOption = None,
    district: options.NewDistrictsOption,
    year: options.YearOption = None,
    identifier: options.IdentifierOption = None,
    schema: options.SchemaOption = False,
    lang: options.LanguageOption = None,
    quiet: options.QuietOption = False,
) -> int:
    from civtarget.commands import init as command

    return command.run(
        plan, city, district, year=year, identifier=identifier, schema=schema, language=lang, quiet=quiet
    )


@app.command(
    "allocate",
    help=help_text(
        "把指标的总数按权重分解到各辖市区，精确到每一个。",
        "Split the target of an indicator over the districts by weights, exactly.",
    ),
)
def _allocate(
    *,
    plan: options.PlanPath,
    indicator: options.IndicatorArgument,
    by: options.ByOption = None,
    method: options.SplitMethodOption = Method.LARGEST_REMAINDER,
    minimum: options.MinimumOption,
    maximum: options.MaximumOption,
    lock: options.SplitLockOption,
    step: options.SplitStepOption = None,
    compare: options.CompareOption = False,
    write: options.WriteOption = False,
    form: options.FormatOption = None,
    output: options.OutputOption = None,
    lang: options.LanguageOption = None,
    quiet: options.QuietOption = False,
) -> int:
    from civtarget.commands import allocate as command

    bounds = command.Bounds(minimum, maximum, lock, step)
    split_output = Output(form, output, lang, quiet=quiet)
    return command.run(
        plan, indicator, by, method=method, bounds=bounds, output=split_output, compare=compare, write=write
    )


@app.command(
    "repair",
    help=help_text(
        "修复对不上的分解：在上下限、锁定和步长之内改动最少，输出补丁；修复不了的，说明是哪些限制冲突。",
        "Repair splits that do not add up by the least change under minimums, maximums, locks and steps: prints a "
        "patch, or the bounds that conflict.",
    ),
)
def _repair(
    *,
    plan: options.PlanPath,
    indicator: options.RepairedIndicator = None,
    minimum: options.MinimumOption,
    maximum: options.MaximumOption,
    lock: options.RepairLockOption,
    step: options.RepairStepOption = None,
    method: options.RepairMethodOption = RepairMethod.LEAST_CHANGE,
    write: options.WriteOption = False,
    form: options.FormatOption = None,
    output: options.OutputOption = None,
    lang: options.LanguageOption = None,
    quiet: options.QuietOption = False,
) -> int:
    from civtarget.commands import repair as command

    bounds = command.Bounds(minimum, maximum, lock)
    return command.run(
        plan, indicator, bounds, step, method=method, output=Output(form, output, lang, quiet=quiet), write=write
    )


@app.command(
    "diff",
    help=help_text(
        "比较规划的两稿在含义上有何不同：哪些放松了，哪些加强了。",
        "Tell how two versions of a plan differ in meaning: what became weaker, what stronger.",
    ),
)
def _diff(
    *,
    old: options.OldVersion,
    new: options.NewVersion,
    form: options.ReportFormatOption = None,
    output: options.ReportOutputOption,
    lang: options.LanguageOption = None,
    fail_on: options.FailOnChangeOption = FailOnChange.NEVER,
    quiet: options.QuietOption = False,
) -> int:
    from civtarget.commands import diff as command

    return command.run(old, new, fail_on, ReportOutput(form, output, lang, quiet=quiet))


@app.command("rules", help=help_text("列出全部规则。", "List all rules."))
def _rules(
    *, form: options.FormatOption = None, output: options.OutputOption = None, lang: options.LanguageOption = None
) -> int:
    from civtarget.commands import rules as command

    return command.run(Output(form, output, lang))


@app.command(
    "explain",
    help=help_text("说明一条规则：主张、理由、示例和补救。", "Explain a rule: its claim, reason, examples and remedy."),
)
def _explain(
    *, rule: options.RuleArgument, lang: options.LanguageOption = None, output: options.OutputOption = None
) -> int:
    from civtarget.commands import explain as command

    return command.run(rule, Output(None, output, lang))


@app.command(
    "config",
    help=help_text("显示当前生效的设置，以及来自哪个文件。", "Show the settings that hold, and from which file."),
)
def _config(
    *,
    path: options.ConfiguredPath = None,
    form: options.FormatOption = None,
    output: options.OutputOption = None,
    lang: options.LanguageOption = None,
    isolated: options.IsolatedOption = False,
) -> int:
    from civtarget.commands import config as command

    return command.run(path, Output(form, output, lang), isolated=isolated)


@app.command("schema", help=help_text("输出规划格式的 JSON Schema。", "Print the JSON Schema of the plan format."))
def _schema(*, output: options.OutputOption = None) -> int:
    from civtarget.commands import schema as command

    return command.run(output)


def run() -> NoReturn:
    """Run the command line as a process of its own: the console script."""
    signal.signal(signal.SIGTERM, _exit_on_signal)
    try:
        main()
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    with suppress(OSError):  # the reader of a pipe may be gone
        sys.stdout.flush()
        sys.stderr.flush()
    # Everything is written. Taking the interpreter down in order would be a tenth of the time that a plan takes.
    os._exit(code)


def _exit_on_signal(number: int, _: object) -> NoReturn:
    """End on a signal as by an exit, so that what is half written is tidied away."""
    sys.exit(128 + number)


def main() -> NoReturn:
    """
    Run the command line and exit.

    Ends with one of the exit codes of `exit_codes`, and never with a traceback unless `--debug` asks for it.
    """
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # closed by whoever started us
    sys.stderr = sys.stderr or sys.stdout
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console in GBK cannot show every character, and must not stop at one
            stream.reconfigure(errors="replace")
    debug = "--debug" in sys.argv[1:]
    try:
        _require_folder()
        app(args=[argument for argument in sys.argv[1:] if argument != "--debug"], prog_name="civtarget")
    except CivtargetError as error:
        terminal.complain(text_of(error))
        sys.exit(UNUSABLE)
    except BrokenPipeError:  # the reader of a pipe, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(SUCCESS)
    except KeyboardInterrupt:  # while no command is running yet, or none any more
        sys.exit(INTERRUPTED)
    except OSError as error:  # standard output cannot be written, and no command has told so
        reason = error.strerror or str(error)
        terminal.complain(Text(f"系统拒绝：{reason}", f"the system refuses: {reason}"))
        sys.exit(UNUSABLE)
    except Exception as error:  # noqa: BLE001  # a fault of ours: the user gets a sentence and exit code 2
        if debug:
            traceback.print_exc()
        kind = type(error).__name__
        terminal.complain(
            Text(
                "内部错误（{kind}）：这是 civtarget 的缺陷，加 --debug 可见详情",
                "internal error ({kind}): this is a fault of civtarget; --debug shows where",
                kind=kind,
            )
        )
        sys.exit(UNUSABLE)
    sys.exit(SUCCESS)


def _require_folder() -> None:
    """Raise `CivtargetError` where the working folder is gone: nothing could be found from it, or said of it."""
    try:
        os.getcwd()
    except OSError as error:
        raise CivtargetError(
            Text("工作目录已经不在：请先进入另一个目录", "the working folder is gone: change to another one first")
        ) from error
