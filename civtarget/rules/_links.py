"""Shared by the rules about links: the two sides of a link, their names, and whether they can be compared."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from civtarget.language import Text
from civtarget.model.phrases import bound_text, dotted, name_of, relative_text
from civtarget.model.plan import Identifier, Path, Plan, Relative, Target, at
from civtarget.model.results import Related, Unchecked
from civtarget.model.workspace import Link, Linked, Workspace, are_one_unit
from civtarget.notation.quantity import Op, Quantity
from civtarget.notation.units import PERCENT
from civtarget.rules._values import not_exact


class Pair(NamedTuple):
    """An indicator (`here`), and the indicator or share that it refers to under the key `link` (`there`)."""

    link: Path
    here: Linked
    there: Linked

    @property
    def where(self) -> Path:
        """The place of a finding about the two: at the figure of this plan, or at the link where there is none."""
        return at(self.here.identifier, "target") if self.here.indicator.target is not None else self.link


class Figure(NamedTuple):
    """The number or bound of one side as it is compared, in `unit`, and as it is written."""

    bound: Quantity
    unit: str
    text: Text


def pair_of(identifier: Identifier, plan: Plan, workspace: Workspace, link: Link) -> Pair | None:
    """Return the two sides of a link, or None where there is no such link or it leads nowhere: see `link-known`."""
    indicator = plan.indicators[identifier]
    reference = getattr(indicator, link)
    there = workspace.find(reference, plan) if reference is not None else None
    if there is None or (there.plan is plan and there.identifier == identifier):
        return None
    return Pair(at(identifier, link), Linked(plan, identifier, indicator), there)


def path_from(path: Path, plan: Plan, seen_from: Plan) -> Path:
    """Return a path of `plan` as messages about another plan write it: with the identifier of the plan first."""
    return path if plan is seen_from else (f"{plan.id}/{path[0]}", *path[1:])


def stands_there(pair: Pair) -> Related:
    """Return the place of the other figure."""
    return other_side(pair.there.path, pair.there.plan)


def other_side(path: Path, plan: Plan) -> Related:
    """Return the place of the figure that another one is compared with."""
    return Related(path, Text("另一处在此", "the other side stands here"), plan=plan)


def same_unit(ours: str, theirs: str, pair: Pair) -> bool:
    """Whether two units are the same, or may stand for each other by either plan."""
    return are_one_unit((ours, theirs), (pair.here.plan, pair.there.plan))


def different_units(where: Path, ours: str, theirs: str) -> Unchecked:
    """Return that two figures in different units cannot be compared."""
    message = Text(
        "无法比较：这里的单位是“{ours}”，那里是“{theirs}”",
        "cannot be compared: the unit is {ours} here and {theirs} there",
        ours=ours,
        theirs=theirs,
    )
    return Unchecked(where=where, message=message, needs=("unit",))


def figures(pair: Pair) -> tuple[Figure, Figure] | Unchecked:
    """Return the figures of both sides, or why they cannot be compared; whether they fit is for `link-fits`."""
    here, there = pair.here, pair.there
    ours, theirs = _figure(here), _figure(there)
    lacking = [side for side, figure in ((here, ours), (there, theirs)) if figure is None]
    if ours is None or theirs is None:
        names = [name_of(side, here.plan) for side in lacking]
        zh, en = "和".join(name.zh for name in names), " and ".join(name.en for name in names)
        message = Text("无法比较：{zh}没有数", "cannot be compared: no figure for {en}", zh=zh, en=en)
        needs = tuple(dotted(path_from(side.path, side.plan, here.plan)) for side in lacking)
        return Unchecked(where=pair.link, message=message, needs=needs)
    bases = [side.indicator.target for side in (here, there)]
    if not _have_one_base(pair, bases):
        message = Text(
            "无法比较：这里是 {ours}，{there}是 {theirs}，不是同一项的倍数",
            "cannot be compared: {ours} here, {theirs} for {there} are no multiples of the same thing",
            ours=ours.text,
            there=name_of(there, here.plan),
            theirs=theirs.text,
        )
        return Unchecked(where=pair.link, message=message, needs=(dotted(pair.where),))
    if not same_unit(ours.unit, theirs.unit, pair):
        return different_units(pair.link, ours.unit, theirs.unit)
    about = not_exact(pair.where, (here.path, ours.bound), (path_from(there.path, there.plan, here.plan), theirs.bound))
    return about or (ours, theirs)


def _figure(linked: Linked) -> Figure | None:
    target = linked.indicator.target
    if isinstance(target, Relative) and linked.district is None:
        base = linked.plan.indicators.get(target.of)
        name = base.name.text if base is not None else Text(target.of, target.of)
        return Figure(target.factor.times(100, PERCENT), PERCENT, relative_text(target, name))
    if linked.takes_no_part:
        return Figure(Quantity(Op.EXACTLY, 0, 0, linked.unit, 1), linked.unit, Text("不参与（--）", "-- (no part)"))
    bound = linked.bound
    return None if bound is None else Figure(bound, linked.unit, bound_text(replace(bound, unit=linked.unit)))


def _have_one_base(pair: Pair, targets: Sequence[Target | None]) -> bool:
    """Whether neither side is a multiple of another indicator, or both of one: in two plans, of two that are linked."""
    here, there = pair.here, pair.there
    ours, theirs = (
        target if isinstance(target, Relative) and side.district is None else None
        for target, side in zip(targets, (here, there), strict=True)
    )
    if ours is None or theirs is None:
        return ours is theirs
    if ours.previous is not theirs.previous:
        return False
    return (here.plan.id, ours.of) == (there.plan.id, theirs.of) or (
        _is_linked((here.plan, ours.of), (there.plan, theirs.of))
        or _is_linked((there.plan, theirs.of), (here.plan, ours.of))
    )


def _is_linked(one: tuple[Plan, Identifier], other: tuple[Plan, Identifier]) -> bool:
    """Whether an indicator says that another one is the same thing, or has its past figures."""
    indicator = one[0].indicators.get(one[1])
    references = () if indicator is None else (indicator.same_as, indicator.follows, indicator.baseline)
    return any(each is not None and (each.plan, each.indicator) == (other[0].id, other[1]) for each in references)
