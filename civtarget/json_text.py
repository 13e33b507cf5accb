"""JSON as text that any terminal, log or file can hold: what could steer one of them is written as an escape."""

import json
import re
from typing import Any

_UNUSUAL = re.compile("[^\n -~\u3000-\u9fff\uff01-\uff60]")
_NO_BREAK_SPACE = "\u00a0"


def dumps(content: Any) -> str:
    """Return `content` as JSON, two spaces a level, the keys in their order; the text ends with a line break."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    text = text.replace(
        "##", r"#\u0023"
    )  # a CI runner takes `##[name]` in a log for a command; only strings hold a `#`
    return _UNUSUAL.sub(lambda match: _escape(match[0]), text) + "\n"


def _escape(character: str) -> str:
    return character if character.isprintable() or character == _NO_BREAK_SPACE else json.dumps(character)[1:-1]
