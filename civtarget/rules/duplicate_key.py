"""
A key stands once in its mapping.

同一映射中，一个键只出现一次。

Most YAML readers keep the last of two equal keys and say nothing, so one of two shares would be lost. Here neither is
read, and the second one is reported.

多数 YAML 读取器遇到重复的键，只留最后一个而不提示，两个数就会悄悄丢掉一个。这里两个都不读取，并报告第二个。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 180}}

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300, split: {甲区: 120, 乙区: 180, 甲区: 130}}

Remedy: keep the right one of the two, or correct the name of the other.

补救：保留正确的一个，或改正另一个的名称。
"""

from civtarget.model.findings import Severity

ID = "duplicate-key"
FAMILY = "reading"
SEVERITY = Severity.ERROR
