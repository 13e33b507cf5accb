"""
What ties a figure to others is not cut without a reason on record.

数与数之间的约束不会无故去掉。

A link to the five-year plan, a constraint, a gap that is to narrow: each of them lets a rule find what does not fit.
Taken out, the finding is gone and what is wrong is still there.

与五年规划的关联、约束、要缩小的差距，都让规则能发现对不上的地方。去掉之后，问题不再报告，却依然存在。

Passes:

    # before
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}
      care-beds: {name: 护理型床位, kind: count, unit: 张, target: 200, within: beds}

    # after
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}
      care-beds: {name: 护理型床位, kind: count, unit: 张, target: 200}
    changes:
      - {what: care-beds.within, why: 统计口径调整后不再是其中数, decision: 统计制度通知}

Fails:

    # before
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}
      care-beds: {name: 护理型床位, kind: count, unit: 张, target: 200, within: beds}

    # after
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}
      care-beds: {name: 护理型床位, kind: count, unit: 张, target: 200}

Remedy: restore the link, or add the entry that the message names.

补救：恢复关联，或按提示补一条记录。
"""

from civtarget.model.findings import Severity
from civtarget.model.results import RuleOptions
from civtarget.rules.edits._explained import check_of

ID = "link-kept"
FAMILY = "edits"
SEVERITY = Severity.ERROR
REQUIRES = frozenset[str]()
Options = RuleOptions

check_edit = check_of(ID)
