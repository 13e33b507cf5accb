"""kind-fits-unit: every kind beside units that it may and may not have."""

import pytest

from civtarget.language import Language
from civtarget.rules import kind_fits_unit

PLAN = "indicators: {{it: {{name: 某事, kind: {kind}, unit: '{unit}'}}}}"
AT = "indicators.it.unit:"
FITTING = {
    "count": ("a count is in a unit such as 个, 户 or 人次", "数量用 个、户、人次 等单位", "数量"),
    "amount": ("an amount is in 元", "金额用 元", "金额"),
    "stock": ("a stock is in a unit such as 个, 家 or 张", "存量用 个、家、张 等单位", "存量"),
    "rate": ("a rate is in %, 百分点 or 倍", "比率用 %、百分点或倍", "比率"),
    "density": (
        "a density is in something per something, such as 名/万名老年人",
        "密度用“……/……”，如 名/万名老年人",
        "密度",
    ),
}


@pytest.mark.parametrize(
    ("kind", "unit"),
    [
        ("count", "户"),
        ("count", "小时"),
        ("amount", "元"),
        ("stock", "家"),
        ("stock", "平方米"),
        ("stock", "元"),
        ("rate", "%"),
        ("rate", "‰"),
        ("rate", "倍"),
        ("rate", "百分点"),
        ("rate", "%/年"),
        ("density", "张/万名老年人"),
        ("density", "元/人"),
        ("standard", "元/人/月"),
        ("standard", "%"),
        ("standard", "户"),
    ],
)
def test_what_fits(check, kind, unit):
    # ‰ is no base unit: it is written in %
    report = check(PLAN.format(kind=kind, unit=unit), kind_fits_unit)
    fits = [each for each in report.findings if each.rule == "kind-fits-unit" and each.outcome != "unchecked"]
    assert fits == []
    assert report.held == (0 if unit == "‰" or kind == "standard" else 1)


@pytest.mark.parametrize(
    ("kind", "unit"),
    [
        ("count", "%"),
        ("count", "百分点"),
        ("count", "倍"),
        ("count", "元"),
        ("count", "张/万人"),
        ("amount", "户"),
        ("amount", "%"),
        ("amount", "元/人"),
        ("stock", "%"),
        ("stock", "张/万人"),
        ("rate", "户"),
        ("rate", "元"),
        ("rate", "张/万人"),
        ("density", "张"),
        ("density", "%"),
    ],
)
def test_what_does_not_fit(messages, kind, unit):
    plan = PLAN.format(kind=kind, unit=unit)
    en, zh, name = FITTING[kind]
    assert messages(kind_fits_unit, plan) == [f"{AT} the unit {unit} does not fit the kind {kind}: {en}"]
    assert messages(kind_fits_unit, plan, Language.ZH) == [f"{AT} 单位“{unit}”与种类“{name}”不符：{zh}"]


@pytest.mark.parametrize("rest", ["kind: task", "kind: count", "kind: standard"])
def test_without_a_unit_there_is_nothing_to_check(check, rest):
    report = check(f"indicators: {{it: {{name: 某事, {rest}}}}}", kind_fits_unit)
    assert (report.findings, report.held) == ((), 0)


def test_a_rate_without_a_unit_is_in_per_cent(check):
    assert check("indicators: {it: {name: 某事, kind: rate}}", kind_fits_unit).held == 1
