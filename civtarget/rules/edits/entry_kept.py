"""
The entries of `changes` stay as they were written.

写进 changes 的记录不再改动。

They are the record of what was weakened, why, and by which decision. An entry that is taken out or rewritten is lost as
a record, and could be used again to explain something else. Where one has to be corrected, an entry on `changes` says
why.

这些记录写明放松了什么、为什么、依据什么。删去或改写，记录就没有了，还可以拿来说明别的改动。
确实要更正的，另写一条 `what: changes` 的记录说明缘由。

Passes:

    # before
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 280}
    changes:
      - {what: beds.target, why: 两处改建未获批准, decision: 民政局专题会议纪要第6号}

    # after
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 280}
    changes:
      - {what: beds.target, why: 两处改建未获批准, decision: 民政局专题会议纪要第8号}
      - {what: changes, why: 文号写错, decision: 民政局专题会议纪要第8号}

Fails:

    # before
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 280}
    changes:
      - {what: beds.target, why: 两处改建未获批准, decision: 民政局专题会议纪要第6号}

    # after
    indicators:
      beds: {name: 床位, kind: count, unit: 张, target: 280}

Remedy: restore the entry, or add one on `changes` that says why it was corrected.

补救：恢复原来的记录，或另写一条 `what: changes` 的记录说明为什么更正。
"""

from collections.abc import Iterator

from civtarget.comparison.edit import Edit
from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.results import Held, Problem, Result, RuleOptions

ID = "entry-kept"
FAMILY = "edits"
SEVERITY = Severity.ERROR
Options = RuleOptions


def check_edit(edit: Edit, options: RuleOptions) -> Iterator[Result]:
    """Look for the entries that were there before."""
    where = ("changes",)
    for entry in edit.entries.lost:
        if edit.explains("changes"):
            yield Held(where)
            continue
        name = f"{entry.what}（{entry.decision}）", f"{entry.what} ({entry.decision})"
        yield Problem(
            where=where,
            message=Text(
                "changes 中 {name} 的记录被删去或改写：决定的记录要留存；要更正的，另写一条说明（what: changes）",
                "the entry in `changes` on {second_name} was taken out or rewritten: what was "
                "decided stays on record; an entry has to say why it was corrected (what: "
                "changes)",
                name=name[0],
                second_name=name[1],
            ),
        )
