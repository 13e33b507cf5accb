"""
A workspace: the plans that are checked together, and the links between them.

A plan is known by its identifier. Links are looked up here and nowhere else; a fault of a link itself, such as a
missing plan, is for the rule `link-known`, and no other rule then concludes anything from the link.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, cast

from civtarget.model.plan import (
    Baseline,
    Identifier,
    Indicator,
    Kind,
    Mark,
    Path,
    Plan,
    Reference,
    Unread,
    at,
    readable,
)
from civtarget.notation.quantity import Exact, Op, Quantity
from civtarget.notation.units import PERCENT


class Link(StrEnum):
    """The keys of an indicator by which it refers to an indicator or a share, of this plan or of another one."""

    FOLLOWS = "follows"
    SPLITS_FROM = "splits_from"
    SAME_AS = "same_as"
    WITHIN = "within"
    BASELINE = "baseline"


Node = tuple[Identifier, Identifier]
"""An indicator of some plan: the identifiers of both."""

T = TypeVar("T", bound=Hashable)


class Linked(NamedTuple):
    """An indicator of a plan, or a district's share of it."""

    plan: Plan
    identifier: Identifier
    indicator: Indicator
    district: str | None = None

    @property
    def path(self) -> Path:
        """The path of its figure in the plan, also where it has none."""
        return at(self.identifier, "target") if self.district is None else at(self.identifier, "split", self.district)

    @property
    def bound(self) -> Quantity | None:
        """
        Its target or share; None where it has none that is a number.

        The duty to reach everyone entitled is one of 100 %. Raises `Unread` where it could not be read.
        """
        indicator = self.indicator
        if self.district is not None:
            share = (indicator.split or {}).get(self.district)
            if isinstance(share, Unread):
                raise share
            return share if isinstance(share, Quantity) else None
        is_duty = indicator.coverage and indicator.kind is Kind.RATE and indicator.commitment is None
        if indicator.target is None and is_duty:
            return Quantity(Op.AT_LEAST, 100, None, PERCENT, 1)
        return indicator.bound

    @property
    def takes_no_part(self) -> bool:
        """Whether it is a share that is `--`."""
        return self.district is not None and (self.indicator.split or {}).get(self.district) is Mark.NOT_APPLICABLE

    @property
    def unit(self) -> str:
        """The unit of its figure."""
        bound = self.bound
        return (bound.unit if bound is not None else "") or self.indicator.unit_name

    @property
    def reference(self) -> Reference:
        """The reference by which any plan may name it."""
        return Reference(self.identifier, self.plan.id, self.district)


class DatedBaseline(NamedTuple):
    """An earlier result of an indicator, with its plan and path."""

    baseline: Baseline
    plan: Plan
    path: Path

    @property
    def unit(self) -> str:
        """The unit of its value."""
        return self.baseline.value.unit or self.plan.indicators[Identifier(self.path[1])].unit_name


@dataclass(frozen=True)
class Workspace:
    """
    Plans by their identifier; several plans may claim the same one.

    `unread` are files beside them whose plans are unknown, and `before` the numbers before the edit that is being
    checked, by plan and path. `waivable` are the IDs of the rules that waivers may name.
    """

    plans: Mapping[Identifier, tuple[Plan, ...]]
    unread: tuple[str, ...] = ()
    before: Mapping[tuple[Identifier, Path], Exact] = field(default_factory=dict)
    waivable: Sequence[str] = ()

    def computed(self, compute: Callable[[Plan], T], plan: Plan) -> T:
        """Return the result of `compute` for a plan, computed once."""
        key = compute, id(plan)
        if key not in self._computed:
            self._computed[key] = plan, compute(plan)  # a plan that is kept shares its identity with no other
        return cast("T", self._computed[key][1])

    @cached_property
    def _computed(self) -> dict[tuple[Callable[[Plan], Any], int], tuple[Plan, Any]]:
        return {}

    def find(self, reference: Reference, plan: Plan) -> Linked | None:
        """
        Return the indicator or share that a `reference` in `plan` names, or None where it names none, or several.

        Raises
        ------
        Unread
            The indicators of the plan that it names could not be read.
        """
        there = plan
        if reference.plan is not None and reference.plan != plan.id:
            found = self.plans.get(reference.plan, ())
            if len(found) != 1:
                return None
            there = found[0]
        indicator = there.indicators.get(reference.indicator)
        if indicator is None or (reference.district is not None and reference.district not in (indicator.split or {})):
            return None
        return Linked(there, reference.indicator, indicator, reference.district)

    def followers(self, linked: Linked) -> tuple[Linked, ...]:
        """Return the indicators of all plans that follow an indicator, by their period."""
        return tuple(self._followers.get((linked.plan.id, linked.identifier, linked.district), ()))

    @cached_property
    def _followers(self) -> Mapping[tuple[Identifier, Identifier, str | None], list[Linked]]:
        """The followers of each indicator or share that has some."""
        followers: defaultdict[tuple[Identifier, Identifier, str | None], list[Linked]] = defaultdict(list)
        for plan in self._known_plans():
            for identifier, indicator in plan.indicators.items():
                follows = _link(indicator, Link.FOLLOWS)
                if follows is not None:
                    followed = follows.plan or plan.id, follows.indicator, follows.district
                    followers[followed].append(Linked(plan, identifier, indicator))
        return followers

    def repeated_by(self, linked: Linked) -> tuple[tuple[str | None, Linked], ...]:
        """
        Return the indicators of all plans whose figure an indicator or one of its shares is (`same_as`, `splits_from`).

        With each comes the district whose share it is, or None for the target.
        """
        return tuple(self._repeated_by.get((linked.plan.id, linked.identifier), ()))

    @cached_property
    def _repeated_by(self) -> Mapping[Node, list[tuple[str | None, Linked]]]:
        """The indicators that repeat an indicator or a share of it, by its plan and identifier."""
        repeating: defaultdict[Node, list[tuple[str | None, Linked]]] = defaultdict(list)
        for plan in self._known_plans():
            for identifier, indicator in plan.indicators.items():
                for link in (Link.SAME_AS, Link.SPLITS_FROM):
                    reference = _link(indicator, link)
                    if reference is not None:
                        repeated = reference.plan or plan.id, reference.indicator
                        repeating[repeated].append((reference.district, Linked(plan, identifier, indicator)))
        return repeating

    @cached_property
    def cycles(self) -> Mapping[Link, tuple[list[Node], ...]]:
        """The cycles of indicators by each link."""
        return {link: tuple(cycles(self._edges(link))) for link in Link}

    def _edges(self, link: Link) -> dict[Node, Node]:
        edges = {}
        for plan in self._known_plans():
            for identifier, indicator in plan.indicators.items():
                reference = _link(indicator, link)
                if reference is not None:
                    edges[plan.id, identifier] = reference.plan or plan.id, reference.indicator
        return edges

    def _known_plans(self) -> list[Plan]:
        """Return the plans that can be referred to, oldest first."""
        plans = [plan for plans in self.plans.values() if len(plans) == 1 for plan in plans]
        return sorted(plans, key=lambda each: (each.period.first, each.id))

    def baselines(self, identifier: Identifier, plan: Plan) -> tuple[DatedBaseline, ...]:
        """Return the earlier results of an indicator, oldest first: its own baselines, and those that it refers to."""
        indicator = plan.indicators[identifier]
        own = _baselines(identifier, indicator, plan)
        there = self.find(indicator.baseline, plan) if indicator.baseline is not None else None
        linked = _baselines(there.identifier, there.indicator, there.plan) if there is not None else []
        return tuple(sorted((*own, *linked), key=lambda each: (each.baseline.period.last, each.baseline.period.first)))


def workspace_of(plans: Iterable[Plan]) -> Workspace:
    """Return the workspace of `plans`."""
    return workspace_of_files(("", plan) for plan in plans)


def workspace_of_files(
    files: Iterable[tuple[str, Plan | None]],
    before: Mapping[tuple[Identifier, Path], Exact] | None = None,
    waivable: Sequence[str] = (),
) -> Workspace:
    """
    Return the workspace of the plans in `files`, by their paths; `before` and `waivable` are as there.

    A plan whose identifier, period or indicators could not be read, or that is None, cannot be referred to.
    """
    by_id: dict[Identifier, list[Plan]] = {}
    unread: list[str] = []
    for path, plan in files:
        try:
            if plan is None:
                raise Unread(())
            _ = plan.period, plan.indicators
            by_id.setdefault(plan.id, []).append(plan)
        except Unread:
            unread.append(path)
    plans = {identifier: tuple(each) for identifier, each in by_id.items()}
    return Workspace(plans, tuple(unread), before or {}, waivable)


def links_of(indicator: Indicator) -> Iterator[tuple[Link, Reference]]:
    """Yield the links of an indicator, but for `within` where it is a subset of another one in the same plan."""
    for link in Link:
        reference = _link(indicator, link)
        if reference is not None and not (link is Link.WITHIN and indicator.whole is not None):
            yield link, reference


def are_one_unit(units: Iterable[str], plans: Iterable[Plan]) -> bool:
    """Whether units are all the same, or all mean the same by one of the plans."""
    different = frozenset(units)
    return len(different) <= 1 or any(different.issubset(group) for plan in plans for group in plan.same_units)


def cycles(edges: Mapping[T, T]) -> Iterator[list[T]]:
    """Yield every cycle of a graph in which each node has one edge at most; the time is linear."""
    seen: set[T] = set()
    for start in edges:
        chain: dict[T, None] = {}
        following: T | None = start
        while following is not None and following not in seen:
            seen.add(following)
            chain[following] = None
            following = edges.get(following)
        if following is not None and following in chain:
            names = list(chain)
            yield names[names.index(following) :]


def _link(indicator: Indicator, link: Link) -> Reference | None:
    reference: Reference | None = readable(indicator, link)  # where it cannot be read, that is a finding already
    return reference


def _baselines(identifier: Identifier, indicator: Indicator, plan: Plan) -> list[DatedBaseline]:
    return [
        DatedBaseline(each, plan, at(identifier, "baselines", str(number), "value"))
        for number, each in enumerate(indicator.baselines)
    ]
