"""
Every reported district is in the plan.

报送的辖区都在规划之中。

A district or party goes by its name, its English name, its code or an alias. A blank cell, 全市 or 合计 stands for the
whole area. A value under any other name belongs to nobody and is left out; if a name in the plan is much like it, the
message offers that one.

辖区和参与方可以写名称、英文名、代码或别名；留空，或写“全市”“合计”，表示总的数值。写成别的名称，数值就不知归谁，
因此不读取；规划中有相近名称的，会一并给出。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,甲区,2025-06,20
    beds,乙区,2025-06,30

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 100, split: {甲区: 40, 乙区: 60}}

    指标,辖区,期间,数值
    beds,甲区,2025-06,20
    beds,乙县,2025-06,30

Remedy: write the district as the plan does; a name that is in regular use can be added to its `aliases`.

补救：按规划的写法书写；平时惯用的名称，可以加到该辖区的 `aliases` 中。
"""

from civtarget.model.findings import Severity

ID = "unknown-district"
FAMILY = "submissions"
SEVERITY = Severity.ERROR
