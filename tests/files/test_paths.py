"""files: which files are meant by what is named, and what is in them."""

import hashlib
import os
import sys

import pytest

from civtarget.files import paths as files
from civtarget.files.paths import PLANS, SourceError, read_file
from civtarget.files.submission.books import SUBMISSIONS

PLAN = "# 规划\ncivtarget: 1\n"


def expand(named):
    return files.expand(named, PLANS)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def folder(tmp_path):
    """Return a function that writes a file below the working directory."""

    def write(path, content=PLAN):
        whole = tmp_path / path
        whole.parent.mkdir(parents=True, exist_ok=True)
        whole.write_bytes(content if isinstance(content, bytes) else content.encode())

    return write


def at(*paths):
    """Return paths as this system writes them."""
    return [path.replace("/", os.sep) for path in paths]


def refusal(call, named):
    """Return what is said, in English and Chinese, when `call` refuses `named`."""
    with pytest.raises(SourceError) as caught:
        call(named)
    assert caught.value.path == named
    return caught.value.text.en, caught.value.text.zh


# --- which files are meant --------------------------------------------------------------------------------------------


def test_a_file_means_itself_whatever_it_is_called(folder):
    folder("readme.txt", "")
    assert expand("readme.txt")[:2] == (["readme.txt"], [])


def test_a_directory_means_the_plans_below_it(folder):
    for name in ("b.yaml", "a.yml", "a/c.yaml", "武进 区/规划 1.yaml"):
        folder(f"plans/{name}")
    folder("plans/notes.txt")
    assert expand("plans")[:2] == (
        at("plans/a.yml", "plans/a/c.yaml", "plans/b.yaml", "plans/武进 区/规划 1.yaml"),
        [],
    )


def test_the_directory_that_one_is_in_is_not_named_again(folder):
    folder("b.yaml")
    folder("plans/a.yaml")
    assert expand(".")[:2] == (at("b.yaml", "plans/a.yaml"), [])


def test_hidden_folders_are_left_out(folder):
    folder("plans/.git/a.yaml")
    folder("plans/.venv/lib/a.yaml")
    folder("plans/a.yaml")
    assert expand("plans")[:2] == (at("plans/a.yaml"), [])


@pytest.mark.parametrize(
    ("content", "is_plan"),
    [
        pytest.param(PLAN, True, id="plan"),
        pytest.param("id: x\nciv: 1\ncivtarget: 1\n", True, id="not-first"),
        pytest.param("civtarget:\n", True, id="without-a-version"),
        pytest.param("\ufeffcivtarget: 1\n", True, id="byte-order-mark"),
        pytest.param("civtarget: 1\r\n", True, id="crlf"),
        pytest.param("# a plan\rcivtarget: 1\r", True, id="cr"),
        pytest.param("civtarget: 1\nid: [\n", True, id="not-yaml"),
        pytest.param("civtarget: 1\ntitle: 规划\n".encode("gbk"), True, id="gbk"),
        pytest.param("civtarget: 1\n".encode("utf-16"), True, id="utf-16"),  # so that reading says what is wrong
        pytest.param("\"civtarget\": 1\n'id': x\n", True, id="quoted"),
        pytest.param("# a plan\n---\n  id: x\n  civtarget: 1\n", True, id="indented"),
        pytest.param("{id: x, civtarget: 1}\n", True, id="braces"),
        pytest.param('{\n  "civtarget": 1\n}\n', True, id="json"),
        pytest.param("a: {civtarget: 1}\n  civtarget: 1\n", False, id="further-in"),
        pytest.param("- a: 1\n  civtarget: 1\n", False, id="in-a-list"),
        pytest.param("name: civtarget\n", False, id="value"),
        pytest.param("# civtarget: 1\n", False, id="comment"),
        pytest.param("on: push\n", False, id="other"),
        pytest.param("", False, id="empty"),
    ],
)
def test_what_looks_like_a_plan(folder, content, is_plan):
    folder("plans/x.yaml", content)
    paths = at("plans/x.yaml")
    assert expand("plans")[:2] == ((paths, []) if is_plan else ([], paths))


def test_other_yaml_in_a_directory_is_passed_over(folder):
    folder("a.yaml")
    folder(".github.yml", "on: push\n")
    folder("z/ci.yml", "on: push\n")
    assert expand(".")[:2] == (["a.yaml"], at(".github.yml", "z/ci.yml"))


def test_a_directory_without_plans_means_none(tmp_path):
    (tmp_path / "plans").mkdir()
    assert expand("plans")[:2] == ([], [])


def test_a_pattern_means_what_it_matches(folder):
    for name in (
        "plans/2025-b.yaml",
        "plans/2025-a.yaml",
        "plans/2024.yaml",
        "plans/2025-dir/x.yaml",
        "plans/2025.txt",
    ):
        folder(name)
    assert expand("plans/2025-*")[:2] == (["plans/2025-a.yaml", "plans/2025-b.yaml"], [])
    assert expand("plans/202?.yaml")[:2] == (["plans/2024.yaml"], [])
    assert expand("plans/2025-[ab].yaml")[:2] == (["plans/2025-a.yaml", "plans/2025-b.yaml"], [])


def test_a_pattern_goes_down_with_two_stars(folder):
    for name in ("计划/2025 年/常州 市.yaml", "计划/常州 县.yaml", "计划/.隐藏/常州.yaml", "计划/其他.yaml"):
        folder(name)
    assert expand("计划/**/常州*.yaml")[:2] == (
        ["计划/2025 年/常州 市.yaml".replace("/", os.sep), "计划/常州 县.yaml"],
        [],
    )


def test_a_file_whose_name_is_a_pattern_means_itself(folder):
    folder("plan[1].yaml")
    folder("plan1.yaml")
    assert expand("plan[1].yaml")[:2] == (["plan[1].yaml"], [])


@pytest.mark.parametrize("named", ["none.yaml", "none", "none/plan.yaml", ""])
def test_nothing_of_that_name(named):
    assert refusal(expand, named) == (f"no such file or directory: {named}", f"找不到文件或目录：{named}")


@pytest.mark.parametrize("named", ["*.yaml", "plan[2].yaml", "none/**/*.yaml", "plan?", "dir*"])
def test_nothing_matches(tmp_path, named):
    (tmp_path / "directory").mkdir()
    assert refusal(expand, named) == (f"no file matches {named}", f"没有文件与 {named} 匹配")


# --- what is in them --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param("床位: 1\n".encode(), "床位: 1\n", id="utf-8"),
        pytest.param("床位: 1\n".encode("utf-8-sig"), "床位: 1\n", id="byte-order-mark"),
        pytest.param(b"a: 1\r\nb: 2\r\n", "a: 1\r\nb: 2\r\n", id="crlf"),
        pytest.param(b"", "", id="empty"),
    ],
)
def test_text_and_digest(folder, content, text):
    folder("plan.yaml", content)
    file = read_file("plan.yaml")
    assert (file.path, file.text, file.sha256) == ("plan.yaml", text, hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param("civtarget: 1\ntitle: 规划\n".encode("gbk"), 2, id="gbk"),
        pytest.param("规划".encode("gb18030"), 1, id="gbk-in-the-first-line"),
        pytest.param("a: 1\n".encode("utf-16"), 1, id="utf-16"),
        pytest.param("a: 床\n\n".encode() + b"\xff", 3, id="one-bad-byte"),
        pytest.param(b"\xef\xbb\xbf\n\n\n\xff", 4, id="behind-a-byte-order-mark"),
        pytest.param("床".encode()[:-1], 1, id="cut-off"),
    ],
)
def test_what_is_not_utf_8(folder, content, line):
    folder("计划.yaml", content)
    assert refusal(read_file, "计划.yaml") == (
        f"计划.yaml is not UTF-8 (line {line}): save it as UTF-8",
        f"计划.yaml 不是 UTF-8 编码（第 {line} 行）：请另存为 UTF-8",
    )


def test_what_is_not_there():
    assert refusal(read_file, "none.yaml") == (
        "cannot open none.yaml: No such file or directory",
        "无法打开 none.yaml：No such file or directory",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own words for this")
def test_a_directory_is_no_file(tmp_path):
    (tmp_path / "plans").mkdir()
    assert refusal(read_file, "plans") == ("cannot open plans: Is a directory", "无法打开 plans：Is a directory")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a file that one may not read")
def test_what_may_not_be_read(folder, tmp_path):
    folder("plans/b/a.yaml")
    (tmp_path / "plans/b").chmod(0)
    (error,) = expand("plans").errors
    assert error.text.en == "cannot open plans/b: Permission denied"
    (tmp_path / "plans/b").chmod(0o700)
    folder("plans/a.yaml")
    (tmp_path / "plans/a.yaml").chmod(0)
    assert expand("plans").files == ["plans/a.yaml", "plans/b/a.yaml"]  # so that the next call says why
    assert refusal(read_file, "plans/a.yaml") == (
        "cannot open plans/a.yaml: Permission denied",
        "无法打开 plans/a.yaml：Permission denied",
    )


def test_a_directory_of_submissions_means_every_table_in_it_even_of_forms_that_are_not_read(folder):
    for name in ("武进.csv", "b/新北.XLSX", "old.xls", "~$新北.xlsx", "readme.md", ".hidden/x.csv"):
        folder(f"in/{name}")
    meant = files.expand("in", SUBMISSIONS)
    assert meant == (at("in/b/新北.XLSX", "in/old.xls", "in/武进.csv"), at("in/~$新北.xlsx"), [])


def test_what_is_too_large_is_not_read(folder, monkeypatch):
    monkeypatch.setattr(files, "MOST_TEXT", 1_000_000)
    folder("a.yaml", b"#" * 1_000_000)
    assert len(read_file("a.yaml").text) == 1_000_000
    folder("a.yaml", b"#" * 1_000_001)
    with pytest.raises(SourceError) as caught:
        read_file("a.yaml")
    assert caught.value.text.en == "a.yaml is larger than 1 MB and is not read"
    assert caught.value.text.zh == "a.yaml 超过 1 MB，太大，不读取"


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="there is no device that goes on for ever")
def test_a_device_that_goes_on_for_ever():
    with pytest.raises(SourceError) as caught:
        read_file("/dev/zero")
    assert caught.value.text.en == "/dev/zero is larger than 32 MB and is not read"
