"""Where lines break: beside Chinese characters and after spaces, never inside a number or a word."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.reports.formats.line_breaks import unbroken

texts = st.text(
    st.sampled_from("分解，。（）“”《》：张 ab-–—/.,%!?\"'(){}[]≥0123456789…") | st.characters(), max_size=40
)


@pytest.mark.parametrize(
    "stretches",
    [
        pytest.param("", id="empty"),
        pytest.param("the |shares |add |up", id="english-words"),
        pytest.param("分|解|合|计", id="chinese-characters"),
        pytest.param("合|计，|少 |3,000|人", id="closing-punctuation-stays-with-what-it-ends"),
        pytest.param("床|位|（99/108，|目|标）", id="brackets-stay-with-what-they-enclose"),
        pytest.param("原|文|“已|建|成”|有|误", id="chinese-quotation-marks"),
        pytest.param("改|为“1+10”网|络", id="quotation-marks-around-english-are-letters"),
        pytest.param('is |"kind" |meant?', id="english-quotation-marks"),
        pytest.param("district-|sum |of |-5 |at |2025-06", id="hyphens-join-words-and-not-numbers"),
        pytest.param("2016–|2020 |年", id="a-span-of-years"),
        pytest.param("plans/|2025-|changzhou.yaml |80/149", id="slashes-part-folders-and-not-numbers"),
        pytest.param("60 |% |by |August", id="what-stands-apart"),
        pytest.param("「甲」|乙|〈丙〉", id="corner-brackets"),
    ],
)
def test_stretches(stretches):
    expected = [each for each in stretches.split("|") if each]

    assert list(unbroken(stretches.replace("|", ""))) == expected


@given(text=texts)
def test_nothing_is_lost_and_no_line_begins_with_what_ends_another(text):
    stretches = list(unbroken(text))

    assert "".join(stretches) == text
    assert all(stretches)
    for before, after in pairwise(stretches):
        assert after[0] != " "
        if not before.endswith(" "):
            assert after[0] not in "、。，．：；！？％‰…・,.:;!?%/）)]}》”’"
            assert before[-1] not in "（([{《“‘"
            assert not re.search(r"[A-Za-z0-9]$", before) or not re.match(r"[A-Za-z0-9]", after)


@given(number=st.integers(0, 10**9), decimals=st.integers(0, 999), unit=st.sampled_from(["%", "％", "", "m"]))
def test_numbers_stay_whole(number, decimals, unit):
    for text in (f"{number:,}.{decimals}{unit}", f"{number}/{decimals}", f"-{number}", f"{number}-{decimals}"):
        assert next(iter(unbroken(f"{text} 。"))).rstrip() == text
