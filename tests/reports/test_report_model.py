"""The types and the schema of `civtarget-report/1` hold for what the commands print, and for nothing else."""

import copy
import json
from dataclasses import replace

import pytest
from conftest import ROOT
from jsonschema import Draft7Validator
from pydantic import ValidationError
from support.excerpts import whole_plan
from support.report_samples import everything
from support.repositories import needs_git, repository, write

from civtarget.checking.report import Since
from civtarget.json_text import dumps
from civtarget.reports import report_model
from civtarget.reports.rendering import Format, render
from civtarget.reports.style import Style
from civtarget.reports.views.findings import document

SCHEMA = json.loads((ROOT / "schema" / "report-1.json").read_text(encoding="utf-8"))
VALIDATOR = Draft7Validator(SCHEMA)
BROKEN = whole_plan("""id: east
districts: {甲区: {en: North}, 乙区: {en: South}}
indicators:
  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 300, split: {甲区: 200, 乙区: 10}}
  seats: {name: 座位, kind: count, unit: 个, target: 4O, split: {甲区: 10, 乙区: 20}}
""")
COMMANDS = {
    "plans": ("validate", "plans/"),
    "a plan without findings": ("validate", "plans/2025-nanxun.yaml"),
    "every form of submission": ("check", "examples/2025-changzhou/"),
    "some cells": ("check", "examples/2025-changzhou/city.csv", "--district", "武进区", "--only", "behind"),
    "results of years": ("check", "actuals/2021-changzhou.csv"),
}


def holds(text: str) -> None:
    """Hold the JSON of a report to the schema, and to the types: what they read is written again as it was."""
    assert [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(json.loads(text))] == []
    assert dumps(report_model.ReportModel.model_validate_json(text).model_dump(mode="json")) == text


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_the_schema_holds_for_what_commands_print(civtarget, arguments):
    holds(civtarget(*arguments, "--format", "json").stdout)


@pytest.mark.parametrize(
    "text", [BROKEN, BROKEN.replace("300", "0.3"), "", "[", "indicators: {beds: 1}", BROKEN[:-30], "a: b: c"]
)
def test_the_schema_holds_for_broken_plans(check, text):
    holds(as_json(check(text)))


def test_the_schema_holds_for_a_submission_that_cannot_be_read(check_actuals):
    holds(as_json(check_actuals(BROKEN, "指标,辖区,期间,数值\nbeds,甲区,2025-06,x\nbeds,丙区,2025-06,1/3\n床,,,\n")))


def test_the_schema_holds_for_every_kind_of_finding():
    holds(as_json(everything()))
    holds(as_json(replace(everything(), since=Since("main", "1a2b3c4", 1, 2))))


@needs_git
def test_the_schema_holds_for_an_edit(civtarget, tmp_path):
    folder = repository(tmp_path / "repository", {"plan.yaml": BROKEN})
    write(folder, {"plan.yaml": BROKEN.replace("target: 300", "target: 200")})

    text = civtarget("validate", ".", "--since", "main", "--format", "json", cwd=folder).stdout

    holds(text)
    assert json.loads(text)["since"]["revision"] == "main"


def as_json(report):
    return render(Format.JSON, document(report), Style())


def records(node, path=()):
    """Yield the path of every record with keys of its own."""
    if isinstance(node, dict) and path[-1:] != ("missing",):
        yield path
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from records(child, (*path, key))


@pytest.fixture(scope="session")
def example():
    """Return a report that has a record of each kind."""
    text = (ROOT / "tests" / "data" / "report-1.json").read_text(encoding="utf-8")
    holds(text)
    return json.loads(text)


def test_each_kind_of_record_is_in_the_example(example):
    without_number = {tuple("[]" if isinstance(key, int) else key for key in path) for path in records(example)}

    assert len(without_number) == 22


def test_a_missing_or_unknown_key_is_refused_in_every_record(example):
    for path in records(example):
        for key in [*record_at(example, path), None]:
            spoilt = copy.deepcopy(example)
            record = record_at(spoilt, path)
            if key is None:
                record["unknown"] = 1
            else:
                del record[key]
            assert not VALIDATOR.is_valid(spoilt), (path, key)
            with pytest.raises(ValidationError):
                report_model.ReportModel.model_validate(spoilt)


def record_at(node, path):
    for key in path:
        node = node[key]
    return node


def test_every_key_of_a_record_is_described():
    keys = [
        f"{name}.{key}"
        for name, record in {"Report": SCHEMA, **SCHEMA["$defs"]}.items()
        for key, schema in record.get("properties", {}).items()
        if name not in {"BilingualText", "Tool"} and "description" not in schema and "$ref" not in str(schema)
    ]

    assert keys == []


def test_the_schema_is_that_of_its_dialect():
    Draft7Validator.check_schema(SCHEMA)
