"""No command ends in an internal error, takes long, or writes what is unsafe, whatever stands in the files."""

import os

import pytest
from run import many
from support.repositories import needs_git

COUNT = {"quick": 150, "deep": 100_000, "thorough": 100_000}[os.environ.get("HYPOTHESIS_PROFILE", "quick")]
STEP = 50


@pytest.mark.parametrize("first", range(0, COUNT, STEP))
@needs_git
def test_no_project_is_too_much(first):
    assert many(range(first, first + STEP)) == []
