"""
An entry in `changes` is about something that changed.

每条 `changes` 记录都对应一处改动。

An entry explains what the same edit changed. One that names nothing which did is misspelt, or came with the wrong edit:
what it was to explain stays unexplained.

记录说明的是同一次改动里的内容。没有对应的改动，就是名称写错了，或者放错了一次改动：本来要说明的仍然没有说明。

Passes:

    # before
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}

    # after
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 280}
    changes:
      - {what: beds.target, why: 两处改建未获批准, decision: 民政局专题会议纪要第6号}

Fails:

    # before
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 300}

    # after
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 280}
    changes:
      - {what: beds.taget, why: 两处改建未获批准, decision: 民政局专题会议纪要第6号}

Remedy: correct what the entry names, or take it out.

补救：改正记录所指的内容，或删去这条记录。
"""

from collections.abc import Iterator

from civtarget.comparison.change import Direction
from civtarget.comparison.edit import Edit
from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.results import Held, Problem, Result, RuleOptions
from civtarget.spelling import did_you_mean_after_colon, nearest

ID = "change-needed"
FAMILY = "edits"
SEVERITY = Severity.WARNING
Options = RuleOptions
_TO_EXPLAIN = (Direction.WEAKER, Direction.UNCHECKED)


def check_edit(edit: Edit, options: RuleOptions) -> Iterator[Result]:
    """Look for what each entry that the edit added is about."""
    others = [each for each in edit.changes if each.aspect != "changes"]
    names = {"changes"} if edit.entries.lost else set()
    names |= {name for each in others for name in edit.names(each)}
    of_weaker = {name for each in others if each.direction in _TO_EXPLAIN for name in edit.names(each)}
    for number, entry in edit.entries.added:
        where, what = ("changes", str(number), "what"), entry.what.strip()
        if what in names:
            yield Held(where)
            continue
        hint = did_you_mean_after_colon(nearest(what, sorted(of_weaker)))
        yield Problem(
            where=where,
            message=Text(
                "这次改动没有涉及“{what}”{hint}",
                'this edit changes nothing called "{what}"{hint}',
                what=what,
                hint=hint,
            ),
        )
