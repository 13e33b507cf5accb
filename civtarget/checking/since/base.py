"""What there was before an edit, read from git: the plans, the settings of the project and its known findings."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from civtarget.checking.baseline import BaselineEntry, read_baseline
from civtarget.checking.report import Since
from civtarget.checking.settings import RunOptions, read_settings
from civtarget.errors import CivtargetError
from civtarget.files.base_plans import BasePlans, plans_before
from civtarget.files.history import history_since
from civtarget.files.paths import File
from civtarget.files.plan.reader import PlanFile
from civtarget.files.settings_file import find_settings
from civtarget.language import Text
from civtarget.model.settings import FilePath, ProjectSettings
from civtarget.rules.catalogue import CHECKING_RULES


@dataclass(frozen=True, slots=True)
class Project:
    """The settings of a project as an edit found or left them, with the findings that its baseline accepts."""

    settings: ProjectSettings
    known: Sequence[BaselineEntry] = ()


@dataclass(frozen=True, slots=True)
class BaseState:
    """
    What there was before an edit: the commit (`since`), its plans, and its project.

    The project is None where settings do not count, and where they could not be read, which `unread` then says.
    """

    since: Since
    plans: BasePlans
    project: Project | None = None
    unread: Text | None = None

    @property
    def had_plans(self) -> bool:
        """Whether there was anything to check."""
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
    Read what git had of plans where their present state and `revision` part.

    `files` are the plans that were found in what was `named`. Settings are looked for from `folders` on, unless a run
    is `isolated`; `baseline` is the file that a command line names in their stead.

    Raises
    ------
    SourceError
        A plan lies in no repository or in another one, git cannot be run, or it does not have the revision.
    """
    history = history_since(revision, files[0].path if files else named[0])
    since, plans = Since(revision, history.name), plans_before(history, named, files)
    try:
        settings = ProjectSettings() if isolated else find_settings(folders, history.file)
        read_settings(RunOptions(), CHECKING_RULES, settings)  # which says what is wrong with it
        project = project_of(settings, baseline, history.file)
    except CivtargetError as error:
        return BaseState(since, plans, unread=error.text)
    return BaseState(since, plans, None if isolated and baseline is None else project)


def project_of(settings: ProjectSettings, baseline: str | None, opened: Callable[[str], File | None]) -> Project:
    """
    Return a project with its known findings: those of a file named on the command line, else of its settings.

    Raises `BaselineError` or what `opened` does where that file cannot be used.
    """
    name = FilePath(baseline) if baseline else settings.baseline
    file = None if name is None else opened(name)
    known = read_baseline(file.text, file.path) if file is not None else ()
    return Project(replace(settings, baseline=name), known)
