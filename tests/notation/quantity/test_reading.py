"""Quantities: what is read, what is refused and where, and that writing loses nothing."""

from fractions import Fraction

import cn2an  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from civtarget.language import Language
from civtarget.notation.quantity import (
    LONGEST,
    MOST_DIGITS,
    Exact,
    Op,
    Quantity,
    QuantityError,
    canonical_unit,
    exact,
    is_not_applicable,
    plain,
    read_quantity,
    read_unit,
    write_bound,
    write_number,
    write_quantity,
)
from civtarget.notation.quantity.reading import _Reader
from civtarget.notation.units import PER_SPELLINGS, SPELLINGS, UNITS, is_countable, unit_name

ZH, EN = Language.ZH, Language.EN


def exactly(value: Exact, unit: str = "", resolution: Exact = 1) -> Quantity:
    return Quantity(Op.EXACTLY, value, value, unit, resolution)


def about(value: Exact, unit: str = "", resolution: Exact = 1) -> Quantity:
    return Quantity(Op.EXACTLY, value, value, unit, resolution, approximate=True)


def at_least(value: Exact, unit: str = "", resolution: Exact = 1) -> Quantity:
    return Quantity(Op.AT_LEAST, value, None, unit, resolution)


def at_most(value: Exact, unit: str = "", resolution: Exact = 1) -> Quantity:
    return Quantity(Op.AT_MOST, None, value, unit, resolution)


def between(low: Exact, high: Exact, unit: str = "", resolution: Exact = 1) -> Quantity:
    return Quantity(Op.BETWEEN, low, high, unit, resolution)


READ = {
    # digits
    "0": exactly(0),
    "1300": exactly(1300),
    " 353 张\n": exactly(353, "张"),
    "-5": exactly(-5),
    "−5": exactly(-5),
    "0.50": exactly(Fraction(1, 2), "", Fraction(1, 100)),
    "1,300张": exactly(1300, "张"),
    "１，３００张": exactly(1300, "张"),
    "1,234,567.5元": exactly(Fraction(2469135, 2), "元", Fraction(1, 10)),
    # scale words and units
    "4万人次": exactly(40000, "人次", 10000),
    "4 万 人次": exactly(40000, "人次", 10000),
    "４千人次": exactly(4000, "人次", 1000),
    "2.5万": exactly(25000, "", 1000),
    "2.50万": exactly(25000, "", 100),
    "12000万元": exactly(120_000_000, "元", 10000),
    "3万亿": exactly(3 * 10**12, "", 10**12),
    "11.5亿元": exactly(1_150_000_000, "元", 10_000_000),
    "1.374万元/人/年": exactly(13740, "元/人/年", 10),
    "1.374万元/年/人": exactly(13740, "元/人/年", 10),
    "940元/人·月": exactly(940, "元/人/月"),
    "940元/月": exactly(940, "元/月"),
    "每人每月940元": exactly(940, "元/人/月"),
    "25人/万人": exactly(25, "人/万人"),
    "每万名老年人口25名": exactly(25, "名/万名老年人"),
    "5位": exactly(5, "名"),
    "100人民币元": exactly(100, "元"),
    "2個百分點": exactly(2, "百分点"),
    "2百分点": exactly(2, "百分点"),
    "10个百分点": exactly(10, "百分点"),
    "8大类": exactly(8, "大类"),
    "2个方面": exactly(2, "方面"),
    "80周岁以上": at_least(80, "周岁"),
    "18岁": exactly(18, "周岁"),
    "10-15个工作日": between(10, 15, "工作日"),
    "15分钟": exactly(15, "分钟"),
    "1.5萬個": exactly(15000, "个", 1000),
    # percentages
    "92%": exactly(92, "%"),
    "９２％": exactly(92, "%"),
    "92.0%": exactly(92, "%", Fraction(1, 10)),
    "百分之九十二": exactly(92, "%"),
    "百分之92": exactly(92, "%"),
    "百分之百": exactly(100, "%"),
    "百分之九十二点五": exactly(Fraction(185, 2), "%", Fraction(1, 10)),
    "5‰": exactly(Fraction(1, 2), "%", Fraction(1, 10)),
    "千分之五": exactly(Fraction(1, 2), "%", Fraction(1, 10)),
    "三成": exactly(30, "%", 10),
    # Chinese numerals
    "零": exactly(0),
    "十": exactly(10),
    "十二万": exactly(120_000, "", 10000),
    "三百五十三张": exactly(353, "张"),
    "叁佰伍拾叁张": exactly(353, "张"),
    "三百〇五": exactly(305),
    "一千五十": exactly(1050),
    "两千五百人": exactly(2500, "人"),
    "两千五": exactly(2500, "", 100),
    "两千零五": exactly(2005),
    "三万五": exactly(35000, "", 1000),
    "二点五万": exactly(25000, "", 1000),
    "一点三零倍": exactly(Fraction(13, 10), "倍", Fraction(1, 100)),
    "六千八百九十六亿三千二百五十": exactly(689_600_003_250),
    "一亿零五百二十万": exactly(105_200_000, "", 10000),
    # mixed numerals
    "3万5千": exactly(35000, "", 1000),
    "1万2千": exactly(12000, "", 1000),
    "2千5百": exactly(2500),
    "3万5000": exactly(35000),
    "3万零500": exactly(30500),
    "1亿3000万元": exactly(130_000_000, "元", 10000),
    # bounds
    "20个以上": at_least(20, "个"),
    "不少于200个": at_least(200, "个"),
    "不少于20个以上": at_least(20, "个"),
    "不低于96%": at_least(96, "%"),
    ">= 200": at_least(200),
    "大于等于20": at_least(20),
    "达到90%": at_least(90, "%"),
    "达到90%以上": at_least(90, "%"),
    "达92%": at_least(92, "%"),
    "大于或等于20": at_least(20),
    "小于等于3": at_most(3),
    "小於等於3名": at_most(3, "名"),
    "＞＝200": at_least(200),
    "≥92%": at_least(92, "%"),
    "至少1场": at_least(1, "场"),
    "千人以上": at_least(1000, "人", 1000),
    "1.374万元/人/年以上": at_least(13740, "元/人/年", 10),
    "3个以内": at_most(3, "个"),
    "不超过3个": at_most(3, "个"),
    "<= 3": at_most(3),
    "10%及以下": at_most(10, "%"),
    "= 1300": exactly(1300),
    # ranges
    "30%—40%": between(30, 40, "%"),
    "30%..40%": between(30, 40, "%"),
    "30%-40%": between(30, 40, "%"),
    "30-40%": between(30, 40, "%"),
    "30%——40": between(30, 40, "%"),
    "1-2家": between(1, 2, "家"),
    "1～2家": between(1, 2, "家"),
    "三至五个": between(3, 5, "个"),
    "五至十": between(5, 10),
    "-5..-3": between(-5, -3),
    "40%-30%": between(40, 30, "%"),
    "3.5%至百分之五": between(Fraction(7, 2), 5, "%", Fraction(1, 10)),
    "千分之三至五": between(Fraction(3, 10), Fraction(1, 2), "%", Fraction(1, 10)),
    "3-5万元": between(30000, 50000, "元", 10000),
    "三至五千万": between(30_000_000, 50_000_000, "", 10_000_000),
    "5000-1万": between(5000, 10000),
    "8千-1万人": between(8000, 10000, "人", 1000),
    "3人-5万人": between(3, 50000, "人"),
    # approximate
    "2200余万元": about(22_000_000, "元", 10000),
    "1871万余元": about(18_710_000, "元", 10000),
    "1500多家": about(1500, "家"),
    "3000多人": about(3000, "人"),
    "约20块": about(20, "块"),
    "近4万人": about(40000, "人", 10000),
    "20余块": about(20, "块"),
    "20块左右": about(20, "块"),
    "百余家": about(100, "家"),
    "约30%-40%": Quantity(Op.BETWEEN, 30, 40, "%", 1, approximate=True),
}


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=READ)
def test_reads(text: str, expected: Quantity) -> None:
    assert read_quantity(text) == expected


@pytest.mark.parametrize("text", READ)
def test_no_number_is_a_float_and_whole_ones_are_ints(text: str) -> None:
    quantity = read_quantity(text)
    for number in (quantity.low, quantity.high, quantity.resolution, quantity.figure):
        assert number is None or type(number) is int or (type(number) is Fraction and number.denominator > 1)


MALFORMED = ("不是一个明确的数：请写如 353 或 三百五十三", "is not one clear number: write it like 353 or 三百五十三")
POINTS = ("的逗号或小数点位置不对：请写如 1,300.5", "has a misplaced comma or point: write it like 1,300.5")
EXPECTED = "expected a number such as 353 or 三百五十三, not"
PERCENTAGE = ("请写小数或百分比，如 10%", "is not read: write a decimal or a percentage, such as 10%")


def malformed(text: str, end: int) -> tuple[str, str, int, int]:
    return f"“{text}”{MALFORMED[0]}", f'"{text}" {MALFORMED[1]}', 0, end


def no_number(text: str) -> tuple[str, str, int, int]:
    return f"“{text}”处应为数，如 353 或 三百五十三", f'{EXPECTED} "{text}"', 0, len(text)


REFUSED = {
    # nothing, or no number
    "": ("没有内容：请写一个数", "nothing is written: write a number", 0, 0),
    " \t": ("没有内容：请写一个数", "nothing is written: write a number", 0, 2),
    " --": ("“--”表示不适用，不是数", '"--" means not applicable: it is not a number', 1, 3),
    "－－": ("“－－”表示不适用，不是数", '"－－" means not applicable: it is not a number', 0, 2),
    "半": no_number("半"),
    "nan": no_number("nan"),
    "inf": no_number("inf"),
    "元/人": no_number("元/人"),
    "٣٤": no_number("٣٤"),
    "①": no_number("①"),
    "预计200个": no_number("预计200个"),
    "\u200b5": ("“<U+200B>5”处应为数，如 353 或 三百五十三", f'{EXPECTED} "<U+200B>5"', 0, 2),
    "\ud800": ("“<U+D800>”处应为数，如 353 或 三百五十三", f'{EXPECTED} "<U+D800>"', 0, 1),
    "5-": ("末尾缺少一个数", "a number is missing at the end", 2, 2),
    "约": ("末尾缺少一个数", "a number is missing at the end", 1, 1),
    ">= ": ("末尾缺少一个数", "a number is missing at the end", 3, 3),
    "3---5": ("“-5”处应为数，如 353 或 三百五十三", f'{EXPECTED} "-5"', 3, 5),
    "+5": ("不写加号", "leave out the plus sign", 0, 1),
    "万元": ("“万元”之前缺少数字，如 1万元", 'a number is missing before "万元", such as 1万元', 0, 2),
    "- 千人": ("“ 千人”之前缺少数字，如 1 千人", 'a number is missing before " 千人", such as 1 千人', 1, 4),
    # digits
    "1,30张": (f"“1,30”{POINTS[0]}", f'"1,30" {POINTS[1]}', 0, 4),
    "约1.2.3": (f"“1.2.3”{POINTS[0]}", f'"1.2.3" {POINTS[1]}', 1, 6),
    "1300,500": (f"“1300,500”{POINTS[0]}", f'"1300,500" {POINTS[1]}', 0, 8),
    ".5": (f"“.5”{POINTS[0]}", f'".5" {POINTS[1]}', 0, 2),
    "5.": (f"“.”{POINTS[0]}", f'"." {POINTS[1]}', 1, 2),
    "012": (
        "“012”以零开头：是数请写 12，是代码则不属于这里",
        '"012" begins with zero: a number is written 12, a code does not belong here',
        0,
        3,
    ),
    "00.5": (
        "“00.5”以零开头：是数请写 0.5，是代码则不属于这里",
        '"00.5" begins with zero: a number is written 0.5, a code does not belong here',
        0,
        4,
    ),
    "1_000": ("下划线不是分隔符：请写如 1,300", "an underscore is no separator: write it like 1,300", 1, 5),
    "1e5": ("不读科学记数法“e5”：请写出全部数字", 'scientific notation "e5" is not read: write out all digits', 1, 3),
    "1/2": (f"分数“1/2”不读：{PERCENTAGE[0]}", f'the fraction "1/2" {PERCENTAGE[1]}', 0, 3),
    "十分之一": (f"分数“十分之一”不读：{PERCENTAGE[0]}", f'the fraction "十分之一" {PERCENTAGE[1]}', 0, 4),
    # Chinese and mixed numerals
    "一一": malformed("一一", 2),
    "二〇二五": malformed("二〇二五", 4),
    "十百": malformed("十百", 2),
    "一百十五": malformed("一百十五", 4),
    "亿万": malformed("亿万", 2),
    "一万万": malformed("一万万", 3),
    "百千": malformed("百千", 2),
    "零五": malformed("零五", 2),
    "三百零": malformed("三百零", 3),
    "三百零零五": malformed("三百零零五", 5),
    "一千零五百": malformed("一千零五百", 5),
    "十零五": malformed("十零五", 3),
    "五百三千": malformed("五百三千", 4),
    "两千五万": malformed("两千五万", 4),
    "3万5": malformed("3万5", 3),
    "3万15千": malformed("3万15千", 5),
    "2.5万3千": malformed("2.5万3千", 6),
    "3万2.5千": malformed("3万2.5千", 6),
    "0万5千": malformed("0万5千", 4),
    "三万零0": malformed("三万零0", 4),
    "3三": malformed("3三", 2),
    "五点": malformed("五点", 2),
    "点五": malformed("点五", 2),
    "零五点五": malformed("零五点五", 4),
    "两千五点五": malformed("两千五点五", 5),
    "2.0点五": malformed("2.0点五", 5),
    "余五": malformed("余五", 2),
    "三至五十": (
        "“三”以什么计不明：区间两端请都写全",
        'the scale of "三" is not clear: write out both ends of the range',
        0,
        1,
    ),
    "十至二十万": (
        "“十”以什么计不明：区间两端请都写全",
        'the scale of "十" is not clear: write out both ends of the range',
        0,
        1,
    ),
    # units and what is left over
    "353张床垫x": (
        "多出“床垫x”：一个数之后只写一个单位",
        '"床垫x" is left over: a number has one unit and nothing else',
        4,
        7,
    ),
    "1300张张 ": (
        "多出“张”：一个数之后只写一个单位",
        '"张" is left over: a number has one unit and nothing else',
        5,
        6,
    ),
    "3张5个": (
        "多出“5个”：一个数之后只写一个单位",
        '"5个" is left over: a number has one unit and nothing else',
        2,
        4,
    ),
    "2200余5万": ("不认识单位“5万”", 'unknown unit "5万"', 5, 7),
    "5苹果": ("不认识单位“苹果”", 'unknown unit "苹果"', 1, 3),
    "5平方厘米": (
        "不认识单位“平方厘米”，是不是“平方米”？",
        'unknown unit "平方厘米": did you mean "平方米"?',
        1,
        5,
    ),
    "5元/万老年人": (
        "不认识单位“万老年人”，是不是“万名老年人”？",
        'unknown unit "万老年人": did you mean "万名老年人"?',
        3,
        7,
    ),
    "12:30": ("“12:30”是时刻，不是数", "12:30 is a time, not a number", 0, 5),
    "0x10": ("不读十六进制数“0x10”：请写十进制数", "0x10 is hexadecimal: write a decimal number", 0, 4),
    "5元/": ("没有写单位", "no unit is written", 3, 3),
    "3元/人/人": ("“人”重复", '"人" is written twice', 5, 6),
    "每人5": ("“每”之后的数“5”缺少单位", 'the number "5" per something needs a unit', 2, 3),
    "30%-40元": ("区间“30%-40元”两端单位不同", 'the ends of the range "30%-40元" differ in unit', 0, 7),
    # bounds
    "超过20个": (
        "“超过”不含本数：请改写为含本数的形式，如“不少于”",
        '"超过" leaves its own number out: write a form that includes it, such as "不少于"',
        0,
        2,
    ),
    "＜20": (
        "“＜”不含本数：请改写为含本数的形式，如“不超过”",
        '"＜" leaves its own number out: write a form that includes it, such as "不超过"',
        0,
        1,
    ),
    "20公里以外": (
        "“以外”不含本数：请改写为含本数的形式，如“以上”",
        '"以外" leaves its own number out: write a form that includes it, such as "以上"',
        4,
        6,
    ),
    "不少于20个以内": ("“以内”与“不少于”互相矛盾", '"以内" contradicts "不少于"', 6, 8),
    "=20个以上": ("“以上”与“=”互相矛盾", '"以上" contradicts "="', 4, 6),
    "30%—40%以上": (
        "“30%—40%”已是区间，不能再加“以上”",
        '"30%—40%" is a range already: leave out "以上"',
        0,
        7,
    ),
    # length
    "9" * (LONGEST + 1): ("共201个字符：数量最多200个字符", "201 characters: a quantity has at most 200", 0, 201),
    "9" * (MOST_DIGITS + 1): (
        f"“{'9' * 19}…”太大：小数点前最多30位数字",
        f'"{"9" * 19}…" is too large: a number has at most 30 digits before its point',
        0,
        31,
    ),
    f"≤ {'9' * 23}亿": (
        f"“≤ {'9' * 17}…”太大：小数点前最多30位数字",
        f'"≤ {"9" * 17}…" is too large: a number has at most 30 digits before its point',
        0,
        26,
    ),
    f"0.{'0' * 60}1%": (
        f"“0.{'0' * 17}…”太细：小数点后最多60位数字",
        f'"0.{"0" * 17}…" is too fine: a number has at most 60 digits after its point',
        0,
        64,
    ),
    "x" * 21: (
        f"“{'x' * 19}…”处应为数，如 353 或 三百五十三",
        f'{EXPECTED} "{"x" * 19}…"',
        0,
        21,
    ),
}


@pytest.mark.parametrize("text", ["9" * MOST_DIGITS, f"-{'9' * MOST_DIGITS}.{'9' * MOST_DIGITS}", f"{'9' * 22}亿"])
def test_the_largest_and_finest_numbers(text: str) -> None:
    assert read_quantity(text).figure == Fraction(text.replace("亿", "e8"))


def test_a_unit_is_no_longer_than_a_quantity() -> None:
    with pytest.raises(QuantityError) as caught:
        read_unit("亿" * 100_000 + "元")
    assert caught.value.text.en == "100001 characters: a quantity has at most 200"


@pytest.mark.parametrize(("text", "expected"), REFUSED.items(), ids=[ascii(text)[:30] for text in REFUSED])
def test_refuses(text: str, expected: tuple[str, str, int, int]) -> None:
    with pytest.raises(QuantityError) as caught:
        read_quantity(text)

    error = caught.value
    assert (error.text.zh, error.text.en, error.start, error.end) == expected
    assert error.source == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("--", True),
        (" — ", True),
        ("－－", True),
        ("——", True),
        ("-", False),
        ("", False),
        ("---", False),
        ("0", False),
    ],
)
def test_not_applicable(text: str, expected: bool) -> None:
    assert is_not_applicable(text) is expected


@pytest.mark.parametrize(
    ("text", "figure"),
    [("92%", 92), ("92.5%", Fraction(185, 2)), ("4万", 40000), ("<= 3", 3), ("30%—40%", 30)],
)
def test_the_figure_that_stands_for_a_quantity(text: str, figure: Exact) -> None:
    assert read_quantity(text).figure == figure


WRITTEN: list[tuple[Exact, str, str, str]] = [
    (0, "", "0", "0"),
    (1, "名", "1名", "1 person"),
    (353, "张", "353张", "353"),
    (5500, "户", "5500户", "5,500 households"),
    (9999, "人", "9999人", "9,999 people"),
    (40000, "人次", "4万人次", "40,000 person-times"),
    (37000, "人次", "3.7万人次", "37,000 person-times"),
    (-37000, "", "-3.7万", "-37,000"),
    (12345, "", "12345", "12,345"),
    (13740, "元/人/年", "1.374万元/人/年", "13,740 yuan per person per year"),
    (7_390_000, "元", "739万元", "7,390,000 yuan"),
    (123_456_000, "元", "12345.6万元", "123,456,000 yuan"),
    (27_400_010, "元", "27400010元", "27,400,010 yuan"),
    (1_150_000_000, "元", "11.5亿元", "1,150,000,000 yuan"),
    (92, "%", "92%", "92%"),
    (Fraction(-1, 2), "%", "-0.5%", "-0.5%"),
    (10, "百分点", "10个百分点", "10 percentage points"),
    (1, "百分点/年", "1个百分点/年", "1 percentage point per year"),
    (Fraction(24691, 2), "", "12345.5", "12,345.5"),
    (25, "张/万名老年人", "25张/万名老年人", "25 per 10,000 older people"),
    (1, "轮", "1轮", "1 round"),
    (7, "轮", "7轮", "7 rounds"),
    (2, "方面", "2方面", "2 aspects"),
    (8, "大类", "8大类", "8"),
    (16, "周岁", "16周岁", "16 years of age"),
    (10, "工作日", "10个工作日", "10 working days"),
    (3, "月", "3个月", "3 months"),
    (15, "分钟", "15分钟", "15 minutes"),
    (Fraction(80, 149), "张", "80/149张", "80/149"),
]


@pytest.mark.parametrize(("value", "unit", "zh", "en"), WRITTEN)
def test_writes(value: Exact, unit: str, zh: str, en: str) -> None:
    assert (write_quantity(value, unit, ZH), write_quantity(value, unit, EN)) == (zh, en)


@pytest.mark.parametrize(
    ("quantity", "zh", "en"),
    [
        (exactly(353, "张"), "353张", "353"),
        (at_least(200, "个"), "≥200个", ">= 200"),
        (at_most(3, "名"), "≤3名", "<= 3 people"),
        (between(2, 5, "百分点"), "2—5个百分点", "2 to 5 percentage points"),
        (about(22_000_000, "元"), "约2200万元", "about 22,000,000 yuan"),
        (between(30, 40, "%"), "30%—40%", "30% to 40%"),
        (between(1, 2, "户"), "1—2户", "1 to 2 households"),
        (between(3, 50000, "人"), "3人—5万人", "3 to 50,000 people"),
        (between(3, 50000), "3—50000", "3 to 50,000"),
        (between(-5, -3), "-5—-3", "-5 to -3"),
    ],
)
def test_writes_bounds(quantity: Quantity, zh: str, en: str) -> None:
    assert (write_bound(quantity, ZH), write_bound(quantity, EN)) == (zh, en)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (1_150_000_000, "1150000000"),
        (Fraction(149, 2), "74.5"),
        (Fraction(-1, 80), "-0.0125"),
        (Fraction(80, 149), "80/149"),
        (Fraction(-1, 3), "-1/3"),
    ],
)
def test_plain(value: Exact, expected: str) -> None:
    assert plain(value) == expected


# --- units ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("万元", ("元", 10000)),
        ("百万元", ("元", 1_000_000)),
        ("千人次", ("人次", 1000)),
        ("万元/人/年", ("元/人/年", 10000)),
        ("位", ("名", 1)),
        ("‰", ("%", Fraction(1, 10))),
        (" 百分点 ", ("百分点", 1)),
    ],
)
def test_reads_the_heading_of_a_column(text: str, expected: tuple[str, Exact]) -> None:
    assert read_unit(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("人民币元", "元"), ("元/月/人", "元/人/月"), ("％", "%")])
def test_canonical_unit(text: str, expected: str) -> None:
    assert canonical_unit(text) == expected


@pytest.mark.parametrize(
    ("text", "zh", "en", "span"),
    [
        ("", "没有写单位", "no unit is written", (0, 0)),
        ("万", "没有写单位", "no unit is written", (0, 1)),
        ("万元", "“万元”带有倍数：单位请写“元”", '"万元" is a multiple: write the unit "元"', (0, 2)),
        ("民币元", "不认识单位“民币元”，是不是“人民币元”？", 'unknown unit "民币元": did you mean "人民币元"?', (0, 3)),
        ("吨", "不认识单位“吨”", 'unknown unit "吨"', (0, 1)),
        (
            "张个",
            "多出“个”：一个数之后只写一个单位",
            '"个" is left over: a number has one unit and nothing else',
            (1, 2),
        ),
    ],
)
def test_refuses_units(text: str, zh: str, en: str, span: tuple[int, int]) -> None:
    with pytest.raises(QuantityError) as caught:
        canonical_unit(text)

    assert (caught.value.text.zh, caught.value.text.en, (caught.value.start, caught.value.end)) == (zh, en, span)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("张", True),
        ("人次", True),
        ("元", False),
        ("轮", True),
        ("周岁", False),
        ("%", False),
        ("名/万人", False),
        ("", False),
    ],
)
def test_countable(unit: str, expected: bool) -> None:
    assert is_countable(unit) is expected


def test_a_name_that_is_no_canonical_unit_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        unit_name("吨", EN, 1)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_a_unit_is_read(spelling: str) -> None:
    unit, factor = SPELLINGS[spelling]

    assert unit in UNITS
    assert read_quantity(f"2{spelling}") == exactly(exact(2 * factor), unit, factor)


@pytest.mark.parametrize("part", PER_SPELLINGS)
def test_every_part_of_a_unit_is_read_and_has_an_english_name(part: str) -> None:
    unit = f"元/{PER_SPELLINGS[part]}"

    assert read_quantity(f"2元/{part}") == read_quantity(f"每{part}2元") == exactly(2, unit)
    assert unit_name(unit, EN, 2).startswith("yuan per ")


# --- properties -------------------------------------------------------------------------------------------------------

decimals = st.builds(
    lambda digits, places: exact(Fraction(digits, 10**places)), st.integers(-(10**14), 10**14), st.integers(0, 6)
)
units = st.sampled_from(["", *UNITS, "元/人/年", "名/万名老年人"])


@given(value=decimals, unit=units)
@example(value=10010, unit="张")
@example(value=10**8 - 1, unit="元")
def test_what_is_written_reads_back(value: Exact, unit: str) -> None:
    quantity = read_quantity(write_quantity(value, unit, ZH))

    assert (quantity.op, quantity.low, quantity.high, quantity.unit) == (Op.EXACTLY, value, value, unit)


@given(value=decimals)
def test_english_and_plain_numbers_read_back(value: Exact) -> None:
    assert read_quantity(write_number(value, EN)).low == value
    assert read_quantity(plain(value)).low == value


@given(value=st.fractions())
def test_plain_loses_nothing(value: Fraction) -> None:
    assert Fraction(plain(value)) == value


@given(op=st.sampled_from(Op), low=decimals, high=decimals, unit=units, approximate=st.booleans())
@example(op=Op.BETWEEN, low=3, high=50000, unit="", approximate=False)
@example(op=Op.BETWEEN, low=3, high=50000, unit="人", approximate=True)
@example(op=Op.BETWEEN, low=20000, high=5, unit="人", approximate=False)
def test_bounds_read_back(op: Op, low: Exact, high: Exact, unit: str, approximate: bool) -> None:
    ends = {
        Op.EXACTLY: (low, low),
        Op.AT_LEAST: (low, None),
        Op.AT_MOST: (None, high),
        Op.BETWEEN: (low, high),
    }
    quantity = Quantity(op, *ends[op], unit, 1, approximate)

    again = read_quantity(write_bound(quantity, ZH))

    assert (again.op, again.low, again.high, again.unit, again.approximate) == (op, *ends[op], unit, approximate)


@given(number=st.integers(0, 10**12 - 1), formal=st.booleans())
@example(number=10, formal=False)
@example(number=100_000, formal=False)
@example(number=689_600_003_250, formal=False)
def test_reads_every_numeral_that_cn2an_writes(number: int, formal: bool) -> None:
    numeral = cn2an.an2cn(number, "up" if formal else "low")

    assert read_quantity(numeral).low == number


SPOKEN = st.lists(st.sampled_from("零一二两三五九十百千万亿"), min_size=1, max_size=7).map("".join)


@given(numeral=SPOKEN)
@example(numeral="两千五")
@example(numeral="三万零五百")
def test_where_cn2an_answers_strictly_too_we_agree(numeral: str) -> None:
    """The two refuse different things; what both read is the same number."""
    try:
        ours, theirs = read_quantity(f"约{numeral}").low, cn2an.cn2an(numeral, "strict")
    except (QuantityError, ValueError):
        return
    assert ours == theirs


GRAMMAR = st.lists(
    st.sampled_from(
        [
            *"0123456789.,-—~/%+eE_ 〇零一二两十百千万亿余多点分之个张人次元每约近",
            "不少于",
            "以上",
            "..",
            "超过",
            "百分之",
        ]
    ),
    max_size=12,
).map("".join)


@given(text=st.one_of(st.text(), GRAMMAR, st.text(alphabet=st.characters())))
@example(text="千分之")
@example(text="- 万")
@example(text="\ud800 {it}")
@example(text="5 {}{0}{near}")
def test_any_text_is_read_or_refused_in_its_place(text: str) -> None:
    try:
        quantity = read_quantity(text)
    except QuantityError as error:
        assert 0 <= error.start <= error.end <= len(text)
        assert error.source == text
        assert error.text.zh and error.text.en
        assert str(error).isprintable()
    else:
        assert read_quantity(write_bound(quantity, ZH)).figure == quantity.figure


@given(text=st.one_of(st.text(max_size=6), GRAMMAR))
def test_any_heading_is_read_or_refused(text: str) -> None:
    try:
        unit = canonical_unit(text)
    except QuantityError as error:
        assert 0 <= error.start <= error.end <= len(text)
    else:
        assert canonical_unit(unit) == unit


@given(number=st.integers(0, 10**9))
def test_full_width_digits_are_digits(number: int) -> None:
    wide = str(number).translate({ord("0") + digit: chr(ord("０") + digit) for digit in range(10)})

    assert read_quantity(wide) == read_quantity(str(number)) == exactly(number)


class Counted(str):
    """A text that counts how often a piece of it is looked at."""

    looks = 0

    def __getitem__(self, key: object) -> str:
        Counted.looks += 1
        return super().__getitem__(key)  # type: ignore[index]  # str says what may be a key


@pytest.mark.parametrize(
    "unit_of_text", ["1", "1,", "一", "1亿", "十", "每人", "约", "1-", "个", " ", "零", "余", "1.", "点"]
)
def test_work_grows_no_faster_than_the_text(unit_of_text: str) -> None:
    def looks(times: int) -> int:
        Counted.looks = 0
        with pytest.raises(QuantityError):
            _read_counting("约" + unit_of_text * times + "!")
        return Counted.looks

    assert looks(80) <= 5 * looks(20)


def _read_counting(text: str) -> None:
    reader = _Reader(text)
    reader.text = Counted(reader.text)
    reader.quantity()
