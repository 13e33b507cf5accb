"""Which known word a misspelt one was probably meant to be."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that is spelt most like `word` (Ratcliff/Obershelp), or None if none is near."""
    from difflib import get_close_matches  # noqa: PLC0415  # only a run with something misspelt pays for it

    matches = get_close_matches(word, list(known), n=1)
    return matches[0] if matches else None
