"""What the manual shows is what the program does: screens, commands, plans, rows, settings, links, in both languages."""

import re
import shlex
import tomllib
from fractions import Fraction

import pytest
import typer.main
from conftest import ROOT
from support.pages import MANUAL, PAGES, README, blocks, prose, table
from support.repositories import commit, needs_git, repository, write
from support.scripts import load

from civtarget import cli
from civtarget.commands import exit_codes
from civtarget.files.settings_file import find_settings
from civtarget.language import Language
from civtarget.model.findings import Outcome
from civtarget.scorecard.lights import DEFAULT_LIGHTS, read_lights
from civtarget.scorecard.verdicts import VERDICT_NAMES, Verdict

GENERATOR = load(ROOT / "docs" / "generate.py")
TYPOS = load(ROOT / "benchmarks" / "typos.py")
ENGLISH, CHINESE = MANUAL[Language.EN], MANUAL[Language.ZH]
COMMANDS = typer.main.get_group(cli.app).commands

_PLACEHOLDER = re.compile(r"\b[A-Z]{2,}\b(?!~)|…|\[|权重|计划|报送|指标|规则|旧稿|新稿|命令|格式|文件")


def shown_commands() -> list[tuple[str, str]]:
    """Return every command of civtarget that a page shows, with the page: in a block, on a screen or in a sentence."""
    return [
        (page, command)
        for page, text in PAGES.items()
        for command in [
            *re.findall(r"`civtarget ([^`]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)),
            *re.findall(r"^(?:\$ |.*/)?civtarget ([a-z]+ .*)$", "\n".join(blocks("(?:sh|text)?", text)), re.MULTILINE),
        ]
    ]


def commands_to_run() -> list[str]:
    """Return the commands of all pages that are whole: with what they work on, and more than a command's name."""
    whole = {command for _, command in shown_commands() if not _PLACEHOLDER.search(command)}
    return sorted(command for command in whole if " " in command or command in ("config", "rules", "schema"))


@pytest.mark.parametrize("page", GENERATOR.pages())
def test_a_page_is_what_the_program_says(page):
    """`python docs/generate.py` writes it anew."""
    assert (ROOT / page).read_text(encoding="utf-8") == GENERATOR.pages()[page]()


# --- two languages ----------------------------------------------------------------------------------------------------


def test_every_chapter_is_in_both_languages_and_in_the_index():
    assert list(ENGLISH) == list(CHINESE)
    for chapters in MANUAL.values():
        linked = re.findall(r"^\| \[[^]]+\]\((\w+)\.md\) \|", chapters["index"], re.MULTILINE)
        assert sorted([*linked, "index"]) == list(chapters)
        titles = {name: re.match(r"# (.+)\n", text)[1] for name, text in chapters.items() if name != "index"}
        assert len(set(titles.values())) == len(titles)


@pytest.mark.parametrize("name", ENGLISH)
def test_both_languages_show_the_same(name):
    """The same code, but for comments and for what the program prints in its language."""

    def code(page: str) -> list[str]:
        return [
            re.sub(r" *# .*", "", block)
            if language == "yaml"
            else block.splitlines()[0]
            if language == "text"
            else block
            for language in ("sh", "text", "yaml", "toml", "csv", "python")
            for block in blocks(language, page)
        ]

    if name != "index":
        assert code(ENGLISH[name]) == code(CHINESE[name])


@pytest.mark.parametrize("name", ENGLISH)
def test_no_page_alternates_between_the_languages(name):
    """No Chinese sentence in English, and no paragraph of English words in Chinese; names may be in either."""
    assert re.findall(r".*[，。；：].*", prose(ENGLISH[name])) == []
    paragraphs = re.split(r"\n\s*\n", prose(CHINESE[name]))
    in_chinese = re.compile(r"[\u4e00-\u9fff]")
    in_english = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}")
    assert [each for each in paragraphs if in_english.search(each) and not in_chinese.search(each)] == []


# --- commands ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", [pytest.param(command, id=f"{page}: {command}") for page, command in shown_commands()]
)
def test_a_shown_command_has_these_options(command):
    name = command.split()[0]
    if name in ("COMMAND", "命令"):
        return
    known = {option for each in COMMANDS[name].params for option in [*each.opts, *each.secondary_opts]}
    assert set(re.findall(r"(?<!\S)\[?(--[a-z-]+)", command)) <= known


@needs_git
@pytest.mark.parametrize("command", commands_to_run())
def test_a_shown_command_runs(civtarget, tmp_path, command):
    """In a repository with the plans and submissions of this one, and an edited plan `plans/2025-east.yaml`."""
    files = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for folder in ("plans", "actuals", "examples/2025-changzhou")
        for path in (ROOT / folder).glob("*.*")
    }
    (plan,) = blocks("yaml", README)
    root = repository(tmp_path / "project", {"plans/2025-east.yaml": plan})
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    write(root, {"plans/2025-east.yaml": plan.replace("id: 2025-example", "id: 2025-east")})
    commit(root)

    arguments = [
        "HEAD~1" if each == "origin/main" else each
        for argument in shlex.split(command)
        for each in (
            sorted(map(str, (root / "examples/2025-changzhou").iterdir())) if argument.endswith("/*") else [argument]
        )
    ]
    done = civtarget(*arguments, cwd=root)

    assert done.returncode in (0, exit_codes.FOUND), done.stderr


@pytest.mark.parametrize("page", [README, ENGLISH["plan"], CHINESE["plan"]])
def test_the_starter_is_written_and_holds(civtarget, tmp_path, page):
    (command,) = re.findall(r"`civtarget (init plans/[^`]+)`", page)

    assert civtarget(*command.split(), cwd=tmp_path).returncode == 0
    assert civtarget("validate", "--fail-on", "note", "plans", cwd=tmp_path).returncode == 0


# --- code, the same in both languages ---------------------------------------------------------------------------------


def test_the_plan_holds_and_the_waiver_waives(check):
    plan, waiver = blocks("yaml", CHINESE["plan"])

    assert [each.message.zh for each in check(plan).findings] == []
    short = plan.replace("乙区: 4000", "乙区: 3000") + waiver
    assert [each.outcome for each in check(short).findings] == [Outcome.WAIVED]


def test_the_entry_explains_a_lower_target(check_edit):
    (plan,) = blocks("yaml", README)
    (entry,) = (block for block in blocks("yaml", ENGLISH["ci"]) if block.startswith("changes:"))
    lower = plan.replace("target: 300\n    split: {甲区: 120,", "target: 290\n    split: {甲区: 110,")

    def unexplained(text):
        return [each.message.en.rpartition("what: ")[2] for each in check_edit(plan, text).findings if each.is_new]

    target, share = unexplained(lower)
    assert f"{{what: {target.rstrip(')')}," in entry
    assert unexplained(lower + entry) == [share]


def test_the_rows_are_read(check_actuals):
    (plan, _), (rows,) = blocks("yaml", CHINESE["plan"]), blocks("csv", CHINESE["submissions"])

    report = check_actuals(plan, rows)

    assert [(each.rule, each.indicator, each.gap) for each in report.findings if each.rule != "reported"] == [
        ("on-pace", "training", -100),
        ("on-pace", "training", -100),
        ("rate-below-threshold", "graded-homes-rate", Fraction(-1, 3)),
    ]


def test_the_settings_are_read(tmp_path):
    (text,) = blocks("toml", ENGLISH["settings"])
    (tmp_path / "civtarget.toml").write_text(text, encoding="utf-8")

    settings = find_settings([str(tmp_path)])

    assert read_lights(tomllib.loads(text)["lights"]) == DEFAULT_LIGHTS
    assert list(settings.ignore) == ["translated"]


def test_the_real_year_runs(civtarget):
    for chapters in MANUAL.values():
        assert "`civtarget check actuals/2021-changzhou.csv`" in chapters["submissions"]

    run = civtarget("check", "actuals/2021-changzhou.csv")

    assert run.returncode == 0
    assert "plans/2021-2025-changzhou.yaml" in run.stderr.splitlines()[0]


def test_the_related_figures_hold(check, check_actuals):
    (plan,) = blocks("yaml", ENGLISH["relations"])
    assert [each.message.en for each in check(plan).findings] == []
    (broken,) = check(plan.replace("at_most: 6", "at_most: 5")).findings
    assert broken.message.en == "the districts are too far apart: 18 - 12 = 6, at most 5: 1 over"
    rows = "指标,辖区,期间,数值\nminimum-living-standard,,2025-06,1000\ndestitute-living-standard,,2025-06,1300\n"
    verdicts = {each.indicator: each.verdict for each in check_actuals(plan, rows).cells if each.actual is not None}
    assert verdicts == dict.fromkeys(("minimum-living-standard", "destitute-living-standard"), Verdict.MET)


# --- tables and links -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "title"), [(Language.EN, "in JSON"), (Language.ZH, "JSON 中")])
def test_every_verdict_is_explained(language, title):
    rows = table(title, MANUAL[language]["submissions"])

    assert {name.strip("`"): shown for name, shown, _ in rows} == {
        verdict.value: text.in_language(language) for verdict, text in VERDICT_NAMES.items()
    }


def test_the_figures_about_typos_are_the_same_in_both_languages():
    counts = {(setting, sort): TYPOS.Count(1, 1) for setting in TYPOS.SETTINGS for sort in (*TYPOS.SORTS, TYPOS.TWO)}
    figures = {}
    for language, page in TYPOS.PAGES.items():
        text = page.read_text(encoding="utf-8").partition(TYPOS.BEGIN)[2].partition(TYPOS.END)[0]
        words = [line.split(" | ")[0] for line in TYPOS.table(counts, language) if line]
        assert [line.split(" | ")[0] for line in text.splitlines() if line] == words
        figures[language] = re.findall(r"\| ([\d–].*) \|", text)

    assert figures[Language.EN] == figures[Language.ZH]


def anchors(page: str) -> set[str]:
    """Return the anchors of a page: its headings in lower case, with dashes for blanks."""
    return {
        re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    }


@pytest.mark.parametrize("page", PAGES)
def test_links_and_paths_lead_somewhere(page):
    folder, text = (ROOT / page).parent, PAGES[page]
    links = [each.partition("#") for each in re.findall(r"\]\((?!https?:)([^)]+)\)", text)]
    paths = re.findall(r"`((?:civtarget|plans|tests|examples|benchmarks|schema|docs|\.ci)/[\w./-]*)`", text)
    shown = [name for command in blocks("text", text) for name in re.findall(r"^\$ .*?(plans/\S+)", command)]

    assert [path for path, _, _ in links if not (folder / path).exists()] == []
    assert [
        f"{path}#{anchor}"
        for path, mark, anchor in links
        if mark and anchor not in anchors((folder / path).read_text(encoding="utf-8") if path else text)
    ] == []
    assert [each for each in [*paths, *shown] if not (ROOT / each).exists()] == []
