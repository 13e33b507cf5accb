"""
A version of a file out of git: `HEAD~1:plans/2025-east.yaml`, as git itself names it.

The path counts from the top of the repository; `HEAD~1:./east.yaml` counts from the working folder. `git` is asked for
what it stores, so no filter of a working copy (line ends, encodings) is in between.
"""

import os
import subprocess
from typing import NoReturn

from civtarget.language import Text
from civtarget.sources.files import File, SourceError, decoded, read_file
from civtarget.spelling import nearest

_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def read_version(named: str) -> File:
    """
    Return the file that `named` means: a path, or else `REVISION:path` in the repository of the working folder.

    Raises
    ------
    SourceError
        There is no such file, git cannot be run, or it has no such revision or no such path in it.
    """
    if os.path.exists(named) or not _names_a_version(named):
        return read_file(named)
    revision, _, path = named.partition(":")
    tree = _object(named, f"{revision}^{{tree}}") if revision else ""
    if tree is None:
        _refuse_revision(named, revision)
    blob = _object(named, named)
    if blob is None:
        _refuse_path(named, revision, path, tree or "")
    data = _git(named, "cat-file", "blob", blob)
    if data.returncode:
        reason = _reason(data)
        raise SourceError(named, Text(f"{named} 不是文件：{reason}", f"{named} is no file: {reason}"))
    return decoded(named, data.stdout)


def _names_a_version(named: str) -> bool:
    """Whether a name has the form `REVISION:path`; a single letter before the colon is a drive of Windows."""
    revision, colon, path = named.partition(":")
    return bool(colon and path) and not (len(revision) == 1 and path.startswith(("\\", "/")))


def _object(named: str, expression: str) -> str | None:
    """Return the name of the object that git finds under an expression, in hexadecimal, or None."""
    # What follows --end-of-options is no option, whatever it begins with.
    done = _git(named, "rev-parse", "--verify", "--quiet", "--end-of-options", expression)
    return None if done.returncode else done.stdout.decode("ascii", "replace").strip()


def _refuse_revision(named: str, revision: str) -> NoReturn:
    inside = _git(named, "rev-parse", "--git-dir")
    if inside.returncode:
        reason = _reason(inside)
        raise SourceError(
            named,
            Text(
                f"没有文件 {named}，这里也不能从 git 读取：{reason}",
                f"there is no file {named}, and git cannot read it here: {reason}",
            ),
        )
    zh, en = f"git 中没有版本 {revision}", f"git has no revision {revision}"
    if _git(named, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        zh += "：这个克隆没有全部历史，请执行 git fetch --unshallow（在 CI 中为检出设置 fetch-depth: 0）"
        en += ": this clone lacks history: run git fetch --unshallow (in CI, check out with fetch-depth: 0)"
    raise SourceError(named, Text(zh, en))


def _refuse_path(named: str, revision: str, path: str, tree: str) -> NoReturn:
    listing = ("ls-tree", "-r", "-z", "--full-tree", "--name-only", tree) if tree else ("ls-files", "-z", "--full-name")
    names = [each.decode("utf-8", "replace") for each in _git(named, *listing).stdout.split(b"\0") if each]
    base = os.path.basename(path)
    same_base = [each for each in names if os.path.basename(each) == base]
    near = same_base[0] if len(same_base) == 1 else nearest(path, names)
    zh = f"{revision} 中没有 {path}" if revision else f"暂存区中没有 {path}"
    en = f"there is no {path} in {revision}" if revision else f"there is no {path} in the index"
    if near is not None:
        zh, en = f"{zh}：是否应为 {revision}:{near}？", f"{en}: is {revision}:{near} meant?"
    raise SourceError(named, Text(zh, en))


def _git(named: str, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    try:
        # "git" is looked for where the user's shell would.
        return subprocess.run(  # noqa: S603  # a list of arguments, and no shell
            ["git", "--no-pager", *arguments],  # noqa: S607  # as above
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **_QUIET},
        )
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            named,
            Text(
                f"没有文件 {named}；要从 git 读取，却无法运行 git：{reason}",
                f"there is no file {named}, and git, which would know such a version, cannot be run: {reason}",
            ),
        ) from error


def _reason(done: "subprocess.CompletedProcess[bytes]") -> str:
    """Return the last thing that git complained of."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].removeprefix("fatal: ") if lines else f"git {done.returncode}"
