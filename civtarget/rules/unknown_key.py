"""
Every key is one that its place knows.

每个键都是所在之处认识的键。

A misspelt key would drop what it holds without a word: `traget: 300` leaves an indicator without a target. The key that
was probably meant is named.

键写错了，它的内容就会无声无息地丢掉：写成 `traget: 300`，指标就没有目标。这里会指出可能想写的键。

Passes:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}

Fails:

    indicators:
      beds: {name: 床位, kind: count, unit: 张, traget: 300}

Remedy: correct the key; put what the format has no key for into `note`.

补救：改正键名；格式中没有对应键的内容写入 `note`。
"""

from civtarget.model.findings import Severity

ID = "unknown-key"
FAMILY = "reading"
SEVERITY = Severity.ERROR
