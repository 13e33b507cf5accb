"""
The exit codes of the command line.

0 nothing at or above `--fail-on`; 1 findings; 2 a path or an option that cannot be used, or an internal error;
3 nothing was there to check; 130 interrupted. 2 outranks 1.
A repair that is only printed is a finding: the plan is as it was.
"""

SUCCESS, FOUND, UNUSABLE, NOTHING = range(4)
INTERRUPTED = 130
"""As a shell has it: 128 and the number of SIGINT."""
