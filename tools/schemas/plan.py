"""
JSON Schema of the plan format, made by pydantic from the types of `civtarget.model.plan`.

It holds all that a schema can; the reader holds the rest, and better. The same pydantic types serve the tests as an
oracle for the reader.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Optional, Union

from pydantic import AfterValidator, Field, StrictBool, TypeAdapter, WithJsonSchema

from civtarget.files.plan.reader import FORMAT_VERSION, is_identifier, read_reference, read_target
from civtarget.language import Text
from civtarget.model import plan as model
from civtarget.model.plan.record import KeyDoc
from civtarget.notation.dates import DueDay, Period, When, read_date, read_due_day, read_period, read_when
from civtarget.notation.quantity import Quantity, alphabet, canonical_unit, is_not_applicable, read_quantity
from civtarget.notation.units import UNITS
from tools.schemas.common import TEXT, KnownKeys, Types, on_a_line, on_two_lines, only, rendered, scalar, text_schema

_SHARE = KeyDoc(
    Text("份额", "share"),
    Text("数、-- 或留空：120、≥ 20、--。", "A number, -- (takes no part) or blank: 120, ≥ 20, --."),
)


def render() -> str:
    """Return the schema as JSON; the text ends with a line break."""
    return rendered(plan_type(), _TYPES, _SHARED)


@cache
def plan_type() -> TypeAdapter[Any]:
    """Return the pydantic type of a plan in plain YAML data: mappings, lists, null, truth values, all else as text."""
    return TypeAdapter(_TYPES.of(model.Plan))


def _each_once(names: list[str]) -> list[str]:
    if len(set(names)) < len(names):
        raise ValueError(names)
    return names


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
_QUANTITY_SCHEMA = text_schema(
    rf"^\s*{_WRITTEN}$",
    Text("应是数量，如 300、4万、≥ 92%、30%..40%", "a number belongs here: 300, 4万, >= 92%, 30%..40%"),
    type=["number", "string"],
)
_TARGET_SCHEMA = text_schema(
    rf"^\s*({_WRITTEN}|{_MULTIPLE})$",
    Text(
        "应是目标，如 300、4万、≥ 92%、30%..40%、>= 1.3 × 指标标识",
        "a target belongs here: 300, 4万, >= 92%, 30%..40%, >= 1.3 × indicator",
    ),
    type=["number", "string"],
)
_QUANTITY = scalar(read_quantity, _QUANTITY_SCHEMA)
_SHARE_SCHEMA = text_schema(
    rf"^\s*([-－−]{{2}}|[—–―─]{{1,2}}|{_WRITTEN})\s*$",
    Text("应是份额：数量、-- 或留空", "a share belongs here: a number, -- or nothing"),
    title=on_a_line(_SHARE.name),
    description=on_two_lines(_SHARE.meaning),
    type=["number", "string", "null"],
)
_REFERENCE_SCHEMA = text_schema(
    rf"^({_ID}/{_ID}(\.[^/]*[^/\s][^/]*)?|{_ID}(\.[\s\S]*\S[\s\S]*)?)$",
    Text(
        "应是引用：指标、指标.辖市区、规划/指标 或 规划/指标.辖市区",
        "a reference belongs here: indicator, indicator.district, plan/indicator or plan/indicator.district",
    ),
)
_REFERENCE = scalar(read_reference, _REFERENCE_SCHEMA)
_IDENTIFIER = scalar(
    only(is_identifier),
    text_schema(f"^{_ID}$", Text("标识只用小写字母、数字和连字符", "an identifier is made of a-z, 0-9 and dashes")),
)
_MONTH = rf"({_DIGIT}{{1,2}}|十[一二]?|[一二三四五六七八九])月份?([底末前]|[上中下]旬|{_DIGIT}{{1,2}}日)?"
_WHEN_SCHEMA = text_schema(
    rf"^\s*({_DIGIT}{{4}}[-－]{_DIGIT}{{2}}([-－]{_DIGIT}{{2}})?"
    rf"|({_DIGIT}{{4}}(?=年)年?)?({_MONTH}|第?[一二三四]季度[底末]?|[上下]半年|年[底末内])(之?前)?)\s*$",
    Text(
        "应是时间：3月底、7月、5月中旬、三季度、年底或 2025-03-31",
        "a time belongs here: 3月底, 7月, 5月中旬, 三季度, 年底 or 2025-03-31",
    ),
)
_SHARED = {
    "Share": _SHARE_SCHEMA,
    "Target": _TARGET_SCHEMA,
    "Quantity": _QUANTITY_SCHEMA,
    "Reference": _REFERENCE_SCHEMA,
    "When": _WHEN_SCHEMA,
}
"""Definitions for what is long and in many places of the schema."""

_SCALARS: dict[Any, Any] = {
    str: TEXT,
    bool: StrictBool,
    int: scalar(only(str(FORMAT_VERSION).__eq__), {"enum": [FORMAT_VERSION, str(FORMAT_VERSION)]}),
    Quantity: _QUANTITY,
    model.Identifier: _IDENTIFIER,
    model.Reference: _REFERENCE,
    model.Target: scalar(read_target, _TARGET_SCHEMA),
    model.Operand: Union[_REFERENCE, _QUANTITY],  # noqa: UP007  # Annotated types have no | at run time
    model.Term: Union[_IDENTIFIER, _QUANTITY],  # noqa: UP007  # Annotated types have no | at run time
    model.Share: Annotated[
        Optional[  # noqa: UP045  # Annotated types have no | at run time
            Union[scalar(only(is_not_applicable, model.Mark.NOT_APPLICABLE), {}), _QUANTITY]  # noqa: UP007  # as above
        ],
        WithJsonSchema(_SHARE_SCHEMA),
    ],
    # The names of units are there for completion: others are made of them (元/人/月), or are other spellings.
    model.Unit: scalar(canonical_unit, {"anyOf": [{"enum": list(UNITS)}, {"type": "string", "pattern": r"\S"}]}),
    Period: scalar(
        read_period,
        text_schema(
            rf"^\s*(?!0000|００００){_DIGIT}{{4}}((\.\.|[-－–]|——?){_DIGIT}{{4}})?\s*$",
            Text("应是规划期：2025 或 2021..2025", "a period belongs here: 2025 or 2021..2025"),
            type=["integer", "string"],
            minimum=1000,
            maximum=9999,
        ),
    ),
    When: scalar(read_when, _WHEN_SCHEMA),
    DueDay: scalar(
        read_due_day,
        text_schema(
            r"^\s*(次月|当月)(0?[1-9]|[12][0-9]|3[01])日\s*$",
            Text("应是报送日：次月20日 或 当月25日", "a day for reports belongs here: 次月20日 or 当月25日"),
        ),
    ),
    date: scalar(
        read_date,
        text_schema(
            r"^\s*[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\s*$",
            Text("应是日期：2025-03-31", "a date belongs here: 2025-03-31"),
        ),
    ),
    model.Duties: Union[  # noqa: UP007  # Annotated types have no | at run time
        Literal["all"],
        Annotated[list[TEXT], AfterValidator(_each_once), Field(json_schema_extra={"uniqueItems": True})],
        Annotated[dict[TEXT, model.Role], KnownKeys()],
    ],
}


def _a_sum_and_its_bound(schema: dict[str, Any]) -> None:
    """Require of a constraint what `constraint-kept` requires."""
    schema["properties"]["sum"]["minProperties"] = 1
    schema["anyOf"] = [{"required": [bound]} for bound in model.Constraint.BOUNDS]


_TYPES = Types(_SCALARS, {model.Constraint: _a_sum_and_its_bound}, choices=[model.Role])
