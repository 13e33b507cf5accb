"""
Reader of plan files: YAML text to `Plan`, driven by the types of `civtarget.model.plan`, with faults and their places.

A field that cannot be read is a fault here and an `Unread` in the plan, so the rest of the plan is still read and
checked. This is the only reader of plans; the JSON Schema is made from the same types.
"""

import re
from collections import abc
from collections.abc import Callable
from contextlib import suppress
from dataclasses import MISSING, dataclass, is_dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, cast, get_args, get_origin

from yaml.resolver import Resolver

from civtarget.errors import CivtargetError
from civtarget.files.paths import File
from civtarget.files.plan import yaml_tree
from civtarget.files.plan.yaml_tree import NULLS, Mapping, Node, Scalar, Sequence, shown
from civtarget.language import Position, Text
from civtarget.model import plan as model
from civtarget.model.findings import Fault, Reading, Span
from civtarget.model.phrases import listed
from civtarget.model.plan import (
    Duties,
    Identifier,
    Mark,
    Path,
    Plan,
    Record,
    Reference,
    Relative,
    Role,
    Target,
    Unit,
    Unread,
    readable,
)
from civtarget.model.plan.record import types_of
from civtarget.notation.dates import DueDay, Period, When, read_date, read_due_day, read_period, read_when
from civtarget.notation.quantity import Quantity, canonical_unit, is_not_applicable, read_quantity
from civtarget.notation.units import PERCENT
from civtarget.spelling import did_you_mean, nearest

FORMAT_VERSION = 1
"""The version of the plan format that this reader reads: the value of `civtarget:`."""

_IDENTIFIER_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_NUMBER_CHARACTERS = frozenset("0123456789-")
_RELATIVE = re.compile(r"(.+?)(?:\s*[×*]\s*|\s+x\s+)(previous\s+)?([^\s×*]+)")


@dataclass(frozen=True, slots=True)
class PlanFile:
    """
    A plan file as it was read; of one that cannot be opened or decoded only `path` is known.

    `plan` is None only where the text holds no mapping to read a plan from. `sha256` is of the file's bytes.
    """

    path: str
    sha256: str = ""
    root: Node | None = None
    plan: Plan | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def identifier(self) -> Identifier | None:
        """The identifier of the plan, or None where it cannot be read."""
        identifier: Identifier | None = readable(self.plan, "id")
        return identifier

    @property
    def holds_indicators(self) -> bool:
        """Whether the plan has indicators to check; a section that could not be read counts."""
        try:
            return self.plan is None or bool(self.plan.indicators)
        except Unread:
            return True

    def locate(self, path: Path, *, at_key: bool = False) -> Span:
        """
        Return the place of `path`: its value if that is a scalar, else its key.

        `at_key` asks for the key in any case. Of a path that is not in the file, the deepest part that is.
        """
        key, node = _find(self.root, path)
        return node.span if isinstance(node, Scalar) and node.text and not at_key else key


def parse_plan(file: File) -> PlanFile:
    """Return the plan of a file; errors in it become faults and never raise."""
    root, faults = yaml_tree.parse(file.text)
    reader = _Reader(root)
    plan = None
    if isinstance(root, Mapping):
        plan = reader.record(Plan, root, ())
        reader.name_unread(cast("Plan", plan))
    elif root is not None and not (isinstance(root, Scalar) and root.refused):
        message = Text(
            "规划应是“键: 值”的映射（冒号后要有空格）",
            "a plan is a mapping of keys to values (a space follows each colon)",
        )
        reader.fault(root, (), message)
    in_order = sorted((*faults, *reader.faults), key=_place)
    return PlanFile(file.path, file.sha256, root, cast("Plan | None", plan), tuple(in_order))


def _find(root: Node | None, path: Path) -> tuple[Span, Node | None]:
    """Return the deepest part of `path` that is in the file: the place of its key or list item, and its node."""
    node, span = root, Span(1, 1, 1, 1)
    for part in path:
        if isinstance(node, Mapping) and part in node.values:
            span, node = node.keys[part].span, node.values[part]
        elif isinstance(node, Sequence) and part.isdecimal() and int(part) < len(node.items):
            node = node.items[int(part)]
            span = node.span
        else:
            break
    return span, node


def _place(fault: Fault) -> tuple[int, int]:
    return fault.span.line, fault.span.column


class _Reader:
    """Reads nodes by the type that their place expects; `faults` collects what could not be read."""

    def __init__(self, root: Node | None) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self.unreads: list[Unread] = []
        self.quantities: dict[str, Quantity] = {}  # a national plan has few different numbers in its many cells

    def fault(self, node: Node, path: Path, message: Text, rule: Reading = Reading.WRONG_VALUE) -> Unread:
        """Record a fault and return the `Unread` for it."""
        self.faults.append(Fault(rule, node.span, path, message))
        return self.unread(path)

    def unread(self, path: Path) -> Unread:
        """Return the `Unread` of a place; it learns of its plan when that is known."""
        self.unreads.append(Unread(path))
        return self.unreads[-1]

    def name_unread(self, plan: Plan) -> None:
        """Give every `Unread` the identifier of the plan, if that can be read."""
        with suppress(Unread):
            for unread in self.unreads:
                unread.plan = plan.id

    def value(self, hint: Any, node: Node, path: Path) -> Any:
        """Read `node` as a value of type `hint`; raise `Unread`, with the fault recorded, where it is none."""
        if is_dataclass(hint) and hint not in _SCALARS and hint is not Duties:
            return self.record(cast("type", hint), node, path)
        origin = get_origin(hint)
        if hint is Duties:
            return self.duties(node, path)
        if origin is abc.Mapping:
            key_hint, value_hint = get_args(hint)
            return self.mapping(key_hint, value_hint, node, path)
        if origin is tuple:
            return self.sequence(get_args(hint)[0], node, path)
        return self.scalar(hint, node, path)

    def record(self, cls: type, node: Node, path: Path) -> Record:
        """Read a record; one that is not there at all has every field unread."""
        record: Record = object.__new__(cls)
        unread: dict[str, Unread] = {}
        values, keys = self.entries(cls, node, path)
        for name, (hint, default) in types_of(cls).items():
            value = default
            if values is None:
                unread[name] = self.unread(path)
                continue
            if name in values:
                try:
                    # A shorthand stands where its record would.
                    value = self.value(hint, values[name], (*path, name) if name in keys else path)
                except Unread as missing:
                    unread[name] = missing
                    continue
            elif default is MISSING:
                unread[name] = self.missing_key(name, path)
                continue
            object.__setattr__(record, name, value)
        for name in keys.keys() - types_of(cls).keys():
            self.unknown_key(name, keys[name], cls, path)
        object.__setattr__(record, "_unread", unread)
        return record

    def entries(self, cls: type, node: Node, path: Path) -> tuple[dict[str, Node] | None, dict[str, Scalar]]:
        """Return the values and keys by which `node` spells a record, or None after a fault."""
        if isinstance(node, Mapping):
            return node.values, node.keys
        shorthand = getattr(cls, "SHORTHAND", None)
        is_list = shorthand is not None and _is_sequence(types_of(cls)[shorthand][0])
        if shorthand is not None and isinstance(node, Sequence) == is_list:
            return {shorthand: node}, {}
        known = listed(types_of(cls))
        what = Text("映射（可用的键：{known}）", "a mapping with keys {known}", known=known)
        if shorthand is not None:
            short = _LIST if is_list else _expectation(types_of(cls)[shorthand][0])
            what = Text("{short}或{what}", "{short} or {what}", short=short, what=what)
        self.expected(node, path, what)
        return None, {}

    def missing_key(self, name: str, path: Path) -> Unread:
        where = Text("规划", "the plan")
        if path and isinstance(_find(self.root, path[:-1])[1], Sequence):
            number = Position(int(path[-1]) + 1)
            where = Text("“{key}”第 {number} 项", 'item {number} of "{key}"', key=shown(path[-2]), number=number)
        elif path:
            where = Text("“{key}”", '"{key}"', key=shown(path[-1]))
        message = Text("{where}缺少必需的键“{name}”", '{where} lacks the key "{name}"', where=where, name=name)
        self.faults.append(Fault(Reading.MISSING_KEY, _find(self.root, path)[0], path, message))
        return self.unread((*path, name))

    def unknown_key(self, name: str, key: Scalar, cls: type, path: Path) -> None:
        suggestion, known, word = nearest(name, types_of(cls)), listed(types_of(cls)), shown(name)
        hint = Text("可用的有 {known}", "the keys here are {known}", known=known)
        if suggestion:
            hint = did_you_mean(suggestion)
        message = Text("没有名为“{word}”的键：{hint}", 'no key is called "{word}": {hint}', word=word, hint=hint)
        self.fault(key, (*path, name), message, Reading.UNKNOWN_KEY)

    def mapping(self, key_hint: Any, value_hint: Any, node: Node, path: Path) -> dict[Any, Any]:
        if not isinstance(node, Mapping):
            raise self.expected(node, path, Text("映射（键: 值）", "a mapping of keys to values"))
        read: dict[Any, Any] = {}
        for text, key in node.keys.items():
            # A key that is badly spelt is a fault, but it is known what it says; but what it refers to is not.
            name: Any = text
            try:
                name = self.scalar(key_hint, key, (*path, text))
            except Unread:
                if key_hint is Reference:
                    raise
            try:
                read[name] = self.share_or_value(value_hint, node.values[text], path, text)
            except Unread as missing:
                read[name] = missing
        return read

    def share_or_value(self, hint: Any, node: Node, path: Path, key: str) -> Any:
        if hint is not model.Share:
            return self.value(hint, node, (*path, key))
        if isinstance(node, Scalar) and not node.refused:
            quantity = self.quantities.get(node.text)
            if quantity is not None:
                return quantity
            if node.plain and node.text in NULLS:
                return None
            if is_not_applicable(node.text):
                return Mark.NOT_APPLICABLE
        return self.scalar(Quantity, node, (*path, key))

    def sequence(self, hint: Any, node: Node, path: Path) -> tuple[Any, ...]:
        if not isinstance(node, Sequence):
            raise self.expected(node, path, _LIST)
        read, unread = [], None
        for index, item in enumerate(node.items):
            try:
                read.append(self.value(hint, item, (*path, str(index))))
            except Unread as missing:
                unread = missing
        if unread is not None:
            raise unread
        return tuple(read)

    def duties(self, node: Node, path: Path) -> Duties:
        """Read `all`, a list of districts, or a mapping from districts to roles."""
        if isinstance(node, Scalar) and node.text == "all":
            return Duties(None)
        if isinstance(node, Sequence):
            named: dict[str, None] = {}
            for number, name in enumerate(self.sequence(str, node, path)):
                if name in named:
                    message = Text("“{name}”列了两次", '"{name}" is listed twice', name=shown(name))
                    raise self.fault(node.items[number], (*path, str(number)), message)
                named[name] = None
            return Duties(named)
        if isinstance(node, Mapping):
            roles = self.mapping(str, Role, node, path)
            for role in roles.values():
                if isinstance(role, Unread):
                    raise role
            return Duties(roles)
        what = Text(
            "“all”、辖市区列表或“辖市区: 角色”的映射", "all, a list of districts or a mapping of districts to roles"
        )
        raise self.expected(node, path, what)

    def scalar(self, hint: Any, node: Node, path: Path) -> Any:
        if not isinstance(node, Scalar) or node.refused or _is_empty(node):
            raise self.expected(node, path, _expectation(hint))
        try:
            return self.read_scalar(hint, node)
        except CivtargetError as error:
            raise self.fault(node, path, error.text) from None

    def read_scalar(self, hint: Any, node: Scalar) -> Any:
        if hint is Quantity:
            quantity = self.quantities[node.text] = read_quantity(node.text)
            return quantity
        if hint in _UNIONS:
            return _UNIONS[hint][0](node)
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return _read_choice(hint, node.text)
        read, _ = _SCALARS[hint]
        return read(node)

    def expected(self, node: Node, path: Path, what: Text) -> Unread:
        """Record the fault that another type is expected, unless the node has its fault already."""
        if isinstance(node, Scalar) and node.refused:
            return self.unread(path)
        if isinstance(node, Scalar) and _is_empty(node):
            return self.fault(
                node, path, Text("这里是空的：应为{what}", "nothing stands here: {what} belongs here", what=what)
            )
        found = _FOUND[type(node)]
        return self.fault(
            node, path, Text("这里应是{what}，不是{found}", "{what} belongs here, not {found}", what=what, found=found)
        )


def is_identifier(text: str) -> bool:
    """Whether `text` may name a plan, an indicator or a rule: `a-z`, `0-9` and dashes, no dash first."""
    return bool(text) and _IDENTIFIER_CHARACTERS.issuperset(text) and not text.startswith("-")


def read_identifier(text: str) -> Identifier:
    """Return `text` as an identifier; raise `CivtargetError` if it is none."""
    if not is_identifier(text):
        word = shown(text)
        dash = Text("，不以连字符开头", ", no dash first") if text.startswith("-") else Text("", "")
        raise CivtargetError(
            Text(
                "“{word}”不能作标识：只用小写字母、数字和连字符{dash}",
                '"{word}" is no identifier: use a-z, 0-9 and dashes{dash}',
                word=word,
                dash=dash,
            )
        )
    return Identifier(text)


def _is_empty(node: Scalar) -> bool:
    """Whether a scalar is empty; blank text between quotes is, too."""
    return (node.plain and node.text in NULLS) or not node.text.strip()


def _read_text(node: Scalar) -> str:
    if node.plain and (other := _yaml_type(node.text)) is not None:
        text = shown(node.text)
        raise CivtargetError(
            Text(
                '“{text}”不加引号会被 YAML 读成{other}：请写作 "{text}"',
                'without quotes other YAML readers take {text} for {other}: write "{text}"',
                text=text,
                other=other,
            )
        )
    return node.text


def _read_identifier(node: Scalar) -> Identifier:
    return read_identifier(_read_text(node))


def _read_term(node: Scalar) -> Quantity | Identifier:
    text = node.text
    looks_like_one = is_identifier(text) and not _NUMBER_CHARACTERS.issuperset(text)  # 3-5 is a range
    if looks_like_one or (text.isascii() and text[:1].isalpha()):
        return _read_identifier(node)
    return read_quantity(node.text)


def read_reference(text: str) -> Reference:
    """
    Read `indicator`, `indicator.district`, `plan/indicator` or `plan/indicator.district`.

    Raises
    ------
    CivtargetError
        The text is none of these.
    """
    before, slash, rest = text.rpartition("/") if "/" in text.partition(".")[0] else ("", "", text)
    indicator, dot, district = rest.partition(".")
    if (slash and not is_identifier(before)) or not is_identifier(indicator) or (dot and not district.strip()):
        word = shown(text)
        message = Text(
            "“{word}”不是引用：应写作 指标、指标.辖市区、规划/指标 或 规划/指标.辖市区（规划和指标写标识）",
            '"{word}" is no reference: write indicator, indicator.district, plan/indicator or '
            "plan/indicator.district, by their identifiers",
            word=word,
        )
        raise CivtargetError(message)
    return Reference(Identifier(indicator), Identifier(before) if slash else None, district.strip() if dot else None)


def read_target(text: str) -> Target:
    """
    Read a number, a bound, or a bound relative to another indicator: `>= 1.3 × minimum-living-standard`.

    `30%..40% × previous residents-consumption` is relative to the value of the year before.

    Raises
    ------
    CivtargetError
        The text is none of these.
    """
    relative = _RELATIVE.fullmatch(text.strip())
    if relative is None:
        return read_quantity(text)
    factor, previous, of = relative.groups()
    quantity = read_quantity(factor)
    if quantity.unit not in ("", PERCENT) or quantity.approximate or quantity.figure <= 0:
        message = Text(
            "“{factor}”不是倍数：应写作 1.3 或 50%（可带 >=、<= 或 30%..40%）",
            '"{factor}" is no factor: write 1.3 or 50%, also with >= or <=, or 30%..40%',
            factor=shown(factor),
        )
        raise CivtargetError(message)
    factor_of_one = quantity.times(Fraction(1, 100) if quantity.unit == PERCENT else 1)
    return Relative(factor_of_one, read_identifier(of), previous=bool(previous))


def _read_operand(node: Scalar) -> Quantity | Reference:
    is_named = any(letter.isascii() and letter.isalpha() for letter in node.text)
    return read_reference(node.text) if is_named else read_quantity(node.text)


def _read_choice(hint: type[StrEnum], text: str) -> StrEnum:
    if text in tuple(hint):
        return hint(text)
    choices, suggestion, word = listed(hint), nearest(text, hint), shown(text)
    remedy = Text(choices.en, f"one of {choices.en}")
    if suggestion:
        remedy = did_you_mean(suggestion)
    raise CivtargetError(
        Text("“{word}”不在可选值之中：{remedy}", '"{word}" is not a choice here: {remedy}', word=word, remedy=remedy)
    )


def _read_truth(node: Scalar) -> bool:
    if node.text in ("true", "false"):
        if node.plain:
            return node.text == "true"
        raise CivtargetError(Text("请去掉引号：{node}", "leave the quotes out: {node}", node=node.text))
    text = shown(node.text)
    raise CivtargetError(
        Text("“{text}”不是真假值：只能写 true 或 false", '"{text}" is neither true nor false', text=text)
    )


def _read_version(node: Scalar) -> int:
    if node.text == str(FORMAT_VERSION):
        return FORMAT_VERSION
    text = shown(node.text)
    message = Text(
        "不支持规划格式版本“{text}”：本程序读取版本 {version}",
        'plan format "{text}" is not known: this civtarget reads {version}',
        text=text,
        version=FORMAT_VERSION,
    )
    raise CivtargetError(message)


# How each scalar type is read, and what a reader of plans calls it.
_SCALARS: dict[Any, tuple[Callable[[Scalar], Any], Text]] = {
    str: (_read_text, Text("文字", "text")),
    int: (_read_version, Text("格式版本", "a format version")),
    bool: (_read_truth, Text("真假值（true 或 false）", "true or false")),
    Identifier: (_read_identifier, Text("标识", "an identifier")),
    Unit: (lambda node: canonical_unit(_read_text(node)), Text("计量单位", "a unit")),
    Quantity: (lambda node: read_quantity(node.text), Text("数量", "a number")),
    Period: (lambda node: read_period(node.text), Text("规划期", "a period")),
    When: (lambda node: read_when(node.text), Text("时间", "a time")),
    DueDay: (lambda node: read_due_day(node.text), Text("报送日", "a day for reports")),
    date: (lambda node: read_date(node.text), Text("日期", "a date")),
    Reference: (lambda node: read_reference(_read_text(node)), Text("引用", "a reference")),
}

_UNIONS: dict[Any, tuple[Callable[[Scalar], Any], Text]] = {
    model.Term: (_read_term, Text("数量或指标标识", "a number or an indicator")),
    model.Target: (lambda node: read_target(node.text), Text("数量", "a number")),
    model.Operand: (_read_operand, Text("数量或引用", "a number or a reference")),
}

_LIST = Text("列表（- 或 [ ]）", "a list")
_FOUND = {Scalar: Text("文字", "text"), Sequence: Text("列表", "a list"), Mapping: Text("映射", "a mapping")}

_YAML_TYPES = {
    "tag:yaml.org,2002:bool": Text("真假值", "true or false"),
    "tag:yaml.org,2002:int": Text("整数", "a whole number"),
    "tag:yaml.org,2002:float": Text("小数", "a decimal"),
    "tag:yaml.org,2002:timestamp": Text("日期", "a date"),
}


def _yaml_type(text: str) -> Text | None:
    """Return the type that YAML 1.1 gives a plain scalar, or None if it is text; by PyYAML's own table."""
    for tag, pattern in Resolver.yaml_implicit_resolvers.get(text[:1], ()):
        if pattern.match(text):
            return _YAML_TYPES.get(tag)
    return None


def _expectation(hint: Any) -> Text:
    if hint in _UNIONS:
        return _UNIONS[hint][1]
    if hint in _SCALARS:
        return _SCALARS[hint][1]
    choices = listed(hint)
    return Text("以下之一：{choices}", "one of {choices}", choices=choices)


def _is_sequence(hint: Any) -> bool:
    return get_origin(hint) is tuple
