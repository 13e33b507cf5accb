"""New plan files: the path, the schema near it, and the writing of the file."""

import os

from civtarget.errors import reason_of
from civtarget.files.paths import PLANS, PLANS_FOLDER, SourceError
from civtarget.files.plan.starter import SCHEMA_FILE
from civtarget.files.schemas import read_schema
from civtarget.files.settings_file import upward
from civtarget.language import Text

_SCHEMAS = (SCHEMA_FILE, os.path.join("schema", SCHEMA_FILE))


def name_of(path: str) -> str | None:
    """Return the name of the file that `path` means, without its suffix, or None if it means a folder."""
    return None if _is_folder(path) else os.path.splitext(os.path.basename(path))[0]


def path_of(path: str | None, identifier: str) -> str:
    """
    Return the path of a new plan called `identifier`: `path`; in it, if it is a folder; without one in `plans/`.

    Raises
    ------
    SourceError
        The name is not one of a plan file.
    """
    if path is None or _is_folder(path):
        return os.path.join(path or PLANS_FOLDER, f"{identifier}.yaml")
    if not path.lower().endswith(PLANS.suffixes):
        raise SourceError(
            path,
            Text(
                "“{path}”不像规划文件：文件名应以 .yaml 结尾，如 {folder}/{identifier}.yaml",
                '"{path}" is no name for a plan file: it should end in .yaml, as in {folder}/{identifier}.yaml',
                path=path,
                folder=PLANS_FOLDER,
                identifier=identifier,
            ),
        )
    return path


def schema_near(path: str) -> str | None:
    """Return the way from the plan at `path` to the nearest schema of plans, above or beside it, as a URL has it."""
    folder = os.path.dirname(os.path.abspath(path))
    for above in upward(folder):
        for name in _SCHEMAS:
            schema = os.path.join(above, name)
            if os.path.isfile(schema):
                return os.path.relpath(schema, folder).replace(os.sep, "/")
    return None


def write_schema(path: str) -> str:
    """
    Write the schema of plans beside the plan at `path`; return where.

    Raises
    ------
    SourceError
        Something is there already, or the file cannot be written.
    """
    schema = os.path.join(os.path.dirname(path), SCHEMA_FILE)
    create(schema, read_schema("plan-1"))
    return schema


def create(path: str, text: str) -> None:
    """
    Write a file that is not there yet, whole or not at all; folders that are missing on the way are made.

    Raises
    ------
    SourceError
        Something is there already, or the file cannot be written.
    """
    folder = os.path.dirname(path) or os.curdir
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        reason = reason_of(error)
        raise SourceError(
            path,
            Text(
                "无法建立文件夹 {folder}：{reason}",
                "cannot make the folder {folder}: {reason}",
                folder=folder,
                reason=reason,
            ),
        ) from error
    try:
        file = open(path, "x", encoding="utf-8", newline="\n")  # noqa: SIM115  # closed below, in a `with` of its own
    except FileExistsError as error:
        raise SourceError(
            path,
            Text(
                "{path} 已经存在，不会覆盖：请换一个文件名，或先移走它",
                "{path} is there already and is not overwritten: name another file, or move this one away",
                path=path,
            ),
        ) from error
    except OSError as error:
        raise _cannot_write(path, error) from error
    try:
        with file:
            file.write(text)
    except BaseException as error:  # half a plan would look like one
        os.unlink(path)
        if isinstance(error, OSError):
            raise _cannot_write(path, error) from error
        raise


def _is_folder(path: str) -> bool:
    return os.path.isdir(path) or path.endswith((os.sep, "/"))


def _cannot_write(path: str, error: OSError) -> SourceError:
    reason = reason_of(error)
    return SourceError(
        path, Text("无法写入 {path}：{reason}", "cannot write {path}: {reason}", path=path, reason=reason)
    )
