"""total-agrees: what is reported for the whole area, and what its parts come to."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.language import Language
from civtarget.rules.actuals import total_agrees

DISTRICTS = "districts: {甲区: {}, 乙区: {}, 丙区: {}}\nparties: {市本级: {}}\n"
HEADER = "指标,辖区,期间,数值,分子,分母\n"
COUNT = "kind: count, unit: 张"


def plan(rest: str = "split: {甲区: 40, 乙区: 60}", kind: str = COUNT) -> str:
    return f"{DISTRICTS}indicators:\n  beds: {{name: 床位, {kind}{', ' if rest else ''}{rest}}}\n"


def rows(*texts: str, period: str = "2025-06") -> str:
    """Return CSV rows, the first of them in line 2: `合计 50`, with `-` for an empty cell."""
    lines = (",".join("" if word == "-" else word for word in text.split()) for text in texts)
    return HEADER + "".join(f"beds,{line.replace(',', f',{period},', 1)}\n" for line in lines)


def unknown(names: str) -> str:
    return f"? 2:17 whole area: the total for 2025-06 cannot be compared with its parts: {names} missing"


@pytest.mark.parametrize(
    ("rest", "texts", "expected"),
    [
        pytest.param("split: {甲区: 40, 乙区: 60}", ["合计 50", "甲区 20", "乙区 30"], [], id="agrees"),
        pytest.param(
            "split: {甲区: 40, 乙区: 60}",
            ["合计 51", "甲区 20", "乙区 30"],
            ["2:17 whole area: 51 is reported for 2025-06, but its 2 parts come to 50: the total is 1 over"],
            id="one-over",
        ),
        pytest.param(
            "split: {甲区: 40, 乙区: 60}",
            ["合计 49.995", "甲区 20", "乙区 30"],
            ["2:17 whole area: 49.995 is reported for 2025-06, but its 2 parts come to 50: the total is 0.01 short"],
            id="short-by-less-than-is-written",
        ),
        pytest.param("split: {甲区: 40, 乙区: 60}", ["合计 50", "甲区 20"], [unknown("乙区")], id="a-part-is-missing"),
        pytest.param(
            "split: {甲区: 40, 乙区: 60}",
            ["合计 20", "甲区 20"],
            [unknown("乙区")],
            id="a-part-is-missing-and-may-be-nothing",
        ),
        pytest.param(
            "split: {甲区: 40, 乙区: 60}",
            ["合计 50", "甲区 51"],
            [
                (
                    "2:17 whole area: 50 is reported for 2025-06, but 1 part comes to 51 already: "
                    "the total is 1 short, with 乙区 missing"
                )
            ],
            id="a-part-is-missing-and-the-rest-exceeds",
        ),
        pytest.param(
            "split: {甲区: 40, 乙区: 60, 丙区: 10}",
            ["合计 50", "甲区 60", "乙区 -1"],
            [unknown("丙区")],
            id="a-number-below-zero-says-nothing-of-the-rest",
        ),
        pytest.param(
            "split: {甲区: 40, 乙区: 60}",
            ["合计 50", "甲区 20", "乙区 很多"],
            [unknown("乙区")],
            id="a-part-is-unreadable",
        ),
        pytest.param(
            "split: {甲区: 40, 乙区: 60}", ["合计 很多", "甲区 20", "乙区 30"], [], id="the-total-is-unreadable"
        ),
        pytest.param("split: {甲区: 40, 乙区: 60}", ["合计 50"], [], id="no-part-is-reported"),
        pytest.param("split: {甲区: 40, 乙区: 60}", ["甲区 20", "乙区 30"], [], id="no-total-is-reported"),
        pytest.param(
            "split: {甲区: 40, 市本级: 60}",
            ["合计 50", "甲区 20", "市本级 31"],
            ["2:17 whole area: 50 is reported for 2025-06, but its 2 parts come to 51: the total is 1 short"],
            id="a-party-with-a-share",
        ),
        pytest.param(
            "split: {甲区: 40, 乙区: 60, 丙区: --}",
            ["合计 50", "甲区 20", "乙区 30", "丙区 5"],
            [],
            id="who-takes-no-part",
        ),
        pytest.param("split: {甲区: 40, 乙区: }", ["合计 20", "甲区 20"], [], id="a-blank-share-that-has-nothing"),
        pytest.param(
            "split: {甲区: 40, 乙区: }",
            ["合计 25", "甲区 20"],
            [unknown("乙区")],
            id="a-blank-share-that-may-have-the-rest",
        ),
        pytest.param(
            "split: {甲区: 40, 乙区: }", ["合计 25", "甲区 20", "乙区 5"], [], id="a-blank-share-counts-if-reported"
        ),
        pytest.param("", ["合计 60", "甲区 10", "乙区 20", "丙区 30"], [], id="without-a-split-all-districts"),
        pytest.param("", ["合计 60", "甲区 10", "丙区 30"], [unknown("乙区")], id="without-a-split-one-is-missing"),
        pytest.param(
            "",
            ["合计 60", "甲区 10", "乙区 20", "丙区 30", "市本级 5"],
            ["2:17 whole area: 60 is reported for 2025-06, but its 4 parts come to 65: the total is 5 short"],
            id="without-a-split-a-party-counts-if-reported",
        ),
        pytest.param("districts: [甲区, 乙区]", ["合计 30", "甲区 10", "乙区 20"], [], id="those-that-it-is-for"),
    ],
)
def test_sums(actuals_messages, rest, texts, expected):
    assert actuals_messages(total_agrees, plan(rest), rows(*texts)) == expected


@pytest.mark.parametrize(
    ("kind", "compared"),
    [
        pytest.param(COUNT, True, id="count"),
        pytest.param(f"{COUNT}, reported: in-period", True, id="in-period"),
        pytest.param("kind: amount, unit: 元", True, id="amount"),
        pytest.param("kind: stock, unit: 张", True, id="stock"),
        pytest.param("kind: standard, unit: 元/月", False, id="standard"),
        pytest.param("kind: rate", False, id="a-rate-without-numerators"),
        pytest.param("kind: density, unit: 名/万名老年人", False, id="a-density-without-numerators"),
    ],
)
def test_kinds(check_actuals, kind, compared):
    report = check_actuals(plan(kind=kind), rows("合计 70", "甲区 20", "乙区 30"), total_agrees)
    assert (report.held, len(report.findings)) == (0, int(compared))


def test_tasks_do_not_add_up(check_actuals):
    text = rows("合计 完成", "甲区 完成", "乙区 进行中", "丙区 完成")
    report = check_actuals(plan("districts: all", "kind: task"), text, total_agrees)
    assert (report.held, len(report.findings)) == (0, 0)


def test_every_period(actuals_messages):
    text = (
        rows("合计 9", "甲区 4", "乙区 6", period="2025-03") + rows("合计 50", "甲区 20", "乙区 30").partition("\n")[2]
    )
    assert actuals_messages(total_agrees, plan(), text) == [
        "2:17 whole area: 9 is reported for 2025-03, but its 2 parts come to 10: the total is 1 short"
    ]


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        pytest.param("year-to-date", ["whole area: 9 is reported for 2025-06"], id="periods-that-end-together"),
        pytest.param("in-period", [], id="each-its-own"),
    ],
)
def test_of_one_period(actuals_messages, reported, expected):
    text = rows("合计 9") + "beds,甲区,2025-Q2,4\nbeds,乙区,2025-Q2,6\n"
    found = actuals_messages(total_agrees, plan(kind=f"{COUNT}, reported: {reported}"), text)
    assert [each.partition(", but")[0].partition(" ")[2] for each in found] == expected


def test_who_is_missing_is_named_up_to_ten(actuals_messages):
    names = [f"第{number}区" for number in range(1, 14)]
    excerpt = (
        f"districts: {{{', '.join(f'{name}: {{}}' for name in names)}}}\nindicators: {{beds: {{name: 床位, {COUNT}}}}}"
    )
    (found,) = actuals_messages(total_agrees, excerpt, rows("合计 50", "第1区 20"))
    assert found == unknown(f"{', '.join(names[1:11])} and 2 more")


# --- rates ------------------------------------------------------------------------------------------------------------


RATE = plan(kind="kind: rate")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(["合计 75%", "甲区 50% 1 2", "乙区 100% 2 2"], [], id="agrees"),
        pytest.param(["合计 67%", "甲区 50% 1 2", "乙区 100% 1 1"], [], id="rounded"),
        pytest.param(
            ["合计 75%", "甲区 50% 1 2", "乙区 100% 1 1"],
            ["2:17 whole area: 75% is reported for 2025-06, but what its districts report makes 2/3 ≈ 66.67%"],
            id="a-mean-of-rates-is-no-rate",
        ),
        pytest.param(
            ["合计 66.6%", "甲区 - 1 2", "乙区 - 1 1"],
            ["2:17 whole area: 66.6% is reported for 2025-06, but what its districts report makes 2/3 ≈ 66.67%"],
            id="cut-off",
        ),
        pytest.param(["合计 - 4 6", "甲区 - 1 2", "乙区 - 1 1"], [], id="the-same-rate-of-other-numbers"),
        pytest.param(
            ["合计 - 1 2", "甲区 50.3% 503 1000", "乙区 50% 0 0"],
            ["2:18 whole area: 50% is reported for 2025-06, but what its districts report makes 503/1,000 = 50.3%"],
            id="numbers-are-exact",
        ),
        pytest.param(["合计 50%", "甲区 50.3% 503 1000", "乙区 - 0 0"], [], id="a-printed-rate-is-not"),
        pytest.param(["合计 - 0 0", "甲区 50% 1 2", "乙区 50% 1 2"], [], id="the-total-is-no-rate"),
        pytest.param(
            ["合计 - 5 7", "甲区 - 1 2", "乙区 - 1 1"],
            ["2:18 whole area: 71.43% is reported for 2025-06, but what its districts report makes 2/3 ≈ 66.67%"],
            id="other-numbers",
        ),
        pytest.param(
            ["合计 75%", "甲区 50% 1 2"],
            [
                (
                    "? 2:17 whole area: the rate for 2025-06 cannot be compared with its parts: "
                    "the part and whole of 乙区 are missing"
                )
            ],
            id="a-part-is-missing",
        ),
        pytest.param(
            ["合计 75%", "甲区 50% 1 2", "乙区 100%"],
            [
                (
                    "? 2:17 whole area: the rate for 2025-06 cannot be compared with its parts: "
                    "the part and whole of 乙区 are missing"
                )
            ],
            id="a-part-without-numerator",
        ),
        pytest.param(["合计 75%", "甲区 50%", "乙区 100%"], [], id="no-numerators"),
        pytest.param(
            ["合计 100%", "甲区 100% 0 0", "乙区 100% 0 0"],
            ["? 2:17 whole area: the parts for 2025-06 together: the whole is 0, so there is no rate"],
            id="of-nothing",
        ),
    ],
)
def test_rates(actuals_messages, texts, expected):
    assert actuals_messages(total_agrees, RATE, rows(*texts)) == expected


# --- what else a finding says -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("excerpt", "texts", "expected"),
    [
        pytest.param(
            plan(),
            ["合计 4万", "甲区 2万", "乙区 1.7万"],
            "2:17 全域：2025-06 报 4万张，而 2 个辖区相加为 3.7万张，合计多 3000张",
            id="differs",
        ),
        pytest.param(
            plan(),
            ["合计 50", "甲区 51"],
            "2:17 全域：2025-06 报 50张，而已报的 1 个辖区相加已有 51张，合计少 1张，还缺 乙区",
            id="exceeds",
        ),
        pytest.param(plan(), ["合计 50", "甲区 20"], "? 2:17 全域：2025-06 的合计无法核对：缺 乙区", id="unknown"),
        pytest.param(
            RATE,
            ["合计 75%", "甲区 50% 1 2", "乙区 100% 1 1"],
            "2:17 全域：2025-06 报 75%，而 2 个辖区合并为 2/3 ≈ 66.67%",
            id="pooled",
        ),
        pytest.param(
            RATE,
            ["合计 75%", "甲区 50% 1 2"],
            "? 2:17 全域：2025-06 的合计无法核对：缺 乙区 的分子和分母",
            id="not-pooled",
        ),
        pytest.param(
            RATE,
            ["合计 75%", "甲区 50% 0 0", "乙区 50% 0 0"],
            "? 2:17 全域：2025-06 各部分合并：分母为 0，谈不上比率",
            id="no-rate",
        ),
    ],
)
def test_chinese(actuals_messages, excerpt, texts, expected):
    assert actuals_messages(total_agrees, excerpt, rows(*texts), language=Language.ZH) == [expected]


def test_where_the_parts_stand(check_actuals):
    (finding,) = check_actuals(plan(), rows("合计 51", "甲区 20", "乙区 30"), total_agrees).findings
    assert [(each.location.span.line, each.message.en) for each in finding.related] == [
        (3, "the value of 甲区 stands here"),
        (4, "the value of 乙区 stands here"),
    ]
    assert (finding.expected, finding.actual, finding.gap, finding.unit) == (50, 51, 1, "张")


# --- against the plain definition -------------------------------------------------------------------------------------

share = st.sampled_from(["40", "", "--", None])
value = st.sampled_from(["0", "1", "2", "2.5", "-1", "很多", None])


def expected_outcome(shares: dict[str, str | None], values: dict[str, str | None], total: Fraction) -> str | None:
    """Say what becomes of a total, district by district as the documentation has it."""
    reported = {name: text for name, text in values.items() if text is not None and shares[name] != "--"}
    if not reported:
        return None
    numbers = [Fraction(text) for text in reported.values() if text != "很多"]
    needed = [name for name, each in shares.items() if each == "40" and values[name] in (None, "很多")]
    needed += [name for name in reported if reported[name] == "很多" and name not in needed]
    maybe = [name for name, each in shares.items() if each == "" and values[name] is None]
    if sum(numbers) == total and not needed:
        return "held"
    if not needed and not maybe:
        return "broken"
    is_over = sum(numbers) > total and all(number >= 0 for number in numbers)
    return "broken" if is_over else "unchecked"


@given(
    shares=st.tuples(share, share, share), values=st.tuples(value, value, value), total=st.sampled_from([0, 1, 2, 3, 4])
)
def test_equals_the_plain_definition(check_actuals, shares, values, total):
    names = ("甲区", "乙区", "丙区")
    split = ", ".join(f"{name}: {each}" for name, each in zip(names, shares, strict=True) if each is not None)
    excerpt = plan(f"split: {{{split}}}")
    texts = [f"{name} {each}" for name, each in zip(names, values, strict=True) if each is not None]
    report = check_actuals(excerpt, rows(f"合计 {total}", *texts), total_agrees)
    found = [each.outcome.value for each in report.findings if each.rule == "total-agrees"] + ["held"] * report.held
    expected = expected_outcome(
        dict(zip(names, shares, strict=True)), dict(zip(names, values, strict=True)), Fraction(total)
    )
    assert found == ([expected] if expected else [])
