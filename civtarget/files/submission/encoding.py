"""Bytes to text, with the encoding that was used: a byte order mark, else strict UTF-8, else strict GB18030."""

import codecs
from typing import NamedTuple

from civtarget.errors import Argument
from civtarget.files.paths import SourceError
from civtarget.language import Text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED = ("utf-8", "gb18030")


class Decoded(NamedTuple):
    """The text of a file, without byte order mark, and the encoding that it was read in."""

    text: str
    encoding: str


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """
    Decode the text file `name`; `encoding` is not questioned if it is given.

    GB18030 accepts nearly any bytes, so it comes last, and a reader still has to find a header that it knows.

    Raises
    ------
    SourceError
        There is no such encoding, or the bytes are not text in it.
    """
    if encoding is not None:
        return _in_encoding(data, name, encoding)
    marked = next((codec for mark, codec in _MARKS if data.startswith(mark)), None)
    for codec in (marked,) if marked else _UNMARKED:
        try:
            decoded = Decoded(data.decode(codec).removeprefix("\ufeff"), codec)
        except UnicodeDecodeError:
            continue
        if "\0" in decoded.text:
            break  # UTF-16 without its mark, or no text at all
        return decoded
    raise SourceError(
        name,
        Text(
            "{name} 不是 UTF-8、GB18030 或带 BOM 的 UTF-16 文本：请另存为 UTF-8，或用 {value} 指明编码",
            "{name} is no text in UTF-8, GB18030 or UTF-16 with a byte order mark: save it as UTF-8, or "
            "name its encoding with {value}",
            name=name,
            value=Argument("encoding"),
        ),
    )


def _in_encoding(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        raise SourceError(
            name, Text("没有名为“{encoding}”的编码", 'there is no encoding called "{encoding}"', encoding=encoding)
        ) from None
    try:
        return Decoded(data.decode(codec).removeprefix("\ufeff"), codec)
    except (LookupError, ValueError):
        raise SourceError(
            name, Text("{name} 不能按 {codec} 编码读取", "{name} cannot be read as {codec}", name=name, codec=codec)
        ) from None
