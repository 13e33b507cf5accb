"""The plan's schema holds for the plans, documents every key, and refuses what the reader refuses, if a schema can."""

import json
import re
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import ClassVar

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import ValidationError
from support.excerpts import whole_plan

from civtarget.errors import CivtargetError
from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan, read_target
from civtarget.model import plan as model
from civtarget.model.findings import Outcome, Reading
from civtarget.model.plan import KIND_NAMES
from civtarget.model.plan.record import Choice, keys_of
from civtarget.notation.dates import read_when
from civtarget.notation.quantity import read_quantity
from civtarget.notation.units import UNITS
from tools.schemas.common import DIALECT
from tools.schemas.plan import plan_type

ROOT = Path(__file__).parents[2]
PLANS = sorted((ROOT / "plans").glob("*.yaml"))
PUBLISHED = json.loads((ROOT / "schema" / "plan-1.json").read_text(encoding="utf-8"))


def test_the_schema_is_one():
    assert PUBLISHED["$schema"] == DIALECT == Draft7Validator.META_SCHEMA["$schema"]
    Draft7Validator.check_schema(PUBLISHED)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_the_plans_hold_to_it(path):
    assert list(Draft7Validator(PUBLISHED).iter_errors(as_other_tools_load(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_the_plans_point_editors_to_it(path):
    (place,) = [
        line.partition("$schema=")[2]
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("# yaml-language-server")
    ]
    assert (path.parent / place).resolve() == ROOT / "schema" / "plan-1.json"


def test_an_editor_can_offer_what_there_is_to_choose_from():
    indicator = PUBLISHED["$defs"]["Indicator"]["properties"]
    kinds = PUBLISHED["$defs"]["Kind"]
    assert kinds["enum"] == list(KIND_NAMES)
    assert (
        kinds["enumDescriptions"][0]
        == "数量：可按地区、按期相加 · a number of things; adds up over districts and periods"
    )
    assert indicator["unit"]["anyOf"][0] == {"enum": list(UNITS)}
    assert "null" not in json.dumps({key: value for key, value in indicator.items() if key != "split"})


def test_an_editor_can_say_what_a_key_means_and_how_it_is_written():
    target = PUBLISHED["$defs"]["Indicator"]["properties"]["target"]
    assert target["title"] == "目标 · target"
    zh, en = target["description"].split("\n")
    assert "≥ 92%" in zh
    assert "range" in en
    assert "≥ 1.3 × minimum-living-standard" in target["examples"]


RECORDS = [cls for cls in vars(model).values() if isinstance(cls, type) and issubclass(cls, model.Record)]
RECORDS.remove(model.Record)
CHOICES = [cls for cls in vars(model).values() if isinstance(cls, type) and issubclass(cls, Choice)]
DOCS = [
    *((f"{cls.__name__}.{name}", key.doc) for cls in RECORDS for name, key in keys_of(cls).items()),
    *((cls.__name__, cls.DOC) for cls in RECORDS),
]


def test_every_field_of_a_record_is_a_key_with_its_documentation():
    assert {cls: list(keys_of(cls)) for cls in RECORDS} == {
        cls: [field.name for field in fields(cls)] for cls in RECORDS
    }


@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_has_its_meaning(choice):
    described = PUBLISHED["$defs"][choice.__name__]
    assert described["enum"] == list(choice)
    assert described["enumDescriptions"] == [f"{each.meaning.zh} · {each.meaning.en}" for each in choice]


@pytest.mark.parametrize(("key", "doc"), DOCS, ids=[key for key, _ in DOCS])
def test_the_documentation_is_short_and_in_both_languages(key, doc):
    chinese = re.compile(r"[\u4e00-\u9fff]")
    zh, en = doc.meaning.zh, doc.meaning.en
    assert chinese.search(zh), key
    assert chinese.search(doc.name.zh), key
    assert re.search("[a-z]{2}", en), key
    assert re.search("[a-z]{2}", doc.name.en), key
    assert "\n" not in zh + en
    assert len(zh) <= 75
    assert len(en) <= 110
    assert zh.endswith("。")
    assert en.endswith(".")
    assert len(doc.examples) <= 3  # an editor shows each in a box of its own


PLACES = {
    model.Plan: (),
    model.Indicator: ("indicators", "beds"),
    model.Name: ("title",),
    model.District: ("districts", "甲区"),
    model.Body: ("parties", "市本级"),
    model.Source: ("source",),
    model.Offices: ("indicators", "beds", "offices"),
    model.Each: ("indicators", "beds", "each"),
    model.Ratio: ("indicators", "beds", "of"),
    model.Gap: ("indicators", "beds", "gap"),
    model.Baseline: ("indicators", "beds", "baselines", 0),
    model.Step: ("indicators", "beds", "steps", 0),
    model.Constraint: ("constraints", 0),
    model.Weights: ("weights", "people"),
    model.Waiver: ("waivers", 0),
    model.ChangeNote: ("changes", 0),
}


@pytest.mark.parametrize(
    ("cls", "key", "example"),
    [
        pytest.param(cls, name, example, id=f"{cls.__name__}.{name}: {example}")
        for cls in RECORDS
        for name, key in keys_of(cls).items()
        for example in key.doc.examples
    ],
)
def test_an_example_is_read_where_it_stands(cls, key, example):
    """In a plan that has nothing else, and lacks the rest."""
    text = f"{{{key}: {example}}}"
    for part in reversed(PLACES[cls]):
        text = f"[{text}]" if part == 0 else f"{{{part}: {text}}}"
    faults = parse_plan(File("plan.yaml", text, "")).faults
    assert [each.message.en for each in faults if each.rule is not Reading.MISSING_KEY] == []


# --- the pydantic types agree with the reader -------------------------------------------------------------------------

BEDS = "name: 床位, kind: count, unit: 张"

# What a plan may say of an indicator, and what it may not.
GOOD = [
    "name: {zh: 床位, en: Beds}, kind: count",
    f"{BEDS}, target: 300",
    f"{BEDS}, target: 1.5",
    f"{BEDS}, target: '>= 300张'",
    f"{BEDS}, target: 三百五十三",
    f"{BEDS}, target: 壹",
    f"{BEDS}, target: ３００",
    f"{BEDS}, target: 30..40",
    f"{BEDS}, target: '12'",
    f"{BEDS}, target: '>= 1.3 × y'",
    f"{BEDS}, target: ≥1.3×y",
    f"{BEDS}, target: 不低于百分之五十 * previous y-2",
    f"{BEDS}, target: ０.５ x y",
    f"{BEDS}, target: 一点三 × y",
    f"{BEDS}, target: 30%..40% × previous y",
    f"{BEDS}, target: 至少两成 × y",
    f"{BEDS}, target: 每万名老年人25人",
    f"{BEDS}, target: 約１．５萬個以上",
    f"{BEDS}, within: b/y.甲区",
    f"{BEDS}, within: y.甲/乙区",
    f"{BEDS}, split: {{甲区: 1, 乙区: , 丙区: ~, 丁区: --, 戊区: ——, 己区: '－－', 庚区: ' – '}}",
    f"{BEDS}, split: {{}}",
    f"{BEDS}, partial: true, coverage: false",
    f"{BEDS}, each: 1",
    f"{BEDS}, each: {{target: '>= 1', per: community, only: 城区}}",
    f"{BEDS}, each: {{target: 1, only: {{zh: 城区, en: Town}}}}",
    f"{BEDS}, offices: [民政局]",
    f"{BEDS}, offices: []",
    f"{BEDS}, offices: {{lead: [民政局], support: [教育局]}}",
    f"{BEDS}, districts: all",
    f"{BEDS}, districts: [甲区]",
    f"{BEDS}, districts: {{甲区: lead, 乙区: support}}",
    f"{BEDS}, of: {{part: homes, whole: 300}}",
    f"{BEDS}, of: {{part: 3-homes, whole: 3-5}}",
    f"{BEDS}, within: homes, item: '2.10', note: 说明, assigned_by: 省厅, commitment: expected, every: half-year",
    f"{BEDS}, steps: [{{do: 启动, start: 3月, by: 3月底}}, {{target: 30%, by: 2025-08-31, every: month}}]",
    f"{BEDS}, steps: [{{by: 2023年底}}, {{by: 三季度}}, {{by: 上半年}}, {{by: 5月中旬}}, {{by: 2025-03}}, {{by: 6月}}]",
    "name: 标准, kind: standard, unit: 元/人/月, target: 940",
    "name: 面积, kind: stock, unit: m²",
    "name: 家, kind: stock, unit: 個",
]
BAD = [
    f"{BEDS}, traget: 300",
    "kind: count",
    "name: 床位",
    "name: {en: Beds}, kind: count",
    "name: {zh: 床位, de: Betten}, kind: count",
    "name: ' ', kind: count",
    "name: [床位], kind: count",
    "name: 床位, kind: cuont",
    "name: 床位, kind: [count]",
    f"{BEDS}, item: [2]",
    f"{BEDS}, item: ' '",
    f"{BEDS}, target: 若干",
    f"{BEDS}, target: no",
    f"{BEDS}, target: ''",
    f"{BEDS}, target: [300]",
    f"{BEDS}, target: {{least: 300}}",
    f"{BEDS}, target: --",
    f"{BEDS}, target: abc5",
    f"{BEDS}, target: 5abc",
    f"{BEDS}, target: 1_300张",
    f"{BEDS}, target: 12:30分",
    f"{BEDS}, target: 1.3 倍 y",
    f"{BEDS}, target: 1.3 × 上年 y",
    f"{BEDS}, target: 1.3 × b/y",
    f"{BEDS}, target: 1.3 × y.甲区",
    f"{BEDS}, target: 0 × y",
    f"{BEDS}, target: 0.0% × y",
    f"{BEDS}, target: -1 × y",
    f"{BEDS}, target: 约1.3 × y",
    f"{BEDS}, target: 1.3人 × y",
    f"{BEDS}, target: × y",
    f"{BEDS}, target: '>= 1.3 × y + 5'",
    f"{BEDS}, split: {{甲区: abc5}}",
    f"{BEDS}, split: {{甲区: 1.3 × y}}",
    f"{BEDS}, each: abc5",
    f"{BEDS}, split: [1, 2]",
    f"{BEDS}, split: 300",
    f"{BEDS}, split: {{甲区: 若干}}",
    f"{BEDS}, split: {{甲区: [1]}}",
    f"{BEDS}, split: {{' ': 1}}",
    f"{BEDS}, partial: maybe",
    f"{BEDS}, partial: 1",
    f"{BEDS}, coverage: [true]",
    f"{BEDS}, coverage: 'true'",
    f"{BEDS}, note: null",
    f"{BEDS}, item: true",
    f"{BEDS}, each: {{per: community}}",
    f"{BEDS}, each: {{target: 1, per: comunity}}",
    f"{BEDS}, each: [1]",
    f"{BEDS}, offices: 民政局",
    f"{BEDS}, offices: {{led: [民政局]}}",
    f"{BEDS}, offices: {{lead: 民政局}}",
    f"{BEDS}, districts: some",
    f"{BEDS}, districts: [甲区, 甲区]",
    f"{BEDS}, districts: [' ']",
    f"{BEDS}, districts: {{甲区: boss}}",
    f"{BEDS}, of: homes",
    f"{BEDS}, of: {{part: Homes}}",
    f"{BEDS}, of: {{part: [homes]}}",
    f"{BEDS}, within: Homes_2",
    f"{BEDS}, within: '-'",
    f"{BEDS}, within: a/b/c",
    f"{BEDS}, within: a/b.甲/乙",
    f"{BEDS}, within: a/.甲",
    f"{BEDS}, within: y.",
    f"{BEDS}, commitment: hoped",
    f"{BEDS}, every: day",
    f"{BEDS}, steps: {{by: 3月}}",
    f"{BEDS}, steps: [3月]",
    f"{BEDS}, steps: [{{bye: 3月}}]",
    f"{BEDS}, steps: [{{by: 尽快}}]",
    f"{BEDS}, steps: [{{by: 20253月}}]",
    f"{BEDS}, steps: [{{by: 3月下半月}}]",
    f"{BEDS}, steps: [{{by: 五季度}}]",
    f"{BEDS}, steps: [{{by: [3月]}}]",
]
# Wrong, but not for anything that a schema could see: what a text means when it is read.
BAD_TO_THE_READER = [
    f"{BEDS}, target: '012'",
    f"{BEDS}, target: 300张左右床",
    f"{BEDS}, unit: 颗",
    "name: 床位, kind: count, unit: 万张",
    f"{BEDS}, steps: [{{by: 3月35日}}]",
    f"{BEDS}, steps: [{{by: '2025-02-30'}}]",
]
# Wrong for what YAML makes of them before a schema sees them, so no type over plain data can know.
BAD_AS_YAML = [
    f"{BEDS}, item: 2.10",
    f"{BEDS}, item: no",
    f"{BEDS}, item: 2025-01-02",
    f"{BEDS}, item: 12:30",
    f"{BEDS}, coverage: True",
    f"{BEDS}, coverage: yes",
    f"{BEDS}, split: {{no: 1}}",
    f"{BEDS}, kind: count",
    f"{BEDS}, target: &x 3, each: *x",
    f"{BEDS}, target: !!int 3",
    f"{BEDS}, <<: {{target: 3}}",
]

GOOD_PLANS = [
    "civtarget: '1'",
    "id: 2025-changzhou",
    "title: 规划",
    "period: 2025",
    "period: '2025'",
    "period: 2021..2025",
    "issuer: 民政局",
    "source: {document: a.txt, published: 2025-03-21, numbering: 行次}",
    "source: {document: a.txt, published: '2025-03-21'}",
    "districts: {甲区: {code: '320481', en: A, aliases: [甲]}, 乙区: {}}",
    "parties: {市本级: {}}",
    "report_due: 次月20日",
    "constraints: [{sum: {beds: 1, a/b.甲区: -0.5}, at_most: c.甲区, message: {zh: 过多}}]",
    "constraints: [{sum: {beds: 1}, at_least: 3, equals: 4万, message: 过多}]",
    "waivers: [{rule: translated, reason: 待译, until: 2025-12-31, indicator: beds, district: 甲区}]",
]
BAD_PLANS = [
    "civtarget: 2",
    "civtarget: [1]",
    "id: 常州",
    "id: ''",
    "title: {en: X}",
    "period: 今年",
    "period: 20250",
    "period: [2025]",
    "period: '0000'",
    "period: 2021..25",
    "report_due: 次月32日",
    "report_due: 20日",
    "constraints: [{sum: {Beds: 1}, at_most: 3, message: 过多}]",
    "constraints: [{sum: {beds: 若干}, at_most: 3, message: 过多}]",
    "constraints: [{sum: {beds: 1}, at_most: 若干, message: 过多}]",
    "constraints: [{sum: {beds: 1}, at_most: 3}]",
    "issuers: 民政局",
    "source: a.txt",
    "source: {published: 2025-03-21}",
    "source: {document: a.txt, published: 3月21日}",
    "districts: [甲区]",
    "districts: {甲区: A}",
    "districts: {甲区: {code: [1]}}",
    "districts: {甲区: {aliases: 甲}}",
    "parties: {市本级: {code: '1'}}",
    "offices: {民政局: {en: ' '}}",
    "responsible: 民政局",
    "waivers: {}",
    "waivers: [{rule: translated}]",
    "waivers: [{rule: X, reason: 待译, until: 2025-12-31}]",
    "waivers: [{rule: translated, reason: 待译, until: 年底}]",
]
BAD_PLANS_TO_THE_READER = ["period: 2025..2021", "source: {document: a.txt, published: '2025-02-30'}"]


def plan_of(indicator: str) -> str:
    """Return a plan with one indicator."""
    return whole_plan(f"indicators: {{beds: {{{indicator}}}}}")


def plan_with(line: str) -> str:
    """Return a plan without indicators, with one line of its own."""
    return whole_plan(f"{line}\nindicators: {{}}")


# Nothing that a reader misses, but what `constraint-kept` calls wrong.
BAD_TO_THE_RULES = [
    "constraints: [{sum: {beds: 1}, message: 过多}]",
    "constraints: [{sum: {}, at_most: 3, message: 过多}]",
]

EXAMPLES = {
    "good": [*map(plan_of, GOOD), *map(plan_with, GOOD_PLANS)],
    "bad": [*map(plan_of, BAD), *map(plan_with, BAD_PLANS), whole_plan("issuer: 民政局"), "[]", "a"],
    "bad to the reader": [*map(plan_of, BAD_TO_THE_READER), *map(plan_with, BAD_PLANS_TO_THE_READER)],
    "bad as yaml": [plan_of(indicator) for indicator in BAD_AS_YAML],
}


@pytest.mark.parametrize("text", [path.read_text(encoding="utf-8") for path in PLANS] + EXAMPLES["good"])
def test_what_is_good_is_good_to_all(text):
    assert accepted_by(text) == {"reader", "types", "schema"}


@pytest.mark.parametrize("text", EXAMPLES["bad"])
def test_what_is_bad_is_bad_to_all(text):
    assert accepted_by(text) == set()


@pytest.mark.parametrize("text", EXAMPLES["bad to the reader"])
def test_what_only_reading_shows(text):
    assert accepted_by(text) == {"schema"}


@pytest.mark.parametrize("line", BAD_TO_THE_RULES)
def test_what_only_a_rule_and_the_schema_refuse(check, line):
    assert accepted_by(plan_with(line)) == {"reader", "types"}
    excerpt = f"{line}\nindicators: {{beds: {{{BEDS}, target: 3}}}}"
    assert "constraint-kept" in [each.rule for each in check(excerpt).findings if each.outcome is Outcome.BROKEN]


@pytest.mark.parametrize("text", EXAMPLES["bad as yaml"])
def test_what_only_yaml_shows(text):
    assert "reader" not in accepted_by(text)


# --- and agree when plans change at random ----------------------------------------------------------------------------

SCRAPS = [
    *(
        "",
        " ",
        "0",
        "1",
        "012",
        "-3",
        "1.5",
        "1e5",
        "300",
        "2025",
        "2025-03-31",
        "2025-02-30",
        "3月底",
        "12:30",
        "次月20日",
    ),
    *(
        "甲区",
        "溧阳市",
        "若干",
        ">= 3",
        "30%",
        "30..40",
        "4万",
        "--",
        "——",
        "true",
        "false",
        "no",
        "yes",
        "null",
        "~",
        None,
        True,
        False,
    ),
    *(
        "count",
        "rate",
        "task",
        "all",
        "lead",
        "month",
        "district",
        "beds",
        "Beds",
        "-",
        "3-5",
        "3-a",
        "a" * 300,
        "张",
        "万元",
    ),
    *(None, True, False, "none", "months", "in-period", "expected", "2021..2025", "\u3000", "床\n位", "=", "<<"),
]
scalars = st.sampled_from(SCRAPS) | st.text(max_size=4)
scraps = scalars | st.lists(scalars, max_size=2) | st.dictionaries(scalars, scalars, max_size=2)


@given(data=st.data())
def test_reader_and_types_agree_on_any_change(data):
    """Values swapped, dropped or moved in a real plan: whatever the reader takes, the types take, and the reverse."""
    plan = data.draw(st.sampled_from([small_plan(path) for path in PLANS]))
    for _ in range(data.draw(st.integers(1, 2))):
        plan = changed(data, plan)
    text = yaml.safe_dump(plan, allow_unicode=True, default_style='"', sort_keys=False)
    accepted = accepted_by(text)
    assert ("reader" in accepted) == ("types" in accepted)
    assert "schema" in accepted or "reader" not in accepted


PIECES = [
    *[
        ">=",
        "≥",
        "<=",
        "不少于",
        "至少",
        "不超过",
        "约",
        "近",
        "以上",
        "以内",
        "左右",
        "每",
        "每人",
        "百分之",
        "千分之",
        "%",
        "‰",
        "成",
        "倍",
        "个",
        "人次",
        "元/人/月",
        "万元",
        "m²",
        "平方米",
    ],
    *[
        "0",
        "1",
        "12",
        "1.5",
        "1,300",
        "３",
        "零",
        "一",
        "两",
        "三百五十",
        "万",
        "亿",
        "千",
        "点五",
        "余",
        "多",
        "萬",
        "個",
        "％",
        "-",
        "..",
        "—",
        "至",
        "~",
        "×",
        "*",
        "/",
        "y",
        "previous",
        "y-2",
    ],
    *(" ", " x ", " × ", "\u3000"),
]


@given(text=st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join))
def test_the_schema_takes_every_number_and_target_that_is_read(text):
    for read, name in (read_quantity, "Quantity"), (read_target, "Target"):
        if succeeds(read, text):
            assert re.search(PUBLISHED["$defs"][name]["pattern"], text), name


WHEN_PIECES = "2025 2025年 年 - 03 31 3 12 十 十二 三 月 月份 月底 底 末 前 之前 日 上旬 中 旬 季度 第一季度 四季度 上 下 半年 ２０２５ － 内"


@given(text=st.lists(st.sampled_from(WHEN_PIECES.split()), min_size=1, max_size=6).map("".join))
def test_the_schema_takes_every_time_that_is_read(text):
    if succeeds(read_when, text):
        assert re.search(PUBLISHED["$defs"]["When"]["pattern"], text)


def succeeds(read, text):
    """Tell whether `read` takes the text."""
    try:
        read(text)
    except CivtargetError:
        return False
    return True


def changed(data, node):
    """Return `node` with one of its parts, at any depth, replaced, dropped, doubled or renamed."""
    if not isinstance(node, dict | list) or not node or data.draw(st.integers(0, 30)) == 0:
        return data.draw(scraps)
    if isinstance(node, list):
        index = data.draw(st.integers(0, len(node) - 1))
        doubled = [node[index]] if data.draw(st.booleans()) else []
        return [*node[:index], *doubled, changed(data, node[index]), *node[index + 1 :]]
    key = data.draw(st.sampled_from(list(node)))
    what = data.draw(st.sampled_from(["value", "value", "value", "key", "drop", "more"]))
    rest = {other: value for other, value in node.items() if other != key}
    if what == "drop":
        return rest
    if what == "key":
        return {**rest, data.draw(scalars): node[key]}
    if what == "more":
        return {**node, data.draw(scalars): data.draw(scraps)}
    return {**node, key: changed(data, node[key])}


@cache
def small_plan(path):
    """Return a real plan as text data, cut to a few indicators."""
    plan = yaml.load(path.read_text(encoding="utf-8"), _TextLoader)  # noqa: S506  # a safe one
    names = list(plan["indicators"])
    return {**plan, "indicators": {name: plan["indicators"][name] for name in names[:: len(names) // 6]}}


class _TextLoader(yaml.SafeLoader):
    """Loads nothing as null, `true` and `false` as truth values, and every other scalar as text."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


_TextLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:~|null|Null|NULL|)\Z"), ["~", "n", "N", ""])
_TextLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), ["t", "f"])


def accepted_by(text):
    """Return who accepts `text` as a plan: the reader, the pydantic types, the published schema."""
    accepted = set()
    faults = parse_plan(File("plan.yaml", text, "")).faults
    if not faults:
        accepted.add("reader")
    if not {fault.rule for fault in faults} & {Reading.YAML_SYNTAX, Reading.DUPLICATE_KEY}:
        try:
            plan_type().validate_python(yaml.load(text, _TextLoader))  # noqa: S506  # a safe one
            accepted.add("types")
        except ValidationError:
            pass
    if Draft7Validator(PUBLISHED).is_valid(as_other_tools_load(text)):
        accepted.add("schema")
    return accepted


def as_other_tools_load(text):
    """Return what other tools make of YAML: numbers and truth values, and days as ISO text, as in JSON."""
    return json.loads(json.dumps(yaml.safe_load(text), default=date.isoformat))
