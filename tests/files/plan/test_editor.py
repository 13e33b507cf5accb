"""Edits of a plan's text: nothing but the numbers changes, the patch applies with real tools, files are replaced whole."""

import hashlib
import os
import shutil
import stat
import subprocess
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtarget.errors import CivtargetError
from civtarget.files.paths import File, read_file
from civtarget.files.plan import editor as plan_edit
from civtarget.files.plan.reader import parse_plan
from civtarget.files.plan.yaml_tree import find, parse

HEAD = """\
civtarget: 1
id: example
title: 示例
period: 2025
districts: {甲区: {}, 乙区: {}}
offices: {民政局: {}}
responsible: [民政局]
"""
DISTRICTS = ("甲区", "乙区", "丙 区", "Fourth, the")


def a_file(text, path="plan.yaml"):
    return File(path, text, hashlib.sha256(text.encode()).hexdigest())


def path_of(district):
    return ("indicators", "beds", "split", district)


def edit(split, values):
    text = f"indicators:\n  beds:\n    split: {split}\n"
    file = a_file(text)
    texts = plan_edit.respelled(
        file, {path_of(name): value for name, value in values.items()}, {path_of("乙区"): path_of("甲区")}
    )
    return plan_edit.edited(file, texts).removeprefix("indicators:\n  beds:\n    split: ").removesuffix("\n")


EDITS = {
    "{甲区: 120, 乙区: 180}": "{甲区: 4, 乙区: 5}",
    "{甲区:  120 , 乙区: '180' }  # 120": "{甲区:  4 , 乙区: '5' }  # 120",
    '{甲区: ">= 120", 乙区: "1,300"}': '{甲区: ">= 4", 乙区: "5"}',
    "\n      甲区: 120   # 120\n      乙区: 1,300": "\n      甲区: 4   # 120\n      乙区: 5",
    "\n      '甲区': 120个以上\n      ? 乙区\n      : 180": "\n      '甲区': 4个以上\n      ? 乙区\n      : 5",
    "{甲区: 120, 乙区: }": "{甲区: 4, 乙区: 5}",
    "{甲区: 120, '乙区':}": "{甲区: 4, '乙区': 5}",
    "{甲区: 120, 乙区: ~}": "{甲区: 4, 乙区: 5}",
    '{甲区: ">= 120", 乙区: }': '{甲区: ">= 4", 乙区: ">= 5"}',
    '{甲区: ">= 120", 乙区: null}': '{甲区: ">= 4", 乙区: ">= 5"}',
    "\n      甲区: 三百\n      乙区: # open": "\n      甲区: 四\n      乙区: 五 # open",
    "\n      甲区: 1,300\n      乙区:": "\n      甲区: 4\n      乙区: 5",
    '{甲区: "12\\u0030", 乙区: 1}': '{甲区: "4", 乙区: 5}',
}


@pytest.mark.parametrize(("split", "expected"), EDITS.items())
def test_only_the_numbers_change(split, expected):
    assert edit(split, {"甲区": 4, "乙区": 5}) == expected


@pytest.mark.parametrize(
    "split", ["{甲区: 1, 乙区: >-\n       5\n      }", "{甲区: 1, 乙区: 3..5}", "{甲区: 1}", "{甲区: 1, 乙区: [5]}",
              "\n      甲区: 1\n      乙区: |\n        5", "{甲区: 1, 乙区: &x 5}", '{甲区: 1, 乙区: "5\n      个"}',
              "{甲区: 1, 乙区}"],
)  # fmt: skip
def test_what_is_not_written_in_one_piece_is_left_to_people(split):
    with pytest.raises(CivtargetError) as caught:
        edit(split, {"乙区": 9})
    assert caught.value.text.en == (
        "plan.yaml: indicators.beds.split.乙区 is not written so that it can be edited (one number, on one line): "
        "change it by hand"
    )


# --- any plan, any spelling ------------------------------------------------------------------------------------------

spellings = st.sampled_from(
    [
        "{}",
        "{}张",
        "≥{}",
        "不少于{}",
        "{}张以上",
        "{}.0",
        "{}万",
        "{} 千",
        "１{}",
        "1,{}",
        "三百",
        "两千五百",
        "四万三千",
        "",
    ]
)
quotes = st.sampled_from(["", "'", '"'])


@st.composite
def written_plans(draw):
    """Draw a plan as the texts of its shares, by district, and what stands before, between and after them."""
    flow, line_end = draw(st.booleans()), draw(st.sampled_from(["\n", "\r\n"]))
    before = (
        HEAD + "indicators:\n  beds: # 300\n    name: 床位\n    kind: count\n    unit: 张\n    target: 5000\n    split:"
    )
    before += " {" if flow else "\n"
    around, shares = [], {}
    for district in DISTRICTS[: draw(st.integers(1, 4))]:
        shares[district] = text = draw(spellings).format(draw(st.integers(100, 999)))
        quote = draw(quotes) if text else ""
        if not quote and (text.startswith("≥") or (flow and "," in text)):
            quote = '"'
        key = f'"{district}"' if "," in district or draw(st.booleans()) else district
        comment = draw(st.sampled_from(["", "", " # 100", "   # it's “here”: {5}"]))
        start = f"{key}:{draw(st.sampled_from([' ', '  ']))}{quote}"
        end = f"{quote},{comment}\n      " if flow else f"{quote}{comment}\n"
        around.append(before + (start if flow else f"      {start}"))
        before = end
    around.append(before + ("}  # 1,300\n" if flow else "") + "# the end" + draw(st.sampled_from(["", "\n"])))
    return [each.replace("\n", line_end) for each in around], shares


def joined(around, shares):
    return around[0] + "".join(share + piece for share, piece in zip(shares.values(), around[1:], strict=True))


@given(plan=written_plans(), data=st.data())
def test_every_byte_but_the_numbers_stays(plan, data):
    around, shares = plan
    file = a_file(joined(around, shares))
    before = parse_plan(file).plan.indicators["beds"].split
    stated = [name for name, share in shares.items() if share]
    changed = data.draw(st.lists(st.sampled_from(stated), unique=True) if stated else st.just([]))
    values = {name: data.draw(st.integers(0, 10**6)) for name in changed}

    texts = plan_edit.respelled(file, {path_of(name): value for name, value in values.items()}, {})
    new = plan_edit.edited(file, texts)

    assert new == joined(around, shares | {name: texts[path_of(name)] for name in changed})
    after = parse_plan(a_file(new)).plan.indicators["beds"].split
    for name, share in before.items():
        if name in values:
            assert after[name] == replace(
                share,
                low=None if share.low is None else values[name],
                high=None if share.high is None else values[name],
                resolution=after[name].resolution,
            )
        else:
            assert after[name] == share


@given(plan=written_plans(), data=st.data())
def test_what_is_filled_in_was_blank_and_only_a_number_is_added(plan, data):
    around, shares = plan
    file = a_file(joined(around, shares))
    blank = [name for name, share in shares.items() if not share]
    stated = [name for name, share in shares.items() if share]
    like = {path_of(name): path_of(stated[0]) for name in blank if stated}
    values = {path_of(name): data.draw(st.integers(0, 10**6)) for name in blank}

    texts = plan_edit.respelled(file, values, like)
    new = plan_edit.edited(file, texts)

    after = parse_plan(a_file(new)).plan.indicators["beds"].split
    assert {path_of(name): after[name].figure for name in blank} == values
    assert len(new) <= len(file.text) + sum(len(text) + 3 for text in texts.values()), "quotes and a space at most"
    kept = iter(new)
    assert all(char in kept for char in file.text), "what stood there still does, in its order"


# --- patches ---------------------------------------------------------------------------------------------------------

TEXTS = {
    "plain": "a: {x: 1}\nb: 2\n",
    "crlf": "a: {x: 1}\r\nb: 2\r\n",
    "no-end": "b: 2\na: {x: 1}",
    "mark": "\ufeffa: {x: 1}\nb: 2\n",
    "other-breaks": "a: {x: 1} # \x0c and \u2028\nb: 2\n",
    "long": "".join(f"k{n}: {n}\n" for n in range(50)) + "a: {x: 1}\n" + "".join(f"m{n}: {n}\n" for n in range(50)),
}
TOOLS = {
    "git": ["git", "apply", "--whitespace=nowarn"],
    "patch": ["patch", "-p1", "--binary", "--silent"],
}


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("content", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("name", ["plan.yaml", "my plans/东海 2025.yaml"])
def test_the_patch_applies(tmp_path, monkeypatch, tool, content, name):
    if shutil.which(TOOLS[tool][0]) is None:
        pytest.skip(f"{tool} is not installed")
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(content.encode())
    file = read_file(name)
    new = file.text.replace("{x: 1}", "{x: 十}")

    patch = plan_edit.patch(file, new)
    run = subprocess.run(TOOLS[tool], input=f"# why\n{patch}".encode(), check=False, capture_output=True)

    assert run.returncode == 0, run.stderr
    assert (tmp_path / name).read_bytes() == content.replace("{x: 1}", "{x: 十}").encode()


def test_no_change_is_no_patch():
    assert plan_edit.patch(a_file("a: 1\n"), "a: 1\n") == ""


def test_a_file_outside_is_seen_from_the_root(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    (tmp_path / "plan.yaml").write_text("a: 1\n", encoding="utf-8")

    patch = plan_edit.patch(read_file("../plan.yaml"), "a: 2\n")

    assert patch.splitlines()[0] == "--- a" + (tmp_path / "plan.yaml").as_posix()


# --- writing ---------------------------------------------------------------------------------------------------------


def test_a_file_is_replaced_with_its_mark_and_its_rights(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_bytes("\ufeffa: 1\r\n".encode())
    path.chmod(0o640)

    file = read_file(str(path))
    plan_edit.replace_file(file, file.text.replace("1", "2"))

    assert path.read_bytes() == "\ufeffa: 2\r\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["plan.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights there")
def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "plan.yaml", tmp_path / "link.yaml"
    target.write_text("a: 1\n", encoding="utf-8")
    link.symlink_to(target)

    plan_edit.replace_file(read_file(str(link)), "a: 2\n")

    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "a: 2\n"
    assert [os.listdir(tmp_path / "real"), sorted(os.listdir(tmp_path))] == [["plan.yaml"], ["link.yaml", "real"]]


def test_what_was_changed_in_between_is_not_overwritten(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    file = read_file(str(path))
    path.write_text("a: 3\n", encoding="utf-8")

    with pytest.raises(CivtargetError) as caught:
        plan_edit.replace_file(file, "a: 2\n")

    assert caught.value.text.en == f"{path} was changed since it was read, and is not overwritten: run this again"
    assert caught.value.text.zh == f"{path} 在读取之后被改动过，没有写入：请重新运行"
    assert path.read_text(encoding="utf-8") == "a: 3\n"
    assert os.listdir(tmp_path) == ["plan.yaml"]


def test_what_is_read_only_stays_as_it_is(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    path.chmod(0o444)

    with pytest.raises(CivtargetError) as caught:
        plan_edit.replace_file(read_file(str(path)), "a: 2\n")

    assert caught.value.text.en == f"{path} is read-only: nothing was changed"
    assert path.read_text(encoding="utf-8") == "a: 1\n"
    path.chmod(0o644)


def test_half_a_file_is_never_there(tmp_path, monkeypatch):
    path = tmp_path / "plan.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    file = read_file(str(path))

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CivtargetError) as caught:
        plan_edit.replace_file(file, "a: 2\n")

    assert caught.value.text.en == f"cannot write {path}: No space left on device"
    assert path.read_text(encoding="utf-8") == "a: 1\n"
    assert os.listdir(tmp_path) == ["plan.yaml"]


def test_fractions_are_written_in_full():
    assert (
        edit("{甲区: 1.5亿, 乙区: 2.5}", {"甲区": 166_000_000, "乙区": Fraction(1, 4)}) == "{甲区: 1.66亿, 乙区: 0.25}"
    )


def test_find_walks_keys_and_indices():
    root, _ = parse("a: [1, {b: 2}]\n")

    assert find(root, ("a", "1", "b")).text == "2"
    assert [find(root, path) for path in (("a", "2"), ("a", "x"), ("b",), ("a", "0", "c"))] == [None] * 4
