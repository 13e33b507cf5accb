"""Repairing splits of a plan: which can be, under which bounds, and every sentence that is said."""

import pytest
from support.excerpts import whole_plan

from civtarget.errors import CivtargetError
from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.language import Language
from civtarget.model.workspace import workspace_of
from civtarget.splits.plan_repair import Bounds, RepairOutcome, read_request, repair_plan
from civtarget.splits.repair import RepairMethod

BEDS = "indicators:\n  beds: {{name: {{zh: 床位, en: Beds}}, kind: count, unit: 张, target: {target}, split: {split}{rest}}}\n"


def a_plan(target="300", split="{甲区: 120, 乙区: 150}", rest="", others=""):
    text = whole_plan(BEDS.format(target=target, split=split, rest=rest) + others)
    return parse_plan(File("plan.yaml", text, "")).plan


def repaired(plan, indicator="beds", method=RepairMethod.LEAST_CHANGE, step=None, workspace=None, **bounds):
    request = read_request(plan, indicator=indicator, bounds=Bounds(**bounds), step=step, method=method)
    return repair_plan(plan, request, workspace)


def said(split, language=Language.EN):
    texts = [
        split.message,
        *(cell.message for cell in split.cells),
        *([split.tie_message] if split.tie_message else []),
    ]
    return [text.in_language(language) for text in texts]


LOCKED = {"locked": ["甲区"]}
CASES = {
    "short": (
        {},
        {},
        [
            "the shares add up to 270, not 300: 30 short",
            "B District rises from 150 to 180, by 30: it alone closes the gap of 30",
            "not the only way: A District could as well carry it; the largest share was taken, then the first",
        ],
        [
            "分解合计 270张，应为 300张：少 30张",
            "乙区由 150张 增至 180张，多 30张：由它一处承担全部差额 30张",
            "并非唯一：由 甲区承担也同样好；取份额最大的，相同则取排在前面的",
        ],
    ),
    "over": (
        {"target": "200"},
        {"minimums": ["乙区=100"]},
        [
            "the shares add up to 270, not 200: 70 over",
            "A District falls from 120 to 50, by 70: it alone closes the gap of 70",
        ],
        ["分解合计 270张，应为 200张：多 70张", "甲区由 120张 减至 50张，少 70张：由它一处承担全部差额 70张"],
    ),
    "maximum": (
        {},
        {"maximums": ["A District=130,乙区=175"]},
        [
            "the shares add up to 270, not 300: 30 short",
            "A District rises from 120 to 130, by 10: it closes 10 of the gap of 30, its maximum of 130 allows no more",
            "B District rises from 150 to 170, by 20: it closes 20 of the gap of 30",
        ],
        [
            "分解合计 270张，应为 300张：少 30张",
            "甲区由 120张 增至 130张，多 10张：承担差额 30张中的 10张，已到上限 130张",
            "乙区由 150张 增至 170张，多 20张：承担差额 30张中的 20张",
        ],
    ),
    "minimum-forces": (
        {"target": "270"},
        {"minimums": ["甲区=125"]},
        [
            "the shares add up, but the bounds that were asked for do not leave them as they are",
            "A District rises from 120 to 125, by 5: its minimum is 125",
            "B District falls from 150 to 145, by 5: it alone closes the gap of 5",
        ],
        [
            "分解合计与总数相符，但所要求的上下限使份额必须改动",
            "甲区由 120张 增至 125张，多 5张：下限为 125张",
            "乙区由 150张 减至 145张，少 5张：由它一处承担全部差额 5张",
        ],
    ),
    "down-to-zero": (
        {"target": "<= 10", "split": "{甲区: 4, 乙区: 20}"},
        {"minimums": ["乙区=10"]},
        [
            "the shares add up to 24, above 10: 14 over",
            "A District falls from 4 to 0, by 4: it closes 4 of the gap of 14, no share is below zero",
            "B District falls from 20 to 10, by 10: it closes 10 of the gap of 14, its minimum of 10 allows no more",
        ],
        [
            "分解合计 24张，应不超过 10张：多 14张",
            "甲区由 4张 减至 0张，少 4张：承担差额 14张中的 4张，份额不能小于零",
            "乙区由 20张 减至 10张，少 10张：承担差额 14张中的 10张，已到下限 10张",
        ],
    ),
    "floors": (
        {"target": '">= 300"', "split": '{甲区: ">= 120", 乙区: 150}'},
        LOCKED,
        [
            "the shares add up to 270, below 300: 30 short",
            "B District rises from 150 to 180, by 30: it alone closes the gap of 30",
        ],
        ["分解合计 270张，应不少于 300张：少 30张", "乙区由 150张 增至 180张，多 30张：由它一处承担全部差额 30张"],
    ),
    "blank": (
        {"split": "{甲区: 120, 乙区: }"},
        {},
        [
            "the shares add up to 120, not 300: 180 short",
            "B District, blank so far, gets 180: it alone closes the gap of 180",
        ],
        ["分解合计 120张，应为 300张：少 180张", "乙区原为空格，填 180张：由它一处承担全部差额 180张"],
    ),
    "proportional": (
        {"target": "301"},
        {"method": RepairMethod.PROPORTIONAL},
        [
            "the shares add up to 270, not 301: 31 short",
            (
                "A District rises from 120 to 134, by 14: in proportion to the shares it would be 133.78, "
                "which the largest remainder rounds up"
            ),
            (
                "B District rises from 150 to 167, by 17: in proportion to the shares it would be 167.22, "
                "which the largest remainder rounds down"
            ),
        ],
        [
            "分解合计 270张，应为 301张：少 31张",
            "甲区由 120张 增至 134张，多 14张：按份额比例应为 133.78张，最大余数法进位",
            "乙区由 150张 增至 167张，多 17张：按份额比例应为 167.22张，最大余数法舍去",
        ],
    ),
    "proportional-tie": (
        {"target": "13", "split": "{甲区: 6, 乙区: 6}"},
        {"method": RepairMethod.PROPORTIONAL},
        [
            "the shares add up to 12, not 13: 1 short",
            (
                "A District rises from 6 to 7, by 1: in proportion to the shares it would be 6.5, "
                "which the largest remainder rounds up"
            ),
            "equal remainders: B District could as well be rounded up; larger shares go first, then the order",
        ],
        [
            "分解合计 12张，应为 13张：少 1张",
            "甲区由 6张 增至 7张，多 1张：按份额比例应为 6.5张，最大余数法进位",
            "余数相同：乙区同样可以多得一步，取份额较大、排在前面的",
        ],
    ),
    "maximums-fall-short": (
        {},
        {"maximums": ["甲区=130"], "locked": ["乙区"]},
        [
            "there is no repair: the maximums and locked shares add up to 280, below 300 (A District 130, B District locked at 150)"
        ],
        ["无法修复：上限和锁定的份额合计 280张，低于 300张（甲区 130张、乙区 锁定 150张）"],
    ),
    "minimums-exceed": (
        {"target": "200"},
        {"minimums": ["甲区=110", "乙区=100"]},
        ["there is no repair: the minimums add up to 210, above 200 (A District 110, B District 100)"],
        ["无法修复：下限合计 210张，高于 200张（甲区 110张、乙区 100张）"],
    ),
    "steps-fall-short": (
        {},
        {"maximums": ["甲区=139,乙区=161"], "step": "10"},
        ["there is no repair: the maximums, in steps of 10, add up to 290, below 300 (A District 130, B District 160)"],
        ["无法修复：上限（按步长 10张）合计 290张，低于 300张（甲区 130张、乙区 160张）"],
    ),
    "step": (
        {"target": "305"},
        {"step": "10张"},
        ["there is no repair: the gap of 35 is no whole number of steps of 10"],
        ["无法修复：差额 35张不是步长 10张的整数倍"],
    ),
    "bounds-exclude": (
        {},
        {"minimums": ["甲区=200"], "maximums": ["甲区=100"]},
        ["there is no repair: A District: the minimum of 200 is above the maximum of 100"],
        ["无法修复：甲区的下限 200张高于上限 100张"],
    ),
    "locked-outside": (
        {},
        {"minimums": ["甲区=200"], **LOCKED},
        ["there is no repair: A District is locked at 120, below its minimum of 200"],
        ["无法修复：甲区锁定在 120张，低于下限 200张"],
    ),
    "no-step-within": (
        {},
        {"minimums": ["甲区=121"], "maximums": ["甲区=122"], "step": "10"},
        ["there is no repair: A District: no number of steps of 10 leads from 120 to between 121 and 122"],
        ["无法修复：甲区从 120张起，按步长 10张到不了 121张至 122张之间"],
    ),
    "no-proportion": (
        {"split": "{甲区: 120, 乙区: 0}"},
        {"method": RepairMethod.PROPORTIONAL, **LOCKED},
        [
            (
                "there is no repair: the 180 cannot be spread in proportion: shares that could take it are locked or at "
                "their bounds, and the others are blank or zero (B District)"
            )
        ],
        ["无法修复：差额 180张不能按比例分摊：有比例可言的份额都已锁定或到了上下限，其余为零或空格（乙区）"],
    ),
    "fits": (
        {"target": "270"},
        {},
        ["the shares add up to 270: nothing to repair"],
        ["分解合计 270张，相符：不需要改动"],
    ),
    "approximate": (
        {"target": "约300"},
        {},
        ["it cannot be repaired: the target is approximate"],
        ["不能修复：总数是约数"],
    ),
    "range": (
        {"split": "{甲区: 1..2, 乙区: 3}"},
        {},
        ["it cannot be repaired: A District is a range: which end is to change is open"],
        ["不能修复：甲区是区间，不知应改哪一端"],
    ),
    "unit": (
        {"split": "{甲区: 1个, 乙区: 3}"},
        {},
        ["it cannot be repaired: the unit is 张, but A District is in 个"],
        ["不能修复：单位是“张”，甲区写作“个”"],
    ),
    "sides": (
        {"split": '{甲区: "<= 1", 乙区: 3}'},
        {},
        [
            (
                "it cannot be repaired: shares and target bound different sides: caps never show that a total is reached, "
                "nor floors that it is kept"
            )
        ],
        ["不能修复：分解与总数的方向不同：上限之和不能说明够得上，下限之和不能说明不超过"],
    ),
    "left-out": (
        {"split": "{甲区: 1}"},
        {},
        ["it cannot be repaired: the split leaves out B District, whose share may be missing"],
        ["不能修复：分解遗漏了 乙区，缺的可能正是它的份额"],
    ),
    "unread": (
        {"split": "{甲区: 1, 乙区: many}"},
        {},
        ["indicators.beds.split.乙区 could not be read: see civtarget validate"],
        ["indicators.beds.split.乙区 没有读懂，见 civtarget validate"],
    ),
}


@pytest.mark.parametrize(("excerpt", "asked", "en", "zh"), CASES.values(), ids=CASES)
def test_sentences(excerpt, asked, en, zh):
    (split,) = repaired(a_plan(**excerpt), **asked)

    assert said(split) == en
    assert said(split, Language.ZH) == zh


STATED = """id: other
indicators:
  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 150, splits_from: example/beds.甲区}
"""
SAYS = 'one digit wrong; "Beds" in other says 150'
OF_ALL = """id: other
indicators:
  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 270, same_as: example/beds}
"""
SHORT, SHORT_ZH = "the shares add up to 270, not 300: 30 short", "分解合计 270张，应为 300张：少 30张"
BY_SIZE = [
    SHORT,
    "B District rises from 150 to 180, by 30: it alone closes the gap of 30",
    "not the only way: A District could as well carry it; the largest share was taken, then the first",
]
BY_SIZE_ZH = [
    SHORT_ZH,
    "乙区由 150张 增至 180张，多 30张：由它一处承担全部差额 30张",
    "并非唯一：由 甲区承担也同样好；取份额最大的，相同则取排在前面的",
]
LIKELY = {
    "a-plan-beside-states-it": (
        STATED,
        {},
        [
            SHORT,
            f"A District rises from 120 to 150, by 30: it is likely what is wrong ({SAYS}), it alone closes the gap of 30",
            "not the only way: B District could as well carry it; what is likely wrong was taken",
        ],
        [
            SHORT_ZH,
            (
                "甲区由 120张 增至 150张，多 30张：很可能是它有误（错一位；other 的“床位”是 150），由它一处承担全部差额 30张"
            ),
            "并非唯一：由 乙区承担也能对上；取很可能有误的",
        ],
    ),
    "what-it-states-is-over-the-maximum": (
        STATED,
        {"maximums": ["甲区=145"]},
        [SHORT, "B District rises from 150 to 180, by 30: it alone closes the gap of 30"],
        [SHORT_ZH, "乙区由 150张 增至 180张，多 30张：由它一处承担全部差额 30张"],
    ),
    "it-is-locked": (
        STATED,
        LOCKED,
        [SHORT, "B District rises from 150 to 180, by 30: it alone closes the gap of 30"],
        [SHORT_ZH, "乙区由 150张 增至 180张，多 30张：由它一处承担全部差额 30张"],
    ),
    "no-single-change-does-it": (
        STATED,
        {"maximums": ["甲区=145", "乙区=160"]},
        [
            SHORT,
            "A District rises from 120 to 140, by 20: it closes 20 of the gap of 30",
            "B District rises from 150 to 160, by 10: it closes 10 of the gap of 30, its maximum of 160 allows no more",
        ],
        [
            SHORT_ZH,
            "甲区由 120张 增至 140张，多 20张：承担差额 30张中的 20张",
            "乙区由 150张 增至 160张，多 10张：承担差额 30张中的 10张，已到上限 160张",
        ],
    ),
    "another-is-forced": (
        STATED,
        {"minimums": ["乙区=170"]},
        [SHORT, "B District rises from 150 to 180, by 30: its minimum is 170, it alone closes the gap of 10"],
        [SHORT_ZH, "乙区由 150张 增至 180张，多 30张：下限为 170张，由它一处承担全部差额 10张"],
    ),
    "it-states-another-number": (STATED.replace("150", "151"), {}, BY_SIZE, BY_SIZE_ZH),
    "the-total": (
        OF_ALL,
        {},
        [
            (
                f'{SHORT}; likely the total is wrong and should be 270 ("Beds" in other says 270), '
                "but a repair never changes it"
            ),
            *BY_SIZE[1:],
        ],
        [f"{SHORT_ZH}；很可能是总数有误，应为 270张（other 的“床位”是 270）；修复不改总数", *BY_SIZE_ZH[1:]],
    ),
}


@pytest.mark.parametrize(("beside", "asked", "en", "zh"), LIKELY.values(), ids=LIKELY)
def test_what_is_likely_wrong_is_what_is_changed(beside, asked, en, zh):
    """Where several repairs are equally small, that of the cell that `validate` calls likely is taken, and says so."""
    plan = a_plan()
    other = parse_plan(File("other.yaml", whole_plan(beside), "")).plan
    (split,) = repaired(plan, workspace=workspace_of([plan, other]), **asked)

    assert said(split) == en
    assert said(split, Language.ZH) == zh


def test_a_split_of_the_same_plan_tells_what_is_likely_wrong():
    five = "districts: {甲区: {en: A}, 乙区: {en: B}, 丙区: {en: C}, 丁区: {en: D}, 戊区: {en: E}}\n"
    other = (
        "  visits: {name: {zh: 探访, en: Visits}, kind: count, unit: 次, target: 11420,"
        " split: {甲区: 1240, 乙区: 3120, 丙区: 4110, 丁区: 1830, 戊区: 1120}}\n"
    )
    split = "{甲区: 124, 乙区: 312, 丙区: 411, 丁区: 138, 戊区: 112}"
    (found,) = repaired(a_plan(target="1142", split=split, others=other + five))

    assert said(found) == [
        "the shares add up to 1,097, not 1,142: 45 short",
        (
            'D rises from 138 to 183, by 45: it is likely what is wrong (two digits swapped; 183 is 0.1000 times "Visits" '
            "as elsewhere (0.1000–0.1000), 138 is 0.07541), it alone closes the gap of 45"
        ),
        "not the only way: A, B, C, E could as well carry it; what is likely wrong was taken",
    ]


def test_what_is_not_split_or_has_no_target():
    others = (
        "  alone: {name: 无, kind: count, unit: 张, target: 3}\n"
        "  open: {name: 空, kind: count, unit: 张, split: {甲区: 1, 乙区: 2}}\n"
        '  rate: {name: 率, kind: rate, target: ">= 5%", split: {甲区: 1%, 乙区: 2%}}\n'
        '  tied: {name: 倍, kind: count, unit: 张, target: ">= 2 × beds", split: {甲区: 1, 乙区: 2}}\n'
    )
    plan = a_plan(others=others)
    reasons = {
        "alone": "it is not split",
        "open": "there is no target for the shares to come to",
        "rate": "a rate does not add up over districts",
        "tied": "its target depends on another indicator",
    }

    for identifier, reason in reasons.items():
        (split,) = repaired(plan, identifier)
        assert (split.outcome, said(split)) == (RepairOutcome.OPEN, [f"it cannot be repaired: {reason}"])
    assert [each.identifier for each in repaired(plan, None)] == ["beds", "open", "rate", "tied"]


def test_without_an_indicator_what_was_left_blank_stays_blank():
    (split,) = repaired(a_plan(split="{甲区: 120, 乙区: }"), None)

    assert split.outcome is RepairOutcome.OPEN
    assert said(split) == ["blank cells (B District) would have to carry 180: name this indicator to have them filled"]
    assert said(split, Language.ZH) == ["空格（乙区）还要承担 180张：要填上，请写明这一指标"]


def test_the_plans_own_bounds_limit_a_repair_but_are_no_reason_for_one():
    whole = "  all: {name: 全部, kind: count, unit: 张, target: 600, split: {甲区: 600, 乙区: 160}}\n"
    part = "  part: {name: 其中, kind: count, unit: 张, target: 100, split: {甲区: 10, 乙区: 90}, within: beds}\n"

    (under_whole,) = repaired(a_plan(rest=", within: all", others=whole))
    (over_part,) = repaired(a_plan(target="150", others=part))
    (over_each,) = repaired(a_plan(target="100", rest=', each: ">= 40"', split="{甲区: 30, 乙区: 150}"))

    assert {cell.district: cell.after for cell in under_whole.cells} == {"甲区": 150}
    assert {cell.district: cell.after for cell in over_part.cells} == {"甲区": 60, "乙区": 90}
    assert {cell.district: cell.after for cell in over_each.cells} == {"乙区": 70}


def test_money_is_repaired_in_the_place_to_which_it_is_written():
    text = whole_plan(
        "indicators:\n  funds: {name: 资金, kind: amount, unit: 元, target: 11.5亿, split: {甲区: 5.78亿, 乙区: 5.7亿}}\n"
    )
    plan = parse_plan(File("plan.yaml", text, "")).plan

    (split,) = repaired(plan, "资金", RepairMethod.PROPORTIONAL)

    assert split.step == 1_000_000
    assert {cell.district: cell.after for cell in split.cells} == {"甲区": 579_000_000, "乙区": 571_000_000}


REFUSED = {
    "indicator": (
        {"indicator": "bed"},
        'the plan has no indicator "bed": is "beds" meant?',
        "规划中没有指标“bed”：是否应为“beds”？",
    ),
    "district": ({"locked": ["甲市"]}, 'locks: the plan has no district "甲市"', "locks：规划中没有“甲市”"),
    "no-number": (
        {"minimums": ["甲区"]},
        'minimums: "甲区" should be written DISTRICT=NUMBER, as in minimums Wujin=100',
        "minimums：“甲区”应写作 辖市区=数，如 minimums 武进区=100",
    ),
    "unread-number": (
        {"minimums": ["甲区=x"]},
        'minimums: expected a number such as 353 or 三百五十三, not "x"',
        "minimums：“x”处应为数，如 353 或 三百五十三",
    ),
    "bound": (
        {"maximums": ["甲区=5张以上"]},
        'maximums: "5张以上" should be one exact number',
        "maximums：“5张以上”应是一个确切的数",
    ),
    "unit": (
        {"maximums": ["甲区=5人"]},
        "maximums: the unit is 张, but here it is 人",
        "maximums：单位是“张”，这里写作“人”",
    ),
    "step": ({"step": "0"}, "step: a step is above zero", "step：步长应大于零"),
    "all-indicators": (
        {"indicator": None, "minimums": ["甲区=5"]},
        "minimums needs an INDICATOR: each has numbers of its own",
        "minimums：要先写明指标，因为各指标的数不同",
    ),
    "several": (
        {
            "excerpt": {
                "others": "districts: {甲区: {en: North, aliases: [老区]}, 乙区: {en: South, aliases: [老区]}}\n"
            },
            "locked": ["老区"],
        },
        'locks: "老区" could be any of North, South: name one',
        "locks：“老区”可以指 甲区、乙区：请写明是哪一个",
    ),
    "named-twice": (
        {"minimums": ["甲区=5", "A District=6"]},
        "minimums: A District is named twice",
        "minimums：甲区 写了两次",
    ),
    "not-in-split": (
        {"excerpt": {"split": '{甲区: 120, 乙区: "--"}'}, "locked": ["乙区"]},
        "locks: B District has no share in this split",
        "locks：乙区 在这一分解中没有份额",
    ),
}


@pytest.mark.parametrize(("asked", "en", "zh"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_asked(asked, en, zh):
    asked = dict(asked)
    plan = a_plan(**asked.pop("excerpt", {}))
    with pytest.raises(CivtargetError) as caught:
        repaired(plan, **asked)

    assert (caught.value.text.en, caught.value.text.zh) == (en, zh)


def test_a_comma_in_a_number_is_no_end_of_it():
    (split,) = repaired(a_plan(target="3000"), maximums=["甲区=1,300,乙区=1,800"])

    assert {cell.district: cell.after for cell in split.cells} == {"甲区": 1300, "乙区": 1700}


@pytest.mark.parametrize(
    ("text", "indicator", "expected"),
    [
        pytest.param("indicators: 5\n", None, "indicators could not be read: see civtarget validate", id="indicators"),
        pytest.param(
            BEDS.format(target=3, split="{甲区: 1, 乙区: 1}", rest="").replace("张", "丈"),
            "beds",
            "indicators.beds.unit could not be read: see civtarget validate",
            id="unit",
        ),
        pytest.param(
            BEDS.format(target=3, split="{甲区: 1, 乙区: 1}", rest="").replace("count", "counts"),
            "beds",
            "indicators.beds.kind could not be read: see civtarget validate",
            id="kind",
        ),
    ],
)
def test_what_could_not_be_read_is_told(text, indicator, expected):
    (split,) = repaired(
        parse_plan(File("plan.yaml", whole_plan(text), "")).plan, indicator, minimums=["甲区=0"] * bool(indicator)
    )
    assert (split.outcome, said(split)) == (RepairOutcome.OPEN, [expected])
