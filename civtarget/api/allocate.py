"""The target of an indicator split over the districts: `civtarget.allocate(…)`."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from civtarget.allocation import Method
from civtarget.api.inputs import PathName, today, whole_plan
from civtarget.api.numbers import DistrictNumbers, Number, entries_of, exact_number, number_text
from civtarget.api.plans import Plans, path_of
from civtarget.api.result import Record, Result
from civtarget.checking.regressions import regressions
from civtarget.checking.settings import read_level
from civtarget.errors import Argument
from civtarget.files.linked_plans import read_linked_plans
from civtarget.files.paths import File, read_file
from civtarget.files.plan import editor
from civtarget.files.plan.reader import parse_plan
from civtarget.files.submission.weights_file import names_a_file, read_weights
from civtarget.language import Text
from civtarget.model.plan import Plan
from civtarget.notation.quantity import Exact
from civtarget.reports.document import Document
from civtarget.reports.views.allocation import document
from civtarget.splits.arguments import read_district_numbers, read_locks, read_step
from civtarget.splits.names import RequestError, indicator_called
from civtarget.splits.proposal import Proposal, Terms, changed_shares, propose
from civtarget.splits.weights import equal_weighting, given_weighting, has_weights, weighting_of

COLUMNS = ("district", "weight", "minimum", "maximum", "locked", "quota", "share", "deviation", "in_plan")


def allocate(  # noqa: PLR0913  # as many as the command has
    plan: PathName | Plans,
    indicator: str,
    *,
    by: PathName | Mapping[str, Number] | None = None,
    method: Method | str = Method.LARGEST_REMAINDER,
    minimums: DistrictNumbers = (),
    maximums: DistrictNumbers = (),
    locks: DistrictNumbers = (),
    step: Number | None = None,
) -> "Split":
    """
    Split the target of an indicator over its districts by weights, exactly, as `civtarget allocate` does.

    Parameters
    ----------
    plan
        The path of the plan, or a plan that was loaded.
    indicator
        An ID or a name.
    by
        Weights: of the plan, another indicator, a file (`FILE#COLUMN`), or a number for each district; not needed for
        the method `equal`.
    method
        How fractions become whole numbers, such as `largest-remainder`.
    minimums, maximums
        Bounds of shares, by district: `{"武进区": 100}`, or as on the command line `["武进区=100"]`.
    locks
        Shares that are given: `{"武进区": 100}`; with None, or in a list of names, the share in the plan.
    step
        The number that every share is a multiple of; 1 by default.

    Raises
    ------
    UnreadPlanError
        The plan cannot be read in full.
    SourceError
        The plan or the file of weights cannot be opened or read.
    RequestError, WeightingError, SplittingError
        A name or number is none, or the target cannot be split as asked.
    AllocationError
        No such split exists.
    """
    file = read_file(path_of(plan))
    read = whole_plan(parse_plan(file))
    identifier = indicator_called(indicator, read)
    unit = read.indicators[identifier].unit_name
    chosen = read_level(Method, "method", method)
    if by is None and chosen is not Method.EQUAL:
        raise RequestError(
            Text(
                "请用 {value} 写明权重：规划的 weights、另一项指标或一个文件；均分用 {Argument} equal",
                "say with {value} what to split by: weights of the plan, another indicator or a file; "
                "{Argument} equal needs none",
                value=Argument("by"),
                Argument=Argument("method"),
            )
        )
    weights_file = None
    if by is None:
        weights = equal_weighting(read)
    elif isinstance(by, Mapping):
        weights = given_weighting({name: exact_number("by", number) for name, number in by.items()}, read)
    elif names_a_file(by := os.fspath(by)) and not has_weights(read, by, identifier):
        weights, weights_file = read_weights(by, read), by.partition("#")[0]
    else:
        weights = weighting_of(read, by, identifier)
    terms = Terms(
        method=chosen,
        minimums=read_district_numbers(Argument("minimums"), entries_of("minimums", minimums), read, unit),
        maximums=read_district_numbers(Argument("maximums"), entries_of("maximums", maximums), read, unit),
        locks=read_locks(Argument("locks"), entries_of("locks", locks), read, unit),
        step=read_step(Argument("step"), number_text(step), unit) if step is not None else None,
    )
    return Split(file, read, propose(read, identifier, weights, terms), weights_file)


@dataclass(frozen=True, eq=False, repr=False)
class Split(Result):
    """
    A split of a target over districts: one row of `to_frame` is a district.

    `content` is the proposal, with the split by every method; `weights_file` is the file that the weights come from.
    """

    file: File
    plan: Plan
    content: Proposal
    weights_file: str | None = None

    @property
    def shares(self) -> dict[str, Exact]:
        """The share of each district."""
        return dict(self.content.allocation.shares)

    def write(self) -> tuple[int, list[Text]]:
        """
        Write the shares into the file of the plan, and nothing else.

        Return how many numbers changed, and what no longer holds in this plan or in those that are linked with it.

        Raises
        ------
        SplittingError
            The indicator has no split that they could be written into.
        SourceError
            The file cannot be written.
        """
        values = changed_shares(self.content)
        if not values:
            return 0, []
        text = editor.edited(self.file, editor.respelled(self.file, values, {}))
        before, after = (parse_plan(each) for each in (self.file, replace(self.file, text=text)))
        breaks = regressions(before, after, read_linked_plans([before], include_referrers=True), today())
        editor.replace_file(self.file, text)
        return len(values), breaks

    @property
    def document(self) -> Document:
        """The split, in JSON `civtarget-allocation/1`."""
        return document(self.content, self.plan, compare=False)

    def __repr__(self) -> str:
        return f"<Split of {self.content.identifier} in {self.file.path}>"

    def rows(self) -> tuple[Sequence[str], Sequence[Record]]:
        """Return the columns of `to_frame`, and a row for each district."""
        return COLUMNS, self.to_dict()["districts"]
