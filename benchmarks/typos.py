"""
How often civtarget names the cell that was mistyped, when a split does not add up.

Run `python benchmarks/typos.py [--first 1000000] [--cases 300] [--write]`. It plants one typo in a
plan that adds up, writes the plan as YAML, has it read and checked as `civtarget validate` does, and compares the first
suspects with the cell that was hit. Beside it stand the same method without any evidence (*single*: the plan holds
nothing but the broken split) and guessing among all cells.

Plans are synthetic (5 to 15 districts; unrelated splits beside the broken one; by setting, a proportional split, last
year's plan, a list that repeats about half of the figures, or all of these) or the published ones of `plans/` with
every split that adds up. The code here that plants shares nothing with the code that finds: it works on typed text.
The row *two cells* plants two errors, where no single cell is to blame, and any certainty is wrong.

Weights and thresholds of `splits.suspects` were chosen on the seeds from 0 up; what is published is measured on
other seeds, from 1,000,000 up.
"""

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from civtarget.files.paths import File
from civtarget.files.plan.reader import parse_plan
from civtarget.language import Language, Text
from civtarget.model.plan import Identifier, Plan
from civtarget.model.results import Problem, RuleOptions, SuspectCell
from civtarget.model.workspace import workspace_of
from civtarget.notation.quantity import Op, Quantity
from civtarget.rules import district_sum

ROOT = Path(__file__).parents[1]
PAGES = {language: ROOT / "docs" / language / "suspects.md" for language in Language}
PUBLISHED = "published"
TOTAL = "total"
REPORTED_FROM = 1_000_000
BEGIN, END = "<!-- figures: benchmarks/typos.py -->", "<!-- end of figures -->"


# --- planting: typed text to typed text, None where it cannot happen to this text ------------------------------------


def swapped(text: str, rng: random.Random) -> str | None:
    """Swap two neighbouring digits."""
    places = [n for n in range(len(text) - 1) if text[n] != text[n + 1] and (n or text[1] != "0")]
    if not places:
        return None
    place = rng.choice(places)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def missing(text: str, rng: random.Random) -> str | None:
    """Leave a digit out."""
    place = rng.randrange(len(text))
    left = text[:place] + text[place + 1 :]
    return left if left and left[0] != "0" else None


def extra(text: str, rng: random.Random) -> str | None:
    """Type a digit twice, or one that does not belong."""
    place = rng.randrange(len(text))
    digit = text[place] if rng.random() < 0.5 else rng.choice("0123456789")
    return text[: place + 1] + digit + text[place + 1 :]


def wrong(text: str, rng: random.Random) -> str | None:
    """Type another digit in place of one."""
    place = rng.randrange(len(text))
    digit = rng.choice([each for each in "0123456789" if each != text[place] and (place or each != "0")])
    return text[:place] + digit + text[place + 1 :]


def sign(text: str, rng: random.Random) -> str | None:  # noqa: ARG001
    """Put a minus in front."""
    return f"-{text}"


def tens(text: str, rng: random.Random) -> str | None:
    """Type zeros too many or too few."""
    zeros = "0" * rng.choice([1, 1, 2, 3])
    if rng.random() < 0.5 and text.endswith(zeros) and len(text) > len(zeros):
        return text[: -len(zeros)]
    return text + zeros


def ten_thousand(text: str, rng: random.Random) -> str | None:  # noqa: ARG001
    """Write 万 where it does not belong, or leave it out."""
    return text[:-4] if text.endswith("0000") else f"{text}万"


def other(text: str, rng: random.Random) -> str | None:
    """Write another number of about that size, as round as it was."""
    core = text.rstrip("0")
    number = round(int(core) * rng.uniform(0.4, 2.5))
    return None if str(number) == core or not number else str(number) + "0" * (len(text) - len(core))


SORTS: Mapping[str, tuple[Text, Callable[[str, random.Random], str | None]]] = {
    "swapped": (Text("两位颠倒", "two digits swapped"), swapped),
    "missing": (Text("漏一位", "one digit missing"), missing),
    "extra": (Text("多一位", "one digit too many"), extra),
    "wrong": (Text("错一位", "one digit wrong"), wrong),
    "sign": (Text("正负号", "sign"), sign),
    "tens": (Text("差十倍、百倍、千倍", "by 10, 100, 1000"), tens),
    "wan": (Text("差一个万", "by 万"), ten_thousand),
    "other": (Text("另一个数", "another number"), other),
}
TWO = "two cells"
TWO_CELLS, ALL_TYPOS = Text("两处都错", "two cells wrong"), Text("各类笔误合计", "all typos")

TITLES = (
    Text("笔误", "typo"),
    Text("首位", "first"),
    Text("前三", "first three"),
    Text("单式首位", "single, first"),
    Text("猜测首位", "guess, first"),
    Text("无法判断", "cannot tell"),
    Text("很可能", "likely"),
    Text("判错", "likely and wrong"),
)
SETTINGS = {
    "alone": Text("只有这一个等式", "nothing else"),
    "companion": Text("同一计划中成比例的指标", "a proportional indicator"),
    "last-year": Text("上年的分解", "last year's split"),
    "list": Text("另一处重复了部分数字", "a list that repeats some figures"),
    "all": Text("三者都有", "all three"),
    PUBLISHED: Text("已公布的计划", "the published plans"),
}


# --- plans ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """A plan of one broken split as texts, where the typo is (nothing where two are), and how many cells there are."""

    plan: str
    beside: Sequence[str]
    alone: str
    hit: str | None
    cells: int
    name: str = "subject"


def split_of(typed: Mapping[str, str]) -> str:
    """Write a split."""
    return "{" + ", ".join(f"{name}: {text}" for name, text in typed.items()) + "}"


def indicator(name: str, total: str, shares: Mapping[str, str], more: str = "") -> str:
    """Write an indicator."""
    return (
        f"  {name}: {{name: {{zh: {name}, en: {name}}}, kind: count, unit: 张, target: {total}, "
        f"split: {split_of(shares)}{more}}}\n"
    )


def header(name: str, period: int, districts: Sequence[str]) -> str:
    """Write the beginning of a plan."""
    names = ", ".join(f"{each}: {{}}" for each in districts)
    return (
        f"civtarget: 1\nid: {name}\ntitle: {{zh: {name}, en: {name}}}\nperiod: {period}\n"
        f"districts: {{{names}}}\nindicators:\n"
    )


def summed(name: str, shares: Mapping[str, int]) -> str:
    """Write an indicator that adds up."""
    return indicator(name, str(sum(shares.values())), {each: str(share) for each, share in shares.items()})


def synthetic(setting: str, sort: str, rng: random.Random) -> Case | None:
    """Make up a plan, and plant a typo in it."""
    districts = [f"甲{chr(0x4E00 + 300 + n)}区" for n in range(rng.randint(5, 15))]
    people = {name: rng.lognormvariate(0, 0.7) for name in districts}

    def shares(spread: float, unit: int, size: float) -> dict[str, int]:
        weights = {name: people[name] * rng.lognormvariate(0, spread) for name in districts}
        all_ = sum(weights.values())
        return {name: max(1, round(size * weight / all_ / unit)) * unit for name, weight in weights.items()}

    unit = rng.choice([1, 1, 1, 5, 10, 10, 50, 100, 500])
    size = unit * len(districts) * 10 ** rng.uniform(0.5, 2.6)
    true = shares(0.3, unit, size)
    typed = {name: str(share) for name, share in true.items()} | {TOTAL: str(sum(true.values()))}
    planted = plant(typed, sort, rng)
    if planted is None:
        return None
    broken, hit = planted
    total = broken.pop(TOTAL)
    beside, more, text = [], "", ""
    for number in range(rng.randint(2, 6)):
        step = rng.choice([1, 1, 5, 10])
        text += summed(f"unrelated-{number}", shares(0.5, step, step * len(districts) * 10 ** rng.uniform(0.5, 2.6)))
    if setting in ("companion", "all"):
        factor = rng.uniform(2, 8)
        companion = {name: round(share * factor * rng.uniform(0.995, 1.005)) for name, share in true.items()}
        text += summed("companion", companion)
    if setting in ("last-year", "all"):
        growth = rng.uniform(0.7, 1.2)
        before = {
            name: max(1, round(share * growth * rng.uniform(0.9, 1.1) / unit)) * unit for name, share in true.items()
        }
        beside.append(header("before", 2024, districts) + summed("subject", before))
        more = ", follows: before/subject"
    if setting in ("list", "all"):
        lines = [
            f"  repeated-{number}: {{name: {{zh: {name}, en: {name}}}, kind: count, unit: 张, target: {share}, "
            f"same_as: plan/subject{'' if name == TOTAL else '.' + name}}}\n"
            for number, (name, share) in enumerate([*true.items(), (TOTAL, sum(true.values()))])
            if rng.random() < 0.5
        ]
        if lines:
            beside.append(header("list", 2025, districts) + "".join(lines))
    head = header("plan", 2025, districts)
    return Case(
        head + indicator("subject", total, broken, more) + text,
        beside,
        head + indicator("subject", total, broken),
        hit,
        len(districts) + 1,
    )


def plant(typed: Mapping[str, str], sort: str, rng: random.Random) -> tuple[dict[str, str], str | None] | None:
    """Hit one cell, or two shares; return what is then typed and the one cell, or None where that cannot be."""
    broken = dict(typed)
    if sort == TWO:
        for name in rng.sample([name for name in typed if name != TOTAL], 2):
            text = rng.choice([other, wrong, swapped])(typed[name], rng)
            if text is None:
                return None
            broken[name] = text
        total = sum(int(text) for name, text in broken.items() if name != TOTAL)
        return None if total == int(typed[TOTAL]) else (broken, None)
    hit = rng.choice(list(typed))
    text = SORTS[sort][1](typed[hit], rng)
    if text is None or text == typed[hit]:
        return None
    broken[hit] = text
    return broken, hit


@dataclass(frozen=True)
class PublishedSplit:
    """A split of a published plan that adds up, and the text of that plan."""

    plan: str
    text: str
    name: str
    shares: Mapping[str, int]
    total: int


def published() -> Iterator[PublishedSplit]:
    """Yield every split of exact numbers in `plans/` that adds up, where there are several shares."""
    for path in sorted((ROOT / "plans").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        plan = read(text, keep=True)
        for name, each in plan.indicators.items():
            split, target = each.split or {}, each.bound
            shares = {
                district: int(share.figure)
                for district, share in split.items()
                if isinstance(share, Quantity) and share.op is Op.EXACTLY
            }
            if target is None or target.op is not Op.EXACTLY or sum(shares.values()) != target.figure:
                continue
            if len(shares) >= 3 and None not in split.values() and target.figure < 10**8:
                yield PublishedSplit(path.name, text, name, shares, int(target.figure))


def of_published(splits: Sequence[PublishedSplit], sort: str, rng: random.Random) -> Case | None:
    """Plant a typo in a published plan."""
    split = rng.choice(splits)
    typed = {name: str(share) for name, share in split.shares.items()} | {TOTAL: str(split.total)}
    planted = plant(typed, sort, rng)
    if planted is None:
        return None
    broken, hit = planted
    total = broken.pop(TOTAL)
    before, rest = split.text.split(f"  {split.name}:\n", 1)
    body, blank, after = rest.partition("\n\n")
    lines = body.split("\n")
    for number, line in enumerate(lines):
        if line.startswith("    target:"):
            lines[number] = f"    target: {total}"
        if line.startswith("    split:"):
            marks = {name: '"--"' for name in split_names(line) if name not in broken}
            lines[number] = f"    split: {split_of(broken | marks)}"
    text = before + f"  {split.name}:\n" + "\n".join(lines) + blank + after
    paths = sorted((ROOT / "plans").glob("*.yaml"))
    others = [path.read_text(encoding="utf-8") for path in paths if path.name != split.plan]
    alone = header("plan", 2025, list(broken)) + indicator("subject", total, broken)
    return Case(text, others, alone, hit, len(typed), split.name)


def split_names(line: str) -> list[str]:
    """Return the districts of a split on one line."""
    return [part.split(":")[0].strip() for part in line.partition("{")[2].rstrip("}").split(",")]


# --- measuring --------------------------------------------------------------------------------------------------------


_kept: dict[str, Plan] = {}


def read(text: str, *, keep: bool = False) -> Plan:
    """Read a plan, once if it is one to keep."""
    plan = _kept.get(text) or parse_plan(File("plan.yaml", text, "")).plan
    assert plan is not None, text
    if keep:
        _kept[text] = plan
    return plan


def suspects(text: str, name: str, beside: Sequence[str]) -> tuple[SuspectCell, ...]:
    """Return the suspects of the sum that was broken."""
    plan = read(text)
    workspace = workspace_of([plan, *map(read, beside)])
    (problem,) = district_sum.check_indicator(Identifier(name), plan, workspace, RuleOptions())
    assert isinstance(problem, Problem), text
    return problem.suspects


@dataclass
class Count:
    """What came of the cases of one row."""

    cases: int = 0
    first: int = 0
    three: int = 0
    certain: int = 0
    wrong: int = 0
    single_first: int = 0
    guess_first: float = 0


def hits(found: Sequence[SuspectCell], hit: str | None, most: int) -> bool:
    """Tell whether the cell that was hit is among the first suspects."""
    return hit is not None and hit in [each.suspect.cell or TOTAL for each in found[:most]]


def measure(setting: str, sort: str, first: int, cases: int) -> Count:
    """Plant and find, seed by seed."""
    count = Count()
    splits = list(published()) if setting == PUBLISHED else []
    seed = first
    while count.cases < cases:
        rng = random.Random(f"{setting} {sort} {seed}")
        seed += 1
        case = of_published(splits, sort, rng) if splits else synthetic(setting, sort, rng)
        if case is None:
            continue
        count.cases += 1
        found, single = suspects(case.plan, case.name, case.beside), suspects(case.alone, "subject", ())
        count.first += hits(found, case.hit, 1)
        count.three += hits(found, case.hit, 3)
        count.single_first += hits(single, case.hit, 1)
        count.guess_first += 1 / case.cells
        if found and found[0].is_likely:
            count.certain += 1
            count.wrong += not hits(found, case.hit, 1)
    return count


def table(counts: Mapping[tuple[str, str], Count], language: Language) -> Iterator[str]:
    """Yield the lines of the tables, in Markdown."""
    for setting, title in SETTINGS.items():
        rows = {sort: count for (each, sort), count in counts.items() if each == setting}
        if not rows:
            continue
        yield f"**{title.in_language(language)}**"
        yield ""
        yield f"| {' | '.join(each.in_language(language) for each in TITLES)} |"
        yield "|---|--:|--:|--:|--:|--:|--:|--:|"
        typos = [count for sort, count in rows.items() if sort != TWO]
        for sort, count in rows.items():
            words = SORTS[sort][0] if sort != TWO else TWO_CELLS
            yield row(words.in_language(language), [count], known=sort != TWO)
        yield row(f"**{ALL_TYPOS.in_language(language)}**", typos, known=True)
        yield ""


def row(words: str, counts: Sequence[Count], *, known: bool) -> str:
    """Write a row; where two cells are wrong, none of the ranks means anything."""
    cases = sum(count.cases for count in counts)

    def percent(number: float) -> str:
        return f"{100 * number / cases:.1f}%"

    first, three, single, guess = (
        sum(getattr(count, name) for count in counts) for name in ("first", "three", "single_first", "guess_first")
    )
    certain, wrong = sum(count.certain for count in counts), sum(count.wrong for count in counts)
    ranks = [percent(each) if known else "–" for each in (first, three, single, guess)]
    rest = [percent(cases - certain), percent(certain), f"{wrong} / {certain}"]
    return f"| {' | '.join([words, *ranks, *rest])} |"


def main() -> None:
    """Measure, print, and write into the pages if that is asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=REPORTED_FROM, help="the first seed (default: 1000000)")
    parser.add_argument("--cases", type=int, default=300, help="cases of each sort in each setting (default: 300)")
    parser.add_argument("--setting", action="append", choices=SETTINGS, help="only this setting")
    parser.add_argument("--write", action="store_true", help="write the tables into both pages, between their marks")
    arguments = parser.parse_args()
    counts: dict[tuple[str, str], Count] = {}
    for setting in arguments.setting or SETTINGS:
        for sort in (*SORTS, TWO):
            print(f"\r{setting}: {sort}".ljust(40), end="", file=sys.stderr, flush=True)
            counts[setting, sort] = measure(setting, sort, arguments.first, arguments.cases)
    print(file=sys.stderr)
    print("\n".join(table(counts, Language.EN)))
    typos = [count for (_, sort), count in counts.items() if sort != TWO]
    print(f"likely: {sum(each.certain for each in typos)}, wrong: {sum(each.wrong for each in typos)}")
    print(f"with two cells wrong: {sum(each.wrong for each in counts.values())} wrong")
    for language, page in PAGES.items() if arguments.write else ():
        before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
        lines, after = "\n".join(table(counts, language)), rest.partition(END)[2]
        page.write_text(f"{before}{BEGIN}\n\n{lines}\n{END}{after}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
