"""unique-names: one name, one indicator, district or office."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.excerpts import whole_plan

from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.language import Language
from civtarget.model.results import Problem, RuleOptions
from civtarget.model.workspace import workspace_of
from civtarget.rules import unique_names


def indicators(*names):
    entries = (f"i{number}: {{name: {name}, kind: task}}" for number, name in enumerate(names, 1))
    return f"indicators: {{{', '.join(entries)}}}"


NONE = "indicators: {}"


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        pytest.param(indicators("床位", "机构"), [], id="different"),
        pytest.param(
            indicators("床位", "机构", "床位"),
            ['indicators.i3.name: the name "床位" is taken: it is the name of i1'],
            id="same-chinese-name",
        ),
        pytest.param(
            indicators("{zh: 床位, en: Beds}", "{zh: 床, en: BEDS}"),
            ['indicators.i2.name.en: the English name "BEDS" is taken: it is the English name of i1'],
            id="case-makes-no-difference",
        ),
        pytest.param(
            indicators("{zh: 床位, en: Care beds}", "{zh: '床位 ', en: Ｃａｒｅ  beds}"),
            [
                'indicators.i2.name.zh: the name "床位 " is taken: it is the name of i1',
                'indicators.i2.name.en: the English name "Ｃａｒｅ  beds" is taken: it is the English name of i1',
            ],
            id="width-and-spaces-make-no-difference",
        ),
        pytest.param(indicators("{zh: Beds, en: Sleep}", "{zh: 床, en: Beds}"), [], id="languages-are-apart"),
        pytest.param(indicators("甲区", "民政局"), [], id="sections-are-apart"),
        pytest.param(
            f"districts: {{甲区: {{en: A}}, 乙区: {{en: a}}}}\n{NONE}",
            ['districts.乙区.en: the English name "a" is taken: it is the English name of 甲区'],
            id="districts-in-english",
        ),
        pytest.param(
            f"districts: {{甲区: {{aliases: [甲]}}, 乙区: {{aliases: [乙, 甲]}}}}\n{NONE}",
            ['districts.乙区.aliases.1: the alias "甲" is taken: it is the alias of 甲区'],
            id="alias-of-two",
        ),
        pytest.param(
            f"districts: {{甲区: {{code: '320481'}}, 乙区: {{code: '320481'}}}}\n{NONE}",
            ['districts.乙区.code: the code "320481" is taken: it is the code of 甲区'],
            id="code-of-two",
        ),
        pytest.param(
            f"districts: {{甲区: {{aliases: [乙区]}}, 乙区: {{}}}}\n{NONE}",
            ['districts.乙区: the name "乙区" is taken: it is the alias of 甲区'],
            id="alias-of-one-is-the-name-of-another",
        ),
        pytest.param(
            f"districts: {{甲区: {{}}}}\nparties: {{甲区: {{}}}}\n{NONE}",
            ['parties.甲区: the name "甲区" is taken: it is the name of 甲区'],
            id="party-called-like-a-district",
        ),
        pytest.param(f"districts: {{甲区: {{en: A, aliases: [甲区, a]}}}}\n{NONE}", [], id="idle-alias"),
        pytest.param(
            f"offices: {{民政局: {{}}, 教育局: {{aliases: [民政局]}}}}\n{NONE}",
            ['offices.教育局.aliases.0: the alias "民政局" is taken: it is the name of 民政局'],
            id="offices",
        ),
        pytest.param(f"districts: {{民政局: {{}}}}\noffices: {{民政局: {{}}}}\n{NONE}", [], id="office-and-district"),
        pytest.param(
            indicators("{zh: [床位]}", "机构", "机构"),
            [
                "? indicators.i1.name.zh: cannot be checked: indicators.i1.name.zh could not be read",
                'indicators.i3.name: the name "机构" is taken: it is the name of i2',
            ],
            id="an-unreadable-name-leaves-the-others-checked",
        ),
    ],
)
def test_messages(messages, plan, expected):
    assert messages(unique_names, plan) == expected


def test_in_chinese(messages):
    plan = f"districts: {{甲区: {{}}, 乙区: {{aliases: [甲区]}}}}\n{indicators('床位', '床位')}"
    assert messages(unique_names, plan, Language.ZH) == [
        "districts.乙区.aliases.0: 别名“甲区”重复：已是 甲区 的名称",
        "indicators.i2.name: 名称“床位”重复：已是 i1 的名称",
    ]


def test_places(check):
    (finding,) = check(indicators("床位", "床位"), unique_names).findings
    assert finding.location.span.column == len("indicators: {i1: {name: 床位, kind: task}, i2: {name: ") + 1
    assert [(".".join(each.location.path), each.message.en) for each in finding.related] == [
        ("indicators.i1.name", "it is used here first")
    ]


@given(st.lists(st.sampled_from(["床位", "机构", "Ａ", "a", "b"]), max_size=6))
def test_every_name_but_the_first_of_its_sort_is_a_problem(names):
    plan = parse_plan(File("plan.yaml", whole_plan(indicators(*names)), "")).plan
    assert plan is not None
    problems = [
        each for each in unique_names.check_plan(plan, workspace_of([plan]), RuleOptions()) if isinstance(each, Problem)
    ]
    assert len(problems) == len(names) - len({name.replace("Ａ", "a") for name in names})
