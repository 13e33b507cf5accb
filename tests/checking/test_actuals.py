"""
The whole way from files to reports: the same data give the same verdicts in every form, and nothing that is thrown at
it crashes.
"""

import hashlib
from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from support.excerpts import whole_plan

from civtarget.checking import actuals as actuals_engine
from civtarget.checking.settings import Settings
from civtarget.files.paths import File, SourceError
from civtarget.files.plan.reader import parse_plan
from civtarget.files.submission.reader import read_submission
from civtarget.language import Language
from civtarget.notation.quantity import exact, plain
from civtarget.reports.rendering import Format, render
from civtarget.reports.style import Style
from civtarget.reports.views.findings import document
from civtarget.scorecard.lights import DEFAULT_LIGHTS
from civtarget.scorecard.reduction import reduce_observations

PLAN = """
report_due: 次月20日
districts: {甲区: {en: North, aliases: [甲]}, 乙区: {en: South}, 丙区: {en: West}}
parties: {市本级: {en: City level}}
indicators:
  beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 180, 丙区: --}}
  monthly: {name: 场次, kind: count, unit: 场, target: 100, reported: in-period, split: {甲区: 50, 乙区: 40, 丙区: 10}}
  sales: {name: 销售, kind: amount, unit: 元, target: 5亿, split: {甲区: 2亿, 乙区: 1亿, 丙区: 1亿, 市本级: 1亿}}
  homes: {name: 机构, kind: stock, unit: 家, target: <= 20, split: {甲区: <= 9, 乙区: <= 9, 丙区: <= 9}}
  graded: {name: 评定率, kind: rate, target: 92%, steps: [{by: 6月底, target: 50%}]}
  pay: {name: 标准, kind: standard, unit: 元/月, target: 940, each: 940}
  open: {name: 挂牌, kind: task, districts: all, steps: [{by: 3月底, do: 方案}]}
"""
AREAS = {"甲": "甲区", "乙区": "乙区", "South": "乙区", "丙区": "丙区", "市本级": "市本级", "全市": None}
PERIODS = {"2025-03": "2025年3月", "2025-06": "2025年6月", "2025-09": "2025年9月"}
INDICATORS = ("beds", "monthly", "sales", "homes", "graded", "pay")
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")


def plan_file(excerpt=PLAN):
    text = whole_plan(excerpt)
    return parse_plan(File("plan.yaml", text, hashlib.sha256(text.encode()).hexdigest()))


THE_PLAN = plan_file()


def judged(*files, as_of):
    """Return the report on submitted files, each its bytes."""
    submissions = [read_submission(content, f"{number}.x", THE_PLAN.plan) for number, content in enumerate(files)]
    return actuals_engine.check(THE_PLAN, submissions, Settings(), as_of, lights=DEFAULT_LIGHTS)


def verdicts(report):
    """Return all that is said of cells, but for where it was submitted."""
    return [
        (cell.subject, cell.verdict, cell.period_end, cell.actual, cell.at_least, cell.due, cell.reported, cell.missing)
        for cell in report.cells
    ]


def workbook(sheets):
    book = Workbook()
    book.remove(book.active)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append([float(each) if isinstance(each, Fraction) else each for each in line])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def text_of(lines, delimiter=",", ending="\n"):
    return ending.join(
        delimiter.join("" if each is None else each if isinstance(each, str) else plain(each) for each in line)
        for line in lines
    )


numbers = st.one_of(
    st.integers(0, 400), st.integers(0, 3 * 10**8), st.integers(0, 10**4).map(lambda each: exact(Fraction(each, 100)))
)
values = st.dictionaries(
    st.tuples(
        st.sampled_from(list(PERIODS)),
        st.sampled_from(INDICATORS),
        st.sampled_from(["甲", "乙区", "丙区", "市本级", "全市"]),
    ),
    numbers,
    min_size=1,
    max_size=25,
)
days = st.sampled_from([date(2025, 3, 31), date(2025, 6, 30), date(2025, 7, 19), date(2025, 9, 30), date(2025, 12, 31)])


@settings(max_examples=max(10, settings.default.max_examples // 5))
@given(report=values, as_of=days, ending=st.sampled_from(["\n", "\r\n"]))
def test_the_same_data_give_the_same_verdicts_in_every_form_and_encoding(report, as_of, ending):
    long = [
        ["指标", "辖区", "期间", "数值"],
        *([name, area, period, value] for (period, name, area), value in report.items()),
    ]
    wide = {
        PERIODS[period]: [
            [f"{PERIODS[period]}进展情况"],
            ["指标", *AREAS],
            *([name, *(report.get((period, name, area)) for area in AREAS)] for name in INDICATORS),
        ]
        for period in PERIODS
    }
    expected = verdicts(judged(text_of(long).encode(), as_of=as_of))

    for encoding in ENCODINGS:
        for delimiter in (",", "\t"):
            assert verdicts(judged(text_of(long, delimiter, ending).encode(encoding), as_of=as_of)) == expected
            parts = [text_of(lines, delimiter, ending).encode(encoding) for lines in wide.values()]
            assert verdicts(judged(*parts, as_of=as_of)) == expected
    assert verdicts(judged(workbook({"x": long}), as_of=as_of)) == expected
    assert verdicts(judged(workbook(wide), as_of=as_of)) == expected


scraps = st.one_of(
    st.sampled_from(
        [*INDICATORS, "open", "床位", "挂牌", "bedz", "合计", *AREAS, *PERIODS, "2024-12", "13月", "1-9月", "--"]
    ),
    st.sampled_from(
        ["完成", "进行中", "√", "92%", "1/2", "约3", "-5", "0", "1e9", "２０", "3万", "x", "1", "2", "2025-07-25"]
    ),
    st.text(max_size=4),
)
tables = st.lists(st.lists(scraps, min_size=4, max_size=9), min_size=1, max_size=12)
HEADERS = (
    ["指标", "辖区", "期间", "数值", "分子", "分母", "步骤", "报送日期", "单位"],
    ["指标", "甲区", "乙区", "丙区", "合计", "市本级", "单位", "期间"],
)


@pytest.mark.parametrize("header", HEADERS)
@given(lines=tables, as_of=days)
def test_whatever_is_submitted_is_reported_in_every_format(header, lines, as_of):
    as_lines = [header, *lines]
    quoted = "\n".join(",".join('"' + each.replace('"', '""') + '"' for each in line) for line in as_lines)
    try:
        report = judged(quoted.encode("utf-8", "replace"), as_of=as_of)
    except SourceError:
        return
    for form in Format:
        for language in Language:
            drawn = render(form, document(report), Style(language, width=60))
            assert drawn.endswith("\n")
    for finding in report.findings:
        assert finding.location.file in ("plan.yaml", "0.x")
        assert finding.message.zh
        assert finding.message.en
    assert report.summary.checked == report.held + report.summary.broken
    assert len({finding.fingerprint for finding in report.findings}) == len(report.findings)


@pytest.mark.parametrize(
    "broken",
    [
        "kind: x",
        "unit: 没有",
        "target: x",
        "split: {甲区: x}",
        "split: x",
        "steps: x",
        "steps: [{by: x, target: 3}]",
        "of: x",
        "reported: x",
        "by: x",
        "start: x",
        "name: []",
        "offices: x",
        "districts: x",
        "within: 3",
        "each: x",
    ],
)
@pytest.mark.parametrize("indicator", ["beds", "graded", "open"])
def test_what_cannot_be_read_in_the_plan_leaves_all_else_judged(broken, indicator):
    key = broken.partition(":")[0]
    lines = []
    for line in PLAN.splitlines():
        if line.startswith(f"  {indicator}:"):
            fields = {"beds": "kind: count, unit: 张", "graded": "kind: rate, target: 92%", "open": "kind: task"}[
                indicator
            ]
            kept = ", ".join(part for part in ("name: 名称", *fields.split(", ")) if part.partition(":")[0] != key)
            lines.append(f"  {indicator}: {{{kept}, {broken}}}")
        else:
            lines.append(line)
    file = plan_file("\n".join(lines))
    rows = "指标,辖区,期间,数值,分子,分母,步骤\n" + "\n".join(
        f"{name},{area},2025-06,{value}"
        for name, value in (
            ("beds", "60,,,"),
            ("graded", ",1,2,"),
            ("homes", "9,,,"),
            ("open", "完成,,,1"),
            ("open", "完成,,,"),
        )
        for area in ("甲区", "乙区", "丙区", "全市")
    )

    submission = read_submission(rows.encode(), "0.x", file.plan)
    report = actuals_engine.check(file, [submission], Settings(), date(2025, 6, 30))

    assert any(finding.location.file == "plan.yaml" and finding.outcome == "broken" for finding in report.findings)
    found = {(cell.indicator, cell.district): cell.verdict for cell in report.cells if cell.step is None}
    assert [found["homes", area] for area in (None, "甲区", "乙区", "丙区")] == ["exceeded", *["on-pace"] * 3]
    for form in Format:
        assert render(form, document(report), Style(Language.ZH))


# --- observations that an engine holds --------------------------------------------------------------------------------


class OnDemand:
    """Observations that hold no row: every answer is made from the file anew, of one indicator at a time."""

    def __init__(self, content):
        self.content = content

    def rows(self):
        yield from read_submission(self.content, "0.x", THE_PLAN.plan).observations

    def of(self, indicator):
        return reduce_observations((row for row in self.rows() if row.subject.indicator == indicator), THE_PLAN.plan)

    @property
    def latest_end(self):
        return max((row.period.end for row in self.rows()), default=None)

    def histories(self, indicator):
        return self.of(indicator).histories

    def rows_of(self, subject):
        return [row for row in self.rows() if row.subject == subject]

    def row_merges(self, indicator):
        return self.of(indicator).row_merges


@settings(max_examples=max(5, settings.default.max_examples // 50))
@given(first=values, second=values, as_of=days)
def test_the_report_is_the_same_whatever_holds_the_observations(first, second, as_of):
    lines = [
        ["指标", "辖区", "期间", "数值", "报送日期"],
        *([name, area, period, value, "2025-07-01"] for (period, name, area), value in first.items()),
        *([name, area, period, value, "2025-08-01"] for (period, name, area), value in second.items()),
    ]
    content = text_of(lines).encode()
    expected = judged(content, as_of=as_of)
    submission = replace(read_submission(content, "0.x", THE_PLAN.plan), observations=())

    report = actuals_engine.check(
        THE_PLAN, [submission], Settings(), as_of, lights=DEFAULT_LIGHTS, observations=OnDemand(content)
    )

    style = Style(Language.EN)
    assert render(Format.JSON, document(report), style) == render(Format.JSON, document(expected), style)
