"""`civtarget schema`: the JSON Schema of the plan format."""

from civtarget.commands.exit_codes import SUCCESS
from civtarget.commands.terminal import write
from civtarget.files.plan import schema
from civtarget.reports.rendering import Format


def run(file: str | None) -> int:
    """Write the schema, and return the exit code."""
    write(schema.render(), file, Format.JSON)
    return SUCCESS
