"""
A district does not leave a plan or a duty without a reason on record.

辖区不会无故退出规划或某项任务。

A district that is dropped takes its shares with it, and nobody answers for them any more. What it loses by that is
told once. A district that is renamed has not left: its code or an alias says so.

辖区一旦去掉，它的份额就没有人负责了。因此少掉的各项份额只报告一次。改名不算退出：区划代码或别名说明是同一个。

Passes:

    # before
    districts: {甲区: {en: A District}, 乙区: {en: B District}}
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 200, 乙区: 100}}

    # after
    districts: {甲区: {en: A District}}
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 300}}
    changes:
      - {what: districts.乙区, why: 乙区并入甲区, decision: 区划调整批复}

Fails:

    # before
    districts: {甲区: {en: A District}, 乙区: {en: B District}}
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 200, 乙区: 100}}

    # after
    districts: {甲区: {en: A District}}
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 300}}

Remedy: put the district back, or add the entry that the message names.

补救：恢复该辖区，或按提示补一条记录。
"""

from civtarget.model.findings import Severity
from civtarget.model.results import RuleOptions
from civtarget.rules.edits._explained import check_of

ID = "district-kept"
FAMILY = "edits"
SEVERITY = Severity.ERROR
REQUIRES = frozenset[str]()
Options = RuleOptions

check_edit = check_of(ID)
