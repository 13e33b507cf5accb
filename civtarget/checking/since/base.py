"""Plans, settings and baseline at the merge base of an edit, read from git."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from civtarget.checking.baseline import BaselineEntry, read_baseline
from civtarget.checking.report import Since
from civtarget.checking.settings import RunOptions, Settings, read_settings
from civtarget.errors import CivtargetError
from civtarget.files.base_plans import BasePlans, plans_before
from civtarget.files.history import history_since
from civtarget.files.paths import File
from civtarget.files.plan.reader import PlanFile
from civtarget.files.settings_file import find_settings
from civtarget.language import Text
from civtarget.model.settings import ProjectSettings
from civtarget.rules.catalogue import CHECKING_RULES


@dataclass(frozen=True)
class Project:
    """The settings of a project on one side of an edit, and the entries of its baseline."""

    settings: ProjectSettings
    baseline: Sequence[BaselineEntry] = ()

    @cached_property
    def run_settings(self) -> Settings:
        """The settings of a run without options of its own; raises `SettingsError` where they make no sense."""
        return read_settings(RunOptions(), CHECKING_RULES, self.settings)


@dataclass(frozen=True, slots=True)
class BaseState:
    """
    Plans, settings and baseline at the merge base of an edit (`since`).

    The project is None where settings do not count, and where they could not be read: `unread` is the reason then.
    """

    since: Since
    plans: BasePlans
    project: Project | None = None
    unread: Text | None = None

    @property
    def had_plans(self) -> bool:
        """Whether there was a plan to check."""
        return any(self.plans.before) or bool(self.plans.gone or self.plans.beside)


def read_base_state(  # noqa: PLR0913  # all that it takes to find what there was
    revision: str,
    named: Sequence[str],
    files: Sequence[PlanFile],
    folders: Iterable[str],
    *,
    baseline: str | None,
    isolated: bool,
) -> BaseState:
    """
    Read the state at the merge base of the working copy and `revision` from git.

    `files` are the plans that were found at the paths `named`. Settings are looked for from `folders` on, unless a run
    is `isolated`; `baseline` is the file that a run names instead of that of the settings.

    Raises
    ------
    SourceError
        A plan lies in no repository or in another one, git cannot be run, or it does not have the revision.
    """
    history = history_since(revision, files[0].path if files else named[0])
    since, plans = Since(revision, history.name), plans_before(history, named, files)
    try:
        settings = ProjectSettings() if isolated else find_settings(folders, history.file)
        project = project_of(settings, baseline, history.file)
        _ = project.run_settings  # raises what is wrong with them
    except CivtargetError as error:
        return BaseState(since, plans, unread=error.text)
    return BaseState(since, plans, None if isolated and baseline is None else project)


def project_of(settings: ProjectSettings, baseline: str | None, opened: Callable[[str], File | None]) -> Project:
    """
    Return a project with the entries of its baseline: the file `baseline`, else that of its settings.

    Raises `BaselineError` or what `opened` does where that file cannot be used.
    """
    name = baseline or settings.baseline
    file = None if name is None else opened(name)
    entries = read_baseline(file.text, file.path) if file is not None else ()
    return Project(replace(settings, baseline=name), entries)
