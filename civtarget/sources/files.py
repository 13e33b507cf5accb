"""Paths to text: which files are meant by what was named, and what is in them."""

import glob
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass

from civtarget.errors import CivtargetError
from civtarget.language import Text

PLAN_SUFFIXES = (".yaml", ".yml")
_MARK = "civtarget:"


class SourceError(CivtargetError):
    """A path that is missing or cannot be read as text; `path` is what was named."""

    def __init__(self, path: str, text: Text) -> None:
        super().__init__(text)
        self.path = path


@dataclass(frozen=True, slots=True)
class File:
    """A file that was opened and decoded; `sha256` is of its bytes, in hexadecimal."""

    path: str
    text: str
    sha256: str


def expand(named: str) -> tuple[list[str], list[str]]:
    """
    Return the plan files that `named` means, and the YAML files passed over because they are no plans.

    A file means itself; a directory, every plan below it (a `.yaml` or `.yml` file with a line that starts with
    `civtarget:`), hidden folders left out; a pattern with `*`, `?` or `[`, what matches it. Sorted.

    Raises
    ------
    SourceError
        There is no such file or directory, and nothing matches.
    """
    if os.path.isdir(named):
        plans: list[str] = []
        others: list[str] = []
        for path in sorted(_yaml_files_below(named)):
            (plans if _looks_like_plan(path) else others).append(path)
        return plans, others
    if os.path.exists(named):
        return [named], []
    matches = sorted(path for path in glob.glob(named, recursive=True) if os.path.isfile(path))
    if matches:
        return matches, []
    if glob.has_magic(named):
        raise SourceError(named, Text(f"没有文件与 {named} 匹配", f"no file matches {named}"))
    raise SourceError(named, Text(f"找不到文件或目录：{named}", f"no such file or directory: {named}"))


def read_file(path: str) -> File:
    """
    Open the UTF-8 file at `path`; a byte order mark is no part of its text.

    Raises
    ------
    SourceError
        The file cannot be opened, or is not UTF-8.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(path, Text(f"无法打开 {path}：{reason}", f"cannot open {path}: {reason}")) from error
    try:
        return File(path, data.decode("utf-8-sig"), hashlib.sha256(data).hexdigest())
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        text = Text(
            f"{path} 不是 UTF-8 编码（第 {line} 行）：请另存为 UTF-8",
            f"{path} is not UTF-8 (line {line}): save it as UTF-8",
        )
        raise SourceError(path, text) from error


def _yaml_files_below(directory: str) -> Iterator[str]:
    for folder, folders, names in os.walk(directory):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.endswith(PLAN_SUFFIXES):
                yield os.path.join(folder, name).removeprefix(os.path.join(os.curdir, ""))


def _looks_like_plan(path: str) -> bool:
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            return any(line.startswith(_MARK) for line in file)
    except OSError:
        return True  # that it cannot be opened is said when it is read
