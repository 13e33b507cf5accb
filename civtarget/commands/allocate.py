"""`civtarget allocate`: the target of an indicator split over the districts by weights."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from civtarget.allocation import Method
from civtarget.checking.regressions import regressions
from civtarget.commands.exit_codes import FOUND, SUCCESS
from civtarget.commands.inputs import read_whole_plan, today
from civtarget.commands.terminal import Output, Target, refuse_to_overwrite, tell
from civtarget.errors import CivtargetError
from civtarget.files.linked_plans import read_linked_plans
from civtarget.files.paths import File
from civtarget.files.plan import editor
from civtarget.files.plan.reader import parse_plan
from civtarget.files.submission.weights_file import names_a_file, read_weights
from civtarget.language import Text
from civtarget.model.plan import Path
from civtarget.notation.quantity import Exact
from civtarget.reports.rendering import Format, allocation_as
from civtarget.splits.arguments import read_district_numbers, read_locks, read_step
from civtarget.splits.names import indicator_called
from civtarget.splits.proposal import Terms, changed_shares, propose
from civtarget.splits.weights import equal_weighting, has_weights, weighting_of


class Bounds(NamedTuple):
    """The options that bound the shares, as they were given."""

    minimum: Sequence[str]
    maximum: Sequence[str]
    lock: Sequence[str]
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
    whole = read_whole_plan(path, style)
    if whole is None:
        return FOUND
    file, plan = whole
    identifier = indicator_called(indicator, plan)
    unit = plan.indicators[identifier].unit_name
    if by is None and method is not Method.EQUAL:
        raise CivtargetError(
            Text(
                "请用 --by 写明权重：规划的 weights、另一项指标或一个文件；均分用 --method equal",
                "say with --by what to split by: weights of the plan, another indicator or a file; "
                "--method equal needs none",
            )
        )
    is_file = by is not None and names_a_file(by) and not has_weights(plan, by, identifier)
    if by is None:
        weights = equal_weighting(plan)
    else:
        weights = read_weights(by, plan) if is_file else weighting_of(plan, by, identifier)
    terms = Terms(
        method=method,
        minimums=read_district_numbers("--min", bounds.minimum, plan, unit),
        maximums=read_district_numbers("--max", bounds.maximum, plan, unit),
        locks=read_locks("--lock", bounds.lock, plan, unit),
        step=read_step("--step", bounds.step, unit) if bounds.step is not None else None,
    )
    proposal = propose(plan, identifier, weights, terms)
    weights_file = [by.partition("#")[0]] if by is not None and is_file else []
    refuse_to_overwrite([Target(output.file, Format.JSON)], [path, *weights_file])
    written, breaks = _write_shares(file, changed_shares(proposal)) if write else (0, [])
    output.write(allocation_as(output.form, proposal, plan, style, compare=compare))
    if write and not output.quiet:
        many = "s" * (written != 1)
        tell(Text(f"已写入 {path}：改动 {written} 个数", f"wrote {path}: {written} number{many} changed"), style)
    for text in breaks:
        tell(Text(f"改动之后另有不符：{text.zh}", f"after the change this does not hold: {text.en}"), style)
    return FOUND if breaks else SUCCESS


def _write_shares(file: File, values: Mapping[Path, Exact]) -> tuple[int, list[Text]]:
    """Write new shares into a plan file, and nothing else; return how many there were, and what that breaks."""
    if not values:
        return 0, []
    text = editor.edited(file, editor.respelled(file, values, {}))
    before, after = (parse_plan(each) for each in (file, replace(file, text=text)))
    breaks = regressions(before, after, read_linked_plans([before], include_referrers=True), today())
    editor.replace_file(file, text)
    return len(values), breaks
