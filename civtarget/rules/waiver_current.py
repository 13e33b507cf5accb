"""
A waiver has not run out while what it accepts is still there.

豁免的问题还在，豁免就没有到期。

A waiver accepts a finding until a day, so that somebody looks again. After that day the finding counts as before, and
this says which waiver it was; a run in which nothing is left to accept is for `waiver-needed`.

豁免到某一天为止，到时候要有人再看一遍。过了这一天，原来的问题照常计算，并在这里说明是哪一条豁免到期；
问题已经没有了的，见 `waiver-needed`。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 170}}
    waivers:
      - {rule: district-sum, indicator: beds, reason: 缺口由市本级承担, until: 2025-12-31}

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 170}}
    waivers:
      - {rule: district-sum, indicator: beds, reason: 缺口由市本级承担, until: 2025-03-31}

Remedy: mend what was waived, or agree on a new day.

补救：改正所豁免的问题，或者重新商定期限。
"""

from civtarget.model.findings import Severity

ID = "waiver-current"
FAMILY = "waivers"
SEVERITY = Severity.ERROR
