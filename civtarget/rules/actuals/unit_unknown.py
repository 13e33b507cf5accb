"""
Every unit beside a value is known.

数值旁边写明的单位都认得出来。

The unit beside a value may change it: 2.5 in 万元 is 25,000 yuan. Nobody can tell what an unknown unit does to its
values, so they are not used.

旁边的单位会影响数值的大小：单位为“万元”时，2.5 就是 25000 元。认不出的单位会怎样影响数值，无从得知，
这些数值因此不采用。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值,单位
    beds,甲区,2025-06,20,张

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值,单位
    beds,甲区,2025-06,20,张次

Remedy: write the unit of the plan, or leave the cell blank.

补救：写规划所用的单位，或者留空。
"""

from civtarget.model.findings import Severity

ID = "unit-unknown"
FAMILY = "submissions"
SEVERITY = Severity.ERROR
