"""The document of a repair: a patch with its reasons above it; and its JSON, `civtarget-repair/1`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from civtarget import __version__
from civtarget.language import Text
from civtarget.model.plan import Identifier, Path, Plan, at, readable
from civtarget.notation.quantity import plain
from civtarget.reports.document import Document, Line, Lines
from civtarget.reports.style import Style
from civtarget.reports.views.json_values import number_content, text_content
from civtarget.splits.plan_repair import RepairOutcome, Request, SplitRepair

FORMAT = "civtarget-repair/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """
    The repair of a plan file: its splits, the spelling of each new share, and the patch.

    `breaks` are the findings of other rules that only the repaired plan has.
    """

    plan: Plan
    path: str
    sha256: str
    request: Request
    splits: Sequence[SplitRepair]
    texts: dict[Path, str]
    patch: str
    written: bool
    breaks: Sequence[Text]


def document(repaired: Repaired) -> Document:
    """Return the document of a repair."""
    return Document(blocks=partial(_blocks, repaired), content=partial(_content, repaired))


def _blocks(repaired: Repaired, style: Style) -> Iterator[Lines]:
    """
    Yield the lines of each split that does not simply add up, then the patch unless it is written already.

    Tools that apply a patch pass over what precedes it; there each line begins with `#`.
    """
    patch = "" if repaired.written else repaired.patch
    sign = "# " if patch else ""
    lines = [
        Line(text, sign + indent, sign + " " * len(indent))
        for split in repaired.splits
        for text, indent in _lines(split, repaired, style)
    ]
    yield Lines(lines, patch)


def _lines(split: SplitRepair, repaired: Repaired, style: Style) -> list[tuple[str, str]]:
    """Return the lines about a split, each with its bullet."""
    if split.outcome is RepairOutcome.FITS and repaired.request.identifier is None:
        return []
    colon = style.say(Text("：", ": "))
    spoken = [(Text("{name}", "{name}", name=split.name), split.message, "")]
    spoken += [(Text("", ""), cell.message, "- ") for cell in split.cells]
    if split.tie_message is not None:
        spoken.append((Text("", ""), split.tie_message, "- "))
    said = []
    for name, message, indent in spoken:
        before = f"{style.say(name)}{colon}" if name.zh else ""
        said.append((f"{before}{style.say(message)}".replace("\n", " "), indent))
    return said


def _content(repaired: Repaired) -> dict[str, Any]:
    """
    Return the JSON content, `civtarget-repair/1`.

    The shape is a contract of its own; fields may be added within `/1`, none is removed or changes its meaning.
    """
    request = repaired.request
    return {
        "format": FORMAT,
        "tool": {"name": "civtarget", "version": __version__},
        "command": "repair",
        "plan": {"id": readable(repaired.plan, "id") or "", "path": repaired.path, "sha256": repaired.sha256},
        "method": request.method,
        "minimums": {name: plain(bound) for name, bound in request.minimums.items()},
        "maximums": {name: plain(bound) for name, bound in request.maximums.items()},
        "locked": sorted(request.locked),
        "splits": [_split(split, repaired) for split in repaired.splits],
        "breaks": [text_content(text) for text in repaired.breaks],
        "written": repaired.written,
        "patch": repaired.patch,
    }


def _split(split: SplitRepair, repaired: Repaired) -> dict[str, Any]:
    goal = split.goal
    return {
        "indicator": split.identifier,
        "outcome": split.outcome,
        "message": text_content(split.message),
        "low": None if goal is None else number_content(goal.low),
        "high": None if goal is None else number_content(goal.high),
        "sum": number_content(split.total),
        "missing": None if goal is None else plain(split.missing),
        "unit": split.unit,
        "step": number_content(split.step),
        "changes": [
            {
                "district": cell.district,
                "before": number_content(cell.before),
                "after": plain(cell.after),
                "written": repaired.texts[at(Identifier(split.identifier), "split", cell.district)],
                "message": text_content(cell.message),
            }
            for cell in split.cells
        ],
        "ties": list(split.ties),
    }
