"""same-series: districts that report the same numbers period after period."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.language import Language
from civtarget.rules.actuals import same_series

NAMES = ("甲区", "乙区", "丙区", "丁区")


def plan(kind: str = "kind: count, unit: 人次") -> str:
    districts = ", ".join(f"{name}: {{}}" for name in NAMES)
    return f"districts: {{{districts}}}\nindicators: {{visits: {{name: 探访, {kind}}}}}"


def rows(**series: str) -> str:
    """Return CSV rows: of each district the values from January on, `-` where it did not report."""
    lines = [
        f"visits,{name},2025-{month:02},{value}"
        for name, values in series.items()
        for month, value in enumerate(values.split(), start=1)
        if value != "-"
    ]
    return "\n".join(("指标,辖区,期间,数值", *lines, ""))


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        pytest.param({"甲区": "113 148 201"}, [], id="alone"),
        pytest.param({"甲区": "113 148 201", "乙区": "113 148 202"}, [], id="the-last-differs"),
        pytest.param({"甲区": "113 148 201", "乙区": "112 148 201"}, [], id="the-first-differs"),
        pytest.param(
            {"甲区": "113 148 201", "乙区": "113 148 201"},
            ["7:19 乙区: the same as 甲区 in all 3 periods, 2025-01 to 2025-03: 113, 148, 201"],
            id="the-same",
        ),
        pytest.param(
            {"乙区": "113 148 201", "甲区": "113 148 201"},
            ["4:19 乙区: the same as 甲区 in all 3 periods, 2025-01 to 2025-03: 113, 148, 201"],
            id="in-the-order-of-the-plan",
        ),
        pytest.param({"甲区": "148 201", "乙区": "148 201"}, [], id="two-periods"),
        pytest.param({"甲区": "113 148 201", "乙区": "- 113 148 201"}, [], id="of-other-periods"),
        pytest.param({"甲区": "113 148 201", "乙区": "113 148 201 250"}, [], id="one-went-on"),
        pytest.param({"甲区": "201 201 201", "乙区": "201 201 201"}, [], id="constant"),
        pytest.param(
            {"甲区": "99 99 100", "乙区": "99 99 100"},
            ["7:19 乙区: the same as 甲区 in all 3 periods, 2025-01 to 2025-03: 99, 99, 100"],
            id="least",
        ),
        pytest.param({"甲区": "97 98 99", "乙区": "97 98 99"}, [], id="small-numbers-often-agree"),
        pytest.param({"甲区": "113 很多 148", "乙区": "113 很多 148"}, [], id="two-that-can-be-read"),
        pytest.param(
            {"甲区": "113 很多 148 201", "乙区": "113 120 148 201"}, [], id="one-reports-what-the-other-may-not"
        ),
        pytest.param(
            {"甲区": "1 2 300", "丙区": "1 2 300", "丁区": "1 2 300"},
            ["7:19 丙区: the same as 甲区, 丁区 in all 3 periods, 2025-01 to 2025-03: 1, 2, 300"],
            id="three-districts-once",
        ),
        pytest.param(
            {"甲区": "1 2 300", "乙区": "4 5 600", "丙区": "1 2 300", "丁区": "4 5 600"},
            [
                "10:19 丙区: the same as 甲区 in all 3 periods, 2025-01 to 2025-03: 1, 2, 300",
                "13:19 丁区: the same as 乙区 in all 3 periods, 2025-01 to 2025-03: 4, 5, 600",
            ],
            id="two-pairs",
        ),
        pytest.param(
            dict.fromkeys(("甲区", "乙区"), "1 2 3 4 5 6 7 8 9 10 11 1200"),
            [
                (
                    "25:19 乙区: the same as 甲区 in all 12 periods, 2025-01 to 2025-12: "
                    "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more"
                )
            ],
            id="not-more-numbers-than-one-can-read",
        ),
    ],
)
def test_messages(actuals_messages, series, expected):
    assert actuals_messages(same_series, plan(), rows(**series)) == expected


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        pytest.param("kind: amount, unit: 元", 1, id="amount"),
        pytest.param("kind: stock, unit: 张", 1, id="stock"),
        pytest.param("kind: count, unit: 人次, reported: in-period", 1, id="in-period"),
        pytest.param("kind: rate", 0, id="rate"),
        pytest.param("kind: density, unit: 名/万名老年人", 0, id="density"),
        pytest.param("kind: standard, unit: 元/月", 0, id="standard"),
    ],
)
def test_kinds(check_actuals, kind, found):
    text = rows(甲区="113 148 201", 乙区="113 148 201")
    assert len(check_actuals(plan(kind), text, same_series).findings) == found


def test_the_whole_area_is_no_district(check_actuals):
    text = rows(甲区="113 148 201", 合计="113 148 201")
    report = check_actuals(plan(), text, same_series)
    assert (report.held, len(report.findings)) == (0, 0)


def test_chinese(actuals_messages):
    text = rows(甲区="1.1万 1.2万 20100", 乙区="11000 12000 20100", 丙区="11000 12000 20100")
    assert actuals_messages(same_series, plan(), text, language=Language.ZH) == [
        "7:19 乙区：与甲区、丙区 3 期的数完全相同，2025-01 至 2025-03：1.1万、1.2万、2.01万"
    ]


def test_where_the_others_stand(check_actuals):
    text = rows(甲区="1 2 300", 乙区="1 2 300", 丙区="1 2 300")
    (finding,) = check_actuals(plan(), text, same_series).findings
    assert [(each.location.span.line, each.message.en) for each in finding.related] == [
        (4, "the same stands here"),
        (10, "the same stands here"),
    ]
    assert (finding.district, finding.actual, finding.unit) == ("乙区", 300, "人次")


series = st.lists(st.sampled_from(["1", "2"]), min_size=2, max_size=4)


@given(reported=st.lists(st.tuples(series, st.sampled_from(["99", "100"])), min_size=1, max_size=4))
def test_it_finds_every_group_once(check_actuals, reported):
    """Whoever is compared is either alone with his numbers, and holds, or in one group with all who share them."""
    texts = [" ".join((*first, last)) for first, last in reported]
    report = check_actuals(plan(), rows(**dict(zip(NAMES, texts, strict=False))), same_series)
    compared = [text for text in texts if text.endswith("100")]
    groups = {text for text in compared if compared.count(text) > 1}
    alone = [text for text in compared if compared.count(text) == 1]
    assert len(report.findings) == len(groups)
    assert report.held == (len(alone) if len(compared) > 1 else 0)
