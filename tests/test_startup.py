"""
Start-up is a feature: what each command imports, seen in a process of its own that runs the real entry point.

Times are for `benchmarks/startup.py`; a test can hold the cause of slowness, which is an import, and never flickers.
"""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PLAN = "plans/2025-changzhou.yaml"
ROWS = "examples/2025-changzhou/city.csv"

LIST_MODULES = "print('\\n', *sys.modules, file=sys.stderr)"
RUN = f"""
import sys
from civtarget.cli import main
try:
    main()
finally:
    {LIST_MODULES}
"""

DEPENDENCIES = "typer, yaml, tabulate"
"""What no checking of a plan can do without."""

OF_DEPENDENCIES = frozenset({"typer", "yaml", "tabulate", "wcwidth", "shellingham", "annotated_doc"})
"""The dependencies and what they import in turn; of yaml's parser in C see `top_level`."""

OURS = frozenset(
    {"civtarget", "decimal", "fractions", "gc", "glob", "graphlib", "hashlib", "numbers", "tomllib", "unicodedata"}
)
"""What civtarget imports beyond its dependencies; fractions bring decimal and numbers, a file of settings tomllib."""


@cache
def modules(code: str, *arguments: str) -> frozenset[str]:
    """Return every module that a process has when it ends, after running `code` with `arguments`."""
    # Measuring of coverage starts in every process, and would be listed with what it imports.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        check=False,
        capture_output=True,
        cwd=ROOT,
        env={**environment, "PYTHONIOENCODING": "utf-8"},
    )
    *messages, listed = done.stderr.decode("utf-8").splitlines()
    assert done.returncode in (0, 1), messages  # 1 says that the plan has findings
    return frozenset(listed.split())


def of_command(*arguments: str) -> frozenset[str]:
    """Return the modules that a command of civtarget has when it ends."""
    return modules(RUN, *arguments)


def top_level(names: frozenset[str]) -> set[str]:
    """Return the packages and modules of `names`, without private ones: these differ between versions of Python."""
    packages = {name.partition(".")[0] for name in names}
    # cython_runtime stands for the C parser of yaml, which Cython made.
    return {name for name in packages if not name.startswith("_")} - {"cython_runtime"}


def third_party(names: frozenset[str]) -> set[str]:
    return top_level(names) - sys.stdlib_module_names - top_level(modules(f"import sys\n{LIST_MODULES}"))


def checking_plans() -> set[str]:
    """Return the packages that a plan is checked by, where the report is JSON."""
    return third_party(of_command("validate", "--format", "json", PLAN))


@pytest.mark.parametrize("arguments", [("--version",), ("validate", PLAN), ("validate", "--format", "plain", PLAN)])
def test_checking_imports_no_package_but_the_indispensable(arguments):
    assert third_party(of_command(*arguments)) <= OF_DEPENDENCIES | {"civtarget"}


@pytest.mark.parametrize("arguments", [("--version",), ("validate", PLAN)])
def test_checking_adds_little_to_what_the_dependencies_import(arguments):
    without_civtarget = modules(f"import sys, {DEPENDENCIES}\n{LIST_MODULES}")

    added = of_command(*arguments) - without_civtarget

    assert top_level(frozenset(name for name in added if name.partition(".")[0] not in OF_DEPENDENCIES)) <= OURS | {
        "encodings"  # the codec of the file
    }


def test_text_is_checked_without_what_workbooks_and_tables_need():
    assert third_party(of_command("check", ROWS)) == third_party(of_command("validate", PLAN))


def test_a_plan_is_checked_without_what_judges_reports():
    loaded = of_command("validate", "--format", "json", PLAN)

    assert not loaded & {
        "civtarget.rules.actuals",
        *(f"civtarget.scorecard.{name}" for name in ("verdicts", "reduction", "assessment")),
    }


def test_nobody_is_suspected_while_splits_add_up():
    blame = {"civtarget.splits.suspects", "civtarget.splits.suspect_messages", "civtarget.splits.evidence"}

    assert not of_command("validate", "plans/2025-nanxun.yaml") & blame
    assert of_command("validate", PLAN) >= blame


def test_a_starter_is_for_init_alone():
    starter = {"civtarget.files.plan.starter", "civtarget.files.plan.new_file"}

    assert not of_command("validate", PLAN) & starter
    assert third_party(of_command("init", "-")) == checking_plans()


def test_splitting_is_for_allocate_alone():
    splitting = {
        f"civtarget.{name}"
        for name in ("splits.proposal", "splits.weights", "splits.fairness", "reports.views.allocation")
    }

    assert not of_command("validate", PLAN) & splitting


def test_what_repairs_is_for_repair_alone():
    repairing = {"civtarget.splits.plan_repair", "civtarget.files.plan.editor", "civtarget.reports.views.repair"}

    assert not of_command("validate", PLAN) & repairing
    assert repairing <= of_command("repair", PLAN)
    assert third_party(of_command("repair", PLAN)) == checking_plans()


def test_what_compares_plans_is_for_diff_alone():
    comparing = {f"civtarget.{name}" for name in ("comparison.plans", "files.git", "reports.views.changes")}

    assert not of_command("validate", PLAN) & comparing
    assert comparing <= of_command("diff", PLAN, PLAN)
    assert third_party(of_command("diff", PLAN, PLAN)) == third_party(of_command("validate", PLAN))


def test_the_version_waits_for_no_report():
    loaded = of_command("--version")

    assert not loaded & {
        "tabulate",
        "rich",
        "civtarget.reports.formats.plain",
        "civtarget.reports.formats.terminal",
        "json",
    }


MACHINE_FORMATS = ("markdown", "github", "gitlab", "sarif", "junit", "csv")
MODULES = {"csv": "csv_file"}


@pytest.mark.parametrize("form", MACHINE_FORMATS)
def test_a_format_is_imported_when_it_is_asked_for(form):
    loaded = of_command("validate", "--format", form, PLAN)

    ours = {f"civtarget.reports.formats.{MODULES.get(each, each)}" for each in MACHINE_FORMATS}
    assert loaded & ours == {f"civtarget.reports.formats.{MODULES.get(form, form)}"}
    assert third_party(loaded) == checking_plans()
    assert ("xml.etree.ElementTree" in loaded) == (form == "junit")


def test_a_table_adds_rich_and_uniseg_and_no_other_package():
    table = third_party(of_command("validate", "--format", "table", PLAN))

    assert table - checking_plans() == {"rich", "uniseg"}


def test_the_version_needs_no_package_but_that_of_commands():
    assert third_party(of_command("--version")) == checking_plans() - {"yaml"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("--help",),
        ("validate", PLAN),
        ("validate", "--format", "table", PLAN),
        ("validate", "--format", "json", PLAN),
        ("check", ROWS),
        ("show", PLAN),
        ("show", "--format", "table", PLAN),
        ("show", "--format", "json", PLAN),
        ("init", "-"),
        ("repair", PLAN),
        ("diff", PLAN, PLAN),
        ("rules",),
        ("explain", "district-sum"),
        ("schema",),
    ],
    ids=" ".join,
)
def test_no_command_imports_pydantic(arguments):
    assert "pydantic" not in of_command(*arguments)
