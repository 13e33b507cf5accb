"""Duties: the offices that answer for something and the districts that have to do it, each with its role."""

from collections.abc import Iterator

from civtarget.comparison.change import Change, Versions, by_order, presence
from civtarget.comparison.pairs import RecordPair
from civtarget.comparison.phrases import both_written, describe_change
from civtarget.language import Text
from civtarget.model.phrases import MOST_NAMES, listed
from civtarget.model.plan import ROLE_NAMES, Duties, Offices, Role

_WEIGHT_OF_ROLE = {Role.LEAD: 1, None: 1, Role.SUPPORT: 0}


def offices(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare offices; where one side names none, they are those of the indicator or the plan."""
    old, new = pair.values(field)
    if old is None and new is None:
        return
    sides = [_roles(each or _inherited(pair, side)) for side, each in enumerate((old, new))]
    before = {pair.renamed.offices.get(name, name): role for name, role in sides[0].items()}
    yield from _members(pair, field, Versions(before, sides[1]), label)


def _inherited(pair: RecordPair, side: int) -> Offices:
    """Return the offices in the place of none: of a step, those of its indicator; else the plan's."""
    of_indicator = pair.indicators[side].offices if pair.step is not None and pair.indicators is not None else None
    return of_indicator or Offices(responsible=pair.plans[side].responsible)


def _roles(offices: Offices) -> dict[str, Role | None]:
    return {
        **dict.fromkeys(offices.support, Role.SUPPORT),
        **dict.fromkeys(offices.responsible),
        **dict.fromkeys(offices.lead, Role.LEAD),
    }


def responsible(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare the offices of every indicator that names none."""
    old, new = pair.values(field)
    before = dict.fromkeys(pair.renamed.offices.get(name, name) for name in old)
    yield from _members(pair, field, Versions(before, dict.fromkeys(new)), label)


def districts(pair: RecordPair, field: str, label: Text) -> Iterator[Change]:
    """Compare the districts that have to do something; `all` means those of the plan."""
    old, new = pair.values(field)
    if old == new:
        return
    if old is None or new is None:
        texts = both_written((old, new), lambda duties: _duties_text(duties, pair))
        said = describe_change(pair.label(Text("{label}", "the list of districts with this duty", label=label)), *texts)
        yield pair.change(field, presence(old, new), said, texts)
        return
    sides = [
        dict(each.named) if each.named is not None else dict.fromkeys(plan.districts)
        for each, plan in zip((old, new), pair.plans, strict=True)
    ]
    before = {pair.renamed.areas.get(name, name): role for name, role in sides[0].items()}
    yield from _members(pair, field, Versions(before, sides[1]), label, are_districts=True)


def _duties_text(duties: Duties, pair: RecordPair) -> Text:
    return Text("全部", "all") if duties.named is None else listed(map(pair.area, duties.named), most=MOST_NAMES)


def _members(
    pair: RecordPair, field: str, sides: Versions[dict[str, Role | None]], label: Text, *, are_districts: bool = False
) -> Iterator[Change]:
    """Compare the members of a list and their roles, by their names in the new plan."""
    old, new = sides
    for name in (*new, *(each for each in old if each not in new)):
        district, called = (name, pair.area(name)) if are_districts else (None, pair.office(name))
        if name not in old or name not in new:
            came = name in new
            message = _came_or_went(pair, label, called, came=came)
            texts = (None, called) if came else (called, None)
            yield pair.change(field, by_order(not came, came), message, texts, district=district)
        elif old[name] is not new[name]:
            roles = _role_text(old[name]), _role_text(new[name])
            who = pair.label(Text("{label} {name} ", "the role of {name}", label=label, name=called))
            direction = by_order(_WEIGHT_OF_ROLE[old[name]], _WEIGHT_OF_ROLE[new[name]])
            yield pair.change(field, direction, describe_change(who, *roles), roles, district=district)


def _role_text(role: Role | None) -> Text:
    return Text("责任单位", "responsible") if role is None else ROLE_NAMES[role]


def _came_or_went(pair: RecordPair, label: Text, name: Text, *, came: bool) -> Text:
    does = Text("增加", "added") if came else Text("去掉", "taken out")
    return Text(
        "{within}{label}{does} {name}",
        "the {label} {name}{within} is {does}",
        within=pair.within,
        label=label,
        name=name,
        does=does,
    )
