"""A repository that means harm: nothing of it runs, nothing outside of it is read, and its names are only names."""

import os
import subprocess

import pytest
from support.command_line import entry_point, scrubbed
from support.repositories import git, needs_git, repository, write

pytestmark = needs_git

PLAN = """civtarget: 1
id: x
title: 东
period: 2025
districts: {甲区: {}, 乙区: {}}
indicators:
  a: {name: 床, kind: count, unit: 张, target: 3, split: {甲区: 1, 乙区: 2}}
"""
WEAKER = PLAN.replace("target: 3", "target: 2").replace("乙区: 2", "乙区: 1")


def civtarget(folder, *arguments, **environment):
    done = subprocess.run(
        [entry_point(), *arguments, "--lang", "en"],
        cwd=folder,
        env=scrubbed({"GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder), **environment}),
        capture_output=True,
        check=False,
        timeout=60,
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert "Traceback" not in said
    assert "internal error" not in said
    return done.returncode, said


@pytest.fixture
def hostile(tmp_path):
    """Return a repository whose settings name a program, which leaves a trace, wherever git would run one."""
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\necho \"$0 $@\" >> '{tmp_path}/sprung'\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    folder = repository(tmp_path / "repo", {"plan.yaml": PLAN})
    write(folder, {".gitattributes": "*.yaml diff=trap filter=trap\n", "plan.yaml": WEAKER})
    for name in ("post-checkout", "pre-commit", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
        (folder / ".git" / "hooks" / name).symlink_to(trap)
    included = tmp_path / "included"
    included.write_text(f"[core]\n\tfsmonitor = {trap}\n\talternateRefsCommand = {trap}\n", encoding="utf-8")
    settings = {
        "core.fsmonitor": trap, "core.pager": trap, "core.editor": trap, "core.sshCommand": trap, "core.askPass": trap,
        "diff.external": trap, "diff.trap.textconv": trap, "diff.trap.command": trap, "filter.trap.clean": trap,
        "filter.trap.smudge": trap, "filter.trap.process": trap, "pager.rev-parse": trap, "pager.cat-file": trap,
        "alias.rev-parse": f"!{trap}", "alias.cat-file": f"!{trap}", "credential.helper": trap, "gpg.program": trap,
        "uploadpack.packObjectsHook": trap, "include.path": included,
    }  # fmt: skip
    for key, value in settings.items():
        git(folder, "config", key, str(value))
    (tmp_path / "sprung").unlink(missing_ok=True)
    return folder


COMMANDS = [
    ("validate", ".", "--since", "HEAD"),
    ("validate", "plan.yaml", "--since", "HEAD~0"),
    ("diff", "HEAD:plan.yaml", "plan.yaml"),
    ("diff", "HEAD:./plan.yaml", ":plan.yaml"),
    ("diff", "HEAD:no.yaml", "plan.yaml"),
    ("repair", "plan.yaml"),
    ("allocate", "plan.yaml", "a", "--method", "equal", "--write"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_of_a_repository_runs(hostile, tmp_path, command):
    assert civtarget(hostile, *command)[0] in (0, 1, 2)
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("command", COMMANDS[:4])
def test_nothing_is_fetched(hostile, tmp_path, command):
    """A clone that lacks an object would ask its remote for it, by a program that its settings name."""
    for key, value in (
        ("remote.origin.url", f"ext::{tmp_path}/trap %S"),
        ("protocol.ext.allow", "always"),
        ("remote.origin.promisor", "true"),
        ("extensions.partialClone", "origin"),
        ("core.repositoryFormatVersion", "1"),
    ):
        git(hostile, "config", key, value)
    blob = git(hostile, "rev-parse", "HEAD:plan.yaml").strip()
    (tmp_path / "sprung").unlink(missing_ok=True)
    (hostile / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    code, said = civtarget(hostile, *command)
    assert code == 2
    assert "plan.yaml" in said or blob in said
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize(
    "revision", ["--output=pwned", "-h", "--upload-pack=touch pwned", "HEAD --output=pwned", "$(touch pwned)", "", "a\nb", "..", "\x1b[31m", ":/"]
)  # fmt: skip
def test_a_revision_is_no_option(tmp_path, revision):
    folder = repository(tmp_path / "repo", {"plan.yaml": PLAN})
    code, said = civtarget(folder, "validate", "plan.yaml", f"--since={revision}")
    assert code == 2
    assert "\x1b" not in said
    assert civtarget(folder, "diff", f"{revision}:plan.yaml", "plan.yaml")[0] in (0, 2)
    assert sorted(os.listdir(folder)) == [".git", "plan.yaml"]


@pytest.mark.skipif(os.name != "posix", reason="no such names elsewhere")
def test_paths_are_only_shown(tmp_path):
    names = ["a\nb.yaml", "\x1b[31mc.yaml", "-d.yaml", "\u202ee.yaml", "::error::f.yaml"]
    folder = repository(tmp_path / "repo", dict.fromkeys(names, PLAN))
    write(folder, dict.fromkeys(names, WEAKER))
    for form in ("plain", "github", "table"):
        code, said = civtarget(folder, "validate", ".", "--since", "HEAD", "--format", form)
        assert code in (0, 1)
        assert not any(sign in said for sign in "\x1b\u202e")
        assert not any(line.startswith("::error::f") for line in said.splitlines())


@pytest.mark.skipif(os.name != "posix" or not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_nothing_is_opened_that_was_not_named(tmp_path):
    """Whoever opens a pipe with a name waits for its other end: a run that ends has opened none."""
    os.mkfifo(tmp_path / "pipe")
    plan = PLAN.replace("title: 东", "title: 东\nsource: {document: ../pipe}\n$schema: ../pipe")
    folder = tmp_path / "repo"
    write(folder, {"plan.yaml": f"# yaml-language-server: $schema=../pipe\n{plan}"})
    write(folder, {"rows.csv": "指标,辖区,期间,数值,规划\na,甲区,2025-06,1,../pipe\na,乙区,2025-06,1,/etc/passwd\n"})
    assert civtarget(folder, "validate", "plan.yaml")[0] == 1
    assert civtarget(folder, "check", "rows.csv")[0] in (0, 1, 2)
    assert civtarget(folder, "check", "rows.csv", "--plan", "plan.yaml")[0] in (0, 1, 2)
