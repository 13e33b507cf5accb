"""`civtarget repair`: splits that do not add up, repaired by the least change."""

from dataclasses import replace

from civtarget.checking import engine
from civtarget.checking.regressions import regressions
from civtarget.checking.settings import Settings
from civtarget.commands.exit_codes import FOUND, NOTHING, SUCCESS
from civtarget.commands.inputs import tell_faults, today
from civtarget.commands.terminal import STDIN, Output, Target, refuse_to_overwrite, tell, write_patch
from civtarget.errors import CivtargetError
from civtarget.files.linked_plans import read_linked_plans
from civtarget.files.paths import read_file
from civtarget.files.plan import editor
from civtarget.files.plan.reader import PlanFile, parse_plan
from civtarget.language import Text
from civtarget.model import findings
from civtarget.model.plan import readable
from civtarget.model.workspace import workspace_of_files
from civtarget.reports.rendering import Format, repair_as
from civtarget.reports.style import Style
from civtarget.reports.views.repair import Repaired
from civtarget.splits.plan_repair import Bounds, RepairOutcome, read_request, repair_plan
from civtarget.splits.repair import RepairMethod

__all__ = ["Bounds", "run"]


def run(  # noqa: PLR0913  # as many as the command line has
    path: str,
    indicator: str | None,
    bounds: Bounds,
    step: str | None,
    *,
    method: RepairMethod,
    output: Output,
    write: bool,
) -> int:
    """Repair splits, write the patch or the plan, and return the exit code."""
    style = output.style
    if path == STDIN:
        raise CivtargetError(
            Text(
                "repair 要改的是文件：请写文件名，不能用标准输入",
                "repair works on a file: name one, not standard input",
            )
        )
    refuse_to_overwrite([Target(output.file, Format.JSON)], [path])
    file = read_file(path)
    before = parse_plan(file)
    if before.plan is None or readable(before.plan, "indicators") is None:
        tell(
            Text("规划有未能读取之处，改正后才能修复：", "the plan cannot be repaired before this is put right:"), style
        )
        tell_faults("repair", before, style)
        return FOUND
    request = read_request(before.plan, indicator=indicator, bounds=bounds, step=step, method=method)
    beside = read_linked_plans([before], include_referrers=True)
    workspace = workspace_of_files((each.path, each.plan) for each in (before, *beside))
    splits = repair_plan(before.plan, request, workspace)
    values = {path: value for split in splits for path, value in split.values.items()}
    models = {path: model for split in splits for path, model in split.models.items()}
    texts = editor.respelled(file, values, models)
    text = editor.edited(file, texts)
    after = parse_plan(replace(file, text=text))
    breaks = regressions(before, after, beside, today()) if texts else []
    if write and texts:
        editor.replace_file(file, text)
    repaired = Repaired(
        plan=before.plan,
        path=file.path,
        sha256=file.sha256,
        request=request,
        splits=splits,
        texts=texts,
        patch=editor.patch(file, text),
        written=write and bool(texts),
        breaks=breaks,
    )
    write_patch(repair_as(output.form, repaired, style), output.file, output.form)
    for each in breaks:
        tell(Text(f"修复之后另有不符：{each.zh}", f"after the repair this does not hold: {each.en}"), style)
    if not output.quiet:
        _tell_what_was_repaired(repaired, style)
    outcomes = {split.outcome for split in splits}
    unrepaired = RepairOutcome.IMPOSSIBLE in outcomes or (indicator is not None and RepairOutcome.OPEN in outcomes)
    stays_broken = indicator is None and _has_broken_sums(after)
    if unrepaired or stays_broken or breaks or (texts and not write):
        return FOUND
    if not splits:
        tell(Text("规划没有分解，没有可修复的内容", "the plan has no splits: there was nothing to repair"), style)
        return NOTHING
    return SUCCESS


def _has_broken_sums(file: PlanFile) -> bool:
    """Whether the sums of a plan, or what they rest on, are broken."""
    rules = frozenset({"district-sum", "district-known", "split-complete", "unit-matches"})
    report = engine.check("repair", [file], Settings(select=rules), today(), beside=read_linked_plans([file]))
    broken = (each for each in report.findings if each.outcome is findings.Outcome.BROKEN)
    return bool(file.faults) or any(each.rule in rules for each in broken)


def _tell_what_was_repaired(repaired: Repaired, style: Style) -> None:
    """Say on standard error what was written, or how to go on."""
    path, count = repaired.path, len(repaired.texts)
    if repaired.written:
        tell(
            Text(f"已写入 {path}：改动 {count} 个数", f"wrote {path}: {count} number{'s' * (count > 1)} changed"), style
        )
    elif repaired.texts:
        tell(
            Text(
                "这是补丁，文件没有改动：加 --write 写入", "this is a patch, the file is as it was: --write applies it"
            ),
            style,
        )
    elif repaired.request.identifier is None and not repaired.patch:
        fits = sum(split.outcome == "fits" for split in repaired.splits)
        tell(Text(f"对得上的分解：{fits} 项", f"splits that add up: {fits}"), style)
