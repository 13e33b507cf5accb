"""Reports made by hand: every severity and outcome at every kind of place, and whatever a hostile file may say."""

from itertools import product

from civtarget.checking.report import CheckedPlan, Report
from civtarget.language import Text
from civtarget.model.findings import Finding, Location, Outcome, RelatedPlace, Severity, Span

PLACES = {
    "line": Location("规划 2025/年度 要点.yaml", Span(7, 5, 7, 10), ("indicators", "beds", "split")),
    "lines": Location("plans/a.yaml", Span(7, 5, 9, 2), ("indicators", "beds")),
    "cell": Location("报送/汇总 表.xlsx", None, ("indicators", "beds"), "Sheet 1", "C7"),
    "file": Location("报送/空.csv", None, ()),
}

HOSTILE = (
    "::error::pwned",
    "\n::set-output name=a::b",
    "##[add-mask]x",
    "##vso[task.complete]x",
    "a|b\\|c",
    "100%\r\n50%0A",
    "\x1b]8;;http://evil\x07link\x1b[2J",
    "[bold red]x[/bold red]",
    "<script>alert(1)</script>&amp;",
    "]]>\x0b\x00\ufffe\ud800\x85\u2028\u202e",
    "[click](http://evil) {0} `x` ![i](j)",
    "=HYPERLINK(1)",
    "+1",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "＝1",
    '"quoted", with comma',
    ":::",
)


def finding(place: str = "line", message: str = "甲", **changes: object) -> Finding:
    """Return a broken error, but for `changes`; its fingerprint tells findings apart that differ in their message."""
    fields: dict[str, object] = {
        "rule": "district-sum",
        "severity": Severity.ERROR,
        "outcome": Outcome.BROKEN,
        "plan": "example",
        "indicator": "beds",
        "indicator_name": Text("床位", "Beds"),
        "district": None,
        "step": None,
        "message": Text(message, message),
        "location": PLACES[place],
        "fingerprint": f"f{abs(hash(message)):x}",
    }
    return Finding(**{**fields, **changes})  # type: ignore[arg-type]  # fields of several types, by name


def report(*findings: Finding, path: str = "规划 2025/年度 要点.yaml") -> Report:
    """Return a report of `validate` on one plan."""
    return Report("validate", (CheckedPlan("example", path, "0" * 64),), findings, held=3)


def everything() -> Report:
    """Return a report with every severity, outcome and kind of place."""
    return report(
        *(
            finding(
                place,
                f"{severity} {outcome} {place}",
                severity=severity,
                outcome=outcome,
                waiver="已商定" if outcome is Outcome.WAIVED else None,
                needs=("x",) if outcome is Outcome.UNCHECKED else (),
                related=(RelatedPlace("other", PLACES[place], Text("总数在此", "the target stands here")),),
                district=district,
            )
            for (severity, outcome, place), district in zip(
                product(Severity, Outcome, PLACES), ["甲区", None] * 18, strict=True
            )
        )
    )
