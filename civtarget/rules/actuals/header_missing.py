"""
Every table says in its header what its columns hold.

每张表都有表头，写明各列是什么。

Columns are known by their headings, not by their order. Without one for the indicator, the district or the value nobody
can tell whose figures these are, and the table is left out. A sheet without a header is told of if a row in it names an
indicator and a number; a file without any header cannot be checked at all.

各列凭表头辨认，与先后次序无关。缺了指标、辖区或数值这样的列，就不知道是谁的什么数，这张表不读取；
没有表头的工作表，如有一行既写着指标又写着数，会指出来；
整个文件都没有表头的，则无法核对。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,,2025-06,50

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,期间,数值
    beds,2025-06,50

Remedy: add the column that is named; for values of the whole area leave the district blank.

补救：补上所指出的列；全市的数值，辖区留空。
"""

from civtarget.model.findings import Severity

ID = "header-missing"
FAMILY = "submissions"
SEVERITY = Severity.ERROR
