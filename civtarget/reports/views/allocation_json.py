"""
A proposed split as JSON, `civtarget-allocation/1`: exact numbers, all methods, and one step less and more.

The shape is a contract of its own; fields may be added within `/1`, none is removed or changes its meaning.
"""

from typing import Any

from civtarget.allocation import Allocation
from civtarget.model.plan import Plan
from civtarget.notation.quantity import plain
from civtarget.reports.views.json_values import number_content
from civtarget.splits.fairness import Fairness
from civtarget.splits.proposal import Proposal

FORMAT = "civtarget-allocation/1"


def content(proposal: Proposal, plan: Plan) -> dict[str, Any]:
    """Return the JSON content of a proposed split."""
    less, more = proposal.around
    return {
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


def _district(name: str, proposal: Proposal) -> dict[str, Any]:
    claim, allocation = proposal.claims[name], proposal.allocation
    share, quota = allocation.shares[name], allocation.quotas[name]
    return {
        "district": name,
        "weight": plain(claim.weight) if name in proposal.weighting.values else None,
        "minimum": plain(claim.minimum),
        "maximum": number_content(claim.maximum),
        "locked": number_content(claim.locked),
        "quota": plain(quota),
        "share": plain(share),
        "deviation": plain(share - quota),
        "in_plan": number_content(proposal.current.get(name)),
    }


def _shares(allocation: Allocation) -> dict[str, str]:
    return {name: plain(share) for name, share in allocation.shares.items()}


def _tie(allocation: Allocation) -> dict[str, Any] | None:
    return None if allocation.tie is None else {"tied": list(allocation.tie.tied), "units": allocation.tie.units}


def _fairness(fairness: Fairness | None) -> dict[str, str | None] | None:
    if fairness is None:
        return None
    return {
        "largest_deviation": plain(fairness.largest_deviation),
        "loosemore_hanby": plain(fairness.loosemore_hanby),
        "gallagher_squared": plain(fairness.gallagher_squared),
        "sainte_lague": number_content(fairness.sainte_lague),
        "dhondt": number_content(fairness.dhondt),
        "min_max_ratio": plain(fairness.min_max_ratio),
    }
