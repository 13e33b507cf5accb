"""starter: whatever it is asked for, a plan that the real reader reads as meant and no rule finds fault with."""

import hashlib
from datetime import date

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from civtarget.checking import engine
from civtarget.checking.settings import Settings
from civtarget.errors import CivtargetError
from civtarget.files.paths import File
from civtarget.files.plan import starter
from civtarget.files.plan.reader import is_identifier, parse_plan
from civtarget.files.plan.starter import Starter, read_city, read_districts, read_identity, render
from civtarget.files.schemas import read_schema
from civtarget.language import Language
from civtarget.model.lookup import folded, is_whole_area
from civtarget.model.plan import Kind
from civtarget.notation.dates import Period

VALIDATOR = Draft7Validator(yaml.safe_load(read_schema("plan-1")))

HOSTILE = [
    "no",
    "Off",
    "y",
    "null",
    "~",
    "true",
    "012",
    "0o17",
    "0x1F",
    "1e3",
    "1_300",
    "12:30",
    "2025-03-31",
    ".inf",
    "<<",
    "=",
    "--",
    "---",
    "- 甲区",
    "-甲区",
    "? 甲",
    ":",
    "甲:",
    "甲: 乙",
    "#甲",
    "甲 #乙",
    "甲#乙",
    "* 甲",
    "&甲",
    "!!str 甲",
    "%甲",
    "@甲",
    "`甲`",
    "{甲}",
    "[甲]",
    ">= 1",
    "| 甲",
    '"甲"',
    "'甲'",
    """'甲"乙'""",
    '甲"乙',
    "O'Brien",
    "甲\\n乙",
    "\\",
    "$甲 $$ ${id} $split",
    "甲  乙",
    "乙\u3000甲",
    "丙\u00a0甲",
    "{zh: 甲}",
    "第一（开发）区",
    "3号区",
    "2026—2030区",
    "𠮷野区",
    "District 1",
    "district 2",
    "all",
    "甲" * 100,
]


def distinct(names):
    """Keep of several names that count as the same the first."""
    return list({folded(name): name for name in reversed(names)}.values())[::-1]


TEXT = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"), exclude_characters=",，、\ufffe\uffff"),
    min_size=1,
    max_size=20,
).map(str.strip)
NAME = (
    TEXT | st.sampled_from(HOSTILE) | st.from_regex(r"[-+.0-9a-fxo:_ ~#]{1,6}", fullmatch=True).map(str.strip)
).filter(lambda name: not is_whole_area(name))
NAMES = st.lists(NAME, min_size=1, max_size=12).map(distinct)
IDENTIFIER = st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True) | st.sampled_from(
    ["no", "012", "1e3", "0x1f", "2025-03-31", "2026", "2026-changzhou", "null", "1-2-a"]
)
PERIOD = st.tuples(st.integers(1000, 9999), st.integers(0, 5) | st.just(0)).map(
    lambda years: Period(years[0], min(years[0] + years[1], 9999))
)


def file_of(text):
    return parse_plan(File("plan.yaml", text, hashlib.sha256(text.encode()).hexdigest()))


def read(text):
    """Read a plan that has to be without fault, and that every rule has to hold on; return it."""
    file = file_of(text)
    report = engine.check("validate", [file], Settings(), date(2026, 6, 30))
    assert [(each.rule, ".".join(each.location.path), each.message.en) for each in report.findings] == []
    assert report.summary.held == report.summary.checked > 100
    return file.plan


def shares(plan):
    return {name: share.low for name, share in plan.indicators["training"].split.items()}


# --- what is written is what was asked for ----------------------------------------------------------------------------


@given(
    identifier=IDENTIFIER,
    period=PERIOD,
    city=st.none() | NAME,
    names=NAMES,
    language=st.sampled_from(Language),
)
@example(identifier="no", period=Period(2026, 2026), city="no", names=HOSTILE, language=Language.ZH)
@example(
    identifier="a", period=Period(2026, 2030), city=None, names=["District 2", "甲区", "乙区"], language=Language.EN
)
def test_every_name_is_read_back_just_as_it_was_given(identifier, period, city, names, language):
    asked = Starter(
        identifier=identifier,
        period=period,
        city=None if city is None else read_city(city),
        districts=read_districts(name for name in names),
    )

    text = render(asked, language)

    plan = read(text)
    assert list(plan.districts) == names
    assert (plan.id, plan.period) == (identifier, period)
    assert (city or "某市") in plan.title.zh
    assert (city or "某市") in plan.issuer.zh
    assert list(shares(plan)) == names
    # Other readers of YAML agree, and editors see no fault.
    loaded = yaml.safe_load(text)
    assert (list(loaded["districts"]), loaded["id"]) == (names, identifier)
    assert [error.message for error in VALIDATOR.iter_errors(loaded)] == []


@given(count=st.integers(1, 100) | st.sampled_from([101, 1000, 1001]), language=st.sampled_from(Language))
def test_the_shares_add_up_over_any_number_of_districts(count, language):
    names = tuple(f"第{number}区" for number in range(count))

    plan = read(render(Starter(identifier="a", period=Period(2026, 2026), districts=names), language))

    dealt = list(shares(plan).values())
    assert sum(dealt) == plan.indicators["training"].target.low
    assert all(isinstance(share, int) and share > 0 for share in dealt)
    assert dealt == sorted(dealt, reverse=True), "what is left over goes to the first"
    assert dealt[0] - dealt[-1] <= 1


@given(names=NAMES)
def test_names_may_be_given_one_by_one_or_together(names):
    for separator in (",", "，", "、", " , "):
        assert read_districts([separator.join(names)]) == read_districts(names) == tuple(names)


# --- what it shows ----------------------------------------------------------------------------------------------------


def a_starter(**asked):
    return Starter(**{"identifier": "2026-plan", "period": Period(2026, 2026), **asked})


def test_without_names_it_says_that_they_are_invented():
    zh, en = (render(a_starter(), language) for language in Language)

    assert list(read(zh).districts) == ["甲区", "乙区"]
    assert read(zh).title.text.zh == "2026年某市目标计划"
    assert "# 这两个是虚构的：换成自己的。\ndistricts:" in zh
    assert "# 某市是虚构的：换成自己的\n" in zh
    assert "# These two are invented: put in your own.\ndistricts:" in en
    assert "# 某市 (some city) is invented: put in your own\n" in en


@pytest.mark.parametrize("language", Language)
def test_with_names_nothing_is_said_to_be_invented(language):
    text = render(a_starter(city="东海市", districts=("东城区", "西城区")), language)

    assert "虚构" not in text
    assert "invented" not in text
    assert all(name not in text.replace("{甲区: 900, 乙区:", "") for name in ("某市", "甲区", "乙区"))


def test_both_languages_say_the_same_and_each_only_its_own():
    zh, en = (render(a_starter(), language) for language in Language)

    assert yaml.safe_load(zh) == yaml.safe_load(en)
    assert "placeholder" not in zh
    assert "示例" not in en
    for text in (zh, en):
        assert not any(mark in text for mark in ("#zh", "#en", "$$"))


def test_it_shows_each_thing_that_the_format_can_say():
    plan = read(render(a_starter(), Language.ZH))

    indicators = plan.indicators.values()
    assert {each.kind for each in indicators} == set(Kind) - {Kind.AMOUNT, Kind.DENSITY}
    for shown in ("split", "each", "of", "within", "steps", "offices", "districts"):
        assert any(getattr(each, shown) for each in indicators), shown


@pytest.mark.parametrize("language", Language)
def test_every_figure_is_marked_as_a_placeholder(language):
    mark = "示例" if language is Language.ZH else "placeholder"
    lines = render(a_starter(), language).splitlines()

    for above, line in zip(["", *lines], lines, strict=False):
        if line.strip().startswith(("target:", "each:", "- {by:")):
            assert f"# {mark}" in line
        elif line.strip().startswith("split:"):
            assert f"# {mark}" in above


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("schema_path", [None, "../schema/plan-1.json"])
def test_no_line_is_too_wide_and_none_ends_in_blanks(language, schema_path):
    from rich.cells import cell_len

    text = render(a_starter(period=Period(2026, 2030)), language, schema_path)

    assert max(cell_len(line) for line in text.splitlines()) <= 120
    assert all(line == line.rstrip() for line in text.splitlines())
    assert "\n\n\n" not in text
    assert text.endswith("}}  # 示例时间\n" if language is Language.ZH else "}}  # placeholder\n")


@pytest.mark.parametrize("language", Language)
def test_an_editor_is_pointed_to_the_schema_or_told_how_to_get_it(language):
    with_schema, without = (render(a_starter(), language, path) for path in ("../schema/plan-1.json", None))

    assert with_schema.startswith("# yaml-language-server: $schema=../schema/plan-1.json\n")
    assert without.startswith("# yaml-language-server: $schema=plan-1.json\n")
    assert "civtarget schema" in without.splitlines()[1]
    assert with_schema.splitlines()[1:] == without.splitlines()[2:]


@pytest.mark.parametrize(
    ("period", "deadlines"),
    [
        (Period(2026, 2026), ["6月底", "年底"]),
        (Period(2026, 2027), ["2026年底", "2027年底"]),
        (Period(2026, 2030), ["2026年底", "2030年底"]),
    ],
    ids=str,
)
def test_the_steps_lie_in_the_period(period, deadlines):
    plan = read(render(a_starter(period=period), Language.ZH))

    assert [step.by.text for step in plan.indicators["volunteer-platform"].steps] == deadlines


@pytest.mark.parametrize(
    ("city", "period", "zh", "en"),
    [
        ("东海市", Period(2026, 2026), "2026年东海市目标计划", "Target plan 2026"),
        ("东海市", Period(2026, 2030), "2026—2030年东海市目标计划", "Target plan 2026–2030"),
        ("Eastsea", Period(2026, 2026), "2026年Eastsea目标计划", "Eastsea target plan 2026"),
    ],
)
def test_the_title_names_city_and_years(city, period, zh, en):
    title = read(render(a_starter(city=city, period=period), Language.EN)).title

    assert (title.zh, title.en) == (zh, en)


def test_districts_without_an_english_name_are_numbered_and_none_has_that_of_another():
    names = ("甲区", "district  3", "乙区", "Ｄistrict 1", "West")

    plan = read(render(a_starter(districts=names), Language.EN))

    assert {name: each.en for name, each in plan.districts.items()} == {
        "甲区": "District 2",
        "district  3": "district  3",
        "乙区": "District 4",
        "Ｄistrict 1": "District 5",
        "West": "West",
    }


def test_names_that_need_no_quotes_have_none():
    text = render(a_starter(city="东海市", districts=("东城区", "第一（开发）区", "3号区", "West Side")), Language.EN)

    assert "title: {zh: 2026年东海市目标计划, en: Target plan 2026}" in text
    assert "split: {东城区: 250, 第一（开发）区: 250, 3号区: 250, West Side: 250}" in text
    assert "id: 2026-plan " in text


def test_a_long_split_has_a_line_for_each_district():
    names = tuple(f"示例{number}区" for number in range(16))

    text = render(a_starter(districts=names), Language.EN)

    assert "    split:\n      示例0区: 63\n      示例1区: 63\n" in text
    assert "      示例15区: 62\n\n" in text


# --- what it is called, and when it is for ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("identifier", "period", "file_name", "expected"),
    [
        pytest.param(None, None, None, ("2024-plan", "2024"), id="nothing"),
        pytest.param(None, "2026", None, ("2026-plan", "2026"), id="year"),
        pytest.param(None, "2026..2030", None, ("2026-2030-plan", "2026..2030"), id="years"),
        pytest.param(None, "2026-2030", None, ("2026-2030-plan", "2026..2030"), id="years-with-a-dash"),
        pytest.param("2026-east", None, None, ("2026-east", "2026"), id="year-of-the-identifier"),
        pytest.param("2026-2030-east", None, None, ("2026-2030-east", "2026..2030"), id="years-of-the-identifier"),
        pytest.param("2026", None, None, ("2026", "2026"), id="identifier-is-a-year"),
        pytest.param("2026-east", "2027", None, ("2026-east", "2027"), id="what-is-said-goes-first"),
        pytest.param("east-2026", None, None, ("east-2026", "2024"), id="year-not-at-the-beginning"),
        pytest.param("2030-2026-east", None, None, ("2030-2026-east", "2024"), id="no-period-after-all"),
        pytest.param("2026a", None, None, ("2026a", "2024"), id="no-year-after-all"),
        pytest.param("1000-villages", None, None, ("1000-villages", "2024"), id="a-number-that-is-no-year-of-ours"),
        pytest.param(None, None, "2026-east", ("2026-east", "2026"), id="name-of-the-file"),
        pytest.param("east", None, "2026-east", ("east", "2024"), id="identifier-before-name-of-the-file"),
        pytest.param(None, None, "2026年东海市", ("2024-plan", "2024"), id="name-that-is-no-identifier"),
        pytest.param(None, "0999", None, ("0999-plan", "999"), id="four-digits"),
    ],
)
def test_identity(identifier, period, file_name, expected):
    called, years = read_identity(identifier, period, file_name=file_name, this_year=2024)

    assert (called, str(years)) == expected
    assert is_identifier(called)


# --- what is refused --------------------------------------------------------------------------------------------------


def refusal(call, *arguments):
    """Return what is said, in Chinese and English."""
    with pytest.raises(CivtargetError) as caught:
        call(*arguments)
    return caught.value.text.zh, caught.value.text.en


@pytest.mark.parametrize(
    ("entries", "zh", "en"),
    [
        pytest.param(
            ["东城区", "东城区"],
            "districts：“东城区”写了两次，请删去一个",
            'districts: "东城区" is named twice: leave one out',
            id="twice",
        ),
        pytest.param(
            ["a,a"],
            "districts：“a”写了两次，请删去一个",
            'districts: "a" is named twice: leave one out',
            id="twice-in-one",
        ),
        pytest.param(
            ["East  Side", "Ｅast side"],
            "districts：“East  Side”和“Ｅast side”算作同一个名称，请删去一个",
            'districts: "East  Side" and "Ｅast side" count as the same name: leave one out',
            id="twice-but-for-width-and-case",
        ),
        *(
            pytest.param(
                entries,
                "districts：有名称是空的，应写作 districts 甲区,乙区",
                "districts: a name is empty: write districts 甲区,乙区",
                id=f"empty-{number}",
            )
            for number, entries in enumerate(([""], [" \u3000"], ["甲区,"], ["甲区、、乙区"], ["甲区", ""]))
        ),
        *(
            pytest.param(
                [f"甲{character}区"],
                f"districts：“甲<U+{ord(character):04X}>区”含有看不见的字符，请删去",
                f'districts: "甲<U+{ord(character):04X}>区" holds a character that cannot be seen: leave it out',
                id=f"invisible-{ord(character):04x}",
            )
            for character in "\n\t\0\x85\u200b\u2028\ufeff\udc80\ufffe\uffff"
        ),
        pytest.param(
            ["甲" * 101],
            f"districts：名称“{'甲' * 59}…”有 101 个字，最多 100 个",
            f'districts: the name "{"甲" * 59}…" has 101 characters, the most are 100',
            id="too-long",
        ),
        pytest.param(
            ["东城区", "合计"],
            "districts：“合计”在报送中指全域，不能用作辖市区的名称",
            'districts: "合计" means the whole area in reports: no district can be called so',
            id="whole-area",
        ),
    ],
)
def test_districts_that_make_no_plan(entries, zh, en):
    assert refusal(read_districts, entries) == (zh, en)


def test_a_city_without_a_name():
    assert refusal(read_city, " ") == (
        "city：有名称是空的，应写作 city 某市",
        "city: a name is empty: write city 某市",
    )


@pytest.mark.parametrize("identifier", ["", "-a", "2026_plan", "东海", "Plan", "a b"])
def test_what_is_no_identifier(identifier):
    zh, en = refusal(lambda: read_identity(identifier, None, file_name=None, this_year=2024))

    assert f"“{identifier}”不能作标识：只用小写字母、数字和连字符" in zh
    assert f'"{identifier}" is no identifier: use a-z, 0-9 and dashes' in en


@pytest.mark.parametrize("period", ["", "26", "2030..2026", "2026年", "0000"])
def test_what_is_no_period(period):
    assert refusal(lambda: read_identity(None, period, file_name=None, this_year=2024)) == (
        f"“{period}”不是规划期：应写作 2025 或 2021..2025",
        f'"{period}" is no period: write 2025 or 2021..2025',
    )


def test_a_year_of_long_ago_is_read_back():
    called, period = read_identity(None, "0999", file_name=None, this_year=2024)

    assert read(render(starter.Starter(identifier=called, period=period), Language.ZH)).period == Period(999, 999)
