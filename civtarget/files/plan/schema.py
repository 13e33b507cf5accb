"""
The plan format as a JSON Schema, made by pydantic from the types of `civtarget.model`.

Editors complete and check plans with it, and show what each key means (`civtarget.plan_words`). It says what a schema
can say; the reader says the rest, and better. The same pydantic types serve the tests as an oracle for the reader.
"""

import json
from collections import abc
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Optional, Union, cast, get_args, get_origin, get_type_hints

import yaml
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

from civtarget.errors import CivtargetError
from civtarget.files.plan.key_docs import FIELDS, RECORDS, SHARE, VALUES, KeyDoc
from civtarget.files.plan.reader import FORMAT_VERSION, is_identifier, read_reference, read_target, without_none
from civtarget.json_text import dumps
from civtarget.language import Text
from civtarget.model import plan as model
from civtarget.notation.dates import DueDay, Period, When, read_date, read_due_day, read_period, read_when
from civtarget.notation.quantity import Quantity, alphabet, canonical_unit, is_not_applicable, read_quantity
from civtarget.notation.units import UNITS

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The dialect that editors understand best."""


def render() -> str:
    """Return the schema as JSON; the text ends with a line break."""
    schema = {"$schema": DIALECT, **_in_our_words(plan_type().json_schema(schema_generator=_WithoutTitles))}
    for name, part in _KEPT_ONCE.items():
        schema = _kept_once(schema, name, part)
    return dumps(schema)


def _in_our_words(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a plan with the words for every record, key and choice, which come first."""
    records = {cls: schema["$defs"].get(cls.__name__, schema) for cls in FIELDS}
    for cls, keys in FIELDS.items():
        own, properties = records[cls], records[cls]["properties"]
        own |= _described(RECORDS[cls])
        for key, words in keys.items():
            properties[key] = {**_described(words), **properties[key]}
    for choice, values in VALUES.items():
        own = schema["$defs"][choice.__name__]
        meanings = [_on_a_line(values[each]) for each in choice]
        # Editors read the first of these when they complete, the second when they show what is there.
        schema["$defs"][choice.__name__] = {
            **{key: value for key, value in own.items() if key not in {"title", "description"}},
            "enumDescriptions": meanings,
            "markdownEnumDescriptions": meanings,
        }
    return schema


def _described(words: KeyDoc) -> dict[str, Any]:
    examples = [_as_json(each) for each in words.examples]
    return {
        "title": _on_a_line(words.name),
        "description": _on_two_lines(words.meaning),
        **({"examples": examples} if examples else {}),
    }


def _as_json(example: str) -> Any:
    """Return what other tools make of an example, days as text."""
    return json.loads(json.dumps(yaml.safe_load(example), default=date.isoformat))


def _on_a_line(text: Text) -> str:
    return f"{text.zh} · {text.en}"


def _on_two_lines(text: Text) -> str:
    return f"{text.zh}\n{text.en}"


def _kept_once(schema: dict[str, Any], name: str, part: dict[str, Any]) -> dict[str, Any]:
    """Return `schema` with a definition called `name` in the place of everything that says the same as `part`."""

    def replaced(node: Any) -> Any:
        if isinstance(node, list):
            return [replaced(each) for each in node]
        if not isinstance(node, dict):
            return node
        if part.items() <= node.items():
            words = {key: value for key, value in node.items() if key not in part}
            return {**words, "$ref": f"#/$defs/{name}"}
        return {key: replaced(value) for key, value in node.items()}

    changed: dict[str, Any] = replaced(schema)
    changed["$defs"] = dict(sorted({**changed["$defs"], name: part}.items()))
    return changed


@cache
def plan_type() -> TypeAdapter[Any]:
    """Return the pydantic type of a plan in plain YAML data: mappings, lists, null, truth values, all else as text."""
    return TypeAdapter(_type_of(model.Plan))


class _WithoutTitles(GenerateJsonSchema):
    """Leaves out the title "Zh" of a key `zh`: ours follow."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  # the base class passes it
        return False


class _KnownKeys:
    """Makes the schema of a mapping refuse the keys that its pattern does not match."""

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Callable[[Any], Any]) -> Any:
        schema = {**handler(core_schema), "additionalProperties": False}
        schema.pop("propertyNames", None)  # it says once more what the pattern says
        return schema


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


def _text(pattern: str, expected: Text, **others: Any) -> dict[str, Any]:
    """Return the schema of a text, or of what `others` allow; where it does not fit, editors show `expected`."""
    return {"type": "string", **others, "pattern": pattern, "patternErrorMessage": _on_a_line(expected)}


def _one_of(chars: Iterable[str]) -> str:
    """Return a class of characters, short and in order, that means the same in Python and in JavaScript."""
    runs: list[list[str]] = []
    for char in sorted(set(chars) - {"-"}):
        if runs and ord(char) == ord(runs[-1][-1]) + 1:
            runs[-1].append(char)
        else:
            runs.append([char])
    parts = (f"{run[0]}-{run[-1]}" if len(run) > 3 else "".join(run) for run in runs)
    return "".join((*parts, "-" if "-" in chars else ""))


_ID = "[a-z0-9][a-z0-9-]*"
_DIGIT = "[0-9０-９]"
_CHARS = alphabet()
_NUMERAL = _one_of(_CHARS.numerals)
_NOT_ZERO = _one_of(_CHARS.numerals - set("0０零〇点點"))
_WORDS_OF_BOUNDS = _one_of((_CHARS.bounds - _CHARS.separators) | set("至到百千分之"))
_REST_OF_FACTOR = _one_of(_CHARS.numerals | _CHARS.bounds | _CHARS.separators | set("%﹪％‰成分之.．,，"))
_WRITTEN = rf"(?=[\s\S]*[{_NUMERAL}])[{_one_of(_CHARS.first)}][\s{_one_of(_CHARS.all)}]*"
_MULTIPLE = (
    rf"(?=[^×*]*[{_NOT_ZERO}])[\s{_WORDS_OF_BOUNDS}]*[{_NUMERAL}][\s{_REST_OF_FACTOR}]*"
    rf"([×*]\s*|\sx\s+)(previous\s+)?{_ID}\s*"
)
_QUANTITY_SCHEMA = _text(
    rf"^\s*{_WRITTEN}$",
    Text("应是数量，如 300、4万、≥ 92%、30%..40%", "a number belongs here: 300, 4万, >= 92%, 30%..40%"),
    type=["number", "string"],
)
_TARGET_SCHEMA = _text(
    rf"^\s*({_WRITTEN}|{_MULTIPLE})$",
    Text(
        "应是目标，如 300、4万、≥ 92%、30%..40%、>= 1.3 × 指标标识",
        "a target belongs here: 300, 4万, >= 92%, 30%..40%, >= 1.3 × indicator",
    ),
    type=["number", "string"],
)
_QUANTITY = _scalar(read_quantity, _QUANTITY_SCHEMA)
_SHARE_SCHEMA = _text(
    rf"^\s*([-－−]{{2}}|[—–―─]{{1,2}}|{_WRITTEN})\s*$",
    Text("应是份额：数量、-- 或留空", "a share belongs here: a number, -- or nothing"),
    title=_on_a_line(SHARE.name),
    description=_on_two_lines(SHARE.meaning),
    type=["number", "string", "null"],
)
_REFERENCE_SCHEMA = _text(
    rf"^({_ID}/{_ID}(\.[^/]*[^/\s][^/]*)?|{_ID}(\.[\s\S]*\S[\s\S]*)?)$",
    Text(
        "应是引用：指标、指标.辖市区、规划/指标 或 规划/指标.辖市区",
        "a reference belongs here: indicator, indicator.district, plan/indicator or plan/indicator.district",
    ),
)
_REFERENCE = _scalar(read_reference, _REFERENCE_SCHEMA)
_IDENTIFIER = _scalar(
    _only(is_identifier),
    _text(f"^{_ID}$", Text("标识只用小写字母、数字和连字符", "an identifier is made of a-z, 0-9 and dashes")),
)
_TEXT: Any = _scalar(
    _only(lambda text: bool(text.strip())), _text(r"\S", Text("这里不能是空的", "this cannot be left blank"))
)
_MONTH = rf"({_DIGIT}{{1,2}}|十[一二]?|[一二三四五六七八九])月份?([底末前]|[上中下]旬|{_DIGIT}{{1,2}}日)?"
_WHEN_SCHEMA = _text(
    rf"^\s*({_DIGIT}{{4}}[-－]{_DIGIT}{{2}}([-－]{_DIGIT}{{2}})?"
    rf"|({_DIGIT}{{4}}(?=年)年?)?({_MONTH}|第?[一二三四]季度[底末]?|[上下]半年|年[底末内])(之?前)?)\s*$",
    Text(
        "应是时间：3月底、7月、5月中旬、三季度、年底或 2025-03-31",
        "a time belongs here: 3月底, 7月, 5月中旬, 三季度, 年底 or 2025-03-31",
    ),
)
_KEPT_ONCE = {
    "Share": _SHARE_SCHEMA,
    "Target": _TARGET_SCHEMA,
    "Quantity": _QUANTITY_SCHEMA,
    "Reference": _REFERENCE_SCHEMA,
    "When": _WHEN_SCHEMA,
}
"""What is said in many places of the schema, and long."""

_SCALARS: dict[Any, Any] = {
    str: _TEXT,
    bool: StrictBool,
    int: _scalar(_only(str(FORMAT_VERSION).__eq__), {"enum": [FORMAT_VERSION, str(FORMAT_VERSION)]}),
    Quantity: _QUANTITY,
    model.Identifier: _IDENTIFIER,
    model.Reference: _REFERENCE,
    model.Target: _scalar(read_target, _TARGET_SCHEMA),
    model.Operand: Union[_REFERENCE, _QUANTITY],  # noqa: UP007  # Annotated types have no | at run time
    model.Term: Union[_IDENTIFIER, _QUANTITY],  # noqa: UP007  # Annotated types have no | at run time
    model.Share: Annotated[
        Optional[  # noqa: UP045  # Annotated types have no | at run time
            Union[_scalar(_only(is_not_applicable, model.Mark.NOT_APPLICABLE), {}), _QUANTITY]  # noqa: UP007  # as above
        ],
        WithJsonSchema(_SHARE_SCHEMA),
    ],
    # The names of units are there for completion: others are made of them (元/人/月), or are other spellings.
    model.Unit: _scalar(canonical_unit, {"anyOf": [{"enum": list(UNITS)}, {"type": "string", "pattern": r"\S"}]}),
    Period: _scalar(
        read_period,
        _text(
            rf"^\s*(?!0000|００００){_DIGIT}{{4}}((\.\.|[-－–]|——?){_DIGIT}{{4}})?\s*$",
            Text("应是规划期：2025 或 2021..2025", "a period belongs here: 2025 or 2021..2025"),
            type=["integer", "string"],
            minimum=1000,
            maximum=9999,
        ),
    ),
    When: _scalar(read_when, _WHEN_SCHEMA),
    DueDay: _scalar(
        read_due_day,
        _text(
            r"^\s*(次月|当月)(0?[1-9]|[12][0-9]|3[01])日\s*$",
            Text("应是报送日：次月20日 或 当月25日", "a day for reports belongs here: 次月20日 or 当月25日"),
        ),
    ),
    date: _scalar(
        read_date,
        _text(
            r"^\s*[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\s*$",
            Text("应是日期：2025-03-31", "a date belongs here: 2025-03-31"),
        ),
    ),
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
    config = ConfigDict(extra="forbid", json_schema_extra=_BEYOND_TYPES.get(cls))
    record = create_model(cls.__name__, __config__=config, **members)
    shorthand = getattr(cls, "SHORTHAND", None)
    return Union[members[shorthand][0], record] if shorthand else record  # noqa: UP007  # Annotated types have no | at run time


def _a_sum_and_its_bound(schema: dict[str, Any]) -> None:
    """Require of a constraint what `constraint-kept` requires."""
    schema["properties"]["sum"]["minProperties"] = 1
    schema["anyOf"] = [{"required": [bound]} for bound in model.Constraint.BOUNDS]


_BEYOND_TYPES: dict[Any, Callable[[dict[str, Any]], None]] = {model.Constraint: _a_sum_and_its_bound}
