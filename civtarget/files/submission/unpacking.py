"""
What a workbook may unpack to: a small archive can hold millions of cells, and each is an object when it is read.

All parts are looked at as they unpack, and none is kept. What is counted is tags: cells, rows, texts, styles and names
are all made of them, wherever an archive keeps them and whatever it says of their number.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO

MOST_BYTES = 150_000_000
"""The most bytes of all parts together."""

MOST_TAGS = 5_000_000
"""Opening and closing ones together: over a million cells, which take some ten seconds and half a gigabyte to read."""

_CHUNK = 1 << 20


def is_too_large(data: bytes) -> bool:
    """
    Tell whether an archive unpacks to more than a table of targets can be meant to hold.

    Raises
    ------
    zipfile.BadZipFile
        The archive is damaged.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
            return True
        tags = 0
        for chunk in _chunks(archive):
            tags += chunk.count(b"<")
            if tags > MOST_TAGS:
                return True
    return False


def _chunks(archive: zipfile.ZipFile) -> Iterator[bytes]:
    """Yield the content of all parts in pieces; an archive may name one part twice, and reading takes the last."""
    for info in archive.infolist():
        with archive.open(info) as part:
            while chunk := part.read(_CHUNK):
                yield chunk
