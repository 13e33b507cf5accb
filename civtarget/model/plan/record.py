"""
Records: the frozen values that a file is read into, each key a field that carries its documentation.

A plain key is told once, on its field: its type, its name and meaning in both languages, examples, and how two versions
of it are compared. The reader, the JSON Schema and the comparison of plans are driven by that.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from enum import Enum, StrEnum
from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Any, ClassVar, Self, TypeVar, Union, dataclass_transform, get_args, get_origin, get_type_hints

from civtarget.language import Text

Path = tuple[str, ...]
"""A place in a plan: the keys from the top, e.g. `("indicators", "beds", "split", "武进区")`."""


class Comparison(Enum):
    """The way of comparing two versions of a key; `comparison/` has a function for each."""

    IDENTITY = "identity"
    """Not at all: two versions of a record are matched by it, or it has one value only."""
    EQUALITY = "equality"
    """Another value asks for neither more nor less."""
    UNORDERED = "unordered"
    """Whether another value asks for less cannot be told."""
    NAME = "name"
    """A name in two languages, either of which may change alone."""
    OBLIGATION = "obligation"
    """Yes asks for more than no."""
    CONCESSION = "concession"
    """Yes asks for less than no."""
    LINK = "link"
    """A reference, whose indicator and district may be renamed."""
    TARGET = "target"
    """A bound, or a multiple of another indicator."""
    WHOLE = "whole"
    """Together with the other keys of its record."""
    OWN = "own"
    """By a function of its own, which the comparison of its record names."""


@dataclass(frozen=True, slots=True)
class KeyDoc:
    """Documentation of a key or a record: its name, its meaning, and examples of its value as a file has them."""

    name: Text
    meaning: Text
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record beside its type: documentation, and comparison with the `label` that messages call it by."""

    doc: KeyDoc
    comparison: Comparison
    label: Text | None


def key(  # noqa: PLR0913  # all that is said of a key is said in one place
    name: Text,
    meaning: Text,
    *examples: str,
    comparison: Comparison = Comparison.OWN,
    label: Text | None = None,
    default: Any = MISSING,
    default_factory: Any = MISSING,
) -> Any:
    """Declare a field of a record that is a key of the file; without a default it is required."""
    metadata = {"key": Key(KeyDoc(name, meaning, examples), comparison, label)}
    if default_factory is not MISSING:
        return field(default_factory=default_factory, metadata=metadata)
    return field(default=default, metadata=metadata)


class Documented:
    """Base of what is read from a file by its type: `DOC` documents it as a whole."""

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    DOC: ClassVar[KeyDoc]


D = TypeVar("D", bound=Documented)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(key, field))
def record(name: Text, meaning: Text) -> Callable[[type[D]], type[D]]:
    """Make a class a frozen dataclass that is documented by `name` and `meaning`."""

    def make(cls: type[D]) -> type[D]:
        made = dataclass(frozen=True, slots=True, kw_only=True)(cls)
        made.DOC = KeyDoc(name, meaning)
        return made

    return make


def keys_of(cls: type[Documented]) -> Mapping[str, Key]:
    """Return the keys of a record, in the order of its fields; a field that is no key of the file is left out."""
    return {each.name: each.metadata["key"] for each in fields(cls) if "key" in each.metadata}


@cache
def types_of(cls: type) -> Mapping[str, tuple[Any, Any]]:
    """Return for each key of a record its type, without `None`, and its default or `MISSING`."""
    hints = get_type_hints(cls)
    types = {}
    for each in fields(cls):
        if "key" in each.metadata:
            default = each.default_factory() if each.default_factory is not MISSING else each.default
            types[each.name] = (_without_none(hints[each.name]), default)
    return types


def _without_none(hint: Any) -> Any:
    """Return the type of a field without `None`: a key that is there has a value."""
    if get_origin(hint) not in (Union, UnionType) or type(None) not in get_args(hint):
        return hint
    # The operator puts a union together again as the model writes it.
    return reduce(or_, (each for each in get_args(hint) if each is not type(None)))


class Choice(StrEnum):
    """A value out of a closed list, with its `meaning` in both languages."""

    meaning: Text

    def __new__(cls, value: str, meaning: Text) -> Self:
        """Make a member that is equal to its `value`, as a file has it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member


class Unread(Exception):  # noqa: N818  # it names a state of the plan, not a mistake of the caller
    """The part at `path` of the plan called `plan` could not be read, so nothing can be concluded from it."""

    def __init__(self, path: Path) -> None:
        super().__init__(".".join(path))
        self.path = path
        self.plan = ""


class Record(Documented):
    """Base of the plan's values: access to a field that could not be read raises its `Unread`."""

    __slots__ = ("_unread",)
    _unread: Mapping[str, Unread]

    def __getattr__(self, name: str) -> Any:
        # Reached only for attributes that were never set.
        if name != "_unread" and name in getattr(self, "_unread", ()):
            raise self._unread[name]
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")


def readable(record: Any, field: str) -> Any:
    """Return a field of a record, or None where either could not be read."""
    try:
        return getattr(record, field, None)
    except Unread:
        return None
