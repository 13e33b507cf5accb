"""Runs the rules over submissions for a plan, and makes one report of their results and of the scorecard."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import partial

from civtarget.checking.engine import checked_results
from civtarget.checking.findings import FindingBuilder, in_order
from civtarget.checking.report import CheckedPlan, CheckedSubmission, Report, rule_runs
from civtarget.checking.settings import Settings
from civtarget.files.plan.reader import PlanFile
from civtarget.files.submission.reader import Submission
from civtarget.model.findings import SubmissionFault
from civtarget.model.plan import Unread, at
from civtarget.model.results import Held, Result
from civtarget.model.workspace import workspace_of_files
from civtarget.rules import READING_RULES, CheckingRule, Rule
from civtarget.rules.actuals import ACTUALS_RULES, SUBMISSION_RULES
from civtarget.scorecard.assessment import Assessment, assess
from civtarget.scorecard.filter import EVERY_CELL, CellFilter
from civtarget.scorecard.lights import Light
from civtarget.scorecard.observations import Observations, ObservationsInMemory
from civtarget.scorecard.verdicts import ScorecardCell

_SEVERITIES = {rule.ID: rule.SEVERITY for rule in SUBMISSION_RULES}


def check(  # noqa: PLR0913  # all that a check rests on
    file: PlanFile,
    submissions: Iterable[Submission],
    settings: Settings,
    as_of: date,
    *,
    cell_filter: CellFilter = EVERY_CELL,
    lights: tuple[Light, ...] = (),
    beside: Sequence[PlanFile] = (),
    observations: Observations | None = None,
) -> Report:
    """
    Check submissions for the plan of `file` as at the end of `as_of`; keep the cells that `cell_filter` shows.

    `beside` are plans that it may refer to. `observations` are those of the submissions, where an engine holds them;
    without it, their rows are reduced and judged in memory.

    Of the plan itself only its faults are reported. Where its identifier, its period or all its indicators could not be
    read, no value is judged.
    """
    submissions, builder = tuple(submissions), FindingBuilder(file, as_of, settings, (file, *beside))
    workspace = workspace_of_files((each.path, each.plan) for each in (file, *beside))
    assessment, held = None, list[str]()
    with suppress(Unread):  # its fault is a finding already
        if file.plan is not None:
            if observations is None:
                rows = (row for each in submissions for row in each.observations)
                observations = ObservationsInMemory(rows, file.plan)
            if observations.latest_end is not None:  # where no file has a value, nobody is accused of silence
                assessment = assess(file.plan, observations, as_of, workspace)
    cells = tuple(filter(cell_filter.shows, assessment.scorecard.cells)) if assessment else ()
    scope = _CellScope(cell_filter, assessment.scorecard.cells if assessment else ())
    findings = [builder.fault(fault) for fault in file.faults]
    for submission in submissions:
        findings += (
            builder.submission_fault(fault, _SEVERITIES[fault.rule])
            for fault in submission.faults
            if scope.may_be_for(fault)
        )
    for rule, result in _results(assessment, settings) if assessment else ():
        if not settings.selects(rule) or not scope.is_for(result):
            continue
        if isinstance(result, Held):
            held.append(rule.ID)
        else:
            findings.append(builder.result(rule, result))
    runs = rule_runs(_rules_run(file, submissions, assessment, settings), held, findings)
    return Report(
        command="check",
        plans=(CheckedPlan(builder.plan_id, file.path, file.sha256, runs),),
        findings=in_order(findings),
        held=len(held),
        as_of=as_of.isoformat(),
        submissions=tuple(
            CheckedSubmission(each.name, each.sha256, each.form.identifier, each.encoding, each.notes)
            for each in submissions
        ),
        assessment=assessment,
        cells=cells,
        lights=lights,
    )


def _rules_run(
    file: PlanFile, submissions: Sequence[Submission], assessment: Assessment | None, settings: Settings
) -> Iterator[str]:
    """Yield the IDs of the rules that were run: over the plan and the submissions read, and over what was reported."""
    rules: list[Rule] = [*(READING_RULES if file.plan else ()), *(SUBMISSION_RULES if submissions else ())]
    if assessment is not None:
        rules += filter(settings.selects, ACTUALS_RULES)
    return (rule.ID for rule in rules)


class _CellScope:
    """
    Tells whether a fault or a result concerns the cells that are shown.

    A value that could not be read may have had any verdict, and a fault that names no indicator and no district may
    concern any cell.
    """

    def __init__(self, cell_filter: CellFilter, all_cells: Collection[ScorecardCell]) -> None:
        cells = list(filter(cell_filter.shows, all_cells))
        self.cell_filter = cell_filter
        self.everything = len(cells) == len(all_cells)
        self.hidden = {cell.subject for cell in all_cells} - {cell.subject for cell in cells}
        self.pairs = {(cell.indicator, cell.district) for cell in cells}
        self.indicators = {indicator for indicator, _ in self.pairs}

    def may_be_for(self, fault: SubmissionFault) -> bool:
        indicators, districts = self.cell_filter.indicators, self.cell_filter.districts
        return (indicators is None or fault.indicator is None or fault.indicator in indicators) and (
            districts is None or fault.district is None or fault.district in districts
        )

    def is_for(self, result: Result) -> bool:
        if self.everything:
            return True
        if result.subject is None:
            return result.where[1] in self.indicators
        # A step that is no milestone has no cell: what is said of it goes with its indicator and district.
        return result.subject not in self.hidden and (result.subject.indicator, result.subject.district) in self.pairs


def _results(assessment: Assessment, settings: Settings) -> Iterator[tuple[CheckingRule, Result]]:
    """Yield the results of every rule over actuals, each with its rule."""
    for identifier in assessment.plan.indicators:
        for rule in ACTUALS_RULES:
            for result in checked_results(
                partial(rule.check_actuals, identifier, assessment, settings.options_of(rule)),
                at(identifier),
                assessment.plan.id,
            ):
                yield rule, result
