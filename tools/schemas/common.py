"""The part that all schemas share: records to pydantic types, and the documentation of their keys into the schema."""

import json
from collections import abc
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, is_dataclass
from datetime import date
from typing import Annotated, Any, Union, get_args, get_origin

import yaml
from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, WithJsonSchema, create_model
from pydantic.json_schema import GenerateJsonSchema

from civtarget.errors import CivtargetError
from civtarget.json_text import dumps
from civtarget.language import Text
from civtarget.model.plan.record import Choice, Documented, KeyDoc, keys_of, types_of

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The dialect that editors understand best."""

Schema = dict[str, Any]


class Types:
    """
    The pydantic types of records over plain data, and the records and choices that they are made of.

    `scalars` are the types of values, `choices` those inside them, and `beyond` changes the schema of a record by what
    its types do not hold. `spelling` turns the name of a field into the key of the file.
    """

    def __init__(
        self,
        scalars: Mapping[Any, Any],
        beyond: Mapping[type[Documented], Callable[[Schema], None]],
        choices: Iterable[type[Choice]] = (),
        spelling: Callable[[str], str] = str,
    ) -> None:
        self.scalars = scalars
        self.beyond = beyond
        self.spelling = spelling
        self.records: dict[type[Documented], Any] = {}
        self.choices = set(choices)

    def of(self, hint: Any) -> Any:
        """Return the pydantic type for a type of the model."""
        if hint in self.scalars:
            return self.scalars[hint]
        if is_dataclass(hint):
            return self._record(hint)
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is abc.Mapping:
            key, value = (self.of(argument) for argument in arguments)
            return Annotated[dict[key, value], KnownKeys()]  # type: ignore[valid-type]  # made at run time
        if origin is tuple:
            return list[self.of(arguments[0])]  # type: ignore[misc]  # made at run time
        self.choices.add(hint)
        return hint

    def _record(self, cls: Any) -> Any:
        """Return the pydantic type of a record; one with a shorthand may be written as that field alone."""
        if cls not in self.records:
            members: dict[str, Any] = {}
            for name, (hint, default) in types_of(cls).items():
                key = self.spelling(name)
                # A default that is made does not get into the schema, so no editor offers to write it.
                made: Any = Field(alias=key) if default is MISSING else Field(default_factory=lambda: None, alias=key)
                members[name] = (self.of(hint), made)
            config = ConfigDict(extra="forbid", json_schema_extra=self.beyond.get(cls))
            record = create_model(cls.__name__, __config__=config, **members)
            shorthand = getattr(cls, "SHORTHAND", None)
            self.records[cls] = Union[members[shorthand][0], record] if shorthand else record  # noqa: UP007  # Annotated types have no | at run time
        return self.records[cls]


def rendered(root: TypeAdapter[Any], types: Types, shared: Mapping[str, Schema]) -> str:
    """Return the documented schema of a file as JSON; each schema of `shared` is stated once, under its name."""
    schema = {"$schema": DIALECT, **_documented(root.json_schema(schema_generator=_WithoutTitles), types)}
    for name, part in shared.items():
        schema = _stated_once(schema, name, part)
    return dumps(schema)


def _documented(schema: Schema, types: Types) -> Schema:
    """Return a schema with the documentation of every record, key and choice, which comes first."""
    definitions = schema.get("$defs", {})
    for cls in types.records:
        own = definitions.get(cls.__name__, schema)
        own |= _documentation(cls.DOC)
        for name, key in keys_of(cls).items():
            spelt = types.spelling(name)
            own["properties"][spelt] = {**_documentation(key.doc), **own["properties"][spelt]}
    for choice in types.choices:
        meanings = [on_a_line(each.meaning) for each in choice]
        # Editors read the first of these when they complete, the second when they show what is there.
        definitions[choice.__name__] = {
            **{
                key: value for key, value in definitions[choice.__name__].items() if key not in {"title", "description"}
            },
            "enumDescriptions": meanings,
            "markdownEnumDescriptions": meanings,
        }
    return schema


def _documentation(doc: KeyDoc) -> Schema:
    examples = [_as_json(each) for each in doc.examples]
    return {
        "title": on_a_line(doc.name),
        "description": on_two_lines(doc.meaning),
        **({"examples": examples} if examples else {}),
    }


def _as_json(example: str) -> Any:
    """Return an example as other tools read it, days as text."""
    return json.loads(json.dumps(yaml.safe_load(example), default=date.isoformat))


def on_a_line(text: Text) -> str:
    """Return both languages on one line."""
    return f"{text.zh} · {text.en}"


def on_two_lines(text: Text) -> str:
    """Return each language on a line of its own."""
    return f"{text.zh}\n{text.en}"


def _stated_once(schema: Schema, name: str, part: Schema) -> Schema:
    """Return `schema` with a definition called `name` in the place of everything that holds the same as `part`."""

    def with_references(node: Any) -> Any:
        if isinstance(node, list):
            return [with_references(each) for each in node]
        if not isinstance(node, dict):
            return node
        if part.items() <= node.items():
            words = {key: value for key, value in node.items() if key not in part}
            return {**words, "$ref": f"#/$defs/{name}"}
        return {key: with_references(value) for key, value in node.items()}

    changed: Schema = with_references(schema)
    changed["$defs"] = dict(sorted({**changed["$defs"], name: part}.items()))
    return changed


class _WithoutTitles(GenerateJsonSchema):
    """Leaves out the title "Zh" of a key `zh`: ours follow."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  # the base class passes it
        return False


class KnownKeys:
    """Makes the schema of a mapping refuse the keys that its pattern does not match."""

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Callable[[Any], Any]) -> Any:
        schema = {**handler(core_schema), "additionalProperties": False}
        schema.pop("propertyNames", None)  # the pattern of the keys has it already
        return schema


def scalar(read: Callable[[str], Any], schema: Schema) -> Any:
    """Return the type of a scalar that `read` reads, raising `CivtargetError`, and that `schema` describes."""

    def validate(value: Any) -> Any:
        if value is None or isinstance(value, bool | list | dict):
            raise ValueError(value)
        try:
            return read(str(value))
        except CivtargetError as error:
            raise ValueError(str(error)) from error

    return Annotated[Any, BeforeValidator(validate), WithJsonSchema(schema)]


def only(accepts: Callable[[str], bool], result: Any = None) -> Callable[[str], Any]:
    """Return a reader of what `accepts` accepts: as `result`, or as it is."""

    def read(text: str) -> Any:
        if not accepts(text):
            raise ValueError(text)
        return text if result is None else result

    return read


def text_schema(pattern: str, expected: Text, **others: Any) -> Schema:
    """Return the schema of a text, or of what `others` allow; where it does not fit, editors show `expected`."""
    return {"type": "string", **others, "pattern": pattern, "patternErrorMessage": on_a_line(expected)}


TEXT: Any = scalar(
    only(lambda text: bool(text.strip())), text_schema(r"\S", Text("这里不能是空的", "this cannot be left blank"))
)
"""A text that is not blank."""
