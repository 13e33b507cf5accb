"""What became of splits that were to be repaired: as a patch with its reasons above it, as text, and as JSON."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from civtarget import __version__
from civtarget.json_text import dumps
from civtarget.language import Language, Text
from civtarget.model.phrases import with_english_names
from civtarget.model.plan import Identifier, Path, Plan, at, readable
from civtarget.notation.quantity import plain
from civtarget.reports.sheet import visible
from civtarget.reports.style import Style
from civtarget.reports.views.json_values import number_content, text_content
from civtarget.splits.plan_repair import RepairOutcome, Request, SplitRepair

FORMAT = "civtarget-repair/1"
_COMMENT = "# "


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """
    What `civtarget repair` has to tell about a plan file: the splits, how each new share is written, and the patch.

    `breaks` says what other rules find broken in the repaired plan that was not before.
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


def render(repaired: Repaired, style: Style, wrap: Callable[[str, int], list[str]] | None = None) -> str:
    """
    Write a paragraph for each split that does not simply add up, then the patch unless it is written already.

    Tools that apply a patch pass over what stands before it; there each line begins with `#`.
    """
    sign = _COMMENT if repaired.patch and not repaired.written else ""
    lines: list[str] = []
    for split in repaired.splits:
        for text, indent in _lines(split, repaired, style):
            pieces = wrap(text, style.width - len(sign) - len(indent) - 2) if wrap is not None else [text]
            hanging = " " * len(indent)
            lines += (f"{sign}{indent if not n else hanging}{piece}" for n, piece in enumerate(pieces))
    text = "".join(f"{line}\n" for line in lines)
    return text if repaired.written else text + repaired.patch


def _lines(split: SplitRepair, repaired: Repaired, style: Style) -> list[tuple[str, str]]:
    """Return what is to be said of a split, each line with what it begins with."""
    if split.outcome is RepairOutcome.FITS and repaired.request.identifier is None:
        return []
    colon = style.say(Text("：", ": "))
    spoken = [(Text(f"{split.name.zh}", split.name.en), split.message, "")]
    spoken += [(Text("", ""), cell.message, "- ") for cell in split.cells]
    if split.tie_message is not None:
        spoken.append((Text("", ""), split.tie_message, "- "))
    said = []
    for name, message, indent in spoken:
        text = style.say(message)
        if style.language is Language.EN:
            text = with_english_names(text, repaired.plan)
        before = f"{style.say(name)}{colon}" if name.zh else ""
        said.append((visible(f"{before}{text}").replace("\n", " "), indent))
    return said


def render_json(repaired: Repaired) -> str:
    """
    Render as `civtarget-repair/1`; the text ends with a line break.

    The shape is a contract of its own; fields may be added within `/1`, none is removed or changes its meaning.
    """
    request = repaired.request
    content: dict[str, Any] = {
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
    return dumps(content)


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
