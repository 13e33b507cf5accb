"""The scorecard as people see it: whole screens in both languages, piped text, and what narrowing leaves."""

import pytest

PLAN = """
civtarget: 1
id: example
title: {zh: 示例计划, en: Example plan}
period: 2025
districts: {东城区: {en: East, aliases: [东城]}, 西城区: {en: West, aliases: [西城]}}
responsible: [民政局]
offices: {民政局: {en: Civil Affairs Bureau}}
indicators:
  beds: {name: {zh: 新增床位, en: New beds}, item: "1.1", kind: count, unit: 张, target: 100, split: {东城区: 40, 西城区: 60}}
  training: {name: {zh: 培训, en: Training}, item: "1.2", kind: count, unit: 人次, target: 4万, split: {东城区: 1.5万, 西城区: 2.5万}}
  graded: {name: {zh: 评定率, en: Graded}, item: "2.1", kind: rate, target: ">= 92%"}
  homes: {name: {zh: 机构, en: Homes}, item: "2.2", kind: stock, unit: 家, target: <= 3, split: {东城区: <= 1, 西城区: <= 2}}
  open: {name: {zh: 挂牌, en: Opening}, item: "3", kind: task, districts: all, steps: [{by: 3月底, do: {zh: 方案, en: Draft}}]}
  later: {name: {zh: 总结, en: Summary}, item: "4", kind: task}
"""
ROWS = """
指标,辖区,期间,数值,分子,分母,步骤
beds,东城,2025-06,40,,,
beds,西城,2025-06,29,,,
training,东城,2025-06,0.75万人次,,,
graded,东城,2025-06,,11,12,
graded,西城,2025-06,,88,96,
homes,东城,2025-06,2,,,
homes,西城,2025-06,1,,,
open,东城,2025-03,完成,,,1
"""

CHINESE = """
示例计划（截至 2025-06-30）
指标                         全域        东城    西城
─────────────────────────────────────────────────────
1.1 新增床位（张）          ›正常       ✓完成   !滞后
                           69/100       40/40   29/60
1.2 培训（人次）            ?待核       ›正常   ∅未报
                        ≥7500/4万  7500/1.5万

2.1 评定率（%）            未到期      91.67%  91.67%
                    91.67% (≥92%)
2.2 机构（家）              ›正常       ✗超限   ›正常
                           3 (≤3)      2 (≤1)  1 (≤2)

3 挂牌·步骤 1 方案          ?待核       ✓完成   ∅未报
                             ≥1/2

2025-06：应报 6 项，已报 5 项；缺：西城区 1 项
进度：绿灯 4，黄灯 1，红灯 0
共 21 格：完成 2，正常 4，滞后 1，超限 1，未报 2，待核 2，未到期 5，无目标 4

级别      说明
────────────────────────────────────────────────────────────────────────────────
错误      机构：东城区：超过上限：2025-06 为 2家，上限 1家，多 1家
          a.csv:7:18 cap-kept
警告      新增床位：西城区：滞后：2025-06 为 29张（进度 48.33%），序时应达
          30张，差 1张
          a.csv:3:17 on-pace
警告      培训：西城区：已到报送时间，没有报送
          p.yaml:10:116 reported
警告      挂牌：西城区，步骤 1：已到报送时间，没有报送
          p.yaml:13:86 reported
提示      评定率：全域：尚未达标：2025-06 为 91.67%（99/108），目标 92%，分子再
          增加 1 即可达到
          p.yaml:11:74 rate-below-threshold
未能检查  培训：全域：至少 7500人次：应报 2，已报 1，缺 西城区
          p.yaml:10:88 on-pace
未能检查  挂牌：全域，步骤 1：2 个辖区中至少 1 个完成，缺 西城区
          p.yaml:13:86 target-met

1 份报送文件：46 项检查，41 项成立，5 项不成立（错误 1、警告 3、提示 1），另有 2
项未能检查
"""

ENGLISH = """
Example plan (as of 2025-06-30)
indicator                                all          East        West
──────────────────────────────────────────────────────────────────────
1.1 New beds                        ›on pace          ✓met     !behind
                                      69/100         40/40       29/60
1.2 Training (person-times)       ?unchecked      ›on pace  ∅no report
                              >=7,500/40,000  7,500/15,000

2.1 Graded (%)                       not due        91.67%      91.67%
                             91.67% (>= 92%)
2.2 Homes                           ›on pace     ✗exceeded    ›on pace
                                    3 (<= 3)      2 (<= 1)    1 (<= 2)

3 Opening, step 1: Draft          ?unchecked          ✓met  ∅no report
                                       >=1/2

2025-06: 5 of 6 values reported; missing: West 1
schedule: green 4, yellow 1, red 0
21 cells: met 2, on pace 4, behind 1, exceeded 1, no report 2, unchecked 2, not due 5, no target 4

level      message
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
error      Homes: East: exceeded: 2 for 2025-06, the cap is 1, 1 over
           a.csv:7:18 cap-kept
warning    New beds: West: behind: 29 (48.33% of the target) for 2025-06, due by then: 30, 1 short
           a.csv:3:17 on-pace
warning    Training: West: nothing is reported, and a report is due
           p.yaml:10:116 reported
warning    Opening: West, step 1: nothing is reported, and a report is due
           p.yaml:13:86 reported
note       Graded: whole area: not yet reached: 91.67% (99/108) for 2025-06, the target is 92%, 1 more of the part would
           reach it
           p.yaml:11:74 rate-below-threshold
unchecked  Training: whole area: at least 7,500 person-times: 1 of 2 reported, West missing
           p.yaml:10:88 on-pace
unchecked  Opening: whole area, step 1: done in at least 1 of 2 districts, West missing
           p.yaml:13:86 target-met

1 submission: 46 checks, 41 held, 5 broken (1 error, 3 warnings, 1 note), 2 more could not be made
"""

PLAIN = """
Example plan (as of 2025-06-30)
indicator                                           all                    East                West
---------------------------  --------------------------  ----------------------  ------------------
1.1 New beds                           ›on pace; 69/100             ✓met; 40/40      !behind; 29/60
1.2 Training (person-times)  ?unchecked; >=7,500/40,000  ›on pace; 7,500/15,000          ∅no report
2.1 Graded (%)                 not due; 91.67% (>= 92%)                  91.67%              91.67%
2.2 Homes                            ›on pace; 3 (<= 3)     ✗exceeded; 2 (<= 1)  ›on pace; 1 (<= 2)
3 Opening, step 1: Draft              ?unchecked; >=1/2                    ✓met          ∅no report

2025-06: 5 of 6 values reported; missing: West 1
schedule: green 4, yellow 1, red 0
21 cells: met 2, on pace 4, behind 1, exceeded 1, no report 2, unchecked 2, not due 5, no target 4

a.csv:7:18           error      cap-kept              Homes: East: exceeded: 2 for 2025-06, the cap is 1, 1 over
a.csv:3:17           warning    on-pace               New beds: West: behind: 29 (48.33% of the target) for 2025-06, due by then: 30, 1 short
plans/p.yaml:10:116  warning    reported              Training: West: nothing is reported, and a report is due
plans/p.yaml:13:86   warning    reported              Opening: West, step 1: nothing is reported, and a report is due
plans/p.yaml:11:74   note       rate-below-threshold  Graded: whole area: not yet reached: 91.67% (99/108) for 2025-06, the target is 92%, 1 more of the part would reach it
plans/p.yaml:10:88   unchecked  on-pace               Training: whole area: at least 7,500 person-times: 1 of 2 reported, West missing
plans/p.yaml:13:86   unchecked  target-met            Opening: whole area, step 1: done in at least 1 of 2 districts, West missing
1 submission: 46 checks, 41 held, 5 broken (1 error, 3 warnings, 1 note), 2 more could not be made
"""


@pytest.fixture
def screen(civtarget, tmp_path):
    """Return a function that checks the rows by the plan and returns the report, without blanks at the ends of lines."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/p.yaml").write_text(PLAN.lstrip(), "utf-8")
    (tmp_path / "a.csv").write_text(ROWS.lstrip(), "utf-8")

    def run(*options, **environment):
        done = civtarget("check", "a.csv", "--quiet", *options, cwd=tmp_path, **environment)
        assert not done.stderr
        return "\n" + "\n".join(line.rstrip() for line in done.stdout.split("\n"))

    return run


def test_chinese_at_80_columns(screen):
    assert screen("--format", "table", "--lang", "zh", COLUMNS="80") == CHINESE


def test_english_at_120_columns_has_room_for_the_bounds(screen):
    assert screen("--format", "table", "--lang", "en", COLUMNS="120") == ENGLISH


def test_piped(screen):
    assert screen("--lang", "en") == PLAIN


@pytest.mark.parametrize("width", [40, 50, 60, 80, 120, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_wider_than_the_terminal(screen, width, language):
    from rich.cells import cell_len

    drawn = screen("--format", "table", "--lang", language, COLUMNS=str(width))
    assert max(map(cell_len, drawn.split("\n"))) <= width


def test_only_signs_that_every_console_has(screen):
    drawn = screen("--format", "table", "--lang", "en", COLUMNS="120", encoding="ascii")
    assert "+met" in drawn
    assert "xexceeded" in drawn
    assert drawn.count("?") == drawn.count("?unchecked"), "nothing had to be replaced"


def test_colours_follow_the_verdict(screen):
    drawn = screen("--format", "table", "--lang", "en", COLUMNS="120", FORCE_COLOR="1")
    assert "\x1b[32m✓met" in drawn.replace(" ", "")
    assert "\x1b[33m!behind" in drawn.replace(" ", "")
    assert "\x1b[1;31m✗exceeded" in drawn.replace(" ", "")


def test_narrowed_to_a_district_there_is_no_other_column(screen):
    drawn = screen("--lang", "en", "--district", "西城")
    assert "East" not in drawn
    assert "all" not in drawn.split("\n")[2]
    assert "New beds: West: behind" in drawn
