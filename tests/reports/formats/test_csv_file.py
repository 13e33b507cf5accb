"""Findings as CSV: a row each, and no cell that a spreadsheet would compute."""

import csv
import io
from fractions import Fraction

import pytest
from support.report_samples import HOSTILE, everything, finding, report

from civtarget.language import Language
from civtarget.reports.formats import csv_file
from civtarget.reports.style import Style


def rows(given):
    text = csv_file.render(given, Style(Language.EN))
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_row():
    [row] = rows(report(finding(message="one\ntwo", expected=3, actual=Fraction(80, 149), gap=-3000, unit="张")))

    assert list(row) == list(csv_file.COLUMNS)
    assert {name: value for name, value in row.items() if value} == {
        "file": "规划 2025/年度 要点.yaml",
        "line": "7",
        "column": "5",
        "severity": "error",
        "outcome": "broken",
        "rule": "district-sum",
        "plan": "example",
        "indicator": "beds",
        "message": "Beds: one; two",
        "expected": "3",
        "actual": "80/149",
        "gap": "-3000",
        "unit": "张",
        "fingerprint": row["fingerprint"],
    }


def test_a_negative_fraction_is_no_formula():
    assert rows(report(finding(gap=Fraction(-1, 3))))[0]["gap"] == "'-1/3"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "＋1", "－1", "＠x"])
def test_text_is_no_formula(text):
    row = rows(report(finding(district=text, indicator=text, waiver=text, unit=text)))[0]

    assert all(row[name].startswith("'") for name in ("district", "indicator", "waiver", "unit"))


def test_every_finding_is_one_line():
    hostile = [finding(message=text, district=text, unit=text) for text in HOSTILE]

    text = csv_file.render(report(*everything().findings, *hostile), Style())

    assert len(text.splitlines()) == 1 + 36 + len(HOSTILE)
