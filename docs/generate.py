"""
Writes what the documentation takes from the program: the rules, the screens, what is found in the published plans, and
what `validate`, `repair` and `allocate` say of those of their splits that do not add up; and the schema of the report.

Run it as `python docs/generate.py` from an environment in which civtarget is installed; the tests hold every page
against what it would write.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from civtarget.language import Language
from civtarget.notation.quantity import exact, write_number
from civtarget.reports.views.rules import claim
from civtarget.rules.catalogue import RULES

ROOT = Path(__file__).parents[1]
SCREENS = {"README.md": "en", "docs/zh.md": "zh"}
"""The pages that open with a screen, and the language of each."""

_SCREEN = re.compile(r"```text\n\$ (civtarget .*)\n(?:.*\n)*?```")
_PROGRAM = Path(sys.executable).parent / "civtarget"
_PLAN = "plans/2025-changzhou.yaml"
_BROKEN_SPLITS = {
    "smart-tech-training": "老年人智能技术培训：合计少 3000 · Training: the shares are 3,000 short",
    "public-benefit-projects": "扶持公益项目：下限合计少 85 · Projects: the floors are 85 short",
}
_RESULTS = "actuals/2021-changzhou.csv"
_SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}


def pages() -> Iterator[tuple[str, str]]:
    """Yield every page that is made, or made in part, by its path from the root, and its text."""
    yield "docs/rules.md", rules_page()
    yield "docs/findings.md", findings_page()
    yield "docs/allocation.md", allocation_page()
    for path, language in SCREENS.items():
        text = (ROOT / path).read_text(encoding="utf-8")
        yield path, _SCREEN.sub(lambda match, language=language: _screen(match[1], language), text, count=1)


def rules_page() -> str:
    """Return the table of all rules."""
    rows = (
        f"| `{rule.ID}` | {rule.FAMILY} | {rule.SEVERITY.value} | {claim(rule, Language.EN)} "
        f"| {claim(rule, Language.ZH)} |"
        for rule in RULES
    )
    return "\n".join((_RULES_HEAD, *rows, ""))


def findings_page() -> str:
    """Return what `civtarget validate plans/` says of the published plans, with the arithmetic, in both languages."""
    report = json.loads(_run("validate", "plans/", "--format", "json"))
    plans = {plan["path"]: json.loads(_run("show", plan["path"], "--format", "json")) for plan in report["plans"]}
    parts = [_FINDINGS_HEAD]
    for path, plan in plans.items():
        found = [each for each in report["findings"] if each["file"] == path]
        parts += [f"## {plan['title']['zh']} · {plan['title']['en']}", f"`{path}`"]
        broken = [each for each in found if each["outcome"] == "broken"]
        parts += (_finding(each, plan) for each in broken)
        if not broken:
            parts.append("没有发现。 Nothing found.")
        if open_checks := [each for each in found if each["outcome"] == "unchecked"]:
            parts.append("未能检查 · Could not be checked:")
            parts.append("\n".join(_unchecked(each, plan) for each in open_checks))
    parts.append(_RESULTS_HEAD)
    results = json.loads(_run("check", _RESULTS, "--format", "json"))
    plan = plans[results["plans"][0]["path"]]
    parts += (_finding(each, plan) for each in results["findings"] if each["outcome"] == "broken")
    open_checks = [_unchecked(each, plan) for each in results["findings"] if each["outcome"] == "unchecked"]
    parts += ["未能检查 · Could not be checked:", "\n".join(open_checks)]
    return "\n\n".join(parts) + "\n"


def allocation_page() -> str:
    """Return what each command has to say about the two published splits that do not add up, in both languages."""
    parts = [_ALLOCATION_HEAD]
    for identifier, heading in _BROKEN_SPLITS.items():
        parts.append(f"## {heading}")
        for command in (
            f"validate {_PLAN} --select district-sum",
            f"repair {_PLAN} {identifier}",
            f"allocate {_PLAN} {identifier} --by home-retrofits",
        ):
            parts += (_said(command, language, identifier) for language in ("zh", "en"))
    return "\n\n".join(parts) + "\n"


def _said(command: str, language: str, identifier: str) -> str:
    """Return a command with what it prints; of what `validate` finds, only what is about one indicator."""
    printed = _run(*command.split(), "--lang", language, "--format", "plain").splitlines()
    if command.startswith("validate"):
        line = _line_of(identifier)
        printed = [each for each in printed if each.startswith(f"{_PLAN}:{line}:")]
    return "\n".join(("```text", f"$ civtarget {command} --lang {language}", *printed, "```"))


def _line_of(identifier: str) -> int:
    findings = json.loads(_run("validate", _PLAN, "--select", "district-sum", "--format", "json"))["findings"]
    return next(each["line"] for each in findings if each["indicator"] == identifier)


def _finding(finding: dict[str, Any], plan: dict[str, Any]) -> str:
    indicator = _indicator(finding, plan)
    level = f"{_SEVERITIES[finding['severity']]} {finding['severity']}"
    place = f"第 {finding['line']} 行 line {finding['line']} · 序号 item {indicator['item']}"
    lines = [
        f"### {indicator['name']['zh']} · {indicator['name']['en']}",
        f"{level} · `{finding['rule']}` · {place}",
        f"- {finding['message']['zh']}\n- {finding['message']['en']}",
    ]
    if finding["rule"] == "district-sum":
        lines.append(_sum(indicator))
    if finding["diagnosis"]:
        lines.append(f"- {finding['diagnosis']['zh']}\n- {finding['diagnosis']['en']}")
    lines += (
        f"另见 See also: `{each['file']}` 第 {each['line']} 行 line {each['line']}："
        f"{each['message']['zh']} · {each['message']['en']}"
        for each in finding["related"]
        if each["file"] != finding["file"] or finding["rule"] != "district-sum"
    )
    if indicator["note"] is not None:
        lines.append(f"注 Note: {indicator['note']['zh']} · {indicator['note']['en']}")
    return "\n\n".join(lines)


def _sum(indicator: dict[str, Any]) -> str:
    shares = {name: share["value"] for name, share in indicator["split"].items() if isinstance(share, dict)}
    terms = " + ".join(f"{name} {write_number(int(value), Language.EN)}" for name, value in shares.items())
    return f"{terms} = {write_number(exact(sum(map(int, shares.values()))), Language.EN)}"


def _unchecked(finding: dict[str, Any], plan: dict[str, Any]) -> str:
    name = _indicator(finding, plan)["name"]
    message = finding["message"]
    return f"- `{finding['rule']}` {name['zh']}：{message['zh']}。 {name['en']}: {message['en']}."


def _indicator(finding: dict[str, Any], plan: dict[str, Any]) -> dict[str, Any]:
    return next(each for each in plan["indicators"] if each["id"] == finding["indicator"])


def _screen(command: str, language: str) -> str:
    _, *arguments = command.split()
    shown = _run(*arguments, "--format", "table", CIVTARGET_LANG=language, COLUMNS="80", NO_COLOR="1")
    return "\n".join((f"```text\n$ {command}", *(line.rstrip() for line in shown.splitlines()), "```"))


def _run(*arguments: str, **environment: str) -> str:
    """Return what civtarget prints; that it finds something is no failure."""
    run = subprocess.run(
        [_PROGRAM, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.stdout, run.stderr
    return run.stdout


_RULES_HEAD = """\
# Rules 规则

What civtarget checks, in the order in which it reports: first plans, then what districts report for them, and what an
edit did to them (`validate --since`). `civtarget explain RULE` shows the whole page of one.

先列对规划的规则，再列对报送的规则，最后是对改动的规则（`validate --since`）。
`civtarget explain RULE` 显示一条规则的全文。

| rule | family | level | claim | 主张 |
|---|---|---|---|---|"""

_FINDINGS_HEAD = """\
# 已公布文件中的发现 · Found in the published documents

What `civtarget validate plans/` says of the plans in `plans/`, whose figures are those of the published documents.
An error is arithmetic that does not come out; a note is something that a careful reader would ask about, and may well
be meant. Lines are those of the plan files.

`civtarget validate plans/` 对 `plans/` 中各份规划的核对结果，各数均取自已公布的文件。错误是算不拢的数；
提示是细心的读者会问一句的地方，可能本意如此。行号为规划文件的行号。"""

_ALLOCATION_HEAD = f"""\
# 对不上的分解 · Splits that do not add up

Two splits of `{_PLAN}` do not add up as published. `civtarget validate` says by how much, and who is likely to
blame or that it cannot tell: several districts + 3,000 fit alike, and floors have no culprit. `civtarget repair` prints
the least change that makes a split add up, as a patch. `civtarget allocate` splits the total anew, by weights: here in
proportion to the home retrofits of the same plan, only to show it; which weights are right is for the planners to say.

`{_PLAN}` 公布的分解有两行对不上。`civtarget validate` 说明差多少、哪一格可能有误，或者无法判断：
几个辖市区各加 3000 都说得通，下限之和则谈不上哪一格有误。`civtarget repair` 输出改动最少的补丁。`civtarget allocate`
按权重重新分解：这里按同一规划的适老化改造户数，只作演示；用什么权重，由规划部门决定。

The methods are those of apportionment: largest remainder with the Hare quota, and the divisor methods of Adams, Dean,
Huntington and Hill, Webster, and Jefferson; `--compare` puts them side by side.

方法是名额分配的方法：最大余额法（黑尔配额），以及亚当斯、迪安、亨廷顿—希尔、韦伯斯特、杰斐逊等除数法；
`--compare` 并列比较。"""

_RESULTS_HEAD = f"""\
## 2021年的结果 · The results of 2021

`civtarget check {_RESULTS}`

已公布的 2021 年结果，按五年规划核对。规划没有写数的指标不作评价。
The published results of 2021, held against the five-year plan. What that plan has no figure for is not judged."""


if __name__ == "__main__":
    for path, text in pages():
        (ROOT / path).write_text(text, encoding="utf-8", newline="\n")
