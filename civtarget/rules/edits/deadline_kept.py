"""
A deadline is not put off without a reason on record.

时限不会无故推迟。

A deadline that moves back by a quarter makes whoever was late punctual. So do a later start, a rarer recurrence and
a longer period of the plan. An entry in `changes` says why it moved, and by which decision.

时限推后一个季度，滞后的就变成正常的了；开始得更晚、次数更少、规划期更长也一样。
在 `changes` 里写明为什么推迟、依据什么。

Passes:

    # before
    indicators:
      centre: {name: 建成服务中心, kind: task, by: 6月底}

    # after
    indicators:
      centre: {name: 建成服务中心, kind: task, by: 9月底}
    changes:
      - {what: centre.by, why: 用地手续延期, decision: 民政局专题会议纪要第6号}

Fails:

    # before
    indicators:
      centre: {name: 建成服务中心, kind: task, by: 6月底}

    # after
    indicators:
      centre: {name: 建成服务中心, kind: task, by: 9月底}

Remedy: restore the day, or add the entry that the message names.

补救：恢复原来的时间，或按提示补一条记录。
"""

from civtarget.model.findings import Severity
from civtarget.model.results import RuleOptions
from civtarget.rules.edits._explained import check_of

ID = "deadline-kept"
FAMILY = "edits"
SEVERITY = Severity.ERROR
REQUIRES = frozenset[str]()
Options = RuleOptions

check_edit = check_of(ID)
