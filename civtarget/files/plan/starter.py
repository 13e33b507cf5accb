"""
Starter plans: YAML with comments that passes every rule, for a given name, period, city and districts.

It shows each feature of the format once, on invented figures that are marked as such. Nothing real is made up: without
names of its own it is about 某市, 甲区 and 乙区, and a name without an English one gets a number for it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from string import Template

from civtarget.errors import Argument, CivtargetError
from civtarget.files.plan.reader import FORMAT_VERSION, is_identifier, read_identifier
from civtarget.files.plan.yaml_tree import shown
from civtarget.language import Language, Text, Value
from civtarget.model.lookup import folded, is_whole_area
from civtarget.model.plan import Identifier
from civtarget.notation.dates import Period, read_period

_DISTRICTS = Argument("districts")

SCHEMA_FILE = "plan-1.json"
"""The name of the file with the JSON Schema of plans, beside a plan."""

INVENTED_DISTRICTS = ("甲区", "乙区")
"""The districts of a starter for which none is named."""

_INVENTED_CITY = "某市"
_LONGEST_NAME = 100
_LEAST_TOTAL, _LEAST_SHARE = 1000, 10
_LONGEST_LINE = 90

_SEPARATOR = re.compile("[,，、]")
_YEARS_OF_IDENTIFIER = re.compile(r"((?:19|20)\d\d(?:-(?:19|20)\d\d)?)(?:-|$)", re.ASCII)
_NO_TEXT = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))  # controls, what is invisible, halves of characters, line ends
_NO_CHARACTERS = frozenset("\ufffe\uffff")  # YAML allows neither

# What every reader of YAML takes for text: nothing in it is a sign, and something in it is in no number and no date.
_SAFE = re.compile(r"[^\W_][\w .()（）'’·—–-]*")
_WORDY = re.compile(r"^[^\W\d_]|-[a-z]|[^\W\d_\x00-\x7f]")
_RESERVED = frozenset(("y", "yes", "n", "no", "true", "false", "on", "off", "null"))


class StarterError(CivtargetError):
    """The arguments of a starter make no plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """The facts of a plan to be written; without `city` or `districts`, it has invented ones."""

    identifier: Identifier
    period: Period
    city: str | None = None
    districts: tuple[str, ...] = ()


def read_identity(
    identifier: str | None, period: str | None, *, file_name: str | None, this_year: int
) -> tuple[Identifier, Period]:
    """
    Return the identifier and the period of a plan; None means not given.

    Without an identifier it is `file_name`, where that makes one, else the years with `-plan`. Without a period it is
    the years with which the identifier begins, as `2025-changzhou` and `2021-2025-changzhou` do, else `this_year`.

    Raises
    ------
    CivtargetError
        `identifier` is no identifier, or `period` no period.
    """
    if identifier is None and file_name is not None and is_identifier(file_name):
        identifier = file_name
    called = None if identifier is None else read_identifier(identifier)
    years = read_period(period) if period is not None else _years_of(called or "") or Period(this_year, this_year)
    return called or Identifier(f"{_written(years, '-')}-plan"), years


def read_city(text: str) -> str:
    """Return the name of a city; raise `StarterError` if it can be none."""
    return _read_name(Argument("city"), text, _INVENTED_CITY)


def read_districts(entries: Iterable[str]) -> tuple[str, ...]:
    """
    Return the names of districts, each entry one name or several with commas (`,`, `，`) or `、` between.

    Raises
    ------
    StarterError
        A name is empty, too long or given twice, holds invisible characters, or means the whole area.
    """
    names: dict[str, str] = {}
    for entry in entries:
        for text in _SEPARATOR.split(entry):
            name = _read_name(_DISTRICTS, text, ",".join(INVENTED_DISTRICTS))
            if is_whole_area(name):
                raise StarterError(
                    Text(
                        "{districts}：“{name}”在报送中指全域，不能用作辖市区的名称",
                        '{districts}: "{name}" means the whole area in reports: no district can be called so',
                        districts=_DISTRICTS,
                        name=name,
                    )
                )
            if (first := names.get(folded(name))) is not None:
                raise StarterError(_given_twice(first, name))
            names[folded(name)] = name
    return tuple(names.values())


def render(starter: Starter, language: Language, schema: str | None = None) -> str:
    """
    Return a plan that passes every rule, with comments in `language`; the text ends with a line break.

    `schema` is the path from the plan to the file that holds the JSON Schema, if there is one; else one beside it is
    named, and how to write it.
    """
    districts = starter.districts or INVENTED_DISTRICTS
    first, last = (f"{year:04}" for year in (starter.period.first, starter.period.last))
    total = max(_LEAST_TOTAL, _LEAST_SHARE * len(districts))
    middle = "6月底" if first == last else f"{first}年底"
    values = {
        "editors": f"# yaml-language-server: $schema={schema or SCHEMA_FILE}",
        "no_schema": "" if schema else _NO_SCHEMA.in_language(language),
        "version": str(FORMAT_VERSION),
        "id": _scalar(starter.identifier),
        "title": _title(starter),
        "period": _written(starter.period, ".."),
        "issuer": _name(f"{starter.city or _INVENTED_CITY}民政局", _of_city(starter, "Civil Affairs Bureau")),
        "invented_city": "" if starter.city else _INVENTED_CITY_NOTE.in_language(language),
        "invented_districts": "" if starter.districts else _INVENTED_DISTRICTS_NOTE.in_language(language),
        "districts": "\n".join(f"  {_scalar(zh)}: {{en: {_scalar(en)}}}" for zh, en in _with_english_names(districts)),
        "total": str(total),
        "split": _split(districts, total),
        "middle": middle,
        "end": "年底" if first == last else f"{last}年底",
    }
    # Names are put in last, in one go: nothing in them is taken for a comment or for a place to fill.
    return Template(_in_language(_TEMPLATE, language)).substitute(values)


# --- what was asked for -----------------------------------------------------------------------------------------------


def _years_of(identifier: str) -> Period | None:
    match = _YEARS_OF_IDENTIFIER.match(identifier)
    with suppress(CivtargetError):  # 2025-2021 is no period
        return read_period(match[1]) if match else None
    return None


def _given_twice(first: str, name: str) -> Text:
    if first == name:
        return Text(
            "{districts}：“{name}”写了两次，请删去一个",
            '{districts}: "{name}" is named twice: leave one out',
            districts=_DISTRICTS,
            name=name,
        )
    return Text(
        "{districts}：“{first}”和“{name}”算作同一个名称，请删去一个",
        '{districts}: "{first}" and "{name}" count as the same name: leave one out',
        districts=_DISTRICTS,
        first=first,
        name=name,
    )


def _read_name(option: Value, text: str, example: str) -> str:
    name = text.strip()
    if not name:
        raise StarterError(
            Text(
                "{option}：有名称是空的，应写作 {option} {example}",
                "{option}: a name is empty: write {option} {example}",
                option=option,
                example=example,
            )
        )
    if any(unicodedata.category(each) in _NO_TEXT or each in _NO_CHARACTERS for each in name):
        raise StarterError(
            Text(
                "{option}：“{name}”含有看不见的字符，请删去",
                '{option}: "{name}" holds a character that cannot be seen: leave it out',
                option=option,
                name=shown(name),
            )
        )
    if len(name) > _LONGEST_NAME:
        raise StarterError(
            Text(
                "{option}：名称“{name}”有 {number} 个字，最多 {most} 个",
                '{option}: the name "{name}" has {number} characters, the most are {most}',
                option=option,
                name=shown(name),
                number=len(name),
                most=_LONGEST_NAME,
            )
        )
    return name


# --- the text ---------------------------------------------------------------------------------------------------------


def _scalar(text: str) -> str:
    """Return text as a scalar that every reader of YAML takes for just this text, in quotes where it needs them."""
    if _SAFE.fullmatch(text) and _WORDY.search(text) and text.casefold() not in _RESERVED:
        return text
    if '"' in text or "\\" in text:
        return "'{}'".format(text.replace("'", "''"))
    return f'"{text}"'


def _name(zh: str, en: str) -> str:
    return f"{{zh: {_scalar(zh)}, en: {_scalar(en)}}}"


def _title(starter: Starter) -> str:
    zh, en = _written(starter.period, "—"), _written(starter.period, "–")
    return _name(f"{zh}年{starter.city or _INVENTED_CITY}目标计划", _of_city(starter, f"target plan {en}"))


def _of_city(starter: Starter, text: str) -> str:
    """Put the city before an English name, where its own name can stand in one."""
    return f"{starter.city} {text}" if starter.city and starter.city.isascii() else f"{text[0].upper()}{text[1:]}"


def _written(period: Period, dash: str) -> str:
    years = dict.fromkeys((period.first, period.last))
    return dash.join(f"{year:04}" for year in years)


def _with_english_names(districts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield every district with its English name: itself, if it is written as one can be, else a number of its own."""
    districts = tuple(districts)
    taken = {folded(name) for name in districts}
    for number, name in enumerate(districts, start=1):
        english = name
        if not name.isascii():
            english = next(each for k in count(number) if folded(each := f"District {k}") not in taken)
            taken.add(folded(english))
        yield name, english


def _split(districts: tuple[str, ...], total: int) -> str:
    """Return equal whole shares of `total`, the remainder going to the first ones; on one line if that is short."""
    share, left = divmod(total, len(districts))
    cells = [f"{_scalar(name)}: {share + (index < left)}" for index, name in enumerate(districts)]
    line = f"    split: {{{', '.join(cells)}}}"
    return line if len(line) <= _LONGEST_LINE else "\n      ".join(["    split:", *cells])


def _in_language(template: str, language: Language) -> str:
    """Return a template with the comments in one language; `#zh` and `#en` mark each."""
    kept = []
    for line in template.splitlines():
        content, *comments = re.split(r"#(zh|en) ", line)
        said = dict(zip(comments[::2], comments[1::2], strict=True))
        if language in said:
            kept.append(f"{content}# {said[language].strip()}")
        elif content.strip() or not said:
            kept.append(content.rstrip())
    return "\n".join([*kept, ""])


_NO_SCHEMA = Text(
    f"# 编辑器按它补全和检查：把 civtarget schema 的输出存为本文件旁的 {SCHEMA_FILE}。\n",
    f"# An editor completes and checks by it: save what civtarget schema prints as {SCHEMA_FILE} beside this file.\n",
)
_INVENTED_CITY_NOTE = Text("  # 某市是虚构的：换成自己的", "  # 某市 (some city) is invented: put in your own")
_INVENTED_DISTRICTS_NOTE = Text("# 这两个是虚构的：换成自己的。\n", "# These two are invented: put in your own.\n")

_TEMPLATE = """\
$editors
$no_schema
#zh 规划样稿：指标、数字、责任单位和英文名称都是示例。换成自己的，用不到的删去，再用 civtarget validate 核对。
#en A starter: its indicators, figures, offices and English names are placeholders. Put in your own, delete what you do
#en not need, and check it with civtarget validate.

civtarget: $version  #zh 规划格式的版本，不用改  #en version of the plan format: leave it
id: $id  #zh 标识：小写字母、数字和连字符，各规划不同  #en a-z, 0-9 and dashes; no two plans share one
title: $title$invented_city
period: $period  #zh 一年写作 2026，多年写作 2026..2030  #en one year, 2026, or several, 2026..2030
issuer: $issuer  #zh 印发单位  #en who issues the plan

#zh 承担任务的辖市区，英文名称先编了号。还可以写代码和简称：{code: "990001", en: …, aliases: [简称]}。
#en The districts that have a share, with numbers for English names so far. Codes and other names may be added:
#en {code: "990001", en: …, aliases: [简称]}.
${invented_districts}districts:
$districts

#zh 责任单位。指标没有写 offices 的，由 responsible 负责。
#en Who answers for indicators: their offices, or those under responsible where an indicator names none.
offices:
  民政局: {en: Civil Affairs Bureau}
  教育局: {en: Education Bureau}
responsible: [民政局]

indicators:

  #zh 数量（count）：期内累计，分解之和要等于总数。不承担的写 "--"，待定的空着：{甲区: 900, 乙区: "--", 丙区: }
  #en A count adds up over the period and over districts: the shares have to come to the target. A district that takes
  #en no part has "--", one that is not decided yet a blank: {甲区: 900, 乙区: "--", 丙区: }
  training:
    name: {zh: 智能技术培训, en: Smart-technology training}
    kind: count
    unit: 人次
    offices: [教育局, 民政局]
    target: $total  #zh 示例数；也可以写 4万、不少于200  #en placeholder; 4万 and 不少于200 are read, too
    #zh 示例数：平均分成整数，余数归前几个
    #en placeholders: equal whole shares, what is left over goes to the first
$split

  #zh 其中数（within）：属于另一项，不能比它大。
  #en A subset stands within another indicator, and cannot be larger.
  training-over-80:
    name: {zh: 八十岁以上培训, en: Training for people over 80}
    kind: count
    unit: 人次
    target: ">= 200"  #zh 示例数；以 > 开头的要加引号  #en placeholder; what starts with > needs quotes
    within: training

  #zh 每个辖市区各自要达到的数（each），没有总数。
  #en What each district owes by itself, without a target for all.
  respect-elders-events:
    name: {zh: 敬老活动, en: Events in honour of older people}
    kind: count
    unit: 场
    each: ">= 1"  #zh 示例数  #en placeholder

  #zh 存量（stock）：到某一天有多少，不累计。
  #en A stock is what there is at a date; it does not add up over time.
  care-homes:
    name: {zh: 养老机构, en: Care homes}
    kind: stock
    unit: 家
    target: 100  #zh 示例数  #en placeholder

  graded-homes:
    name: {zh: 已评等级养老机构, en: Graded care homes}
    kind: stock
    unit: 家
    target: 92  #zh 示例数  #en placeholder

  #zh 比率（rate）：用分子和分母（of）核对，从不相加。
  #en A rate is held against its part and its whole (of), and never added up.
  graded-homes-rate:
    name: {zh: 养老机构等级评定率, en: Share of care homes graded}
    kind: rate
    target: ">= 92%"  #zh 示例数  #en placeholder
    of: {part: graded-homes, whole: care-homes}

  #zh 上限（<=）：不超过。
  #en A cap (<=): no more than this.
  homes-below-fire-standard:
    name: {zh: 消防未达标养老机构, en: Care homes below the fire safety standard}
    kind: stock
    unit: 家
    target: "<= 3"  #zh 示例数  #en placeholder

  #zh 标准（standard）：各地相同，不分解。
  #en A standard is the same everywhere, and is not split.
  minimum-living-standard:
    name: {zh: 低保标准, en: Minimum living standard}
    kind: standard
    unit: 元/人/月
    target: 1000  #zh 示例数  #en placeholder

  #zh 任务（task）：没有数，按步骤完成。时间写作 3月底、三季度、年底，也可以写成日期。
  #en A task has no figure; it is done step by step. 3月底 is the end of March, 年底 that of the year; dates do, too.
  volunteer-platform:
    name: {zh: 养老志愿服务平台, en: Platform for volunteers in elderly care}
    kind: task
    districts: all  #zh 每个辖市区；或写名单 [ ]  #en every district; or a list of some, [ ]
    steps:
      - {by: $middle, do: {zh: 出台方案, en: Issue the scheme}}  #zh 示例时间  #en placeholder
      - {by: $end, do: {zh: 平台运行, en: Platform in use}}  #zh 示例时间  #en placeholder
"""
