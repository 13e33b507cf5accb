"""
Numbers as officials write them <-> exact numbers.

    quantity  := before* amount [separator amount] after*
    before    := 不少于 | >= | 约 | 每人 | …            after := 以上 | 以内 | 左右 | …
    amount    := [百分之 | 千分之] numeral [unit]       unit  := one of `notation.units`, then (`/` | 每) part …
    numeral   := [-] (coefficient | 零 | 点 digits | scale word | 余 | 多)+

Every character has to find a place in it. Refused, with the place and the remedy, are left-over text, numbers that
could be read in two ways, and words that Chinese law reads as *excluding* their own number (超过, 不满; in the Civil
Code, article 1259, 以上, 以下 and 以内 include it). Nothing here is a float. Reading is one pass: its time is linear.
"""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple, NoReturn

from civtarget.errors import CivtargetError
from civtarget.language import Text
from civtarget.notation.quantity import refusals
from civtarget.notation.quantity.bounds import Op, Quantity
from civtarget.notation.quantity.numbers import Exact, exact
from civtarget.notation.quantity.numerals import DIGITS, SCALES, MalformedError, Numeral, decimal, scaled, total
from civtarget.notation.units import PER_SPELLINGS, PERCENT, SPELLINGS, compose
from civtarget.spelling import quotation

LONGEST = 200
"""The longest text that is read, in characters: no real cell comes near it."""

MOST_DIGITS, MOST_DECIMALS = 30, 60
"""The most digits of a number before its point, in its base unit, and after it; a float may leave 1e-17 of a sum."""

_LARGEST, _FINEST = int(10**MOST_DIGITS), int(10**MOST_DECIMALS)

# One character for one character, so that a place in the folded text is a place in the original. This is less than
# NFKC on purpose: NFKC would make 10² into 102 and ① into 1.
_FOLD = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | str.maketrans("–―─〜−·・•﹪\u3000", "———~-///% ")
    | str.maketrans("〇壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬億兩餘點", "零一二三四五六七八九十百千二三六万亿两余点")
    | str.maketrans(
        "個張戶處場項條塊間圓區鎮機構對種組類輛畝頃約將內過於", "个张户处场项条块间圆区镇机构对种组类辆亩顷约将内过于"
    )
)
_ARABIC = frozenset("0123456789")
_NUMERAL = frozenset((*DIGITS, *SCALES, *_ARABIC, *"余多点"))
_LITERAL = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_EXPONENT = re.compile(r"[eE][+-]?[0-9]")
_TIME_OF_DAY = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")
_HEXADECIMAL = re.compile(r"0[xX][0-9a-fA-F]+")


_Index = dict[str, tuple[str, ...]]


def _index(words: Iterable[str]) -> _Index:
    """Return `words` by their first character, the longest first: of those that match, the longest is meant."""
    index: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        index.setdefault(word[0], []).append(word)
    return {first: tuple(found) for first, found in index.items()}


def _meanings(meanings: dict[Op | str, str]) -> dict[str, Op | str]:
    return {word: meaning for meaning, words in meanings.items() for word in words.split()}


# A qualifier means a bound, _ABOUT, or the inclusive form to write in its stead.
_ABOUT = "about"
_BEFORE = _meanings(
    {
        Op.AT_LEAST: ">= ≥ 达到 达 不少于 不低于 不小于 不得少于 不得低于 大于等于 大于或等于 至少 最少",
        Op.AT_MOST: "<= ≤ 不超过 不高于 不多于 不大于 不得超过 小于等于 小于或等于 至多 最多",
        Op.EXACTLY: "= 等于",
        _ABOUT: "约 大约 近 将近",
        "不少于": "> 超过 大于 多于 高于",
        "不超过": "< 小于 少于 低于 不足 不满 不到 未满",
    }
)
_AFTER = _meanings(
    {Op.AT_LEAST: "以上 及以上", Op.AT_MOST: "以下 及以下 以内 之内", _ABOUT: "左右", "以上": "以外 之外"}
)
_SHARES: dict[str, int | Fraction] = {"百分之": 1, "千分之": Fraction(1, 10)}

_BEFORE_WORDS, _AFTER_WORDS, _SHARE_WORDS = _index(_BEFORE), _index(_AFTER), _index(_SHARES)
_UNIT_WORDS, _PART_WORDS, _LINKS = _index(SPELLINGS), _index(PER_SPELLINGS), _index("/每")
_SEPARATORS = _index(("..", "-", "--", "—", "——", "~", "至", "到"))


class QuantityError(CivtargetError):
    """A text that is no quantity: `source[start:end]` is the offending piece (empty where something is missing)."""

    def __init__(self, text: Text, source: str, start: int, end: int) -> None:
        super().__init__(text)
        self.source = source
        self.start = start
        self.end = end


def read_quantity(text: str) -> Quantity:
    """Read `text` exactly; raises QuantityError unless all of it is one quantity that has one meaning."""
    # Hundreds of thousands of cells are plain digits: they skip the grammar.
    if text.isdigit() and text.isascii() and len(text) <= MOST_DIGITS and (text[0] != "0" or text == "0"):
        value = int(text)
        return Quantity(Op.EXACTLY, value, value, "", 1)
    return _Reader(text).quantity()


def is_readable(number: Exact) -> bool:
    """Tell whether a number has no more digits than one that is read may have."""
    return max(number, -number) < _LARGEST and number.denominator <= _FINEST


def figure_places(text: str) -> list[tuple[int, int]]:
    """Return the place (start, end) of the number in a quantity, with sign and scale words; of a range, both places."""
    reader = _Reader(text)
    reader.quantity()
    return reader.figures


def is_not_applicable(text: str) -> bool:
    """Tell whether `text` is `--`, `—`, `——` or `－－`, which mean "not applicable" in a table."""
    text = text.strip()
    return 0 < len(text) <= 2 and text.translate(_FOLD) in {"--", "—", "——"}


class Alphabet(NamedTuple):
    """The characters of quantities, each in all its spellings, for coarse patterns."""

    numerals: frozenset[str]
    bounds: frozenset[str]
    separators: frozenset[str]
    first: frozenset[str]
    """The first characters of quantities, spaces aside."""
    all: frozenset[str]
    """All characters of quantities, spaces aside."""


def alphabet() -> Alphabet:
    """Return the characters of quantities."""
    allowed = {word for words in (_BEFORE, _AFTER) for word, what in words.items() if isinstance(what, Op)}
    about = {word for words in (_BEFORE, _AFTER) for word, what in words.items() if what == _ABOUT}
    separators = _spelt(word for words in _SEPARATORS.values() for word in words)
    others = _spelt((*about, *SPELLINGS, *PER_SPELLINGS, *_SHARES, *_NUMERAL, *",./-每"))
    return Alphabet(
        numerals=_spelt((*DIGITS, *SCALES, *_ARABIC, "点")),
        bounds=_spelt(allowed),
        separators=separators,
        first=_spelt(
            (*(word[0] for word in (*_SHARES, *_BEFORE) if word in allowed | about | _SHARES.keys()), *_NUMERAL, *"-每")
        ),
        all=_spelt(allowed) | separators | others,
    )


def _spelt(words: Iterable[str]) -> frozenset[str]:
    """Return the characters of `words`, and all that are folded to one of them."""
    chars = frozenset(char for word in words for char in word)
    return chars | {chr(code) for code, char in _FOLD.items() if chr(char) in chars}


def read_unit(text: str) -> tuple[str, Exact]:
    """Return the canonical base unit of a column headed `text`, and its factor: `万元` -> `("元", 10000)`."""
    return _Reader(text).unit_alone()


def canonical_unit(text: str) -> str:
    """Return the canonical name of the unit `text`; raises QuantityError if it is unknown or scaled (`万元`)."""
    unit, factor = read_unit(text)
    if factor != 1:
        _Reader(text).fail(refusals.MULTIPLE, 0, len(text), unit=unit)
    return unit


class _Amount(NamedTuple):
    number: Numeral
    unit: str
    factor: Exact
    """The factor to the base unit: 1/10 for ‰."""
    start: int
    end: int

    def in_base_unit(self) -> tuple[Exact, Exact]:
        """Return its value and its resolution."""
        return exact(self.number.value * self.factor), exact(self.number.resolution * self.factor)


class _Reader:
    """One pass over one text; `at` is its present place."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = source if source.isascii() else source.translate(_FOLD)
        self.end = len(self.text.rstrip())
        self.at = 0
        self.op: Op | None = None
        self.op_span = (0, 0)
        self.approximate = False
        self.per: list[str] = []
        self.lone_scale: int | None = None
        self.figures: list[tuple[int, int]] = []

    def quantity(self) -> Quantity:
        self._refuse_what_is_no_quantity()
        self._qualifiers(_BEFORE_WORDS, _BEFORE)
        low = high = self._amount()
        if separator := self._word(_SEPARATORS):
            # 5---3 is nothing: a minus sign needs another separator before it.
            high = self._amount(signed=separator[0] != "-")
        self._qualifiers(_AFTER_WORDS, _AFTER)
        self._nothing_left(high.unit)
        if self.per and not high.unit:
            self.fail(refusals.UNIT_NEEDED, high.start, high.end)
        # 千人以上 and 百余家 are how people write; a lone 万元 is a heading that lost its number.
        if self.lone_scale is not None and not (self.op or self.approximate):
            self.fail(refusals.LONE_SCALE, self.lone_scale, self.end)
        return self._bounded(self._range(low, high) if separator else self._single(low))

    def unit_alone(self) -> tuple[str, Exact]:
        """Read scale words and one unit, and nothing else: the heading of a column."""
        self._refuse_what_is_too_long()
        self._spaces()
        scales: Exact = 1
        while scale := self._scale_word():
            scales *= scale
        unit, factor = self._unit()
        self._nothing_left(unit)
        if not unit:
            self.fail(refusals.NO_UNIT, 0, len(self.text))
        return unit, exact(scales * factor)

    def _bounded(self, quantity: Quantity) -> Quantity:
        """Refuse what has more digits than a figure can be meant to have: what is made of it would have yet more."""
        if any(max(end, -end) >= _LARGEST for end in quantity.ends):
            self.fail(refusals.TOO_LARGE, 0, self.end, most=MOST_DIGITS)
        if quantity.resolution < Fraction(1, _FINEST):
            self.fail(refusals.TOO_FINE, 0, self.end, most=MOST_DECIMALS)
        return quantity

    def _single(self, amount: _Amount) -> Quantity:
        value, resolution = amount.in_base_unit()
        op = self.op or Op.EXACTLY
        low = None if op is Op.AT_MOST else value
        high = None if op is Op.AT_LEAST else value
        return Quantity(op, low, high, amount.unit, resolution, self.approximate)

    def _range(self, low: _Amount, high: _Amount) -> Quantity:
        """Complete each end by what only the other one says: 30-40%, 3-5万."""
        if self.op is not None:
            self.fail(refusals.BOUND_RANGE, low.start, high.end, other=self._shown(*self.op_span))
        if low.unit and high.unit and low.unit != high.unit:
            self.fail(refusals.UNITS_DIFFER, low.start, high.end)
        if not low.unit:
            low = low._replace(unit=high.unit, factor=high.factor, number=self._share_scale(low, high))
        elif not high.unit:
            high = high._replace(factor=low.factor)
        (first, coarse), (last, fine) = low.in_base_unit(), high.in_base_unit()
        return Quantity(Op.BETWEEN, first, last, low.unit, min(coarse, fine), self.approximate)

    def _share_scale(self, low: _Amount, high: _Amount) -> Numeral:
        """
        Return the low number of a range in the scale that is meant.

        3-5万 is 3万-5万; 5000-1万 and 8千-1万 mean what they say; 三至五十万 could start at 3万 or 30万 and is refused.
        """
        first, last = low.number, high.number
        if first.scale >= last.scale or first.value >= Fraction(last.value) / last.scale:
            return first
        if first.run == 1 and last.run and first.value < Fraction(last.value) / last.run:
            return first._replace(value=exact(first.value * last.run), resolution=exact(first.resolution * last.run))
        self.fail(refusals.SCALE_UNCLEAR, low.start, low.end)

    def _qualifiers(self, index: _Index, meanings: Mapping[str, Op | str]) -> None:
        """Read everything that may stand before the amount, or after it."""
        while True:
            self._spaces()
            start = self.at
            if index is _BEFORE_WORDS and self.text.startswith("每", start):
                self.at += 1
                self._part(self.per)
                continue
            word = self._word(index)
            if not word:
                return
            meaning = meanings[word]
            if isinstance(meaning, Op):
                self._bound(meaning, start)
            elif meaning == _ABOUT:
                self.approximate = True
            else:
                self.fail(refusals.EXCLUSIVE, start, self.at, better=meaning)

    def _bound(self, op: Op, start: int) -> None:
        """Take a bound; to say the same one twice (不少于20个以上) is usual and harmless."""
        if self.op not in {None, op}:
            self.fail(refusals.CONTRADICTION, start, self.at, other=self._shown(*self.op_span))
        self.op, self.op_span = op, (start, self.at)

    def _amount(self, *, signed: bool = True) -> _Amount:
        self._spaces()
        start = self.at
        negative = signed and self.text.startswith("-", start)
        self.at += negative
        share = self._word(_SHARE_WORDS)
        number = self._numeral(alone=not share)
        if self.text.startswith("分之", self.at):
            self.fail(refusals.FRACTION, start, self.end)
        if negative:
            number = number._replace(value=-number.value)
        end = self.at
        self.figures.append((start, end))
        self._spaces()
        unit, factor = (compose(PERCENT, self.per), _SHARES[share]) if share else self._unit()
        return _Amount(number, unit, factor, start, self.at if unit else end)

    def _numeral(self, *, alone: bool) -> Numeral:
        """Read one number: 1,300, 三百五十三, 3万5千, 二点五万, 2200余万; `alone`: no 百分之 stands before it."""
        start = self.at
        try:
            terms = self._terms()
            if not terms:
                self._no_number(start)
            if terms[0].after_zero:
                raise MalformedError
            if alone and self.text[start : self.at].lstrip()[0] in "百千万亿":
                self.lone_scale = start
            return total(terms, spoken_end=True)
        except MalformedError:
            while self.text[self.at : self.at + 1] in _NUMERAL:
                self.at += 1
            self.fail(refusals.MALFORMED, start, self.at)

    def _terms(self) -> list[Numeral]:
        """Read the pieces of one number, up to the first character that belongs to none."""
        terms: list[Numeral] = []
        zero = False  # a 零 that waits for its digit
        closed = False  # after decimals and after 余, only scale words may follow
        while True:
            mark = self.text[self.at : self.at + 1]
            scale = 0 if zero else self._scale_word()
            if scale:
                terms = scaled(terms, scale)
            elif closed or mark not in _NUMERAL or mark in SCALES:
                break
            elif mark in _ARABIC:
                terms.append(self._literal()._replace(after_zero=zero))
                zero = False
            elif mark == "点":
                terms, zero, closed = [self._decimals(terms, zero=zero)], False, True
            else:
                self.at += 1
                if mark in "余多" and terms and not zero:
                    self.approximate = closed = True
                elif mark == "零" and not zero:
                    zero = True
                elif mark != "零" and mark in DIGITS:
                    terms.append(Numeral(DIGITS[mark], after_zero=zero, spoken=True))
                    zero = False
                else:
                    raise MalformedError
        if zero and terms:
            raise MalformedError
        return [Numeral(0)] if zero else terms

    def _literal(self) -> Numeral:
        """Read Arabic digits, with thousands separators and decimals."""
        start = self.at
        found = _LITERAL.match(self.text, start)
        assert found is not None, "there is a digit here"
        self.at = found.end()
        if not _GROUPED.fullmatch(found[0]):
            self.fail(refusals.POINTS, start, self.at)
        whole, _, decimals = found[0].replace(",", "").partition(".")
        if whole[0] == "0" and whole != "0":
            number = (whole.lstrip("0") or "0") + (decimals and f".{decimals}")
            self.fail(refusals.LEADING_ZERO, start, self.at, number=number)
        return decimal(int(whole), decimals)

    def _decimals(self, terms: list[Numeral], *, zero: bool) -> Numeral:
        """Read 点 and the Chinese digits after it: 点五 in 二点五."""
        if zero == bool(terms) or (terms and terms[0].after_zero):
            raise MalformedError
        whole = total(terms) if terms else Numeral(0)
        start = self.at = self.at + 1
        while self.text[self.at : self.at + 1] in DIGITS:
            self.at += 1
        digits = "".join(str(DIGITS[digit]) for digit in self.text[start : self.at])
        if not digits or not (isinstance(whole.value, int) and whole.whole):
            raise MalformedError
        return decimal(whole.value, digits)

    def _scale_word(self) -> int:
        """Read 十, 百, 千, 万 or 亿, but not the 百 of 百分点; 0 if there is none."""
        at = self._after_spaces()
        scale = SCALES.get(self.text[at : at + 1], 0)
        if not scale or self.text.startswith("百分点", at):
            return 0
        self.at = at + 1
        return scale

    def _unit(self) -> tuple[str, Exact]:
        """Read one unit of the closed list with its parts after `/` or 每, and its factor; ("", 1) if there is none."""
        word = self._word(_UNIT_WORDS)
        if not word:
            return "", 1
        base, factor = SPELLINGS[word]
        per = list(self.per)
        while self._word(_LINKS):
            self._part(per)
        return compose(base, per), factor

    def _part(self, per: list[str]) -> None:
        """Read the part after a `/` or 每, and add it to `per`."""
        start = self.at
        word = self._word(_PART_WORDS)
        if not word:
            self._unknown_unit(PER_SPELLINGS)
        if PER_SPELLINGS[word] in per:
            self.fail(refusals.TWICE, start, self.at)
        per.append(PER_SPELLINGS[word])

    # refusals

    def _refuse_what_is_too_long(self) -> None:
        size = len(self.source)
        if size > LONGEST:
            self.fail(refusals.LONG, 0, size, size=size, most=LONGEST)

    def _refuse_what_is_no_quantity(self) -> None:
        self._refuse_what_is_too_long()
        if not self.end:
            self.fail(refusals.EMPTY, 0, len(self.source))
        if is_not_applicable(self.source):
            self.fail(refusals.NOT_APPLICABLE, self._after_spaces(), self.end)

    def _no_number(self, start: int) -> NoReturn:
        if start >= self.end:
            self.fail(refusals.NO_NUMBER_AT_END, start, start)
        if self.text[start] == "+":
            self.fail(refusals.PLUS, start, start + 1)
        self.fail(refusals.POINTS if self.text[start] in ".," else refusals.NO_NUMBER, start, self.end)

    def _nothing_left(self, unit: str) -> None:
        """Refuse any text after the quantity: half a meaning is worse than none."""
        self._spaces()
        if self.at >= self.end:
            return
        if unit:
            self.fail(refusals.LEFT_OVER, self.at, self.end)
        for pattern, refusal in (_TIME_OF_DAY, refusals.TIME_OF_DAY), (_HEXADECIMAL, refusals.HEXADECIMAL):
            if pattern.fullmatch(self.text[: self.end].lstrip()):
                self.fail(refusal, 0, self.end)
        if _EXPONENT.match(self.text, self.at):
            self.fail(refusals.SCIENTIFIC, self.at, self.end)
        if self.text[self.at] == "_":
            self.fail(refusals.UNDERSCORE, self.at, self.end)
        if self.text[self.at] in ".,":
            self.fail(refusals.POINTS, self.at, self.end)
        if self.text[self.at] == "/" and self.text[self.at + 1 : self.at + 2] in _ARABIC:
            self.fail(refusals.FRACTION, 0, self.end)
        self._unknown_unit(SPELLINGS)

    def _unknown_unit(self, known: Iterable[str]) -> NoReturn:
        # Not `spelling.nearest`: units are so short that most are one edit from several, and any of them is a hint.
        from difflib import get_close_matches  # noqa: PLC0415  # only an error pays for this import

        start, end = self.at, max(self.at, self.end)
        if start == end:
            self.fail(refusals.NO_UNIT, start, end)
        near = get_close_matches(self.text[start:end], known, n=1, cutoff=0.5)
        self.fail(refusals.NEAR_UNIT if near else refusals.UNKNOWN_UNIT, start, end, near="".join(near))

    def fail(self, text: Text, start: int, end: int, **values: object) -> NoReturn:
        """Raise a QuantityError about `source[start:end]`."""
        it = self._shown(start, end)
        filled = Text(text.zh.format(it=it, **values), text.en.format(it=it, **values))
        raise QuantityError(filled, self.source, start, end)

    def _shown(self, start: int, end: int) -> str:
        return quotation(self.source[start:end], 20)

    # characters

    def _after_spaces(self) -> int:
        at = self.at
        while self.text[at : at + 1].isspace():
            at += 1
        return at

    def _spaces(self) -> None:
        self.at = self._after_spaces()

    def _word(self, index: _Index) -> str:
        """Read the longest word of `index` at this place; "" if there is none."""
        for word in index.get(self.text[self.at : self.at + 1], ()):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return word
        return ""
