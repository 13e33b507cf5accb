"""
What was found, and what a plan says, as text: one pure function a format, none of which prints.

`report_as` renders a report, `plan_as` a plan, `repair_as` a repair, `rules_as` the list of rules. A format is imported
when it is asked for, so nobody waits for a table that is not drawn.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from civtarget.checking.report import Report
from civtarget.model.plan import Plan
from civtarget.reports.sheet import Sheet
from civtarget.reports.style import Style
from civtarget.rules import Rule

if TYPE_CHECKING:  # a plan is checked without them
    from civtarget.model.settings import ProjectSettings
    from civtarget.reports.views.changes import Difference
    from civtarget.reports.views.repair import Repaired
    from civtarget.splits.proposal import Proposal


class Format(StrEnum):
    """A form in which a plan, a split or a list of rules can be had."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"


class ReportFormat(StrEnum):
    """A form in which a report can be had."""

    TABLE = "table"
    PLAIN = "plain"
    MARKDOWN = "markdown"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"
    CSV = "csv"


def report_as(form: ReportFormat, report: Report, style: Style) -> str:
    """Render `report`; the text ends with a line break."""
    match form:
        case ReportFormat.TABLE:
            from civtarget.reports.formats import terminal as table

            return table.render(report, style)
        case ReportFormat.PLAIN:
            from civtarget.reports.formats import plain

            return plain.render(report, style)
        case ReportFormat.JSON:
            from civtarget.reports.views import findings_json as json_report

            return json_report.render(report)
        case ReportFormat.MARKDOWN:
            from civtarget.reports.formats import markdown as markdown_report

            return markdown_report.render(report, style)
        case ReportFormat.GITHUB:
            from civtarget.reports.formats import github as github_report

            return github_report.render(report, style)
        case ReportFormat.GITLAB:
            from civtarget.reports.formats import gitlab as gitlab_report

            return gitlab_report.render(report, style)
        case ReportFormat.SARIF:
            from civtarget.reports.formats import sarif as sarif_report

            return sarif_report.render(report, style)
        case ReportFormat.JUNIT:
            from civtarget.reports.formats import junit as junit_report

            return junit_report.render(report, style)
        case ReportFormat.CSV:
            from civtarget.reports.formats import csv_file as csv_report

            return csv_report.render(report, style)
        case _:
            assert_never(form)


def plan_as(form: Format, plan: Plan, style: Style) -> str:
    """Render `plan` as officials tabulate it: indicators down, districts across, totals and gaps."""
    if form is Format.JSON:
        from civtarget.reports.views import plan_json as json_plan

        return json_plan.render(plan)
    from civtarget.reports.views import plan as plan_sheets

    return _sheets(form, plan_sheets.sheets(plan, style), style)


def allocation_as(form: Format, proposal: "Proposal", plan: Plan, style: Style, *, compare: bool) -> str:
    """Render a proposed split: a table for each view, then who was level and how fair it is."""
    if form is Format.JSON:
        from civtarget.reports.views import allocation_json as json_allocation

        return json_allocation.render(proposal, plan)
    from civtarget.reports.views import allocation as allocation_sheets

    drawn = _sheets(form, allocation_sheets.sheets(proposal, plan, style, compare=compare), style)
    return "\n".join((drawn.rstrip("\n"), "", *allocation_sheets.lines(proposal, plan, style), ""))


def repair_as(form: Format, repaired: "Repaired", style: Style) -> str:
    """Render what became of splits that were to be repaired: wrapped for a terminal as a table, else a line each."""
    from civtarget.reports.views import repair as repair_pages

    if form is Format.JSON:
        return repair_pages.render_json(repaired)
    if form is Format.PLAIN:
        return repair_pages.render(repaired, style)
    from civtarget.reports.formats import terminal as table

    return repair_pages.render(repaired, style, table.wrap)


def changes_as(form: ReportFormat, difference: "Difference", style: Style) -> str:
    """Render what changed between two versions of a plan: a row or a finding for each change, the summary last."""
    from civtarget.reports.views import changes as change_sheets
    from civtarget.reports.views import changes_report as change_report

    if form is ReportFormat.JSON:
        return change_sheets.render_json(difference)
    if form not in (ReportFormat.TABLE, ReportFormat.PLAIN):
        return report_as(form, change_report.as_report(difference), style)
    with_files = form is ReportFormat.PLAIN
    drawn = _sheets(Format(form), change_sheets.sheets(difference, style, with_files=with_files), style)
    return drawn + style.say(change_sheets.summary_line(difference)) + "\n"


def _sheets(form: Format, sheets: Sequence[Sheet], style: Style) -> str:
    if form is Format.TABLE:
        from civtarget.reports.formats import terminal as table

        return table.draw(sheets, style)
    from civtarget.reports.formats import plain

    return plain.write(sheets)


def rules_as(form: Format, rules: Sequence[Rule], style: Style) -> str:
    """Render the list of rules: ID, family, severity, and the claim of each."""
    from civtarget.reports.views import rules as rule_pages

    return rule_pages.as_json(rules) if form is Format.JSON else _sheets(form, [rule_pages.sheet(rules, style)], style)


def settings_as(form: Format, project: "ProjectSettings", style: Style) -> str:
    """Render the settings that hold, and from where."""
    from civtarget.reports.views import settings as settings_sheet

    if form is Format.JSON:
        return settings_sheet.as_json(project)
    return _sheets(form, [settings_sheet.sheet(project, style)], style)


def explain_as(form: Format, rule: Rule, style: Style) -> str:
    """Render the page of `rule`: wrapped for a terminal as a table, as Markdown otherwise."""
    from civtarget.reports.views import rules as rule_pages

    page = rule_pages.page(rule, style)
    if form is not Format.TABLE:
        return page
    from civtarget.reports.formats import terminal as table

    return table.draw_page(page, style)
