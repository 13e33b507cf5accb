"""
A plan is one plain YAML document.

规划是一份普通的 YAML 文档。

Only what reads the same in every tool and in a diff is allowed: mappings, lists and text. A tab that indents, an alias
or anchor that is used, a merge key, a tag, a second document, nesting without end or a value that YAML takes for its
own sign (`>`, `%`, `@`) is refused at its place. What stands after an error of syntax cannot be read at all.

只允许在各种工具和差异对比中读法一致的写法：映射、列表和文字。用制表符缩进、别名、被引用的锚点、合并键、标签、第二份文档、
过深的嵌套，以及以 YAML 自用符号（`>`、`%`、`@`）开头的值，都在原处拒绝。语法错误之后的内容无法读取。

Passes:

    indicators:
      beds:
        name: 床位
        kind: count
        unit: 张
        target: ">= 300"

Fails:

    indicators:
      beds:
        name: 床位
        kind: count
        unit: 张
        target: >= 300

Remedy: put quotes around such a value, indent with spaces, and write out what an alias would repeat.

补救：给这样的值加引号，用空格缩进，别名所代表的内容直接写出。
"""

from civtarget.model.findings import Severity

ID = "yaml-syntax"
FAMILY = "reading"
SEVERITY = Severity.ERROR
