"""
Output of the commands: its language, width, format and targets. Only this module and `cli` print.

Raises `CivtargetError` where a file cannot be written; a broken pipe is left to `cli`.
"""

import locale
import os
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from civtarget.commands.flags import text_of
from civtarget.errors import CivtargetError
from civtarget.language import Language, Text
from civtarget.reports.rendering import DocumentFormat, Format, Trait, render
from civtarget.reports.sheet import visible
from civtarget.reports.style import Style
from civtarget.spelling import nearest

if TYPE_CHECKING:
    from civtarget.checking.report import Report
    from civtarget.reports.document import Document

STDOUT = "-"
"""The name of standard output in place of a file."""

_WIDTH_WITHOUT_TERMINAL = 120
_WIDTH = re.compile("[1-9][0-9]{0,3}")


def _language_of_user() -> Language:
    """Return the default language: that of CIVTARGET_LANG, else of the locale."""
    chosen = os.environ.get("CIVTARGET_LANG", "").lower()
    for language in Language:
        if chosen.startswith(language):  # zh_CN.UTF-8 is Chinese, too
            return language
    variables = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    named = next((value for value in variables if value), None) or locale.getlocale()[0] or ""
    return Language.ZH if named.lower().startswith(("zh", "chinese")) else Language.EN


def _language_of_help(arguments: Sequence[str]) -> Language:
    """Return the language of help: that of `--lang`, wherever in the arguments, else the default."""
    for option, value in zip(arguments, (*arguments[1:], ""), strict=False):
        asked = value if option == "--lang" else option.removeprefix("--lang=")
        if option.startswith("--lang") and asked in tuple(Language):
            return Language(asked)
    return _language_of_user()


HELP_LANGUAGE = _language_of_help(sys.argv[1:])


def help_text(zh: str, en: str) -> str:
    """Return a help text in the language of the user."""
    return Text(zh, en).in_language(HELP_LANGUAGE)


class Target(NamedTuple):
    """A file, or None for standard output, and the format that it gets."""

    file: str | None
    form: Format


class Output(NamedTuple):
    """The output options of a command that writes one text: `file` is None for standard output."""

    asked: DocumentFormat | None
    file: str | None
    language: Language | None
    quiet: bool = False

    @property
    def form(self) -> Format:
        """The format of the text: as asked, else a table on a terminal."""
        on_terminal = self.file is None and sys.stdout.isatty()
        return Format(self.asked or (Format.TABLE if on_terminal else Format.PLAIN))

    @property
    def style(self) -> Style:
        """The layout of the text."""
        return style_of(self.language, self.file)

    @property
    def target(self) -> Target:
        """The target of the text."""
        return Target(self.file, self.form)

    def write(self, document: "Document") -> None:
        """Write a document; raise `CivtargetError` where that cannot be done."""
        write(render(self.form, document, self.style), self.file, self.form)


class ReportOutput(NamedTuple):
    """The output options of a command that writes a report, to several files where so many are named."""

    form: Format | None
    files: Sequence[str]
    language: Language | None
    quiet: bool = False

    @property
    def style(self) -> Style:
        """The layout of notes on standard error."""
        return style_of(self.language, None)

    def targets(self) -> list[Target]:
        """Return every target; raise `CivtargetError` where one names no format, no file, or one file twice."""
        return targets_of(self.form, self.files)


_NAMES_A_FORMAT = re.compile(r"([A-Za-z][A-Za-z0-9-]*)=(.*)", re.DOTALL)
"""A format before a path: `json=report.json`, but not `./a=b.txt`, `C:\\a=b.txt` or `甲=乙.txt`."""


def targets_of(form: Format | None, outputs: Sequence[str]) -> list[Target]:
    """Return the targets of a report: the files, and standard output unless a file without a format replaces it."""
    targets: list[Target] = []
    for output in outputs:
        named = _NAMES_A_FORMAT.fullmatch(output)
        target = (
            Target(named[2], _format_called(named[1], output))
            if named is not None
            else Target(output, form or Format.PLAIN)
        )
        if target.file in ("", STDOUT):
            raise CivtargetError(
                Text(
                    "--output {output}：请写文件名；标准输出的格式由 --format 指定",
                    "--output {output}: name a file; what standard output gets is said by --format",
                    output=output,
                )
            )
        if any(os.path.realpath(target.file or "") == os.path.realpath(each.file or "") for each in targets):
            raise CivtargetError(
                Text("--output 两次写入 {file}", "--output writes {file} more than once", file=str(target.file))
            )
        targets.append(target)
    if all(_NAMES_A_FORMAT.fullmatch(output) for output in outputs):
        on_terminal = Format.TABLE if sys.stdout.isatty() else Format.PLAIN
        targets.append(Target(None, form or on_terminal))
    return targets


def _format_called(name: str, output: str) -> Format:
    if name in tuple(Format):
        return Format(name)
    near, known = nearest(name.lower(), Format), f"--format {'|'.join(Format)}"
    hint = Text("是否应为“{near}”？", 'is "{near}" meant?', near=near) if near else Text(known, known)
    raise CivtargetError(
        Text(
            "没有名为“{name}”的格式：{hint}（名字带 = 的文件写作 ./{output}）",
            'no format is called "{name}": {hint} (a file with = in its name is written ./{output})',
            name=name,
            hint=hint,
            output=output,
        )
    )


def write_document(document: "Document", targets: Sequence[Target], language: Language | None) -> bool:
    """Write a document to every target, files first; return whether one of them could not be written."""
    report = document.report
    failed = False
    shows_nothing = (
        report is not None and report.command == "check" and report.assessment is None and not report.findings
    )
    for file, form in targets:
        if file is None and Trait.CONSOLE in form.traits and shows_nothing:
            continue  # a count of nothing: standard error says why
        style = style_of(language, file)
        try:
            write(render(form, document, style), file, form)
        except CivtargetError as error:
            complain(text_of(error), style.language)
            failed = True
    if report is not None and any(form is Format.GITHUB for _, form in targets):
        _append_job_summary(report, style_of(language, os.devnull))
    return failed


def _append_job_summary(report: "Report", style: Style) -> None:
    """Add the report to the summary of the job, if there is one; that it cannot be shown there changes no outcome."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    from civtarget.reports.formats import markdown  # noqa: PLC0415  # only in a job

    try:
        used = os.path.getsize(path) if os.path.exists(path) else 0
        text = markdown.render(report, style, markdown.MOST_BYTES - used)
        if used + len(text.encode()) <= markdown.MOST_BYTES:
            with open(path, "a", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        reason = error.strerror or str(error)
        tell(Text("无法写入作业摘要：{reason}", "cannot write the job summary: {reason}", reason=reason), style)


def refuse_to_overwrite(targets: Iterable[Target], paths: Iterable[str]) -> None:
    """Raise `CivtargetError` if a target is one of the files that are read."""
    checked = {os.path.realpath(path) for path in paths}
    for output, _ in targets:
        if output is not None and os.path.realpath(output) in checked:
            raise CivtargetError(
                Text(
                    "{output} 是被检查的文件，不会覆盖",
                    "{output} is a file that is checked: it is not overwritten",
                    output=output,
                )
            )


def style_of(language: Language | None, output: str | None) -> Style:
    """Return the layout of text for `output`, or for standard output."""
    on_terminal = output is None and sys.stdout.isatty()
    fallback = shutil.get_terminal_size().columns if on_terminal else _WIDTH_WITHOUT_TERMINAL
    width = os.environ.get("COLUMNS", "")
    encoding = "utf-8" if output is not None else (sys.stdout.encoding or "ascii")
    return Style(
        language=language or _language_of_user(),
        width=int(width) if _WIDTH.fullmatch(width) else fallback,
        colour=output is None and _wants_colour(on_terminal=on_terminal),
        ascii_only=not encoding.lower().replace("-", "").startswith("utf"),
        folder=os.getcwd(),
        root=_repository(),
    )


def _repository() -> str:
    """Return the folder from which services name files: that of git, else what CI says, else the working one."""
    here = folder = os.getcwd()
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            named = (os.environ.get(name) for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"))
            return next((name for name in named if name and here.startswith(os.path.join(name, ""))), here)
        folder = above
    return folder


def _wants_colour(*, on_terminal: bool) -> bool:
    """Follow NO_COLOR (any value, even with FORCE_COLOR), then FORCE_COLOR (but for 0), then the terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return on_terminal and os.environ.get("TERM") != "dumb"


def write(text: str, output: str | None, form: Format) -> None:
    """Write text to a file, or to standard output; raise `CivtargetError` where that cannot be done."""
    try:
        if output is not None:
            encoding = "utf-8-sig" if Trait.BYTE_ORDER_MARK in form.traits else "utf-8"
            with open(output, "w", encoding=encoding, newline="\n") as file:
                file.write(text)
            return
        if Trait.CONSOLE not in form.traits and hasattr(sys.stdout, "reconfigure"):
            # What programs read is UTF-8 whatever the console speaks: a `?` in its stead would be another text.
            sys.stdout.reconfigure(encoding="utf-8", errors="strict")
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        target = Text(output, output) if output is not None else Text("标准输出", "standard output")
        reason = error.strerror or str(error)
        raise CivtargetError(
            Text("无法写入{target}：{reason}", "cannot write {target}: {reason}", target=target, reason=reason)
        ) from error


def write_patch(text: str, output: str | None, form: Format) -> None:
    """Write text with a patch in it: a tool gets UTF-8 and the line ends of the file, whatever the console."""
    if output is None and not sys.stdout.isatty() and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(newline="")
        form = Format.JSON
    write(text, output, form)


def tell(text: Text, style: Style) -> None:
    """Print a note on standard error."""
    _say(style.say(text))


def complain(text: Text, language: Language | None = None) -> None:
    """Print an error on standard error."""
    sign = Text("错误：", "error: ")
    language = language or _language_of_help(sys.argv[1:])
    _say(sign.in_language(language) + text.in_language(language))


def _say(line: str) -> None:
    with suppress(OSError):  # where standard error takes nothing, nobody can be told, and nothing else changes
        print(visible(line), file=sys.stderr, flush=True)
