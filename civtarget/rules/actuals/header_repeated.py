"""
No heading stands twice in a table.

同一张表中没有重复的表头。

Of two columns with the same heading only one can be right. The first is read and the other is left out: look whether
that is the one meant.

两列表头相同，只能以其中一列为准。程序读取前一列，不读取后一列，请看看是不是应当读取的那一列。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值,备注
    beds,甲区,2025-06,20,含在建 5 张

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值,数值
    beds,甲区,2025-06,20,25

Remedy: delete one of the two columns, or give it a heading of its own.

补救：删去其中一列，或者改用不同的表头。
"""

from civtarget.model.findings import Severity

ID = "header-repeated"
FAMILY = "submissions"
SEVERITY = Severity.WARNING
