"""
Every reported value can be read.

报送的数值都能读懂。

A value is read whole and in one way only, or not at all: "quite a few" is nothing to measure progress by. The message
names the cell; everything else in the file is read. A value that could not be read is taken neither for zero nor for
missing. If only the day of submission cannot be read, the value beside it still counts.

数值要整个读懂且只有一种读法，否则就不采用：“若干”衡量不了进度。这里会指出所在的单元格，文件的其余内容照常读取。
读不懂的数值不当作零，也不当作没有报送。只是报送日期读不懂的，同一行的数值仍然有效。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,甲区,2025-06,20

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,甲区,2025-06,若干

Remedy: write the value as the message asks; put remarks into the column `note`.

补救：按提示书写；说明文字写在“备注”列。
"""

from civtarget.model.findings import Severity

ID = "cell-unreadable"
FAMILY = "submissions"
SEVERITY = Severity.ERROR
