"""
The diagnosis of a broken split in words: each suspect with its slip and its grounds, and one sentence about them all.

`suspects` ranks by numbers alone; nothing here changes an order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from civtarget.language import NOTHING, Text, joined
from civtarget.model.phrases import area_name, quantity_text
from civtarget.model.plan import Plan
from civtarget.model.results import Slip, Suspect
from civtarget.notation.quantity import exact
from civtarget.splits.suspects import (
    BIT,
    Changed,
    Equation,
    Evidence,
    Hypothesis,
    Proportion,
    Stated,
    median,
    rank,
)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All suspects, the most likely first; `likely` is the one that stands out, if one does."""

    suspects: tuple[Suspect, ...]
    likely: Suspect | None
    message: Text


def diagnose(equation: Equation, evidence: Sequence[Evidence] = (), plan: Plan | None = None) -> Diagnosis:
    """Rank the cells that could be the culprit of a broken `equation` of a `plan`, and describe the result."""
    ranking = rank(equation, evidence)
    suspects = [
        Suspect(
            each.cell,
            each.figure.value,
            each.would_be,
            each.slip,
            tuple(_grounds(each, evidence)),
            weight,
        )
        for each, weight in ranking.hypotheses
    ]
    likely = suspects[0] if ranking.is_first_likely else None
    message = _message(suspects, likely, plan, is_several=ranking.is_several_likelier)
    return Diagnosis(tuple(suspects), likely, message)


_CLOSE = Fraction(5, 4)
"""Up to this ratio of the largest to the smallest, shares are said to keep a proportion."""
_ALIKE = 3 * BIT
"""Suspects that are no more than this apart are said to fit alike."""
_MOST_NAMED = 3


def _message(suspects: Sequence[Suspect], likely: Suspect | None, plan: Plan | None, *, is_several: bool) -> Text:
    if likely is not None:
        text = _described(likely, plan)
        return Text("很可能是{text}", "likely: {text}", text=text)
    if not suspects:
        return Text("无法判断：改动任何一个数都对不上", "cannot tell: no single figure could restore the sum")
    if is_several:
        text = _short(suspects[0], plan)
        return Text(
            "无法判断，可能不止一处有误；若只有一处，先查{text}",
            "cannot tell: more than one figure may be wrong; if one is, first check {text}",
            text=text,
        )
    first = suspects[0]
    alike = [each for each in suspects if first.weight - each.weight <= _ALIKE]
    if len(alike) == 1:
        then, rest = NOTHING, joined(_short(each, plan) for each in suspects[1:_MOST_NAMED])
        if rest.zh:
            then = Text("；其次{rest}", "; then {rest}", rest=rest)
        text = _described(first, plan)
        return Text("无法判断，可先查{text}{then}", "cannot tell; first to check: {text}{then}", text=text, then=then)
    more, rest_of_them = NOTHING, len(alike) - _MOST_NAMED
    if rest_of_them > 0:
        more = Text(" 等 {number} 处", " and {rest} more", number=len(alike), rest=rest_of_them)
    named = joined(_short(each, plan) for each in alike[:_MOST_NAMED])
    return Text("无法判断：{named}{more}，可能性相当", "cannot tell: {named}{more} fit alike", named=named, more=more)


def _described(suspect: Suspect, plan: Plan | None) -> Text:
    """Describe a suspect with its slip and its evidence."""
    text, slip = _short(suspect, plan), slip_text(suspect)
    if slip.zh:
        text = Text("{text}，{slip}", "{text}, {slip}", text=text, slip=slip)
    if suspect.evidence:
        evidence = joined(suspect.evidence, "；", "; ")
        text = Text("{text}（{evidence}）", "{text} ({evidence})", text=text, evidence=evidence)
    return text


def _short(suspect: Suspect, plan: Plan | None) -> Text:
    name = Text("总数", "the total") if suspect.cell is None else area_name(suspect.cell, plan)
    value, would_be = quantity_text(suspect.value), quantity_text(suspect.would_be)
    return Text("{name} {value} → {would_be}", "{name} {value} → {would_be}", name=name, value=value, would_be=would_be)


def slip_text(suspect: Suspect) -> Text:
    """Describe the slip of a suspect; empty for another number."""
    match suspect.slip:
        case Slip.SWAPPED:
            return Text("相邻两位颠倒", "two digits swapped")
        case Slip.MISSING:
            return Text("漏一位", "one digit missing")
        case Slip.EXTRA:
            return Text("多一位", "one digit too many")
        case Slip.WRONG:
            return Text("错一位", "one digit wrong")
        case Slip.SIGN:
            return Text("正负号", "wrong sign")
        case Slip.WAN:
            over = suspect.value > suspect.would_be
            return Text("多了“万”" if over else "漏了“万”", "万 (10,000) too many" if over else "万 (10,000) missing")
        case Slip.TENS:
            return _tens_text(suspect)
        case Slip.OTHER:
            return Text("", "")
        case _:
            assert_never(suspect.slip)


def _tens_text(suspect: Suspect) -> Text:
    ratio = exact(Fraction(suspect.value) / suspect.would_be)
    if ratio > 1:
        return Text("成了 {ratio} 倍", "{number} times too large", ratio=ratio, number=quantity_text(ratio))
    times = exact(1 / Fraction(ratio))
    return Text("成了 1/{times}", "{number} times too small", times=times, number=quantity_text(times))


def _grounds(hypothesis: Hypothesis, evidence: Sequence[Evidence]) -> Iterator[Text]:
    """Yield the evidence for or against a hypothesis, in words."""
    for each in evidence:
        match each:
            case Stated():
                text = _ground_of_statement(hypothesis, each)
            case Proportion():
                text = _ground_of_proportion(hypothesis, each)
            case Changed():
                text = _ground_of_change(hypothesis, each)
            case _:
                assert_never(each)
        if text is not None:
            yield text


def _ground_of_statement(hypothesis: Hypothesis, stated: Stated) -> Text | None:
    if hypothesis.cell != stated.cell or stated.value not in (hypothesis.would_be, hypothesis.figure.value):
        return None
    number, also = quantity_text(stated.value), stated.value == hypothesis.figure.value
    return Text(
        f"{stated.source.zh}{'也' if also else ''}是 {number.zh}",
        f"{stated.source.en} says {number.en}{' too' if also else ''}",
    )


def _ground_of_change(hypothesis: Hypothesis, changed: Changed) -> Text | None:
    if hypothesis.cell != changed.cell:
        return None
    before = quantity_text(changed.before)
    return Text("{source}改动前是 {before}", "{before} before {source}", source=changed.source, before=before)


def _ground_of_proportion(hypothesis: Hypothesis, proportion: Proportion) -> Text | None:
    """Describe the one of the restored and the printed value that keeps the proportion of the other districts."""
    shares, source = hypothesis.equation.shares, proportion.source
    ratios = {
        name: Fraction(shares[name].value) / weight
        for name, weight in proportion.weights.items()
        if name in shares and weight > 0
    }
    if len(ratios) < 3:
        return None
    middle = _ratio(median(list(ratios.values())))
    others = [ratio for name, ratio in ratios.items() if name != hypothesis.cell]
    low, high = min(others), max(others)
    span = f"{_ratio(low)}–{_ratio(high)}"
    if hypothesis.cell not in ratios:
        if hypothesis.cell is not None or high > low * _CLOSE:
            return None
        return Text("各地都是{source}的 {span} 倍", "every share is {span} times {source}", source=source, span=span)
    weight, half = proportion.weights[hypothesis.cell], Fraction(hypothesis.figure.resolution) / 2
    restored, printed = (
        low * weight - half <= value <= high * weight + half for value in (hypothesis.would_be, hypothesis.figure.value)
    )
    if restored == printed:
        return None
    value, would_be = quantity_text(hypothesis.figure.value), quantity_text(hypothesis.would_be)
    ratio, ratio_restored = _ratio(ratios[hypothesis.cell]), _ratio(Fraction(hypothesis.would_be) / weight)
    if restored:
        return Text(
            "{would_be} 是{source}的 {ratio_restored} 倍，同其他地区一样（{span}），{value} 则是 {ratio} 倍",
            "{would_be} is {ratio_restored} times {source} as elsewhere ({span}), {value} is {ratio}",
            would_be=would_be,
            source=source,
            ratio_restored=ratio_restored,
            span=span,
            value=value,
            ratio=ratio,
        )
    return Text(
        "{value} 是{source}的 {ratio} 倍，各地居中的是 {middle}，{would_be} 则是 {ratio_restored} 倍",
        "{value} is {ratio} times {source} (the middle is {middle}), {would_be} would be {ratio_restored}",
        value=value,
        source=source,
        ratio=ratio,
        middle=middle,
        would_be=would_be,
        ratio_restored=ratio_restored,
    )


def _ratio(value: Fraction) -> str:
    """Write a ratio with four significant digits or more."""
    places = next((places for places in range(7) if abs(value) * 10**places >= 1000), 7)
    digits = str(round(value * 10**places)).zfill(places + 1)
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits
