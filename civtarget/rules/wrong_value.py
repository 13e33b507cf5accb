"""
Every value is of the sort that its place expects.

每个值都符合所在之处的要求。

A number has to be read whole and in one way only, a day has to exist, a choice has to be one of those offered: half a
meaning is worse than none. The message says what belongs there.

数要整个读懂且只有一种读法，日期要存在，选项要在可选之列：读懂一半比读不懂更糟。提示会说明这里应写什么。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300张}

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300张左右床}

Remedy: write the value as the message asks; a remark beside a number belongs into `note`.

补救：按提示书写；数以外的说明写入 `note`。
"""

from civtarget.model.findings import Severity

ID = "wrong-value"
FAMILY = "reading"
SEVERITY = Severity.ERROR
