"""Git: an object that is missing, and a repository that git does not trust, are sentences with the cure."""

import pytest
from support.repositories import commit, git, needs_git, repository, write

pytestmark = needs_git

PLAN = "civtarget: 1\nid: example\ntitle: {zh: 示例}\nperiod: 2025\ndistricts: []\nindicators: {}\n"


@pytest.fixture
def folder(tmp_path):
    """Return a repository of two commits of a plan in a folder."""
    made = repository(tmp_path / "repository", {"plans/a.yaml": PLAN})
    write(made, {"plans/a.yaml": PLAN + "# more\n"})
    commit(made)
    return made


def lose(folder, expression):
    """Take an object out of the store of a repository; return its name."""
    name = git(folder, "rev-parse", expression).strip()
    (folder / ".git" / "objects" / name[:2] / name[2:]).unlink()
    return name


def lacks(subject, name):
    return (
        f"error: git cannot read {subject}: the repository lacks the object {name}; git fsck lists what is missing, and "
        "a full clone has it\n"
    )


@pytest.mark.parametrize("lost", ["HEAD~1:plans/a.yaml", "HEAD~1:plans"])
def test_a_version_whose_object_is_missing(civtarget, folder, lost):
    name = lose(folder, lost)

    done = civtarget("diff", "HEAD~1:plans/a.yaml", "plans/a.yaml", "--lang", "en", cwd=folder)

    assert (done.returncode, done.stdout, done.stderr) == (2, "", lacks("HEAD~1:plans/a.yaml", name))


@pytest.mark.parametrize(
    ("lost", "subject"),
    [
        ("HEAD~1:plans/a.yaml", "HEAD~1:plans/a.yaml"),
        ("HEAD~1:plans", "HEAD~1"),
    ],
)
def test_a_base_whose_object_is_missing(civtarget, folder, lost, subject):
    name = lose(folder, lost)

    done = civtarget("validate", "plans/", "--since", "HEAD~1", "--lang", "en", cwd=folder)

    assert (done.returncode, done.stdout, done.stderr) == (2, "", lacks(subject, name))


def test_the_cure_for_a_repository_of_another_owner_is_told_whole(civtarget, folder):
    environment = {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}  # as git's own tests do

    done = civtarget("validate", "plans/", "--since", "HEAD", "--lang", "en", cwd=folder, **environment)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"error: --since needs a git repository: detected dubious ownership in repository at '{folder}'; "
        f"To add an exception for this directory, call: git config --global --add safe.directory {folder}\n"
    )
