"""The engine: what becomes of what rules say."""

from datetime import date

import pytest

from civtarget.checking import engine
from civtarget.checking.settings import FailOn, RunOptions, Settings, SettingsError, read_settings
from civtarget.model.findings import Outcome, Severity
from civtarget.rules import PLAN_RULES, district_sum

SHORT = "indicators: {beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 9, split: {甲区: 1, 乙区: 2}}}"
WAIVER = "waivers: [{{rule: district-sum, indicator: beds, reason: 以总数为准, until: {until}}}]"


def said(report):
    return [(each.rule, each.outcome.value, ".".join(each.location.path)) for each in report.findings]


def test_a_rule_whose_prerequisite_is_broken_is_unchecked(check):
    report = check(SHORT.replace("甲区", "丙区"))

    assert ("district-known", "broken", "indicators.beds.split.丙区") in said(report)
    (blocked,) = [each for each in report.findings if each.rule == "district-sum"]
    assert (blocked.outcome, blocked.severity) == (Outcome.UNCHECKED, Severity.NOTE)
    assert blocked.needs == ("district-known",)
    assert blocked.message.en == "cannot be checked until district-known holds"
    assert blocked.message.zh == "要等 district-known 成立才能检查"


def test_a_prerequisite_counts_even_when_it_is_not_selected(check):
    report = check(SHORT.replace("甲区", "丙区"), district_sum)

    assert said(report) == [("district-sum", "unchecked", "indicators.beds")]


def test_what_meets_something_unreadable_is_unchecked_and_the_rest_is_judged(check):
    two = (
        SHORT.replace("甲区: 1", "甲区: 1x")[:-1]
        + ", seats: {name: 座, kind: count, unit: 个, target: 1, split: {甲区: 2, 乙区: 0}}}"
    )

    report = check(two, district_sum)

    assert said(report) == [
        ("wrong-value", "broken", "indicators.beds.split.甲区"),
        ("district-sum", "unchecked", "indicators.beds.split.甲区"),
        ("district-sum", "broken", "indicators.seats.split"),
    ]
    (blocked,) = [each for each in report.findings if each.outcome is Outcome.UNCHECKED]
    assert blocked.needs == ("indicators.beds.split.甲区",)


@pytest.mark.parametrize(
    ("until", "as_of", "outcome"),
    [
        ("2025-12-31", date(2025, 12, 31), Outcome.WAIVED),
        ("2025-12-31", date(2026, 1, 1), Outcome.BROKEN),
    ],
)
def test_a_waiver_holds_to_the_end_of_its_last_day(check, until, as_of, outcome):
    report = check(f"{SHORT}\n{WAIVER.format(until=until)}", district_sum, as_of)

    finding, *run_out = report.findings
    assert finding.outcome is outcome
    assert finding.severity is Severity.ERROR
    assert finding.waiver == ("以总数为准" if outcome is Outcome.WAIVED else None)
    assert [each.rule for each in run_out] == ([] if outcome is Outcome.WAIVED else ["waiver-current"])
    assert (report.summary.waived, report.summary.broken) == ((1, 0) if outcome is Outcome.WAIVED else (0, 2))
    assert report.summary.checked == report.held + 1 + len(run_out)
    assert Settings().fails(finding) == (outcome is Outcome.BROKEN)


@pytest.mark.parametrize(
    "waiver",
    [
        "{rule: whole-number, indicator: beds, reason: r, until: 2025-12-31}",
        "{rule: district-sum, indicator: seats, reason: r, until: 2025-12-31}",
        "{rule: district-sum, district: 甲区, reason: r, until: 2025-12-31}",
        "{rule: district-sum, reason: r, until: soon}",
    ],
)
def test_a_waiver_of_something_else_waives_nothing(check, waiver):
    report = check(f"{SHORT}\nwaivers: [{waiver}]", district_sum)

    assert [each.outcome for each in report.findings if each.rule == "district-sum"] == [Outcome.BROKEN]


def test_fingerprints_survive_moved_lines_and_tell_findings_apart(check):
    twice = SHORT[:-1] + ", seats: {name: 座, kind: count, unit: 个, target: 1, split: {甲区: 2, 乙区: 0}}}"

    here, moved = check(twice, district_sum), check(f"# a comment\n\n{twice}", district_sum)

    prints = [each.fingerprint for each in here.findings]
    assert prints == [each.fingerprint for each in moved.findings]
    assert len(set(prints)) == len(prints) == 2
    assert [each.location.span.line for each in here.findings] != [each.location.span.line for each in moved.findings]


def test_findings_stand_in_the_order_of_the_file(check):
    report = check("indicators:\n  b: {kind: cuont}\n  a: {name: no, unit: 张, kind: count, target: 01}")

    places = [(each.location.span.line, each.location.span.column) for each in report.findings]
    assert places == sorted(places)


def test_counts_are_of_checks(check):
    report = check(SHORT, district_sum)

    summary = report.summary
    assert (summary.checked, summary.held, summary.broken, summary.unchecked, summary.waived) == (1, 0, 1, 0, 0)
    assert dict(summary.by_severity) == {Severity.ERROR: 1, Severity.WARNING: 0, Severity.NOTE: 0}


@pytest.mark.parametrize(
    ("select", "ignore", "reported"),
    [
        ([], [], True),
        (["district-sum"], [], True),
        (["sums"], [], True),
        (["rates,sums"], [], True),
        (["rates"], [], False),
        ([], ["district-sum"], False),
        ([], ["rates", "sums"], False),
    ],
)
def test_selection_by_rule_and_family(select, ignore, reported):
    assert read_settings(RunOptions(select, ignore), PLAN_RULES).selects(district_sum) == reported


@pytest.mark.parametrize(
    ("name", "en", "zh"),
    [
        (
            "district-sums",
            '--select: no rule or family is called "district-sums": is "district-sum" meant?',
            "--select：没有规则或规则族“district-sums”，是否应为“district-sum”？",
        ),
        (
            "xyz",
            '--select: no rule or family is called "xyz" (see civtarget rules)',
            "--select：没有规则或规则族“xyz”（见 civtarget rules）",
        ),
        (
            "yaml-syntax",
            "--select: yaml-syntax is always reported and cannot be chosen",
            "--select：yaml-syntax 总会报告，不能选择",
        ),
    ],
)
def test_a_name_that_is_no_rule_is_refused(name, en, zh):
    with pytest.raises(SettingsError) as refused:
        read_settings(RunOptions([name]), PLAN_RULES)

    assert (refused.value.text.en, refused.value.text.zh) == (en, zh)


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [
        (FailOn.ERROR, [Severity.ERROR]),
        (FailOn.WARNING, [Severity.ERROR, Severity.WARNING]),
        (FailOn.NOTE, list(Severity)),
        (FailOn.NEVER, []),
    ],
)
def test_fail_on(check, fail_on, failing):
    (finding,) = check(SHORT, district_sum).findings

    from dataclasses import replace

    assert [each for each in Severity if Settings(fail_on=fail_on).fails(replace(finding, severity=each))] == failing


def test_only_reading_keeps_the_faults_of_reading(check):
    report = check(SHORT.replace("kind: count", "kind: cuont"))

    assert {each.rule for each in engine.only_reading(report).findings} == {"wrong-value"}


def test_a_selection_that_leaves_nothing_is_refused():
    with pytest.raises(SettingsError) as refused:
        read_settings(RunOptions(["district-sum"], ["sums"]), PLAN_RULES)

    assert refused.value.text.en == "--select and --ignore leave no rule to check by"
    assert refused.value.text.zh == "--select 和 --ignore 没有留下任何规则"


def test_what_requires_a_rule_that_could_not_look_is_unchecked_for_the_same_reason(check):
    """Of an unknown kind nobody can say that it adds up, so its sum does not hold."""
    report = check(SHORT.replace("kind: count", "kind: cuont").replace("target: 9", "target: 3"), district_sum)

    assert said(report) == [
        ("wrong-value", "broken", "indicators.beds.kind"),
        ("district-sum", "unchecked", "indicators.beds.kind"),
    ]
    assert report.held == 0
    assert report.findings[1].needs == ("indicators.beds.kind",)
