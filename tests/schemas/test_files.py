"""Schemas: every published file is fresh, is a schema, and is what the program ships."""

import json

import pytest
from conftest import ROOT
from jsonschema import Draft7Validator

from civtarget.files.schemas import read_schema
from tools.schemas.__main__ import FOLDERS, SCHEMAS


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
@pytest.mark.parametrize("name", SCHEMAS)
def test_every_file_is_fresh(folder, name):
    """If not: `python -m tools.schemas`."""
    assert (folder / f"{name}.json").read_text(encoding="utf-8") == SCHEMAS[name]()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_file_is_a_schema(name):
    Draft7Validator.check_schema(json.loads(read_schema(name)))


def test_the_program_ships_what_editors_are_pointed_to():
    published = {path.name: path.read_bytes() for path in (ROOT / "schema").iterdir()}
    assert {path.name: path.read_bytes() for path in (ROOT / "civtarget" / "schemas").iterdir()} == published
    assert {name: read_schema(name).encode() for name in SCHEMAS} == {
        name.removesuffix(".json"): text for name, text in published.items()
    }
