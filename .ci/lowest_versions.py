"""Print constraints that hold every dependency in pyproject.toml at the lowest version that it allows."""

import re
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
for extra in (project["dependencies"], *project["optional-dependencies"].values()):
    for requirement in extra:
        name, lowest = re.fullmatch(r"([\w.-]+)(?:\[[\w,.-]+\])?>=([\w.]+).*", requirement).groups()
        print(f"{name}=={lowest}")
