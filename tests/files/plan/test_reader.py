"""plan_file: what each place takes and refuses, with whole messages; what is unread stays unread; places of paths."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.excerpts import whole_plan

from civtarget.files.paths import File
from civtarget.files.plan.reader import PlanFile, parse_plan
from civtarget.model.findings import Outcome, Reading, Span
from civtarget.model.plan import (
    Body,
    Commitment,
    District,
    Duties,
    Each,
    Identifier,
    Indicator,
    Kind,
    Mark,
    Name,
    Offices,
    Per,
    Plan,
    Ratio,
    Recurrence,
    Role,
    Source,
    Step,
    Unread,
    Waiver,
)
from civtarget.notation.dates import Period
from civtarget.notation.quantity import Op, Quantity
from civtarget.rules import district_sum

SYNTAX, DUPLICATE, UNKNOWN, MISSING, WRONG = (
    Reading.YAML_SYNTAX,
    Reading.DUPLICATE_KEY,
    Reading.UNKNOWN_KEY,
    Reading.MISSING_KEY,
    Reading.WRONG_VALUE,
)
KEYS = tuple(field.name for field in fields(Indicator))
STEP_KEYS = tuple(field.name for field in fields(Step))


def unquoted(text, en, zh):
    """Return what is said of text that other YAML readers take for something else."""
    return (
        f'without quotes other YAML readers take {text} for {en}: write "{text}"',
        f'“{text}”不加引号会被 YAML 读成{zh}：请写作 "{text}"',
    )


def needs_quotes(sign, value):
    """Return what is said of a value that begins with a sign of YAML."""
    return (f"a value that starts with {sign} needs quotes: {value}", f"以“{sign}”开头的值要加引号：{value}")


def truth(text):
    """Return what is said of text that is no truth value."""
    return (f'"{text}" is neither true nor false', f"“{text}”不是真假值：只能写 true 或 false")


def nothing(en, zh):
    """Return what is said where nothing stands."""
    return (f"nothing stands here: {en} belongs here", f"这里是空的：应为{zh}")


def instead(en, zh, found_en, found_zh):
    """Return what is said where something else stands."""
    return (f"{en} belongs here, not {found_en}", f"这里应是{zh}，不是{found_zh}")


def mapping(*keys):
    """Return what a record is called, in both languages."""
    return (f"a mapping with keys {', '.join(keys)}", f"映射（可用的键：{'、'.join(keys)}）")


def either(en, zh, *keys):
    """Return what a record with a shorthand is called, in both languages."""
    record = mapping(*keys)
    return (f"{en} or {record[0]}", f"{zh}或{record[1]}")


def no_such_key(name, near):
    """Return what is said of a key that is nearly one of those that belong there."""
    return (f'no key is called "{name}": is "{near}" meant?', f"没有名为“{name}”的键：是否应为“{near}”？")


def no_key_like(name, *keys):
    """Return what is said of a key that is like none."""
    return (
        f'no key is called "{name}": the keys here are {", ".join(keys)}',
        f"没有名为“{name}”的键：可用的有 {'、'.join(keys)}",
    )


def no_choice(text, *choices, near=None):
    """Return what is said of a word that is none of the choices."""
    listed = ", ".join(choices)
    return (
        f'"{text}" is not a choice here: ' + (f'is "{near}" meant?' if near else f"one of {listed}"),
        f"“{text}”不在可选值之中：" + (f"是否应为“{near}”？" if near else listed),
    )


def no_identifier(text):
    """Return what is said of a text that cannot name an indicator."""
    return (f'"{text}" is no identifier: use a-z, 0-9 and dashes', f"“{text}”不能作标识：只用小写字母、数字和连字符")


def no_time(text):
    """Return what is said of a text that is no time."""
    return (
        f'"{text}" is no time: write 3月底, 7月, 5月中旬, 三季度, 年底 or 2025-03-31',
        f"“{text}”不是时间：应写作 3月底、7月、5月中旬、三季度、年底或 2025-03-31",
    )


def no_date(text):
    """Return what is said of a text that is no date."""
    return (f'"{text}" is no date: write 2025-03-31', f"“{text}”不是日期：应写作 2025-03-31")


def no_period(text):
    """Return what is said of a text that is no period."""
    return (f'"{text}" is no period: write 2025 or 2021..2025', f"“{text}”不是规划期：应写作 2025 或 2021..2025")


def lacks(en, zh, key):
    """Return what is said where a key is missing."""
    return (f'{en} lacks the key "{key}"', f"{zh}缺少必需的键“{key}”")


TEXT, NUMBER, LIST, DATE = ("text", "文字"), ("a number", "数量"), ("a list", "列表（- 或 [ ]）"), ("a date", "日期")
A_LIST, A_MAPPING = ("a list", "列表"), ("a mapping", "映射")
ENTRIES = ("a mapping of keys to values", "映射（键: 值）")
TRUTH = ("true or false", "真假值（true 或 false）")
DUTIES = ("all, a list of districts or a mapping of districts to roles", "“all”、辖市区列表或“辖市区: 角色”的映射")
ROLES = ("one of lead, support", "以下之一：lead、support")
NO_SUCH_DATE = ('"2025-02-30": there is no such date', "“2025-02-30”：日历上没有这个日期")
NAME = either(*TEXT, "zh", "en")

# One line of an indicator: (rule, column, path within the indicator, message in English, in Chinese).
LINES = [
    # keys
    ("traget: 300", [(UNKNOWN, 5, "traget", *no_such_key("traget", "target"))]),
    ("目标: 300", [(UNKNOWN, 5, "目标", *no_key_like("目标", *KEYS))]),
    ("note: {en: X}", [(MISSING, 5, "note", *lacks('"note"', "“note”", "zh"))]),
    ("each: {per: town}", [(MISSING, 5, "each", *lacks('"each"', "“each”", "target"))]),
    ("offices: {led: [民政局]}", [(UNKNOWN, 15, "offices.led", *no_such_key("led", "lead"))]),
    ("steps: [{bye: 3月底}]", [(UNKNOWN, 14, "steps.0.bye", *no_such_key("bye", "by"))]),
    ("steps: [{何时: 3月底}]", [(UNKNOWN, 14, "steps.0.何时", *no_key_like("何时", *STEP_KEYS))]),
    # numbers
    (
        "target: 012",
        [
            (
                *(WRONG, 13, "target", '"012" begins with zero: a number is written 12, a code does not belong here'),
                "“012”以零开头：是数请写 12，是代码则不属于这里",
            )
        ],
    ),
    (
        "target: 1_300",
        [(WRONG, 13, "target", "an underscore is no separator: write it like 1,300", "下划线不是分隔符：请写如 1,300")],
    ),
    ("target: 12:30", [(WRONG, 13, "target", "12:30 is a time, not a number", "“12:30”是时刻，不是数")]),
    (
        "target: no",
        [
            (
                *(WRONG, 13, "target", 'expected a number such as 353 or 三百五十三, not "no"'),
                "“no”处应为数，如 353 或 三百五十三",
            )
        ],
    ),
    (
        "target: --",
        [(WRONG, 13, "target", '"--" means not applicable: it is not a number', "“--”表示不适用，不是数")],
    ),
    ("target: ~", [(WRONG, 13, "target", *nothing(*NUMBER))]),
    ("target: null", [(WRONG, 13, "target", *nothing(*NUMBER))]),
    ("target:", [(WRONG, 12, "target", *nothing(*NUMBER))]),
    ("target: ''", [(WRONG, 13, "target", *nothing(*NUMBER))]),
    ("target: [1]", [(WRONG, 13, "target", *instead(*NUMBER, *A_LIST))]),
    ("target: {a: 1}", [(WRONG, 13, "target", *instead(*NUMBER, *A_MAPPING))]),
    ("target: >= 300", [(SYNTAX, 13, "target", *needs_quotes(">", '">= 300"'))]),
    # text
    ("item: 2.10", [(WRONG, 11, "item", *unquoted("2.10", "a decimal", "小数"))]),
    ("item: 2", [(WRONG, 11, "item", *unquoted("2", "a whole number", "整数"))]),
    ("item: 012", [(WRONG, 11, "item", *unquoted("012", "a whole number", "整数"))]),
    ("item: 1_300", [(WRONG, 11, "item", *unquoted("1_300", "a whole number", "整数"))]),
    ("item: 12:30", [(WRONG, 11, "item", *unquoted("12:30", "a whole number", "整数"))]),
    ("item: 0x1F", [(WRONG, 11, "item", *unquoted("0x1F", "a whole number", "整数"))]),
    ("item: .inf", [(WRONG, 11, "item", *unquoted(".inf", "a decimal", "小数"))]),
    ("item: 2025-01-02", [(WRONG, 11, "item", *unquoted("2025-01-02", "a date", "日期"))]),
    ("item: no", [(WRONG, 11, "item", *unquoted("no", "true or false", "真假值"))]),
    ("item: On", [(WRONG, 11, "item", *unquoted("On", "true or false", "真假值"))]),
    ("item: true", [(WRONG, 11, "item", *unquoted("true", "true or false", "真假值"))]),
    ("item: ~", [(WRONG, 11, "item", *nothing(*TEXT))]),
    ("item: ' '", [(WRONG, 11, "item", *nothing(*TEXT))]),
    ("item: [a]", [(WRONG, 11, "item", *instead(*TEXT, *A_LIST))]),
    ("item: {a: b}", [(WRONG, 11, "item", *instead(*TEXT, *A_MAPPING))]),
    # truth
    ("partial: yes", [(WRONG, 14, "partial", *truth("yes"))]),
    ("partial: on", [(WRONG, 14, "partial", *truth("on"))]),
    ("coverage: no", [(WRONG, 15, "coverage", *truth("no"))]),
    ("coverage: True", [(WRONG, 15, "coverage", *truth("True"))]),
    ("coverage: 1", [(WRONG, 15, "coverage", *truth("1"))]),
    ("coverage: 'true'", [(WRONG, 15, "coverage", "leave the quotes out: true", "请去掉引号：true")]),
    ("coverage: ~", [(WRONG, 15, "coverage", *nothing(*TRUTH))]),
    ("coverage: [true]", [(WRONG, 15, "coverage", *instead(*TRUTH, *A_LIST))]),
    # choices
    (
        "every: monthly",
        [(WRONG, 12, "every", *no_choice("monthly", near="month"))],
    ),
    (
        "every: 天",
        [(WRONG, 12, "every", *no_choice("天", "month", "quarter", "half-year", "year"))],
    ),
    (
        "commitment: 预计",
        [(WRONG, 17, "commitment", *no_choice("预计", "expected", "application", "direction", "on-demand"))],
    ),
    ("each: {target: 1, per: comunity}", [(WRONG, 28, "each.per", *no_choice("comunity", near="community"))]),
    # names, and what else has a short form: the path is that of the file
    ("note: no", [(WRONG, 11, "note", *unquoted("no", "true or false", "真假值"))]),
    ("note: [a]", [(WRONG, 11, "note", *instead(*NAME, *A_LIST))]),
    ("note: {zh: 12, en: }", [
        (WRONG, 16, "note.zh", *unquoted("12", "a whole number", "整数")),
        (WRONG, 24, "note.en", *nothing(*TEXT)),
    ]),
    ("offices: 民政局", [(WRONG, 14, "offices", *instead(*either(*LIST, "responsible", "lead", "support"), *TEXT))]),
    ("offices: ~", [(WRONG, 14, "offices", *nothing(*either(*LIST, "responsible", "lead", "support")))]),
    ("offices: [民政局, no]", [(WRONG, 20, "offices.1", *unquoted("no", "true or false", "真假值"))]),
    ("offices: {lead: 民政局}", [(WRONG, 21, "offices.lead", *instead(*LIST, *TEXT))]),
    ("offices: {lead: [民政局, [x]]}", [(WRONG, 27, "offices.lead.1", *instead(*TEXT, *A_LIST))]),
    ("each: [1]", [(WRONG, 11, "each", *instead(*either(*NUMBER, "target", "per", "only"), *A_LIST))]),
    ("each: ~", [(WRONG, 11, "each", *nothing(*NUMBER))]),
    # references and ratios
    ("gap: {to: Beds_2, trend: narrow}", [(WRONG, 15, "gap.to", *no_identifier("Beds_2"))]),
    (
        "gap: {to: -beds, trend: narrow}",
        [
            (
                *(WRONG, 15, "gap.to", '"-beds" is no identifier: use a-z, 0-9 and dashes, no dash first'),
                "“-beds”不能作标识：只用小写字母、数字和连字符，不以连字符开头",
            )
        ],
    ),
    ("within: 12", [(WRONG, 13, "within", *unquoted("12", "a whole number", "整数"))]),
    ("of: beds", [(WRONG, 9, "of", *instead(*mapping("part", "whole"), *TEXT))]),
    ("of: {part: Beds}", [(WRONG, 16, "of.part", *no_identifier("Beds"))]),
    ("of: {part: 300床}", []),
    ("of: {part: 300颗}", [(WRONG, 16, "of.part", 'unknown unit "颗"', "不认识单位“颗”")]),
    ("of: {whole: [1]}", [(WRONG, 17, "of.whole", *instead("a number or an indicator", "数量或指标标识", *A_LIST))]),
    # duties
    ("districts: 甲区", [(WRONG, 16, "districts", *instead(*DUTIES, *TEXT))]),
    ("districts: All", [(WRONG, 16, "districts", *instead(*DUTIES, *TEXT))]),
    ("districts: ~", [(WRONG, 16, "districts", *nothing(*DUTIES))]),
    ("districts: [甲区, no]", [(WRONG, 21, "districts.1", *unquoted("no", "true or false", "真假值"))]),
    ("districts: [甲区, 甲区]", [(WRONG, 21, "districts.1", '"甲区" is listed twice', "“甲区”列了两次")]),
    ("districts: {甲区: boss}", [(WRONG, 21, "districts.甲区", *no_choice("boss", "lead", "support"))]),
    ("districts: {甲区: }", [(WRONG, 21, "districts.甲区", *nothing(*ROLES))]),
    ("districts: {no: lead}", [(WRONG, 17, "districts.no", *unquoted("no", "true or false", "真假值"))]),
    # splits
    ("split: 300", [(WRONG, 12, "split", *instead(*ENTRIES, *TEXT))]),
    ("split: [1, 2]", [(WRONG, 12, "split", *instead(*ENTRIES, *A_LIST))]),
    ("split: ~", [(WRONG, 12, "split", *nothing(*ENTRIES))]),
    ("split: {甲区: '', 乙区: [1]}", [
        (WRONG, 17, "split.甲区", *nothing(*NUMBER)),
        (WRONG, 25, "split.乙区", *instead(*NUMBER, *A_LIST)),
    ]),
    ("split: {320481: 1, 甲区: 2, 甲区: 3}", [
        (WRONG, 13, "split.320481", *unquoted("320481", "a whole number", "整数")),
        (
            *(DUPLICATE, 31, "split.甲区", '"甲区" stands here a second time, after line 6: neither is read'),
            "键“甲区”重复：第 6 行已有，两处都未读",
        ),
    ]),
    ("split: {~: 1}", [(WRONG, 13, "split.~", *nothing(*TEXT))]),
    # steps
    ("steps: {by: 3月底}", [(WRONG, 12, "steps", *instead(*LIST, *A_MAPPING))]),
    ("steps: [3月底]", [(WRONG, 13, "steps.0", *instead(*mapping(*STEP_KEYS), *TEXT))]),
    ("steps: [{by: 尽快}, {start: 3月35日}]", [
        (WRONG, 18, "steps.0.by", *no_time("尽快")),
        (WRONG, 31, "steps.1.start", *no_time("3月35日")),
    ]),
    ("steps: [{by: 2025-02-30}]", [(WRONG, 18, "steps.0.by", *NO_SUCH_DATE)]),
    ("steps: [{by: }]", [(WRONG, 18, "steps.0.by", *nothing("a time", "时间"))]),
    ("steps: [{by: 3月底, districts: none}]", [(WRONG, 34, "steps.0.districts", *instead(*DUTIES, *TEXT))]),
]  # fmt: skip

BEDS = "indicators:\n  beds:\n    name: 床位\n    kind: count\n    unit: 张\n"


@pytest.mark.parametrize(("line", "expected"), [pytest.param(*case, id=case[0]) for case in LINES])
def test_faults_of_an_indicator(line, expected):
    assert faults(f"{BEDS}    {line}\n") == [
        (rule, 6, column, f"indicators.beds.{path}", en, zh) for rule, column, path, en, zh in expected
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "indicators: {beds: {kind: count}}",
            [(MISSING, 1, 14, "beds", *lacks('"beds"', "“beds”", "name"))],
            id="name",
        ),
        pytest.param(
            "indicators:\n  beds:\n    unit: 张\n",
            [
                (MISSING, 2, 3, "beds", *lacks('"beds"', "“beds”", "name")),
                (MISSING, 2, 3, "beds", *lacks('"beds"', "“beds”", "kind")),
            ],
            id="name-and-kind",
        ),
        pytest.param(
            "indicators: {beds: {name: 床位, kind: coutn}}",
            [(WRONG, 1, 37, "beds.kind", *no_choice("coutn", near="count"))],
            id="kind-misspelt",
        ),
        pytest.param(
            "indicators: {beds: {name: 床位, kind: 数}}",
            [(WRONG, 1, 37, "beds.kind", *no_choice("数", *Kind))],
            id="kind-unlike-any",
        ),
        pytest.param(
            "indicators: {beds: {name: no, kind: count}}",
            [(WRONG, 1, 27, "beds.name", *unquoted("no", "true or false", "真假值"))],
            id="name-that-is-a-truth-value",
        ),
        pytest.param(
            "indicators: {beds: {name: 床位, kind: count, unit: 颗}}",
            [(WRONG, 1, 50, "beds.unit", 'unknown unit "颗"', "不认识单位“颗”")],
            id="unit",
        ),
        pytest.param("indicators: {beds: }", [(WRONG, 1, 20, "beds", *nothing(*mapping(*KEYS)))], id="nothing"),
        pytest.param("indicators: {beds: 3}", [(WRONG, 1, 20, "beds", *instead(*mapping(*KEYS), *TEXT))], id="text"),
        pytest.param(
            "indicators: {beds: [3]}", [(WRONG, 1, 20, "beds", *instead(*mapping(*KEYS), *A_LIST))], id="list"
        ),
        pytest.param(
            "indicators: {Beds: {name: 床位, kind: count}}",
            [(WRONG, 1, 14, "Beds", *no_identifier("Beds"))],
            id="identifier",
        ),
        pytest.param(
            "indicators: {2025: {name: 床位, kind: count}}",
            [(WRONG, 1, 14, "2025", *unquoted("2025", "a whole number", "整数"))],
            id="identifier-that-is-a-number",
        ),
    ],
)
def test_faults_of_the_section_of_indicators(text, expected):
    assert faults(text) == [
        (rule, line, column, f"indicators.{path}", en, zh) for rule, line, column, path, en, zh in expected
    ]


# One line of the plan: (rule, column, path, message in English, in Chinese).
PLAN_LINES = [
    ("indicator: {}", [(UNKNOWN, 1, "indicator", *no_such_key("indicator", "indicators"))]),
    ("civtarget: '1'", []),
    (
        "civtarget: 2",
        [
            (
                *(WRONG, 12, "civtarget", 'plan format "2" is not known: this civtarget reads 1'),
                "不支持规划格式版本“2”：本程序读取版本 1",
            )
        ],
    ),
    ("civtarget: [1]", [(WRONG, 12, "civtarget", *instead("a format version", "格式版本", *A_LIST))]),
    ("id: 2025", [(WRONG, 5, "id", *unquoted("2025", "a whole number", "整数"))]),
    ("id: 常州", [(WRONG, 5, "id", *no_identifier("常州"))]),
    ("title: ~", [(WRONG, 8, "title", *nothing(*TEXT))]),
    ("title: {en: X}", [(MISSING, 1, "title", *lacks('"title"', "“title”", "zh"))]),
    ("title: {zh: 例, en: X, de: Y}", [(UNKNOWN, 23, "title.de", *no_key_like("de", "zh", "en"))]),
    ("period: 2025", []),
    ("period: '2025'", []),
    ("period: 2021..2025", []),
    ("period: 2025.0", [(WRONG, 9, "period", *no_period("2025.0"))]),
    ("period: 2025..2021", [(WRONG, 9, "period", *no_period("2025..2021"))]),
    ("period: 2025-01-01", [(WRONG, 9, "period", *no_period("2025-01-01"))]),
    ("period:", [(WRONG, 8, "period", *nothing("a period", "规划期"))]),
    ("period: [2021, 2025]", [(WRONG, 9, "period", *instead("a period", "规划期", *A_LIST))]),
    ("districts: [甲区]", [(WRONG, 12, "districts", *instead(*ENTRIES, *A_LIST))]),
    ("districts: {甲区: }", [(WRONG, 17, "districts.甲区", *nothing(*mapping("code", "en", "aliases")))]),
    (
        "districts: {甲区: 320481}",
        [(WRONG, 17, "districts.甲区", *instead(*mapping("code", "en", "aliases"), *TEXT))],
    ),
    (
        "districts: {甲区: {code: 320481}}",
        [(WRONG, 24, "districts.甲区.code", *unquoted("320481", "a whole number", "整数"))],
    ),
    ("districts: {甲区: {aliases: 甲}}", [(WRONG, 27, "districts.甲区.aliases", *instead(*LIST, *TEXT))]),
    ("parties: {市本级: {code: '1'}}", [(UNKNOWN, 17, "parties.市本级.code", *no_key_like("code", "en", "aliases"))]),
    ("offices: {民政局: {en: No}}", [(WRONG, 21, "offices.民政局.en", *unquoted("No", "true or false", "真假值"))]),
    ("responsible: 民政局", [(WRONG, 14, "responsible", *instead(*LIST, *TEXT))]),
    ("source: a.txt", [(WRONG, 9, "source", *instead(*mapping("document", "published", "numbering"), *TEXT))]),
    ("source: {published: 2025-03-21}", [(MISSING, 1, "source", *lacks('"source"', "“source”", "document"))]),
    ("source: {document: a, published: 2025-03-21}", []),
    ("source: {document: a, published: '2025-03-21'}", []),
    ("source: {document: a, published: 2025-3-21}", [(WRONG, 34, "source.published", *no_date("2025-3-21"))]),
    ("source: {document: a, published: 2025-02-30}", [(WRONG, 34, "source.published", *NO_SUCH_DATE)]),
    ("source: {document: a, published: [1]}", [(WRONG, 34, "source.published", *instead(*DATE, *A_LIST))]),
    ("waivers: {}", [(WRONG, 10, "waivers", *instead(*LIST, *A_MAPPING))]),
    ("waivers: [{rule: x, reason: 甲}]", [
        (MISSING, 11, "waivers.0", *lacks('item 1 of "waivers"', "“waivers”第 1 项", "until")),
    ]),
    ("waivers: [{rule: X, reason: 甲, until: 年底}]", [
        (WRONG, 18, "waivers.0.rule", *no_identifier("X")),
        (WRONG, 39, "waivers.0.until", *no_date("年底")),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), [pytest.param(*case, id=case[0]) for case in PLAN_LINES])
def test_faults_of_a_plan(line, expected):
    assert faults(f"{line}\nindicators: {{}}\n") == [
        (rule, 1, column, path, en, zh) for rule, column, path, en, zh in expected
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("", nothing(*ENTRIES), id="nothing"),
        pytest.param(" 3", instead(*ENTRIES, *TEXT), id="text"),
        pytest.param(" []", instead(*ENTRIES, *A_LIST), id="list"),
    ],
)
def test_a_section_that_is_no_section(value, expected):
    column = 12 if not value else 13
    assert faults(f"indicators:{value}\n") == [(WRONG, 1, column, "indicators", *expected)]


def test_keys_that_the_plan_lacks():
    assert [(each[0], each[1], each[2], each[4]) for each in read_faults("# a plan\nissuer: 民政局\n")] == [
        (MISSING, 1, 1, f'the plan lacks the key "{key}"')
        for key in ("civtarget", "id", "title", "period", "indicators")
    ]


@pytest.mark.parametrize(
    ("text", "place"), [("a:b\n", (1, 1)), ("# x\n- a\n- b\n", (2, 1)), ("'a'", (1, 1)), ("null", (1, 1))]
)
def test_what_is_no_mapping_is_no_plan(text, place):
    file = parse_plan(File("plan.yaml", text, ""))
    assert file.plan is None
    assert read_faults(text) == [
        (
            *(WRONG, *place, "", "a plan is a mapping of keys to values (a space follows each colon)"),
            "规划应是“键: 值”的映射（冒号后要有空格）",
        )
    ]


@pytest.mark.parametrize("text", ["", "# x", "a: ]", "@x", "*x", "[" * 40])
def test_what_has_its_fault_already_gets_no_second_one(text):
    file = parse_plan(File("plan.yaml", text, ""))
    assert (file.plan, [fault.rule for fault in file.faults]) == (None, [SYNTAX])


def test_all_faults_of_a_file_come_at_once_in_order_of_place():
    text = """
civtarget: 1
id: example
titel: {zh: 示例}
period: 2025.0
indicators:
  beds:
    kind: cout
    item: 2.10
    target: >= 20
    split: {甲区: 012, 乙区: [1], 甲区: 3}
  homes: *beds
waivers: [{rule: x, until: 2025-02-30}]
"""
    assert [(rule, line, column) for rule, line, column, *_ in read_faults(text)] == [
        (MISSING, 1, 1),  # title
        (UNKNOWN, 4, 1),
        (WRONG, 5, 9),
        (MISSING, 7, 3),  # name
        (WRONG, 8, 11),
        (WRONG, 9, 11),
        (SYNTAX, 10, 13),
        (WRONG, 11, 26),
        (DUPLICATE, 11, 31),  # neither of the two is read, so nothing is said of the first
        (SYNTAX, 12, 10),
        (MISSING, 13, 11),  # reason
        (WRONG, 13, 28),
    ]


def test_what_a_plan_quotes_is_cut_short_and_visible():
    (fault,) = faults('id: "' + "A" * 70 + '"\nindicators: {}\n')
    assert fault[4] == f'"{"A" * 59}…" is no identifier: use a-z, 0-9 and dashes'
    (fault,) = faults('id: "a\\e[2J"\nindicators: {}\n')
    assert fault[4] == '"a<U+001B>[2J" is no identifier: use a-z, 0-9 and dashes'


# --- what is read -----------------------------------------------------------------------------------------------------


def test_a_whole_plan():
    plan = read("""
civtarget: 1
id: 2025-example
title: {zh: 示例, en: Example}
period: 2021..2025
issuer: 民政局
source: {document: a.txt, published: 2025-03-21, numbering: 行次}
districts:
  溧阳市: {code: "320481", en: Liyang, aliases: [溧阳, "12"]}
  甲区: {}
parties: {市本级: {en: City level}}
offices: {民政局: {en: Civil Affairs Bureau}}
responsible: [民政局]
indicators: {}
waivers: [{rule: translated, indicator: beds, district: 甲区, reason: 待译, until: 2025-12-31}]
""")
    assert plan == Plan(
        civtarget=1,
        id=Identifier("2025-example"),
        title=Name(zh="示例", en="Example"),
        period=Period(2021, 2025),
        indicators={},
        issuer=Name(zh="民政局"),
        source=Source(document="a.txt", published=date(2025, 3, 21), numbering=Name(zh="行次")),
        districts={"溧阳市": District(code="320481", en="Liyang", aliases=("溧阳", "12")), "甲区": District()},
        parties={"市本级": Body(en="City level")},
        offices={"民政局": Body(en="Civil Affairs Bureau")},
        responsible=("民政局",),
        waivers=(
            Waiver(
                rule=Identifier("translated"),
                reason="待译",
                until=date(2025, 12, 31),
                indicator=Identifier("beds"),
                district="甲区",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("line", "field", "expected"),
    [
        pytest.param("note: 说明", "note", Name(zh="说明"), id="name-in-short"),
        pytest.param("note: {zh: 说明, en: Note}", "note", Name(zh="说明", en="Note"), id="name"),
        pytest.param("note: |\n      一\n      二", "note", Name(zh="一\n二\n"), id="text-over-lines"),
        pytest.param("item: '2.10'", "item", "2.10", id="text-in-quotes"),
        pytest.param("item: 二（一）", "item", "二（一）", id="text-without-quotes"),
        pytest.param("offices: [甲局, 乙局]", "offices", Offices(responsible=("甲局", "乙局")), id="offices-in-short"),
        pytest.param("offices: []", "offices", Offices(), id="no-offices"),
        pytest.param(
            "offices: {lead: [甲局], support: [乙局]}",
            "offices",
            Offices(lead=("甲局",), support=("乙局",)),
            id="offices",
        ),
        pytest.param("each: '>= 1'", "each", Each(target=Quantity(Op.AT_LEAST, 1, None, "", 1)), id="each-in-short"),
        pytest.param(
            "each: {target: 2个, per: town, only: 城区}",
            "each",
            Each(target=Quantity(Op.EXACTLY, 2, 2, "个", 1), per=Per.TOWN, only=Name(zh="城区")),
            id="each",
        ),
        pytest.param("target: 4万", "target", Quantity(Op.EXACTLY, 40000, 40000, "", 10000), id="quantity"),
        pytest.param("target: '300'", "target", Quantity(Op.EXACTLY, 300, 300, "", 1), id="quantity-in-quotes"),
        pytest.param("partial: true", "partial", True, id="true"),
        pytest.param("coverage: false", "coverage", False, id="false"),
        pytest.param("every: half-year", "every", Recurrence.HALF_YEAR, id="recurrence"),
        pytest.param("commitment: on-demand", "commitment", Commitment.ON_DEMAND, id="commitment"),
        pytest.param(
            "of: {part: homes-2, whole: 12}",
            "of",
            Ratio(part=Identifier("homes-2"), whole=Quantity(Op.EXACTLY, 12, 12, "", 1)),
            id="ratio",
        ),
        pytest.param(
            "of: {part: 3-homes, whole: 3-5}",
            "of",
            Ratio(part=Identifier("3-homes"), whole=Quantity(Op.BETWEEN, 3, 5, "", 1)),
            id="ratio-of-an-indicator-that-starts-with-a-digit",
        ),
        pytest.param("of: {}", "of", Ratio(), id="ratio-of-nothing"),
        pytest.param("districts: all", "districts", Duties(None), id="all"),
        pytest.param("districts: 'all'", "districts", Duties(None), id="all-in-quotes"),
        pytest.param("districts: [甲区, 乙区]", "districts", Duties({"甲区": None, "乙区": None}), id="named"),
        pytest.param("districts: []", "districts", Duties({}), id="none"),
        pytest.param(
            "districts: {甲区: lead, 乙区: support}",
            "districts",
            Duties({"甲区": Role.LEAD, "乙区": Role.SUPPORT}),
            id="roles",
        ),
        pytest.param(
            "split: {甲区: 1, 乙区: , 丙区: ~, 丁区: null, 戊区: --, 己区: ——, 庚区: 1}",
            "split",
            {
                "甲区": Quantity(Op.EXACTLY, 1, 1, "", 1),
                **dict.fromkeys(("乙区", "丙区", "丁区")),
                **dict.fromkeys(("戊区", "己区"), Mark.NOT_APPLICABLE),
                "庚区": Quantity(Op.EXACTLY, 1, 1, "", 1),
            },
            id="split",
        ),
        pytest.param("split: {}", "split", {}, id="empty-split"),
    ],
)
def test_values(line, field, expected):
    assert getattr(read(f"{BEDS}    {line}\n").indicators[Identifier("beds")], field) == expected


def test_steps():
    steps = "steps: [{do: 启动, start: 3月}, {target: 30%, by: 8月底, every: month, offices: [甲局], districts: all}]"
    first, second = read(f"{BEDS}    {steps}\n").indicators[Identifier("beds")].steps
    assert (first.do, first.start and first.start.text, first.by) == (Name(zh="启动"), "3月", None)
    assert (second.target and second.target.figure, second.by and second.by.text) == (30, "8月底")
    assert (second.every, second.offices, second.districts) == (
        Recurrence.MONTH,
        Offices(responsible=("甲局",)),
        Duties(None),
    )


def test_what_is_not_written_has_its_default():
    assert read(BEDS).indicators[Identifier("beds")] == Indicator(name=Name(zh="床位"), kind=Kind.COUNT, unit="张")  # type: ignore[arg-type]  # a str is a Unit at run time


# --- what is unread ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("target: 若干", "target"),
        ("target: >= 3", "target"),
        ("target: *x", "target"),
        ("target:", "target"),
        ("steps: {by: 3月}", "steps"),
        ("offices: {lead: [no]}", "offices.lead"),
        ("note: {en: X}", "note.zh"),
        ("note: no", "note.zh"),
        ("each: 若干", "each.target"),
        ("of: {part: Beds}", "of.part"),
        ("districts: {甲区: boss}", "districts"),
        ("districts: [甲区, 甲区]", "districts"),
        ("split: {甲区: 若干}", "split.甲区"),
        ("split: [1]", "split"),
        ("within: 12", "within"),
        ("coverage: yes", "coverage"),
    ],
)
def test_what_could_not_be_read_is_not_there(line, path):
    """Not its default, either: whoever asks for it is told that it could not be read."""
    plan = parse(f"{BEDS}    {line}\n").plan
    assert plan is not None
    value = plan.indicators[Identifier("beds")]
    *before, last = path.split(".")
    for part in before:
        value = getattr(value, part)
    if isinstance(value, dict):
        assert isinstance(value[last], Unread)
    else:
        with pytest.raises(Unread):
            getattr(value, last)
    assert plan.indicators[Identifier("beds")].name == Name(zh="床位")


def test_a_step_that_is_none_leaves_the_others_read():
    first, second = parse(f"{BEDS}    steps: [3月底, {{do: 启动}}]\n").plan.indicators[Identifier("beds")].steps
    assert second.do == Name(zh="启动")
    with pytest.raises(Unread, match=r"^indicators\.beds\.steps\.0$"):
        _ = first.do


def test_an_indicator_that_is_none_has_nothing_read():
    plan = parse("indicators: {beds: 300}").plan
    assert plan is not None
    for field in KEYS:
        with pytest.raises(Unread, match=r"^indicators\.beds$"):
            getattr(plan.indicators[Identifier("beds")], field)


def test_a_share_that_cannot_be_read_leaves_the_other_indicators_judged(check):
    text = """
indicators:
  beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 若干, 乙区: 150}}
  homes: {name: 机构, kind: count, unit: 家, target: 3, split: {甲区: 1, 乙区: 1}}
"""
    report = check(text, district_sum)
    assert [(each.rule, each.outcome, each.indicator, each.message.en) for each in report.findings] == [
        ("wrong-value", Outcome.BROKEN, "beds", 'expected a number such as 353 or 三百五十三, not "若干"'),
        (
            *("district-sum", Outcome.UNCHECKED, "beds"),
            "cannot be checked: indicators.beds.split.甲区 could not be read",
        ),
        ("district-sum", Outcome.BROKEN, "homes", "the shares add up to 2, not 3: 1 short"),
    ]


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("{name: 床位, kind: cuont, unit: 张, target: 2, split: {甲区: 1, 乙区: 1}}", id="kind"),
        pytest.param("{name: 床位, unit: 张, target: 2, split: {甲区: 1, 乙区: 1}}", id="no-kind"),
        pytest.param("{name: no, kind: count, target: >= 3, steps: {by: 3月}, each: }", id="much"),
        pytest.param("{steps: {a: {b: 1, b: 2}}}", id="steps-that-are-no-list"),
        pytest.param("300", id="text"),
        pytest.param("[300]", id="list"),
        pytest.param("[{a: 1, a: 2}]", id="list-with-a-fault-in-it"),
        pytest.param("", id="nothing"),
        pytest.param("*beds", id="alias"),
    ],
)
def test_an_indicator_that_cannot_be_read_leaves_the_others_judged(check, broken):
    homes = "{name: 机构, kind: count, unit: 家, target: 3, split: {甲区: 1, 乙区: 1}}"
    report = check(f"indicators:\n  beds: {broken}\n  homes: {homes}\n")
    found = [(each.rule, each.outcome, each.indicator) for each in report.findings]
    assert ("district-sum", Outcome.BROKEN, "homes") in found
    assert ("district-sum", Outcome.BROKEN, "beds") not in found
    assert any(rule in set(Reading) and indicator == "beds" for rule, _, indicator in found)
    assert any(outcome is Outcome.UNCHECKED and indicator == "beds" for _, outcome, indicator in found)


@pytest.mark.parametrize("section", ["", " 300", " []", " [{a: 1, a: 2}]", " *x"])
def test_a_section_that_cannot_be_read_is_no_empty_one(check, section):
    text = f"indicators:{section}\n"
    assert parse(text).holds_indicators
    assert any(each.rule in set(Reading) for each in check(text).findings)


@pytest.mark.parametrize(
    ("text", "expected"), [("indicators: {}", False), (BEDS, True), ("indicators: {a: }", True), ("", True)]
)
def test_holds_indicators(text, expected):
    assert parse(text).holds_indicators is expected


# --- places -----------------------------------------------------------------------------------------------------------

PLACES = """indicators:
  beds:
    name: 床位
    target: 300
    note:
    offices: [甲局, 乙局]
    split: {甲区: 120, 乙区: }
    steps:
    - by: 3月底
      do: {zh: 启动}
    - {by: 4月底}
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        pytest.param("", (1, 1, 1, 1), (1, 1, 1, 1), id="plan"),
        pytest.param("indicators", (1, 1, 1, 11), (1, 1, 1, 11), id="section"),
        pytest.param("indicators.beds", (2, 3, 2, 7), (2, 3, 2, 7), id="record"),
        pytest.param("indicators.beds.target", (4, 13, 4, 16), (4, 5, 4, 11), id="scalar"),
        pytest.param("indicators.beds.note", (5, 5, 5, 9), (5, 5, 5, 9), id="nothing"),
        pytest.param("indicators.beds.name", (3, 11, 3, 13), (3, 5, 3, 9), id="shorthand"),
        pytest.param("indicators.beds.name.zh", (3, 11, 3, 13), (3, 5, 3, 9), id="behind-a-shorthand"),
        pytest.param("indicators.beds.offices.responsible", (6, 5, 6, 12), (6, 5, 6, 12), id="behind-a-list"),
        pytest.param("indicators.beds.offices.1", (6, 19, 6, 21), (6, 19, 6, 21), id="item"),
        pytest.param("indicators.beds.offices.2", (6, 5, 6, 12), (6, 5, 6, 12), id="no-such-item"),
        pytest.param("indicators.beds.split", (7, 5, 7, 10), (7, 5, 7, 10), id="split"),
        pytest.param("indicators.beds.split.甲区", (7, 17, 7, 20), (7, 13, 7, 15), id="share"),
        pytest.param("indicators.beds.split.乙区", (7, 22, 7, 24), (7, 22, 7, 24), id="blank-share"),
        pytest.param("indicators.beds.split.丙区", (7, 5, 7, 10), (7, 5, 7, 10), id="no-such-share"),
        pytest.param("indicators.beds.steps.0", (9, 7, 10, 19), (9, 7, 10, 19), id="step"),
        pytest.param("indicators.beds.steps.0.do.zh", (10, 16, 10, 18), (10, 12, 10, 14), id="in-a-step"),
        pytest.param("indicators.beds.steps.1.by", (11, 12, 11, 15), (11, 8, 11, 10), id="in-a-short-step"),
        pytest.param("indicators.beds.steps.first", (8, 5, 8, 10), (8, 5, 8, 10), id="no-number"),
        pytest.param("indicators.beds.steps.²", (8, 5, 8, 10), (8, 5, 8, 10), id="no-index"),
        pytest.param("indicators.beds.each.per", (2, 3, 2, 7), (2, 3, 2, 7), id="not-there"),
        pytest.param("waivers.0", (1, 1, 1, 1), (1, 1, 1, 1), id="no-such-section"),
    ],
)
def test_locate(path, value, key):
    file = parse_plan(File("plan.yaml", PLACES, ""))
    parts = tuple(path.split(".")) if path else ()
    assert file.locate(parts) == Span(*value)
    assert file.locate(parts, at_key=True) == Span(*key)


def test_locate_in_a_file_without_a_tree():
    assert parse_plan(File("plan.yaml", "a: ]", "")).locate(("indicators", "beds")) == Span(1, 1, 1, 1)


def test_path_and_digest_are_those_of_the_file():
    file = parse_plan(File("plans/a.yaml", "", "abc"))
    assert (file.path, file.sha256) == ("plans/a.yaml", "abc")


# --- properties -------------------------------------------------------------------------------------------------------

identifiers = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5})?", fullmatch=True).filter(
    lambda text: text not in {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan"}
)
words = st.text(st.sampled_from("甲乙丙丁养老机构床位ABCabc·（）"), min_size=1, max_size=8).filter(
    lambda text: text.lower() not in {"a", "b", "c"}
)
figures = st.integers(0, 10**9)
shares = st.one_of(
    figures.map(lambda figure: (str(figure), Quantity(Op.EXACTLY, figure, figure, "", 1))),
    figures.map(lambda figure: (f'">= {figure}"', Quantity(Op.AT_LEAST, figure, None, "", 1))),
    figures.map(lambda figure: (f"{figure}以内", Quantity(Op.AT_MOST, None, figure, "", 1))),
    st.sampled_from([("--", Mark.NOT_APPLICABLE), ("——", Mark.NOT_APPLICABLE), ("", None), ("~", None)]),
)
indicators = st.fixed_dictionaries(
    {
        "name": words,
        "kind": st.sampled_from(Kind),
        "target": st.one_of(st.none(), figures),
        "split": st.one_of(st.none(), st.dictionaries(words, shares, max_size=5)),
        "partial": st.booleans(),
    }
)


@given(
    period=st.tuples(st.integers(1, 9999), st.integers(1, 9999)).map(sorted),
    drawn=st.dictionaries(identifiers, indicators, max_size=4),
    flow=st.booleans(),
)
def test_any_plan_holds_what_was_written(period, drawn, flow):
    """Whatever is written as the format asks is read without a fault, and is in the model as it was written."""
    text = "\n".join(
        [
            *("civtarget: 1", "id: example", 'title: "示例"'),
            f"period: {period[0]:04}..{period[1]:04}",
            "indicators:" if drawn else "indicators: {}",
            *(written(identifier, indicator, flow=flow) for identifier, indicator in drawn.items()),
        ]
    )
    file = parse_plan(File("plan.yaml", text, ""))
    assert file.faults == ()
    assert file.plan is not None
    assert (file.plan.period.first, file.plan.period.last) == tuple(period)
    assert list(file.plan.indicators) == list(drawn)
    for identifier, said in drawn.items():
        found = file.plan.indicators[Identifier(identifier)]
        assert (found.name.zh, found.kind, found.partial) == (said["name"], said["kind"], said["partial"])
        assert (found.target and found.target.figure) == said["target"]
        assert found.split == (None if said["split"] is None else {key: each[1] for key, each in said["split"].items()})


def written(identifier, indicator, *, flow):
    """Return an indicator as a plan writes it: its split in braces, or a line a share."""
    lines = [f"  {identifier}:", f'    name: "{indicator["name"]}"', f"    kind: {indicator['kind']}"]
    if indicator["target"] is not None:
        lines.append(f"    target: {indicator['target']}")
    if indicator["split"] is not None:
        cells = [f'"{key}": {share[0]}' for key, share in indicator["split"].items()]
        lines.append("    split: {" + ", ".join(cells) + "}" if flow or not cells else "    split:")
        lines.extend(f"      {cell}" for cell in cells if not flow)
    lines.append(f"    partial: {str(indicator['partial']).lower()}")
    return "\n".join(lines)


def parse(excerpt: str) -> PlanFile:
    """Parse an excerpt as a whole plan."""
    return parse_plan(File("plan.yaml", whole_plan(excerpt) if excerpt else "", ""))


def read(excerpt: str) -> Plan:
    """Read an excerpt that has no fault."""
    file = parse(excerpt)
    assert file.faults == ()
    assert file.plan is not None
    return file.plan


def faults(excerpt):
    """Return the faults of an excerpt in full: rule, line, column, path, message in English, in Chinese."""
    return read_faults(whole_plan(excerpt))


def read_faults(text):
    """Return the faults of a whole file in full."""
    return [
        (fault.rule, fault.span.line, fault.span.column, ".".join(fault.path), fault.message.en, fault.message.zh)
        for fault in parse_plan(File("plan.yaml", text, "")).faults
    ]


@pytest.mark.parametrize(
    ("text", "identifier"),
    [("id: 2025-somewhere", "2025-somewhere"), ("id: No Name", None), ("title: 计划", None), ("- a list", None)],
)
def test_identifier(text, identifier):
    assert parse_plan(File("plan.yaml", text, "")).identifier == identifier


def test_of_a_file_that_cannot_be_opened_only_the_path_is_known():
    file = PlanFile("plan.yaml")
    assert (file.sha256, file.root, file.plan, file.faults, file.identifier) == ("", None, None, (), None)
