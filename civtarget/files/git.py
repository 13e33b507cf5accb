"""
Versions of files out of git: `HEAD~1:plans/2025-east.yaml`, as git itself names them.

The path is relative to the top of the repository; `HEAD~1:./east.yaml` is relative to the working folder. The content
is that of git's store, so no filter of a working copy (line ends, encodings) is applied.
"""

import os
import subprocess
from typing import NoReturn

from civtarget.errors import reason_of
from civtarget.files.paths import File, SourceError, decoded, read_file
from civtarget.language import Text
from civtarget.spelling import nearest

_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""Variables that git sets for its hooks; they would be wrong in another folder."""
_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


class NoGitError(SourceError):
    """Git cannot be run."""


def read_version(named: str) -> File:
    """
    Return the file at the path `named`, or else the version `REVISION:path` in the repository of the working folder.

    Raises
    ------
    SourceError
        There is no such file, git cannot be run, or it has no such revision or no such path in it.
    """
    if os.path.exists(named) or not _names_a_version(named):
        return read_file(named)
    try:
        return _version(named)
    except NoGitError as error:
        raise SourceError(
            named,
            Text(
                "没有文件 {named}；要从 git 读取，却{error}",
                "there is no file {named}, and {error}",
                named=named,
                error=error.text,
            ),
        ) from error


def _version(named: str) -> File:
    revision, _, path = named.partition(":")
    tree = object_name(named, f"{revision}^{{tree}}") if revision else ""
    if tree is None:
        refuse_revision(named, revision)
    blob = object_name(named, named)
    if blob is None:
        _refuse_path(named, revision, path, tree or "")
    data = run(named, "cat-file", "blob", blob)
    if data.returncode:
        why = reason(data)
        raise SourceError(named, Text("{named} 不是文件：{why}", "{named} is no file: {why}", named=named, why=why))
    return decoded(named, data.stdout)


def _names_a_version(named: str) -> bool:
    """Whether a name has the form `REVISION:path`; a single letter before the colon is a drive of Windows."""
    revision, colon, path = named.partition(":")
    return bool(colon and path) and not (len(revision) == 1 and path.startswith(("\\", "/")))


def object_name(named: str, expression: str, *, folder: str | None = None) -> str | None:
    """Return the name of the object that git finds under an expression, in hexadecimal, or None."""
    # What follows --end-of-options is no option, whatever it begins with.
    done = run(named, "rev-parse", "--verify", "--quiet", "--end-of-options", expression, folder=folder)
    return None if done.returncode else done.stdout.decode("ascii", "replace").strip()


def refuse_revision(named: str, revision: str, *, folder: str | None = None) -> NoReturn:
    """Raise `SourceError` for a revision that git does not have in the repository of a folder, with the cure."""
    inside = run(named, "rev-parse", "--git-dir", folder=folder)
    if inside.returncode:
        why = reason(inside)
        raise SourceError(
            named,
            Text(
                "没有文件 {named}，这里也不能从 git 读取：{why}",
                "there is no file {named}, and git cannot read it here: {why}",
                named=named,
                why=why,
            ),
        )
    lacking = lacking_history(named, folder=folder)
    raise SourceError(
        named,
        Text(
            "git 中没有版本 {revision}{lacking}",
            "git has no revision {revision}{lacking}",
            revision=revision,
            lacking=lacking,
        ),
    )


def lacking_history(named: str, *, folder: str | None = None) -> Text:
    """Return a hint, after a colon, that a repository is a shallow clone, with the cure; empty if it is none."""
    if run(named, "rev-parse", "--is-shallow-repository", folder=folder).stdout.strip() != b"true":
        return Text("", "")
    return Text(
        "：这个克隆没有全部历史，请执行 git fetch --unshallow（在 CI 中为检出设置 fetch-depth: 0）",
        ": this clone lacks history: run git fetch --unshallow (in CI, check out with fetch-depth: 0)",
    )


def _refuse_path(named: str, revision: str, path: str, tree: str) -> NoReturn:
    listing = ("ls-tree", "-r", "-z", "--full-tree", "--name-only", tree) if tree else ("ls-files", "-z", "--full-name")
    names = [each.decode("utf-8", "replace") for each in run(named, *listing).stdout.split(b"\0") if each]
    base = os.path.basename(path)
    same_base = [each for each in names if os.path.basename(each) == base]
    near = same_base[0] if len(same_base) == 1 else nearest(path, names)
    zh = f"{revision} 中没有 {path}" if revision else f"暂存区中没有 {path}"
    en = f"there is no {path} in {revision}" if revision else f"there is no {path} in the index"
    if near is not None:
        zh, en = f"{zh}：是否应为 {revision}:{near}？", f"{en}: is {revision}:{near} meant?"
    raise SourceError(named, Text(zh, en))


def run(
    named: str, *arguments: str, folder: str | None = None, given: bytes | None = None
) -> "subprocess.CompletedProcess[bytes]":
    """
    Run git on the repository of a folder, or of the working one; `given` is its standard input.

    Raises `NoGitError` about `named` where git cannot be run.
    """
    place = ("-C", folder) if folder else ()
    kept = {name: value for name, value in os.environ.items() if not (folder and name in _OF_A_HOOK)}
    try:
        # "git" is found as by the user's shell.
        return subprocess.run(  # noqa: S603  # a list of arguments, and no shell
            ["git", "--no-pager", *place, *arguments],  # noqa: S607  # as above
            capture_output=True,
            check=False,
            input=given if given is not None else b"",
            env={**kept, **_QUIET},
        )
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        why = reason_of(error)
        raise NoGitError(named, Text("无法运行 git：{why}", "git cannot be run: {why}", why=why)) from error


def reason(done: "subprocess.CompletedProcess[bytes]") -> str:
    """Return the fatal error of git, or else its last complaint."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    fatal = next((line for line in lines if line.startswith("fatal: ")), lines[-1] if lines else None)
    return fatal.removeprefix("fatal: ").strip() if fatal is not None else f"git {done.returncode}"
