"""The rules over edits: whole messages, what explains a change and what does not, and that nothing weaker escapes."""

import re

import pytest
from conftest import Check
from support.plan_edits import EDITS, PLAN

from civtarget.model.findings import Outcome, Severity
from civtarget.rules.edits import EDIT_RULES

DISTRICTS = "districts: {甲区: {en: North}, 乙区: {en: South}}\n"
BEDS = "  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 300, split: {甲区: 200, 乙区: 100}}\n"
HOMES = (
    "  homes: {name: {zh: 机构, en: Homes}, kind: stock, unit: 家, target: 9, split: {甲区: 4, 乙区: 5}, by: 6月底}\n"
)
OLD = f"{DISTRICTS}indicators:\n{BEDS}{HOMES}"
ENTRY = "why: 财力, decision: 第3号"
IDS = {rule.ID for rule in EDIT_RULES}


def told(report):
    """Return what the rules over edits say, a line each; what could not be checked starts with `?`."""
    return [
        f"{'? ' if each.outcome is Outcome.UNCHECKED else ''}{'.'.join(each.location.path)} {each.rule}: {each.message.en}"
        for each in report.findings
        if each.rule in IDS
    ]


def test_messages_in_both_languages_and_the_numbers_behind(check_edit: Check):
    (finding,) = (
        each for each in check_edit(OLD, OLD.replace("target: 9,", "target: 8,")).findings if each.rule == "target-kept"
    )

    assert (
        finding.message.zh == "目标由 9家 降为 8家：少 1家；要在 changes 中写明为什么、依据什么（what: homes.target）"
    )
    assert finding.message.en == (
        "the target is lowered from 9 to 8: 1 less; `changes` has to say why, and by which decision (what: homes.target)"
    )
    assert (finding.expected, finding.actual, finding.gap, finding.unit) == (9, 8, -1, "家")
    assert (finding.severity, finding.is_new, finding.location.file) == (Severity.ERROR, True, "plan.yaml")
    (before,) = finding.related
    assert (before.location.file, before.location.span.line, before.message.zh) == ("1a2b3c4:plan.yaml", 4, "原为 9家")


WITHOUT_SOUTH = (
    OLD.replace(", 乙区: {en: South}", "").replace(", 乙区: 100", "").replace(", 乙区: 5", "").replace("200", "300")
)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(OLD, [], id="nothing"),
        pytest.param(OLD.replace("target: 300", "target: 400"), [], id="stronger"),
        pytest.param(
            OLD.replace("by: 6月底", "by: 9月底"),
            [
                (
                    "indicators.homes.by deadline-kept: the deadline is put off from 6月底 to 9月底: 92 days later; "
                    "`changes` has to say why, and by which decision (what: homes.by)"
                )
            ],
            id="later",
        ),
        pytest.param(
            WITHOUT_SOUTH,
            [
                (
                    "districts.乙区 district-kept: the district South is dropped; "
                    "`changes` has to say why, and by which decision (what: districts.乙区)"
                )
            ],
            id="a district and all its shares are one loss",
        ),
        pytest.param(
            OLD.replace(", 乙区: 100", ""),
            [
                (
                    "indicators.beds.split.乙区 target-kept: the share of South changes from 100 to not listed; "
                    "`changes` has to say why, and by which decision (what: beds.乙区)"
                )
            ],
            id="a share alone",
        ),
        pytest.param(
            OLD.replace(HOMES, ""),
            [
                (
                    "indicators.homes duty-kept: Homes: the indicator is dropped: a target of 9; "
                    "`changes` has to say why, and by which decision (what: homes)"
                )
            ],
            id="an indicator",
        ),
        pytest.param(
            f"{OLD}waivers:\n  - {{rule: district-sum, reason: 待定, until: 2025-12-31}}\n",
            [
                (
                    "waivers.0 waiver-explained: the waiver is added: district-sum, until 2025-12-31; "
                    "`changes` has to say why, and by which decision (what: waivers)"
                )
            ],
            id="a waiver",
        ),
        pytest.param(OLD.replace("homes:", "care-homes:"), [], id="another identifier"),
        pytest.param(
            OLD.replace("target: 9", "target: 若干"),
            [
                (
                    "? indicators.homes.target target-kept: indicators.homes.target of the new plan could not be read and "
                    "was not compared"
                )
            ],
            id="unreadable",
        ),
    ],
)
def test_what_became_weaker_has_to_be_explained(check_edit: Check, new, expected):
    assert told(check_edit(OLD, new)) == expected


@pytest.mark.parametrize(
    ("what", "explains"),
    [
        ("beds", True),
        ("beds.split", True),
        ("beds.乙区", True),
        ("beds.split.乙区", True),
        ("indicators.beds", True),
        ("indicators.beds.split.乙区", True),
        ("beds.target", False),
        ("beds.甲区", False),
        ("homes", False),
        ("indicators", False),
        ("乙区", False),
        ("districts.乙区", False),
        ("*", False),
    ],
)
def test_an_entry_explains_what_it_names_and_what_is_in_that(check_edit: Check, what, explains):
    new = OLD.replace("乙区: 100", "乙区: 90") + f"changes:\n  - {{what: {what!r}, {ENTRY}}}\n"

    assert (not any("target-kept" in each for each in told(check_edit(OLD, new)))) == explains


def test_an_entry_on_a_dropped_district_explains_its_shares(check_edit: Check):
    assert told(check_edit(OLD, f"{WITHOUT_SOUTH}changes:\n  - {{what: districts.乙区, {ENTRY}}}\n")) == []


class TestEntriesOfEarlierEdits:
    """What the last edit explained."""

    LOWER = OLD.replace("target: 300", "target: 280") + f"changes:\n  - {{what: beds.target, {ENTRY}}}\n"
    LOWEST = LOWER.replace("target: 280", "target: 260")
    MESSAGE = (
        "indicators.beds.target target-kept: the target is lowered from 280 to 260: 20 less; "
        "`changes` has to say why, and by which decision (what: beds.target)"
    )

    def test_they_explain_nothing_new(self, check_edit: Check):
        assert told(check_edit(self.LOWER, self.LOWEST)) == [self.MESSAGE]

    def test_they_stay_as_they_were(self, check_edit: Check):
        message = (
            "changes entry-kept: the entry in `changes` on beds.target (第3号) was taken out or rewritten: what was decided "
            "stays on record; an entry has to say why it was corrected (what: changes)"
        )
        corrected = self.LOWER.replace("第3号", "第4号")
        assert told(check_edit(self.LOWER, corrected)) == [message]
        assert told(check_edit(self.LOWER, OLD.replace("target: 300", "target: 280"))) == [message]
        assert told(check_edit(self.LOWER, self.LOWEST.replace("第3号", "第4号"))) == [self.MESSAGE, message]
        reused = self.LOWEST.replace("财力", "财力不足") + "  - {what: changes, why: 漏字, decision: 第4号}\n"
        assert told(check_edit(self.LOWER, reused)) == [self.MESSAGE]
        assert told(check_edit(self.LOWER, f"{corrected}  - {{what: changes, why: 文号有误, decision: 第4号}}\n")) == []

    @pytest.mark.parametrize("is_first", [True, False])
    @pytest.mark.parametrize(
        ("entry", "explains"),
        [
            (f"{{what: beds.target, {ENTRY}}}", False),
            (f"{{what: ' beds.target', {ENTRY}}}", False),
            ("{what: beds.target, why: 财力, decision: 第4号}", True),
            ("{what: beds, why: 再减, decision: 第3号}", True),
        ],
    )
    def test_another_one_does_but_not_a_copy(self, check_edit: Check, entry, explains, is_first):
        there = f"  - {{what: beds.target, {ENTRY}}}\n"
        new = self.LOWEST.replace(there, f"  - {entry}\n{there}" if is_first else f"{there}  - {entry}\n")

        assert told(check_edit(self.LOWER, new)) == ([] if explains else [self.MESSAGE])


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("beds.taget", 'this edit changes nothing called "beds.taget": is "beds.target" meant?'),
        ("天气", 'this edit changes nothing called "天气"'),
    ],
)
def test_an_entry_about_nothing_is_told(check_edit: Check, what, message):
    report = check_edit(OLD, OLD.replace("target: 300", "target: 290") + f"changes:\n  - {{what: {what}, {ENTRY}}}\n")

    (finding,) = (each for each in report.findings if each.rule == "change-needed")
    assert (finding.message.en, finding.severity) == (message, Severity.WARNING)
    assert finding.location.path == ("changes", "0", "what")


def test_an_entry_may_be_about_what_became_stronger(check_edit: Check):
    new = OLD.replace("target: 300", "target: 310") + f"changes:\n  - {{what: beds.target, {ENTRY}}}\n"

    assert told(check_edit(OLD, new)) == []


def test_a_waiver_explains_nothing(check_edit: Check):
    waiver = "waivers:\n  - {rule: target-kept, reason: 待定, until: 2025-12-31}\n"
    report = check_edit(OLD + waiver, OLD.replace("target: 300", "target: 290") + waiver)

    assert [each.outcome for each in report.findings if each.rule == "target-kept"] == [Outcome.BROKEN]
    assert [each.message.en for each in report.findings if each.rule == "reference-known"] != []


WEAKER = [
    pytest.param(old, new, [each for each in changes if each[0] == "weaker"], id=f"{number}")
    for number, (old, new, changes) in enumerate(EDITS)
    if any(each[0] == "weaker" for each in changes)
]


@pytest.mark.parametrize(("old", "new", "weaker"), WEAKER)
def test_nothing_weaker_escapes_and_what_the_message_names_explains_it(check_edit: Check, old, new, weaker):
    """For every edit of which `diff` says that something became weaker."""
    text = PLAN.replace(old, new)
    problems = [each for each in check_edit(PLAN, text).findings if each.rule in IDS and each.outcome is Outcome.BROKEN]

    assert len(problems) == len(weaker)
    names = [re.search(r"\(what: (.+)\)$", each.message.en)[1] for each in problems]
    entries = "".join(f"  - {{what: {name}, why: 见纪要, decision: 第9号}}\n" for name in names)
    explained = (
        text.replace("changes:\n", f"changes:\n{entries}") if "changes:\n" in text else f"{text}changes:\n{entries}"
    )
    assert told(check_edit(PLAN, explained)) == told_unchecked(check_edit(PLAN, text))


def told_unchecked(report):
    return [each for each in told(report) if each.startswith("?")]


def test_a_district_that_becomes_a_party_loses_nothing_unsaid(check_edit: Check):
    new = OLD.replace(", 乙区: {en: South}}", "}\nparties: {乙区: {en: South}}").replace("乙区: 100", "乙区: 1")
    entry = f"changes:\n  - {{what: districts.乙区, {ENTRY}}}\n"

    found = told(check_edit(OLD, new + entry))

    assert [each.split(":")[0] for each in found] == ["indicators.beds.split.乙区 target-kept"]


def test_a_waiver_for_a_dropped_district_is_no_loss_of_it(check_edit: Check):
    waiver = "waivers:\n  - {rule: not-negative, district: 乙区, reason: 待定, until: 2025-12-31}\n"
    entry = f"changes:\n  - {{what: districts.乙区, {ENTRY}}}\n"

    found = told(check_edit(OLD, WITHOUT_SOUTH + waiver + entry))

    assert [each.split(":")[0] for each in found] == ["waivers.0 waiver-explained"]


@pytest.mark.parametrize("name", ['甲"区', "甲\\区", "甲, 区", "甲: 区", "甲 区"])
def test_the_hint_can_be_pasted(check_edit: Check, name):
    quoted = "'" + name + "'"
    old = OLD.replace("乙区", quoted)
    new = old.replace(f"{quoted}: 100", f"{quoted}: 90")
    (what,) = (
        re.search(r"\((what: .+)\)$", each.message.en)[1]
        for each in check_edit(old, new).findings
        if each.is_new and each.rule == "target-kept"
    )

    assert [each for each in told(check_edit(old, f"{new}changes:\n  - {{{what}, {ENTRY}}}\n")) if "kept" in each] == []
