"""What holds of every rule: its name, its documentation, its examples, its place in the order, its test."""

import inspect
import pkgutil
import re
from graphlib import CycleError
from pathlib import Path

import pytest

import civtarget.rules
from civtarget.model.findings import Outcome, Severity
from civtarget.model.results import RuleOptions
from civtarget.rules import PLAN_RULES, READING_RULES, WAIVER_RULES, in_order
from civtarget.rules import actuals as over_actuals
from civtarget.rules import edits as over_edits
from civtarget.rules.actuals import ACTUALS_RULES, SUBMISSION_RULES
from civtarget.rules.catalogue import CHECKING_RULES, ENFORCED_RULES, RULES
from civtarget.rules.edits import EDIT_RULES, project_kept

FAMILIES = {"reading", "names", "references", "sums", "values", "rates", "dates", "links"} | {
    "submissions",
    "rows",
    "progress",
    "plausibility",
    "waivers",
    "edits",
}
OVER_ACTUALS = (*SUBMISSION_RULES, *ACTUALS_RULES)
CHINESE = re.compile(r"[\u3400-\u9fff]")

every_rule = pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.ID) for rule in RULES])
every_check = pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.ID) for rule in CHECKING_RULES])


def file_name(rule):
    return rule.__name__.rpartition(".")[2]


def is_chinese(paragraph):
    """Tell the language by the first character, as `explain` does; the rest has to agree."""
    chinese = not paragraph[:1].isascii()
    assert chinese == (len(CHINESE.findall(paragraph)) > len(paragraph) / 3)
    return chinese


def excerpt(rule, heading):
    """Return the one indented block under `heading` of a rule's docstring."""
    blocks = re.findall(rf"^{heading}:\n\n((?:    .*\n|\n)+)", rule.__doc__, re.MULTILINE)
    assert len(blocks) == 1, f"{rule.ID} has one block under {heading}"
    return "\n".join(line[4:] for line in blocks[0].strip("\n").splitlines()) + "\n"


@pytest.fixture
def run(check, check_actuals, check_edit):
    """
    Run the excerpt under a heading of a docstring.

    That is a plan and, behind a blank line, what is linked or what is reported for it, or a plan or settings before and
    after an edit.
    """

    def run(rule, heading, selected=None):
        text = excerpt(rule, heading)
        if rule in EDIT_RULES:
            old, new = text.removeprefix("# before\n").split("\n# after\n")
            if rule is project_kept:
                return check_edit("indicators: {}\n", "indicators: {}\n", old_settings=old, new_settings=new)
            return check_edit(old, new, selected)
        if rule not in OVER_ACTUALS:
            text, *beside = re.split(r"\n\n(?=id: )", text)  # what is linked stands behind a blank line
            return check(text, selected, beside=beside)
        plan, _, rows = text.partition("\n\n")
        assert rows, f"{rule.ID} shows what is reported"
        return check_actuals(plan, rows, selected)

    return run


def test_every_module_is_registered():
    def modules(package):
        found = pkgutil.iter_modules(package.__path__)
        return {each.name for each in found if not each.name.startswith("_") and not each.ispkg}

    over_plans = {file_name(rule) for rule in RULES if rule not in (*OVER_ACTUALS, *EDIT_RULES)}
    assert over_plans == modules(civtarget.rules) - {"catalogue"}
    assert {file_name(rule) for rule in EDIT_RULES} == modules(over_edits)
    assert {file_name(rule) for rule in OVER_ACTUALS} == modules(over_actuals)


def test_ids_are_unique():
    assert len({rule.ID for rule in RULES}) == len(RULES)


@every_rule
def test_what_it_states_about_itself(rule):
    assert file_name(rule).replace("_", "-") == rule.ID
    assert rule.FAMILY in FAMILIES
    assert isinstance(rule.SEVERITY, Severity)
    assert rule.ID not in FAMILIES, "--select takes both"


@every_rule
def test_its_docstring_has_the_full_form(rule):
    paragraphs = rule.__doc__.strip().split("\n\n")
    claim, claim_zh, *reasons = paragraphs[: paragraphs.index("Passes:")]
    ending = paragraphs[-2:]

    assert [claim[-1], claim_zh[-1]] == [".", "。"]
    assert [is_chinese(claim), is_chinese(claim_zh)] == [False, True]
    assert {is_chinese(reason) for reason in reasons} == {False, True}
    assert [is_chinese(reason) for reason in reasons] == sorted(map(is_chinese, reasons)), "English comes first"
    assert [paragraph for paragraph in paragraphs if paragraph.endswith(":")] == ["Passes:", "Fails:"]
    assert ending[0].startswith("Remedy: ")
    assert ending[1].startswith("补救：")


@every_rule
def test_its_examples_do_what_they_say(rule, run):
    def broken(heading):
        findings = run(rule, heading).findings
        return [each for each in findings if each.rule == rule.ID and each.outcome is Outcome.BROKEN]

    assert broken("Passes") == []
    assert broken("Fails") != []


@every_rule
def test_the_passing_example_is_read_whole(rule, run):
    reading = {each.ID for each in ENFORCED_RULES}
    assert [each.message.en for each in run(rule, "Passes").findings if each.rule in reading] == []


@every_check
def test_the_passing_example_is_checked(rule, run):
    """It must hold, not merely be passed over."""
    report = run(rule, "Passes", rule)
    assert [each for each in report.findings if each.rule == rule.ID] == []
    assert report.held > 0


@every_check
def test_its_checks_are_generators(rule):
    """What they cannot read must be met while the engine takes their results, not when they are called."""
    names = ("check_plan", "check_indicator", "check_actuals", "check_edit")
    checks = [getattr(rule, name) for name in names if hasattr(rule, name)]
    assert checks
    assert [each for each in checks if not inspect.isgeneratorfunction(each)] == []


@every_check
def test_what_it_requires_runs_before_it_on_the_same_indicator(rule):
    if rule not in PLAN_RULES:
        assert not rule.REQUIRES
        return
    before = {each.ID: each for each in PLAN_RULES[: PLAN_RULES.index(rule)]}
    assert before.keys() >= rule.REQUIRES
    assert all(hasattr(each, "check_indicator") for each in (rule, *map(before.get, rule.REQUIRES)) if rule.REQUIRES)


@every_check
def test_its_options_have_defaults(rule):
    assert issubclass(rule.Options, RuleOptions)
    assert rule.Options() == rule.Options()


@every_rule
def test_it_has_a_test_of_its_own(rule):
    folder = Path(__file__).parent / ("actuals" if rule in OVER_ACTUALS else "")
    documented = {
        "reading_rules": READING_RULES,
        "submission_rules": SUBMISSION_RULES,
        "waiver_rules": WAIVER_RULES,
        "edit_rules": EDIT_RULES,
    }
    name = next((test for test, rules in documented.items() if rule in rules), file_name(rule))
    assert (folder / f"test_{name}.py").is_file()


class Requiring:
    """A rule as far as its place in the order is concerned."""

    def __init__(self, identifier, *required):
        self.ID = identifier
        self.REQUIRES = frozenset(required)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        pytest.param([], [], id="none"),
        pytest.param([("b",), ("a",), ("c",)], ["b", "a", "c"], id="as-registered"),
        pytest.param([("b", "c"), ("a",), ("c",)], ["a", "c", "b"], id="what-is-required-first"),
        pytest.param([("a",), ("d", "b", "c"), ("c", "b"), ("b",)], ["a", "b", "c", "d"], id="in-a-chain"),
        pytest.param([("c", "a"), ("b",), ("a",), ("d",)], ["b", "a", "c", "d"], id="back-where-it-was-registered"),
    ],
)
def test_the_order_follows_what_is_required(rules, expected):
    assert [each.ID for each in in_order(*(Requiring(*each) for each in rules))] == expected


def test_a_requirement_that_is_no_rule_is_refused():
    with pytest.raises(KeyError, match="no-such"):
        in_order(Requiring("a", "no-such"))


def test_rules_that_require_each_other_are_refused():
    with pytest.raises(CycleError):
        in_order(Requiring("a", "b"), Requiring("b", "a"))
