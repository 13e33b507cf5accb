"""The submissions in `examples/`: they are what their script makes, and hold the problems that were planted."""

import json
import subprocess
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Civtarget
from openpyxl import load_workbook
from support.scripts import load

from civtarget.language import Language
from civtarget.rules.actuals import ACTUALS_RULES, SUBMISSION_RULES

FOLDER = ROOT / "examples" / "2025-changzhou"
Subjects = Counter[tuple[str | None, ...]]


EXAMPLE = load(ROOT / "examples" / "make_2025_changzhou.py")


def test_only_submissions_lie_in_the_folder() -> None:
    assert {path.name for path in FOLDER.iterdir()} == EXAMPLE.WRITERS.keys()


@pytest.mark.parametrize("name", EXAMPLE.WRITERS)
def test_the_script_makes_the_committed_file(name: str, tmp_path: Path) -> None:
    EXAMPLE.make(tmp_path)
    made, committed = (tmp_path / name).read_bytes(), (FOLDER / name).read_bytes()
    if name.endswith(".xlsx"):  # its bytes depend on the versions of openpyxl and zlib
        assert _content(made) == _content(committed)
    else:
        assert made == committed


def test_the_script_makes_the_same_bytes_twice(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        script = ROOT / "examples" / "make_2025_changzhou.py"
        subprocess.run([sys.executable, "-B", script, tmp_path / folder], check=True, timeout=120)
    for name in EXAMPLE.WRITERS:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize("language", list(Language))
def test_what_is_planted_is_found_and_nothing_else(language: Language, civtarget: Civtarget) -> None:
    run = civtarget("check", "examples/2025-changzhou/*", "--lang", language, "--format", "json")
    assert _findings(run) == Counter(tuple(planted.found) for planted in EXAMPLE.PLANTED)
    assert run.returncode == 1
    report = json.loads(run.stdout)
    assert report["as_of"] == "2025-09-30"
    assert [plan["id"] for plan in report["plans"]] == ["2025-changzhou"]
    assert {Path(each["path"]).name: each["encoding"] for each in report["submissions"]} == {
        "city.csv": "utf-8",
        "elderly-care.xlsx": None,
        "liyang-jintan.csv": "gb18030",
        "tianning-zhonglou-jingkai.tsv": "utf-16",
        "welfare.xlsx": None,
        "wujin-xinbei.csv": "utf-8-sig",
    }


def test_every_plant_is_found_in_its_own_file(civtarget: Civtarget) -> None:
    run = civtarget("check", "examples/2025-changzhou/*", "--format", "json")
    found = {(each["rule"], each["indicator"], each["district"], each["step"]): each for each in _read(run)["findings"]}
    for planted in EXAMPLE.PLANTED:
        finding = found[tuple(planted.found)]
        if planted.consequence_of is None and finding["file"].startswith("examples"):
            assert Path(finding["file"]).name == planted.plant.at.file, planted


@pytest.mark.parametrize("number", range(len(EXAMPLE.PLANTS)))
def test_every_plant_leads_to_its_findings_by_itself(number: int, tmp_path: Path, civtarget: Civtarget) -> None:
    plant = EXAMPLE.PLANTS[number]
    EXAMPLE.make(tmp_path, (plant,))
    assert _findings(_check(tmp_path, civtarget)) == Counter(map(tuple, plant.finds))


def test_without_plants_nothing_is_found(tmp_path: Path, civtarget: Civtarget) -> None:
    EXAMPLE.make(tmp_path, plants=())
    run = _check(tmp_path, civtarget)
    assert _findings(run) == Counter()
    assert run.returncode == 0
    report = _read(run)
    assert report["summary"]["unchecked"] == 0
    assert {cell["verdict"] for cell in report["cells"]} <= {
        *("met", "on-pace", "not-due", "no-target", "not-applicable"),
    }
    assert all(period["missing"] == {} for period in report["coverage"])


def test_every_rule_over_actuals_is_planted_or_cannot_be_shown() -> None:
    planted = {found.rule for plant in EXAMPLE.PLANTS for found in plant.finds}
    rules = {rule.ID for rule in (*SUBMISSION_RULES, *ACTUALS_RULES)}
    assert planted | EXAMPLE.NOT_SHOWN.keys() == rules
    assert not planted & EXAMPLE.NOT_SHOWN.keys()


@pytest.mark.parametrize("language", list(Language))
def test_the_readme_lists_what_is_planted(language: Language) -> None:
    readme = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    assert EXAMPLE.table(language) in readme
    for rule, reason in EXAMPLE.NOT_SHOWN.items():
        assert rule in readme
        assert reason.in_language(language) in readme


def _check(folder: Path, civtarget: Civtarget) -> "subprocess.CompletedProcess[str]":
    return civtarget("check", f"{folder}/*", "--plan", "plans/2025-changzhou.yaml", "--format", "json")


def _read(run: "subprocess.CompletedProcess[str]") -> Any:
    assert run.stdout, run.stderr
    return json.loads(run.stdout)


def _findings(run: "subprocess.CompletedProcess[str]") -> Subjects:
    return Counter((each["rule"], each["indicator"], each["district"], each["step"]) for each in _read(run)["findings"])


def _content(workbook: bytes) -> Any:
    """Return what stands in a workbook: values, formats and merged cells, sheet by sheet."""
    book = load_workbook(BytesIO(workbook))
    return {
        sheet.title: (
            [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()],
            sorted(map(str, sheet.merged_cells.ranges)),
        )
        for sheet in book.worksheets
    }
