"""What is enforced while a plan is read: every fault with its whole message, in both languages, at its place."""

import pytest

BEDS = "indicators:\n  beds:\n    name: 床位\n    kind: count\n    unit: 张\n"


@pytest.mark.parametrize(
    ("text", "at", "en", "zh"),
    [
        pytest.param(
            BEDS + "\ttarget: 300\n",
            "6:1",
            "a tab cannot indent: use spaces",
            "不能用制表符（Tab）缩进：请改用空格",
            id="tab",
        ),
        pytest.param(
            BEDS + "    target: >= 300\n",
            "6:13",
            'a value that starts with > needs quotes: ">= 300"',
            '以“>”开头的值要加引号：">= 300"',
            id="sign-without-quotes",
        ),
        pytest.param(
            BEDS + "    split: &shares {甲区: 1}\n    item: *shares\n",
            "7:11",
            "aliases are not read (*shares): write it out, so that every line can be reviewed",
            "不支持别名（*shares）：请直接写出内容，便于逐行审阅",
            id="alias",
        ),
        pytest.param(
            BEDS + "    <<: {item: '1'}\n",
            "6:5",
            "merge keys are not read: write out what << would bring",
            "不支持合并键 <<：请直接写出内容",
            id="merge-key",
        ),
        pytest.param(
            BEDS + "    item: !!str 甲\n",
            "6:11",
            "tags are not read: leave !!str out",
            "不支持标签 !!str：请删去",
            id="tag",
        ),
        pytest.param(
            BEDS + "    [a, b]: 1\n",
            "6:5",
            "a key must be text, not a list or a mapping",
            "键必须是文字，不能是列表或映射",
            id="key-that-is-a-list",
        ),
        pytest.param(
            BEDS + "    note: {zh: 甲\n",
            "7:10",
            "a comma is missing here, or the { of line 6 is never closed",
            "这里缺少逗号，或第 6 行的 { 没有闭合",
            id="brace-left-open",
        ),
    ],
)
def test_yaml_syntax(check, text, at, en, zh):
    assert faults(check, text, "yaml-syntax") == [(at, en, zh)]


def test_a_second_document(check):
    rest = "civtarget: 1", "id: x", "title: {zh: 例, en: X}", "period: 2025", "districts: {}", "offices: {}", "---\n"
    assert faults(check, "responsible: []\n" + BEDS + "\n".join(rest), "yaml-syntax") == [
        ("13:1", "one plan a file: nothing from here on is read", "一个文件只能有一份规划：从这里起未读")
    ]


def test_nesting(check):
    (fault,) = faults(check, f"indicators: {'[' * 40}{']' * 40}", "yaml-syntax")
    assert fault == (
        "1:44",
        "nested more than 32 levels deep: the file is not read",
        "嵌套超过 32 层：文件未读",
    )


def test_duplicate_key(check):
    text = BEDS + "    split: {甲区: 120, 乙区: 180, 甲区: 130}\n"
    assert faults(check, text, "duplicate-key") == [
        (
            "6:31",
            '"甲区" stands here a second time, after line 6: neither is read',
            "键“甲区”重复：第 6 行已有，两处都未读",
        )
    ]


@pytest.mark.parametrize(
    ("key", "en", "zh"),
    [
        pytest.param(
            "traget",
            'no key is called "traget": is "target" meant?',
            "没有名为“traget”的键：是否应为“target”？",
            id="misspelt",
        ),
        pytest.param(
            "目标", 'no key is called "目标": the keys here are ', "没有名为“目标”的键：可用的有 ", id="unlike-any"
        ),
    ],
)
def test_unknown_key(check, key, en, zh):
    ((at, said_en, said_zh),) = faults(check, f"{BEDS}    {key}: 300\n", "unknown-key")
    keys = ["name", "kind", "item", "unit", "offices", "target", "baselines", "baseline", "split"]
    listed = not en.endswith("?")
    assert at == "6:5"
    assert said_en.startswith(en + ", ".join(keys) if listed else en)
    assert said_zh.startswith(zh + "、".join(keys) if listed else zh)


@pytest.mark.parametrize(
    ("text", "at", "en", "zh"),
    [
        pytest.param(
            "indicators:\n  beds: {name: 床位}\n",
            "2:3",
            '"beds" lacks the key "kind"',
            "“beds”缺少必需的键“kind”",
            id="in-a-record",
        ),
        pytest.param(
            "issuer: 民政局\n",
            "1:1",
            'the plan lacks the key "indicators"',
            "规划缺少必需的键“indicators”",
            id="in-the-plan",
        ),
    ],
)
def test_missing_key(check, text, at, en, zh):
    assert faults(check, text, "missing-key") == [(at, en, zh)]


@pytest.mark.parametrize(
    ("line", "column", "en", "zh"),
    [
        pytest.param(
            "target: 3O0",
            13,
            'unknown unit "O0"',
            "不认识单位“O0”",
            id="quantity",
        ),
        pytest.param(
            "steps: [{by: 尽快}]",
            18,
            '"尽快" is no time: write 3月底, 7月, 5月中旬, 三季度, 年底 or 2025-03-31',
            "“尽快”不是时间：应写作 3月底、7月、5月中旬、三季度、年底或 2025-03-31",
            id="time",
        ),
        pytest.param(
            "steps: [{by: 2月30日}]",
            18,
            '"2月30日": there is no such date',
            "“2月30日”：日历上没有这个日期",
            id="no-such-day",
        ),
        pytest.param(
            "every: monht",
            12,
            '"monht" is not a choice here: is "month" meant?',
            "“monht”不在可选值之中：是否应为“month”？",
            id="misspelt-choice",
        ),
        pytest.param(
            "every: 天",
            12,
            '"天" is not a choice here: one of month, quarter, half-year, year',
            "“天”不在可选值之中：month, quarter, half-year, year",
            id="choice",
        ),
        pytest.param(
            "partial: yes", 14, '"yes" is neither true nor false', "“yes”不是真假值：只能写 true 或 false", id="truth"
        ),
        pytest.param(
            "item: 2.10",
            11,
            'without quotes other YAML readers take 2.10 for a decimal: write "2.10"',
            '“2.10”不加引号会被 YAML 读成小数：请写作 "2.10"',
            id="number-where-text-belongs",
        ),
        pytest.param(
            "gap: {to: Beds_2, trend: narrow}",
            15,
            '"Beds_2" is no identifier: use a-z, 0-9 and dashes',
            "“Beds_2”不能作标识：只用小写字母、数字和连字符",
            id="identifier",
        ),
        *(
            pytest.param(
                f"within: {text}",
                13,
                f'"{text}" is no reference: write indicator, indicator.district, plan/indicator or '
                "plan/indicator.district, by their identifiers",
                f"“{text}”不是引用：应写作 指标、指标.辖市区、规划/指标 或 规划/指标.辖市区（规划和指标写标识）",
                id=f"reference-{text}",
            )
            for text in ("Beds_2", "beds.", "Plan/beds", "a/b/c", "/beds", "plan/", "甲区.beds")
        ),
        pytest.param(
            'target: ">= 1.3个 × beds"',
            13,
            '">= 1.3个" is no factor: write 1.3 or 50%, also with >= or <=, or 30%..40%',
            "“>= 1.3个”不是倍数：应写作 1.3 或 50%（可带 >=、<= 或 30%..40%）",
            id="factor",
        ),
        pytest.param(
            "target: 0 × beds",
            13,
            '"0" is no factor: write 1.3 or 50%, also with >= or <=, or 30%..40%',
            "“0”不是倍数：应写作 1.3 或 50%（可带 >=、<= 或 30%..40%）",
            id="factor-of-nothing",
        ),
        pytest.param(
            "target: 1.3 × Beds",
            13,
            '"Beds" is no identifier: use a-z, 0-9 and dashes',
            "“Beds”不能作标识：只用小写字母、数字和连字符",
            id="multiple-of-no-identifier",
        ),
        pytest.param(
            "gap: {to: beds, trend: narow}",
            28,
            '"narow" is not a choice here: is "narrow" meant?',
            "“narow”不在可选值之中：是否应为“narrow”？",
            id="trend",
        ),
        pytest.param("target:", 12, "nothing stands here: a number belongs here", "这里是空的：应为数量", id="nothing"),
        pytest.param("target: [300]", 13, "a number belongs here, not a list", "这里应是数量，不是列表", id="list"),
    ],
)
def test_wrong_value(check, line, column, en, zh):
    assert faults(check, f"{BEDS}    {line}\n", "wrong-value") == [(f"6:{column}", en, zh)]


@pytest.mark.parametrize(
    ("line", "column", "en", "zh"),
    [
        (
            "civtarget: 2",
            12,
            'plan format "2" is not known: this civtarget reads 1',
            "不支持规划格式版本“2”：本程序读取版本 1",
        ),
        ("responsible: 民政局", 14, "a list belongs here, not text", "这里应是列表（- 或 [ ]），不是文字"),
        (
            "period: 今年",
            9,
            '"今年" is no period: write 2025 or 2021..2025',
            "“今年”不是规划期：应写作 2025 或 2021..2025",
        ),
        (
            "source: {document: a.txt, published: 2025-02-30}",
            38,
            '"2025-02-30": there is no such date',
            "“2025-02-30”：日历上没有这个日期",
        ),
    ],
)
def test_wrong_values_of_a_plan(check, line, column, en, zh):
    assert faults(check, f"{line}\n{BEDS}", "wrong-value") == [(f"1:{column}", en, zh)]


def test_wrong_unit(check):
    assert faults(check, BEDS.replace("张", "张床"), "wrong-value") == [
        ("5:11", '"床" is left over: a number has one unit and nothing else', "多出“床”：一个数之后只写一个单位")
    ]


def faults(check, text, rule):
    """Return place and both messages of every fault of reading; all of them are errors of `rule`."""
    found = [each for each in check(text).findings if each.rule in READING]
    assert {each.rule for each in found} == {rule}
    assert all(each.severity == "error" for each in found)
    return [
        (f"{each.location.span.line}:{each.location.span.column}", each.message.en, each.message.zh) for each in found
    ]


READING = {"yaml-syntax", "duplicate-key", "unknown-key", "missing-key", "wrong-value"}
