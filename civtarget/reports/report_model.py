"""
The types of `civtarget-report/1`: the JSON of `validate` and `check`, for those who read it in Python.

`ReportModel.model_validate_json(text)` reads a report, and `schema/report-1.json` is made from the same types.
No command imports this module: pydantic takes longer to import than a plan to check. The commands build their JSON in
`civtarget.reports.views.findings_json`; the tests hold it to these types.

Numbers are strings and exact: `fractions.Fraction` reads both `74.5` and `80/149`. Texts are in Chinese and English.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from civtarget.model.findings import Outcome, Severity
from civtarget.model.results import Slip
from civtarget.notation.task_states import TaskState
from civtarget.scorecard.verdicts import Verdict

Number = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$")]
"""An exact number: a finite decimal in full, or a fraction."""
Bound = Annotated[str, Field(pattern=r"^((=|>=|<=) -?[0-9./]+|-?[0-9./]+\.\.-?[0-9./]+)$")]
"""A bound: `= 149`, `>= 92`, `<= 3`, or a range `30..40`."""
Count = Annotated[int, Field(ge=0)]
Position = Annotated[int, Field(ge=1)]
"""A line or a column, counted from 1."""
Day = Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
"""An ISO date."""
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class BilingualText(_Record):
    """同一句话的中文和英文。 One statement in Chinese and in English."""

    zh: str
    en: str


class Tool(_Record):
    """写出报告的程序。 The program that wrote the report."""

    name: Literal["civtarget"]
    version: str


class CheckedPlan(_Record):
    """核对的规划。 A plan that was checked."""

    id: str
    """规划的标识，未能读取时为空。 The plan's identifier; empty where it could not be read."""
    path: str
    """文件路径。 The path of its file."""
    sha256: Sha256
    """文件内容的 SHA-256。 The SHA-256 of the bytes of its file."""


class Summary(_Record):
    """计数。 Counts: `checked` = `held` + `broken` + `waived`; severities count what is not waived."""

    checked: Count
    """作出的检查。 Checks that were made."""
    held: Count
    """成立的检查。 Checks that hold."""
    broken: Count
    """不成立的检查。 Checks that do not hold."""
    unchecked: Count
    """未能作出的检查，不在 checked 之内。 Checks that could not be made; they are not among `checked`."""
    waived: Count
    """有理由豁免的问题。 Findings that are waived for a reason."""
    errors: Count
    """错误。 Findings of severity error."""
    warnings: Count
    """警告。 Findings of severity warning."""
    notes: Count
    """提示。 Findings of severity note."""


class RelatedPlace(_Record):
    """另一处有关的位置。 Another place that a finding speaks of."""

    plan: str
    """规划的标识。 The identifier of the plan."""
    file: str
    """文件路径；旧稿的为“提交:路径”。 The path of the file; of an earlier version, `commit:path`."""
    line: Position | None
    """行，从 1 起。 The line, from 1."""
    column: Position | None
    """列，从 1 起。 The column, from 1."""
    path: str
    """在规划中的路径。 The path in the plan, with dots."""
    message: BilingualText
    """那里是什么。 The content of that place."""


class Suspect(_Record):
    """可能有误的一格：单独改它，合计就对得上。 A cell that alone could restore a broken sum."""

    district: str | None
    """辖区；null 为总数。 The district; null is the total."""
    path: str
    """在规划中的路径。 The path in the plan, with dots."""
    value: Number
    """规划中的数，单位同该问题。 The number in the plan, in the unit of the finding."""
    would_be: Number
    """合计对得上时应为的数。 The number with which the sum would hold."""
    slip: Slip
    """可能的笔误。 The slip of the pen that would explain it."""
    likely: bool
    """是否明显比其他更可能。 Whether it stands out from the others."""
    evidence: list[BilingualText]
    """支持或反对的依据。 The evidence for and against it."""


class Finding(_Record):
    """一条问题。 One thing that a rule found."""

    rule: str
    """规则的标识，见 civtarget rules。 The ID of the rule; `civtarget rules` lists all."""
    severity: Severity
    """级别；未能检查的为 note。 The severity; note for a check that could not be made."""
    outcome: Outcome
    """不成立、未能检查或已豁免。 Broken, unchecked, or waived."""
    plan: str
    """规划的标识。 The identifier of the plan."""
    indicator: str | None
    """指标的标识。 The identifier of the indicator."""
    district: str | None
    """辖区的名称。 The name of the district."""
    step: str | None
    """步骤的序号，从 1 起。 The number of the step, from 1."""
    message: BilingualText
    """说明。 The message."""
    file: str
    """文件路径。 The path of the file."""
    line: Position | None
    """行，从 1 起；工作簿中为 null。 The line, from 1; null in a workbook."""
    column: Position | None
    """列，从 1 起。 The column, from 1."""
    end_line: Position | None
    """末行。 The last line."""
    end_column: Position | None
    """末列之后。 The column after the last one."""
    sheet: str | None
    """工作表。 The sheet of a workbook."""
    cell: str | None
    """单元格，如 C7。 The cell of the sheet, such as C7."""
    path: str
    """在规划中的路径。 The path in the plan, with dots."""
    expected: Number | None
    """应有的数，单位见 unit。 The expected number, in `unit`."""
    actual: Number | None
    """实际的数，单位见 unit。 The actual number, in `unit`."""
    gap: Number | None
    """actual 减 expected，单位见 unit。 `actual` less `expected`, in `unit`."""
    unit: str | None
    """以上各数的单位：基本单位，如 元、人次、%。 The base unit of these numbers, such as 元, 人次 or %."""
    needs: list[str]
    """未能检查时缺少什么（路径）。 The paths that a check could not be made without."""
    related: list[RelatedPlace]
    """其他有关的位置。 Other places that the finding speaks of."""
    suspects: list[Suspect]
    """可能有误的格，最可能的在前。 Cells that may be to blame, the likeliest first."""
    diagnosis: BilingualText | None
    """对可能有误的格的判断。 The conclusion on the suspects."""
    fix: None
    """保留。 Reserved."""
    waiver: str | None
    """豁免的理由。 The reason of the waiver."""
    new: bool | None
    """是否本次改动带来的；没有与以前比较时为 null。 Whether the edit brought it; null without a base."""
    edits: list[RelatedPlace]
    """可能与此有关的改动。 The changes of the edit that it may be due to."""
    fingerprint: str
    """指纹：行号变动时不变。 A fingerprint that stays the same when lines move."""


class EarlierValue(_Record):
    """较早一期报送的数。 A value that was reported for an earlier period."""

    period: str
    """期间。 The period."""
    value: Number
    """报送的数，单位同该格；任务完成为 1，否则为 0。 As reported, in the unit of the cell; of a task, 1 or 0."""


class Cell(_Record):
    """记分卡的一格：一项指标或步骤在一个辖区或全域。 An indicator or a step of it, in a district or the whole area."""

    plan: str
    """规划的标识。 The identifier of the plan."""
    indicator: str
    """指标的标识。 The identifier of the indicator."""
    district: str | None
    """辖区；null 为全域。 The district; null is the whole area."""
    step: str | None
    """步骤的序号，从 1 起。 The number of the step, from 1."""
    period: str | None
    """报送的期间，如 2025-06、2025-Q1。 The reporting period, such as 2025-06 or 2025-Q1."""
    unit: str
    """各数的单位：基本单位。 The base unit of the numbers."""
    bound: Bound | None
    """目标，单位见 unit。 The target, in `unit`."""
    actual: Number | None
    """截至该期的数，单位见 unit。 The value to date, in `unit`."""
    due: Number | None
    """序时应达的数，单位见 unit。 The number that is due by then, in `unit`."""
    progress: Number | None
    """actual 与目标之比，1 为完成。 `actual` over the target: 1 is all of it."""
    verdict: Verdict
    """结论。 The verdict."""
    file: str | None
    """报送该数的文件；计算得出的为 null。 The file with the value; null for a computed one."""
    line: Position | None
    """行，从 1 起。 The line, from 1."""
    sheet: str | None
    """工作表。 The sheet of a workbook."""
    cell: str | None
    """单元格。 The cell of the sheet."""
    at_least: bool
    """actual 是否只是已知部分之和。 Whether `actual` is only a lower bound, as some districts are missing."""
    state: TaskState | None
    """报送的任务状态。 The reported state of a task."""
    light: str | None
    """灯号，如 green；没有进度的为 null。 The traffic light, such as green; null without a schedule."""
    missing: list[str]
    """没有报送的辖区。 The districts without a value."""
    reason: BilingualText | None
    """待核的原因。 The reason why it is unchecked."""
    name: BilingualText
    """指标的名称。 The name of the indicator."""
    item: str | None
    """指标的序号。 The item of the indicator in the document."""
    offices: list[str]
    """责任单位。 The offices that answer for it."""
    district_name: BilingualText
    """辖区或全域的名称。 The name of the district, or of the whole area."""
    earlier: list[EarlierValue]
    """以前各期报送的数，从早到晚。 The values reported for the periods before `period`, oldest first."""


class Submission(_Record):
    """读取的报送文件。 A submission that was read."""

    path: str
    """文件路径。 The path of the file."""
    sha256: Sha256
    """文件内容的 SHA-256。 The SHA-256 of the bytes of the file."""
    form: str
    """文件格式，如 csv、xlsx。 The file format, such as csv or xlsx."""
    encoding: str | None
    """文字编码；工作簿为 null。 The text encoding; null for a workbook."""
    notes: list[BilingualText]
    """读取时的说明。 Notes on how it was read."""


class Coverage(_Record):
    """一个期间报送的完整程度。 How complete the reports of a period are."""

    period: str
    """期间。 The period."""
    reported: Count
    """已报的数值个数。 The number of values reported."""
    expected: Count
    """应报的数值个数。 The number of values expected."""
    missing: dict[str, list[str]]
    """各辖区缺报的指标。 The indicators that each district did not report."""


class Since(_Record):
    """本次改动与之比较的版本。 The version that an edit is compared with."""

    revision: str
    """写明的版本。 The revision that was named."""
    commit: str
    """分叉处的提交。 The commit at which the two part."""
    broken: Count
    """改动带来的不成立的检查。 Broken checks that the edit brought."""
    unchecked: Count
    """改动带来的未能作出的检查。 Checks that the edit made impossible."""


class ReportModel(_Record, title="Report"):
    """civtarget validate 和 check 的 JSON 报告。 The JSON report of `civtarget validate` and `check`."""

    format: Literal["civtarget-report/1"]
    """格式及版本。 The format and its version."""
    tool: Tool
    command: Literal["validate", "check"]
    """命令。 The command."""
    plans: list[CheckedPlan]
    as_of: Day | None
    """核对日。 The day for which values are judged."""
    summary: Summary
    findings: list[Finding]
    """问题，按文件和位置排列；与以前比较时新增的在前。 The findings by file and place; new ones first."""
    cells: list[Cell]
    """记分卡；validate 为空。 The scorecard; empty for `validate`."""
    submissions: list[Submission]
    coverage: list[Coverage]
    since: Since | None
