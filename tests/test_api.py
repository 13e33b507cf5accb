"""The public Python API: its names, its results beside those of the commands, its errors."""

import ast
import importlib
import inspect
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import ROOT
from support.command_line import scrubbed
from support.pages import MANUAL, PAGES, blocks

import civtarget
from civtarget import cli
from civtarget.errors import Argument, CivtargetError
from civtarget.language import Language, Text

PLAN = "plans/2025-changzhou.yaml"
ROWS = "examples/2025-changzhou/city.csv"

SIGNATURES = {
    "load": "(*paths, linked=None)",
    "check": (
        "(actuals, *, plan=None, as_of=None, encoding=None, districts=(), offices=(), indicators=(), verdicts=(), "
        "select=(), ignore=(), fail_on=None, waivers=True, settings=True)"
    ),
    "allocate": (
        "(plan, indicator, *, by=None, method=<Method.LARGEST_REMAINDER: 'largest-remainder'>, minimums=(), "
        "maximums=(), locks=(), step=None)"
    ),
    "repair": (
        "(plan, indicator=None, *, minimums=(), maximums=(), locks=(), step=None, "
        "method=<RepairMethod.LEAST_CHANGE: 'least-change'>)"
    ),
    "diff": "(old, new)",
    "Plans.validate": (
        "(self, *, select=(), ignore=(), fail_on=None, waivers=True, settings=True, baseline=True, since=None, "
        "as_of='today')"
    ),
}


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.fixture
def run(monkeypatch, capsys):
    """Run a command in this process; return what it prints."""

    def printed(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["civtarget", *arguments])
        with pytest.raises(SystemExit):
            cli.main()
        return capsys.readouterr().out

    return printed


# --- names ------------------------------------------------------------------------------------------------------------


def test_the_public_names():
    assert civtarget.__all__ == [
        "Changes", "CivtargetError", "Plans", "Repair", "Report", "ReportModel", "Split", "allocate", "check", "diff", "load", "repair",
    ]  # fmt: skip
    assert sorted(dir(civtarget)) == sorted([*civtarget.__all__, "__version__"])
    assert all(getattr(civtarget, name).__doc__ for name in civtarget.__all__)


@pytest.mark.parametrize("name", SIGNATURES)
def test_the_public_signatures(name):
    called: object = civtarget
    for part in name.split("."):
        called = getattr(called, part)
    signature = inspect.signature(called)
    bare = signature.replace(
        parameters=[each.replace(annotation=inspect.Parameter.empty) for each in signature.parameters.values()],
        return_annotation=inspect.Signature.empty,
    )

    assert str(bare) == SIGNATURES[name]
    assert all(each.annotation is not inspect.Parameter.empty for each in list(signature.parameters.values())[1:])


def test_another_name_is_none():
    with pytest.raises(AttributeError, match="module 'civtarget' has no attribute 'verify'"):
        _ = civtarget.verify


def test_importing_civtarget_imports_nothing_else():
    code = "import sys, civtarget; print(*(name for name in sys.modules if name.startswith('civtarget')))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["civtarget"]


# --- results are those of the commands --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "result"),
    [
        pytest.param(["validate", "plans"], lambda: civtarget.load("plans").validate(), id="validate"),
        pytest.param(
            ["validate", PLAN, "--select", "links,district-sum", "--as-of", "2026-01-15"],
            lambda: civtarget.load(Path(PLAN)).validate(select=["links", "district-sum"], as_of="2026-01-15"),
            id="validate-options",
        ),
        pytest.param(["check", ROWS], lambda: civtarget.check(ROWS), id="check"),
        pytest.param(
            ["check", ROWS, "--plan", PLAN, "--as-of", "2025-09-30", "--district", "武进区", "--only", "behind"],
            lambda: civtarget.check(
                [ROWS], plan=civtarget.load(PLAN), as_of="2025-09-30", districts=["武进区"], verdicts=["behind"]
            ),
            id="check-options",
        ),
        pytest.param(
            ["allocate", PLAN, "smart-tech-training", "--method", "equal", "--min", "武进区=9000"],
            lambda: civtarget.allocate(PLAN, "smart-tech-training", method="equal", minimums={"武进区": 9000}),
            id="allocate",
        ),
        pytest.param(["repair", PLAN], lambda: civtarget.repair(PLAN), id="repair"),
        pytest.param(
            ["repair", PLAN, "smart-tech-training", "--lock", "武进区", "--step", "500"],
            lambda: civtarget.repair(PLAN, "smart-tech-training", locks=["武进区"], step=500),
            id="repair-options",
        ),
        pytest.param(
            ["diff", "plans/2022-changzhou.yaml", PLAN],
            lambda: civtarget.diff("plans/2022-changzhou.yaml", PLAN),
            id="diff",
        ),
    ],
)
def test_a_result_is_what_the_command_prints(run, arguments, result):
    there = result()

    assert there.to_json() == run(*arguments, "--format", "json")
    assert there.to_dict() == json.loads(there.to_json())
    assert str(there) == run(*arguments, "--format", "plain", "--lang", "en")
    assert there.to_text("zh") == run(*arguments, "--format", "plain", "--lang", "zh")


def test_a_report_has_findings_cells_and_counts():
    report = civtarget.load(PLAN).validate(fail_on="note")
    content = report.to_dict()

    assert [each.fingerprint for each in report.findings] == [each["fingerprint"] for each in content["findings"]]
    assert report.summary.checked == content["summary"]["checked"]
    assert report.failures == tuple(each for each in report.findings if each.outcome != "waived")
    assert report.cells == ()
    assert repr(report) == "<Report of validate: 3 broken, 6 unchecked>"
    assert len(civtarget.check(ROWS).cells) == len(civtarget.check(ROWS).to_dict()["cells"])


def test_linked_plans_are_found_or_given():
    """Without the plans beside it the annual plan refers to nothing."""
    broken = [each.rule for each in civtarget.load(PLAN, linked=[]).validate().findings]

    assert broken.count("link-known") > 1
    assert "link-known" not in [each.rule for each in civtarget.load(PLAN).validate().findings]
    assert "link-known" not in [each.rule for each in civtarget.load(PLAN, linked=["plans"]).validate().findings]


def test_what_is_loaded_is_plans():
    plans = civtarget.load("plans")

    assert sorted(plan.id for plan in plans) == sorted(path.stem for path in (ROOT / "plans").glob("*.yaml"))
    assert len(plans) == len(list(plans))


def test_a_split_and_a_repair_are_written(tmp_path):
    plan = tmp_path / "plan.yaml"
    plan.write_bytes((ROOT / PLAN).read_bytes())

    repair = civtarget.repair(plan, "smart-tech-training")
    repair.write()

    assert repair.to_dict()["written"] is True
    assert civtarget.repair(plan, "smart-tech-training").patch == ""
    split = civtarget.allocate(plan, "smart-tech-training", method="equal")
    count, breaks = split.write()
    assert (count > 0, breaks) == (True, [])
    assert sum(split.shares.values()) == split.content.total
    assert civtarget.allocate(plan, "smart-tech-training", method="equal").write() == (0, [])


# --- tables -----------------------------------------------------------------------------------------------------------


TABLES = {
    "pandas": lambda rows: importlib.import_module("pandas").DataFrame(rows),
    "pandas-index": lambda rows: importlib.import_module("pandas").DataFrame(rows).set_index("indicator"),
    "polars": lambda rows: importlib.import_module("polars").DataFrame(rows),
    "arrow": lambda rows: importlib.import_module("pyarrow").table(importlib.import_module("polars").DataFrame(rows)),
    "rows": lambda rows: rows,
    "tables": lambda rows: [rows[:2], rows[2:]],
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_is_judged_like_its_file(kind):
    for library in {"arrow": ("pyarrow", "polars"), "rows": (), "tables": ()}.get(kind, (kind.partition("-")[0],)):
        pytest.importorskip(library)
    header, *lines = (ROOT / ROWS).read_text(encoding="utf-8-sig").splitlines()
    rows = [dict(zip(header.split(","), (each or None for each in line.split(",")), strict=True)) for line in lines]

    there = civtarget.check(TABLES[kind](rows), plan=PLAN)

    expected = civtarget.check(ROWS, plan=PLAN)
    assert [(each.subject, each.verdict, each.actual) for each in there.cells] == [
        (each.subject, each.verdict, each.actual) for each in expected.cells
    ]
    assert [each.message for each in there.findings] == [each.message for each in expected.findings]


@pytest.mark.parametrize("value", [42, [1, 2], [["a", 1]], [{"a": 1}, 3], {"indicator": "beds"}], ids=str)
def test_what_is_no_table_is_refused(value):
    with pytest.raises(CivtargetError, match="is no table: give paths, a table of pandas, polars or Arrow, or rows"):
        civtarget.check(value, plan=PLAN)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_has_a_row_for_each_cell_or_finding(monkeypatch, library):
    module = pytest.importorskip(library)
    for other in {"pandas", "polars"} - {library}:
        monkeypatch.setitem(sys.modules, other, None)

    cells, findings = civtarget.check(ROWS), civtarget.load("plans").validate()

    frame = cells.to_frame()
    assert isinstance(frame, module.DataFrame)
    assert list(frame["verdict"]) == [each.verdict for each in cells.cells]
    assert [each for each in frame["actual"] if each == each and each is not None] == [  # noqa: PLR0124  # NaN
        float(each.actual) for each in cells.cells if each.actual is not None
    ]
    assert list(findings.to_frame()["message"]) == [each.message.en for each in findings.findings]
    for result in (
        civtarget.allocate(PLAN, "smart-tech-training", method="equal"),
        civtarget.repair(PLAN),
        civtarget.diff("plans/2022-changzhou.yaml", PLAN),
    ):
        columns, rows = result.rows()
        assert (list(result.to_frame().columns), len(result.to_frame())) == (list(columns), len(rows))


def test_without_a_library_there_is_no_frame(monkeypatch):
    for library in ("pandas", "polars"):
        monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(CivtargetError, match="a data frame needs pandas or polars: install one of them"):
        civtarget.load(PLAN).validate().to_frame()


def test_a_notebook_shows_a_table_and_nothing_steers_it(tmp_path):
    plan = tmp_path / "plan.yaml"
    plan.write_text("civtarget: 1\nid: a\n<script>: 1\n", encoding="utf-8")

    shown = civtarget.load(plan).validate()._repr_html_()

    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    assert shown.startswith("<table><thead><tr><th>rule</th>")
    assert shown.count("<tr>") == 1 + len(civtarget.load(plan).validate().findings)


# --- errors -----------------------------------------------------------------------------------------------------------


def errors() -> Iterator[type[CivtargetError]]:
    for module in pkgutil.walk_packages(civtarget.__path__, "civtarget."):
        if module.name != "civtarget.__main__":
            importlib.import_module(module.name)
    waiting = [CivtargetError]
    while waiting:
        found = waiting.pop().__subclasses__()
        yield from found
        waiting += found


@pytest.mark.parametrize("language", Language)
def test_the_page_lists_every_error(language):
    listed = re.findall(r"^\| `(civtarget[\w.]+)\.(\w+)` \|", MANUAL[language]["python"], re.MULTILINE)

    assert sorted(listed) == sorted({(each.__module__, each.__name__) for each in errors()})


@pytest.mark.parametrize(
    ("call", "message"),
    [
        pytest.param(lambda: civtarget.load("none.yaml"), "no such file or directory: none.yaml", id="path"),
        pytest.param(
            lambda: civtarget.load(PLAN).validate(select=["district-sums"]),
            'select: no rule or family is called "district-sums": is "district-sum" meant?',
            id="rule",
        ),
        pytest.param(
            lambda: civtarget.load(PLAN).validate(fail_on="errors"),
            'fail_on: there is no "errors": is "error" meant?',
            id="level",
        ),
        pytest.param(
            lambda: civtarget.check(ROWS, plan=PLAN, districts=["武进县"]),
            'districts: there is no "武进县": is "武进" meant?',
            id="district",
        ),
        pytest.param(
            lambda: civtarget.check(ROWS, plan=civtarget.load("plans")),
            "one plan is needed, and here there are: plans/2021-2025-changzhou.yaml, plans/2022-changzhou.yaml, "
            "plans/2024-zhangjiagang.yaml, plans/2025-changzhou-reforms.yaml, plans/2025-changzhou.yaml, "
            "plans/2025-nanxun.yaml",
            id="plans",
        ),
        pytest.param(
            lambda: civtarget.allocate(PLAN, "smart-tech-training"),
            "say with by what to split by: weights of the plan, another indicator or a file; method equal needs none",
            id="weights",
        ),
        pytest.param(
            lambda: civtarget.allocate(PLAN, "smart-tech-training", method="equal", minimums={"武进": 1, "武进区": 2}),
            "minimums: Wujin is named twice",
            id="twice",
        ),
        pytest.param(
            lambda: civtarget.repair(PLAN, step=5), "step needs an INDICATOR: each has numbers of its own", id="step"
        ),
        pytest.param(lambda: civtarget.load(3), "paths: a path is what it takes", id="no-path"),
        pytest.param(lambda: civtarget.load(b"plans"), "paths: a path is what it takes", id="bytes"),
        pytest.param(
            lambda: civtarget.load(PLAN).validate(select=3),
            "select: a name, or a list of names, is what it takes",
            id="no-name",
        ),
        pytest.param(
            lambda: civtarget.load(PLAN).validate(as_of=3),
            "as_of: a day such as 2025-06-30 is what it takes",
            id="no-day",
        ),
        pytest.param(
            lambda: civtarget.allocate(PLAN, "smart-tech-training", method="equal", minimums=[("武进区", 1)]),
            "minimums: a mapping of districts to numbers is what it takes",
            id="pairs",
        ),
        pytest.param(
            lambda: civtarget.allocate(PLAN, "smart-tech-training", by={"武进区": "many"}),
            "by: a mapping of districts to numbers is what it takes",
            id="no-number",
        ),
        pytest.param(
            lambda: civtarget.load(PLAN).validate().to_text("fr"), "language: zh or en is what it takes", id="language"
        ),
    ],
)
def test_an_error_says_what_is_wrong_and_names_arguments(call, message):
    with pytest.raises(CivtargetError) as raised:
        call()

    assert (str(raised.value), raised.value.text.en) == (message, message)


def test_one_name_or_a_list_of_them():
    one, several = (civtarget.load(PLAN).validate(select=each) for each in ("district-sum", ["district-sum"]))
    assert one.to_json() == several.to_json()
    assert {cell.district for cell in civtarget.check(ROWS, plan=PLAN, districts="武进区").cells} == {"武进区"}


def test_paths_may_be_a_list():
    paths = [PLAN, Path("plans/2022-changzhou.yaml")]
    assert [plan.id for plan in civtarget.load(paths)] == [plan.id for plan in civtarget.load(*paths)]


def test_a_time_of_a_day_is_that_day():
    pandas = pytest.importorskip("pandas")
    midnight = datetime(2025, 6, 30)  # noqa: DTZ001  # a report has no zone
    days = ["2025-06-30", date(2025, 6, 30), midnight, pandas.Timestamp("2025-06-30 08:00")]
    assert len({civtarget.check(ROWS, plan=PLAN, as_of=day).to_json() for day in days}) == 1


def test_the_code_that_the_command_ends_with(tmp_path):
    assert civtarget.load(PLAN).validate().exit_code == 1
    assert civtarget.load(PLAN).validate(fail_on="never").exit_code == 0
    nothing = civtarget.load(tmp_path).validate()
    assert (nothing.is_empty, nothing.exit_code) == (True, 3)
    assert civtarget.check([], plan=PLAN).exit_code == 3
    assert civtarget.check(ROWS, plan=PLAN, fail_on="never").exit_code == 0


def test_a_total_is_split_by_given_numbers():
    numbers = {"溧阳市": 1, "金坛区": 2.5, "武进区": Decimal("0.5")}
    rest = dict.fromkeys(("新北区", "天宁区", "钟楼区", "经开区"), 0)
    split = civtarget.allocate(PLAN, "smart-tech-training", by={**numbers, **rest})
    assert {name: share for name, share in split.shares.items() if share} == {
        "溧阳市": 10_000,
        "金坛区": 25_000,
        "武进区": 5_000,
    }


def test_versions_that_were_loaded_are_compared():
    assert civtarget.diff(civtarget.load(PLAN), PLAN).changes == ()


def test_a_plan_that_is_not_whole_is_not_split(tmp_path):
    plan = tmp_path / "plan.yaml"
    plan.write_text("civtarget: 1\nid: a\nperiod: never\n", encoding="utf-8")

    with pytest.raises(CivtargetError, match=r"plan\.yaml has to be put right first: "):
        civtarget.allocate(plan, "beds", method="equal")


def test_an_argument_is_called_as_the_caller_calls_it():
    error = CivtargetError(Text("{plan}：缺少", "{plan}: missing", plan=Argument("plan")))

    assert (str(error), error.text.zh) == ("plan: missing", "plan：缺少")


def messages(path: Path) -> Iterator[str]:
    """Yield the strings of a module that are no docstrings and no arguments of git."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Text":
            for each in ast.walk(call):
                if isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in silent:
                    yield each.value


def test_no_message_below_the_commands_names_an_option():
    package = ROOT / "civtarget"
    told = {
        f"{path.relative_to(package)}: {text}"
        for path in package.rglob("*.py")
        if path.parent.name != "commands" and path.name != "cli.py"
        for text in messages(path)
        if re.search(r"(?<![\w-])--[a-z]", text)
    }

    assert told == {
        f"files/git.py: {text}"
        for text in (
            "：这个克隆没有全部历史，请执行 git fetch --unshallow（在 CI 中为检出设置 fetch-depth: 0）",
            ": this clone lacks history: run git fetch --unshallow (in CI, check out with fetch-depth: 0)",
        )
    }


# --- the page ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["README.md", "docs/en/python.md", "docs/zh/python.md"])
def test_the_examples_of_a_page_run(tmp_path, page):
    """All of them, one after another, in a copy of what they name; each `# ` line at the end is what is printed."""
    code = "\n".join(blocks("python", PAGES[page]))
    for name in ("plans", "examples/2025-changzhou"):
        for path in (ROOT / name).glob("*.*"):
            (tmp_path / name).mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path.name).write_bytes(path.read_bytes())

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=tmp_path,
        env=scrubbed({"PYTHONIOENCODING": "utf-8"}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.stderr == ""
    assert done.stdout.splitlines() == re.findall(r"^# (.*)$", code, re.MULTILINE)
