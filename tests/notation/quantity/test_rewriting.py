"""Another number in the spelling of one that stands there."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.notation.quantity import read_quantity, rewritten

SPELLINGS = {
    ("4万", 43000): "4.3万",
    ("4万", 40001): "40001",
    ("4万人次", 20): "20人次",
    ("4 万 人次", 45000): "4.5 万 人次",
    ("4万", 0): "0",
    ("0.5万", 2000): "0.2万",
    ("1,300", 1310): "1,310",
    ("1,300", 900): "900",
    ("900", 1300): "1300",
    ("1,300张", 1_000_000): "1,000,000张",
    ("≥ 20", 105): "≥ 105",
    (">= 200", 85): ">= 85",
    ("20个以上", 85): "85个以上",
    ("不少于20个以上", 21): "不少于21个以上",
    ("１，３００", 1310): "１，３１０",
    ("１２．５亿", 1_300_000_000): "１３．０亿",
    ("5.78亿", 590_000_000): "5.90亿",
    ("11.5亿元", 1_163_000_000): "11.63亿元",
    ("6000万元", 65_000_001): "65000001元",
    ("2500", Fraction(5, 2)): "2.5",
    ("三百五十三", 360): "三百六十",
    ("三百五十三张", 10): "十张",
    ("四万", 43000): "四万三千",
    ("四萬", 50003): "五萬零三",
    ("三百〇五", 406): "四百〇六",
    ("两千五百人", 2600): "两千六百人",
    ("两万", 220_000): "二十二万",
    ("叁佰伍拾叁张", 400): "肆佰张",
    ("三百", Fraction(1, 2)): "0.5",
    ("二点五万", 30000): "30000",
    ("3万5千", 36000): "36000",
    ("每人每月940元", 950): "每人每月950元",
    ("-5", 0): "0",
    (" 353 张", 9): " 9 张",
}


@pytest.mark.parametrize(("case", "expected"), SPELLINGS.items(), ids=[f"{t}-{v}" for t, v in SPELLINGS])
def test_spelling_is_kept_as_far_as_it_goes(case, expected):
    assert rewritten(*case) == expected


@pytest.mark.parametrize("text", ["1-2家", "约20块", "2200余万元", "百分之五"])
def test_what_is_no_one_exact_number_has_no_other(text):
    assert rewritten(text, 3) is None


def test_what_no_decimal_can_say_is_not_written():
    assert rewritten("4万", Fraction(1, 3)) is None


numerals = st.sampled_from([
    "4万", "4.25万", "1,300", "20", "３５３", "１，３００", "三百五十三", "两千", "壹仟", "四萬", "3万5千", "11.5亿", "6 千",
    "二点五万", "〇",
])  # fmt: skip


@given(
    number=numerals,
    around=st.sampled_from(
        [("", ""), ("≥ ", ""), ("不少于", "个"), ("", "元"), ("", "张以上"), ("<=", "户"), (" ", " ")]
    ),
    value=st.one_of(st.integers(0, 10**13), st.integers(0, 10**6).map(lambda each: Fraction(each, 100))),
)
def test_what_is_written_means_the_value_and_nothing_else_differs(number, around, value):
    text = f"{around[0]}{number}{around[1]}"

    written = rewritten(text, value)

    old, new = read_quantity(text), read_quantity(written)
    assert written.startswith(around[0]) and written.endswith(around[1])
    assert (new.op, new.unit, new.approximate, new.figure) == (old.op, old.unit, old.approximate, value)


@given(value=st.integers(0, 10**12 - 1))
def test_chinese_numerals_stay_chinese(value):
    written = rewritten("三百", value)

    assert not any(char.isascii() for char in written)
    assert read_quantity(written).figure == value
