"""What the examples in tests and in rule docstrings leave out of a plan."""

_DEFAULTS = {
    "civtarget": "civtarget: 1",
    "id": "id: example",
    "title": "title: {zh: 示例, en: Example}",
    "period": "period: 2025",
    "districts": "districts: {甲区: {en: A District}, 乙区: {en: B District}}",
    "offices": "offices: {民政局: {en: Civil Affairs Bureau}}",
    "responsible": "responsible: [民政局]",
}


def whole_plan(excerpt: str) -> str:
    """Return `excerpt` as a plan: keys that every plan has are put behind it, so that its lines keep their numbers."""
    present = {line.partition(":")[0] for line in excerpt.splitlines()}
    rest = [text for key, text in _DEFAULTS.items() if key not in present]
    return "\n".join((excerpt.rstrip("\n"), *rest, ""))
