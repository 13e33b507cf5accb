"""What a change of a plan breaks: in itself and in the plans beside it, newly or worse than before."""

from datetime import date

import pytest
from support.excerpts import whole_plan

from civtarget.checking.regressions import regressions
from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan

CITY = """id: city
indicators:
  points: {{name: {{zh: 助餐点, en: Meal points}}, kind: count, unit: 个, target: 24, split: {split}}}
{rest}"""
OTHER = """id: other
indicators:
  points: {{name: {{zh: 助餐点, en: Meal points}}, kind: count, unit: 个, target: {target}, {link}}}
"""
LIMIT = "constraints:\n  - {sum: {points.乙区: 1}, at_most: 10, message: {zh: 乙区过多, en: too many in B}}\n"
FLOOR = "constraints:\n  - {sum: {points.乙区: 1}, equals: 10, message: {zh: 乙区应为十, en: B is ten}}\n"


def a_file(name, text):
    return parse_plan(File(name, whole_plan(text), ""))


def told(before, after, beside=(), rest=""):
    old, new = (a_file("city.yaml", CITY.format(split=split, rest=rest)) for split in (before, after))
    others = [a_file(f"other-{number}.yaml", text) for number, text in enumerate(beside)]
    return regressions(old, new, others, date(2025, 6, 30))


def other(target, link):
    return OTHER.format(target=target, link=link)


CASES = {
    "nothing": ("{甲区: 14, 乙区: 9}", "{甲区: 14, 乙区: 10}", [], "", [], []),
    "newly-broken": (
        *("{甲区: 14, 乙区: 9}", "{甲区: 13, 乙区: 11}", [], LIMIT),
        ["constraint-kept: too many in B: 11, at most 10: 1 over"],
        ["constraint-kept：乙区过多：11个，至多 10个：多 1个"],
    ),
    "worse": (
        *("{甲区: 14, 乙区: 11}", "{甲区: 12, 乙区: 12}", [], LIMIT),
        [
            (
                "constraint-kept: too many in B: 12, at most 10: 2 over; before the change: too many in B: 11, at most 10: "
                "1 over"
            )
        ],
        ["constraint-kept：乙区过多：12个，至多 10个：多 2个；改动之前：乙区过多：11个，至多 10个：多 1个"],
    ),
    "smaller-but-still-there": ("{甲区: 14, 乙区: 12}", "{甲区: 13, 乙区: 11}", [], LIMIT, [], []),
    "as-it-was": ("{甲区: 12, 乙区: 11}", "{甲区: 13, 乙区: 11}", [], LIMIT, [], []),
    "smaller-but-on-the-other-side": (
        *("{甲区: 14, 乙区: 13}", "{甲区: 15, 乙区: 9}", [], FLOOR),
        ["constraint-kept: B is ten: 9, exactly 10: 1 short; before the change: B is ten: 13, exactly 10: 3 over"],
        ["constraint-kept：乙区应为十：9个，应为 10个：少 1个；改动之前：乙区应为十：13个，应为 10个：多 3个"],
    ),
    "could-not-be-checked-before": (
        *("{甲区: 14, 乙区: }", "{甲区: 13, 乙区: 11}", [], LIMIT),
        ["constraint-kept: too many in B: 11, at most 10: 1 over"],
        ["constraint-kept：乙区过多：11个，至多 10个：多 1个"],
    ),
    "split-by-a-plan-beside": (
        *("{甲区: 14, 乙区: 9}", "{甲区: 15, 乙区: 9}", [other(14, "splits_from: city/points.甲区")], ""),
        ['other-0.yaml: link-equal: 14 here, but 15 for "Meal points" (A District) in city: 1 short'],
        ["other-0.yaml：link-equal：这里是 14个，city 的“助餐点”（甲区）是 15个：少 1个"],
    ),
    "followed-by-a-plan-beside": (
        *("{甲区: 14, 乙区: 9}", "{甲区: 15, 乙区: 9}", [other(14, "follows: city/points.甲区")], ""),
        [
            (
                'other-0.yaml: link-not-weaker: the target of 14 is weaker than that of "Meal points" (A District) in city, 15: '
                "1 lower"
            )
        ],
        ["other-0.yaml：link-not-weaker：目标 14个，弱于 city 的“助餐点”（甲区）（15个）：低 1个"],
    ),
    "a-limit-of-a-plan-beside": (
        *("{甲区: 17, 乙区: 9}", "{甲区: 15, 乙区: 9}", [other(16, "within: city/points.甲区")], ""),
        [
            'other-0.yaml: subset-within-whole: the subset "Meal points" 16 > "Meal points" (A District) in city 15: 1 over'
        ],
        ["other-0.yaml：subset-within-whole：其中“助餐点” 16个 > city 的“助餐点”（甲区） 15个：多 1个"],
    ),
    "worse-in-one-plan-beside-and-better-in-another": (
        *("{甲区: 14, 乙区: 9}", "{甲区: 15, 乙区: 9}"),
        [
            other(13, "same_as: city/points.甲区"),
            other(16, "same_as: city/points.甲区").replace("id: other", "id: third"),
        ],
        "",
        [
            (
                'other-0.yaml: link-equal: 13 here, but 15 for "Meal points" (A District) in city: 2 short; before the change: '
                '13 here, but 14 for "Meal points" (A District) in city: 1 short'
            )
        ],
        [
            (
                "other-0.yaml：link-equal：这里是 13个，city 的“助餐点”（甲区）是 15个：少 2个；改动之前：这里是 13个，"
                "city 的“助餐点”（甲区）是 14个：少 1个"
            )
        ],
    ),
}


@pytest.mark.parametrize(("before", "after", "beside", "rest", "en", "zh"), CASES.values(), ids=CASES)
def test_what_is_told(before, after, beside, rest, en, zh):
    found = told(before, after, beside, rest)

    assert [each.en for each in found] == en
    assert [each.zh for each in found] == zh
