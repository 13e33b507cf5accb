"""Words in messages: quoted, and with a suggestion."""

import pytest

from civtarget.errors import reason_of
from civtarget.language import Text
from civtarget.spelling import did_you_mean_after_colon, nearest, quotation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("甲区 A", "甲区 A", id="printable"),
        pytest.param("甲\u200b区\n", "甲<U+200B>区<U+000A>", id="invisible"),
        pytest.param("\U000e0001", "<U+E0001>", id="beyond-four-digits"),
        pytest.param("一二三四五六", "一二三四五六", id="just-fits"),
        pytest.param("一二三四五六七", "一二三四五…", id="too-long"),
        pytest.param("\n" * 7, "<U+000A>" * 5 + "…", id="shortened-before-it-is-written-out"),
    ],
)
def test_quotation(text, expected):
    assert quotation(text, 6) == expected


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        pytest.param("splits", ["split", "spot"], "split", id="similar"),
        pytest.param("7月底", ["6月底", "8月底"], None, id="two-alike"),
        pytest.param("taregt", ["target", "target_date"], "target", id="swapped"),
        pytest.param("beds", ["甲", "乙"], None, id="none-near"),
    ],
)
def test_nearest(word, known, expected):
    assert nearest(word, known) == expected


def test_a_hint_behind_a_colon():
    hint = did_you_mean_after_colon("split")
    assert (hint.zh, hint.en) == ("：是否应为“split”？", ': is "split" meant?')
    assert did_you_mean_after_colon(None) == Text("", "")


def test_the_reason_of_an_error():
    assert reason_of(FileNotFoundError(2, "No such file or directory", "plan.yaml")) == "No such file or directory"
    assert reason_of(OSError("no luck")) == "no luck"
    assert reason_of(ValueError("embedded null byte")) == "embedded null byte"
