"""
A target, a share or a minimum is not lowered without a reason on record.

目标、份额和下限不会无故降低。

What was promised once is lowered only by a decision. A number that becomes smaller in one of many lines is easily
missed by whoever reads the edit; an entry in `changes` tells what was lowered, why, and by which decision, and stays in
the plan. A cap that is raised and a rate that is relaxed are weaker, too; what cannot be compared, such as an exact
figure with an approximate one, has to be explained as well. Shares that move between districts and add up to the same
are not lowered. An entry may name the indicator, its target or a share of it.

定下的目标只能依据决定下调。改动很多行时，某个数变小容易看漏；在 `changes` 里写明改了什么、为什么、依据什么，
并留在规划里。上限提高、比率放宽同样是放松；无法比较的（如确数改为约数）也要说明。份额在辖区之间移动、合计不变的，
不算降低。记录可以写指标、它的目标或某地的份额。

Passes:

    # before
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}

    # after
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 280}
    changes:
      - {what: beds.target, why: 两处改建未获批准, decision: 民政局专题会议纪要第6号}

Fails:

    # before
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}

    # after
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 280}

Remedy: restore the number, or add the entry that the message names.

补救：恢复原数，或按提示补一条记录。
"""

from civtarget.model.findings import Severity
from civtarget.model.results import RuleOptions
from civtarget.rules.edits._explained import check_of

ID = "target-kept"
FAMILY = "edits"
SEVERITY = Severity.ERROR
REQUIRES = frozenset[str]()
Options = RuleOptions

check_edit = check_of(ID)
