"""Settings of a project: which hold, from where, and what the command line does to them."""

import json

import pytest
from support.excerpts import whole_plan

PLAN = whole_plan("""
indicators:
  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 4, split: {甲区: 1, 乙区: 2}}
  fewer: {name: {zh: 少于, en: Fewer}, kind: stock, unit: 家, target: 1, baselines: [{period: 2024, value: 2}]}
  plain: {name: 只有中文, kind: task}
""")


@pytest.fixture
def project(tmp_path):
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def found(civtarget, project, *arguments, settings=None, name="civtarget.toml"):
    """Return what is found, as rule and severity, and the exit code."""
    if settings is not None:
        (project / name).write_text(settings, encoding="utf-8")
    done = civtarget("validate", "plans", "--format", "json", *arguments, cwd=project)
    assert done.stdout, done.stderr
    return [f"{each['rule']} {each['severity']}" for each in json.loads(done.stdout)["findings"]], done.returncode


ALL = ["district-sum error", "target-below-result note", "translated note"]


@pytest.mark.parametrize(
    ("settings", "arguments", "rules", "code"),
    [
        pytest.param("", [], ALL, 1, id="nothing-said"),
        pytest.param('ignore = ["translated"]', [], ALL[:2], 1, id="ignored"),
        pytest.param('select = ["links"]', [], ["target-below-result note"], 0, id="selected"),
        pytest.param('select = ["links"]', ["--select", "sums"], ["district-sum error"], 1, id="the-command-line-goes-first"),
        pytest.param('select = ["links"]', ["--isolated"], ALL, 1, id="isolated"),
        pytest.param('select = ["links"]\nfail-on = "note"', [], ["target-below-result note"], 1, id="fail-on"),
        pytest.param(
            'select = ["links"]\nfail-on = "note"', ["--fail-on", "error"], ["target-below-result note"], 0, id="fail-on-asked"
        ),
        pytest.param(
            '[severity]\ntarget-below-result = "error"\ndistrict-sum = "note"',
            [],
            ["district-sum note", "target-below-result error", "translated note"],
            1,
            id="severities",
        ),
    ],
)  # fmt: skip
def test_settings_of_a_file(civtarget, project, settings, arguments, rules, code):
    assert found(civtarget, project, *arguments, settings=settings) == (rules, code)


def test_they_may_stand_in_pyproject(civtarget, project):
    settings = '[tool.civtarget]\nselect = ["links"]\n'
    assert found(civtarget, project, settings=settings, name="pyproject.toml") == (["target-below-result note"], 0)


def test_the_nearest_file_holds(civtarget, project):
    (project / "plans" / "civtarget.toml").write_text('select = ["sums"]', encoding="utf-8")
    assert found(civtarget, project, settings='select = ["links"]') == (["district-sum error"], 1)


@pytest.mark.parametrize(
    ("settings", "en", "zh"),
    [
        pytest.param(
            'ignore = ["translatd"]',
            'civtarget.toml ignore: no rule or family is called "translatd": is "translated" meant?',
            "civtarget.toml ignore：没有规则或规则族“translatd”，是否应为“translated”？",
            id="no-such-rule",
        ),
        pytest.param(
            'fail-on = "warnin"',
            'civtarget.toml fail-on: there is no "warnin": is "warning" meant?',
            "civtarget.toml fail-on：没有“warnin”：是否应为“warning”？",
            id="no-such-level",
        ),
        pytest.param(
            '[severity]\ntranslated = "never"',
            'civtarget.toml severity.translated: there is no "never": use error, warning, note',
            "civtarget.toml severity.translated：没有“never”：可用 error、warning、note",
            id="no-severity",
        ),
        pytest.param(
            'severity = {"district-sum,link-known" = "error"}',
            'civtarget.toml severity: no rule or family is called "district-sum,link-known": is "district-known" meant?',
            "civtarget.toml severity：没有规则或规则族“district-sum,link-known”，是否应为“district-known”？",
            id="two-names-in-one-key",
        ),
        pytest.param(
            'select = "links"',
            'civtarget.toml: select is to be a list of rules or families, such as select = ["district-sum"]',
            'civtarget.toml：select 应为规则或规则族的列表，如 select = ["district-sum"]',
            id="no-list",
        ),
        pytest.param(
            "severity = 3",
            'civtarget.toml: severity is to be a table with a line for each rule, such as translated = "warning"',
            'civtarget.toml：severity 应为一张表，每条规则一行，如 translated = "warning"',
            id="no-table",
        ),
        pytest.param(
            "fail-on = 3",
            'civtarget.toml: fail-on is to be a text, as in fail-on = "warning"',
            'civtarget.toml：fail-on 应为文字，如 fail-on = "warning"',
            id="no-text",
        ),
        pytest.param(
            'baseline = ""',
            'civtarget.toml: baseline is to be a text, as in baseline = "known.json"',
            'civtarget.toml：baseline 应为文字，如 baseline = "known.json"',
            id="empty-text",
        ),
        pytest.param(
            "[options]\nvalue-unchanged = 3",
            (
                "civtarget.toml: options is to have a table of whole numbers for each rule, such as "
                "options.value-unchanged = {periods = 4}"
            ),
            "civtarget.toml：options 应为每条规则一张表，值为整数，如 options.value-unchanged = {periods = 4}",
            id="no-table-of-options",
        ),
        pytest.param(
            "options.value-unchanged.period = 4",
            'civtarget.toml options.value-unchanged: there is no option "period": is "periods" meant?',
            "civtarget.toml options.value-unchanged：没有选项“period”：是否应为“periods”？",
            id="no-such-option",
        ),
        pytest.param(
            "options.district-sum.least = 4",
            'civtarget.toml options.district-sum: there is no option "least": it has none',
            "civtarget.toml options.district-sum：没有选项“least”：它没有选项",
            id="no-options",
        ),
        pytest.param(
            "options.value-unchanged.periods = 0",
            "civtarget.toml options.value-unchanged.periods: it is to be 1 or more",
            "civtarget.toml options.value-unchanged.periods：应为 1 或更大",
            id="no-such-number",
        ),
        pytest.param(
            'changes = [{what = "translated"}]',
            (
                "civtarget.toml: changes is to be a list of entries that say what, why and decision, such as "
                'changes = [{what = "translated", why = "…", decision = "…"}]'
            ),
            (
                "civtarget.toml：changes 应为列表，每项写明 what、why、decision，如 "
                'changes = [{what = "translated", why = "…", decision = "…"}]'
            ),
            id="half-an-entry",
        ),
    ],
)
def test_refusals(civtarget, project, settings, en, zh):
    (project / "civtarget.toml").write_text(settings, encoding="utf-8")
    for command in (["validate", "plans"], ["config"]):
        for language, text in (("en", f"error: {en}\n"), ("zh", f"错误：{zh}\n")):
            done = civtarget(*command, "--lang", language, cwd=project)
            assert (done.returncode, done.stdout, done.stderr) == (2, "", text)


def test_config_tells_what_holds_and_from_where(civtarget, project):
    (project / "civtarget.toml").write_text(
        'ignore = ["translated"]\n[severity]\nsums = "note"\n'.replace("sums", "district-sum"), encoding="utf-8"
    )
    shown = civtarget("config", "plans", "--format", "plain", "--lang", "en", cwd=project).stdout
    assert [line.split() for line in shown.splitlines()[2:]] == [
        ["plan", "default"],
        ["select", "default"],
        ["ignore", "translated", "civtarget.toml"],
        ["fail-on", "error", "default"],
        ["severity", "district-sum", "=", "note", "civtarget.toml"],
        ["options", "default"],
        ["baseline", "default"],
        ["lights", "green", "=", ">=", "0;", "yellow", "=", ">=", "-10,", "<", "0;", "red", "=", "<", "-10", "default"],
    ]
    told = json.loads(civtarget("config", "--format", "json", cwd=project).stdout)
    assert (told["format"], told["file"]) == ("civtarget-config/1", "civtarget.toml")
    assert told["settings"]["severity"] == {"value": {"district-sum": "note"}, "from": "civtarget.toml"}
    assert json.loads(civtarget("config", "--isolated", "--format", "json", cwd=project).stdout)["file"] is None


@pytest.mark.parametrize(("periods", "told"), [(1, True), (3, True), (4, False)])
def test_options_of_a_rule(civtarget, project, periods, told):
    (project / "plans" / "plan.yaml").write_text(PLAN.replace("甲区: 1,", "甲区: 100,"), encoding="utf-8")
    (project / "civtarget.toml").write_text(f"options.value-unchanged.periods = {periods}\n", encoding="utf-8")
    rows = "".join(f"beds,甲区,2025-0{month},30\n" for month in (1, 2, 3))
    (project / "rows.csv").write_text("indicator,district,period,value\n" + rows, encoding="utf-8")

    done = civtarget("check", "rows.csv", "--plan", "plans/plan.yaml", "--format", "json", cwd=project)

    assert any(each["rule"] == "value-unchanged" for each in json.loads(done.stdout)["findings"]) == told


def test_options_are_shown_with_the_rule_and_with_the_settings(civtarget, project):
    (project / "civtarget.toml").write_text("options.value-unchanged.periods = 4\n", encoding="utf-8")

    shown = civtarget("config", "--format", "plain", "--lang", "en", cwd=project).stdout
    assert ["options", "value-unchanged.periods", "=", "4", "civtarget.toml"] in [
        each.split() for each in shown.splitlines()
    ]
    page = civtarget("explain", "value-unchanged", "--lang", "en", cwd=project).stdout
    assert (
        "Options, as settings write them:\n\n    [options.value-unchanged]\n    periods = 3\n    least = 20\n" in page
    )
