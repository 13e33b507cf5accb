"""
Projects that nobody would write: a plan, an older version of it, a plan beside it and a submission.

All come from the types of `civtarget.model.plan`, field by field, so a new key is fuzzed as soon as it is a field.
Impossible and extreme figures are as frequent as sane ones. Everything follows from a seed.
"""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from random import Random
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from civtarget.model import plan as model
from civtarget.model.plan import (
    Duties,
    Identifier,
    Mark,
    Plan,
    Reference,
    Relative,
    Share,
    Target,
    Unit,
    Unread,
)
from civtarget.notation.dates import DueDay, Period, When
from civtarget.notation.quantity import Quantity

INDICATORS = ("a", "b", "c", "d", "e")
DISTRICTS = ("甲区", "乙区", "丙区")
PLANS = ("2025-east", "2024-east", "2025-city")
UNITS = ("人", "张", "%", "元/人/月", "万人次", "名/万名老年人", "元", "户", "‰", "丈")
FIGURES = (
    *("0", "1", "3", "7", "12", "100", "353", "4万", "11.5亿", "三百五十三", "92%", "0.5%", "30%—40%", "2..5", "~ 20"),
    *("-5", "-0.01", "1000%", "101", "0.000000001", "9" * 30, "9" * 31, "0." + "0" * 29 + "1", "1e400", "-" + "9" * 30),
    *("9999999999亿亿", "9" * 201, "33.3%", "5..2", "1/3", "NaN", ".inf", "0x10", "1_000", "—", "零点零零零一"),
)
BOUNDS = ("", "", ">= ", "<= ", "≥", "不少于", "约", "> ", "每人")
DAYS = (
    "2025-12-31",
    "2024-02-29",
    "2025-02-29",
    "0001-01-01",
    "9999-12-31",
    "6月前",
    "12月底",
    "上半年",
    "2025-06",
    "13月",
)
PERIODS = ("2025", "2024", "2021..2025", "2025..2021", "0001", "9999", "0000", "2025-06")
WORDS = (
    *(
        "养老床位",
        "beds",
        "做",
        "x",
        "指标a",
        "甲",
        "y" * 300,
        "{zh}",
        "%s",
        "\\",
        "'",
        '"',
        "`",
        "<b>",
        "&amp;",
        "]]>",
    ),
    *("::error::pwned", "##[error]x", "=1+1", "@SUM(A1)", "+1", "-1", "a|b", "\u202etxt", "\u2066", "\u200f", "\u2028"),
    *(
        "\x1b[31mred",
        "\x9b31m",
        "\x85",
        "\ud800",
        "\x00",
        "\x7f",
        "\n::error::x",
        "\r\n",
        "\ufeff",
        "e\u0301" * 20,
        "🏙",
    ),
)
ANYTHING = (None, True, 0, -1, 1.5, "", [], {}, [[]], "~", ["x"], {"x": "y"}, "all", "<<", "=", "2025-13-01")

Values = dict[str, Any]


@dataclass(frozen=True)
class Project:
    """What the files of one project hold; the plans are YAML, the submission is CSV."""

    plan: bytes
    older: bytes
    beside: bytes
    submission: bytes


def project(seed: int) -> Project:
    """Return the project that follows from a seed."""
    rng = Random(seed)
    maker = _Maker(rng, sanity=rng.choice((0.55, 0.9, 0.98)))
    plan = maker.plan("2025-east")
    older = maker.changed(plan)
    beside = maker.plan("2025-city")
    rate = rng.choice((0.0, 0.0, 0.2, 1.0))
    texts = (_yaml(plan), _yaml(older), _yaml(beside), maker.rows())
    return Project(*(_mutated(text, rng) if rng.random() < rate else text for text in texts))


def _yaml(plan: Values) -> bytes:
    """Write a plan in lines, so that a mutation of bytes meets more than one kind of YAML."""
    lines: list[str] = []
    for key, value in plan.items():
        if key == "indicators" and isinstance(value, dict) and value:
            lines.append("indicators:")
            for name, indicator in value.items():
                lines.append(f"  {json.dumps(name)}:" if isinstance(indicator, dict) and indicator else f"  {name}: 0")
                if isinstance(indicator, dict):
                    lines += (f"    {each}: {_flow(part)}" for each, part in indicator.items())
        else:
            lines.append(f"{key}: {_flow(value)}")
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass")


def _flow(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


class _Maker:
    """Makes values of the types of the model; `sanity` is how often they are what the type asks for."""

    def __init__(self, rng: Random, sanity: float) -> None:
        self.rng = rng
        self.sanity = sanity
        self.leaves: Mapping[Any, Callable[[], Any]] = {
            str: self.word,
            int: lambda: rng.choice((1, 1, 1, 2, 0)),
            bool: lambda: rng.random() < 0.5,
            date: lambda: rng.choice(DAYS[:5]),
            Identifier: lambda: rng.choice((*INDICATORS, "on-pace", "district-sum")),
            Unit: lambda: rng.choice(UNITS),
            Quantity: self.figure,
            Period: lambda: rng.choice(PERIODS),
            When: lambda: rng.choice(DAYS),
            DueDay: lambda: rng.choice(("次月5日", "当月31日", "次月0日", "5日")),
            Reference: self.reference,
            Relative: self.relative,
            Duties: self.duties,
            Mark: lambda: "--",
            NoneType: lambda: None,
            Unread: self.figure,
        }

    def plan(self, identifier: str) -> Values:
        """Return a plan; what holds everything else together is mostly sane."""
        rng, made = self.rng, self.record(Plan)
        made |= {"civtarget": 1, "id": identifier, "title": {"zh": "东", "en": "East"}, "period": 2025}
        made["districts"] = {name: {"en": rng.choice(("East", "West", self.word()))} for name in DISTRICTS}
        made["offices"] = {"民政局": {"en": "Civil"}}
        made["responsible"] = ["民政局"]
        made["indicators"] = {name: self.indicator() for name in INDICATORS[: rng.randint(1, 5)]}
        for key in list(made):
            if rng.random() < (1 - self.sanity) / 10:
                made[key] = rng.choice(ANYTHING)
        return made

    def indicator(self) -> Values:
        """Return an indicator that has a target and shares more often than chance would give it."""
        rng, made = self.rng, self.record(model.Indicator)
        if rng.random() < 0.7:
            made["kind"] = rng.choice(("count", "amount", "stock", "rate", "count"))
        if rng.random() < 0.7:
            made["target"] = self.value(Target)
        if rng.random() < 0.6:
            made["split"] = {name: self.value(Share) for name in DISTRICTS}
        if rng.random() < 0.4:  # a split that may add up
            shares = [rng.randint(0, 50) for _ in DISTRICTS]
            made["target"] = sum(shares) + rng.choice((0, 0, 1, -9, 1000))
            made["split"] = dict(zip(DISTRICTS, shares, strict=True))
        return made

    def changed(self, plan: Values) -> Values:
        """Return a plan with some of its fields made anew or taken away: another version of it."""
        made, rng = deepcopy(plan), self.rng
        fresh = self.plan(str(plan["id"]))
        for key in list(made):
            if rng.random() < 0.15:
                made[key] = fresh.get(key, made[key])
        ours, theirs = made.get("indicators"), fresh["indicators"]
        if isinstance(ours, dict) and isinstance(theirs, dict):
            for name in list(ours):
                if rng.random() < 0.2:
                    del ours[name]
                elif isinstance(ours[name], dict):
                    for key in [*ours[name], "target", "split", "by"]:
                        if rng.random() < 0.3:
                            ours[name][key] = (theirs.get(name) or {}).get(key, rng.choice(ANYTHING))
        return made

    def record(self, kind: type) -> Values:
        """Return values for the fields of a record: what has to be there, and some of what may be."""
        hints = get_type_hints(kind)
        made = {}
        for each in fields(kind):
            needed = each.default is MISSING and each.default_factory is MISSING
            if each.name.startswith("_") or self.rng.random() > (0.97 if needed else 0.2):
                continue
            made[each.name] = self.value(hints[each.name])
        return made

    def value(self, hint: Any) -> Any:
        """Return a value as the file would state it for a field of a type, or now and then one of no use."""
        if self.rng.random() > self.sanity:
            return self.rng.choice((self.rng.choice(ANYTHING), self.figure(), self.word()))
        hint = hint.__supertype__ if isinstance(hint, NewType) and hint not in self.leaves else hint
        if hint in self.leaves:
            return self.leaves[hint]()
        origin, inner = get_origin(hint), get_args(hint)
        if origin in (Union, UnionType):
            return self.value(self.rng.choice([each for each in inner if each is not NoneType] or [NoneType]))
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {str(self.key(inner[0])): self.value(inner[1]) for _ in range(self.rng.randint(0, 3))}
        if origin is tuple:
            return [self.value(inner[0]) for _ in range(self.rng.randint(0, 3))]
        if isinstance(hint, type) and issubclass(hint, Enum):
            return self.rng.choice([str(each.value) for each in hint])
        if is_dataclass(hint):
            short = getattr(hint, "SHORTHAND", None)
            if short is not None and self.rng.random() < 0.4:
                return self.value(get_type_hints(hint)[short])
            return self.record(hint)  # type: ignore[arg-type]  # it is a type
        raise AssertionError(f"the fuzzer does not know how a {hint} is written")

    def key(self, hint: Any) -> Any:
        return self.rng.choice(DISTRICTS) if hint is str else self.value(hint)

    def word(self) -> str:
        return self.rng.choice((self.rng.choice(DISTRICTS), "民政局", self.rng.choice(WORDS)))

    def figure(self) -> Any:
        rng = self.rng
        figure = rng.choice((rng.choice(FIGURES[:15]), rng.choice(FIGURES), str(rng.randint(0, 300))))
        if figure.isdigit() and rng.random() < 0.5:
            return int(figure) if len(figure) < 300 else figure
        return rng.choice(BOUNDS) + figure + (rng.choice(UNITS) if rng.random() < 0.2 else "")

    def reference(self) -> str:
        rng = self.rng
        plan = f"{rng.choice(PLANS)}/" if rng.random() < 0.3 else ""
        return plan + rng.choice(INDICATORS) + (f".{rng.choice(DISTRICTS)}" if rng.random() < 0.3 else "")

    def relative(self) -> str:
        previous = "previous " if self.rng.random() < 0.3 else ""
        return f"{self.figure()} × {previous}{self.rng.choice(INDICATORS)}"

    def duties(self) -> Any:
        role = self.rng.choice(("lead", "support"))
        return self.rng.choice(("all", list(DISTRICTS[:2]), {DISTRICTS[0]: role}, ["丁区"]))

    def rows(self) -> bytes:
        """Return a submission: a long table, whose values are as sane as the plan's."""
        rng = self.rng
        columns: dict[str, Callable[[], Any]] = {
            "指标": lambda: rng.choice((*INDICATORS, "指标a")),
            "辖区": lambda: rng.choice((*DISTRICTS, "全市", "合计", "甲", "", "市本级")),
            "期间": lambda: rng.choice(
                ("2025-06", "2025-Q2", "2025-12", "2025-01", "2025", "1-9月", "2024-12", "0001-01")
            ),
            "数值": lambda: rng.choice((self.figure(), str(rng.randint(0, 400)), "", "--")),
            "步骤": lambda: rng.choice(("", "", "1", "9" * 400)),
            "分子": lambda: rng.choice(("", str(rng.randint(0, 20)), "0", self.figure())),
            "分母": lambda: rng.choice(("", str(rng.randint(0, 20)), "0", self.figure())),
            "单位": lambda: rng.choice(("", "", *UNITS, "x")),
            "报送日期": lambda: rng.choice(("", "2025-07-05", "0001-01-01", "x")),
            "规划": lambda: rng.choice(("", *PLANS, "../../x", "/etc/passwd")),
        }
        kept = [name for number, name in enumerate(columns) if number < 4 or rng.random() < 0.5]
        lines = [kept, *([columns[name]() for name in kept] for _ in range(rng.randint(0, 25)))]
        return "\n".join(",".join(str(cell).replace(",", ";") for cell in line) for line in lines).encode(
            "utf-8", "surrogatepass"
        )


SNIPPETS = (
    *(b"\x1b[2J", b"\xc2\x9b", b"\xe2\x80\xae", b"\n::error::x\n", b"|", b"=cmd", b"\x00", b"\xff", b"&a [*a]", b"*a"),
    *(b"<<: ", b"!!python/object", b"\t", b"---\n", b"...\n", b"{" * 300, b"[" * 3000, b'"', b"'", b"\r", b": ", b"#"),
    *(b"9" * 5000, b"-", b"0", b"%", b"\n", b"null", b"'" * 99, b"\xef\xbb\xbf", b",", b"? ", b"- ", b"!", b"> "),
)


def _mutated(text: bytes, rng: Random) -> bytes:
    """Return bytes with a few pieces cut out, copied, moved, or put in."""
    for _ in range(rng.randint(1, 4)):
        start = rng.randrange(len(text) + 1)
        end = min(len(text), start + rng.choice((1, 1, 2, 8, 40, 400)))
        piece = text[start:end]
        match rng.randrange(6):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                text = text[:end] + piece + text[end:]
            case 2:
                text = text[:start] + rng.choice(SNIPPETS) + text[start:]
            case 3:
                text = text[:start] + bytes([rng.randrange(256)]) + text[start + 1 :]
            case 4:
                at = rng.randrange(len(text) + 1)
                text = text[:at] + piece + text[at:]
            case _ if rng.random() < 0.1:
                text = text[:start]
            case _:
                text = text[:start] + rng.choice(FIGURES).encode() + text[end:]
    return text
