"""suspect_messages: whole diagnoses by table."""

from fractions import Fraction

import pytest
from support.equations import COMPANION, EDIT, LIST, TRAINING, beds, equation

from civtarget.splits.suspect_messages import diagnose
from civtarget.splits.suspects import Changed, Stated


@pytest.mark.parametrize(
    ("broken", "evidence", "zh", "en"),
    [
        pytest.param(
            beds(武进区=1490),
            [COMPANION],
            "很可能是武进区 1490 → 149，多一位（149 是“上门服务”的 0.4197 倍，同其他地区一样（0.4160–0.4202），1490 则是 4.197 倍）",
            "likely: 武进区 1,490 → 149, one digit too many "
            '(149 is 0.4197 times "Home visits" as elsewhere (0.4160–0.4202), 1,490 is 4.197)',
            id="companion",
        ),
        pytest.param(
            beds(1330),
            [COMPANION],
            "很可能是总数 1330 → 1300，错一位（各地都是“上门服务”的 0.4160–0.4202 倍）",
            'likely: the total 1,330 → 1,300, one digit wrong (every share is 0.4160–0.4202 times "Home visits")',
            id="total",
        ),
        pytest.param(
            beds(新北区=129),
            [Stated("新北区", 192, LIST)],
            "很可能是新北区 129 → 192，相邻两位颠倒（清单是 192）",
            "likely: 新北区 129 → 192, two digits swapped (the list says 192)",
            id="stated",
        ),
        pytest.param(
            beds(新北区=120),
            [Stated("新北区", 192, LIST)],
            "很可能是新北区 120 → 192（清单是 192）",
            "likely: 新北区 120 → 192 (the list says 192)",
            id="stated-and-no-known-slip",
        ),
        pytest.param(
            beds(新北区=129),
            [],
            "无法判断，可先查新北区 129 → 192，相邻两位颠倒；其次天宁区 99 → 162、经开区 63 → 126",
            "cannot tell; first to check: 新北区 129 → 192, two digits swapped; then 天宁区 99 → 162, 经开区 63 → 126",
            id="first-but-not-certain",
        ),
        pytest.param(
            beds(新北区=129),
            [Changed("新北区", 192, EDIT)],
            "很可能是新北区 129 → 192，相邻两位颠倒（本次改动前是 192）",
            "likely: 新北区 129 → 192, two digits swapped (192 before this edit)",
            id="changed",
        ),
        pytest.param(
            beds(1290, 武进区=159, 新北区=182),
            [Changed("武进区", 149, EDIT), Changed("新北区", 192, EDIT), Changed(None, 1300, EDIT)],
            "无法判断，可先查武进区 159 → 149，错一位（本次改动前是 149）；其次总数 1290 → 1300、新北区 182 → 172",
            (
                "cannot tell; first to check: 武进区 159 → 149, one digit wrong (149 before this edit); "
                "then the total 1,290 → 1,300, 新北区 182 → 172"
            ),
            id="changed-with-others",
        ),
        pytest.param(
            equation(TRAINING, 40000, total_resolution=10000),
            [],
            "无法判断：经开区 3000 → 6000、溧阳市 4000 → 7000、金坛区 4000 → 7000 等 4 处，可能性相当",
            "cannot tell: 经开区 3,000 → 6,000, 溧阳市 4,000 → 7,000, 金坛区 4,000 → 7,000 and 1 more fit alike",
            id="published",
        ),
        pytest.param(
            beds(新北区=129, 金坛区=470),
            [COMPANION],
            "无法判断，可能不止一处有误；若只有一处，先查金坛区 470 → 430",
            "cannot tell: more than one figure may be wrong; if one is, first check 金坛区 470 → 430",
            id="two-cells",
        ),
        pytest.param(
            equation({"甲区": Fraction(1, 2), "乙区": Fraction(1, 4)}, 3),
            [],
            "无法判断：改动任何一个数都对不上",
            "cannot tell: no single figure could restore the sum",
            id="nobody",
        ),
    ],
)
def test_messages(broken, evidence, zh, en):
    message = diagnose(broken, evidence).message
    assert (message.zh, message.en) == (zh, en)


@pytest.mark.parametrize(
    ("value", "would_be", "zh", "en"),
    [
        pytest.param(4, 40000, "漏了“万”", "万 (10,000) missing", id="wan-missing"),
        pytest.param(40000, 4, "多了“万”", "万 (10,000) too many", id="wan-too-many"),
        pytest.param(14900, 149, "成了 100 倍", "100 times too large", id="tens-too-large"),
        pytest.param(149, 149000, "成了 1/1000", "1,000 times too small", id="tens-too-small"),
        pytest.param(-149, 149, "正负号", "wrong sign", id="sign"),
        pytest.param(14, 149, "漏一位", "one digit missing", id="missing"),
    ],
)
def test_the_words_of_slips(value, would_be, zh, en):
    broken = equation({"甲区": value, "乙区": 150}, would_be + 150)
    diagnosis = diagnose(broken, [Stated("甲区", would_be, LIST)])
    assert diagnosis.likely is not None
    assert f"，{zh}（" in diagnosis.message.zh
    assert f", {en} (" in diagnosis.message.en


def test_a_proportion_speaks_against_a_suspect_that_keeps_it_as_printed():
    suspects = {each.cell: each for each in diagnose(beds(武进区=194), [COMPANION]).suspects}
    assert [each.en for each in suspects["经开区"].evidence] == [
        '63 is 0.4200 times "Home visits" (the middle is 0.4199), 18 would be 0.1200'
    ]
