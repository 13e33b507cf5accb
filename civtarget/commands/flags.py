"""The command-line option of each argument of the API, for errors that name one."""

from civtarget.errors import CivtargetError, naming_arguments
from civtarget.language import Text

FLAGS = {
    "by": "--by",
    "city": "--city",
    "districts": "--district",
    "encoding": "--encoding",
    "ignore": "--ignore",
    "indicators": "--indicator",
    "locks": "--lock",
    "maximums": "--max",
    "method": "--method",
    "minimums": "--min",
    "offices": "--office",
    "plan": "--plan",
    "select": "--select",
    "since": "--since",
    "step": "--step",
    "verdicts": "--only",
}
"""The option of each argument."""


def text_of(error: CivtargetError) -> Text:
    """Return the message of an error, with its arguments called by their options."""
    from civtarget.checking.baseline import BaselineError  # noqa: PLC0415  # only where something is wrong

    if isinstance(error, BaselineError):
        return Text(
            "{name} 不是基线文件：请用 --write-baseline {name} 重新写一份",
            "{name} is no baseline: write one anew with --write-baseline {name}",
            name=error.name,
        )
    return naming_arguments(error.text, FLAGS)
