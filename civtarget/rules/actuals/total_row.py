"""
No row adds up different indicators.

没有把不同指标相加的合计行。

Beds and homes together are nothing that could be checked. Such a row is left out, and all others are read. A total over
the districts is welcome: it is a column 合计, or a row with 合计 or nothing as its district.

床位数与机构数相加，得不出可以核对的数。这样的行不读取，其他各行照常读取。各辖区的合计可以照填：单列一列“合计”，
或者在辖区一栏留空或写“合计”。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}
      homes: {name: 机构, kind: stock, unit: 家, target: 5, split: {甲区: 2, 乙区: 3}}

    指标,期间,甲区,乙区
    beds,2025-06,20,30
    homes,2025-06,2,3

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}
      homes: {name: 机构, kind: stock, unit: 家, target: 5, split: {甲区: 2, 乙区: 3}}

    指标,期间,甲区,乙区
    beds,2025-06,20,30
    homes,2025-06,2,3
    合计,2025-06,22,33

Remedy: delete the row.

补救：删去这一行。
"""

from civtarget.model.findings import Severity

ID = "total-row"
FAMILY = "submissions"
SEVERITY = Severity.WARNING
