"""encoding: the order of trial, what is told, and what is refused."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.files.paths import SourceError
from civtarget.files.submission.encoding import Decoded, decode

TEXT = "指标,辖区,数值\n床位,武进区,３００\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-32"), "utf-32"),
        (b"abc", "utf-8"),
    ],
)
def test_decodes(data, encoding):
    expected = TEXT if encoding != "utf-8" or data != b"abc" else "abc"
    assert decode(data, "x.csv") == Decoded(expected, encoding)


def test_an_encoding_that_is_given_is_not_questioned():
    assert decode("數值".encode("big5"), "x.csv", "Big5") == Decoded("數值", "big5")
    assert decode("通".encode("gbk"), "x.csv", "gbk") == Decoded("通", "gbk")
    assert decode("指标".encode("utf-8-sig"), "x.csv", "utf8") == Decoded("指标", "utf-8")


@pytest.mark.parametrize(
    ("data", "encoding", "en", "zh"),
    [
        pytest.param(
            data,
            None,
            "x.csv is no text in UTF-8, GB18030 or UTF-16 with a byte order mark: "
            "save it as UTF-8, or name its encoding with encoding",
            "x.csv 不是 UTF-8、GB18030 或带 BOM 的 UTF-16 文本：请另存为 UTF-8，或用 encoding 指明编码",
            id=name,
        )
        for name, data in {
            "neither": b"\xff\xff\xff",
            "half-a-character": codecs.BOM_UTF16_LE + b"a",
            "utf-16-without-mark": "a,b".encode("utf-16-le"),
        }.items()
    ]
    + [
        pytest.param(
            b"", "klingon", 'there is no encoding called "klingon"', "没有名为“klingon”的编码", id="unknown-encoding"
        ),
        pytest.param(b"\xff", "utf-8", "x.csv cannot be read as utf-8", "x.csv 不能按 utf-8 编码读取", id="not-in-it"),
        pytest.param(b"6162", "hex", "x.csv cannot be read as hex", "x.csv 不能按 hex 编码读取", id="no-text-encoding"),
    ],
)
def test_refuses(data, encoding, en, zh):
    with pytest.raises(SourceError) as caught:
        decode(data, "x.csv", encoding)
    assert (caught.value.text.en, caught.value.text.zh, caught.value.path) == (en, zh, "x.csv")


@given(st.binary())
def test_any_bytes_are_text_or_refused(data):
    try:
        decoded = decode(data, "x.csv")
    except SourceError:
        return
    assert "\0" not in decoded.text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_marked_text_reads_back(text):
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert decode(text.encode(encoding), "x").text == text
    assert decode(text.encode(), "x").text == text
