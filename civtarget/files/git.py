"""
Versions of files out of git: `HEAD~1:plans/2025-east.yaml`, as git itself names them.

The path is relative to the top of the repository; `HEAD~1:./east.yaml` is relative to the working folder. The content
is that of git's store, so no filter of a working copy (line ends, encodings) is applied.
"""

import os
import re
import subprocess
from typing import NoReturn

from civtarget.errors import reason_of
from civtarget.files.paths import File, SourceError, decoded, read_file
from civtarget.language import Text
from civtarget.spelling import nearest

_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""Variables that git sets for its hooks; they would be wrong in another folder."""
_OBJECT_NAME = re.compile(r"\b(?:[0-9a-f]{40}|[0-9a-f]{64})\b")
_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
# The settings of a repository are those of whoever made it: no program that they name is run, to watch the files
# (core.fsmonitor), after the index is read (hooks), or to fetch an object that a partial clone lacks.
_HARMLESS = ("--no-pager", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
_NO_FETCH = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}


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
        if run(named, "cat-file", "-e", blob).returncode:
            raise missing_object(named, blob)
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
    listed = run(named, *listing)
    if listed.returncode:
        refuse(named, listed)
    names = [each.decode("utf-8", "replace") for each in listed.stdout.split(b"\0") if each]
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
            ["git", *_HARMLESS, *place, *arguments],  # noqa: S607  # as above
            capture_output=True,
            check=False,
            input=given if given is not None else b"",
            env={**kept, **_QUIET, **_NO_FETCH},
        )
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        why = reason_of(error)
        raise NoGitError(named, Text("无法运行 git：{why}", "git cannot be run: {why}", why=why)) from error


def missing_object(named: str, name: str) -> SourceError:
    """Return the error that the repository lacks an object, by its `name`, that `named` needs."""
    return SourceError(
        named,
        Text(
            f"无法从 git 读取 {named}：仓库缺少对象 {name}；git fsck 会列出所缺的，完整的克隆中有",
            f"git cannot read {named}: the repository lacks the object {name}; git fsck lists what is missing, and a "
            f"full clone has it",
        ),
    )


def refuse(named: str, done: "subprocess.CompletedProcess[bytes]") -> NoReturn:
    """Raise `SourceError` for a command of git that failed on `named`: for want of an object, or for its own reason."""
    name = _OBJECT_NAME.search(done.stderr.decode("utf-8", "replace"))
    if name is not None:
        raise missing_object(named, name[0])
    why = reason(done)
    raise SourceError(named, Text(f"无法从 git 读取 {named}：{why}", f"git cannot read {named}: {why}"))


def reason(done: "subprocess.CompletedProcess[bytes]") -> str:
    """Return the fatal error of git, with the command that cures it if git names one; or else its last complaint."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith("fatal: ")), len(lines) - 1)
    if start < 0:
        return f"git {done.returncode}"
    fatal, *more = lines[start:]
    has_cure = any(line.startswith("\tgit ") for line in more)
    told = [fatal.removeprefix("fatal: "), *(more if has_cure else ())]
    return "; ".join(" ".join(part.split()) for part in (told[0], " ".join(told[1:])) if part)
