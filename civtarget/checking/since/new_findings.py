"""
New findings: those that an edit brought, told from those of the base.

A finding with the subject and the message of one of the base (its template and its values) is an old one, and so is one
with a smaller gap on the same side; every other one is new.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from civtarget.checking.since.pairs import PlanVersions
from civtarget.language import Position, Text, Value
from civtarget.model.findings import Finding, Outcome
from civtarget.model.plan import Path


def mark_new(
    findings: Iterable[Finding], base_findings: Iterable[Finding], versions: Sequence[PlanVersions]
) -> Iterator[Finding]:
    """Yield findings with `is_new`: whether the edit brought them."""
    base = _BaseFindings(base_findings, versions)
    matched = [(each, base.take_same(each)) for each in findings]
    for each, is_old in matched:
        yield replace(each, is_new=not is_old and not base.take_larger_gap(each))


_Subject = tuple[str, str, Path]
"""The subject of a finding: rule, plan and path."""
_Content = tuple[str, str, Path, Text]
"""The identity of a finding over an edit: its subject and its message."""


class _BaseFindings:
    """
    The findings of the base, by their subjects; each is taken for one of the present findings at most.

    One that was waived and is no more counts as new.
    """

    def __init__(self, findings: Iterable[Finding], versions: Sequence[PlanVersions]) -> None:
        by_path = {each.old.path: each for each in versions}
        self._open: defaultdict[_Subject, list[tuple[Text, Finding]]] = defaultdict(list)
        self._waived: defaultdict[_Subject, list[tuple[Text, Finding]]] = defaultdict(list)
        for each in findings:
            content = _content_now(each, by_path[each.location.file])
            known = self._waived if each.outcome is Outcome.WAIVED else self._open
            known[content[:-1]].append((content[-1], each))

    def take_same(self, finding: Finding) -> bool:
        """Take one with the same subject and message; return whether there was one."""
        content = _content(finding)
        kinds = (self._open, self._waived) if finding.outcome is Outcome.WAIVED else (self._open,)
        return any(_taken(kind[content[:-1]], lambda known, _: known == content[-1]) for kind in kinds)

    def take_larger_gap(self, finding: Finding) -> bool:
        """Take one with the same subject and a larger gap on the same side; return whether there was one."""
        return _taken(self._open[_content(finding)[:-1]], lambda _, old: finding.has_smaller_gap_than(old))


def _taken(known: list[tuple[Text, Finding]], is_wanted: Callable[[Text, Finding], bool]) -> bool:
    """Take the first that is wanted out of a list; return whether there was one."""
    number = next((number for number, each in enumerate(known) if is_wanted(*each)), None)
    if number is not None:
        del known[number]
    return number is not None


def _content_now(finding: Finding, versions: PlanVersions) -> _Content:
    """Return the identity of a finding of the base by the present names."""
    path, renamed = finding.location.path, versions.renamed
    if renamed is not None and path[:1] == ("indicators",) and len(path) > 1:
        areas = (renamed.areas.get(key, key) for key in path[3:])
        path = (path[0], renamed.indicators.get(path[1], path[1]), *path[2:3], *areas)
    return _content(replace(finding, plan=versions.identifier, location=replace(finding.location, path=path)))


def _content(finding: Finding) -> _Content:
    """Return the identity of a finding, without places in lists: an item may have moved in its list."""
    path = finding.location.path
    known = tuple("#" if before in _LISTS else key for before, key in zip(("", *path), path, strict=False))
    return finding.rule, finding.plan, known, finding.message.with_leaves(_somewhere)


def _somewhere(value: Value) -> Value:
    return Position(0) if isinstance(value, Position) else value


_LISTS = frozenset({"steps", "baselines", "constraints", "waivers", "changes"})
