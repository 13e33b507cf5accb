"""constraints.txt: exact versions of all that is installed for development, within the ranges of pyproject.toml."""

import os
import subprocess
import sys
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support.command_line import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
DIRECT = [
    Requirement(each) for each in (*PROJECT["dependencies"], *(each for extra in EXTRAS.values() for each in extra))
]
LINES = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINS = {
    canonicalize_name(pin.name): pin
    for pin in (Requirement(line) for line in LINES if line and not line.startswith("#"))
    if pin.marker is None or pin.marker.evaluate()  # a package may have a version for each Python
}
"""The pins that hold for the Python that runs."""


def version_of(pin: Requirement) -> str:
    """Return the one version that a line of constraints.txt allows."""
    (allowed,) = pin.specifier
    assert allowed.operator == "=="
    return allowed.version


def installed() -> dict[str, str]:
    """Return the versions of civtarget's dependencies for development, and of theirs in turn, as they are installed."""
    wanted, seen = [Requirement(f"civtarget[{','.join(EXTRAS)}]")], set()
    while wanted:
        requirement = wanted.pop()
        if (key := (canonicalize_name(requirement.name), frozenset(requirement.extras))) in seen:
            continue
        seen.add(key)
        for needed in map(Requirement, metadata.requires(requirement.name) or ()):
            extras = requirement.extras or {""}
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
                wanted.append(needed)
    return {name: metadata.version(name) for name, _ in seen if name != "civtarget"}


@pytest.mark.parametrize("requirement", DIRECT, ids=lambda each: each.name)
def test_a_dependency_is_pinned_within_its_range(requirement):
    assert requirement.specifier.contains(version_of(PINS[canonicalize_name(requirement.name)]))


@pytest.mark.skipif(os.environ.get("VERSIONS", "pinned") != "pinned", reason="other versions need other packages")
def test_all_that_is_installed_is_pinned():
    assert installed().keys() <= PINS.keys()


@pytest.mark.skipif(os.environ.get("VERSIONS") != "pinned", reason="others than the pinned versions may be installed")
def test_what_is_tested_is_what_is_pinned():
    """`.ci/run` says by VERSIONS which are meant."""
    assert installed() == {name: version_of(PINS[name]) for name in installed()}


def test_the_lowest_versions_are_those_of_the_ranges():
    """`.ci/lowest_versions.py` prints what the job with the lowest versions installs."""
    script = ROOT / ".ci" / "lowest_versions.py"
    printed = subprocess.run([sys.executable, script], capture_output=True, encoding="utf-8", check=True).stdout

    lowest = [Requirement(line) for line in printed.splitlines()]
    assert [each.name for each in lowest] == [each.name for each in DIRECT]
    assert [each for each, needs in zip(lowest, DIRECT, strict=True) if version_of(each) not in needs.specifier] == []
