"""The findings that a plan accepts: a waiver more, or a longer one, is weaker."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import product

from civtarget.comparison.change import Change, Direction, Versions, by_order
from civtarget.comparison.pairs import Aspect, RecordPair
from civtarget.comparison.phrases import both_written, replaced
from civtarget.comparison.records import compared, items
from civtarget.comparison.times import until
from civtarget.comparison.values import by_words, known_by
from civtarget.language import Text
from civtarget.model.plan import Unread, Waiver


def waivers(pair: RecordPair, field: str) -> Iterator[Change]:
    """Compare waivers; one is known again by what it waives."""
    longest = tuple(_longest(each, pair, side) for side, each in enumerate(pair.values(field)))
    for (before, now), paths in items(pair, field, (lambda each, side: _meaning(each, pair, side),)):
        waiver: Waiver = now or before
        about = replace(pair, indicator=waiver.indicator)
        if before is None or now is None:
            texts = both_written((before, now), _waiver_text)
            direction = by_order(before is not None, now is not None, more=Direction.WEAKER)
            rule, *about_ours = _meaning(waiver, pair, 1 if before is None else 0)
            others = longest[0 if before is None else 1]
            wider = product((rule,), *({None, each} for each in about_ours))
            if any(waiver.until <= others[each] for each in wider if each in others):
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


def _longest(waivers: Iterable[Waiver], pair: RecordPair, side: int) -> Mapping[tuple[str | None, ...], date]:
    """Return until when the waivers on one side accept something, by what they are about."""
    longest: dict[tuple[str | None, ...], date] = {}
    for waiver in waivers:
        with suppress(Unread):  # what could not be read accepts nothing
            meaning = _meaning(waiver, pair, side)
            longest[meaning] = max(waiver.until, longest.get(meaning, waiver.until))
    return longest


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
