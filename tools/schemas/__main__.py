"""
Writes the JSON Schemas: for the program, which ships them, and into `schema/`, where editors are pointed to.

Run it as `python -m tools.schemas` from the root of the project, in an environment in which civtarget is installed;
the tests hold every file against what it would write.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from tools.schemas import plan

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "civtarget" / "schemas", ROOT / "schema")
SCHEMAS: Mapping[str, Callable[[], str]] = {"plan-1": plan.render}
"""The text of each schema, by the name of its file."""

if __name__ == "__main__":
    for name, render in SCHEMAS.items():
        for folder in FOLDERS:
            (folder / f"{name}.json").write_text(render(), encoding="utf-8", newline="\n")
