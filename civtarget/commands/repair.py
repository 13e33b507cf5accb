"""`civtarget repair`: splits that do not add up, repaired by the least change."""

from civtarget.api.inputs import STDIN, UnreadPlanError
from civtarget.api.repair import repair
from civtarget.commands.exit_codes import FOUND, NOTHING, SUCCESS
from civtarget.commands.inputs import report_faults
from civtarget.commands.terminal import Output, refuse_to_overwrite, tell, write_patch
from civtarget.errors import CivtargetError
from civtarget.language import Text
from civtarget.reports.rendering import render
from civtarget.reports.style import Style
from civtarget.reports.views.repair import Repaired
from civtarget.splits.plan_repair import Bounds
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
    refuse_to_overwrite([output.target], [path])
    minimums, maximums, locks = bounds
    try:
        repaired = repair(path, indicator, minimums=minimums, maximums=maximums, locks=locks, step=step, method=method)
    except UnreadPlanError as error:
        tell(
            Text("规划有未能读取之处，改正后才能修复：", "the plan cannot be repaired before this is put right:"), style
        )
        report_faults("repair", error.file, style)
        return FOUND
    if write:
        repaired.write()
    write_patch(render(output.form, repaired.document, style), output.file, output.form)
    for each in repaired.breaks:
        tell(Text("修复之后另有不符：{each}", "after the repair this does not hold: {each}", each=each), style)
    if not output.quiet:
        _report_repair(repaired.content, style)
    is_pending = bool(repaired.content.texts) and not write
    if repaired.leaves_broken() or repaired.breaks or is_pending:
        return FOUND
    if not repaired.splits:
        tell(Text("规划没有分解，没有可修复的内容", "the plan has no splits: there was nothing to repair"), style)
        return NOTHING
    return SUCCESS


def _report_repair(repaired: Repaired, style: Style) -> None:
    """Print the number of changes that were written, or how to write them."""
    path, count = repaired.path, len(repaired.texts)
    if repaired.written:
        tell(
            Text(
                "已写入 {path}：改动 {count} 个数",
                "wrote {path}: {count} number{value} changed",
                path=path,
                count=count,
                value="s" * (count > 1),
            ),
            style,
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
        tell(Text("对得上的分解：{fits} 项", "splits that add up: {fits}", fits=fits), style)
