"""The JSON Schemas of the formats, as they are shipped; `tools/schemas` makes them from the model's types."""

from importlib.resources import files


def read_schema(name: str) -> str:
    """Return the text of a schema by the name of its format and version, such as `plan-1`."""
    return files("civtarget").joinpath("schemas", f"{name}.json").read_text(encoding="utf-8")
