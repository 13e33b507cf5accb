"""
The diagnosis of a broken split in words: each suspect with its slip and its grounds, and one sentence about them all.

`suspects` ranks by numbers alone; nothing here changes an order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from civtarget.language import Language, Text
from civtarget.model.results import Slip, Suspect
from civtarget.notation.quantity import Exact, exact, write_number
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


def diagnose(equation: Equation, evidence: Sequence[Evidence] = ()) -> Diagnosis:
    """Rank the cells that could be the culprit of a broken `equation`, and describe what was found."""
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
    message = _message(suspects, likely, is_several=ranking.is_several_likelier)
    return Diagnosis(tuple(suspects), likely, message)


_CLOSE = Fraction(5, 4)
"""Up to this ratio of the largest to the smallest, shares are said to keep a proportion."""
_ALIKE = 3 * BIT
"""Suspects that are no more than this apart are said to fit alike."""
_MOST_NAMED = 3


def _message(suspects: Sequence[Suspect], likely: Suspect | None, *, is_several: bool) -> Text:
    if likely is not None:
        text = _described(likely)
        return Text(f"很可能是{text.zh}", f"likely: {text.en}")
    if not suspects:
        return Text("无法判断：改动任何一个数都对不上", "cannot tell: no single figure could restore the sum")
    if is_several:
        text = _short(suspects[0])
        return Text(
            f"无法判断，可能不止一处有误；若只有一处，先查{text.zh}",
            f"cannot tell: more than one figure may be wrong; if one is, first check {text.en}",
        )
    first = suspects[0]
    alike = [each for each in suspects if first.weight - each.weight <= _ALIKE]
    if len(alike) == 1:
        text, rest = _described(first), suspects[1:_MOST_NAMED]
        then_zh = f"；其次{'、'.join(_short(each).zh for each in rest)}" if rest else ""
        then_en = f"; then {', '.join(_short(each).en for each in rest)}" if rest else ""
        return Text(f"无法判断，可先查{text.zh}{then_zh}", f"cannot tell; first to check: {text.en}{then_en}")
    named = alike[:_MOST_NAMED]
    zh, en = "、".join(_short(each).zh for each in named), ", ".join(_short(each).en for each in named)
    rest_of_them = len(alike) - len(named)
    more = Text(f" 等 {len(alike)} 处", f" and {rest_of_them} more") if rest_of_them else Text("", "")
    return Text(f"无法判断：{zh}{more.zh}，可能性相当", f"cannot tell: {en}{more.en} fit alike")


def _described(suspect: Suspect) -> Text:
    """Describe a suspect with its slip and its evidence."""
    short, slip = _short(suspect), slip_text(suspect)
    zh = "；".join(each.zh for each in suspect.evidence)
    en = "; ".join(each.en for each in suspect.evidence)
    return Text(
        short.zh + (f"，{slip.zh}" if slip.zh else "") + (f"（{zh}）" if zh else ""),
        short.en + (f", {slip.en}" if slip.en else "") + (f" ({en})" if en else ""),
    )


def _short(suspect: Suspect) -> Text:
    name = Text("总数", "the total") if suspect.cell is None else Text(suspect.cell, suspect.cell)
    value, would_be = _number(suspect.value), _number(suspect.would_be)
    return Text(f"{name.zh} {value.zh} → {would_be.zh}", f"{name.en} {value.en} → {would_be.en}")


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
        return Text(f"成了 {ratio} 倍", f"{_number(ratio).en} times too large")
    times = exact(1 / Fraction(ratio))
    return Text(f"成了 1/{times}", f"{_number(times).en} times too small")


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
    number, also = _number(stated.value), stated.value == hypothesis.figure.value
    return Text(
        f"{stated.source.zh}{'也' if also else ''}是 {number.zh}",
        f"{stated.source.en} says {number.en}{' too' if also else ''}",
    )


def _ground_of_change(hypothesis: Hypothesis, changed: Changed) -> Text | None:
    if hypothesis.cell != changed.cell:
        return None
    before = _number(changed.before)
    return Text(f"{changed.source.zh}改动前是 {before.zh}", f"{before.en} before {changed.source.en}")


def _ground_of_proportion(hypothesis: Hypothesis, proportion: Proportion) -> Text | None:
    """Say where the restored value keeps the proportion of the other districts and the printed one does not, or not."""
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
        return Text(f"各地都是{source.zh}的 {span} 倍", f"every share is {span} times {source.en}")
    weight, half = proportion.weights[hypothesis.cell], Fraction(hypothesis.figure.resolution) / 2
    restored, printed = (
        low * weight - half <= value <= high * weight + half for value in (hypothesis.would_be, hypothesis.figure.value)
    )
    if restored == printed:
        return None
    value, would_be = _number(hypothesis.figure.value), _number(hypothesis.would_be)
    ratio, ratio_restored = _ratio(ratios[hypothesis.cell]), _ratio(Fraction(hypothesis.would_be) / weight)
    if restored:
        return Text(
            f"{would_be.zh} 是{source.zh}的 {ratio_restored} 倍，同其他地区一样（{span}），{value.zh} 则是 {ratio} 倍",
            f"{would_be.en} is {ratio_restored} times {source.en} as elsewhere ({span}), {value.en} is {ratio}",
        )
    return Text(
        f"{value.zh} 是{source.zh}的 {ratio} 倍，各地居中的是 {middle}，{would_be.zh} 则是 {ratio_restored} 倍",
        f"{value.en} is {ratio} times {source.en} (the middle is {middle}), {would_be.en} would be {ratio_restored}",
    )


def _ratio(value: Fraction) -> str:
    """Write a ratio with four significant digits or more."""
    places = next((places for places in range(7) if abs(value) * 10**places >= 1000), 7)
    digits = str(round(value * 10**places)).zfill(places + 1)
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def _number(value: Exact) -> Text:
    return Text(write_number(value, Language.ZH), write_number(value, Language.EN))
