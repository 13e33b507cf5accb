"""
Writes what the documentation takes from the program: the rules, what is found in the published plans, every screen, and
the names of the verdicts.

Run it as `python docs/generate.py` from an environment in which civtarget is installed; the tests hold every page
against what it would write.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from civtarget.language import Language, Text
from civtarget.model.findings import Severity
from civtarget.notation.quantity import exact, write_number
from civtarget.reports.views.findings import SEVERITIES
from civtarget.reports.views.rules import claim
from civtarget.rules.catalogue import RULES
from civtarget.scorecard.verdicts import VERDICT_NAMES, Verdict

ROOT = Path(__file__).parents[1]
RESULTS = "actuals/2021-changzhou.csv"

_SCREEN = re.compile(r"^```text\n\$ (civtarget .*)\n(?:.*\n)*?```$", re.MULTILINE)
_VERDICT = re.compile(rf"^\| `({'|'.join(Verdict)})` \|[^|]*\|", re.MULTILINE)
_PROGRAM = Path(sys.executable).parent / "civtarget"


def pages() -> dict[str, Callable[[], str]]:
    """Return every page that is made, or made in part, by its path from the root, with what writes its text."""
    made: dict[str, Callable[[], str]] = {"README.md": partial(filled_page, "README.md", Language.EN)}
    for language in Language:
        for path in sorted((ROOT / "docs" / language).glob("*.md")):
            name = path.relative_to(ROOT).as_posix()
            made[name] = partial(filled_page, name, language)
        made[f"docs/{language}/rules.md"] = partial(rules_page, language)
        made[f"docs/{language}/findings.md"] = partial(findings_page, language)
    return made


def filled_page(path: str, language: Language) -> str:
    """Return a page that is written by hand, with its screens and its names of verdicts as the program has them."""
    text = _SCREEN.sub(lambda match: _screen(match[1], language), (ROOT / path).read_text(encoding="utf-8"))
    return _VERDICT.sub(lambda match: _verdict(Verdict(match[1]), language), text)


def rules_page(language: Language) -> str:
    """Return the table of all rules."""
    rows = (
        f"| `{rule.ID}` | {rule.FAMILY} | {SEVERITIES[rule.SEVERITY].in_language(language)} | {claim(rule, language)} |"
        for rule in RULES
    )
    return "\n".join((_RULES_HEAD.in_language(language), *rows, ""))


def findings_page(language: Language) -> str:
    """Return what `civtarget validate plans/` and `civtarget check` say of the published documents."""
    report = json.loads(_run("validate", "plans/", "--format", "json"))
    results = json.loads(_run("check", RESULTS, "--format", "json"))
    plans = {plan["path"]: json.loads(_run("show", plan["path"], "--format", "json")) for plan in report["plans"]}
    section = partial(_section, language=language)
    parts = [_FINDINGS_HEAD.in_language(language)]
    for path, plan in plans.items():
        parts += [f"## {plan['title'][language]}", f"`{path}`"]
        parts += section([each for each in report["findings"] if each["file"] == path], plan)
    parts.append(_RESULTS_HEAD.in_language(language))
    parts += section(results["findings"], plans[results["plans"][0]["path"]])
    return "\n\n".join(parts) + "\n"


def _section(findings: list[dict[str, Any]], plan: dict[str, Any], language: Language) -> Iterator[str]:
    broken = [each for each in findings if each["outcome"] == "broken"]
    unchecked = [each for each in findings if each["outcome"] == "unchecked"]
    for each in broken:
        yield from _finding(each, plan, language)
    if not broken:
        yield Text("没有发现问题。", "Nothing found.").in_language(language)
    if unchecked:
        yield Text("未能检查：", "Could not be checked:").in_language(language)
        yield "\n".join(f"- `{each['rule']}` {_about(each, plan, language)}" for each in unchecked)


def _finding(finding: dict[str, Any], plan: dict[str, Any], language: Language) -> Iterator[str]:
    indicator = _indicator(finding, plan)
    level = SEVERITIES[Severity(finding["severity"])].in_language(language)
    line, item = finding["line"], indicator["item"]
    place = Text(f"第 {line} 行，序号 {item}", f"line {line}, item {item}").in_language(language)
    yield f"### {indicator['name'][language]}"
    yield Text(f"{level}，`{finding['rule']}`，{place}", f"{level}, `{finding['rule']}`, {place}").in_language(language)
    yield f"- {finding['message'][language]}"
    if finding["rule"] == "district-sum":
        yield _sum(indicator, plan, language)
    if finding["diagnosis"]:
        yield f"- {finding['diagnosis'][language]}"
    for each in finding["related"]:
        if each["file"] != finding["file"] or finding["rule"] != "district-sum":
            yield Text(
                f"另见 `{each['file']}` 第 {each['line']} 行：{each['message']['zh']}",
                f"See also `{each['file']}`, line {each['line']}: {each['message']['en']}",
            ).in_language(language)
    if indicator["note"] is not None:
        yield Text(f"注：{indicator['note']['zh']}", f"Note: {indicator['note']['en']}").in_language(language)


def _sum(indicator: dict[str, Any], plan: dict[str, Any], language: Language) -> str:
    shares = {name: share["value"] for name, share in indicator["split"].items() if isinstance(share, dict)}
    names = {name: name if language is Language.ZH else plan["districts"][name]["en"] for name in shares}
    terms = " + ".join(f"{names[name]} {write_number(int(value), language)}" for name, value in shares.items())
    return f"{terms} = {write_number(exact(sum(map(int, shares.values()))), language)}"


def _about(finding: dict[str, Any], plan: dict[str, Any], language: Language) -> str:
    name, message = _indicator(finding, plan)["name"], finding["message"]
    return Text(f"{name['zh']}：{message['zh']}", f"{name['en']}: {message['en']}").in_language(language)


def _indicator(finding: dict[str, Any], plan: dict[str, Any]) -> dict[str, Any]:
    return next(each for each in plan["indicators"] if each["id"] == finding["indicator"])


def _verdict(verdict: Verdict, language: Language) -> str:
    return f"| `{verdict}` | {VERDICT_NAMES[verdict].in_language(language)} |"


def _screen(command: str, language: Language) -> str:
    """Return a command and what it shows on a terminal of 80 columns."""
    _, *arguments = shlex.split(command)
    shown = _run(*arguments, "--format", "table", "--lang", language)
    return "\n".join((f"```text\n$ {command}", *(line.rstrip() for line in shown.splitlines()), "```"))


@cache
def _run(*arguments: str) -> str:
    """Return what civtarget prints; that it finds something is no failure."""
    run = subprocess.run(
        [_PROGRAM, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80", "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.stdout, run.stderr
    return run.stdout


_RULES_HEAD = Text(
    """\
# 规则

先列检查计划的规则，再列检查报送的规则，最后列检查改动的规则（`validate --since`）。`civtarget explain 规则` 显示
一条规则的全文：理由、通过的例子、不通过的例子、怎样改正、有哪些选项。

| 规则 | 规则族 | 级别 | 要求 |
|---|---|---|---|""",
    """\
# Rules

The rules over plans, then those over what districts report, then those over edits (`validate --since`).
`civtarget explain RULE` shows one in full: the reason, an example that passes, one that fails, the remedy, the options.

| rule | family | level | claim |
|---|---|---|---|""",
)

_FINDINGS_HEAD = Text(
    """\
# 已公布文件中的发现

`civtarget validate plans/` 检查 `plans/` 中各份计划和规划的结果，各数均取自已公布的文件。错误是算不拢的数；
提示是值得问一句的地方，可能本意如此。行号是计划文件的行号。""",
    """\
# Found in the published documents

The findings of `civtarget validate plans/`. The figures in `plans/` are those of the published documents. An error is
arithmetic that does not come out; a note is a point that a careful reader would ask about, and may be intended. Line
numbers are those of the plan files.""",
)

_RESULTS_HEAD = Text(
    f"""\
## 2021年的结果

`civtarget check {RESULTS}`

已公布的2021年结果，按五年规划检查。规划没有写数的指标不作评价。""",
    f"""\
## The results of 2021

`civtarget check {RESULTS}`

The published results of 2021, judged by the five-year plan; an indicator without a figure there is not judged.""",
)


if __name__ == "__main__":
    for page, text in pages().items():
        (ROOT / page).write_text(text(), encoding="utf-8", newline="\n")
