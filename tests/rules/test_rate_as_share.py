"""rate-as-share: small numbers without a sign, where a rate is in per cent."""

import pytest

from civtarget.language import Language
from civtarget.model.findings import Severity
from civtarget.rules import rate_as_share

PLAN = "indicators: {{it: {{name: 某率, kind: {kind}, {rest}}}}}"
AT = "indicators.it"


def said(stated, meant):
    return f"this is read as {stated}: write {meant} if that is meant, else add the sign %"


@pytest.mark.parametrize(
    ("kind", "rest", "expected"),
    [
        pytest.param("rate", "target: 92%", [], id="with-sign"),
        pytest.param("rate", "target: 0.92%", [], id="small-with-sign"),
        pytest.param("rate", "target: 9‰", [], id="per-mille"),
        pytest.param("rate", "target: '92'", [], id="large-without-sign"),
        pytest.param("rate", "target: 1.01", [], id="just-above-one"),
        pytest.param("rate", "target: 0", [], id="nothing"),
        pytest.param("rate", "target: 0.92", [f"target: {said('0.92%', '92%')}"], id="share"),
        pytest.param("rate", "target: 1", [f"target: {said('1%', '100%')}"], id="one"),
        pytest.param("rate", "target: '>= 0.925'", [f"target: {said('>= 0.925%', '>= 92.5%')}"], id="floor"),
        pytest.param("rate", "target: 0.3..0.4", [f"target: {said('0.3% to 0.4%', '30% to 40%')}"], id="range"),
        pytest.param("rate", "target: 约0.9", [f"target: {said('about 0.9%', 'about 90%')}"], id="about"),
        pytest.param(
            "rate",
            "target: 92%, steps: [{by: 8月, target: 0.3}], each: '>= 0.5'",
            [f"steps.0.target: {said('0.3%', '30%')}", f"each.target: {said('>= 0.5%', '>= 50%')}"],
            id="everywhere",
        ),
        pytest.param("rate", "unit: 倍, target: 0.92", [], id="times"),
        pytest.param("standard", "unit: '%', target: 0.92", [], id="no-rate"),
    ],
)
def test_messages(messages, kind, rest, expected):
    found = [line.replace(f"{AT}.", "", 1) for line in messages(rate_as_share, PLAN.format(kind=kind, rest=rest))]
    assert found == expected


def test_in_chinese(messages):
    plan = PLAN.format(kind="rate", rest="target: '>= 0.92'")
    assert messages(rate_as_share, plan, Language.ZH) == [
        f"{AT}.target: 按 ≥0.92% 理解：若指 ≥92%，请写 ≥92%；否则请写上百分号"
    ]


def test_it_is_a_note(check):
    (finding,) = check(PLAN.format(kind="rate", rest="target: 0.92"), rate_as_share).findings
    assert finding.severity is Severity.NOTE
