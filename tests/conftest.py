"""Fixtures for all tests: rules run on excerpts of plans, and the command line run for real."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from support import command_line
from support.command_line import ROOT, Civtarget
from support.excerpts import whole_plan

from civtarget.checking import actuals as actuals_engine
from civtarget.checking import engine
from civtarget.checking.report import Report, Since
from civtarget.checking.settings import RunOptions, Settings
from civtarget.checking.since import engine as since
from civtarget.checking.since.base import BaseState, Project
from civtarget.files.base_plans import BasePlans
from civtarget.files.paths import File
from civtarget.files.plan.reader import PlanFile, parse_plan
from civtarget.files.settings_file import find_settings
from civtarget.files.submission.reader import read_submission
from civtarget.language import Language
from civtarget.model.findings import Finding, Outcome
from civtarget.reports.views.findings import subject_text
from civtarget.rules import Rule

__all__ = ["ROOT", "Check", "Civtarget", "Messages"]

Check = Callable[..., Report]
Messages = Callable[..., list[str]]

# The fixtures that run a rule hold no state, so examples may share them.
_SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
settings.register_profile("quick", max_examples=50, deadline=None, suppress_health_check=_SHARED)
settings.register_profile("deep", max_examples=1000, deadline=None, suppress_health_check=_SHARED)
settings.register_profile("thorough", max_examples=10_000, deadline=None, suppress_health_check=_SHARED)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case with bytes by its argument: a workbook holds the time, and the processes of xdist compare names."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture
def check() -> Check:
    """Check an excerpt of a plan by every rule, or by one, with other excerpts beside it; return the report."""

    def run(
        excerpt: str,
        rule: Rule | None = None,
        as_of: date = date(2025, 6, 30),
        beside: Sequence[str] = (),
        settings: Settings | None = None,
    ) -> Report:
        file, *others = (_plan_file(name, each) for name, each in _named([excerpt, *beside]))
        selected = settings or Settings(select=frozenset({rule.ID}) if rule else frozenset())
        return engine.check("validate", [file], selected, as_of, beside=others)

    return run


@pytest.fixture
def messages(check: Check) -> Messages:
    """
    Run one rule on an excerpt of a plan; return what it says, a line a finding: `path: message`.

    A check that could not be made starts with `?`.
    """

    def run(rule: Rule, excerpt: str, language: Language = Language.EN, beside: Sequence[str] = ()) -> list[str]:
        report = check(excerpt, rule, beside=beside)
        return [_line(finding, language) for finding in report.findings if finding.rule == rule.ID]

    return run


@pytest.fixture
def check_actuals() -> Check:
    """
    Check CSV rows for an excerpt of a plan, by every rule or by one; return the report.

    The date is the end of the latest period, unless `as_of` says otherwise.
    """

    def run(excerpt: str, rows: str, rule: Rule | None = None, as_of: date | None = None) -> Report:
        plan_file = _plan_file("plan.yaml", excerpt)
        assert plan_file.plan is not None
        submission = read_submission(rows.encode(), "rows.csv", plan_file.plan)
        latest = max((each.period.end for each in submission.observations), default=date(2025, 6, 30))
        selected = Settings(select=frozenset({rule.ID}) if rule else frozenset())
        return actuals_engine.check(plan_file, [submission], selected, as_of or latest)

    return run


@pytest.fixture
def actuals_messages(check_actuals: Check) -> Messages:
    """
    Run one rule over actuals on CSV rows for an excerpt of a plan; return what it says, a line a finding.

    A line is `line:column message` of the rows, or `path message` of the plan. A check that could not be made starts
    with `?`.
    """

    def run(
        rule: Rule, excerpt: str, rows: str, as_of: date | None = None, language: Language = Language.EN
    ) -> list[str]:
        report = check_actuals(excerpt, rows, rule, as_of)
        return [_line_about_rows(finding, language) for finding in report.findings if finding.rule == rule.ID]

    return run


@pytest.fixture
def check_edit(tmp_path: Path) -> Check:
    """
    Hold an excerpt of a plan against what it was, by every rule or by one; return the report.

    `old_settings` and `new_settings` are the texts of `civtarget.toml` before and after.
    """

    def run(
        old: str,
        new: str,
        rule: Rule | None = None,
        *,
        old_settings: str = "",
        new_settings: str = "",
        as_of: date = date(2025, 6, 30),
    ) -> Report:
        files = (_plan_file("1a2b3c4:plan.yaml", old),), (_plan_file("plan.yaml", new),)
        projects = []
        for name, text in (("old", old_settings), ("new", new_settings)):
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / "civtarget.toml").write_text(text, encoding="utf-8")
            projects.append(Project(replace(find_settings([str(tmp_path / name)]), path="civtarget.toml")))
        before = BaseState(Since("main", "1a2b3c4"), BasePlans(files[0], (), (), ()), projects[0])
        now = since.Head(files[1], (), projects[1])
        asked = RunOptions(select=[rule.ID] if rule else [])
        return since.check(before, now, asked, as_of).report

    return run


def _named(excerpts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield a file name for each excerpt: plan.yaml, beside-1.yaml, …"""
    for number, excerpt in enumerate(excerpts):
        yield (f"beside-{number}.yaml" if number else "plan.yaml"), excerpt


def _plan_file(name: str, excerpt: str) -> PlanFile:
    text = whole_plan(excerpt)
    return parse_plan(File(name, text, hashlib.sha256(text.encode()).hexdigest()))


def _line_about_rows(finding: Finding, language: Language) -> str:
    location = finding.location
    assert location.span is not None
    in_rows = f"{location.span.line}:{location.span.column}"
    place = in_rows if location.file == "rows.csv" else ".".join(location.path)
    sign = "? " if finding.outcome is Outcome.UNCHECKED else ""
    subject = subject_text([finding], None).in_language(language)
    return f"{sign}{place} {subject}{finding.message.in_language(language)}"


def _line(finding: Finding, language: Language) -> str:
    sign = "? " if finding.outcome is Outcome.UNCHECKED else ""
    return f"{sign}{'.'.join(finding.location.path)}: {finding.message.in_language(language)}"


@pytest.fixture
def civtarget() -> Civtarget:
    """Return a function that runs the command line in this process."""
    return command_line.run


@pytest.fixture
def civtarget_process() -> Civtarget:
    """Return a function that runs the installed command: for encodings, pipes, help and whatever else is the process's."""
    return command_line.run_process
