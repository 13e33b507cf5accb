"""
Which findings were there before an edit.

A finding that says the same of the same thing as before is an old one, and so is one with a smaller gap on the same
side; every other one is the edit's.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from civtarget.checking.since.pairs import PlanVersions
from civtarget.model.findings import Finding, Outcome
from civtarget.model.plan import Path
from civtarget.notation.quantity import Exact


def mark_new(findings: Iterable[Finding], there: Iterable[Finding], pairs: Sequence[PlanVersions]) -> Iterator[Finding]:
    """Yield findings with whether the edit brought them."""
    earlier = _BaseFindings(there, pairs)
    said = [(each, earlier.says(each)) for each in findings]
    for each, is_old in said:
        yield replace(each, is_new=not is_old and not earlier.had_larger_gap(each))


_Subject = tuple[str, str, Path]
"""What a finding is about: rule, plan and place."""
_Content = tuple[str, str, Path, str]
"""What makes a finding the same before and after: what it is about, and its message."""


class _BaseFindings:
    """
    The findings that there were before, by what they are about; each stands for one of now.

    What was waived and is no more is the edit's.
    """

    def __init__(self, there: Iterable[Finding], pairs: Sequence[PlanVersions]) -> None:
        became = {pair.old.path: pair for pair in pairs}
        self._open: defaultdict[_Subject, list[tuple[str, Finding]]] = defaultdict(list)
        self._waived: defaultdict[_Subject, list[tuple[str, Finding]]] = defaultdict(list)
        for each in there:
            content = _content_now(each, became[each.location.file])
            known = self._waived if each.outcome is Outcome.WAIVED else self._open
            known[content[:-1]].append((content[-1], each))

    def says(self, finding: Finding) -> bool:
        """Whether one of them says the same of the same thing."""
        content = _content(finding)
        kinds = (self._open, self._waived) if finding.outcome is Outcome.WAIVED else (self._open,)
        return any(_taken(kind[content[:-1]], lambda known, _: known == content[-1]) for kind in kinds)

    def had_larger_gap(self, finding: Finding) -> bool:
        """Whether one of those left had a larger gap of the same thing, on the same side."""
        return _taken(self._open[_content(finding)[:-1]], lambda _, old: _is_smaller(finding.gap, old.gap))


def _taken(known: list[tuple[str, Finding]], is_wanted: Callable[[str, Finding], bool]) -> bool:
    """Take the first that is wanted out of a list; return whether there was one."""
    number = next((number for number, each in enumerate(known) if is_wanted(*each)), None)
    if number is not None:
        del known[number]
    return number is not None


def _is_smaller(gap: Exact | None, old: Exact | None) -> bool:
    return gap is not None and old is not None and (0 < gap < old or old < gap < 0)


def _content_now(finding: Finding, pair: PlanVersions) -> _Content:
    """Return what makes a finding of an old plan the same in the new one."""
    path, renamed = finding.location.path, pair.renamed
    if renamed is not None and path[:1] == ("indicators",) and len(path) > 1:
        areas = (renamed.areas.get(key, key) for key in path[3:])
        path = (path[0], renamed.indicators.get(path[1], path[1]), *path[2:3], *areas)
    return _content(replace(finding, plan=pair.identifier, location=replace(finding.location, path=path)))


_NUMBERED = re.compile(r"第 \d+ (?:步|项)|(?:step|item) \d+")


def _content(finding: Finding) -> _Content:
    """Return what a finding says; what stands in a list may have moved in it."""
    path = finding.location.path
    known = tuple("#" if before in _LISTS else key for before, key in zip(("", *path), path, strict=False))
    return finding.rule, finding.plan, known, _NUMBERED.sub("#", finding.message.zh)


_LISTS = frozenset({"steps", "baselines", "constraints", "waivers", "changes"})
