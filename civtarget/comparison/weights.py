"""What totals are split by: the sets of weights of a plan, and the numbers in them."""

from collections.abc import Iterator, Mapping

from civtarget.comparison.bounds import bounds
from civtarget.comparison.change import Change, Direction, Versions, neutral
from civtarget.comparison.pairs import Aspect, RecordPair, places
from civtarget.comparison.phrases import replaced, same
from civtarget.comparison.records import compared
from civtarget.comparison.split import cells
from civtarget.comparison.values import by_name, by_words
from civtarget.language import Text
from civtarget.model.plan import Unread


def weights(pair: RecordPair, field: str) -> Iterator[Change]:
    """Compare sets of weights: they ask for nothing."""
    old, new = pair.values(field)
    for identifier in dict.fromkeys((*new, *old)):
        paths = places((field, identifier), (field, identifier))
        if identifier in old and identifier in new:
            within = Text(f"权重 {identifier} 的", f" of the weights {identifier}")
            yield from compared(pair.part(paths, Versions(old[identifier], new[identifier]), within), WEIGHTS_ASPECTS)
        else:
            texts = Versions(*(same(identifier) if identifier in each else None for each in (old, new)))
            yield pair.change(paths, Direction.NEUTRAL, replaced(Text("权重", "a set of weights"), *texts), texts)


def _values(pair: RecordPair, field: str) -> Iterator[Change]:
    old, new = pair.values(field)
    for (before, name), both in cells(old, new, pair.renamed, None):
        for each in both:
            if isinstance(each, Unread):
                raise each
        paths = places((field, before), (field, name))
        units = Versions(pair.records.old.unit or "", pair.records.new.unit or "")
        label = Text(f"{name}的数", f"the number of {name}")
        yield from neutral(bounds(pair, paths, label, both, units=units, district=name))


WEIGHTS_ASPECTS: Mapping[str, Aspect] = {
    "name": by_name("名称", "the name"),
    "values": _values,
    "unit": by_words("单位", "the unit"),
    "source": by_words("来源", "the source"),
}
