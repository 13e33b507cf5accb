"""Paths on the command line: the files that they mean, and the text of these."""

import glob
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from civtarget.errors import CivtargetError, reason_of
from civtarget.language import Text

PLANS_FOLDER = "plans"
"""The folder in which a project keeps its plans, and in which they are looked for."""

MOST_TEXT, MOST_DATA = 32_000_000, 300_000_000
"""The most bytes of a text such as a plan, and of a submission: no city's come near them."""

_FIRST_KEY = re.compile(r"^( *)(?!---)[^\s#%]", re.MULTILINE)
_MARK = r"""["']?civtarget["']?\s*:"""
_BYTE_ORDER_MARK = "\ufeff"


class SourceError(CivtargetError):
    """A path, as it was named, that is missing or cannot be read as text."""

    def __init__(self, path: str, text: Text) -> None:
        super().__init__(text)
        self.path = path


@dataclass(frozen=True, slots=True)
class File:
    """
    A file that was opened and decoded; `sha256` is of its bytes, in hexadecimal.

    `mark` is the byte order mark before the text, if it has one, to be written again with the file.
    """

    path: str
    text: str
    sha256: str
    mark: str = ""


class FileKind(NamedTuple):
    """A kind of files in a directory: the endings of their names, and a test of their content or name."""

    suffixes: tuple[str, ...]
    looks_right: Callable[[str], bool]


class ExpandedPaths(NamedTuple):
    """The meaning of a name on a command line: `files`, others `skipped`, and errors about unreadable folders."""

    files: list[str]
    skipped: list[str]
    errors: list[SourceError]


def expand(named: str, kind: FileKind) -> ExpandedPaths:
    """
    Return the files that `named` means.

    A file means itself; a directory, every file of `kind` below it, hidden folders left out; a pattern with `*`, `?` or
    `[`, its matches. Sorted.

    Raises
    ------
    SourceError
        There is no such file or directory, and nothing matches.
    """
    if os.path.isdir(named):
        meant = ExpandedPaths([], [], [])
        for path in sorted(_files_below(named, kind.suffixes, meant.errors)):
            (meant.files if kind.looks_right(path) else meant.skipped).append(path)
        return meant
    if os.path.exists(named):
        return ExpandedPaths([named], [], [])
    matches = sorted(path for path in glob.glob(named, recursive=True) if os.path.isfile(path))
    if matches:
        return ExpandedPaths(matches, [], [])
    if glob.has_magic(named):
        raise SourceError(named, Text("没有文件与 {named} 匹配", "no file matches {named}", named=named))
    raise SourceError(named, Text("找不到文件或目录：{named}", "no such file or directory: {named}", named=named))


def beside(path: str, kind: FileKind) -> list[str]:
    """Return the files of a kind in the folder of `path`, by name; none where the folder cannot be read."""
    folder = os.path.dirname(path)
    try:
        names = sorted(os.listdir(folder or os.curdir))
    except OSError:
        return []
    paths = (os.path.join(folder, name) for name in names if name.lower().endswith(kind.suffixes))
    return [each for each in paths if os.path.isfile(each) and kind.looks_right(each)]


def read_file(path: str) -> File:
    """
    Open the UTF-8 file at `path`; a byte order mark is no part of its text.

    Raises
    ------
    SourceError
        The file cannot be opened, is too large for a text, or is not UTF-8.
    """
    return decoded(path, read_bytes(path, MOST_TEXT))


def decoded(path: str, data: bytes) -> File:
    """
    Return the file of the UTF-8 bytes that were read from `path`; a byte order mark is no part of its text.

    Raises
    ------
    SourceError
        It is not UTF-8.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = Text(
            "{path} 不是 UTF-8 编码（第 {line} 行）：请另存为 UTF-8",
            "{path} is not UTF-8 (line {line}): save it as UTF-8",
            path=path,
            line=line,
        )
        raise SourceError(path, message) from error
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    return File(path, text.removeprefix(mark), digest(data), mark)


def digest(data: bytes) -> str:
    """Return the SHA-256 of the content of a file, by which changes are detected."""
    return hashlib.sha256(data).hexdigest()


def read_bytes(path: str, most: int = MOST_DATA) -> bytes:
    """Return the content of the file at `path`; raise `SourceError` if it cannot be opened or has over `most` bytes."""
    try:
        with open(path, "rb") as file:
            return read_stream(file, path, most)
    except OSError as error:
        raise _cannot_open(path, error) from error


def read_stream(stream: BinaryIO, name: str, most: int = MOST_DATA) -> bytes:
    """Return the content of a stream that is called `name`; raise `SourceError` if it has more than `most` bytes."""
    data = stream.read(most + 1)  # a device may go on for ever
    if len(data) > most:
        size = most // 1_000_000
        raise SourceError(
            name, Text(f"{name} 超过 {size} MB，太大，不读取", f"{name} is larger than {size} MB and is not read")
        )
    return data


def _cannot_open(path: str, error: OSError) -> SourceError:
    reason = reason_of(error)
    return SourceError(
        path, Text("无法打开 {path}：{reason}", "cannot open {path}: {reason}", path=path, reason=reason)
    )


def _files_below(directory: str, suffixes: tuple[str, ...], errors: list[SourceError]) -> Iterator[str]:
    """Yield the files below `directory` with such endings; unreadable folders are added to `errors`."""

    def note(error: OSError) -> None:
        errors.append(_cannot_open(error.filename, error))

    for folder, folders, names in os.walk(directory, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.lower().endswith(suffixes) and os.path.isfile(os.path.join(folder, name)):
                yield os.path.join(folder, name).removeprefix(os.path.join(os.curdir, ""))


def _looks_like_plan(path: str) -> bool:
    try:
        text = read_file(path).text
    except SourceError:
        return True  # that it cannot be opened or is not UTF-8 is said when it is read
    return is_plan_text(text)


def is_plan_text(text: str) -> bool:
    """Whether a text is a plan: it has a key `civtarget` at its top, quoted, indented, or in braces, too."""
    text = text.replace("\r", "\n")  # which ends a line of YAML by itself, too
    first = _FIRST_KEY.search(text)
    if first is None:
        return False
    before = r"(?:^|[{,])\s*" if first.group().endswith("{") else f"^{first.group(1)}"
    return re.search(before + _MARK, text, re.MULTILINE) is not None


PLANS = FileKind((".yaml", ".yml"), _looks_like_plan)
"""Files that are plans by `is_plan_text`."""
