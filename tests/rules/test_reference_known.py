"""reference-known: what is referred to is declared."""

import pytest

from civtarget.language import Language
from civtarget.rules import reference_known

PLAN = "indicators: {{beds: {{name: 床位, kind: count, unit: 张}}, x: {{name: 事项, kind: rate, {rest}}}}}"
OFFICES = "offices: {民政局: {aliases: [民政]}, 教育局: {}}\n"
X = "indicators.x"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param("within: beds", [], id="within"),
        pytest.param("within: bed", [f'{X}.within: there is no indicator "bed": is "beds" meant?'], id="misspelt"),
        pytest.param("within: homes", [f'{X}.within: there is no indicator "homes"'], id="nothing-like-it"),
        pytest.param("target: 1.05 × previous x", [], id="last-years-self"),
        pytest.param(
            "target: 1.05 × x", [f'{X}.target: the indicator "x" refers to itself'], id="a-multiple-of-itself"
        ),
        pytest.param(
            "target: 1.05 × previous bed",
            [f'{X}.target: there is no indicator "bed": is "beds" meant?'],
            id="last-years",
        ),
        pytest.param("within: x", [f'{X}.within: the indicator "x" refers to itself'], id="itself"),
        pytest.param("within: xx", [f'{X}.within: there is no indicator "xx"'], id="itself-is-never-suggested"),
        pytest.param("of: {part: beds, whole: 108}", [], id="part-and-number"),
        pytest.param(
            "of: {part: bed, whole: x}",
            [
                f'{X}.of.part: there is no indicator "bed": is "beds" meant?',
                f'{X}.of.whole: the indicator "x" refers to itself',
            ],
            id="both-sides",
        ),
        pytest.param("offices: [民政局, 教育局]", [], id="offices"),
        pytest.param("offices: [民政]", [], id="alias-of-an-office"),
        pytest.param(
            "offices: [教育局, 民证局]",
            [f'{X}.offices.1: there is no office "民证局": is "民政局" meant?'],
            id="misspelt-office",
        ),
        pytest.param(
            "offices: [民正局]",
            [f'{X}.offices.0: there is no office "民正局": is "民政局" meant?'],
            id="one-character-off",
        ),
        pytest.param(
            "offices: {lead: [民政局], responsible: [公安厅], support: [教育局, 财厅]}",
            [
                f'{X}.offices.responsible.0: there is no office "公安厅"',
                f'{X}.offices.support.1: there is no office "财厅"',
            ],
            id="offices-with-roles",
        ),
        pytest.param(
            "steps: [{by: 3月}, {by: 6月, offices: [公安厅]}]",
            [f'{X}.steps.1.offices.0: there is no office "公安厅"'],
            id="office-of-a-step",
        ),
        pytest.param(
            "within: bed, of: [], offices: [公安厅]",
            [
                f'{X}.within: there is no indicator "bed": is "beds" meant?',
                f"? {X}.of: cannot be checked: {X}.of could not be read",
                f'{X}.offices.0: there is no office "公安厅"',
            ],
            id="unreadable-leaves-the-rest-checked",
        ),
    ],
)
def test_messages(messages, rest, expected):
    assert messages(reference_known, OFFICES + PLAN.format(rest=rest)) == expected


def test_offices_are_free_text_where_none_is_declared(messages):
    plan = "offices: {}\nresponsible: [公安厅]\n" + PLAN.format(rest="offices: [教育局]")
    assert messages(reference_known, plan) == []


def test_the_plans_own_offices(messages):
    plan = OFFICES + "responsible: [民政局, 公安厅]\n" + PLAN.format(rest="item: '1'")
    assert messages(reference_known, plan) == ['responsible.1: there is no office "公安厅"']


@pytest.mark.parametrize(
    ("waiver", "expected"),
    [
        pytest.param("indicator: beds, district: 甲区", [], id="both-there"),
        pytest.param("district: 市本级", [], id="party"),
        pytest.param(
            "indicator: bed",
            ['waivers.0.indicator: there is no indicator "bed": is "beds" meant?'],
            id="indicator",
        ),
        pytest.param("district: 丙镇", ['waivers.0.district: there is no district or party "丙镇"'], id="district"),
    ],
)
def test_waivers(messages, waiver, expected):
    text = f"waivers: [{{rule: district-sum, reason: 已知, until: 2025-12-31, {waiver}}}]\nparties: {{市本级: {{}}}}\n"
    assert messages(reference_known, text + PLAN.format(rest="item: '1'")) == expected


def test_in_chinese(messages):
    plan = OFFICES + PLAN.format(rest="within: bed, of: {part: x}, offices: [公安厅]")
    assert messages(reference_known, plan, Language.ZH) == [
        f"{X}.within: 没有指标“bed”：是否应为“beds”？",
        f"{X}.of.part: 指标“x”引用了自身",
        f"{X}.offices.0: 没有责任单位“公安厅”",
    ]


@pytest.mark.parametrize("offices", ["[民政局, 公安厅]", "{lead: [公安厅]}", "{support: [民政局, 公安厅]}"])
def test_it_points_at_the_office(check, offices):
    text = OFFICES + PLAN.format(rest=f"offices: {offices}")
    (finding,) = check(text, reference_known).findings
    span = finding.location.span
    assert text.splitlines()[span.line - 1][span.column - 1 : span.end_column - 1] == "公安厅"


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        pytest.param({"a": "b", "b": "c", "c": None}, [], id="chain"),
        pytest.param({"a": "b", "b": "a"}, ["a: a → b → a", "b: b → a → b"], id="two"),
        pytest.param(
            {"a": "b", "b": "c", "c": "a"}, ["a: a → b → c → a", "b: b → c → a → b", "c: c → a → b → c"], id="three"
        ),
        pytest.param({"x": "a", "a": "b", "b": "a"}, ["a: a → b → a", "b: b → a → b"], id="one-that-leads-into-it"),
        pytest.param(
            {"a": "b", "b": "a", "c": "d", "d": "c"},
            ["a: a → b → a", "b: b → a → b", "c: c → d → c", "d: d → c → d"],
            id="two-circles",
        ),
    ],
)
def test_circles(messages, chain, expected):
    found = [line.replace("indicators.", "", 1) for line in messages(reference_known, nested(chain))]
    assert found == [line.replace(": ", ".within: within goes round in a circle: ") for line in expected]


def test_circles_in_chinese(messages):
    assert messages(reference_known, nested({"a": "b", "b": "a"}), Language.ZH) == [
        "indicators.a.within: within 绕了一圈，回到自身：a → b → a",
        "indicators.b.within: within 绕了一圈，回到自身：b → a → b",
    ]


def test_a_long_circle_is_shortened(messages):
    names = [f"i{number}" for number in range(30)]
    found = messages(reference_known, nested(dict(zip(names, [*names[1:], names[0]], strict=True))))
    assert len(found) == 30
    assert found[0] == (
        "indicators.i0.within: within goes round in a circle: i0 → i1 → i2 → i3 → i4 → i5 → i6 → i7 → i8 → … → i0"
    )


def nested(chain):
    """Return a plan of indicators that are `within` each other."""
    within = {name: f", within: {whole}" if whole else "" for name, whole in chain.items()}
    entries = (f"{name}: {{name: 事项, kind: count, unit: 个{rest}}}" for name, rest in within.items())
    return f"indicators: {{{', '.join(entries)}}}"


def test_only_the_first_unknown_names_get_a_suggestion(messages):
    offices = ", ".join(f"民政局{number}" for number in range(30))
    found = messages(reference_known, OFFICES + PLAN.format(rest=f"offices: [{offices}]"))
    assert sum(line.endswith('is "民政局" meant?') for line in found) == 20
    assert found[-1] == f'{X}.offices.29: there is no office "民政局29"'


@pytest.mark.parametrize(
    ("rule", "en", "zh"),
    [
        pytest.param("district-sum", [], [], id="known"),
        pytest.param(
            "distric-sum",
            ['waivers.0.rule: there is no waivable rule "distric-sum": is "district-sum" meant?'],
            ["waivers.0.rule: 没有可豁免的规则“distric-sum”：是否应为“district-sum”？"],
            id="misspelt",
        ),
        pytest.param(
            "yaml-syntax",
            ['waivers.0.rule: there is no waivable rule "yaml-syntax"'],
            ["waivers.0.rule: 没有可豁免的规则“yaml-syntax”"],
            id="cannot-be-waived",
        ),
    ],
)
def test_the_rule_of_a_waiver(messages, rule, en, zh):
    plan = f"indicators: {{}}\nwaivers: [{{rule: {rule}, reason: r, until: 2025-12-31}}]"

    assert messages(reference_known, plan) == en
    assert messages(reference_known, plan, Language.ZH) == zh
