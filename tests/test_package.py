"""The package as others find it: its version, its metadata, and what the changelog says of it."""

import re
from importlib.metadata import metadata

from conftest import ROOT

import civtarget

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
HEADINGS = re.findall(r"^## (.*)$", CHANGELOG, re.MULTILINE)


def test_the_changelog_begins_with_the_version_of_the_package():
    versions = [each for each in HEADINGS if each != "Unreleased"]

    assert re.fullmatch(rf"{re.escape(civtarget.__version__)} - \d{{4}}-\d\d-\d\d", versions[0])


def test_versions_and_days_of_the_changelog_descend():
    released = [each.split(" - ") for each in HEADINGS if each != "Unreleased"]

    days = [day for _, day in released]
    assert days == sorted(days, reverse=True)
    numbers = [tuple(map(int, version.split("."))) for version, _ in released]
    assert numbers == sorted(numbers, reverse=True)


def test_what_an_index_shows():
    shown = metadata("civtarget")

    assert shown["Author"] == "civtarget contributors"
    assert shown["License-Expression"] == "MIT"
    assert shown["Keywords"]
    classifiers = shown.get_all("Classifier")
    assert "Typing :: Typed" in classifiers
    assert not [each for each in classifiers if each.startswith("License ::")]  # PEP 639
    assert shown.get_all("Project-URL") is None  # there is no public address yet
