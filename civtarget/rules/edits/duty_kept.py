"""
Nothing that was to be done is dropped without a reason on record.

任务不会无故取消。

An indicator that is deleted is no longer missed by anyone, nor is a step, an office that answers, or the duty to
reach everyone entitled. A promise that becomes an expectation is weaker, too. Another kind or unit says nothing that
could be compared, and has to be explained. A new identifier is no deletion: the name or the content says that it is the
same indicator. Whether other words promise the same is for people to tell.

指标删掉，就再没有人发现它没完成；步骤、责任单位、应纳尽纳的要求也一样。承诺改成预计同样是放松。
类型或单位改变，无法比较，也要说明。只改标识不算取消：名称或内容说明是同一项。换了说法，是否还是同一件事，要由人判断。

Passes:

    # before
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}
      talks: {name: 讲座, kind: count, unit: 场, target: 20}

    # after
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}
    changes:
      - {what: talks, why: 并入社区活动, decision: 民政局专题会议纪要第6号}

Fails:

    # before
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}
      talks: {name: 讲座, kind: count, unit: 场, target: 20}

    # after
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}

Remedy: put it back, or add the entry that the message names.

补救：恢复该任务，或按提示补一条记录。
"""

from civtarget.model.findings import Severity
from civtarget.model.results import RuleOptions
from civtarget.rules.edits._explained import check_of

ID = "duty-kept"
FAMILY = "edits"
SEVERITY = Severity.ERROR
REQUIRES = frozenset[str]()
Options = RuleOptions

check_edit = check_of(ID)
