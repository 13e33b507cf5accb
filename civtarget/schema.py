"""
The plan format as a JSON Schema, made by pydantic from the types of `civtarget.model`.

Editors complete and check plans with it. It says what a schema can say; the reader says the rest, and better. The same
pydantic types serve the tests as an oracle for the reader.
"""

import json
import re
from collections import abc
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from inspect import getdoc
from typing import Annotated, Any, Literal, Optional, Union, cast, get_args, get_origin, get_type_hints

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    TypeAdapter,
    WithJsonSchema,
    create_model,
)
from pydantic.json_schema import GenerateJsonSchema

from civtarget import model
from civtarget.dates import DueDay, Period, When, read_date, read_due_day, read_period, read_when
from civtarget.errors import CivtargetError
from civtarget.quantity import Quantity, canonical_unit, is_not_applicable, read_quantity
from civtarget.sources.plan_file import FORMAT_VERSION, is_identifier, read_reference, read_target, without_none
from civtarget.units import UNITS

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The dialect that editors understand best."""


def render() -> str:
    """Return the schema as JSON; the text ends with a line break."""
    schema = {"$schema": DIALECT, **plan_type().json_schema(schema_generator=_WithoutTitles)}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


@cache
def plan_type() -> TypeAdapter[Any]:
    """Return the pydantic type of a plan in plain YAML data: mappings, lists, null, truth values, all else as text."""
    return TypeAdapter(_type_of(model.Plan))


class _WithoutTitles(GenerateJsonSchema):
    """Leaves out the title "Zh" of a key `zh`: an editor would show it."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  # the base class passes it
        return False


class _KnownKeys:
    """Makes the schema of a mapping refuse the keys that its pattern does not match."""

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Callable[[Any], Any]) -> Any:
        return {**handler(core_schema), "additionalProperties": False}


def _scalar(read: Callable[[str], Any], schema: dict[str, Any]) -> Any:
    """Return the type of a scalar that `read` reads, raising `CivtargetError`, and that `schema` describes."""

    def validate(value: Any) -> Any:
        if value is None or isinstance(value, bool | list | dict):
            raise ValueError(value)
        try:
            return read(str(value))
        except CivtargetError as error:
            raise ValueError(str(error)) from error

    return Annotated[Any, BeforeValidator(validate), WithJsonSchema(schema)]


def _only(accepts: Callable[[str], bool], result: Any = None) -> Callable[[str], Any]:
    """Return a reader of what `accepts` accepts: as `result`, or as it is."""

    def read(text: str) -> Any:
        if not accepts(text):
            raise ValueError(text)
        return text if result is None else result

    return read


def _each_once(names: list[str]) -> list[str]:
    if len(set(names)) < len(names):
        raise ValueError(names)
    return names


_NUMERAL = "[0-9０-９零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟貳參陸兩萬億]"
_NOT_APPLICABLE = r"^\s*([-－−]{2}|[—–―─]{1,2})\s*$"
_QUANTITY = _scalar(read_quantity, {"anyOf": [{"type": "number"}, {"type": "string", "pattern": _NUMERAL}]})
_REFERENCE = _scalar(
    read_reference,
    {"type": "string", "pattern": r"^([a-z0-9][a-z0-9-]*/)?[a-z0-9][a-z0-9-]*(\..*\S.*)?$"},
)
_IDENTIFIER = _scalar(_only(is_identifier), {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"})
_TEXT: Any = _scalar(_only(lambda text: bool(text.strip())), {"type": "string", "pattern": r"\S"})
_SCALARS: dict[Any, Any] = {
    str: _TEXT,
    bool: StrictBool,
    int: _scalar(_only(str(FORMAT_VERSION).__eq__), {"enum": [FORMAT_VERSION, str(FORMAT_VERSION)]}),
    Quantity: _QUANTITY,
    model.Identifier: _IDENTIFIER,
    model.Reference: _REFERENCE,
    model.Target: _scalar(read_target, {"anyOf": [{"type": "number"}, {"type": "string", "pattern": _NUMERAL}]}),
    model.Operand: Union[_REFERENCE, _QUANTITY],  # noqa: UP007  # Annotated types have no | at run time
    model.Term: Union[_IDENTIFIER, _QUANTITY],  # noqa: UP007  # Annotated types have no | at run time
    model.Share: Optional[  # noqa: UP045  # Annotated types have no | at run time
        Union[  # noqa: UP007  # Annotated types have no | at run time
            _scalar(
                _only(is_not_applicable, model.Mark.NOT_APPLICABLE), {"type": "string", "pattern": _NOT_APPLICABLE}
            ),
            _QUANTITY,
        ]
    ],
    # The names of units are there for completion: others are made of them (元/人/月), or are other spellings.
    model.Unit: _scalar(canonical_unit, {"anyOf": [{"enum": list(UNITS)}, {"type": "string", "pattern": r"\S"}]}),
    Period: _scalar(
        read_period,
        {
            "anyOf": [
                {"type": "integer", "minimum": 1000, "maximum": 9999},
                {"type": "string", "pattern": r"^\s*\d{4}((\.\.|-|–|——?)\d{4})?\s*$"},
            ]
        },
    ),
    When: _scalar(read_when, {"type": "string", "pattern": r"[月季年]|\d{4}-\d{2}"}),
    DueDay: _scalar(read_due_day, {"type": "string", "pattern": r"^(次月|当月)\d{1,2}日$"}),
    date: _scalar(read_date, {"type": "string", "pattern": r"^\s*\d{4}-\d{2}-\d{2}\s*$"}),
    model.Duties: Union[  # noqa: UP007  # Annotated types have no | at run time
        Literal["all"],
        Annotated[list[_TEXT], AfterValidator(_each_once), Field(json_schema_extra={"uniqueItems": True})],
        Annotated[dict[_TEXT, model.Role], _KnownKeys()],
    ],
}


def _type_of(hint: Any) -> Any:
    """Return the pydantic type for a type of the model."""
    if hint in _SCALARS:
        return _SCALARS[hint]
    if is_dataclass(hint):
        return _record(cast("Any", hint))
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is abc.Mapping:
        key, value = (_type_of(argument) for argument in arguments)
        return Annotated[dict[key, value], _KnownKeys()]  # type: ignore[valid-type]  # made at run time
    if origin is tuple:
        return list[_type_of(arguments[0])]  # type: ignore[misc]  # made at run time
    if type(None) in arguments:
        return _type_of(next(argument for argument in arguments if argument is not type(None)))
    return hint


@cache
def _record(cls: Any) -> Any:
    """Return the pydantic type of a record; one with a shorthand may be written as that field alone."""
    hints = get_type_hints(cls)
    members: dict[str, Any] = {}
    for field in fields(cls):
        required = field.default is MISSING and field.default_factory is MISSING
        # A default that is made does not get into the schema, so no editor offers to write it.
        default = Field() if required else Field(default_factory=lambda: None)
        hint = hints[field.name]
        members[field.name] = (_type_of(hint if hint in _SCALARS else without_none(hint)), default)
    description = re.sub(r"(?<!\n)\n(?!\n)", " ", getdoc(cls) or "")
    made = create_model(cls.__name__, __config__=ConfigDict(extra="forbid"), __doc__=description, **members)
    shorthand = getattr(cls, "SHORTHAND", None)
    return Union[members[shorthand][0], made] if shorthand else made  # noqa: UP007  # Annotated types have no | at run time
