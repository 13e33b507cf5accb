"""What the README shows is what the program prints."""

import re

import pytest
import typer.main
from support.pages import MANUAL, README, blocks, table

from civtarget import cli
from civtarget.commands import exit_codes
from civtarget.language import Language
from civtarget.model.findings import Outcome

CHINESE = MANUAL[Language.ZH]["index"]
"""The page of the manual that is the README in Chinese."""


@pytest.mark.parametrize("page", [README, CHINESE], ids=["README", "zh"])
def test_it_opens_with_a_screen(page):
    (screen,) = blocks("text", page)

    assert page.index(screen) < page.index("\n## ")
    assert screen.splitlines()[0].startswith("$ civtarget validate plans/2025-changzhou.yaml ")


@pytest.mark.parametrize(
    ("page", "commands", "exit_code"),
    [(README, "command", "exit code"), (CHINESE, "命令", "退出码")],
    ids=["README", "zh"],
)
def test_the_commands_and_exit_codes_are_all_there(page, commands, exit_code):
    names = list(typer.main.get_group(cli.app).commands)

    assert [re.match(r"`civtarget (\w+)", row[0])[1] for row in table(commands, page)] == names
    assert [int(row[0]) for row in table(exit_code, page)] == [
        0,
        exit_codes.FOUND,
        exit_codes.UNUSABLE,
        exit_codes.NOTHING,
    ]


def test_the_commands_are_two_and_the_main_one_ends_with_1(civtarget):
    """`.ci/run` runs both blocks as they stand; here the main job runs from the installed civtarget."""
    (first, main), (second, tests) = re.findall(
        r"^<!-- command: (\w+) -->\n```sh\n(.*?)^```$", README, re.DOTALL | re.MULTILINE
    )

    assert (first, second) == ("main", "tests")
    assert [main, tests] == blocks("sh", README)
    assert main.strip().endswith(".venv/bin/civtarget validate plans/2025-changzhou.yaml")
    assert civtarget("validate", "plans/2025-changzhou.yaml").returncode == exit_codes.FOUND
    assert tests.strip().endswith(".venv/bin/pytest -q -n auto")
    assert all("-c constraints.txt" in block for block in (main, tests))
    assert all(block.count("\n") == 1 for block in (main, tests))
    assert blocks("sh", CHINESE) == [f"{main.strip()} --lang zh\n"]


def test_the_example_plan_holds(check):
    (example,) = blocks("yaml", README)

    report = check(example)

    assert [each for each in report.findings if each.outcome is Outcome.BROKEN] == []
    assert report.plans[0].id == "2025-example"
    assert report.held > 10
