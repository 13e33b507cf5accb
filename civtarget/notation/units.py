"""
The closed list of units of civil-affairs quantities.

The list is closed on purpose: `353张床` must not pass as some number of some unit, nor `3000多人` as 3000 of the unit
多人. A unit that is missing here is added here; nothing else in the package spells a unit out.
Scale words (万元, 千人次) are not units: the number takes them, see `notation.quantity`.
"""

from fractions import Fraction
from typing import NamedTuple

from civtarget.language import Language

PERCENT = "%"
POINTS = "百分点"
TIMES = "倍"
MONEY = "元"
WITH_CLASSIFIER = (POINTS, "月", "工作日")
"""Units that Chinese counts with 个 before them: 2个百分点, 10个工作日; 3月 would be March."""


class Unit(NamedTuple):
    """
    One unit: whether it is countable, and its English words.

    A pure counter (张, 个) has no English word, because the noun it counts is not in it: 353张 is "353".
    """

    singular: str
    plural: str
    countable: bool
    """Whether only whole numbers of it make sense: there is no half person, but there is half a yuan."""


def _counted(singular: str = "", plural: str = "") -> Unit:
    return Unit(singular, plural or (singular and f"{singular}s"), countable=True)


def _measured(singular: str, plural: str = "") -> Unit:
    return Unit(singular, plural or f"{singular}s", countable=False)


UNITS: dict[str, Unit] = {
    # people, households and how often they came
    "人": _counted("person", "people"),
    "名": _counted("person", "people"),
    "人次": _counted("person-time"),
    "户": _counted("household"),
    "户次": _counted("household-time"),
    "次": _counted("time"),
    "例": _counted("case"),
    # pure counters
    **dict.fromkeys([*"个家张所处块条项件套支份间座台部批对本册篇种类组", "大类"], _counted()),
    # things that are counted under their own name
    "场": _counted("session"),
    "期": _counted("session"),
    "轮": _counted("round"),
    "方面": _counted("aspect"),
    "辆": _counted("vehicle"),
    "幅": _counted("plot"),
    "村": _counted("village"),
    "社区": _counted("community", "communities"),
    "镇": _counted("town"),
    "街道": _counted("subdistrict"),
    "机构": _counted("institution"),
    "床": _counted("bed"),
    # money, shares, measures
    MONEY: _measured("yuan", "yuan"),
    PERCENT: _measured("%", "%"),
    POINTS: _measured("percentage point"),
    TIMES: _measured("times", "times"),
    "年": _measured("year"),
    "周岁": _measured("year of age", "years of age"),
    "月": _measured("month"),
    "天": _measured("day"),
    "工作日": _measured("working day"),
    "小时": _measured("hour"),
    "分钟": _measured("minute"),
    "平方米": _measured("square metre"),
    "公里": _measured("kilometre"),
    "亩": _measured("mu", "mu"),
    "公顷": _measured("hectare"),
}
"""Canonical Chinese name -> unit."""

_SYNONYMS: dict[str, tuple[str, int | Fraction]] = {
    "位": ("名", 1),
    "人民币元": (MONEY, 1),
    "圆": (MONEY, 1),
    "‰": (PERCENT, Fraction(1, 10)),
    "成": (PERCENT, 10),
    "个百分点": (POINTS, 1),
    "岁": ("周岁", 1),
    "个月": ("月", 1),
    "个工作日": ("工作日", 1),
    "个小时": ("小时", 1),
    "个方面": ("方面", 1),
    "个大类": ("大类", 1),
    "个社区": ("社区", 1),
    "个村": ("村", 1),
    "个镇": ("镇", 1),
    "个街道": ("街道", 1),
    "家机构": ("机构", 1),
    "日": ("天", 1),
    "㎡": ("平方米", 1),
    "m²": ("平方米", 1),
}

SPELLINGS: dict[str, tuple[str, int | Fraction]] = {name: (name, 1) for name in UNITS} | _SYNONYMS
"""Every spelling of a single unit -> its canonical name, and its size in that unit: `成` -> `("%", 10)`."""

_PER: dict[str, str] = {
    "百人": "100 people",
    "千人": "1,000 people",
    "万人": "10,000 people",
    "百名老年人": "100 older people",
    "千名老年人": "1,000 older people",
    "万名老年人": "10,000 older people",
    "人": "person",
    "户": "household",
    "万户": "10,000 households",
    "村": "village",
    "社区": "community",
    "镇": "town",
    "街道": "subdistrict",
    "区": "district",
    "机构": "institution",
    "家": "institution",
    "张": "bed",
    "床": "bed",
    "平方米": "square metre",
    "年": "year",
    "季度": "quarter",
    "月": "month",
    "天": "day",
    "小时": "hour",
}
"""Parts after a `/` with their English names, in the order in which several of them are written (人 before 年)."""

_MONTHS = {"年": 12, "季度": 3, "月": 1}
"""The number of months in a period that money is paid for."""

PER_SPELLINGS: dict[str, str] = {name: name for name in _PER} | {
    "名": "人",
    "万名": "万人",
    "百名老人": "百名老年人",
    "千名老人": "千名老年人",
    "万名老人": "万名老年人",
    "万名老年人口": "万名老年人",
    "个社区": "社区",
    "个村": "村",
    "个镇": "镇",
    "个街道": "街道",
    "个区": "区",
    "家机构": "机构",
    "个机构": "机构",
    "季": "季度",
    "个月": "月",
    "日": "天",
}
"""Every spelling of a part after `/` or `每` -> its canonical name."""


def compose(unit: str, per: list[str]) -> str:
    """Return the canonical name of `unit` for each of `per`: `元`, `[年, 人]` -> `元/人/年`."""
    order = list(_PER)
    return "/".join([unit, *sorted(per, key=order.index)])


def ratio_scale(unit: str) -> int | None:
    """Return the ratio, in `unit`, of a part that equals its whole: 100 for %; None where the unit makes no ratio."""
    if unit in (PERCENT, TIMES):
        return 100 if unit == PERCENT else 1
    _, _, per = unit.partition("/")
    return {"百": 100, "千": 1000, "万": 10000}.get(per[0], 1) if per else None


def conversion(unit: str, other: str) -> Fraction | None:
    """Return one `unit` in `other`: 1 元/年 is 1/12 元/月; None where they measure different things."""
    parts, others = unit.split("/"), other.split("/")
    times = [part for part in parts[1:] if part in _MONTHS]
    other_times = [part for part in others[1:] if part in _MONTHS]
    if unit == other:
        return Fraction(1)
    if len(times) != 1 or len(other_times) != 1:
        return None
    if [part for part in parts if part not in times] != [part for part in others if part not in other_times]:
        return None
    return Fraction(_MONTHS[other_times[0]], _MONTHS[times[0]])


def is_countable(unit: str) -> bool:
    """
    Tell whether only whole numbers of the canonical `unit` make sense.

    False for "" (nothing is known) and for every `…/…`, which is a ratio.
    """
    return unit in UNITS and UNITS[unit].countable


def unit_name(unit: str, language: Language, value: int | Fraction) -> str:
    """
    Return the canonical `unit` as a reader of `language` writes it after `value`: `人次`, `person-times`.

    Empty if there is nothing to write. Raises KeyError for what is not a canonical unit: use `canonical_unit` on input.
    """
    if not unit:
        return ""
    base, *per = unit.split("/")
    words = [UNITS[base].singular if value == 1 else UNITS[base].plural, *(f"per {_PER[part]}" for part in per)]
    return unit if language is Language.ZH else " ".join(words).strip()
