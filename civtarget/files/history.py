"""
The version of a repository that an edit started from: the merge base of a revision and of the checked-out commit.

Files come from git's store, whatever is in the working folder. Paths here are relative to the top of the repository,
with slashes, as git writes them.
"""

import os
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NoReturn

from civtarget.errors import Argument
from civtarget.files import git
from civtarget.files.paths import File, SourceError, decoded
from civtarget.files.settings_file import on_disk
from civtarget.language import Text

_SINCE = Argument("since")

_FILE_MODES = (b"100644", b"100755")
_LINK_MODE = b"120000"
_MOST_LINKS = 10
"""A link may lead to another one, but not for ever."""
_NO_COMMIT = "0" * 40
_SHORT = 10
"""Digits of a commit's name that are enough for people and for git."""


@dataclass(frozen=True, slots=True)
class History:
    """
    The state of the repository at `top` that an edit started from: `commit`, in hexadecimal.

    `revision` is its name on the command line, and `blobs` are its files: the name of each in git's store, by path.
    """

    top: str
    revision: str
    commit: str
    blobs: Mapping[str, str]

    @property
    def name(self) -> str:
        """The short name of the commit, for people and for git."""
        return self.commit[:_SHORT]

    def path_of(self, file: str) -> str | None:
        """Return the path in the repository of a file of the working folder; None for one outside."""
        path = os.path.join(os.path.realpath(os.path.dirname(file) or os.curdir), os.path.basename(file))
        try:
            relative = os.path.relpath(path, self.top)
        except ValueError:  # on another drive
            return None
        return None if relative.split(os.sep)[0] == os.pardir else relative.replace(os.sep, "/")

    def file_of(self, path: str) -> str:
        """Return a path of the repository relative to the working folder, whether there is a file or not."""
        file = os.path.join(self.top, *path.split("/"))
        try:
            return os.path.relpath(file)
        except ValueError:  # on another drive
            return file

    def outside(self, file: str) -> SourceError:
        """Return the error about a file outside the repository."""
        return SourceError(
            file,
            Text(
                "{file} 不在 git 仓库 {top} 中，{since} 无法比较",
                "{file} is not in the git repository {top}: {since} cannot compare it",
                file=file,
                top=self.top,
                since=_SINCE,
            ),
        )

    def file(self, path: str) -> File | None:
        """Return the old version of a file of the working folder, None if there was none; others do not change."""
        stored = self.path_of(path)
        if stored is None:
            return on_disk(path)
        data = self.read([stored]).get(stored)
        return None if data is None else decoded(path, data)

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the old content of files by their paths, without those that did not exist."""
        wanted = [path for path in dict.fromkeys(paths) if path in self.blobs]
        if not wanted:
            return {}
        names = "".join(f"{self.blobs[path]}\n" for path in wanted).encode("ascii")
        done = git.run(self.revision, "cat-file", "--batch", folder=self.top, given=names)
        if done.returncode:
            git.refuse(self.revision, done)
        contents, start = {}, 0
        for path in wanted:
            end = done.stdout.index(b"\n", start)
            name, _, rest = done.stdout[start:end].partition(b" ")
            if rest == b"missing":  # of a partial clone, or of a damaged repository
                raise git.missing_object(f"{self.revision}:{path}", name.decode("ascii", "replace"))
            size = int(rest.rpartition(b" ")[2])
            contents[path] = done.stdout[end + 1 : end + 1 + size]
            start = end + 1 + size + 1
        return contents


def history_since(revision: str, file: str) -> History:
    """
    Return the state of the repository of a file at the merge base of its present state and `revision`.

    Raises
    ------
    SourceError
        The file is in no repository, git cannot be run, it does not have the revision, or nothing is common to both.
    """
    folder = file if os.path.isdir(file) else os.path.dirname(os.path.abspath(file))
    top = git.run(revision, "rev-parse", "--show-toplevel", folder=folder)
    if top.returncode:
        reason = git.reason(top)
        raise SourceError(
            revision,
            Text(
                "{since} 需要 git 仓库：{reason}",
                "{since} needs a git repository: {reason}",
                since=_SINCE,
                reason=reason,
            ),
        )
    root = os.fsdecode(top.stdout.rstrip(b"\r\n"))
    commits = git.run(revision, "rev-list", "--all", "--max-count=1", folder=folder)
    if not commits.returncode and not commits.stdout:
        return History(root, revision, _NO_COMMIT, {})  # before the very first commit there was nothing
    if not revision or git.object_name(revision, f"{revision}^{{commit}}", folder=folder) is None:
        git.refuse_revision(revision, revision, folder=folder)
    base = git.run(revision, "merge-base", "--end-of-options", revision, "HEAD", folder=folder)
    commit = base.stdout.decode("ascii", "replace").strip()
    if base.returncode > 1:  # 1 is that there is none
        git.refuse(revision, base)
    if not commit:
        _refuse_unrelated(revision, folder)
    listing = git.run(revision, "ls-tree", "-r", "-z", "--full-tree", commit, folder=folder)
    if listing.returncode:
        git.refuse(revision, listing)
    history = History(root, revision, commit, _blobs(listing.stdout, _FILE_MODES))
    return _with_links(history, _blobs(listing.stdout, (_LINK_MODE,)))


def _blobs(listing: bytes, modes: tuple[bytes, ...]) -> dict[str, str]:
    """Return the names of the files of some modes in a listing of git, by path."""
    blobs = {}
    for entry in listing.split(b"\0"):
        description, _, path = entry.partition(b"\t")
        if description.startswith(modes):
            blobs[os.fsdecode(path)] = description.split()[2].decode("ascii")
    return blobs


def _with_links(history: History, links: Mapping[str, str]) -> History:
    """Return a history in which symbolic links are the files that they lead to, as for any program that opens them."""
    if not links:
        return history
    stored = replace(history, blobs=links).read(links)
    targets = {
        path: posixpath.normpath(posixpath.join(posixpath.dirname(path), os.fsdecode(data)))
        for path, data in stored.items()
    }
    blobs = dict(history.blobs)
    for path in links:
        target = path
        for _ in range(_MOST_LINKS):
            target = targets.get(target, target)
        if target in history.blobs:
            blobs[path] = history.blobs[target]
    return replace(history, blobs=blobs)


def _refuse_unrelated(revision: str, folder: str) -> NoReturn:
    lacking = git.lacking_history(revision, folder=folder)
    zh = f"{revision} 与当前版本没有共同的历史{lacking.zh}"
    en = f"{revision} and what is checked out have no history in common{lacking.en}"
    raise SourceError(revision, Text(zh, en))
