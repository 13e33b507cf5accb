"""
Editor of plan files: changes scalars in the text, and nothing else, not a comment, a space or a line break.

`respelled` spells new values, `edited` puts them into the text and reads it again to see that exactly they changed,
`patch` is the difference, and `replace_file` writes it.
"""

import os
import re
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from civtarget.errors import reason_of
from civtarget.files.paths import File, SourceError, digest, read_bytes
from civtarget.files.plan import yaml_tree
from civtarget.files.plan.yaml_tree import Node, Scalar
from civtarget.language import Text
from civtarget.model.findings import Fault
from civtarget.model.phrases import dotted
from civtarget.model.plan import Path
from civtarget.notation.quantity import Exact, plain, read_quantity, rewritten

_BREAKS = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)")
_PLAIN = re.compile(r"\w[\w./%]*")
_QUOTES = "'\""
_CONTEXT = 3
"""Unchanged lines around a change in a patch."""


class _Place(NamedTuple):
    """The place of a value in the text, from `start` to before `end`, and the text around a new one there."""

    start: int
    end: int
    before: str
    after: str


def respelled(file: File, values: Mapping[Path, Exact], like: Mapping[Path, Path]) -> dict[Path, str]:
    """
    Return the spelling of each of `values`: that of the number in its place.

    A blank place has no spelling: it takes that of the place that `like` names for it, else plain digits.

    Raises
    ------
    SourceError
        The present value is no single number, so it is not clear what to change.
    """
    root, _ = yaml_tree.parse(file.text)
    texts: dict[Path, str] = {}
    for path, value in values.items():
        place = _scalar(root, path, file)
        stands = _scalar(root, like[path], file) if _is_blank(place) and path in like else place
        text = plain(value) if _is_blank(stands) else rewritten(stands.text, value)
        if text is None or read_quantity(text).figure != value:
            raise _not_editable(file, path)
        texts[path] = text
    return texts


def edited(file: File, texts: Mapping[Path, str]) -> str:
    """
    Return the text of `file` with other scalars at some paths; quotes stay as they are.

    The result is read again: if it does not differ in exactly these places, nothing is returned.

    Raises
    ------
    SourceError
        A path is not in the file, or its value is not written in one piece on one line.
    """
    root, faults = yaml_tree.parse(file.text)
    places = {path: _place(root, path, file) for path in texts}
    text = file.text
    for path, place in sorted(places.items(), key=lambda item: item[1].start, reverse=True):
        written = texts[path]
        if not place.before.strip() and not _PLAIN.fullmatch(written):  # `>= 5` needs quotes
            plain_before = _scalar(root, path, file).text
            written = written if plain_before and plain_before not in yaml_tree.NULLS else f'"{written}"'
        text = text[: place.start] + place.before + written + place.after + text[place.end :]
    new_root, new_faults = yaml_tree.parse(text)
    wanted = {**dict(_leaves(root)), **texts}
    if dict(_leaves(new_root)) != wanted or _messages(faults) != _messages(new_faults):
        raise _not_editable(file, next(iter(texts)))
    return text


def patch(file: File, text: str) -> str:
    """
    Return the unified diff from `file` to `text`, for `git apply` and `patch -p1`.

    Paths are as seen from the working directory; those outside of it as seen from the root.
    """
    if text == file.text:
        return ""
    from difflib import unified_diff  # noqa: PLC0415  # only a patch pays for this import

    path = _path_in_patch(file.path)
    old, new = (_lines(file.mark + each) for each in (file.text, text))
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in unified_diff(old, new, _name_in_patch(f"a/{path}"), _name_in_patch(f"b/{path}"), n=_CONTEXT)
    )


def replace_file(file: File, text: str) -> None:
    """
    Write `text` where `file` was read, whole or not at all; permissions stay, and a symbolic link stays a link.

    Raises
    ------
    SourceError
        The file is no longer what was read, it is read-only, or its folder cannot be written to.
    """
    path = os.path.realpath(file.path)
    folder = os.path.dirname(path)
    written = None
    try:
        mode = os.stat(path).st_mode
        # For an administrator nothing is read-only, but somebody meant it to be.
        if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
            raise SourceError(
                file.path, Text("{path} 是只读的，没有改动", "{path} is read-only: nothing was changed", path=file.path)
            )
        descriptor, written = tempfile.mkstemp(prefix=f".{os.path.basename(path)}.", dir=folder)
        with open(descriptor, "wb") as new:
            new.write((file.mark + text).encode())
            new.flush()
            os.fsync(new.fileno())
        _take_over_rights(path, written)
        if digest(read_bytes(path)) != file.sha256:  # as late as can be
            raise SourceError(
                file.path,
                Text(
                    "{path} 在读取之后被改动过，没有写入：请重新运行",
                    "{path} was changed since it was read, and is not overwritten: run this again",
                    path=file.path,
                ),
            )
        os.replace(written, path)
        written = None
    except OSError as error:
        reason = reason_of(error)
        raise SourceError(
            file.path, Text("无法写入 {path}：{reason}", "cannot write {path}: {reason}", path=file.path, reason=reason)
        ) from error
    finally:
        if written is not None:
            os.unlink(written)


def _take_over_rights(path: str, written: str) -> None:
    state = os.stat(path)
    os.chmod(written, stat.S_IMODE(state.st_mode))
    with suppress(OSError, AttributeError):  # only an administrator may give files away, and Windows has no owners
        os.chown(written, state.st_uid, state.st_gid)


def _scalar(root: Node | None, path: Path, file: File) -> Scalar:
    found = yaml_tree.find(root, path)
    if not isinstance(found, Scalar) or found.refused:
        raise _not_editable(file, path)
    return found


def _is_blank(node: Scalar) -> bool:
    return node.plain and node.text in yaml_tree.NULLS


def _place(root: Node | None, path: Path, file: File) -> _Place:
    node = _scalar(root, path, file)
    if node.plain and not node.text:
        return _blank_place(root, path, file)
    starts = _line_starts(file.text)
    start, end = starts[node.line - 1] + node.column - 1, starts[node.end_line - 1] + node.end_column - 1
    raw = file.text[start:end]
    quote = "" if node.plain else raw[:1]
    if node.line != node.end_line or (raw != node.text if node.plain else quote not in _QUOTES or raw[-1:] != quote):
        raise _not_editable(file, path)
    return _Place(start, end, quote, quote)


def _blank_place(root: Node | None, path: Path, file: File) -> _Place:
    """Return the place of a blank value: after the colon of its key, with a space around it."""
    parent = yaml_tree.find(root, path[:-1])
    key = parent.keys.get(path[-1]) if isinstance(parent, yaml_tree.Mapping) else None
    if key is None:
        raise _not_editable(file, path)
    text = file.text
    at = _line_starts(text)[key.end_line - 1] + key.end_column - 1
    at += len(text[at:]) - len(text[at:].lstrip(" "))
    if text[at : at + 1] != ":":
        raise _not_editable(file, path)
    at += 1
    # `a: ,` becomes `a: 5,` but `a: # why` becomes `a: 5 # why`.
    if text[at : at + 1] == " " and text[at + 1 : at + 2] != "#":
        return _Place(at + 1, at + 1, "", "")
    return _Place(at, at, " ", "")


def _messages(faults: Iterable[Fault]) -> list[Text]:
    return [fault.message for fault in faults]


@lru_cache(maxsize=1)  # all edits of a file ask for the same
def _line_starts(text: str) -> tuple[int, ...]:
    """Return the start of each line, as YAML counts them: after LF, CR LF and CR."""
    return (0, *accumulate(len(line) for line in _BREAKS.findall(text)))


def _leaves(root: Node | None) -> Iterator[tuple[Path, str]]:
    """Yield every scalar below `root`, with its path; an empty collection counts, too."""
    waiting: list[tuple[Path, Node | None]] = [((), root)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, Scalar):
            yield path, node.text
        elif isinstance(node, yaml_tree.Mapping):
            yield path, "{}"
            waiting += (((*path, key), value) for key, value in node.values.items())
        elif isinstance(node, yaml_tree.Sequence):
            yield path, "[]"
            waiting += (((*path, str(index)), item) for index, item in enumerate(node.items))


def _lines(text: str) -> list[str]:
    """Split at line feeds alone, as tools that apply patches do."""
    *lines, last = text.split("\n")
    return [f"{line}\n" for line in lines] + ([last] if last else [])


def _path_in_patch(path: str) -> str:
    full = os.path.abspath(path)
    inside = os.path.relpath(full).replace(os.sep, "/") if os.path.splitdrive(full)[0] == _drive() else ".."
    if inside == ".." or inside.startswith("../"):
        inside = os.path.splitdrive(full)[1].replace(os.sep, "/").lstrip("/")
    return inside


def _name_in_patch(name: str) -> str:
    """Write a name so that tools find its end: in quotes and octal digits, as git does, if it is no plain text."""
    if name.isprintable():
        return f"{name}\t" if " " in name else name  # without the tab it would end at its first space
    plain_bytes = frozenset(range(ord(" "), ord("~") + 1)) - frozenset(b'"\\')
    written = (chr(byte) if byte in plain_bytes else f"\\{byte:03o}" for byte in os.fsencode(name))
    return f'"{"".join(written)}"'


def _drive() -> str:
    return os.path.splitdrive(os.getcwd())[0]


def _not_editable(file: File, path: Path) -> SourceError:
    return SourceError(
        file.path,
        Text(
            "{path}：{dotted} 的写法不便自动改动（须是写在一行内的一个数），请手工修改",
            "{path}: {dotted} is not written so that it can be edited (one number, on one line): change it by hand",
            path=file.path,
            dotted=dotted(path),
        ),
    )
