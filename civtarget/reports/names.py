"""The column titles of districts and parties, in the language of the reader."""

from civtarget.language import Language
from civtarget.model.plan import Body, District
from civtarget.reports.style import Style


def column_title(name: str, entry: District | Body, style: Style) -> str:
    """Return the shortest title: an alias in Chinese, the English name in English."""
    return min((name, *entry.aliases), key=len) if style.language is Language.ZH else entry.en or name
