"""What the README shows is what the program prints."""

import re
import tomllib

import pytest
import typer.main
from conftest import ROOT
from support.scripts import load

from civtarget import cli
from civtarget.commands import exit_codes
from civtarget.language import Language
from civtarget.model.findings import Outcome
from civtarget.reports.views.rules import claim
from civtarget.rules.catalogue import RULES
from civtarget.scorecard.lights import DEFAULT_LIGHTS, read_lights
from civtarget.scorecard.verdicts import Verdict

GENERATOR = load(ROOT / "docs" / "generate.py")
README = (ROOT / "README.md").read_text(encoding="utf-8")
RULES_PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "zh.md").read_text(encoding="utf-8")
PAGES = sorted(
    path.relative_to(ROOT).as_posix() for folder in (".", "docs", "examples") for path in (ROOT / folder).glob("*.md")
)
"""Every page that is written for people."""


def blocks(language: str, page: str = README) -> list[str]:
    """Return the fenced blocks of `language` in a page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


def table(first_title: str, page: str = README) -> list[tuple[str, ...]]:
    """Return the rows of the table whose first title is `first_title`."""
    lines = [*page.split(f"| {first_title} |")[1].splitlines()[2:], ""]
    end = next(index for index, line in enumerate(lines) if not line.startswith("|"))
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[:end]]


@pytest.mark.parametrize(("page", "language"), [(README, "en"), (GUIDE, "zh")])
def test_the_screen_is_real(civtarget, page, language):
    """The screen comes right after the opening paragraph, and is what a terminal of 80 columns shows."""
    shown = civtarget(
        "validate", "plans/2025-changzhou.yaml", "--format", "table", COLUMNS="80", CIVTARGET_LANG=language
    ).stdout

    (screen,) = blocks("text", page)
    command, *lines = screen.splitlines()
    assert command == "$ civtarget validate plans/2025-changzhou.yaml"
    assert lines == [line.rstrip() for line in shown.splitlines()]
    assert page.index(screen) < page.index("\n## ")


def test_the_plan_of_the_guide_holds(check):
    plan, waiver, _ = blocks("yaml", GUIDE)

    assert [each.message.zh for each in check(plan).findings] == []
    short = plan.replace("乙区: 4000", "乙区: 3000") + waiver
    assert [each.outcome for each in check(short).findings] == [Outcome.WAIVED]


def test_the_commands_are_two_and_the_main_one_ends_with_1(civtarget):
    """`.ci/run` runs both blocks as they stand; here the main job runs from the installed civtarget."""
    main, tests = blocks("sh")

    assert main.strip().endswith(".venv/bin/civtarget validate plans/2025-changzhou.yaml")
    assert civtarget("validate", "plans/2025-changzhou.yaml").returncode == exit_codes.FOUND
    assert tests.strip().endswith(".venv/bin/pytest -q")
    assert all(block.count("\n") == 1 for block in (main, tests))


def test_the_example_plan_holds(check):
    example, _ = blocks("yaml")

    report = check(example)

    assert [each for each in report.findings if each.outcome is Outcome.BROKEN] == []
    assert report.plans[0].id == "2025-example"
    assert report.held > 10


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        pytest.param(README, "target: 300\n    split: {甲区: 120,", "target: 290\n    split: {甲区: 110,", id="README"),
        pytest.param(
            GUIDE, "target: 1万\n    split: {甲区: 6000,", "target: 9000\n    split: {甲区: 5000,", id="guide"
        ),
    ],
)
def test_the_entry_explains_a_lower_target(check_edit, page, old, new):
    plan, *_, entry = blocks("yaml", page)
    lower = plan.replace(old, new)

    def unexplained(text):
        return [each.message.en.rpartition("what: ")[2] for each in check_edit(plan, text).findings if each.is_new]

    target, share = unexplained(lower)
    assert f"{{what: {target.rstrip(')')}," in entry
    assert unexplained(lower + entry) == [share]


@pytest.mark.parametrize("page", [README, GUIDE], ids=["README", "guide"])
def test_the_starter_is_written_and_holds(civtarget, tmp_path, page):
    (command,) = re.findall(r"`civtarget (init plans/[^`]+)`", page)

    assert civtarget(*command.split(), cwd=tmp_path).returncode == 0
    assert civtarget("validate", "--fail-on", "note", "plans", cwd=tmp_path).returncode == 0


def test_the_rows_and_lights_of_the_readme_are_read(check_actuals):
    (plan, _), (rows,), (settings,) = blocks("yaml"), blocks("csv"), blocks("toml")

    report = check_actuals(plan, rows)

    assert [each.message.en for each in report.findings] == [
        "behind: 147 (49% of the target) for 2025-06, due by then: 150, 3 short",
        "behind: 85 (47.22% of the target) for 2025-06, due by then: 90, 5 short",
    ]
    assert read_lights(tomllib.loads(settings)["lights"]) == DEFAULT_LIGHTS


def test_the_rows_and_lights_of_the_guide_are_read(check_actuals):
    (plan, _, _), (rows,), (settings,) = blocks("yaml", GUIDE), blocks("csv", GUIDE), blocks("toml", GUIDE)

    report = check_actuals(plan, rows)

    assert [each.message.zh for each in report.findings if each.rule != "reported"] == [
        "滞后：2025-06 为 4900人次（进度 49%），序时应达 5000人次，差 100人次",
        "滞后：2025-06 为 1900人次（进度 47.5%），序时应达 2000人次，差 100人次",
        "尚未达标：2025-06 为 91.67%（99/108），目标 92%，分子再增加 1家 即可达到",
    ]
    assert [light.name for light in read_lights(tomllib.loads(settings)["lights"])] == ["绿灯", "黄灯", "红灯"]


@pytest.mark.parametrize("page", [README, GUIDE])
def test_the_real_year_runs(civtarget, page):
    assert "`civtarget check actuals/2021-changzhou.csv`" in page

    run = civtarget("check", "actuals/2021-changzhou.csv")

    assert run.returncode == 0
    assert "plans/2021-2025-changzhou.yaml" in run.stderr.splitlines()[0]


def test_the_rules_are_all_there():
    assert table("rule", RULES_PAGE) == [
        (f"`{rule.ID}`", rule.FAMILY, rule.SEVERITY.value, claim(rule, Language.EN), claim(rule, Language.ZH))
        for rule in RULES
    ]


@pytest.mark.parametrize(("path", "text"), [pytest.param(*page, id=page[0]) for page in GENERATOR.pages()])
def test_a_page_is_what_the_program_says(path, text):
    """`python docs/generate.py` writes it anew."""
    assert (ROOT / path).read_text(encoding="utf-8") == text


def test_the_related_figures_hold(check, check_actuals):
    (plan,) = blocks("yaml", (ROOT / "docs" / "relations.md").read_text(encoding="utf-8"))
    assert [each.message.en for each in check(plan).findings] == []
    (broken,) = check(plan.replace("at_most: 6", "at_most: 5")).findings
    assert broken.message.en == "the districts are too far apart: 18 - 12 = 6, at most 5: 1 over"
    rows = "指标,辖区,期间,数值\nminimum-living-standard,,2025-06,1000\ndestitute-living-standard,,2025-06,1300\n"
    verdicts = {each.indicator: each.verdict for each in check_actuals(plan, rows).cells if each.actual is not None}
    assert verdicts == dict.fromkeys(("minimum-living-standard", "destitute-living-standard"), Verdict.MET)


def test_the_commands_are_all_there():
    commands = typer.main.get_group(cli.app).commands

    assert [re.match(r"`civtarget (\w+)", row[0])[1] for row in table("command")] == list(commands)


def test_the_exit_codes_are_the_programs():
    assert [row[0] for row in table("exit code")] == [
        "0",
        str(exit_codes.FOUND),
        str(exit_codes.UNUSABLE),
        str(exit_codes.NOTHING),
    ]


@pytest.mark.parametrize("page", PAGES)
def test_links_and_paths_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    paths = re.findall(r"`((?:civtarget|plans|tests|examples|benchmarks|schema|\.ci)/[\w./-]*)`", text)

    folder = (ROOT / page).parent
    assert [each for each in links if not (folder / each).exists()] == []
    assert [each for each in paths if not (ROOT / each).exists()] == []
