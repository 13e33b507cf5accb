"""Reports and sheets in a pipe: a line a finding, nothing wrapped or reformatted."""

from civtarget.language import Language
from civtarget.reports.document import Document
from civtarget.reports.formats import plain
from civtarget.reports.sheet import Cell, Column, Sheet
from civtarget.reports.style import Style
from civtarget.reports.views.findings import document
from civtarget.rules import district_sum, link_equal

EXCERPT = """indicators:
  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 4, split: {甲区: 1, 乙区: 2}}
  seats: {name: {zh: 座位, en: Seats}, kind: count, unit: 个, split: {甲区: 3, 乙区: 2}}
waivers: [{rule: district-sum, indicator: beds, reason: agreed, until: 2025-12-31}]
"""


def test_a_line_for_each_finding_and_one_for_the_sum(check):
    report = check(EXCERPT, district_sum)

    assert plain.render(document(report), Style(Language.EN)).splitlines() == [
        "plan.yaml:2:69  waived     district-sum  Beds: the shares add up to 3, not 4: 1 short (waived: agreed)",
        "plan.yaml:3:60  unchecked  district-sum  Seats: no target to hold the shares against: they add up to 5",
        "1 plan: 1 check, 0 held, 1 waived, 1 more could not be made",
    ]
    assert plain.render(document(report), Style(Language.ZH)).splitlines() == [
        "plan.yaml:2:69  已豁免    district-sum  床位：分解合计 3张，应为 4张：少 1张（豁免理由：agreed）",
        "plan.yaml:3:60  未能检查  district-sum  座位：没有总数可核对：分解合计 5个",
        "1 份规划：1 项检查，0 项成立，1 项豁免，另有 1 项未能检查",
    ]


def test_nothing_found_is_the_summary_alone(check):
    report = check(
        "indicators: {beds: {name: 床位, kind: count, unit: 张, target: 3, split: {甲区: 1, 乙区: 2}}}", district_sum
    )

    assert plain.render(document(report), Style(Language.EN)) == "1 plan: 1 check, 1 held\n"


def test_a_sheet_is_written_as_it_is():
    sheet = Sheet(
        "题",
        [Column("名称"), Column("数", right=True)],
        [[Cell("a|b\nc"), Cell("2.50")], [Cell("床位"), Cell("1,300")]],
    )

    assert plain.render(Document(blocks=lambda _: [sheet], content=dict), Style()).splitlines() == [
        "题",
        "名称       数",
        "------  -----",
        "a|b; c   2.50",
        "床位    1,300",
    ]


def test_the_other_side_of_a_link_is_pointed_at(check):
    here = "id: here\nindicators: {x: {name: {zh: 点, en: Points}, kind: count, unit: 个, target: 5, same_as: there/x}}"
    there = "id: there\nindicators: {x: {name: {zh: 点, en: Points}, kind: count, unit: 个, target: 4}}"
    report = check(here, link_equal, beside=[there])

    (english, _), (chinese, _) = (
        plain.render(document(report), Style(language)).splitlines() for language in (Language.EN, Language.ZH)
    )
    assert english.endswith('link-equal  Points: 5 here, but 4 for "Points" in there: 1 over (see beside-1.yaml:2)')
    assert chinese.endswith("link-equal  点：这里是 5个，there 的“点”是 4个：多 1个（另见 beside-1.yaml:2）")
