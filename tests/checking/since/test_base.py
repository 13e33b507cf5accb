"""A project on one side of an edit: its settings, read once, and its baseline."""

import pytest

from civtarget.checking.baseline import BaselineEntry, BaselineError, render
from civtarget.checking.settings import FailOn, SettingsError
from civtarget.checking.since.base import Project, project_of
from civtarget.files.paths import File
from civtarget.language import Text
from civtarget.model.settings import ProjectSettings

ENTRY = BaselineEntry("0123456789abcdef", "district-sum", "2025-somewhere", Text("少 1", "1 short"))


def opened(name):
    return File(name, render([ENTRY]), "") if name == "known.json" else None


@pytest.mark.parametrize(
    ("stated", "named", "name", "entries"),
    [
        (None, None, None, ()),
        ("known.json", None, "known.json", (ENTRY,)),
        (None, "known.json", "known.json", (ENTRY,)),
        ("old.json", "known.json", "known.json", (ENTRY,)),
        ("known.json", "new.json", "new.json", ()),
    ],
)
def test_the_baseline_that_a_run_names_comes_first(stated, named, name, entries):
    project = project_of(ProjectSettings(baseline=stated), named, opened)

    assert (project.settings.baseline, project.baseline) == (name, entries)


def test_what_is_no_baseline_is_refused():
    with pytest.raises(BaselineError, match=r"known\.json is no baseline"):
        project_of(ProjectSettings(), "known.json", lambda name: File(name, "{}", ""))


def test_settings_are_read_once_and_only_when_they_are_needed():
    project = Project(ProjectSettings(path="civtarget.toml", fail_on="note"))

    assert project.run_settings.fail_on is FailOn.NOTE
    assert project.run_settings is project.run_settings


def test_settings_that_make_no_sense_are_refused_where_they_are_needed():
    project = Project(ProjectSettings(path="civtarget.toml", fail_on="notes"))

    with pytest.raises(SettingsError) as refused:
        _ = project.run_settings
    assert refused.value.text.en == 'civtarget.toml fail-on: there is no "notes": is "note" meant?'
