"""Messages in two languages: templates, values, and the laws of both."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from civtarget.language import Language, Position, Text, joined
from civtarget.model.phrases import listed, quantity_text

WORDS = st.text()
VALUES = st.one_of(WORDS, st.integers(), st.fractions(), st.dates(), st.builds(Text, WORDS, WORDS))


def test_a_message_is_written_in_each_language_with_its_values():
    text = Text(
        "{period} 为 {value}，{count} 处，{day}",
        "{value} for {period} in {count} places, {day}",
        period="2025",
        value=quantity_text(37000, "人次"),
        count=1200,
        day=date(2025, 3, 1),
    )

    assert text.zh == "2025 为 3.7万人次，1200 处，2025-03-01"
    assert text.en == "37,000 person-times for 2025 in 1,200 places, 2025-03-01"
    assert Text("{half}", "{half}", half=Fraction(1, 2)).en == "1/2"


def test_lists_are_joined_as_each_language_does():
    names = [Text("甲区", "North"), "乙区", Text("丙区", "West")]

    assert (joined(names).zh, joined(names).en) == ("甲区、乙区、丙区", "North, 乙区, West")
    assert joined(names, "和", " and ").en == "North and 乙区 and West"
    assert (listed(names, most=2).zh, listed(names, most=2).en) == ("甲区、乙区等 3 个", "North, 乙区 and 1 more")
    assert joined([]).zh == ""


@given(WORDS, WORDS)
def test_without_values_a_text_is_printed_as_it_is(zh, en):
    assert (Text(zh, en).zh, Text(zh, en).en) == (zh, en)


@given(WORDS)
def test_a_value_is_printed_as_it_is_whatever_braces_it_has(word):
    text = Text("“{word}”", '"{word}"', word=Text("{word}", "{word}", word=word))

    assert (text.zh, text.en) == (f"“{word}”", f'"{word}"')


@given(st.lists(VALUES))
def test_writing_never_fails(values):
    for language in Language:
        assert isinstance(joined(values).in_language(language), str)


@given(VALUES, VALUES)
def test_messages_are_equal_by_template_and_values(one, other):
    texts = [Text("{a}{b}", "{b}{a}", a=one, b=each) for each in (other, other, one)]

    assert texts[0] == texts[1] and hash(texts[0]) == hash(texts[1])
    assert (texts[0] == texts[2]) == (one == other)
    assert Text("{a}{b}", "{b}{a}", b=other, a=one) == texts[0]
    assert Text("{a}", "{a}", a=one) != texts[0]


def test_values_are_reached_and_changed_also_in_texts_within():
    text = Text("{step}：{all}", "{step}: {all}", step=Position(3), all=joined([Position(4), "x"]))

    assert list(text.leaves()) == [Position(4), "x", Position(3)]
    moved = text.with_leaves(lambda value: Position(1) if isinstance(value, Position) else value)
    assert moved.en == "1: 1, x"
    assert text.en == "3: 4, x"
