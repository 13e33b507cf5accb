"""
A waiver is not added or extended without a reason on record.

豁免不会无故增加或延长。

A waiver turns a finding off. Its own reason says why the finding may stand; the entry in `changes` says by which
decision, and that somebody meant it. A waiver that is taken out or ends earlier needs none.

豁免会让问题不再报告。豁免自带的理由说明为什么可以保留；`changes` 里的记录说明依据哪项决定，是有意为之。
去掉豁免、提前到期，不需要记录。

Passes:

    # before
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 170}}

    # after
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 170}}
    waivers:
      - {rule: district-sum, indicator: beds, reason: 缺口由市本级承担, until: 2025-12-31}
    changes:
      - {what: waivers, why: 缺口由市本级承担, decision: 市政府常务会议第12次}

Fails:

    # before
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 170}}

    # after
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 170}}
    waivers:
      - {rule: district-sum, indicator: beds, reason: 缺口由市本级承担, until: 2025-12-31}

Remedy: take the waiver out, or add the entry that the message names.

补救：去掉豁免，或按提示补一条记录。
"""

from civtarget.model.findings import Severity
from civtarget.model.results import RuleOptions
from civtarget.rules.edits._explained import check_of

ID = "waiver-explained"
FAMILY = "edits"
SEVERITY = Severity.ERROR
REQUIRES = frozenset[str]()
Options = RuleOptions

check_edit = check_of(ID)
