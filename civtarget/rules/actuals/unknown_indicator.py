"""
Every reported indicator is in the plan.

报送的指标都在规划之中。

An indicator goes by its identifier or by its name in either language; capitals, spaces and full-width letters make no
difference. A row with any other name is left out. Nothing is guessed: if a name is much like one in the plan, the
message asks whether that one is meant.

指标可以写标识，也可以写中文或英文名称，大小写、空格和全角半角不影响。写成别的名称，这一行就不读取。
程序不作猜测：名称与规划中的某个名称相近时，会询问是否应为那一个。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    床位,甲区,2025-06,20

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    bed,甲区,2025-06,20

Remedy: write the indicator as the plan does, or add it to the plan.

补救：按规划的写法书写；规划漏列的，补入规划。
"""

from civtarget.model.findings import Severity

ID = "unknown-indicator"
FAMILY = "submissions"
SEVERITY = Severity.ERROR
