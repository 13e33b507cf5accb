"""The settings of a project, as its file states them: each key is a field that carries its documentation."""

from collections.abc import Mapping
from typing import NewType

from civtarget.language import Text
from civtarget.model.plan import ChangeNote
from civtarget.model.plan.record import Documented, key, record

FilePath = NewType("FilePath", str)
"""A path, in the file from its own folder, and once it is read from the working directory."""

RuleName = NewType("RuleName", str)
"""The ID of a rule or the name of a family of rules, or several with commas between."""

FailLevel = NewType("FailLevel", str)
"""The least severity that makes a run fail."""

RuleLevel = NewType("RuleLevel", str)
"""The severity of a rule."""

LightRange = NewType("LightRange", str)
"""The gaps that a light covers, such as `>= -10, < 0`."""


@record(
    Text("项目设置", "settings of a project"),
    Text(
        "写在 civtarget.toml，或 pyproject.toml 的 [tool.civtarget]。",
        "In civtarget.toml, or in pyproject.toml under [tool.civtarget].",
    ),
)
class ProjectSettings(Documented):
    """
    Settings of a project, from the file at `path`; without one, defaults.

    Rules and levels are as they are written: `checking.settings` knows those that exist.
    """

    path: str | None = None
    plan: FilePath | None = key(
        Text("规划", "plan"),
        Text(
            "核对报送所依据的规划，路径从本文件算起。",
            "The plan to check submissions by, as a path from this file.",
        ),
        '"plans/2025-east.yaml"',
        default=None,
    )
    lights: Mapping[str, LightRange] | None = key(
        Text("亮灯区间", "lights"),
        Text("每个灯对应的差额（百分点）。", "The gap at which each light shows, in percentage points."),
        '{yellow = ">= -10, < 0"}',
        default=None,
    )
    select: tuple[RuleName, ...] | None = key(
        Text("只用的规则", "select"),
        Text("只按这些规则或规则族核对。", "Only these rules or families are checked."),
        '["district-sum"]',
        default=None,
    )
    ignore: tuple[RuleName, ...] | None = key(
        Text("不用的规则", "ignore"),
        Text("不按这些规则或规则族核对。", "These rules or families are not checked."),
        '["district-sum"]',
        default=None,
    )
    fail_on: FailLevel | None = key(
        Text("失败级别", "fail-on"),
        Text("达到此级别的发现使退出码为 1。", "Findings of this severity or a higher one end in exit code 1."),
        '"warning"',
        default=None,
    )
    severity: Mapping[str, RuleLevel] = key(
        Text("规则级别", "severity"),
        Text("规则的级别，改变默认的。", "The severity of a rule, in the place of its own."),
        '{translated = "warning"}',
        default_factory=dict,
    )
    options: Mapping[str, Mapping[str, int]] = key(
        Text("规则选项", "options"),
        Text("规则的选项，如次数和百分比的界限。", "The options of a rule, such as its thresholds."),
        "{value-unchanged = {periods = 4}}",
        default_factory=dict,
    )
    baseline: FilePath | None = key(
        Text("基线", "baseline"),
        Text("已知发现的文件，路径从本文件算起。", "The file of known findings, as a path from this file."),
        '"known.json"',
        default=None,
    )
    changes: tuple[ChangeNote, ...] = key(
        Text("调整记录", "changes"),
        Text(
            "放宽设置的改动：改了什么、为什么、依据什么。",
            "What was made laxer on purpose: what, why, and by which decision.",
        ),
        '[{what = "translated", why = "…", decision = "…"}]',
        default=(),
    )
