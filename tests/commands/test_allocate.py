"""`civtarget allocate`: what is split, by what, on what terms, and how that is told."""

import json

import pytest
from support.excerpts import whole_plan

PLAN = whole_plan("""
id: example
districts: {甲区: {en: North, aliases: [甲]}, 乙区: {en: South}, 丙区: {en: West}}
indicators:
  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 10, split: {甲区: 4, 乙区: 3, 丙区: 2}}
  points: {name: {zh: 点, en: Points}, kind: count, unit: 个, target: 10}
  sales: {name: {zh: 销售, en: Sales}, kind: amount, unit: 元, target: 1.1亿, split: {甲区: 0.55亿, 乙区: }}
  homes: {name: {zh: 机构, en: Homes}, kind: stock, unit: 家, target: 9, split: {甲区: "--", 乙区: 5, 丙区: 4}}
  about: {name: {zh: 约, en: About}, kind: count, unit: 个, target: 约10}
weights:
  people: {name: {zh: 人口, en: People}, unit: 人, values: {甲区: 20000, 乙区: 15000, 丙区: 5000}}
  two: {name: {zh: 两区, en: Two}, values: {甲区: 1, 乙区: 1}}
""")


@pytest.fixture
def run(civtarget, tmp_path):
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "people.csv").write_text(
        "辖区,人口,户数\n甲,2万,1\n乙区,15000,1\nWest,5000,2\n合计,4万,4\n", encoding="gbk"
    )

    def run(*arguments, lang="en"):
        return civtarget("allocate", "plan.yaml", *arguments, "--lang", lang, cwd=tmp_path)

    return run


def shares(done):
    assert done.returncode == 0, done.stderr
    return {each["district"]: each["share"] for each in json.loads(done.stdout)["districts"]}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(["beds", "--by", "people"], ["5", "4", "1"], id="largest-remainder-is-the-default"),
        pytest.param(
            ["beds", "--by", "people.csv#户数", "--method", "jefferson"], ["2", "2", "6"], id="another-method"
        ),
        pytest.param(["points", "--by", "people"], ["5", "4", "1"], id="over-all-districts-without-a-split"),
        pytest.param(["点", "--by", "beds"], ["5", "3", "2"], id="by-the-shares-of-another-indicator"),
        pytest.param(["beds", "--by", "people.csv#人口"], ["5", "4", "1"], id="by-a-file"),
        pytest.param(["beds", "--by", "people.csv#户数"], ["3", "2", "5"], id="by-another-column"),
        pytest.param(["beds", "--method", "equal"], ["4", "3", "3"], id="equal"),
        pytest.param(["beds", "--by", "people", "--min", "丙区=3", "--max", "甲=4"], ["4", "3", "3"], id="bounds"),
        pytest.param(["beds", "--by", "people", "--lock", "丙区"], ["5", "3", "2"], id="locked-as-in-the-plan"),
        pytest.param(["beds", "--by", "people", "--lock", "丙区=0,乙区=0"], ["10", "0", "0"], id="locked-at-a-number"),
        pytest.param(["beds", "--by", "two", "--lock", "丙区=2"], ["4", "4", "2"], id="a-lock-needs-no-weight"),
        pytest.param(["beds", "--by", "people", "--step", "5"], ["5", "5", "0"], id="step"),
        pytest.param(["sales", "--by", "people"], ["63000000", "47000000"], id="in-the-digits-of-the-plan"),
        pytest.param(["homes", "--by", "people"], ["7", "2"], id="who-takes-no-part-gets-none"),
    ],
)
def test_shares(run, arguments, expected):
    assert list(shares(run(*arguments, "--format", "json")).values()) == expected


@pytest.mark.parametrize(
    ("arguments", "en", "zh"),
    [
        pytest.param(
            ["bed", "--by", "people"],
            'the plan has no indicator "bed": is "beds" meant?',
            "规划中没有指标“bed”：是否应为“beds”？",
            id="no-such-indicator",
        ),
        pytest.param(
            ["beds"],
            "say with --by what to split by: weights of the plan, another indicator or a file; --method equal needs none",
            "请用 --by 写明权重：规划的 weights、另一项指标或一个文件；均分用 --method equal",
            id="by-nothing",
        ),
        pytest.param(
            ["about", "--by", "people"],
            '"About" has no total to split: it takes the exact target of a count, an amount or a stock',
            "“约”没有可以分解的总数：需要数量、金额或存量的确切目标",
            id="about",
        ),
        pytest.param(
            ["beds", "--by", "two"],
            '"Two" has no number for West: add it, or lock the share with --lock',
            "“两区”没有 丙区 的数：请补上，或用 --lock 锁定它的份额",
            id="no-weight",
        ),
        pytest.param(
            ["points", "--by", "people", "--lock", "甲区"],
            "North has no share to lock: write --lock North=NUMBER",
            "甲区 没有可以锁定的份额：请写 --lock 甲区=数",
            id="nothing-to-lock",
        ),
        pytest.param(
            ["beds", "--by", "people", "--min", "丁区=3"],
            '--min: the plan has no district "丁区"',
            "--min：规划中没有“丁区”",
            id="no-such-district",
        ),
        pytest.param(
            ["beds", "--by", "people", "--min", "甲区"],
            '--min: "甲区" should be written DISTRICT=NUMBER, as in --min Wujin=100',
            "--min：“甲区”应写作 辖市区=数，如 --min 武进区=100",
            id="no-number",
        ),
        pytest.param(
            ["beds", "--by", "people", "--max", "甲区=约3"],
            '--max: "约3" should be one exact number',
            "--max：“约3”应是一个确切的数",
            id="no-exact-number",
        ),
        pytest.param(
            ["beds", "--by", "people", "--max", "甲区=3,甲=4"],
            "--max: North is named twice",
            "--max：甲区 写了两次",
            id="twice",
        ),
        pytest.param(
            ["beds", "--by", "people", "--step", "0"],
            "--step: a step is above zero",
            "--step：步长应大于零",
            id="step-of-nothing",
        ),
        pytest.param(
            ["beds", "--by", "people", "--step", "0.5"],
            "--step: what is counted in 张 takes a whole number",
            "--step：以“张”计的只能是整数",
            id="half-a-bed",
        ),
        pytest.param(
            ["beds", "--by", "people", "--min", "甲区=6,乙区=6"],
            "minimums and locked shares add up to 12, more than the total 10: North 6, South 6",
            "下限和锁定值合计 12，超过总数 10：甲区 6、乙区 6",
            id="infeasible",
        ),
        pytest.param(
            ["beds", "--by", "people.csv"],
            "people.csv: name one column of numbers, as people.csv#COLUMN (there are: 人口, 户数)",
            "people.csv：应指明一列数，写作 people.csv#列名（有：人口、户数）",
            id="several-columns",
        ),
        pytest.param(
            ["beds", "--by", "nothing.csv"],
            "cannot open nothing.csv: No such file or directory",
            "无法打开 nothing.csv：No such file or directory",
            id="no-such-file",
        ),
    ],
)
def test_refusals(run, arguments, en, zh):
    for language, sign, said in (("en", "error: ", en), ("zh", "错误：", zh)):
        done = run(*arguments, lang=language)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{sign}{said}\n")


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        pytest.param("people", ["5", "4", "1"], id="weights-of-the-plan"),
        pytest.param("人口", ["5", "4", "1"], id="by-their-name"),
        pytest.param("homes", ["0", "6", "4"], id="the-shares-of-an-indicator"),
        pytest.param("./people", ["2", "2", "6"], id="the-file"),
        pytest.param("people#户数", ["2", "2", "6"], id="a-column-of-the-file"),
        pytest.param("points", ["2", "2", "6"], id="an-indicator-that-has-no-shares"),
    ],
)
def test_weights_of_the_plan_go_before_a_file_of_that_name(run, tmp_path, by, expected):
    for name in ("people", "人口", "homes", "points"):
        (tmp_path / name).write_text("辖区,户数\n甲区,2\n乙区,2\n丙区,6\n", encoding="utf-8")

    assert list(shares(run("beds", "--by", by, "--format", "json")).values()) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("甲区,1\n甲区,2\n", "weights.csv:2:1: there are two rows for North", id="twice"),
        pytest.param(
            "甲区,1\n乙区,若干\n",
            'weights.csv:2:4: expected a number such as 353 or 三百五十三, not "若干"',
            id="no-number",
        ),
        pytest.param("甲区,约1\n", 'weights.csv:1:4: "约1" is no exact number', id="about"),
        pytest.param("某地,1\n", "weights.csv: no row is for a district of the plan", id="other-districts"),
    ],
)
def test_files_that_are_no_weights(run, tmp_path, text, said):
    (tmp_path / "weights.csv").write_text(text, encoding="utf-8")
    done = run("beds", "--by", "weights.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"error: {said}\n"


def test_the_table(run):
    assert run("beds", "--by", "people", "--format", "plain").stdout.splitlines() == [
        "Beds: 10, split by People (largest remainder)",
        "district      weight    quota    share    deviation    per 10,000 people    in the plan",
        "----------  --------  -------  -------  -----------  -------------------  -------------",
        "North         20,000        5        5            0                  2.5              4",
        "South         15,000     3.75        4        +0.25                 2.67              3",
        "West           5,000     1.25        1        -0.25                    2              2",
        "total         40,000                10                                                9",
        "",
        (
            "fairness: largest deviation 2.5%, Loosemore-Hanby 2.5%, Gallagher 2.5%, Sainte-Laguë 0.67%, D'Hondt 1.07, "
            "min/max ratio 0.75"
        ),
    ]


def test_the_table_in_chinese(run):
    assert run("beds", "--by", "people", "--lock", "丙区", "--format", "plain", lang="zh").stdout.splitlines() == [
        "床位：10张，按人口分解（最大余额法）",
        "辖市区          权重    配额    份额    偏差    每1万人    规划现有",
        "------------  ------  ------  ------  ------  ---------  ----------",
        "甲区             2万    4.57       5   +0.43        2.5           4",
        "乙区           1.5万    3.43       3   -0.43          2           3",
        "丙区（锁定）    5000       2       2       0          4           2",
        "合计             4万              10                              9",
        "",
        "公平度：最大偏差 7.5%，Loosemore-Hanby 7.5%，Gallagher 7.5%，Sainte-Laguë 6%，D'Hondt 1.6，最小/最大 0.5",
    ]


def test_ties_are_told(run):
    assert (
        "a tie: the claims of North, South, West are level, and only the first 1 got a step"
        in run("beds", "--method", "equal").stdout
    )
    assert (
        "并列：甲区、乙区、丙区 的理由相同，只有前 1 个各得一步" in run("beds", "--method", "equal", lang="zh").stdout
    )


def test_methods_and_totals_are_compared(run):
    lines = run("beds", "--by", "people", "--compare", "--format", "plain").stdout.splitlines()
    start = lines.index("method by method")
    header = "district             largest remainder    Adams    Dean    Huntington-Hill    Webster    Jefferson    equal shares"
    assert lines[start + 1] == header
    north = next(line for line in lines[start:] if line.startswith("North"))
    assert north.split() == ["North", "5", "5", "5", "5", "5", "5", "4", "(-1)"]
    start = lines.index("a total of one step less and more")
    assert lines[start + 1].split() == ["district", "9", "10", "11"]
    assert lines[start + 3].split() == ["North", "5", "5", "6", "(+1)"]


def test_json_is_exact(run):
    told = json.loads(run("beds", "--by", "people", "--max", "丙区=1", "--format", "json").stdout)
    assert {key: told[key] for key in ("format", "plan", "indicator", "unit", "total", "step", "method", "tie")} == {
        "format": "civtarget-allocation/1",
        "plan": "example",
        "indicator": "beds",
        "unit": "张",
        "total": "10",
        "step": "1",
        "method": "largest-remainder",
        "tie": None,
    }
    assert told["by"] == {"key": "people", "name": {"zh": "人口", "en": "People"}, "unit": "人"}
    assert told["districts"][0] == {
        "district": "甲区",
        "weight": "20000",
        "minimum": "0",
        "maximum": None,
        "locked": None,
        "quota": "36/7",
        "share": "5",
        "deviation": "-1/7",
        "in_plan": "4",
    }
    assert told["methods"]["jefferson"]["shares"] == {"甲区": "5", "乙区": "4", "丙区": "1"}
    assert told["methods"]["webster"]["fairness"]["largest_deviation"] == "0.025"
    assert told["one_step_more"] == {"甲区": "6", "乙区": "4", "丙区": "1"}


def test_half_a_plan_is_not_split(run, tmp_path):
    (tmp_path / "plan.yaml").write_text(PLAN.replace("target: 10,", "target: 1x0,", 1), encoding="utf-8")
    done = run("beds", "--by", "people")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0] == "the plan has to be put right first:"


def test_only_the_shares_are_written(run, tmp_path):
    before = (tmp_path / "plan.yaml").read_bytes()

    done = run("beds", "--by", "people", "--write")

    assert done.returncode == 0
    assert done.stderr == "wrote plan.yaml: 3 numbers changed\n"
    expected = before.replace("{甲区: 4, 乙区: 3, 丙区: 2}".encode(), "{甲区: 5, 乙区: 4, 丙区: 1}".encode())
    assert (tmp_path / "plan.yaml").read_bytes() == expected


def test_the_spelling_is_kept_and_blanks_are_filled(run, tmp_path):
    done = run("sales", "--by", "people", "--write", lang="zh")

    assert (done.returncode, done.stderr) == (0, "已写入 plan.yaml：改动 2 个数\n")
    assert "split: {甲区: 0.63亿, 乙区: 47000000}" in (tmp_path / "plan.yaml").read_text(encoding="utf-8")


def test_what_a_new_split_breaks_is_told(run, tmp_path):
    text = PLAN.replace("split: {甲区: 4, 乙区: 3, 丙区: 2}", "within: homes, split: {甲区: 4, 乙区: 3, 丙区: 3}")
    text = text.replace("unit: 家, target: 9", "unit: 张, target: 12").replace(
        '甲区: "--", 乙区: 5', "甲区: 4, 乙区: 4"
    )
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")

    done = run("beds", "--by", "people", "--write")

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "wrote plan.yaml: 3 numbers changed",
        'after the change this does not hold: subset-within-whole: the subset "Beds" 5 > "Homes" 4: 1 over',
    ]


def test_what_a_new_split_breaks_in_the_plans_beside_it_is_told(run, tmp_path):
    district = whole_plan("""
id: district
indicators:
  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 4, splits_from: example/beds.甲区}
""")
    (tmp_path / "district.yaml").write_text(district, encoding="utf-8")

    done = run("beds", "--by", "people", "--write")

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "wrote plan.yaml: 3 numbers changed",
        (
            'after the change this does not hold: district.yaml: link-equal: 4 here, but 5 for "Beds" (North) in example: '
            "1 short"
        ),
    ]


def test_what_is_so_already_is_not_written(run, tmp_path):
    run("beds", "--by", "people", "--write")
    before = (tmp_path / "plan.yaml").stat().st_mtime_ns

    assert run("beds", "--by", "people", "--write").stderr == "wrote plan.yaml: 0 numbers changed\n"
    assert (tmp_path / "plan.yaml").stat().st_mtime_ns == before


def test_without_a_split_there_is_nothing_to_write_to(run, tmp_path):
    before = (tmp_path / "plan.yaml").read_bytes()

    done = run("points", "--by", "people", "--write")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == ('error: "Points" has no split to write to: add split: {甲区: 5, 乙区: 4, 丙区: 1}\n')
    assert (tmp_path / "plan.yaml").read_bytes() == before


def test_what_is_due_from_each_district_is_its_minimum(run, tmp_path):
    plan = (
        (tmp_path / "plan.yaml")
        .read_text(encoding="utf-8")
        .replace("target: 10, split", "target: 10, each: '>= 2', split", 1)
    )
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    assert list(shares(run("beds", "--by", "people", "--format", "json")).values()) == ["5", "3", "2"]
    less = run("beds", "--by", "people", "--min", "丙区=1", "--format", "json")
    assert list(shares(less).values()) == ["5", "4", "1"]


def test_money_is_split_in_the_digits_of_its_total(run, tmp_path):
    plan = (tmp_path / "plan.yaml").read_text(encoding="utf-8").replace(", split: {甲区: 0.55亿, 乙区: }", "")
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    done = run("sales", "--by", "people", "--format", "json")
    assert list(shares(done).values()) == ["60000000", "40000000", "10000000"]  # 1.1亿 is written in tenths of 亿


def test_what_is_to_be_typed_is_quoted_where_a_name_has_spaces(run, tmp_path):
    (tmp_path / "plan.yaml").write_text(PLAN.replace("en: North", "en: Far North"), encoding="utf-8")

    done = run("points", "--by", "people", "--lock", "甲区")

    assert done.stderr == 'error: Far North has no share to lock: write --lock "Far North=NUMBER"\n'


@pytest.mark.parametrize("option", ["--min", "--max", "--lock"])
def test_bounds_of_who_takes_no_part_are_refused(run, option):
    done = run("homes", "--by", "people", option, "甲区=5")
    assert (done.returncode, done.stderr) == (2, f"error: {option}: North has no share in this split\n")


def test_the_weights_are_not_overwritten(run, tmp_path):
    before = (tmp_path / "people.csv").read_bytes()
    assert run("beds", "--by", "people.csv#人口", "--output", "people.csv").returncode == 2
    assert (tmp_path / "people.csv").read_bytes() == before


def test_who_has_no_weight_is_not_measured(run):
    told = json.loads(run("beds", "--by", "two", "--lock", "丙区=2", "--format", "json").stdout)
    assert [each["weight"] for each in told["districts"]] == ["1", "1", None]
    assert told["methods"]["largest-remainder"]["fairness"]["min_max_ratio"] == "1"


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        pytest.param(
            "各区人口表\n辖区,人口,老人\n甲区,2,4\n乙区,2,3\n丙区,1,3\n", "人口", ["4", "4", "2"], id="a-title-above"
        ),
        pytest.param(
            "表1,老人,人口\n辖区,人口,老人\n甲区,2,4\n乙区,2,3\n丙区,1,3\n", "老人", ["4", "3", "3"], id="the-nearest"
        ),
        pytest.param("序号,辖区,人口\n1,甲区,2\n2,乙区,2\n3,丙区,1\n", "人口", ["4", "4", "2"], id="numbered-rows"),
    ],
)
def test_tables_as_offices_make_them(run, tmp_path, text, column, expected):
    (tmp_path / "table.csv").write_text(text, encoding="utf-8")
    assert list(shares(run("beds", "--by", f"table.csv#{column}", "--format", "json")).values()) == expected


def test_numbers_that_are_not_written_alike(run, tmp_path):
    (tmp_path / "table.csv").write_text("单位：万人,\n辖区,人口\n甲区,10\n乙区,3万\n丙区,2\n", encoding="utf-8")
    done = run("beds", "--by", "table.csv")
    assert (done.returncode, done.stderr) == (
        2,
        "error: table.csv:4:4: the numbers are not written alike: all of them with the same unit or 万, or none\n",
    )


def test_weights_of_a_plan_are_in_one_unit(run, tmp_path):
    plan = (tmp_path / "plan.yaml").read_text(encoding="utf-8").replace("丙区: 5000}}", "丙区: 5000户}}")
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    assert run("beds", "--by", "people").stderr == "error: the numbers of weights.people are in several units: 人, 户\n"
