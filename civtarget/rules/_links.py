"""What the rules about links share: the two sides of a link, how they are named, and whether they can be compared."""

from dataclasses import replace
from typing import NamedTuple

from civtarget.findings import Related, Unchecked
from civtarget.language import Text
from civtarget.model import Identifier, Path, Plan, Relative, Unread, at
from civtarget.quantity import Quantity
from civtarget.rules._values import not_exact
from civtarget.wording import bound_text, dotted, relative_text
from civtarget.workspace import Link, Linked, Workspace


class Pair(NamedTuple):
    """An indicator (`here`), and what it refers to under the key `link` (`there`)."""

    link: Path
    here: Linked
    there: Linked

    @property
    def where(self) -> Path:
        """Where a finding about the two belongs: at the figure of this plan, or at the link where there is none."""
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


def name_of(linked: Linked, seen_from: Plan) -> Text:
    """Write the name of an indicator, with its district and its plan where these have to be said."""
    name, district = linked.indicator.name.text, linked.district
    area = Text(f"（{district}）", f" ({district})") if district is not None else Text("", "")
    plan = Text(f"{linked.plan.id} 的", f" in {linked.plan.id}") if linked.plan is not seen_from else Text("", "")
    return Text(f"{plan.zh}“{name.zh}”{area.zh}", f'"{name.en}"{area.en}{plan.en}')


def path_from(path: Path, plan: Plan, seen_from: Plan) -> Path:
    """Return a path of `plan` as it is told in a message about another one: with the plan before it."""
    return path if plan is seen_from else (f"{plan.id}/{path[0]}", *path[1:])


def stands_there(pair: Pair) -> Related:
    """Return the place of the other figure."""
    other = pair.there
    return Related(other.path, Text("另一处在此", "the other side stands here"), plan=other.plan)


def figures(pair: Pair) -> tuple[Figure, Figure] | Unchecked:
    """Return the figures of both sides in one unit, or why they cannot be compared."""
    here, there = pair.here, pair.there
    try:
        theirs = _figure(there)
    except Unread as unread:
        return _unread(pair, unread)
    ours = _figure(here)
    lacking = [side for side, figure in ((here, ours), (there, theirs)) if figure is None]
    if ours is None or theirs is None:
        names = [name_of(side, here.plan) for side in lacking]
        zh, en = "和".join(name.zh for name in names), " and ".join(name.en for name in names)
        message = Text(f"无法比较：{zh}没有数", f"cannot be compared: no figure for {en}")
        return Unchecked(where=pair.link, message=message, needs=tuple(_needed(side, here.plan) for side in lacking))
    about = not_exact(pair.where, (here.path, ours.bound), (path_from(there.path, there.plan, here.plan), theirs.bound))
    return about or _in_one_unit(pair, ours, theirs)


def _figure(linked: Linked) -> Figure | None:
    target = linked.indicator.target
    if isinstance(target, Relative) and linked.district is None:
        base = linked.plan.indicators.get(target.of)
        name = base.name.text if base is not None else Text(target.of, target.of)
        # Two bounds relative to the same thing compare by their factors.
        unit = f"× {'previous ' if target.previous else ''}{target.of}"
        return Figure(target.factor, unit, relative_text(target, name))
    bound = linked.bound
    return None if bound is None else Figure(bound, linked.unit, bound_text(replace(bound, unit=linked.unit)))


def _in_one_unit(pair: Pair, ours: Figure, theirs: Figure) -> tuple[Figure, Figure] | Unchecked:
    same = [set(group) for plan in (pair.here.plan, pair.there.plan) for group in plan.same_units]
    units = {ours.unit, theirs.unit}
    if len(units - {""}) <= 1 or any(units <= group for group in same):
        return ours, theirs
    message = Text(
        f"单位不同，无法比较：这里是“{ours.unit}”，{name_of(pair.there, pair.here.plan).zh}是“{theirs.unit}”",
        f"cannot be compared in different units: {ours.unit} here, {theirs.unit} for "
        f"{name_of(pair.there, pair.here.plan).en}",
    )
    needs = (dotted(at(pair.here.identifier, "unit")), "same_units")
    return Unchecked(where=pair.link, message=message, needs=needs)


def _unread(pair: Pair, unread: Unread) -> Unchecked:
    path = dotted(path_from(unread.path, pair.there.plan, pair.here.plan))
    message = Text(f"{path} 未能读取，因此无法检查", f"cannot be checked: {path} could not be read")
    return Unchecked(where=pair.link, message=message, needs=(path,))


def _needed(side: Linked, seen_from: Plan) -> str:
    return dotted(path_from(side.path, side.plan, seen_from))
