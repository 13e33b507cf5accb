"""
Evidence about the cells of a split that does not add up, from its own plan and from linked plans.

- The value of a cell before the edit that is being checked.
- Other statements of the total or of a share (`same_as`, `splits_from`, in both directions), and equations of
  `constraints` that contain one.
- Splits of the same thing over the same districts: by `baseline`, by `follows`, and by what follows the same.
- Other splits of the same plan over the same districts that add up, where shares keep a proportion to them that is
  hardly chance.

Values that could not be read are no evidence. Imported only when a split is broken.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from fractions import Fraction

from civtarget.language import Text
from civtarget.model.phrases import name_of
from civtarget.model.plan import Constraint, Identifier, Indicator, Mark, Plan, Reference, Unread, at
from civtarget.model.results import SplitCell, SuspectCell
from civtarget.model.workspace import Link, Linked, Workspace, are_one_unit
from civtarget.notation.quantity import Exact, Op, Quantity, exact
from civtarget.notation.units import is_countable
from civtarget.splits.suspect_messages import Diagnosis, diagnose
from civtarget.splits.suspects import (
    MOST_COMPARED,
    Changed,
    Equation,
    Evidence,
    PrintedFigure,
    Proportion,
    Stated,
    are_proportional,
)


def diagnose_split(identifier: Identifier, plan: Plan, workspace: Workspace) -> Diagnosis | None:
    """Return the diagnosis of a broken split; None where it is no equation of exact numbers."""
    indicator = plan.indicators[identifier]
    shares, total = _shares(indicator), indicator.bound
    if not shares or total is None or total.op is not Op.EXACTLY:
        return None
    unit = indicator.unit_name
    equation = Equation(
        {name: PrintedFigure(share.figure, share.resolution) for name, share in shares.items()},
        PrintedFigure(total.figure, total.resolution),
        whole=is_countable(unit) and "/" not in unit,
    )
    evidence = list(_EvidenceSearch(Linked(plan, identifier, indicator), workspace).evidence())
    return diagnose(equation, evidence, plan)


def suspect_cells(identifier: Identifier, diagnosis: Diagnosis) -> tuple[SuspectCell, ...]:
    """Return the suspects of a diagnosis, each with its path in the plan."""
    return tuple(
        SuspectCell(
            at(identifier, "target") if each.cell is None else at(identifier, "split", each.cell),
            each,
            is_likely=each is diagnosis.likely,
        )
        for each in diagnosis.suspects
    )


def _shares(indicator: Indicator) -> Mapping[str, Quantity]:
    """Return the shares of a split that are all exact numbers; nothing where one is not, or is blank."""
    shares: dict[str, Quantity] = {}
    for name, share in (indicator.split or {}).items():
        if share is Mark.NOT_APPLICABLE:
            continue
        if not isinstance(share, Quantity) or share.op is not Op.EXACTLY or share.approximate:
            return {}
        shares[name] = share
    return shares


def _is_exact(number: Quantity) -> bool:
    """Whether a factor or a bound is one exact number; others are for the rule `constraint-kept`."""
    return number.op is Op.EXACTLY and not number.approximate


def _weights(indicator: Indicator) -> Mapping[str, Exact]:
    return {name: share.figure for name, share in _shares(indicator).items()}


def _adds_up(indicator: Indicator) -> bool:
    """Whether the shares of an indicator come to its target, or there are none: else any of them may be wrong."""
    weights, total = _weights(indicator), indicator.bound
    return not indicator.split or (total is not None and sum(weights.values()) == total.figure)


def _sound_splits(plan: Plan) -> Mapping[frozenset[str], Mapping[Identifier, Mapping[str, Exact]]]:
    """Return the shares of all splits that add up, by the districts that they are over."""
    found: dict[frozenset[str], dict[Identifier, Mapping[str, Exact]]] = {}
    for identifier, indicator in plan.indicators.items():
        with suppress(Unread):
            weights, total = _weights(indicator), indicator.bound
            if weights and total is not None and total.op is Op.EXACTLY and sum(weights.values()) == total.figure:
                found.setdefault(frozenset(weights), {})[identifier] = weights
    return found


class _EvidenceSearch:
    """The search for evidence about the cells of one indicator."""

    def __init__(self, subject: Linked, workspace: Workspace) -> None:
        self.subject = subject
        self.workspace = workspace
        self.plan = subject.plan
        self.unit = subject.indicator.unit_name
        self.shares = _weights(subject.indicator)

    def evidence(self) -> Iterator[Evidence]:
        """Yield all evidence."""
        yield from self._changed()
        yield from self._statements()
        with suppress(Unread):
            for constraint in self.plan.constraints:
                with suppress(Unread):
                    yield from self._of_constraint(constraint)
        if len(self.shares) <= MOST_COMPARED:
            yield from self._splits_of_the_same()
            yield from self._companions()

    def _changed(self) -> Iterator[Changed]:
        """Yield the cells that the edit being checked has changed, if the sum held before it."""
        total = self.subject.bound
        assert total is not None, "a broken split misses its total"
        now: dict[SplitCell, Exact] = {None: total.figure}
        now.update(self.shares)
        numbers, subject = self.workspace.before, self.subject
        before = {
            cell: number
            for cell in now
            if (number := numbers.get((self.plan.id, subject._replace(district=cell).path))) is not None
        }
        was = now | before
        if sum(number for cell, number in was.items() if cell is not None) == was[None]:
            yield from (Changed(cell, number, Text("本次", "this edit")) for cell, number in before.items())

    def _statements(self) -> Iterator[Stated]:
        """Yield the statements of indicators that this one refers to or that refer to it, each once."""
        for there in self._linked(Link.SAME_AS, Link.SPLITS_FROM):
            yield from self._stated(None, there)
        for cell, there in self.workspace.repeated_by(self.subject):
            if not self._is_subject(there):
                yield from self._stated(cell, there)

    def _linked(self, *links: Link) -> Iterator[Linked]:
        """Yield the other indicators that this one refers to by `links`."""
        for link in links:
            with suppress(Unread):
                reference = getattr(self.subject.indicator, link)
                there = self.workspace.find(reference, self.plan) if reference is not None else None
                if there is not None and not self._is_subject(there):
                    yield there

    def _stated(self, cell: SplitCell, there: Linked) -> Iterator[Stated]:
        with suppress(Unread):
            if (figure := self._figure(there)) is not None:
                yield Stated(cell, figure, name_of(there, self.plan))
        with suppress(Unread):
            if cell is None and there.district is None and self._is_in_unit(there):  # the same thing, split twice
                for district, share in _weights(there.indicator).items():
                    if district in self.shares:
                        yield Stated(district, share, name_of(there, self.plan))

    def _figure(self, there: Linked) -> Exact | None:
        """Return the exact number of a linked indicator, if it is in the unit of this one."""
        bound = there.bound
        if bound is None or bound.op is not Op.EXACTLY or bound.approximate:
            return None
        return bound.figure if self._is_in_unit(there) else None

    def _is_in_unit(self, there: Linked) -> bool:
        """Whether a linked indicator is in the unit of this one, or in a unit that means the same."""
        return are_one_unit((self.unit, there.indicator.unit_name), (self.plan, there.plan))

    def _of_constraint(self, constraint: Constraint) -> Iterator[Stated]:
        """Yield the value that an equation requires of the one cell of this indicator that it contains."""
        limit = constraint.equals
        for number in constraint.sum.values():
            if isinstance(number, Unread):
                raise number
        if limit is None or not all(_is_exact(number) and not number.unit for number in constraint.sum.values()):
            return
        if isinstance(limit, Quantity) and not (
            _is_exact(limit) and are_one_unit((self.unit, limit.unit or self.unit), (self.plan,))
        ):
            return
        terms = [(reference, factor.figure) for reference, factor in constraint.sum.items()]
        rest: Exact = 0
        if isinstance(limit, Reference):
            terms.append((limit, -1))
        else:
            rest = -limit.figure
        about: list[tuple[SplitCell, Exact]] = []
        for reference, factor in terms:
            there = self.workspace.find(reference, self.plan)
            if there is None or (factor in (1, -1) and not self._is_in_unit(there)):
                return
            if self._is_subject(there):
                about.append((there.district, factor))
                continue
            bound = there.bound
            if bound is None or bound.op is not Op.EXACTLY or bound.approximate or not _adds_up(there.indicator):
                return
            rest += factor * bound.figure
        if len(about) != 1 or not about[0][1]:
            return
        ((cell, factor),) = about
        message = constraint.message.text
        yield Stated(cell, exact(Fraction(-rest) / factor), Text("“{message}”", '"{message}"', message=message))

    def _splits_of_the_same(self) -> Iterator[Proportion]:
        """Yield the splits of the indicators that this one follows, of its baseline, and of their other followers."""
        found: list[Linked] = []
        for there in self._linked(Link.BASELINE, Link.FOLLOWS):
            if there.district is None:
                found += (there, *self.workspace.followers(there))
        if len(found) > MOST_COMPARED:
            return  # as below
        for there in {(each.plan.id, each.identifier): each for each in found}.values():
            weights = _weights(there.indicator)
            if not self._is_subject(there) and there.plan is not self.plan and weights.keys() == self.shares.keys():
                yield Proportion(weights, name_of(there, self.plan))

    def _companions(self) -> Iterator[Proportion]:
        """Yield the other splits of the plan over the same districts that this one is proportional to."""
        candidates = self.workspace.computed(_sound_splits, self.plan).get(frozenset(self.shares), {})
        if len(candidates) > MOST_COMPARED:
            return  # among so many, one is proportional by chance
        for name, weights in candidates.items():
            if are_proportional(self.shares, weights, len(candidates)):
                there = Linked(self.plan, name, self.plan.indicators[name])
                yield Proportion(weights, name_of(there, self.plan))

    def _is_subject(self, there: Linked) -> bool:
        return there.plan is self.plan and there.identifier == self.subject.identifier
