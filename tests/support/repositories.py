"""Real git repositories for tests, with nothing in them of the developer's own settings."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder and return what it says; raise where it fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    config = ("-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *config, *arguments], cwd=folder, check=True, capture_output=True, env=environment)
    return done.stdout.decode()


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files, by their paths, below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def repository(folder: Path, files: dict[str, str]) -> Path:
    """Make a repository on a branch `main` with one commit of files; return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    write(folder, files)
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    """Commit everything in a repository as it lies there."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "a change")
