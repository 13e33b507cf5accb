"""
The command line: commands, options, exit codes. The only module that prints, exits, or looks at clock and environment.

Exit codes: 0 nothing at or above `--fail-on`; 1 findings; 2 a path or an option that cannot be used, or an internal
error; 3 nothing was there to check. 2 outranks 1. A repair that is only printed is a finding: the plan is as it was.
"""

import locale
import os
import re
import shutil
import sys
import traceback
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple, NoReturn

import typer

from civtarget import __version__, engine, findings
from civtarget.allocation import Method
from civtarget.config import Asked, FailOn, FailOnChange, Settings, read_settings
from civtarget.dates import read_date
from civtarget.errors import CivtargetError
from civtarget.language import Language, Text
from civtarget.repair import Method as RepairMethod
from civtarget.reports import (
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
from civtarget.reports.sheet import visible
from civtarget.reports.style import Style
from civtarget.rules import CHECKING_RULES, Rule
from civtarget.sources import files
from civtarget.sources.neighbours import read_neighbours
from civtarget.sources.plan_file import PlanFile, parse_plan
from civtarget.spelling import nearest
from civtarget.stamp import readable

if TYPE_CHECKING:
    from civtarget.findings import Report
    from civtarget.model import Path, Plan
    from civtarget.project_settings import ProjectSettings
    from civtarget.quantity import Exact
    from civtarget.reports.repair_pages import Repaired
    from civtarget.sources.grids import Book
    from civtarget.sources.plan_finder import Choice
    from civtarget.sources.submissions import Submission
    from civtarget.starter import Starter

FOUND, UNUSABLE, NOTHING = 1, 2, 3
"""Exit codes; 0 is success."""

_STDIN = _STDOUT = "-"
_MANY, _MANY_ROWS = 20, 20_000
"""From so many files, or rows in them, on somebody may wait."""

_WIDTH_WITHOUT_TERMINAL = 120


def _language_of_user() -> Language:
    """Return the language for those who did not choose one: by CIVTARGET_LANG, else by the locale."""
    chosen = os.environ.get("CIVTARGET_LANG", "").lower()
    for language in Language:
        if chosen.startswith(language):  # zh_CN.UTF-8 is Chinese, too
            return language
    variables = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    named = next((value for value in variables if value), None) or locale.getlocale()[0] or ""
    return Language.ZH if named.lower().startswith(("zh", "chinese")) else Language.EN


def _language_of_help(arguments: Sequence[str]) -> Language:
    """Return the language in which help is written: what `--lang` asks for, wherever it stands."""
    for option, value in zip(arguments, (*arguments[1:], ""), strict=False):
        asked = value if option == "--lang" else option.removeprefix("--lang=")
        if option.startswith("--lang") and asked in tuple(Language):
            return Language(asked)
    return _language_of_user()


_HELP_LANGUAGE = _language_of_help(sys.argv[1:])


def _help(zh: str, en: str) -> str:
    return Text(zh, en).in_language(_HELP_LANGUAGE)


def _complete_rules(incomplete: str) -> list[tuple[str, str]]:
    from civtarget.reports.rule_pages import claim
    from civtarget.rules.catalogue import RULES

    return [(rule.ID, claim(rule, _HELP_LANGUAGE)) for rule in RULES if rule.ID.startswith(incomplete)]


def _complete_choices(incomplete: str) -> list[str]:
    """Complete what may be selected: rules and families."""
    from civtarget.rules.catalogue import CHECKING_RULES

    names = dict.fromkeys(name for rule in CHECKING_RULES for name in (rule.ID, rule.FAMILY))
    return [name for name in names if name.startswith(incomplete)]


app = typer.Typer(
    name="civtarget",
    no_args_is_help=True,
    rich_markup_mode=None,  # rich cuts a Chinese help text at the edge of its column
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_help("让机器能够核对城市年度目标计划。", "Makes a city's annual target plan something a machine can check."),
)

_PlanPaths = Annotated[
    list[str],
    typer.Argument(
        metavar="PLAN…",
        show_default=False,
        help=_help("规划文件、目录或通配符。", "Plan files, directories or patterns."),
    ),
]
_PlanPath = Annotated[str, typer.Argument(metavar="PLAN", show_default=False, help=_help("规划文件。", "A plan file."))]
_FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        show_default=False,
        help=_help(
            "输出格式；默认：终端用 table，否则用 plain。", "Form of the output; table on a terminal, else plain."
        ),
    ),
]
_OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        show_default=False,
        help=_help("写入文件（UTF-8），不写到标准输出。", "Write to a file (UTF-8) instead of standard output."),
    ),
]
_ReportFormatOption = Annotated[
    ReportFormat | None,
    typer.Option(
        "--format",
        show_default=False,
        help=_help(
            "输出格式；默认：终端用 table，否则用 plain。", "Form of the output; table on a terminal, else plain."
        ),
    ),
]
_ReportOutputOption = Annotated[
    list[str],
    typer.Option(
        "--output",
        "-o",
        metavar="[FORMAT=]FILE",
        show_default=False,
        help=_help(
            "写入文件（UTF-8）。FILE：按 --format，不再写到标准输出；FORMAT=FILE：另写一份该格式的；可重复。",
            "Write to a file (UTF-8). FILE: by --format, instead of standard output; FORMAT=FILE: in that form, "
            "besides; may be repeated.",
        ),
    ),
]
_LanguageOption = Annotated[
    Language | None,
    typer.Option(
        "--lang", show_default=False, help=_help("输出语言；默认随系统。", "Language; by default the system's.")
    ),
]
_SelectOption = Annotated[
    list[str],
    typer.Option(
        metavar="RULE",
        autocompletion=_complete_choices,
        help=_help("只报告这些规则或规则族（可用逗号分隔）。", "Report only these rules or families (commas between)."),
    ),
]
_IgnoreOption = Annotated[
    list[str],
    typer.Option(
        metavar="RULE",
        autocompletion=_complete_choices,
        help=_help("不报告这些规则或规则族（可用逗号分隔）。", "Leave these rules or families out (commas between)."),
    ),
]
_FailOnOption = Annotated[
    FailOn | None,
    typer.Option(
        show_default=False,
        help=_help("从哪一级起以退出码 1 结束；默认为 error。", "The least severity that ends in exit code 1; error."),
    ),
]
_IsolatedOption = Annotated[
    bool, typer.Option("--isolated", help=_help("不读任何设置文件。", "Read no settings file."))
]
_WaiversOption = Annotated[
    bool,
    typer.Option(
        " /--no-waivers",
        show_default=False,
        help=_help("不理会规划里的豁免。", "As if the plan had no waivers."),
    ),
]
_BaselineOption = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        show_default=False,
        help=_help("已知问题的清单：其中的问题不算失败。", "A list of known findings: these do not fail."),
    ),
]
_WriteBaselineOption = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        show_default=False,
        help=_help("把现有的问题写成这样一份清单。", "Write what is found now as such a list."),
    ),
]
_QuietOption = Annotated[
    bool,
    typer.Option("--quiet", "-q", help=_help("标准错误上不作说明。", "Nothing on standard error but errors.")),
]
_AsOfOption = Annotated[
    str,
    typer.Option(
        metavar="DATE", help=_help("判断豁免是否到期的日期：2025-06-30 或 today。", "Day for which waivers are judged.")
    ),
]
_ActualsPaths = Annotated[
    list[str],
    typer.Argument(
        metavar="ACTUALS…",
        show_default=False,
        help=_help(
            "报送的文件（CSV、TSV、XLSX）、目录或通配符；- 为标准输入。",
            "Submitted files (CSV, TSV, XLSX), directories or patterns; - is standard input.",
        ),
    ),
]
_PlanOption = Annotated[
    str | None,
    typer.Option(
        "--plan",
        metavar="PLAN",
        show_default=False,
        help=_help("所依据的规划；默认自行查找。", "The plan to check by; found by itself if not named."),
    ),
]
_JudgedOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        show_default=False,
        help=_help(
            "核对日：2025-06-30 或 today；默认为报送的最近一期期末。",
            "Day to judge at: 2025-06-30 or today; by default the end of the latest period reported.",
        ),
    ),
]
_EncodingOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        show_default=False,
        help=_help("文本文件的编码，如 gb18030；默认自行识别。", "Encoding of text files, such as gb18030."),
    ),
]
_DistrictOption = Annotated[
    list[str],
    typer.Option(
        metavar="NAME", help=_help("只看这些辖区；合计为全域。", "Only these districts; total is the whole area.")
    ),
]
_OfficeOption = Annotated[
    list[str], typer.Option(metavar="NAME", help=_help("只看这些责任单位。", "Only what these offices answer for."))
]
_IndicatorOption = Annotated[
    list[str], typer.Option(metavar="NAME", help=_help("只看这些指标。", "Only these indicators."))
]
_OnlyOption = Annotated[
    list[str],
    typer.Option(
        metavar="VERDICT",
        help=_help("只看这些结论，如 滞后,逾期。", "Only these verdicts, such as behind,missed."),
    ),
]
_IndicatorArgument = Annotated[
    str,
    typer.Argument(
        metavar="INDICATOR", show_default=False, help=_help("指标的标识或名称。", "An indicator, by ID or name.")
    ),
]
_ByOption = Annotated[
    str | None,
    typer.Option(
        metavar="WEIGHT",
        show_default=False,
        help=_help(
            "权重：规划的 weights、另一项指标、CSV 或 XLSX 文件（FILE#列名）。",
            "What to split by: weights of the plan, another indicator, a CSV or XLSX file (FILE#COLUMN).",
        ),
    ),
]
_SplitMethodOption = Annotated[Method, typer.Option(help=_help("分解方法。", "How fractions become whole numbers."))]
_SplitLockOption = Annotated[
    list[str],
    typer.Option(
        "--lock",
        metavar="NAME[=N]",
        help=_help("锁定：不写数则保持规划现有的份额。", "Locked: without a number, the share in the plan."),
    ),
]
_SplitStepOption = Annotated[
    str | None,
    typer.Option(
        metavar="N",
        show_default=False,
        help=_help("份额的步长，如 5 或 0.01亿；默认为 1。", "Shares are multiples of it, such as 5 or 0.01亿."),
    ),
]
_CompareOption = Annotated[
    bool,
    typer.Option("--compare", help=_help("并列各种方法和总数增减一步的结果。", "Also by all methods, and ±1 step.")),
]
_ConfiguredPath = Annotated[
    str | None,
    typer.Argument(
        metavar="[PATH]",
        show_default=False,
        help=_help("文件或目录；默认为当前目录。", "A file or folder; by default the working directory."),
    ),
]
_RuleArgument = Annotated[
    str,
    typer.Argument(
        metavar="RULE",
        autocompletion=_complete_rules,
        show_default=False,
        help=_help("规则名，如 district-sum。", "A rule, such as district-sum."),
    ),
]
_NewPlanPath = Annotated[
    str | None,
    typer.Argument(
        metavar="[PLAN]",
        show_default=False,
        help=_help(
            "要写的文件或所在目录；默认 plans/标识.yaml；- 为标准输出。",
            "The file to write, or its folder; by default plans/ID.yaml; - is standard output.",
        ),
    ),
]
_CityOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        show_default=False,
        help=_help("城市名称，如 常州市；默认用虚构的。", "The city, such as 常州市; an invented one by default."),
    ),
]
_NewDistrictsOption = Annotated[
    list[str],
    typer.Option(
        "--district",
        metavar="NAME",
        help=_help(
            "辖市区名称（可重复，也可用逗号或顿号分隔）；默认用虚构的。",
            "A district, or several with commas between; invented ones by default.",
        ),
    ),
]
_YearOption = Annotated[
    str | None,
    typer.Option(
        metavar="YEARS",
        show_default=False,
        help=_help(
            "规划期：2026 或 2026..2030；默认为标识开头的年份，否则为今年。",
            "The period: 2026 or 2026..2030; by default the year that the ID begins with, else this year.",
        ),
    ),
]
_IdentifierOption = Annotated[
    str | None,
    typer.Option(
        "--id",
        metavar="ID",
        show_default=False,
        help=_help(
            "标识：小写字母、数字和连字符；默认为文件名，否则为“年份-plan”。",
            "Identifier: a-z, 0-9 and dashes; by default the name of the file, else the year and -plan.",
        ),
    ),
]
_RepairedIndicator = Annotated[
    str | None,
    typer.Argument(
        metavar="[INDICATOR]",
        show_default=False,
        help=_help(
            "要修复的指标（标识或名称）；默认为分解对不上的各项。",
            "The indicator to repair, by ID or name; by default every split that does not add up.",
        ),
    ),
]
_MinimumOption = Annotated[
    list[str],
    typer.Option(
        "--min",
        metavar="DISTRICT=NUMBER",
        help=_help("份额的下限（可重复，也可用逗号分隔）。", "A minimum of a share (repeat, or commas between)."),
    ),
]
_MaximumOption = Annotated[
    list[str],
    typer.Option("--max", metavar="DISTRICT=NUMBER", help=_help("份额的上限，写法同上。", "A maximum, likewise.")),
]
_LockOption = Annotated[
    list[str],
    typer.Option(
        "--lock",
        metavar="DISTRICT",
        help=_help("不得改动的份额（可重复，也可用逗号分隔）。", "A share that stays as it is (repeat, or commas)."),
    ),
]
_StepOption = Annotated[
    str | None,
    typer.Option(
        metavar="NUMBER",
        show_default=False,
        help=_help(
            "每处改动都是它的整数倍；默认为一个计量单位，金额等为所写的最末一位。",
            "Every change is a multiple of it; by default one unit, of money the last place that is written.",
        ),
    ),
]
_MethodOption = Annotated[
    RepairMethod,
    typer.Option(
        help=_help(
            "least-change：改动最少；proportional：按份额比例分摊。",
            "least-change: as few cells as can be; proportional: all in proportion to their shares.",
        )
    ),
]
_WriteOption = Annotated[
    bool,
    typer.Option(
        "--write",
        help=_help(
            "直接改写文件中的这些数，其余一字不动；默认不动文件。",
            "Change these numbers in the file and nothing else in it; by default the file stays as it is.",
        ),
    ),
]
_OldVersion = Annotated[
    str,
    typer.Argument(
        metavar="OLD",
        show_default=False,
        help=_help("旧稿：文件，或 git 中的“版本:路径”。", "The old plan: a file, or REVISION:path in git."),
    ),
]
_NewVersion = Annotated[
    str,
    typer.Argument(
        metavar="NEW", show_default=False, help=_help("新稿，写法同上。", "The new plan, named in the same way.")
    ),
]
_FailOnChangeOption = Annotated[
    FailOnChange,
    typer.Option(
        "--fail-on",
        help=_help(
            "以退出码 1 结束的变化：weaker 为放松和未能比较的，any 为任何变化。",
            "Changes that end in exit code 1: weaker ones and what could not be compared, any, or never.",
        ),
    ),
]


def _show_version(asked: bool) -> None:
    if asked:
        print(f"civtarget {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help=_help("显示版本。", "Show the version.")),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help=_help("内部错误时显示调用栈。", "Show the traceback of an internal error."))
    ] = False,
) -> None:
    pass


@app.command(
    help=_help(
        "核对规划：分解是否合计、比率和时间是否合理。", "Check plans: do splits add up, do rates and dates make sense."
    )
)
def validate(
    plans: _PlanPaths,
    form: _ReportFormatOption = None,
    output: _ReportOutputOption = [],  # noqa: B006  # typer reads it, nothing changes it
    lang: _LanguageOption = None,
    select: _SelectOption = [],  # noqa: B006  # typer reads it, nothing changes it
    ignore: _IgnoreOption = [],  # noqa: B006  # as above
    fail_on: _FailOnOption = None,
    waivers: _WaiversOption = True,
    isolated: _IsolatedOption = False,
    baseline: _BaselineOption = None,
    write_baseline: _WriteBaselineOption = None,
    quiet: _QuietOption = False,
    as_of: _AsOfOption = "today",
) -> None:
    style, targets = _style(lang, None), _targets(form, output)
    _refuse_partial_baseline(write_baseline, [*select, *ignore])
    day = _day(as_of)
    read, failed = _read_plans(plans, style, quiet=quiet)
    project = _project([file.path for file in read], isolated=isolated)
    settings = read_settings(Asked(select, ignore, fail_on, waivers), CHECKING_RULES, project)
    report = engine.check("validate", read, settings, day, beside=read_neighbours(read))
    written = [*targets, *([_Target(write_baseline, Format.JSON)] if write_baseline else [])]
    kept = [each for each in (baseline or project.baseline, project.path) if each is not None]
    _refuse_to_overwrite(written, [*(file.path for file in read), *(each for each in kept if each != write_baseline)])
    baselines = _Baselines(baseline or project.baseline, write_baseline)
    report = _against_baseline(report, baselines, settings, style, quiet=quiet)
    failed |= _write_report(report, targets, lang)
    if failed:
        raise typer.Exit(UNUSABLE)
    if any(settings.fails(finding) for finding in report.findings):
        raise typer.Exit(FOUND)
    if not any(file.holds_indicators for file in read):
        _tell(Text("没有可核对的规划", "there was nothing to check"), style)
        raise typer.Exit(NOTHING)


@app.command(
    help=_help(
        "核对报送：各辖区和全域是否完成、达序时、滞后或未报。",
        "Check what districts report: met, on pace, behind, missed or not reported, in every district and in all.",
    )
)
def check(
    actuals: _ActualsPaths,
    plan: _PlanOption = None,
    as_of: _JudgedOption = None,
    encoding: _EncodingOption = None,
    district: _DistrictOption = [],  # noqa: B006  # typer reads it, nothing changes it
    office: _OfficeOption = [],  # noqa: B006  # as above
    indicator: _IndicatorOption = [],  # noqa: B006  # as above
    only: _OnlyOption = [],  # noqa: B006  # as above
    form: _ReportFormatOption = None,
    output: _ReportOutputOption = [],  # noqa: B006  # typer reads it, nothing changes it
    lang: _LanguageOption = None,
    select: _SelectOption = [],  # noqa: B006  # as above
    ignore: _IgnoreOption = [],  # noqa: B006  # as above
    fail_on: _FailOnOption = None,
    waivers: _WaiversOption = True,
    isolated: _IsolatedOption = False,
    quiet: _QuietOption = False,
) -> None:
    # What checking a plan does without is imported here.
    from civtarget import actuals_engine
    from civtarget.lights import DEFAULT_LIGHTS
    from civtarget.narrowing import EVERYTHING, read_narrowing
    from civtarget.rules.actuals import ACTUALS_RULES
    from civtarget.sources.plan_finder import choose_plan, says_what_it_is

    style, targets = _style(lang, None), _targets(form, output)
    asked = Asked(select, ignore, fail_on, waivers)
    read_settings(asked, ACTUALS_RULES)  # what the command line says is looked at before any file
    asked_day = _day(as_of) if as_of is not None else None
    books, failed = _open_books(actuals, encoding, style, quiet=quiet)
    if not books:
        raise typer.Exit(UNUSABLE if failed else NOTHING)
    if not quiet and sys.stderr.isatty() and sum(len(each.rows) for book in books for each in book.sheets) > _MANY_ROWS:
        _tell(Text("正在核对……", "judging …"), style)
    folders = _search_folders(book.name for book in books)
    project = _project([book.name for book in books], isolated=isolated)
    settings = read_settings(asked, ACTUALS_RULES, project)
    choice = choose_plan(plan, books, folders, project)
    _refuse_to_overwrite(targets, [choice.file.path, *(book.name for book in books)])
    submissions: list[Submission] = []
    unread, narrowing = False, EVERYTHING
    if choice.file.plan is not None and says_what_it_is(choice.file):
        submissions, unread = _read_books(books, choice.file.plan, style)
        narrowing = read_narrowing(
            choice.file.plan, districts=district, offices=office, indicators=indicator, verdicts=only
        )
    day = asked_day or _latest_day(submissions)
    beside = read_neighbours([choice.file])
    lights = project.lights or DEFAULT_LIGHTS
    report = actuals_engine.check(
        choice.file, submissions, settings, day, narrowing=narrowing, lights=lights, beside=beside
    )
    if not quiet:
        _tell_how_it_was_read(choice, submissions, day, style, chosen=asked_day is None)
    failed |= _write_report(report, targets, lang)
    if failed or unread:
        raise typer.Exit(UNUSABLE)
    if any(settings.fails(finding) for finding in report.findings):
        raise typer.Exit(FOUND)
    if report.assessment is not None and not report.cells:
        _tell(Text("没有符合所选条件的内容", "nothing is left by what was asked for"), style)
        raise typer.Exit(NOTHING)
    if report.assessment is None:
        _tell(Text("没有可核对的数值", "there was no value to check"), style)
        raise typer.Exit(NOTHING)


@app.command(help=_help("按公文表格样式显示一份规划。", "Show a plan as officials tabulate it."))
def show(
    plan: _PlanPath, form: _FormatOption = None, output: _OutputOption = None, lang: _LanguageOption = None
) -> None:
    style, form = _style(lang, output), _form(form, output)
    _write(plan_as(form, _whole_plan(plan, style)[1], style), output, form)


@app.command(
    help=_help(
        "写一份带注释的规划样稿：数字都是示例，换成自己的即可。",
        "Write a starter plan with comments; its figures are placeholders for your own.",
    )
)
def init(
    plan: _NewPlanPath = None,
    city: _CityOption = None,
    district: _NewDistrictsOption = [],  # noqa: B006  # typer reads it, nothing changes it
    year: _YearOption = None,
    identifier: _IdentifierOption = None,
    lang: _LanguageOption = None,
    quiet: _QuietOption = False,
) -> None:
    # What checking a plan does without is imported here.
    from civtarget import starter
    from civtarget.sources import new_plan

    style = _style(lang, None)
    file_name = new_plan.name_of(plan) if plan not in (None, _STDOUT) else None
    called, period = starter.read_identity(identifier, year, file_name=file_name, this_year=date.today().year)
    new = starter.Starter(
        identifier=called,
        period=period,
        city=None if city is None else starter.read_city(city),
        districts=starter.read_districts(district),
    )
    if plan == _STDOUT:
        _write(starter.render(new, style.language), None, Format.JSON)  # a plan is UTF-8, as JSON is
        return
    path = new_plan.path_of(plan, new.identifier)
    new_plan.create(path, starter.render(new, style.language, new_plan.schema_near(path)))
    if not quiet:
        _tell_what_comes_next(new, path, style)


@app.command(
    help=_help(
        "把指标的总数按权重分解到各辖市区，精确到每一个。",
        "Split the target of an indicator over the districts by weights, exactly.",
    )
)
def allocate(
    plan: _PlanPath,
    indicator: _IndicatorArgument,
    by: _ByOption = None,
    method: _SplitMethodOption = Method.LARGEST_REMAINDER,
    minimum: _MinimumOption = [],  # noqa: B006  # typer reads it, nothing changes it
    maximum: _MaximumOption = [],  # noqa: B006  # as above
    lock: _SplitLockOption = [],  # noqa: B006  # as above
    step: _SplitStepOption = None,
    compare: _CompareOption = False,
    write: _WriteOption = False,
    form: _FormatOption = None,
    output: _OutputOption = None,
    lang: _LanguageOption = None,
    quiet: _QuietOption = False,
) -> None:
    from civtarget import district_numbers, splitting, weighting
    from civtarget.sources.weights_file import names_a_file, read_weights

    style, form = _style(lang, output), _form(form, output)
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
    if by is None:
        weights = weighting.equal_weighting(read)
    else:
        weights = read_weights(by, read) if names_a_file(by) else weighting.weighting_of(read, by, identifier)
    terms = splitting.Terms(
        method=method,
        minimums=district_numbers.read_district_numbers("--min", minimum, read, unit),
        maximums=district_numbers.read_district_numbers("--max", maximum, read, unit),
        locks=district_numbers.read_locks("--lock", lock, read, unit),
        step=district_numbers.read_step("--step", step, unit) if step is not None else None,
    )
    proposal = splitting.propose(read, identifier, weights, terms)
    weights_file = [by.partition("#")[0]] if by is not None and names_a_file(by) else []
    _refuse_to_overwrite([_Target(output, Format.JSON)], [plan, *weights_file])
    written, breaks = _write_shares(file, splitting.changed_shares(proposal)) if write else (0, [])
    _write(allocation_as(form, proposal, read, style, compare=compare), output, form)
    if write and not quiet:
        many = "s" * (written != 1)
        _tell(Text(f"已写入 {plan}：改动 {written} 个数", f"wrote {plan}: {written} number{many} changed"), style)
    for text in breaks:
        _tell(Text(f"改动之后另有不符：{text.zh}", f"after the change this does not hold: {text.en}"), style)
    if breaks:
        raise typer.Exit(FOUND)


@app.command(
    help=_help(
        "修复对不上的分解：在上下限、锁定和步长之内改动最少，输出补丁；修复不了的，说明是哪些限制冲突。",
        "Repair splits that do not add up by the least change under minimums, maximums, locks and steps: prints a "
        "patch, or the bounds that conflict.",
    )
)
def repair(
    plan: _PlanPath,
    indicator: _RepairedIndicator = None,
    minimum: _MinimumOption = [],  # noqa: B006  # typer reads it, nothing changes it
    maximum: _MaximumOption = [],  # noqa: B006  # as above
    lock: _LockOption = [],  # noqa: B006  # as above
    step: _StepOption = None,
    method: _MethodOption = RepairMethod.LEAST_CHANGE,
    write: _WriteOption = False,
    form: _FormatOption = None,
    output: _OutputOption = None,
    lang: _LanguageOption = None,
    quiet: _QuietOption = False,
) -> None:
    # What checking a plan does without is imported here.
    from civtarget.plan_repair import Bounds, Outcome, read_request, repair_plan
    from civtarget.reports.repair_pages import Repaired
    from civtarget.sources import plan_edit

    style, form = _style(lang, output), _form(form, output)
    if plan == _STDIN:
        raise CivtargetError(
            Text(
                "repair 要改的是文件：请写文件名，不能用标准输入",
                "repair works on a file: name one, not standard input",
            )
        )
    _refuse_to_overwrite([_Target(output, Format.JSON)], [plan])
    file = files.read_file(plan)
    before = parse_plan(file)
    if before.plan is None or readable(before.plan, "indicators") is None:
        _tell(
            Text("规划有未能读取之处，改正后才能修复：", "the plan cannot be repaired before this is put right:"), style
        )
        _tell_faults("repair", before, style)
        raise typer.Exit(FOUND)
    request = read_request(
        before.plan, indicator=indicator, bounds=Bounds(minimum, maximum, lock), step=step, method=method
    )
    splits = repair_plan(before.plan, request)
    values = {path: value for split in splits for path, value in split.values.items()}
    models = {path: model for split in splits for path, model in split.models.items()}
    texts = plan_edit.respelled(file, values, models)
    text = plan_edit.edited(file, texts)
    breaks = _newly_broken(before, parse_plan(replace(file, text=text))) if texts else []
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
    _write_patch(repair_as(form, repaired, style), output, form)
    if not quiet:
        _tell_what_was_repaired(repaired, style)
    outcomes = {split.outcome for split in splits}
    unrepaired = Outcome.IMPOSSIBLE in outcomes or (indicator is not None and Outcome.OPEN in outcomes)
    stays_broken = indicator is None and _has_broken_sums(parse_plan(replace(file, text=text)))
    if unrepaired or stays_broken or breaks or (texts and not write):
        raise typer.Exit(FOUND)
    if not splits:
        _tell(Text("规划没有分解，没有可修复的内容", "the plan has no splits: there was nothing to repair"), style)
        raise typer.Exit(NOTHING)


@app.command(
    help=_help(
        "比较规划的两稿在含义上有何不同：哪些放松了，哪些加强了。",
        "Tell how two versions of a plan differ in meaning: what became weaker, what stronger.",
    )
)
def diff(
    old: _OldVersion,
    new: _NewVersion,
    form: _FormatOption = None,
    output: _OutputOption = None,
    lang: _LanguageOption = None,
    fail_on: _FailOnChangeOption = FailOnChange.NEVER,
    quiet: _QuietOption = False,
) -> None:
    # What checking a plan does without is imported here.
    from civtarget.changes import Both, changes_between, unread_changes
    from civtarget.reports.change_sheets import Difference, Located
    from civtarget.sources.git import read_version

    style, form = _style(lang, output), _form(form, output)
    files_read = [parse_plan(read_version(named)) for named in (old, new)]
    _refuse_to_overwrite([_Target(output, Format.JSON)], [old, new])
    for file in files_read:
        if file.plan is None or (file.faults and not quiet):
            _tell(Text(f"{file.path} 有未能读取之处：", f"{file.path} could not be read in full:"), style)
            _tell_faults("diff", file, style)
    before, after = files_read
    if before.plan is None or after.plan is None:
        raise typer.Exit(FOUND)
    changes = changes_between(before.plan, after.plan)
    old_faults, new_faults = ([(fault.path, fault.message) for fault in file.faults] for file in files_read)
    changes += unread_changes(changes, Both(old_faults, new_faults))
    difference = Difference(
        old=_checked(before),
        new=_checked(after),
        plans=(before.plan, after.plan),
        changes=[Located(each, _stands(before, each.old.path), _stands(after, each.new.path)) for each in changes],
    )
    _write(changes_as(form, difference, style), output, form)
    if any(fail_on.fails(each.direction) for each in changes):
        raise typer.Exit(FOUND)
    if not before.holds_indicators and not after.holds_indicators:
        _tell(
            Text("两稿都没有指标，没有可比较的内容", "neither plan has indicators: there was nothing to compare"), style
        )
        raise typer.Exit(NOTHING)


def _checked(file: PlanFile) -> findings.CheckedPlan:
    return findings.CheckedPlan(readable(file.plan, "id") or "", file.path, file.sha256)


def _stands(file: PlanFile, path: "Path") -> findings.Location:
    return findings.Location(file.path, file.locate(path), path)


@app.command(help=_help("列出全部规则。", "List all rules."))
def rules(form: _FormatOption = None, output: _OutputOption = None, lang: _LanguageOption = None) -> None:
    from civtarget.rules.catalogue import RULES  # what checking a plan does without

    form = _form(form, output)
    _write(rules_as(form, RULES, _style(lang, output)), output, form)


@app.command(
    help=_help("说明一条规则：主张、理由、示例和补救。", "Explain a rule: its claim, reason, examples and remedy.")
)
def explain(rule: _RuleArgument, lang: _LanguageOption = None, output: _OutputOption = None) -> None:
    form = _form(None, output)
    _write(explain_as(form, _rule_called(rule), _style(lang, output)), output, form)


@app.command(help=_help("显示当前生效的设置，以及来自哪个文件。", "Show the settings that hold, and from which file."))
def config(
    path: _ConfiguredPath = None,
    form: _FormatOption = None,
    output: _OutputOption = None,
    lang: _LanguageOption = None,
    isolated: _IsolatedOption = False,
) -> None:
    place = path or os.curdir
    project = _project([os.path.join(place, "any") if os.path.isdir(place) else place], isolated=isolated)
    read_settings(Asked(), CHECKING_RULES, project)  # which says what is wrong with it
    form = _form(form, output)
    _write(settings_as(form, project, _style(lang, output)), output, form)


@app.command(help=_help("输出规划格式的 JSON Schema。", "Print the JSON Schema of the plan format."))
def schema(output: _OutputOption = None) -> None:
    from civtarget import schema as plan_schema  # pydantic takes longer to import than a plan to check

    _write(plan_schema.render(), output, Format.JSON)


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
        _complain(error.text)
        sys.exit(UNUSABLE)
    except BrokenPipeError:  # the reader of a pipe, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # a fault of ours: the user gets a sentence and exit code 2
        if debug:
            traceback.print_exc()
        kind = type(error).__name__
        _complain(
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
        _tell(Text("规划有未能读取之处，改正后才能继续：", "the plan has to be put right first:"), style)
        _tell_faults("show", file, style)
        raise typer.Exit(FOUND)
    return text, file.plan


def _write_shares(file: files.File, values: "Mapping[Path, Exact]") -> tuple[int, list[Text]]:
    """Write new shares into a plan file, and nothing else; return how many there were, and what that breaks."""
    from civtarget.sources import plan_edit

    if not values:
        return 0, []
    text = plan_edit.edited(file, plan_edit.respelled(file, values, {}))
    breaks = _newly_broken(parse_plan(file), parse_plan(replace(file, text=text)))
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
            _complain(error.text, style.language)
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
            _complain(error.text, style.language)
            failed = True
            continue
        for hidden in meant.errors:
            _complain(hidden.text, style.language)
            failed = True
        if meant.passed_over and not quiet:
            names = ", ".join(meant.passed_over)
            _tell(Text(f"跳过：{names}", f"passed over: {names}"), style)
        for path in meant.files:
            paths.setdefault(os.path.realpath(path), path)
    return list(paths.values()), failed


def _open_books(named: Sequence[str], encoding: str | None, style: Style, *, quiet: bool) -> "tuple[list[Book], bool]":
    """Open every submission that is meant, each once; return them, and whether something could not be opened."""
    from civtarget.sources.books import open_book

    books = []
    paths, failed = _meant_files((name for name in named if name != _STDIN), files.SUBMISSIONS, style, quiet=quiet)
    names = [_STDIN, *paths] if _STDIN in named else paths
    with _progress(names, quiet=quiet) as shown:
        for name in shown:
            try:
                data = sys.stdin.buffer.read() if name == _STDIN else files.read_bytes(name)
                books.append(open_book(data, name, encoding))
            except CivtargetError as error:
                _complain(error.text, style.language)
                failed = True
    return books, failed


def _progress(names: Sequence[str], *, quiet: bool) -> AbstractContextManager[Iterable[str]]:
    """Show how far reading is, where somebody is waiting for it at a terminal."""
    if quiet or len(names) < _MANY or not sys.stderr.isatty():
        return nullcontext(names)
    return typer.progressbar(names, label=_help("读取", "reading"), file=sys.stderr)


def _read_books(books: "Sequence[Book]", plan: "Plan", style: Style) -> "tuple[list[Submission], bool]":
    """Read what opened files report for a plan; return it, and whether one of them has no header that is known."""
    from civtarget.sources.submissions import read_book

    submissions, failed = [], False
    for book in books:
        try:
            submissions.append(read_book(book, plan))
        except CivtargetError as error:
            _complain(error.text, style.language)
            failed = True
    return submissions, failed


def _refuse_partial_baseline(new: str | None, rules: Sequence[str]) -> None:
    if new == _STDIN:
        raise CivtargetError(Text("--write-baseline：请写文件名", "--write-baseline: name a file"))
    if new is not None and rules:
        raise CivtargetError(
            Text(
                "--write-baseline 记下全部问题：请去掉 --select 和 --ignore",
                "--write-baseline lists all that is found: leave --select and --ignore out",
            )
        )


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
    from civtarget import known_findings

    if baselines.new is not None:
        known = known_findings.known_of(report)
        _write(known_findings.render(known), baselines.new, Format.JSON)
    else:
        known = known_findings.read_known(files.read_file(name).text, name)
    report, gone = known_findings.accept(report, known, name, settings)
    for each in gone if not quiet else ():
        text = each.message
        _tell(
            Text(
                f"已改正（可从 {name} 中删去）：{each.plan} {each.rule}：{text.zh}",
                f"fixed, to be taken out of {name}: {each.plan} {each.rule}: {text.en}",
            ),
            style,
        )
    return report


def _project(paths: Iterable[str], *, isolated: bool) -> "ProjectSettings":
    """Return the settings of the project that files belong to, unless a run is to know of none."""
    from civtarget.project_settings import ProjectSettings
    from civtarget.sources.settings_file import find_settings

    return ProjectSettings() if isolated else find_settings(_search_folders(paths))


def _search_folders(names: Iterable[str]) -> list[str]:
    """Return where to look for settings and plans: from the folder of the submissions, then from the working one."""
    paths = [os.path.abspath(name) for name in names if name != _STDIN]
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
    _tell(Text(f"规划：{path}（{reason.zh}）", f"plan: {path} ({reason.en})"), style)
    if choice.unusable:
        names = ", ".join(choice.unusable)
        _tell(
            Text(f"未能读取的规划，没有考虑：{names}", f"plans that cannot be read were not considered: {names}"), style
        )
    rows = [row for each in submissions for row in each.observations]
    if chosen and rows:
        _tell(
            Text(f"核对日：{day}（报送的最近一期期末）", f"as of {day}, the end of the latest period reported"), style
        )
    later = sum(row.period.end > day for row in rows)
    if later:
        _tell(
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
        _tell(Text(f"按 {encoding} 编码读取：{'、'.join(read)}", f"read as {encoding}: {', '.join(read)}"), style)
    for each in submissions:
        for note in each.notes:
            _tell(note, style)


def _tell_what_comes_next(new: "Starter", path: str, style: Style) -> None:
    """Say on standard error what was written, what in it is invented, and how to go on."""
    _tell(
        Text(
            f"已写入 {path}（标识 {new.identifier}，规划期 {new.period}）；数字都是示例，请换成自己的",
            f"wrote {path} (id {new.identifier}, period {new.period}); its figures are placeholders: put in your own",
        ),
        style,
    )
    if not new.districts:
        _tell(
            Text("没有用 --district 写明辖市区：文件中的是虚构的", "no --district was named: those in it are invented"),
            style,
        )
    named = f'"{path}"' if " " in path else path
    _tell(Text(f"然后核对：civtarget validate {named}", f"then check it: civtarget validate {named}"), style)


def _tell_faults(command: str, file: PlanFile, style: Style) -> None:
    """Say on standard error what of a plan could not be read."""
    report = engine.check(command, [file], Settings(), date.today())
    sys.stderr.write(report_as(ReportFormat.PLAIN, engine.only_reading(report), style))


def _has_broken_sums(file: PlanFile) -> bool:
    """Whether the sums of a plan, or what they rest on, are broken."""
    rules = frozenset({"district-sum", "district-known", "split-complete", "unit-matches"})
    report = engine.check("repair", [file], Settings(select=rules), date.today(), beside=read_neighbours([file]))
    broken = (each for each in report.findings if each.outcome is findings.Outcome.BROKEN)
    return bool(file.faults) or any(each.rule in rules for each in broken)


def _newly_broken(before: PlanFile, after: PlanFile) -> list[Text]:
    """Return what rules find broken in a plan that was changed, and did not find in it before."""
    others = read_neighbours([before])
    settings, day = Settings(), date.today()
    old, new = (engine.check("validate", [file], settings, day, beside=others).findings for file in (before, after))
    known = {finding.fingerprint for finding in old}
    return [
        Text(f"{finding.rule}：{finding.message.zh}", f"{finding.rule}: {finding.message.en}")
        for finding in new
        if finding.outcome is findings.Outcome.BROKEN and finding.fingerprint not in known
    ]


def _tell_what_was_repaired(repaired: "Repaired", style: Style) -> None:
    """Say on standard error what was written, or how to go on, and what else is to be looked at."""
    path = repaired.path
    for text in repaired.breaks:
        _tell(Text(f"修复之后另有不符：{text.zh}", f"after the repair this does not hold: {text.en}"), style)
    count = len(repaired.texts)
    if repaired.written:
        _tell(
            Text(f"已写入 {path}：改动 {count} 个数", f"wrote {path}: {count} number{'s' * (count > 1)} changed"), style
        )
    elif repaired.texts:
        _tell(
            Text(
                "这是补丁，文件没有改动：加 --write 写入", "this is a patch, the file is as it was: --write applies it"
            ),
            style,
        )
    elif repaired.request.identifier is None and not repaired.patch:
        fits = sum(split.outcome == "fits" for split in repaired.splits)
        _tell(Text(f"对得上的分解：{fits} 项", f"splits that add up: {fits}"), style)


class _Target(NamedTuple):
    """Where something is written, or None for standard output, and in which form."""

    file: str | None
    form: Format | ReportFormat


_NAMES_A_FORMAT = re.compile(r"([A-Za-z][A-Za-z0-9-]*)=(.*)", re.DOTALL)
"""What is no path: `json=report.json`, but not `./a=b.txt`, `C:\\a=b.txt` or `甲=乙.txt`."""

_OF_CONSOLE = frozenset((ReportFormat.TABLE, ReportFormat.PLAIN))
"""The forms that are written in the encoding of the console; all others are UTF-8 wherever they go."""


def _targets(form: ReportFormat | None, outputs: Sequence[str]) -> list[_Target]:
    """Return where the report is to go: to the files that are named, and to standard output unless one has no form."""
    targets: list[_Target] = []
    for output in outputs:
        named = _NAMES_A_FORMAT.fullmatch(output)
        target = (
            _Target(named[2], _report_format(named[1], output))
            if named is not None
            else _Target(output, form or ReportFormat.PLAIN)
        )
        if target.file in ("", _STDOUT):
            raise CivtargetError(
                Text(
                    f"--output {output}：请写文件名；标准输出的格式由 --format 指定",
                    f"--output {output}: name a file; what standard output gets is said by --format",
                )
            )
        if any(os.path.realpath(target.file or "") == os.path.realpath(each.file or "") for each in targets):
            raise CivtargetError(
                Text(f"--output 两次写入 {target.file}", f"--output writes {target.file} more than once")
            )
        targets.append(target)
    if all(_NAMES_A_FORMAT.fullmatch(output) for output in outputs):
        on_terminal = ReportFormat.TABLE if sys.stdout.isatty() else ReportFormat.PLAIN
        targets.append(_Target(None, form or on_terminal))
    return targets


def _report_format(name: str, output: str) -> ReportFormat:
    if name in tuple(ReportFormat):
        return ReportFormat(name)
    near, known = nearest(name.lower(), ReportFormat), f"--format {'|'.join(ReportFormat)}"
    hint = Text(f"是否应为“{near}”？", f'is "{near}" meant?') if near else Text(known, known)
    raise CivtargetError(
        Text(
            f"没有名为“{name}”的格式：{hint.zh}（名字带 = 的文件写作 ./{output}）",
            f'no format is called "{name}": {hint.en} (a file with = in its name is written ./{output})',
        )
    )


def _write_report(report: "Report", targets: Sequence[_Target], language: Language | None) -> bool:
    """Write a report wherever it is to go, files first; return whether one of them could not be written."""
    failed = False
    says_nothing = report.assessment is None and not report.findings and report.command == "check"
    for file, form in targets:
        if file is None and form in _OF_CONSOLE and says_nothing:
            continue  # a count of nothing: standard error says why
        style = _style(language, file)
        try:
            _write(report_as(ReportFormat(form), report, style), file, form)
        except CivtargetError as error:
            _complain(error.text, style.language)
            failed = True
    if any(form is ReportFormat.GITHUB for _, form in targets):
        _append_job_summary(report, _style(language, os.devnull))
    return failed


def _append_job_summary(report: "Report", style: Style) -> None:
    """Add the report to the summary of the job, if there is one; that it cannot be shown there changes no outcome."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    from civtarget.reports import markdown_report

    try:
        used = os.path.getsize(path) if os.path.exists(path) else 0
        text = markdown_report.render(report, style, markdown_report.MOST_BYTES - used)
        if used + len(text.encode()) <= markdown_report.MOST_BYTES:
            with open(path, "a", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        reason = error.strerror or str(error)
        _tell(Text(f"无法写入作业摘要：{reason}", f"cannot write the job summary: {reason}"), style)


def _refuse_to_overwrite(targets: Iterable[_Target], paths: Iterable[str]) -> None:
    checked = {os.path.realpath(path) for path in paths}
    for output, _ in targets:
        if output is not None and os.path.realpath(output) in checked:
            raise CivtargetError(
                Text(f"{output} 是被检查的文件，不会覆盖", f"{output} is a file that is checked: it is not overwritten")
            )


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


def _form(asked: Format | None, output: str | None) -> Format:
    return asked or (Format.TABLE if output is None and sys.stdout.isatty() else Format.PLAIN)


def _style(language: Language | None, output: str | None) -> Style:
    on_terminal = output is None and sys.stdout.isatty()
    fallback = shutil.get_terminal_size().columns if on_terminal else _WIDTH_WITHOUT_TERMINAL
    width = os.environ.get("COLUMNS", "")
    encoding = "utf-8" if output is not None else (sys.stdout.encoding or "ascii")
    return Style(
        language=language or _language_of_user(),
        width=int(width) if width.isascii() and width.isdigit() and int(width) > 0 else fallback,
        colour=output is None and _wants_colour(on_terminal=on_terminal),
        ascii_only=not encoding.lower().replace("-", "").startswith("utf"),
        folder=os.getcwd(),
        root=_repository(),
    )


def _repository() -> str:
    """Return the folder from which services name files: that of git, else what CI says, else the working one."""
    here = folder = os.getcwd()
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            named = (os.environ.get(name) for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"))
            return next((name for name in named if name and here.startswith(os.path.join(name, ""))), here)
        folder = above
    return folder


def _wants_colour(*, on_terminal: bool) -> bool:
    """Follow NO_COLOR (any value, even with FORCE_COLOR), then FORCE_COLOR (but for 0), then the terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return on_terminal and os.environ.get("TERM") != "dumb"


def _write(text: str, output: str | None, form: Format | ReportFormat) -> None:
    try:
        if output is not None:
            # Without the mark, Excel takes CSV for GBK where that is the encoding of the system.
            encoding = "utf-8-sig" if form is ReportFormat.CSV else "utf-8"
            with open(output, "w", encoding=encoding, newline="\n") as file:
                file.write(text)
            return
        if form not in _OF_CONSOLE and hasattr(sys.stdout, "reconfigure"):
            # What programs read is UTF-8 whatever the console speaks: a `?` in its stead would be another text.
            sys.stdout.reconfigure(encoding="utf-8", errors="strict")
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        target = Text(output, output) if output is not None else Text("标准输出", "standard output")
        reason = error.strerror or str(error)
        raise CivtargetError(Text(f"无法写入{target.zh}：{reason}", f"cannot write {target.en}: {reason}")) from error


def _write_patch(text: str, output: str | None, form: Format) -> None:
    """Write text with a patch in it: a tool gets UTF-8 and the line ends of the file, whatever the console."""
    if output is None and not sys.stdout.isatty() and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(newline="")
        form = Format.JSON
    _write(text, output, form)


def _tell(text: Text, style: Style) -> None:
    print(visible(style.say(text)), file=sys.stderr)


def _complain(text: Text, language: Language | None = None) -> None:
    sign = Text("错误：", "error: ")
    language = language or _HELP_LANGUAGE
    print(visible(sign.in_language(language) + text.in_language(language)), file=sys.stderr)
