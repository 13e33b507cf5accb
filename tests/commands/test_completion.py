"""Completion in a shell: rules, what may be selected, and names of the plan that the command line names."""

import pytest


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        pytest.param("civtarget explain district-s", ["district-sum"], id="rule"),
        pytest.param("civtarget explain yaml-", ["yaml-syntax"], id="what-reading-enforces"),
        pytest.param("civtarget validate --select yaml-", [], id="but-that-cannot-be-selected"),
        pytest.param("civtarget check --ignore step", ["step-repeated", "steps-in-order", "steps-rise"], id="ignored"),
        pytest.param("civtarget diff --fail-on wea", ["weaker"], id="choice"),
    ],
)
def test_what_may_follow(civtarget, typed, completed):
    words = typed.split()

    done = civtarget(_CIVTARGET_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=str(len(words) - 1))

    assert sorted(done.stdout.split()) == completed


def test_a_rule_is_completed_with_its_claim(civtarget):
    done = civtarget(_CIVTARGET_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="civtarget explain district-s")

    assert '"district-sum":"The shares of a split add up to the target of the whole area."' in done.stdout


PLAN = """civtarget: 1
id: example
title: 示例
period: 2025
districts: {东城区: {en: East}, 西城区: {en: West}}
indicators:
  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 100}
  benches: {name: 7, kind: count, unit: 张, target: x}
"""


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        pytest.param("civtarget allocate plan.yaml be", ["beds", "benches"], id="indicator"),
        pytest.param("civtarget repair plan.yaml bed", ["beds"], id="repaired"),
        pytest.param("civtarget check --plan plan.yaml a.csv --indicator beds,b", ["beds,benches"], id="list"),
        pytest.param("civtarget check --plan plan.yaml a.csv --district 西", ["西城区"], id="district"),
        pytest.param("civtarget check a.csv --district 西", [], id="no-plan-is-named"),
        pytest.param("civtarget check a.csv --plan none.yaml --district 西", [], id="no-such-plan"),
        pytest.param("civtarget check a.csv --plan broken.yaml --indicator b", [], id="no-yaml"),
        pytest.param("civtarget check a.csv --only mis", ["missed"], id="verdict"),
        pytest.param("civtarget check a.csv --only behind,mi", ["behind,missed"], id="verdicts"),
    ],
)
def test_names_of_the_plan_that_is_named(civtarget, tmp_path, typed, completed):
    (tmp_path / "plan.yaml").write_text(PLAN, "utf-8")
    (tmp_path / "broken.yaml").write_text("indicators: [", "utf-8")
    words = typed.split()

    done = civtarget(
        cwd=tmp_path, _CIVTARGET_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=str(len(words) - 1)
    )

    assert sorted(done.stdout.split()) == completed
    assert done.stderr == ""


def test_an_indicator_is_completed_with_its_name(civtarget, tmp_path):
    (tmp_path / "plan.yaml").write_text(PLAN, "utf-8")

    done = civtarget(
        cwd=tmp_path, _CIVTARGET_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="civtarget allocate plan.yaml bed"
    )

    assert '"beds":"Beds"' in done.stdout
