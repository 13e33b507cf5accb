"""
What every plan, indicator and waiver has to say is said.

规划、指标和豁免必须写明的内容都已写明。

Without a kind nobody knows whether numbers may be added, without a period when they are due. Nothing is assumed in
their stead, and what depends on them is not checked.

没有类别，就不知道数能否相加；没有规划期，就不知道何时到期。这里不替作者假定，依赖它们的检查也不作出。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}

Fails:

    indicators:
      beds: {name: 床位, unit: 张, target: 300}

Remedy: add the key that is named.

补救：补上所指出的键。
"""

from civtarget.model.findings import Severity

ID = "missing-key"
FAMILY = "reading"
SEVERITY = Severity.ERROR
