"""
Every reported period lies within the plan's.

报送的期间都在规划期之内。

What was reached in another year says nothing about this plan. Mostly the year is mistyped, or the file is for the plan
of another year. The value is left out.

其他年份的数值说明不了本规划的进展，多半是年份写错，或者交错了年度的表。这样的数值不读取。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,甲区,2025-06,20

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,甲区,2024-06,20

Remedy: correct the year, or check the file against the plan that it is for.

补救：更正年份；确属其他年度的，与那一年的规划一起核对。
"""

from civtarget.model.findings import Severity

ID = "period-outside-plan"
FAMILY = "submissions"
SEVERITY = Severity.ERROR
