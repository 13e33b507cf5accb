"""narrowing: what the options of `check` ask for, and what of a report is left by them."""

from datetime import date

import pytest
from support.excerpts import whole_plan

from civtarget.checking import actuals as actuals_engine
from civtarget.checking.settings import Settings
from civtarget.commands import exit_codes
from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.files.submission.reader import read_submission
from civtarget.language import Language
from civtarget.model.findings import Outcome
from civtarget.scorecard.filter import EVERY_CELL, CellFilter, NarrowingError, read_filter
from civtarget.scorecard.verdicts import VERDICT_NAMES, Verdict

MID_YEAR, YEAR_END = date(2025, 6, 30), date(2025, 12, 31)
SPLIT = "{武进区: 12, 新北区: 12, 天宁区: 12}"
PLAN = f"""
districts:
  武进区: {{en: Wujin, code: "320412", aliases: [武进]}}
  新北区: {{en: Xinbei}}
  天宁区: {{en: Tianning}}
parties: {{市本级: {{en: City Level}}}}
offices:
  市民政局: {{en: Civil Affairs Bureau, aliases: [民政局]}}
  市教育局: {{en: Education Bureau}}
  市财政局: {{en: Finance Bureau}}
  市档案局: {{}}
responsible: [市民政局]
indicators:
  beds: {{name: {{zh: 床位, en: Care beds}}, kind: count, unit: 张, target: 36, split: {SPLIT}}}
  training: {{name: {{zh: 培训, en: Training}}, kind: count, unit: 次, target: 36, split: {SPLIT}, offices: [市教育局]}}
  grants:
    name: {{zh: 资助, en: Grants}}
    kind: count
    unit: 个
    target: 36
    split: {SPLIT}
    offices: {{lead: [市财政局], support: [市教育局]}}
  survey:
    name: {{zh: 摸底, en: Survey}}
    kind: task
    by: 2025-06-15
    steps: [{{do: {{zh: 完成排查, en: Look}}, by: 2025-03-31, offices: [市财政局]}}]
"""


def plan_file(text=PLAN):
    file = parse_plan(File("plan.yaml", whole_plan(text), ""))
    assert file.plan is not None
    return file


def cell_filter(plan=None, **options):
    """Return what options ask for: `district="武进区"`, or several of them in a list."""
    asked = {name: [] for name in ("districts", "offices", "indicators", "verdicts")}
    for name, value in options.items():
        asked[name] = [value] if isinstance(value, str) else value
    return read_filter(plan or plan_file().plan, **asked)


# --- what is asked for ------------------------------------------------------------------------------------------------

WUJIN, XINBEI, CITY = "武进区", "新北区", "市本级"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("武进区", {WUJIN}, id="name"),
        pytest.param("Wujin", {WUJIN}, id="english"),
        pytest.param("ＷＵＪＩＮ", {WUJIN}, id="whatever-its-width-and-case"),
        pytest.param("320412", {WUJIN}, id="code"),
        pytest.param("武进", {WUJIN}, id="alias"),
        pytest.param("City Level", {CITY}, id="party"),
        pytest.param("武进,Xinbei", {WUJIN, XINBEI}, id="several"),
        pytest.param("武进， 新北区 ,", {WUJIN, XINBEI}, id="chinese-comma-and-spaces"),
        pytest.param(["武进", "新北区"], {WUJIN, XINBEI}, id="twice"),
        pytest.param(["武进", "Wujin"], {WUJIN}, id="the-same-twice"),
        pytest.param("全市", {None}, id="whole-area"),
        pytest.param("合 计", {None}, id="whole-area-with-a-space"),
        pytest.param("total", {None}, id="whole-area-in-english"),
        pytest.param("合计,武进", {None, WUJIN}, id="whole-area-and-a-district"),
        pytest.param([], None, id="none"),
        pytest.param("", None, id="blank"),
        pytest.param(" , ，", None, id="only-commas"),
    ],
)
def test_districts(asked, expected):
    assert cell_filter(districts=asked) == CellFilter(districts=expected)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("beds", {"beds"}, id="identifier"),
        pytest.param("床位", {"beds"}, id="name"),
        pytest.param("care BEDS", {"beds"}, id="english"),
        pytest.param("床位,survey，Training", {"beds", "survey", "training"}, id="several"),
        pytest.param(["床位", "survey"], {"beds", "survey"}, id="twice"),
        pytest.param("", None, id="blank"),
    ],
)
def test_indicators(asked, expected):
    assert cell_filter(indicators=asked) == CellFilter(indicators=expected)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("市民政局", {"beds", "survey"}, id="responsible-by-default"),
        pytest.param("Civil Affairs Bureau", {"beds", "survey"}, id="english"),
        pytest.param("民政局", {"beds", "survey"}, id="alias"),
        pytest.param("市教育局", {"training", "grants"}, id="own-and-supporting"),
        pytest.param("市财政局", {"grants", "survey"}, id="leading-and-by-a-step"),
        pytest.param("民政局，finance bureau", {"beds", "grants", "survey"}, id="several"),
        pytest.param(["民政局", "市教育局"], {"beds", "survey", "training", "grants"}, id="twice"),
        pytest.param("市档案局", set(), id="answers-for-nothing"),
        pytest.param("", None, id="blank"),
    ],
)
def test_offices(asked, expected):
    assert cell_filter(offices=asked) == CellFilter(indicators=expected)


@pytest.mark.parametrize(
    ("office", "indicator", "expected"),
    [
        pytest.param("市民政局", "床位,培训", {"beds"}, id="what-both-ask-for"),
        pytest.param("市教育局", "床位", set(), id="nothing"),
    ],
)
def test_an_office_and_an_indicator(office, indicator, expected):
    assert cell_filter(offices=office, indicators=indicator) == CellFilter(indicators=expected)


@pytest.mark.parametrize(
    ("verdict", "name"),
    [(verdict, name) for verdict, text in VERDICT_NAMES.items() for name in (verdict.value, text.zh, text.en)],
)
def test_every_verdict_by_every_name(verdict, name):
    assert cell_filter(verdicts=name) == CellFilter(verdicts={verdict})


@pytest.mark.parametrize(
    "asked", ["behind,missed", "滞后，逾期", "Behind，逾期", ["滞后", "missed"], " behind , , missed "]
)
def test_several_verdicts(asked):
    assert cell_filter(verdicts=asked) == CellFilter(verdicts={Verdict.BEHIND, Verdict.MISSED})


def test_every_option_together():
    asked = cell_filter(districts="武进", offices="民政局", indicators="床位", verdicts="滞后")

    assert asked == CellFilter(frozenset({"beds"}), frozenset({WUJIN}), frozenset({Verdict.BEHIND}))


def test_no_option_asks_for_everything():
    assert cell_filter() == EVERY_CELL


def test_an_indicator_whose_offices_cannot_be_read_may_be_anybodys():
    plan = plan_file(PLAN.replace("offices: [市教育局]", "offices: 5")).plan

    assert cell_filter(plan, offices="市档案局") == CellFilter(indicators={"training"})


@pytest.mark.parametrize(
    ("options", "zh", "en"),
    [
        pytest.param(
            {"districts": "武进县"},
            "--district：没有“武进县”：是否应为“武进”？",
            '--district: there is no "武进县": is "武进" meant?',
            id="district",
        ),
        pytest.param(
            {"districts": "武进,Xinbay"},
            "--district：没有“Xinbay”：是否应为“Xinbei”？",
            '--district: there is no "Xinbay": is "Xinbei" meant?',
            id="the-second-district",
        ),
        pytest.param(
            {"districts": "全市,常熟"}, "--district：没有“常熟”", '--district: there is no "常熟"', id="nothing-near"
        ),
        pytest.param(
            {"offices": "市教育厅"},
            "--office：没有“市教育厅”：是否应为“市教育局”？",
            '--office: there is no "市教育厅": is "市教育局" meant?',
            id="office",
        ),
        pytest.param(
            {"offices": "Health"}, "--office：没有“Health”", '--office: there is no "Health"', id="office-far-off"
        ),
        pytest.param(
            {"indicators": "bed"},
            "--indicator：没有“bed”：是否应为“beds”？",
            '--indicator: there is no "bed": is "beds" meant?',
            id="indicator",
        ),
        pytest.param(
            {"indicators": "beds.split"},
            "--indicator：没有“beds.split”",
            '--indicator: there is no "beds.split"',
            id="no-indicator",
        ),
        pytest.param(
            {"verdicts": "滞后,missing"},
            "--only：没有“missing”：是否应为“missed”？",
            '--only: there is no "missing": is "missed" meant?',
            id="verdict",
        ),
        pytest.param(
            {"verdicts": "逾期了"},
            "--only：没有“逾期了”：是否应为“逾期”？",
            '--only: there is no "逾期了": is "逾期" meant?',
            id="verdict-in-chinese",
        ),
    ],
)
def test_what_is_not_there(options, zh, en):
    with pytest.raises(NarrowingError) as caught:
        cell_filter(**options)

    assert (caught.value.text.zh, caught.value.text.en) == (zh, en)


# --- what is left of a report -----------------------------------------------------------------------------------------

ROWS = """\
indicator,district,period,value
beds,武进区,2025-06,3
beds,新北区,2025-06,6
training,武进区,2025-06,6
training,新北区,2025-06,6
training,天宁区,2025-06,6
grants,武进区,2025-06,6
grants,新北区,2025-06,6
grants,天宁区,2025-06,6
"""
RULES = frozenset(("on-pace", "reported", "target-met"))


def report_on(rows, asked, as_of=MID_YEAR, select=RULES):
    file = plan_file()
    submission = read_submission(rows.encode(), "rows.csv", file.plan)
    return actuals_engine.check(
        file, [submission], Settings(select=select), as_of, cell_filter=cell_filter(file.plan, **asked)
    )


def name_of(subject):
    step = f"#{subject.step}" if subject.step else ""
    return f"{subject.indicator}{step} {subject.district or '全市'}"


def left(rows, asked, as_of=MID_YEAR, select=RULES):
    """Return the cells that are shown, what is found, `?` before what was not checked, and how much holds."""
    report = report_on(rows, asked, as_of, select)
    return (
        [f"{name_of(cell)}: {cell.verdict}" for cell in report.cells],
        [
            f"{'? ' if each.outcome is Outcome.UNCHECKED else ''}{each.rule} {name_of(each)}"
            for each in report.findings
            if each.is_of_value
        ],
        report.held,
    )


TRAINING = [f"training {name}: on-pace" for name in ("全市", "武进区", "新北区", "天宁区")]
GRANTS = [f"grants {name}: on-pace" for name in ("全市", "武进区", "新北区", "天宁区")]
NO_SURVEY = [f"survey {name}: no-target" for name in ("武进区", "新北区", "天宁区")]
NO_STEP = [f"survey#1 {name}: no-target" for name in ("武进区", "新北区", "天宁区")]
# Of four values on pace each is so, and the three of districts are reported: that makes seven checks that hold.
FULLY_REPORTED = 7
# 新北区 is on pace, it and 武进区 have reported.
OF_BEDS = 3
BEDS_FOUND = ["? on-pace beds 全市", "on-pace beds 武进区", "reported beds 天宁区"]
SURVEY_FOUND = ["reported survey 全市", "reported survey#1 全市"]


@pytest.mark.parametrize(
    ("asked", "cells", "found", "held"),
    [
        pytest.param(
            {},
            [
                "beds 全市: unchecked",
                "beds 武进区: behind",
                "beds 新北区: on-pace",
                "beds 天宁区: not-reported",
                *TRAINING,
                *GRANTS,
                "survey 全市: not-reported",
                *NO_SURVEY,
                "survey#1 全市: not-reported",
                *NO_STEP,
            ],
            [*BEDS_FOUND, *SURVEY_FOUND],
            OF_BEDS + 2 * FULLY_REPORTED,
            id="everything",
        ),
        pytest.param(
            {"districts": "武进"},
            [
                "beds 武进区: behind",
                "training 武进区: on-pace",
                "grants 武进区: on-pace",
                "survey 武进区: no-target",
                "survey#1 武进区: no-target",
            ],
            ["on-pace beds 武进区"],
            1 + 2 + 2,
            id="district",
        ),
        pytest.param(
            {"districts": "合计"},
            [
                "beds 全市: unchecked",
                "training 全市: on-pace",
                "grants 全市: on-pace",
                "survey 全市: not-reported",
                "survey#1 全市: not-reported",
            ],
            ["? on-pace beds 全市", *SURVEY_FOUND],
            1 + 1,
            id="whole-area",
        ),
        pytest.param({"indicators": "培训"}, TRAINING, [], FULLY_REPORTED, id="indicator"),
        pytest.param(
            {"offices": "市财政局"},
            [*GRANTS, "survey 全市: not-reported", *NO_SURVEY, "survey#1 全市: not-reported", *NO_STEP],
            SURVEY_FOUND,
            FULLY_REPORTED,
            id="office",
        ),
        pytest.param({"verdicts": "滞后"}, ["beds 武进区: behind"], ["on-pace beds 武进区"], 1, id="verdict"),
        pytest.param(
            {"verdicts": "unchecked，未报"},
            [
                "beds 全市: unchecked",
                "beds 天宁区: not-reported",
                "survey 全市: not-reported",
                "survey#1 全市: not-reported",
            ],
            ["? on-pace beds 全市", "reported beds 天宁区", *SURVEY_FOUND],
            0,
            id="verdicts",
        ),
        pytest.param(
            {"districts": "新北区,天宁区", "indicators": "beds", "verdicts": "on-pace"},
            ["beds 新北区: on-pace"],
            [],
            2,
            id="all-at-once",
        ),
        pytest.param({"districts": "市本级"}, [], [], 0, id="a-party-without-a-share"),
        pytest.param({"verdicts": "exceeded"}, [], [], 0, id="a-verdict-that-nothing-has"),
        pytest.param({"offices": "市档案局"}, [], [], 0, id="an-office-that-answers-for-nothing"),
    ],
)
def test_what_is_left(asked, cells, found, held):
    shown, said, holding = left(ROWS, asked)

    assert shown == cells
    assert sorted(said) == sorted(found)
    assert holding == held


SURVEY_ROWS = """\
indicator,step,district,period,value
survey,,,2025-05,进行中
survey,1,,2025-03,完成
"""


@pytest.mark.parametrize(
    ("verdict", "cells", "found", "held"),
    [
        # The step is met, and its value is reported; so is that of the task, which is missed.
        pytest.param("met", ["survey#1 全市: met"], [], 2, id="step"),
        pytest.param("missed", ["survey 全市: missed"], ["target-met survey 全市"], 1, id="task"),
    ],
)
def test_a_task_and_its_step_are_asked_for_apart(verdict, cells, found, held):
    assert left(SURVEY_ROWS, {"verdicts": verdict}) == (cells, found, held)


def test_a_step_without_a_cell_goes_with_its_indicator():
    """What was reported of it is not hidden where all cells of its indicator are shown."""
    text = PLAN.replace(f"split: {SPLIT}}}", f"split: {SPLIT}, steps: [{{target: 12, by: 2025-06-30}}]}}", 1)
    rows = "indicator,step,district,period,value\n" + 2 * "beds,1,武进区,2025-06,3\n"
    file = plan_file(text)
    submission = read_submission(rows.encode(), "rows.csv", file.plan)

    def found(**asked):
        settings = Settings(select=frozenset({"row-repeated"}))
        report = actuals_engine.check(
            file, [submission], settings, MID_YEAR, cell_filter=cell_filter(file.plan, **asked)
        )
        return [name_of(each) for each in report.findings]

    assert found() == found(indicators="beds") == found(districts="武进") == ["beds#1 武进区"]
    assert found(indicators="training") == found(districts="新北区") == []


# --- what is wrong with the submissions -------------------------------------------------------------------------------

FAULTY = """\
indicator,step,district,period,value
beds,,武进区,2025-06,8
beds,,新北区,2025-06,很多
beds,,,2025-06,不少
training,,天宁区,2025-06,若干
bedz,,武进区,2025-06,8
beds,,武进县,2025-06,8
beds,,武进区,上个月,8
survey,9,,2025-06,完成
"""
# Rules of faults, with the line; those that say neither what nor whose a value is may be about anything.
ANYBODYS = ["unknown-indicator 6", "unknown-district 7", "unknown-period 8"]


@pytest.mark.parametrize(
    ("asked", "faults"),
    [
        pytest.param(
            {},
            ["cell-unreadable 3", "cell-unreadable 4", "cell-unreadable 5", *ANYBODYS, "unknown-step 9"],
            id="everything",
        ),
        pytest.param({"districts": "武进"}, ["cell-unreadable 4", *ANYBODYS, "unknown-step 9"], id="district"),
        pytest.param(
            {"districts": "新北区"},
            ["cell-unreadable 3", "cell-unreadable 4", *ANYBODYS, "unknown-step 9"],
            id="its-own",
        ),
        pytest.param({"districts": "全市"}, ["cell-unreadable 4", *ANYBODYS, "unknown-step 9"], id="whole-area"),
        pytest.param({"indicators": "beds"}, ["cell-unreadable 3", "cell-unreadable 4", *ANYBODYS], id="indicator"),
        pytest.param({"indicators": "training"}, ["cell-unreadable 5", *ANYBODYS], id="another"),
        pytest.param({"indicators": "survey"}, [*ANYBODYS, "unknown-step 9"], id="task"),
        pytest.param({"offices": "市教育局"}, ["cell-unreadable 5", *ANYBODYS], id="office"),
        pytest.param({"districts": "天宁区", "indicators": "beds"}, ["cell-unreadable 4", *ANYBODYS], id="one-cell"),
        pytest.param(
            {"verdicts": "exceeded"},
            ["cell-unreadable 3", "cell-unreadable 4", "cell-unreadable 5", *ANYBODYS, "unknown-step 9"],
            id="what-cannot-be-read-may-have-any-verdict",
        ),
    ],
)
def test_faults_that_may_be_about_what_is_asked_for_stay(asked, faults):
    report = report_on(FAULTY, asked, select=frozenset({"exact-finish"}))

    assert [f"{each.rule} {each.location.span.line}" for each in report.findings] == faults


def test_a_table_without_a_header_is_never_left_unsaid():
    rows = ROWS.replace("district", "somewhere")

    report = report_on(rows, {"districts": "武进", "indicators": "training", "verdicts": "met"})

    assert [each.rule for each in report.findings] == ["header-missing"]


def test_what_of_the_plan_could_not_be_read_is_never_left_unsaid():
    file = plan_file(PLAN.replace("offices: [市教育局]", "offices: 5"))
    submission = read_submission(ROWS.encode(), "rows.csv", file.plan)

    report = actuals_engine.check(
        file,
        [submission],
        Settings(),
        MID_YEAR,
        cell_filter=cell_filter(file.plan, indicators="grants", districts="武进"),
    )

    assert [(each.rule, each.indicator) for each in report.findings] == [("wrong-value", "training")]


# --- the command line -------------------------------------------------------------------------------------------------

AT_THE_END = """\
indicator,district,period,value
beds,武进区,2025-12,11
beds,新北区,2025-12,12
beds,天宁区,2025-12,13
"""


@pytest.fixture
def run(civtarget, tmp_path):
    """Check rows by the plan above, with some options; return what came of it."""

    def check(rows, *arguments):
        (tmp_path / "plan.yaml").write_text(whole_plan(PLAN), encoding="utf-8")
        (tmp_path / "rows.csv").write_text(rows, encoding="utf-8")
        return civtarget("check", "rows.csv", "--plan", "plan.yaml", "--quiet", *arguments, cwd=tmp_path)

    return check


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(["--indicator", "beds"], exit_codes.FOUND, id="one-district-missed"),
        pytest.param(["--indicator", "beds", "--district", "武进"], exit_codes.FOUND, id="that-one"),
        pytest.param(["--indicator", "beds", "--district", "新北区", "--district", "Tianning"], 0, id="the-others"),
        pytest.param(["--indicator", "beds", "--district", "合计"], 0, id="the-whole-is-met"),
        pytest.param(["--only", "完成"], 0, id="only-what-is-met"),
        pytest.param(["--only", "missed,完成"], exit_codes.FOUND, id="and-what-is-missed"),
        pytest.param(["--office", "Education Bureau", "--district", "武进"], 0, id="another-office"),
        pytest.param(["--office", "民政局", "--district", "武进"], exit_codes.FOUND, id="the-office-that-answers"),
    ],
)
def test_exit_codes(run, arguments, expected):
    assert run(AT_THE_END, *arguments, "--lang", "zh").returncode == expected


def test_a_fault_of_the_submission_is_found_by_whoever_asks(run):
    done = run(AT_THE_END + "beds,武进县,2025-12,1\n", "--district", "新北区", "--indicator", "beds")

    assert done.returncode == exit_codes.FOUND


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        pytest.param(
            ["--district", "武进县"],
            "--district：没有“武进县”：是否应为“武进”？",
            '--district: there is no "武进县": is "武进" meant?',
            id="district",
        ),
        pytest.param(
            ["--office", "市教育厅"],
            "--office：没有“市教育厅”：是否应为“市教育局”？",
            '--office: there is no "市教育厅": is "市教育局" meant?',
            id="office",
        ),
        pytest.param(
            ["--indicator", "beds,bed"],
            "--indicator：没有“bed”：是否应为“beds”？",
            '--indicator: there is no "bed": is "beds" meant?',
            id="indicator",
        ),
        pytest.param(
            ["--only", "behnd"],
            "--only：没有“behnd”：是否应为“behind”？",
            '--only: there is no "behnd": is "behind" meant?',
            id="verdict",
        ),
    ],
)
def test_what_is_not_there_is_exit_2(run, arguments, zh, en):
    for language, line in (("zh", f"错误：{zh}\n"), ("en", f"error: {en}\n")):
        done = run(AT_THE_END, *arguments, "--lang", language)
        assert (done.returncode, done.stdout, done.stderr) == (exit_codes.UNUSABLE, "", line)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_verdicts_that_help_names_are_verdicts(civtarget_process, language):
    done = civtarget_process("check", "--help", CIVTARGET_LANG=language, COLUMNS="200")

    names = [VERDICT_NAMES[verdict].in_language(Language(language)) for verdict in (Verdict.BEHIND, Verdict.MISSED)]
    assert ",".join(names) in done.stdout
