"""
Every value is reported in the unit of its indicator.

数值的单位与指标的单位一致。

20 households are not 20 beds, and nothing turns one into the other. Only multiples are converted, such as 万元 into
yuan. If the plan lists two units together under `same_units`, either may be written.

“20户”不是“20张”，两者无从换算。会换算的只有倍数，例如把万元换算成元。
规划在 `same_units` 中列为通用的单位，写哪一个都可以。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,甲区,2025-06,20张

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,甲区,2025-06,20户

Remedy: report the value in the unit of the plan; if both units mean the same, list them under `same_units`.

补救：按规划的单位报送；两个单位确属同义的，在规划的 `same_units` 中列明。
"""

from civtarget.model.findings import Severity

ID = "unit-differs"
FAMILY = "submissions"
SEVERITY = Severity.ERROR
