"""The parts of the whole area: who has to report before its value is known."""

from collections.abc import Iterator

from civtarget.model import Indicator, Kind, Mark, Plan, Step, Unread
from civtarget.quantity import Quantity


def expected_parts(indicator: Indicator, plan: Plan, step: Step | None = None) -> tuple[str, ...]:
    """
    Return the districts and parties without which the value of an indicator, or of a milestone, is not known.

    These are the ones with a share; of a task the districts that have the duty; without a split all districts that the
    indicator is for, but those that are `--` in what a rate is made of: they have no rate to report.
    """
    duties = indicator.districts if step is None or step.districts is None else step.districts
    named = () if duties is None else tuple(plan.districts if duties.named is None else duties.named)
    split = indicator.split
    if step is not None or indicator.kind is Kind.TASK:
        return tuple(name for name in named if (split or {}).get(name) is not Mark.NOT_APPLICABLE)
    if split is not None:
        return tuple(name for name, share in split.items() if isinstance(share, Quantity | Unread))
    without = frozenset(_without_terms(indicator, plan))
    return tuple(name for name in named or plan.districts if name not in without)


def _without_terms(indicator: Indicator, plan: Plan) -> Iterator[str]:
    """Yield the districts that take no part in what a rate is made of."""
    for term in (indicator.of.part, indicator.of.whole) if indicator.of is not None else ():
        made_of = plan.indicators.get(term) if isinstance(term, str) else None
        for name, share in ((made_of.split or {}) if made_of is not None else {}).items():
            if share is Mark.NOT_APPLICABLE:
                yield name
