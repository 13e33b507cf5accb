"""
Every value says which period it is for.

每个数值都写明是哪一期的。

A value cannot be judged without its period: 20 beds are plenty for March and few for November. It may stand in a column
of its own, in a title or in the name of a sheet, as 2025-06, 2025年6月, 二季度 or 上半年.

不知道是哪一期，就无法判断：20 张床位，3月底算多，11月底就算少。期间可以单列一列，也可以写在标题或工作表名中，
写作 2025-06、2025年6月、二季度、上半年都可以。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,甲区,上半年,20

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,甲区,近期,20

Remedy: write the period as the message shows.

补救：按提示写明期间。
"""

from civtarget.model.findings import Severity

ID = "unknown-period"
FAMILY = "submissions"
SEVERITY = Severity.ERROR
