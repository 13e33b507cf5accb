"""`civtarget allocate`: the target of an indicator split over the districts by weights."""

from collections.abc import Sequence
from typing import NamedTuple

from civtarget.allocation import Method
from civtarget.api.allocate import allocate
from civtarget.api.inputs import UnreadPlanError
from civtarget.commands.exit_codes import FOUND, SUCCESS
from civtarget.commands.inputs import report_unread
from civtarget.commands.terminal import Output, refuse_to_overwrite, tell
from civtarget.language import Text
from civtarget.reports.views.allocation import document


class Bounds(NamedTuple):
    """The options that bound the shares, as they were given."""

    minimums: Sequence[str]
    maximums: Sequence[str]
    locks: Sequence[str]
    step: str | None


def run(  # noqa: PLR0913  # as many as the command line has
    path: str,
    indicator: str,
    by: str | None,
    *,
    method: Method,
    bounds: Bounds,
    output: Output,
    compare: bool,
    write: bool,
) -> int:
    """Split a target, write the split, and return the exit code."""
    style = output.style
    try:
        split = allocate(path, indicator, by=by, method=method, **bounds._asdict())
    except UnreadPlanError as error:
        report_unread(error, style)
        return FOUND
    weights_file = [] if split.weights_file is None else [split.weights_file]
    refuse_to_overwrite([output.target], [path, *weights_file])
    written, breaks = split.write() if write else (0, [])
    output.write(document(split.content, split.plan, compare=compare))
    if write and not output.quiet:
        many = "s" * (written != 1)
        tell(
            Text(
                "已写入 {path}：改动 {written} 个数",
                "wrote {path}: {written} number{many} changed",
                path=path,
                written=written,
                many=many,
            ),
            style,
        )
    for text in breaks:
        tell(Text("改动之后另有不符：{text}", "after the change this does not hold: {text}", text=text), style)
    return FOUND if breaks else SUCCESS
