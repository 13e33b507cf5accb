"""
JSON Schema of `civtarget.toml`, made by pydantic from the types of `civtarget.model.settings`.

It offers the rules, severities and options that there are, so that an editor can complete them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, WithJsonSchema

from civtarget.checking.settings import FailOn
from civtarget.model.findings import Severity
from civtarget.model.settings import FailLevel, FilePath, LightRange, ProjectSettings, RuleLevel, RuleName
from civtarget.rules.catalogue import CHECKING_RULES
from tools.schemas.common import TEXT, Schema, Types, rendered

_IDS = sorted(rule.ID for rule in CHECKING_RULES)
_FAMILIES = sorted({rule.FAMILY for rule in CHECKING_RULES})
# One setting may name several rules, with commas between.
_RULE: Schema = {"anyOf": [{"enum": [*_FAMILIES, *_IDS]}, {"type": "string", "pattern": ","}]}


def render() -> str:
    """Return the schema as JSON; the text ends with a line break."""
    return rendered(settings_type(), _TYPES, {"Rule": _RULE})


@cache
def settings_type() -> TypeAdapter[Any]:
    """Return the pydantic type of a settings file."""
    return TypeAdapter(_TYPES.of(ProjectSettings))


def _options() -> Schema:
    """Return the schema of the options of every rule that has some."""
    options = {rule.ID: [each.name for each in fields(rule.Options)] for rule in CHECKING_RULES}
    return {
        rule: {
            "type": "object",
            "properties": {name: {"type": "integer", "minimum": 1} for name in names},
            "additionalProperties": False,
        }
        for rule, names in sorted(options.items())
        if names
    }


def _read_example(example: str) -> Any:
    """Return an example of TOML; those of a record that plans have, too, are text without quotes."""
    try:
        return tomllib.loads(f"value = {example}")["value"]
    except tomllib.TOMLDecodeError:
        return example


def _described_by(schema: Schema) -> Any:
    return Annotated[Any, WithJsonSchema(schema)]


_TYPES = Types(
    {
        str: TEXT,
        FilePath: _described_by({"type": "string", "minLength": 1}),
        FailLevel: _described_by({"enum": list(FailOn)}),
        RuleName: _described_by(_RULE),
        Mapping[str, RuleLevel]: _described_by(
            {"type": "object", "propertyNames": {"enum": _IDS}, "additionalProperties": {"enum": list(Severity)}}
        ),
        Mapping[str, LightRange]: _described_by(
            {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string", "minLength": 1}}
        ),
        Mapping[str, Mapping[str, int]]: _described_by(
            {"type": "object", "properties": _options(), "additionalProperties": False}
        ),
    },
    {},
    spelling=lambda name: name.replace("_", "-"),
    parse=_read_example,
)
