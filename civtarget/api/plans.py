"""Plans and their validation: `civtarget.load(…).validate()`."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from civtarget.api.inputs import PathName, day_of, fail_on_of, named_paths, names_in, open_plans, settings_near
from civtarget.api.report import Report
from civtarget.checking import engine
from civtarget.checking.settings import FailOn, RunOptions, read_settings
from civtarget.errors import CivtargetError
from civtarget.files.linked_plans import read_linked_plans
from civtarget.files.paths import read_file
from civtarget.files.plan.reader import PlanFile
from civtarget.language import Text
from civtarget.model.phrases import listed
from civtarget.model.plan import Plan
from civtarget.model.settings import ProjectSettings
from civtarget.rules import PLAN_RULES


class OnePlanError(CivtargetError):
    """One plan is needed, and none or several were loaded."""


def load(*paths: PathName | Iterable[PathName], linked: Iterable[PathName] | None = None) -> "Plans":
    """
    Read plans: files, folders, or patterns such as `plans/2025-*.yaml`; one, several, or a list of them.

    `linked` are the plans that these may refer to and that are not checked themselves; by default, those in the same
    folders. What is wrong inside a plan is a finding of `Plans.validate`, not an error.

    Raises
    ------
    SourceError
        A path is missing, or cannot be opened or decoded.
    ArgumentError
        An argument is no path.
    """
    named = named_paths(*paths)
    files = tuple(open_plans(named))
    if linked is None:
        return Plans(files, tuple(read_linked_plans(files)), tuple(named))
    checked = {os.path.realpath(file.path) for file in files}
    others = (file for file in open_plans(named_paths(linked)) if os.path.realpath(file.path) not in checked)
    return Plans(files, tuple(others), tuple(named))


@dataclass(frozen=True, eq=False)
class Plans:
    """
    Plans that are checked together; iteration gives the `Plan` of every file that holds one.

    `files` are the files as they were read, `linked` others that they may refer to, and `named` the paths by which they
    were found.
    """

    files: tuple[PlanFile, ...]
    linked: tuple[PlanFile, ...] = field(default=(), repr=False)
    named: tuple[str, ...] = field(default=(), repr=False)

    def __iter__(self) -> Iterator[Plan]:
        return (file.plan for file in self.files if file.plan is not None)

    def __len__(self) -> int:
        return len(self.files)

    @cached_property
    def settings(self) -> ProjectSettings:
        """The settings of the project that the plans belong to: those of the nearest `civtarget.toml`."""
        return settings_near(file.path for file in self.files)

    @property
    def is_empty(self) -> bool:
        """Whether no file holds an indicator: there is nothing to check."""
        return not any(file.holds_indicators for file in self.files)

    def only_file(self) -> PlanFile:
        """Return the one file; raise `OnePlanError` if there are none or several."""
        if len(self.files) != 1:
            names = listed(file.path for file in self.files) if self.files else Text("无", "none")
            raise OnePlanError(
                Text("应只有一份规划，这里有：{names}", "one plan is needed, and here there are: {names}", names=names)
            )
        return self.files[0]

    def validate(  # noqa: PLR0913  # as many as the command has
        self,
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        fail_on: FailOn | str | None = None,
        waivers: bool = True,
        settings: bool = True,
        baseline: PathName | bool = True,
        since: str | None = None,
        as_of: date | str = "today",
    ) -> Report:
        """
        Check the plans by the rules, as `civtarget validate` does.

        Parameters
        ----------
        select, ignore
            IDs or families of rules that are reported alone, or left out.
        fail_on
            The least severity of `Report.failures`: `error`, `warning`, `note` or `never`.
        waivers
            Whether the waivers of the plans hold.
        settings
            Whether the settings file of the project is read.
        baseline
            A file of accepted findings; by default that of the settings, with False none (but with `since`).
        since
            A git revision to hold the plans against.
        as_of
            The day for which waivers are judged: `today`, or like `2025-06-30`.

        Raises
        ------
        SettingsError
            A rule, family or level is none.
        SettingsFileError, BaselineError
            The settings file or the baseline cannot be used.
        SourceError
            The baseline cannot be opened, or git does not have the revision.
        """
        options = RunOptions(names_in("select", select), names_in("ignore", ignore), fail_on_of(fail_on), waivers)
        project = self.settings if settings else ProjectSettings()
        accepted = None if isinstance(baseline, bool) else os.fspath(baseline)
        day = day_of(as_of)
        if since is not None:
            from civtarget.api.since import PlanFiles, validate_since  # noqa: PLC0415  # what no other run needs

            plans = PlanFiles(self.files, self.linked, self.named)
            report = validate_since(since, plans, options, project, baseline=accepted, isolated=not settings, as_of=day)
            return replace(report, is_empty=self.is_empty)
        run_settings = read_settings(options, PLAN_RULES, project)
        content = engine.check("validate", self.files, run_settings, day, beside=self.linked)
        report = Report(content, run_settings, is_empty=self.is_empty)
        name = accepted or (project.baseline if baseline else None)
        if name is None:
            return report
        from civtarget.checking.baseline import read_baseline  # noqa: PLC0415  # what no other run needs

        return report.with_baseline(read_baseline(read_file(name).text, name), name)


def path_of(plan: PathName | Plans) -> str:
    """Return the path of a plan; raise `OnePlanError` if none or several were loaded."""
    return plan.only_file().path if isinstance(plan, Plans) else os.fspath(plan)
