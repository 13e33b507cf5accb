"""value-jumped: a value that is ten, a hundred or ten thousand times what the values around it lead to expect."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.language import Language
from civtarget.rules.actuals import value_jumped

FIVE = "districts: {甲区: {}, 乙区: {}, 丙区: {}, 丁区: {}, 戊区: {}}\n"
HEADER = "指标,辖区,期间,数值\n"


def plan(kind: str = "kind: count, unit: 张", bound: str = "", period: str = "2025") -> str:
    """Return a plan with one indicator and the bound of the first district."""
    split = f", split: {{甲区: {bound}}}" if bound else ""
    return f"period: {period}\n{FIVE}indicators:\n  beds: {{name: 床位, {kind}{split}}}\n"


def rows(*texts: str) -> str:
    """Return CSV rows of the first district: the value in line 2 is that of the first text, such as `2025-06 80`."""
    return HEADER + "".join(f"beds,甲区,{','.join(text.split())}\n" for text in texts)


def found(check_actuals, excerpt: str, text: str) -> list[int]:
    """Return the lines of the values that are in doubt."""
    report = check_actuals(excerpt, text, value_jumped)
    return [each.location.span.line for each in report.findings if each.rule == "value-jumped"]


# --- its own past -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("excerpt", "texts", "expected"),
    [
        pytest.param(plan(), ["2025-06 80"], [], id="one-value"),
        pytest.param(plan(), ["2025-05 80", "2025-06 160"], [], id="twice"),
        pytest.param(
            plan(bound="500"),
            ["2025-05 80", "2025-06 960"],
            ["3:17 甲区: 960 for 2025-06 looks like a slip: about 10 times the 96 that 80 for 2025-05 would lead to"],
            id="what-accumulates-is-extrapolated",
        ),
        pytest.param(
            plan("kind: count, unit: 张, reported: in-period", "250"),
            ["2025-Q1 90", "2025-04 300"],
            ["3:17 甲区: 300 for 2025-04 looks like a slip: about 10 times the 30 that 90 for 2025-Q1 would lead to"],
            id="a-period-by-itself-goes-by-its-length",
        ),
        pytest.param(
            plan("kind: standard, unit: 元/月"),
            ["2025-05 940", "2025-06 11280"],
            [
                (
                    "3:17 甲区: 11,280 yuan per month for 2025-06 looks like a slip: "
                    "about 10 times 940 yuan per month for 2025-05"
                )
            ],
            id="a-standard-is-as-it-was",
        ),
        pytest.param(
            plan("kind: rate", ">= 95%"),
            ["2025-05 92%", "2025-06 0.92"],
            ["3:17 甲区: 0.92% for 2025-06 looks like a slip: about 1/100 of 92% for 2025-05"],
            id="a-rate-written-as-a-number",
        ),
        pytest.param(
            plan(period="2021..2025", kind="kind: count, unit: 张, reported: plan-to-date"),
            ["2021 120", "2022-06 1800000"],
            [
                (
                    "3:17 甲区: 1,800,000 for 2022-06 looks like a slip: about 10,000 times the 180 "
                    "that 120 for 2021 would lead to"
                )
            ],
            id="since-the-start-of-the-plan",
        ),
        pytest.param(plan(period="2021..2025"), ["2021 12000", "2022-03 12"], [], id="each-year-by-itself"),
        pytest.param(plan(), ["2025-05 80", "2025-06 很多", "2025-07 85"], [], id="what-cannot-be-read"),
    ],
)
def test_messages(actuals_messages, excerpt, texts, expected):
    assert actuals_messages(value_jumped, excerpt, rows(*texts)) == expected


@pytest.mark.parametrize(
    ("expected", "value", "doubted"),
    [
        pytest.param(60, 399, False, id="less-than-about-10-times"),
        pytest.param(60, 400, True, id="about-10-times"),
        pytest.param(60, 900, True, id="at-most-about-10-times"),
        pytest.param(60, 901, False, id="more"),
        pytest.param(60, 3999, False, id="less-than-about-100-times"),
        pytest.param(60, 4000, True, id="about-100-times"),
        pytest.param(60, 9000, True, id="at-most-about-100-times"),
        pytest.param(60, 60_000, False, id="1000-times-is-no-slip"),
        pytest.param(60, 299_999, False, id="less-than-about-10000-times"),
        pytest.param(60, 300_000, True, id="about-10000-times"),
        pytest.param(60, 1_200_000, True, id="at-most-about-10000-times"),
        pytest.param(60, 1_200_001, False, id="more-than-that"),
        pytest.param(10, 100, True, id="least"),
        pytest.param(9, 90, False, id="small-numbers-multiply-easily"),
        pytest.param(9, 90_000, False, id="even-that-much"),
        pytest.param(50, 5, True, id="least-before-a-fall"),
        pytest.param(49, 5, False, id="a-small-number-falls"),
        pytest.param(60, 0, False, id="to-nothing"),
        pytest.param(0, 60, False, id="from-nothing"),
        pytest.param(-60, 600, False, id="from-below-zero"),
    ],
)
def test_about_a_factor(check_actuals, expected, value, doubted):
    """A stock that nothing binds."""
    excerpt = plan("kind: stock, unit: 张")
    assert found(check_actuals, excerpt, rows(f"2025-05 {expected}", f"2025-06 {value}")) == [3] * doubted


COUNT, STOCK = "kind: count, unit: 张", "kind: stock, unit: 张"
IN_PERIOD = f"{COUNT}, reported: in-period"


@pytest.mark.parametrize(
    ("kind", "bound", "values", "doubted"),
    [
        pytest.param(COUNT, "960", (80, 960), False, id="10-times-reaches-the-bound"),
        pytest.param(COUNT, "959", (80, 960), True, id="10-times-exceeds-it"),
        pytest.param(COUNT, "9600", (80, 9600), False, id="100-times-reaches-it"),
        pytest.param(COUNT, ">= 9599", (80, 9600), True, id="100-times-exceeds-it"),
        pytest.param(COUNT, "960000", (80, 960_000), True, id="10000-times-whatever-the-bound"),
        pytest.param(COUNT, "", (80, 960), True, id="10-times-without-a-bound"),
        pytest.param(COUNT, "900..1000", (80, 960), False, id="within-a-range"),
        pytest.param(COUNT, "", (960, 80), False, id="what-accumulates-and-falls"),
        pytest.param(IN_PERIOD, "", (80, 800), False, id="in-period-10-times-without-a-bound"),
        pytest.param(IN_PERIOD, "799", (80, 800), True, id="in-period-10-times-exceeds-it"),
        pytest.param(IN_PERIOD, "", (80, 8000), True, id="in-period-100-times-without-a-bound"),
        pytest.param(IN_PERIOD, "", (8000, 80), False, id="in-period-little-is-done"),
        pytest.param(IN_PERIOD, "", (800_000, 80), True, id="in-period-a-ten-thousandth"),
        pytest.param(STOCK, "900", (80, 800), False, id="a-stock-within-its-bound"),
        pytest.param(STOCK, "799", (80, 800), True, id="a-stock-beyond-it"),
        pytest.param(STOCK, "", (800, 80), True, id="a-stock-falls"),
        pytest.param(STOCK, "<= 100", (800, 80), False, id="under-a-cap-as-it-should"),
        pytest.param(STOCK, "<= 100", (800_000, 80), True, id="under-a-cap-by-10000"),
        pytest.param("kind: rate", ">= 90%", (10, 95), False, id="a-rate-rises-within-all"),
        pytest.param("kind: rate", ">= 90%", (92, 920), True, id="a-rate-beyond-all"),
        pytest.param("kind: rate", "", (92, 920), True, id="a-rate-that-nothing-binds"),
        pytest.param("kind: density, unit: 名/万名老年人", ">= 20", (18, 180), True, id="a-density"),
    ],
)
def test_what_counts(check_actuals, kind, bound, values, doubted):
    """The second value is for June; what accumulates was expected to be 6/5 of the first by then."""
    text = rows(f"2025-05 {values[0]}", f"2025-06 {values[1]}")
    excerpt = plan(kind, f'"{bound}"' if bound.startswith((">", "<")) else bound)
    assert found(check_actuals, excerpt, text) == [3] * doubted


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        pytest.param((100, 1000, 110), [3], id="the-slip-not-what-follows-it"),
        pytest.param((100, 1000, 1100), [3], id="a-new-level-once"),
        pytest.param((100, 1000, 1100, 100), [3, 5], id="and-back"),
        pytest.param((100, 1000, 10_000, 100), [3, 4], id="two-slips"),
    ],
)
def test_what_follows_a_doubtful_value(check_actuals, values, lines):
    texts = [f"2025-{number:02} {value}" for number, value in enumerate(values, start=1)]
    assert found(check_actuals, plan(STOCK), rows(*texts)) == lines


def test_tasks_have_no_size(check_actuals):
    report = check_actuals(plan("kind: task, districts: all"), rows("2025-05 进行中", "2025-06 完成"), value_jumped)
    assert (report.held, [each for each in report.findings if each.rule == "value-jumped"]) == (0, [])


# --- the other districts ----------------------------------------------------------------------------------------------


def beside(others: str, value: object, *, kind: str = COUNT, bound: str = "1000", period: str = "2025-06") -> list[str]:
    """Return a plan and rows in which 甲区 reports a value beside those of others, each with a share of 1000."""
    names = ["乙区", "丙区", "丁区", "戊区"][: len(others.split())]
    split = "".join(f", {name}: 1000" for name in names)
    excerpt = f"{FIVE}indicators:\n  beds: {{name: 床位, {kind}, split: {{甲区: {bound}{split}}}}}\n"
    lines = [
        f"beds,甲区,{period},{value}",
        *(f"beds,{n},{period},{v}" for n, v in zip(names, others.split(), strict=True)),
    ]
    return [excerpt, HEADER + "\n".join(lines)]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(beside("400 500 600", 450), [], id="among-them"),
        pytest.param(
            beside("400 500 600", 5000),
            [
                (
                    "2:17 甲区: 5,000 for 2025-06 looks like a slip: at 500% of its target, about 10 times the others: "
                    "3 other districts stand at 40% to 60%"
                )
            ],
            id="10-times-the-median",
        ),
        pytest.param(
            beside("400 400 500 600", 4500),
            [
                (
                    "2:17 甲区: 4,500 for 2025-06 looks like a slip: at 450% of its target, about 10 times the others: "
                    "4 other districts stand at 40% to 60%"
                )
            ],
            id="the-middle-of-four",
        ),
        pytest.param(
            beside("400 500 600", 50, bound="10000"),
            [
                (
                    "2:17 甲区: 50 for 2025-06 looks like a slip: at 0.5% of its target, about 1/100 of the others: "
                    "3 other districts stand at 40% to 60%"
                )
            ],
            id="a-hundredth",
        ),
    ],
)
def test_beside_others(actuals_messages, case, expected):
    assert actuals_messages(value_jumped, *case) == expected


@pytest.mark.parametrize(
    ("case", "doubted"),
    [
        pytest.param(beside("500 500", 5000), False, id="too-few-others"),
        pytest.param(beside("0 500 500", 5000), False, id="too-few-that-have-begun"),
        pytest.param(beside("200 500 800", 5000), True, id="not-too-far-apart"),
        pytest.param(beside("199 500 800", 5000), False, id="too-far-apart"),
        pytest.param(beside("90 90 90", 1000), False, id="10-times-them-and-just-done"),
        pytest.param(beside("90 90 90", 1001), True, id="10-times-them-and-more-than-asked"),
        pytest.param(beside("500 500 500", 49, bound="1000"), False, id="a-tenth-is-late"),
        pytest.param(beside("500 500 500", 10, bound="2000"), True, id="a-hundredth-of-1000"),
        pytest.param(beside("500 500 500", 10, bound="1998"), False, id="a-hundredth-of-999"),
        pytest.param(beside("500 500 500", "0.04", bound="2000"), False, id="too-little-for-a-slip"),
        pytest.param(beside("500 500 500", "2.5", bound="5万"), True, id="ten-thousand-forgotten"),
        pytest.param(beside("500 500 500", 90, bound="18"), False, id="a-small-share"),
        pytest.param(beside("500 500 500", 100, bound="20"), True, id="a-share-that-is-no-longer-small"),
        pytest.param(beside("500 500 500", 0), False, id="nothing-is-done-yet"),
        pytest.param(beside("500 500 500", 5000, kind=STOCK), True, id="a-stock"),
        pytest.param(beside("500 500 500", 5000, kind=IN_PERIOD), True, id="in-period"),
        pytest.param(beside("500 500 500", 10, kind=IN_PERIOD, bound="2000"), False, id="in-period-little-is-done"),
        pytest.param(beside("500 500 500", 5000, bound='"<= 1000"'), False, id="under-a-cap-there-is-no-progress"),
        pytest.param(beside("500 500 500", 5000, bound=""), False, id="without-a-share"),
        pytest.param(
            beside("50 50 50", 500, kind="kind: standard, unit: 元/月"), False, id="standards-are-no-progress"
        ),
    ],
)
def test_which_others_count(check_actuals, case, doubted):
    assert found(check_actuals, *case) == [2] * doubted


def test_of_both_one_finding(actuals_messages):
    excerpt, text = beside("400 500 600", 5400)
    text += "\nbeds,甲区,2025-05,450\n"
    assert actuals_messages(value_jumped, excerpt, text) == [
        (
            "2:17 甲区: 5,400 for 2025-06 looks like a slip: "
            "about 10 times the 540 that 450 for 2025-05 would lead to; "
            "at 540% of its target, about 10 times the others: 3 other districts stand at 40% to 60%"
        )
    ]
    assert actuals_messages(value_jumped, excerpt, text, language=Language.ZH) == [
        (
            "2:17 甲区：2025-06 的 5400张疑似笔误：由 2025-05 的 450张推算约为 540张，报送数约为其 10倍；"
            "进度 540%，约为其他辖区的 10倍：其他 3 个辖区为 40% 至 60%"
        )
    ]


def test_chinese_of_a_fall(actuals_messages):
    excerpt = plan("kind: standard, unit: 元/月")
    assert actuals_messages(value_jumped, excerpt, rows("2025-05 940", "2025-06 94"), language=Language.ZH) == [
        "3:17 甲区：2025-06 的 94元/月疑似笔误：约为 2025-05 的 940元/月的 1/10"
    ]


def test_an_earlier_period_counts_too(check_actuals):
    excerpt, text = beside("400 500 600", 5000, period="2025-05")
    text += "".join(f"\nbeds,{name},2025-06,600" for name in ("甲区", "乙区", "丙区", "丁区"))
    assert found(check_actuals, excerpt, text) == [2]


def test_what_it_is_compared_with(check_actuals):
    (finding,) = check_actuals(plan(), rows("2025-05 80", "2025-06 9600"), value_jumped).findings
    note = "the value that it is compared with stands here"
    assert [(each.location.span.line, each.message.en) for each in finding.related] == [(2, note)]
    assert (finding.expected, finding.actual, finding.gap, finding.unit) == (96, 9600, 9504, "张")


# --- whatever is reported ---------------------------------------------------------------------------------------------

steady = st.lists(st.integers(70, 130), min_size=3, max_size=12)


def grown(noise: list[int], share: int) -> list[Fraction]:
    """Return the values of a share that is worked off by months, each off by up to 30 %."""
    return [Fraction(share * month * percent, 1200) for month, percent in enumerate(noise, start=1)]


def series(district: str, values: list[Fraction]) -> str:
    return "".join(f"beds,{district},2025-{month:02},{round(value)}\n" for month, value in enumerate(values, start=1))


@given(noises=st.lists(steady, min_size=1, max_size=5), share=st.integers(1, 10**6))
def test_silent_on_steady_growth(check_actuals, noises, share):
    districts = ["甲区", "乙区", "丙区", "丁区", "戊区"][: len(noises)]
    split = ", ".join(f"{name}: {share}" for name in districts)
    excerpt = f"{FIVE}indicators:\n  beds: {{name: 床位, {COUNT}, split: {{{split}}}}}\n"
    text = HEADER + "".join(series(*each) for each in zip(districts, [grown(n, share) for n in noises], strict=True))
    assert found(check_actuals, excerpt, text) == []


@given(noise=steady, at=st.integers(1, 11), share=st.integers(1200, 10**6))
def test_finds_a_planted_ten_thousand(check_actuals, noise, at, share):
    """Wherever it stands but at the start, where there is nothing to compare it with; and nothing else is in doubt."""
    values = grown(noise, share)
    at = min(at, len(values) - 1)
    values[at] *= 10_000
    assert found(check_actuals, plan(bound=str(share)), HEADER + series("甲区", values)) == [at + 2]
