"""
A waiver accepts something that is there.

豁免都有对应的问题。

What nothing matches any more was mended, or was never meant as it is written: left in the plan, it would silently
accept the next finding of its sort.

没有对应问题的豁免，要么问题已经改正，要么写得不对；留在规划里，以后出现同样的问题就会被悄悄放过。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 170}}
    waivers:
      - {rule: district-sum, indicator: beds, reason: 缺口由市本级承担, until: 2025-12-31}

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 180}}
    waivers:
      - {rule: district-sum, indicator: beds, reason: 缺口由市本级承担, until: 2025-12-31}

Remedy: take it out, or correct what it names.

补救：删去这条豁免，或改正它所指的对象。
"""

from civtarget.model.findings import Severity

ID = "waiver-needed"
FAMILY = "waivers"
SEVERITY = Severity.WARNING
