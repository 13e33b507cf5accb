"""The settings of a project, as its file states them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from civtarget.model.plan import ChangeNote


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """
    What a project's settings say: the `plan` to check by, as a path, its own `lights` (the stretch of each,
    as text), and what to make of rules.

    `path` is of the file. `select`, `ignore` and `fail_on` are as on the command line, None where nothing is said;
    `severity` gives rules another one, `options` other thresholds, by their IDs. `baseline` is the path of known
    findings, and `changes` say why something became laxer. Whether there are such rules is for `config` to say.
    """

    path: str | None = None
    plan: str | None = None
    lights: Mapping[str, str] | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    fail_on: str | None = None
    severity: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    baseline: str | None = None
    changes: tuple[ChangeNote, ...] = ()
