"""Records: keys with documentation and types, choices with meanings, values that could not be read."""

from collections.abc import Mapping
from dataclasses import MISSING, FrozenInstanceError

import pytest

from civtarget.language import Text
from civtarget.model.plan.record import (
    Choice,
    Comparison,
    Key,
    KeyDoc,
    Record,
    Unread,
    key,
    keys_of,
    readable,
    record,
    types_of,
)

NAME, MEANING, LABEL = Text("名称", "name"), Text("含义。", "A meaning."), Text("标签", "the label")


class Colour(Choice):
    """Two colours."""

    RED = "red", Text("红", "like blood")
    BLUE = "blue", Text("蓝", "like the sky")


@record(NAME, MEANING)
class Paint(Record):
    """A record with a key of each sort, and a field that no file has."""

    name: str = key(NAME, MEANING, "a", "b", comparison=Comparison.EQUALITY, label=LABEL)
    colour: Colour | None = key(NAME, MEANING, default=None)
    parts: Mapping[str, int] = key(NAME, MEANING, default_factory=dict)
    amount: int | str | None = key(NAME, MEANING, default=1)
    path: str = ""


def test_a_record_is_frozen_and_documented():
    assert KeyDoc(NAME, MEANING) == Paint.DOC
    with pytest.raises(FrozenInstanceError):
        Paint(name="x").name = "y"


def test_every_key_has_its_documentation_and_comparison():
    assert list(keys_of(Paint)) == ["name", "colour", "parts", "amount"]
    assert keys_of(Paint)["name"] == Key(KeyDoc(NAME, MEANING, ("a", "b")), Comparison.EQUALITY, LABEL)
    assert keys_of(Paint)["colour"] == Key(KeyDoc(NAME, MEANING), Comparison.OWN, None)


def test_every_key_has_a_type_without_none_and_its_default():
    assert types_of(Paint) == {
        "name": (str, MISSING),
        "colour": (Colour, None),
        "parts": (Mapping[str, int], {}),
        "amount": (int | str, 1),
    }


def test_a_choice_is_the_text_of_the_file_and_has_a_meaning():
    assert Colour("red") is Colour.RED
    assert Colour.RED == "red"
    assert f"{Colour.BLUE}" == "blue"
    assert Colour.BLUE.meaning.en == "like the sky"
    with pytest.raises(ValueError, match="green"):
        Colour("green")


def test_a_field_that_could_not_be_read_raises_and_the_others_do_not():
    paint = object.__new__(Paint)
    object.__setattr__(paint, "name", "x")
    object.__setattr__(paint, "_unread", {"colour": Unread(("paints", "0", "colour"))})

    assert paint.name == "x"
    with pytest.raises(Unread, match=r"paints\.0\.colour"):
        _ = paint.colour
    with pytest.raises(AttributeError, match="Paint has no attribute 'size'"):
        _ = paint.size
    assert (readable(paint, "name"), readable(paint, "colour"), readable(paint, "size")) == ("x", None, None)
