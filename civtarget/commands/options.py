"""The arguments and options of the commands, with their help in the language of the user."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from civtarget.allocation import Method
from civtarget.checking.settings import FailOn, FailOnChange
from civtarget.commands import completion
from civtarget.commands.terminal import help_text
from civtarget.language import Language
from civtarget.reports.rendering import DocumentFormat, Format
from civtarget.splits.repair import RepairMethod

Completion = Callable[..., list[str]] | Callable[..., list[tuple[str, str]]]
"""A function of `completion`: values that begin with an incomplete one, each with its help where there is any."""


def argument(zh: str, en: str, metavar: str, complete: Completion | None = None) -> Any:
    """Declare an argument, with its help in both languages."""
    return typer.Argument(metavar=metavar, autocompletion=complete, show_default=False, help=help_text(zh, en))


def option(zh: str, en: str, *names: str, metavar: str | None = None, show_default: bool = False) -> Any:
    """Declare an option, with its help in both languages; without `names` it is called like its parameter."""
    return typer.Option(*names, metavar=metavar, show_default=show_default, help=help_text(zh, en))


def repeatable(zh: str, en: str, *names: str, metavar: str, complete: Completion | None = None) -> Any:
    """Declare an option that may be repeated: a list, empty by default."""
    return typer.Option(
        *names,
        default_factory=list,
        metavar=metavar,
        autocompletion=complete,
        show_default=False,
        help=help_text(zh, en),
    )


PlanPaths = Annotated[
    list[str],
    argument(
        "规划文件、目录或通配符；- 为标准输入。",
        "Plan files, directories or patterns; - is standard input.",
        metavar="PLAN…",
    ),
]
PlanPath = Annotated[str, argument("规划文件。", "A plan file.", metavar="PLAN")]
FormatOption = Annotated[
    DocumentFormat | None,
    option(
        "输出格式；默认：终端用 table，否则用 plain。",
        "Form of the output; table on a terminal, else plain.",
        "--format",
    ),
]
OutputOption = Annotated[
    str | None,
    option(
        "写入文件（UTF-8），不写到标准输出。",
        "Write to a file (UTF-8) instead of standard output.",
        "--output",
        "-o",
        metavar="FILE",
    ),
]
ReportFormatOption = Annotated[
    Format | None,
    option(
        "输出格式；默认：终端用 table，否则用 plain。",
        "Form of the output; table on a terminal, else plain.",
        "--format",
    ),
]
ReportOutputOption = Annotated[
    list[str],
    repeatable(
        "写入文件（UTF-8）。FILE：按 --format，不再写到标准输出；FORMAT=FILE：另写一份该格式的；可重复。",
        "Write to a file (UTF-8). FILE: by --format, instead of standard output; FORMAT=FILE: in that form, "
        "besides; may be repeated.",
        "--output",
        "-o",
        metavar="[FORMAT=]FILE",
    ),
]
LanguageOption = Annotated[
    Language | None, option("输出语言；默认随系统。", "Language; by default the system's.", "--lang")
]
SelectOption = Annotated[
    list[str],
    repeatable(
        "只报告这些规则或规则族（可用逗号分隔）。",
        "Report only these rules or families (commas between).",
        metavar="RULE",
        complete=completion.selections,
    ),
]
IgnoreOption = Annotated[
    list[str],
    repeatable(
        "不报告这些规则或规则族（可用逗号分隔）。",
        "Leave these rules or families out (commas between).",
        metavar="RULE",
        complete=completion.selections,
    ),
]
FailOnOption = Annotated[
    FailOn | None,
    option("从哪一级起以退出码 1 结束；默认为 error。", "The least severity that ends in exit code 1; error."),
]
IsolatedOption = Annotated[bool, option("不读任何设置文件。", "Read no settings file.", "--isolated")]
WaiversOption = Annotated[bool, option("不理会规划里的豁免。", "As if the plan had no waivers.", " /--no-waivers")]
BaselineOption = Annotated[
    str | None,
    option("已知问题的清单：其中的问题不算失败。", "A list of known findings: these do not fail.", metavar="FILE"),
]
WriteBaselineOption = Annotated[
    str | None, option("把现有的问题写成这样一份清单。", "Write what is found now as such a list.", metavar="FILE")
]
SinceOption = Annotated[
    str | None,
    option(
        "与 git 版本 REV 分开之后的改动：标出新问题，放松之处要在 changes 中说明。",
        "Hold against what git had where REV and the present part: marks what is new; what became weaker has to be "
        "explained in `changes`.",
        metavar="REV",
    ),
]
QuietOption = Annotated[bool, option("标准错误上不作说明。", "Nothing on standard error but errors.", "--quiet", "-q")]
AsOfOption = Annotated[
    str,
    option(
        "判断豁免是否到期的日期：2025-06-30 或 today。",
        "Day for which waivers are judged.",
        metavar="DATE",
        show_default=True,
    ),
]
ActualsPaths = Annotated[
    list[str],
    argument(
        "报送的文件（CSV、TSV、XLSX）、目录或通配符；- 为标准输入。",
        "Submitted files (CSV, TSV, XLSX), directories or patterns; - is standard input.",
        metavar="ACTUALS…",
    ),
]
PlanOption = Annotated[
    str | None,
    option(
        "所依据的规划；默认自行查找。", "The plan to check by; found by itself if not named.", "--plan", metavar="PLAN"
    ),
]
JudgedOption = Annotated[
    str | None,
    option(
        "核对日：2025-06-30 或 today；默认为报送的最近一期期末。",
        "Day to judge at: 2025-06-30 or today; by default the end of the latest period reported.",
        "--as-of",
        metavar="DATE",
    ),
]
EncodingOption = Annotated[
    str | None,
    option("文本文件的编码，如 gb18030；默认自行识别。", "Encoding of text files, such as gb18030.", metavar="NAME"),
]
DistrictOption = Annotated[
    list[str],
    repeatable(
        "只看这些辖区；合计为全域。",
        "Only these districts; total is the whole area.",
        metavar="NAME",
        complete=completion.districts,
    ),
]
OfficeOption = Annotated[
    list[str], repeatable("只看这些责任单位。", "Only what these offices answer for.", metavar="NAME")
]
IndicatorOption = Annotated[
    list[str],
    repeatable("只看这些指标。", "Only these indicators.", metavar="NAME", complete=completion.indicator_lists),
]
OnlyOption = Annotated[
    list[str],
    repeatable(
        "只看这些结论，如 滞后,逾期。",
        "Only these verdicts, such as behind,missed.",
        metavar="VERDICT",
        complete=completion.verdicts,
    ),
]
IndicatorArgument = Annotated[
    str,
    argument(
        "指标的标识或名称。",
        "An indicator, by ID or name.",
        metavar="INDICATOR",
        complete=completion.indicators,
    ),
]
ByOption = Annotated[
    str | None,
    option(
        "权重：规划的 weights、另一项指标、CSV 或 XLSX 文件（FILE#列名）；与前两者重名的文件写作 ./FILE。",
        "What to split by: weights of the plan, another indicator, a CSV or XLSX file (FILE#COLUMN; ./FILE where "
        "the plan has that name, too).",
        metavar="WEIGHT",
    ),
]
SplitMethodOption = Annotated[Method, option("分解方法。", "How fractions become whole numbers.", show_default=True)]
SplitLockOption = Annotated[
    list[str],
    repeatable(
        "锁定：不写数则保持规划现有的份额。",
        "Locked: without a number, the share in the plan.",
        "--lock",
        metavar="NAME[=N]",
    ),
]
SplitStepOption = Annotated[
    str | None,
    option("份额的步长，如 5 或 0.01亿；默认为 1。", "Shares are multiples of it, such as 5 or 0.01亿.", metavar="N"),
]
CompareOption = Annotated[
    bool, option("并列各种方法和总数增减一步的结果。", "Also by all methods, and ±1 step.", "--compare")
]
ConfiguredPath = Annotated[
    str | None,
    argument("文件或目录；默认为当前目录。", "A file or folder; by default the working directory.", metavar="[PATH]"),
]
RuleArgument = Annotated[
    str,
    argument("规则名，如 district-sum。", "A rule, such as district-sum.", metavar="RULE", complete=completion.rules),
]
NewPlanPath = Annotated[
    str | None,
    argument(
        "要写的文件或所在目录；默认 plans/标识.yaml；- 为标准输出。",
        "The file to write, or its folder; by default plans/ID.yaml; - is standard output.",
        metavar="[PLAN]",
    ),
]
CityOption = Annotated[
    str | None,
    option(
        "城市名称，如 常州市；默认用虚构的。", "The city, such as 常州市; an invented one by default.", metavar="NAME"
    ),
]
NewDistrictsOption = Annotated[
    list[str],
    repeatable(
        "辖市区名称（可重复，也可用逗号或顿号分隔）；默认用虚构的。",
        "A district, or several with commas between; invented ones by default.",
        "--district",
        metavar="NAME",
    ),
]
YearOption = Annotated[
    str | None,
    option(
        "规划期：2026 或 2026..2030；默认为标识开头的年份，否则为今年。",
        "The period: 2026 or 2026..2030; by default the year that the ID begins with, else this year.",
        metavar="YEARS",
    ),
]
IdentifierOption = Annotated[
    str | None,
    option(
        "标识：小写字母、数字和连字符；默认为文件名，否则为“年份-plan”。",
        "Identifier: a-z, 0-9 and dashes; by default the name of the file, else the year and -plan.",
        "--id",
        metavar="ID",
    ),
]
SchemaOption = Annotated[
    bool,
    option(
        "规划旁另写 plan-1.json（规划格式的 JSON Schema），供编辑器补全和检查。",
        "Also write the JSON Schema of the format beside the plan, as plan-1.json: editors complete and check by it.",
        "--schema",
    ),
]
RepairedIndicator = Annotated[
    str | None,
    argument(
        "要修复的指标（标识或名称）；默认为分解对不上的各项。",
        "The indicator to repair, by ID or name; by default every split that does not add up.",
        metavar="[INDICATOR]",
        complete=completion.indicators,
    ),
]
MinimumOption = Annotated[
    list[str],
    repeatable(
        "份额的下限（可重复，也可用逗号分隔）。",
        "A minimum of a share (repeat, or commas between).",
        "--min",
        metavar="DISTRICT=NUMBER",
    ),
]
MaximumOption = Annotated[
    list[str], repeatable("份额的上限，写法同上。", "A maximum, likewise.", "--max", metavar="DISTRICT=NUMBER")
]
RepairLockOption = Annotated[
    list[str],
    repeatable(
        "不得改动的份额（可重复，也可用逗号分隔）。",
        "A share that stays as it is (repeat, or commas).",
        "--lock",
        metavar="DISTRICT",
    ),
]
RepairStepOption = Annotated[
    str | None,
    option(
        "每处改动都是它的整数倍；默认为一个计量单位，金额等为所写的最末一位。",
        "Every change is a multiple of it; by default one unit, of money the last place that is written.",
        metavar="NUMBER",
    ),
]
RepairMethodOption = Annotated[
    RepairMethod,
    option(
        "least-change：改动最少；proportional：按份额比例分摊。",
        "least-change: as few cells as can be; proportional: all in proportion to their shares.",
        show_default=True,
    ),
]
WriteOption = Annotated[
    bool,
    option(
        "直接改写文件中的这些数，其余一字不动；默认不动文件。",
        "Change these numbers in the file and nothing else in it; by default the file stays as it is.",
        "--write",
    ),
]
OldVersion = Annotated[
    str,
    argument("旧稿：文件，或 git 中的“版本:路径”。", "The old plan: a file, or REVISION:path in git.", metavar="OLD"),
]
NewVersion = Annotated[str, argument("新稿，写法同上。", "The new plan, named in the same way.", metavar="NEW")]
FailOnChangeOption = Annotated[
    FailOnChange,
    option(
        "以退出码 1 结束的变化：weaker 为放松和未能比较的，any 为任何变化。",
        "Changes that end in exit code 1: weaker ones and what could not be compared, any, or never.",
        "--fail-on",
        show_default=True,
    ),
]
