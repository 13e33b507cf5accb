"""link-fits: kinds and units of what is linked."""

import pytest

from civtarget.language import Language
from civtarget.rules import link_fits

CITY = "id: city\nperiod: 2021..2025\nindicators: {{x: {{name: {{zh: 点, en: Points}}, {there}}}}}"
HERE = "indicators: {{x: {{name: 点, {here}}}}}"
X = "indicators.x"


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        pytest.param("kind: count, unit: 个, same_as: city/x", "kind: count, unit: 个", [], id="the-same"),
        pytest.param("kind: count, unit: 个, same_as: city/x", "kind: stock, unit: 个", [], id="counted-and-there"),
        pytest.param(
            "kind: count, unit: 个, follows: city/x",
            "kind: stock, unit: 个",
            [f'{X}.follows: does not fit: it is a count, and "Points" in city is a stock'],
            id="a-stock-is-no-total",
        ),
        pytest.param(
            "kind: amount, unit: 元, same_as: city/x",
            "kind: standard, unit: 元",
            [f'{X}.same_as: does not fit: it is an amount, and "Points" in city is a standard'],
            id="money-and-a-standard",
        ),
        pytest.param(
            "kind: standard, unit: 元/人/月, baseline: city/x",
            "kind: standard, unit: 元/人/年",
            [f'{X}.baseline: does not fit: it is in 元/人/月, and "Points" in city is in 元/人/年'],
            id="a-month-and-a-year",
        ),
        pytest.param(
            "kind: count, unit: 个, within: city/x",
            "kind: count",
            [f'{X}.within: does not fit: it is in 个, and "Points" in city is without a unit'],
            id="no-unit",
        ),
        pytest.param("kind: task, follows: city/x", "kind: task", [], id="tasks"),
        pytest.param("kind: rate, follows: city/y", "kind: rate", [], id="nothing-there"),
    ],
)
def test_links(messages, here, there, expected):
    assert messages(link_fits, HERE.format(here=here), beside=[CITY.format(there=there)]) == expected


@pytest.mark.parametrize("where", ["here", "there"])
def test_units_that_may_stand_for_each_other(messages, where):
    plans = [HERE.format(here="kind: count, unit: 个, same_as: city/x"), CITY.format(there="kind: count, unit: 家")]
    assert messages(link_fits, plans[0], beside=[plans[1]]) != []
    plans[where == "there"] += "\nsame_units: [[个, 家]]"
    assert messages(link_fits, plans[0], beside=[plans[1]]) == []


def test_in_chinese(messages):
    plans = HERE.format(here="kind: count, unit: 个, follows: city/x"), CITY.format(there="kind: stock, unit: 个")
    assert messages(link_fits, plans[0], Language.ZH, beside=[plans[1]]) == [
        f"{X}.follows: 不能对照：这里是数量，city 的“点”是存量"
    ]
