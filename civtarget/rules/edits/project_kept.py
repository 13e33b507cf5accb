"""
The settings of a project do not become laxer, and its plans stay where they are, without a reason on record.

项目的设置不会无故放宽，规划文件不会无故删除或移动。

A rule that is turned off, a severity that is lowered or a baseline that grows makes a whole project pass at once; a
plan that is deleted or moved is checked no more by those who name its path. An entry in the `changes` of the settings
says why. The edit itself is still judged by the settings from before it.

关掉一条规则、降低级别、往基线里添加，整个项目就都通过了；规划删除或移走，按原路径核对的人就再也核对不到。
要在设置的 `changes` 里写明原因。这次改动本身仍按改动之前的设置判断。

Passes:

    # before
    fail-on = "warning"

    # after
    ignore = ["translated"]
    fail-on = "warning"
    changes = [{what = "translated", why = "英文稿另行编写", decision = "民政局专题会议纪要第6号"}]

Fails:

    # before
    fail-on = "warning"

    # after
    ignore = ["translated"]
    fail-on = "error"

Remedy: restore the setting or the file, or add the entry that the message names to the settings.

补救：恢复设置或文件，或按提示在设置中补一条记录。
"""

from collections.abc import Iterator

from civtarget.comparison.edit import Edit
from civtarget.model.findings import Severity
from civtarget.model.results import Result, RuleOptions
from civtarget.rules.edits._explained import result_of

ID = "project-kept"
FAMILY = "edits"
SEVERITY = Severity.ERROR
Options = RuleOptions


def check_edit(edit: Edit, options: RuleOptions) -> Iterator[Result]:
    """Hold everything that became laxer against the entries that the edit added."""
    for change in edit.changes:
        yield from result_of(change, edit)
