"""Names of a request, resolved against a plan, and requests whose numbers are typed."""

import re
from fractions import Fraction

import pytest
from support.excerpts import whole_plan

from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.splits.names import RequestError, by_district, districts_called, indicator_called
from civtarget.splits.plan_repair import Request, repair_plan, resolve_request
from civtarget.splits.proposal import Terms, propose, resolve_terms
from civtarget.splits.weights import given_weighting

PLAN = parse_plan(
    File(
        "plan.yaml",
        whole_plan("""
districts: {甲区: {en: North, aliases: [城区]}, 乙区: {en: South, aliases: [城区]}, 丙区: {}}
indicators:
  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 150, 丙区: "--"}}
"""),
        "",
    )
).plan


@pytest.mark.parametrize("name", ["beds", "床位", "BEDS", " beds "])
def test_an_indicator_is_found_by_every_name(name):
    assert indicator_called(name, PLAN) == "beds"


def test_values_by_district():
    assert by_district({"North": 1, "乙区": Fraction(1, 2)}.items(), PLAN) == {"甲区": 1, "乙区": Fraction(1, 2)}
    assert districts_called(["south", "甲区", "乙区"], PLAN) == ["乙区", "甲区", "乙区"]


@pytest.mark.parametrize(
    ("ask", "zh", "en"),
    [
        pytest.param(
            lambda: indicator_called("bads", PLAN),
            "规划中没有指标“bads”：是否应为“beds”？",
            'the plan has no indicator "bads": is "beds" meant?',
            id="indicator",
        ),
        pytest.param(
            lambda: districts_called(["戊"], PLAN), "规划中没有“戊”", 'the plan has no district "戊"', id="district"
        ),
        pytest.param(
            lambda: districts_called(["城区"], PLAN),
            "“城区”可以指 甲区、乙区：请写明是哪一个",
            '"城区" could be any of North, South: name one',
            id="shared",
        ),
        pytest.param(
            lambda: by_district([("甲区", 1), ("North", 2)], PLAN), "甲区 写了两次", "North is named twice", id="twice"
        ),
        pytest.param(
            lambda: resolve_request(Request("beds", minimums={"丙区": 1}), PLAN),
            "丙区 在这一分解中没有份额",
            "丙区 has no share in this split",
            id="no-share",
        ),
        pytest.param(
            lambda: resolve_request(Request(maximums={"甲区": 1}), PLAN),
            "上下限和步长要写明指标，因为各指标的数不同",
            "bounds and steps need an indicator: each has numbers of its own",
            id="no-indicator",
        ),
        pytest.param(
            lambda: resolve_request(Request("beds", step=0), PLAN), "步长应大于零", "a step is above zero", id="step"
        ),
        pytest.param(
            lambda: resolve_terms(Terms(locks={"戊": None}), PLAN),
            "规划中没有“戊”",
            'the plan has no district "戊"',
            id="terms",
        ),
    ],
)
def test_refusals_name_no_option(ask, zh, en):
    with pytest.raises(RequestError, match=f"^{re.escape(en)}$") as refusal:
        ask()
    assert refusal.value.text.zh == zh


def test_a_repair_of_typed_values():
    request = resolve_request(Request("床位", minimums={"North": 125}, locked=frozenset(("South",))), PLAN)

    assert request == Request("beds", minimums={"甲区": 125}, locked=frozenset(("乙区",)))
    (split,) = repair_plan(PLAN, request)
    assert [(cell.district, cell.after) for cell in split.cells] == [("甲区", 150)]


def test_a_proposal_of_typed_values():
    terms = resolve_terms(Terms(minimums={"South": 200}, step=50), PLAN)

    proposal = propose(PLAN, indicator_called("Beds", PLAN), given_weighting({"North": 2, "South": 1}, PLAN), terms)

    assert proposal.allocation.shares == {"甲区": 100, "乙区": 200}
