"""`civtarget-report/1`, whole."""

import json

from civtarget import __version__
from civtarget.reports.rendering import Format, render
from civtarget.reports.style import Style
from civtarget.reports.views.findings import document
from civtarget.rules import district_sum

EXCERPT = """indicators:
  beds:
    name: {zh: 床位, en: Beds}
    kind: count
    unit: 张
    target: 2.5万
    split: {甲区: 1, 乙区: 24998}
  seats:
    name: {zh: 座位, en: Seats}
    kind: count
    unit: 个
    target: 7
    split: {甲区: 3, 乙区: }
"""


def test_the_contract(check):
    report = json.loads(render(Format.JSON, document(check(EXCERPT, district_sum)), Style()))

    plans = report.pop("plans")
    fingerprints = [finding.pop("fingerprint") for finding in report["findings"]]
    assert [(plan["id"], plan["path"], len(plan["sha256"])) for plan in plans] == [("example", "plan.yaml", 64)]
    assert len(set(fingerprints)) == 2
    assert report == {
        "format": "civtarget-report/1",
        "tool": {"name": "civtarget", "version": __version__},
        "command": "validate",
        "as_of": None,
        "summary": {
            "checked": 1, "held": 0, "broken": 1, "unchecked": 1, "waived": 0, "errors": 1, "warnings": 0, "notes": 1
        },
        "findings": [
            {
                "rule": "district-sum",
                "severity": "error",
                "outcome": "broken",
                "plan": "example",
                "indicator": "beds",
                "district": None,
                "step": None,
                "message": {
                    "zh": "分解合计 24999张，应为 2.5万张：少 1张",
                    "en": "the shares add up to 24,999, not 25,000: 1 short",
                },
                "file": "plan.yaml",
                "line": 7,
                "column": 5,
                "end_line": 7,
                "end_column": 10,
                "sheet": None,
                "cell": None,
                "path": "indicators.beds.split",
                "expected": "25000",
                "actual": "24999",
                "gap": "-1",
                "unit": "张",
                "needs": [],
                "related": [
                    {
                        "plan": "example",
                        "file": "plan.yaml",
                        "line": 6,
                        "column": 13,
                        "path": "indicators.beds.target",
                        "message": {"zh": "总数在此", "en": "the target stands here"},
                    }
                ],
                "suspects": [
                    {
                        "district": "甲区",
                        "path": "indicators.beds.split.甲区",
                        "value": "1",
                        "would_be": "2",
                        "slip": "digit-wrong",
                        "likely": False,
                        "evidence": [],
                    },
                    {
                        "district": "乙区",
                        "path": "indicators.beds.split.乙区",
                        "value": "24998",
                        "would_be": "24999",
                        "slip": "digit-wrong",
                        "likely": False,
                        "evidence": [],
                    },
                    {
                        "district": None,
                        "path": "indicators.beds.target",
                        "value": "25000",
                        "would_be": "24999",
                        "slip": "other",
                        "likely": False,
                        "evidence": [],
                    },
                ],
                "diagnosis": {
                    "zh": "无法判断：甲区 1 → 2、乙区 24998 → 24999，可能性相当",
                    "en": "cannot tell: A District 1 → 2, B District 24,998 → 24,999 fit alike",
                },
                "fix": None,
                "waiver": None,
                "new": None,
                "edits": [],
            },
            {
                "rule": "district-sum",
                "severity": "note",
                "outcome": "unchecked",
                "plan": "example",
                "indicator": "seats",
                "district": None,
                "step": None,
                "message": {
                    "zh": "已填的合计 3个，目标 7个：空格（乙区）还要承担 4个",
                    "en": "the stated shares add up to 3 of 7: the blank cells (B District) would have to carry 4",
                },
                "file": "plan.yaml",
                "line": 13,
                "column": 5,
                "end_line": 13,
                "end_column": 10,
                "sheet": None,
                "cell": None,
                "path": "indicators.seats.split",
                "expected": None,
                "actual": None,
                "gap": None,
                "unit": None,
                "needs": ["indicators.seats.split.乙区"],
                "related": [],
                "suspects": [],
                "diagnosis": None,
                "fix": None,
                "waiver": None,
                "new": None,
                "edits": [],
            },
        ],
        "cells": [],
        "submissions": [],
        "coverage": [],
        "since": None,
    }  # fmt: skip


def test_the_order_of_keys_is_part_of_the_contract(check):
    report = json.loads(render(Format.JSON, document(check(EXCERPT, district_sum)), Style()))

    assert list(report) == [
        *("format", "tool", "command", "plans", "as_of", "summary", "findings", "cells", "submissions", "coverage"),
        "since",
    ]
    assert list(report["findings"][0]) == [
        "rule", "severity", "outcome", "plan", "indicator", "district", "step", "message", "file", "line", "column",
        "end_line", "end_column", "sheet", "cell", "path", "expected", "actual", "gap", "unit", "needs", "related",
        "suspects", "diagnosis", "fix", "waiver", "new", "edits", "fingerprint",
    ]  # fmt: skip
