"""How many examples a property test tries."""

from hypothesis import settings

QUICK = 25
"""Examples of a property test in the quick profile."""


def many_when_deep(factor: int) -> settings:
    """Return settings for a test with rare cases: `factor` times the examples of the profile, but for the quick one."""
    usual = settings.default.max_examples
    return settings(max_examples=usual if usual <= QUICK else factor * usual)
