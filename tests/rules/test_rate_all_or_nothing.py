"""rate-all-or-nothing: rates below 100 % that only all of a small whole reach."""

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.excerpts import whole_plan

from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.language import Language
from civtarget.model.plan import Identifier
from civtarget.model.results import Held, Problem, RuleOptions
from civtarget.model.workspace import workspace_of
from civtarget.rules import rate_all_or_nothing

PLAN = "indicators: {{r: {{name: 率, kind: rate, {rest}}}}}"
AT = "indicators.r.target:"
TRAP = f"{AT} one less is below 92% (11/12 ≈ 91.67%): all 12 have to reach it"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("target: '>= 92%'", [], id="no-of"),
        pytest.param("of: {part: 12, whole: 12}, target: '>= 92%'", [TRAP], id="floor"),
        pytest.param("of: {whole: 12}, target: 92%", [TRAP], id="exact-without-part"),
        pytest.param("of: {whole: '<= 12'}, target: 92%", [TRAP], id="cap-on-the-whole"),
        pytest.param("of: {whole: 13}, target: 92%", [], id="one-may-miss"),
        pytest.param("of: {whole: 10}, target: 90%", [], id="one-may-miss-exactly"),
        pytest.param(
            "of: {whole: 1}, target: 50%",
            [f"{AT} one less is below 50% (0/1 = 0%): all 1 have to reach it"],
            id="whole-of-one",
        ),
        pytest.param("of: {whole: 12}, target: 100%", [], id="all-are-asked-for"),
        pytest.param("of: {whole: 12}, target: '<= 92%'", [], id="cap"),
        pytest.param("of: {part: 99}, target: '>= 92%'", [], id="the-part-is-more-than-that-already"),
        pytest.param("of: {part: 9}, target: '>= 92%'", [], id="unknown-whole-is-said-elsewhere"),
        pytest.param("of: {whole: 0}, target: '>= 92%'", [], id="nothing"),
        pytest.param(
            "of: {whole: '>= 5'}, target: '>= 92%'",
            [f"? {AT} no definite whole: whether all of it are needed is open"],
            id="whole-may-grow",
        ),
        pytest.param("of: {whole: 12.5公里}, target: '>= 95%'", [], id="nothing-countable"),
        pytest.param(
            "of: {whole: 约12}, target: '>= 92%'",
            [f"? {AT} indicators.r.of.whole is about 12: only an exact figure can be compared"],
            id="about",
        ),
        pytest.param("unit: 倍, of: {whole: 12}, target: 0.92倍", [], id="no-share"),
        pytest.param(
            "of: {part: 12, whole: hoems}, target: 92%",
            [],
            id="unknown-whole",
        ),
    ],
)
def test_messages(messages, rest, expected):
    assert messages(rate_all_or_nothing, PLAN.format(rest=rest)) == expected


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        ("12", f"{AT} 少一个就不到 92%（11/12≈91.67%）：12 个必须全部达标"),
        ("'>= 5'", f"? {AT} 分母没有确定的数，不知是否必须全部达标"),
    ],
)
def test_in_chinese(messages, whole, expected):
    plan = PLAN.format(rest=f"of: {{whole: {whole}}}, target: 92%")
    assert messages(rate_all_or_nothing, plan, Language.ZH) == [expected]


def test_figures(check):
    (finding,) = check(PLAN.format(rest="of: {whole: 12}, target: 92%"), rate_all_or_nothing).findings
    assert (finding.expected, finding.actual, finding.gap, finding.unit) == (92, Fraction(275, 3), Fraction(-1, 3), "%")


@given(st.integers(1, 250), st.integers(1, 999))
def test_a_trap_is_where_only_the_whole_itself_is_enough(whole, per_mille):
    text = whole_plan(PLAN.format(rest=f"of: {{whole: {whole}}}, target: '>= {per_mille / 10}%'"))
    read = parse_plan(File("plan.yaml", text, "")).plan
    assert read is not None
    (result,) = rate_all_or_nothing.check_indicator(Identifier("r"), read, workspace_of([read]), RuleOptions())
    assert isinstance(result, Problem if ceil(per_mille * whole / 1000) == whole else Held)
