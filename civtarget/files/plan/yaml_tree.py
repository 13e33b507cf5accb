"""
Strict YAML: text to a tree in which every node knows its place.

Only the unambiguous part of YAML is read: mappings with unique text keys, sequences, scalars.
Aliases, merge keys, tags and further documents are faults. Scalars stay text; the reader of the plan gives each the
type that its place expects, so nothing is lost to the implicit types of YAML 1.1.

The tree is built from PyYAML's event stream without recursion, on the C parser where PyYAML has it.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml
from yaml.reader import Reader, ReaderError
from yaml.scanner import ScannerError

from civtarget.language import Text
from civtarget.model.findings import Fault, Reading, Span
from civtarget.spelling import quotation

MAX_DEPTH = 32
"""Nesting beyond this many levels is refused; a plan needs seven."""

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""The spellings of null: scalars without quotes."""

_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")  # YAML 1.1 ends lines at them, editors do not
_MOST_SIGNS = 200  # the file is parsed once more for each
_LONGEST_SHOWN = 60
_SIGNS = frozenset(">|%@`&*!")
_SIGN_CONTEXTS = tuple(
    f"while {doing}"
    for doing in ("scanning for", "scanning a block scalar", "scanning an a", "scanning a tag", "parsing a tag")
)
_CONTROL: re.Pattern[str] = Reader.NON_PRINTABLE
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class PurePython(yaml.BaseLoader):
    """PyYAML's parser where it has no C one; as strict about escapes that are no characters."""

    def scan_flow_scalar_non_spaces(self, double: Any, start_mark: Any) -> Any:
        """Scan a piece of a quoted scalar."""
        try:
            pieces = super().scan_flow_scalar_non_spaces(double, start_mark)
            "".join(pieces).encode()  # a surrogate is half a character
        except (ValueError, OverflowError):
            problem = "found invalid Unicode character escape code"
            raise ScannerError("while scanning a quoted scalar", start_mark, problem, self.get_mark()) from None
        return pieces


_Parser: Any = getattr(yaml, "CBaseLoader", PurePython)


class Node:
    """A node of the tree; `line` and the others count from 1, the end is exclusive."""

    __slots__ = ("column", "end_column", "end_line", "line")
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def span(self) -> Span:
        """The place of the node."""
        return Span(self.line, self.column, self.end_line, self.end_column)


class Scalar(Node):
    """
    A scalar as written, without its quotes; `plain` tells whether it had none.

    A `refused` one replaces a part that has its fault already, such as an alias.
    """

    __slots__ = ("plain", "refused", "text")
    text: str
    plain: bool
    refused: bool


class Sequence(Node):
    """A sequence of nodes."""

    __slots__ = ("items",)

    def __init__(self) -> None:
        self.items: list[Node] = []


class Mapping(Node):
    """A mapping: `keys` and `values` by the text of the key, in the order of the file."""

    __slots__ = ("keys", "values")

    def __init__(self) -> None:
        self.keys: dict[str, Scalar] = {}
        self.values: dict[str, Node] = {}


def parse(text: str) -> tuple[Node | None, list[Fault]]:
    """
    Parse one YAML document.

    Returns its root, or None where there is none, and all faults. A value that lacks its quotes (`target: >= 20`) is
    refused and the rest is read; after any other error of syntax nothing can be, so the root is then None.
    """
    text = text.removeprefix("\ufeff")
    others = [_line_break_fault(text, match.start()) for match in _OTHER_BREAKS.finditer(text)]
    text = _OTHER_BREAKS.sub(" ", text)
    signs: dict[tuple[int, int], str] = {}
    while True:
        builder = _Builder(signs)
        try:
            with _no_garbage_collection():
                builder.run(text, _Parser)
        except (yaml.YAMLError, UnicodeEncodeError) as error:
            if _is_too_deep(error):
                return None, [*others, *_depth_faults(text, signs)]
            place = _place_of_sign(error, text)
            if place is None:
                return None, [*others, *builder.all_faults(), _syntax_fault(error, text)]
            line, column, index = place
            if len(signs) == _MOST_SIGNS:
                message = Text(
                    "要加引号的值超过 {most} 处：先改正以上各处，其余未读",
                    "more than {most} values need quotes: mend those above first, nothing else is read",
                    most=_MOST_SIGNS,
                )
                last = Fault(Reading.YAML_SYNTAX, Span(line, column, line, column + 1), (), message)
                return None, [*others, *builder.all_faults(), last]
            signs[line, column] = text[index]
            text = f"{text[:index]}x{text[index + 1 :]}"  # a letter in its place moves nothing else
        else:
            return builder.root, [*others, *builder.all_faults()]


def _is_too_deep(error: Exception) -> bool:
    """Whether the C parser gave up at a nesting limit of its own (libyaml's is 1,000 since PyYAML 6.0.4)."""
    return isinstance(error, ScannerError) and str(error.context).endswith((" flow level", " block level"))


def _depth_faults(text: str, signs: dict[tuple[int, int], str]) -> list[Fault]:
    """Return the faults up to the first level too many, which the C parser passed over while it read ahead."""
    builder = _Builder(signs)
    try:
        builder.run(text, PurePython)  # which has no limit, and ends at ours
    except (yaml.YAMLError, UnicodeEncodeError) as error:  # or at a mistake before it, which C has not seen yet either
        return [*builder.all_faults(), _syntax_fault(error, text)]
    return builder.all_faults()


def find(root: Node | None, path: tuple[str, ...]) -> Node | None:
    """Return the node at `path`, by keys and indices from `root`; None if there is none."""
    node = root
    for part in path:
        if isinstance(node, Mapping):
            node = node.values.get(part)
        elif isinstance(node, Sequence) and part.isdecimal() and int(part) < len(node.items):
            node = node.items[int(part)]
        else:
            return None
    return node


def _line_break_fault(text: str, index: int) -> Fault:
    line, column = text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
    message = Text(
        "含有特殊换行符（NEL、U+2028 或 U+2029），各程序对行数的理解会不同：请删去",
        "a line separator (NEL, U+2028 or U+2029) that some programs count as a line: leave it out",
    )
    return Fault(Reading.YAML_SYNTAX, Span(line, column, line, column + 1), (), message)


def _refused(node: Node) -> Scalar:
    """Return a refused scalar at the place of `node`, which has its fault already."""
    scalar = Scalar()
    scalar.line, scalar.column, scalar.end_line, scalar.end_column = (
        node.line,
        node.column,
        node.end_line,
        node.end_column,
    )
    scalar.text, scalar.plain, scalar.refused = "", False, True
    return scalar


def shown(text: str) -> str:
    """Return `text` for a message: not too long, and nothing in it invisible."""
    return quotation(text, _LONGEST_SHOWN)


class _Open:
    """A collection that is being filled: `at` is the key or index of the current or next value."""

    __slots__ = ("at", "key", "node")

    def __init__(self, node: Mapping | Sequence) -> None:
        self.node = node
        self.key: Scalar | None = None
        self.at: str | None = None


class _Builder:
    """
    Builds the tree from parser events; `stack` holds the open collections, innermost last.

    `signs` are the places where a letter replaces a sign of YAML that began a value without quotes.
    """

    def __init__(self, signs: dict[tuple[int, int], str]) -> None:
        self.faults: list[Fault] = []
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.last: Node | None = None  # the last node that is complete
        self.texts: dict[str, str] = {}  # district names recur in every split: one string serves them all
        self.signs = dict(signs)
        self.alias: tuple[str, Span, tuple[str, ...]] | None = None
        self.further_aliases = 0

    def run(self, text: str, parser_type: Any) -> None:
        parser = parser_type(text)
        try:
            while self.take(parser.get_event()):
                pass
        finally:
            parser.dispose()
        root = self.root
        if (root is None and not self.faults) or (isinstance(root, Scalar) and root.plain and not root.text):
            self.root = None
            message = Text("文件是空的：这里应有一份规划", "the file is empty: a plan belongs here")
            self.faults.append(Fault(Reading.YAML_SYNTAX, Span(1, 1, 1, 1), (), message))

    def all_faults(self) -> list[Fault]:
        """Return the faults, with those that are known only at the end."""
        faults = self.faults
        if self.alias is not None:
            faults = [*faults, self.alias_fault(*self.alias)]
        for (line, column), sign in self.signs.items():  # those that no value was found to begin with
            span = Span(line, column, line, column + 1)
            faults = [*faults, Fault(Reading.YAML_SYNTAX, span, (), _needs_quotes(sign))]
        return faults

    def take(self, event: Any) -> bool:
        """Take one event; return whether to go on."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self.add_scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self.open(event, Mapping() if kind is yaml.MappingStartEvent else Sequence())
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.close(event)
        elif kind is yaml.AliasEvent:
            self.refuse_alias(event)
        elif kind is yaml.DocumentStartEvent and self.root is not None:
            message = Text("一个文件只能有一份规划：从这里起未读", "one plan a file: nothing from here on is read")
            self.fault(Reading.YAML_SYNTAX, _span(event), message)
            return False
        return kind is not yaml.StreamEndEvent

    def add_scalar(self, event: Any) -> None:
        self.last = node = Scalar()
        start, end, text = event.start_mark, event.end_mark, event.value
        node.line, node.column = start.line + 1, start.column + 1
        node.end_line, node.end_column = end.line + 1, end.column + 1
        node.text = self.texts.setdefault(text, text)
        node.plain, node.refused = not event.style, False
        fault = self.fault_of_scalar(node, event.style) if event.style or self.signs else None
        self.add(node, event)
        if fault is not None:
            self.fault(Reading.YAML_SYNTAX, node.span, fault)

    def fault_of_scalar(self, node: Scalar, style: str) -> Text | None:
        """Refuse a scalar that lacks its quotes; return its fault."""
        node.refused = True
        if sign := self.signs.pop((node.line, node.column), None):
            return _needs_quotes(sign, sign + node.text[1:])
        if not node.text and style in (">", "|"):  # `target: >5` begins a text with nothing in it
            node.end_line, node.end_column = node.line, node.column + 1
            return _needs_quotes(style)
        node.refused = False
        return None

    def open(self, event: Any, node: Mapping | Sequence) -> bool:
        span = _span(event)
        node.line, node.column, node.end_line, node.end_column = span.line, span.column, span.end_line, span.end_column
        self.add(node, event)
        self.stack.append(_Open(node))
        if len(self.stack) <= MAX_DEPTH:
            return True
        message = Text(
            "嵌套超过 {most} 层：文件未读",
            "nested more than {most} levels deep: the file is not read",
            most=MAX_DEPTH,
        )
        self.stack.clear()
        self.fault(Reading.YAML_SYNTAX, span, message)
        self.root = None
        return False

    def close(self, event: Any) -> None:
        node, start, end = self.stack.pop().node, event.start_mark, event.end_mark
        if start.index == end.index and self.last is not None:
            # Without a bracket to end it, the parser finds the end only where the next thing begins.
            node.end_line, node.end_column = self.last.end_line, self.last.end_column
        else:
            node.end_line, node.end_column = end.line + 1, end.column + 1
        self.last = node

    def add(self, node: Node, event: Any) -> None:
        """Add a scalar, or a collection that has just begun, to the innermost open collection."""
        if self.stack:
            parent = self.stack[-1]
            if type(parent.node) is Sequence:
                parent.at = str(len(parent.node.items))
                parent.node.items.append(node)
            elif parent.key is None:
                parent.key = self.as_key(parent, node)
            else:
                self.add_entry(parent, parent.key, node)
        else:
            self.root = node
        if getattr(event, "tag", None) is not None:
            tag = shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
            message = Text("不支持标签 {tag}：请删去", "tags are not read: leave {tag} out", tag=tag)
            self.fault(Reading.YAML_SYNTAX, node.span, message)

    def add_entry(self, parent: _Open, key: Scalar, value: Node) -> None:
        mapping = parent.node
        assert isinstance(mapping, Mapping)
        parent.key = None
        if key.refused:
            return
        if (first := mapping.keys.get(key.text)) is not None:
            text = shown(key.text)
            message = Text(
                "键“{text}”重复：第 {line} 行已有，两处都未读",
                '"{text}" stands here a second time, after line {line}: neither is read',
                text=text,
                line=first.line,
            )
            self.fault(Reading.DUPLICATE_KEY, key.span, message)
            mapping.values[key.text] = _refused(first)  # nobody can tell which of the two is meant
            return
        mapping.keys[key.text] = key
        mapping.values[key.text] = value

    def as_key(self, parent: _Open, node: Node) -> Scalar:
        if isinstance(node, Scalar) and not (node.plain and node.text == "<<"):
            parent.at = None if node.refused else node.text
            return node
        parent.at = None
        if isinstance(node, Scalar):
            message = Text("不支持合并键 <<：请直接写出内容", "merge keys are not read: write out what << would bring")
        else:
            message = Text("键必须是文字，不能是列表或映射", "a key must be text, not a list or a mapping")
        if not any(level.key is not None and level.key.refused for level in self.stack):  # not inside such a key
            self.fault(Reading.YAML_SYNTAX, node.span, message)
        return _refused(node)

    def refuse_alias(self, event: Any) -> None:
        self.last = node = Scalar()
        span = _span(event)
        node.line, node.column, node.end_line, node.end_column = span.line, span.column, span.end_line, span.end_column
        node.text, node.plain, node.refused = event.anchor, False, True
        self.add(node, event)
        if self.alias is None:
            self.alias = (event.anchor, span, self.path())
        else:
            self.further_aliases += 1

    def alias_fault(self, anchor: str, span: Span, path: tuple[str, ...]) -> Fault:
        """Return the one finding on aliases, however many a bomb is made of."""
        anchor, more = shown(anchor), self.further_aliases
        also = Text("，另有 {more} 处", " and {more} more", more=more) if more else Text("", "")
        message = Text(
            "不支持别名（*{anchor}{also}）：请直接写出内容，便于逐行审阅",
            "aliases are not read (*{anchor}{also}): write it out, so that every line can be reviewed",
            anchor=anchor,
            also=also,
        )
        return Fault(Reading.YAML_SYNTAX, span, path, message)

    def path(self) -> tuple[str, ...]:
        return tuple(level.at for level in self.stack if level.at is not None)

    def fault(self, rule: Reading, span: Span, message: Text) -> None:
        self.faults.append(Fault(rule, span, self.path(), message))


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


# --- errors of syntax, in the words of somebody who writes plans -----------------------------------------------------


def _place_of_sign(error: Any, text: str) -> tuple[int, int, int] | None:
    """Return line, column and index of a sign of YAML at the start of a value without quotes, if that is the error."""
    context, mark = getattr(error, "context", None) or "", getattr(error, "context_mark", None)
    if not context.startswith(_SIGN_CONTEXTS) or "tab" in error.problem:
        return None
    mark = mark or error.problem_mark
    if text[mark.index : mark.index + 1] not in _SIGNS:
        return None
    return mark.line + 1, mark.column + 1, mark.index


def _needs_quotes(sign: str, value: str = "") -> Text:
    zh, en = f"以“{sign}”开头的值要加引号", f"a value that starts with {sign} needs quotes"
    if not value:
        return Text(zh, en)
    mark = "'" if '"' in value or "\\" in value else '"'
    return Text("{zh}：{mark}{value}{mark}", "{en}: {mark}{value}{mark}", zh=zh, mark=mark, value=shown(value), en=en)


def _syntax_fault(error: Any, text: str) -> Fault:
    if isinstance(error, ReaderError | UnicodeEncodeError):  # the parsers count its place in different ways
        control = _CONTROL.search(text)
        before = _LINE_BREAK.split(text[: control.start()] if control else "")
        line, column = len(before), len(before[-1]) + 1
        name = f"U+{ord(control[0]):04X}" if control else ""
        message = Text("含有控制字符 {name}：请删去", "a control character, {name}: leave it out", name=name)
    else:
        mark, message = _explain(error, text)
        line, column = mark.line + 1, mark.column + 1
    return Fault(Reading.YAML_SYNTAX, Span(line, column, line, column + 1), (), message)


def _explain(error: Any, text: str) -> tuple[Any, Text]:
    """Return the place and the explanation of an error; an unusual one keeps the parser's own message."""
    at, opened = error.problem_mark, error.context_mark
    problem = ", ".join(part for part in (error.context, error.problem) if part)
    before = _LINE_BREAK.split(text[: at.index])[-1]
    if "\t" in (text[at.index : at.index + 1], *before[: len(before) - len(before.lstrip())]):
        return at, Text("不能用制表符（Tab）缩进：请改用空格", "a tab cannot indent: use spaces")
    if "quoted scalar" in problem and "unexpected" in problem:
        return opened, Text("这个引号没有闭合", "this quote is never closed")
    if "could not find expected ':'" in problem:
        return opened, Text("这一行缺少“: ”（冒号后要有空格）", 'this line lacks a ": " (a colon and a space)')
    if "flow sequence" in problem or "flow mapping" in problem:
        bracket = "[" if "sequence" in problem else "{"
        return at, Text(
            "这里缺少逗号，或第 {line} 行的 {bracket} 没有闭合",
            "a comma is missing here, or the {bracket} of line {line} is never closed",
            line=opened.line + 1,
            bracket=bracket,
        )
    if "directive" in problem:
        return opened, Text("一行不能以“%”开头", "a line cannot start with %")
    if problem.startswith(("while parsing a block mapping", "while parsing a block collection")) and before.strip():
        return at, Text(
            "值后多出内容：整个值要加引号，或删去多出的",
            "something is left over after the value: quote all of it, or leave it out",
        )
    for words, message in _SLIPS.items():
        if words in problem:
            return at, message
    return at, Text("YAML 语法有误（{problem}）", "this is not YAML: {problem}", problem=problem)


_ESCAPE = Text(
    "双引号中的反斜杠要写两次，或改用单引号", "in double quotes a backslash is written twice; or use single quotes"
)
_INDENT = Text("缩进与上面各行都对不上", "this indent matches no line above")
_LIST_ITEM = Text(
    "列表项“- ”要另起一行；值若以“-”开头要加引号",
    'a list item ("- ") starts on a line of its own; a value that starts with - needs quotes',
)
_SLIPS = {
    "mapping values are not allowed": Text(
        "这里不能再有冒号：值中含“: ”时要加引号，否则请检查缩进",
        'no further colon can stand here: a value with ": " in it needs quotes, or else check the indent',
    ),
    "sequence entries are not allowed": _LIST_ITEM,
    "mapping keys are not allowed": Text("以“?”开头的值要加引号", "a value that starts with ? needs quotes"),
    "node content": Text("这里缺少一个值", "a value is missing here"),
    "did not find expected key": _INDENT,
    "expected <block end>": _INDENT,
    "did not find expected '-' indicator": _INDENT,
    "escape": _ESCAPE,
    "hexdecimal": _ESCAPE,
    "<document start>": Text("多出内容：规划到这里已经结束", "left over: the plan ends before this"),
}


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    # A tree has no cycles; looking for them three times over while it grows costs more than parsing.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
