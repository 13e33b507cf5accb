"""The findings that a plan accepts: a waiver more, or a longer one, is weaker."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from civtarget.comparison.change import Change, Direction, Versions, by_order
from civtarget.comparison.pairs import Aspect, RecordPair
from civtarget.comparison.phrases import both_written, replaced
from civtarget.comparison.records import compared, items
from civtarget.comparison.times import until
from civtarget.comparison.values import by_words, known_by
from civtarget.language import Text
from civtarget.model.plan import Waiver


def waivers(pair: RecordPair, field: str) -> Iterator[Change]:
    """Compare waivers; one is known again by what it waives."""
    for (before, now), paths in items(pair, field, (lambda each, side: _meaning(each, pair, side),)):
        waiver: Waiver = now or before
        about = replace(pair, indicator=waiver.indicator)
        if before is None or now is None:
            texts = both_written((before, now), _waiver_text)
            direction = by_order(before is not None, now is not None, more=Direction.WEAKER)
            others = pair.values(field)[0 if before is None else 1]
            if any(_covers(each, waiver, pair, 0 if before is None else 1) for each in others):
                direction = Direction.NEUTRAL  # another one accepts all that it does
            said = replaced(Text("豁免", "the waiver"), *texts)
            yield about.change(paths, direction, said, texts, district=waiver.district)
            continue
        within = Text(f"豁免 {waiver.rule} 的", f" of the waiver of {waiver.rule}")
        for change in compared(about.part(paths, Versions(before, now), within), WAIVER_ASPECTS):
            yield replace(change, district=waiver.district)


def _meaning(waiver: Waiver, pair: RecordPair, side: int) -> tuple[str, str | None, str | None]:
    """Return what a waiver is about in both plans."""
    indicator, district = waiver.indicator, waiver.district
    return (
        waiver.rule,
        None if indicator is None else pair.renamed.indicator(indicator, side),
        None if district is None else pair.renamed.area(district, side),
    )


def _covers(other: Waiver, waiver: Waiver, pair: RecordPair, side: int) -> bool:
    """Whether a waiver on one side accepts all that one on the other side does, and as long."""
    (rule, *about), (own_rule, *own) = _meaning(other, pair, side), _meaning(waiver, pair, 1 - side)
    is_wider = all(wide is None or wide == narrow for wide, narrow in zip(about, own, strict=True))
    return rule == own_rule and is_wider and waiver.until <= other.until


def _waiver_text(waiver: Waiver) -> Text:
    subject = ".".join(each for each in (waiver.indicator, waiver.district) if each is not None)
    about = f" ({subject})" if subject else ""
    return Text(f"{waiver.rule}{about}，至 {waiver.until}", f"{waiver.rule}{about}, until {waiver.until}")


WAIVER_ASPECTS: Mapping[str, Aspect] = {
    "rule": known_by,
    "reason": by_words("理由", "the reason"),
    "until": until,
    "indicator": known_by,
    "district": known_by,
}
