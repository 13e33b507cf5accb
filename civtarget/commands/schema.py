"""`civtarget schema`: the JSON Schema of the plan format."""

from civtarget.commands.exit_codes import SUCCESS
from civtarget.commands.terminal import write
from civtarget.files.schemas import read_schema
from civtarget.reports.rendering import Format


def run(file: str | None) -> int:
    """Write the schema, and return the exit code."""
    write(read_schema("plan-1"), file, Format.JSON)
    return SUCCESS
