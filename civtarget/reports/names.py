"""What the columns of districts and parties are headed with, in the reader's language."""

from civtarget.language import Language
from civtarget.model.plan import Body, District
from civtarget.reports.style import Style


def column_title(name: str, entry: District | Body, style: Style) -> str:
    """Return the shortest name that a column may be headed with: an alias in Chinese, the English name."""
    return min((name, *entry.aliases), key=len) if style.language is Language.ZH else entry.en or name
