"""plan_finder: every way in which the plan is found, in its order, as the command line shows it."""

import json
import os
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from support.excerpts import whole_plan

from civtarget.commands import exit_codes
from civtarget.files.plan_finder import choose_plan
from civtarget.files.submission.books import open_book
from civtarget.model.settings import ProjectSettings

NAMES = {"beds": "床位", "meals": "助餐点", "roads": "道路"}


def plan(identifier, period="2025", indicators=("beds",)):
    """Return a plan in which 甲区 and 乙区 each have a share of 6."""
    entries = "".join(
        f"  {each}: {{name: {{zh: {NAMES[each]}, en: {each}}}, kind: count, unit: 个, target: 12, "
        "split: {甲区: 6, 乙区: 6}}\n"
        for each in indicators
    )
    return whole_plan(f"id: {identifier}\nperiod: {period}\nindicators:\n{entries}")


def csv(*rows, header="indicator,district,period,value"):
    """Return a table of rows; without any, of one that every plan here knows."""
    return "\n".join((header, *(rows or ("beds,甲区,2025-06,6",)), ""))


def for_plan(*names):
    """Return a table that names the plan of each of its rows."""
    return csv(*(f"{name},beds,甲区,2025-06,6" for name in names), header="plan,indicator,district,period,value")


def workbook(name, *rows):
    """Return a workbook whose properties name a plan."""
    book, target = Workbook(), BytesIO()
    for row in (["指标", "辖区", "期间", "数值", "规划"], ["beds", "甲区", "2025-06", 6, None], *rows):
        book.active.append(row)
    book.custom_doc_props.append(StringProperty(name="civtarget-plan", value=name))
    book.save(target)
    return target.getvalue()


def settings(path):
    return f'plan = "{path}"\n'


BROKEN = "civtarget: 1\nid: [\n"
"""It looks like a plan, and nothing of it can be read."""


def system(text):
    """Return paths in a text as this system writes them."""
    return text.replace("/", os.sep)


@pytest.fixture
def run(civtarget, tmp_path):
    """Write files, run `check` in a folder among them in both languages; return what came of it, by language."""

    def check(contents, arguments, at="."):
        for path, content in contents.items():
            whole = tmp_path / path
            whole.parent.mkdir(parents=True, exist_ok=True)
            whole.write_bytes(content if isinstance(content, bytes) else content.encode())
        (tmp_path / at).mkdir(exist_ok=True)
        return {
            language: civtarget("check", *arguments, "--format", "json", "--lang", language, cwd=tmp_path / at)
            for language in ("zh", "en")
        }

    return check


# --- the plan that is chosen ------------------------------------------------------------------------------------------

OPTION = "由 --plan 指定", "named by --plan"
FITS = "按期间和指标选定", "chosen by its period and indicators"


def by(path):
    return f"由 {path} 指定", f"named by {path}"


def said_in(path):
    return f"{path} 中写明", f"named in {path}"


def case(contents, chosen, why, *, arguments=("d.csv",), at=".", name):
    return pytest.param(contents, (arguments, at), chosen, why, id=name)


@pytest.mark.parametrize(
    ("contents", "call", "chosen", "why"),
    [
        # --plan
        case(
            {
                "d.csv": for_plan("a"),
                "plans/a.yaml": plan("a"),
                "plans/b.yaml": plan("b"),
                "civtarget.toml": settings("plans/a.yaml"),
                "other/c.yaml": plan("c"),
            },
            "other/c.yaml",
            OPTION,
            arguments=("d.csv", "--plan", "other/c.yaml"),
            name="an-option-goes-before-all",
        ),
        case(
            {"d.csv": csv(), "one/a.yaml": plan("a"), "one/readme.yaml": "x: 1\n"},
            "one/a.yaml",
            OPTION,
            arguments=("d.csv", "--plan", "one"),
            name="a-folder-with-one-plan",
        ),
        case(
            {"d.csv": csv(), "all/2024.yaml": plan("a"), "all/2025.yaml": plan("b")},
            "all/2025.yaml",
            OPTION,
            arguments=("d.csv", "--plan", "all/*5.yaml"),
            name="a-pattern-that-one-plan-matches",
        ),
        case(
            {"d.csv": for_plan("a", "b"), "plans/a.yaml": plan("a"), "plans/b.yaml": plan("b")},
            "plans/b.yaml",
            OPTION,
            arguments=("d.csv", "--plan", "plans/b.yaml"),
            name="an-option-chooses-among-the-named",
        ),
        # named in the submissions
        case(
            {
                "d.csv": for_plan("b"),
                "plans/a.yaml": plan("a"),
                "plans/b.yaml": plan("b"),
                "civtarget.toml": settings("plans/a.yaml"),
            },
            "plans/b.yaml",
            said_in("d.csv"),
            name="a-column-goes-before-settings",
        ),
        case(
            {"d.csv": for_plan("Ｂ", "b "), "plans/a.yaml": plan("a"), "plans/b.yaml": plan("b")},
            "plans/b.yaml",
            said_in("d.csv"),
            name="whatever-its-width-and-case",
        ),
        case(
            {"d.csv": csv(), "e.csv": for_plan("b"), "plans/a.yaml": plan("a"), "plans/b.yaml": plan("b")},
            "plans/b.yaml",
            said_in("e.csv"),
            arguments=("d.csv", "e.csv"),
            name="one-of-two-files-names-it",
        ),
        case(
            {"d.xlsx": workbook("b"), "plans/a.yaml": plan("a"), "plans/b.yaml": plan("b")},
            "plans/b.yaml",
            said_in("d.xlsx"),
            arguments=("d.xlsx",),
            name="a-property-of-a-workbook",
        ),
        case(
            {
                "d.xlsx": workbook("b", ["beds", "乙区", "2025-06", 6, "B"]),
                "plans/a.yaml": plan("a"),
                "plans/b.yaml": plan("b"),
            },
            "plans/b.yaml",
            said_in("d.xlsx"),
            arguments=("d.xlsx",),
            name="a-property-and-a-column-that-agree",
        ),
        case(
            {
                "d.csv": for_plan("b"),
                "plans/a.yaml": plan("a"),
                "mine/b.yaml": plan("b"),
                "civtarget.toml": settings("mine/b.yaml"),
            },
            "mine/b.yaml",
            said_in("d.csv"),
            name="it-is-looked-for-in-the-settings-too",
        ),
        case(
            {"d.csv": for_plan("b"), "plans/b.yaml": plan("b"), "civtarget.toml": settings("./plans/b.yaml")},
            "plans/b.yaml",
            said_in("d.csv"),
            name="settings-and-folder-mean-one-file",
        ),
        # settings
        case(
            {"d.csv": csv(), "plans/a.yaml": plan("a"), "civtarget.toml": settings("b.yaml"), "b.yaml": plan("b")},
            "b.yaml",
            by("civtarget.toml"),
            name="settings-go-before-the-folder",
        ),
        case(
            {
                "d.csv": csv(),
                "plans/a.yaml": plan("a"),
                "pyproject.toml": '[tool.civtarget]\nplan = "b.yaml"\n',
                "b.yaml": plan("b"),
            },
            "b.yaml",
            by("pyproject.toml"),
            name="settings-in-a-pyproject",
        ),
        case(
            {"in/d.csv": csv(), "in/civtarget.toml": settings("b.yaml"), "in/b.yaml": plan("b"), "a.yaml": plan("a")},
            "in/b.yaml",
            by("in/civtarget.toml"),
            arguments=("in/d.csv",),
            name="settings-beside-the-submission",
        ),
        case(
            {"d.csv": csv(), "plans/a.yaml": plan("a"), "civtarget.toml": ""},
            "plans/a.yaml",
            FITS,
            name="settings-without-a-plan",
        ),
        # the nearest folder
        case({"d.csv": csv(), "plans/a.yaml": plan("a")}, "plans/a.yaml", FITS, name="the-one-there-is"),
        case(
            {"d.csv": csv(), "plans/2025/常州 市.yml": plan("a")},
            "plans/2025/常州 市.yml",
            FITS,
            name="deep-in-the-folder",
        ),
        case(
            {"town/in/q2/d.csv": csv(), "town/plans/a.yaml": plan("a"), "plans/b.yaml": plan("b")},
            "town/plans/a.yaml",
            FITS,
            arguments=("town/in/q2/d.csv",),
            name="the-nearest-upward-from-the-submission",
        ),
        case(
            {
                "town/in/d.csv": csv(),
                "town/in/plans/notes.yaml": "x: 1\n",
                "town/plans/a.yaml": plan("a"),
            },
            "town/plans/a.yaml",
            FITS,
            arguments=("town/in/d.csv",),
            name="a-folder-without-a-plan-is-passed-over",
        ),
        case(
            {"town/1/d.csv": csv(), "town/2/e.csv": csv(), "town/plans/a.yaml": plan("a"), "town/1/plans/b.yaml": ""},
            "town/plans/a.yaml",
            FITS,
            arguments=("town/1/d.csv", "town/2/e.csv"),
            name="from-the-folder-that-submissions-share",
        ),
        case(
            {"in/d.csv": csv(), "desk/plans/a.yaml": plan("a")},
            "plans/a.yaml",
            FITS,
            arguments=("../in/d.csv",),
            at="desk",
            name="then-from-the-working-directory",
        ),
        # what fits
        case(
            {"d.csv": csv(), "plans/2024.yaml": plan("a", "2024"), "plans/2025.yaml": plan("b", "2025")},
            "plans/2025.yaml",
            FITS,
            name="the-period-covers-the-row",
        ),
        case(
            {
                "d.csv": csv("beds,甲区,2024-12,6", "beds,甲区,2025-06,6", "meals,甲区,2025-06,6"),
                "plans/2024.yaml": plan("a", "2024", ("beds", "meals")),
                "plans/2025.yaml": plan("b", "2025", ("beds", "meals")),
                "plans/both.yaml": plan("c", "2024-2025"),
            },
            "plans/both.yaml",
            FITS,
            name="the-period-covers-every-row",
        ),
        case(
            {
                "d.csv": csv("beds,甲区,2025-06,6", "meals,甲区,2025-06,6", "roads,甲区,2025-06,6"),
                "plans/a.yaml": plan("a"),
                "plans/b.yaml": plan("b", "2024-2026", ("meals", "beds")),
                "plans/c.yaml": plan("c", "2025", ("roads",)),
            },
            "plans/b.yaml",
            FITS,
            name="it-knows-most-indicators-though-it-is-longer",
        ),
        case(
            {
                "d.csv": csv("beds,甲区,2025-06,6"),
                "plans/a.yaml": plan("a", "2024-2026", ("beds", "meals", "roads")),
                "plans/b.yaml": plan("b", "2025-2026", ("beds", "meals")),
                "plans/c.yaml": plan("c", "2021-2025"),
            },
            "plans/b.yaml",
            FITS,
            name="of-those-that-know-alike-the-shorter",
        ),
        case(
            {"d.csv": csv("beds,甲县,2025-06,6"), "plans/a.yaml": plan("a")},
            "plans/a.yaml",
            FITS,
            name="a-misspelt-district-hides-no-plan",
        ),
        case(
            {"d.csv": "indicator,district,period,value\n", "plans/a.yaml": plan("a")},
            "plans/a.yaml",
            FITS,
            name="nor-does-an-empty-form",
        ),
        case(
            {
                "d.csv": csv("meals,甲区,2025-06,"),
                "plans/a.yaml": plan("a"),
                "plans/b.yaml": plan("b", "2025-2027", ("meals",)),
            },
            "plans/b.yaml",
            FITS,
            name="a-form-that-is-not-filled-in-names-indicators-too",
        ),
        case(
            {
                "d.csv": csv("beds,甲区,2025-06,6", "beds,甲区,很久以前,6", "bedz,甲区,2025-06,6"),
                "plans/a.yaml": plan("a"),
            },
            "plans/a.yaml",
            FITS,
            name="nor-does-another-cell-that-nobody-can-read",
        ),
    ],
)
def test_the_plan_that_is_chosen(run, contents, call, chosen, why):
    done = run(contents, *call)

    chosen, (zh, en) = system(chosen), map(system, why)
    for language, line in (("zh", f"规划：{chosen}（{zh}）"), ("en", f"plan: {chosen} ({en})")):
        assert done[language].stderr.splitlines()[:1] == [line]
        assert [each["path"] for each in json.loads(done[language].stdout)["plans"]] == [chosen]
        assert done[language].returncode != exit_codes.UNUSABLE


def test_the_settings_and_a_folder_elsewhere_mean_one_file(run, tmp_path):
    """From another working directory the paths are whole, and one of them goes by way of a dot."""
    contents = {
        "in/d.csv": for_plan("b"),
        "in/plans/b.yaml": plan("b"),
        "in/civtarget.toml": settings("./plans/b.yaml"),
    }

    done = run(contents, ["../in/d.csv"], at="desk")

    path = tmp_path / "in" / "plans" / "b.yaml"
    assert done["en"].stderr.splitlines()[0] == f"plan: {path} (named in {system('../in/d.csv')})"
    assert done["en"].returncode == 0


@pytest.mark.parametrize("named", [("d.csv",), ("e.csv",)])
def test_of_a_table_for_two_plans_only_the_rows_of_the_chosen_one_are_read(run, named):
    contents = {
        "d.csv": for_plan("a", "b", "b"),
        "e.csv": for_plan("b", "a", "b"),
        "plans/a.yaml": plan("a"),
        "plans/b.yaml": plan("b"),
    }

    done = run(contents, [*named, "--plan", "plans/a.yaml"])

    report = json.loads(done["en"].stdout)
    assert f"{named[0]}: rows that are for other plans are left out: 2" in done["en"].stderr.splitlines()
    assert f"{named[0]}：2 行属于其他规划，没有读取" in done["zh"].stderr.splitlines()
    assert [cell["actual"] for cell in report["cells"] if cell["district"] == "甲区"] == ["6"]


@pytest.mark.parametrize(
    ("submission", "more"),
    [pytest.param(csv(), {}, id="by-fit"), pytest.param(for_plan("a"), {"in/d.csv": for_plan("a")}, id="by-name")],
)
def test_plans_that_cannot_be_read_are_told(run, submission, more):
    contents = {
        "d.csv": submission,
        **more,
        "plans/a.yaml": plan("a"),
        "plans/b.yaml": BROKEN,
        "plans/c.yaml": plan("c").encode("gb18030"),
        "plans/d.yaml": plan("d").replace("period: 2025", "period: 去年"),
    }

    done = run(contents, ["d.csv"])

    broken = [system(f"plans/{name}.yaml") for name in "bcd"]
    assert done["zh"].stderr.splitlines()[1] == f"未能读取的规划，没有考虑：{', '.join(broken)}"
    assert done["en"].stderr.splitlines()[1] == f"plans that cannot be read were not considered: {', '.join(broken)}"
    assert [each["path"] for each in json.loads(done["en"].stdout)["plans"]] == [system("plans/a.yaml")]


def test_a_named_plan_that_cannot_be_read_is_reported_on(run):
    done = run({"d.csv": csv(), "b.yaml": BROKEN}, ["d.csv", "--plan", "b.yaml"])

    findings = json.loads(done["en"].stdout)["findings"]
    assert {(each["rule"], each["file"]) for each in findings} == {("yaml-syntax", "b.yaml")}
    assert done["en"].returncode == exit_codes.FOUND


def test_nothing_is_told_when_quiet(run):
    done = run({"d.csv": csv(), "plans/a.yaml": plan("a"), "plans/b.yaml": BROKEN}, ["d.csv", "--quiet"])

    assert (done["en"].stderr, done["zh"].stderr) == ("", "")


# --- no plan, or several ----------------------------------------------------------------------------------------------


def refused(contents, zh, en, *, arguments=("d.csv",), name):
    return pytest.param(contents, arguments, (zh, en), id=name)


@pytest.mark.parametrize(
    ("contents", "arguments", "message"),
    [
        # --plan
        refused(
            {"d.csv": csv(), "plans/a.yaml": plan("a")},
            "找不到文件或目录：none.yaml",
            "no such file or directory: none.yaml",
            arguments=("d.csv", "--plan", "none.yaml"),
            name="option-missing",
        ),
        refused(
            {"d.csv": csv(), "all/a.yaml": plan("a"), "all/b.yaml": plan("b", "2024")},
            "--plan 应指定一份规划，all 中：all/a.yaml、all/b.yaml",
            "--plan is to name one plan; in all there are: all/a.yaml, all/b.yaml",
            arguments=("d.csv", "--plan", "all"),
            name="option-means-two",
        ),
        refused(
            {"d.csv": csv(), "all/a.yaml": "x: 1\n", "plans/a.yaml": plan("a")},
            "--plan 应指定一份规划，all 中：没有规划",
            "--plan is to name one plan; in all there are: none",
            arguments=("d.csv", "--plan", "all"),
            name="option-means-none",
        ),
        refused(
            {"d.csv": csv(), "a.yaml": plan("a").encode("gb18030")},
            "a.yaml 不是 UTF-8 编码（第 4 行）：请另存为 UTF-8",
            "a.yaml is not UTF-8 (line 4): save it as UTF-8",
            arguments=("d.csv", "--plan", "a.yaml"),
            name="option-not-utf8",
        ),
        # named in the submissions
        refused(
            {"d.csv": for_plan("a", "b"), "plans/a.yaml": plan("a"), "plans/b.yaml": plan("b")},
            "报送的文件中写有不同的规划：a（d.csv）；b（d.csv）。请用 --plan 指定一份",
            "the submissions name different plans: a (d.csv); b (d.csv). Name one with --plan",
            name="two-in-a-column",
        ),
        refused(
            {"d.csv": for_plan("a"), "e.csv": for_plan("b"), "plans/a.yaml": plan("a")},
            "报送的文件中写有不同的规划：a（d.csv）；b（e.csv）。请用 --plan 指定一份",
            "the submissions name different plans: a (d.csv); b (e.csv). Name one with --plan",
            arguments=("d.csv", "e.csv"),
            name="two-in-two-files",
        ),
        refused(
            {"d.xlsx": workbook("a", ["beds", "乙区", "2025-06", 6, "b"]), "plans/a.yaml": plan("a")},
            "报送的文件中写有不同的规划：a（d.xlsx）；b（d.xlsx）。请用 --plan 指定一份",
            "the submissions name different plans: a (d.xlsx); b (d.xlsx). Name one with --plan",
            arguments=("d.xlsx",),
            name="property-and-column-differ",
        ),
        refused(
            {"d.csv": for_plan("c"), "plans/a.yaml": plan("a"), "plans/b.yaml": plan("b")},
            "d.csv 中写的规划是“c”，没有找到（有：a、b）：请用 --plan 指定",
            'd.csv is for the plan "c", which is not found (there are: a, b): name it with --plan',
            name="named-and-not-there",
        ),
        refused(
            {"d.csv": for_plan("c")},
            "d.csv 中写的规划是“c”，没有找到（有：无）：请用 --plan 指定",
            'd.csv is for the plan "c", which is not found (there are: none): name it with --plan',
            name="named-and-nothing-there",
        ),
        refused(
            {"d.csv": for_plan("c"), "plans/a.yaml": plan("a"), "plans/c.yaml": BROKEN},
            "d.csv 中写的规划是“c”，没有找到（有：a）：请用 --plan 指定（未能读取：plans/c.yaml）",
            'd.csv is for the plan "c", which is not found (there are: a): name it with --plan '
            "(could not be read: plans/c.yaml)",
            name="named-and-maybe-the-one-that-cannot-be-read",
        ),
        refused(
            {"d.csv": for_plan("c"), "civtarget.toml": settings("b.yaml"), "b.yaml": plan("A B")},
            "d.csv 中写的规划是“c”，没有找到（有：无）：请用 --plan 指定",
            'd.csv is for the plan "c", which is not found (there are: none): name it with --plan',
            name="named-and-that-of-the-settings-has-no-name",
        ),
        refused(
            {"d.csv": for_plan("a"), "plans/a.yaml": plan("a"), "plans/b.yaml": plan("a", "2024")},
            "标识为 a 的规划有几份：plans/a.yaml、plans/b.yaml。请用 --plan 指定一份",
            "several plans are called a: plans/a.yaml, plans/b.yaml. Name one with --plan",
            name="two-of-that-name",
        ),
        # settings
        refused(
            {"d.csv": csv(), "civtarget.toml": settings("b.yaml"), "plans/a.yaml": plan("a")},
            "civtarget.toml：无法打开 b.yaml：No such file or directory",
            "civtarget.toml: cannot open b.yaml: No such file or directory",
            name="the-settings-name-one-that-is-not-there",
        ),
        refused(
            {"d.csv": csv(), "civtarget.toml": "plans = 'a.yaml'", "plans/a.yaml": plan("a")},
            "civtarget.toml：没有“plans”这个设置：是否应为“plan”？",
            'civtarget.toml: there is no setting "plans": is "plan" meant?',
            name="the-settings-cannot-be-used",
        ),
        # what fits
        refused(
            {"d.csv": csv(), "plans/a.yaml": plan("a"), "plans/b.yaml": plan("b"), "plans/c.yaml": plan("c", "2024")},
            "有几份规划同样合适：plans/a.yaml、plans/b.yaml。请用 --plan 指定一份",
            "several plans fit alike: plans/a.yaml, plans/b.yaml. Name one with --plan",
            name="a-tie",
        ),
        refused(
            {"d.csv": csv(), "plans/a.yaml": plan("a", "2024"), "plans/b.yaml": plan("b", "2026")},
            "没有一份规划既涵盖所报的期间、又有所报的指标（看过：plans/a.yaml、plans/b.yaml）：请用 --plan 指定",
            "no plan is for the reported periods and knows what is reported "
            "(looked at: plans/a.yaml, plans/b.yaml): name one with --plan",
            name="no-period-covers-the-row",
        ),
        refused(
            {"d.csv": csv("roads,甲区,2025-06,6"), "plans/a.yaml": plan("a"), "plans/b.yaml": BROKEN},
            "没有一份规划既涵盖所报的期间、又有所报的指标（看过：plans/a.yaml）："
            "请用 --plan 指定（未能读取：plans/b.yaml）",
            "no plan is for the reported periods and knows what is reported "
            "(looked at: plans/a.yaml): name one with --plan (could not be read: plans/b.yaml)",
            name="no-plan-knows-the-indicator",
        ),
        refused(
            {
                "d.csv": csv("roads,甲区,2025-06,6"),
                "e.csv": "indicator,district,period,value\n",
                "plans/a.yaml": plan("a"),
            },
            "没有一份规划既涵盖所报的期间、又有所报的指标（看过：plans/a.yaml）：请用 --plan 指定",
            "no plan is for the reported periods and knows what is reported "
            "(looked at: plans/a.yaml): name one with --plan",
            arguments=("d.csv", "e.csv"),
            name="an-empty-form-beside-it-changes-nothing",
        ),
        refused(
            {"d.csv": csv(), "a.yaml": plan("a")},
            "没有找到规划：附近没有 plans 文件夹，或其中没有规划。请用 --plan 指定",
            "no plan is found: no plans folder is near, or no plan is in it. Name one with --plan",
            name="no-folder",
        ),
        refused(
            {"d.csv": csv(), "plans/readme.yaml": "x: 1\n"},
            "没有找到规划：附近没有 plans 文件夹，或其中没有规划。请用 --plan 指定",
            "no plan is found: no plans folder is near, or no plan is in it. Name one with --plan",
            name="no-plan-in-the-folder",
        ),
        refused(
            {"d.csv": csv(), "plans/a.yaml": BROKEN},
            "没有找到规划：附近没有 plans 文件夹，或其中没有规划。请用 --plan 指定（未能读取：plans/a.yaml）",
            "no plan is found: no plans folder is near, or no plan is in it. Name one with --plan "
            "(could not be read: plans/a.yaml)",
            name="only-one-that-cannot-be-read",
        ),
    ],
)
def test_refusals(run, contents, arguments, message):
    done = run(contents, arguments)

    for language, sign, text in zip(("zh", "en"), ("错误：", "error: "), message, strict=True):
        assert (done[language].returncode, done[language].stdout) == (exit_codes.UNUSABLE, "")
        assert done[language].stderr == f"{sign}{system(text)}\n"


# --- standard input ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("submission", "reason"),
    [
        pytest.param(csv(), "chosen by its period and indicators", id="by-fit"),
        pytest.param(for_plan("a"), "named in -", id="by-name"),
    ],
)
def test_for_standard_input_the_search_begins_in_the_working_directory(civtarget, tmp_path, submission, reason):
    (tmp_path / "plans").mkdir()
    (tmp_path / "below").mkdir()
    (tmp_path / "plans" / "a.yaml").write_text(plan("a"), encoding="utf-8")

    done = civtarget("check", "-", "--format", "json", cwd=tmp_path / "below", stdin=submission.encode())

    path = tmp_path / "plans" / "a.yaml"
    assert done.stderr.splitlines()[0] == f"plan: {path} ({reason})"
    assert [each["path"] for each in json.loads(done.stdout)["plans"]] == [str(path)]
    assert [each["path"] for each in json.loads(done.stdout)["submissions"]] == ["-"]


# --- what the chosen plan reads ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("named", "plan_in_rows", "plan_in_settings"),
    [
        pytest.param("a.yaml", "", None, id="named"),
        pytest.param(None, "a", None, id="named-in-rows"),
        pytest.param(None, "", "a.yaml", id="named-in-settings"),
        pytest.param(None, "", None, id="fits-best"),
    ],
)
def test_a_choice_has_the_submissions_as_the_plan_reads_them(
    named, plan_in_rows, plan_in_settings, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plans").mkdir()
    for path in ("a.yaml", "plans/a.yaml"):
        (tmp_path / path).write_text(plan("a"), encoding="utf-8")
    (tmp_path / "plans/b.yaml").write_text(plan("b", indicators=("roads",)), encoding="utf-8")
    texts = {"d.csv": for_plan(plan_in_rows), "e.csv": "nothing,known\n1,2\n"}
    books = [open_book(text.encode(), name) for name, text in texts.items()]

    choice = choose_plan(named, books, ["."], ProjectSettings(path="civtarget.toml", plan=plan_in_settings))

    (submission,) = choice.reading.submissions
    assert [(row.subject, row.value) for row in submission.observations] == [(("beds", None, "甲区"), 6)]
    assert [error.path for error in choice.reading.errors] == ["e.csv"]


def test_nothing_is_read_for_a_plan_that_does_not_say_what_it_is(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(BROKEN, encoding="utf-8")

    choice = choose_plan(str(path), [open_book(csv().encode(), "d.csv")], ["."], ProjectSettings())

    assert choice.reading == ((), ())
