"""The plans beside those that are checked: which are read, and which are left alone."""

import os
from pathlib import Path

import pytest
from support.excerpts import whole_plan

from civtarget.files import linked_plans as neighbours
from civtarget.files.linked_plans import read_linked_plans
from civtarget.files.paths import read_file
from civtarget.files.plan.reader import parse_plan


def plan(name: str, rest: str = "") -> str:
    return whole_plan(f"id: {name}\nindicators: {{x: {{name: 事项, kind: count, unit: 个, target: 1{rest}}}}}\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {
        "here.yaml": plan("here", ", follows: above/x"),
        "above.yaml": plan("above", ", follows: top/x"),
        "top.yml": plan("top"),
        "sibling.yaml": plan("sibling", ", follows: above/x"),
        "alone.yaml": plan("alone"),
        "notes.yaml": "above: no plan\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "above.yaml").write_text(plan("above"), encoding="utf-8")
    return tmp_path


def found(folder: Path, *names: str, include_referrers: bool = False) -> list[str]:
    checked = [parse_plan(read_file(str(folder / name))) for name in names]
    beside = read_linked_plans(checked, include_referrers=include_referrers)
    return sorted(os.path.relpath(each.path, folder) for each in beside)


def test_what_is_referred_to_and_what_refers_to_it_too(folder):
    assert found(folder, "here.yaml") == ["above.yaml", "sibling.yaml", "top.yml"]


def test_what_is_checked_is_not_read_again(folder):
    assert found(folder, "here.yaml", "above.yaml") == ["sibling.yaml", "top.yml"]
    (folder / "link.yaml").symlink_to(folder / "here.yaml")
    assert found(folder, "link.yaml") == ["above.yaml", "sibling.yaml", "top.yml"]


def test_who_refers_to_nothing_has_no_neighbours(folder, monkeypatch):
    monkeypatch.setattr(neighbours, "_beside", lambda _: pytest.fail("nothing need be opened"))
    assert found(folder, "alone.yaml") == []


def test_who_is_referred_to_may_ask_by_whom(folder):
    assert found(folder, "top.yml") == []
    assert found(folder, "top.yml", include_referrers=True) == ["above.yaml"]
    assert found(folder, "above.yaml", include_referrers=True) == ["here.yaml", "sibling.yaml", "top.yml"]
    assert found(folder, "alone.yaml", include_referrers=True) == []
    (folder / "nameless.yaml").write_text(plan("nameless").replace("id: nameless", "id: [x]"), encoding="utf-8")
    assert found(folder, "nameless.yaml", include_referrers=True) == []


def test_constraints_refer_to_plans_too(folder):
    (folder / "constrained.yaml").write_text(
        plan("constrained") + "constraints: [{sum: {x: 1}, at_most: top/x, message: 合计}]\n", encoding="utf-8"
    )
    assert found(folder, "constrained.yaml") == ["above.yaml", "top.yml"]


def test_a_file_that_cannot_be_read_is_there_without_a_plan(folder):
    (folder / "above.yaml").write_bytes(plan("above").encode("gb18030"))
    assert found(folder, "here.yaml") == ["above.yaml", "sibling.yaml"]
