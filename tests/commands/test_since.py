"""`civtarget validate --since`, on real git repositories."""

import json
import shutil

import pytest
from conftest import ROOT
from support.excerpts import whole_plan
from support.repositories import commit, git, needs_git, repository, write

PLAN = whole_plan("""id: east
districts: {甲区: {en: North}, 乙区: {en: South}}
indicators:
  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 300, split: {甲区: 200, 乙区: 100}}
  seats: {name: {zh: 座位, en: Seats}, kind: count, unit: 个, target: 40, split: {甲区: 10, 乙区: 20}}
""")
LOWER = PLAN.replace("乙区: 100", "乙区: 10")
NAME = "计划 草案/2025 东区.yaml"
EXPLAINED = PLAN.replace("target: 300, split: {甲区: 200", "target: 290, split: {甲区: 190") + (
    "changes:\n  - {what: beds, why: 两处改建未获批准, decision: 会议纪要第6号}\n"
)

pytestmark = needs_git


@pytest.fixture
def folder(tmp_path):
    return repository(tmp_path / "repository", {NAME: PLAN})


@pytest.fixture
def run(civtarget, folder):
    """Run `validate . --since main` and return it with a line for each finding."""

    def run(*arguments, since="main", paths=(".",), cwd=folder):
        done = civtarget("validate", *paths, "--since", since, "--format", "json", *arguments, cwd=cwd)
        findings = json.loads(done.stdout)["findings"] if done.stdout else []
        return done, [
            f"{'new ' if each['new'] else ''}{each['outcome']} {each['rule']} {each['path']}" for each in findings
        ]

    return run


def test_what_an_edit_brought_comes_first_with_the_edit_behind_it(civtarget, folder):
    write(folder, {NAME: LOWER})
    commit_name = git(folder, "rev-parse", "HEAD").strip()[:10]

    done = civtarget("validate", ".", "--since", "main", "--lang", "en", cwd=folder)

    assert [" ".join(line.split()) for line in done.stdout.splitlines()] == [
        (
            f"{NAME}:4:71 new error district-sum Beds: the shares add up to 210, not 300: 90 short; "
            "likely: South 10 → 100, one digit missing (100 before this edit); "
            "this edit: the share of South is lowered from 100 to 10: 90 less"
        ),
        (
            f"{NAME}:4:92 new error target-kept Beds: the share of South is lowered from 100 to 10: 90 less; "
            f"`changes` has to say why, and by which decision (what: beds.乙区) (see {commit_name}:{NAME}:4)"
        ),
        (
            f"{NAME}:5:72 error district-sum Seats: the shares add up to 30, not 40: 10 short; "
            "cannot tell: North 10 → 20, South 20 → 30, the total 40 → 30 fit alike"
        ),
        f"1 plan: 51 checks, 48 held, 3 broken (3 errors); new since main ({commit_name}): 2 broken",
    ]
    assert done.returncode == 1


def test_in_json_everything_is_there(civtarget, folder):
    write(folder, {NAME: LOWER})
    report = json.loads(civtarget("validate", ".", "--since", "main", "--format", "json", cwd=folder).stdout)

    commit_name = git(folder, "rev-parse", "HEAD").strip()[:10]
    assert report["since"] == {"revision": "main", "commit": commit_name, "broken": 2, "unchecked": 0}
    broken, weaker, there = report["findings"]
    assert [each["new"] for each in report["findings"]] == [True, True, False]
    (edit,) = broken["edits"]
    assert edit == {
        "plan": "east",
        "file": NAME,
        "line": 4,
        "column": 92,
        "path": "indicators.beds.split.乙区",
        "message": {
            "zh": "乙区的份额由 100张 降为 10张：少 90张",
            "en": "the share of South is lowered from 100 to 10: 90 less",
        },
    }
    assert (weaker["expected"], weaker["actual"], weaker["gap"], weaker["unit"]) == ("100", "10", "-90", "张")
    assert there["edits"] == []


def test_an_explained_edit_passes(run, folder):
    write(folder, {NAME: EXPLAINED})
    done, found = run("--ignore", "district-sum")
    assert (done.returncode, found) == (0, [])


def test_what_was_broken_before_is_not_the_edits(run):
    done, found = run()
    assert (done.returncode, found) == (1, ["broken district-sum indicators.seats.split"])


def test_it_holds_against_the_merge_base(run, folder):
    """What came to the other branch in the meantime is nothing that this edit did."""
    git(folder, "switch", "--quiet", "--create", "edit")
    write(folder, {"other.yaml": PLAN.replace("id: east", "id: other")})
    commit(folder)
    git(folder, "switch", "--quiet", "main")
    write(folder, {NAME: PLAN.replace("target: 40", "target: 90")})
    commit(folder)
    git(folder, "switch", "--quiet", "edit")

    done, found = run()

    assert found == ["new broken district-sum indicators.seats.split", "broken district-sum indicators.seats.split"]
    assert done.returncode == 1


def test_a_new_plan_has_nothing_that_it_could_weaken(run, folder):
    write(folder, {"new.yaml": PLAN.replace("id: east", "id: new").replace("target: 40", "target: 30")})

    assert run()[1] == ["broken district-sum indicators.seats.split"]


def test_a_renamed_indicator_brings_nothing(run, folder):
    write(
        folder,
        {
            NAME: PLAN.replace("  seats:", "  chairs:")
            .replace("乙区", "丙区")
            .replace("{en: South}", "{en: South, aliases: [乙区]}")
        },
    )

    assert run()[1] == ["broken district-sum indicators.chairs.split"]


class TestPlans:
    """Deleted, moved, renamed."""

    def test_a_deleted_plan(self, run, folder):
        write(folder, {"other.yaml": PLAN.replace("id: east", "id: other").replace("target: 40", "target: 30")})
        commit(folder)
        git(folder, "rm", "--quiet", NAME)

        done, found = run()
        assert found == ["new broken project-kept east"]
        assert f"the plan east is gone (it was {NAME})" in done.stdout
        assert done.returncode == 1

    def test_an_entry_in_the_settings_explains_it(self, run, folder):
        write(folder, {"other.yaml": PLAN.replace("id: east", "id: other").replace("target: 40", "target: 30")})
        commit(folder)
        git(folder, "rm", "--quiet", NAME)
        write(folder, {"civtarget.toml": 'changes = [{what = "east", why = "年度结束", decision = "归档通知"}]\n'})

        assert run()[1] == []

    def test_a_moved_plan_is_followed(self, run, folder):
        git(folder, "mv", NAME, "moved.yaml")
        write(folder, {"moved.yaml": LOWER})

        done, found = run()
        assert found == [
            "new broken project-kept east",
            "new broken district-sum indicators.beds.split",
            "new broken target-kept indicators.beds.split.乙区",
            "broken district-sum indicators.seats.split",
        ]
        assert f"the plan east is moved from {NAME} to moved.yaml" in done.stdout

    def test_a_plan_that_is_no_plan_any_more_is_deleted(self, run, folder):
        write(folder, {"other.yaml": PLAN.replace("id: east", "id: other").replace("target: 40", "target: 30")})
        commit(folder)
        write(folder, {NAME: "# " + PLAN.replace("\n", "\n# ")})

        assert run()[1] == ["new broken project-kept east"]

    def test_a_plan_with_a_conflict_in_it_is_not_gone(self, run, folder):
        write(folder, {NAME: PLAN.replace("indicators:", "<<<<<<< HEAD\nindicators:\n=======")})

        assert [each for each in run()[1] if "project-kept" in each] == []

    def test_two_plans_that_change_their_places_are_moved(self, run, folder):
        other = PLAN.replace("id: east", "id: other")
        write(folder, {"other.yaml": other})
        commit(folder)
        write(folder, {"other.yaml": PLAN, NAME: other})

        assert [each for each in run()[1] if each.startswith("new")] == [
            "new broken project-kept east",
            "new broken project-kept other",
        ]

    def test_a_plan_that_another_one_is_written_over_is_gone(self, run, folder):
        write(folder, {"other.yaml": PLAN.replace("id: east", "id: other")})
        commit(folder)
        git(folder, "mv", "--force", "other.yaml", NAME)

        done, found = run()
        assert [each for each in found if each.startswith("new")] == [
            "new broken project-kept east",
            "new broken project-kept other",
        ]
        assert f"the plan east is gone (it was {NAME})" in done.stdout

    def test_another_identifier_is_another_plan(self, run, folder):
        write(folder, {NAME: PLAN.replace("id: east", "id: west")})

        assert run()[1] == ["new broken project-kept east", "broken district-sum indicators.seats.split"]

    def test_what_is_deleted_elsewhere_is_of_no_concern(self, run, folder):
        write(folder, {"tests/sample.yaml": PLAN.replace("id: east", "id: sample")})
        commit(folder)
        git(folder, "rm", "--quiet", "tests/sample.yaml")

        assert run(paths=("计划 草案",))[1] == ["broken district-sum indicators.seats.split"]
        assert run(paths=(NAME,))[1] == ["broken district-sum indicators.seats.split"]

    def test_a_link_in_git_is_what_it_leads_to(self, run, folder):
        (folder / "link.yaml").symlink_to(NAME)
        write(folder, {NAME: PLAN.replace("id: east", "id: link")})
        commit(folder)
        (folder / "link.yaml").unlink()
        write(folder, {"link.yaml": LOWER.replace("id: east", "id: link")})

        assert "new broken target-kept indicators.beds.split.乙区" in run(paths=("link.yaml",), since="HEAD")[1]

    def test_a_plan_that_was_no_text_is_not_new(self, run, folder):
        (folder / NAME).write_bytes(PLAN.encode("gbk"))
        commit(folder)
        write(folder, {NAME: LOWER})

        assert "new broken duty-kept plan" in run(since="HEAD")[1]

    def test_before_the_first_commit_there_was_nothing(self, civtarget, tmp_path):
        git(tmp_path, "init", "--quiet", "--initial-branch=main")
        write(tmp_path, {NAME: PLAN.replace("target: 40", "target: 30")})

        done = civtarget("validate", ".", "--since", "HEAD", "--lang", "en", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.endswith("; nothing new since HEAD (0000000000)\n")

    def test_the_last_plan_that_goes_is_named(self, civtarget, folder):
        write(folder, {NAME: "# " + PLAN.replace("\n", "\n# ")})

        done = civtarget("validate", ".", "--since", "main", "--lang", "en", cwd=folder)
        assert done.returncode == 1
        assert f"the plan east is gone (it was {NAME})" in done.stdout

    def test_a_plan_that_moves_into_what_is_named_is_followed(self, run, folder):
        write(folder, {"drafts/z.yaml": PLAN.replace("id: east", "id: z")})
        commit(folder)
        git(folder, "mv", "drafts/z.yaml", "计划 草案/z.yaml")
        write(folder, {"计划 草案/z.yaml": LOWER.replace("id: east", "id: z")})

        found = run(paths=("计划 草案",), since="HEAD")[1]
        assert "new broken target-kept indicators.beds.split.乙区" in found
        assert "new broken project-kept z" in found

    def test_what_a_pattern_matched_before_counts(self, run, folder):
        write(
            folder, {"p/a/x.yaml": PLAN.replace("id: east", "id: x"), "p/b/y.yaml": PLAN.replace("id: east", "id: y")}
        )
        commit(folder)
        git(folder, "rm", "--quiet", "p/a/x.yaml")

        assert "new broken project-kept x" in run(paths=("p/*/*.yaml",), since="HEAD")[1]

    def test_a_plan_without_an_identifier_is_missed_by_its_path(self, run, folder):
        write(
            folder, {"other.yaml": PLAN.replace("id: east", "id: other"), "x.yaml": PLAN.replace("id: east", "id: 东")}
        )
        commit(folder)
        (folder / "x.yaml").unlink()

        assert "new broken project-kept x.yaml" in run(since="HEAD")[1]

    def test_a_copy_is_no_move(self, run, folder):
        write(folder, {"copy.yaml": PLAN.replace("id: east", "id: copy")})

        assert run()[1] == [
            "new broken district-sum indicators.seats.split",
            "broken district-sum indicators.seats.split",
        ]

    def test_a_plan_that_could_not_be_read_before_has_to_be_explained(self, run, folder):
        write(folder, {NAME: "civtarget: 1\n  id: [\n"})
        commit(folder)
        write(folder, {NAME: PLAN})

        assert run()[1] == [
            "new broken duty-kept plan",
            "new broken district-sum indicators.seats.split",
        ]
        write(folder, {NAME: f"{PLAN}changes: [{{what: plan, why: 修复格式, decision: 第7号}}]\n"})
        assert run()[1] == ["new broken district-sum indicators.seats.split"]


SETTINGS = "civtarget.toml"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("", 'ignore = ["district-sum"]\n', "the rule district-sum is turned off", id="rule"),
        pytest.param("", 'ignore = ["sums"]\n', "all rules of the family sums are turned off", id="family"),
        pytest.param("", 'select = ["dates"]\n', "all rules of the family sums are turned off", id="selection"),
        pytest.param(
            "",
            '[severity]\ndistrict-sum = "note"\n',
            "the severity of district-sum changes from error to note",
            id="severity",
        ),
        pytest.param('fail-on = "warning"\n', "", "fail-on changes from warning to error", id="fail-on"),
        pytest.param("", 'fail-on = "never"\n', "fail-on changes from error to never", id="never"),
        pytest.param('ignore = ["district-sum"]\n', "", None, id="stricter"),
        pytest.param("", 'fail-on = "note"\n', None, id="fails earlier"),
    ],
)
def test_settings_that_become_laxer_are_told_and_do_not_count(run, folder, old, new, expected):
    write(folder, {SETTINGS: old})
    commit(folder)
    write(folder, {SETTINGS: new})

    done, found = run("--lang", "en")

    told = [each for each in json.loads(done.stdout)["findings"] if each["rule"] == "project-kept"]
    texts = [each["message"]["en"].partition(";")[0] for each in told]
    assert (expected in texts) if expected else (texts == [])
    assert ("broken district-sum indicators.seats.split" in found) == (old != 'ignore = ["district-sum"]\n')
    assert done.returncode == (1 if expected or "ignore" not in old else 0)


def test_an_entry_explains_laxer_settings_from_the_next_edit_on(run, folder):
    entry = 'changes = [{what = "district-sum", why = "试行", decision = "第6号"}]\n'
    write(folder, {SETTINGS: f'ignore = ["district-sum"]\n{entry}'})

    assert run()[1] == ["broken district-sum indicators.seats.split"]
    commit(folder)
    done, found = run(since="HEAD")
    assert (done.returncode, found) == (0, [])


def test_a_baseline_that_grows_is_told_and_accepts_nothing_new(run, folder, civtarget):
    write(folder, {SETTINGS: 'baseline = "known.json"\n'})
    civtarget("validate", ".", "--write-baseline", "known.json", cwd=folder)
    commit(folder)
    assert run()[1] == ["waived district-sum indicators.seats.split"]
    write(folder, {NAME: LOWER})
    civtarget("validate", ".", "--write-baseline", "known.json", cwd=folder)

    done, found = run()

    assert "the baseline accepts 1 more: east district-sum" in done.stdout
    assert found == [
        "new broken project-kept baseline",
        "new broken district-sum indicators.beds.split",
        "new broken target-kept indicators.beds.split.乙区",
        "waived district-sum indicators.seats.split",
    ]
    done, found = run("--baseline", "known.json", "--isolated")
    assert "new broken project-kept baseline" in found


def test_settings_that_come_with_the_first_plan_hold(tmp_path, civtarget):
    folder = repository(tmp_path / "repository", {"README": "plans\n"})
    write(folder, {NAME: PLAN, SETTINGS: 'ignore = ["district-sum"]\n'})

    done = civtarget("validate", ".", "--since", "main", cwd=folder)

    assert (done.returncode, done.stderr) == (0, "")


def test_settings_that_could_not_be_read_before_have_to_be_explained(run, folder):
    write(folder, {SETTINGS: "ignore = [\n"})
    commit(folder)
    write(folder, {SETTINGS: 'ignore = ["district-sum"]\n'})

    done, found = run()
    assert done.returncode == 1
    assert found == ["new broken project-kept settings", "broken district-sum indicators.seats.split"]
    assert "the settings before the edit cannot be read: " in done.stdout
    assert "`changes` of civtarget.toml has to say why" in done.stdout


def test_isolated_looks_at_no_settings(run, folder):
    write(folder, {SETTINGS: 'ignore = ["district-sum"]\n'})

    assert run("--isolated")[1] == ["broken district-sum indicators.seats.split"]


def test_from_a_folder_below_and_by_other_names(run, folder):
    write(folder, {NAME: LOWER})
    below = folder / "计划 草案"

    there = run()[1]
    assert run(cwd=below)[1] == there
    assert run(cwd=below, paths=("2025 东区.yaml",))[1] == there
    assert run(cwd=folder.parent, paths=("repository",), since="HEAD")[1] == there
    assert run(since=git(folder, "rev-parse", "HEAD").strip())[1] == there


def test_the_other_formats_mark_it_too(civtarget, folder):
    write(folder, {NAME: LOWER})
    names = {form: folder / f"report.{form}" for form in ("sarif", "csv", "github", "junit", "gitlab", "markdown")}
    outputs = [part for form in names for part in ("--output", f"{form}=report.{form}")]
    civtarget("validate", ".", "--since", "main", "--lang", "en", *outputs, cwd=folder)

    texts = {form: path.read_text(encoding="utf-8-sig") for form, path in names.items()}
    results = json.loads(texts["sarif"])["runs"][0]["results"]
    assert [each["baselineState"] for each in results] == ["new", "new", "unchanged"]
    assert [line.rpartition(",")[2] for line in texts["csv"].splitlines()] == ["new", "yes", "yes", "no"]
    assert [line.partition("::new error: ")[1] != "" for line in texts["github"].splitlines()[:3]] == [
        True,
        True,
        False,
    ]
    for form in ("junit", "gitlab", "markdown"):
        assert texts[form].count("new error") == {"junit": 4, "gitlab": 2, "markdown": 2}[form]


def test_half_of_a_repair_is_no_new_finding(run, folder):
    """The shares of seats are 10 short, then 5."""
    write(folder, {NAME: PLAN.replace("甲区: 10, 乙区: 20", "甲区: 15, 乙区: 20")})
    assert run()[1] == ["broken district-sum indicators.seats.split"]
    write(folder, {NAME: PLAN.replace("甲区: 10, 乙区: 20", "甲区: 25, 乙区: 20")})
    assert run()[1] == ["new broken district-sum indicators.seats.split"]


def test_what_was_waived_and_is_no_more_is_the_edits(run, folder):
    waived = f"{PLAN}waivers:\n  - {{rule: district-sum, indicator: seats, reason: 待定, until: 2099-12-31}}\n"
    write(folder, {NAME: waived})
    commit(folder)
    write(folder, {NAME: PLAN})

    assert run(since="HEAD")[1] == ["new broken district-sum indicators.seats.split"]


def test_indicators_whose_names_are_figures_are_told_apart(run, folder):
    plan = PLAN.replace("  beds:", '  "1":').replace("  seats:", '  "2":')
    write(folder, {NAME: plan})
    commit(folder)
    write(folder, {NAME: plan.replace("target: 40", "target: 30").replace("target: 300", "target: 310")})

    assert run(since="HEAD")[1][0] == "new broken district-sum indicators.1.split"


class TestRevisionsThatAreNotThere:
    """Exit code 2, with the cure."""

    def test_an_unknown_one(self, run):
        done, _ = run("--lang", "en", since="nowhere")
        assert (done.returncode, done.stderr) == (2, "error: git has no revision nowhere\n")

    @pytest.mark.parametrize("since", ["", "--all", "main:x", "main..HEAD"])
    def test_one_that_is_none(self, run, since):
        done, _ = run(f"--since={since}", since="main")
        assert done.returncode == 2
        assert "git has no revision" in done.stderr

    def test_in_a_shallow_clone(self, run, folder, tmp_path):
        write(folder, {NAME: LOWER})
        commit(folder)
        shallow = tmp_path / "shallow"
        git(tmp_path, "clone", "--quiet", "--depth=1", folder.as_uri(), str(shallow))

        done, _ = run("--lang", "en", since="HEAD~1", cwd=shallow)
        assert (done.returncode, done.stderr) == (
            2,
            (
                "error: git has no revision HEAD~1: this clone lacks history: run git fetch --unshallow "
                "(in CI, check out with fetch-depth: 0)\n"
            ),
        )

    def test_a_broken_branch_beside_it_changes_nothing(self, run, folder):
        write(folder, {NAME: LOWER})
        (folder / ".git" / "refs" / "heads" / "broken").write_text("")

        assert "new broken target-kept indicators.beds.split.乙区" in run()[1]

    def test_nothing_in_common(self, run, folder):
        git(folder, "switch", "--quiet", "--orphan", "other")
        write(folder, {NAME: LOWER})
        commit(folder)

        done, _ = run("--lang", "en")
        assert (done.returncode, done.stderr) == (
            2,
            "error: main and what is checked out have no history in common\n",
        )

    def test_no_repository(self, civtarget, tmp_path):
        shutil.copy(ROOT / "plans" / "2025-nanxun.yaml", tmp_path)
        done = civtarget("validate", "2025-nanxun.yaml", "--since", "main", "--lang", "en", cwd=tmp_path)
        assert done.returncode == 2
        assert done.stderr.startswith("error: --since needs a git repository: not a git repository")

    def test_a_plan_outside(self, civtarget, folder, tmp_path):
        shutil.copy(ROOT / "plans" / "2025-nanxun.yaml", tmp_path)
        done = civtarget("validate", NAME, "../2025-nanxun.yaml", "--since", "main", "--lang", "en", cwd=folder)
        assert done.returncode == 2
        assert done.stderr.startswith("error: ../2025-nanxun.yaml is not in the git repository ")


def test_a_baseline_is_written_in_a_run_of_its_own(run):
    done, _ = run("--write-baseline", "known.json", "--lang", "en")
    assert (done.returncode, done.stderr) == (
        2,
        "error: --write-baseline and --since do not go together: write the baseline in a run of its own\n",
    )


def test_a_change_of_what_a_rate_is_made_of_is_named(run, folder):
    rate = "  rate: {name: {zh: 率, en: Rate}, kind: rate, target: 10%, of: {part: seats, whole: beds}}\n"
    plan = PLAN.replace("unit: 个, target: 40", "unit: 张, target: 30").replace("  seats:", f"{rate}  seats:")
    write(folder, {NAME: plan})
    commit(folder)
    write(folder, {NAME: plan.replace("target: 30, split: {甲区: 10", "target: 50, split: {甲区: 30")})

    done, found = run(since="HEAD")

    assert "new broken rate-consistent indicators.rate.target" in found
    (finding,) = (each for each in json.loads(done.stdout)["findings"] if each["rule"] == "rate-consistent")
    assert [each["message"]["en"] for each in finding["edits"]] == [
        "Seats: the target is raised from 30 to 50: 20 more",
        "Seats: the share of North is raised from 10 to 30: 20 more",
    ]


def test_what_was_broken_alike_before_has_no_culprit_in_the_edit(run, folder):
    """The shares of seats are 10 short, before and after."""
    write(folder, {NAME: PLAN.replace("甲区: 10, 乙区: 20", "甲区: 11, 乙区: 19")})

    done, found = run()

    assert found == ["broken district-sum indicators.seats.split"]
    (finding,) = json.loads(done.stdout)["findings"]
    assert not any(each["likely"] for each in finding["suspects"])
    assert finding["edits"] == []


def test_changes_that_bring_a_sum_nearer_are_not_behind_it(run, folder):
    new = "target: 300, split: {甲区: 200, 乙区: 100}", "target: 300, split: {甲区: 150, 乙区: 110}"
    write(folder, {NAME: PLAN.replace(*new)})

    done, _ = run()

    (finding,) = (each for each in json.loads(done.stdout)["findings"] if each["path"] == "indicators.beds.split")
    assert [each["path"] for each in finding["edits"]] == ["indicators.beds.split.甲区"]


def test_a_change_in_another_plan_is_named_with_the_plan(run, folder):
    link = "same_as: east/beds.乙区"
    south = whole_plan(f"""id: south
districts: {{乙区: {{en: South}}}}
indicators:
  beds: {{name: {{zh: 床位, en: Beds}}, kind: count, unit: 张, target: 100, {link}}}
""")
    write(folder, {"south.yaml": south})
    commit(folder)
    write(folder, {NAME: PLAN.replace("甲区: 200, 乙区: 100", "甲区: 190, 乙区: 110")})

    done, found = run(since="HEAD")

    assert "new broken link-equal indicators.beds.target" in found
    (finding,) = (each for each in json.loads(done.stdout)["findings"] if each["rule"] == "link-equal")
    (edit,) = finding["edits"]
    assert edit["message"]["en"].startswith("Beds (east): shares move between districts")
    assert (edit["plan"], edit["file"]) == ("east", NAME)


def test_what_stands_in_a_list_may_move_in_it(run, folder):
    steps = "steps: [{do: {zh: 甲, en: A}, by: 9月底}, {do: {zh: 乙, en: B}, by: 6月底}]"
    plan = PLAN.replace("split: {甲区: 10, 乙区: 20}", f"split: {{甲区: 20, 乙区: 20}}, {steps}")
    write(folder, {NAME: plan})
    commit(folder)
    before = [each for each in run(since="HEAD")[1] if not each.startswith("new ")]
    write(folder, {NAME: plan.replace("steps: [", "steps: [{do: {zh: 先, en: First}, by: 3月底}, ")})

    assert before != []
    assert len(run(since="HEAD")[1]) == len(before)
    assert not any(each.startswith("new ") for each in run(since="HEAD")[1])


def test_a_link_that_follows_a_new_name_in_another_plan_is_the_same(run, folder):
    south = whole_plan("""id: south
districts: {乙区: {en: South}}
indicators:
  beds: {name: {zh: 床位, en: Beds}, kind: count, unit: 张, target: 100, same_as: east/beds.乙区}
""")
    write(folder, {"south.yaml": south})
    commit(folder)
    write(
        folder,
        {NAME: PLAN.replace("  beds:", "  care-beds:"), "south.yaml": south.replace("east/beds", "east/care-beds")},
    )

    assert run(since="HEAD")[1] == ["broken district-sum indicators.seats.split"]

    write(folder, {"south.yaml": south})
    done, found = run(since="HEAD")
    assert found[0] == "new broken link-known indicators.beds.same_as"
    (edit,) = json.loads(done.stdout)["findings"][0]["edits"]
    assert edit["message"]["en"] == "Beds (east): the identifier changes from beds to care-beds"


def test_what_a_plan_says_of_all_its_indicators_may_be_behind_a_finding(run, folder):
    plan = PLAN.replace("target: 40, split: {甲区: 10", "by: 2025-06-30, target: 30, split: {甲区: 10")
    write(folder, {NAME: plan})
    commit(folder)
    write(folder, {NAME: plan.replace("period: 2025", "period: 2026")})

    done, _ = run(since="HEAD")

    (finding,) = (each for each in json.loads(done.stdout)["findings"] if each["rule"] == "deadline-in-period")
    assert [each["message"]["en"] for each in finding["edits"]] == ["the period changes from 2025 to 2026"]


def test_a_waiver_within_another_one_adds_nothing(run, folder):
    wide = "waivers:\n  - {rule: district-sum, reason: 待定, until: 2099-12-31}\n"
    narrow = "waivers:\n  - {rule: district-sum, indicator: seats, reason: 待定, until: 2099-12-31}\n"
    write(folder, {NAME: PLAN + wide})
    commit(folder)
    write(folder, {NAME: PLAN + narrow})
    assert [each for each in run(since="HEAD")[1] if each.startswith("new")] == []
    commit(folder)
    write(folder, {NAME: PLAN + wide})
    assert [each for each in run(since="HEAD")[1] if each.startswith("new")] == [
        "new broken waiver-explained waivers.0"
    ]


def test_a_larger_gap_stands_for_one_smaller_one_only(run, folder):
    """A waived finding, or one that is still there, stands for none."""
    plan = PLAN.replace("target: 300", "target: 290")
    write(
        folder,
        {NAME: f"{plan}waivers:\n  - {{rule: district-sum, indicator: beds, reason: 待定, until: 2099-12-31}}\n"},
    )
    commit(folder)
    write(folder, {NAME: plan.replace("甲区: 200", "甲区: 195")})

    assert run(since="HEAD")[1][0] == "new broken district-sum indicators.beds.split"


def test_a_change_that_cannot_be_ordered_may_be_behind_a_finding(run, folder):
    rule = "constraints:\n  - {sum: {beds: 1}, equals: 300, message: {zh: 合计, en: together}}\n"
    write(folder, {NAME: PLAN + rule})
    commit(folder)
    write(folder, {NAME: PLAN + rule.replace("equals: 300", "equals: 290")})

    done, _ = run(since="HEAD")

    (finding,) = (each for each in json.loads(done.stdout)["findings"] if each["rule"] == "constraint-kept")
    assert (finding["new"], finding["outcome"]) == (True, "broken")
    assert [each["path"] for each in finding["edits"]] == ["constraints.0.equals"]
