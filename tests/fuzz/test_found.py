"""What the fuzzer found, made small: each once ended in an internal error, or never."""

import time

import pytest
from run import run

RATE = """civtarget: 1
id: x
title: 东
period: 2025
districts: {甲区: {}}
offices: {民政局: {}}
responsible: [民政局]
indicators:
  b: {name: 率, kind: rate, target: ">= 9%", of: {part: -5, whole: c}}
  c: {name: 数, kind: count, unit: 人, target: "<= 101"}
"""
OF_ITSELF = """civtarget: 1
id: x
title: 东
period: 2025
districts: {甲区: {}}
indicators:
  a: {name: 率, kind: rate, target: ">= 1 × a", pace: none, by: 6月前}
"""
UNREAD = """civtarget: 1
id: X Y
title: 东
period: 2025
districts: {甲区: {}, 乙区: {}}
indicators:
  a: {name: 床, kind: count, unit: 张, target: 3, split: {甲区: 1, 乙区: 1}}
  k: {name: 床, kind: counts, unit: 张, target: 3, split: {甲区: 1, 乙区: 1}}
  u: {name: 床, kind: count, unit: 丈, target: 3, split: {甲区: 1, 乙区: 1}}
"""
THIRD = "指标,辖区,期间,数值,分子,分母\na,全市,2025-06,33.3%,1,3\n"


@pytest.mark.parametrize(
    ("plan", "rows", "command"),
    [
        pytest.param(RATE, "", "validate plan.yaml", id="a-part-below-zero-of-a-whole-that-may-be-zero"),
        pytest.param(OF_ITSELF, THIRD, "check rows.csv --plan plan.yaml --format table", id="a-third-beside-a-third"),
        pytest.param(UNREAD, "", "repair plan.yaml a --format json", id="repair-without-an-id"),
        pytest.param(UNREAD, "", "repair plan.yaml k --min 甲区=1", id="repair-without-a-kind"),
        pytest.param(UNREAD, "", "repair plan.yaml u --min 甲区=1", id="repair-without-a-unit"),
        pytest.param(
            RATE, "指标,辖区,期间,数值" + "（亿" * 5000 + "元）\n", "check rows.csv --plan plan.yaml", id="scales"
        ),
        pytest.param(RATE, "," * 100_000, "check rows.csv --plan plan.yaml", id="columns"),
        pytest.param(RATE + "[" * 3000, "", "validate plan.yaml", id="depth-behind-a-mistake"),
        pytest.param(RATE.replace("101", "9" * 5000), "", "show plan.yaml", id="digits-in-a-plan"),
        pytest.param(RATE, THIRD.replace("33.3%", "9" * 5000), "check rows.csv --plan plan.yaml", id="digits"),
    ],
)
def test_ends_at_once_and_says_what_is_wrong(plan, rows, command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    (tmp_path / "rows.csv").write_text(rows, encoding="utf-8")
    began = time.process_time()
    done = run(*command.split(), "--lang", "en")
    assert done.code in (0, 1, 2, 3)
    assert "internal error" not in done.err
    assert time.process_time() - began < 2
