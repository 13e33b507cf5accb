"""
Every reported step is one of its indicator's.

报送的步骤都是该指标的步骤。

A step goes by its number, by what is to be done in it, or by its day as the plan writes it. A row for any other step is
left out: taken for the whole task, it might say that all is done when only one step is.

步骤可以写序号、要做的事，或规划所写的时间。写成别的步骤，这一行就不读取：若当作整项任务，就可能只办了一步，却算全部完成。

Passes:

    indicators:
      set-up: {name: 组建, kind: task, districts: all, steps: [{by: 3月底, do: 方案}, {by: 6月底, do: 挂牌}]}

    指标,辖区,期间,步骤,数值
    set-up,甲区,2025-06,方案,完成

Fails:

    indicators:
      set-up: {name: 组建, kind: task, districts: all, steps: [{by: 3月底, do: 方案}, {by: 6月底, do: 挂牌}]}

    指标,辖区,期间,步骤,数值
    set-up,甲区,2025-06,3,完成

Remedy: write the number of the step, or its words as they stand in the plan.

补救：写步骤的序号，或照规划写步骤的内容。
"""

from civtarget.model.findings import Severity

ID = "unknown-step"
FAMILY = "submissions"
SEVERITY = Severity.ERROR
