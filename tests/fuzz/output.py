"""What no output may hold, whatever stands in the files that it is about."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""C0 but for tab and line feed, and C1: what a terminal acts on."""
BIDIRECTIONAL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What makes a line read in another order than it is written in."""
COMMAND = re.compile(r"(?m)^\s*(?:::|##\[)")
"""What a runner of CI takes for an order."""
OWN_COMMAND = re.compile(r"(?m)^::(?:error|warning|notice) (?:file=|title=)[^\n]*$")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[-+]?[0-9.,/%]*")
_BAR = re.compile(r"(?<!\\)\|")


def unsafe(form: str, text: str) -> Iterator[str]:
    """Yield what is wrong with a text that is written in a format."""
    if form == "patch":  # holds lines of the file as they are
        text = "\n".join(line for line in text.split("\n") if not line.startswith((" ", "+", "-", "@")))
    if found := CONTROLS.search(text if form not in ("json", "sarif", "gitlab", "junit", "csv") else ""):
        yield f"control character {found.group()!a}"
    if found := BIDIRECTIONAL.search(text if form not in ("json", "sarif", "gitlab") else ""):
        yield f"bidirectional control {found.group()!a}"
    if found := COMMAND.search(OWN_COMMAND.sub("", text) if form == "github" else text):
        yield f"workflow command {text[found.start() : found.start() + 40]!a}"
    match form:
        case "json" | "sarif" | "gitlab":
            yield from _json(text)
        case "junit":
            yield from _xml(text)
        case "csv":
            yield from _csv(text)
        case "markdown":
            yield from _markdown(text)


def _json(text: str) -> Iterator[str]:
    def refuse(name: str) -> None:
        raise ValueError(f"{name} is no JSON")

    try:
        json.loads(text, parse_constant=refuse)
        text.encode()
    except ValueError as error:
        yield f"JSON: {error}"


def _xml(text: str) -> Iterator[str]:
    try:
        ET.fromstring(text)
    except ET.ParseError as error:
        yield f"XML: {error}"


def _csv(text: str) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    if len({len(row) for row in rows}) > 1:
        yield "CSV: rows differ in length"
    for cell in (cell for row in rows for cell in row):
        if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell):
            yield f"CSV: a cell begins as a formula: {cell[:40]!a}"
        if found := CONTROLS.search(cell.replace("\r\n", "\n")):
            yield f"CSV: control character {found.group()!a}"


def _markdown(text: str) -> Iterator[str]:
    bars = 0
    for line in text.split("\n"):
        count = len(_BAR.findall(line)) if line.startswith("|") else 0
        if bars and count and count != bars:
            yield f"Markdown: a row has {count} bars, not {bars}: {line[:60]!a}"
        bars = count
