"""Evidence about a broken split: found in its own plan and in those beside it; what was found is in the diagnosis."""

import json

import pytest

from civtarget.language import Language
from civtarget.reports.rendering import Format, render
from civtarget.reports.style import Style
from civtarget.reports.views.findings import document
from civtarget.rules import district_sum

DISTRICTS = ("甲区", "乙区", "丙区", "丁区", "戊区")
SHARES = (353, 149, 192, 99, 77)
TOTAL = sum(SHARES)
HEAD = "districts: {甲区: {}, 乙区: {}, 丙区: {}, 丁区: {}, 戊区: {}}\n"


def split(*shares):
    pairs = ", ".join(f"{name}: {share}" for name, share in zip(DISTRICTS, shares, strict=True))
    return f"{{{pairs}}}"


def indicator(identifier, total, shares, more=""):
    name = identifier.capitalize().replace("-", " ")
    return (
        f"  {identifier}: {{name: {{zh: {identifier}, en: {name}}}, kind: count, unit: 张, target: {total}, "
        f"split: {split(*shares)}{more}}}\n"
    )


def linked(identifier, value, more, unit="张"):
    name = identifier.capitalize()
    return f"  {identifier}: {{name: {{zh: {identifier}, en: {name}}}, kind: count, unit: {unit}, target: {value}, {more}}}\n"


BROKEN = (353, 194, 192, 99, 77)
"""149 is swapped."""
BEDS = HEAD + "indicators:\n" + indicator("beds", TOTAL, BROKEN)
VISITS = indicator("visits", sum(3 * share for share in SHARES), [3 * share for share in SHARES])
SWAPPED = "乙区 194 → 149, two digits swapped"


def diagnosis(check, plan, *beside):
    (finding,) = [
        each for each in check(plan, district_sum, beside=beside).findings if each.location.path[1:2] == ("beds",)
    ]
    return finding.diagnosis


@pytest.mark.parametrize(
    ("plan", "beside", "expected"),
    [
        pytest.param(
            BEDS, [], f"cannot tell; first to check: {SWAPPED}; then 甲区 353 → 308, 戊区 77 → 32", id="nothing"
        ),
        pytest.param(
            BEDS + VISITS,
            [],
            f'likely: {SWAPPED} (149 is 0.3333 times "Visits" as elsewhere (0.3333–0.3333), 194 is 0.4340)',
            id="proportion",
        ),
        pytest.param(
            BEDS + linked("sites", 149, "same_as: beds.乙区"),
            [],
            f'likely: {SWAPPED} ("Sites" says 149)',
            id="repeated-in-the-plan",
        ),
        pytest.param(
            BEDS,
            ["id: list\nindicators:\n" + linked("sites", 149, "same_as: example/beds.乙区")],
            f'likely: {SWAPPED} ("Sites" in list says 149)',
            id="repeated-in-another-plan",
        ),
        pytest.param(
            BEDS,
            ["id: yi\nindicators:\n" + linked("sites", 149, "splits_from: example/beds.乙区")],
            f'likely: {SWAPPED} ("Sites" in yi says 149)',
            id="plan-of-the-district",
        ),
        pytest.param(
            HEAD + "indicators:\n" + indicator("beds", 780, SHARES, ", splits_from: province/beds.甲区"),
            [HEAD + "id: province\nindicators:\n" + indicator("beds", 1570, (870, 200, 200, 200, 100))],
            'likely: the total 780 → 870, two digits swapped ("Beds" (甲区) in province says 870)',
            id="total-from-a-higher-plan",
        ),
        pytest.param(
            HEAD + "indicators:\n" + indicator("beds", TOTAL, BROKEN, ", same_as: table/beds"),
            [HEAD + "id: table\nindicators:\n" + indicator("beds", TOTAL, SHARES)],
            f'likely: {SWAPPED} ("Beds" in table says 149)',
            id="the-same-split-elsewhere",
        ),
        pytest.param(
            HEAD + "indicators:\n" + indicator("beds", TOTAL, BROKEN, ", follows: before/beds"),
            [
                HEAD
                + "id: before\nperiod: 2024\nindicators:\n"
                + indicator("beds", 2 * TOTAL, [2 * each for each in SHARES])
            ],
            f'likely: {SWAPPED} (149 is 0.5000 times "Beds" in before as elsewhere (0.5000–0.5000), 194 is 0.6510)',
            id="split-of-last-year",
        ),
        pytest.param(
            HEAD + "indicators:\n" + indicator("beds", TOTAL, BROKEN, ", follows: five/beds"),
            [
                "id: five\nperiod: 2021..2025\nindicators:\n" + linked("beds", 9000, "note: n"),
                HEAD
                + "id: before\nperiod: 2024\nindicators:\n"
                + indicator("beds", 2 * TOTAL, [2 * each for each in SHARES], ", follows: five/beds"),
            ],
            f'likely: {SWAPPED} (149 is 0.5000 times "Beds" in before as elsewhere (0.5000–0.5000), 194 is 0.6510)',
            id="what-follows-the-same",
        ),
        pytest.param(
            BEDS
            + linked("old", 100, "note: n")
            + "constraints: [{sum: {beds.乙区: 1, old: 1}, equals: 249, message: {zh: 新旧合计, en: Old and new}}]\n",
            [],
            f'likely: {SWAPPED} ("Old and new" says 149)',
            id="equation",
        ),
        pytest.param(
            BEDS
            + linked("all", 398, "note: n")
            + linked("old", 100, "note: n")
            + "constraints: [{sum: {beds.乙区: 2, old: 1}, equals: all, message: {zh: 合计, en: Twice}}]\n",
            [],
            f'likely: {SWAPPED} ("Twice" says 149)',
            id="equation-of-indicators",
        ),
        pytest.param(
            BEDS
            + linked("old", "100以上", "note: n")
            + "constraints: [{sum: {beds.乙区: 1, old: 1}, equals: 249, message: {zh: 合计, en: Both}}]\n",
            [],
            f"cannot tell; first to check: {SWAPPED}; then 甲区 353 → 308, 戊区 77 → 32",
            id="equation-with-a-floor",
        ),
        pytest.param(
            BEDS + linked("sites", 149, "same_as: beds.乙区", unit="户") + "same_units: [[张, 户]]\n",
            [],
            f'likely: {SWAPPED} ("Sites" says 149)',
            id="another-unit-that-may-stand-for-it",
        ),
        pytest.param(
            BEDS,
            [
                "id: list\nsame_units: [[张, 户]]\nindicators:\n"
                + linked("sites", 149, "same_as: example/beds.乙区", unit="户")
            ],
            f'likely: {SWAPPED} ("Sites" in list says 149)',
            id="another-unit-that-may-stand-for-it-there",
        ),
        pytest.param(
            BEDS + "same_units: [[张, 户]]\n",
            ["id: list\nindicators:\n" + linked("sites", 149, "same_as: example/beds.乙区", unit="户")],
            f'likely: {SWAPPED} ("Sites" in list says 149)',
            id="another-unit-there-that-may-stand-for-it",
        ),
        pytest.param(
            BEDS
            + linked("old", 100, "note: n")
            + "constraints: [{sum: {beds.乙区: 1, old: 1}, equals: 249户, message: {zh: 合计, en: Both}}]\n"
            + "same_units: [[张, 户]]\n",
            [],
            f'likely: {SWAPPED} ("Both" says 149)',
            id="bound-in-another-unit-that-may-stand-for-it",
        ),
        pytest.param(
            BEDS
            + indicator("old", 100, (10, 15, 20, 25, 30))
            + "constraints: [{sum: {beds.乙区: 1, old: 1}, equals: 249, message: {zh: 合计, en: Both}}]\n",
            [],
            f'likely: {SWAPPED} ("Both" says 149)',
            id="equation-with-a-split-that-adds-up",
        ),
        # what is no evidence
        pytest.param(
            BEDS
            + indicator("old", 100, (10, 15, 20, 25, 29))
            + "constraints: [{sum: {beds.乙区: 1, old: 1}, equals: 249, message: {zh: 合计, en: Both}}]\n",
            [],
            f"cannot tell; first to check: {SWAPPED}; then 甲区 353 → 308, 戊区 77 → 32",
            id="equation-with-a-split-that-is-broken-itself",
        ),
        pytest.param(
            HEAD
            + "indicators:\n"
            + indicator("beds", TOTAL, BROKEN, ", baseline: visits")
            + indicator("visits", 5000, [3 * share for share in SHARES]),
            [],
            f"cannot tell; first to check: {SWAPPED}; then 甲区 353 → 308, 戊区 77 → 32",
            id="a-link-to-a-broken-split-of-the-same-plan",
        ),
        pytest.param(
            BEDS
            + linked("old", 100, "note: n")
            + "constraints: [{sum: {beds.乙区: 若干, old: 1}, equals: 249, message: {zh: 合计, en: Both}}]\n",
            [],
            f"cannot tell; first to check: {SWAPPED}; then 甲区 353 → 308, 戊区 77 → 32",
            id="unreadable-factor",
        ),
        pytest.param(
            BEDS
            + linked("old", 100, "note: n")
            + 'constraints: [{sum: {beds.乙区: 1, old: ">= 1"}, equals: 249, message: {zh: 合计, en: Both}}]\n',
            [],
            f"cannot tell; first to check: {SWAPPED}; then 甲区 353 → 308, 戊区 77 → 32",
            id="a-floor-as-factor",
        ),
        pytest.param(
            BEDS
            + linked("old", 100, "note: n")
            + "constraints: [{sum: {beds.乙区: 1, old: 1}, equals: 约249, message: {zh: 合计, en: Both}}]\n",
            [],
            f"cannot tell; first to check: {SWAPPED}; then 甲区 353 → 308, 戊区 77 → 32",
            id="about-as-bound",
        ),
        pytest.param(
            BEDS
            + linked("old", 100, "note: n")
            + 'constraints: [{sum: {beds.乙区: 1, old: 1}, equals: ">= 249", message: {zh: 合计, en: Both}}]\n',
            [],
            f"cannot tell; first to check: {SWAPPED}; then 甲区 353 → 308, 戊区 77 → 32",
            id="a-floor-as-bound",
        ),
        pytest.param(
            BEDS
            + linked("old", 100, "note: n")
            + "constraints: [{sum: {beds.乙区: 1, old: 1}, equals: 249户, message: {zh: 合计, en: Both}}]\n",
            [],
            f"cannot tell; first to check: {SWAPPED}; then 甲区 353 → 308, 戊区 77 → 32",
            id="bound-in-another-unit",
        ),
        pytest.param(
            BEDS
            + linked("old", 100, "note: n", unit="户")
            + "constraints: [{sum: {beds.乙区: 1, old: 1}, equals: 249, message: {zh: 合计, en: Both}}]\n",
            [],
            f"cannot tell; first to check: {SWAPPED}; then 甲区 353 → 308, 戊区 77 → 32",
            id="equation-over-units",
        ),
        pytest.param(
            HEAD + "indicators:\n" + indicator("beds", TOTAL, (353, 194, 192, 99, '"--"')),
            ["id: wu\nindicators:\n" + linked("sites", 32, "splits_from: example/beds.戊区")],
            "cannot tell: more than one figure may be wrong; if one is, first check 丁区 99 → 131",
            id="of-a-district-that-takes-no-part",
        ),
        pytest.param(
            BEDS + linked("sites", 149, "same_as: beds.乙区", unit="户"),
            [],
            f"cannot tell; first to check: {SWAPPED}; then 甲区 353 → 308, 戊区 77 → 32",
            id="another-unit",
        ),
        pytest.param(
            BEDS + linked("sites", "149以上", "same_as: beds.乙区"),
            [],
            f"cannot tell; first to check: {SWAPPED}; then 甲区 353 → 308, 戊区 77 → 32",
            id="a-floor",
        ),
        pytest.param(
            BEDS + linked("sites", "若干", "same_as: beds.乙区"),
            [],
            f"cannot tell; first to check: {SWAPPED}; then 甲区 353 → 308, 戊区 77 → 32",
            id="unreadable",
        ),
        pytest.param(
            BEDS + indicator("visits", 5000, [3 * share for share in SHARES]),
            [],
            f"cannot tell; first to check: {SWAPPED}; then 甲区 353 → 308, 戊区 77 → 32",
            id="a-split-that-is-broken-itself",
        ),
        pytest.param(
            BEDS + indicator("visits", 220, (30, 90, 20, 60, 20)),
            [],
            f"cannot tell; first to check: {SWAPPED}; then 甲区 353 → 308, 戊区 77 → 32",
            id="out-of-proportion",
        ),
    ],
)
def test_what_is_found(check, plan, beside, expected):
    assert diagnosis(check, plan, *beside).en == expected


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param("target: 不少于300, split: {甲区: 120以上, 乙区: 150以上}", id="floors"),
        pytest.param("target: 不少于300, split: {甲区: 120, 乙区: 150}", id="floor"),
        pytest.param("target: 3以内, split: {甲区: 2以内, 乙区: 2以内}", id="caps"),
        pytest.param("target: 300, split: {甲区: 120以上, 乙区: 181以上}", id="floors-above-a-number"),
        pytest.param("target: 300, split: {甲区: 301, 乙区: }", id="blank"),
        pytest.param("target: 300, partial: true, split: {}", id="nothing"),
    ],
)
def test_who_has_no_culprit(check, rest):
    (finding,) = check(f"indicators: {{beds: {{name: 床位, kind: count, unit: 张, {rest}}}}}", district_sum).findings
    assert (finding.suspects, finding.diagnosis) == ((), None)


def test_who_takes_no_part_is_no_suspect(check):
    plan = (
        HEAD
        + "indicators: {beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 150, 丙区: --}, partial: true}}"
    )
    (finding,) = check(plan, district_sum).findings
    assert {each.suspect.cell for each in finding.suspects} == {"甲区", "乙区", None}


def test_what_scripts_read(check):
    finding, *_ = json.loads(render(Format.JSON, document(check(BEDS + VISITS, district_sum)), Style()))["findings"]

    assert finding["suspects"][0] == {
        "district": "乙区",
        "path": "indicators.beds.split.乙区",
        "value": "194",
        "would_be": "149",
        "slip": "digits-swapped",
        "likely": True,
        "evidence": [
            {
                "zh": "149 是“visits”的 0.3333 倍，同其他地区一样（0.3333–0.3333），194 则是 0.4340 倍",
                "en": '149 is 0.3333 times "Visits" as elsewhere (0.3333–0.3333), 194 is 0.4340',
            }
        ],
    }
    assert [each["likely"] for each in finding["suspects"]] == [True, False, False, False, False, False]
    (total,) = [each for each in finding["suspects"] if each["district"] is None]
    assert (total["path"], total["value"], total["would_be"]) == ("indicators.beds.target", "870", "915")
    assert finding["diagnosis"]["en"].startswith(f"likely: {SWAPPED}")


def test_what_people_read(check):
    report = check(BEDS + linked("sites", 149, "same_as: beds.乙区"), district_sum)

    assert render(Format.PLAIN, document(report), Style(Language.EN)).splitlines()[0] == (
        "plan.yaml:3:73  error  district-sum  Beds: the shares add up to 915, not 870: 45 over; "
        f'likely: {SWAPPED} ("Sites" says 149)'
    )
    assert render(Format.PLAIN, document(report), Style(Language.ZH)).splitlines()[0] == (
        "plan.yaml:3:73  错误  district-sum  beds：分解合计 915张，应为 870张：多 45张；"
        "很可能是乙区 194 → 149，相邻两位颠倒（“sites”是 149）"
    )


def test_nobody_is_named_where_the_finding_is_waived(check):
    report = check(BEDS + "waivers: [{rule: district-sum, reason: agreed, until: 2025-12-31}]\n", district_sum)

    assert (
        render(Format.PLAIN, document(report), Style(Language.EN)).splitlines()[0].endswith("45 over (waived: agreed)")
    )
