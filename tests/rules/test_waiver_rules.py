"""waiver-current and waiver-needed: waivers that ran out, and waivers that nothing matches."""

from datetime import date

import pytest

from civtarget.model.findings import Outcome
from civtarget.rules import district_sum, waiver_current, waiver_needed

PLAN = """
indicators:
  beds: {{name: {{zh: 床位, en: Beds}}, kind: count, unit: 张, target: {target}, split: {{甲区: 1, 乙区: {share}}}}}
  rate: {{name: {{zh: 比率, en: Rate}}, kind: rate, target: 90%}}
waivers:
  - {{rule: {rule}, {subject}reason: 商定, until: {until}}}
"""


def said(check, rule="district-sum", subject="indicator: beds, ", until="2025-12-31", target=4, share=2, **options):
    report = check(PLAN.format(rule=rule, subject=subject, until=until, target=target, share=share), **options)
    ids = {waiver_current.ID, waiver_needed.ID}
    return [
        f"{each.severity} {'.'.join(each.location.path)}: {each.message.en}"
        for each in report.findings
        if each.rule in ids
    ]


@pytest.mark.parametrize(
    ("waiver", "expected"),
    [
        pytest.param({}, [], id="it-accepts-something"),
        pytest.param({"subject": ""}, [], id="whatever-the-indicator"),
        pytest.param(
            {"until": "2025-03-31"},
            ["error waivers.0.until: it ran out on 2025-03-31, and what it accepts is still there"],
            id="ran-out",
        ),
        pytest.param({"until": "2025-06-30"}, [], id="on-its-last-day"),
        pytest.param({"target": 3}, ["warning waivers.0: there is no district-sum to waive: take it out"], id="mended"),
        pytest.param(
            {"target": 3, "until": "2025-03-31"},
            ["warning waivers.0: there is no district-sum to waive: take it out"],
            id="mended-and-ran-out",
        ),
        pytest.param(
            {"rule": "whole-number"},
            ["warning waivers.0: there is no whole-number to waive: take it out"],
            id="never-was",
        ),
        pytest.param({"share": ""}, [], id="what-could-not-be-checked-may-come-back"),
        pytest.param({"rule": "target-met"}, [], id="for-what-is-reported"),
        pytest.param({"rule": "district-summ"}, [], id="no-rule-at-all"),
        pytest.param({"until": "若干"}, [], id="unreadable"),
        pytest.param({"subject": "indicator: [beds], "}, [], id="unreadable-indicator"),
    ],
)
def test_waivers(check, waiver, expected):
    assert said(check, **waiver) == expected


def test_a_rule_that_is_not_run_is_not_missed(check):
    report = check(PLAN.format(rule="whole-number", subject="", until="2025-12-31", target=4, share=2), district_sum)
    assert [each.rule for each in report.findings] == ["district-sum"]


def test_in_chinese(check):
    def zh(**waiver):
        keys = {"rule": "district-sum", "subject": "", "until": "2025-12-31", "target": 4, "share": 2, **waiver}
        report = check(PLAN.format(**keys))
        return [each.message.zh for each in report.findings if each.rule.startswith("waiver")]

    assert zh(until="2025-03-31") == ["豁免已于 2025-03-31 到期，问题还在"]
    assert zh(target=3) == ["没有 district-sum 的问题可豁免：请删去"]


def test_what_ran_out_points_at_what_it_accepts(check):
    report = check(PLAN.format(rule="district-sum", subject="", until="2025-03-31", target=4, share=2))
    (finding,) = [each for each in report.findings if each.rule == waiver_current.ID]
    assert [".".join(each.location.path) for each in finding.related] == ["indicators.beds.split"]


@pytest.mark.parametrize(("with_waivers", "outcome"), [(True, Outcome.WAIVED), (False, Outcome.BROKEN)])
def test_waivers_may_be_left_out(check, with_waivers, outcome):
    text = PLAN.format(rule="district-sum", subject="", until="2025-12-31", target=4, share=2)
    report = check(text, waivers=with_waivers)
    assert [each.outcome for each in report.findings if each.rule == "district-sum"] == [outcome]
    assert (report.as_of == date(2025, 6, 30).isoformat()) == with_waivers
