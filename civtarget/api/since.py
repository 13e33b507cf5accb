"""Plans held against what git had of them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from civtarget.api.inputs import search_folders
from civtarget.api.report import Report
from civtarget.checking.settings import RunOptions
from civtarget.checking.since.base import BaseState, project_of, read_base_state
from civtarget.checking.since.engine import Head, check_since
from civtarget.files.paths import read_file
from civtarget.files.plan.reader import PlanFile
from civtarget.model.settings import ProjectSettings


class PlanFiles(NamedTuple):
    """Plans to check, others that they may refer to, and the paths by which they were found."""

    files: Sequence[PlanFile]
    linked: Sequence[PlanFile]
    named: Sequence[str]


def validate_since(  # noqa: PLR0913  # all that an edit is held against
    revision: str,
    plans: PlanFiles,
    options: RunOptions,
    project: ProjectSettings,
    *,
    baseline: str | None,
    isolated: bool,
    as_of: date,
) -> Report:
    """
    Check plans, and hold them against their state where the present and `revision` part.

    `baseline` replaces that of the settings in both states; where a run is `isolated`, no settings are read.

    Raises
    ------
    SourceError
        git cannot be run, or does not have the revision, or a plan lies in no repository.
    """
    folders = search_folders(file.path for file in plans.files)
    base = read_base_state(revision, plans.named, plans.files, folders, baseline=baseline, isolated=isolated)
    head = Head(plans.files, plans.linked, project_of(project, baseline, read_file))
    return compare_states(base, head, options, as_of)


def compare_states(base: BaseState, head: Head, options: RunOptions, as_of: date) -> Report:
    """Check the plans of `head`, and hold them against those of `base`."""
    content, fixed, settings = check_since(base, head, options, as_of)
    return Report(content, settings, fixed, head.project.settings.baseline)
