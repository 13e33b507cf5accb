"""
A proposed split as JSON, `civtarget-allocation/1`: exact numbers, all methods, and one step less and more.

The shape is a contract of its own; fields may be added within `/1`, none is removed or changes its meaning.
"""

from typing import Any

from civtarget.allocation import Allocation
from civtarget.json_text import dumps
from civtarget.model.plan import Plan
from civtarget.notation.quantity import Exact, exact, plain
from civtarget.splits.fairness import Fairness
from civtarget.splits.proposal import Proposal

FORMAT = "civtarget-allocation/1"


def render(proposal: Proposal, plan: Plan) -> str:
    """Render a proposal; the text ends with a line break."""
    less, more = proposal.around
    content = {
        "format": FORMAT,
        "plan": plan.id,
        "indicator": proposal.identifier,
        "unit": proposal.indicator.unit_name or None,
        "total": plain(proposal.total),
        "step": plain(proposal.step),
        "method": proposal.chosen,
        "by": {
            "key": proposal.weighting.key,
            "name": {"zh": proposal.weighting.name.zh, "en": proposal.weighting.name.en},
            "unit": proposal.weighting.unit or None,
        },
        "districts": [_district(name, proposal) for name in proposal.claims],
        "tie": _tie(proposal.allocation),
        "methods": {
            method: {
                "shares": _shares(allocation),
                "tie": _tie(allocation),
                "fairness": _fairness(proposal.fairness[method]),
            }
            for method, allocation in proposal.allocations.items()
        },
        "one_step_less": None if less is None else _shares(less),
        "one_step_more": None if more is None else _shares(more),
    }
    return dumps(content)


def _district(name: str, proposal: Proposal) -> dict[str, Any]:
    claim, allocation = proposal.claims[name], proposal.allocation
    share, quota = allocation.shares[name], exact(allocation.quotas[name])
    return {
        "district": name,
        "weight": plain(claim.weight) if name in proposal.weighting.values else None,
        "minimum": plain(claim.minimum),
        "maximum": _number(claim.maximum),
        "locked": _number(claim.locked),
        "quota": plain(quota),
        "share": plain(share),
        "deviation": plain(exact(share - quota)),
        "in_plan": _number(proposal.current.get(name)),
    }


def _shares(allocation: Allocation) -> dict[str, str]:
    return {name: plain(share) for name, share in allocation.shares.items()}


def _tie(allocation: Allocation) -> dict[str, Any] | None:
    return None if allocation.tie is None else {"tied": list(allocation.tie.tied), "units": allocation.tie.units}


def _fairness(fairness: Fairness | None) -> dict[str, str | None] | None:
    if fairness is None:
        return None
    return {
        "largest_deviation": plain(exact(fairness.largest_deviation)),
        "loosemore_hanby": plain(exact(fairness.loosemore_hanby)),
        "gallagher_squared": plain(exact(fairness.gallagher_squared)),
        "sainte_lague": _number(fairness.sainte_lague),
        "dhondt": _number(fairness.dhondt),
        "min_max_ratio": plain(exact(fairness.min_max_ratio)),
    }


def _number(value: Exact | None) -> str | None:
    return None if value is None else plain(exact(value))
