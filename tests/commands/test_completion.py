"""Completion in a shell: rules, and what may be selected."""

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
