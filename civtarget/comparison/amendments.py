"""The record of what was decided, `changes` in a plan or in the settings: it asks for nothing."""

from collections.abc import Iterator, Mapping, Sequence

from civtarget.comparison.change import Change, Direction, Versions
from civtarget.comparison.pairs import Aspect, RecordPair
from civtarget.comparison.phrases import both_written, replaced, same
from civtarget.comparison.records import Key, compared, items
from civtarget.comparison.values import by_words, known_by
from civtarget.language import Text

_KEYS: Sequence[Key] = (
    lambda each, _: (each.what, each.decision),
    lambda each, _: each.what,
)
"""What an entry is known again by."""


def amendments(pair: RecordPair, field: str) -> Iterator[Change]:
    """Compare the entries of `changes`."""
    for (before, now), paths in items(pair, field, _KEYS):
        if before is not None and now is not None:
            within = Text(f"{now.what} 的调整记录的", f" of the entry in changes on {now.what}")
            yield from compared(pair.part(paths, Versions(before, now), within), AMENDMENT_ASPECTS)
            continue
        texts = both_written((before, now), lambda each: same(f"{each.what} ({each.decision})"))
        yield pair.change(paths, Direction.NEUTRAL, replaced(Text("调整记录", "the entry in changes"), *texts), texts)


AMENDMENT_ASPECTS: Mapping[str, Aspect] = {
    "what": known_by,
    "why": by_words("理由", "the reason"),
    "decision": by_words("依据", "the decision"),
}
