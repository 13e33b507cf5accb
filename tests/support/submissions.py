"""What districts submit, in short: `beds 武进区 2025-06 80`."""

from calendar import monthrange
from datetime import date
from fractions import Fraction

from civtarget.model.actuals import Observation, Place, Subject
from civtarget.model.plan import Identifier
from civtarget.notation.periods import ReportingPeriod
from civtarget.notation.task_states import TaskState


def period(text: str) -> ReportingPeriod:
    """Return the period that `2025`, `2025-H1`, `2025-Q2` or `2025-06` names."""
    year, _, part = text.partition("-")
    length = 12 if not part else {"H": 6, "Q": 3}.get(part[0], 1)
    last = 12 if not part else length * int(part.lstrip("HQ"))
    end = date(int(year), last, monthrange(int(year), last)[1])
    return ReportingPeriod(text, date(int(year), last - length + 1, 1), end)


def row(text: str, line: int) -> Observation:
    """
    Return the observation that `text` says, at `line`: `beds#2 武进区 2025-06 80 on 2025-07-01`.

    `#2` is a step, `-` as a district the whole area. What is reported is a number, `11/12` (a part and its whole) or
    both, a state of a task, with the day after a `=`, or `?`, which could not be read.
    """
    words, _, submitted = text.partition(" on ")
    subject, district, name, *reported = words.split()
    indicator, _, step = subject.partition("#")
    fields: dict[str, object] = {"value": None}
    for word in reported:
        state, _, day = word.partition("=")
        if word == "?":
            fields["readable"] = False
        elif state in tuple(TaskState):
            fields |= {"state": TaskState(state), "done_on": date.fromisoformat(day) if day else None}
        elif "/" in word:
            part, whole = word.split("/")
            fields |= {"part": number(part), "whole": number(whole)}
        else:
            fields["value"] = number(word)
    return Observation(
        subject=Subject(Identifier(indicator), step or None, None if district == "-" else district),
        period=period(name),
        place=Place("rows", line),
        submitted=date.fromisoformat(submitted) if submitted else None,
        **fields,  # type: ignore[arg-type]  # of different types, by name
    )


def number(text: str) -> int | Fraction:
    """Read a decimal exactly."""
    value = Fraction(text)
    return value.numerator if value.denominator == 1 else value
