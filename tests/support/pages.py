"""The pages that are written for people, and what is in them."""

import re
from pathlib import Path

from civtarget.language import Language

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MANUAL = {
    language: {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs" / language).glob("*.md"))}
    for language in Language
}
"""The chapters of the manual in each language, by name."""

PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for folder in (".", *(f"docs/{language}" for language in Language), "examples")
    for path in sorted((ROOT / folder).glob("*.md"))
}
"""Every page, by its path from the root."""


def blocks(language: str, page: str) -> list[str]:
    """Return the fenced blocks of `language` in a page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


def prose(page: str) -> str:
    """Return a page without its fenced blocks, inline code, comments and the targets of its links."""
    without_blocks = re.sub(r"^```.*?^```$", "", page, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`]*`|\]\([^)]*\)|<!--.*?-->", "", without_blocks)


def table(first_title: str, page: str) -> list[tuple[str, ...]]:
    """Return the rows of the table whose first title is `first_title`."""
    lines = [*page.split(f"| {first_title} |")[1].splitlines()[2:], ""]
    end = next(index for index, line in enumerate(lines) if not line.startswith("|"))
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[:end]]
