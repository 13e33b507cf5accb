"""
A rate below 100 % leaves room for at least one of the whole to miss.

低于 100% 的比率，至少允许一个不达标。

Of 12 homes 92 % takes all 12, since 11 are 91.67 %. Whoever reads 92 % expects that one may fail, and finds out at the
end of the year that none may.

要在 12 家中达到 92%，必须 12 家全部达标，因为 11 家只有 91.67%。看到 92%，都以为可以有一家不达标，
到年底才发现一家都不能少。

Passes:

    indicators:
      graded: {name: 评定率, kind: rate, of: {part: 12, whole: 13}, target: ">= 92%"}

Fails:

    indicators:
      graded: {name: 评定率, kind: rate, of: {part: 12, whole: 12}, target: ">= 92%"}

Remedy: write 100 % if all are meant, else a rate that one less still reaches.

补救：若要求全部达标就写 100%，否则写少一个也能达到的比率。
"""

from collections.abc import Iterator
from fractions import Fraction

from civtarget.language import Text
from civtarget.model.findings import Severity
from civtarget.model.phrases import dotted, quantity_text
from civtarget.model.plan import Identifier, Path, Plan, at
from civtarget.model.results import Held, Problem, Result, RuleOptions, Unchecked
from civtarget.model.workspace import Workspace
from civtarget.notation.quantity import Exact, exact
from civtarget.rules._ratios import Rate, read_rate

ID = "rate-all-or-nothing"
FAMILY = "rates"
SEVERITY = Severity.WARNING
REQUIRES = frozenset({"reference-known", "kind-adds-up", "unit-matches", "threshold-range", "subset-within-whole"})
Options = RuleOptions


def check_indicator(identifier: Identifier, plan: Plan, workspace: Workspace, options: RuleOptions) -> Iterator[Result]:
    """Look at whether all but one of the whole reach the rate; only shares of something counted can be such a trap."""
    rate = read_rate(identifier, plan)
    if rate is None or not rate.is_share or not rate.counted:
        return
    threshold = rate.target.low
    if threshold is None or not 0 < threshold < rate.scale:
        return
    # All of n are needed if n - 1 of n are too few: n (1 - t) < 1.
    enough = 1 / (1 - Fraction(threshold) / rate.scale)
    where = at(identifier, "target")
    open_for = rate.open_for(where, identifier)
    if open_for is not None:
        yield open_for
    elif max(rate.whole.low, rate.part.low) >= enough:
        yield Held(where)
    elif rate.whole.high is not None and 0 < rate.whole.high < enough:
        yield _trap(rate, threshold, rate.whole.high, where)
    elif rate.whole.stated and rate.whole.high != 0:
        message = Text(
            "分母没有确定的数，不知是否必须全部达标", "no definite whole: whether all of it are needed is open"
        )
        yield Unchecked(where=where, message=message, needs=(dotted(rate.whole.path),))


def _trap(rate: Rate, threshold: Exact, whole: Exact, where: Path) -> Problem:
    actual = exact(Fraction(whole - 1) * rate.scale / whole)
    shown, aim, everything = (
        rate.division(whole - 1, whole, threshold),
        rate.text(threshold, threshold),
        quantity_text(whole, ""),
    )
    return Problem(
        where=where,
        message=Text(
            "少一个就不到 {aim}（{shown}）：{everything} 个必须全部达标",
            "one less is below {aim} ({shown}): all {everything} have to reach it",
            aim=aim,
            shown=shown,
            everything=everything,
        ),
        expected=threshold,
        actual=actual,
        gap=exact(actual - threshold),
        unit=rate.unit,
    )
