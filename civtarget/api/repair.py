"""Splits that do not add up, repaired: `civtarget.repair(…)`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from civtarget.api.inputs import PathName, UnreadPlanError, today
from civtarget.api.numbers import DistrictNumbers, Number, entries_of, number_text
from civtarget.api.plans import Plans, path_of
from civtarget.api.result import Record, Result
from civtarget.checking import engine
from civtarget.checking.regressions import regressions
from civtarget.checking.settings import Settings, read_level
from civtarget.files.linked_plans import read_linked_plans
from civtarget.files.paths import File, read_file
from civtarget.files.plan import editor
from civtarget.files.plan.reader import parse_plan
from civtarget.language import Text
from civtarget.model.findings import Outcome
from civtarget.model.plan import readable
from civtarget.model.workspace import workspace_of_files
from civtarget.reports.document import Document
from civtarget.reports.views.repair import Repaired, document
from civtarget.splits import plan_repair
from civtarget.splits.plan_repair import Bounds, SplitRepair, read_request, repair_plan
from civtarget.splits.repair import RepairMethod

COLUMNS = ("indicator", "outcome", "district", "before", "after", "written", "message")
_SUM_RULES = frozenset({"district-sum", "district-known", "split-complete", "unit-matches"})
"""The rules over sums, and those that sums rest on."""


def repair(  # noqa: PLR0913  # as many as the command has
    plan: PathName | Plans,
    indicator: str | None = None,
    *,
    minimums: DistrictNumbers = (),
    maximums: DistrictNumbers = (),
    locks: Sequence[str] = (),
    step: Number | None = None,
    method: RepairMethod | str = RepairMethod.LEAST_CHANGE,
) -> "Repair":
    """
    Repair splits that do not add up by the least change, as `civtarget repair` does; `Repair.write` changes the file.

    Parameters
    ----------
    plan
        The path of the plan, or a plan that was loaded.
    indicator
        An ID or a name; by default every split that does not add up is repaired.
    minimums, maximums
        Bounds of shares, by district: `{"武进区": 100}`, or as on the command line `["武进区=100"]`.
    locks
        Districts whose shares stay as they are.
    step
        The number that every change is a multiple of.
    method
        `least-change`, or `proportional`.

    Raises
    ------
    UnreadPlanError
        The indicators of the plan cannot be read.
    SourceError
        The plan cannot be opened.
    RequestError
        The plan has no such name, the split no such share, or a number is none or in another unit.
    """
    file = read_file(path_of(plan))
    before = parse_plan(file)
    if before.plan is None or readable(before.plan, "indicators") is None:
        raise UnreadPlanError(before)
    bounds = Bounds(entries_of("minimums", minimums), entries_of("maximums", maximums), entries_of("locks", locks))
    size = None if step is None else number_text(step)
    request = read_request(
        before.plan, indicator=indicator, bounds=bounds, step=size, method=read_level(RepairMethod, "method", method)
    )
    linked = read_linked_plans([before], include_referrers=True)
    workspace = workspace_of_files((each.path, each.plan) for each in (before, *linked))
    splits = repair_plan(before.plan, request, workspace)
    values = {path: value for split in splits for path, value in split.values.items()}
    models = {path: model for split in splits for path, model in split.models.items()}
    texts = editor.respelled(file, values, models)
    text = editor.edited(file, texts)
    breaks = regressions(before, parse_plan(replace(file, text=text)), linked, today()) if texts else []
    content = Repaired(
        plan=before.plan,
        path=file.path,
        sha256=file.sha256,
        request=request,
        splits=splits,
        texts=texts,
        patch=editor.patch(file, text),
        written=False,
        breaks=breaks,
    )
    return Repair(file, text, content)


@dataclass(eq=False, repr=False)
class Repair(Result):
    """
    The repair of the splits of a plan: one row of `to_frame` is a share that changes.

    `file` is the plan as it is, `text` as it is to be, and `content` the repair.
    """

    file: File
    text: str
    content: Repaired

    @property
    def splits(self) -> Sequence[SplitRepair]:
        """The outcome for each split that was looked at, with the shares that change and the reasons."""
        return self.content.splits

    @property
    def patch(self) -> str:
        """The changes of the file as a unified diff; empty where there are none."""
        return self.content.patch

    @property
    def breaks(self) -> Sequence[Text]:
        """The checks that no longer hold after the repair, in this plan or in those that are linked with it."""
        return self.content.breaks

    def leaves_broken(self) -> bool:
        """Whether a split could not be repaired, or sums of the plan are broken after the repair."""
        outcomes = {split.outcome for split in self.splits}
        if plan_repair.RepairOutcome.IMPOSSIBLE in outcomes:
            return True
        if self.content.request.identifier is not None:
            return plan_repair.RepairOutcome.OPEN in outcomes
        after = parse_plan(replace(self.file, text=self.text))
        report = engine.check(
            "repair", [after], Settings(select=_SUM_RULES), today(), beside=read_linked_plans([after])
        )
        broken = (each for each in report.findings if each.outcome is Outcome.BROKEN)
        return bool(after.faults) or any(each.rule in _SUM_RULES for each in broken)

    def write(self) -> None:
        """Write the changes into the file of the plan, and nothing else; raise `SourceError` if that fails."""
        if self.content.texts:
            editor.replace_file(self.file, self.text)
            self.content = replace(self.content, written=True)

    @property
    def document(self) -> Document:
        """The repair, in JSON `civtarget-repair/1`."""
        return document(self.content)

    def __repr__(self) -> str:
        return f"<Repair of {self.file.path}: {len(self.content.texts)} numbers change>"

    def rows(self) -> tuple[Sequence[str], Sequence[Record]]:
        """Return the columns of `to_frame`, and a row for each share that changes."""
        return COLUMNS, [split | change for split in self.to_dict()["splits"] for change in split["changes"]]
