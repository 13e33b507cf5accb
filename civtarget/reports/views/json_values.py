"""Values as JSON: numbers in full as strings, texts in both languages."""

from civtarget.language import Text
from civtarget.notation.quantity import Exact, plain


def text_content(text: Text) -> dict[str, str]:
    """Return a text in both languages."""
    return {"zh": text.zh, "en": text.en}


def number_content(value: Exact | None) -> str | None:
    """Return a number in full, as a string."""
    return None if value is None else plain(value)
