"""The schema of settings takes what the program takes, and refuses what it refuses, if a schema can."""

import json
import re
import tomllib
from dataclasses import asdict

import pytest
from conftest import ROOT
from jsonschema import Draft7Validator

from civtarget.checking.settings import FailOn, RunOptions, read_settings
from civtarget.errors import CivtargetError
from civtarget.files.settings_file import find_settings
from civtarget.model.findings import Severity
from civtarget.model.plan.record import keys_of
from civtarget.model.settings import ProjectSettings
from civtarget.rules.catalogue import CHECKING_RULES

SCHEMA = json.loads((ROOT / "schema" / "settings-1.json").read_text(encoding="utf-8"))
VALIDATOR = Draft7Validator(SCHEMA)
SHOWN = [
    pytest.param(text, id=f"{path.name}-{number}")
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    for number, text in enumerate(
        re.findall(r"^```toml\n(.*?)^```$", path.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    )
]

GOOD = [
    "",
    'plan = "plans/2025-east.yaml"',
    'plan = "../规划.yaml"\nbaseline = "known.json"',
    'lights = {yellow = ">= -10, < 0", red = "< -10", green = ">= 0"}',
    'select = ["district-sum"]',
    'select = ["sums", "links"]\nignore = ["translated"]',
    'select = ["district-sum,links"]',
    "select = []",
    *(f'fail-on = "{each}"' for each in FailOn),
    *(f'severity = {{translated = "{each}"}}' for each in Severity),
    "severity = {}",
    "options = {}",
    "options.value-unchanged = {periods = 4}",
    "[options.value-unchanged]\nperiods = 1",
    "changes = []",
    'changes = [{what = "translated", why = "待译", decision = "2025年第3次会议"}]',
    *(
        f"options.{rule.ID}.{name} = {default}"
        for rule in CHECKING_RULES
        for name, default in asdict(rule.Options()).items()
    ),
]
BAD = [
    'plans = "p.yaml"',
    'Plan = "p.yaml"',
    'fail_on = "error"',
    'path = "civtarget.toml"',
    '[light]\ngreen = ">= 0"',
    "plan = 5",
    'plan = ""',
    'plan = ["a.yaml", "b.yaml"]',
    "plan = false",
    'lights = ">= 0"',
    "lights = {}",
    "lights = []",
    'lights = {green = ">= 0", red = -10}',
    'lights = {green = [">= 0", "< 5"]}',
    'select = "district-sum"',
    'select = ["nope"]',
    "select = [1]",
    'ignore = ["duplicate-key"]',
    'fail-on = "warn"',
    "fail-on = 1",
    'severity = "error"',
    "severity = {translated = 1}",
    'severity = {translated = "fatal"}',
    'severity = {sums = "error"}',
    'severity = {nope = "error"}',
    "options = 4",
    "options.value-unchanged = 4",
    "options.nope = {periods = 4}",
    "options.value-unchanged = {period = 4}",
    "options.value-unchanged = {periods = 0}",
    "options.value-unchanged = {periods = true}",
    'options.value-unchanged = {periods = "4"}',
    "options.value-unchanged = {periods = 1.5}",
    "baseline = {}",
    'changes = {what = "translated"}',
    'changes = [{what = "translated"}]',
    'changes = [{what = "translated", why = " ", decision = "x"}]',
    'changes = [{what = "translated", why = "x", decision = "x", when = "x"}]',
    'changes = ["translated"]',
]
# Wrong by what the text means, which no schema can see.
BAD_TO_THE_READER = [
    'lights = {green = "> 0", red = "< 0"}',
    'lights = {green = "good", red = "< 0"}',
    'select = ["district-sum,nope"]',
]


@pytest.fixture
def accepted_by(tmp_path):
    """Return who takes a text as settings: the reader, the schema."""

    def accepted(text):
        (tmp_path / "civtarget.toml").write_text(text, encoding="utf-8")
        found = {"schema"} if VALIDATOR.is_valid(tomllib.loads(text)) else set()
        try:
            read_settings(RunOptions(), CHECKING_RULES, find_settings([str(tmp_path)]))
        except CivtargetError:
            return found
        return found | {"reader"}

    return accepted


@pytest.mark.parametrize("text", SHOWN)
def test_what_the_documentation_shows_is_good(accepted_by, text):
    assert accepted_by(text) == {"reader", "schema"}


@pytest.mark.parametrize("text", GOOD)
def test_what_is_good_is_good_to_both(accepted_by, text):
    assert accepted_by(text) == {"reader", "schema"}


@pytest.mark.parametrize("text", BAD)
def test_what_is_bad_is_bad_to_both(accepted_by, text):
    assert accepted_by(text) == set()


@pytest.mark.parametrize("text", BAD_TO_THE_READER)
def test_what_only_reading_shows(accepted_by, text):
    assert accepted_by(text) == {"schema"}


def test_every_key_is_documented_with_an_example_that_is_read(accepted_by):
    for name, key in keys_of(ProjectSettings).items():
        described = SCHEMA["properties"][name.replace("_", "-")]
        assert described["description"] == f"{key.doc.meaning.zh}\n{key.doc.meaning.en}"
        if name != "lights":  # its example is one light of several
            for example in key.doc.examples:
                assert accepted_by(f"{name.replace('_', '-')} = {example}") == {"reader", "schema"}
    assert len(SCHEMA["properties"]) == len(keys_of(ProjectSettings))
